//! Propositions about a respondent: an indicator has a value, or lies on one side of a point.

use serde::{Deserialize, Serialize};

use crate::indicators::{IndicatorMatrix, Measure, Said, Values};
use crate::sources::{MISSING, OTHER, says_undecided};

/// A statement about one respondent that is true, false or unknown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Proposition {
    /// Position of the indicator.
    pub(crate) indicator: usize,
    pub(crate) condition: Condition,
}

/// Condition on the value of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// The value is this code.
    Is(u8),
    /// The value is this level or a higher one.
    AtLeast(u8),
    /// The value is below this level.
    Below(u8),
    /// The number is greater.
    Above(f64),
    /// The number is not greater than this.
    AtMost(f64),
}

/// A respondent's answer to a proposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Yes,
    No,
    /// The respondent's sources contradict each other: asked, but no support.
    Contradicted,
    /// Answered off the scale, such as "I don't know": asked, but neither support nor denial.
    Undecided,
    Unknown,
}

impl From<Said> for Answer {
    fn from(said: Said) -> Self {
        match said {
            Said::Yes => Self::Yes,
            Said::No | Said::Silent => Self::No,
            Said::Undecided => Self::Undecided,
            Said::Unknown => Self::Unknown,
        }
    }
}

impl Proposition {
    /// True where the other is the same, or what is left when it is not so.
    pub(crate) fn excludes(&self, other: Self) -> bool {
        let graded = |condition: Condition| !matches!(condition, Condition::Is(_));
        self.indicator == other.indicator
            && (self.condition == other.condition
                || (graded(self.condition) && graded(other.condition)))
    }

    /// The answers of many respondents.
    pub(crate) fn answers(&self, matrix: &IndicatorMatrix, respondents: &[u32]) -> Vec<Answer> {
        let answer = |so: Option<bool>| {
            so.map_or(Answer::Unknown, |so| if so { Answer::Yes } else { Answer::No })
        };
        let mut answers: Vec<Answer> = match matrix.values(self.indicator) {
            Values::Codes(codes) => {
                // One lookup table a condition: the same few codes recur for all respondents.
                let of_code: Vec<Answer> =
                    (0..=u8::MAX).map(|code| answer(self.condition.holds_for_code(code))).collect();
                respondents
                    .iter()
                    .map(|respondent| of_code[usize::from(codes[*respondent as usize])])
                    .collect()
            }
            Values::Numbers(numbers) => {
                let of = |respondent: &u32| {
                    answer(self.condition.holds_for_number(numbers[*respondent as usize]))
                };
                respondents.iter().map(of).collect()
            }
        };
        // Sources that disagree overrule either value, so they are laid over the answers last.
        for (people, answer) in [
            (matrix.off_scale(self.indicator), Answer::Undecided),
            (matrix.contradicted(self.indicator), Answer::Contradicted),
        ] {
            for respondent in people {
                if let Ok(position) = respondents.binary_search(&respondent) {
                    answers[position] = answer;
                }
            }
        }
        answers
    }

    pub(crate) fn answer(&self, matrix: &IndicatorMatrix, respondent: u32) -> Answer {
        if matrix.contradicted(self.indicator).contains(respondent) {
            return Answer::Contradicted;
        }
        match self.condition.holds_for(matrix.values(self.indicator), respondent as usize) {
            Some(true) => Answer::Yes,
            Some(false) => Answer::No,
            None if matrix.off_scale(self.indicator).contains(respondent) => Answer::Undecided,
            None => Answer::Unknown,
        }
    }
}

impl Condition {
    /// True if the respondent's value meets the condition; `None` if the value is unknown.
    ///
    /// # Panics
    /// If there is no such respondent.
    #[must_use]
    pub fn holds_for(self, values: &Values, respondent: usize) -> Option<bool> {
        match values {
            Values::Codes(codes) => self.holds_for_code(codes[respondent]),
            Values::Numbers(numbers) => self.holds_for_number(numbers[respondent]),
        }
    }

    /// True if the code meets the condition; `None` if it is [`MISSING`](crate::sources::MISSING).
    #[must_use]
    pub fn holds_for_code(self, code: u8) -> Option<bool> {
        match self {
            _ if code == MISSING => None,
            Self::Is(level) => Some(code == level),
            Self::AtLeast(level) => Some(code >= level),
            Self::Below(level) => Some(code < level),
            Self::Above(_) | Self::AtMost(_) => None,
        }
    }

    /// True if the number meets the condition; `None` if it is NaN.
    #[must_use]
    pub(crate) fn holds_for_number(self, number: f64) -> Option<bool> {
        match self {
            _ if number.is_nan() => None,
            Self::Above(limit) => Some(number > limit),
            Self::AtMost(limit) => Some(number <= limit),
            Self::Is(_) | Self::AtLeast(_) | Self::Below(_) => None,
        }
    }
}

