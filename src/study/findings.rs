//! Findings of joining sources to a study.

use crate::finding::{SubjectPart, findings};
use crate::ids::SourceId;
use crate::manifest::{DecisionKind, Facet, Language, PersonaKind, RowKind, StudyDecision};
use crate::sources::Format;
use crate::sources::clue::FormatClue;

findings! {
    /// Findings of joining sources to a study.
    StudyFinding:

    /// The language of a study that reports are not written in.
    PageLanguage [] { language: Language } = Note "page-language";
    /// A decision of the manifest that nobody made.
    DecisionOpen [kind: DecisionKind] { decision: Box<StudyDecision> } = Warning "decision-open";
    /// Kind of file that a source was taken for.
    FormatRecognised [] { format: Format, clue: FormatClue } = Note "format-recognised";
    /// The structure file of a questionnaire.
    StructureRead [] { structure: String, columns: usize, of: usize } = Note "structure-read";
    /// Records of people who withdrew.
    PassedOver [source: SourceId] {} = Note "passed-over";
    /// A column that an earlier study read and the file does not have.
    ColumnNotThere [source: SourceId, column: String] {} = Note "column-not-there";
    /// A transcript whose name gives no respondent.
    NoRespondent [] { pattern: String } = Warning "no-respondent";
    /// How the respondents of a project were found.
    RespondentsRecognised [source: SourceId] { by: NamedBy } = Note "respondents-recognised";
    /// A document of a project that is no case's.
    NoCase [] {} = Warning "no-case";
    /// A document of a project that several cases have.
    SeveralCases [] { first: String, second: String } = Warning "several-cases";
    /// Variables of a case that is no respondent.
    AttributesOfNobody [] { case: String } = Note "attributes-of-nobody";
    /// A variable with two values for one respondent.
    AttributeConflict [variable: String] { respondent: String } = Warning "attribute-conflict";
    /// A row without a respondent id.
    NoRespondentId [] {} = Warning "no-respondent-id";
    /// A cell that speaks of several people and names none, or of somebody unlike all others.
    NobodysWords [found: String] { column: String } = Warning "nobodys-words";
    /// A cell that lists several respondents.
    SeveralInCell [column: String] {} = Note "several-in-cell";
    /// A respondent id on several rows of one source.
    DuplicateRespondent [] { respondent: String } = Warning "duplicate-respondent";
    /// A linking key on several rows of one source.
    DuplicateKey [] { key: String, value: String } = Warning "duplicate-key";
    /// A linking key that would join two people of one source.
    KeyConflict [] { key: String, value: String } = Warning "key-conflict";
    /// Rows that become one for each respondent or account.
    Aggregated [source: SourceId] { rows: usize, into: usize, unit: AggregateUnit }
        = Note "aggregated";
    /// Rows that name their people through the rows of another source.
    LedThrough [source: SourceId] { through: SourceId, rows: usize, of: usize }
        = Note "led-through";
    /// The day that ages are counted to, where none is stated.
    AgesCountedTo [source: SourceId] { day: String, column: String } = Note "ages-counted-to";
    /// A row that is newer than the day that ages are counted to.
    AfterAsOf [] { day: String } = Note "after-as-of";
    /// A row without a date.
    UndatedRow [] {} = Note "undated-row";
    /// A row without an amount.
    NoAmount [] {} = Note "no-amount";
    /// An amount in another currency.
    OtherCurrency [found: String] { kept: String } = Warning "other-currency";
    /// A column that names the respondent's account or the like and differs among the rows of one
    /// respondent.
    SeveralValues [column: String] { respondent: String } = Warning "several-values";
    /// A respondent whose cell lists several accounts.
    SeveralAccounts [] {} = Note "several-accounts";
    /// A row of accounts that names none.
    NoAccount [] {} = Warning "no-account";
    /// An account on several rows that are not aggregated.
    DuplicateAccount [] { account: String } = Warning "duplicate-account";
    /// Accounts to which no respondent belongs.
    AccountsOfNobody [source: SourceId] { accounts: usize, of: usize } = Note "accounts-of-nobody";
    /// Respondents of whose account a source says nothing.
    AccountsUnknown [source: SourceId] { respondents: usize, of: usize } = Note "accounts-unknown";
    /// Respondents of a source that no other source knows.
    NotJoined [source: SourceId] { respondents: usize, of: usize } = Note "not-joined";
    /// Two sources have the same ids, and nothing joins them.
    IdsApart [first: SourceId, second: SourceId] { shared: usize, of: usize } = Warning "ids-apart";
    /// Rows of a source that are no people, but count as respondents.
    RowsNoPeople [source: SourceId] { rows: RowKind } = Warning "rows-no-people";
    /// The respondent id is itself personal data.
    PersonalIdentifier [source: SourceId] { column: String } = Warning "personal-identifier";
    /// The key of pseudonyms and digests is not where the manifest says.
    KeyFileMissing [] { file: String } = Warning "key-file-missing";
    /// The list of those who withdrew is not there although its key is.
    ExclusionsMissing [] { file: String } = Warning "exclusions-missing";
    /// A weight that is no positive number.
    WeightInvalid [] { found: String } = Warning "weight-invalid";
    /// Two sources give one respondent different roles.
    RoleConflict [] { respondent: String, kept: PersonaKind, other: PersonaKind }
        = Warning "role-conflict";
    /// A role that the manifest does not name.
    RoleUnknown [] { role: String, kind: PersonaKind } = Note "role-unknown";
    /// A code that the codebook lacks.
    UnknownCode [code: String] {} = Warning "unknown-code";
    /// A code of the codebook that no segment carries.
    CodeUnused [code: String] {} = Note "code-unused";
    /// A segment of a document that is not there.
    UnknownDocument [document: String] {} = Warning "unknown-document";
    /// A segment that ends before it begins or after the text.
    SegmentOutsideTranscript [] { start: u32, end: u32, length: u32 }
        = Warning "segment-outside-transcript";
    /// A table of codes and documents whose rows, read as people, are codes.
    CodesInRows [] {} = Warning "codes-in-rows";
    /// A column of a code matrix that is the sum of the others.
    SumLeftOut [] {} = Note "sum-left-out";
    /// A segment whose quote is not at its offsets.
    QuoteMoved [] {} = Warning "quote-moved";
    /// A segment placed by its quote, which occurs once.
    SegmentAnchored [source: SourceId] { segments: usize, of: usize } = Note "segment-anchored";
    /// A segment placed by a quote that occurs several times.
    SegmentAmbiguous [] { places: usize } = Warning "segment-ambiguous";
    /// A segment whose quote is not in the transcript.
    SegmentLost [] { lines: Vec<u64> } = Warning "segment-lost";
    /// A segment whose quote leaves out words of the transcript, or adds some.
    QuoteElided [] { characters: usize } = Note "quote-elided";
    /// A segment over the interviewer's words only.
    InterviewerWords [] {} = Note "interviewer-words";
    /// A speaker who is taken for the interviewer by how they ask.
    InterviewerProposed [source: SourceId, label: String] {} = Warning "interviewer-proposed";
    /// Lines without a label that ask.
    QuestionsUnlabelled [source: SourceId] {} = Warning "questions-unlabelled";
    /// Speakers of a transcript of one respondent whom nothing tells apart for sure.
    SpeakersUnknown [source: SourceId] { speakers: usize } = Warning "speakers-unknown";
    /// A transcript of one respondent in which several are asked.
    SeveralSpeakers [source: SourceId] { speakers: usize } = Warning "several-speakers";
    /// A segment that begins or ends in the interviewer's words.
    SegmentClipped [] {} = Note "segment-clipped";
    /// A code twice on the same words by the same coder.
    SegmentRepeated [] {} = Note "segment-repeated";
    /// A transcript without a coded segment.
    Uncoded [source: SourceId] {} = Warning "uncoded";
    /// A respondent named in the manifest or a consent file whom no source has.
    UnknownRespondent [list: RespondentList] { respondent: String } = Warning "unknown-respondent";
    /// Only one person coded, so that agreement between coders is unknown.
    SingleCoder [source: SourceId] {} = Note "single-coder";
    /// An outcome by which respondents are told apart from those to be served.
    OutcomeMarks [column: String] {} = Note "outcome-marks";
}

