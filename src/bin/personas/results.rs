//! Writes the result of a run: what may be handed on, and beside it what may not.

use std::fs;
use std::path::{Path, PathBuf};

use persona_synthesis::folder::{self, holds_only};
use persona_synthesis::lifecycle::{Model, TypingTool};
use persona_synthesis::personas::{Draft, RunResult};
use persona_synthesis::{Manifest, render};

use crate::Failure;
use crate::output::print_note;
use crate::stages::Stages;
use crate::templates::ReadStyle;
use crate::writing::{Named, check_folder, replace_folder};

/// The text beside the masking log.
const BESIDE_LOG: &str = "Internal: never hand this folder on. masking-log.csv says where in the \
                          sources personal data was masked.\n";

/// The texts of a result, with its pages in a style.
fn rendered(draft: &Draft, style: &ReadStyle) -> Result<Vec<Named>, Failure> {
    let mut files = Vec::new();
    for file in render::files(draft) {
        let is_page = file.name == "personas.html";
        let text = if is_page { style.html(draft.personas())? } else { file.text };
        files.push((file.name, text.into_bytes()));
    }
    Ok(files)
}

/// The folder for files that are never handed on, beside the folder of those that may be.
fn internal(out: &Path) -> PathBuf {
    // A path that ends in `..` names no folder of its own.
    let named = out.file_name().is_none().then(|| fs::canonicalize(out).ok()).flatten();
    let out = named.as_deref().unwrap_or(out);
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push("-internal");
    out.with_file_name(name)
}

/// The files that are never handed on.
const APART: [&str; 2] = ["README.txt", "masking-log.csv"];

/// Refuses a folder that holds anything but an earlier log.
fn check_for_the_log(folder: &Path) -> Result<(), Failure> {
    // A result may have the same name: its files are not those of a log.
    if holds_only(folder, &APART) {
        return Ok(());
    }
    let message = format!("{} holds other files than the masking log", folder.display());
    Err(Failure(message).hint("the log goes there: move it away, or name another `--out`"))
}

/// Checks that the result of a study can be written to a folder, and the masking log beside it.
pub(crate) fn check_out(out: &Path, manifest: &Manifest) -> Result<(), Failure> {
    check_folder(out, &[manifest])?;
    if manifest.privacy.profile.is_internal() {
        return Ok(());
    }
    let beside = internal(out);
    check_folder(&beside, &[manifest])?;
    check_for_the_log(&beside)
}

/// The files of a run.
pub(crate) struct Output {
    /// Names of the files that were written.
    pub(crate) names: Vec<String>,
    /// Files in the folder that no run wrote.
    pub(crate) others: Vec<String>,
    pub(crate) tools: Vec<TypingTool>,
}

/// Writes what may be handed on, and apart from it the log of what was masked.
fn write_guarded(
    stages: &Stages,
    draft: &Draft,
    style: &ReadStyle,
    out: &Path,
) -> Result<Output, Failure> {
    let guarded = draft.guarded(&stages.study, &stages.matrix).map_err(|error| {
        let failure = Failure::from(error);
        // Other errors, such as a `min_cell` out of range, are not mended by a key.
        let has_key = stages.study.pseudonyms().is_some();
        if has_key { failure } else { failure.hint(MAKE_KEY) }
    })?;
    let mut files = rendered(&guarded, style)?;
    files.push(("personas.xlsx".to_owned(), render::workbook(guarded.personas())));
    let log = render::masking_log(draft.personas(), &stages.study).into_bytes();
    let apart = APART.map(str::to_owned).into_iter().zip([BESIDE_LOG.as_bytes().to_vec(), log]);
    let beside = internal(out);
    check_for_the_log(&beside)?;
    // First the log: once the result is written, nothing may fail that would say it is not.
    let kept = replace_folder(&beside, &apart.collect::<Vec<_>>())?;
    let mut others = replace_folder(out, &files)?;
    others.extend(kept.into_iter().map(|name| beside.join(name).display().to_string()));
    Ok(Output { names: names(files), others, tools: Vec::new() })
}

/// How to make the key that a guarded result takes.
const MAKE_KEY: &str = "a key: `openssl rand -hex 32 > privacy.key` beside the manifest, kept \
                        apart from the output";

fn names(files: Vec<Named>) -> Vec<String> {
    files.into_iter().map(|(name, _)| name).collect()
}

/// Writes everything that a run makes; the model and what is made of it stay internal.
pub(crate) fn write_result(
    stages: &Stages,
    earlier: Option<&RunResult>,
    style: &ReadStyle,
    out: &Path,
) -> Result<Output, Failure> {
    let Stages { study, matrix, clustering, .. } = stages;
    let draft = &stages.decided(earlier)?;
    let personas = draft.personas();
    if !study.manifest().privacy.profile.is_internal() {
        return write_guarded(stages, draft, style, out);
    }
    let mut files = rendered(draft, style)?;
    files.extend(
        render::refi_project(draft.result(), study)
            .map(|project| ("personas.qdpx".to_owned(), project)),
    );
    files.push(("personas.xlsx".to_owned(), render::workbook(personas)));
    let model = Model::of(study, matrix, clustering, personas)?.to_json();
    files.push(("model.json".to_owned(), model.into_bytes()));
    let tools = TypingTool::all(study, matrix, clustering, personas)?;
    let typing = tools.iter().map(TypingTool::markdown).collect::<Vec<_>>().join("\n");
    files.push(("typing.md".to_owned(), typing.into_bytes()));
    let others = replace_folder(out, &files)?;
    // The log of an earlier run for others to read is not that of this result.
    remove_log(&internal(out));
    Ok(Output { names: names(files), others, tools })
}

/// Removes an earlier log. The result is written already, so a log that stays is no failure.
fn remove_log(folder: &Path) {
    if !holds_only(folder, &APART) {
        return;
    }
    if let Err(why) = folder::remove(folder) {
        print_note(&format!("the masking log of an earlier run stays: {why:?}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_that_is_called_as_the_log_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for (name, files) in [
            ("log", &[(".written", "README.txt\nmasking-log.csv\n"), ("masking-log.csv", "")][..]),
            ("result", &[(".written", "personas.json\n"), ("personas.json", "{}")]),
            ("other", &[("personas.json", "{}")]),
            ("notes", &[(".written", "masking-log.csv\n"), ("notes.txt", "mine")]),
        ] {
            fs::create_dir(at(name)).unwrap();
            files.iter().for_each(|(file, text)| fs::write(at(name).join(file), text).unwrap());
            assert_eq!(check_for_the_log(&at(name)).is_ok(), name == "log", "{name}");
            remove_log(&at(name));
            assert_eq!(at(name).exists(), name != "log", "{name}");
            assert!(
                name == "log" || files.iter().all(|(file, _)| at(name).join(file).exists()),
                "{name}"
            );
        }
        assert!(check_for_the_log(&at("nowhere")).is_ok());
    }
}
