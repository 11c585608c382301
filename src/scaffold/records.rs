//! Tables whose rows are not people: accounts, and what people did or bought, which is aggregated.

use super::columns::{id_list, share};
use super::facts::TableFacts;
use super::headers::{
    DONE, EVENTS, OF_ACCOUNTS, OF_PEOPLE, OWN_IDS, columns_named, has_column, is_deal,
};
use super::keys::{KeyColumn, KeyShape, Reference};
use super::rules::date;
use crate::locale::ScaffoldWords;
use crate::sources::Named;

/// Meaning of the rows of a table that are not people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RecordKind {
    /// Accounts, named by a column.
    Accounts { account: usize, of: Membership, note: String },
    /// Several rows of a respondent or an account.
    Several(Several),
    /// Neither people nor theirs, with the reason.
    Nobodys(String),
}

/// By which column of which table people belong to accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Membership {
    /// The table, by its place among the files.
    pub(super) number: usize,
    pub(super) column: usize,
}

/// Rows to be aggregated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Several {
    /// The column of respondents or accounts.
    pub(super) key: usize,
    pub(super) by_account: bool,
    /// True if the column holds e-mail addresses, by which it joins.
    pub(super) by_address: bool,
    /// The source whose respondents they are.
    pub(super) of: Option<usize>,
    /// The source whose rows name them, and its column of the keys of these rows.
    pub(super) through: Option<(String, String)>,
    pub(super) date: Option<usize>,
    /// Name and settings of each rule.
    pub(super) rules: Vec<(String, String)>,
    /// Rules that may be wanted too.
    pub(super) more_rules: Vec<(String, String)>,
    pub(super) note: String,
}

/// A column that joins fewer than one in five names something else.
const LEAST_SHARE: f64 = 0.2;

/// The tables of a folder while it is found out what their rows are.
pub(super) struct Folder<'a> {
    pub(super) all: &'a [TableFacts<'a>],
    /// For each table its references to others.
    references: Vec<Vec<Reference>>,
    pub(super) words: &'a ScaffoldWords,
    /// True where no table is of people: the accounts are then whom the study is about.
    accounts_alone: bool,
    /// True if interviews or a table are of people.
    has_people: bool,
}

/// True if rows are what happened. The name of a file alone does not say so without dates:
/// `Besuchsbefragung` is called after visits and asks about them.
pub(super) fn is_of_events(facts: &TableFacts<'_>) -> bool {
    facts.may_be_of_events() && (facts.has_ids_of_events() || date(facts).is_some())
}

