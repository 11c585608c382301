//! `erase`: a respondent who withdrew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use persona_synthesis::folder::{Readers, check_writable, read_list};
use persona_synthesis::lifecycle::{ClaimState, ErasedClaim, claims_lost, exclude};
use persona_synthesis::manifest::{ExclusionFiles, Profile};
use persona_synthesis::personas::{Grade, RunResult};
use persona_synthesis::sources::SourceFile;
use persona_synthesis::study::{Exclusions, Study};
use rand::RngCore as _;
use serde_json::json;

use crate::computed::{computed_indicators, lost};
use crate::confined::check_confined;
use crate::output::{print, print_json};
use crate::request::{Erase, StudyResult};
use crate::results::{Output, check_out, write_result};
use crate::stages::{earlier_for_overrides, earlier_result, run_decided, study};
use crate::templates::ReadStyle;
use crate::writing::write_file;
use crate::{Failure, Outcome, TaskAnswer};

/// Erases a respondent: first the results are written without them, then they go onto the list.
/// Interrupted in between, or done already, it does all of it when it is run again.
pub(crate) fn erase(asked: &Erase, json: bool) -> Outcome {
    let (respondent, StudyResult { manifest: at, out }) = (&asked.respondent, &asked.of);
    let mut opened = study(at)?;
    let Some(files) = opened.manifest().exclusion_files.clone() else {
        let failure = Failure(format!("{} names no list of exclusions", at.path.display()));
        return Err(failure.hint(
            "add `exclusions = { file = \"exclusions.txt\", key = \"exclusions.key\" }` above its \
             first table",
        ));
    };
    check_confined(at, out)?;
    let earlier = Earlier::read(out, opened.overrides()?.is_some())?;
    let manifest = opened.manifest_mut();
    manifest.privacy.profile = earlier.profile(out, asked.privacy, manifest.privacy.profile)?;
    check_out(out, manifest)?;
    let style = ReadStyle::read(&asked.pages)?;
    let list = manifest.folder.join(&files.file);
    // Before the work: a result without the entry in the list would bring them back.
    check_writable(folder_of(&list))?;
    let study = opened.clone().build()?;
    let is_listed = study.exclusions().is_some_and(|list| list.holds(respondent));
    // A run that was interrupted, or repeated, must end as if it had run once.
    let is_done = is_listed && study.respondent(respondent).is_none();
    let mut exclusions = exclusions(&study, &files)?;
    let added = if is_done { 0 } else { exclude(&study, respondent, &mut exclusions.list)? };
    // Before the results: a list whose key is lost would let everybody on it back in.
    exclusions.keep_key()?;
    let opened = opened.exclusions(exclusions.list.clone());
    let untouched =
        format!("nothing is written: {} and {} are as they were", out.display(), list.display());
    let synthesis = run_decided(opened, earlier.result.as_ref());
    let synthesis = synthesis.map_err(|failure| failure.hint(&untouched))?;
    let computed = computed_indicators(out);
    let output = write_result(&synthesis, &style, out)?;
    // After the results, so that a failure before leaves the list as it was.
    if !is_done {
        write_file(&list, &exclusions.list.to_text(), Readers::AsUsual)?;
    }
    let internal =
        earlier.result.as_ref().filter(|earlier| earlier.personas.study.privacy.is_internal());
    let losses = internal
        .map(|earlier| claims_lost(earlier, synthesis.internal().result()))
        .unwrap_or_default();
    let erased = Erased {
        respondent,
        is_done,
        added,
        list: &list,
        losses,
        computed,
        translated: earlier.translations_of(respondent),
        new_key: exclusions.new_key.map(|(path, _)| path),
        unread: earlier.unread,
        output,
    };
    if json {
        print_json(&erased.json())?;
    } else {
        print(&erased.text(out, &at.path))?;
    }
    Ok(TaskAnswer::Yes)
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        // A file without a folder is in the current one.
        _ => Path::new("."),
    }
}

