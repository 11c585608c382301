//! The method and its options.

use super::super::sample::Sample;
use crate::error::{ErrorKind, Result};
use crate::manifest::{ClusteringOptions, MOST_STARTS};

/// Latent class analysis (Lazarsfeld and Henry 1968) by expectation and maximisation (Dempster,
/// Laird and Rubin 1977).
///
/// # Formula
///
/// ```text
/// f(x_i) = Σ_k π_k Π_j f_j(x_ij | k)^[x_ij known]
/// ```
///
/// The prior is worth `prior` respondents in all, spread evenly over the groups, with the marginal
/// distribution of the answers (the Bayes constants of Vermunt and Magidson 2005): it keeps rates
/// off 0 and 1 and variances off 0. With `prior` 0 the fit is plain maximum likelihood.
///
/// # Response style
///
/// A run looks for a response style in the largest battery, six and more graded questions with the
/// same levels and up to 10,000 answers: a habit of choosing one end of the scale whatever is
/// asked (Moors 2003, doi 10.1023/A:1024472110002; Billiet and McClendon 2000, doi
/// `10.1207/S15328007SEM0704_5`). Where BIC is lower with it, and two groups differ on the
/// questions in both directions, groups are made beside it: a respondent is at one of up to nine
/// steps `t` of a standard normal scale, which move all answers of the battery alike. A general
/// tendency, such as to like everything, looks the same. As the other questions of the battery tell
/// the step and the step moves the answer, a claim about one of them is tested on groups sorted by
/// everything but the battery.
///
/// ```text
/// ln ρ_kl(t) = β_l + l (γ_k + λ t) - ln Σ,    f(x_i) = Σ_k π_k Σ_t w_t Π_j f_j(x_ij | k, t)
/// ```
///
/// # Limits
///
/// Locally dependent indicators (two wordings of one question) count twice and may be taken for a
/// group. Below some 50 respondents rates are shrunk to the marginal. Ties between groups go to the
/// first.
///
/// ```
/// use persona_synthesis::clustering::{Clusterer, LatentClass, Sample};
/// use persona_synthesis::indicators::{Indicator, IndicatorMatrix, Measure, Values};
/// use persona_synthesis::{Facet, PersonaKind};
///
/// let column = |name: &str, codes: [u8; 6]| {
///     (Indicator::new(name, Facet::Goal, Measure::Mention), Values::Codes(codes.to_vec()))
/// };
/// let matrix = IndicatorMatrix::from_columns(vec![
///     column("a", [1, 1, 1, 0, 0, 0]),
///     column("b", [1, 1, 1, 0, 0, 0]),
///     column("c", [1, 1, 255, 0, 0, 0]),
/// ])?;
/// let sample = Sample::of_kind(&matrix, PersonaKind::User);
/// let grouping = LatentClass::default().cluster(&sample, 2, 7)?;
/// assert_eq!(grouping.labels().iter().filter(|label| **label == 0).count(), 3);
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LatentClass {
    /// Weight of the prior, in pseudo-respondents with the marginal distribution; at least 0.
    pub prior: f64,
    /// Number of random starts, 1 to 10,000; five times as many for up to 100 rows. Starts go on
    /// until the best optimum is found twice, up to 500,000 / (rows × columns × groups) times as
    /// many, at least once and at most ten times.
    pub starts: usize,
    /// Distribution of graded answers within a group.
    pub ordinal: OrdinalModel,
    /// True if indicators that do not tell the groups apart share one distribution: chosen by BIC,
    /// indicator by indicator. Otherwise each indicator has a distribution of its own in each
    /// group.
    pub pool: bool,
}

/// Distribution of graded answers within a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OrdinalModel {
    /// Adjacent categories below 5,000 respondents and beside a response style, saturated from
    /// there on.
    #[default]
    BySize,
    /// A rate for each level, as if the levels had no order.
    Saturated,
    /// Adjacent-category logits, one parameter a group beside the levels' own: fewer parameters
    /// where respondents are few.
    AdjacentCategory,
}

impl Default for LatentClass {
    fn default() -> Self {
        Self { prior: 1.0, starts: 20, ordinal: OrdinalModel::default(), pool: true }
    }
}

impl From<&ClusteringOptions> for LatentClass {
    fn from(options: &ClusteringOptions) -> Self {
        let Self { ordinal, .. } = Self::default();
        // Plain maximum likelihood gives every indicator a distribution of its own in each group.
        Self { prior: options.prior, starts: options.starts, ordinal, pool: options.prior > 0.0 }
    }
}

/// Most groups of a model.
pub(crate) const MOST_GROUPS: usize = 64;

impl LatentClass {
    /// Name for messages and output.
    pub(super) const NAME: &str = "latent-class";

    pub(crate) fn check(&self, groups: usize) -> Result<()> {
        let wrong = |name, expected: String, found: String| {
            Err(ErrorKind::Parameter { name, expected, found }.into())
        };
        if !self.prior.is_finite() || self.prior < 0.0 {
            return wrong("prior", "a number of at least 0".to_owned(), self.prior.to_string());
        }
        if !(1..=MOST_STARTS).contains(&self.starts) {
            return wrong("starts", format!("1 to {MOST_STARTS}"), self.starts.to_string());
        }
        if !(1..=MOST_GROUPS).contains(&groups) {
            return wrong("groups", format!("1 to {MOST_GROUPS}"), groups.to_string());
        }
        Ok(())
    }

    /// True where graded answers have a rate for each level.
    pub(super) fn saturated(&self, sample: &Sample) -> bool {
        const ENOUGH: usize = 5000;
        match self.ordinal {
            // A response style moves slopes, which rates of their own do not have.
            OrdinalModel::BySize => sample.rows() >= ENOUGH && !sample.has_style(),
            OrdinalModel::Saturated => true,
            OrdinalModel::AdjacentCategory => false,
        }
    }
}
