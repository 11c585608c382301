//! One run over a study: the owner of everything that the stages make of it.

use std::fmt;
use std::ops::ControlFlow;

use crate::clustering::{Clusterer, Clustering};
use crate::error::Result;
use crate::indicators::IndicatorMatrix;
use crate::manifest::ClusteringOptions;
use crate::personas::{Draft, PersonaSet, matrix_of_study};
use crate::progress::{Progress, ProgressMeter, Stage};
use crate::study::Study;

/// The results of one run on a study: indicator matrix, groups and draft personas.
///
/// The parts belong together by construction, so that nothing that takes a synthesis has to check
/// it. The stages can still be called one by one: [`Synthesis::from_stages`] puts their results
/// together.
///
/// ```
/// use persona_synthesis::{Study, Synthesis};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let synthesis = Synthesis::run(&study)?;
/// for persona in &synthesis.personas().personas {
///     println!("{}: {}", persona.id, persona.label);
/// }
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Synthesis {
    study: Study,
    matrix: IndicatorMatrix,
    clustering: Clustering,
    /// With who is who, whatever the privacy profile.
    internal: Draft,
    /// The part that the privacy profile lets be handed on, where that is not everything.
    guarded: Option<Draft>,
}

impl Synthesis {
    /// Runs all stages on a study with the options of its manifest.
    ///
    /// # Errors
    /// Those of [`IndicatorMatrix::from_study`], [`Clustering::fit`] and [`Draft::new`].
    pub fn run(study: &Study) -> Result<Self> {
        SynthesisOptions::new().run(study)
    }

    /// Combines a study with the results of stages that were run one by one.
    /// [`SynthesisOptions::run_matrix`] runs those after the matrix, reports steps and can be
    /// cancelled.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`](crate::ErrorKind::Mismatch) if the matrix is not of the study, or
    /// the groups are not of the matrix; those of [`Draft::new`].
    pub fn from_stages(
        study: &Study,
        matrix: IndicatorMatrix,
        clustering: Clustering,
    ) -> Result<Self> {
        let internal = Draft::internal(study, &matrix, &clustering)?;
        Self { study: study.clone(), matrix, clustering, internal, guarded: None }.guard()
    }

    /// True if everything may be handed on.
    fn is_open(&self) -> bool {
        self.study.manifest().privacy.profile.is_internal()
    }

    /// Makes what may be handed on anew, of the draft as it is now.
    fn guard(mut self) -> Result<Self> {
        self.guarded = match self.is_open() {
            true => None,
            false => Some(self.internal.guarded(&self.study, &self.matrix)?),
        };
        Ok(self)
    }

    /// The synthesis with another draft of the same study: under other ids, or as people decided.
    pub(crate) fn with_draft(
        self,
        change: impl FnOnce(Draft, &Study) -> Result<Draft>,
    ) -> Result<Self> {
        let internal = change(self.internal, &self.study)?;
        Self { internal, ..self }.guard()
    }

    /// The study.
    #[must_use]
    pub fn study(&self) -> &Study {
        &self.study
    }

    /// The matrix of respondents and indicators.
    #[must_use]
    pub fn matrix(&self) -> &IndicatorMatrix {
        &self.matrix
    }

    /// The groups of each kind.
    #[must_use]
    pub fn clustering(&self) -> &Clustering {
        &self.clustering
    }

    /// The personas, limited to what the privacy profile of the study's manifest allows.
    #[must_use]
    pub fn personas(&self) -> &PersonaSet {
        self.draft().personas()
    }

    /// The draft, limited to what the privacy profile of the study's manifest allows.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        self.guarded.as_ref().unwrap_or(&self.internal)
    }

    /// The full draft with respondents, for those who did the study, whatever the privacy profile.
    #[must_use]
    pub fn internal(&self) -> &Draft {
        &self.internal
    }
}

/// Options of a run, where it differs from what the manifest says.
///
/// ```
/// use std::ops::ControlFlow;
/// use persona_synthesis::{Step, Study, SynthesisOptions};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let show = |step: Step<'_>| {
///     eprintln!("{} {} {} of {}", step.stage, step.subject, step.done, step.of);
///     ControlFlow::Continue(())
/// };
/// let synthesis = SynthesisOptions::new().seed(11).progress(&show).run(&study)?;
/// assert_eq!(synthesis.draft().options().seed, 11);
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Clone, Copy, Default)]
#[must_use]
pub struct SynthesisOptions<'a> {
    clustering: Option<ClusteringOptions>,
    seed: Option<u64>,
    method: Option<&'a dyn Clusterer>,
    progress: Option<Progress<'a>>,
}

