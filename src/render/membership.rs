//! Memberships as tables for other programs.

use csv::StringRecord;

use super::cells::{four_digits, plain};
use super::csv_text::CsvText;
use crate::error::{Error, ErrorKind, Result, shown};
use crate::ids::PersonaId;
use crate::locator::Place;
use crate::personas::{Draft, Membership, RunResult};
use crate::study::natural;

const HEADER: [&str; 6] = ["respondent", "kind", "persona_id", "probability", "margin", "status"];

/// The file `membership.csv`: a row per respondent with kind, persona, probability, margin and
/// status.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
#[must_use]
pub fn membership_csv(result: &RunResult) -> String {
    let mut table = CsvText::new(HEADER);
    for membership in result.memberships() {
        let persona = membership.persona.as_ref().map(PersonaId::as_str).unwrap_or_default();
        let (probability, margin) = numbers(membership);
        let (kind, status) = (membership.kind.name(), membership.status.name());
        table.row([membership.respondent.as_str(), kind, persona, &probability, &margin, status]);
    }
    table.finish()
}

/// Name of the file in messages.
pub(crate) const MEMBERSHIP: &str = "membership.csv";

/// Reads `membership.csv` back: the memberships in the natural order of the respondents' ids, each
/// with its line; numbers have four digits. The order of the rows has no meaning: a spreadsheet may
/// have sorted them, and may have put semicolons or tabs between the cells.
///
/// # Errors
/// [`ErrorKind::Format`] for a text that is not such a file, with the line;
/// [`ErrorKind::Duplicate`] for a respondent in two rows.
pub(crate) fn read_rows(text: &str) -> Result<Vec<(Membership, u64)>> {
    // Spreadsheets save CSV with a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let columns = HEADER.join(",");
    let at = |line: u64| Place::file(MEMBERSHIP).line(line);
    let wrong = |place: Place, expected: String, found: &str| {
        Error::from(ErrorKind::Format { place, expected, found: shown(found) })
    };
    let first = text.lines().next().unwrap_or_default();
    let Some(delimiter) = DELIMITERS.into_iter().find(|delimiter| is_header(first, *delimiter))
    else {
        return Err(wrong(at(1), format!("the header {columns}"), first));
    };
    let mut reader =
        // Flexible, so that a row of another length is refused with our message and line.
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut lines = LineNumbers { text, byte: 0, line: 1 };
    for record in reader.records() {
        let record = record.map_err(|error| {
            wrong(Place::file(MEMBERSHIP), "CSV".to_owned(), &error.to_string())
        })?;
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        let found = || record.iter().collect::<Vec<_>>().join(",");
        let read = membership(&record, delimiter);
        rows.push((
            read.ok_or_else(|| wrong(at(line), format!("a row of {columns}"), &found()))?,
            line,
        ));
    }
    // A spreadsheet may have sorted the rows; evidence sets number respondents in this order.
    rows.sort_by(|(a, _), (b, _)| natural(a.respondent.as_str(), b.respondent.as_str()));
    let twice = rows.windows(2).find(|pair| pair[0].0.respondent == pair[1].0.respondent);
    if let Some([(of, first), (_, second)]) = twice {
        let (place, first) = (at(*second.max(first)), at(*second.min(first)));
        return Err(ErrorKind::Duplicate {
            place,
            what: "respondent",
            id: shown(of.respondent.as_str()),
            first,
        }
        .into());
    }
    Ok(rows)
}

/// Numbers of lines as an editor shows them. Those of `csv` are one less in a file whose lines end
/// in carriage return and line feed: it counts the latter with the next record.
struct LineNumbers<'a> {
    text: &'a str,
    /// The byte up to which lines are counted, and its line.
    byte: usize,
    line: u64,
}

impl LineNumbers<'_> {
    /// The line of the record that begins at a byte or behind line breaks there. Later calls ask
    /// for later bytes.
    fn at(&mut self, byte: u64) -> u64 {
        let bytes = self.text.as_bytes();
        let start = usize::try_from(byte).map_or(bytes.len(), |byte| byte.min(bytes.len()));
        let breaks = bytes[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let start = start + breaks.count();
        let passed = bytes[self.byte.min(start)..start].iter().filter(|byte| **byte == b'\n');
        self.line += passed.map(|_| 1_u64).sum::<u64>();
        self.byte = start;
        self.line
    }
}

/// Characters that spreadsheets put between cells.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