/// The result that the respondent is in.
struct Earlier {
    result: Option<RunResult>,
    /// The reason why it cannot be read.
    unread: Option<String>,
}

impl Earlier {
    fn read(out: &Path, is_decided: bool) -> Result<Self, Failure> {
        // Decisions name personas by their ids in this result: without it they could fall on
        // others.
        if is_decided {
            return Ok(Self { result: earlier_for_overrides(out)?, unread: None });
        }
        Ok(match earlier_result(out) {
            Ok(result) => Self { result, unread: None },
            Err(Failure(why)) => Self { result: None, unread: Some(why) },
        })
    }

    /// The digests of somebody's words that are translated.
    fn translations_of(&self, respondent: &str) -> BTreeSet<String> {
        let shown = self.result.iter().flat_map(|result| result.personas.evidence());
        let theirs = shown.filter(|one| one.respondent == respondent && one.translation.is_some());
        theirs.filter_map(|one| one.digest.as_ref().map(ToString::to_string)).collect()
    }

    /// The profile for which the result is written again: as asked for, or else that of the result,
    /// unless the manifest has become stricter.
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
            read_list(out).is_none_or(|written| written.contains(Path::new("membership.csv")));
        match &self.unread {
            Some(why) if stated.is_internal() && !is_internal => {
                let failure = Failure(format!(
                    "{why}; it may be for others to read, and the manifest does not say for whom"
                ));
                Err(failure.hint("`--privacy` says for whom to write it again"))
            }
            _ => {
                let strictness =
                    |profile: &Profile| Profile::ALL.iter().position(|one| one == profile);
                // The strictest of both: a result is not to say more than it did.
                let before = self.result.as_ref().map(|result| result.personas.study.privacy);
                Ok(before.into_iter().chain([stated]).max_by_key(strictness).unwrap_or(stated))
            }
        }
    }
}

/// The outcome of erasing a respondent.
struct Erased<'a> {
    respondent: &'a str,
    /// Set for a respondent who was on the list before.
    is_done: bool,
    /// Hashes that came onto the list.
    added: usize,
    list: &'a Path,
    losses: Vec<ErasedClaim>,
    /// Names of the indicators that the results had from a program and have no longer.
    computed: BTreeSet<String>,
    /// Digests of words of theirs that `overrides.toml` translates.
    translated: BTreeSet<String>,
    /// The key of the list, if it was made now.
    new_key: Option<PathBuf>,
    unread: Option<String>,
    output: Output,
}

impl Erased<'_> {
    fn json(&self) -> serde_json::Value {
        json!({
            "hashes_added": self.added,
            "already_excluded": self.is_done,
            "claims": self.losses,
            "indicators_lost": self.computed,
            "translations_left": self.translated,
            "key_made": self.new_key,
            "unread": self.unread,
            "left": self.output.others,
        })
    }

    fn text(&self, out: &Path, manifest: &Path) -> String {
        let (respondent, list, out) = (self.respondent, self.list.display(), out.display());
        let mut text = if self.is_done {
            format!("{respondent} is on {list} already; results written again without them\n")
        } else {
            let hashes = if self.added == 1 { "hash" } else { "hashes" };
            format!("erased; {} {hashes} added to {list}, results written again\n", self.added)
        };
        let mut line = |words: String| {
            // Writing to a string does not fail.
            let _ = writeln!(text, "  {words}");
        };
        if let Some(key) = &self.new_key {
            line(format!(
                "{} is new: the key of the list. Keep a copy apart from the data: without it the \
                 list excludes nobody, and with it names can be tried on the list",
                key.display()
            ));
        }
        if let Some(why) = &self.unread {
            line(format!(
                "the earlier result cannot be read, so weaker claims cannot be listed: {why}"
            ));
        }
        self.losses.iter().map(loss_in_words).for_each(&mut line);
        for indicator in &self.computed {
            line(lost(indicator, &format!(" with {list}")));
        }
        for digest in &self.translated {
            line(format!("overrides.toml still translates words of theirs: delete {digest}"));
        }
        for name in &self.output.others {
            line(format!("{name} in {out} was not written by a run and stays: look through it"));
        }
        // No file says where else a run of this manifest wrote to.
        line(format!(
            "any other folder written from {} still holds {respondent}: erase them there too, with \
             `--out`",
            manifest.display()
        ));
        text
    }
}

