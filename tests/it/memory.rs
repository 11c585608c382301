//! Studies in memory: bytes, documents and rows of a program read as files do, and lead back to
//! what the program handed in.

use std::path::Path;

use persona_synthesis::lifecycle::{ClaimState, LinkState, Verification, exclude, verify};
use persona_synthesis::manifest::{ClusteringOptions, ColumnRule, Groups, Profile, Role};
use persona_synthesis::sources::Digest;
use persona_synthesis::study::{Exclusions, Pseudonyms, StudyBuilder};
use persona_synthesis::{
    Facet, IndicatorMatrix, Locator, Manifest, PersonaSet, Source, Study, Synthesis, render,
};
use serde::Serialize;

use crate::support::root;

/// A row of a program.
#[derive(Debug, Clone, Serialize)]
struct Row {
    /// The program's own key, which is no respondent's.
    key: u32,
    person: String,
    exports: &'static str,
    obstacle: &'static str,
    calls: Option<u32>,
}

fn rows() -> Vec<Row> {
    (0..60)
        .map(|number| {
            let often = number % 2 == 0;
            Row {
                key: 90_000 + 7 * number,
                person: format!("P{number}"),
                exports: if often { "daily" } else { "never" },
                obstacle: if often == (number % 7 != 0) { "slow reports" } else { "the price" },
                calls: (number % 5 != 0).then_some(number % 3 + if often { 6 } else { 1 }),
            }
        })
        .collect()
}

/// The rows as a table on disk would have them.
fn table(rows: &[Row]) -> String {
    let mut text = "key,person,exports,obstacle,calls\n".to_owned();
    for Row { key, person, exports, obstacle, calls } in rows {
        let calls = calls.map_or_else(String::new, |calls| calls.to_string());
        text.push_str(&format!("{key},{person},{exports},{obstacle},{calls}\n"));
    }
    text
}

fn builder(source: Source) -> StudyBuilder {
    Study::builder("Answers")
        .facet(Facet::Behaviour, ["exports", "calls"])
        .facet(Facet::PainPoint, ["obstacle*"])
        .source(source.respondent("person"))
        .clustering(ClusteringOptions {
            groups: Groups::Exactly(2),
            starts: 4,
            replicates: 10,
            ..ClusteringOptions::default()
        })
}

fn synthesis(source: Source) -> Synthesis {
    Synthesis::run(&builder(source).build().unwrap()).unwrap()
}

fn of_rows(rows: &[Row]) -> Source {
    Source::rows("answers", rows, "key").unwrap()
}

fn statements(personas: &PersonaSet) -> Vec<String> {
    personas.claims().map(ToString::to_string).collect()
}

fn digests(study: &Study) -> Vec<Digest> {
    study.sources().into_iter().map(|source| source.digest).collect()
}

#[test]
fn the_same_table_by_path_bytes_and_rows_gives_the_same_claims() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.csv");
    std::fs::write(&path, table(&rows())).unwrap();
    let ignored = |source: Source| {
        // On disk the program's key is a column like any other.
        source.column("key", ColumnRule::new().role(Role::Ignored))
    };
    let by_path = synthesis(ignored(Source::new("answers", &path)));
    let by_bytes =
        synthesis(ignored(Source::bytes("answers", "answers.csv", table(&rows()).into_bytes())));
    let by_rows = synthesis(of_rows(&rows()));
    assert!(statements(by_path.personas()).len() > 3);
    assert_eq!(statements(by_bytes.personas()), statements(by_path.personas()));
    assert_eq!(statements(by_rows.personas()), statements(by_path.personas()));
    assert_eq!(digests(by_bytes.study()), digests(by_path.study()));
    assert_eq!(digests(by_rows.study()), digests(by_path.study()));
}

#[test]
fn a_whole_study_in_memory_gives_the_bytes_of_one_on_disk() {
    let data = root().join("data/clinic");
    let text = std::fs::read_to_string(root().join("data/interviews-only/study.toml")).unwrap();
    let on_disk = StudyBuilder::from_path(root().join("data/interviews-only/study.toml")).unwrap();
    let mut in_memory = StudyBuilder::from(Manifest::from_toml(&text, "study.toml").unwrap());
    let mut add = |path: &Path, name: String| {
        let bytes = std::fs::read(path).unwrap();
        in_memory = in_memory.clone().file(format!("../clinic/{name}"), bytes);
    };
    for name in ["segments.csv", "codebook.csv", "participants.csv"] {
        add(&data.join(name), name.to_owned());
    }
    for entry in std::fs::read_dir(data.join("interviews")).unwrap() {
        let entry = entry.unwrap();
        add(&entry.path(), format!("interviews/{}", entry.file_name().to_string_lossy()));
    }
    let [on_disk, in_memory] = [on_disk, in_memory]
        .map(|study| render::files(Synthesis::run(&study.build().unwrap()).unwrap().draft()));
    assert!(on_disk.len() > 5 && on_disk == in_memory);
}

