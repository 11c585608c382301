//! Messages of the command: each says one thing, names the file that it is about, and says what to
//! do next.

use std::fs;
use std::path::Path;

use persona_synthesis::render;
use serde_json::Value;

use crate::command::{contents, printed};
use crate::support::root;
use crate::verify::{copied, rewrite};

const STUDY: &str = "interviews-only/study.toml";
const KEY: &str = "a key of the tests, of no other use";

/// A study in a folder, quick to synthesize.
fn quick() -> tempfile::TempDir {
    let folder = copied();
    rewrite(folder.path().join(STUDY), |text| {
        text.replace("groups = { min = 1, max = 4 }", "groups = 1\nreplicates = 10")
    });
    folder
}

/// A folder with a study and its result in `out`.
fn synthesized() -> tempfile::TempDir {
    let folder = quick();
    printed(&["synthesize", STUDY], folder.path(), 0);
    folder
}

/// Adds lines to the manifest below its tables.
fn add(folder: &Path, lines: &str) {
    rewrite(folder.join(STUDY), |text| format!("{text}\n{lines}\n"));
}

#[test]
fn one_of_something_is_no_plural() {
    let text = printed(&["check", "data/broken/ragged-row/study.toml"], root(), 0);
    let last = text.lines().last().unwrap();
    assert!(last.starts_with("1 warning, ") && last.ends_with(" notes"), "{text}");
    for word in ["warning", "note", "record", "respondent"] {
        assert!(!text.contains(&format!(" 1 {word}s")), "{text}");
    }
}

#[test]
fn a_claim_that_is_not_there_is_answered_by_the_nearest() {
    let folder = synthesized();
    let json = fs::read_to_string(folder.path().join("out/personas.json")).unwrap();
    let claims = render::from_json(&json).unwrap().claims().count();
    for command in ["show", "evidence"] {
        let text = printed(&[command, "u1-2", STUDY], folder.path(), 1);
        let expected =
            format!("there is no claim u1-2\n  the result has {claims} claims; nearest: ");
        assert!(text.contains(&expected), "{text}");
        let nearest = text.split("nearest: ").nth(1).unwrap().trim();
        assert!(nearest.starts_with("U1-02") || nearest.contains(", U1-02"), "{nearest}");
        assert_eq!(nearest.split(", ").count(), 3, "{nearest}");
    }
}

#[test]
fn a_file_that_is_no_result_is_named_without_types_of_rust() {
    let folder = quick();
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    for (text, found) in [
        ("[1, 2]", "JSON of another kind (line 1, column 5)"),
        ("{\"name\": \"a package\"}", "JSON without \"schema_version\""),
        ("{\n  \"schema_version\": 1,\n", "JSON that is cut off in line 3"),
        ("title = 1", "text that is not JSON (line 1, column 2)"),
    ] {
        fs::write(out.join("personas.json"), text).unwrap();
        let said = printed(&["verify", STUDY], folder.path(), 1);
        let expected = format!(
            "out/personas.json: expected the personas.json of a run, found {found}\n  \
             `personas synthesize` writes a result; `--out` names its folder"
        );
        assert!(said.contains(&expected), "{said}");
        assert!(!said.contains("struct") && !said.contains("PersonaSet"), "{said}");
    }
}

#[test]
fn a_part_of_a_result_that_is_damaged_says_one_thing() {
    let folder = synthesized();
    let sets = folder.path().join("out/evidence-sets.json");
    let before = fs::read_to_string(&sets).unwrap();
    let version = before.replacen("\"schema_version\": 1", "\"schema_version\": 9", 1);
    for (text, found) in [
        (
            version.as_str(),
            "expected schema_version 1, found schema_version 9; a later version wrote it: update \
             persona-synthesis",
        ),
        ("{}", "expected the evidence-sets.json of a run, found JSON without \"schema_version\""),
    ] {
        fs::write(&sets, text).unwrap();
        let said = printed(&["verify", STUDY], folder.path(), 1);
        assert!(said.contains(&format!("out/evidence-sets.json: {found}\n")), "{said}");
    }
}

