//! Several answers in one cell.
//!
//! Options may contain the separator ("Social media such as blogs, Twitter, or Slack"). They are
//! learnt from the cells: a separator inside brackets does not part, and neighbours that never
//! occur without each other are one option. A comma may also stand inside the answers of a single
//! choice ("Yes, somewhat rude"): what follows it there has one place.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::super::column::Column;
use super::codes::{MISSING, MOST_LEVELS};
use super::fold::{fold, is_missing};
use super::parts::split;
use super::tally::Tally;

/// The options of an item that has all its answers in one cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct OptionList {
    /// The options, most chosen first.
    pub(super) labels: Vec<String>,
    /// The parts of each option, folded.
    parts: Vec<Vec<String>>,
    separator: char,
}

/// Separators in the order in which they are tried.
const SEPARATORS: [char; 8] = [';', '|', '\n', '┋', '；', '、', ',', '，'];
/// Separators that may also stand inside an answer.
const COMMAS: [char; 3] = [',', '，', '、'];

impl OptionList {
    /// True if the answers are choices of several options: a twentieth of the cells, or one in two
    /// hundred where the question asks for several, holds at least two frequent options, these make
    /// up six tenths of all parts, and where commas part them, options change places.
    pub(super) fn is_multiple_choice(tally: &Tally, asked: bool) -> bool {
        let fitting = |list: Self| {
            list.fits(tally, asked)
                && (!COMMAS.contains(&list.separator) || list.changes_places(tally))
        };
        SEPARATORS.iter().filter_map(|separator| Self::learn(tally, *separator)).any(fitting)
    }

    /// The options as stated, or learnt with the stated or the best separator.
    pub(super) fn from_answers(
        tally: &Tally,
        stated: &[String],
        separator: Option<&str>,
        asked: bool,
    ) -> Self {
        let mark =
            separator.and_then(|text| text.trim().chars().next().or_else(|| text.chars().next()));
        let learnt = || match mark {
            Some(mark) => Self::learn(tally, mark),
            None => SEPARATORS
                .iter()
                .filter_map(|mark| Self::learn(tally, *mark))
                .find(|list| list.fits(tally, asked)),
        };
        let separator = mark.unwrap_or(',');
        let found =
            if stated.is_empty() { learnt() } else { Some(Self::new(stated.to_vec(), separator)) };
        found.unwrap_or_else(|| {
            Self::new(
                tally.answers.iter().take(MOST_LEVELS).map(|(text, _)| text.clone()).collect(),
                separator,
            )
        })
    }

    /// True if every option has the parts that it is known by.
    pub(super) fn is_sound(&self) -> bool {
        !self.labels.is_empty() && self.labels.len() == self.parts.len()
    }

    fn new(labels: Vec<String>, separator: char) -> Self {
        let parts = labels
            .iter()
            .map(|label| split(label, separator).into_iter().map(fold).collect())
            .collect();
        Self { labels, parts, separator }
    }

    fn learn(tally: &Tally, separator: char) -> Option<Self> {
        let cells: Vec<(Vec<&str>, usize)> =
            tally.answers.iter().map(|(text, count)| (split(text, separator), *count)).collect();
        if cells.iter().all(|(parts, _)| parts.len() < 2) {
            return None;
        }
        let joined = join_halves(&cells, separator, tally.answered);
        let mut options: BTreeMap<String, (String, usize)> = BTreeMap::new();
        for (parts, count) in &joined {
            for part in parts {
                let entry = options.entry(fold(part)).or_insert_with(|| (part.clone(), 0));
                entry.1 += count;
            }
        }
        // One cell in a hundred: words of one's own that happen to be parted are rarer.
        let least = 2.max(tally.answered / 100);
        let mut frequent: Vec<(String, usize)> = options
            .into_values()
            .filter(|(label, count)| *count >= least && !is_missing(&fold(label)))
            .collect();
        frequent.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        frequent.truncate(MOST_LEVELS);
        (frequent.len() >= 2)
            .then(|| Self::new(frequent.into_iter().map(|(label, _)| label).collect(), separator))
    }

