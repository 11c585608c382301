//! `adopt`: edits in a workbook, read back into the decisions beside the manifest.

use std::fs;
use std::path::Path;

use persona_synthesis::PersonaSet;
use persona_synthesis::folder::Readers;
use persona_synthesis::lifecycle::{self, AdoptedChange, Adoption};
use persona_synthesis::sources::SourceFile;
use persona_synthesis::study::StudyBuilder;
use serde_json::json;

use crate::claims::read;
use crate::output::{YELLOW, counted, print, print_json, print_labelled};
use crate::request::Adopt;
use crate::stages::study;
use crate::writing::write_file;
use crate::{Failure, Outcome, TaskAnswer};

pub(crate) fn adopt(Adopt { workbook, of }: &Adopt, json: bool) -> Outcome {
    let study = study(&of.manifest)?;
    let result = read(of)?;
    check_study(&study, &result.personas, &of.out)?;
    let name = workbook.file_name().unwrap_or_default().to_string_lossy();
    let file = SourceFile::from_path(workbook, name)?;
    let path = of.manifest.path.with_file_name("overrides.toml");
    // An error of the manifest's folder comes first: decisions that are there are read whole.
    let before = match study.overrides()? {
        Some(_) => fs::read_to_string(&path)
            .map_err(|error| Failure(format!("{}: {error}", path.display())))?,
        None => String::new(),
    };
    let adoption = lifecycle::adopt(&file, &result.personas, &before).map_err(|error| {
        Failure::from(error).hint("nothing is written; the workbook is that of `--out`")
    })?;
    let is_new = adoption.overrides != before;
    if is_new {
        write_file(&path, &adoption.overrides, Readers::AsUsual)?;
    }
    report(&adoption, &path, is_new, json)
}

/// Refuses the result of another study: its decisions would stand beside the wrong manifest.
fn check_study(study: &StudyBuilder, result: &PersonaSet, out: &Path) -> Result<(), Failure> {
    let sources = &study.manifest().sources;
    let strange = |id: &str| !sources.iter().any(|source| source.id.as_str() == id);
    match result.study.sources.iter().find(|source| strange(source.id.as_str())) {
        Some(source) => {
            let failure = Failure(format!("{} holds the result of another study", out.display()));
            Err(failure.hint(&format!("this one has no source {:?}", source.id.as_str())))
        }
        None => Ok(()),
    }
}

fn report(adoption: &Adoption, path: &Path, is_new: bool, json: bool) -> Outcome {
    let Adoption { changes, unread, .. } = adoption;
    if json {
        let change = |change: &AdoptedChange| {
            json!({ "id": change.id, "column": change.column, "before": change.before,
                    "after": change.after })
        };
        print_json(&json!({
            "overrides": path.display().to_string(),
            "written": is_new,
            "changes": changes.iter().map(change).collect::<Vec<_>>(),
            "unread": unread,
        }))?;
        return Ok(TaskAnswer::Yes);
    }
    for change in changes {
        print(&format!("{change}\n"))?;
    }
    for edit in unread {
        print_labelled("not read back", YELLOW, edit)?;
    }
    let changes = counted(changes.len(), "change");
    print(&match is_new {
        true => format!("{changes} in {}: run `personas synthesize`\n", path.display()),
        false => format!("{changes}; {} is as it was\n", path.display()),
    })?;
    Ok(TaskAnswer::Yes)
}
