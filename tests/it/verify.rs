//! Results against their sources: what is as it was holds, and what was touched breaks alone.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use persona_synthesis::lifecycle::{ClaimState, LinkState, Verification, read_result, verify};
use persona_synthesis::personas::{Draft, EvidenceSet, RunResult};
use persona_synthesis::study::{Pseudonyms, StudyBuilder};
use persona_synthesis::{ClaimId, IndicatorMatrix, Locator, Study, render};

use crate::support::{clinic, interviews, root, synthesize};

/// A copy of the sample studies that a test may change.
pub(crate) fn copied() -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let to = to.join(path.file_name().unwrap());
            if path.is_dir() {
                copy(&path, &to);
            } else {
                std::fs::copy(&path, &to).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    for study in ["clinic", "interviews-only"] {
        copy(&root().join("data").join(study), &folder.path().join(study));
    }
    folder
}

/// Rewrites a file.
pub(crate) fn rewrite(path: PathBuf, change: impl FnOnce(String) -> String) {
    let text = std::fs::read_to_string(&path).unwrap();
    let changed = change(text.clone());
    assert_ne!(text, changed, "{} is to change", path.display());
    std::fs::write(path, changed).unwrap();
}

/// Writes what a result is read back from.
fn write(draft: &Draft, folder: &Path) {
    for file in render::files(draft).into_iter().filter(|file| !file.name.contains('/')) {
        std::fs::write(folder.join(file.name), file.bytes).unwrap();
    }
}

/// A manifest with a privacy key: masked words are verified as well.
fn keyed(path: &Path) -> StudyBuilder {
    let key = Pseudonyms::new(b"a key of the tests, of no other use").unwrap();
    StudyBuilder::from_path(path).unwrap().pseudonyms(key)
}

fn verified(result: &RunResult, manifest: &Path) -> Verification {
    let study = keyed(manifest).build().unwrap();
    let matrix = IndicatorMatrix::from_study(&study).unwrap();
    verify(result, &study, &matrix).unwrap()
}

fn broken(verification: &Verification) -> BTreeSet<ClaimId> {
    let broken = verification.claims.iter().filter(|claim| claim.state != ClaimState::Holds);
    broken.map(|claim| claim.claim.clone()).collect()
}

#[test]
fn a_result_reads_back_whole_and_holds() {
    let stages = clinic();
    let folder = tempfile::tempdir().unwrap();
    write(&stages.draft, folder.path());
    let read = read_result(folder.path()).unwrap();
    assert_eq!(read.evidence_sets(), stages.draft.evidence_sets());
    assert_eq!(render::membership_csv(&read), render::membership_csv(stages.draft.result()));
    let verification = verify(&read, &stages.study, &stages.matrix).unwrap();
    assert!(verification.holds(), "{}", verification.text());
    let shown = || {
        read.personas
            .claims()
            .flat_map(|claim| claim.evidence.iter().chain(&claim.counter_evidence))
    };
    let masked = shown().filter(|evidence| evidence.masked).count();
    assert!(masked > 0, "some are masked");
    // The study has no privacy key.
    assert_eq!(verification.links(LinkState::NotCheckable), masked);
    assert_eq!(verification.links(LinkState::Intact) + masked, shown().count());
}

#[test]
fn files_of_different_runs_are_refused() {
    let (folder, name) = (tempfile::tempdir().unwrap(), "membership.csv");
    write(&interviews().draft, folder.path());
    std::fs::write(folder.path().join(name), render::membership_csv(clinic().draft.result()))
        .unwrap();
    let error = read_result(folder.path()).unwrap_err().to_string();
    assert!(
        error.contains("membership.csv: expected the 18 respondents of personas.json, found"),
        "{error}"
    );
    std::fs::write(folder.path().join(name), "respondent,kind\nP01,user\n").unwrap();
    assert!(
        read_result(folder.path())
            .unwrap_err()
            .to_string()
            .contains("expected the header respondent,kind,")
    );
}

/// For each claim whether it rests on a coded segment that covers a character of a document.
fn resting_on(result: &RunResult, study: &Study, (document, at): (&str, u32)) -> BTreeSet<ClaimId> {
    let mut segments: Vec<_> =
        study.respondents().flat_map(|person| study.observations(person.index())).collect();
    segments.sort_by_key(|observation| observation.address);
    let covers = |locator: &Locator| matches!(locator, Locator::Text { document: own, start, end, .. } if own == document && (*start..*end).contains(&at));
    let touched: Vec<u32> = segments
        .iter()
        .zip(0..)
        .filter(|(observation, _)| covers(&study.locator(observation.address)))
        .map(|(_, record)| record)
        .collect();
    let rests = |set: &&EvidenceSet| {
        set.supporting().chain(set.contradicting()).any(|place| touched.contains(&place.record))
    };
    let sets = result.evidence_sets().iter().filter(rests);
    sets.map(|set| set.claim.clone()).collect()
}

