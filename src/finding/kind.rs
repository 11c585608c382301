//! The catalogue of findings: one entry each with identifier, level and sentence.

use std::fmt::{self, Write as _};

use super::Level;
use crate::visible::Visible;

/// Declares the catalogue. Fields in brackets are the finding's subject: occurrences with the same
/// subject are counted together. Fields in braces describe the first occurrence.
macro_rules! catalogue {
    ($($(#[$doc:meta])+ $name:ident [$($subject:ident: $subject_type:ty),*] {$($field:ident: $type:ty),*}
        = $id:literal, $level:ident, $message:literal;)+) => {
        /// What a finding says, with the data of its first occurrence. Identifiers are stable:
        /// renaming one is a breaking change.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "the fields are the words of the sentence above them")]
        pub enum FindingKind {
            $($(#[$doc])+ $name { $($subject: $subject_type,)* $($field: $type,)* },)+
        }

        impl FindingKind {
            /// Every identifier with its level, in the order of the stages.
            pub const CATALOGUE: &'static [(&'static str, Level)] = &[$(($id, Level::$level)),+];

            /// Stable identifier, such as `ragged-row`.
            #[must_use]
            pub fn id(&self) -> &'static str {
                match self { $(Self::$name { .. } => $id,)+ }
            }

            /// How much it matters.
            #[must_use]
            pub fn level(&self) -> Level {
                match self { $(Self::$name { .. } => Level::$level,)+ }
            }

            /// What occurrences must share to be counted together.
            pub(super) fn subject(&self) -> (&'static str, String) {
                match self {
                    $(Self::$name { $($subject,)* .. } => ($id, format!("{:?}", ($($subject,)*))),)+
                }
            }
        }

        impl fmt::Display for FindingKind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { $(Self::$name { $($subject,)* $($field,)* } => write!(Visible(f), $message),)+ }
            }
        }
    };
}

