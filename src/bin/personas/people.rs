//! `assign` and `compare`: new respondents, and later waves.

use std::path::Path;

use persona_synthesis::folder::read_list;
use persona_synthesis::lifecycle::{
    CompareOptions, Model, ReviewVerdict, WaveComparison, assigned_csv, compare as compared,
};
use persona_synthesis::render::{OutputFile, Pages};
use persona_synthesis::{Manifest, PersonaSet};
use serde_json::json;

use crate::confined::check_confined;
use crate::output::{print, print_data, print_json};
use crate::request::{Assign, Compare};
use crate::stages::{run_undecided, study};
use crate::writing::{check_folder, replace_folder};
use crate::{Failure, Outcome, TaskAnswer};

/// The model that a file holds.
pub(crate) fn saved_model(path: &Path) -> Result<Model, Failure> {
    let hint = "`personas synthesize` writes model.json; `--model` names it";
    Model::from_path(path).map_err(|error| Failure::from(error).hint(hint))
}

pub(crate) fn assign(Assign { manifest: at, model }: &Assign, json: bool) -> Outcome {
    check_confined(at, model)?;
    let assignment = saved_model(model)?.assign(study(at)?)?;
    if json {
        print_json(&json!({ "assigned": assignment.assigned }))?;
    } else {
        print_data(&assigned_csv(&assignment))?;
    }
    Ok(TaskAnswer::Yes)
}

pub(crate) fn compare(asked: &Compare, json: bool) -> Outcome {
    let out = asked.out.as_deref();
    if let Some(out) = out {
        check_confined(&asked.old, out)?;
        check_confined(&asked.new, out)?;
    }
    let (old, new) = (study(&asked.old)?, study(&asked.new)?);
    if let Some(out) = out {
        check_for_changes(out, &[old.manifest(), new.manifest()])?;
    }
    let [old, new] = [run_undecided(old)?, run_undecided(new)?];
    let options = CompareOptions { permutations: asked.permutations, ..CompareOptions::default() };
    let comparison = compared(&old, &new, &options)?;
    if let Some(out) = out {
        write_changes(out, &comparison, new.personas())?;
    }
    if json {
        print_json(&comparison)?;
    } else {
        print(&comparison.markdown())?;
    }
    // The exit code lets a scheduled job ask for a review.
    let stand = comparison.kinds.iter().all(|kind| kind.verdict == ReviewVerdict::Stand);
    Ok(if stand { TaskAnswer::Yes } else { TaskAnswer::No })
}

/// Checks that changes can be written to a folder, and that it holds no result.
fn check_for_changes(out: &Path, studies: &[&Manifest]) -> Result<(), Failure> {
    check_folder(out, studies)?;
    // The files of an earlier run are replaced as a whole: a result would go.
    if read_list(out).is_some_and(|written| written.contains(Path::new("personas.json"))) {
        let failure = Failure(format!("{} holds the result of a study", out.display()));
        return Err(failure.hint("`--out` of `compare` names a folder for the changes alone"));
    }
    Ok(())
}

fn write_changes(
    out: &Path,
    comparison: &WaveComparison,
    personas: &PersonaSet,
) -> Result<(), Failure> {
    let charts = comparison.charts();
    let pages = Pages::new(personas).waves(&charts).html()?;
    let mut files = vec![
        OutputFile::new("changes.md", comparison.markdown()),
        OutputFile::new("personas.html", pages),
    ];
    for chart in charts {
        files.push(OutputFile::new(format!("charts/{}.svg", chart.name), chart.svg));
    }
    replace_folder(out, &files)?;
    Ok(())
}
