//! Respondents on two axes, which show how far groups are apart.

use serde::{Deserialize, Serialize};

use crate::ids::PersonaId;
use crate::indicators::{IndicatorMatrix, Measure, Values};
use crate::manifest::{PersonaKind, Role};
use crate::personas::propositions::tally::GroupedRespondents;
use crate::sources::MISSING;

/// Respondents of a kind on the two axes on which they differ most: principal components of the
/// indicators that shape groups.
///
/// Indicators are standardised, numbers by their ranks, a nominal one as one column per answer that
/// together count as one. A value that is not known counts as the mean, so that respondents of whom
/// little is known stand near the middle. Nothing is decided by the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PeopleMap {
    /// Kind of persona.
    pub kind: PersonaKind,
    /// Share of the variance that the two axes explain, 0..=1.
    pub explained: f64,
    /// Number of respondents of the kind with any known value, of whom at most 400 are shown.
    pub respondents: usize,
    /// Respondents shown, by persona; last those without a group.
    pub groups: Vec<MapGroup>,
}

/// The respondents of one persona on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MapGroup {
    /// Id of the persona; `None` for respondents without a group.
    pub persona: Option<PersonaId>,
    /// Coordinates of each respondent on the two axes, in units of the standard deviation on the
    /// first axis.
    pub points: Vec<(f64, f64)>,
}

/// Respondents shown at most.
const SHOWN: usize = 400;
/// Steps of the power iteration for each axis.
const STEPS: usize = 150;

/// The map of a kind; `None` where fewer than three respondents or two columns tell anything.
pub(crate) fn people_map(
    matrix: &IndicatorMatrix,
    kind: PersonaKind,
    groups: &GroupedRespondents,
) -> Option<PeopleMap> {
    let active = |indicator: &usize| matrix.indicators()[*indicator].role_for(kind) == Role::Active;
    let active: Vec<usize> = (0..matrix.indicators().len()).filter(active).collect();
    let known =
        |person: u32| active.iter().any(|indicator| !is_missing(matrix.values(*indicator), person));
    let all: Vec<(u32, Option<usize>)> =
        groups.people.iter().copied().zip(groups.group_of.iter().copied()).collect();
    let all: Vec<(u32, Option<usize>)> =
        all.into_iter().filter(|(person, _)| known(*person)).collect();
    let shown: Vec<(u32, Option<usize>)> =
        // Evenly taken, so that every group keeps its share of the points.
        all.iter().step_by(all.len() / SHOWN + 1).copied().collect();
    let people: Vec<u32> = shown.iter().map(|(person, _)| *person).collect();
    let columns: Vec<Vec<f64>> =
        active.iter().flat_map(|indicator| columns(matrix, *indicator, &people)).collect();
    if people.len() < 3 || columns.len() < 2 {
        return None;
    }
    let first = axis(&columns, None);
    let second = axis(&columns, Some(&first));
    let total: f64 = columns.iter().flatten().map(|value| value * value).sum();
    let explained = (first.spread + second.spread) / total;
    #[allow(clippy::cast_precision_loss, reason = "few respondents")]
    let unit = (first.spread / people.len() as f64).sqrt();
    // Three digits are finer than a pixel and hide rounding; `+ 0.0` turns -0 into 0.
    let rounded = |value: f64| (value / unit * 1000.0).round() / 1000.0 + 0.0;
    let of_group = |group: Option<usize>| {
        let places = shown.iter().zip(first.scores.iter().zip(&second.scores));
        let own = places
            .filter(|((_, of), _)| *of == group)
            .map(|(_, (x, y))| (rounded(*x), rounded(*y)));
        MapGroup {
            persona: group.map(|group| PersonaId::numbered(kind.letter(), group + 1)),
            points: own.collect(),
        }
    };
    let groups = (0..groups.groups).map(Some).chain([None]).map(of_group).collect();
    Some(PeopleMap {
        kind,
        explained: (explained * 1e4).round() / 1e4,
        respondents: all.len(),
        groups,
    })
}

