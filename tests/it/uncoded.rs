//! Interviews that nobody has coded: what is said of them, codes drafted from their words, and what
//! a person makes of these.

use std::collections::BTreeSet;
use std::path::Path;

use persona_synthesis::coding::{DraftBasis, DraftTrial, DraftedCodes, InterviewsRead};
use persona_synthesis::manifest::Language;
use persona_synthesis::{Manifest, Study, render};

use crate::support::root;

fn study_of(folder: &Path, more: &str) -> Study {
    let text = format!(
        "title = \"A library of tools\"\n[[source]]\nid = \"interviews\"\npath = \"interviews\"\n\
         respondent = {{ document = '^(P\\d+)' }}\n{more}"
    );
    let mut manifest = Manifest::from_toml(&text, "study.toml").unwrap();
    manifest.folder = folder.to_path_buf();
    Study::build(manifest).unwrap()
}

#[test]
fn what_was_read_of_uncoded_interviews_is_told() {
    let study = study_of(&root().join("data/tool-library"), "");
    let read = InterviewsRead::from_study(&study);
    assert_eq!((read.len(), read[0].transcripts, read[0].segments), (1, 12, 0));
    assert_eq!(read[0].interviewers, BTreeSet::from(["Interviewer".to_owned()]));
    assert_eq!(read[0].others.len(), 12);
    assert!(read[0].words > read[0].interviewer_words && read[0].unclear_words == 0);
    assert_eq!(read[0].minutes, None);
}

/// The themes that a reader finds in twelve interviews are among the drafts, and no word of the
/// interviewer is.
#[test]
fn drafts_are_of_what_respondents_say() {
    let study = study_of(&root().join("data/tool-library"), "");
    let drafted = DraftedCodes::from_study(&study);
    let codes: BTreeSet<&str> =
        drafted[0].codings.iter().map(|coding| coding.code.as_str()).collect();
    for theme in ["opening hours", "broken", "book from home", "write to marta", "rely", "calendar"]
    {
        let is_it = |code: &&str| code.ends_with(&format!("{theme} (suggested)"));
        assert!(codes.iter().any(is_it), "{theme}: {codes:?}");
    }
    for coding in &drafted[0].codings {
        let is_asked = |start: &&str| coding.words.starts_with(*start);
        let asked =
            ["How did", "So how", "What do you", "And what", "Tell me", "When was", "If you"];
        assert!(!asked.iter().any(is_asked), "{coding:?}");
        if let DraftBasis::Phrase { people, of } = coding.basis {
            assert!((2..=12).contains(&people) && of == 12, "{coding:?}");
        }
    }
}