#[test]
fn documents_are_read_in_the_order_of_their_names() {
    let texts = [("P2.txt", "I: How?\nP2: I ask Tom."), ("P1.txt", "I: How?\nP1: By hand.")];
    let build = |texts: &[(&str, &str)]| {
        let documents = texts.iter().copied();
        let source =
            Source::documents("talks", documents).respondent_in_document(r"^P\d+").unwrap();
        Study::builder("t").source(source).build()
    };
    let study = build(&texts).unwrap();
    let reversed: Vec<_> = texts.iter().rev().copied().collect();
    assert_eq!(digests(&study), digests(&build(&reversed).unwrap()));
    let locator = Locator::Text {
        source: "talks".into(),
        document: "P2.txt".into(),
        start: 12,
        end: 17,
        time: None,
    };
    assert_eq!(study.resolve(&locator, 0).unwrap().text, "I ask");
    let twice = build(&[texts[0], texts[0]]).unwrap_err().to_string();
    assert_eq!(twice, "talks/P2.txt: document \"P2.txt\" repeats talks/P2.txt");
    assert_eq!(
        build(&[]).unwrap_err().to_string(),
        "source is empty: \"talks\" was given no document"
    );
}

fn verified(synthesis: &Synthesis, rows: &[Row]) -> Verification {
    let study = builder(of_rows(rows)).build().unwrap();
    let matrix = IndicatorMatrix::from_study(&study).unwrap();
    verify(synthesis.draft().result(), &study, &matrix).unwrap()
}

#[test]
fn evidence_leads_back_to_the_key_of_a_row_and_verify_finds_it_there() {
    let before = rows();
    let synthesis = synthesis(of_rows(&before));
    let mut keys = 0;
    for claim in synthesis.personas().claims() {
        for evidence in claim.evidence.iter() {
            let Locator::Cell { row, row_key: Some(key), .. } = &evidence.locator else {
                panic!("{}", evidence.locator)
            };
            let row = &before[*row as usize - 1];
            assert_eq!(
                (row.key.to_string(), row.person.as_str()),
                (key.clone(), evidence.respondent.as_str())
            );
            keys += 1;
        }
    }
    assert!(keys > 10);

    let mut moved = before.clone();
    moved.reverse();
    let verification = verified(&synthesis, &moved);
    assert!(verification.holds());
    let links = || verification.claims.iter().flat_map(|claim| &claim.links);
    assert!(links().any(|link| link.state == LinkState::Moved));

    let mut changed = before.clone();
    changed
        .iter_mut()
        .for_each(|row| row.exports = if row.key % 2 == 0 { "never" } else { "daily" });
    let verification = verified(&synthesis, &changed);
    let states = || verification.claims.iter().map(|claim| claim.state);
    assert!(!verification.holds() && states().any(|state| state != ClaimState::Holds));
    let links = || verification.claims.iter().flat_map(|claim| &claim.links);
    assert!(links().any(|link| link.state == LinkState::Changed));
}

#[test]
fn keys_of_rows_are_no_answers_and_no_guarded_result_shows_them() {
    let study = builder(of_rows(&rows())).build().unwrap();
    let matrix = IndicatorMatrix::from_study(&study).unwrap();
    assert!(matrix.indicators().iter().all(|indicator| !indicator.name.contains("key")));
    let mut team = builder(of_rows(&rows()));
    team.manifest_mut().privacy.profile = Profile::Team;
    let team = team.pseudonyms(Pseudonyms::new(b"a key of the tests, of no other use").unwrap());
    let synthesis = Synthesis::run(&team.build().unwrap()).unwrap();
    for file in render::files(synthesis.draft()) {
        let shown =
            rows().iter().find(|row| file.text().unwrap().contains(&row.key.to_string())).cloned();
        assert!(shown.is_none(), "{} shows {shown:?}", file.name);
    }
}

#[test]
fn rows_of_those_who_withdrew_are_passed_over() {
    let mut list = Exclusions::new(b"a key of the tests, of no other use").unwrap();
    let study = builder(of_rows(&rows())).build().unwrap();
    assert!(exclude(&study, "P7", &mut list).unwrap() > 0);
    let without = builder(of_rows(&rows())).exclusions(list).build().unwrap();
    assert!(without.respondent("P7").is_none());
    assert_eq!(without.len(), study.len() - 1);
}

#[test]
fn a_file_that_is_not_in_memory_is_looked_for_on_the_disk() {
    let manifest = "[[source]]\nid = \"a\"\npath = \"nowhere/a.csv\"\nrespondent = \"id\"\n";
    let study = StudyBuilder::from(Manifest::from_toml(manifest, "study.toml").unwrap());
    let other = study.clone().file("nowhere/b.csv", &b"id,x\n1,2\n"[..]);
    assert_eq!(other.build().unwrap_err().to_string(), "nowhere/a.csv: cannot read");
    let broken = study.file("nowhere/a.csv", &b""[..]).build().unwrap_err().to_string();
    assert_eq!(broken, "nowhere/a.csv: expected a table with a header, found an empty file");
}
