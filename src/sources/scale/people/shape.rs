//! The shape of names: few words in capital letters, without digits, different in most rows.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::column::Column;
use super::super::super::table::Table;
use super::super::composed::plain_words;
use super::super::fold::{fold, is_missing};
use super::given::{begins_with_surname, is_given_name, is_saint};

/// A column of short texts in the shape of names.
pub(super) struct NameColumn {
    column: usize,
    /// Rows with a text.
    rows: usize,
    /// The different texts, as they are written.
    different: Vec<String>,
    /// Rows whose text has two words or more.
    full: usize,
    /// Rows with a frequent given name.
    given: usize,
    /// Rows that begin with a frequent surname of one letter.
    surnames: usize,
}

/// Fewest names that show what a column holds.
const LEAST: usize = 6;
/// As many rows show it as well as more do.
const MOST_ROWS: usize = 5_000;

impl NameColumn {
    /// `None` if texts have other shapes.
    pub(super) fn read(column: &Column) -> Option<Self> {
        let step = column.len().div_ceil(MOST_ROWS).max(1);
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        let (mut rows, mut shaped) = (0, 0);
        for row in (0..column.len()).step_by(step) {
            let text = column.text(row);
            let text = text.trim();
            if is_missing(&fold(text)) {
                continue;
            }
            rows += 1;
            shaped += usize::from(is_shaped(text));
            // One in ten may be a title, an initial or a slip.
            if rows >= LEAST && shaped * 10 + 10 < rows * 9 {
                return None;
            }
            *counted.entry(text.to_owned()).or_default() += 1;
        }
        if rows < LEAST || shaped * 10 < rows * 9 {
            return None;
        }
        let of = |test: &dyn Fn(&str) -> bool| -> usize {
            counted.iter().filter(|(text, _)| test(text)).map(|(_, count)| count).sum()
        };
        let full = of(&|text| name_words(text).len() >= 2);
        let given = of(&has_given_name);
        let surnames = of(&begins_with_surname);
        Some(Self {
            column: column.index,
            surnames,
            rows,
            full,
            given,
            different: counted.into_keys().collect(),
        })
    }

    /// True if its texts are few, each of several rows, as answers to choose from are.
    pub(super) fn is_closed(&self) -> bool {
        const SEVERAL: usize = 3;
        // Longer lists are not offered to choose from, and people are many.
        const MOST: usize = 20;
        self.different.len() <= MOST && self.different.len() * SEVERAL <= self.rows
    }

    /// True if its texts are given names, mostly without a surname.
    pub(super) fn is_of_given_names_alone(&self) -> bool {
        self.full * 2 < self.rows && self.has_given_names()
    }

    fn differ(&self, percent: usize) -> bool {
        self.different.len() * 100 >= self.rows * percent
    }

    /// True if a third of the rows has a word of the name in an address of mail.
    pub(super) fn is_in(&self, table: &Table, mails: &[usize]) -> bool {
        let names = &table.columns[self.column];
        let is_in = |mail: &usize| {
            let (mut both, mut within) = (0, 0);
            for row in (0..names.len()).take(MOST_ROWS) {
                let (name, mail) = (names.text(row), table.columns[*mail].text(row));
                let Some((own, host)) = mail.split_once('@').filter(|_| !name.trim().is_empty())
                else {
                    continue;
                };
                both += 1;
                let own = plain_words(own).replace(' ', "");
                let words = plain_words(&name);
                let mut words = words.split(' ').filter(|word| word.len() >= 3);
                // A firm is in the host of its addresses.
                let host = plain_words(host).replace(' ', "");
                within += usize::from(words.any(|word| own.contains(word) && !host.contains(word)));
            }
            both >= LEAST && within * 3 >= both
        };
        self.differ(20) && mails.iter().any(is_in)
    }

    /// True if one row in five has a given name that is frequent somewhere, and names differ.
    pub(super) fn has_given_names(&self) -> bool {
        let many = self.different.len() >= LEAST;
        let listed = self.different.iter().filter(|text| has_given_name(text)).count();
        // Many people share few given names: then most of these are known.
        let mostly = listed * 2 >= self.different.len() && self.given * 2 >= self.rows;
        let known = self.differ(25) && self.given * 5 >= self.rows;
        many && (mostly || known || (self.differ(70) && self.surnames * 2 >= self.rows))
    }

    /// True if its neighbour holds given names, and it has as many different words.
    pub(super) fn is_beside_given(&self, other: &Self) -> bool {
        self.column.abs_diff(other.column) == 1
            && self.full * 5 <= self.rows
            && self.different.len() >= other.different.len()
            && other.has_given_names()
    }

    /// True if one of two neighbours holds given names and the other surnames: single words, of
    /// which those of the one repeat a little, and those of the other hardly.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        let single = |column: &Self| column.full * 5 <= column.rows;
        let next = self.column.abs_diff(other.column) == 1;
        let many = self.rows >= 2 * LEAST && other.rows >= 2 * LEAST;
        let apart = (self.differ(60) && other.differ(25)) || (self.differ(25) && other.differ(60));
        let known = (self.given + other.given) * 20 >= self.rows;
        next && many && single(self) && single(other) && apart && (known || self.is_as_full(other))
    }

    /// True if hardly a row has the one without the other.
    fn is_as_full(&self, other: &Self) -> bool {
        self.rows.abs_diff(other.rows) * 20 <= self.rows && self.differ(40) && other.differ(40)
    }

    /// True if nearly all rows have another text of two words or three, and none of the words ends
    /// many of them, as forms of firms do.
    pub(super) fn is_of_full_names(&self) -> bool {
        if !self.differ(95) || self.full * 10 < self.rows * 8 || self.rows < 2 * LEAST {
            return false;
        }
        let mut last: BTreeMap<String, usize> = BTreeMap::new();
        let mut first: BTreeSet<String> = BTreeSet::new();
        for text in &self.different {
            let words = name_words(text);
            first.extend(words.first().cloned());
            *last.entry(words.last().cloned().unwrap_or_default()).or_default() += 1;
        }
        let most = last.values().max().copied().unwrap_or_default();
        // Given names recur and do not end names.
        let both = last.keys().filter(|word| first.contains(*word)).count();
        most * 10 <= self.rows.max(20)
            && both * 5 <= last.len()
            && first.len() < self.different.len()
    }
}

