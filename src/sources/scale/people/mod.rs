//! Columns of people's names and dates of birth, known by their values, whatever their header says.
//!
//! Names are few words, nearly as many as rows. What tells them from towns, firms and titles is a
//! relation: they are in the addresses of mail beside them, they stand as given name and surname
//! beside each other, many are given names that are frequent in some language, or each is put
//! together of two words that also stand beside others.

mod births;
mod given;
mod letters;
mod mails;
mod personal_column;
mod shape;

use std::collections::BTreeSet;

use super::super::personal_kind::PersonalKind;
use super::super::table::Table;
use super::derived::asks;
use super::header::MOST_WORDS;
use super::item::Item;
use super::kind::Scale;
use super::whom::{Named, named_by_header, names_somebody, words_of_ids};
use mails::Mails;
pub(super) use personal_column::PersonalColumn;
use shape::NameColumn;

/// The items whose values are names of people or dates of birth. Columns in `stated` are what the
/// manifest says.
pub(super) fn personal_columns(
    table: &Table,
    items: &[Item],
    stated: &BTreeSet<usize>,
) -> Vec<PersonalColumn> {
    let open = |item: &&(usize, &Item)| {
        let (_, item) = item;
        item.columns.len() == 1 && !stated.contains(&item.columns[0])
    };
    let single: Vec<(usize, &Item)> = items.iter().enumerate().collect();
    let single: Vec<(usize, &Item)> = single.iter().filter(open).copied().collect();
    let mut found = names(table, items, &single);
    let dates = single.iter().filter(|(_, item)| item.scale == Scale::Date);
    let dates: Vec<(usize, usize)> = dates.map(|(at, item)| (*at, item.columns[0])).collect();
    found.extend(births::of_birth(table, &dates));
    found.sort_by_key(|column| column.item);
    found
}

fn names(table: &Table, items: &[Item], single: &[(usize, &Item)]) -> Vec<PersonalColumn> {
    let words = single.iter().filter(|(_, item)| {
        matches!(item.scale, Scale::OpenText | Scale::Nominal | Scale::Multiple)
    });
    let shaped: Vec<(usize, NameColumn)> = words
        .filter_map(|(at, item)| Some((*at, NameColumn::read(&table.columns[item.columns[0]])?)))
        .collect();
    if shaped.is_empty() {
        return Vec::new();
    }
    let mails = Mails::read(table);
    let candidate = |(item, shape): (usize, NameColumn)| {
        let column = &table.columns[items[item].columns[0]];
        let in_mails = mails.hold(column);
        let whom = whom(&column.name);
        let is_other = names_others(&column.name);
        let is_of_somebody = names_somebody(&column.name);
        Candidate { item, shape, asks: asks(column), in_mails, whom, is_other, is_of_somebody }
    };
    let candidates: Vec<Candidate> = shaped.into_iter().map(candidate).collect();
    let mut found = Vec::new();
    for (place, candidate) in candidates.iter().enumerate() {
        // A given name stands beside a surname, in either order.
        let beside = place.checked_sub(1).into_iter().chain([place + 1]);
        let beside: Vec<&Candidate> = beside.filter_map(|other| candidates.get(other)).collect();
        let completes = |other: &&Candidate| {
            let [own, other] = [candidate, *other].map(|one| &table.columns[one.shape.column()]);
            mails.hold_initials(own, other)
        };
        let is_sure = candidate.are_names(&beside)
            || beside.iter().filter(|other| other.in_mails).any(completes);
        if is_sure || candidate.may_be_names(&beside) {
            let (item, kind) = (candidate.item, PersonalKind::Names);
            found.push(PersonalColumn { item, kind, in_doubt: !is_sure });
        }
    }
    found
}

/// A column that may hold names.
struct Candidate {
    /// The item, by its place in the list.
    item: usize,
    shape: NameColumn,
    /// True if its header asks.
    asks: bool,
    /// True if its words are in addresses of mail.
    in_mails: bool,
    /// Whom its header names.
    whom: Option<Named>,
    /// True if its header names places, titles or works.
    is_other: bool,
    /// True if its header has a word for people or staff, wherever it stands.
    is_of_somebody: bool,
}

impl Candidate {
    /// True if it can hardly be anything but names. A header of staff may name a tool as well:
    /// "Password manager", "User agent".
    fn are_names(&self, beside: &[&Self]) -> bool {
        let is_full = || self.shape.is_full() && self.shape.has_some_given_names();
        let is_of_staff = self.whom == Some(Named::Staff) && is_full();
        let is_known = || (self.is_of_somebody || !self.are_of_others()) && self.are_known(beside);
        self.in_mails || (!self.asks && (is_of_staff || is_known()))
    }

