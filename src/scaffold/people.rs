//! Inference of the respondents of each table and of the keys that join tables.

use super::columns::{counts, share, values};
use super::content::{Content, Found};
use super::facts::TableFacts;
use super::headers::{ACCOUNTS, columns_named, is_deal};
use super::keys::KeyColumn;
use super::records::{RecordKind, Several, infer_records};
use super::row_kinds::{row_kind, transcript_names};
use crate::locale::ScaffoldWords;
use crate::manifest::RowKind;
use crate::sources::{Column, SourceKind, Table, names_person, names_weight, weighs_clearly};

/// Respondents of one table in a draft.
#[derive(Default)]
pub(super) struct RespondentDraft {
    pub(super) respondent: Option<usize>,
    /// The namespace of the ids, if it is not the default of a source of this kind.
    pub(super) ids: Option<String>,
    pub(super) keys: Vec<(&'static str, usize)>,
    pub(super) weight: Option<usize>,
    pub(super) account: Option<usize>,
    /// Meaning of the rows, if they are not people.
    pub(super) records: Option<RecordKind>,
    pub(super) notes: Vec<String>,
    /// What its rows are, if they are no people.
    pub(super) rows: Option<RowKind>,
}

/// The respondents of all tables.
pub(super) struct Joining<'a> {
    drafts: Vec<RespondentDraft>,
    facts: Vec<TableFacts<'a>>,
}

/// A key of which fewer than one in five is in another source joins nothing worth stating.
const LEAST_SHARE: f64 = 0.2;
/// Ids of which fewer than half are in another source may be those of other people.
const LEAST_JOINED: f64 = 0.5;

impl<'a> Joining<'a> {
    pub(super) fn infer(found: &'a [Found], words: &ScaffoldWords) -> Self {
        let facts = TableFacts::all(found);
        let interviews =
            found.iter().any(|found| matches!(found.content, Content::Transcripts { .. }));
        let (records, of_accounts) = infer_records(&facts, interviews, words);
        let is_of_people: Vec<bool> = records.iter().map(Option::is_none).collect();
        let mut all: Vec<RespondentDraft> =
            found.iter().map(|_| RespondentDraft::default()).collect();
        let people: Vec<&TableFacts<'_>> = facts
            .iter()
            .zip(&is_of_people)
            .filter_map(|(facts, of_people)| of_people.then_some(facts))
            .collect();
        for facts in &people {
            all[facts.number] = draft(facts, &people, words);
        }
        let alone = of_accounts.clone();
        for (facts, of_accounts) in facts.iter().zip(of_accounts) {
            if of_accounts {
                all[facts.number].notes.push(words.organisations.to_owned());
            }
        }
        let transcripts = transcript_names(found);
        for (facts, organisations) in facts.iter().zip(alone) {
            all[facts.number].rows = row_kind(facts, organisations, &transcripts);
        }
        let is_of_interviews = |found: &Found| {
            matches!(found.content, Content::Transcripts { .. } | Content::Project(_))
        };
        let interviews = found.iter().any(is_of_interviews);
        for own in &people {
            let (notes, joined) = shared(own, &people, &all, words);
            let survey = own.kind == SourceKind::Survey;
            if survey && people.len() > 1 && !joined && !interviews {
                // Numbers that count responses are not the same people in two surveys.
                all[own.number].ids = Some(own.id.to_owned());
            }
            all[own.number].notes.extend(notes);
        }
        // Events without a table of people share one namespace, or nobody would have done two
        // things.
        let by_itself = |records: &Option<RecordKind>| {
            matches!(
                records,
                Some(RecordKind::Several(Several { of: None, by_account: false, .. }))
            )
        };
        let several_alone = records.iter().filter(|records| by_itself(records)).count() > 1;
        for (facts, records) in facts.iter().zip(records) {
            let Some(records) = records else { continue };
            if let RecordKind::Accounts { of, .. } = &records {
                all[of.number].account.get_or_insert(of.column);
            }
            let mut draft = RespondentDraft::default();
            if let RecordKind::Several(several) = &records {
                draft.ids = match several.of {
                    Some(of) if !several.by_account && !several.by_address => {
                        Some(namespace(of, &all, &people))
                    }
                    None if several_alone && !several.by_account => Some("people".to_owned()),
                    _ => None,
                };
                if several.by_address {
                    draft.keys.push((EMAIL, several.key));
                }
            }
            if matches!(records, RecordKind::Several(_)) && is_deal(facts.table) {
                draft.rows = Some(RowKind::Deal);
            }
            draft.records = Some(records);
            all[facts.number] = draft;
        }
        Self { drafts: all, facts }
    }

    /// The respondents of a file, by its place among the files.
    pub(super) fn people(&self, number: usize) -> &RespondentDraft {
        &self.drafts[number]
    }

    /// What is known of each table.
    pub(super) fn facts(&self) -> &[TableFacts<'a>] {
        &self.facts
    }

    /// True if the rows of a table are people, each row one.
    pub(super) fn is_of_people(&self, number: usize) -> bool {
        self.drafts[number].records.is_none()
    }

