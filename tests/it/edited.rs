//! Data that people or programs edited: each is read, or refused with a message; none ends the
//! program.

use std::path::Path;

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::lifecycle::{self, Model, read_result, verify};
use persona_synthesis::personas::{Draft, RunResult};
use persona_synthesis::{ErrorKind, Manifest, PersonaSet, Result, render};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{Stages, clinic, interviews, root};

/// Values that files hold only where somebody put them there.
fn strange(value: &Value, draws: &mut SplitMix64) -> Value {
    let numbers = [
        json!(0),
        json!(-1),
        json!(1),
        json!(3),
        json!(4_294_967_295_u64),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(0.5),
        json!(-0.5),
        json!(1.000_000_1),
        json!(1e300),
        json!(-1e300),
    ];
    let texts = [
        "",
        "\u{202e}",
        "=1+1",
        "../../x",
        "U9-99",
        "U1",
        "{",
        "[name]",
        "ß…\u{0}\u{1f604}",
        "\"'<>&;,\n",
        "interviews",
        "codes",
    ];
    match value {
        Value::Number(_) => numbers[draws.below(numbers.len())].clone(),
        Value::String(text) if draws.below(3) == 0 => json!(text.repeat(300)),
        Value::String(_) => json!(texts[draws.below(texts.len())]),
        Value::Bool(of) => json!(!of),
        Value::Null => numbers[draws.below(numbers.len())].clone(),
        Value::Array(list) => {
            let mut list = list.clone();
            match draws.below(4) {
                0 => list.clear(),
                1 => drop(list.pop()),
                2 => list.reverse(),
                _ => list.extend(list.clone()),
            }
            Value::Array(list)
        }
        Value::Object(map) => {
            let mut map = map.clone();
            let key = map.keys().nth(draws.below(map.len().max(1))).cloned();
            key.map(|key| map.remove(&key));
            Value::Object(map)
        }
    }
}

/// Edits one place of a document, found from the top by chance, so that a field counts as much as a
/// long list.
fn edit(value: &mut Value, draws: &mut SplitMix64) {
    let stop = draws.below(12) == 0;
    match value {
        Value::Object(map) if !map.is_empty() && !stop => {
            let place = draws.below(map.len());
            edit(map.values_mut().nth(place).unwrap(), draws);
        }
        Value::Array(list) if !list.is_empty() && !stop => {
            let place = draws.below(list.len());
            edit(&mut list[place], draws);
        }
        _ => *value = strange(value, draws),
    }
}

pub(crate) fn edited(text: &str, seed: u64) -> String {
    let (mut value, mut draws) = (serde_json::from_str(text).unwrap(), SplitMix64::new(seed, &[]));
    for _ in 0..=draws.below(3) {
        edit(&mut value, &mut draws);
    }
    value.to_string()
}

/// Everything that is made of a result, with the study that it is of.
pub(crate) fn render_all(result: &RunResult, stages: &Stages) {
    let personas = &result.personas;
    assert!(!render::files_of_personas(personas).is_empty());
    // A draft of the study whose personas a program put in place of its own.
    let mut draft = stages.draft.clone();
    draft.personas_mut().clone_from(personas);
    assert!(!render::files(&draft).is_empty());
    assert!(!render::membership_csv(result).is_empty());
    assert!(!render::evidence_sets(result).is_empty());
    #[cfg(feature = "xlsx")]
    assert!(!render::workbook(personas).is_empty());
    assert!(!render::summary(personas).is_empty());
    for density in [render::Density::Story, render::Density::Analyst] {
        render::Pages::new(personas).density(density).in_context(true).html().unwrap();
    }
    let _ = render::refi_project(result, &stages.study);
    assert!(!render::masking_log(personas, &stages.study).is_empty());
    assert!(!render::transcripts(personas, &stages.study).is_empty());
}

