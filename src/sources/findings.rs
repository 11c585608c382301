//! Findings of reading files.

use super::convention::Positions;
use super::date_order::DateOrder;
use super::derivation::Derivation;
use super::dialect::Delimiter;
use super::encoding::Encoding;
use super::finding_data::{LeftOut, PositionsFit, ProjectPart, UnreadColumn, Wordless};
use super::personal_kind::PersonalKind;
use super::scale::Scale;
use crate::finding::findings;

findings! {
    /// Findings of reading a file.
    SourcesFinding:

    /// A file is not in UTF-8.
    EncodingRecognised [] { encoding: Encoding, in_place_of: Option<String> }
        = Note "encoding-recognised";
    /// Bytes that are no text in the file's encoding.
    BadByte [] { encoding: Encoding } = Warning "bad-byte";
    /// A table's delimiter is not the comma.
    DialectRecognised [] { delimiter: Delimiter } = Note "dialect-recognised";
    /// A file that states another number of cases than it holds.
    CasesMissing [] { stated: usize, found: usize } = Warning "cases-missing";
    /// A column of a typed table whose values are no cells.
    #[cfg_attr(
        not(feature = "parquet"),
        expect(dead_code, reason = "only Parquet files have such columns")
    )]
    ColumnUnread [] { holds: UnreadColumn } = Warning "column-unread";
    /// A workbook of several sheets.
    SheetChosen [] { sheet: String, others: Vec<String> } = Note "sheet-chosen";
    /// A row with more or fewer cells than the header.
    RaggedRow [] { expected: usize, found: usize } = Warning "ragged-row";
    /// A row without a single value.
    BlankRow [] {} = Note "blank-row";
    /// A line below the records that tells of the report.
    FooterRow [] {} = Note "footer-row";
    /// A row that adds up the rows above it.
    TotalRow [] {} = Note "total-row";
    /// A line above the header.
    TitleRow [] {} = Note "title-row";
    /// Signs that were written as entities of a web page.
    EntitiesRead [] { cells: usize } = Note "entities-read";
    /// Grades with a decimal that says nothing.
    WholeNumbersRead [] { cells: usize } = Note "whole-numbers-read";
    /// Lists in cells, with quotation marks around each entry.
    ListsRead [] { cells: usize } = Note "lists-read";
    /// A row that continues the header.
    FurtherHeading [] {} = Note "further-heading";
    /// A test of a questionnaire.
    TestResponse [] { column: String } = Note "test-response";
    /// A questionnaire that was not finished.
    PartialResponse [] { column: String } = Note "partial-response";
    /// Two columns of one name.
    DuplicateHeader [] { name: String, shown: String } = Note "duplicate-header";
    /// A column without a name.
    EmptyHeader [] { shown: String } = Note "empty-header";
    /// A column that joins the options of others.
    OptionsJoined [] { question: String } = Note "options-joined";
    /// Scale that a column was taken for.
    ScaleRecognised [] { scale: Scale } = Note "scale-recognised";
    /// A column that follows from others.
    ColumnDerived [] { how: Derivation, from: Vec<String> } = Note "column-derived";
    /// A column whose values are names of people or dates of birth.
    ColumnPersonal [] { kind: PersonalKind, in_doubt: bool } = Note "column-personal";
    /// Columns in which few rows have a value.
    FewAnswers [] { columns: usize } = Note "few-answers";
    /// A column without any value.
    AllMissing [] {} = Note "all-missing";
    /// A column with one value.
    ConstantColumn [] {} = Note "constant-column";
    /// Values that the scale of their column does not have.
    OutOfScale [] { found: String } = Warning "out-of-scale";
    /// Words that say there is no answer.
    NoAnswer [found: String] { column: String } = Note "no-answer";
    /// Rare answers counted as one.
    LevelsPooled [] { levels: usize, rows: usize } = Note "levels-pooled";
    /// Which of two numbers in the dates of a column is the day.
    DateOrderRecognised [] { order: DateOrder, cells: usize } = Note "date-order-recognised";
    /// Dates of which nothing tells day from month.
    DateOrderUnknown [] { found: String } = Warning "date-order-unknown";
    /// Answers without known words that behave like a scale in several questions.
    ScaleProposed [] { questions: usize, order: Vec<String> } = Note "scale-proposed";
    /// A range of numbers that a spreadsheet made a date of.
    RangeMadeDate [] { found: String } = Warning "range-made-date";
    /// A cell of a column of dates that holds none.
    UnreadDate [] { found: String } = Warning "unread-date";
    /// A transcript in which no speaker label recurs.
    NoTurns [] {} = Note "no-turns";
    /// Transcripts without labels in which two seem to speak.
    TalkUnlabelled [] { documents: Vec<String> } = Warning "talk-unlabelled";
    /// A speaker to whom other transcripts give another part.
    SpeakerDisputed [label: String] {} = Warning "speaker-disputed";
    /// A transcript without text.
    EmptyTranscript [] {} = Warning "empty-transcript";
    /// A file in a folder of transcripts that is none.
    FileIgnored [] {} = Note "file-ignored";
    /// A guide, a template or a read-me file in a folder of transcripts.
    AboutStudy [name: String] {} = Note "about-study";
    /// A folder that holds the files of a run.
    ResultLeftOut [] {} = Note "result-left-out";
    /// Something in a folder that is no file of it, or lies too deep.
    EntryLeftOut [] { why: LeftOut } = Warning "entry-left-out";
    /// A stretch of subtitles without a time.
    CueWithoutTime [] {} = Warning "cue-without-time";
    /// A time of subtitles at which nothing is said.
    CueWithoutWords [] {} = Note "cue-without-words";
    /// How a project counts the positions of its selections.
    PositionsRecognised [] { positions: Positions, fit: PositionsFit }
        = Note "positions-recognised";
    /// Two ways of counting positions fit nearly as well.
    PositionsDoubtful [] { positions: Positions, fit: PositionsFit }
        = Warning "positions-doubtful";
    /// A document of a project whose text is not in it.
    DocumentWithoutText [document: String] { path: Option<String> }
        = Warning "document-without-text";
    /// A document of a project that has the guid of another, and perhaps its text.
    DocumentRepeated [document: String] { first: String, kept: bool }
        = Warning "document-repeated";
    /// A coding on something that is no text.
    CodingWithoutText [on: Wordless] {} = Warning "coding-without-text";
    /// Changes of a database that are not in its file.
    ChangesBeside [file: String] {} = Warning "changes-beside";
    /// A coding with a code that the project does not have.
    CodingWithoutCode [] { code: String } = Warning "coding-without-code";
    /// A code of a claim, put there by an export of this crate: counted as what people said, claims
    /// would confirm themselves.
    CodingOfClaim [] {} = Note "coding-of-claim";
    /// A segment that carries no code.
    SegmentUncoded [] {} = Note "segment-uncoded";
    /// A suggested coding that nobody kept.
    SuggestionNotKept [] {} = Note "suggestion-not-kept";
    /// A suggested coding that was kept as it was suggested.
    SuggestionUnedited [] {} = Warning "suggestion-unedited";
    /// A kept suggestion whose words are withheld, so that its position cannot be checked.
    SuggestionUnchecked [] {} = Warning "suggestion-unchecked";
    /// A code on a segment that is not there.
    #[cfg_attr(
        not(feature = "sqlite"),
        expect(dead_code, reason = "only projects in databases can lack the segment")
    )]
    CodingWithoutSegment [] {} = Warning "coding-without-segment";
    /// Two codes of one path.
    DuplicateCode [code: String] {} = Note "duplicate-code";
    /// Codes that stand for respondents and not for topics.
    CodesAreCases [] { codes: usize } = Note "codes-are-cases";
    /// Parts of a project that nothing is made of.
    ProjectPartUnread [part: ProjectPart] {} = Note "project-part-unread";
    /// A reference to a document or selection that is not there.
    CaseReferenceLost [] { case: String } = Warning "case-reference-lost";
}
