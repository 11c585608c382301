//! Tables: their format, their columns, and the rows of respondents.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::aggregate::aggregate;
use super::columns::{check_readings, column, no_column, spoken_of};
use super::data::{Records, Rows, SourceData};
use super::findings::StudyFinding;
use super::format_report::{report_format, tell_passed_over};
use super::opening::Opening;
use super::source_table::table_of;
use super::through::lead_through;
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::manifest::{RespondentRule, RowKind, Source};
use crate::sources::clue::FormatClue;
use crate::sources::{
    Codebook, CodedSegments, Column, ColumnNames, ColumnSettings, Format, Interviews, MISSING,
    NamesOfPeople, SegmentColumns, SourceKind, StoredFile, Structure, Table, empty_declared,
    has_codes_in_rows, infer_items, recognise_codings, set_aside,
};

/// Reads a table.
pub(super) fn table(
    opening: &Opening,
    file: &StoredFile,
    source: &Source,
    findings: &mut Findings,
) -> Result<SourceData> {
    let place = file.place();
    let mut table = table_of(file, source, findings)?;
    if let Some(stated) = &source.structure {
        let file = opening.read(Path::new(&stated.value))?;
        let columns = Structure::read(file, findings)?.explain(&mut table);
        let (structure, of) = (stated.value.clone(), table.columns.len());
        findings.add_at(StudyFinding::StructureRead { structure, columns, of }, place.clone());
    }
    let format = source.format.unwrap_or_else(|| {
        let (format, clue) = recognise_format(&table, source);
        report_format(format, clue, &place.file, findings)
    });
    // Only survey tools export tests and partial responses.
    if format.kind() == SourceKind::Survey {
        set_aside(&mut table, &source.keep, findings);
    }
    lead_through(opening, source, &mut table, findings)?;
    let names = pass_over(opening, source, format.kind(), &mut table, findings);
    let (digest, records) = (table.digest.clone(), table.rows() - names.rows);
    let content = match format {
        Format::Segments | Format::TaguetteHighlights => {
            let columns = columns_of_segments(&table, source, findings);
            let asking = &source.interviewers;
            let segments = Some(CodedSegments::from_turns(table, &columns, asking, findings)?);
            Records::Interviews(Interviews { segments, ..Interviews::default() })
        }
        Format::Codebook => {
            let codebook = Some(Codebook::from_table(&table)?);
            Records::Interviews(Interviews { codebook, ..Interviews::default() })
        }
        _ => Records::Rows(rows_of_people(opening, source, table, findings)?),
    };
    Ok(SourceData { passed_over: names.names, ..SourceData::new(format, digest, records, content) })
}

/// Rows of people who withdrew.
#[derive(Default)]
struct PassedOver {
    rows: usize,
    /// Their names in the columns of names.
    names: Vec<String>,
}

/// Passes over the rows of those who withdrew.
fn pass_over(
    opening: &Opening,
    source: &Source,
    kind: SourceKind,
    table: &mut Table,
    findings: &mut Findings,
) -> PassedOver {
    let Some(list) = opening.withdrawn() else {
        return PassedOver::default();
    };
    let rows = list.rows(source, kind, table);
    if rows.is_empty() {
        return PassedOver::default();
    }
    let of_people = NamesOfPeople::from_headers(&table.columns);
    let columns = table.columns.iter().filter(|column| of_people.hold(&column.name));
    let names = columns
        .flat_map(|column| rows.iter().map(|row| column.text(*row as usize).into_owned()))
        .collect();
    table.pass_over(&rows);
    tell_passed_over(source, rows.len(), findings);
    PassedOver { rows: rows.len(), names }
}

/// The format by the header, unless the manifest gives the table respondents, which no codebook
/// has, or accounts or rules to aggregate rows, which only a CRM has.
fn recognise_format(table: &Table, source: &Source) -> (Format, FormatClue) {
    if source.segments != SegmentColumns::default() {
        return (Format::Segments, FormatClue::StatedSegments);
    }
    let (format, clue) = match Format::detect_by(table) {
        // A codebook has no respondents, so the stated column wins over the header.
        (Format::Codebook, _) if source.respondent.is_some() => Format::of_respondents(table),
        // What is stated of rows of people makes them no codings; nor is whoever has one row each
        // known by codings.
        (
            Format::Segments,
            FormatClue::Codings | FormatClue::CodeMatrix | FormatClue::Framework,
        ) if states_people(source) => Format::of_respondents(table),
        (Format::Segments, FormatClue::Codings) if has_a_row_each(table, source) => {
            Format::of_respondents(table)
        }
        recognised => recognised,
    };
    if format == Format::Survey && source.account.is_some() {
        return (Format::Crm, FormatClue::StatedAccounts);
    }
    if format == Format::Survey && !source.aggregation.rules.is_empty() {
        return (Format::Crm, FormatClue::StatedAggregation);
    }
    (format, clue)
}

/// True if the manifest states of a table what only rows of people or accounts have.
fn states_people(source: &Source) -> bool {
    !source.keys.is_empty()
        || !source.columns.is_empty()
        || !source.aggregation.rules.is_empty()
        || source.weight.is_some()
        || source.role.is_some()
        || source.outcome.is_some()
        || source.account.is_some()
        || source.structure.is_some()
        || matches!(source.respondent, Some(RespondentRule::Row))
}

