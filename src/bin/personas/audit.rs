//! `audit`: the quotations and numbers of documents against the sources.

use std::path::{Path, PathBuf};

use persona_synthesis::audit::{Audit, AuditLimits, Auditor, Document, Severity};
use persona_synthesis::folder::Readers;
use persona_synthesis::personas::RunResult;
use serde_json::json;

use crate::claims::read;
use crate::output::{print, print_data, print_json, print_note};
use crate::request::AuditTask;
use crate::stages::study;
use crate::writing::write_file;
use crate::{Failure, Outcome, TaskAnswer};

pub(crate) fn audit(asked: &AuditTask, json: bool) -> Outcome {
    let study = study(&asked.of.manifest)?.build()?;
    let result = result(asked)?;
    let limits = AuditLimits::default();
    let mut auditor = Auditor::new(&study).limits(limits);
    if let Some(result) = &result {
        auditor = auditor.result(&result.personas);
    }
    let mut audits = Vec::new();
    for path in &asked.documents {
        let document = Document::open(path, &limits)?;
        let audit = auditor.audit(&document);
        if let Some(folder) = &asked.to {
            write(folder, path, &document, &audit)?;
        }
        audits.push(audit);
    }
    if json {
        print_json(&json!({ "audits": audits }))?;
    } else if asked.annotations {
        audits.iter().try_for_each(|audit| print_data(&audit.annotations()))?;
    } else if asked.to.is_none() {
        audits.iter().try_for_each(|audit| print(&audit.markdown()))?;
    }
    let worst = audits.iter().map(Audit::severity).max().unwrap_or(Severity::Fine);
    let least = if asked.strict { Severity::Doubtful } else { Severity::Serious };
    Ok(if worst >= least { TaskAnswer::No } else { TaskAnswer::Yes })
}

/// The result whose claims numbers are counted by, if there is one.
fn result(asked: &AuditTask) -> Result<Option<RunResult>, Failure> {
    let out = &asked.of.out;
    if !out.join("personas.json").exists() {
        print_note(&format!(
            "{} holds no result: numbers are not checked. `--out` names the folder that \
             `personas synthesize` wrote to",
            out.display()
        ));
        return Ok(None);
    }
    Ok(Some(read(&asked.of)?))
}

/// Writes the audit of a document in all its forms, named after the document.
fn write(folder: &Path, path: &Path, document: &Document, audit: &Audit) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure(format!("{}: {error}", folder.display())))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let at = |ending: &str| -> PathBuf { folder.join(format!("{name}.audit.{ending}")) };
    let json = serde_json::to_string_pretty(audit).map_err(|error| Failure(error.to_string()))?;
    write_file(&at("md"), &audit.markdown(), Readers::AsUsual)?;
    write_file(&at("html"), &audit.html(document), Readers::AsUsual)?;
    write_file(&at("json"), &(json + "\n"), Readers::AsUsual)
}
