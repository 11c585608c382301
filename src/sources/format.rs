//! Format of a table, from its header.

use serde::{Deserialize, Serialize};

use super::codings::{CodingTable, recognise};
use super::segments::{CodedSegments, TAGUETTE};
use super::table::Table;
use crate::error::{ErrorKind, Result};
use crate::locator::Place;
use crate::named::named_values;
use crate::sources::clue::FormatClue;

/// Kind of material of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SourceKind {
    /// Interviews: transcripts and the segments coded in them.
    Interviews,
    /// Survey: answers of respondents.
    Survey,
    /// CRM: records of customers and prospects.
    Crm,
    /// Codebook: the meanings of codes; says nothing about respondents.
    Codebook,
    /// Cases: what researchers noted about respondents in the variables of a project's cases.
    Cases,
    /// Values that the caller computed outside the study. No source of a study is of this kind, and
    /// it confirms nothing: such a value may itself be computed from the sources.
    Caller,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Interviews, Self::Survey, Self::Crm, Self::Codebook, Self::Cases, Self::Caller];

    /// Returns true if the kind can confirm what another kind shows.
    #[must_use]
    pub fn confirms(self) -> bool {
        match self {
            Self::Interviews | Self::Survey | Self::Crm | Self::Codebook | Self::Cases => true,
            Self::Caller => false,
        }
    }

    /// Name of the kind in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Interviews => "interviews",
            Self::Survey => "survey",
            Self::Crm => "crm",
            Self::Codebook => "codebook",
            Self::Cases => "cases",
            Self::Caller => "caller",
        }
    }
}

named_values!(SourceKind "kind of source");

/// Format of a source. A manifest may state one; otherwise it is detected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A folder of transcripts in plain text or Markdown, or one such file.
    Transcripts,
    /// A table of coded segments.
    Segments,
    /// Taguette's export of highlights.
    TaguetteHighlights,
    /// A project of a program for qualitative analysis in the exchange format REFI-QDA: `.qdpx`,
    /// `.qde`.
    RefiProject,
    /// A project of Taguette, exported as SQLite database.
    TaguetteProject,
    /// A project of QualCoder: its folder, an archive of it, or the database in it.
    QualcoderProject,
    /// A codebook in REFI-QDA: `.qdc`.
    RefiCodebook,
    /// Variables of a project's cases: a table that comes with the project.
    Cases,
    /// A table of codes with their definitions.
    Codebook,
    /// A table with a row per survey response.
    Survey,
    /// A table with a row per customer record.
    Crm,
    /// HubSpot's export of contacts.
    HubspotContacts,
}

impl Format {
    /// Every format that a manifest may state, in the order of the stages.
    pub const ALL: [Self; 11] = [
        Self::Transcripts,
        Self::Segments,
        Self::TaguetteHighlights,
        Self::RefiProject,
        Self::TaguetteProject,
        Self::QualcoderProject,
        Self::RefiCodebook,
        Self::Codebook,
        Self::Survey,
        Self::Crm,
        Self::HubspotContacts,
    ];