/// Rows with a mark become codings at their places, the others none; a code that nobody edited is
/// marked wherever it is named.
#[test]
fn only_kept_rows_become_codings() {
    let folder = tempfile::tempdir().unwrap();
    copied(folder.path());
    let drafted = DraftedCodes::from_study(&study_of(folder.path(), ""));
    let table = render::suggested_codes_csv(&drafted[0].codings, Language::default());
    let mut kept = csv::Writer::from_path(folder.path().join("suggested-codes.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    kept.write_record(reader.headers().unwrap()).unwrap();
    let (mut edited, mut unedited, mut dropped) = (Vec::new(), 0, 0);
    for record in reader.records() {
        let mut cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        if cells[1].contains("opening hours") {
            cells[0] = "x".to_owned();
            cells[1] = "Pain points/short opening hours".to_owned();
            edited.push(cells[2].clone());
        } else if cells[1].contains("broken") {
            cells[0] = "yes".to_owned();
            unedited += 1;
        } else {
            dropped += 1;
        }
        kept.write_record(&cells).unwrap();
    }
    kept.flush().unwrap();
    let study = study_of(
        folder.path(),
        "[[source]]\nid = \"suggested\"\npath = \"suggested-codes.csv\"\ntranscripts = \
         \"interviews\"\n",
    );
    assert!(edited.len() > 4 && unedited > 3 && dropped > 20);
    assert_eq!(study.findings().count("suggestion-not-kept"), dropped);
    assert_eq!(study.findings().count("suggestion-unedited"), unedited);
    let (_, placement) = study.placements().last().unwrap();
    assert_eq!((placement.read, placement.by_offsets), (edited.len() + unedited, placement.read));
    let matrix = persona_synthesis::IndicatorMatrix::from_study(&study).unwrap();
    let named: Vec<&str> = matrix.indicators().iter().map(|one| one.label.as_str()).collect();
    assert!(named.contains(&"short opening hours"), "{named:?}");
    assert!(named.iter().any(|name| name.ends_with("broken (suggested)")), "{named:?}");
    let said: Vec<String> = study
        .respondents()
        .flat_map(|person| study.observations(person.index()))
        .map(|one| study.words(one.address).split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert!(edited.iter().all(|words| said.contains(words)), "{said:?}");
}

fn copied(folder: &Path) {
    let interviews = folder.join("interviews");
    std::fs::create_dir(&interviews).unwrap();
    for entry in std::fs::read_dir(root().join("data/tool-library/interviews")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, interviews.join(path.file_name().unwrap())).unwrap();
    }
}

/// Where a transcript has changed since, passages are found by their words, or a finding names
/// them.
#[test]
fn kept_suggestions_are_found_again_in_a_changed_transcript() {
    let folder = tempfile::tempdir().unwrap();
    copied(folder.path());
    let drafted = DraftedCodes::from_study(&study_of(folder.path(), ""));
    let table = render::suggested_codes_csv(&drafted[0].codings, Language::default());
    let kept = table.replace("\n,", "\nx,").replace("\n\"\",", "\nx,");
    std::fs::write(folder.path().join("suggested-codes.csv"), kept).unwrap();
    let source = "[[source]]\nid = \"suggested\"\npath = \"suggested-codes.csv\"\ntranscripts = \
                  \"interviews\"\n";
    let before = study_of(folder.path(), source);
    let said = |study: &Study| -> BTreeSet<String> {
        let people = study.respondents().flat_map(|person| study.observations(person.index()));
        people.map(|one| study.words(one.address).into_owned()).collect()
    };
    let first = folder.path().join("interviews/P01.txt");
    let text = std::fs::read_to_string(&first).unwrap();
    std::fs::write(&first, format!("Interviewer: Shall we begin, then?\n{text}")).unwrap();
    let after = study_of(folder.path(), source);
    assert_eq!(said(&before), said(&after));
    assert!(after.findings().count("quote-moved") > 3);
    assert_eq!(after.findings().count("segment-lost"), 0);
    std::fs::write(&first, text.replace("drill", "saw")).unwrap();
    assert!(study_of(folder.path(), source).findings().count("segment-lost") > 0);
}

/// What holds sentences together is no theme in any of its forms, what a question brings up is
/// none, and a word stands with the short ones that make it one.
#[test]
fn drafted_phrases_are_what_a_reader_would_name() {
    let folder = tempfile::tempdir().unwrap();
    let interviews = folder.path().join("interviews");
    std::fs::create_dir(&interviews).unwrap();
    for person in 1..=6 {
        let text = format!(
            "Interviewer: How do you order lunch?\nP{person}: I order lunch on Thursday, she says. It \
             logged me out, child {person} says. Then it logged me out twice.\nInterviewer: What \
             happens when a child is ill?\nP{person}: Being ill gets lost. He gets nothing back.\n"
        );
        std::fs::write(interviews.join(format!("P{person}.txt")), text).unwrap();
    }
    let drafted = DraftedCodes::from_study(&study_of(folder.path(), ""));
    let codes: BTreeSet<&str> = drafted[0].codings.iter().map(|coding| &*coding.code).collect();
    let ends = |with: &str| codes.iter().any(|code| code.ends_with(&format!("{with} (suggested)")));
    assert!(codes.iter().any(|code| code.contains("logged me out")), "{codes:?}");
    for no_theme in ["says", "gets", "order", "order lunch", "ill", "logged"] {
        assert!(!ends(no_theme), "{no_theme}: {codes:?}");
    }
}

/// Where people coded, drafts meet their codings more often than the most frequent code would.
#[test]
fn drafts_beat_the_most_frequent_code() {
    let study = Study::open(root().join("data/interviews-only/study.toml")).unwrap();
    let trial = DraftTrial::of_study(&study, &DraftedCodes::from_study(&study)).unwrap();
    assert!(trial.precision > trial.most_frequent, "{trial:?}");
    assert!(trial.recall > trial.most_frequent_recall, "{trial:?}");
    let uncoded = study_of(&root().join("data/tool-library"), "");
    assert_eq!(DraftTrial::of_study(&uncoded, &DraftedCodes::from_study(&uncoded)), None);
}
