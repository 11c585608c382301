//! Sorts respondents into groups, chooses the number of groups, and measures their stability.
//!
//! Each kind of persona is clustered apart. A method ([`Clusterer`]) sorts the rows of a
//! [`Sample`]; everything else is the same for all methods: candidates for the number of groups,
//! stability under resampling, the choice with its reason, and the order of the groups, largest
//! first.

mod agreement;
mod battery;
mod candidate;
mod checked;
mod choice;
mod classifier;
mod copied;
mod degrees;
#[cfg(feature = "linfa")]
mod dense;
mod diagnosis;
mod effective;
pub(crate) mod findings;
mod fit;
mod grouping;
mod held_out;
#[cfg(feature = "linfa")]
mod kmeans;
mod latent_class;
#[cfg(feature = "linfa")]
pub mod linfa_adapter;
mod matching;
mod method;
mod moments;
mod one_answer;
mod random;
mod reason;
mod recoding;
mod refits;
mod repeats;
mod sample;
mod scores;
mod select;
mod selection;
mod stability;
mod structure;
mod three_step;
mod thresholds;
mod verdict;
mod waves;

use std::ops::ControlFlow;

pub use agreement::adjusted_rand;
pub use candidate::Candidate;
pub use fit::FitStatistics;
pub use grouping::Grouping;
#[cfg(feature = "linfa")]
pub use kmeans::KMeans;
pub use latent_class::{DependentPair, LatentClass, LatentClassModel, OrdinalModel};
pub use method::Clusterer;
pub use random::SplitMix64;
pub use reason::{ComparedPart, Gate, OneGroupTest, SelectionReason, SelectionRule};
pub use sample::{Sample, SampleBuilder, SampleColumn};
pub use selection::{Member, Selection};
pub use stability::Stability;
pub use thresholds::Thresholds;
pub use verdict::Verdict;

pub(crate) use agreement::Contingency;
use checked::CheckedMethod;
pub(crate) use classifier::Classifier;
pub(crate) use copied::Copied;
pub(crate) use degrees::STEPS;
pub(crate) use effective::{effective, effective_units};
pub(crate) use held_out::HeldOut;
use latent_class::MOST_GROUPS;
pub(crate) use latent_class::{Lookup, LookupColumn, Totals};
pub(crate) use matching::best_matching;
pub(crate) use recoding::{KnownValue, Recoding};
pub(crate) use repeats::Sameness;
pub(crate) use scores::{FIXED_ONE, ScoreColumn, Scores, Term, Terms};
use select::select;
pub(crate) use three_step::WeighedAnswer;
pub(crate) use thresholds::{ASSIGNED, EVEN, GATE};
pub(crate) use waves::{Sides, Waves};

use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::indicators::IndicatorMatrix;
use crate::manifest::{
    ClusteringOptions, Groups, MOST_REPLICATES, MOST_STARTS, Method, PersonaKind,
};
use crate::progress::{Progress, ProgressMeter};

/// The groups of every kind of persona in a study.
///
/// ```
/// use persona_synthesis::{Clustering, IndicatorMatrix, PersonaKind, Study};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let matrix = IndicatorMatrix::from_study(&study)?;
/// let clustering = Clustering::fit(&matrix)?;
/// let users = clustering.selection(PersonaKind::User).expect("the study has users");
/// assert_eq!(users.members.len() + users.unknown.len(), users.respondents);
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Clustering {
    selections: Vec<Selection>,
    findings: Findings,
    /// Fingerprint of the matrix.
    made_of: u64,
}

impl Clustering {
    /// Fits the groups of every kind of persona with the options of the manifest.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] for options out of range, and for k-means without the crate feature
    /// `linfa`; [`ErrorKind::Fit`] if the method fails.
    pub fn fit(matrix: &IndicatorMatrix) -> Result<Self> {
        Self::fit_by_options(matrix, &|_| ControlFlow::Continue(()))
    }

