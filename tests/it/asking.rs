//! One command on a folder that nobody prepared: drafts, takes the proposals where nobody can be
//! asked, and runs. Refusals come before the work.

use std::path::Path;

use crate::command::printed;

/// Forty contacts with a column that may weigh them.
fn contacts() -> String {
    let row = |n: usize| {
        let often = ["never", "often"][n % 2];
        format!("P{n},{often},{often},{},{:.5}\n", n % 3, 0.5 + (n % 97) as f64 / 96.0)
    };
    let rows: String = (0..97).map(row).collect();
    format!("id,How often a?,How often b?,Rooms,pop\n{rows}")
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("exports")).unwrap();
    std::fs::write(folder.path().join("exports/contacts.csv"), contacts()).unwrap();
    folder
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_folder_is_drafted_and_synthesized_by_one_command() {
    let folder = folder();
    let at = folder.path();
    let text = printed(&["synthesize", "exports", "--out", "personas"], at, 0);
    assert!(text.contains("exports/study.toml drafted"), "{text}");
    assert!(text.contains("1 decision is not made and taken as proposed"), "{text}");
    let drafted = read(&at.join("exports/study.toml"));
    assert!(drafted.contains("id = \"weight\""), "{drafted}");
    let page = read(&at.join("personas/personas.md"));
    assert!(page.split("\n## ").next().unwrap().contains("\"pop\" of contacts"), "{page}");
    // What is there is never drafted again.
    std::fs::write(
        at.join("exports/study.toml"),
        drafted.replace("contacts\"\nkind", "Mine\"\nkind"),
    )
    .unwrap();
    let text = printed(&["synthesize", "exports", "--out", "personas"], at, 0);
    assert!(!text.contains("drafted"), "{text}");
    // A file that is named and not there is no folder to draft.
    std::fs::remove_file(at.join("exports/study.toml")).unwrap();
    let text = printed(&["synthesize", "exports/study.toml"], at, 1);
    assert!(text.contains("`personas init exports` drafts a study.toml"), "{text}");
    assert!(!at.join("exports/study.toml").exists());
}

#[test]
fn strict_refuses_a_doubt_until_somebody_answers() {
    let folder = folder();
    let at = folder.path();
    printed(&["init", "exports"], at, 0);
    let strict = &["synthesize", "exports", "--out", "personas", "--strict"][..];
    let text = printed(strict, at, 3);
    assert!(text.contains("not decided: Does \"pop\" of contacts weigh respondents?"), "{text}");
    assert!(!at.join("personas").exists());
    assert!(
        printed(&["check", "exports", "--strict"], at, 3).contains("not decided: Does \"pop\"")
    );
    let answered = read(&at.join("exports/study.toml")).replace("# choice = ", "choice = ");
    std::fs::write(at.join("exports/study.toml"), answered).unwrap();
    printed(strict, at, 0);
    assert!(!read(&at.join("personas/personas.md")).contains("Not decided yet"));
    // A doubt that only reading finds is refused as well.
    let by_hand = "[[source]]\nid = \"s\"\npath = \"contacts.csv\"\nrespondent = \"id\"\n";
    std::fs::write(at.join("exports/study.toml"), by_hand).unwrap();
    let text = printed(strict, at, 3);
    assert!(text.contains("looks like weights"), "{text}");
}

#[test]
fn a_guarded_profile_without_its_key_is_refused_before_the_work() {
    let folder = folder();
    let at = folder.path();
    // No source could be read: the key is asked for first.
    let study = "[[source]]\nid = \"s\"\npath = \"gone.csv\"\nrespondent = \"id\"\n";
    std::fs::write(at.join("exports/study.toml"), study).unwrap();
    let text = printed(&["synthesize", "exports", "--privacy", "team"], at, 1);
    assert!(text.contains("expected a key for the profile team"), "{text}");
    assert!(text.contains("openssl rand -hex 32"), "{text}");
}

#[test]
fn a_study_that_must_be_decided_says_how() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::create_dir(at.join("exports")).unwrap();
    let row = |n: usize| {
        format!("K{:03}x,{},{}\n", n % 79, ["never", "often"][n % 2], ["yes", "no"][n / 2 % 2])
    };
    let rows: String = (0..400).map(row).collect();
    std::fs::write(at.join("exports/a.csv"), format!("Code,How often?,Is it dear?\n{rows}"))
        .unwrap();
    let text = printed(&["synthesize", "exports", "--out", "personas"], at, 1);
    assert!(
        text.contains("Who is a person in a?") && text.contains("`choice = \"row\"`"),
        "{text}"
    );
    // The draft is there, to be answered in.
    let drafted = read(&at.join("exports/study.toml"));
    let answered = drafted.replace("# choice = \"Code\"", "choice = \"row\"");
    assert_ne!(drafted, answered, "{drafted}");
    std::fs::write(at.join("exports/study.toml"), answered).unwrap();
    let text = printed(&["synthesize", "exports", "--out", "personas"], at, 0);
    assert!(text.contains("400"), "{text}");
}