/// For each table what its rows are, where they are not people; and the tables of accounts that
/// stand for people because nothing else does.
pub(super) fn infer_records(
    all: &[TableFacts<'_>],
    has_interviews: bool,
    words: &ScaffoldWords,
) -> (Vec<Option<RecordKind>>, Vec<bool>) {
    let references = all.iter().map(|facts| facts.references(all)).collect();
    let mut folder = Folder { all, references, words, accounts_alone: false, has_people: false };
    let accounts: Vec<bool> = (0..all.len()).map(|at| folder.is_of_accounts(at)).collect();
    let of_people = |at: usize| !accounts[at] && !folder.has_happened(at) && !folder.is_beside(at);
    let accounts_alone =
        !has_interviews && accounts.contains(&true) && !(0..all.len()).any(of_people);
    let are_people = |at: usize| of_people(at) && !is_of_events(&all[at]);
    let has_people = has_interviews || (0..all.len()).any(are_people);
    (folder.accounts_alone, folder.has_people) = (accounts_alone, has_people);
    let alone = accounts.iter().map(|is| *is && folder.accounts_alone).collect();
    (infer_kinds(&folder), alone)
}

/// Meanings of rows, where those that belong to rows that belong to people lead to these too.
fn infer_kinds(folder: &Folder<'_>) -> Vec<Option<RecordKind>> {
    let mut kinds = infer_direct_kinds(folder);
    // Each round may find the rows of rows that the last one found.
    for _ in 0..kinds.len() {
        let led: Vec<(usize, RecordKind)> =
            (0..kinds.len()).filter_map(|at| Some((at, folder.led(at, &kinds)?))).collect();
        if led.is_empty() {
            break;
        }
        led.into_iter().for_each(|(at, kind)| kinds[at] = Some(kind));
    }
    kinds
}

fn infer_direct_kinds(folder: &Folder<'_>) -> Vec<Option<RecordKind>> {
    let all = folder.all;
    let of_accounts: Vec<bool> = (0..all.len()).map(|at| folder.is_of_accounts(at)).collect();
    let happened: Vec<bool> =
        (0..all.len()).map(|at| !of_accounts[at] && folder.has_happened(at)).collect();
    let people = |at: &usize| !of_accounts[*at] && !happened[*at] && !folder.is_beside(*at);
    let people: Vec<usize> = (0..all.len()).filter(people).collect();
    (0..all.len())
        .map(|at| {
            let others: Vec<usize> = people.iter().copied().filter(|of| *of != at).collect();
            if of_accounts[at] {
                folder.accounts(at, &others)
            } else if happened[at] {
                folder.several(at, &others).or_else(|| folder.left_out(at))
            } else if folder.is_beside(at) {
                Some(RecordKind::Nobodys((folder.words.beside)(all[at].table.kept_rows())))
            } else if is_of_events(&all[at]) && folder.has_people {
                Some(RecordKind::Nobodys((folder.words.of_nobody)(all[at].table.kept_rows())))
            } else {
                None
            }
        })
        .collect()
}

/// The best column to join by.
#[derive(Clone, Copy)]
pub(super) struct Joint {
    pub(super) column: usize,
    /// The table that it joins, by its place in the list.
    pub(super) of: usize,
    share: f64,
}

impl<'a> Folder<'a> {
    fn is_referred_to(&self, at: usize) -> bool {
        self.references.iter().flatten().any(|reference| reference.to == at)
    }

    /// True if rows are organisations: by the headers of customer databases, or because people
    /// refer to them and nothing says that they are people themselves.
    fn is_of_accounts(&self, at: usize) -> bool {
        let facts = &self.all[at];
        if is_deal(facts.table) || self.accounts_alone {
            return false;
        }
        let has = |names| has_column(facts.table, names);
        let stated = has(&OF_ACCOUNTS) && !has(&OF_PEOPLE) && has(&OWN_IDS);
        let named = match facts.named() {
            Some(Named::Organisation) => true,
            None => !facts.is_of_people(),
            Some(_) => false,
        };
        let members = |from: usize| {
            let several = |reference: &Reference| {
                let key = self.all[from].key(reference.column);
                key.is_some_and(|key| key.is_shared() || key.named == Some(Named::Organisation))
            };
            let mut references = self.references[from].iter();
            self.all[from].is_of_people()
                && references.any(|reference| reference.to == at && several(reference))
        };
        stated || (named && !has(&OF_PEOPLE) && (0..self.all.len()).any(members))
    }

    /// True if rows are of products, agents and the like, to which other tables refer.
    fn is_beside(&self, at: usize) -> bool {
        matches!(self.all[at].named(), Some(Named::Thing | Named::Staff)) && self.is_referred_to(at)
    }

    /// True if rows are what happened: deals; rows of a day that repeat the id of somebody and have
    /// none of their own, unless their header speaks of events; and rows that belong to those of
    /// another table.
    fn has_happened(&self, at: usize) -> bool {
        let facts = &self.all[at];
        let has = |names| has_column(facts.table, names);
        let dated = || has(&DONE) || date(facts).is_some();
        let of_event = facts.named() == Some(Named::Event);
        if facts.answered_again().is_some() {
            return is_deal(facts.table);
        }
        is_deal(facts.table)
            || (has(&EVENTS) && self.repeating(at).is_some() && dated())
            || (facts.own.is_none() && self.repeating(at).is_some() && dated())
            || self.key_of_somebody(at).is_some()
            || (of_event && self.owner(at).is_some())
            || (!facts.is_of_people()
                && self.owner(at).is_some_and(|owner| self.is_whose(at, owner)))
    }

    /// True if a reference says whose the rows are: other rows share it, and it leads to people or
    /// to what happened, or the rows are of a day.
    fn is_whose(&self, at: usize, owner: Reference) -> bool {
        let shared = self.all[at].key(owner.column).is_some_and(KeyColumn::is_shared);
        let to = &self.all[owner.to];
        let of_event = to.named() == Some(Named::Event);
        shared && (to.is_of_people() || of_event || date(&self.all[at]).is_some())
    }

    /// The reference to the rows that these rows belong to: people before what happened.
    pub(super) fn owner(&self, at: usize) -> Option<Reference> {
        let of_row = |reference: &&Reference| {
            let to = &self.all[reference.to];
            let is_address = |key: &KeyColumn| {
                key.shape == KeyShape::Address && key.column == reference.to_column
            };
            let of_rows = to.own == Some(reference.to_column) || to.keys.iter().any(is_address);
            of_rows && !self.is_beside(reference.to) && !self.is_of_accounts(reference.to)
        };
        let rank = |reference: &&Reference| {
            let of_people = self.all[reference.to].is_of_people();
            (!of_people, reference.to, reference.column)
        };
        self.references[at].iter().filter(of_row).min_by_key(rank).copied()
    }

    /// The column that names the same people on several rows, where nothing else tells the rows
    /// apart or what does names what happened.
    fn key_of_somebody(&self, at: usize) -> Option<&KeyColumn> {
        let facts = &self.all[at];
        let of_rows = match facts.own {
            None => true,
            Some(_) => facts.named() == Some(Named::Event),
        };
        if facts.named() == Some(Named::Person) && facts.own.is_some() {
            return None;
        }
        let of_people = |key: &&KeyColumn| {
            key.named == Some(Named::Person)
                || (key.shape == KeyShape::Address && key.named.is_none())
        };
        let of_people = |key: &&KeyColumn| of_people(key) && !self.is_of_others(at, key);
        let repeats = |key: &&KeyColumn| if of_rows { key.is_shared() } else { key.repeats() };
        let mut keys = facts.keys.iter().filter(|key| Some(key.column) != facts.own);
        keys.find(|key| of_people(key) && repeats(key))
    }

    /// True if addresses are those of others than the people in the rows, as of their teachers: a
    /// few, each in many rows, that something else tells apart.
    fn is_of_others(&self, at: usize, key: &KeyColumn) -> bool {
        let facts = &self.all[at];
        let tells = |other: &KeyColumn| {
            let is_id = Some(other.column) == facts.own || other.shape == KeyShape::Address;
            is_id && other.column != key.column && other.tells_apart()
        };
        let happened = facts.named() == Some(Named::Event) && date(facts).is_some();
        key.shape == KeyShape::Address
            && key.named != Some(Named::Person)
            && key.is_of_few()
            && !happened
            && facts.keys.iter().any(tells)
    }

    /// The column that several rows share and that may name people.
    pub(super) fn repeating(&self, at: usize) -> Option<&KeyColumn> {
        let unlikely = |key: &KeyColumn| {
            matches!(key.named, Some(Named::Staff | Named::Thing | Named::Event | Named::Network))
        };
        self.key_of_somebody(at).or_else(|| {
            let facts = &self.all[at];
            let mut keys: Vec<&KeyColumn> = facts
                .keys
                .iter()
                .filter(|key| key.repeats() && Some(key.column) != facts.own && !unlikely(key))
                .filter(|key| !self.is_of_others(at, key))
                .collect();
            keys.sort_by_key(|key| (key.named == Some(Named::Organisation), key.column));
            keys.first().copied()
        })
    }

    /// The best of the columns of these names, of those that other tables have.
    pub(super) fn best(
        &self,
        at: usize,
        names: &[&str],
        others: &[usize],
        of: impl Fn(&TableFacts<'_>) -> Option<usize>,
    ) -> Option<Joint> {
        let table = self.all[at].table;
        let mut best: Option<Joint> = None;
        for column in columns_named(table, names) {
            let own = id_list(&table.columns[column]);
            for other in others {
                let Some(theirs) = of(&self.all[*other]) else { continue };
                // Names of columns only propose; that ids are found there decides.
                let joined = share(&id_list(&self.all[*other].table.columns[theirs]), &own);
                if joined >= LEAST_SHARE && best.is_none_or(|best| joined > best.share) {
                    best = Some(Joint { column, of: *other, share: joined });
                }
            }
        }
        best
    }

    fn accounts(&self, at: usize, others: &[usize]) -> Option<RecordKind> {
        let named = |column: usize| {
            let joint = self.best(at, &OWN_IDS, others, |facts| facts.account())?;
            (column == joint.column).then_some(joint)
        };
        let by_name = columns_named(self.all[at].table, &OWN_IDS).into_iter().find_map(named);
        let (account, of, joined) = match by_name {
            Some(joint) => {
                let column = self.all[joint.of].account()?;
                let number = self.all[joint.of].number;
                (joint.column, Membership { number, column }, joint.share)
            }
            None => {
                let to_here = |other: &usize| {
                    let mut all = self.references[*other].iter();
                    all.find(|reference| reference.to == at).map(|found| (*other, *found))
                };
                let (other, found) = others.iter().find_map(to_here)?;
                let of = Membership { number: self.all[other].number, column: found.column };
                (found.to_column, of, found.share)
            }
        };
        let source = self.all.iter().find(|facts| facts.number == of.number)?;
        let note = (self.words.accounts)(joined, source.id);
        Some(RecordKind::Accounts { account, of, note })
    }

    /// Rows of the rows of a table that are not people: nothing joins them with people yet.
    fn left_out(&self, at: usize) -> Option<RecordKind> {
        let owner = self.owner(at)?;
        let column = self.all[at].table.columns[owner.column].label.as_str();
        Some(RecordKind::Nobodys((self.words.rows_of_rows)(column, self.all[owner.to].id)))
    }
}
