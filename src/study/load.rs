//! Reads the files of a manifest into records, and finds the columns that it names.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::Path;

use super::accounts::Accounts;
use super::aggregate::{Aggregated, aggregate};
use super::interviewees::TranscriptOwners;
use super::opening::Opening;
use crate::error::{Error, ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::manifest::{Manifest, Respondent, Source, Stated};
use crate::sources::clue::FormatClue;
use crate::sources::{
    Codebook, CodedSegments, Column, ColumnNames, ColumnSettings, Digest, Format, Interviews, Item,
    MISSING, NamesOfPeople, ProjectOptions, QUALCODER, SegmentColumns, SourceFile, SourceKind,
    StoredFile, Structure, Table, TableOptions, Transcript, qualcoder_database, read_codebook,
    read_database, read_project, read_transcripts_but, recognise, recognise_interviews,
    report_changes_beside, set_aside,
};
use crate::study::findings::StudyFinding;

/// The records of a source.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Records {
    Interviews(Interviews),
    Rows(Rows),
}

/// A table of respondents.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rows {
    pub(crate) table: Table,
    pub(crate) items: Vec<Item>,
    /// Position of the column of respondent ids, if one names them.
    pub(crate) respondent: Option<usize>,
    /// What the rows were aggregated from, if they are not those of the file.
    pub(crate) aggregated: Option<Box<Aggregated>>,
    /// The accounts whose rows these are, where rows are accounts.
    pub(crate) accounts: Option<Box<Accounts>>,
}

impl Rows {
    /// The rows as they stand in the file.
    pub(crate) fn file(&self) -> &Table {
        let aggregated = self.aggregated.as_ref().map(|aggregated| &aggregated.file);
        aggregated.or(self.accounts.as_ref().map(|accounts| &accounts.table)).unwrap_or(&self.table)
    }

    /// The row of an account that a row of respondents shows; the row itself where rows are
    /// respondents.
    pub(crate) fn unit(&self, row: usize) -> usize {
        self.accounts.as_ref().map_or(row, |accounts| accounts.row_of[row] as usize)
    }

    /// The column that names respondents or, where rows are accounts, these.
    pub(crate) fn key(&self) -> Option<usize> {
        self.accounts.as_ref().map(|accounts| accounts.column).or(self.respondent)
    }
}

/// A source as it was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SourceData {
    pub(crate) format: Format,
    pub(crate) digest: Digest,
    /// Records read: rows of a table; of interviews coded segments, or else transcripts or codes.
    /// Those set aside are among them.
    pub(crate) records: usize,
    pub(crate) content: Records,
    /// Whose words its transcripts are.
    pub(crate) interviewees: TranscriptOwners,
    /// Names of people whose records are passed over, so that they are masked in the words of
    /// others.
    pub(super) passed_over: Vec<String>,
}

impl SourceData {
    pub(super) fn new(format: Format, digest: Digest, records: usize, content: Records) -> Self {
        let interviewees = TranscriptOwners::default();
        Self { format, digest, records, content, interviewees, passed_over: Vec::new() }
    }

    /// What it holds of interviews, if it is no table of respondents.
    pub(crate) fn interviews(&self) -> Option<&Interviews> {
        match &self.content {
            Records::Interviews(interviews) => Some(interviews),
            Records::Rows(_) => None,
        }
    }

    /// Its transcripts; none where it is a table or holds segments alone.
    pub(crate) fn transcripts(&self) -> &[Transcript] {
        self.interviews().map_or(&[], |interviews| &interviews.transcripts)
    }

    /// Its coded segments, if it holds some.
    pub(crate) fn segments(&self) -> Option<&CodedSegments> {
        self.interviews()?.segments.as_ref()
    }
}

/// Reads one source.
pub(super) fn load(
    opening: &Opening,
    source: &Source,
    findings: &mut Findings,
) -> Result<SourceData> {
    let path = opening.manifest.folder.join(&source.path);
    let name = source.path.to_string_lossy().trim_end_matches(std::path::is_separator).to_owned();
    opening.reach.check(&path, &Place::file(&name))?;
    let database = path.join(QUALCODER);
    if database.is_file() {
        let reach = opening.reach.narrowed(&path, &Place::file(&name))?;
        let file = SourceFile::from_path_in(&reach, &database, format!("{name}/{QUALCODER}"))?;
        recognised(Format::QualcoderProject, FormatClue::QualcoderFolder, &name, findings);
        return project(opening, Format::QualcoderProject, (file, &path), source, findings);
    }
    if path.is_dir() {
        if source.format.is_none_or(|format| format == Format::Transcripts) {
            return transcripts(opening, &path, &name, source, findings);
        }
        let expected =
            source.format.map_or_else(String::new, |format| format!("one file of format {format}"));
        return Err(ErrorKind::Format {
            place: Place::file(name),
            expected,
            found: "a folder".into(),
        }
        .into());
    }
    let file = StoredFile::open(&opening.reach, &path, &name)?;
    let format = match source.format {
        Some(format) => Some(format),
        None => recognise_interviews(&file)?
            .map(|(format, clue)| recognised(format, clue, &name, findings)),
    };
    match format.or_else(|| is_named_a_transcript(&path, source).then_some(Format::Transcripts)) {
        Some(Format::Transcripts) => transcripts(opening, &path, &name, source, findings),
        Some(
            format @ (Format::RefiProject
            | Format::RefiCodebook
            | Format::TaguetteProject
            | Format::QualcoderProject),
        ) => project(opening, format, (file.whole()?, &path), source, findings),
        _ => table(opening, &file, source, findings),
    }
}

