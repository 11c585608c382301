//! The plain rule that picks a persona's people, beside the portrait.

use serde::{Deserialize, Serialize};

use crate::ids::ClaimId;
use crate::indicators::IndicatorMatrix;
use crate::locale::{Words, percent};
use crate::personas::propositions::proposition::{Answer, Proposition};
use crate::personas::propositions::support::Support;
use crate::personas::propositions::tally::GroupedRespondents;

/// A few conditions that select the members of a persona, for a mailing list or a quota.
///
/// Conditions are claims of the persona, taken one by one, each time the one that raises F1 most
/// (the harmonic mean of precision and recall), while it rises by 0.01 and more. Counted among
/// respondents of the kind of whom every condition is known, at most 20,000 of them, evenly taken.
///
/// A rule whose precision is no better than chance is left out: the lower end of its interval has
/// to lie above the share of members among those counted.
///
/// # Limits
///
/// It describes the respondents of the study. How well it picks others is not tested.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SegmentRule {
    /// Conditions that must all hold.
    pub conditions: Vec<SegmentCondition>,
    /// Number of respondents for whom all conditions are known.
    pub of: usize,
    /// Number of respondents whom the rule selects.
    pub picked: usize,
    /// Number of selected respondents who are members of the persona.
    pub right: usize,
    /// Number of these respondents who are members of the persona.
    pub members: usize,
}

impl SegmentRule {
    /// Share of the selected respondents who are members of the persona, with Wilson's interval at
    /// 95 %.
    #[must_use]
    pub fn precision(&self) -> Support {
        Support::of_counts(self.right, self.picked)
    }

    /// Share of the members who are selected, with Wilson's interval at 95 %.
    #[must_use]
    pub fn recall(&self) -> Support {
        Support::of_counts(self.right, self.members)
    }

    /// True where it selects members surely more often than a draw of respondents would.
    fn beats_chance(&self) -> bool {
        self.precision().low > Support::of_counts(self.members, self.of).share
    }
}

impl Words {
    /// Precision and recall of a rule with their intervals.
    pub(crate) fn segment_quality(&self, rule: &SegmentRule) -> String {
        let share = |of: &Support| {
            (self.segment_share)(&percent(of.share), &percent(of.low), &percent(of.high))
        };
        (self.segment_quality)(&share(&rule.precision()), &share(&rule.recall()))
    }
}

/// One condition of a segment rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SegmentCondition {
    /// Id of the claim.
    pub claim: ClaimId,
    /// Short text of the condition.
    pub label: String,
    /// True if the condition must not hold, because the persona has it less often.
    pub not: bool,
}

/// Most conditions of a rule.
const MOST: usize = 3;
/// Least that a further condition must add.
const LEAST_GAIN: f64 = 0.01;
/// Respondents that are counted at most.
const COUNTED: usize = 20_000;
/// Fewest respondents with all conditions known.
const LEAST_KNOWN: usize = 20;

/// The rule of a group; `None` where none picks its members better than chance, or too little is
/// known.
pub(crate) fn segment_rule(
    matrix: &IndicatorMatrix,
    groups: &GroupedRespondents,
    group: usize,
    conditions: Vec<(SegmentCondition, Proposition)>,
) -> Option<SegmentRule> {
    // Evenly taken: the first respondents may all come from one source.
    let step = groups.people.len() / COUNTED + 1;
    let people: Vec<u32> = groups.people.iter().step_by(step).copied().collect();
    let inside: Vec<bool> =
        groups.group_of.iter().step_by(step).map(|of| *of == Some(group)).collect();
    let mut left: Vec<(SegmentCondition, Vec<Option<bool>>)> = conditions
        .into_iter()
        .map(|(condition, proposition)| {
            let holds = |answer: Answer| match answer {
                Answer::Unknown => None,
                Answer::Yes => Some(!condition.not),
                // A contradicted answer supports nothing, so it counts as "no", as in the claim.
                Answer::No | Answer::Contradicted | Answer::Undecided => Some(condition.not),
            };
            let answers = proposition.answers(matrix, &people).into_iter().map(holds).collect();
            (condition, answers)
        })
        .collect();
    let mut best: Option<(f64, SegmentRule)> = None;
    // For each respondent the joint answer to the conditions taken so far.
    let mut taken: Vec<Option<bool>> = vec![Some(true); people.len()];
    while best.as_ref().is_none_or(|(_, rule)| rule.conditions.len() < MOST) {
        let rules = left.iter().map(|(_, answers)| counted(&inside, &together(&taken, answers)));
        let scored = rules
            .enumerate()
            // Few known answers give a perfect score by chance.
            .filter(|(_, rule)| rule.of >= LEAST_KNOWN)
            .map(|(at, rule)| (at, f1(&rule), rule));
        let Some((at, score, rule)) =
            scored.reduce(|best, next| if next.1 > best.1 { next } else { best })
        else {
            break;
        };
        if score < best.as_ref().map_or(0.0, |(score, _)| score + LEAST_GAIN) || score <= 0.0 {
            break;
        }
        let (condition, answers) = left.remove(at);
        taken = together(&taken, &answers);
        let mut conditions = best.map_or_else(Vec::new, |(_, rule)| rule.conditions);
        conditions.push(condition);
        best = Some((score, SegmentRule { conditions, ..rule }));
    }
    best.map(|(_, rule)| rule).filter(SegmentRule::beats_chance)
}

