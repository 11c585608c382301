//! Writes the result of a run: what may be handed on, and beside it what may not.

use std::fs;
use std::path::{Path, PathBuf};

use persona_synthesis::folder::{self, holds_only};
use persona_synthesis::lifecycle::TypingTool;
use persona_synthesis::render::{self, OutputFile};
use persona_synthesis::{Manifest, Outputs, Synthesis};

use crate::Failure;
use crate::output::print_note;
use crate::templates::ReadStyle;
use crate::writing::{check_folder, replace_folder};

/// The text beside the masking log.
const BESIDE_LOG: &str = "Internal: never hand this folder on. masking-log.csv says where in the \
                          sources personal data was masked.\n";

/// The files of a run, with its pages in a style.
fn render_files(
    synthesis: &Synthesis,
    outputs: &Outputs<'_>,
    style: &ReadStyle,
) -> Result<Vec<OutputFile>, Failure> {
    let mut files = outputs.render()?;
    for file in files.iter_mut().filter(|file| file.name == "personas.html") {
        file.bytes = style.html(synthesis.personas())?.into_bytes();
    }
    Ok(files)
}

/// The folder for files that are never handed on, beside the folder of those that may be.
fn internal(out: &Path) -> PathBuf {
    // A path that ends in `..` names no folder of its own.
    let named = out.file_name().is_none().then(|| fs::canonicalize(out).ok()).flatten();
    let out = named.as_deref().unwrap_or(out);
    let mut name = out.file_name().unwrap_or_default().to_owned();
    // Beside the result, not in it, so that it is not handed on with the folder.
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
    /// The short questionnaires among the files.
    pub(crate) tools: Vec<TypingTool>,
}

/// Writes the masking log into the folder beside that of the result.
fn write_log(synthesis: &Synthesis, beside: &Path) -> Result<Vec<String>, Failure> {
    check_for_the_log(beside)?;
    let log = render::masking_log(synthesis.internal().personas(), synthesis.study());
    let apart = APART.into_iter().zip([BESIDE_LOG, &log]);
    let files: Vec<OutputFile> =
        apart.map(|(name, text)| OutputFile::new(name, text.as_bytes())).collect();
    let kept = replace_folder(beside, &files)?;
    Ok(kept.into_iter().map(|name| beside.join(name).display().to_string()).collect())
}

/// Writes everything that a run makes, as its privacy profile says.
pub(crate) fn write_result(
    synthesis: &Synthesis,
    style: &ReadStyle,
    out: &Path,
) -> Result<Output, Failure> {
    let outputs = synthesis.outputs();
    let files = render_files(synthesis, &outputs, style)?;
    let beside = internal(out);
    let is_internal = synthesis.personas().study.privacy.is_internal();
    // First the log: once the result is written, nothing may fail that would say it is not.
    let kept = if is_internal { Vec::new() } else { write_log(synthesis, &beside)? };
    let mut others = replace_folder(out, &files)?;
    others.extend(kept);
    if is_internal {
        // The log of an earlier run for others to read is not that of this result.
        remove_log(&beside);
    }
    let names = files.into_iter().map(|file| file.name).collect();
    let tools = outputs.typing_tools().to_vec();
    Ok(Output { names, others, tools })
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
