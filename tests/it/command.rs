//! The command `personas`: a new user's way, its exit codes, and outputs that are whole whenever it
//! is killed.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use persona_synthesis::clustering::SplitMix64;

use crate::support::root;
use crate::verify::{copied, rewrite};

pub(crate) fn personas(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_personas"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// Output of the command, which must end with this exit code.
pub(crate) fn printed(arguments: &[&str], folder: &Path, code: i32) -> String {
    let output = personas(arguments, folder);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
    String::from_utf8(output.stdout).unwrap() + &error
}

/// Every command that opens a manifest can confine it.
#[cfg(unix)]
#[test]
fn confined_studies_read_nothing_outside_their_folder() {
    let folder = copied();
    let at = folder.path();
    rewrite(at.join("clinic/study.toml"), |text| text.replace("survey.csv", "../survey.csv"));
    std::fs::rename(at.join("clinic/survey.csv"), at.join("survey.csv")).unwrap();
    assert!(printed(&["check", "clinic/study.toml"], at, 0).contains(" respondents\n"));
    let of = "clinic/study.toml";
    for arguments in [
        &["check", of][..],
        &["synthesize", of],
        &["show", "U1-01", of],
        &["evidence", "U1-01", of],
        &["verify", of],
        &["adopt", "edited.xlsx", of],
        &["assign", of],
        &["compare", of, of],
        &["erase", "P01", of],
    ] {
        let confined = [arguments, &["--confined"]].concat();
        let said = printed(&confined, at, 1);
        let outside = said.contains("clinic/../survey.csv: expected a path within");
        // What is asked of a result or model looks for that first.
        let first =
            ["show", "evidence", "verify", "adopt", "assign", "erase"].contains(&arguments[0]);
        assert!(
            outside || (first && !said.contains("unexpected argument")),
            "{arguments:?}: {said}"
        );
        assert_eq!(outside, !first, "{arguments:?}: {said}");
    }
    let inside = at.join("clinic");
    std::fs::rename(at.join("survey.csv"), inside.join("survey.csv")).unwrap();
    rewrite(inside.join("study.toml"), |text| text.replace("../survey.csv", "survey.csv"));
    assert!(printed(&["check", "--confined"], &inside, 0).contains(" respondents\n"));
}

#[test]
fn five_commands_from_exports_to_a_comparison() {
    let folder = copied();
    let at = folder.path();
    std::fs::remove_file(at.join("clinic/study.toml")).unwrap();
    assert!(printed(&["init", "clinic"], at, 0).contains("clinic/study.toml drafted"));
    assert!(
        printed(&["init", "clinic"], at, 1).contains("is there already\n  `--force` overwrites it")
    );
    assert!(printed(&["check", "clinic/study.toml"], at, 0).contains(" respondents\n"));
    rewrite(at.join("clinic/study.toml"), |text| {
        text + "\n[clustering]\ngroups = { min = 1, max = 3 }\nreplicates = 10\n"
    });
    let text = printed(&["synthesize", "clinic/study.toml", "--out", "personas"], at, 0);
    assert!(text.contains("written to personas: open personas.html; "), "{text}");
    for file in ["personas.json", "personas.md", "membership.csv", "model.json", "typing.md"] {
        assert!(at.join("personas").join(file).exists(), "{file}");
    }
    let text = printed(&["assign", "clinic/study.toml", "--model", "personas/model.json"], at, 0);
    assert!(
        text.starts_with("respondent,kind,persona_id,probability,margin,status,known,of\n"),
        "{text}"
    );
    let text = printed(
        &["compare", "clinic/study.toml", "clinic/study.toml", "--permutations", "19"],
        at,
        0,
    );
    assert!(text.contains("personas: stand"), "{text}");
}

#[test]
fn a_guarded_result_needs_a_key_and_verifies_with_it() {
    let folder = copied();
    let at = folder.path();
    let study = "interviews-only/study.toml";
    let text = printed(&["synthesize", study, "--privacy", "team"], at, 1);
    assert!(
        text.contains("expected a key for the profile team")
            && text.contains("openssl rand -hex 32"),
        "{text}"
    );
    rewrite(at.join(study), |text| text + "\n[privacy]\nkey = \"privacy.key\"\n");
    std::fs::write(at.join("interviews-only/privacy.key"), "a key of the tests, of no other use")
        .unwrap();
    printed(&["synthesize", study, "--out", "team", "--privacy", "team"], at, 0);
    let exists = |name: &str| at.join("team").join(name).exists();
    assert!(
        exists("../team-internal/masking-log.csv")
            && exists("../team-internal/README.txt")
            && exists("personas.html")
    );
    assert!(!exists("membership.csv") && !exists("evidence-sets.json") && !exists("model.json"));
    assert!(
        printed(&["verify", study, "--out", "team"], at, 0)
            .contains(" links intact, opened by the key")
    );
}

#[test]
fn claims_are_shown_verified_and_erased() {
    let folder = copied();
    let at = folder.path();
    let study = "interviews-only/study.toml";
    rewrite(at.join(study), |text| {
        format!("exclusions = {{ file = \"gone.txt\", key = \"gone.key\" }}\n{text}")
    });
    let text = printed(&["show", "U1-01", study], at, 1);
    assert!(text.contains("`personas synthesize` writes a result"), "{text}");
    printed(&["synthesize", study], at, 0);
    assert!(printed(&["show", "U1-01", study], at, 0).contains(">>>"));
    assert!(
        printed(&["show", "U9-01", study], at, 1)
            .contains("there is no claim U9-01\n  the result has ")
    );
    assert!(
        printed(&["evidence", "U1-01", study], at, 0)
            .starts_with("side,respondent,place,quote\nfor,")
    );
    assert!(printed(&["verify", study], at, 0).contains(" 0 changed, 0 missing"));
    for arguments in [
        &["check", study, "--json"][..],
        &["synthesize", study, "--json"],
        &["show", "U1-01", study, "--json"],
        &["evidence", "U1-01", study, "--json"],
        &["verify", study, "--json"],
        &["assign", study, "--json"],
        &["compare", study, study, "--permutations", "19", "--json"],
    ] {
        let output = personas(arguments, at);
        serde_json::from_slice::<serde_json::Value>(&output.stdout)
            .unwrap_or_else(|error| panic!("{arguments:?}: {error}"));
    }
    let text = printed(&["erase", "P04", study], at, 0);
    assert!(text.starts_with("erased; "), "{text}");
    for (name, bytes) in contents(&at.join("out")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("P04"), "{name} holds the id");
    }
    let list = std::fs::read_to_string(at.join("interviews-only/gone.txt")).unwrap();
    assert!(!list.contains("P04") && list.lines().count() > 1, "{list}");
    printed(&["synthesize", study], at, 0);
    assert!(
        !std::fs::read_to_string(at.join("out/membership.csv")).unwrap().contains("P04"),
        "the next run knows"
    );
    assert!(
        printed(&["erase", "P04", study], at, 0)
            .starts_with("P04 is on interviews-only/gone.txt already; ")
    );
    assert!(
        printed(&["erase", "P99", study], at, 1)
            .contains("expected the id of a respondent, found \"P99\"")
    );
    rewrite(at.join("clinic/interviews/P01.txt"), |text| text.replace('a', "e"));
    assert!(printed(&["verify", study], at, 3).contains("weakened"));
}