fn write(draft: &Draft, folder: &Path) {
    for file in render::files(draft).into_iter().filter(|file| !file.name.contains('/')) {
        std::fs::write(folder.join(file.name), file.bytes).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A program may change what it has read before it renders it: every file comes of it.
    #[test]
    fn an_edited_result_is_rendered_whatever_it_says(seed: u64, whole: bool) {
        let stages = if whole { clinic() } else { interviews() };
        let text = edited(&render::json(&stages.personas), seed);
        if let Ok(personas) = serde_json::from_str::<PersonaSet>(&text) {
            let mut draft = stages.draft.clone();
            draft.personas_mut().clone_from(&personas);
            let _ = lifecycle::carry_over_ids(stages.draft.result(), draft, &stages.study);
            let result = RunResult::without_roster(personas);
            render_all(&result, stages);
            let _ = lifecycle::claims_lost(&result, stages.draft.result());
            let _ = lifecycle::verify_guarded(&result.personas, &stages.study);
        }
    }

    /// A result that is read back is refused or verified.
    #[test]
    fn edited_files_of_a_result_are_refused_or_verified(seed: u64, file in 0..3_usize) {
        let stages = interviews();
        let folder = tempfile::tempdir().unwrap();
        write(&stages.draft, folder.path());
        let name = ["personas.json", "evidence-sets.json", "membership.csv"][file];
        let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
        let text = match name {
            "membership.csv" => edited_lines(&text, seed),
            _ => edited(&text, seed),
        };
        std::fs::write(folder.path().join(name), text).unwrap();
        if let Ok(result) = read_result(folder.path()) {
            verify(&result, &stages.study, &stages.matrix).unwrap();
            for claim in result.personas.claims().take(3) {
                let _ = lifecycle::places(&result, &stages.study, &stages.matrix, claim.id.as_str());
            }
            render_all(&result, stages);
        }
    }

    #[test]
    fn an_edited_model_is_refused_or_assigns(seed: u64) {
        let stages = interviews();
        let model = Model::new(&stages.synthesis).unwrap();
        if let Ok(model) = Model::from_json(&edited(&model.to_json(), seed)) {
            let manifest = Manifest::from_path(root().join("data/interviews-only/study.toml")).unwrap();
            let _ = model.assign(manifest);
        }
    }
}

fn edited_lines(text: &str, seed: u64) -> String {
    let mut draws = SplitMix64::new(seed, &[]);
    let mut lines: Vec<Vec<String>> =
        text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    let (line, cell) = (draws.below(lines.len()), draws.below(6));
    match draws.below(4) {
        0 => drop(lines.remove(line)),
        1 => lines.push(lines[line].clone()),
        2 => lines[line][cell] = lines[draws.below(18)][cell].clone(),
        _ => {
            let value = strange(&json!("x"), &mut draws);
            lines[line][cell] = value.as_str().unwrap().to_owned();
        }
    }
    lines.iter().map(|cells| cells.join(",") + "\n").collect()
}

/// The clinic's result as `read_result` reads it with another membership.csv.
fn read_with(membership: &str) -> Result<RunResult> {
    let folder = tempfile::tempdir().unwrap();
    write(&clinic().draft, folder.path());
    std::fs::write(folder.path().join("membership.csv"), membership).unwrap();
    read_result(folder.path())
}

#[test]
fn memberships_read_back_as_a_spreadsheet_saves_them() {
    let stages = clinic();
    let written = render::membership_csv(stages.draft.result());
    let (header, rows) = written.split_once('\n').unwrap();
    let mut sorted: Vec<&str> = rows.lines().collect();
    sorted.sort_by_key(|row| row.to_lowercase());
    let by_letters = format!("{header}\n{}\n", sorted.join("\n"));
    assert_ne!(by_letters, written);
    let quoted = |text: &str| {
        let quote = |line: &str| {
            line.split(',').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",")
        };
        text.lines().map(|line| quote(line) + "\r\n").collect::<String>()
    };
    let semicolons = |text: &str| text.replace(',', ";").replace("0.", "0,").replace("1.", "1,");
    for (what, text) in [
        ("sorted by letters", by_letters.clone()),
        ("line ends of Windows", written.replace('\n', "\r\n")),
        ("a byte order mark", format!("\u{feff}{written}")),
        ("every cell in quotes", quoted(&written)),
        ("semicolons and decimal commas", format!("\u{feff}{}", semicolons(&by_letters))),
        ("tabs", written.replace(',', "\t")),
    ] {
        let read = read_with(&text).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(render::membership_csv(&read), written, "{what}");
        assert!(verify(&read, &stages.study, &stages.matrix).unwrap().holds(), "{what}");
    }
}

#[test]
fn a_respondent_lost_doubled_or_moved_is_named() {
    let written = render::membership_csv(clinic().draft.result());
    let line =
        |id: &str| written.lines().position(|line| line.starts_with(&format!("{id},"))).unwrap();
    let message = |text: &str| read_with(text).unwrap_err().to_string();
    let without = |id: &str| {
        written
            .lines()
            .filter(|line| !line.starts_with(&format!("{id},")))
            .map(|line| format!("{line}\n"))
            .collect::<String>()
    };
    let lost = message(&without("P04"));
    assert!(
        lost.contains("membership.csv: expected the ") && lost.ends_with(", without \"P04\""),
        "{lost}"
    );
    let doubled = message(&written.replacen("\nP02,", "\nP01,", 1));
    assert!(doubled.contains("membership.csv:3: respondent \"P01\" repeats "), "{doubled}");
    assert!(doubled.ends_with("membership.csv:2"), "{doubled}");
    let unknown = message(&written.replacen("\nP04,", "\nQ04,", 1));
    assert!(unknown.contains("membership.csv"), "{unknown}");
    // In another persona than the sets of evidence know.
    let row = written.lines().nth(line("P04")).unwrap();
    let own = row.split(',').nth(2).unwrap();
    let other = if own == "U1" { "U2" } else { "U1" };
    let moved = message(&written.replacen(
        row,
        &row.replacen(&format!(",{own},"), &format!(",{other},"), 1),
        1,
    ));
    assert!(
        moved.contains(&format!("membership.csv:{}, column \"persona_id\"", line("P04") + 1)),
        "{moved}"
    );
    assert!(moved.contains("P04"), "{moved}");
    let broken = message(&written.replacen("P04,user,", "P04,", 1));
    assert!(broken.contains(&format!(
        "membership.csv:{}: expected a row of respondent,kind",
        line("P04") + 1
    )));
}

