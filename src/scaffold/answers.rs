//! Tables of answers: the rows of a survey, whoever gave them.

use std::collections::BTreeSet;

use crate::sources::{Item, Scale, Table, asks};

/// Fewest questions in words of a survey.
const LEAST_QUESTIONS: usize = 2;
/// Fewest columns with the same grades: what happened has a priority, and seldom three.
const LEAST_ALIKE: usize = 3;

/// True if rows are answers rather than what happened: headers ask, or several columns are answered
/// with the same grades.
pub(super) fn is_of_answers(table: &Table, items: &[Item]) -> bool {
    let answered = |item: &&Item| !matches!(item.scale, Scale::Empty | Scale::Constant);
    let asked = items.iter().filter(answered).filter(|item| asks(&table.columns[item.columns[0]]));
    asked.count() >= LEAST_QUESTIONS || has_battery(items)
}

fn has_battery(items: &[Item]) -> bool {
    let graded = items.iter().filter(|item| item.scale == Scale::Ordinal);
    let levels: Vec<BTreeSet<String>> = graded
        .map(|item| item.labels().iter().map(|label| label.to_lowercase()).collect())
        .filter(|levels: &BTreeSet<String>| levels.len() >= 3)
        .collect();
    // Nobody may have given one of the grades in some of the columns.
    let alike = |most: &BTreeSet<String>| {
        levels.iter().filter(|levels| levels.is_subset(most)).count() >= LEAST_ALIKE
    };
    levels.iter().any(alike)
}