/// Says what a file was taken for.
fn recognised(format: Format, clue: FormatClue, name: &str, findings: &mut Findings) -> Format {
    let kind = StudyFinding::FormatRecognised { format, clue };
    findings.add_at(kind, Place::file(name));
    format
}

/// Whether a file is called as transcripts are. Respondents in a column or row are those of a
/// table, whatever the file is called.
fn is_named_a_transcript(path: &Path, source: &Source) -> bool {
    let tabled = matches!(source.respondent, Some(Respondent::Column(_) | Respondent::Row));
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    !tabled && matches!(extension.as_deref(), Some("txt" | "md" | "markdown"))
}

fn transcripts(
    opening: &Opening,
    path: &Path,
    name: &str,
    source: &Source,
    findings: &mut Findings,
) -> Result<SourceData> {
    let passed_over = Cell::new(0);
    let theirs = |document: &str| {
        let theirs = opening.withdrawn().is_some_and(|list| list.holds_document(document));
        passed_over.set(passed_over.get() + usize::from(theirs));
        theirs
    };
    let how = (source.interviewers.as_slice(), source.encoding);
    let within = (&opening.reach, path, name);
    let transcripts = read_transcripts_but(within, how, &theirs, findings)?;
    tell_passed_over(source, passed_over.get(), findings);
    let digest =
        Digest::of_parts(transcripts.iter().map(|read| (read.document.as_str(), &read.digest)));
    let records = transcripts.len();
    let interviews = Interviews { transcripts, ..Interviews::default() };
    Ok(SourceData::new(Format::Transcripts, digest, records, Records::Interviews(interviews)))
}

/// Reads a project or codebook of a program for qualitative analysis.
fn project(
    opening: &Opening,
    format: Format,
    (file, path): (SourceFile, &Path),
    source: &Source,
    findings: &mut Findings,
) -> Result<SourceData> {
    let mut digest = file.digest();
    if matches!(format, Format::TaguetteProject | Format::QualcoderProject) {
        let database = if path.is_dir() { path.join(QUALCODER) } else { path.to_path_buf() };
        report_changes_beside((&opening.reach, &database, file.name()), findings)?;
    }
    let options =
        ProjectOptions { interviewers: &source.interviewers, positions: source.positions };
    let mut interviews = match format {
        Format::RefiCodebook => {
            let codebook = Some(read_codebook(&file, findings)?);
            Interviews { codebook, ..Interviews::default() }
        }
        Format::TaguetteProject => read_database(&file, format, &source.interviewers, findings)?,
        Format::QualcoderProject => {
            let database = qualcoder_database(file, findings)?;
            read_database(&database, format, &source.interviewers, findings)?
        }
        _ => {
            let beside = path.parent();
            let place = file.place();
            beside.map_or(Ok(()), |folder| opening.reach.check(folder, &place))?;
            read_project(&file, beside, &options, findings)?
        }
    };
    if let Some(list) = opening.withdrawn() {
        let passed_over = list.pass_over(&mut interviews);
        if passed_over > 0 {
            digest = digest_of(&interviews);
        }
        tell_passed_over(source, passed_over, findings);
    }
    let records = interviews.records();
    Ok(SourceData::new(format, digest, records, Records::Interviews(interviews)))
}

