//! The shape of names: few words without digits, and how these recur from row to row.

use std::collections::BTreeMap;

use super::super::super::column::Column;
use super::super::fold::{fold, is_missing};
use super::given::begins_with_surname;
use super::letters::{Letters, has_given_name, letters, name_words};

/// A column of short texts in the shape of names.
pub(super) struct NameColumn {
    column: usize,
    /// Rows with a text.
    rows: usize,
    /// The different texts, as they are written, with the number of their rows.
    counted: BTreeMap<String, usize>,
    /// True if nine in ten begin with capital letters.
    is_capital: bool,
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
        let (mut rows, mut shaped, mut capital) = (0, 0, 0);
        for row in (0..column.len()).step_by(step) {
            let text = column.text(row);
            let text = text.trim();
            if is_missing(&fold(text)) {
                continue;
            }
            rows += 1;
            let letters = letters(text);
            shaped += usize::from(letters.is_some());
            capital += usize::from(letters == Some(Letters::Capital));
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
        let (column, is_capital) = (column.index, capital * 10 >= rows * 9);
        Some(Self { column, rows, counted, is_capital, full, given, surnames })
    }

    /// Its place among the columns of the table.
    pub(super) fn column(&self) -> usize {
        self.column
    }

    /// True if its texts are written like names.
    pub(super) fn is_capital(&self) -> bool {
        self.is_capital
    }

    /// True if its texts are few, each of several rows, as answers to choose from are.
    pub(super) fn is_closed(&self) -> bool {
        const SEVERAL: usize = 3;
        // Longer lists are not offered to choose from, and people are many.
        const MOST: usize = 20;
        self.counted.len() <= MOST && self.counted.len() * SEVERAL <= self.rows
    }

    /// True if its texts are given names, mostly without a surname.
    pub(super) fn is_of_given_names_alone(&self) -> bool {
        self.full * 2 < self.rows && self.has_given_names()
    }

    /// True if nearly all its texts have two words or more.
    pub(super) fn is_full(&self) -> bool {
        self.is_capital && self.full * 10 >= self.rows * 9
    }

    fn is_single(&self) -> bool {
        self.full * 5 <= self.rows
    }

    fn differ(&self, percent: usize) -> bool {
        self.counted.len() * 100 >= self.rows * percent
    }

    /// True if one row in five has a given name that is frequent somewhere, and names differ. Of
    /// words that are not written like names half the rows must have one.
    pub(super) fn has_given_names(&self) -> bool {
        const FEW: usize = 3;
        let different = self.counted.len();
        let listed = self.counted.keys().filter(|text| has_given_name(text)).count();
        // Many people share few given names: then most of these are known.
        let mostly = listed * 2 >= different && self.given * 2 >= self.rows;
        let share = if self.is_capital { 5 } else { 2 };
        let known = self.differ(25) && self.given * share >= self.rows;
        // The few who look after all others have both names.
        let many = different >= LEAST || (different >= FEW && self.is_full() && mostly);
        many && (mostly || known || (self.differ(70) && self.surnames * 2 >= self.rows))
    }

    /// True if one row in ten has a given name that is frequent somewhere, however often it
    /// repeats.
    pub(super) fn has_some_given_names(&self) -> bool {
        self.given * 10 >= self.rows
    }

    /// True if its texts are more than a handful of full names, some with a frequent given name.
    pub(super) fn is_of_known_team(&self) -> bool {
        self.is_full() && self.counted.len() >= LEAST && self.has_some_given_names()
    }

    /// True if its neighbour holds given names, and it has as many different words.
    pub(super) fn is_beside_given(&self, other: &Self) -> bool {
        self.column.abs_diff(other.column) == 1
            && self.is_single()
            && self.counted.len() >= other.counted.len()
            && other.has_given_names()
    }

