//! Erasing somebody: whatever state an interrupted run left, another one leaves the person nowhere.

use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use persona_synthesis::study::{Exclusions, Pseudonyms};

use crate::command::{contents, personas, printed};
use crate::verify::{copied, rewrite};

const STUDY: &str = "interviews-only/study.toml";
const KEY: &str = "a key of the tests, of no other use";
/// Said by P04 alone.
const WORDS: &str = "Two and a half! The half";

/// A study in a folder, quick to synthesize, with a list of exclusions; and its result in `out`.
struct Case {
    folder: tempfile::TempDir,
}

impl Case {
    fn new(profile: &str) -> Self {
        let case = Self { folder: copied() };
        rewrite(case.at(STUDY), |text| {
            let text = text.replace("groups = { min = 1, max = 4 }", "groups = 1\nreplicates = 10");
            let exclusions = "exclusions = { file = \"gone.txt\", key = \"gone.key\" }";
            format!(
                "{exclusions}\n{text}\n[privacy]\nprofile = \"{profile}\"\nkey = \"privacy.key\"\n"
            )
        });
        std::fs::write(case.at("interviews-only/privacy.key"), KEY).unwrap();
        case.synthesize("out");
        case
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn synthesize(&self, out: &str) {
        printed(&["synthesize", STUDY, "--out", out], self.folder.path(), 0);
    }

    fn state(&self, profile: &str) {
        rewrite(self.at(STUDY), |text| {
            let before =
                text.split("profile = \"").nth(1).unwrap().split('"').next().unwrap().to_owned();
            text.replace(&format!("profile = \"{before}\""), &format!("profile = \"{profile}\""))
        });
    }

    fn erase(&self) -> String {
        printed(&["erase", "P04", STUDY], self.folder.path(), 0)
    }

    /// Erases, and makes sure that the list holds the person and no output does.
    fn erased(&self) -> String {
        let text = self.erase();
        let list = std::fs::read_to_string(self.at("interviews-only/gone.txt")).unwrap();
        let key = std::fs::read(self.at("interviews-only/gone.key")).unwrap();
        assert!(Exclusions::from_text(&list, "gone.txt", &key).unwrap().holds("P04"), "{list}");
        for folder in ["out", "out-internal"]
            .map(|folder| self.at(folder))
            .iter()
            .filter(|folder| folder.exists())
        {
            let held = holding(folder);
            assert!(held.is_empty(), "{held:?}\n{text}");
        }
        text
    }
}

/// The files of a folder that name the person or repeat their words, also within archives.
fn holding(folder: &Path) -> Vec<String> {
    let pseudonym = Pseudonyms::new(KEY.as_bytes()).unwrap().pseudonym("P04");
    let holds = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        [pseudonym.as_str(), "P04", WORDS].iter().any(|one| text.contains(*one))
    };
    let held = |(name, bytes): &(String, Vec<u8>)| {
        let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
            return holds(bytes) || name.contains("P04");
        };
        (0..archive.len()).any(|member| {
            let mut member = archive.by_index(member).unwrap();
            let mut bytes = Vec::new();
            member.read_to_end(&mut bytes).unwrap();
            holds(&bytes)
        })
    };
    contents(folder).into_iter().filter(held).map(|(name, _)| name).collect()
}

fn copy(from: &Path, to: &Path) {
    if to.exists() {
        std::fs::remove_dir_all(to).unwrap();
    }
    for (name, bytes) in contents(from) {
        let to = to.join(name);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, bytes).unwrap();
    }
}

#[test]
fn every_state_of_an_internal_result_can_be_gone_on_from() {
    let case = Case::new("internal");
    let (out, whole, erased) = (case.at("out"), case.at("whole"), case.at("erased"));
    let before = holding(&out);
    for name in
        ["personas.json", "membership.csv", "personas.qdpx", "personas.xlsx", "evidence.csv"]
    {
        assert!(before.iter().any(|held| held == name), "{name} holds them before: {before:?}");
    }
    copy(&out, &whole);
    // Killed after the key.
    std::fs::write(case.at("interviews-only/gone.key"), KEY).unwrap();
    let text = case.erased();
    assert!(text.starts_with("erased; 1 hash ") || text.starts_with("erased; 2 hashes "), "{text}");
    assert!(text.contains(": was "), "{text}");
    copy(&out, &erased);
    // Done.
    let text = case.erased();
    assert!(
        text.starts_with("P04 is on interviews-only/gone.txt already; results written again"),
        "{text}"
    );
    assert!(contents(&out) == contents(&erased), "the same result again");
    // Killed after the outputs, before the list.
    std::fs::remove_file(case.at("interviews-only/gone.txt")).unwrap();
    assert!(case.erased().starts_with("erased; "));
    // The list first, the outputs not: killed under an earlier version, or put back from a copy.
    copy(&whole, &out);
    let text = case.erased();
    assert!(text.contains("already; ") && text.contains(": was "), "{text}");
    // The outputs are gone.
    std::fs::remove_dir_all(&out).unwrap();
    assert!(case.erased().contains("already; ") && out.join("personas.json").exists());
}

