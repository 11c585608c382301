//! Edits that people made in the workbook of a result, read back as decisions.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::manifest::{Amendment, ClaimDecision, OVERRIDES, Overrides, amended};
use crate::personas::PersonaSet;
use crate::render::{
    DECIDED_COLUMNS, EXPLAINED, EditedSheet, RESULT, TITLE, cell_text, digest_of_result,
    edited_sheets, is_edited, is_of_words,
};
use crate::sources::{SourceFile, Table, TableOptions};
use crate::study::is_withheld;

/// What a workbook that people edited decides.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Adoption {
    /// The text of `overrides.toml` with the decisions; what stood in it stays.
    pub overrides: String,
    /// What was read back, in the order of the workbook.
    pub changes: Vec<AdoptedChange>,
    /// Edits that were not read back, each with the reason.
    pub unread: Vec<String>,
}

/// A cell of a workbook that was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AdoptedChange {
    /// Id of the persona, the claim or the evidence.
    pub id: String,
    /// Name of the column.
    pub column: &'static str,
    /// What the result says.
    pub before: String,
    /// What the workbook says.
    pub after: String,
}

impl fmt::Display for AdoptedChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, column, before, after } = self;
        write!(f, "{id}: {column} “{before}” → “{after}”")
    }
}

/// Reads back what people edited in the workbook of a result: names of personas; words of claims,
/// those that come first and those that are left off the card; translations of words. `overrides`
/// is the text of `overrides.toml`, empty where there is none; the text that comes back holds it
/// with the decisions.
///
/// Cells are found by the ids in the first column and the names of the columns, so rows may be
/// sorted. An emptied cell decides nothing. What else was edited is named in
/// [`unread`](Adoption::unread).
///
/// # Errors
/// [`ErrorKind::Mismatch`] for a workbook that was written from another result, one with two rows
/// of one id, a cell of `pin` or `hide` that says neither yes nor no, and a claim that is to come
/// first and be left off; [`ErrorKind::Format`] for no such workbook; [`ErrorKind::Manifest`] for
/// decisions that are not understood, or in a form into which nothing can be written.
pub fn adopt(workbook: &SourceFile, personas: &PersonaSet, overrides: &str) -> Result<Adoption> {
    check_result(workbook, personas)?;
    Overrides::from_toml(overrides, OVERRIDES)?;
    let adoption =
        Adoption { overrides: overrides.to_owned(), changes: Vec::new(), unread: Vec::new() };
    let mut adopting = Adopting { personas, adoption };
    for sheet in edited_sheets(personas) {
        adopting.sheet(workbook, sheet)?;
    }
    let Adopting { adoption, .. } = adopting;
    let decided = Overrides::from_toml(&adoption.overrides, OVERRIDES)?;
    match decided.claims.iter().find(|claim| claim.pin && claim.hide) {
        Some(both) => Err(mismatch(
            format!("{:?} of {} pinned or hidden", both.label, both.persona.value),
            "both",
        )),
        None => Ok(adoption),
    }
}

fn mismatch(expected: String, found: impl Into<String>) -> crate::Error {
    ErrorKind::Mismatch { expected, found: found.into() }.into()
}

/// A sheet of the workbook.
fn sheet_of(workbook: &SourceFile, name: &str) -> Result<Table> {
    let options = TableOptions { sheet: Some(name.to_owned()), ..TableOptions::default() };
    Table::read(workbook.clone(), &options, &mut Findings::default())
}

/// Refuses the workbook of another result: its ids mean something else.
fn check_result(workbook: &SourceFile, personas: &PersonaSet) -> Result<()> {
    let explained = sheet_of(workbook, EXPLAINED)?;
    let [of, text] = ["of", "text"].map(|name| explained.column(name));
    let stated = of.zip(text).and_then(|(of, text)| {
        let row = (0..explained.rows()).rev().find(|row| of.text(*row) == RESULT)?;
        Some(text.text(row).trim().to_owned())
    });
    let digest = digest_of_result(personas);
    if stated.as_deref() == Some(&digest) {
        return Ok(());
    }
    let expected = format!("the workbook of this result, whose personas.json has {digest}");
    Err(mismatch(expected, stated.unwrap_or_else(|| "a workbook that names no result".to_owned())))
}

/// A text as it is compared: a spreadsheet changes spaces and ends of lines.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A cell that differs from what was written.
struct Edit {
    place: Place,
    change: AdoptedChange,
}

/// The decisions while the sheets are read.
struct Adopting<'a> {
    personas: &'a PersonaSet,
    adoption: Adoption,
}

