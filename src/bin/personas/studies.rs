//! `init`, `check` and `synthesize`: from a folder to personas.

use std::path::{Path, PathBuf};

use persona_synthesis::tracking::{Model, TypingTool, read_result};
use persona_synthesis::{Finding, IndicatorMatrix, Level, PersonaSet, Study, render};
use serde_json::json;

use crate::arguments::ManifestAt;
use crate::output::{YELLOW, coloured, print, print_json, replace_folder, write};
use crate::stages::{Stages, Wanted, manifest};
use crate::{Answer, Failure, Outcome};

pub(crate) fn init(dir: &Path, force: bool, json: bool) -> Outcome {
    let path = dir.join("study.toml");
    if path.exists() && !force {
        let failure = Failure(format!("{} is there already", path.display()));
        return Err(failure.hint("`--force` writes over it; `personas check` says what it reads"));
    }
    let text = Study::draft_manifest(dir)?;
    write(&path, &text)?;
    if json {
        print_json(&json!({ "manifest": path }))?;
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
        for finding in &findings {
            let level = match finding.level() {
                Level::Warning => coloured("warning", YELLOW),
                Level::Note => "note".to_owned(),
            };
            text.push_str(&format!("{level}: {finding}\n"));
        }
        text.push_str(&format!("{warnings} warnings, {} notes\n", findings.len() - warnings));
        print(&text)?;
    }
    Ok(if strict && warnings > 0 { Answer::No } else { Answer::Yes })
}

/// What stands beside the masking log.
const BESIDE_LOG: &str = "Internal: this folder is never to be handed on. masking-log.csv says where in the sources personal data was masked.\n";

/// The texts of a result, to be written.
fn rendered(personas: &PersonaSet) -> Vec<(String, Vec<u8>)> {
    render::files(personas).into_iter().map(|file| (file.name, file.text.into_bytes())).collect()
}

/// The folder of what is never handed on, beside that of what may be.
fn internal(out: &Path) -> PathBuf {
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push("-internal");
    out.with_file_name(name)
}

/// Writes what may be handed on, and apart from it the log of what was masked.
fn write_guarded(stages: &Stages, personas: &PersonaSet, out: &Path) -> Result<Vec<String>, Failure> {
    let hint = "a key: `openssl rand -hex 32 > privacy.key` beside the manifest, kept apart from the output";
    let guarded = personas.guarded(&stages.study, &stages.matrix);
    let guarded = guarded.map_err(|error| Failure::from(error).hint(hint))?;
    let mut files = rendered(&guarded);
    files.push(("personas.xlsx".to_owned(), render::workbook(&guarded)));
    let log = render::masking_log(personas, &stages.study).into_bytes();
    let apart = [("README.txt".to_owned(), BESIDE_LOG.as_bytes().to_vec()), ("masking-log.csv".to_owned(), log)];
    replace_folder(out, &files)?;
    replace_folder(&internal(out), &apart)?;
    Ok(files.into_iter().map(|(name, _)| name).collect())
}

/// Writes everything that a run makes, and says what it is called; the model and what is made of it stay internal.
pub(crate) fn write_result(stages: &Stages, out: &Path) -> Result<(Vec<String>, Vec<TypingTool>), Failure> {
    let Stages { study, matrix, clustering, .. } = stages;
    let personas = &stages.decided(out)?;
    if !study.manifest().privacy.profile.is_internal() {
        return Ok((write_guarded(stages, personas, out)?, Vec::new()));
    }
    let mut files = rendered(personas);
    files.extend(render::refi_project(personas, study).map(|project| ("personas.qdpx".to_owned(), project)));
    files.push(("personas.xlsx".to_owned(), render::workbook(personas)));
    let model = Model::of(study, matrix, clustering, personas)?.to_json();
    files.push(("model.json".to_owned(), model.into_bytes()));
    let tools = TypingTool::all(study, matrix, clustering, personas);
    let typing = tools.iter().map(TypingTool::markdown).collect::<Vec<_>>().join("\n");
    files.push(("typing.md".to_owned(), typing.into_bytes()));
    replace_folder(out, &files)?;
    Ok((files.into_iter().map(|(name, _)| name).collect(), tools))
}

pub(crate) fn synthesize(at: &ManifestAt, out: &Path, wanted: &Wanted, json: bool) -> Outcome {
    let stages = Stages::of(at, wanted)?;
    let (names, tools) = write_result(&stages, out)?;
    let personas = &read_result(out)?;
    if json {
        print_json(&json!({
            "out": out,
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