impl StudyFinding {
    /// What the open decision is about that this finding reports, if it reports one.
    pub(crate) fn open_decision(&self) -> Option<DecisionKind> {
        match self {
            Self::DecisionOpen { kind, .. } => Some(*kind),
            _ => None,
        }
    }
}

impl From<&PersonaKind> for SubjectPart<'_> {
    fn from(kind: &PersonaKind) -> Self {
        Self::Text(kind.name())
    }
}

impl From<&DecisionKind> for SubjectPart<'_> {
    fn from(kind: &DecisionKind) -> Self {
        Self::Text(kind.name())
    }
}

impl From<&Facet> for SubjectPart<'_> {
    fn from(facet: &Facet) -> Self {
        Self::Text(facet.name())
    }
}

/// Part of a project that names its respondents, where the manifest names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NamedBy {
    Cases,
    Documents,
}

/// Unit that rows are aggregated to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AggregateUnit {
    Accounts,
    Respondents,
}

/// Where a respondent is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RespondentList {
    /// The key `asked` of the manifest, for this code.
    Asked(String),
    /// A file, such as that of consent.
    File(String),
}

impl<'a> From<&'a RespondentList> for SubjectPart<'a> {
    fn from(list: &'a RespondentList) -> Self {
        let (RespondentList::Asked(name) | RespondentList::File(name)) = list;
        Self::Text(name)
    }
}
