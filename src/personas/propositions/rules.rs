//! The rules by which claims are graded and chosen: data, printed with every result.

use serde::{Deserialize, Serialize};

use super::support::Grade;
use crate::locale::{Words, percent};

/// False discovery rate at which a difference is stated.
pub(crate) const DISCOVERY: f64 = 0.05;
/// Least share of a group that a claim describes.
pub(crate) const LEAST_SHARE: f64 = 0.25;
/// From this share on, in the group and elsewhere, something is said of everyone.
pub(crate) const SHARED_BY: f64 = 0.5;
/// A difference of this size that is not confirmed is stated as seen.
pub(crate) const SEEN_DIFFERENCE: f64 = 0.25;
/// Least share of members, by the lower end of the interval, whose records contradict their words,
/// for a contradiction to be stated of a group.
pub(crate) const SAY_DO: f64 = 0.2;

/// Meaning of a grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GradeRule {
    /// The grade.
    pub grade: Grade,
    /// Conditions under which a claim has the grade.
    pub rule: String,
}

/// The rules of all grades, strongest first.
pub(crate) fn grade_rules(words: &Words) -> Vec<GradeRule> {
    let (discovery, shared, difference) =
        (percent(DISCOVERY), percent(SHARED_BY), percent(SEEN_DIFFERENCE));
    let rule = |grade, rule| GradeRule { grade, rule };
    vec![
        rule(Grade::Validated, (words.validated_rule)(&discovery)),
        rule(Grade::Supported, (words.supported_rule)(&discovery, &shared)),
        rule(Grade::Tentative, (words.tentative_rule)(&difference, &shared)),
        rule(Grade::Assumption, words.assumption_rule.to_owned()),
    ]
}