    /// Looks for groups by the method that the options of the matrix name.
    pub(crate) fn fit_by_options(matrix: &IndicatorMatrix, progress: Progress<'_>) -> Result<Self> {
        let options = matrix.options();
        let fit =
            |method: &dyn Clusterer| Self::fit_with_progress(matrix, method, &options, progress);
        match options.method {
            Method::LatentClass => fit(&LatentClass::from(&options)),
            #[cfg(feature = "linfa")]
            Method::KMeans => fit(&KMeans { starts: options.starts }),
            #[cfg(not(feature = "linfa"))]
            Method::KMeans => {
                let expected = "latent-class (k-means needs the crate feature `linfa`)".to_owned();
                let found = options.method.name().to_owned();
                Err(ErrorKind::Parameter { name: "method", expected, found }.into())
            }
        }
    }

    /// Fits the groups of every kind with the caller's own method or with other options than the
    /// manifest's.
    ///
    /// # Errors
    /// As [`Clustering::fit`], and [`ErrorKind::Mismatch`] if the method groups other rows, or into
    /// another number of groups, than it was asked to.
    pub fn with_method(
        matrix: &IndicatorMatrix,
        method: &dyn Clusterer,
        options: &ClusteringOptions,
    ) -> Result<Self> {
        Self::fit_with_progress(matrix, method, options, &|_| ControlFlow::Continue(()))
    }

    /// Fits the groups of every kind and reports every fit to `progress`, which may cancel the run.
    ///
    /// # Errors
    /// As [`Clustering::with_method`], and [`ErrorKind::Cancelled`].
    #[cfg_attr(
        feature = "tracing",
        tracing::instrument(name = "cluster", level = "info", skip_all)
    )]
    pub fn fit_with_progress(
        matrix: &IndicatorMatrix,
        method: &dyn Clusterer,
        options: &ClusteringOptions,
        progress: Progress<'_>,
    ) -> Result<Self> {
        check(options)?;
        // A method of one's own may return other rows or groups, which later stages would index.
        let method = &CheckedMethod(method);
        let mut findings = matrix.findings().clone();
        let mut selections = Vec::new();
        for kind in matrix.kinds_present() {
            selections.push(select(
                matrix,
                method,
                options,
                kind,
                &ProgressMeter::new(kind.name(), progress),
                &mut findings,
            )?);
        }
        Ok(Self { selections, findings, made_of: matrix.fingerprint() })
    }

    /// The groups of each kind of persona that occurs.
    #[must_use]
    pub fn selections(&self) -> &[Selection] {
        &self.selections
    }

    /// The groups of one kind of persona; `None` if no respondent has this kind.
    #[must_use]
    pub fn selection(&self, kind: PersonaKind) -> Option<&Selection> {
        self.selections.iter().find(|selection| selection.kind == kind)
    }

    /// The findings of this and the earlier stages.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Fingerprint of the matrix whose groups they are.
    pub(crate) fn made_of(&self) -> u64 {
        self.made_of
    }
}

fn check(options: &ClusteringOptions) -> Result<()> {
    let wrong = |name, expected: &str, found: String| {
        Err(ErrorKind::Parameter { name, expected: expected.to_owned(), found }.into())
    };
    let (groups, replicates, starts) = (1..=MOST_GROUPS, 2..=MOST_REPLICATES, 1..=MOST_STARTS);
    match options.groups {
        Groups::Exactly(number) if !groups.contains(&number) => {
            return wrong("groups", &format!("1 to {MOST_GROUPS}"), number.to_string());
        }
        Groups::Between { min, max }
            if max < min || !groups.contains(&min) || !groups.contains(&max) =>
        {
            let expected = format!("1 to {MOST_GROUPS}, the least first");
            return wrong("groups", &expected, format!("{min} to {max}"));
        }
        _ => {}
    }
    if !replicates.contains(&options.replicates) {
        return wrong(
            "replicates",
            &format!("2 to {MOST_REPLICATES}"),
            options.replicates.to_string(),
        );
    }
    if !starts.contains(&options.starts) {
        return wrong("starts", &format!("1 to {MOST_STARTS}"), options.starts.to_string());
    }
    if !options.prior.is_finite() || options.prior < 0.0 {
        return wrong("prior", "a number of at least 0", options.prior.to_string());
    }
    Ok(())
}