    /// True if one of two neighbours holds given names and the other surnames: single words, of
    /// which those of the one repeat a little, and those of the other hardly.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        let next = self.column.abs_diff(other.column) == 1;
        let many = self.rows >= 2 * LEAST && other.rows >= 2 * LEAST;
        let apart = (self.differ(60) && other.differ(25)) || (self.differ(25) && other.differ(60));
        let known = (self.given + other.given) * 20 >= self.rows;
        let are_capital = self.is_capital && other.is_capital;
        next && many
            && are_capital
            && self.is_single()
            && other.is_single()
            && apart
            && (known || self.is_as_full(other))
    }

    /// True if hardly a row has the one without the other.
    fn is_as_full(&self, other: &Self) -> bool {
        self.rows.abs_diff(other.rows) * 20 <= self.rows && self.differ(40) && other.differ(40)
    }

    /// True if rows mostly have another text of two words or three, whose words are put together as
    /// given names and surnames are. To a question people answer with names of others too: there
    /// some must share a first word, and so must texts in small letters.
    pub(super) fn is_of_full_names(&self, asks: bool) -> bool {
        let least = if self.is_capital { 8 } else { 9 };
        if self.full * 10 < self.rows * least || self.rows < 2 * LEAST {
            return false;
        }
        let ends = Ends::count(&self.counted);
        let varied = self.differ(95) || (self.differ(60) && ends.are_independent(&self.counted));
        let recur = ends.first.len() < self.counted.len();
        varied
            && ends.are_of_names(self.rows, self.counted.len())
            && (recur || (self.is_capital && !asks))
    }

    /// True if nearly every row has a single word of its own.
    pub(super) fn is_of_rare_words(&self) -> bool {
        self.is_capital && self.is_single() && self.rows >= 2 * LEAST && self.differ(85)
    }

    /// True if many full names repeat, as those of a team do: their first words or their last ones
    /// are hardly shared, or both are shared across each other. Towns, titles and products share
    /// words at one end: "New York" and "New Orleans".
    pub(super) fn is_of_team(&self) -> bool {
        const MANY: usize = 20;
        let different = self.counted.len();
        let full = self.counted.keys().filter(|text| (2..=3).contains(&name_words(text).len()));
        different >= MANY
            && self.is_capital
            && full.count() * 10 >= different * 9
            && Ends::of_each(&self.counted).are_of_team(&self.counted)
    }
}

/// The first and last words of texts, with the number of their rows.
struct Ends {
    first: BTreeMap<String, usize>,
    last: BTreeMap<String, usize>,
}

impl Ends {
    fn count(counted: &BTreeMap<String, usize>) -> Self {
        let (mut first, mut last) = (BTreeMap::new(), BTreeMap::new());
        for (text, rows) in counted {
            let (begins, ends) = ends(text);
            *first.entry(begins).or_default() += rows;
            *last.entry(ends).or_default() += rows;
        }
        Self { first, last }
    }

    /// Of each text once, however many rows have it.
    fn of_each(counted: &BTreeMap<String, usize>) -> Self {
        Self::count(&counted.keys().map(|text| (text.clone(), 1)).collect())
    }

    /// True if no word begins or ends many of the texts, and hardly one shares its first word, or
    /// its last, or those that share the one share the other about as often as chance has it.
    fn are_of_team(&self, counted: &BTreeMap<String, usize>) -> bool {
        let different = counted.len();
        let most = [&self.first, &self.last].into_iter().filter_map(|words| words.values().max());
        let is_rare = |words: &BTreeMap<String, usize>| words.len() * 10 > different * 9;
        most.max().is_some_and(|most| most * 4 <= different)
            && (is_rare(&self.first) || is_rare(&self.last) || self.cross(counted))
    }

    fn cross(&self, counted: &BTreeMap<String, usize>) -> bool {
        let (mut begin, mut end, mut both) = (0, 0, 0);
        for text in counted.keys() {
            let (first, last) = ends(text);
            let [begins, ends] = [self.first[&first] > 1, self.last[&last] > 1];
            begin += usize::from(begins);
            end += usize::from(ends);
            both += usize::from(begins && ends);
        }
        both * counted.len() * 2 >= begin * end
    }

    /// True if none of the words ends many texts, as forms of firms do, and hardly one stands at
    /// either end: given names do not end names. Where first words recur, a few may share a
    /// surname.
    fn are_of_names(&self, rows: usize, different: usize) -> bool {
        let most = self.last.values().max().copied().unwrap_or_default();
        let share = if self.first.len() * 2 <= different { 4 } else { 7 };
        let both = self.last.keys().filter(|word| self.first.contains_key(*word)).count();
        most * share <= rows.max(2 * share) && both * 5 <= self.last.len()
    }

    /// True if two rows share a text hardly more often than chance would have it, given how often
    /// they share a first and a last word. Who repeats a town repeats both its words.
    fn are_independent(&self, counted: &BTreeMap<String, usize>) -> bool {
        const SLACK: u128 = 4;
        let shared = |counts: &mut dyn Iterator<Item = &usize>| -> u128 {
            counts.map(|count| *count as u128 * (*count as u128).saturating_sub(1)).sum()
        };
        let rows: u128 = counted.values().map(|count| *count as u128).sum();
        let pairs = rows * rows.saturating_sub(1);
        let texts = shared(&mut counted.values());
        let both = shared(&mut self.first.values()) * shared(&mut self.last.values());
        texts * pairs <= SLACK * both
    }
}

