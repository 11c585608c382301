//! The layer rule: a stage imports only from the stages before it in `lib.rs`; and files stay
//! short.

use std::path::{Path, PathBuf};

use crate::support::root;

/// The stages in the order of the data.
const STAGES: [&str; 16] = [
    "visible",
    "ids",
    "locator",
    "finding",
    "error",
    "sources",
    "manifest",
    "study",
    "coding",
    "indicators",
    "scaffold",
    "clustering",
    "locale",
    "personas",
    "render",
    "folder",
    "lifecycle",
    "warehouse",
];
/// House number; a file that needs more is two ideas.
const MOST_LINES: usize = 400;

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn stages_import_only_from_earlier_stages() {
    let source = root().join("src");
    let mut wrong = Vec::new();
    for file in rust_files(&source) {
        let relative = file.strip_prefix(&source).unwrap();
        let first = relative.components().next().unwrap().as_os_str().to_str().unwrap();
        // The command stands beside the library.
        if first == "bin" {
            continue;
        }
        let Some(own) = STAGES.iter().position(|stage| first.trim_end_matches(".rs") == *stage)
        else {
            assert_eq!(first, "lib.rs", "{} belongs to no stage", relative.display());
            continue;
        };
        let text = std::fs::read_to_string(&file).unwrap();
        for (number, line) in
            text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            for later in &STAGES[own + 1..] {
                if line.contains(&format!("crate::{later}::"))
                    || line.contains(&format!("crate::{later};"))
                {
                    wrong.push(format!("{}:{}: {}", relative.display(), number + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports from later stages:\n{}", wrong.join("\n"));
}

#[test]
fn modules_stand_in_the_order_of_the_stages() {
    let text = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared = |line: &'_ str| {
        line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';').map(str::to_owned)
    };
    let modules: Vec<String> = text.lines().filter_map(declared).collect();
    assert_eq!(modules, STAGES);
}

#[test]
fn files_are_short() {
    let long: Vec<String> = rust_files(&root().join("src"))
        .into_iter()
        .map(|file| (std::fs::read_to_string(&file).unwrap().lines().count(), file))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, file)| format!("{} has {lines} lines", file.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