    fn fits(&self, tally: &Tally, asked: bool) -> bool {
        let (mut several, mut known, mut parts) = (0, 0, 0);
        for (text, count) in &tally.answers {
            let (chosen, others) = self.parse(text);
            several += if chosen.len() >= 2 { *count } else { 0 };
            known += chosen.len() * count;
            parts += (chosen.len() + others) * count;
        }
        // A twentieth and six tenths are set so that prose with commas fails and real lists with a
        // free-text rest pass.
        several * if asked { 200 } else { 20 } >= tally.answered && known * 10 >= parts * 6
    }

    /// True if at least half of the options that follow another stand first in one cell and second
    /// in another, or second and third, as they do where each is chosen for itself.
    fn changes_places(&self, tally: &Tally) -> bool {
        let mut places: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (text, _) in &tally.answers {
            for (place, option) in self.parse(text).0.into_iter().enumerate() {
                places.entry(option).or_default().insert(place);
            }
        }
        let following = places.values().filter(|places| places.iter().any(|place| *place > 0));
        let (moving, fixed): (Vec<_>, Vec<_>) = following.partition(|places| places.len() > 1);
        moving.len() >= fixed.len()
    }

    /// The options a cell names, and how many parts of it are none.
    fn parse(&self, text: &str) -> (Vec<usize>, usize) {
        let parts: Vec<String> = split(text, self.separator).into_iter().map(fold).collect();
        let (mut chosen, mut others, mut at) = (Vec::new(), 0, 0);
        while at < parts.len() {
            // The longest wins, so that "Social media, or Slack" is not taken for "Social media".
            let longest = (0..self.parts.len())
                .filter(|option| {
                    !self.parts[*option].is_empty() && parts[at..].starts_with(&self.parts[*option])
                })
                .max_by_key(|option| self.parts[*option].len());
            if let Some(option) = longest {
                at += self.parts[option].len();
                if !chosen.contains(&option) {
                    chosen.push(option);
                }
            } else {
                at += 1;
                others += 1;
            }
        }
        (chosen, others)
    }

    /// True if every part of a cell is one of the options.
    pub(super) fn lists_all_of(&self, text: &str) -> bool {
        self.parse(text).1 == 0
    }

    /// For each option whether a cell names it: 1, 0, or [`MISSING`] where the cell says nothing.
    pub(super) fn marks_of(&self, text: &str) -> Vec<u8> {
        if is_missing(&fold(text)) {
            return vec![MISSING; self.labels.len()];
        }
        let mut marks = vec![0; self.labels.len()];
        self.parse(text).0.into_iter().for_each(|option| marks[option] = 1);
        marks
    }

    /// The marks of every row, option by option, see [`OptionList::marks_of`].
    pub(super) fn marks(&self, column: &Column) -> Vec<Vec<u8>> {
        // Each different text is parsed once; rows keep its number.
        let mut different: Vec<Vec<u8>> = Vec::new();
        let index = column.map(|text| {
            different.push(self.marks_of(text));
            different.len() - 1
        });
        (0..self.labels.len())
            .map(|option| index.iter().map(|cell| different[*cell][option]).collect())
            .collect()
    }
}

