//! `init`, `check` and `synthesize`: from a folder to personas.

use std::fs;
use std::path::{Path, PathBuf};

use persona_synthesis::lifecycle::{Model, TypingTool, read_result};
use persona_synthesis::personas::{Draft, RunResult};
use persona_synthesis::{Finding, IndicatorMatrix, Level, Manifest, Study, render};
use serde_json::json;

use crate::arguments::ManifestAt;
use crate::files::{Named, Readers, remove_folder, replace_folder, write};
use crate::output::{YELLOW, print, print_json, print_labelled, print_note};
use crate::owned::{WRITTEN, written_in};
use crate::place;
use crate::stages::{Stages, Wanted, earlier_result, has_overrides, study, study_with};
use crate::{Answer, Failure, Outcome};

pub(crate) fn init(dir: &Path, force: bool, json: bool) -> Outcome {
    let path = dir.join("study.toml");
    if path.exists() && !force {
        let failure = Failure(format!("{} is there already", path.display()));
        return Err(failure.hint("`--force` writes over it; `personas check` says what it reads"));
    }
    let text = Study::draft_manifest(dir)?;
    write(&path, &text, Readers::AsUsual)?;
    if json {
        print_json(&json!({ "manifest": path.display().to_string() }))?;
    } else {
        print(&format!(
            "{} drafted: read the comments in it, then `personas check {}`\n",
            path.display(),
            path.display()
        ))?;
    }
    Ok(Answer::Yes)
}

pub(crate) fn check(at: &ManifestAt, strict: bool, json: bool) -> Outcome {
    let study = study(at)?.build()?;
    let matrix = IndicatorMatrix::from_study(&study)?;
    let findings: Vec<&Finding> = matrix.findings().iter().collect();
    let warnings = findings.iter().filter(|finding| finding.level() == Level::Warning).count();
    if json {
        let finding = |finding: &&Finding| json!({ "id": finding.id(), "level": finding.level(), "message": finding.message(), "at": finding.place() });
        let findings: Vec<_> = findings.iter().map(finding).collect();
        print_json(
            &json!({ "respondents": study.len(), "sources": study.sources(), "findings": findings }),
        )?;
    } else {
        let mut text = format!("{}: {} respondents\n", study.manifest().title, study.len());
        for source in study.sources() {
            let line = format!(
                "{}, {} records, {} respondents",
                source.format, source.records, source.respondents
            );
            text.push_str(&format!("  {}: {line}\n", source.id));
        }
        print(&text)?;
        for finding in &findings {
            match finding.level() {
                Level::Warning => print_labelled("warning", YELLOW, &finding.to_string())?,
                Level::Note => print(&format!("note: {finding}\n"))?,
            }
        }
        print(&format!("{warnings} warnings, {} notes\n", findings.len() - warnings))?;
    }
    Ok(if strict && warnings > 0 { Answer::No } else { Answer::Yes })
}

/// What stands beside the masking log.
const BESIDE_LOG: &str = "Internal: this folder is never to be handed on. masking-log.csv says where in the sources personal data was masked.\n";

/// The texts of a result, to be written.
fn rendered(draft: &Draft) -> Vec<Named> {
    render::files(draft).into_iter().map(|file| (file.name, file.text.into_bytes())).collect()
}

/// The folder of what is never handed on, beside that of what may be.
fn internal(out: &Path) -> PathBuf {
    // A path that ends in `..` names no folder of its own.
    let named = out.file_name().is_none().then(|| fs::canonicalize(out).ok()).flatten();
    let out = named.as_deref().unwrap_or(out);
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push("-internal");
    out.with_file_name(name)
}

/// The files of a folder of what is never handed on.
const APART: [&str; 2] = ["README.txt", "masking-log.csv"];

/// Whether a folder is there for what is never handed on and for nothing else: it holds files that
/// a run wrote, and only those of its kind. A result may have the same name.
fn is_for_the_log(folder: &Path) -> bool {
    let written = written_in(folder).unwrap_or_default();
    let is_apart = written.iter().all(|name| APART.iter().any(|apart| Path::new(apart) == name));
    let is_own = |name: &Path| name == Path::new(WRITTEN) || written.contains(name);
    let mut entries = fs::read_dir(folder).into_iter().flatten();
    is_apart && entries.all(|entry| entry.is_ok_and(|entry| is_own(Path::new(&entry.file_name()))))
}