#[test]
fn one_changed_byte_of_a_transcript_breaks_exactly_the_claims_that_rest_on_it() {
    let stages = synthesize(keyed(&root().join("data/interviews-only/study.toml"))).unwrap();
    let mut seen = 0;
    for claim in stages.personas.claims().step_by(9) {
        let Locator::Text { document, start, .. } = &claim.evidence.first().locator else {
            continue;
        };
        let folder = copied();
        rewrite(folder.path().join("clinic/interviews").join(document), |text| {
            let at = text.char_indices().nth(*start as usize + 3).unwrap().0;
            let byte = if text[at..].starts_with('x') { "y" } else { "x" };
            let length = text[at..].chars().next().unwrap().len_utf8();
            format!("{}{byte}{}", &text[..at], &text[at + length..])
        });
        // The codes are placed by position: the quotes beside them would say that the words are
        // lost.
        rewrite(folder.path().join("clinic/segments.csv"), |text| {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let rows = reader
                .records()
                .map(|row| row.unwrap().iter().take(5).collect::<Vec<_>>().join(","));
            std::iter::once("document,start,end,code,coder".to_owned())
                .chain(rows)
                .collect::<Vec<_>>()
                .join("\n")
        });
        let verification =
            verified(stages.draft.result(), &folder.path().join("interviews-only/study.toml"));
        let expected = resting_on(stages.draft.result(), &stages.study, (document, start + 3));
        assert!(expected.contains(claim.id.as_str()));
        assert_eq!(broken(&verification), expected, "{}", verification.text());
        seen += 1;
    }
    assert!(seen >= 3, "{seen} bytes were changed");
}

#[test]
fn words_and_rows_that_moved_are_found_again() {
    let stages = clinic();
    let folder = copied();
    let clinic = folder.path().join("clinic");
    // Characters before everything; the codes find their words by the quotes.
    rewrite(clinic.join("interviews/P01.txt"), |text| format!("I: Hello.\n\n{text}"));
    // The first row goes to the end, a column to the front.
    rewrite(clinic.join("survey.csv"), |text| {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let mut rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        rows.rotate_left(1);
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in std::iter::once(&header).chain(&rows) {
            writer.write_record(row.iter().skip(1).chain(row.iter().take(1))).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    });
    let verification = verified(stages.draft.result(), &clinic.join("study.toml"));
    assert!(verification.holds(), "{}", verification.text());
    assert_eq!(verification.links(LinkState::Changed) + verification.links(LinkState::Missing), 0);
    assert!(verification.links(LinkState::Moved) > 50, "{}", verification.text());
    let unchanged = |id: &str| {
        verification.sources.iter().any(|source| source.source == id && source.is_unchanged())
    };
    assert!(!unchanged("survey") && !unchanged("interviews") && unchanged("crm"));
}

#[test]
fn a_changed_cell_weakens_the_claims_of_its_question_alone() {
    let stages = clinic();
    let folder = copied();
    let question = "How many hours a week go into rebooking and chasing patients?";
    rewrite(folder.path().join("clinic/survey.csv"), |text| text.replacen(",8.5,", ",0.5,", 1));
    let verification = verified(stages.draft.result(), &folder.path().join("clinic/study.toml"));
    let broken = broken(&verification);
    let of_question: BTreeSet<ClaimId> = stages
        .personas
        .claims()
        .filter(|claim| claim.indicator == question)
        .map(|claim| claim.id.clone())
        .collect();
    assert!(!broken.is_empty() && broken.is_subset(&of_question), "{}", verification.text());
    let weakened: usize = verification.personas.iter().map(|persona| persona.weakened).sum();
    assert_eq!(weakened, broken.len());
}

#[test]
fn what_is_gone_is_missing_and_what_it_carried_is_lost() {
    let stages = interviews();
    let folder = copied();
    std::fs::remove_file(folder.path().join("clinic/interviews/P01.txt")).unwrap();
    let verification =
        verified(stages.draft.result(), &folder.path().join("interviews-only/study.toml"));
    let rests_on_p01 = |claim: &&persona_synthesis::personas::Claim| {
        claim.evidence.iter().all(|evidence| evidence.respondent == "P01")
            && claim.evidence_total == claim.evidence.len()
    };
    let lost: Vec<&str> =
        stages.personas.claims().filter(rests_on_p01).map(|claim| claim.id.as_str()).collect();
    let found = verification.claims.iter().filter(|claim| claim.state == ClaimState::Lost);
    assert_eq!(found.map(|claim| claim.claim.as_str()).collect::<Vec<_>>(), lost);
    assert!(verification.links(LinkState::Missing) > 0);
    // The numbers that are printed are compared too.
    let mut result = stages.draft.result().clone();
    result.personas.personas[0].claims[0].support.with += 1;
    let verification = verify(&result, &stages.study, &stages.matrix).unwrap();
    assert_eq!(broken(&verification).len(), 1);
    assert!(verification.text().contains("printed "), "{}", verification.text());
}
