//! English: findings of joining sources to a study.

use super::sources;
use crate::locale::decisions::readings;
use crate::locale::plural::{counted, listed_lines, of_number};
use crate::manifest::StudyDecision;
use crate::study::findings::{AggregateUnit, NamedBy, RespondentList, StudyFinding as Found};

pub(in crate::locale) fn sentence(finding: &Found) -> String {
    match finding {
        Found::DecisionOpen { decision, .. } => {
            let StudyDecision { question, taken, effect, .. } = &**decision;
            let choices = readings(decision, |name, effect| format!("{name:?} ({effect})"));
            let taken = taken.as_deref().unwrap_or_default();
            format!(
                "not decided: {question} {taken:?} is taken: {effect}. The other choice is \
                 {}; `choice = {taken:?}` confirms",
                choices.join(" or ")
            )
        }
        Found::FormatRecognised { format, clue } => {
            format!("read as {format}: {}", sources::clue(*clue))
        }
        Found::StructureRead { structure, columns, of } => {
            let verb = of_number(*columns, "asks", "ask");
            let of = counted(*of, "column", "columns");
            format!("{structure} says what {columns} of {of} {verb}")
        }
        Found::PassedOver { source } => {
            format!("a record of {source} is that of somebody who withdrew; passed over")
        }
        Found::ColumnNotThere { source, column } => {
            format!(
                "{source} has no column {column:?}, which the saved model reads; it counts as \
                 unknown"
            )
        }
        Found::NoRespondent { pattern } => {
            format!("name does not match {pattern:?}; the transcript belongs to nobody")
        }
        Found::RespondentsRecognised { source, by } => {
            let by = match by {
                NamedBy::Cases => "its cases",
                NamedBy::Documents => "the names of its documents",
            };
            format!("the respondents of {source} are {by}; `respondent` states others")
        }
        Found::NoCase {} => "document belongs to no case; it is nobody's".to_owned(),
        Found::SeveralCases { first, second } => {
            format!(
                "document is that of several cases, such as {first:?} and {second:?}; it is \
                 nobody's"
            )
        }
        Found::AttributesOfNobody { case } => {
            format!("{case} has variables but is no respondent; they are set aside")
        }
        Found::AttributeConflict { variable, respondent } => {
            format!("variable {variable:?} has several values for {respondent}; the first is kept")
        }
        Found::NoRespondentId {} => "respondent id is empty; row set aside".to_owned(),
        Found::NobodysWords { found, column } => format!(
            "{found} in {column:?} names no single respondent; what it says belongs to nobody"
        ),
        Found::SeveralInCell { column } => {
            format!("a cell of {column:?} lists several respondents; it counts for each of them")
        }
        Found::DuplicateRespondent { respondent } => {
            format!("respondent {respondent} has a further row; the most complete row is kept")
        }
        Found::DuplicateKey { key, value } => {
            format!("{key} {value} occurs on several rows; it joins nothing")
        }
        Found::KeyConflict { key, value } => {
            format!("{key} {value} would join two respondents of one source; it joins nothing")
        }
        Found::Aggregated { source, rows, into, unit } => {
            let into = match unit {
                AggregateUnit::Accounts => counted(*into, "account", "accounts"),
                AggregateUnit::Respondents => counted(*into, "respondent", "respondents"),
            };
            format!(
                "{} of {source} {} aggregated into one for each of {into}",
                counted(*rows, "row", "rows"),
                of_number(*rows, "is", "are")
            )
        }
        Found::LedThrough { source, through, rows, of } => format!(
            "{rows} of {} of {source} {} to people through {through}",
            counted(*of, "row", "rows"),
            of_number(*rows, "leads", "lead")
        ),
        Found::AgesCountedTo { source, day, column } => {
            format!(
                "ages in {source} are counted to {day}, the newest date of {column:?}; `as_of` \
                 states another day"
            )
        }
        Found::AfterAsOf { day } => {
            format!("row is dated after {day}; set aside")
        }
        Found::UndatedRow {} => {
            "row has no date; it counts in nothing that dates decide".to_owned()
        }
        Found::NoAmount {} => "amount is empty; the row adds nothing".to_owned(),
        Found::OtherCurrency { found, kept } => {
            format!("amount is in {found}, not in {kept}; left out, `unit` states which is kept")
        }
        Found::SeveralValues { column, respondent } => {
            format!(
                "{column:?} has several values in the rows of {respondent}; the most frequent is \
                 kept"
            )
        }
        Found::SeveralAccounts {} => {
            "respondent belongs to several accounts; the first is used".to_owned()
        }
        Found::NoAccount {} => "account is empty; row set aside".to_owned(),
        Found::DuplicateAccount { account } => {
            format!(
                "account {account} has a further row; the most complete row is kept, \
                 `[source.aggregate]` uses all"
            )
        }
        Found::AccountsOfNobody { source, accounts, of } => format!(
            "{accounts} of {} in {source} {} no respondent's; set aside",
            counted(*of, "account", "accounts"),
            of_number(*accounts, "is", "are")
        ),
        Found::AccountsUnknown { source, respondents, of } => format!(
            "{source} says nothing about the accounts of {respondents} of {}",
            counted(*of, "respondent", "respondents")
        ),
        Found::NotJoined { source, respondents, of } => format!(
            "{respondents} of {} of {source} {} in no other source",
            counted(*of, "respondent", "respondents"),
            of_number(*respondents, "is", "are")
        ),
        Found::PageLanguage { language } => {
            format!(
                "words are compared as those of the language {language}; reports are in English"
            )
        }
        Found::IdsApart { first, second, shared, of } => format!(
            "{first} and {second} share {shared} of {}, but nothing joins them: the same people \
             count twice; `ids = \"people\"` in both sources joins them",
            counted(*of, "respondent id", "respondent ids")
        ),
        Found::RowsNoPeople { source, rows } => format!(
            "rows of {source} are of the kind {rows}, not people: personas would describe these"
        ),
        Found::PersonalIdentifier { source, column } => {
            format!(
                "respondents of {source} are named by {column:?}, which holds personal data and \
                 appears in the output"
            )
        }
        Found::KeyFileMissing { file } => {
            format!(
                "the privacy key {file} is not there: words that are not shown get no digest, and \
                 `verify` cannot check them"
            )
        }
        Found::ExclusionsMissing { file } => {
            format!(
                "the list of exclusions {file} is not there although its key is: if it is lost, \
                 those who withdrew are back in this study"
            )
        }
        Found::WeightInvalid { found } => {
            format!(
                "weight {found} is not a positive number; the row has no weight in shares and \
                 clusters"
            )
        }
        Found::RoleConflict { respondent, kept, other } => {
            format!(
                "respondent {respondent} is {kept} in one source and {other} in another; {kept} is \
                 kept"
            )
        }
        Found::RoleUnknown { role, kind } => {
            format!("role {role:?} is not in the manifest; taken as {kind}")
        }
        Found::UnknownCode { code } => {
            format!("code {code:?} is not in the codebook")
        }
        Found::CodeUnused { code } => {
            format!("code {code:?} is in the codebook but on no segment")
        }
        Found::UnknownDocument { document } => {
            format!("no transcript is called {document:?}; segment set aside")
        }
        Found::SegmentOutsideTranscript { start, end, length } => format!(
            "segment {start} to {end} is outside the transcript of {length} characters; set aside"
        ),
        Found::CodesInRows {} => {
            "rows look like codes and columns like people or documents, yet each row counts as a \
             respondent; turn the table so that each person has a row"
                .to_owned()
        }
        Found::SumLeftOut {} => {
            "column is the sum of the others, so it is no code; `segments` states it otherwise"
                .to_owned()
        }
        Found::QuoteMoved {} => {
            "quote is not at its offsets; found elsewhere in the transcript".to_owned()
        }
        Found::SegmentAnchored { source, segments, of } => format!(
            "{segments} of {} of {source} {} placed by their quote, which occurs once in the \
             transcript",
            counted(*of, "segment", "segments"),
            of_number(*segments, "was", "were")
        ),
        Found::SegmentAmbiguous { places } => {
            format!(
                "quote occurs {places} times in the transcript; placed by the order of the rows"
            )
        }
        Found::SegmentLost { lines } => {
            let (lines, word) =
                (listed_lines(lines), if lines.len() == 1 { "line" } else { "lines" });
            format!("quote is not in the transcript; set aside: {word} {lines}")
        }
        Found::QuoteElided { characters } => format!(
            "quote leaves out or adds words; evidence is the stretch from its first words to its \
             last, with {} more",
            counted(*characters, "character", "characters")
        ),
        Found::InterviewerWords {} => {
            "segment holds only the interviewer's words; no evidence of the respondent".to_owned()
        }
        Found::InterviewerProposed { source, label } => format!(
            "{source}: speaker {label:?} asks and is taken for the interviewer, whose words are no \
             evidence; `interviewer = [{label:?}]` confirms it"
        ),
        Found::QuestionsUnlabelled { source } => format!(
            "{source}: lines without a speaker ask and are taken for the interviewer's; label them \
             to be sure whose words they are"
        ),
        Found::SpeakersUnknown { source, speakers } => format!(
            "{source}: who speaks is not known: nothing says for sure which of {} is the \
             respondent; their words count as the respondent's and are not quoted; name whoever \
             asks under `interviewer`",
            counted(*speakers, "speaker", "speakers")
        ),
        Found::SeveralSpeakers { source, speakers } => format!(
            "{source}: {speakers} speakers are asked in a transcript of one respondent, whose words \
             they all count as; `respondent = {{ speaker = 'pattern' }}` makes each a respondent"
        ),
        Found::SegmentClipped {} => {
            "segment runs into the interviewer's words; cut to the respondent's".to_owned()
        }
        Found::SegmentRepeated {} => {
            "code repeats an earlier row of the same coder on the same words; counted once"
                .to_owned()
        }
        Found::Uncoded { source } => {
            format!("{source}: transcript has no coded segment; its codes count as not known")
        }
        Found::UnknownRespondent { list, respondent } => {
            let list = match list {
                RespondentList::Asked(code) => format!("`asked` of {code:?}"),
                RespondentList::File(file) => file.clone(),
            };
            format!("{list} names respondent {respondent}, who is in no source")
        }
        Found::SingleCoder { source } => {
            format!("{source} has one coder; agreement between coders is not known")
        }
        Found::OutcomeMarks { column } => {
            format!(
                "{column:?} marks a respondent as not to be served; described apart from the others"
            )
        }
    }
}