impl Adopting<'_> {
    /// Reads a sheet, and takes every edit in it.
    fn sheet(&mut self, workbook: &SourceFile, sheet: EditedSheet<'_>) -> Result<()> {
        let EditedSheet { name, header, rows } = sheet;
        let table = sheet_of(workbook, name)?;
        let mut written: BTreeMap<String, Vec<String>> =
            rows.map(|cells| (cells[0].clone(), cells)).collect();
        let columns: Vec<_> = header.iter().map(|column| (*column, table.column(column))).collect();
        for (column, _) in columns.iter().filter(|(_, found)| found.is_none()) {
            if self.is_edited(column) || *column == header[0] {
                self.unread(format!("{name}: there is no column `{column}`"));
            }
        }
        let Some(ids) = columns[0].1 else { return Ok(()) };
        let mut seen = BTreeSet::new();
        for row in 0..table.rows() {
            let id = plain(&ids.text(row));
            if id.is_empty() {
                continue;
            }
            let Some(cells) = written.remove(&id) else {
                if !seen.contains(&id) {
                    self.unread(format!("{}: the result has no {id}", table.place(row)));
                    continue;
                }
                return Err(mismatch(format!("one row of {id} in the sheet {name}"), "two"));
            };
            for ((column, found), before) in columns.iter().zip(&cells) {
                let Some(found) = found else { continue };
                let (before, after) = (plain(&cell_text(before)), plain(&found.text(row)));
                // Numbers are written in many ways, and nobody edits them here.
                let is_read = is_of_words(column) || DECIDED_COLUMNS.contains(column);
                if before != after && is_read {
                    let change = AdoptedChange { id: id.clone(), column, before, after };
                    self.take(Edit { place: table.place(row), change })?;
                }
            }
            seen.insert(id);
        }
        for id in written.keys() {
            self.unread(format!("{name}: there is no row of {id}; it stays as it is"));
        }
        Ok(())
    }

    fn is_edited(&self, column: &str) -> bool {
        is_edited(column, self.personas.study.privacy.is_internal())
    }

    fn unread(&mut self, what: String) {
        self.adoption.unread.push(what);
    }

    fn take(&mut self, edit: Edit) -> Result<()> {
        let Edit { place, change } = edit;
        let AdoptedChange { id, column, after, .. } = &change;
        if !self.is_edited(column) {
            self.unread(format!("{place}: `{column}` of {id} cannot be edited"));
            return Ok(());
        }
        let amendment = match *column {
            TITLE => Some(Amendment::Name { persona: id.clone(), name: after.clone() }),
            column if DECIDED_COLUMNS.contains(&column) => self.claim(id, column, after)?,
            _ => self.translation(id, after),
        };
        let is_flag = DECIDED_COLUMNS[1..].contains(column);
        match amendment {
            Some(_) if after.is_empty() && !is_flag => self.unread(format!(
                "{place}: `{column}` of {id} is empty; to take a decision back, delete it in \
                 {OVERRIDES}"
            )),
            Some(amendment) => {
                self.adoption.overrides = amended(&self.adoption.overrides, &amendment)?;
                self.adoption.changes.push(change);
            }
            None => self.unread(format!("{place}: `{column}` of {id} {}", self.why_not(column))),
        }
        Ok(())
    }

    fn why_not(&self, column: &str) -> &'static str {
        match DECIDED_COLUMNS.contains(&column) {
            true => "is not read back: only claims of personas are decided on",
            false => {
                "is not read back: the words are not shown, or have no digest, which takes a \
                 privacy key"
            }
        }
    }

    /// The decision on a claim with one of its columns changed; `None` for a claim of no persona.
    fn claim(&self, id: &str, column: &str, after: &str) -> Result<Option<Amendment>> {
        let found = self.personas.personas.iter().find_map(|persona| {
            let claim = persona.claims.iter().find(|claim| claim.id.as_str() == id)?;
            Some((persona, claim))
        });
        let Some((persona, claim)) = found else { return Ok(None) };
        // What was decided by hand since the run stays.
        let known = Overrides::from_toml(&self.adoption.overrides, OVERRIDES)?;
        let known = known.claims.into_iter().find(|one| {
            (one.persona.value.as_str(), one.facet, &one.label)
                == (persona.id.as_str(), claim.facet, &claim.label)
        });
        let mut decision = known.unwrap_or_else(|| {
            ClaimDecision::new(persona.id.as_str(), claim.facet, claim.label.clone())
        });
        let [say, pin, _] = DECIDED_COLUMNS;
        match column {
            _ if column == say => decision.say = Some(after.to_owned()),
            _ if column == pin => decision.pin = flag(id, column, after)?,
            _ => decision.hide = flag(id, column, after)?,
        }
        Ok(Some(Amendment::Claim(decision)))
    }

    /// The translation of the words of evidence; `None` for words that are not shown or not known
    /// again.
    fn translation(&self, id: &str, after: &str) -> Option<Amendment> {
        let evidence = self.personas.evidence().find(|evidence| evidence.id.as_str() == id)?;
        let digest = evidence.digest.as_ref().filter(|_| !is_withheld(&evidence.quote))?;
        Some(Amendment::Translation { digest: digest.to_string(), words: after.to_owned() })
    }
}

/// The answer in a cell of `pin` or `hide`.
fn flag(id: &str, column: &str, text: &str) -> Result<bool> {
    match text.to_lowercase().as_str() {
        "x" | "✓" | "1" | "true" | "wahr" | "yes" | "ja" => Ok(true),
        "" | "-" | "0" | "false" | "falsch" | "no" | "nein" => Ok(false),
        _ => Err(mismatch(format!("an x or nothing in `{column}` of {id}"), format!("{text:?}"))),
    }
}
