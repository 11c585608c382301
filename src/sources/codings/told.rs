//! Cells of a framework matrix that say something of a theme.

use std::collections::{BTreeMap, BTreeSet};

use super::super::column::Column;
use super::super::scale::{fold, is_no_answer};
use super::facts::is_wide;

/// Texts of columns of themes that stand for nothing: the same few words in several cells, such as
/// "not discussed".
pub(in crate::sources) struct SaidNothing(BTreeSet<String>);

/// Most words of such a text.
const MOST_WORDS: usize = 4;
/// Fewest words of a text that says something: fewer may be a mark that denies.
const LEAST_WORDS: usize = 2;

impl SaidNothing {
    /// Learns these texts from all cells.
    pub(in crate::sources) fn learn(columns: &[&Column], rows: &[usize]) -> Self {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for column in columns {
            for row in rows {
                let text = fold(&column.text(*row));
                if (1..=MOST_WORDS).contains(&words(&text)) {
                    *times.entry(text).or_default() += 1;
                }
            }
        }
        Self(times.into_iter().filter(|(_, times)| *times > 1).map(|(text, _)| text).collect())
    }

    /// True if a cell says something in words.
    pub(in crate::sources) fn leaves(&self, cell: &str) -> bool {
        let text = fold(cell);
        words(&text) >= LEAST_WORDS && !self.0.contains(&text) && !is_no_answer(&text)
    }
}

/// Words of a text; two signs of East Asia count as one.
fn words(text: &str) -> usize {
    let spaced = text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    spaced + text.chars().filter(|c| is_wide(*c)).count() / 2
}