#[test]
fn a_line_of_a_table_is_numbered_as_editors_number_it() {
    let folder = synthesized();
    let table = folder.path().join("out/membership.csv");
    let before = fs::read_to_string(&table).unwrap();
    for line_end in ["\n", "\r\n"] {
        for line in [2, 3, 7] {
            let mut lines: Vec<&str> = before.lines().collect();
            lines[line - 1] = "P01,user";
            fs::write(&table, lines.join(line_end) + line_end).unwrap();
            let said = printed(&["verify", STUDY], folder.path(), 1);
            assert!(said.contains(&format!("membership.csv:{line}: expected a row of ")), "{said}");
        }
    }
}

#[test]
fn a_model_is_named_as_it_was_passed() {
    let folder = synthesized();
    let at = folder.path();
    fs::write(at.join("mine.json"), "{}").unwrap();
    let said = printed(&["assign", STUDY, "--model", "mine.json"], at, 1);
    assert!(said.contains("mine.json: expected the model.json of a run, found JSON"), "{said}");
    rewrite(at.join("out/model.json"), |text| {
        text.replacen("\"schema_version\":2", "\"schema_version\":9", 1)
    });
    fs::rename(at.join("out/model.json"), at.join("mine.json")).unwrap();
    let said = printed(&["assign", STUDY, "--model", "mine.json"], at, 1);
    assert!(
        said.contains("mine.json: expected schema_version 2, found schema_version 9"),
        "{said}"
    );
    assert!(said.contains("`--model` names it"), "{said}");
}

#[test]
fn only_a_missing_key_is_answered_by_how_to_make_one() {
    let folder = quick();
    let at = folder.path();
    let guarded = ["synthesize", STUDY, "--privacy", "team"];
    assert!(printed(&guarded, at, 1).contains("openssl rand -hex 32"));
    add(at, "[privacy]\nkey = \"privacy.key\"\nmin_cell = 3");
    fs::write(at.join("interviews-only/privacy.key"), KEY).unwrap();
    let said = printed(&guarded, at, 1);
    assert!(
        said.contains("`min_cell`: expected at least 5 for the profile team, found 3"),
        "{said}"
    );
    assert!(!said.contains("openssl"), "{said}");
}

#[test]
fn a_key_that_is_too_short_is_named() {
    let folder = quick();
    let at = folder.path();
    add(at, "[privacy]\nkey = \"privacy.key\"");
    fs::write(at.join("interviews-only/privacy.key"), "short").unwrap();
    let said = printed(&["check", STUDY], at, 1);
    let expected =
        "interviews-only/privacy.key: expected a key of at least 16 bytes, found 5 bytes";
    assert!(said.contains(expected), "{said}");
    fs::write(at.join("interviews-only/privacy.key"), KEY).unwrap();
    rewrite(at.join(STUDY), |text| {
        format!("exclusions = {{ file = \"gone.txt\", key = \"gone.key\" }}\n{text}")
    });
    fs::write(at.join("interviews-only/gone.key"), "short").unwrap();
    let said = printed(&["erase", "P04", STUDY], at, 1);
    assert!(said.contains("interviews-only/gone.key: ") && said.contains("at least 16"), "{said}");
    fs::write(at.join("interviews-only/gone.txt"), "").unwrap();
    let said = printed(&["check", STUDY], at, 1);
    assert!(said.contains("interviews-only/gone.key: expected a key of at least 16"), "{said}");
}

#[test]
fn erasing_tells_what_differs_and_where_the_person_may_still_be() {
    let folder = copied();
    let at = folder.path();
    rewrite(at.join(STUDY), |text| {
        format!("exclusions = {{ file = \"gone.txt\", key = \"gone.key\" }}\n{text}")
    });
    printed(&["synthesize", STUDY], at, 0);
    let said = printed(&["erase", "P04", STUDY], at, 0);
    let expected = "any other folder written from interviews-only/study.toml still holds P04: \
                    erase them there too, with `--out`";
    assert!(said.contains(expected), "{said}");
    for line in said.lines().filter(|line| line.contains("weakened: was ")) {
        let (before, after) = line.split_once("was ").unwrap().1.split_once("now ").unwrap();
        assert_ne!(before.trim_end_matches([',', ' ']), after, "{line}");
    }
}

