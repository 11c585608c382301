//! One run over a study: the owner of everything that the stages make of it.

use crate::clustering::Clustering;
use crate::error::Result;
use crate::indicators::IndicatorMatrix;
use crate::manifest::ClusteringOptions;
use crate::personas::{Draft, PersonaSet, groups_of_matrix, matrix_of_study};
use crate::study::Study;

/// A study with the matrix, the groups and the personas that one run made of it.
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
    /// What the privacy profile lets be handed on, where that is not everything.
    guarded: Option<Draft>,
}

impl Synthesis {
    /// Runs all stages on a study, by the options of its manifest.
    ///
    /// # Errors
    /// Those of [`IndicatorMatrix::from_study`], [`Clustering::fit`] and [`Draft::new`].
    pub fn run(study: &Study) -> Result<Self> {
        SynthesisOptions::new().run(study)
    }

    /// Puts together what the stages made one by one.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`](crate::ErrorKind::Mismatch) if the matrix is not of the study, or
    /// the groups are not of the matrix; those of [`Draft::new`].
    pub fn from_stages(
        study: &Study,
        matrix: IndicatorMatrix,
        clustering: Clustering,
    ) -> Result<Self> {
        matrix_of_study(study, &matrix)?;
        groups_of_matrix(&matrix, &clustering)?;
        let internal = Draft::internal(study, &matrix, &clustering)?;
        Self { study: study.clone(), matrix, clustering, internal, guarded: None }.guard()
    }

    /// Makes what may be handed on anew, of the draft as it is now.
    fn guard(mut self) -> Result<Self> {
        let open = self.study.manifest().privacy.profile.is_internal();
        self.guarded = match open {
            true => None,
            false => Some(self.internal.guarded(&self.study, &self.matrix)?),
        };
        Ok(self)
    }

    /// The synthesis with another draft of the same study: under other ids, or as people decided.
    pub(crate) fn with_draft(self, change: impl FnOnce(Draft) -> Result<Draft>) -> Result<Self> {
        let internal = change(self.internal)?;
        Self { internal, ..self }.guard()
    }

    /// The study.
    #[must_use]
    pub fn study(&self) -> &Study {
        &self.study
    }

    /// Respondents and indicators.
    #[must_use]
    pub fn matrix(&self) -> &IndicatorMatrix {
        &self.matrix
    }

    /// The groups of each kind.
    #[must_use]
    pub fn clustering(&self) -> &Clustering {
        &self.clustering
    }

    /// The personas, as the privacy profile of the study's manifest lets them be handed on.
    #[must_use]
    pub fn personas(&self) -> &PersonaSet {
        self.draft().personas()
    }

    /// The draft, as the privacy profile of the study's manifest lets it be handed on.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        self.guarded.as_ref().unwrap_or(&self.internal)
    }

    /// The draft for those who did the study, with who is who, whatever the privacy profile.
    #[must_use]
    pub fn internal(&self) -> &Draft {
        &self.internal
    }
}

/// How a [`Synthesis`] is run, where that differs from what the manifest says.
///
/// ```
/// use persona_synthesis::{Study, SynthesisOptions};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let synthesis = SynthesisOptions::new().seed(11).run(&study)?;
/// assert_eq!(synthesis.draft().options().seed, 11);
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct SynthesisOptions {
    clustering: Option<ClusteringOptions>,
    seed: Option<u64>,
}

impl SynthesisOptions {
    /// The options of the manifest.
    pub fn new() -> Self {
        Self::default()
    }

    /// How groups are looked for, in place of what the manifest says.
    pub fn clustering(mut self, options: ClusteringOptions) -> Self {
        self.clustering = Some(options);
        self
    }

    /// Seed of every random draw, in place of the manifest's.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Runs all stages on a study.
    ///
    /// # Errors
    /// As [`Synthesis::run`].
    pub fn run(self, study: &Study) -> Result<Synthesis> {
        let matrix = IndicatorMatrix::from_study(study)?;
        let mut options = self.clustering.unwrap_or(matrix.options());
        options.seed = self.seed.unwrap_or(options.seed);
        let matrix = matrix.with_options(options);
        let clustering = Clustering::fit(&matrix)?;
        Synthesis::from_stages(study, matrix, clustering)
    }
}
