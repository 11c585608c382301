//! The stages of a study, with a bar that shows how far they have come.

use std::io::IsTerminal as _;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use persona_synthesis::clustering::{Clusterer, KMeans, LatentClass};
use persona_synthesis::folder::listed;
use persona_synthesis::lifecycle::{Wave, decide, keep_ids, read_result};
use persona_synthesis::manifest::{Method, Overrides, Profile};
use persona_synthesis::personas::{Draft, RunResult};
use persona_synthesis::study::StudyBuilder;
use persona_synthesis::{Clustering, IndicatorMatrix, Manifest, Step, Study};

use crate::Failure;
use crate::request::ManifestAt;

pub(crate) struct Stages {
    pub(crate) study: Study,
    pub(crate) matrix: IndicatorMatrix,
    pub(crate) clustering: Clustering,
    pub(crate) draft: Draft,
    /// What people decided, in `overrides.toml` beside the manifest.
    pub(crate) overrides: Option<Overrides>,
}

/// Options of the command that replace those of the manifest.
#[derive(Default)]
pub(crate) struct Wanted {
    pub(crate) seed: Option<u64>,
    pub(crate) profile: Option<Profile>,
}

impl Stages {
    pub(crate) fn build(mut study: StudyBuilder) -> Result<Self, Failure> {
        let overrides = study.overrides()?;
        if let Some(overrides) = &overrides {
            overrides.apply_to(study.manifest_mut());
        }
        let bar = bar();
        bar.set_message("reading");
        let study = study.build()?;
        let matrix = IndicatorMatrix::from_study(&study)?;
        let clustering = clustered(&matrix, &bar)?;
        bar.set_message("writing claims");
        // Decisions of people come first; what is written is guarded.
        let draft = Draft::internal(&study, &matrix, &clustering)?;
        bar.finish_and_clear();
        Ok(Self { study, matrix, clustering, draft, overrides })
    }

    /// The personas as people decided, under the ids that they had in an earlier result.
    pub(crate) fn decided(&self, earlier: Option<&RunResult>) -> Result<Draft, Failure> {
        let draft = self.draft.clone();
        let Some(overrides) = &self.overrides else { return Ok(draft) };
        let kept = match earlier.filter(|earlier| earlier.personas.study.privacy.is_internal()) {
            Some(earlier) => keep_ids(earlier, draft),
            None => draft,
        };
        let hint = "overrides.toml beside the manifest says so; what it speaks of is gone";
        decide(kept, &self.study, overrides).map_err(|error| Failure::from(error).hint(hint))
    }

    pub(crate) fn wave(&self) -> Wave<'_> {
        Wave {
            study: &self.study,
            matrix: &self.matrix,
            clustering: &self.clustering,
            result: self.draft.result(),
        }
    }
}

/// The file beside the manifest that says what people decided.
const OVERRIDES: &str = "overrides.toml";

/// Whether a study has decisions of people, which name personas by the ids of an earlier result.
pub(crate) fn has_overrides(manifest: &Manifest) -> bool {
    manifest.folder.join(OVERRIDES).exists()
}

/// The result that stands in a folder; `None` where there is none.
pub(crate) fn earlier_result(out: &Path) -> Result<Option<RunResult>, Failure> {
    let name = Path::new("personas.json");
    let is_listed = listed(out).is_some_and(|written| written.contains(name));
    match out.join(name).try_exists() {
        Ok(false) if !is_listed => Ok(None),
        _ => Ok(Some(read_result(out)?)),
    }
}

fn clustered(matrix: &IndicatorMatrix, bar: &ProgressBar) -> Result<Clustering, Failure> {
    let options = matrix.options();
    let method: &dyn Clusterer = match options.method {
        Method::LatentClass => &LatentClass::from(&options),
        Method::KMeans => &KMeans { starts: options.starts },
    };
    let report = |step: Step<'_>| {
        bar.set_length(step.of as u64);
        bar.set_position(step.done as u64);
        bar.set_message(format!("looking for {} groups", step.subject));
        ControlFlow::Continue(())
    };
    Ok(Clustering::fit_with_progress(matrix, method, &options, &report)?)
}

/// The manifest with what is asked for in place of what it says.
pub(crate) fn study_with(at: &ManifestAt, wanted: &Wanted) -> Result<StudyBuilder, Failure> {
    let mut study = study(at)?;
    let manifest = study.manifest_mut();
    manifest.clustering.seed = wanted.seed.unwrap_or(manifest.clustering.seed);
    manifest.privacy.profile = wanted.profile.unwrap_or(manifest.privacy.profile);
    Ok(study)
}

/// The study of a manifest; one that is not there can be drafted.
pub(crate) fn study(at: &ManifestAt) -> Result<StudyBuilder, Failure> {
    let ManifestAt { path, confined } = at;
    let missing = !path.exists();
    let folder = path.parent().unwrap_or(Path::new(""));
    let read = if *confined {
        StudyBuilder::from_path_confined(path, folder)
    } else {
        StudyBuilder::from_path(path)
    };
    read.map_err(|error| {
        let failure = Failure::from(error);
        if missing {
            failure.hint("`personas init DIR` drafts a study.toml from the exports in a folder")
        } else {
            failure
        }
    })
}

/// A bar on a terminal, nothing elsewhere.
fn bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(0).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
