//! Tables whose rows are not people: accounts, and what people did or bought, which is aggregated.

use std::collections::BTreeSet;

use super::columns::{ACCOUNTS, respondent, share, values};
use super::files::{Content, Found};
use super::text::quote;
use crate::finding::Findings;
use crate::locale::{Owner, ScaffoldWords};
use crate::sources::{Column, Item, Scale, SourceKind, Table, names_identifier, read_days};

/// Meaning of the rows of a table that are not people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RecordKind {
    /// Accounts, named by a column.
    Accounts { account: usize, note: String },
    /// Several rows of a respondent or an account.
    Several(Several),
}

/// Rows to be aggregated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Several {
    /// The column of respondents or accounts.
    pub(super) key: usize,
    pub(super) by_account: bool,
    /// The source whose respondents they are.
    pub(super) of: Option<usize>,
    pub(super) date: Option<usize>,
    /// Name and settings of each rule.
    pub(super) rules: Vec<(String, String)>,
    pub(super) note: String,
}

/// Headers of the columns that name the person of a deal or an activity.
const PERSONS: [&str; 7] = [
    "Associated Contact IDs",
    "ContactId",
    "Contact ID",
    "Contact Name.id",
    "Person - ID",
    "WhoId",
    "Contact",
];
/// Headers of the columns that name an account in a table of accounts, the id first.
const OWN_IDS: [&str; 10] = [
    "Record ID",
    "Record ID - Company",
    "Id",
    "Account ID",
    "Organization - ID",
    "Company name",
    "Account Name",
    "Organization - Name",
    "Company",
    "Name",
];
/// Headers that only tables of organisations have.
const OF_ACCOUNTS: [&str; 14] = [
    "Company Domain Name",
    "Company owner",
    "Company Size",
    "Industry",
    "Number of Employees",
    "NumberOfEmployees",
    "Employees",
    "Annual Revenue",
    "AnnualRevenue",
    "BillingCity",
    "Billing City",
    "Account Type",
    "TickerSymbol",
    "Organization - Address",
];
/// Headers that only tables of people have.
const OF_PEOPLE: [&str; 10] = [
    "First Name",
    "Last Name",
    "FirstName",
    "LastName",
    "Email",
    "Job Title",
    "Contact ID",
    "Person - Name",
    "Person - Email",
    "Associated Company IDs",
];
/// Headers of the stage of a deal, and of the day that dates it.
const STAGES: [&str; 6] =
    ["Deal Stage", "StageName", "Stage", "Deal - Status", "Deal - Stage", "Sales Stage"];
const CLOSED: [&str; 6] = [
    "Close Date",
    "CloseDate",
    "Closing Date",
    "Deal - Won time",
    "Deal - Expected close date",
    "Deal - Deal created",
];
const AMOUNTS: [&str; 3] = ["Amount", "Deal - Value", "Deal Amount"];
/// Headers that only tables of events have.
const EVENTS: [&str; 7] =
    ["Event", "Event name", "Event type", "Action", "Activity - Type", "Activity type", "WhoId"];
/// Headers of the kind and day of an activity.
const KINDS: [&str; 8] = [
    "Event",
    "Event name",
    "Event type",
    "Action",
    "Activity - Type",
    "Activity type",
    "TaskSubtype",
    "Type",
];
const DONE: [&str; 8] = [
    "Timestamp",
    "ActivityDate",
    "Activity date",
    "Activity - Due date",
    "Event time",
    "Occurred at",
    "Created at",
    "Date",
];

/// As many kinds of events as a draft counts one by one.
const MOST_KINDS: usize = 8;
/// A column that joins fewer than one in five names something else.
const LEAST_SHARE: f64 = 0.2;

fn named(table: &Table, names: &[&str]) -> Vec<usize> {
    let of =
        |name: &&str| table.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name));
    names.iter().filter_map(of).map(|column| column.index).collect()
}

/// The people that rows may belong to: source, ids of respondents, accounts.
struct IdPool {
    number: usize,
    ids: BTreeSet<String>,
    accounts: BTreeSet<String>,
}