/// Joins neighbours that stand together in at least 95 of 100 of their occurrences, at least five
/// times or continuing in lower case.
fn join_halves(
    cells: &[(Vec<&str>, usize)],
    separator: char,
    answered: usize,
) -> Vec<(Vec<String>, usize)> {
    let mut cells: Vec<(Vec<String>, usize)> = cells
        .iter()
        .map(|(parts, count)| (parts.iter().map(|part| (*part).to_owned()).collect(), *count))
        .collect();
    let glue = if separator == ',' { ", ".to_owned() } else { separator.to_string() };
    loop {
        let mut alone: BTreeMap<&str, usize> = BTreeMap::new();
        let mut together: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (parts, count) in &cells {
            parts.iter().for_each(|part| *alone.entry(part).or_default() += count);
            parts
                .windows(2)
                .for_each(|pair| *together.entry((&pair[0], &pair[1])).or_default() += count);
        }
        let halves: Vec<(String, String)> = together
            .into_iter()
            .filter(|((first, second), count)| {
                // The more frequent of the two decides: a part that is also chosen alone is an
                // option.
                let rarest = alone[first].max(alone[second]);
                let continues = second.starts_with(char::is_lowercase) && *count >= 2;
                first != second
                    && count * 100 >= rarest * 95
                    && (continues || *count >= 5.max(answered / 200))
            })
            .map(|((first, second), _)| (first.to_owned(), second.to_owned()))
            .collect();
        // An option of three parts takes two rounds, so joining goes on until nothing changes.
        if halves.is_empty() {
            return cells;
        }
        for (parts, _) in &mut cells {
            let mut at = 0;
            while at + 1 < parts.len() {
                let pair = (parts[at].clone(), parts[at + 1].clone());
                // The pairs come out of an ordered map, so they are sorted.
                if halves.binary_search(&pair).is_ok() {
                    parts[at] = format!("{}{glue}{}", pair.0, pair.1);
                    parts.remove(at + 1);
                }
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(cells: &[(&str, usize)]) -> Tally {
        Tally {
            answers: cells.iter().map(|(text, count)| ((*text).to_owned(), *count)).collect(),
            answered: cells.iter().map(|(_, count)| count).sum(),
            ..Tally::default()
        }
    }

    #[test]
    fn options_with_commas_stay_whole() {
        let cells = tally(&[
            ("Email, Social media such as blogs, Twitter, or Slack", 40),
            ("Social media such as blogs, Twitter, or Slack", 30),
            ("R Command Line (i.e., the native terminal), Email", 20),
            ("Email", 30),
            ("Email, pigeons", 1),
        ]);
        assert!(OptionList::is_multiple_choice(&cells, false));
        let list = OptionList::from_answers(&cells, &[], None, false);
        assert_eq!(
            list.labels,
            [
                "Email",
                "Social media such as blogs, Twitter, or Slack",
                "R Command Line (i.e., the native terminal)"
            ]
        );
        assert_eq!(
            list.parse("Social media such as blogs, Twitter, or Slack, Email"),
            (vec![1, 0], 0)
        );
        assert_eq!(list.parse("Email, pigeons"), (vec![0], 1));
    }

    #[test]
    fn a_choice_of_two_is_several() {
        assert!(OptionList::is_multiple_choice(
            &tally(&[("mail, phone", 20), ("mail", 30), ("phone", 10)]),
            false
        ));
        assert!(OptionList::is_multiple_choice(
            &tally(&[("mail, phone", 9), ("mail, post", 9), ("phone, post", 9)]),
            false
        ));
        assert!(OptionList::is_multiple_choice(
            &tally(&[("mail; post", 9), ("mail; phone", 9), ("mail", 9)]),
            false
        ));
    }

    #[test]
    fn a_question_for_several_answers_needs_few_cells_with_two() {
        let cells =
            tally(&[("White", 900), ("Asian", 60), ("White, Asian", 6), ("Asian, White", 5)]);
        assert!(!OptionList::is_multiple_choice(&cells, false));
        assert!(OptionList::is_multiple_choice(&cells, true));
        assert_eq!(OptionList::from_answers(&cells, &[], None, true).labels, ["White", "Asian"]);
    }

    #[test]
    fn single_choices_and_prose_are_not_taken_apart() {
        let single = tally(&[
            ("Some college, no degree", 50),
            ("Master’s degree (e.g. MA, MS)", 80),
            ("None, yet", 1),
        ]);
        assert!(!OptionList::is_multiple_choice(&single, false));
        let rude = tally(&[
            ("No, not rude at all", 400),
            ("Yes, somewhat rude", 300),
            ("Yes, very rude", 100),
        ]);
        assert!(!OptionList::is_multiple_choice(&rude, false));
        let plans = tally(&[("Basic, monthly", 20), ("Basic, yearly", 20), ("Pro, monthly", 20)]);
        assert!(!OptionList::is_multiple_choice(&plans, false));
        let sentences = tally(&[
            ("It's important to be honest, kind, and loyal.", 60),
            ("It's important to be honest, kind and loyal.", 40),
        ]);
        assert!(!OptionList::is_multiple_choice(&sentences, false));
        let work = tally(&[
            ("Employed, full-time", 50),
            ("Employed, part-time", 20),
            ("Not employed, student", 9),
        ]);
        assert!(!OptionList::is_multiple_choice(&work, false));
        let prose: Vec<(String, usize)> = (0..40)
            .map(|n| (format!("I like thing {n}, and also that {}, mostly", n * 7), 1))
            .collect();
        assert!(!OptionList::is_multiple_choice(
            &Tally { answers: prose, answered: 40, ..Tally::default() },
            false
        ));
    }
}