fn together(one: &[Option<bool>], other: &[Option<bool>]) -> Vec<Option<bool>> {
    one.iter().zip(other).map(|(one, other)| Some((*one)? && (*other)?)).collect()
}

fn counted(inside: &[bool], holds: &[Option<bool>]) -> SegmentRule {
    let mut rule = SegmentRule { conditions: Vec::new(), of: 0, picked: 0, right: 0, members: 0 };
    for (inside, holds) in inside.iter().zip(holds) {
        let Some(holds) = holds else { continue };
        rule.of += 1;
        rule.members += usize::from(*inside);
        rule.picked += usize::from(*holds);
        rule.right += usize::from(*inside && *holds);
    }
    rule
}

/// The harmonic mean of precision and recall.
#[allow(clippy::cast_precision_loss, reason = "few respondents")]
fn f1(rule: &SegmentRule) -> f64 {
    2.0 * rule.right as f64 / (rule.picked + rule.members).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::{Indicator, Measure, Values};
    use crate::manifest::Facet;
    use crate::personas::Condition;

    #[test]
    fn two_conditions_pick_those_of_whom_both_hold() {
        // A group of ten who have both; ten have the first alone, ten the second.
        let column = |name: &str, has: fn(usize) -> bool| {
            let codes = (0..30).map(|person| u8::from(has(person))).collect();
            (Indicator::new(name, Facet::Goal, Measure::Mention), Values::Codes(codes))
        };
        let matrix = IndicatorMatrix::from_columns(vec![
            column("first", |person| person < 20),
            column("second", |person| !(10..20).contains(&person)),
            column("neither", |person| person.is_multiple_of(2)),
        ])
        .unwrap();
        let group_of = (0..30).map(|person| Some(usize::from(person >= 10))).collect();
        let groups = GroupedRespondents { people: (0..30).collect(), group_of, groups: 2 };
        let condition = |indicator: usize| {
            let condition = SegmentCondition {
                claim: format!("U1-{indicator}").into(),
                label: String::new(),
                not: false,
            };
            (condition, Proposition { indicator, condition: Condition::Is(1) })
        };
        let rule = segment_rule(&matrix, &groups, 0, (0..3).map(condition).collect()).unwrap();
        let claims: Vec<&str> =
            rule.conditions.iter().map(|condition| condition.claim.as_str()).collect();
        assert_eq!(claims, ["U1-0", "U1-1"]);
        assert_eq!((rule.of, rule.picked, rule.right, rule.members), (30, 10, 10, 10));
    }

    #[test]
    fn a_rule_no_better_than_chance_is_left_out() {
        // Of 80, 16 are members; of 62 who have it, 13 or 30.
        let rule = |right: usize| {
            let has = (0..80)
                .map(|person| u8::from(person < right || (18 + right..80).contains(&person)));
            let column =
                (Indicator::new("it", Facet::Goal, Measure::Mention), Values::Codes(has.collect()));
            let matrix = IndicatorMatrix::from_columns(vec![column]).unwrap();
            let members = right + 3;
            let group_of = (0..80).map(|person| Some(usize::from(person >= members))).collect();
            let groups = GroupedRespondents { people: (0..80).collect(), group_of, groups: 2 };
            let condition =
                SegmentCondition { claim: "U1-01".into(), label: String::new(), not: false };
            let proposition = Proposition { indicator: 0, condition: Condition::Is(1) };
            segment_rule(&matrix, &groups, 0, vec![(condition, proposition)])
        };
        assert_eq!(rule(13), None);
        let rule = rule(58).unwrap();
        assert_eq!((rule.of, rule.picked, rule.right, rule.members), (80, 62, 58, 61));
        // Wilson's interval of 58 of 62: 0.846 to 0.975.
        assert!((rule.precision().low - 0.846).abs() < 1e-3, "{:?}", rule.precision());
        assert_eq!((rule.recall().with, rule.recall().asked), (58, 61));
    }

    #[test]
    fn a_condition_that_must_not_hold_picks_those_who_lack_it() {
        // A group of ten who lack what twenty others have.
        let has = (0..30).map(|person| u8::from(person >= 10)).collect();
        let column = (Indicator::new("it", Facet::Goal, Measure::Mention), Values::Codes(has));
        let matrix = IndicatorMatrix::from_columns(vec![column]).unwrap();
        let group_of = (0..30).map(|person| Some(usize::from(person >= 10))).collect();
        let groups = GroupedRespondents { people: (0..30).collect(), group_of, groups: 2 };
        let condition = SegmentCondition { claim: "U1-01".into(), label: String::new(), not: true };
        let proposition = Proposition { indicator: 0, condition: Condition::Is(1) };
        let rule = segment_rule(&matrix, &groups, 0, vec![(condition, proposition)]).unwrap();
        assert_eq!((rule.of, rule.picked, rule.right, rule.members), (30, 10, 10, 10));
    }
}
