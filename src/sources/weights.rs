//! Whether a column of numbers weighs respondents, or says how heavy bodies and parcels are.

use std::collections::BTreeSet;

use super::column::Column;
use super::scale::{header_words, parse_number};
use super::table::Table;

/// Words of the height of bodies, which stand beside their weight.
const HEIGHTS: [&str; 12] = [
    "height",
    "stature",
    "größe",
    "körpergröße",
    "taille",
    "estatura",
    "altura",
    "altezza",
    "lengte",
    "wzrost",
    "身長",
    "身高",
];
/// Means between which weights keep the number of respondents.
const ABOUT_ONE: std::ops::RangeInclusive<f64> = 0.5..=2.0;
/// Weights whose mean is as high stand for so many people of a population each: no body has as
/// many kilograms or pounds.
const POPULATION: f64 = 400.0;

/// Mean below which numbers are no kilograms or pounds of people.
const LIGHT: f64 = 20.0;

/// True if the numbers of a column can be weights of respondents: their mean is near 1, or they sum
/// to a population; they are not whole grams, kilograms or pounds.
pub(crate) fn weighs(table: &Table, column: &Column) -> bool {
    let numbers = numbers(column);
    let Some(mean) = mean(&numbers) else { return false };
    if numbers.iter().any(|number| *number < 0.0) {
        return false;
    }
    if ABOUT_ONE.contains(&mean) {
        return true;
    }
    let others = || table.columns.iter().filter(|other| other.index != column.index);
    let named = |other: &&Column| {
        header_words(&other.name).iter().any(|word| HEIGHTS.contains(&word.as_str()))
    };
    if others().any(|other| named(&other) || is_of_heights(other)) {
        return false;
    }
    // No body is as light.
    if mean < LIGHT {
        return true;
    }
    // Weights are worked out, so they have decimals; scales give one at most.
    let fine = numbers.iter().filter(|number| (*number * 10.0).fract().abs() > 1e-9).count();
    mean >= POPULATION || fine * 2 >= numbers.len()
}

/// True if the numbers of a column that is called a weight cannot be those of bodies or parcels:
/// their mean is near 1, or they sum to a population.
pub(crate) fn weighs_clearly(table: &Table, column: &Column) -> bool {
    let is_clear = |mean: f64| ABOUT_ONE.contains(&mean) || mean >= POPULATION;
    weighs(table, column) && mean(&numbers(column)).is_some_and(is_clear)
}

/// Words for weights of respondents that are those of bodies and parcels as well.
const AMBIGUOUS: [&str; 18] = [
    "weight",
    "weights",
    "weighting",
    "wt",
    "wgt",
    "gewicht",
    "gewichte",
    "poids",
    "peso",
    "pesos",
    "gewichten",
    "waga",
    "vikt",
    "vekt",
    "vægt",
    "ağırlık",
    "вес",
    "权重",
];

/// True if a column may weigh respondents, and nothing says so for sure: its header has a word for
/// weights, and its numbers can be some.
pub(crate) fn may_be_weight(table: &Table, column: &Column) -> bool {
    const LONGEST: usize = 3;
    let words = header_words(&column.name);
    let is_named =
        words.len() <= LONGEST && words.iter().any(|word| AMBIGUOUS.contains(&word.as_str()));
    is_named && weighs(table, column)
}

fn numbers(column: &Column) -> Vec<f64> {
    column.map(parse_number).into_iter().flatten().collect()
}

#[allow(clippy::cast_precision_loss, reason = "rows are far fewer than 2^52")]
fn mean(numbers: &[f64]) -> Option<f64> {
    (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
}

/// True if numbers are such as heights of people have in centimetres or metres.
fn is_of_heights(column: &Column) -> bool {
    let numbers = numbers(column);
    let within = |least: f64, most: f64| {
        let inside = numbers.iter().filter(|number| (least..=most).contains(*number)).count();
        numbers.len() >= 10 && inside * 20 >= numbers.len() * 19
    };
    let different: BTreeSet<u64> = numbers.iter().map(|number| number.to_bits()).collect();
    different.len() >= 10 && (within(130.0, 210.0) || within(1.3, 2.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Findings;
    use crate::sources::SourceFile;

    fn weighs_in(header: &str, row: impl Fn(usize) -> String) -> bool {
        let rows: String = (0..60).map(|number| format!("{}\n", row(number))).collect();
        let file = SourceFile::from_bytes("t.csv", format!("{header}\n{rows}")).unwrap();
        let table = Table::from_file(file, None, None, &mut Findings::default()).unwrap();
        weighs(&table, table.columns.last().unwrap())
    }

    #[test]
    fn weights_of_respondents_are_told_from_those_of_bodies() {
        assert!(weighs_in("id,weight", |n| format!("{n},0.{}", 50 + n % 49)));
        assert!(weighs_in("id,weight", |n| format!("{n},{}", 1 + n % 2)));
        assert!(weighs_in("id,weight", |n| format!("{n},{}", 1200 + 31 * n)));
        assert!(weighs_in("id,wt", |n| format!("{n},{}.137{}", 20 + n, n % 7)));
        assert!(!weighs_in("id,Größe,Weight", |n| format!("{n},{},{}", n % 3, 50 + n)));
        assert!(!weighs_in("id,Size,Weight", |n| format!("{n},{},{}.375", 150 + n % 45, 50 + n)));
        assert!(!weighs_in("id,weight", |n| format!("{n},{}.5", 50 + n)));
        assert!(!weighs_in("id,weight", |_| "x,".to_owned()));
    }
}
