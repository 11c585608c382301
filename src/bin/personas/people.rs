//! `assign`, `compare` and `erase`: later respondents, later waves, and those who leave.

use std::path::Path;

use persona_synthesis::render::Pages;
use persona_synthesis::sources::SourceFile;
use persona_synthesis::study::{ExclusionFiles, Exclusions};
use persona_synthesis::tracking::{
    CompareOptions, Model, ReviewVerdict, assigned_csv, compare as compared, exclude, losses, read_result,
};
use persona_synthesis::{Manifest, Study};
use rand::RngCore as _;
use serde_json::json;

use crate::arguments::{ManifestAt, ResultOf};
use crate::output::{print, print_json, replace_folder, write};
use crate::stages::{Stages, Wanted, manifest};
use crate::studies::write_result;
use crate::{Answer, Failure, Outcome};

/// The model that a file holds.
pub(crate) fn saved_model(path: &Path) -> Result<Model, Failure> {
    let hint = "`personas synthesize` writes model.json; `--model` names it";
    let file = SourceFile::from_path(path, path.display().to_string());
    let file = file.map_err(|error| Failure::from(error).hint(hint))?;
    Ok(Model::from_json(&String::from_utf8_lossy(file.bytes()))?)
}

pub(crate) fn assign(at: &ManifestAt, model: &Path, json: bool) -> Outcome {
    let assignment = saved_model(model)?.assign(manifest(at)?)?;
    if json {
        print_json(&json!({ "assigned": assignment.assigned }))?;
    } else {
        print(&assigned_csv(&assignment))?;
    }
    Ok(Answer::Yes)
}

pub(crate) fn compare(
    (old, new): (&ManifestAt, &ManifestAt),
    out: Option<&Path>,
    permutations: usize,
    json: bool,
) -> Outcome {
    let (old, new) = (Stages::of(old, &Wanted::default())?, Stages::of(new, &Wanted::default())?);
    let options = CompareOptions { permutations, ..CompareOptions::default() };
    let comparison = compared(&old.wave(), &new.wave(), &options)?;
    if let Some(out) = out {
        let charts = comparison.charts();
        let mut files = vec![
            ("changes.md".to_owned(), comparison.markdown().into_bytes()),
            ("personas.html".to_owned(), Pages::new(&new.personas).waves(&charts).html()?.into_bytes()),
        ];
        files.extend(charts.into_iter().map(|chart| (format!("charts/{}.svg", chart.name), chart.svg.into_bytes())));
        replace_folder(out, &files)?;
    }
    if json {
        print_json(&comparison)?;
    } else {
        print(&comparison.markdown())?;
    }
    let stand = comparison.kinds.iter().all(|kind| kind.verdict == ReviewVerdict::Stand);
    Ok(if stand { Answer::Yes } else { Answer::No })
}

pub(crate) fn erase(respondent: &str, of: &ResultOf, json: bool) -> Outcome {
    let mut manifest = manifest(&of.manifest)?;
    let Some(files) = manifest.exclusion_files.clone() else {
        let failure = Failure(format!("{} names no list of exclusions", of.manifest.path.display()));
        return Err(failure
            .hint("add `exclusions = { file = \"exclusions.txt\", key = \"exclusions.key\" }` above its first table"));
    };
    let mut exclusions = list(&manifest, &files)?;
    let study = Study::build(manifest.clone())?;
    let added = exclude(&study, respondent, &mut exclusions)?;
    manifest.exclusions = Some(exclusions.clone());
    let list = manifest.folder.join(&files.file);
    let before = read_result(&of.out).ok().filter(|before| before.study.privacy.is_internal());
    let stages = Stages::build(manifest)?;
    // The list first: whatever happens then, the next run passes over them.
    write(&list, &exclusions.to_text())?;
    write_result(&stages, &of.out)?;
    let losses = before.map(|before| losses(&before, &stages.personas)).unwrap_or_default();
    if json {
        print_json(&json!({ "hashes_added": added, "claims": losses }))?;
        return Ok(Answer::Yes);
    }
    let mut text = format!("erased; {added} hashes added to {}, results written anew\n", list.display());
    for loss in &losses {
        let count = |(with, asked): (usize, usize)| format!("{with} of {asked}");
        let after = loss.after.map_or_else(String::new, |after| format!(", now {}", count(after)));
        text.push_str(&format!("  {} {}: was {}{after}\n", loss.claim, loss.state.name(), count(loss.before)));
    }
    print(&text)?;
    Ok(Answer::Yes)
}

/// The list so far; its key is made where there is none.
fn list(manifest: &Manifest, files: &ExclusionFiles) -> Result<Exclusions, Failure> {
    if let Some(exclusions) = &manifest.exclusions {
        return Ok(exclusions.clone());
    }
    let path = manifest.folder.join(&files.key);
    if !path.exists() {
        let mut key = [0_u8; 32];
        rand::rngs::OsRng.fill_bytes(&mut key);
        write(&path, &key.iter().map(|byte| format!("{byte:02x}")).collect::<String>())?;
    }
    Ok(Exclusions::new(SourceFile::from_path(&path, path.display().to_string())?.bytes())?)
}