catalogue! {
    // sources
    /// A file is not in UTF-8.
    EncodingRecognised [] { encoding: String } = "encoding-recognised", Note, "read as {encoding}";
    /// Bytes that are no text in the file's encoding.
    BadByte [] { encoding: String } = "bad-byte", Warning, "byte is not valid {encoding}; shown as U+FFFD";
    /// A table's delimiter is not the comma.
    DialectRecognised [] { delimiter: String } = "dialect-recognised", Note, "cells are separated by {delimiter}";
    /// A file that states another number of cases than it holds.
    CasesMissing [] { stated: usize, found: usize } = "cases-missing", Warning, "file states {stated} cases and holds {found}";
    /// A column of a typed table whose values are no cells.
    ColumnUnread [] { what: String } = "column-unread", Warning, "column holds {what}, which cells of a table cannot; left out";
    /// A workbook of several sheets.
    SheetChosen [] { sheet: String, others: String } = "sheet-chosen", Note, "sheet {sheet:?} is read; `sheet` names another of {others}";
    /// What kind of file it was taken for.
    FormatRecognised [] { format: String, why: String } = "format-recognised", Note, "read as {format}: {why}";
    /// A row with more or fewer cells than the header.
    RaggedRow [] { expected: usize, found: usize } = "ragged-row", Warning, "row has {found} cells, expected {expected}; set aside";
    /// A row without a single value.
    BlankRow [] {} = "blank-row", Note, "row is empty; set aside";
    /// The structure file of a questionnaire.
    StructureRead [] { structure: String, columns: usize, of: usize } = "structure-read", Note, "{structure} says what {columns} of {of} columns ask";
    /// A line below the records that tells of the report.
    FooterRow [] {} = "footer-row", Note, "row is the footer of a report; set aside";
    /// A row that continues the header.
    FurtherHeading [] {} = "further-heading", Note, "row continues the header; set aside";
    /// A test of a questionnaire.
    TestResponse [] { column: String } = "test-response", Note, "{column:?} says that the row is a test of the questionnaire; set aside (`keep = [\"tests\"]` uses it)";
    /// A questionnaire that was not finished.
    PartialResponse [] { column: String } = "partial-response", Note, "{column:?} says that the questionnaire was not finished; set aside (`keep = [\"partials\"]` uses it)";
    /// Two columns of one name.
    DuplicateHeader [] { name: String, shown: String } = "duplicate-header", Note, "column {name:?} occurs again; called {shown:?}";
    /// A column without a name.
    EmptyHeader [] { shown: String } = "empty-header", Note, "column has no name; called {shown:?}";
    /// A column that joins the options of others.
    OptionsJoined [] { question: String } = "options-joined", Note, "column joins the options of {question:?}, each of which has a column of its own; left out";
    /// What scale a column was taken for.
    ScaleRecognised [] { scale: String } = "scale-recognised", Note, "taken as {scale}";
    /// A column without any value.
    AllMissing [] {} = "all-missing", Note, "column has no value in any row; left out";
    /// A column with one value.
    ConstantColumn [] {} = "constant-column", Note, "column has the same value in every row that has one; left out";
    /// Values that the scale of their column does not have.
    OutOfScale [] { found: String } = "out-of-scale", Warning, "{found} is not on the scale; counted as missing";
    /// Words that say there is no answer.
    NoAnswer [found: String] { column: String } = "no-answer", Note, "{found:?} counts as no answer, first in column {column:?}";
    /// Rare answers counted as one.
    LevelsPooled [] { levels: usize, rows: usize } = "levels-pooled", Note, "{levels} rare answers ({rows} rows) are counted together as other answers";
    /// Which of two numbers in the dates of a column is the day.
    DateOrderRecognised [] { order: String, cells: usize } = "date-order-recognised", Note, "dates are read as {order}: {cells} cells allow nothing else";
    /// Dates of which nothing tells day from month.
    DateOrderUnknown [] { found: String } = "date-order-unknown", Warning, "{found:?} may begin with the day or with the month, and no date of the column tells; such dates are unknown until `date_order` states it";
    /// A cell of a column of dates that holds none.
    UnreadDate [] { found: String } = "unread-date", Warning, "{found:?} is no date that is understood; counts as unknown";
    /// A transcript in which no speaker label recurs.
    NoTurns [] {} = "no-turns", Note, "no speaker labels found; all of it counts as the respondent's words";
    /// A transcript without text.
    EmptyTranscript [] {} = "empty-transcript", Warning, "transcript has no text";
    /// A file in a folder of transcripts that is none.
    FileIgnored [] {} = "file-ignored", Note, "not a transcript (.txt, .md, .docx, .odt, .vtt, .srt, .sbv); left out";
    /// Something in a folder that is no file of it, or lies too deep.
    EntryLeftOut [why: String] {} = "entry-left-out", Warning, "{why}; left out";
    /// A stretch of subtitles without a time.
    CueWithoutTime [] {} = "cue-without-time", Warning, "lines have no times of a cue above them; set aside";
    /// A time of subtitles at which nothing is said.
    CueWithoutWords [] {} = "cue-without-words", Note, "cue has no words; set aside";
    /// How a project counts the positions of its selections.
    PositionsRecognised [] { positions: String, agree: usize, of: usize, differ: usize, here: usize, there: usize } = "positions-recognised", Note, "positions are read as {positions}: {agree} of {of} selections are then the words they are named after or begin and end with words; of {differ} that the nearest other reading places elsewhere, {here} fit better here and {there} there";
    /// Two ways of counting positions fit nearly as well.
    PositionsDoubtful [] { positions: String, agree: usize, of: usize, differ: usize, here: usize, there: usize } = "positions-doubtful", Warning, "positions are read as {positions}, which is doubtful: {agree} of {of} selections are then the words they are named after or begin and end with words; of {differ} that the nearest other reading places elsewhere, {here} fit better here and {there} there; `positions` in the manifest states the right one";
    /// A document of a project whose text is not in it.
    DocumentWithoutText [document: String] { path: String } = "document-without-text", Warning, "{document:?} has no text in the project ({path}); its coded segments are set aside";
    /// A coding on something that is no text.
    CodingWithoutText [what: String] {} = "coding-without-text", Warning, "code is on {what}, not on words; set aside";
    /// Changes of a database that are not in its file.
    ChangesBeside [file: String] {} = "changes-beside", Warning, "{file} beside the database holds changes that are not read; close the project in its program and read it again";
    /// A coding with a code that the project does not have.
    CodingWithoutCode [] { code: String } = "coding-without-code", Warning, "no code of the project is called {code:?}; set aside";
    /// A code of a claim, put there by an export of this crate: counted as what people said, claims
    /// would confirm themselves.
    CodingOfClaim [] {} = "coding-of-claim", Note, "code is a persona's claim, put there by persona-synthesis; set aside";
    /// A segment that carries no code.
    SegmentUncoded [] {} = "segment-uncoded", Note, "segment has no code; set aside";
    /// A code on a segment that is not there.
    CodingWithoutSegment [] {} = "coding-without-segment", Warning, "code is on a segment that is not there; set aside";
    /// Two codes of one path.
    DuplicateCode [code: String] {} = "duplicate-code", Note, "code {code:?} occurs again; both count as one";
    /// Codes that stand for respondents and not for topics.
    CodesAreCases [] { codes: usize } = "codes-are-cases", Note, "{codes} codes are cases: they say whose words a passage is, not what it is about";
    /// Parts of a project that nothing is made of.
    ProjectPartUnread [what: String] {} = "project-part-unread", Note, "{what} of the project are not read";
    /// A reference to a document or selection that is not there.
    CaseReferenceLost [] { case: String } = "case-reference-lost", Warning, "case {case:?} points to a document or passage that is not there; set aside";

    // study
    /// Records of people who withdrew.
    PassedOver [source: String] {} = "passed-over", Note, "a record of {source} is that of somebody who withdrew; passed over";
    /// A column that an earlier study read and the file does not have.
    ColumnNotThere [source: String, column: String] {} = "column-not-there", Note, "{source} has no column {column:?}, which the saved model reads; it counts as unknown";
    /// A transcript whose name gives no respondent.
    NoRespondent [] { pattern: String } = "no-respondent", Warning, "name does not match {pattern:?}; the transcript belongs to nobody";
    /// How the respondents of a project were found.
    RespondentsRecognised [source: String] { by: String } = "respondents-recognised", Note, "the respondents of {source} are {by}; `respondent` states others";
    /// A document of a project that is no case's.
    NoCase [] {} = "no-case", Warning, "document belongs to no case; it is nobody's";
    /// A document of a project that several cases have.
    SeveralCases [] { first: String, second: String } = "several-cases", Warning, "document is that of several cases, such as {first:?} and {second:?}; it is nobody's";
    /// Variables of a case that is no respondent.
    AttributesOfNobody [] { case: String } = "attributes-of-nobody", Note, "{case} has variables but is no respondent; they are set aside";
    /// A variable with two values for one respondent.
    AttributeConflict [variable: String] { respondent: String } = "attribute-conflict", Warning, "variable {variable:?} has several values for {respondent}; the first is kept";
    /// A row without a respondent id.
    NoRespondentId [] {} = "no-respondent-id", Warning, "respondent id is empty; row set aside";
    /// A respondent id on several rows of one source.
    DuplicateRespondent [] { respondent: String } = "duplicate-respondent", Warning, "respondent {respondent} has a further row; the most complete row is kept";
    /// A linking key on several rows of one source.
    DuplicateKey [] { key: String, value: String } = "duplicate-key", Warning, "{key} {value} occurs on several rows; it joins nothing";
    /// A linking key that would join two people of one source.
    KeyConflict [] { key: String, value: String } = "key-conflict", Warning, "{key} {value} would join two respondents of one source; it joins nothing";
    /// Rows that become one for each respondent or account.
    Aggregated [source: String] { rows: usize, into: usize, unit: String } = "aggregated", Note, "{rows} rows of {source} are aggregated into one for each of {into} {unit}";
    /// The day that ages are counted to, where none is stated.
    AgesCountedTo [source: String] { day: String, column: String } = "ages-counted-to", Note, "ages in {source} are counted to {day}, the newest date of {column:?}; `as_of` states another day";
    /// A row that is newer than the day that ages are counted to.
    AfterAsOf [] { day: String } = "after-as-of", Note, "row is dated after {day}; set aside";
    /// A row without a date.
    UndatedRow [] {} = "undated-row", Note, "row has no date; it counts in nothing that dates decide";
    /// A row without an amount.
    NoAmount [] {} = "no-amount", Note, "amount is empty; the row adds nothing";
    /// An amount in another currency.
    OtherCurrency [found: String] { kept: String } = "other-currency", Warning, "amount is in {found}, not in {kept}; left out, `unit` states which is kept";
    /// A column that names the respondent's account or the like and differs among the rows of one
    /// respondent.
    SeveralValues [column: String] { respondent: String } = "several-values", Warning, "{column:?} has several values in the rows of {respondent}; the most frequent is kept";
    /// A respondent whose cell lists several accounts.
    SeveralAccounts [] {} = "several-accounts", Note, "respondent belongs to several accounts; the first is used";
    /// A row of accounts that names none.
    NoAccount [] {} = "no-account", Warning, "account is empty; row set aside";
    /// An account on several rows that are not aggregated.
    DuplicateAccount [] { account: String } = "duplicate-account", Warning, "account {account} has a further row; the most complete row is kept, `[source.aggregate]` uses all";
    /// Accounts to which no respondent belongs.
    AccountsOfNobody [source: String] { accounts: usize, of: usize } = "accounts-of-nobody", Note, "{accounts} of {of} accounts in {source} are no respondent's; they are set aside";
    /// Respondents of whose account a source says nothing.
    AccountsUnknown [source: String] { respondents: usize, of: usize } = "accounts-unknown", Note, "{source} says nothing of the accounts of {respondents} of {of} respondents";
    /// Respondents of a source that no other source knows.
    NotJoined [source: String] { respondents: usize, of: usize } = "not-joined", Note, "{respondents} of {of} respondents of {source} are in no other source";
    /// The respondent id is itself personal data.
    PersonalIdentifier [source: String] { column: String } = "personal-identifier", Warning, "respondents of {source} are named by {column:?}, which holds personal data and appears in the output";
    /// The key of pseudonyms and digests is not where the manifest says.
    KeyFileMissing [] { file: String } = "key-file-missing", Warning, "the privacy key {file} is not there: words that are not shown get no digest, and `verify` cannot check them";
    /// The list of those who withdrew is not there although its key is.
    ExclusionsMissing [] { file: String } = "exclusions-missing", Warning, "the list of exclusions {file} is not there although its key is: if it is lost, those who withdrew are back in this study";
    /// A weight that is no positive number.
    WeightInvalid [] { found: String } = "weight-invalid", Warning, "weight {found} is not a positive number; the row has no weight in shares and clusters";
    /// Two sources give one respondent different roles.
    RoleConflict [] { respondent: String, kept: String, other: String } = "role-conflict", Warning, "respondent {respondent} is {kept} in one source and {other} in another; {kept} is kept";
    /// A role that the manifest does not name.
    RoleUnknown [] { role: String, kind: String } = "role-unknown", Note, "role {role:?} is not in the manifest; taken as {kind}";
    /// A code that the codebook lacks.
    UnknownCode [code: String] {} = "unknown-code", Warning, "code {code:?} is not in the codebook";
    /// A code of the codebook that no segment carries.
    CodeUnused [code: String] {} = "code-unused", Note, "code {code:?} is in the codebook but on no segment";
    /// A segment of a document that is not there.
    UnknownDocument [document: String] {} = "unknown-document", Warning, "no transcript is called {document:?}; segment set aside";
    /// A segment that ends before it begins or after the text.
    SegmentOutsideTranscript [] { start: u32, end: u32, length: u32 } = "segment-outside-transcript", Warning, "segment {start} to {end} is outside the transcript of {length} characters; set aside";
    /// A segment whose quote is not at its offsets.
    QuoteMoved [] {} = "quote-moved", Warning, "quote is not at its offsets; found elsewhere in the transcript";
    /// A segment placed by its quote, which occurs once.
    SegmentAnchored [source: String] { segments: usize, of: usize } = "segment-anchored", Note, "{segments} of {of} segments of {source} were placed by their quote, which occurs once in the transcript";
    /// A segment placed by a quote that occurs several times.
    SegmentAmbiguous [] { places: usize } = "segment-ambiguous", Warning, "quote occurs {places} times in the transcript; placed by the order of the rows";
    /// A segment whose quote is not in the transcript.
    SegmentLost [] {} = "segment-lost", Warning, "quote is not in the transcript; set aside";
    /// A segment over the interviewer's words only.
    InterviewerWords [] {} = "interviewer-words", Note, "segment holds only the interviewer's words; no evidence of the respondent";
    /// A segment that begins or ends in the interviewer's words.
    SegmentClipped [] {} = "segment-clipped", Note, "segment runs into the interviewer's words; cut to the respondent's";
    /// The same code twice on the same words by the same coder.
    SegmentRepeated [] {} = "segment-repeated", Note, "code repeats an earlier row of the same coder on the same words; counted once";
    /// A transcript without a coded segment.
    Uncoded [source: String] {} = "uncoded", Warning, "{source}: transcript has no coded segment; its codes count as not known";
    /// A respondent named in the manifest or a consent file whom no source has.
    UnknownRespondent [list: String] { respondent: String } = "unknown-respondent", Warning, "{list} names respondent {respondent}, whom no source has";
    /// Only one person coded, so that agreement between coders is unknown.
    SingleCoder [source: String] {} = "single-coder", Note, "{source} has one coder; agreement between coders is not known";

    // indicators
    /// Weights that the manifest does not name.
    WeightUndeclared [] { column: String } = "weight-undeclared", Warning, "column looks like weights; `weight = {column:?}` uses it, a facet keeps it as an answer; left out";
    /// Columns that tell how a questionnaire was filled in.
    Paradata [source: String] { column: String } = "paradata", Note, "{column:?} of {source} tells how the questionnaire was filled in, not what was answered; left out unless it has a facet";
    /// A question that asks for consent, or checks whether the respondent reads.
    NoQuestion [source: String] { column: String } = "no-question", Note, "{column:?} of {source} asks for consent or attention, which tells nothing of a respondent; left out unless it has a facet";
    /// A facet that nobody named.
    FacetProposed [indicator: String] { facet: String, word: String } = "facet-proposed", Note, "{indicator:?} is proposed as {facet}, from the word {word:?}";
    /// A facet's pattern that names only columns without an indicator.
    PatternIdle [pattern: String] { column: String, scale: String } = "pattern-idle", Warning, "pattern {pattern:?} has no effect: {column:?} is taken as {scale}, which makes no indicator";
    /// Nothing suggests a facet.
    FacetAssumed [indicator: String] { facet: String } = "facet-assumed", Note, "nothing names a facet for {indicator:?}; taken as {facet}";
    /// So many codes and options that pairs of them are not compared.
    ThemesNotProposed [] { indicators: usize, most: usize } = "themes-not-proposed", Note, "{indicators} codes and options are more than the {most} among which themes are proposed; [themes] unites what means the same";
    /// A code and an answer that may mean the same.
    ThemeProposed [first: String, second: String] { score: String } = "theme-proposed", Note, "{first:?} and {second:?} may mean the same (shared stems {score}); name them under [themes] to unite them";
    /// A code or option whose words speak of access or safety.
    EssentialRecognised [indicator: String] { word: String } = "essential-recognised", Note, "{indicator:?} is taken as a need of access or safety, from the word {word:?}: personas keep it although few have it; `essential` in the manifest says otherwise";
    /// Respondents raised a topic that the manifest says they were not asked about.
    RaisedUnasked [code: String] {} = "raised-unasked", Note, "respondents raised {code:?} though `asked` does not list them; not counted";
    /// Sources disagree about one person.
    SourcesDisagree [theme: String] { respondent: String } = "sources-disagree", Warning, "sources disagree about {theme:?} for {respondent}; counted as counter-evidence, not as support";
    /// Everyone gives the same answer.
    ConstantIndicator [indicator: String] {} = "constant-indicator", Note, "{indicator:?} is the same for every respondent; it describes but cannot set groups apart";

    // clustering
    /// Fewer respondents than a grouping needs.
    FewRespondents [kind: String] { respondents: usize, least: usize } = "few-respondents", Warning, "{respondents} respondents of kind {kind}, at least {least} are needed to look for groups";
    /// Nothing to tell groups apart by.
    NoActiveIndicator [kind: String] {} = "no-active-indicator", Warning, "no indicator of kind {kind} shapes groups: name goals, pain points or behaviours under [facets]";
    /// Few people for many questions.
    FewRespondentsPerIndicator [kind: String] { respondents: usize, indicators: usize } = "few-respondents-per-indicator", Note, "{respondents} respondents of kind {kind} for {indicators} indicators: rates are drawn towards everyone's";
    /// The search stopped before it settled.
    NotConverged [kind: String, groups: usize] {} = "not-converged", Warning, "{groups} groups of kind {kind} had not settled when the search stopped";
    /// Few starts reached the best solution.
    FewStartsAgree [kind: String, groups: usize] { reached: usize, starts: usize } = "few-starts-agree", Note, "{reached} of {starts} starts reached the best solution with {groups} groups of kind {kind}";
    /// Groups follow what is missing.
    MissingDrivesGroups [kind: String] { agreement: String } = "missing-drives-groups", Warning, "groups of kind {kind} follow what is missing (adjusted Rand index {agreement}): they may tell who was asked, not who is alike";
    /// Groups that are empty or say the same.
    DegenerateGroups [kind: String, groups: usize] { empty: usize, alike: usize } = "degenerate-groups", Warning, "of {groups} groups of kind {kind}, {empty} are nearly empty and {alike} hardly differ from another";
    /// More groups than different respondents.
    GroupsBeyondPatterns [kind: String] { groups: usize, patterns: usize } = "groups-beyond-patterns", Warning, "{groups} groups of kind {kind} were asked for, but respondents differ in {patterns} ways only";
    /// Two indicators hang together within groups.
    LocalDependence [kind: String, first: String, second: String] { strength: String } = "local-dependence", Note, "{first:?} and {second:?} hang together beyond the groups of kind {kind} (strength {strength}): if they say the same, unite them under [themes]";
    /// Further such pairs.
    MoreLocalDependence [kind: String] { pairs: usize } = "more-local-dependence", Note, "{pairs} further pairs of indicators hang together beyond the groups of kind {kind}";
    /// Groups that return and stand apart, and yet are no natural ones.
    NotNatural [kind: String] { groups: usize, why: String } = "not-natural", Note, "{groups} groups of kind {kind} are not called natural: {why}";
    /// Respondents whom no group describes.
    NotDescribed [kind: String] { respondents: usize } = "not-described", Note, "{respondents} respondents of kind {kind} are in no group: what is known of them fits none, or several about equally";
    /// Groups too small to describe.
    SmallGroup [kind: String, group: usize] { size: usize } = "small-group", Warning, "group {group} of kind {kind} has {size} respondents";
    /// The number of groups was set by hand although the data do not carry it.
    GroupsForced [kind: String] { groups: usize, reason: String } = "groups-forced", Warning, "{groups} groups of kind {kind} were set by hand; {reason}";
    /// There is more than one group, but where the borders run depends on who is drawn.
    GroupsConstructed [kind: String] { groups: usize, agreement: String } = "groups-constructed", Warning, "{groups} groups of kind {kind}: that there is one group is refuted, but where the borders run depends on who is drawn (agreement {agreement})";
    /// Respondents of whom nothing that shapes groups is known.
    NothingKnown [kind: String] { respondents: usize } = "nothing-known", Note, "{respondents} respondents of kind {kind} have no value on any indicator that shapes groups; they cannot be sorted into groups";

    // personas
    /// A name of a person, an e-mail or the like was masked in a quote.
    QuoteMasked [] {} = "quote-masked", Note, "personal data in a quote is masked";
    /// An outcome by which respondents are told apart from those to be served.
    OutcomeMarks [column: String] {} = "outcome-marks", Note, "{column:?} marks a respondent as not to be served; described apart from the others";
    /// An outcome that seems to mark whom not to serve, and that nothing sets apart.
    OutcomePooled [column: String] { value: String, respondents: usize } = "outcome-pooled", Warning, "{respondents} respondents of whom {column:?} says {value:?} are described together with all others; `outcome = {{ column = {column:?}, negative = [{value:?}] }}` sets them apart";
    /// What speaks of an aspect that the respondent's kind has not.
    WrongKind [kind: String, facet: String] { indicator: String, respondents: usize } = "wrong-kind", Note, "{respondents} respondents of kind {kind} speak of {indicator:?}, which is a {facet}; a {kind} persona does not speak of that, so it is left out";
    /// A record where only people can tell.
    RecordAsWish [indicator: String] { facet: String } = "record-as-wish", Warning, "{indicator:?} is a record of what happened and stands as a {facet}, which only people can tell; better a behaviour, context or outcome";
    /// Words in a label or sentence that name who people are, judge them or claim a cause.
    DoubtfulWords [persona: String] { words: String, text: String } = "doubtful-words", Note, "{persona} is described with {words} in {text:?}: words of the sources that say who people are, judge them or claim a cause";
    /// A quote withheld for lack of consent.
    QuoteWithheld [] {} = "quote-withheld", Note, "respondent did not consent to be quoted; the words are withheld";
    /// Too few respondents to test claims on others than those who made the groups.
    ClaimsTentative [kind: String] {} = "claims-tentative", Note, "{kind}: too few respondents to test claims on others than those who made the groups; differences are graded tentative";
    /// Members who say one thing while records show another.
    SayDo [persona: String, topic: String] { with: usize, of: usize, says: String, shows: String } = "say-do", Warning, "{persona}: of {of} members known from both, {with} {says} {topic:?} while their records {shows}";
    /// No real member shows the whole description.
    CompositeIsNobody [persona: String] { of: usize, claims: usize, nearly: usize } = "composite-is-nobody", Warning, "{persona}: none of {of} members shows all {claims} defining claims ({nearly} show all but one): the description is of nobody in particular";
    /// No survey or CRM to count people in.
    NoPopulation [kind: String] {} = "no-population", Note, "no survey or CRM has respondents of kind {kind}: sizes are counts of interviews, not shares";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_unique_kebab_case() {
        let mut ids: Vec<&str> = FindingKind::CATALOGUE.iter().map(|(id, _)| *id).collect();
        assert!(ids.iter().all(|id| id.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}