#[test]
fn pages_take_a_density_and_templates() {
    let folder = quick();
    let at = folder.path();
    let page = |arguments: &[&str]| {
        printed(&[&["synthesize", STUDY], arguments].concat(), at, 0);
        fs::read_to_string(at.join("out/personas.html")).unwrap()
    };
    let balanced = page(&[]);
    assert_eq!(balanced, page(&["--density", "balanced"]));
    let (story, analyst) = (page(&["--density", "story"]), page(&["--density", "analyst"]));
    assert!(story != balanced && analyst != balanced && story != analyst);
    let said = printed(&["synthesize", STUDY, "--density", "some"], at, 2);
    assert!(said.contains("[possible values: story, balanced, analyst]"), "{said}");
    fs::create_dir(at.join("templates")).unwrap();
    let templates = ["--templates", "templates"];
    let said = printed(&["synthesize", STUDY, "--templates", "templates"], at, 1);
    assert!(said.contains("templates holds no template\n"), "{said}");
    assert!(said.contains("overview.html"), "the names are told: {said}");
    fs::write(at.join("templates/overview.html"), "<p>our own overview</p>").unwrap();
    fs::write(at.join("templates/notes.txt"), "{{ no template").unwrap();
    assert!(page(&templates).contains("<p>our own overview</p>"));
    fs::write(at.join("templates/overview.html"), "\n{% if %}").unwrap();
    let said = printed(&["synthesize", STUDY, "--templates", "templates"], at, 1);
    assert!(said.contains("overview.html:2"), "{said}");
    let said = printed(&["synthesize", STUDY, "--templates", "nowhere"], at, 1);
    assert!(said.contains("nowhere: cannot read: "), "{said}");
}

#[test]
fn a_guarded_claim_is_shown_with_its_key() {
    let folder = copied();
    let at = folder.path();
    add(at, "[privacy]\nkey = \"privacy.key\"");
    fs::write(at.join("interviews-only/privacy.key"), KEY).unwrap();
    printed(&["synthesize", STUDY, "--out", "team", "--privacy", "team"], at, 0);
    let json = fs::read_to_string(at.join("team/personas.json")).unwrap();
    let result: Value = serde_json::from_str(&json).unwrap();
    let claims = result["personas"].as_array().unwrap().iter();
    let claims: Vec<&Value> = claims.flat_map(|one| one["claims"].as_array().unwrap()).collect();
    let is_shown = |claim: &&&Value| {
        let places = claim["evidence"].as_array().unwrap();
        places.iter().any(|place| place["masked"] == false && place["locator"]["type"] == "text")
    };
    let claim = claims.iter().find(is_shown).unwrap();
    let id = claim["id"].as_str().unwrap();
    let show = ["show", id, STUDY, "--out", "team"];
    let said = printed(&show, at, 0);
    assert!(said.contains(">>>") && said.contains(".txt, characters "), "{said}");
    assert!(!said.contains("a sealed place") && !said.contains("no such"), "{said}");
    let said = printed(&["evidence", id, STUDY, "--out", "team"], at, 1);
    assert!(said.contains("team holds a guarded result\n"), "{said}");
    // Words that are gone are no failure of the key.
    let interviews = at.join("clinic/interviews");
    let kept = at.join("kept");
    fs::rename(&interviews, &kept).unwrap();
    fs::create_dir(&interviews).unwrap();
    for entry in fs::read_dir(&kept).unwrap() {
        let entry = entry.unwrap();
        let to = interviews.join(format!("{}-moved.txt", entry.file_name().to_str().unwrap()));
        fs::copy(entry.path(), to).unwrap();
    }
    let said = printed(&show, at, 0);
    assert!(said.contains("a sealed place)") && said.contains("is not there any more"), "{said}");
    fs::remove_dir_all(&interviews).unwrap();
    fs::rename(&kept, &interviews).unwrap();
    fs::remove_file(at.join("interviews-only/privacy.key")).unwrap();
    let said = printed(&show, at, 1);
    assert!(said.contains("names the privacy key that the result was guarded with"), "{said}");
    assert!(said.contains("the result is guarded, and its places are sealed: `key = "), "{said}");
    fs::write(at.join("interviews-only/privacy.key"), "another key of the tests").unwrap();
    assert!(printed(&show, at, 1).contains("found one with another key\n"));
}