/// For each file what its rows are, where they are not people.
pub(super) fn infer_records(found: &[Found], words: &ScaffoldWords) -> Vec<Option<RecordKind>> {
    let tables: Vec<(usize, &Table, &[Item], bool)> = found
        .iter()
        .enumerate()
        .filter_map(|(number, found)| match &found.content {
            Content::Rows { table, items, format, .. } => {
                Some((number, &**table, items.as_slice(), format.kind() == SourceKind::Crm))
            }
            _ => None,
        })
        .collect();
    let has = |table: &Table, names: &[&str]| !named(table, names).is_empty();
    let is_account =
        |table: &Table| has(table, &OF_ACCOUNTS) && !has(table, &OF_PEOPLE) && has(table, &OWN_IDS);
    let people: Vec<IdPool> = tables
        .iter()
        .filter(|(_, table, ..)| !is_account(table) && !is_deal(table) && !is_activity(table))
        .filter(|(_, table, ..)| respondent(table).is_some())
        .map(|(number, table, _, crm)| IdPool {
            number: *number,
            ids: respondent(table)
                .map_or_else(BTreeSet::new, |column| id_list(&table.columns[column])),
            accounts: named(table, if *crm { &ACCOUNTS } else { &[] })
                .into_iter()
                .next()
                .map_or_else(BTreeSet::new, |column| id_list(&table.columns[column])),
        })
        .collect();
    let mut records = vec![None; found.len()];
    for (number, table, items, _) in &tables {
        let others: Vec<&IdPool> =
            people.iter().filter(|people| people.number != *number).collect();
        records[*number] = if is_account(table) && !is_deal(table) {
            accounts(table, found, &others, words)
        } else {
            several(table, items, found, &others, words)
        };
    }
    records
}

fn is_deal(table: &Table) -> bool {
    [&STAGES, &CLOSED].iter().all(|headers| !named(table, *headers).is_empty())
}

/// True if rows are what people did on a day: they repeat the id of something, and have none of
/// their own unless their header speaks of events.
fn is_activity(table: &Table) -> bool {
    let has = |names: &[&str]| !named(table, names).is_empty();
    let repeating = || table.columns.iter().any(|column| repeats(column, table));
    has(&DONE) && repeating() && (has(&EVENTS) || respondent(table).is_none())
}

/// The different values of a column, each of a list its own.
fn id_list(column: &Column) -> BTreeSet<String> {
    values(column)
        .iter()
        .flat_map(|text| text.split(';').map(|part| part.trim().to_owned()))
        .filter(|id| !id.is_empty())
        .collect()
}

