//! The different answers of a column and how often each was given: what a scale is recognised by.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;
use indexmap::IndexMap;

use super::super::column::Column;
use super::composed::Asked;
use super::fold::{fold, is_missing};

/// As many different answers as choices and their combinations may be; where there are more, a
/// scale is recognised by the most frequent.
const MOST_ANSWERS: usize = 20_000;

/// The spellings of one answer with how many cells have each.
type Spellings<'a> = Vec<(Cow<'a, str>, usize)>;

/// The different answers of a column, folded, with the spelling seen most and their counts; most
/// frequent first, ties by text.
#[derive(Clone, Default)]
pub(super) struct Tally {
    /// Most frequent spelling and count of each answer that is not missing; left out where
    /// `numbers` says it all.
    pub(super) answers: Vec<(String, usize)>,
    /// Rows that answered.
    pub(super) answered: usize,
    /// Folded words that say there is no answer, such as `na`, with their counts.
    pub(super) declined: BTreeMap<String, usize>,
    /// True if further answers were given, each not oftener than those here.
    pub(super) partial: bool,
    /// The different answers where all are plainly written numbers, and too many to choose from.
    pub(super) numbers: Option<Vec<f64>>,
    /// What the header asks for.
    pub(super) asked: Asked,
    /// The levels of its scale, once these were looked for: several readings of a column ask.
    pub(super) order: OnceLock<Option<Vec<String>>>,
}

impl Tally {
    /// Counts the answers of a column, up to [`MOST_ANSWERS`] different ones.
    pub(super) fn count(column: &Column) -> Self {
        match column.different_numbers() {
            Some(numbers) => Self {
                answered: numbers.iter().map(|(_, count)| count).sum(),
                numbers: Some(numbers.into_iter().map(|(number, _)| number).collect()),
                asked: Asked::of(header(column)),
                ..Self::default()
            },
            None => Self::count_most(column, MOST_ANSWERS),
        }
    }

    /// Counts every answer as text, numbers too.
    pub(super) fn count_all(column: &Column) -> Self {
        Self::count_most(column, usize::MAX)
    }

    fn count_most(column: &Column, most: usize) -> Self {
        let (different, all) = column.most_frequent(most);
        let mut folded: IndexMap<String, Spellings<'_>, FixedState> = IndexMap::default();
        let mut declined: BTreeMap<String, usize> = BTreeMap::new();
        let missing: Vec<String> = column.legend.missing.iter().map(|text| fold(text)).collect();
        for (text, count) in different {
            let answer = fold(&text);
            // A level of the file without a cell stays in the table of levels after rows were set
            // aside.
            if answer.is_empty() || count == 0 {
                continue;
            }
            if is_missing(&answer) || missing.contains(&answer) {
                *declined.entry(answer).or_default() += count;
                continue;
            }
            folded.entry(answer).or_default().push((text, count));
        }
        let mut answers: Vec<(String, usize)> = folded
            .into_values()
            .map(|spellings| {
                (most_frequent(&spellings), spellings.iter().map(|(_, count)| count).sum())
            })
            .collect();
        // Ties by text, so that the order of rows changes nothing.
        answers.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let answered = answers.iter().map(|(_, count)| count).sum();
        Self {
            answers,
            answered,
            declined,
            partial: !all,
            numbers: None,
            asked: Asked::of(header(column)),
            order: OnceLock::new(),
        }
    }

    /// Answers given often enough to be a choice rather than words of one's own.
    pub(super) fn frequent(&self) -> impl Iterator<Item = &(String, usize)> {
        // One answer in two hundred: rarer ones are words of single people.
        let least = 2.max(self.answered / 200);
        self.answers.iter().filter(move |(_, count)| *count >= least)
    }
}

fn header(column: &Column) -> &str {
    column.legend.question.as_deref().unwrap_or(&column.name)
}

/// The spelling of an answer that most cells have, white space at its ends cut off; of equals the
/// first by text.
fn most_frequent(spellings: &Spellings<'_>) -> String {
    let mut trimmed: BTreeMap<&str, usize> = BTreeMap::new();
    spellings.iter().for_each(|(text, count)| *trimmed.entry(text.trim()).or_default() += count);
    let most = trimmed.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
    most.map_or_else(String::new, |(text, _)| text.to_owned())
}