/// The propositions of an indicator among some respondents, those that exclude each other paired in
/// one list entry each.
///
/// Graded answers and numbers are cut at one point, that which halves everyone best: it is chosen
/// by everyone's answers, not by the groups', so that it favours none.
pub(crate) fn propositions(
    matrix: &IndicatorMatrix,
    indicator: usize,
    people: &[u32],
) -> Vec<Vec<Proposition>> {
    let make = |condition| Proposition { indicator, condition };
    let shape = &matrix.indicators()[indicator];
    match (shape.measure, matrix.values(indicator)) {
        (Measure::Option, _) if says_undecided(&shape.label) => Vec::new(),
        (Measure::Mention | Measure::Option, _) => vec![vec![make(Condition::Is(1))]],
        (Measure::Nominal, _) => {
            let levels = 0..u8::try_from(shape.levels.len()).unwrap_or(MISSING);
            // "I don't know" is an answer, but says nothing of a person.
            let says = |level: &u8| {
                let level = &shape.levels[usize::from(*level)];
                level != OTHER && !says_undecided(level)
            };
            levels.filter(says).map(|level| vec![make(Condition::Is(level))]).collect()
        }
        (Measure::Ordinal, Values::Codes(codes)) => {
            let mut counts = vec![0_usize; shape.levels.len()];
            for code in
                people.iter().map(|person| codes[*person as usize]).filter(|code| *code != MISSING)
            {
                counts[usize::from(code)] += 1;
            }
            let cut = halving_level(&counts);
            cut.map(|cut| vec![make(Condition::AtLeast(cut)), make(Condition::Below(cut))])
                .into_iter()
                .collect()
        }
        (Measure::Numeric | Measure::Count, Values::Numbers(numbers)) => {
            let known = people
                .iter()
                .map(|person| numbers[*person as usize])
                .filter(|number| !number.is_nan());
            let cut = middle(known.collect());
            cut.map(|cut| vec![make(Condition::Above(cut)), make(Condition::AtMost(cut))])
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The level at or above which the number of answers is nearest to one half, of the answers at each
/// level.
pub(crate) fn halving_level(counts: &[usize]) -> Option<u8> {
    // An edited model may state any counts.
    let sum = |counts: &[usize]| counts.iter().fold(0, |sum: usize, one| sum.saturating_add(*one));
    let all = sum(counts);
    let above = |cut: &usize| sum(&counts[*cut..]);
    let best = (1..counts.len()).min_by_key(|cut| above(cut).saturating_mul(2).abs_diff(all));
    best.and_then(|cut| u8::try_from(cut).ok())
}

/// Where numbers are cut: see [`halved_at`].
fn middle(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let (median, most) = (*numbers.get(numbers.len() / 2)?, *numbers.last()?);
    let below =
        numbers.partition_point(|number| *number < median).checked_sub(1).map(|at| numbers[at]);
    let above = numbers.get(numbers.partition_point(|number| *number <= median)).copied();
    Some(halved_at(median, most, below, above))
}

/// Where numbers are cut, by their median (the greater of two), the greatest of them, and those
/// next to the median: at the median, or below it where nothing is greater. A number of many digits
/// is rounded up, so that the cut can be printed in full, unless that moves somebody across.
pub(crate) fn halved_at(median: f64, most: f64, below: Option<f64>, above: Option<f64>) -> f64 {
    let at_most = || below.map_or((median, None), |below| (below, Some(median)));
    let (cut, next) = if most > median { (median, above) } else { at_most() };
    let short = ((cut * 100.0).round() / 100.0).total_cmp(&cut).is_eq();
    let mut rounded =
        (0..6).map(|digits| 10_f64.powi(digits)).map(|unit| (cut * unit).ceil() / unit);
    let same = |rounded: &f64| *rounded >= cut && next.is_none_or(|next| *rounded < next);
    if short { cut } else { rounded.find(same).unwrap_or(cut) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_is_short_and_parts_as_the_median_does() {
        assert_eq!(middle(vec![0.2, 0.5, 0.598_765, 0.603, 0.9]), Some(0.6));
        assert_eq!(middle(vec![1.0, 64.0, 64.0, 90.0]), Some(64.0));
        assert_eq!(middle(vec![1.0, 2.5, 7.0, 7.0, 7.0]), Some(2.5));
        assert_eq!(middle(vec![0.1, 0.123_456_78, 0.123_456_79]), Some(0.123_456_78));
        assert_eq!(middle(Vec::new()), None);
    }
}
