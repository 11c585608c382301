//! `assign`, `compare` and `erase`: later respondents, later waves, and those who leave.

use std::path::{Path, PathBuf};

use persona_synthesis::Study;
use persona_synthesis::lifecycle::{
    CompareOptions, ErasedClaim, Model, ReviewVerdict, assigned_csv, compare as compared, exclude,
    losses,
};
use persona_synthesis::manifest::{ExclusionFiles, Profile};
use persona_synthesis::personas::RunResult;
use persona_synthesis::render::Pages;
use persona_synthesis::sources::SourceFile;
use persona_synthesis::study::Exclusions;
use rand::RngCore as _;
use serde_json::json;

use crate::arguments::{ManifestAt, ResultOf};
use crate::files::{Readers, replace_folder, write};
use crate::output::{print, print_data, print_json};
use crate::owned::written_in;
use crate::place::{self, parent_of};
use crate::stages::{Stages, earlier_result, study};
use crate::studies::{Output, check_out, write_result};
use crate::{Answer, Failure, Outcome};

/// The model that a file holds.
pub(crate) fn saved_model(path: &Path) -> Result<Model, Failure> {
    let hint = "`personas synthesize` writes model.json; `--model` names it";
    let file = SourceFile::from_path(path, path.display().to_string());
    let file = file.map_err(|error| Failure::from(error).hint(hint))?;
    Ok(Model::from_json(&String::from_utf8_lossy(file.bytes()))?)
}

pub(crate) fn assign(at: &ManifestAt, model: &Path, json: bool) -> Outcome {
    place::check_confined(at, model)?;
    let assignment = saved_model(model)?.assign(study(at)?)?;
    if json {
        print_json(&json!({ "assigned": assignment.assigned }))?;
    } else {
        print_data(&assigned_csv(&assignment))?;
    }
    Ok(Answer::Yes)
}