    /// True if it may be names. Where these are known, neither a question nor the header of another
    /// thing is proof of something else: "Who served you?" is answered by choosing one of the staff,
    /// shops and brands are called after people, and a branch is known by who works there.
    fn may_be_names(&self, beside: &[&Self]) -> bool {
        let shape = &self.shape;
        let known = self.are_known(beside) || (self.asks && shape.is_of_known_team());
        if known && (!self.asks || !self.are_of_others() || shape.is_full()) {
            return true;
        }
        if self.are_of_others() {
            return false;
        }
        let pair = || beside.iter().any(|other| shape.is_beside(&other.shape));
        if pair() {
            return true;
        }
        let of_others = self.is_other
            || matches!(self.whom, Some(Named::Organisation | Named::Thing | Named::Event));
        let of_people = matches!(self.whom, Some(Named::Person | Named::Staff));
        let by_header = of_people && shape.is_full();
        let by_shape =
            || shape.is_of_rare_words() || shape.is_of_team() || shape.is_of_known_team();
        // Of words in small letters only the header can say that they are names.
        let by_words = || (shape.is_capital() || of_people) && shape.is_of_full_names(self.asks);
        !of_others && (by_words() || (!self.asks && (by_header || by_shape())))
    }

    /// True for the names that answers to choose from have. "Which singer do you like best?" is
    /// answered with full names of others; "What may we call you?" with given names alone, which
    /// repeat too.
    fn are_of_others(&self) -> bool {
        let named_otherwise = self.is_other || self.asks;
        named_otherwise && self.shape.is_closed() && !self.shape.is_of_given_names_alone()
    }

    fn are_known(&self, beside: &[&Self]) -> bool {
        let beside_given = || beside.iter().any(|other| self.shape.is_beside_given(&other.shape));
        self.shape.has_given_names() || beside_given()
    }
}

/// Last words of headers of what has names like those of people, or is as rare: titles, places,
/// firms and works.
const OTHER_NAMES: &str = "title titel job position role rolle beruf profession occupation \
    puesto cargo poste profissão funktion function department abteilung employer arbeitgeber \
    industry branche city town stadt ort ciudad ville cidade città plaats miasto county region \
    state country land país pays street straße brand marke marca marque store filiale film movie \
    book buch song band 都市 市区町村 職業 会社名 城市 职位";

/// True if a short header names something else that has names.
fn names_others(header: &str) -> bool {
    let words = words_of_ids(header);
    let last = words.last().filter(|_| words.len() <= MOST_WORDS);
    last.is_some_and(|last| OTHER_NAMES.split_whitespace().any(|word| word == last))
}