/// Refuses a folder that holds anything but an earlier log.
fn check_for_the_log(folder: &Path) -> Result<(), Failure> {
    if is_for_the_log(folder) {
        return Ok(());
    }
    let message =
        format!("{} holds something else than the masking log, which goes there", folder.display());
    Err(Failure(message).hint("move it away, or name another folder by `--out`"))
}

/// Whether the result of a study can be written to a folder, and what is never handed on beside it.
pub(crate) fn check_out(out: &Path, manifest: &Manifest) -> Result<(), Failure> {
    place::check(out, &[manifest])?;
    if manifest.privacy.profile.is_internal() {
        return Ok(());
    }
    let beside = internal(out);
    place::check(&beside, &[manifest])?;
    check_for_the_log(&beside)
}

/// What was written.
pub(crate) struct Output {
    /// Names of the files.
    names: Vec<String>,
    /// Files in the folder that no run wrote.
    pub(crate) others: Vec<String>,
    tools: Vec<TypingTool>,
}

/// Writes what may be handed on, and apart from it the log of what was masked.
fn write_guarded(stages: &Stages, draft: &Draft, out: &Path) -> Result<Output, Failure> {
    let hint = "a key: `openssl rand -hex 32 > privacy.key` beside the manifest, kept apart from the output";
    let guarded = draft.guarded(&stages.study, &stages.matrix);
    let guarded = guarded.map_err(|error| Failure::from(error).hint(hint))?;
    let mut files = rendered(&guarded);
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

fn names(files: Vec<Named>) -> Vec<String> {
    files.into_iter().map(|(name, _)| name).collect()
}

/// Writes everything that a run makes; the model and what is made of it stay internal.
pub(crate) fn write_result(
    stages: &Stages,
    earlier: Option<&RunResult>,
    out: &Path,
) -> Result<Output, Failure> {
    let Stages { study, matrix, clustering, .. } = stages;
    let draft = &stages.decided(earlier)?;
    let personas = draft.personas();
    if !study.manifest().privacy.profile.is_internal() {
        return write_guarded(stages, draft, out);
    }
    let mut files = rendered(draft);
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

/// Removes an earlier log. The result is written already: what stays is told, and no failure.
fn remove_log(folder: &Path) {
    if !is_for_the_log(folder) {
        return;
    }
    if let Err(Failure(why)) = remove_folder(folder) {
        print_note(&format!("the masking log of an earlier run stays: {why}"));
    }
}

/// The result whose ids overrides.toml speaks of.
fn earlier_for_overrides(out: &Path) -> Result<Option<RunResult>, Failure> {
    earlier_result(out).map_err(|failure| {
        failure
            .hint("overrides.toml speaks of its personas: bring it back, or move its folder away to start with new ids")
    })
}

pub(crate) fn synthesize(at: &ManifestAt, out: &Path, wanted: &Wanted, json: bool) -> Outcome {
    let study = study_with(at, wanted)?;
    place::check_confined(at, out)?;
    check_out(out, study.manifest())?;
    let earlier = if has_overrides(study.manifest()) { earlier_for_overrides(out)? } else { None };
    let stages = Stages::build(study)?;
    let Output { names, tools, .. } = write_result(&stages, earlier.as_ref(), out)?;
    let personas = &read_result(out)?.personas;
    if json {
        print_json(&json!({
            "out": out.display().to_string(),
            "files": names,
            "respondents": personas.study.respondents,
            "selections": personas.selections,
            "personas": personas.personas.iter().map(|persona| json!({ "id": persona.id, "label": persona.label, "size": persona.size, "share": persona.share })).collect::<Vec<_>>(),
            "typing": tools,
        }))?;
    } else {
        let out = out.display();
        print(&format!(
            "{}\nwritten to {out}: personas.md for people, personas.json for programs\n",
            render::summary(personas)
        ))?;
    }
    Ok(Answer::Yes)
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