#[test]
fn what_is_not_understood_says_what_to_do() {
    let at = root();
    assert!(printed(&["synthesise"], at, 2).contains("similar subcommand exists: 'synthesize'"));
    assert!(
        printed(&["check", "nowhere.toml"], at, 1)
            .contains("`personas init DIR` drafts a study.toml")
    );
    assert!(
        printed(&["check", "data/broken/ragged-row/study.toml", "--strict"], at, 3)
            .contains("warning: ")
    );
    let help = printed(&["help"], at, 0);
    assert!(help.contains("Exit codes:"), "{help}");
    for command in [
        "init",
        "check",
        "synthesize",
        "show",
        "evidence",
        "verify",
        "assign",
        "compare",
        "erase",
        "completions",
    ] {
        assert!(help.contains(&format!("  {command} ")), "{command}");
        assert!(printed(&["help", command], at, 0).contains("Example:\n  personas "), "{command}");
    }
    assert!(printed(&["completions", "bash"], at, 0).contains("_personas"));
    let missing = printed(&["erase", "P04", "data/interviews-only/study.toml"], at, 1);
    assert!(missing.contains("add `exclusions = "), "{missing}");
}

/// All files of a folder.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let (path, name) = (
            entry.as_ref().unwrap().path(),
            entry.unwrap().file_name().to_string_lossy().into_owned(),
        );
        if path.is_dir() {
            all.extend(
                contents(&path).into_iter().map(|(own, bytes)| (format!("{name}/{own}"), bytes)),
            );
        } else {
            all.insert(name, std::fs::read(path).unwrap());
        }
    }
    all
}

#[test]
fn killed_at_any_moment_it_leaves_a_whole_result() {
    const KILLS: usize = 50;
    let folder = copied();
    let at = folder.path();
    let study = "interviews-only/study.toml";
    rewrite(at.join(study), |text| {
        text.replace("groups = { min = 1, max = 4 }", "groups = 1\nreplicates = 10")
    });
    std::fs::create_dir(at.join("out")).unwrap();
    std::fs::write(at.join("out/notes.txt"), "my own").unwrap();
    let whole: Vec<BTreeMap<String, Vec<u8>>> = ["8", "7"]
        .iter()
        .map(|seed| {
            printed(&["synthesize", study, "--seed", seed], at, 0);
            contents(&at.join("out"))
        })
        .collect();
    assert!(whole[0] != whole[1] && whole[0].contains_key("notes.txt"));
    let begun = std::time::Instant::now();
    printed(&["synthesize", study, "--seed", "7"], at, 0);
    let run = begun.elapsed();
    let (mut draws, mut killed) = (SplitMix64::new(1, &[]), 0);
    for kill in 0..KILLS {
        let seed = if kill % 2 == 0 { "8" } else { "7" };
        let mut child = Command::new(env!("CARGO_BIN_EXE_personas"))
            .args(["synthesize", study, "--seed", seed])
            .current_dir(at)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_secs_f64(run.as_secs_f64() * 1.1 * draws.unit()));
        killed += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        let found = contents(&at.join("out"));
        assert!(whole.contains(&found), "after kill {kill} the folder has {:?}", found.keys());
    }
    assert!(killed > KILLS / 4, "{killed} runs were killed before their end");
}