/// The best of several columns to join by: column, source and the share of the source's people that
/// it joins.
fn best<'a>(
    table: &Table,
    names: &[&str],
    others: &[&'a IdPool],
    of: impl Fn(&'a IdPool) -> &'a BTreeSet<String>,
) -> Option<(usize, usize, f64)> {
    let mut best: Option<(usize, usize, f64)> = None;
    for column in named(table, names) {
        let own = id_list(&table.columns[column]);
        for people in others {
            // Names of columns only propose; that ids are found there decides.
            let joined = share(of(people), &own);
            if joined >= LEAST_SHARE && best.is_none_or(|(.., most)| joined > most) {
                best = Some((column, people.number, joined));
            }
        }
    }
    best
}

fn accounts(
    table: &Table,
    found: &[Found],
    others: &[&IdPool],
    words: &ScaffoldWords,
) -> Option<RecordKind> {
    let (account, of, joined) = best(table, &OWN_IDS, others, |people| &people.accounts)?;
    let note = (words.accounts)(joined, &found[of].id);
    Some(RecordKind::Accounts { account, note })
}

/// Rows that repeat their key: deals, activities, and tables of one event a row.
fn several(
    table: &Table,
    items: &[Item],
    found: &[Found],
    others: &[&IdPool],
    words: &ScaffoldWords,
) -> Option<RecordKind> {
    let deals = is_deal(table);
    if !deals && !is_activity(table) {
        return None;
    }
    let repeating: Vec<&str> = table
        .columns
        .iter()
        .filter(|column| repeats(column, table))
        .map(|column| column.name.as_str())
        .collect();
    let by_person = best(table, &PERSONS, others, |people| &people.ids)
        .or_else(|| best(table, &repeating, others, |people| &people.ids));
    let by_account = || best(table, &ACCOUNTS, others, |people| &people.accounts);
    let (key, of, by_account) = if let Some((key, of, _)) = by_person {
        (key, Some(of), false)
    } else if let Some((key, of, _)) = by_account() {
        (key, Some(of), true)
    } else if deals {
        return None;
    } else {
        (table.columns.iter().find(|column| repeats(column, table))?.index, None, false)
    };
    let date = named(table, if deals { &CLOSED } else { &DONE })
        .into_iter()
        .find(|column| is_dated(&table.columns[*column], items));
    let rules = rules(table, items, key, date, words);
    let owner = if by_account { Owner::Account } else { Owner::Respondent };
    let note = (words.several_rows)(owner, of.map(|of| found[of].id.as_str()));
    Some(RecordKind::Several(Several { key, by_account, of, date, rules, note }))
}

/// True if a column names something that several rows belong to.
fn repeats(column: &Column, table: &Table) -> bool {
    let (rows, different) = (table.rows() - table.set_aside(), values(column).len());
    // Twice per value on average: the ids of a table of people do not repeat.
    names_identifier(&column.name) && different >= 2 && different * 2 <= rows
}

/// True if the dates of a column are understood.
fn is_dated(column: &Column, items: &[Item]) -> bool {
    let mut findings = Findings::default();
    let days = read_days(column, "", None, &mut findings);
    // Years and codes also read as dates.
    let ordinary =
        items.iter().any(|item| item.columns == [column.index] && item.scale == Scale::Ordinal);
    !ordinary && days.iter().flatten().count() * 2 > column.len()
}

fn rules(
    table: &Table,
    items: &[Item],
    key: usize,
    date: Option<usize>,
    words: &ScaffoldWords,
) -> Vec<(String, String)> {
    let deals = is_deal(table);
    let label = |column: usize| table.columns[column].label.as_str();
    let mut rules = Vec::new();
    let rows = if deals { words.deals } else { words.events };
    rules.push((rows.to_owned(), "what = \"count\"".to_owned()));
    let only = |column: usize, value: &str| {
        format!("where = {{ {} = {} }}", quote(label(column)), quote(value))
    };
    let state = named(table, if deals { &STAGES } else { &KINDS })
        .into_iter()
        .find(|column| *column != key);
    if let Some((state, levels)) =
        state.and_then(|state| Some((state, table.columns[state].levels()?)))
    {
        let mut levels: Vec<(&str, usize)> =
            levels.into_iter().filter(|(level, _)| !level.trim().is_empty()).collect();
        // The most frequent first, since only a few become columns.
        levels.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        // Conditions ignore case, so two spellings would count the same rows.
        levels.dedup_by_key(|(level, _)| level.to_lowercase());
        if deals {
            let won = levels.iter().find(|(level, _)| {
                level.to_lowercase().split_whitespace().any(|word| word == "won")
            });
            if let Some((level, _)) = won {
                rules.push((
                    words.deals_won.to_owned(),
                    format!("what = \"count\", {}", only(state, level)),
                ));
                let numeric = |column: &usize| {
                    items
                        .iter()
                        .any(|item| item.columns == [*column] && item.scale == Scale::Numeric)
                };
                for amount in named(table, &AMOUNTS).into_iter().filter(numeric).take(1) {
                    let rule = format!(
                        "what = \"sum\", of = {}, {}",
                        quote(label(amount)),
                        only(state, level)
                    );
                    rules.push((words.amount_won.to_owned(), rule));
                }
            }
        } else {
            for (level, _) in levels.iter().take(MOST_KINDS) {
                let name = format!("{}: {}", label(state), level.trim());
                rules.push((name, format!("what = \"count\", {}", only(state, level))));
            }
        }
    }
    if date.is_some() {
        let last = if deals { words.days_since_deal } else { words.days_since_event };
        rules.push((last.to_owned(), "what = \"days-since-last\"".to_owned()));
    }
    rules
}