fn table(
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
        recognised(format, clue, &place.file, findings)
    });
    if format.kind() == SourceKind::Survey {
        set_aside(&mut table, &source.keep, findings);
    }
    let names = pass_over(opening, source, format.kind(), &mut table, findings);
    let (digest, records) = (table.digest.clone(), table.rows() - names.rows);
    let content = match format {
        Format::Segments | Format::TaguetteHighlights => {
            let segments = Some(CodedSegments::from_table(table, &source.segments, findings)?);
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
    /// What they are called in columns of names.
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
    let of_people = NamesOfPeople::of(table);
    let columns = table.columns.iter().filter(|column| of_people.hold(&column.name));
    let names = columns
        .flat_map(|column| rows.iter().map(|row| column.text(*row as usize).into_owned()))
        .collect();
    table.pass_over(&rows);
    tell_passed_over(source, rows.len(), findings);
    PassedOver { rows: rows.len(), names }
}

fn tell_passed_over(source: &Source, records: usize, findings: &mut Findings) {
    findings.add_counted(StudyFinding::PassedOver { source: source.id.clone() }, records, None);
}

/// Digest of what is left of a project.
fn digest_of(interviews: &Interviews) -> Digest {
    let texts =
        interviews.transcripts.iter().flat_map(|one| [one.document.as_str(), one.text.as_str()]);
    let segments = interviews.segments.iter().flat_map(|segments| &segments.segments);
    let segments = segments.flat_map(|one| {
        [one.document.as_str(), &one.code, one.quote.as_deref().unwrap_or_default()]
    });
    Digest::of_texts(texts.chain(segments))
}

/// Reads a table that the manifest names beside a source.
pub(super) fn read_table(
    opening: &Opening,
    name: &str,
    source: &Source,
    findings: &mut Findings,
) -> Result<Table> {
    table_of(&opening.file(Path::new(name))?, source, findings)
}

fn table_of(file: &StoredFile, source: &Source, findings: &mut Findings) -> Result<Table> {
    let options = TableOptions {
        encoding: source.encoding,
        delimiter: source.delimiter,
        sheet: source.sheet.as_ref().map(|sheet| sheet.value.clone()),
    };
    Table::read_stored(file, &options, findings)
}

/// The format by the header, unless the manifest gives the table respondents, which no codebook
/// has, or accounts or rules to aggregate rows, which only a CRM has.
fn recognise_format(table: &Table, source: &Source) -> (Format, FormatClue) {
    if source.segments != SegmentColumns::default() {
        return (Format::Segments, FormatClue::StatedSegments);
    }
    let (format, clue) = match Format::recognise_by(table) {
        (Format::Codebook, _) if source.respondent.is_some() => Format::of_respondents(table),
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

/// The rows of respondents or accounts, aggregated where the manifest says so.
fn rows_of_people(
    opening: &Opening,
    source: &Source,
    table: Table,
    findings: &mut Findings,
) -> Result<Rows> {
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
    if source.aggregation.rules.is_empty() {
        return rows(opening, source, table, findings);
    }
    let (table, aggregated) = aggregate(&opening.manifest, source, table, findings)?;
    Ok(Rows { aggregated: Some(Box::new(aggregated)), ..rows(opening, source, table, findings)? })
}

pub(super) fn rows(
    opening: &Opening,
    source: &Source,
    table: Table,
    findings: &mut Findings,
) -> Result<Rows> {
    let mut settings: BTreeMap<usize, ColumnSettings> = BTreeMap::new();
    let names = ColumnNames::of(&table);
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
            names.get(&name.value).ok_or_else(|| no_column(&opening.manifest, &table, name))?;
        settings.insert(column.index, rule.settings.clone());
    }
    let respondent = match &source.respondent {
        Some(Respondent::Column(name)) => Some(column(&opening.manifest, &table, name)?.index),
        Some(Respondent::Row) => None,
        None if source.is_of_accounts() => None,
        Some(Respondent::Document(_) | Respondent::Case | Respondent::Speaker(_)) | None => {
            return Err(ErrorKind::Manifest {
                place: opening.manifest.place(source.line),
                expected: format!(
                    "`respondent` of source {:?} as a column name or {{ row = true }}, or `account` where its rows are accounts",
                    source.id
                ),
                found: if source.respondent.is_none() { "none" } else { "one of interviews" }.to_owned(),
                nearest: None,
            }
            .into());
        }
    };
    let items = match &opening.adopted {
        Some(adopted) => adopted.items(&source.id, &table, findings),
        None => recognise(&table, &settings, findings),
    };
    Ok(Rows { table, items, respondent, aggregated: None, accounts: None })
}

/// A column that the manifest names.
pub(super) fn column<'a>(
    manifest: &Manifest,
    table: &'a Table,
    name: &Stated<String>,
) -> Result<&'a Column> {
    table.column(&name.value).ok_or_else(|| no_column(manifest, table, name))
}

fn no_column(manifest: &Manifest, table: &Table, name: &Stated<String>) -> Error {
    let expected = format!("a column of {}", table.name);
    manifest
        .unknown(name, &expected, table.columns.iter().map(|column| column.label.as_str()))
        .into()
}
