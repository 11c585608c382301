//! Every program in `examples/` runs, and says what it is for.

use std::process::{Command, Output};

use crate::support::root;

/// Runs an example as its own process, with this many threads and the crate features of these
/// tests, so that nothing is compiled for it.
pub(crate) fn run(example: &str, arguments: &[&str], threads: usize) -> Output {
    let mut features = Vec::new();
    if cfg!(feature = "cli") {
        features.extend(["--features", "cli"]);
    } else if cfg!(feature = "sqlite") {
        features.extend(["--features", "sqlite"]);
    }
    Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--example", example])
        .args(features)
        .arg("--")
        .args(arguments)
        .current_dir(root())
        .env("RAYON_NUM_THREADS", threads.to_string())
        .output()
        .unwrap()
}

fn stdout(example: &str, arguments: &[&str]) -> String {
    let output = run(example, arguments, 2);
    assert!(output.status.success(), "{example}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn synthesize_summarises_the_sample_study_in_40_lines() {
    let out = tempfile::tempdir().unwrap();
    let text = stdout("synthesize", &["--out", out.path().to_str().unwrap()]);
    assert!(text.lines().count() <= 40, "{text}");
    assert!(text.contains("user: 932 respondents, 3 groups"), "{text}");
    assert!(text.contains("buyer: 346 respondents, 2 groups"), "{text}");
    for file in ["personas.json", "personas.md", "membership.csv", "evidence-sets.json", "run.json"]
    {
        assert!(out.path().join(file).exists(), "{file}");
    }
}

#[test]
fn synthesize_refuses_what_it_does_not_know() {
    let output = run("synthesize", &["--ouput", "x"], 1);
    assert!(!output.status.success());
    assert!(
        String::from_utf8_lossy(&output.stderr)
            .contains("usage: synthesize [MANIFEST] [--out DIR] [--seed N]")
    );
    let missing = run("synthesize", &["nowhere/study.toml"], 1);
    assert!(!missing.status.success());
    assert!(
        String::from_utf8_lossy(&missing.stderr)
            .starts_with("error: nowhere/study.toml: cannot read")
    );
}

#[test]
fn interviews_alone_give_personas_with_counts() {
    let text = stdout("interviews_only", &[]);
    assert!(text.contains("raised by 5 of 5 interviewed"), "{text}");
    assert!(!text.contains('%'), "a dozen interviews make no percentage: {text}");
}

#[test]
fn choose_groups_prints_every_candidate() {
    let text = stdout("choose_groups", &["data/interviews-only/study.toml"]);
    assert!(text.contains(">    3"), "{text}");
    assert!(text.contains("3 passes the gate"), "{text}");
}

#[test]
fn strict_stops_at_the_first_warning() {
    let output = run("strict", &["data/broken/ragged-row/study.toml"], 1);
    assert!(!output.status.success());
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        message
            .contains("denied: survey.csv:12: row has 2 cells, but the header has 3 columns; set aside (2 in all)"),
        "{message}"
    );
    let clean = run("strict", &["data/broken/windows-1252/study.toml"], 1);
    assert!(clean.status.success());
    assert!(String::from_utf8_lossy(&clean.stdout).ends_with("no warnings\n"));
}

#[test]
fn trace_walks_to_the_source_text() {
    let text = stdout("trace", &["U1-01", "data/interviews-only/study.toml"]);
    assert!(text.contains(">>>") && text.contains("P01.txt, characters"), "{text}");
    let unknown = stdout("trace", &["U9-99", "data/interviews-only/study.toml"]);
    assert!(unknown.starts_with("there is no claim U9-99; there are U1-01"), "{unknown}");
}

#[test]
fn a_method_of_ones_own_is_checked_like_any_other() {
    let text = stdout("own_method", &[]);
    assert!(text.contains("user by k-medoids: 3 groups (constructed)"), "{text}");
}

#[test]
fn uploads_are_answered_with_files_or_what_is_wrong_with_them() {
    let text = stdout("upload", &[]);
    assert!(text.starts_with("200: ") && text.contains("  personas.json, "), "{text}");
    assert!(text.contains("\n422: segments.csv: expected "), "{text}");
}

#[test]
fn rows_of_a_database_lead_back_to_their_keys() {
    let text = stdout("rows", &[]);
    assert!(text.contains("for example answers.id = 7006, obstacle"), "{text}");
    assert!(text.contains("links that moved with their rows: 29\n"), "{text}");
    assert!(text.ends_with("links to answers that have changed: 1\n"), "{text}");
}

#[test]
fn indicators_of_a_program_lead_back_to_its_records() {
    let text = stdout("own_indicator", &[]);
    assert!(text.contains("computed outside the study: "), "{text}");
    assert!(text.contains("    for example record run-7/"), "{text}");
    assert!(text.contains("with all scores: holds false\n"), "{text}");
    assert!(text.contains("without scores: holds false\n"), "{text}");
}

#[test]
fn phrases_puts_a_table_into_words() {
    let text = stdout("phrases", &[]);
    assert!(text.contains("1,often or always water their plants,no"), "{text}");
    assert!(text.contains("4,gießen ihre Pflanzen selten oder nie,no"), "{text}");
    assert!(text.starts_with("id,phrase,fallback\n"), "{text}");
}