fn has_given_name(text: &str) -> bool {
    let words = name_words(text);
    // San José and Santa Maria are places.
    let is_of_saint = |at: usize| at > 0 && is_saint(&words[at - 1]);
    let mut given = words.iter().enumerate().filter(|(_, word)| is_given_name(word));
    given.any(|(at, _)| !is_of_saint(at))
}

/// The words of a name in small letters.
fn name_words(text: &str) -> Vec<String> {
    text.split([' ', ',', '\u{3000}', '・', '.'])
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// True for up to five words, each but particles with a capital letter, and nothing that names do
/// not have; scripts without capitals write few letters.
fn is_shaped(text: &str) -> bool {
    const LONGEST: usize = 50;
    const MOST_WORDS: usize = 5;
    let mark = |c: char| matches!(c, ' ' | '-' | '\'' | '\u{2019}' | '.' | ',' | '・' | '\u{3000}');
    if text.len() > LONGEST * 2
        || !text.chars().all(|c| c.is_alphabetic() || mark(c) || is_joining(c))
    {
        return false;
    }
    let words: Vec<&str> =
        text.split([' ', '-', '\u{3000}', ',']).filter(|word| !word.is_empty()).collect();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if words.is_empty() || words.len() > MOST_WORDS || !(2..=LONGEST).contains(&letters) {
        return false;
    }
    if text.chars().any(|c| c.is_lowercase() || c.is_uppercase()) {
        // "van", "de la", "bin".
        let particle =
            |word: &str| word.chars().count() <= 3 && word.chars().all(char::is_lowercase);
        let capital = |word: &&str| word.starts_with(char::is_uppercase) || is_elided(word);
        let others = words.iter().filter(|word| !capital(word));
        return words.iter().any(capital)
            && capital(&words[words.len() - 1])
            && others.clone().count() <= 2
            && others.into_iter().all(|word| particle(word));
    }
    // A name in Chinese letters has four at most, a foreign one is cut into words.
    letters <= if words.len() == 1 { 5 } else { 24 }
}

/// "d'Angelo", "o'Neill".
fn is_elided(word: &str) -> bool {
    let behind = word.split(['\'', '\u{2019}']).nth(1);
    behind.is_some_and(|behind| behind.starts_with(char::is_uppercase))
}

/// Signs that belong to letters of Indian and Arabic scripts.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{65f}' | '\u{900}'..='\u{eff}'
        | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(names: &[String]) -> Option<NameColumn> {
        NameColumn::read(&Column::from_texts("x", 0, None, names))
    }

    fn of(one: &str, other: &str) -> Vec<String> {
        let (one, other): (Vec<&str>, Vec<&str>) =
            (one.split(' ').collect(), other.split(' ').collect());
        (0..30)
            .map(|n| format!("{} {}", one[n % one.len()], other[(n * 7 + n / 4) % other.len()]))
            .collect()
    }

    #[test]
    fn names_have_capital_letters_and_no_digits() {
        for name in
            ["Ana Lucía Prado", "Jan van der Berg", "O'Neill", "LEE MIN", "王小明", "Игорь Ветров"]
        {
            assert!(is_shaped(name), "{name}");
        }
        for text in
            ["it was fine", "Plan B 2", "Great tool, really", "a", "Zu teuer", "Tools (old)"]
        {
            assert!(!is_shaped(text), "{text}");
        }
    }

    #[test]
    fn given_names_of_many_languages_are_known() {
        for (given, family) in [
            (
                "Anna Peter Sabine Jan Heike Lukas",
                "Brandt Holm Kiesel Rauer Tanneck Ullmer Wehling",
            ),
            ("María José Carmen Javier Lucía", "Arrieta Bolaño Cuesta Duarte Espino Fariña Gadea"),
            ("Ольга Иван Елена Сергей Ирина", "Ветрова Громов Дымова Ершов Жарова Зимин Котова"),
        ] {
            let column = column(&of(given, family)).unwrap();
            assert!(column.has_given_names(), "{given}");
        }
    }

    #[test]
    fn saints_are_places() {
        for town in ["San José", "Santa Maria", "Saint Paul", "São Paulo", "Sankt Peter"] {
            assert!(!has_given_name(town), "{town}");
        }
        assert!(has_given_name("José Santana") && has_given_name("Maria Sanders"));
    }

    #[test]
    fn towns_and_firms_are_no_names_of_people() {
        let towns: Vec<String> =
            (0..40).map(|n| ["Bad Essen", "Bad Orb", "Kiel"][n % 3].to_owned()).collect();
        let column = column(&towns).unwrap();
        assert!(!column.has_given_names() && !column.is_of_full_names());
        let firms = of(
            "Nordwind Silberbach Talgrund Seeblick Auenhof",
            "Logistik Handels Werke Bau Druck Technik Medien",
        );
        let firms: Vec<String> =
            firms.into_iter().map(|firm| format!("{firm} Gesellschaft")).collect();
        assert!(!self::column(&firms).unwrap().is_of_full_names());
    }
}
