//! `init`, `check` and `synthesize`: from a folder to personas.

use std::path::{Path, PathBuf};

use persona_synthesis::tracking::{Model, TypingTool, read_result};
use persona_synthesis::{Finding, IndicatorMatrix, Level, Manifest, PersonaSet, Study, render};
use serde_json::json;

use crate::arguments::ManifestAt;
use crate::files::{Named, Readers, remove_folder, replace_folder, write};
use crate::output::{YELLOW, print, print_json, print_labelled};
use crate::place;
use crate::stages::{Stages, Wanted, earlier_result, has_overrides, manifest, manifest_with};
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
    let study = Study::build(manifest(at)?)?;
    let matrix = IndicatorMatrix::from_study(&study)?;
    let findings: Vec<&Finding> = matrix.findings().iter().collect();
    let warnings = findings.iter().filter(|finding| finding.level() == Level::Warning).count();
    if json {
        let finding = |finding: &&Finding| json!({ "id": finding.id(), "level": finding.level(), "message": finding.message(), "at": finding.at });
        let findings: Vec<_> = findings.iter().map(finding).collect();
        print_json(&json!({ "respondents": study.len(), "sources": study.sources(), "findings": findings }))?;
    } else {
        let mut text = format!("{}: {} respondents\n", study.manifest().title, study.len());
        for source in study.sources() {
            let line = format!("{}, {} records, {} respondents", source.format, source.records, source.respondents);
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
fn rendered(personas: &PersonaSet) -> Vec<Named> {
    render::files(personas).into_iter().map(|file| (file.name, file.text.into_bytes())).collect()
}

/// The folder of what is never handed on, beside that of what may be.
fn internal(out: &Path) -> PathBuf {
    // A path that ends in `..` names no folder of its own.
    let named = out.file_name().is_none().then(|| std::fs::canonicalize(out).ok()).flatten();
    let out = named.as_deref().unwrap_or(out);
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push("-internal");
    out.with_file_name(name)
}

/// Whether the result of a study can be written to a folder, and what is never handed on beside it.
pub(crate) fn check_out(out: &Path, manifest: &Manifest) -> Result<(), Failure> {
    place::check(out, &[manifest])?;
    if manifest.privacy.profile.is_internal() { Ok(()) } else { place::check(&internal(out), &[manifest]) }
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
fn write_guarded(stages: &Stages, personas: &PersonaSet, out: &Path) -> Result<Output, Failure> {
    let hint = "a key: `openssl rand -hex 32 > privacy.key` beside the manifest, kept apart from the output";
    let guarded = personas.guarded(&stages.study, &stages.matrix);
    let guarded = guarded.map_err(|error| Failure::from(error).hint(hint))?;
    let mut files = rendered(&guarded);
    files.push(("personas.xlsx".to_owned(), render::workbook(&guarded)));
    let log = render::masking_log(personas, &stages.study).into_bytes();
    let apart = [("README.txt".to_owned(), BESIDE_LOG.as_bytes().to_vec()), ("masking-log.csv".to_owned(), log)];
    let mut others = replace_folder(out, &files)?;
    let beside = internal(out);
    let kept = replace_folder(&beside, &apart)?;
    others.extend(kept.into_iter().map(|name| beside.join(name).display().to_string()));
    Ok(Output { names: names(files), others, tools: Vec::new() })
}

fn names(files: Vec<Named>) -> Vec<String> {
    files.into_iter().map(|(name, _)| name).collect()
}

/// Writes everything that a run makes; the model and what is made of it stay internal.
pub(crate) fn write_result(stages: &Stages, earlier: Option<&PersonaSet>, out: &Path) -> Result<Output, Failure> {
    let Stages { study, matrix, clustering, .. } = stages;
    let personas = &stages.decided(earlier)?;
    if !study.manifest().privacy.profile.is_internal() {
        return write_guarded(stages, personas, out);
    }
    let mut files = rendered(personas);
    files.extend(render::refi_project(personas, study).map(|project| ("personas.qdpx".to_owned(), project)));
    files.push(("personas.xlsx".to_owned(), render::workbook(personas)));
    let model = Model::of(study, matrix, clustering, personas)?.to_json();
    files.push(("model.json".to_owned(), model.into_bytes()));
    let tools = TypingTool::all(study, matrix, clustering, personas)?;
    let typing = tools.iter().map(TypingTool::markdown).collect::<Vec<_>>().join("\n");
    files.push(("typing.md".to_owned(), typing.into_bytes()));
    let others = replace_folder(out, &files)?;
    // The log of an earlier run for others to read is not that of this result.
    remove_folder(&internal(out))?;
    Ok(Output { names: names(files), others, tools })
}

/// The result whose ids overrides.toml speaks of.
fn earlier_for_overrides(out: &Path) -> Result<Option<PersonaSet>, Failure> {
    earlier_result(out).map_err(|failure| {
        failure
            .hint("overrides.toml speaks of its personas: bring it back, or move its folder away to start with new ids")
    })
}

pub(crate) fn synthesize(at: &ManifestAt, out: &Path, wanted: &Wanted, json: bool) -> Outcome {
    let manifest = manifest_with(at, wanted)?;
    check_out(out, &manifest)?;
    let earlier = if has_overrides(&manifest) { earlier_for_overrides(out)? } else { None };
    let stages = Stages::build(manifest)?;
    let Output { names, tools, .. } = write_result(&stages, earlier.as_ref(), out)?;
    let personas = &read_result(out)?;
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
