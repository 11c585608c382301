//! The rules by which claims are graded and chosen: data, printed with every result.

use serde::{Deserialize, Serialize};

use super::claim::Grade;

/// False discovery rate at which a difference is stated.
pub(super) const DISCOVERY: f64 = 0.05;
/// Least share of a group that a claim describes.
pub(super) const LEAST_SHARE: f64 = 0.25;
/// From this share on, in the group and elsewhere, something is said of everyone.
pub(super) const SHARED_BY: f64 = 0.5;
/// A difference of this size that is not confirmed is stated as seen.
pub(super) const SEEN_DIFFERENCE: f64 = 0.25;
/// Fewest asked in a kind of source, in the group and elsewhere, for it to confirm what another says.
pub(super) const LEAST_IN_KIND: usize = 5;
/// Least share of members, by the lower end of the interval, of whom records show other than they say, for a contradiction to be stated of a group.
pub(super) const SAY_DO: f64 = 0.2;

/// What a grade means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GradeRule {
    /// The grade.
    pub grade: Grade,
    /// When a claim has it.
    pub rule: String,
}

/// The rules of all grades, strongest first.
pub(super) fn grade_rules() -> Vec<GradeRule> {
    let rule = |grade, rule: String| GradeRule { grade, rule };
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    vec![
        rule(
            Grade::Validated,
            format!(
                "supported, and two kinds of source show the same direction, each asked of at least {LEAST_IN_KIND} of the group and {LEAST_IN_KIND} others"
            ),
        ),
        rule(
            Grade::Supported,
            format!(
                "the difference is confirmed on respondents who had no part in making the group, at a false discovery rate of {} over all comparisons of the study; what is said of everyone: the interval of the share lies above {}, in the group and elsewhere",
                percent(DISCOVERY),
                percent(SHARED_BY)
            ),
        ),
        rule(
            Grade::Tentative,
            format!(
                "seen, not confirmed: at least two of the group, and a share at least {:.0} points above everyone else's; or at least {} in the group and elsewhere",
                SEEN_DIFFERENCE * 100.0,
                percent(SHARED_BY)
            ),
        ),
        rule(Grade::Assumption, "written by a person in the manifest; no evidence".to_owned()),
    ]
}