    /// Name of the format in a manifest.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Transcripts => "transcripts",
            Self::Segments => "segments",
            Self::TaguetteHighlights => "taguette-highlights",
            Self::RefiProject => "refi-project",
            Self::TaguetteProject => "taguette-project",
            Self::QualcoderProject => "qualcoder-project",
            Self::RefiCodebook => "refi-codebook",
            Self::Cases => "cases",
            Self::Codebook => "codebook",
            Self::Survey => "survey",
            Self::Crm => "crm",
            Self::HubspotContacts => "hubspot-contacts",
        }
    }

    /// Kind of material of the format.
    #[must_use]
    pub fn kind(self) -> SourceKind {
        match self {
            Self::Transcripts
            | Self::Segments
            | Self::TaguetteHighlights
            | Self::RefiProject
            | Self::TaguetteProject
            | Self::QualcoderProject => SourceKind::Interviews,
            Self::Codebook | Self::RefiCodebook => SourceKind::Codebook,
            Self::Cases => SourceKind::Cases,
            Self::Survey => SourceKind::Survey,
            Self::Crm | Self::HubspotContacts => SourceKind::Crm,
        }
    }

    /// Detects the format of a table by its header and by what its columns hold.
    #[must_use]
    pub fn detect(table: &Table) -> Self {
        Self::detect_by(table).0
    }

    /// The format of a table, and what it was recognised by.
    pub(crate) fn detect_by(table: &Table) -> (Self, FormatClue) {
        if let Some(why) = CodedSegments::detect(table) {
            let taguette = table.columns.iter().map(|column| column.name.as_str()).eq(TAGUETTE);
            return (if taguette { Self::TaguetteHighlights } else { Self::Segments }, why);
        }
        let of_respondents = Self::of_respondents(table);
        let customers = of_respondents.0.kind() == SourceKind::Crm;
        let codings = recognise(table, customers).filter(CodingTable::is_plain_to_see);
        if let Some(codings) = codings {
            return (Self::Segments, codings.clue());
        }
        match of_respondents {
            (Self::Survey, _) if CodedSegments::has_codebook_columns(table) => {
                (Self::Codebook, FormatClue::CodebookHeader)
            }
            of_respondents => of_respondents,
        }
    }

    /// The format of a table whose rows are respondents, and what it was recognised by.
    pub(crate) fn of_respondents(table: &Table) -> (Self, FormatClue) {
        let has =
            |name: &str| table.columns.iter().any(|column| column.name.eq_ignore_ascii_case(name));
        // Exports of deals and companies have a record id too.
        let of_contacts = !has("Deal Stage") && !has("Company owner");
        if of_contacts
            && has("Record ID")
            && (has("Lifecycle Stage") || has("Associated Company") || has("Contact owner"))
        {
            return (Self::HubspotContacts, FormatClue::HubspotHeader);
        }
        // A single such column may also be in a survey.
        if CRM_FIELDS.iter().filter(|field| has(field)).count() >= 2 {
            return (Self::Crm, FormatClue::CrmHeader);
        }
        (Self::Survey, FormatClue::NothingElse)
    }
}

/// Refuses a file that is known by its first bytes and not read yet, saying what to export instead.
pub(crate) fn refuse_unread(start: &[u8], place: Place) -> Result<()> {
    const UNREAD: [(&[u8], &str, &str); 2] = [
        (
            b"PK\x03\x04",
            "text, a workbook (.xlsx, .ods), a document (.docx, .odt) or a project (.qdpx, .qda)",
            "a ZIP archive of another kind",
        ),
        (
            b"\xD0\xCF\x11\xE0",
            "text or a workbook (.xlsx, .ods); save it as one",
            "an old Office file such as .xls or .doc",
        ),
    ];
    let bytes = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    match UNREAD.iter().find(|(begins, ..)| bytes.starts_with(begins)) {
        Some((_, expected, found)) => {
            let (expected, found) =
                ((*expected).to_owned(), format!("{found}, which is not read yet"));
            Err(ErrorKind::Format { place, expected, found }.into())
        }
        None => Ok(()),
    }
}

named_values!(Format "format");

/// Fields that CRM exports have and surveys have not.
const CRM_FIELDS: [&str; 22] = [
    "Record ID",
    "Customer ID",
    "Account ID",
    "AccountId",
    "Account Name",
    "Company",
    "Company Name",
    "Associated Company",
    "Lifecycle Stage",
    "Lead Status",
    "Lead Source",
    "Contact owner",
    "Owner",
    "OwnerId",
    "Deal Stage",
    "Deal Amount",
    "StageName",
    "Create Date",
    "CreatedDate",
    "Last Activity Date",
    "Buying Role",
    "Churned",
];

#[cfg(test)]
mod tests {
    use super::super::file::SourceFile;
    use super::*;
    use crate::finding::Findings;

    #[test]
    fn customer_records_with_a_name_and_a_description_are_no_codebook() {
        let recognised = |header: &str| {
            let file = SourceFile::from_bytes("t.csv", format!("{header}\n")).unwrap();
            Format::detect(&Table::from_file(file, None, None, &mut Findings::default()).unwrap())
        };
        assert_eq!(recognised("NAME,DESCRIPTION,ACCOUNTID,STAGENAME"), Format::Crm);
        assert_eq!(recognised("name,description"), Format::Codebook);
    }

    #[test]
    fn files_that_are_not_read_yet_are_refused_with_what_to_export() {
        for (bytes, found) in [
            (&b"PK\x03\x04\x14"[..], "a ZIP archive of another kind"),
            (b"\xD0\xCF\x11\xE0", "an old Office file"),
        ] {
            let error = refuse_unread(bytes, Place::file("f")).unwrap_err().to_string();
            assert!(
                error.contains(&format!("found {found}"))
                    && error.ends_with("which is not read yet"),
                "{error}"
            );
        }
        assert!(refuse_unread(b"id,a\n", Place::file("f")).is_ok());
    }
}