/// True if the stated column of respondents has another in each row.
fn has_a_row_each(table: &Table, source: &Source) -> bool {
    let Some(RespondentRule::Column(name)) = &source.respondent else { return false };
    table.column(&name.value).is_some_and(|column| {
        let mut seen = BTreeSet::new();
        let rows = (0..table.rows()).filter(|row| !table.is_set_aside(*row));
        rows.map(|row| column.text(row)).all(|text| seen.insert(text.into_owned()))
    })
}

/// The columns of segments as stated, or as recognised by what they hold where nothing is stated and
/// the header does not tell.
fn columns_of_segments(table: &Table, source: &Source, findings: &mut Findings) -> SegmentColumns {
    if source.segments != SegmentColumns::default()
        || source.format.is_some()
        || CodedSegments::has_usual_columns(table)
    {
        return source.segments.clone();
    }
    let customers = Format::of_respondents(table).0.kind() == SourceKind::Crm;
    let Some(recognised) = recognise_codings(table, customers) else {
        return SegmentColumns::default();
    };
    if let Some(sum) = recognised.sum {
        findings.add_at(StudyFinding::SumLeftOut {}, Place::file(&table.name).column(sum));
    }
    recognised.columns
}

/// The rows of respondents or accounts, aggregated where the manifest says so.
fn rows_of_people(
    opening: &Opening,
    source: &Source,
    table: Table,
    findings: &mut Findings,
) -> Result<Rows> {
    if has_codes_in_rows(&table) {
        findings.add_at(StudyFinding::CodesInRows {}, Place::file(&table.name));
    }
    let of_people = !source.keys.is_empty() || source.weight.is_some() || source.role.is_some();
    if source.is_of_accounts() && of_people {
        return Err(ErrorKind::Manifest {
            place: opening.manifest.place(source.line),
            expected: format!(
                "`respondent` of source {:?} beside its `keys`, `weight` or `role`",
                source.id
            ),
            found: "none".to_owned(),
            nearest: None,
        }
        .into());
    }
    // Readings name the columns of the file, which an aggregate no longer has.
    check_readings(&opening.manifest, source, &table)?;
    if source.aggregation.rules.is_empty() {
        let key = source.record_key().and_then(|key| table.column(key));
        let record_key = key.map(|column| column.index);
        return Ok(Rows { record_key, ..rows(opening, source, table, findings)? });
    }
    let (table, aggregated) = aggregate(&opening.manifest, source, table, findings)?;
    Ok(Rows { aggregated: Some(Box::new(aggregated)), ..rows(opening, source, table, findings)? })
}

pub(super) fn rows(
    opening: &Opening,
    source: &Source,
    mut table: Table,
    findings: &mut Findings,
) -> Result<Rows> {
    let mut settings = column_settings(opening, source, &table)?;
    for (column, settings) in &settings {
        empty_declared(&mut table, *column, &settings.missing, findings);
    }
    // What the manifest speaks of is an answer, whatever it follows from.
    for column in spoken_of(&opening.manifest, source, &table) {
        settings.entry(column).or_default();
    }
    let respondent = match &source.respondent {
        Some(RespondentRule::Column(name)) => Some(column(&opening.manifest, &table, name)?.index),
        Some(RespondentRule::Row) => None,
        None if source.is_of_accounts() => None,
        Some(RespondentRule::Document(_) | RespondentRule::Case | RespondentRule::Speaker(_))
        | None => {
            return Err(ErrorKind::Manifest {
                place: opening.manifest.place(source.line),
                expected: format!(
                    "`respondent` of source {:?} as a column name or {{ row = true }}, or \
                     `account` where its rows are accounts",
                    source.id
                ),
                found: match source.respondent {
                    None => "none".to_owned(),
                    Some(_) => "one of interviews".to_owned(),
                },
                nearest: None,
            }
            .into());
        }
    };
    if let Some(rows) = source.rows.filter(|rows| *rows != RowKind::Person)
        && source.aggregation.rules.is_empty()
    {
        let kind = StudyFinding::RowsNoPeople { source: source.id.clone(), rows };
        findings.add_at(kind, Place::file(&table.name));
    }
    let items = match &opening.adopted {
        Some(adopted) => adopted.items(&source.id, &table, findings),
        None => infer_items(&table, &settings, findings),
    };
    Ok(Rows { table, items, respondent, record_key: None, aggregated: None, accounts: None })
}

/// What the manifest states of the columns of a table, or an earlier study of those it read.
fn column_settings(
    opening: &Opening,
    source: &Source,
    table: &Table,
) -> Result<BTreeMap<usize, ColumnSettings>> {
    let mut settings: BTreeMap<usize, ColumnSettings> = BTreeMap::new();
    let names = ColumnNames::index(table);
    if let Some(adopted) = &opening.adopted {
        for (label, missing) in adopted.missing(&source.id) {
            let of = |column: &Column| {
                let missing = missing.to_vec();
                (column.index, ColumnSettings { missing, ..ColumnSettings::default() })
            };
            settings.extend(names.get(label).map(of));
        }
    }
    for (name, rule) in &source.columns {
        if rule.settings.levels.len() >= usize::from(MISSING) {
            return Err(ErrorKind::Manifest {
                place: opening.manifest.place(name.line),
                expected: format!("fewer than {MISSING} levels"),
                found: rule.settings.levels.len().to_string(),
                nearest: None,
            }
            .into());
        }
        let column =
            names.get(&name.value).ok_or_else(|| no_column(&opening.manifest, table, name))?;
        settings.insert(column.index, rule.settings.clone());
    }
    Ok(settings)
}
