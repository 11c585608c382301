//! Who is a person, where rows may be several of one.

use super::super::facts::TableFacts;
use super::super::keys::{KeyColumn, KeyShape};
use super::super::names::names_key;
use super::super::people::RespondentDraft;
use super::super::records::{RecordKind, Several, is_of_events};
use super::super::text::quote;
use super::drafted::{DraftedAlternative, DraftedDecision, named};
use crate::locale::ScaffoldWords;
use crate::manifest::DecisionKind;
use crate::sources::Named;

/// Name of the reading in which each row is a person.
const ROW: &str = "row";
/// Fewest different values of a column that may name people although nothing says so.
const LEAST_PEOPLE: usize = 20;
/// Most rows of one of them: a shop or a class has more.
const MOST_ROWS: usize = 10;

/// The doubt about the rows of a table, if there is one.
pub(super) fn doubt(
    facts: &TableFacts<'_>,
    draft: &RespondentDraft,
    is_referred_to: bool,
    words: &ScaffoldWords,
) -> Option<DraftedDecision> {
    let doubt = PeopleDoubt { facts, words };
    match &draft.records {
        Some(RecordKind::Several(several)) => doubt.of_several(several),
        Some(_) => None,
        None => match draft.respondent {
            Some(own) if facts.own == Some(own) => doubt.of_ids(is_referred_to),
            Some(repeated) => doubt.of_repeated(repeated),
            None if is_of_events(facts) => Some(doubt.of_events()),
            None => doubt.of_rows(),
        },
    }
}

struct PeopleDoubt<'a> {
    facts: &'a TableFacts<'a>,
    words: &'a ScaffoldWords,
}