/// The first word of a text and its last.
fn ends(text: &str) -> (String, String) {
    let mut words = name_words(text).into_iter();
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or_else(|| first.clone());
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(names: &[String]) -> Option<NameColumn> {
        NameColumn::read(&Column::from_texts("x", 0, None, names))
    }

    /// Rows of a word of each list, `rows` of them.
    fn of(rows: usize, one: &str, other: &str) -> Vec<String> {
        let (one, other): (Vec<&str>, Vec<&str>) =
            (one.split(' ').collect(), other.split(' ').collect());
        let name = |n: usize| format!("{} {}", one[n % one.len()], other[n * 7 % other.len()]);
        (0..rows).map(name).collect()
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
            let column = column(&of(30, given, family)).unwrap();
            assert!(column.has_given_names(), "{given}");
        }
    }

    const GIVEN: &str = "Abiodun Bukola Chidinma Dayo Efua Folake Gbenga Halima Ifeoma Jideofor \
                         Kelechi";
    const FAMILY: &str = "Adeleke Balarabe Chukwu Danjuma Ekwueme Falade Gwandu Hassanat Iwuala \
                          Jegede Kuti Lawal Madaki";

    #[test]
    fn names_that_no_list_has_are_put_together_of_two() {
        let names = of(150, GIVEN, FAMILY);
        assert!(column(&names).unwrap().is_of_full_names(false));
        let small: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        let small = column(&small).unwrap();
        assert!(small.is_of_full_names(false) && !small.is_capital());
        // As few as a small survey has, which share no word.
        assert!(column(&of(12, GIVEN, FAMILY)).unwrap().is_of_full_names(false));
    }

    #[test]
    fn towns_and_firms_are_no_names_of_people() {
        let towns: Vec<String> =
            (0..40).map(|n| ["Bad Essen", "Bad Orb", "Kiel"][n % 3].to_owned()).collect();
        let column = column(&towns).unwrap();
        assert!(!column.has_given_names() && !column.is_of_full_names(false));
        let firms = of(
            30,
            "Nordwind Silberbach Talgrund Seeblick Auenhof",
            "Logistik Handels Werke Bau Druck Technik Medien",
        );
        let firms: Vec<String> =
            firms.into_iter().map(|firm| format!("{firm} Gesellschaft")).collect();
        assert!(!self::column(&firms).unwrap().is_of_full_names(false));
    }

    #[test]
    fn towns_that_repeat_share_words_and_a_team_does_not() {
        let towns = "San Francisco|New York|Los Angeles|Las Vegas|San Diego|San Antonio|\
                     Fort Worth|El Paso|Long Beach|Kansas City|New Orleans|Santa Ana|\
                     Oklahoma City|Jersey City|Santa Rosa|Palm Bay|Santa Clara|Fort Collins|\
                     Cedar Rapids|Ann Arbor";
        let towns: Vec<&str> = towns.split('|').collect();
        let towns: Vec<String> = (0..150).map(|n| towns[n * n % 20].to_owned()).collect();
        let towns = column(&towns).unwrap();
        assert!(!towns.is_of_team() && !towns.is_of_full_names(false));
        let (given, family) = (of(11, GIVEN, FAMILY), of(11, FAMILY, GIVEN));
        let team: Vec<String> = given.into_iter().chain(family).collect();
        let team: Vec<String> = (0..150).map(|n| team[n % 22].clone()).collect();
        let team = column(&team).unwrap();
        assert!(team.is_of_team() && !team.is_of_full_names(false));
    }

    #[test]
    fn a_team_may_share_given_names_and_surnames() {
        let pairs = of(143, GIVEN, FAMILY);
        let team: Vec<String> = pairs.into_iter().step_by(6).collect();
        let all: Vec<String> = (0..300).map(|n| team[n % team.len()].clone()).collect();
        let column = column(&all).unwrap();
        assert!(column.is_of_team() && !column.has_given_names());
        // Surnames are hardly shared, given names are.
        let one_each = of(13, "Abiodun Bukola Dayo Efua", FAMILY);
        let other: Vec<String> =
            of(13, "Folake Gbenga Halima", "Abara Bello Coker Dike Ezeani Fagbemi Giwa Hamza Ige");
        let team: Vec<String> = one_each.into_iter().chain(other).collect();
        let all: Vec<String> = (0..300).map(|n| team[n % team.len()].clone()).collect();
        assert!(self::column(&all).unwrap().is_of_team());
        // Firms and branches share a word.
        let firms = of(22, "Hotel", "Adler Bach Tal See Auen Berg Wald Post Stern Krone Linde Ost");
        assert!(!self::column(&[firms.clone(), firms].concat()).unwrap().is_of_team());
    }
}
