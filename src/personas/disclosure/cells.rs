//! Counts that may be shown together: none is of few people, and none of few people can be derived.

use std::collections::BTreeSet;

use roaring::RoaringBitmap;

use super::people::PersonaColumn;
use super::sizes::is_safe;
use crate::locator::count_of;

/// The counts of one kind that are shown so far.
///
/// Numbers shown fall into tables. A claim shows how many of a persona and how many of all other
/// described people, so the claims on one indicator amount to a table of people by persona and
/// answer, in which the personas without such a claim are one cell. A rule of several conditions
/// counts people by several indicators at once, so it makes one table of theirs. A figure is
/// admitted where every cell of its table stays empty or holds enough people.
///
/// This bounds what follows from all tables together. Two tables have no indicator in common, so
/// within a persona nothing that is shown says how the answers of one go with those of another: any
/// arrangement of people is possible that keeps the cells of each table. People who lie in one cell
/// of each of several tables may therefore be as many as the smallest of these cells holds, and no
/// fewer than nobody or enough people. This is the bound of Dobra and Fienberg (2000, doi
/// 10.1073/pnas.97.22.11885) for tables that share personas alone.
pub(super) struct DisclosedCells<'a> {
    least: usize,
    columns: &'a [PersonaColumn],
    /// Options of one question, which depend on each other: a respondent who was asked ticked one
    /// of them.
    questions: Vec<BTreeSet<String>>,
    tables: Vec<DisclosedTable>,
}

/// The respondents asked, and those with the answer.
pub(super) type Who<'a> = (&'a RoaringBitmap, &'a RoaringBitmap);

/// Everything that is shown of some indicators.
#[derive(Default)]
struct DisclosedTable {
    indicators: BTreeSet<String>,
    shown: Vec<DisclosedCount>,
}

/// One thing that is said, and of which columns.
#[derive(Clone)]
struct DisclosedCount {
    asked: RoaringBitmap,
    with: RoaringBitmap,
    columns: BTreeSet<usize>,
}

impl DisclosedTable {
    fn merge(&mut self, other: &Self) {
        self.indicators.extend(other.indicators.iter().cloned());
        self.shown.extend(other.shown.iter().cloned());
    }

    fn add(&mut self, indicator: &str, (asked, with): Who<'_>, columns: &[usize]) {
        // Claims on one indicator may ask different people, so one table holds several counts.
        self.indicators.insert(indicator.to_owned());
        match self.shown.iter_mut().find(|shown| shown.asked == *asked && shown.with == *with) {
            Some(known) => known.columns.extend(columns),
            None => {
                let columns = columns.iter().copied().collect();
                self.shown.push(DisclosedCount {
                    asked: asked.clone(),
                    with: with.clone(),
                    columns,
                });
            }
        }
    }
}

impl<'a> DisclosedCells<'a> {
    pub(super) fn new(least: usize, columns: &'a [PersonaColumn]) -> Self {
        Self { least, columns, questions: Vec::new(), tables: Vec::new() }
    }

    /// These cells with the options of each question that allows several answers.
    pub(super) fn with_questions(self, questions: Vec<BTreeSet<String>>) -> Self {
        Self { questions, ..self }
    }

    /// Takes the counts of an indicator in these columns among those that are shown, if nothing of
    /// few people follows.
    pub(super) fn admit(&mut self, indicator: &str, who: Who<'_>, columns: &[usize]) -> bool {
        self.admit_together(&[(indicator, who)], columns)
    }