#[test]
fn a_result_that_no_run_writes_is_refused_by_name() {
    let text = render::json(&clinic().personas);
    let refused = |pointer: &str, value: Value| {
        let mut document: Value = serde_json::from_str(&text).unwrap();
        *document.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
        let error = render::from_json(&document.to_string()).unwrap_err();
        let text = error.to_string();
        // A file of another version is of another format; others say one thing of one value.
        let is_format = matches!(error.kind(), ErrorKind::Format { .. });
        let is_unsound = matches!(error.kind(), ErrorKind::Unsound { .. });
        let is_version = pointer == "/schema_version";
        assert!(if is_version { is_format } else { is_unsound }, "{text}");
        assert_eq!(text.matches("expected").count(), 1, "{text}");
        text
    };
    let claim = "/personas/0/claims/0";
    let error = refused(&format!("{claim}/support/with"), json!(9_999));
    assert!(error.contains("U1-01: with: expected at most "), "{error}");
    let error = refused(&format!("{claim}/support/share"), json!(-0.25));
    assert!(error.contains("U1-01: share: expected 0 to 1, found -0.25"), "{error}");
    let error = refused(&format!("{claim}/id"), json!("U1-02"));
    assert!(error.contains("expected an id once, found \"U1-02\" twice"), "{error}");
    let error = refused("/personas/0/id", json!("../U1"));
    assert!(error.contains("expected letters and digits, found \"../U1\""), "{error}");
    let error = refused("/personas/0/narrative/0/claims/0", json!("U1-99"));
    assert!(error.contains("U1: expected a claim of the persona, found \"U1-99\""), "{error}");
    let error = refused("/profiles/0/rows/0/groups", json!([]));
    assert!(error.contains("groups in a row, found 0"), "{error}");
    assert!(
        refused("/schema_version", json!(2))
            .contains("expected schema_version 1, found schema_version 2")
    );
    let spoken = clinic().personas.personas[0].claims.iter().position(|claim| {
        serde_json::to_value(claim.evidence.first()).unwrap()["locator"]["type"] == "text"
    });
    let place = format!("/personas/0/claims/{}/evidence/0/locator/start", spoken.unwrap());
    assert!(
        refused(&place, json!(4_000_000_000_u32))
            .contains("expected a place that begins before it ends")
    );
}

#[test]
fn numbers_that_are_none_are_rendered() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1e300] {
        let mut personas = clinic().personas.clone();
        for persona in &mut personas.personas {
            persona.stability = number;
            if let Some(share) = &mut persona.share {
                (share.estimate, share.low, share.high) = (number, number, number);
            }
            for claim in &mut persona.claims {
                claim.p_adjusted = number;
                (claim.support.share, claim.support.low, claim.support.high) =
                    (number, number, number);
            }
        }
        personas.unassigned.iter_mut().for_each(|none| none.share = number);
        personas
            .maps
            .iter_mut()
            .flat_map(|map| &mut map.groups)
            .flat_map(|group| &mut group.points)
            .for_each(|point| point.0 = number);
        render_all(&RunResult::without_roster(personas), clinic());
    }
}

/// Places that a set of evidence of another study, or of somebody's own making, leads to.
#[test]
fn places_that_a_study_does_not_have_are_left_out() {
    let stages = interviews();
    let folder = tempfile::tempdir().unwrap();
    write(&stages.draft, folder.path());
    let path = folder.path().join("evidence-sets.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut document: Value = serde_json::from_str(&text).unwrap();
    let sources: Vec<String> =
        stages.personas.study.sources.iter().map(|source| source.id.to_string()).collect();
    let claims = document["claims"].as_array_mut().unwrap();
    for (number, place) in
        claims.iter_mut().flat_map(|claim| claim["supporting"].as_array_mut().unwrap()).enumerate()
    {
        place["source"] = json!(sources[number % sources.len()]);
        place["column_index"] = json!(number % 3 * 70_000);
    }
    std::fs::write(&path, document.to_string()).unwrap();
    let result = read_result(folder.path()).unwrap();
    verify(&result, &stages.study, &stages.matrix).unwrap();
    for claim in result.personas.claims() {
        let _ = lifecycle::places(&result, &stages.study, &stages.matrix, claim.id.as_str());
    }
    assert!(render::refi_project(&result, &stages.study).is_some());
}
