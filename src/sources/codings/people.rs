//! The people that a cell of a table of codings names: one, several, or nobody.

use std::borrow::Borrow;
use std::collections::BTreeSet;

use super::facts::shape;

/// Whose the words of a row are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Whose {
    /// One person's; the name is empty where the cell is.
    One(String),
    /// Several people's, each once.
    Several(Vec<String>),
    /// Nobody's: the cell speaks of several people and names none.
    Nobody,
}

/// The names in a column of people, by which cells are read.
#[derive(Debug, Clone, Default)]
pub(crate) struct CellPeople {
    known: BTreeSet<String>,
    shapes: BTreeSet<String>,
}

/// Signs that part people in a cell.
const PARTING: [char; 7] = [';', ',', '&', '+', '|', '/', '\n'];
/// Words that name no single person, where names have no numbers to tell.
const NOBODY: [&str; 16] = [
    "multiple",
    "several",
    "various",
    "all",
    "many",
    "mehrere",
    "verschiedene",
    "alle",
    "diverse",
    "plusieurs",
    "tous",
    "varios",
    "varias",
    "todos",
    "vários",
    "diversi",
];

/// Everything in a cell that may be the name of one of several people.
pub(crate) fn parts_of_cell(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(PARTING).chain(cell.split(|c: char| c.is_whitespace() || PARTING.contains(&c)))
}

impl CellPeople {
    /// Learns the names of a column: what stands alone in a cell.
    pub(crate) fn learn<T: Borrow<str>>(cells: impl IntoIterator<Item = T>) -> Self {
        let mut known = BTreeSet::new();
        for cell in cells {
            let name = cell.borrow().trim();
            if !name.is_empty() && !name.contains(PARTING) && !known.contains(name) {
                known.insert(name.to_owned());
            }
        }
        let shapes: Vec<String> = known.iter().filter_map(|name| shape(name)).collect();
        // Where nearly all names are numbered, a name without number is of another kind.
        let numbered = shapes.len() >= 3 && shapes.len() * 5 >= known.len() * 4;
        let shapes = if numbered { shapes.into_iter().collect() } else { BTreeSet::new() };
        let mut people = Self { known, shapes };
        let joined: Vec<String> =
            people.known.iter().filter(|name| people.several(name).is_some()).cloned().collect();
        for name in joined {
            people.known.remove(&name);
            shape(&name).map(|shape| people.shapes.remove(&shape));
        }
        people
    }

    /// The people of a cell.
    pub(crate) fn of(&self, cell: &str) -> Whose {
        let cell = cell.trim();
        if let Some(people) = self.several(cell) {
            return Whose::Several(people);
        }
        let single = match shape(cell) {
            _ if cell.is_empty() => true,
            Some(_) => self.named_in(cell) < 2,
            None => self.shapes.is_empty() && !NOBODY.contains(&cell.to_lowercase().as_str()),
        };
        if single { Whose::One(cell.to_owned()) } else { Whose::Nobody }
    }

    fn is_name(&self, text: &str) -> bool {
        match shape(text) {
            Some(shape) if self.shapes.contains(&shape) => true,
            _ => self.known.contains(text) && self.shapes.is_empty(),
        }
    }

    /// How many names stand in a cell, whatever parts them.
    fn named_in(&self, cell: &str) -> usize {
        let words = cell.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty() && self.is_name(word)).count()
    }

    /// The names of a cell that lists at least two: parted by a sign, a short word or a blank.
    fn several(&self, cell: &str) -> Option<Vec<String>> {
        let by_signs: Vec<&str> = cell.split(PARTING).map(str::trim).collect();
        let by_words = || cell.split_whitespace().collect::<Vec<_>>();
        let joining = || {
            let short =
                |word: &&str| word.chars().count() <= 4 && word.chars().all(|c| c.is_lowercase());
            let words = by_words();
            let names = words.split(short).map(|name| name.join(" "));
            names.filter(|name| !name.is_empty()).collect::<Vec<_>>()
        };
        let all_names = |parts: &[&str]| {
            let mut names: Vec<String> = Vec::new();
            for part in parts.iter().filter(|part| !part.is_empty()) {
                if !self.is_name(part) {
                    return None;
                }
                if !names.iter().any(|name| name == part) {
                    names.push((*part).to_owned());
                }
            }
            (parts.len() > 1 && !names.is_empty()).then_some(names)
        };
        let joined = joining();
        let joined: Vec<&str> = joined.iter().map(String::as_str).collect();
        all_names(&by_signs).or_else(|| all_names(&joined)).or_else(|| all_names(&by_words()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn several(people: &CellPeople, cell: &str) -> Vec<String> {
        match people.of(cell) {
            Whose::Several(names) => names,
            one => panic!("{cell}: {one:?}"),
        }
    }

    #[test]
    fn cells_list_people_in_many_ways() {
        let people = CellPeople::learn(["P1", "P2", "P3", "P4", "P5; P6", "Multiple"]);
        for cell in ["P1; P3", "P1, P3", "P1 & P3", "P1 and P3", "P1 und P3", "P1/P3", "P1 P3"] {
            assert_eq!(several(&people, cell), ["P1", "P3"], "{cell}");
        }
        assert_eq!(several(&people, "P5; P6"), ["P5", "P6"]);
        assert_eq!(people.of(" P2 "), Whose::One("P2".into()));
        assert_eq!(people.of(""), Whose::One(String::new()));
        for cell in ["Multiple", "mehrere", "P1–P4", "P1 to 4, P2"] {
            assert_eq!(people.of(cell), Whose::Nobody, "{cell}");
        }
    }

    #[test]
    fn names_with_commas_are_one_person() {
        let people = CellPeople::learn(["Ana", "Ben", "Chloé", "Roe, Dana", "Ana, Ben"]);
        assert_eq!(people.of("Roe, Dana"), Whose::One("Roe, Dana".into()));
        assert_eq!(several(&people, "Ana, Ben"), ["Ana", "Ben"]);
        assert_eq!(several(&people, "Ana und Chloé"), ["Ana", "Chloé"]);
        assert_eq!(people.of("Mehrere"), Whose::Nobody);
        let numbered = CellPeople::learn(["Interview 1", "Interview 2", "Interview 3"]);
        assert_eq!(several(&numbered, "Interview 1 et Interview 3").len(), 2);
        assert_eq!(numbered.of("Interview 2"), Whose::One("Interview 2".into()));
    }
}
