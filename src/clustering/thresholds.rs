//! The thresholds that verdicts on groups and assignments rest on, each with its reason.

use serde::{Deserialize, Serialize};

/// The thresholds that a number of groups must pass.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Thresholds {
    /// Least median adjusted Rand index of pairs of replicates.
    #[serde(alias = "agreement")]
    pub median_adjusted_rand: f64,
    /// Least mean Jaccard index of every group.
    pub jaccard: f64,
    /// Greatest p-value of the bootstrap likelihood-ratio test of one group.
    pub p: f64,
}

/// The gate of every run; it is printed with the result. Below a Jaccard index of 0.5 a group
/// dissolves (Hennig 2007, doi 10.1016/j.csda.2006.11.025).
pub(crate) const GATE: Thresholds = Thresholds { median_adjusted_rand: 0.3, jaccard: 0.5, p: 0.05 };

/// Thresholds of reproducible groups: from an adjusted Rand index of 0.65 two groupings count as
/// moderately similar (Steinley 2004, doi 10.1037/1082-989X.9.3.386), from a Jaccard index of 0.6
/// a group shows a pattern (Hennig 2007).
pub(crate) const REPRODUCIBLE: Thresholds =
    Thresholds { median_adjusted_rand: 0.65, jaccard: 0.6, p: 0.05 };

/// Thresholds of natural groups: an adjusted Rand index above the 0.8 that counts as good agreement
/// (Steinley 2004), and a Jaccard index of 0.75, from which a group is valid and stable (Hennig
/// 2007).
pub(crate) const NATURAL: Thresholds =
    Thresholds { median_adjusted_rand: 0.85, jaccard: 0.75, p: 0.05 };

/// Least relative entropy of natural groups: from 0.8 classes are clearly separated (Clark and
/// Muthén 2009).
pub(super) const NATURAL_RELATIVE_ENTROPY: f64 = 0.8;

/// Fewest members of a natural group: a handful of respondents may agree by chance.
pub(super) const NATURAL_MEMBERS: usize = 10;

/// Probability above which a group is more probable than all others together. Only then does the
/// group count the respondent.
pub(crate) const EVEN: f32 = 0.5;

/// Probability from which a respondent is assigned rather than borderline: classes whose members
/// reach 0.7 on average count as well assigned (Nagin 2005).
pub(crate) const ASSIGNED: f64 = 0.7;

/// Weight below which a group of a model is empty, given the weight of all rows: half a percent of
/// it, and never less than one respondent. Smaller groups describe single rows.
pub(super) fn least_weight(total: f64) -> f64 {
    (0.005 * total).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gate_of_an_earlier_result_is_read() {
        let earlier = r#"{"agreement":0.3,"jaccard":0.5,"p":0.05}"#;
        assert_eq!(serde_json::from_str::<Thresholds>(earlier).unwrap(), GATE);
        let now = serde_json::to_string(&GATE).unwrap();
        assert_eq!(now, r#"{"median_adjusted_rand":0.3,"jaccard":0.5,"p":0.05}"#);
    }

    #[test]
    fn an_empty_group_is_below_half_a_percent_or_one_respondent() {
        let close = |total: f64, least: f64| (least_weight(total) - least).abs() < 1e-12;
        assert!(close(40.0, 1.0) && close(1000.0, 5.0));
    }
}
