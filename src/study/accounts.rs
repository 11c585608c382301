//! Accounts: which one each respondent belongs to, and what tables of accounts say, made known of
//! everyone who belongs to one.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::building::Building;
use super::columns::column;
use super::data::{Accounts, Records, Rows, SourceData};
use super::findings::StudyFinding;
use super::linking::{account_key, collapse_blanks};
use super::respondents::Respondents;
use crate::error::{Result, shown};
use crate::finding::Findings;
use crate::locator::position32;
use crate::manifest::{Manifest, Source};
use crate::sources::Column;

impl Building<'_> {
    /// The account of each respondent; the first source that says one decides. Case and white space
    /// do not matter.
    pub(super) fn accounts(&mut self, people: &mut Respondents) -> Result<()> {
        let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut account_of: Vec<Option<String>> = vec![None; people.account_of.len()];
        for (source, rows, of) in self.tables() {
            let Some(stated) = &source.account else { continue };
            let column = column(self.manifest, &rows.table, stated)?;
            for (row, respondent) in of.iter().enumerate() {
                let Some(respondent) = respondent.map(|respondent| respondent as usize) else {
                    continue;
                };
                let text = column.text(row);
                let mut listed =
                    text.split(';').map(collapse_blanks).filter(|name| !name.is_empty());
                let Some(name) = listed.next() else { continue };
                if listed.next().is_some() {
                    let at = rows.table.place(row).column(&column.label);
                    self.findings.add_at(StudyFinding::SeveralAccounts {}, at);
                }
                // The first source that names an account decides, so the order in the manifest
                // does.
                if account_of[respondent].is_none() {
                    // Sources spell one account in several ways.
                    let key = account_key(&name);
                    names.entry(key.clone()).or_default().insert(name);
                    account_of[respondent] = Some(key);
                }
            }
        }
        let keys: IndexSet<&String> = names.keys().collect();
        for (respondent, account) in account_of.iter().enumerate() {
            let position = account.as_ref().and_then(|account| keys.get_index_of(account));
            people.account_of[respondent] = position.map(position32);
        }
        names.values().for_each(|spellings| {
            people.accounts.push(spellings.first().map_or("", String::as_str))
        });
        Ok(())
    }
}

/// Gives every respondent the row of their account, in each source whose rows are accounts.
pub(super) fn spread(
    manifest: &Manifest,
    loaded: &mut [SourceData],
    respondent_of: &mut [Vec<Option<u32>>],
    people: &mut Respondents,
    findings: &mut Findings,
) -> Result<()> {
    for (number, (source, loaded)) in manifest.sources.iter().zip(loaded).enumerate() {
        let Records::Rows(rows) = &mut loaded.content else { continue };
        let (true, Some(stated)) = (source.is_of_accounts(), &source.account) else { continue };
        let column = column(manifest, &rows.table, stated)?.index;
        let row_of = rows_of_accounts(rows, column, findings);
        let with_account = people.account_of.iter().flatten().count();
        let found = people.account_of.iter().enumerate().filter_map(|(respondent, account)| {
            let row = row_of.get(&account_key(people.accounts.get((*account)? as usize)))?;
            Some((position32(respondent), *row))
        });
        let (respondents, row_of_each): (Vec<u32>, Vec<u32>) = found.unzip();
        report(source, &row_of, &row_of_each, with_account, findings);
        respondents
            .iter()
            .for_each(|respondent| people.sources[*respondent as usize] |= 1 << number);
        respondent_of[number] = respondents.into_iter().map(Some).collect();
        let columns = rows.table.columns.iter().map(|column| column.pick(&row_of_each)).collect();
        let spread = rows.table.rebuild(columns, &row_of_each);
        let table = std::mem::replace(&mut rows.table, spread);
        rows.accounts = Some(Box::new(Accounts { table, column, row_of: row_of_each }));
    }
    Ok(())
}

/// The row of each account; of several the fullest, of equals the first by content.
fn rows_of_accounts(rows: &Rows, column: usize, findings: &mut Findings) -> BTreeMap<String, u32> {
    let table = &rows.table;
    let named = &table.columns[column];
    let mut of: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut nameless = Vec::new();
    for row in (0..table.rows()).filter(|row| !table.is_set_aside(*row)) {
        match account_key(&collapse_blanks(&named.text(row))) {
            key if key.is_empty() => nameless.push(row),
            key => of.entry(key).or_default().push(position32(row)),
        }
    }
    let at = nameless.first().map(|row| table.place(*row).column(&named.label));
    findings.add_counted(StudyFinding::NoAccount {}, nameless.len(), at);
    let mut kept = BTreeMap::new();
    for (key, rows) in of {
        let best = rows.iter().copied().min_by_key(|row| {
            // The fullest row, then the content: the choice must not depend on the order of rows.
            let cells: Vec<_> =
                table.columns.iter().map(|column: &Column| column.text(*row as usize)).collect();
            (
                std::cmp::Reverse(cells.iter().filter(|cell| !cell.trim().is_empty()).count()),
                cells.join("\u{1f}"),
            )
        });
        for row in rows.iter().copied().filter(|row| Some(*row) != best) {
            let account = shown(&named.text(row as usize));
            findings.add_at(StudyFinding::DuplicateAccount { account }, table.place(row as usize));
        }
        kept.extend(best.map(|best| (key, best)));
    }
    kept
}

fn report(
    source: &Source,
    row_of: &BTreeMap<String, u32>,
    used: &[u32],
    of: usize,
    findings: &mut Findings,
) {
    let different: BTreeSet<u32> = used.iter().copied().collect();
    let (name, accounts) = (|| source.id.clone(), row_of.len() - different.len());
    let kind = StudyFinding::AccountsOfNobody { source: name(), accounts, of: row_of.len() };
    findings.add_counted(kind, usize::from(accounts > 0), None);
    let respondents = of - used.len();
    let kind = StudyFinding::AccountsUnknown { source: name(), respondents, of };
    findings.add_counted(kind, usize::from(respondents > 0), None);
}