#[test]
fn who_is_neither_there_nor_listed_is_an_error_that_writes_nothing() {
    let case = Case::new("internal");
    let before = contents(&case.at("out"));
    let text = printed(&["erase", "P99", STUDY], case.folder.path(), 1);
    assert!(text.contains("expected the id of a respondent, found \"P99\""), "{text}");
    case.erase();
    let text = printed(&["erase", "P99", STUDY], case.folder.path(), 1);
    assert!(text.contains("expected the id of a respondent, found \"P99\""), "{text}");
    assert!(before != contents(&case.at("out")));
    let other = Case::new("internal");
    printed(&["erase", "P99", STUDY], other.folder.path(), 1);
    assert!(
        !other.at("interviews-only/gone.key").exists()
            && !other.at("interviews-only/gone.txt").exists()
    );
}

#[test]
fn an_earlier_result_that_cannot_be_read_is_named_and_replaced() {
    let case = Case::new("internal");
    rewrite(case.at("out/personas.json"), |text| text[..text.len() / 2].to_owned());
    let text = case.erased();
    assert!(
        text.starts_with("erased; ") && text.contains("the earlier result cannot be read"),
        "{text}"
    );
    std::fs::remove_file(case.at("out/membership.csv")).unwrap();
    assert!(case.erased().contains("cannot be read"));
    std::fs::remove_file(case.at("out/personas.json")).unwrap();
    let output = personas(&["erase", "P04", STUDY, "--json"], case.folder.path());
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(json["unread"].as_str().unwrap().contains("personas.json: cannot read"), "{json}");
    assert_eq!((&json["hashes_added"], &json["already_excluded"]), (&0.into(), &true.into()));
    assert!(!case.erased().contains("cannot be read"));
}

#[test]
fn decisions_on_a_result_that_cannot_be_read_stop_the_erasure() {
    let case = Case::new("internal");
    let overrides = "[[persona]]\nid = \"U1\"\nname = \"The careful\"\n";
    std::fs::write(case.at("interviews-only/overrides.toml"), overrides).unwrap();
    case.synthesize("out");
    rewrite(case.at("out/personas.json"), |text| text[..text.len() / 2].to_owned());
    let before = contents(&case.at("out"));
    let text = printed(&["erase", "P04", STUDY], case.folder.path(), 1);
    assert!(text.contains("overrides.toml speaks of its personas"), "{text}");
    assert_eq!(contents(&case.at("out")), before);
    assert!(!case.at("interviews-only/gone.txt").exists());
}

#[test]
fn what_no_run_wrote_is_named() {
    let case = Case::new("internal");
    std::fs::write(case.at("out/notes.txt"), "P04 came back to it").unwrap();
    let text = case.erase();
    assert!(text.contains("notes.txt in out was not written by a run and stays"), "{text}");
    assert_eq!(holding(&case.at("out")), ["notes.txt"]);
    let output = personas(&["erase", "P04", STUDY, "--json"], case.folder.path());
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["left"], serde_json::json!(["notes.txt"]));
}

#[test]
fn states_of_a_guarded_result_too() {
    let case = Case::new("team");
    let (out, internal, old) = (case.at("out"), case.at("out-internal"), case.at("old"));
    assert!(internal.join("masking-log.csv").exists());
    // As if the log held them.
    rewrite(internal.join("masking-log.csv"), |text| text + "U1-01-e1,interviews,P04.txt,name,1\n");
    copy(&internal, &old);
    assert!(case.erased().starts_with("erased; "));
    assert!(!out.join("membership.csv").exists());
    // Killed between the two folders.
    copy(&old, &internal);
    std::fs::remove_file(case.at("interviews-only/gone.txt")).unwrap();
    assert!(case.erased().starts_with("erased; "));
    copy(&old, &internal);
    assert!(case.erased().contains("already; "));
}

#[test]
fn nothing_is_left_of_a_result_for_other_readers() {
    let case = Case::new("internal");
    // The manifest has become stricter since.
    case.state("public");
    case.erased();
    for name in ["membership.csv", "evidence-sets.json", "model.json", "personas.qdpx", "typing.md"]
    {
        assert!(!case.at("out").join(name).exists(), "{name}");
    }
    // A result for others stays one, whatever the manifest says.
    case.state("team");
    printed(&["synthesize", STUDY], case.folder.path(), 0);
    case.state("internal");
    case.erased();
    assert!(!case.at("out/membership.csv").exists() && case.at("out/personas.json").exists());
    // Where nothing says for whom it was, that is asked.
    std::fs::write(case.at("out/personas.json"), "{").unwrap();
    let text = printed(&["erase", "P04", STUDY], case.folder.path(), 1);
    assert!(text.contains("`--privacy` says for whom to write it again"), "{text}");
    printed(&["erase", "P04", STUDY, "--privacy", "team"], case.folder.path(), 0);
    assert!(!case.at("out/membership.csv").exists() && holding(&case.at("out")).is_empty());
    // The log beside it goes with the result that it belongs to.
    printed(&["erase", "P04", STUDY, "--privacy", "internal"], case.folder.path(), 0);
    assert!(case.at("out/membership.csv").exists() && !case.at("out-internal").exists());
    assert!(case.erased().contains("already; "));
}