    /// Takes a count by several indicators at once among those that are shown, if nothing of few
    /// people follows: their tables become one.
    pub(super) fn admit_together(&mut self, said: &[(&str, Who<'_>)], columns: &[usize]) -> bool {
        // Options of one question are not independent, so their tables count as one.
        let tied = self.tied(said);
        let is_of = |table: &DisclosedTable| {
            said.iter().any(|(indicator, _)| table.indicators.contains(*indicator))
                || !table.indicators.is_disjoint(&tied)
        };
        let mut table = DisclosedTable::default();
        self.tables.iter().filter(|known| is_of(known)).for_each(|known| table.merge(known));
        said.iter().for_each(|(indicator, who)| table.add(indicator, *who, columns));
        let admitted = self.holds(&table.shown);
        if admitted {
            // A refused count must leave no trace, or later ones would be measured against it.
            self.tables.retain(|known| !is_of(known));
            self.tables.push(table);
        }
        admitted
    }

    /// Options that are shown already and whose counts follow in part from what is said now: all
    /// options of a question where none is left that could be ticked instead, and any two that
    /// nobody ticks together.
    fn tied(&self, said: &[(&str, Who<'_>)]) -> BTreeSet<String> {
        let shown =
            |option: &String| self.tables.iter().any(|table| table.indicators.contains(option));
        let mut tied = BTreeSet::new();
        for (indicator, (_, with)) in said {
            for question in self.questions.iter().filter(|question| question.contains(*indicator)) {
                let others = || question.iter().filter(|option| option != indicator);
                // With all other options shown, those who ticked none of them ticked this one.
                if others().all(shown) {
                    tied.extend(others().cloned());
                }
                // Disjoint options subtract: asked, less one, less the other, is a cell of its own.
                let apart = |table: &&DisclosedTable| {
                    table.shown.iter().any(|shown| shown.with.is_disjoint(with))
                };
                let options = self.tables.iter().filter(apart).flat_map(|table| &table.indicators);
                tied.extend(options.filter(|option| question.contains(*option)).cloned());
            }
        }
        tied
    }

    /// True where every cell is empty or large: of each column that is spoken of, and of all others
    /// as one.
    fn holds(&self, shown: &[DisclosedCount]) -> bool {
        let own: BTreeSet<usize> = shown.iter().flat_map(|shown| &shown.columns).copied().collect();
        // A claim tells its own column and the total, so all other columns are known as one sum
        // only.
        let mut others = RoaringBitmap::new();
        let rest = self.columns.iter().enumerate().filter(|(column, _)| !own.contains(column));
        rest.for_each(|(_, column)| others |= &column.people);
        let own = own.iter().map(|column| &self.columns[*column].people);
        own.chain([&others]).all(|people| self.split(people, shown, false))
    }

    /// Splits people by one count after the other. People without any known answer make no cell.
    fn split(&self, people: &RoaringBitmap, shown: &[DisclosedCount], known: bool) -> bool {
        if people.is_empty() {
            return true;
        }
        let Some((first, rest)) = shown.split_first() else {
            return !known || is_safe(count_of(people.len()), self.least);
        };
        let asked = people & &first.asked;
        self.split(&(&asked & &first.with), rest, true)
            && self.split(&(&asked - &first.with), rest, true)
            && self.split(&(people - &first.asked), rest, known)
    }

    /// The people of a column.
    pub(super) fn people(&self, column: usize) -> &'a RoaringBitmap {
        &self.columns[column].people
    }

    /// The people of all other columns.
    pub(super) fn others(&self, column: usize) -> RoaringBitmap {
        let others = self.columns.iter().enumerate().filter(|(other, _)| *other != column);
        others.flat_map(|(_, column)| &column.people).collect()
    }

    /// Counts in a column, and in all others.
    pub(super) fn counts(
        &self,
        column: usize,
        (asked, with): Who<'_>,
    ) -> ((usize, usize), (usize, usize)) {
        let count = |people: &RoaringBitmap| {
            (
                count_of(people.intersection_len(&(asked & with))),
                count_of(people.intersection_len(asked)),
            )
        };
        let own = count(&self.columns[column].people);
        let all = self.columns.iter().map(|column| count(&column.people));
        let (all_with, all_asked) = all.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        (own, (all_with - own.0, all_asked - own.1))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn columns(sizes: &[u32]) -> Vec<PersonaColumn> {
        let mut from = 0;
        let column = |(number, size): (usize, &u32)| {
            let people = (from..from + size).collect();
            from += size;
            PersonaColumn { id: format!("U{}", number + 1).into(), people }
        };
        sizes.iter().enumerate().map(column).collect()
    }

    /// The ranks of a system of 0 and 1, over the rationals as whole fractions are not needed:
    /// floats do for so few.
    fn rank(rows: &[Vec<f64>]) -> usize {
        let mut rows = rows.to_vec();
        let (mut rank, width) = (0, rows.first().map_or(0, Vec::len));
        for column in 0..width {
            let Some(pivot) = (rank..rows.len()).find(|row| rows[*row][column].abs() > 1e-9) else {
                continue;
            };
            rows.swap(rank, pivot);
            for row in (0..rows.len()).filter(|row| *row != rank) {
                let factor = rows[row][column] / rows[rank][column];
                let pivot = rows[rank].clone();
                rows[row].iter_mut().zip(&pivot).for_each(|(cell, other)| *cell -= factor * other);
            }
            rank += 1;
        }
        rank
    }

    #[test]
    fn the_last_of_several_groups_is_not_left_to_be_worked_out() {
        let columns = columns(&[20, 20, 20]);
        let asked: RoaringBitmap = (0..60).collect();
        let with: RoaringBitmap = (0..10).chain(20..30).chain(40..43).collect();
        let mut cells = DisclosedCells::new(5, &columns);
        assert!(!cells.admit("a", (&asked, &with), &[2]), "three of twenty");
        assert!(cells.admit("a", (&asked, &with), &[0]));
        assert!(!cells.admit("a", (&asked, &with), &[1]), "the third would follow");
        assert_eq!(cells.counts(0, (&asked, &with)), ((10, 20), (13, 40)));
    }

    #[test]
    fn neighbouring_levels_do_not_tell_the_few_between_them() {
        let columns = columns(&[40, 40]);
        let asked: RoaringBitmap = (0..80).collect();
        let often: RoaringBitmap = (0..20).chain(40..60).collect();
        let always: RoaringBitmap = (0..17).chain(40..50).collect();
        let mut cells = DisclosedCells::new(5, &columns);
        assert!(cells.admit("a", (&asked, &often), &[0]));
        assert!(!cells.admit("a", (&asked, &always), &[0]), "three say often");
        assert!(!cells.admit("a", (&asked, &always), &[1]), "together with the totals");
    }

    proptest! {
        /// An attacker who knows every number that is shown, and that each is a sum of cells,
        /// solves for every cell of persona and answer. No cell of few people has one solution
        /// only.
        #[test]
        fn no_small_cell_follows_from_what_is_shown(
            answers in proptest::collection::vec((0_usize..4, 0_u8..5), 20..160),
            wanted in proptest::collection::vec((0_usize..4, 1_u8..4), 1..14),
        ) {
            const LEAST: usize = 5;
            let groups = 4;
            let of = |wanted: &dyn Fn(usize, u8) -> bool| -> RoaringBitmap {
                let people = answers.iter().enumerate().filter(|(_, (group, level))| wanted(*group, *level));
                people.map(|(person, _)| u32::try_from(person).unwrap()).collect()
            };
            // Level 4 is no answer.
            let asked = of(&|_, level| level < 4);
            let columns: Vec<PersonaColumn> =
                (0..groups).map(|group| PersonaColumn { id: group.to_string().into(), people: of(&|own, _| own == group) }).collect();
            let mut cells = DisclosedCells::new(LEAST, &columns);
            let sums = |in_group: &dyn Fn(usize) -> bool, level: &dyn Fn(u8) -> bool| -> Vec<f64> {
                let cell = |cell: usize| f64::from(u8::from(in_group(cell / 4) && level(u8::try_from(cell % 4).unwrap())));
                (0..groups * 4).map(cell).collect()
            };
            let mut known = Vec::new();
            for (column, cut) in wanted {
                let with = of(&|_, level| level < 4 && level >= cut);
                if cells.admit("a", (&asked, &with), &[column]) {
                    known.push(sums(&|group| group == column, &|level| level >= cut));
                    known.push(sums(&|group| group == column, &|_| true));
                    known.push(sums(&|group| group != column, &|level| level >= cut));
                    known.push(sums(&|group| group != column, &|_| true));
                }
            }
            let before = rank(&known);
            // What is looked for: stretches of levels in any set of groups.
            for set in 1_usize..1 << groups {
                for (first, last) in [(0, 0), (1, 1), (2, 2), (3, 3), (0, 1), (1, 2), (2, 3), (0, 2), (1, 3), (0, 3)] {
                    let held = count_of(of(&|group, level| set & (1 << group) != 0 && (first..=last).contains(&level)).len());
                    if !is_safe(held, LEAST) {
                        let mut more = known.clone();
                        more.push(sums(&|group| set & (1 << group) != 0, &|level| (first..=last).contains(&level)));
                        prop_assert!(rank(&more) > before, "{held} people of groups {set:b}, levels {first} to {last}");
                    }
                }
            }
        }

        /// An attack as above, on two questions whose answers a rule counts together. Nobody, no
        /// and yes are the answers; a cell is a persona with an answer to each question.
        #[test]
        fn no_small_cell_follows_from_a_rule_beside_its_claims(
            people in proptest::collection::vec((0_usize..3, 0_u8..3, 0_u8..3), 30..200),
            complete in proptest::bool::ANY,
            wanted in proptest::collection::vec((0_usize..3, 0_usize..3, 0_u8..2, 0_u8..2), 1..10),
        ) {
            const LEAST: usize = 5;
            const GROUPS: usize = 3;
            // Where everyone answers, the counts of a rule have the same base as those of its
            // claims.
            let answer = |answer: u8| if complete { answer.max(1) } else { answer };
            let people: Vec<[usize; 3]> =
                people.iter().map(|(group, a, b)| [*group, usize::from(answer(*a)), usize::from(answer(*b))]).collect();
            type Cell<'a> = &'a dyn Fn([usize; 3]) -> bool;
            let of = |wanted: Cell<'_>| -> RoaringBitmap {
                let some = people.iter().enumerate().filter(|(_, cell)| wanted(**cell));
                some.map(|(person, _)| u32::try_from(person).unwrap()).collect()
            };
            let sums = |wanted: Cell<'_>| -> Vec<f64> {
                let cells = (0..GROUPS * 9).map(|cell| [cell / 9, cell / 3 % 3, cell % 3]);
                cells.map(|cell| f64::from(u8::from(wanted(cell)))).collect()
            };
            let columns: Vec<PersonaColumn> = (0..GROUPS)
                .map(|group| PersonaColumn { id: group.to_string().into(), people: of(&|cell| cell[0] == group) })
                .collect();
            let who: Vec<(RoaringBitmap, RoaringBitmap)> =
                [1, 2].map(|at| (of(&|cell| cell[at] > 0), of(&|cell| cell[at] == 2))).into();
            let said = |at: usize| (["a", "b"][at], (&who[at].0, &who[at].1));
            let mut cells = DisclosedCells::new(LEAST, &columns);
            let mut known: Vec<Vec<f64>> = (0..GROUPS).map(|group| sums(&|cell| cell[0] == group)).collect();
            let mut tell = |group: usize, holds: Cell<'_>| {
                known.push(sums(&|cell| cell[0] == group && holds(cell)));
                known.push(sums(&|cell| cell[0] != group && holds(cell)));
            };
            for (group, what, not_a, not_b) in wanted {
                if let 0 | 1 = what {
                    if cells.admit(said(what).0, said(what).1, &[group]) {
                        tell(group, &|cell| cell[what + 1] > 0);
                        tell(group, &|cell| cell[what + 1] == 2);
                    }
                } else if cells.admit_together(&[said(0), said(1)], &[group]) {
                    let fits = [2 - usize::from(not_a), 2 - usize::from(not_b)];
                    tell(group, &|cell| cell[1] > 0 && cell[2] > 0);
                    tell(group, &|cell| cell[1..] == fits);
                }
            }
            let before = rank(&known);
            for groups in 1_usize..1 << GROUPS {
                // An answer, or 3 for whatever was said.
                for (a, b) in (1..4).flat_map(|a| (1..4).map(move |b| (a, b))).filter(|(a, b)| (*a, *b) != (3, 3)) {
                    let target = |cell: [usize; 3]| {
                        groups & (1 << cell[0]) != 0 && (a == 3 || cell[1] == a) && (b == 3 || cell[2] == b)
                    };
                    let held = count_of(of(&target).len());
                    if !is_safe(held, LEAST) {
                        let more: Vec<Vec<f64>> = known.iter().cloned().chain([sums(&target)]).collect();
                        prop_assert!(rank(&more) > before, "{held} people of groups {groups:b} with {a} and {b}");
                    }
                }
            }
        }
    }
}
