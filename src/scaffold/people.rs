//! Inference of the respondents of each table and of the keys that join tables.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{ACCOUNTS, counts, respondent, share, values};
use super::files::{Content, Found};
use super::records::{self, RecordKind, Several};
use crate::locale::ScaffoldWords;
use crate::sources::{Column, SourceKind, Table, names_person, names_weight};

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
}

/// The respondents of all tables.
pub(super) struct Joining(Vec<RespondentDraft>);

/// A key of which fewer than one in five is in another source joins nothing worth stating.
const LEAST_SHARE: f64 = 0.2;

impl Joining {
    pub(super) fn infer(found: &[Found], words: &ScaffoldWords) -> Self {
        let mut all: Vec<RespondentDraft> =
            found.iter().map(|found| people(&found.content, words)).collect();
        let records = records::infer_records(found, words);
        let tables: Vec<(usize, &Table, bool)> = found
            .iter()
            .enumerate()
            .filter(|(number, _)| records[*number].is_none())
            .filter_map(|(number, found)| match &found.content {
                Content::Rows { table, format, .. } => {
                    Some((number, &**table, format.kind() == SourceKind::Survey))
                }
                _ => None,
            })
            .collect();
        let interviews =
            found.iter().any(|found| matches!(found.content, Content::Transcripts { .. }));
        // Every table is compared with every other.
        let ids: BTreeMap<usize, BTreeSet<String>> = tables
            .iter()
            .filter_map(|(number, table, _)| {
                Some((*number, values(&table.columns[all[*number].respondent?])))
            })
            .collect();
        for (number, table, survey) in &tables {
            let mut notes = Vec::new();
            let own = ids.get(number);
            let mut joined = false;
            for (other, other_table, _) in tables.iter().filter(|(other, ..)| other != number) {
                if let (Some(own), Some(theirs)) = (own, ids.get(other)) {
                    let share = share(own, theirs);
                    if share >= LEAST_SHARE {
                        // Small numbers coincide in any two tables that count their rows.
                        joined |= own.iter().any(|id| !is_small_number(id));
                        notes.push((words.shared_ids)(share, &found[*other].id));
                    }
                }
                for (name, column) in &all[*number].keys {
                    let theirs = all[*other].keys.iter().find(|(other, _)| other == name);
                    let Some((_, theirs)) = theirs else { continue };
                    let share = share(
                        &values(&table.columns[*column]),
                        &values(&other_table.columns[*theirs]),
                    );
                    notes.push((words.shared_keys)(share, name, &found[*other].id));
                }
            }
            if *survey && tables.len() > 1 && !joined && !interviews {
                // Numbers that count responses are not the same people in two surveys.
                all[*number].ids = Some(found[*number].id.clone());
            }
            all[*number].notes.extend(notes);
        }
        let surveys: Vec<usize> =
            tables.iter().filter(|(.., survey)| *survey).map(|(number, ..)| *number).collect();
        for (number, records) in
            records.into_iter().enumerate().filter_map(|(number, of)| Some((number, of?)))
        {
            let ids = match &records {
                RecordKind::Several(Several { of: Some(of), by_account: false, .. }) => {
                    // Ids join within a namespace; a survey has that of people unless it has its
                    // own.
                    let default = if surveys.contains(of) { "people" } else { &found[*of].id };
                    Some(all[*of].ids.clone().unwrap_or_else(|| default.to_owned()))
                }
                _ => None,
            };
            all[number] =
                RespondentDraft { records: Some(records), ids, ..RespondentDraft::default() };
        }
        Self(all)
    }

    pub(super) fn people(&self, number: usize) -> &RespondentDraft {
        &self.0[number]
    }
}

fn people(content: &Content, words: &ScaffoldWords) -> RespondentDraft {
    let Content::Rows { table, format, .. } = content else { return RespondentDraft::default() };
    let crm = format.kind() == SourceKind::Crm;
    let is_email = |column: &&Column| {
        let (with, filled) =
            counts(column, |text| text.contains('@') && !text.trim().contains(' '));
        // 90 %: people mistype a few addresses.
        filled > 0 && with * 10 >= filled * 9
    };
    let emails = table.columns.iter().find(is_email);
    let (own, repeated) = (respondent(table), repeated(table));
    let note = repeated.filter(|_| own.is_none()).map(|column| {
        let column = &table.columns[column];
        (words.repeated_ids)(&column.label, values(column).len(), table.rows() - table.set_aside())
    });
    RespondentDraft {
        respondent: own.or(repeated),
        notes: note.into_iter().collect(),
        keys: emails.map(|column| ("email", column.index)).into_iter().collect(),
        weight: table
            .columns
            .iter()
            .find(|column| names_weight(&column.name))
            .map(|column| column.index),
        account: if crm { named(table, &ACCOUNTS) } else { None },
        ..RespondentDraft::default()
    }
}

/// The column that names the people of a table in which each has several rows: by its header, in
/// nineteen of twenty rows filled, with two rows a name and more.
fn repeated(table: &Table) -> Option<usize> {
    let rows = table.rows() - table.set_aside();
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

fn named(table: &Table, names: &[&str]) -> Option<usize> {
    let has =
        |name: &&str| table.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name));
    names.iter().find_map(has).map(|column| column.index)
}

fn is_small_number(id: &str) -> bool {
    id.len() <= 6 && id.bytes().all(|byte| byte.is_ascii_digit())
}
