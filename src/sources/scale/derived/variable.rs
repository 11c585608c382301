//! The columns among which dependence is looked for, as codes and numbers of a sample of rows.

use std::collections::BTreeSet;

use foldhash::fast::FixedState;
use indexmap::IndexMap;
use rayon::prelude::*;

use super::super::super::column::Column;
use super::super::super::table::Table;
use super::super::fold::{fold, is_missing};
use super::super::header::{MOST_WORDS, header_words};
use super::super::item::{Item, ItemAnswers};
use super::super::kind::Scale;
use super::super::number::parse_number;

/// Fewer rows agree by chance.
pub(super) const LEAST_ROWS: usize = 20;
/// As many rows show dependence as well as more do.
const MOST_ROWS: usize = 4_000;

/// One column.
pub(super) struct Variable {
    /// The item, by its place in the list.
    pub(super) item: usize,
    pub(super) column: usize,
    pub(super) scale: Scale,
    /// Number of each row's answer among the different ones, from 1; 0 if it has none.
    pub(super) codes: Vec<u32>,
    /// The different answers, folded.
    pub(super) labels: Vec<String>,
    /// The number of each row, NaN if it has none; empty where answers are no numbers.
    pub(super) numbers: Vec<f64>,
    /// The words of its header.
    words: BTreeSet<String>,
    /// Decimals that the numbers are written with.
    pub(super) decimals: usize,
    /// True if it may follow from others: the manifest does not state it, its header does not ask.
    pub(super) may_follow: bool,
}

/// The columns of a table.
pub(super) struct Variables {
    pub(super) all: Vec<Variable>,
    pub(super) rows: usize,
    /// The rows that are looked at.
    pub(super) sample: Vec<usize>,
}

impl Variables {
    pub(super) fn read(table: &Table, items: &[Item], stated: &BTreeSet<usize>) -> Self {
        let used: Vec<usize> = (0..table.rows()).filter(|row| !table.is_set_aside(*row)).collect();
        let step = used.len().div_ceil(MOST_ROWS).max(1);
        let sample: Vec<usize> = used.into_iter().step_by(step).collect();
        let counted = |item: &Item| {
            matches!(
                item.scale,
                Scale::Nominal | Scale::Ordinal | Scale::Numeric | Scale::Count | Scale::Multiple
            )
        };
        let of_item = |(at, item): (usize, &Item)| {
            let columns: Vec<(usize, usize)> =
                item.columns.iter().map(|column| (at, *column)).collect();
            columns
        };
        let columns: Vec<(usize, usize)> =
            items.iter().enumerate().filter(|(_, item)| counted(item)).flat_map(of_item).collect();
        let all: Vec<Variable> = columns
            .into_par_iter()
            .map(|(at, column)| {
                let (item, column) = (&items[at], &table.columns[column]);
                let may_follow = item.columns.len() == 1
                    && item.write_in.is_none()
                    && item.scale != Scale::Multiple
                    && !stated.contains(&column.index)
                    && !asks(column);
                Variable::read(at, item, column, &sample, may_follow)
            })
            .collect();
        Self { all, rows: sample.len(), sample }
    }
}

impl Variable {
    fn read(at: usize, item: &Item, column: &Column, rows: &[usize], may_follow: bool) -> Self {
        let mut known: IndexMap<String, u32, FixedState> = IndexMap::default();
        let mut codes = Vec::with_capacity(rows.len());
        let (mut texts, mut decimals) = (Vec::with_capacity(rows.len()), 0);
        for row in rows {
            let text = fold(&column.text(*row));
            let decimal = text.split_once(['.', ',']).map_or(0, |(_, behind)| behind.len());
            decimals = decimals.max(decimal);
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX - 1) + 1;
            codes.push(if is_missing(&text) { 0 } else { *known.entry(text).or_insert(next) });
        }
        let labels: Vec<String> = known.into_keys().collect();
        let of_label = Self::numbers_of(item, &labels);
        if let Some(of_label) = of_label {
            let number = |code: &u32| match code {
                0 => f64::NAN,
                code => of_label[*code as usize - 1],
            };
            texts.extend(codes.iter().map(number));
        }
        Self {
            item: at,
            column: column.index,
            scale: item.scale,
            codes,
            labels,
            numbers: texts,
            words: header_words(&column.name).into_iter().collect(),
            decimals,
            may_follow,
        }
    }

    /// The number of each answer: as written, or its place among ordered ones.
    fn numbers_of(item: &Item, labels: &[String]) -> Option<Vec<f64>> {
        let written: Vec<Option<f64>> = labels.iter().map(|label| parse_number(label)).collect();
        let known = written.iter().flatten().count();
        if known > 0 && known * 10 >= labels.len() * 9 {
            return Some(written.into_iter().map(|number| number.unwrap_or(f64::NAN)).collect());
        }
        let ItemAnswers::Levels { codes, .. } = &item.answers else { return None };
        let place = |label: &String| codes.get(label).map_or(f64::NAN, |code| f64::from(*code));
        (item.scale == Scale::Ordinal).then(|| labels.iter().map(place).collect())
    }

    /// True if its answers are written as numbers.
    pub(super) fn is_of_numbers(&self) -> bool {
        !self.numbers.is_empty() && self.labels.iter().any(|label| parse_number(label).is_some())
    }

    /// True if most words of the one header are in the other: "age" and "age band".
    pub(super) fn is_headed_like(&self, other: &Self) -> bool {
        let shared = self.words.intersection(&other.words).count();
        shared > 0 && shared * 2 > self.words.len().min(other.words.len())
    }

    /// Rows with an answer.
    pub(super) fn answered(&self) -> usize {
        self.codes.iter().filter(|code| **code != 0).count()
    }
}

/// True if a header asks: it ends in a question mark, or has more words than a name.
pub(crate) fn asks(column: &Column) -> bool {
    let heading = column.legend.question.as_deref().unwrap_or(&column.name);
    heading.contains(['?', '？', '¿', '؟', ';']) || header_words(heading).len() > 2 * MOST_WORDS
}