/// Whom a short header names that says nothing else behind: "Agent", but not "Agent rating".
fn whom(header: &str) -> Option<Named> {
    let words = words_of_ids(header);
    let last = words.iter().rev().find(|word| word.chars().count() > 2 && *word != "name")?;
    (words.len() <= MOST_WORDS).then(|| named_by_header(last)).flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::super::file::SourceFile;
    use super::super::infer::infer_items;
    use super::*;
    use crate::finding::Findings;

    const GIVEN: [&str; 7] = ["Abiodun", "Bukola", "Dayo", "Efua", "Folake", "Gbenga", "Ifeoma"];
    const FAMILY: [&str; 11] = [
        "Adeleke", "Balarabe", "Chukwu", "Danjuma", "Ekwueme", "Falade", "Gwandu", "Iwuala",
        "Jegede", "Kuti", "Lawal",
    ];

    /// Whether the second of three columns holds names, and whether that is certain.
    fn named(header: &str, row: impl Fn(usize) -> String) -> Option<bool> {
        let rows: String = (0..77).map(|n| format!("P{n},{}\n", row(n))).collect();
        let file = SourceFile::from_bytes("t.csv", format!("id,{header}\n{rows}")).unwrap();
        let table = Table::from_file(file, None, None, &mut Findings::default()).unwrap();
        let items = infer_items(&table, &BTreeMap::new(), &mut Findings::default());
        let item = items.iter().find(|item| item.columns == [1]).unwrap();
        item.personal.map(|_| !item.in_doubt)
    }

    fn of_team(n: usize) -> String {
        format!("{} {},{}", GIVEN[n % 5], FAMILY[n % 5], n % 3)
    }

    fn of_known_team(n: usize) -> String {
        format!(
            "{} {},{}",
            ["Anna", "Dayo", "Efua", "Folake", "Gbenga"][n % 5],
            FAMILY[n % 5],
            n % 3
        )
    }

    #[test]
    fn a_header_of_staff_says_whose_names_repeat() {
        for header in
            ["CSM,x", "Kundenbetreuer,x", "Vendedor,x", "Supervisor,x", "Handled by agent,x"]
        {
            assert_eq!(named(header, of_known_team), Some(true), "{header}");
            // Tools have names of two words as well.
            assert_eq!(named(header, of_team), Some(false), "{header}");
        }
        let tools = |n: usize| {
            format!("{},{}", ["Mobile Safari", "Nord Pass", "Summer Sale"][n * n % 3], n % 3)
        };
        for header in ["Password manager,x", "User agent,x"] {
            assert_eq!(named(header, tools), Some(false), "{header}");
        }
        assert_eq!(named("Commercial,x", tools), None);
        let rare = |n: usize| format!("{} {},{n}", GIVEN[n % 7], FAMILY[n % 11]);
        assert_eq!([named("A,x", rare), named("Job title,x", rare)], [Some(false), None]);
        // Makers are called after people.
        let makers = |n: usize| format!("{},{n}", ["Anna Zinn", "Peter Ost", "Karin Rau"][n % 3]);
        assert_eq!([named("A,x", makers), named("Brand,x", makers)], [Some(true), Some(false)]);
        // Of answers to choose from nothing says that they are names.
        assert_eq!(named("Segment,x", of_team), None);
        assert_eq!(named("Agent rating,x", of_team), None);
    }

    #[test]
    fn addresses_beside_tell_names_in_any_letters() {
        let row = |n: usize| {
            let (given, family) = (GIVEN[n * 3 % 7], FAMILY[n % 11]);
            let name = format!("{given} {family}").to_lowercase();
            format!("{name},{}{n}@mail.example", family.to_lowercase())
        };
        assert_eq!(named("A,B", row), Some(true));
        // Alone these may be any words, unless the header names people.
        let alone = |n: usize| format!("{},{n}", row(n).split(',').next().unwrap());
        assert_eq!([named("A,B", alone), named("Customer,B", alone)], [None, Some(false)]);
        let answers = |n: usize| {
            let what = ["slow", "bad", "old", "poor", "odd"][n % 5];
            let of = ["checkout", "search", "menu", "login", "price", "chat", "map"][n % 7];
            format!("{what} {of},{n}")
        };
        assert_eq!(named("Main problem,B", answers), None);
    }

    #[test]
    fn the_header_of_another_thing_makes_known_names_doubtful() {
        let known = |n: usize| format!("{},{n}", ["Anna Zinn", "Peter Ost", "Karin Rau"][n % 3]);
        for header in ["Filiale,x", "Abteilung,x", "Region,x"] {
            assert_eq!(named(header, known), Some(false), "{header}");
        }
        // A word for people says more than what stands behind it.
        for header in ["Ansprechperson Filiale,x", "Supervisor role,x"] {
            assert_eq!(named(header, known), Some(true), "{header}");
        }
        let towns = |n: usize| format!("{},{n}", ["Bad Orb", "Kiel", "Bad Essen"][n % 3]);
        assert_eq!(named("Customer city,x", towns), None);
        // One of a list of full names may be one of the staff: only who asked knows.
        let staff = |n: usize| {
            let [one, two] = [["Anna Zinn", "Peter Ost"], ["Karin Rau", "Jan Holm"]][n % 2];
            format!("{},{n}", if n.is_multiple_of(3) { one } else { two })
        };
        for header in ["Wer hat Sie bedient?,x", "Which singer do you like best?,x"] {
            assert_eq!(named(header, staff), Some(false), "{header}");
        }
    }

    #[test]
    fn a_few_known_given_names_among_many_rows_are_asked_about() {
        let row = |n: usize| {
            let name = ["Anna Zinn", "Bo Ost", "Cay Rau", "Dag Ulm", "Ebbe Kor", "Finn Sol"];
            format!("{},{}", name[if n.is_multiple_of(9) { n / 9 % 6 } else { n % 2 }], n % 3)
        };
        assert_eq!(named("Kollege,x", row), Some(false));
        assert_eq!(named("Which colleague do you like best?,x", row), Some(false));
    }
}
