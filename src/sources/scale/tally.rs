//! The different answers of a column and how often each was given: what a scale is recognised by.

use std::collections::BTreeMap;

use super::super::column::Column;
use super::multiple::OptionList;
use super::{Scale, number, ordinal, parse_number};

/// The different answers of a column, folded, with the spelling seen most and their counts; most frequent first, ties by text.
pub(super) struct Tally {
    /// Most frequent spelling and count of each answer that is not missing.
    pub(super) answers: Vec<(String, usize)>,
    /// Rows that answered.
    pub(super) answered: usize,
    /// Folded words that say there is no answer, such as `na`, with their counts.
    pub(super) declined: BTreeMap<String, usize>,
}

impl Tally {
    pub(super) fn of(column: &Column) -> Self {
        let mut spellings: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        let mut declined: BTreeMap<String, usize> = BTreeMap::new();
        let mut add = |text: &str, count: usize| {
            let folded = fold(text);
            if folded.is_empty() || count == 0 {
                return;
            }
            if is_missing(&folded) {
                *declined.entry(folded).or_default() += count;
            } else {
                *spellings.entry(folded).or_default().entry(text.trim().to_owned()).or_default() += count;
            }
        };
        match column.levels() {
            Some(levels) => levels.into_iter().for_each(|(text, count)| add(text, count)),
            None => (0..column.len()).for_each(|row| add(&column.text(row), 1)),
        }
        let mut answers: Vec<(String, usize)> = spellings
            .into_values()
            .map(|spelled| {
                let count = spelled.values().sum();
                let most = spelled.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
                (most.map_or_else(String::new, |(text, _)| text), count)
            })
            .collect();
        answers.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let answered = answers.iter().map(|(_, count)| count).sum();
        Self { answers, answered, declined }
    }

    /// Answers given often enough to be a choice rather than words of one's own.
    pub(super) fn frequent(&self) -> impl Iterator<Item = &(String, usize)> {
        let least = 2.max(self.answered / 200);
        self.answers.iter().filter(move |(_, count)| *count >= least)
    }

    pub(super) fn scale(&self, column: &Column) -> Scale {
        match self.answers.len() {
            0 => return Scale::Empty,
            1 => return Scale::Constant,
            _ => {}
        }
        let numbers: Option<Vec<f64>> = self.answers.iter().map(|(text, _)| parse_number(text)).collect();
        if let Some(numbers) = numbers {
            return number::scale(&numbers, self.answered, &column.name);
        }
        if number::mostly_dates(&self.answers) {
            return Scale::Date;
        }
        if ordinal::order(self).is_some() {
            return Scale::Ordinal;
        }
        if number::identifies(&self.answers, self.answered, &column.name) {
            return Scale::Identifier;
        }
        if OptionList::recognises(self) {
            return Scale::Multiple;
        }
        let covered: usize = self.frequent().map(|(_, count)| count).sum();
        let choices = self.frequent().count();
        let wordy = self.frequent().any(|(text, _)| text.split_whitespace().count() > 30);
        if choices >= 2 && covered * 10 >= self.answered * 7 && !wordy {
            return Scale::Nominal;
        }
        Scale::OpenText
    }
}

/// The form in which answers are compared: case, white space and typographic marks do not matter.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars() {
            match c {
                '\u{2018}' | '\u{2019}' => folded.push('\''),
                '\u{201C}' | '\u{201D}' => folded.push('"'),
                '\u{2013}' | '\u{2014}' => folded.push('-'),
                c => folded.extend(c.to_lowercase()),
            }
        }
    }
    folded
}

/// Whether a folded answer says that there is none. `none` and `nothing` are answers.
pub(super) fn is_missing(folded: &str) -> bool {
    matches!(folded, "" | "na" | "n/a" | "#n/a" | "null" | "nan" | "." | "-" | "--" | "no answer" | "not answered")
        || folded.starts_with("prefer not to")
}