fn is_missing(values: &Values, person: u32) -> bool {
    match values {
        Values::Codes(codes) => codes[person as usize] == MISSING,
        Values::Numbers(numbers) => numbers[person as usize].is_nan(),
    }
}

/// The standardised columns of an indicator; none where nothing varies.
fn columns(matrix: &IndicatorMatrix, indicator: usize, people: &[u32]) -> Vec<Vec<f64>> {
    let shape = &matrix.indicators()[indicator];
    let of_code = |value: &dyn Fn(u8) -> f64| -> Vec<Option<f64>> {
        let Values::Codes(codes) = matrix.values(indicator) else { return Vec::new() };
        let code =
            |person: &u32| Some(codes[*person as usize]).filter(|code| *code != MISSING).map(value);
        people.iter().map(code).collect()
    };
    let raw: Vec<Vec<Option<f64>>> = match (shape.measure, matrix.values(indicator)) {
        (_, Values::Numbers(numbers)) => vec![ranks(numbers, people)],
        (Measure::Nominal, _) => {
            let levels = 0..u8::try_from(shape.levels.len()).unwrap_or(MISSING);
            levels.map(|level| of_code(&|code| f64::from(u8::from(code == level)))).collect()
        }
        _ => vec![of_code(&f64::from)],
    };
    let mut columns: Vec<Vec<f64>> = raw.iter().filter_map(|column| standardised(column)).collect();
    #[allow(clippy::cast_precision_loss, reason = "few columns")]
    // Levels of a nominal indicator are several columns that must not outweigh a single one.
    let part = (columns.len() as f64).sqrt();
    columns.iter_mut().flatten().for_each(|value| *value /= part);
    columns
}