impl PeopleDoubt<'_> {
    fn rows(&self) -> usize {
        self.facts.table.kept_rows()
    }

    fn label(&self, column: usize) -> &str {
        &self.facts.table.columns[column].label
    }

    /// Rows that become one for each value of a column: clear where that names people, alone.
    fn of_several(&self, several: &Several) -> Option<DraftedDecision> {
        if several.of.is_some() || several.by_account {
            return None;
        }
        let key = self.facts.key(several.key)?;
        // Rows with an id of their own and without a day may be answers rather than what happened.
        let own = self.facts.own.filter(|own| *own != several.key && several.date.is_none());
        let own = own.and_then(|own| self.facts.key(own));
        let own = own.filter(|own| own.named != Some(Named::Event));
        let of_people = key.named == Some(Named::Person)
            || (key.shape == KeyShape::Address && !(key.is_of_few() && key.is_of_whom_it_may()));
        let is_clear = of_people && own.is_none();
        let others: Vec<&KeyColumn> = self.others(key).collect();
        let competes = |other: &&KeyColumn| {
            other.named == Some(Named::Person) || other.shape == KeyShape::Address
        };
        if is_clear && !others.iter().any(competes) {
            return None;
        }
        let words = self.words.decisions;
        let become_people = |key: &KeyColumn| (words.rows_become)(self.rows(), key.values.len());
        let row = match own {
            Some(own) => self.named_by(own, (words.each_row)(self.rows())),
            None => self.each_row(),
        };
        let row = row.without(self.facts.id, &["aggregate"]);
        if key.is_of_few() && key.is_of_whom_it_may() {
            // Those who have so many rows may be others than the people in the rows.
            let alternatives = vec![self.named_by(key, become_people(key)), row];
            return Some(self.decision_of(None, key.column, alternatives));
        }
        let others = others.into_iter().filter(competes);
        let mut alternatives = vec![row];
        for other in others.take(2) {
            alternatives.push(self.named_by(other, become_people(other)));
        }
        Some(self.decision(Some((key, become_people(key))), alternatives))
    }

    /// Rows with an id of their own that share somebody: those who answered several times.
    fn of_ids(&self, is_referred_to: bool) -> Option<DraftedDecision> {
        let own = self.facts.key(self.facts.own?)?;
        if own.named == Some(Named::Person) || is_referred_to {
            return None;
        }
        let names_somebody = |key: &&KeyColumn| {
            let of_people = key.named == Some(Named::Person)
                || (key.shape == KeyShape::Address
                    && key.named.is_none()
                    && key.filled() <= MOST_ROWS * key.values.len());
            of_people && key.is_full() && key.values.len() * 5 <= self.rows() * 4
        };
        let somebody = self.others(own).find(names_somebody)?;
        let words = self.words.decisions;
        let fullest = (words.fullest_row)(self.rows(), somebody.values.len());
        let alternatives = vec![self.named_by(somebody, fullest)];
        Some(self.decision(Some((own, (words.each_row)(self.rows()))), alternatives))
    }

    /// Rows of what happened, and nothing says who did it: to count each would make people of
    /// clicks.
    fn of_events(&self) -> DraftedDecision {
        let sessions = self.facts.keys.iter().filter(|key| key.named == Some(Named::Network));
        let words = self.words.decisions;
        let session = |key: &KeyColumn| {
            self.named_by(key, (words.fullest_row)(self.rows(), key.values.len()))
        };
        let mut alternatives: Vec<DraftedAlternative> = sessions.take(1).map(session).collect();
        alternatives.push(self.each_row());
        self.decision_of(None, 0, alternatives)
    }

    /// Rows of which a column names people several times.
    fn of_repeated(&self, repeated: usize) -> Option<DraftedDecision> {
        let key = self.facts.key(repeated);
        let people = match key {
            Some(key) => key.values.len(),
            None => super::super::columns::values(&self.facts.table.columns[repeated]).len(),
        };
        let effect = (self.words.decisions.fullest_row)(self.rows(), people);
        let name = self.label(repeated).to_owned();
        let each_row = (self.words.decisions.each_row)(self.rows());
        let row = match self.facts.own.and_then(|own| self.facts.key(own)) {
            Some(own) => self.named_by(own, each_row),
            None => self.each_row(),
        };
        Some(self.decision_of(Some((name, effect)), repeated, vec![row]))
    }

    /// Rows that nothing tells apart, behind a number that repeats and may be that of a person: to
    /// count each row would count people several times, and to join rows would join strangers.
    fn of_rows(&self) -> Option<DraftedDecision> {
        let key = self.facts.keys.iter().find(|key| key.column == 0)?;
        let people = key.values.len();
        let (least, most) = (people * 3 / 2, people * MOST_ROWS);
        let is_open = key.named.is_none()
            && (names_key(&key.header) || key.is_uniform())
            && key.shape != KeyShape::Host
            && key.is_full()
            && people >= LEAST_PEOPLE
            && (least..=most).contains(&self.rows());
        if !is_open {
            return None;
        }
        let words = self.words.decisions;
        let fullest = (words.fullest_row)(self.rows(), people);
        let alternatives = vec![self.named_by(key, fullest), self.each_row()];
        Some(self.decision_of(None, key.column, alternatives))
    }

    /// Other columns that several rows share, and that tell other people apart than a key does.
    fn others<'k>(&'k self, key: &'k KeyColumn) -> impl Iterator<Item = &'k KeyColumn> {
        let people = key.values.len();
        self.facts.keys.iter().filter(move |other| {
            let is_other = matches!(other.named, Some(Named::Person) | None)
                && other.shape != KeyShape::Host
                && other.column != key.column
                && Some(other.column) != self.facts.own;
            let differs = other.values.len().abs_diff(people) * 20 > people;
            is_other && differs && other.is_shared() && other.values.len() > 1
        })
    }

    fn each_row(&self) -> DraftedAlternative {
        let effect = (self.words.decisions.each_row)(self.rows());
        DraftedAlternative::new(ROW, effect)
            .set(self.facts.id, "respondent = { row = true }".to_owned())
    }

    fn named_by(&self, key: &KeyColumn, effect: String) -> DraftedAlternative {
        let label = self.label(key.column);
        DraftedAlternative::new(label, effect)
            .set(self.facts.id, format!("respondent = {}", quote(label)))
    }

    fn decision(
        &self,
        taken: Option<(&KeyColumn, String)>,
        alternatives: Vec<DraftedAlternative>,
    ) -> DraftedDecision {
        let column = taken.as_ref().map_or(0, |(key, _)| key.column);
        let taken = taken.map(|(key, effect)| (self.label(key.column).to_owned(), effect));
        self.decision_of(taken, column, alternatives)
    }

    fn decision_of(
        &self,
        taken: Option<(String, String)>,
        column: usize,
        alternatives: Vec<DraftedAlternative>,
    ) -> DraftedDecision {
        let words = self.words.decisions;
        let (name, effect) = match taken {
            Some((name, effect)) => (Some(name), effect),
            None => (None, words.nothing_taken.to_owned()),
        };
        DraftedDecision {
            kind: DecisionKind::People,
            question: (words.people)(self.facts.id),
            taken: (name, effect),
            columns: vec![named(self.facts.id, self.label(column))],
            alternatives,
        }
    }
}