pub(crate) fn compare(
    (old, new): (&ManifestAt, &ManifestAt),
    out: Option<&Path>,
    permutations: usize,
    json: bool,
) -> Outcome {
    if let Some(out) = out {
        [old, new].into_iter().try_for_each(|at| place::check_confined(at, out))?;
    }
    let (old, new) = (study(old)?, study(new)?);
    if let Some(out) = out {
        place::check(out, &[old.manifest(), new.manifest()])?;
        // What is written in one step takes the place of what an earlier run wrote.
        if written_in(out).is_some_and(|written| written.contains(Path::new("personas.json"))) {
            let failure = Failure(format!("{} holds the result of a study", out.display()));
            return Err(failure.hint("`--out` of `compare` names a folder for the changes alone"));
        }
    }
    let (old, new) = (Stages::build(old)?, Stages::build(new)?);
    let options = CompareOptions { permutations, ..CompareOptions::default() };
    let comparison = compared(&old.wave(), &new.wave(), &options)?;
    if let Some(out) = out {
        let charts = comparison.charts();
        let mut files = vec![
            ("changes.md".to_owned(), comparison.markdown().into_bytes()),
            (
                "personas.html".to_owned(),
                Pages::new(new.draft.personas()).waves(&charts).html()?.into_bytes(),
            ),
        ];
        files.extend(
            charts
                .into_iter()
                .map(|chart| (format!("charts/{}.svg", chart.name), chart.svg.into_bytes())),
        );
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

/// Erases a respondent: first the results are written without them, then they go onto the list.
/// Interrupted in between, or done already, it does all of it when it is run again.
pub(crate) fn erase(
    respondent: &str,
    of: &ResultOf,
    privacy: Option<Profile>,
    json: bool,
) -> Outcome {
    let mut opened = study(&of.manifest)?;
    let Some(files) = opened.manifest().exclusion_files.clone() else {
        let failure =
            Failure(format!("{} names no list of exclusions", of.manifest.path.display()));
        return Err(failure
            .hint("add `exclusions = { file = \"exclusions.txt\", key = \"exclusions.key\" }` above its first table"));
    };
    place::check_confined(&of.manifest, &of.out)?;
    let earlier = Earlier::read(&of.out);
    let manifest = opened.manifest_mut();
    manifest.privacy.profile = earlier.profile(&of.out, privacy, manifest.privacy.profile)?;
    check_out(&of.out, manifest)?;
    let list = manifest.folder.join(&files.file);
    place::check_writable(&parent_of(&list))?;
    let study = opened.clone().build()?;
    let is_listed = study.exclusions().is_some_and(|list| list.holds(respondent));
    let is_done = is_listed && study.respondent(respondent).is_none();
    let mut exclusions = exclusions(&study, &files)?;
    let added = if is_done { 0 } else { exclude(&study, respondent, &mut exclusions.list)? };
    exclusions.keep_key()?;
    let opened = opened.exclusions(exclusions.list.clone());
    let untouched =
        format!("nothing is written: {} and {} are as they were", of.out.display(), list.display());
    let stages = Stages::build(opened).map_err(|failure| failure.hint(&untouched))?;
    let output = write_result(&stages, earlier.result.as_ref(), &of.out)?;
    if !is_done {
        write(&list, &exclusions.list.to_text(), Readers::AsUsual)?;
    }
    let internal =
        earlier.result.as_ref().filter(|earlier| earlier.personas.study.privacy.is_internal());
    let losses = internal.map(|earlier| losses(earlier, stages.draft.result())).unwrap_or_default();
    let erased =
        Erased { respondent, is_done, added, list: &list, losses, unread: earlier.unread, output };
    if json {
        print_json(&erased.json())?
    } else {
        print(&erased.text(&of.out))?
    }
    Ok(Answer::Yes)
}

/// The result that the respondent is in.
struct Earlier {
    result: Option<RunResult>,
    /// Why it cannot be read.
    unread: Option<String>,
}

impl Earlier {
    fn read(out: &Path) -> Self {
        match earlier_result(out) {
            Ok(result) => Self { result, unread: None },
            Err(Failure(why)) => Self { result: None, unread: Some(why) },
        }
    }

    /// For whom the result is written anew: as asked for, or else for those whom it was for, unless
    /// the manifest has become stricter.
    fn profile(
        &self,
        out: &Path,
        asked: Option<Profile>,
        stated: Profile,
    ) -> Result<Profile, Failure> {
        if let Some(asked) = asked {
            return Ok(asked);
        }
        // A result that says who is who was for those who did the study.
        let is_internal =
            written_in(out).is_none_or(|written| written.contains(Path::new("membership.csv")));
        match &self.unread {
            Some(why) if stated.is_internal() && !is_internal => {
                let failure = Failure(format!(
                    "{why}; it may be for others to read, and the manifest does not say for whom"
                ));
                Err(failure.hint("`--privacy` says for whom to write it anew"))
            }
            _ => {
                let strictness =
                    |profile: &Profile| Profile::ALL.iter().position(|one| one == profile);
                let before = self.result.as_ref().map(|result| result.personas.study.privacy);
                Ok(before.into_iter().chain([stated]).max_by_key(strictness).unwrap_or(stated))
            }
        }
    }
}

/// What erasing did.
struct Erased<'a> {
    respondent: &'a str,
    /// Whether the respondent was on the list before.
    is_done: bool,
    added: usize,
    list: &'a Path,
    losses: Vec<ErasedClaim>,
    unread: Option<String>,
    output: Output,
}

impl Erased<'_> {
    fn json(&self) -> serde_json::Value {
        json!({
            "hashes_added": self.added,
            "already_excluded": self.is_done,
            "claims": self.losses,
            "unread": self.unread,
            "left": self.output.others,
        })
    }

    fn text(&self, out: &Path) -> String {
        let (respondent, list, out) = (self.respondent, self.list.display(), out.display());
        let mut text = if self.is_done {
            format!("{respondent} is on {list} already; results written anew without them\n")
        } else {
            format!("erased; {} hashes added to {list}, results written anew\n", self.added)
        };
        if let Some(why) = &self.unread {
            text.push_str(&format!(
                "  the earlier result cannot be read, so nothing says which claims are weaker: {why}\n"
            ));
        }
        for loss in &self.losses {
            let count = |(with, asked): (usize, usize)| format!("{with} of {asked}");
            let after =
                loss.after.map_or_else(String::new, |after| format!(", now {}", count(after)));
            text.push_str(&format!(
                "  {} {}: was {}{after}\n",
                loss.claim,
                loss.state.name(),
                count(loss.before)
            ));
        }
        for name in &self.output.others {
            text.push_str(&format!(
                "  {name} in {out} is as it was, for no run wrote it: look through it yourself\n"
            ));
        }
        text
    }
}

/// The list so far, and its key where it is new.
struct Kept {
    list: Exclusions,
    new_key: Option<(PathBuf, String)>,
}

impl Kept {
    fn keep_key(&self) -> Result<(), Failure> {
        self.new_key.as_ref().map_or(Ok(()), |(path, key)| write(path, key, Readers::Owner))
    }
}

/// The list so far; a key is made where there is none.
fn exclusions(study: &Study, files: &ExclusionFiles) -> Result<Kept, Failure> {
    if let Some(exclusions) = study.exclusions() {
        return Ok(Kept { list: exclusions.clone(), new_key: None });
    }
    let path = study.manifest().folder.join(&files.key);
    if path.exists() {
        let key = SourceFile::from_path(&path, path.display().to_string())?;
        return Ok(Kept { list: Exclusions::new(key.bytes())?, new_key: None });
    }
    let mut key = [0_u8; 32];
    rand::rngs::OsRng.fill_bytes(&mut key);
    let key = key.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    Ok(Kept { list: Exclusions::new(key.as_bytes())?, new_key: Some((path, key)) })
}
