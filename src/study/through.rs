//! Rows that name their person through the rows of another source: reviews of orders, whose rows
//! name the customer.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::column;
use super::findings::StudyFinding;
use super::opening::Opening;
use super::source_table::read_source_table;
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::manifest::{MOST_SOURCES, RespondentRule, Source, Stated, Through};
use crate::sources::Table;

/// Puts the person or account that the other source names in place of the key of each row, if a
/// source says through which it goes. Rows whose key is not there name nobody.
pub(super) fn lead_through(
    opening: &Opening,
    source: &Source,
    table: &mut Table,
    findings: &mut Findings,
) -> Result<()> {
    lead(opening, source, table, findings, 0)
}

fn lead(
    opening: &Opening,
    source: &Source,
    table: &mut Table,
    findings: &mut Findings,
    depth: usize,
) -> Result<()> {
    let Some(through) = &source.through else { return Ok(()) };
    let wrong = |expected: String, found: &str| ErrorKind::Manifest {
        place: opening.manifest.place(through.source.line),
        expected,
        found: found.to_owned(),
        nearest: None,
    };
    if depth > MOST_SOURCES {
        let expected = format!("a source for `through` of {:?} that leads to people", source.id);
        return Err(wrong(expected, "a circle").into());
    }
    let Some(key) = key_of(source) else {
        let expected = format!("a column as `respondent` of {:?} beside `through`", source.id);
        return Err(wrong(expected, "none").into());
    };
    let index = column(&opening.manifest, table, key)?.index;
    let own = &mut table.columns[index];
    let texts: Vec<String> = (0..own.len()).map(|row| own.text(row).into_owned()).collect();
    let mut people = people_of(opening, through, depth)?;
    // Ids that differ in case alone are different ones.
    let folds = differ_folded(texts.iter().map(String::as_str))
        && differ_folded(people.keys().map(String::as_str));
    let normal = |text: &str| match folds {
        true => text.trim().to_lowercase(),
        false => text.trim().to_owned(),
    };
    people = people.into_iter().map(|(key, person)| (normal(&key), person)).collect();
    let leads = |text: &str| people.get(&normal(text)).and_then(Option::as_deref);
    let filled = texts.iter().filter(|text| !text.trim().is_empty()).count();
    let led = texts.iter().filter(|text| leads(text).is_some()).count();
    own.rewrite(|_, text| leads(text).unwrap_or_default().to_owned());
    let (source, through) = (source.id.clone(), through.source.value.clone());
    findings.add(StudyFinding::LedThrough { source, through, rows: led, of: filled });
    Ok(())
}

/// The person or account of each key of another source; none where its rows name several.
fn people_of(
    opening: &Opening,
    through: &Through,
    depth: usize,
) -> Result<BTreeMap<String, Option<String>>> {
    let manifest = &opening.manifest;
    let named = |source: &&Source| source.id == through.source.value;
    let Some(other) = manifest.sources.iter().find(named) else {
        let known = manifest.sources.iter().map(|source| source.id.as_str());
        let stated = Stated { value: through.source.value.as_str(), line: through.source.line };
        return Err(manifest.unknown(&stated, "a source of the study", known).into());
    };
    // What is odd in it is said when it is read as a source of its own.
    let unsaid = &mut Findings::default();
    let mut table = read_source_table(opening, other, unsaid)?;
    lead(opening, other, &mut table, unsaid, depth + 1)?;
    let Some(person) = key_of(other) else {
        let expected = format!("`respondent` of {:?} as a column name", other.id);
        let (place, found) = (manifest.place(other.line), "none".to_owned());
        return Err(ErrorKind::Manifest { place, expected, found, nearest: None }.into());
    };
    let person = column(manifest, &table, person)?;
    let key = column(manifest, &table, &through.column)?;
    let mut people: BTreeMap<String, Option<String>> = BTreeMap::new();
    for row in (0..table.rows()).filter(|row| !table.is_set_aside(*row)) {
        let (key, person) = (key.text(row).trim().to_owned(), person.text(row).trim().to_owned());
        if key.is_empty() || person.is_empty() {
            continue;
        }
        let known = people.entry(key).or_insert_with(|| Some(person.clone()));
        if known.as_ref().is_some_and(|known| *known != person) {
            *known = None;
        }
    }
    Ok(people)
}

/// The column that names the people or accounts of a source.
fn key_of(source: &Source) -> Option<&Stated<String>> {
    match &source.respondent {
        Some(RespondentRule::Column(name)) => Some(name),
        Some(_) => None,
        None => source.account.as_ref(),
    }
}

/// True if texts that differ still do so in small letters.
fn differ_folded<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let different: BTreeSet<&str> = texts.map(str::trim).collect();
    let folded: BTreeSet<String> = different.iter().map(|text| text.to_lowercase()).collect();
    folded.len() == different.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_differ_in_case_alone_are_not_folded() {
        assert!(differ_folded(["A1", "b2", " A1 "].into_iter()));
        assert!(!differ_folded(["A1", "a1"].into_iter()));
    }
}