impl fmt::Debug for SynthesisOptions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SynthesisOptions")
            .field("clustering", &self.clustering)
            .field("seed", &self.seed)
            .field("method", &self.method.map(Clusterer::name))
            .finish_non_exhaustive()
    }
}

impl<'a> SynthesisOptions<'a> {
    /// Options that change nothing in the manifest.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the clustering options, in place of those of the manifest.
    pub fn clustering(mut self, options: ClusteringOptions) -> Self {
        self.clustering = Some(options);
        self
    }

    /// Sets the seed of every random draw, in place of the manifest's.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Sets a clustering method of the caller's own, in place of the one that the options name.
    pub fn method(mut self, method: &'a dyn Clusterer) -> Self {
        self.method = Some(method);
        self
    }

    /// Sets a function that is called before every step and can cancel the run.
    pub fn progress(mut self, progress: Progress<'a>) -> Self {
        self.progress = Some(progress);
        self
    }

    /// Runs all stages on a study.
    ///
    /// # Errors
    /// As [`Synthesis::run`]; [`ErrorKind::Cancelled`](crate::ErrorKind::Cancelled) if the progress
    /// function asks for it.
    pub fn run(self, study: &Study) -> Result<Synthesis> {
        self.run_changed(study, |draft, _| Ok(draft))
    }

    /// Runs the stages after the indicators on a matrix of the study, such as one with indicators
    /// that the caller computed.
    ///
    /// ```
    /// use persona_synthesis::{IndicatorMatrix, Study, SynthesisOptions};
    ///
    /// let study = Study::open("data/interviews-only/study.toml")?;
    /// let matrix = IndicatorMatrix::from_study(&study)?;
    /// let synthesis = SynthesisOptions::new().run_matrix(&study, matrix)?;
    /// assert_eq!(synthesis.personas().study.respondents, 18);
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`SynthesisOptions::run`]; [`ErrorKind::Mismatch`](crate::ErrorKind::Mismatch) if the
    /// matrix is not of the study.
    pub fn run_matrix(self, study: &Study, matrix: IndicatorMatrix) -> Result<Synthesis> {
        let whole = self.meter(study, 1);
        self.group_and_draft(study, matrix, &whole, |draft, _| Ok(draft))
    }

    /// Runs all stages, with a change to the draft before what may be handed on is made of it.
    #[cfg_attr(
        feature = "tracing",
        tracing::instrument(name = "synthesis", level = "info", skip_all)
    )]
    pub(crate) fn run_changed(
        self,
        study: &Study,
        change: impl FnOnce(Draft, &Study) -> Result<Draft>,
    ) -> Result<Synthesis> {
        // What may be handed on is made last; without its key all else would be in vain.
        if !study.manifest().privacy.profile.is_internal() {
            study.required_pseudonyms()?;
        }
        let whole = self.meter(study, 2);
        whole.tick(Stage::Indicators)?;
        let matrix = IndicatorMatrix::from_study(study)?;
        self.group_and_draft(study, matrix, &whole, change)
    }

    fn group_and_draft(
        self,
        study: &Study,
        matrix: IndicatorMatrix,
        whole: &ProgressMeter<'_>,
        change: impl FnOnce(Draft, &Study) -> Result<Draft>,
    ) -> Result<Synthesis> {
        let progress = self.watcher();
        matrix_of_study(study, &matrix)?;
        let mut options = self.clustering.unwrap_or(matrix.options());
        options.seed = self.seed.unwrap_or(options.seed);
        let matrix = matrix.with_options(options);
        let clustering = match self.method {
            Some(method) => Clustering::fit_with_progress(&matrix, method, &options, progress)?,
            None => Clustering::fit_by_options(&matrix, progress)?,
        };
        whole.tick(Stage::Drafting)?;
        let internal = Draft::with_progress(study, &matrix, &clustering, progress)?;
        let internal = change(internal, study)?;
        let study = study.clone();
        let synthesis = Synthesis { study, matrix, clustering, internal, guarded: None };
        if !synthesis.is_open() {
            whole.tick(Stage::Drafting)?;
        }
        synthesis.guard()
    }

    fn watcher(&self) -> Progress<'a> {
        self.progress.unwrap_or(&|_| ControlFlow::Continue(()))
    }

    /// Counts the steps of the whole study: these, and what may be handed on where that is not
    /// everything.
    fn meter(&self, study: &Study, steps: usize) -> ProgressMeter<'a> {
        let meter = ProgressMeter::new("", self.watcher());
        let is_open = study.manifest().privacy.profile.is_internal();
        meter.expect(steps + usize::from(!is_open));
        meter
    }
}