/// The rank of each number that is known, the middle one of equals: a single number far from the
/// rest would make an axis of its own.
#[allow(clippy::cast_precision_loss, reason = "few respondents")]
fn ranks(numbers: &[f64], people: &[u32]) -> Vec<Option<f64>> {
    let own = || people.iter().map(|person| numbers[*person as usize]);
    let mut sorted: Vec<f64> = own().filter(|number| !number.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    let rank = |number: f64| {
        let below = sorted.partition_point(|other| *other < number);
        (below + sorted.partition_point(|other| *other <= number)) as f64 / 2.0
    };
    own().map(|number| (!number.is_nan()).then(|| rank(number))).collect()
}

/// A column with a mean of 0 and a standard deviation of 1, what is unknown at the mean.
#[allow(clippy::cast_precision_loss, reason = "few respondents")]
fn standardised(column: &[Option<f64>]) -> Option<Vec<f64>> {
    let known: Vec<f64> = column.iter().flatten().copied().collect();
    let mean = known.iter().sum::<f64>() / known.len() as f64;
    let variance =
        known.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / known.len() as f64;
    let deviation = variance.sqrt();
    let place = |value: &Option<f64>| value.map_or(0.0, |value| (value - mean) / deviation);
    (deviation > 1e-12 && deviation.is_finite()).then(|| column.iter().map(place).collect())
}

/// An axis: its direction, the score of each respondent, and the sum of their squares.
struct Axis {
    direction: Vec<f64>,
    scores: Vec<f64>,
    spread: f64,
}

/// The axis along which respondents differ most, or at a right angle to the first one, by power
/// iteration from a fixed start.
fn axis(columns: &[Vec<f64>], first: Option<&Axis>) -> Axis {
    #[allow(clippy::cast_precision_loss, reason = "few columns")]
    let start = (0..columns.len()).map(|column| 1.0 + ((column * 7919 + 13) % 101) as f64 / 101.0);
    let mut direction: Vec<f64> = start.collect();
    let mut scores = Vec::new();
    for _ in 0..STEPS {
        if let Some(first) = first {
            // Rounding brings the first axis back in, so it is taken off at every step.
            let along = dot(&direction, &first.direction);
            direction
                .iter_mut()
                .zip(&first.direction)
                .for_each(|(own, other)| *own -= along * other);
        }
        let length = dot(&direction, &direction).sqrt();
        if length < 1e-12 {
            break;
        }
        direction.iter_mut().for_each(|value| *value /= length);
        scores = project(columns, &direction);
        direction = columns.iter().map(|column| dot(column, &scores)).collect();
    }
    let length = dot(&direction, &direction).sqrt().max(1e-300);
    direction.iter_mut().for_each(|value| *value /= length);
    // An axis has no sign of its own: a fixed one keeps the map from flipping between runs.
    let largest = direction
        .iter()
        .copied()
        .fold(0.0, |most: f64, value| if value.abs() > most.abs() { value } else { most });
    if largest < 0.0 {
        direction.iter_mut().for_each(|value| *value = -*value);
        scores.iter_mut().for_each(|value| *value = -*value);
    }
    let spread = dot(&scores, &scores);
    if scores.is_empty() {
        scores = vec![0.0; columns[0].len()];
    }
    Axis { direction, scores, spread }
}

fn project(columns: &[Vec<f64>], direction: &[f64]) -> Vec<f64> {
    let mut scores = vec![0.0; columns[0].len()];
    for (column, weight) in columns.iter().zip(direction) {
        scores.iter_mut().zip(column).for_each(|(score, value)| *score += weight * value);
    }
    scores
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::Indicator;
    use crate::manifest::Facet;

    #[test]
    fn two_axes_show_all_of_two_columns_and_part_groups() {
        // Two columns that go together in ten people of two kinds.
        let column = |name: &str, odd: u8| {
            let codes = (0..10_u8)
                .map(|person| if person == odd { 1 - person / 5 } else { person / 5 })
                .collect();
            (Indicator::new(name, Facet::Goal, Measure::Mention), Values::Codes(codes))
        };
        let matrix = IndicatorMatrix::from_columns(vec![column("a", 0), column("b", 9)]).unwrap();
        let group_of = (0..10).map(|person| Some(person / 5)).collect();
        let groups = GroupedRespondents { people: (0..10).collect(), group_of, groups: 2 };
        let map = people_map(&matrix, PersonaKind::User, &groups).unwrap();
        assert!((map.explained - 1.0).abs() < 1e-9);
        assert_eq!((map.respondents, map.groups.len(), map.groups[2].points.len()), (10, 3, 0));
        let mean = |group: &MapGroup| group.points.iter().map(|point| point.0).sum::<f64>() / 5.0;
        assert!((mean(&map.groups[0]) - mean(&map.groups[1])).abs() > 0.5);
        // The standardised columns correlate by r, so the first axis holds (1 + r) / 2 of the
        // differences.
        let (a, b) =
            (standardised(&of(&matrix, 0)).unwrap(), standardised(&of(&matrix, 1)).unwrap());
        let (r, first) = (dot(&a, &b) / 10.0, axis(&[a.clone(), b.clone()], None));
        assert!((first.spread / 20.0 - f64::midpoint(1.0, r)).abs() < 1e-9);
    }

    #[test]
    fn a_number_far_from_the_rest_is_but_the_last() {
        let numbers = [5.0, f64::NAN, 2.0, 9e9, 5.0, 1.0];
        let known = ranks(&numbers, &[0, 1, 2, 3, 5]);
        assert_eq!(known, [Some(2.5), None, Some(1.5), Some(3.5), Some(0.5)]);
        assert_eq!(ranks(&numbers, &[0, 2, 4]), [Some(2.0), Some(0.5), Some(2.0)]);
    }

    fn of(matrix: &IndicatorMatrix, indicator: usize) -> Vec<Option<f64>> {
        let Values::Codes(codes) = matrix.values(indicator) else { unreachable!() };
        codes.iter().map(|code| Some(f64::from(*code))).collect()
    }
}