/// Count and grade of a claim in a result.
#[derive(Clone, Copy)]
struct Standing {
    count: (usize, usize),
    grade: Grade,
}

impl Standing {
    fn count(self) -> String {
        let (with, asked) = self.count;
        format!("{with} of {asked}")
    }
}

fn loss_in_words(loss: &ErasedClaim) -> String {
    let before = Standing { count: loss.before, grade: loss.grade };
    let after = loss.after.zip(loss.grade_after);
    let after = after.map(|(count, grade)| Standing { count, grade });
    weaker(loss.claim.as_str(), loss.state, before, after)
}

/// A claim that is weaker without the respondent, in words: only what differs.
fn weaker(claim: &str, state: ClaimState, before: Standing, after: Option<Standing>) -> String {
    let (was, grade) = (before.count(), before.grade.name());
    let change = match after.map(|after| (after.count(), after.grade.name())) {
        Some((count, now)) if count != was && now != grade => {
            format!("was {was}, {grade}; now {count}, {now}")
        }
        Some((count, _)) if count != was => format!("was {was}, now {count}"),
        Some((_, now)) => format!("was {grade}, now {now}; still {was}"),
        None => format!("was {was}"),
    };
    format!("{claim} {}: {change}", state.name())
}

/// The list so far, and its key where it is new.
struct Kept {
    list: Exclusions,
    new_key: Option<(PathBuf, String)>,
}

impl Kept {
    fn keep_key(&self) -> Result<(), Failure> {
        self.new_key.as_ref().map_or(Ok(()), |(path, key)| write_file(path, key, Readers::Owner))
    }
}

/// The list so far; makes a key if there is none.
fn exclusions(study: &Study, files: &ExclusionFiles) -> Result<Kept, Failure> {
    if let Some(exclusions) = study.exclusions() {
        return Ok(Kept { list: exclusions.clone(), new_key: None });
    }
    let path = study.manifest().folder.join(&files.key);
    if path.exists() {
        let key = SourceFile::from_path(&path, path.display().to_string())?;
        let list = Exclusions::new(key.bytes())
            .map_err(|error| Failure(format!("{}: {error}", path.display())))?;
        return Ok(Kept { list, new_key: None });
    }
    let mut key = [0_u8; 32];
    // A key that can be guessed would let anybody test names against the list.
    rand::rngs::OsRng.fill_bytes(&mut key);
    let key = key.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    Ok(Kept { list: Exclusions::new(key.as_bytes())?, new_key: Some((path, key)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weaker_claim_is_told_by_what_differs() {
        let before = Standing { count: (3, 3), grade: Grade::Supported };
        let told = |after: Option<((usize, usize), Grade)>| {
            let after = after.map(|(count, grade)| Standing { count, grade });
            let state = if after.is_some() { ClaimState::Weakened } else { ClaimState::Lost };
            weaker("U1-03", state, before, after)
        };
        let grade = told(Some(((3, 3), Grade::Tentative)));
        assert_eq!(grade, "U1-03 weakened: was supported, now tentative; still 3 of 3");
        let count = told(Some(((2, 2), Grade::Supported)));
        assert_eq!(count, "U1-03 weakened: was 3 of 3, now 2 of 2");
        let both = told(Some(((2, 2), Grade::Tentative)));
        assert_eq!(both, "U1-03 weakened: was 3 of 3, supported; now 2 of 2, tentative");
        assert_eq!(told(None), "U1-03 lost: was 3 of 3");
    }
}