    /// True if the rows of a table are people or theirs.
    pub(super) fn is_used(&self, number: usize) -> bool {
        !matches!(self.drafts[number].records, Some(RecordKind::Nobodys(_)))
    }

    /// True if rows of another table belong to those of this one.
    pub(super) fn is_referred_to(&self, facts: &TableFacts<'_>) -> bool {
        let of = |draft: &RespondentDraft| match &draft.records {
            Some(RecordKind::Several(several)) => several.of == Some(facts.number),
            Some(RecordKind::Accounts { of, .. }) => of.number == facts.number,
            Some(RecordKind::Nobodys(_)) | None => false,
        };
        self.drafts.iter().any(of)
    }

    /// The namespace of the ids of a table of people.
    pub(super) fn namespace_of(&self, facts: &TableFacts<'_>) -> String {
        let people: Vec<&TableFacts<'_>> = self.facts.iter().collect();
        namespace(facts.number, &self.drafts, &people)
    }
}

/// The namespace of the ids of a table of people: ids join within one, and a survey has that of
/// people unless it has its own.
fn namespace(of: usize, all: &[RespondentDraft], people: &[&TableFacts<'_>]) -> String {
    let facts = people.iter().find(|facts| facts.number == of);
    let default = match facts {
        Some(facts) if facts.kind != SourceKind::Survey => facts.id,
        _ => "people",
    };
    all[of].ids.clone().unwrap_or_else(|| default.to_owned())
}

/// What other tables of people share with one, and whether its ids say that they are the same
/// people.
fn shared(
    own: &TableFacts<'_>,
    people: &[&TableFacts<'_>],
    all: &[RespondentDraft],
    words: &ScaffoldWords,
) -> (Vec<String>, bool) {
    let (mut notes, mut joined) = (Vec::new(), false);
    let cells = |facts: &TableFacts<'_>, column: usize| values(&facts.table.columns[column]);
    for other in people.iter().filter(|other| other.number != own.number) {
        if let (Some(ours), Some(theirs)) = (own.own, other.own) {
            let ours = cells(own, ours);
            let theirs = cells(other, theirs);
            let joins = share(&ours, &theirs).max(share(&theirs, &ours)) >= LEAST_JOINED;
            let share = share(&ours, &theirs);
            if share >= LEAST_SHARE {
                // Small numbers coincide in any two tables that count their rows.
                joined |= joins && ours.iter().any(|id| !is_small_number(id));
                notes.push((words.shared_ids)(share, other.id));
            }
        }
        for (name, column) in &all[own.number].keys {
            let theirs = all[other.number].keys.iter().find(|(other, _)| other == name);
            let Some((_, theirs)) = theirs else { continue };
            let share = share(&cells(own, *column), &cells(other, *theirs));
            notes.push((words.shared_keys)(share, name, other.id));
        }
    }
    (notes, joined)
}

/// Name of the key that joins by addresses.
const EMAIL: &str = "email";

fn draft(
    facts: &TableFacts<'_>,
    people: &[&TableFacts<'_>],
    words: &ScaffoldWords,
) -> RespondentDraft {
    let table = facts.table;
    let crm = facts.kind == SourceKind::Crm;
    // The addresses that most of other tables have are those of the people themselves.
    let found_elsewhere = |key: &KeyColumn| {
        let others = people.iter().filter(|other| other.number != facts.number);
        let addresses = others.flat_map(|other| other.addresses());
        addresses
            .filter(|theirs| theirs.tells_apart())
            .filter_map(|theirs| key.overlap(theirs, true))
            .fold(0.0, f64::max)
    };
    let again = facts.answered_again().map(|key| key.column);
    let repeated = again.or_else(|| if facts.own.is_none() { repeated(table) } else { None });
    let note = repeated.map(|column| {
        let column = &table.columns[column];
        (words.repeated_ids)(&column.label, values(column).len(), table.kept_rows())
    });
    let mut addresses: Vec<(&KeyColumn, f64)> =
        facts.addresses().map(|key| (key, found_elsewhere(key))).collect();
    addresses.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.column.cmp(&b.0.column)));
    RespondentDraft {
        respondent: repeated.or(facts.own),
        notes: note.into_iter().collect(),
        keys: addresses.first().map(|(key, _)| (EMAIL, key.column)).into_iter().collect(),
        weight: table
            .columns
            .iter()
            .find(|column| names_weight(&column.name) && weighs_clearly(table, column))
            .map(|column| column.index),
        account: if crm { columns_named(table, &ACCOUNTS).first().copied() } else { None },
        ..RespondentDraft::default()
    }
}

/// The column that names the people of a table in which each has several rows: by its header, in
/// nineteen of twenty rows filled, with two rows a name and more.
fn repeated(table: &Table) -> Option<usize> {
    let rows = table.kept_rows();
    let tells = |column: &&Column| {
        let (addresses, filled) = counts(column, |text| text.contains('@'));
        let different = values(column).len();
        names_person(&column.name)
            && addresses == 0
            && filled * 20 >= rows * 19
            && (2..=rows / 2).contains(&different)
    };
    table.columns.iter().find(tells).map(|column| column.index)
}

fn is_small_number(id: &str) -> bool {
    id.len() <= 6 && id.bytes().all(|byte| byte.is_ascii_digit())
}