fn is_header(line: &str, delimiter: u8) -> bool {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(line.as_bytes());
    reader.headers().is_ok_and(|header| header == HEADER.as_slice())
}

fn membership(record: &StringRecord, delimiter: u8) -> Option<Membership> {
    if record.len() != HEADER.len() {
        return None;
    }
    // Where a comma is none between cells, it may be one within numbers.
    let point =
        |cell: &str| if delimiter == b',' { cell.to_owned() } else { cell.replace(',', ".") };
    let share = |position: usize| {
        point(record.get(position)?.trim()).parse().ok().filter(|share| (0.0..=1.0).contains(share))
    };
    let persona = record.get(2)?;
    Some(Membership {
        // The apostrophe that keeps a cell from being a formula is no part of the id.
        respondent: plain(record.get(0)?).into(),
        kind: record.get(1)?.parse().ok()?,
        persona: (!persona.is_empty()).then(|| persona.into()),
        probability: share(3)?,
        margin: share(4)?,
        status: record.get(5)?.parse().ok()?,
    })
}

fn numbers(membership: &Membership) -> (String, String) {
    (four_digits(membership.probability.into()), four_digits(membership.margin.into()))
}

/// A CRM into which memberships are imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crm {
    /// HubSpot: finds a record by `Record ID`. *Persona Slug* must be a dropdown whose internal
    /// values are the slugs of the file.
    HubSpot,
    /// Salesforce: finds a record by `Id`. Custom fields end in `__c`; a restricted picklist takes
    /// the slugs as API names.
    Salesforce,
    /// `ActiveCampaign`: finds a contact by e-mail, which is in no output: replace the column
    /// `Record ID` by `Email` from the export. The tags of a contact share one cell, separated by
    /// commas, without line breaks and emoji.
    ActiveCampaign,
}

/// The personas of the records of CRM sources as a table that the CRM imports: a row per record,
/// for respondents who have one.
///
/// The persona is a slug, such as `user-1` or `user-none`: ASCII, the same as long as the persona
/// keeps its id, whatever its label becomes. No cell is empty, so that an import replaces what an
/// earlier one wrote.
///
/// ```
/// use persona_synthesis::render::{Crm, crm_membership};
/// # use persona_synthesis::personas::Draft;
/// # use persona_synthesis::{Clustering, IndicatorMatrix, Study};
/// # let study = Study::open("data/interviews-only/study.toml")?;
/// # let matrix = IndicatorMatrix::from_study(&study)?;
/// # let draft = Draft::new(&study, &matrix, &Clustering::fit(&matrix)?)?;
/// // A study without CRM has no records to bring back.
/// assert_eq!(crm_membership(&draft, Crm::Salesforce).lines().count(), 1);
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[must_use]
pub fn crm_membership(draft: &Draft, crm: Crm) -> String {
    let header = match crm {
        Crm::HubSpot => [
            "Record ID",
            "Persona Slug",
            "Persona Kind",
            "Persona Probability",
            "Persona Margin",
            "Persona Status",
        ],
        Crm::Salesforce => [
            "Id",
            "Persona__c",
            "Persona_Kind__c",
            "Persona_Probability__c",
            "Persona_Margin__c",
            "Persona_Status__c",
        ],
        Crm::ActiveCampaign => [
            "Record ID",
            "Tags",
            "Persona Kind",
            "Persona Probability",
            "Persona Margin",
            "Persona Status",
        ],
    };
    let mut table = CsvText::new(header);
    for record in draft.crm_records() {
        let Some(membership) = draft.memberships().get(record.membership) else { continue };
        let slug = slug(membership);
        let persona = match crm {
            // Tags have no fields, so the prefix keeps them apart from those of the team.
            Crm::ActiveCampaign => format!("persona-{slug},persona-{}", membership.status.name()),
            Crm::HubSpot | Crm::Salesforce => slug,
        };
        let (probability, margin) = numbers(membership);
        let (kind, status) = (membership.kind.name(), membership.status.name());
        table.row([&record.record, &persona, kind, &probability, &margin, status]);
    }
    table.finish()
}

/// Kind and number of the persona; `none` without one.
fn slug(membership: &Membership) -> String {
    let number = membership
        .persona
        .as_ref()
        .map(PersonaId::as_str)
        // A CRM would leave an empty cell as it was, with the persona of an earlier import.
        .map_or("none", |id| id.trim_start_matches(|c: char| !c.is_ascii_digit()));
    format!("{}-{number}", membership.kind)
}
