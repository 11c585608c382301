//! A run over a study, with a bar that shows how far it has come.

use std::io::IsTerminal as _;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use persona_synthesis::folder::read_list;
use persona_synthesis::lifecycle::read_result;
use persona_synthesis::manifest::{Overrides, Profile};
use persona_synthesis::personas::RunResult;
use persona_synthesis::study::StudyBuilder;
use persona_synthesis::{Error, ErrorKind, Step, Study, Synthesis, SynthesisOptions};

use crate::Failure;
use crate::interviews::is_uncoded;
use crate::request::ManifestAt;

/// Options of the command that replace those of the manifest.
#[derive(Default)]
pub(crate) struct OptionOverrides {
    pub(crate) seed: Option<u64>,
    pub(crate) profile: Option<Profile>,
}

/// Runs a study without the decisions of people on its personas.
pub(crate) fn run_undecided(study: StudyBuilder) -> Result<Synthesis, Failure> {
    run(study, DECISION_GONE, |options, study, _| options.run(study))
}

/// Runs a study as people decided, with the ids that personas had in an earlier result.
pub(crate) fn run_decided(
    study: StudyBuilder,
    earlier: Option<&RunResult>,
) -> Result<Synthesis, Failure> {
    let is_guarded = |result: &RunResult| !result.personas.study.privacy.is_internal();
    let remedy = if earlier.is_some_and(is_guarded) { GUARDED_BEFORE } else { DECISION_GONE };
    run(study, remedy, |options, study, overrides| match overrides {
        Some(overrides) => options.run_decided(study, overrides, earlier),
        None => options.run(study),
    })
}

/// What to do where decisions do not fit the study.
const DECISION_GONE: &str = "overrides.toml beside the manifest says so; what it speaks of is gone";
const GUARDED_BEFORE: &str = "overrides.toml speaks of personas of the earlier result, which is \
                              guarded: `key = \"privacy.key\"` below `[privacy]` names the key \
                              that opens it; or move its folder away to start with new ids";

/// Runs a study, read as `overrides.toml` says. `remedy` is said where decisions do not fit.
fn run(
    mut study: StudyBuilder,
    remedy: &str,
    work: impl FnOnce(SynthesisOptions<'_>, &Study, Option<&Overrides>) -> Result<Synthesis, Error>,
) -> Result<Synthesis, Failure> {
    let overrides = study.overrides()?;
    if let Some(overrides) = &overrides {
        overrides.apply_to(study.manifest_mut());
    }
    let bar = bar();
    let show = |step: Step<'_>| {
        bar.set_length(step.of as u64);
        bar.set_position(step.done as u64);
        bar.set_message(format!("{} {}", step.stage, step.subject));
        ControlFlow::Continue(())
    };
    let study = study.build_with_progress(&show)?;
    let synthesis = work(SynthesisOptions::new().progress(&show), &study, overrides.as_ref());
    bar.finish_and_clear();
    synthesis.map_err(|error| with_remedy(error, &study, overrides.is_some().then_some(remedy)))
}

/// How to make the key that a guarded result takes.
pub(crate) const MAKE_KEY: &str = "a key: `openssl rand -hex 32 > privacy.key` beside the \
                                   manifest, kept apart from the output";

/// The failure of a run, with what mends it: the key that a guarded result lacks, or a decision
/// that speaks of what is gone.
fn with_remedy(error: Error, study: &Study, remedy: Option<&str>) -> Failure {
    let guarded = !study.manifest().privacy.profile.is_internal();
    let is_mismatch = matches!(error.kind(), ErrorKind::Mismatch { .. });
    let is_of_manifest = matches!(error.kind(), ErrorKind::Manifest { .. });
    let is_empty = matches!(error.kind(), ErrorKind::Empty { .. });
    let failure = Failure::from(error);
    if is_empty && is_uncoded(study) {
        return failure.hint("nothing is coded: `personas check` says what to do next");
    }
    // Other errors, such as a decision on a persona that is gone, are not mended by a key.
    if guarded && is_of_manifest && study.pseudonyms().is_none() {
        failure.hint(MAKE_KEY)
    } else {
        match remedy.filter(|_| is_mismatch) {
            Some(remedy) => failure.hint(remedy),
            None => failure,
        }
    }
}

/// The result in a folder; `None` if it has none.
pub(crate) fn earlier_result(out: &Path) -> Result<Option<RunResult>, Failure> {
    let name = Path::new("personas.json");
    let is_listed = read_list(out).is_some_and(|written| written.contains(name));
    match out.join(name).try_exists() {
        // A listed file that is gone is a damaged result, not a first run.
        Ok(false) if !is_listed => Ok(None),
        _ => Ok(Some(read_result(out)?)),
    }
}

/// The result whose ids overrides.toml speaks of.
pub(crate) fn earlier_for_overrides(out: &Path) -> Result<Option<RunResult>, Failure> {
    earlier_result(out).map_err(|failure| {
        failure.hint(
            "overrides.toml speaks of its personas: bring it back, or move its folder away to \
             start with new ids",
        )
    })
}

/// The manifest with what is asked for in place of what it says.
pub(crate) fn study_with(
    at: &ManifestAt,
    wanted: &OptionOverrides,
) -> Result<StudyBuilder, Failure> {
    let mut study = study(at)?;
    let manifest = study.manifest_mut();
    manifest.clustering.seed = wanted.seed.unwrap_or(manifest.clustering.seed);
    manifest.privacy.profile = wanted.profile.unwrap_or(manifest.privacy.profile);
    Ok(study)
}

/// The study of a manifest; one that is not there can be drafted.
pub(crate) fn study(at: &ManifestAt) -> Result<StudyBuilder, Failure> {
    let ManifestAt { path, confined, .. } = at;
    let missing = !path.exists();
    let folder = path.parent().unwrap_or(Path::new(""));
    let read = if *confined {
        StudyBuilder::from_path_confined(path, folder)
    } else {
        StudyBuilder::from_path(path)
    };
    read.map_err(|error| {
        let failure = Failure::from(error);
        if missing && is_folder_of_exports(path, folder) {
            failure.hint(&format!(
                "`personas init {}` drafts a study.toml from the exports in it",
                folder.display()
            ))
        } else if missing {
            failure.hint("`personas init DIR` drafts a study.toml from the exports in a folder")
        } else {
            failure
        }
    })
}

/// True for the missing `study.toml` of a folder that is there.
fn is_folder_of_exports(manifest: &Path, folder: &Path) -> bool {
    manifest.file_name().is_some_and(|name| name == "study.toml") && folder.is_dir()
}

/// A bar on a terminal, nothing elsewhere.
fn bar() -> ProgressBar {
    // In a log each step would be a line.
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(0).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