#[test]
fn decisions_follow_a_guarded_result_with_its_key_alone() {
    let folder = quick();
    let at = folder.path();
    add(at, "[privacy]\nkey = \"privacy.key\"");
    fs::write(at.join("interviews-only/privacy.key"), KEY).unwrap();
    printed(&["synthesize", STUDY, "--privacy", "team"], at, 0);
    let decided = "[[persona]]\nid = \"U1\"\nname = \"The careful\"\n";
    fs::write(at.join("interviews-only/overrides.toml"), decided).unwrap();
    printed(&["synthesize", STUDY, "--privacy", "team"], at, 0);
    assert!(fs::read_to_string(at.join("out/personas.md")).unwrap().contains("The careful"));
    let before = contents(&at.join("out"));
    fs::remove_file(at.join("interviews-only/privacy.key")).unwrap();
    let said = printed(&["synthesize", STUDY], at, 1);
    assert!(said.contains("names the privacy key that the result was guarded with"), "{said}");
    assert!(said.contains("or move its folder away to start with new ids"), "{said}");
    assert!(contents(&at.join("out")) == before, "nothing is written");
}

#[test]
fn a_claim_or_persona_is_shown_in_small_letters_too() {
    let folder = synthesized();
    let at = folder.path();
    let json = fs::read_to_string(at.join("out/personas.json")).unwrap();
    let result = render::from_json(&json).unwrap();
    let persona = &result.personas[0];
    let claim = &persona.claims[0];
    let show = |id: &str| printed(&["show", id, STUDY], at, 0);
    let (claimed, small) = (claim.id.as_str(), claim.id.as_str().to_lowercase());
    assert_eq!(show(&small), show(claimed));
    let places = |id: &str| printed(&["evidence", id, STUDY], at, 0);
    assert_eq!(places(&small), places(claimed));
    let text = show(&persona.id.as_str().to_lowercase());
    assert_eq!(text, show(persona.id.as_str()));
    assert!(text.starts_with(&format!("{} {}: ", persona.id, persona.label)), "{text}");
    assert_eq!(text.lines().count(), persona.claims.len() + 1, "{text}");
    assert!(persona.claims.iter().all(|claim| text.contains(&claim.to_string())), "{text}");
    let listed = printed(&["show", "u1", STUDY, "--json"], at, 0);
    let listed: Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed["claims"].as_array().unwrap().len(), persona.claims.len());
    let said = printed(&["evidence", "u1", STUDY], at, 1);
    assert!(said.contains("U1 is no claim but a persona\n  `personas show U1` lists"), "{said}");
}

#[test]
fn a_folder_stands_for_the_study_in_it() {
    let folder = quick();
    let at = folder.path();
    assert_eq!(
        printed(&["check", "interviews-only"], at, 0),
        printed(&["check", STUDY], at, 0),
        "the manifest in the folder"
    );
    fs::remove_file(at.join("clinic/study.toml")).unwrap();
    let said = printed(&["check", "clinic"], at, 1);
    let hint = "`personas init clinic` drafts a study.toml from the exports in it";
    assert!(said.contains("clinic/study.toml") && said.contains(hint), "{said}");
}

/// What `check` reads, `init` drafts: files in another encoding, and of few rows.
#[test]
fn a_folder_of_few_answers_in_windows_1252_is_drafted_and_read() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let broken = root().join("data/broken/windows-1252");
    fs::create_dir(at.join("exports")).unwrap();
    fs::copy(broken.join("survey.csv"), at.join("exports/survey.csv")).unwrap();
    assert!(printed(&["init", "exports"], at, 0).contains("study.toml drafted"));
    let drafted = printed(&["check", "exports"], at, 0);
    assert!(drafted.contains(": 4 respondents\n"), "{drafted}");
    assert!(drafted.contains("survey.csv: read as windows-1252\n"), "{drafted}");
    assert!(drafted.contains("\"Was stört?\""), "{drafted}");
}
