//! English: findings of reading files.

use crate::locale::plural::{beginning_of, counted, of_number};
use crate::sources::clue::FormatClue;
use crate::sources::derivation::Derivation;
use crate::sources::finding_data::{
    LeftOut, PositionsFit, ProjectPart, SpecialFile, UnreadColumn, Wordless,
};
use crate::sources::findings::SourcesFinding as Found;
use crate::sources::personal_kind::PersonalKind;
use crate::sources::{DateOrder, Delimiter, LineEnds, Positions, Unit};

pub(in crate::locale) fn sentence(finding: &Found) -> String {
    match finding {
        Found::EncodingRecognised { encoding, in_place_of: None } => format!("read as {encoding}"),
        Found::EncodingRecognised { encoding, in_place_of: Some(unknown) } => {
            format!("read as {encoding}, since {unknown} is not known")
        }
        Found::BadByte { encoding } => format!("byte is not valid {encoding}; shown as U+FFFD"),
        Found::DialectRecognised { delimiter } => {
            format!("cells are separated by {}", delimiters(*delimiter))
        }
        Found::CasesMissing { stated, found } => {
            format!("file states {} and holds {found}", counted(*stated, "case", "cases"))
        }
        Found::ColumnUnread { holds } => format!(
            "column holds {}, which cells of a table cannot; left out",
            unread_column(holds)
        ),
        Found::SheetChosen { sheet, others } => {
            let others = others.join(", ");
            format!("sheet {sheet:?} is read; `sheet` names another of {others}")
        }
        Found::RaggedRow { expected, found } => format!(
            "row has {}, but the header has {}; set aside",
            counted(*found, "cell", "cells"),
            counted(*expected, "column", "columns")
        ),
        Found::BlankRow {} => "row is empty; set aside".to_owned(),
        Found::FooterRow {} => "row is the footer of a report; set aside".to_owned(),
        Found::TotalRow {} => "row is a total of the rows above; set aside".to_owned(),
        Found::TitleRow {} => "line is above the header; not read".to_owned(),
        Found::EntitiesRead { cells } => format!(
            "{} signs as a web page writes them (`&amp;`); read as the signs",
            counted(*cells, "cell has", "cells have")
        ),
        Found::WholeNumbersRead { cells } => format!(
            "{} whole numbers with an empty decimal (`4.0`); read without it",
            counted(*cells, "cell has", "cells have")
        ),
        Found::ListsRead { cells } => format!(
            "{} with quotation marks around each entry; read without them",
            counted(*cells, "cell holds a list", "cells hold lists")
        ),
        Found::FurtherHeading {} => "row continues the header; set aside".to_owned(),
        Found::TestResponse { column } => format!(
            "{column:?} says that the row is a test of the questionnaire; set aside \
             (`keep = [\"tests\"]` uses it)"
        ),
        Found::PartialResponse { column } => format!(
            "{column:?} says that the questionnaire was not finished; set aside \
             (`keep = [\"partials\"]` uses it)"
        ),
        Found::DuplicateHeader { name, shown } => {
            format!("column {name:?} occurs again; called {shown:?}")
        }
        Found::EmptyHeader { shown } => format!("column has no name; called {shown:?}"),
        Found::OptionsJoined { question } => format!(
            "column joins the options of {question:?}, each of which has a column of its own; \
             left out"
        ),
        Found::ScaleRecognised { scale } => format!("taken as {scale}"),
        Found::ColumnDerived { how, from } => {
            format!("{}; left out, since it would count twice", derived(*how, from))
        }
        Found::ColumnPersonal { kind, in_doubt } => {
            let what = match kind {
                PersonalKind::Names => "names of people",
                PersonalKind::BirthDates => "dates of birth",
            };
            let seems = if *in_doubt { "may be" } else { "are" };
            format!("values {seems} {what}; left out, unless a `scale` is stated")
        }
        Found::FewAnswers { columns } => format!(
            "{} fewer than {} values; what they hold is a guess until `scale` states it",
            counted(*columns, "column has", "columns have"),
            crate::sources::FEW_ANSWERS
        ),
        Found::AllMissing {} => "column has no value in any row; left out".to_owned(),
        Found::ConstantColumn {} => {
            "column has the same value in every row that has one; left out".to_owned()
        }
        Found::OutOfScale { found } => format!("{found} is not on the scale; counted as missing"),
        Found::NoAnswer { found, column } => {
            format!("{found:?} counts as no answer, first in column {column:?}")
        }
        Found::LevelsPooled { levels, rows } => format!(
            "{} ({}) {} counted together as other answers",
            counted(*levels, "rare answer", "rare answers"),
            counted(*rows, "row", "rows"),
            of_number(*levels, "is", "are")
        ),
        Found::DateOrderRecognised { order, cells } => format!(
            "dates are read as {}: {} {} nothing else",
            date_order(*order),
            counted(*cells, "cell", "cells"),
            of_number(*cells, "allows", "allow")
        ),
        Found::DateOrderUnknown { found } => format!(
            "{found:?} may begin with the day or with the month, and no date of the column tells; \
             such dates are unknown until `date_order` states it"
        ),
        Found::ScaleProposed { questions, order } => format!(
            "{} the same answers, which go together like a scale: {}; they count without an order \
             until `levels` states it, from low to high",
            counted(*questions, "question has", "questions have"),
            order.iter().map(|label| format!("{label:?}")).collect::<Vec<_>>().join(", ")
        ),
        Found::RangeMadeDate { found } => format!(
            "{found:?} stands among ranges of numbers: a spreadsheet made a date of one; it keeps \
             its place among them, and the file should be exported again"
        ),
        Found::UnreadDate { found } => format!("{found:?} is not a known date; counts as unknown"),
        Found::NoTurns {} => {
            "no speaker labels found; all of it counts as the respondent's words".to_owned()
        }
        Found::TalkUnlabelled { documents } => format!(
            "no speaker labels found, yet questions and answers alternate; all words count as the \
             respondent's and none is quoted, until labels such as \"I:\" and \"P:\" tell who \
             speaks: {}",
            beginning_of(documents, "more")
        ),
        Found::SpeakerDisputed { label } => format!(
            "other transcripts give {label:?} another part than this one, or disagree; the words \
             count as the respondent's and are not quoted, until `interviewer` names the label or \
             a role in brackets tells two people apart"
        ),
        Found::ResultLeftOut {} => {
            "folder holds the files of an earlier run, which are no data; left out".to_owned()
        }
        Found::EmptyTranscript {} => "transcript has no text; left out".to_owned(),
        Found::AboutStudy { name } => {
            format!(
                "{name:?} is the name of a document about the study, not a transcript; left out"
            )
        }
        Found::FileIgnored {} => {
            "not a transcript (.txt, .md, .docx, .odt, .vtt, .srt, .sbv); left out".to_owned()
        }
        Found::EntryLeftOut { why } => format!("{}; left out", left_out(why)),
        Found::CueWithoutTime {} => "lines have no times of a cue above them; set aside".to_owned(),
        Found::CueWithoutWords {} => "cue has no words; set aside".to_owned(),
        Found::PositionsRecognised { positions, fit } => {
            format!("positions are read as {}: {}", counting(*positions), evidence_of(fit))
        }
        Found::PositionsDoubtful { positions, fit } => format!(
            "positions are read as {}, which is doubtful: {}; `positions` in the manifest states \
             the right one",
            counting(*positions),
            evidence_of(fit)
        ),
        Found::DocumentWithoutText { document, path } => {
            let path = path.as_deref().unwrap_or("no path");
            format!(
                "{document:?} has no text in the project ({path}); its coded segments are set aside"
            )
        }
        Found::DocumentRepeated { document, first, kept: true } => format!(
            "{document} has the guid of {first}: references to that guid are not used, for they \
             could mean either"
        ),
        Found::DocumentRepeated { document, first, kept: false } => format!(
            "{document} and {first} have one guid and the same text, and nothing shows that it is \
             the text of {document}: its codings are set aside"
        ),
        Found::CodingWithoutText { on } => {
            format!("code is on {}, not on words; set aside", wordless(*on))
        }
        Found::ChangesBeside { file } => format!(
            "{file} beside the database holds changes that are not read; close the project in its \
             program and read it again"
        ),
        Found::CodingWithoutCode { code } => {
            format!("no code of the project is called {code:?}; set aside")
        }
        Found::CodingOfClaim {} => {
            "code is a persona's claim, put there by persona-synthesis; set aside".to_owned()
        }
        Found::SegmentUncoded {} => "segment has no code; set aside".to_owned(),
        Found::SuggestionNotKept {} => {
            "suggested coding has no mark in `keep`; not used".to_owned()
        }
        Found::SuggestionUnedited {} => {
            "coding is as it was suggested; claims that rest on it name it “(suggested)” until \
             somebody edits its code"
                .to_owned()
        }
        Found::SuggestionUnchecked {} => {
            "suggestion holds no words of its passage, so nothing shows whether its position is \
             still right; run `personas suggest` again if the transcript has changed"
                .to_owned()
        }
        Found::CodingWithoutSegment {} => {
            "code is on a segment that is not there; set aside".to_owned()
        }
        Found::DuplicateCode { code } => format!("code {code:?} occurs again; both count as one"),
        Found::CodesAreCases { codes } => format!(
            "{}: they say whose words a passage is, not what it is about",
            counted(*codes, "code is a case", "codes are cases")
        ),
        Found::ProjectPartUnread { part } => {
            format!("{} of the project are not read", project_part(*part))
        }
        Found::CaseReferenceLost { case } => {
            format!("case {case:?} points to a document or passage that is not there; set aside")
        }
    }
}

fn derived(how: Derivation, from: &[String]) -> String {
    let from = from.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
    match how {
        Derivation::Formula => "column is computed: its header is a formula".to_owned(),
        Derivation::Copy => format!("column has one answer for each answer of {from}"),
        Derivation::Recode => format!("column joins the answers of {from} into fewer"),
        Derivation::Bands => format!("column cuts the numbers of {from} into bands"),
        Derivation::Sum => format!("column is a sum, mean or difference of {from}"),
        Derivation::Product => format!("column is a product or ratio of {from}"),
        Derivation::DatePart => format!("column is a part of the date in {from}"),
    }
}

fn delimiters(delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Comma => "commas",
        Delimiter::Semicolon => "semicolons",
        Delimiter::Tab => "tabs",
        Delimiter::Bar => "bars",
    }
}

fn unread_column(holds: &UnreadColumn) -> String {
    match holds {
        UnreadColumn::Bytes => "bytes that are no text".to_owned(),
        UnreadColumn::ListOrMap => "a list or map".to_owned(),
        UnreadColumn::OfType(name) => format!("values of the type {name}"),
    }
}

fn date_order(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayMonth => "day-month",
        DateOrder::MonthDay => "month-day",
    }
}

fn left_out(why: &LeftOut) -> String {
    match why {
        LeftOut::LinkToNowhere => "link leads nowhere".to_owned(),
        LeftOut::LinkOutOfFolder => "link leads out of the folder".to_owned(),
        LeftOut::TooDeep { most } => format!("folder lies more than {most} levels deep"),
        LeftOut::Unreadable { error } => format!("cannot be read ({error})"),
        LeftOut::NoFile(SpecialFile::Folder) => "a folder, no file".to_owned(),
        LeftOut::NoFile(SpecialFile::Pipe) => "a named pipe, no file".to_owned(),
        LeftOut::NoFile(SpecialFile::Socket) => "a socket, no file".to_owned(),
        LeftOut::NoFile(SpecialFile::Device) => "a device, no file".to_owned(),
        LeftOut::NoFile(SpecialFile::Unknown) => "neither file nor folder".to_owned(),
    }
}

fn counting(positions: Positions) -> String {
    let unit = match positions.unit {
        Unit::CodePoint => "code points",
        Unit::Utf16 => "units of UTF-16",
        Unit::Byte => "bytes",
    };
    let end = if positions.inclusive { "inclusive" } else { "exclusive" };
    let line_ends = match positions.line_ends {
        LineEnds::AsWritten => "",
        LineEnds::One => ", a line end as one",
        LineEnds::Two => ", a line end as two",
    };
    let mark = if positions.mark { ", the byte order mark counted" } else { "" };
    format!("{unit}, end {end}{line_ends}{mark}")
}

fn evidence_of(fit: &PositionsFit) -> String {
    let PositionsFit { agree, of, differ, here, there } = fit;
    format!(
        "{agree} of {} are then the words they are named after or begin and end with words; of \
         {differ} that the nearest other reading places elsewhere, {here} fit better here and \
         {there} there",
        counted(*of, "selection", "selections")
    )
}

fn wordless(on: Wordless) -> &'static str {
    match on {
        Wordless::DocumentWithoutText => "a document without text",
        Wordless::WholeDocument => "a whole document",
        Wordless::PageArea => "an area of a page",
        Wordless::Picture => "a picture",
        Wordless::PictureOrPageArea => "a picture or an area of a page",
        Wordless::Recording => "a stretch of a recording",
        Wordless::FurtherTranscript => "a further transcript of a recording",
        Wordless::Unknown => "an unknown kind of source",
    }
}

fn project_part(part: ProjectPart) -> &'static str {
    match part {
        ProjectPart::Graphs => "graphs",
        ProjectPart::Links => "links",
        ProjectPart::Notes => "notes",
        ProjectPart::Annotations => "annotations",
        ProjectPart::Journals => "journals",
    }
}

/// Feature by which the format of a source was recognised, as the rest of a sentence.
pub(in crate::locale) fn clue(clue: FormatClue) -> &'static str {
    match clue {
        FormatClue::ProjectXml => "its XML is a project of REFI-QDA",
        FormatClue::CodebookXml => "its XML is a codebook of REFI-QDA",
        FormatClue::ArchivedRefiProject => "the archive holds a project of REFI-QDA (.qde)",
        FormatClue::ArchivedQualcoderProject => {
            "the archive holds a project of QualCoder (data.qda)"
        }
        FormatClue::QualcoderFolder => "the folder holds a project of QualCoder (data.qda)",
        FormatClue::TaguetteTables => "the database has Taguette's tables of highlights and tags",
        FormatClue::QualcoderTables => "the database has QualCoder's tables of codes on text",
        FormatClue::WordProcessorDocument => "a document of a word processor (.docx)",
        FormatClue::TextDocument => "a text document (.odt)",
        FormatClue::WebVtt => "it begins as WebVTT does",
        FormatClue::SubRip => "it begins with the number and times of a cue, as SubRip does",
        FormatClue::CueTimes => "it begins with the times of a cue",
        FormatClue::TaguetteHeader => "its header is that of Taguette's highlights",
        FormatClue::SegmentsHeader => "its header names a document, a code and a stretch",
        FormatClue::Codings => {
            "few names and few labels repeat beside texts of their own, as codings do; `format` \
             makes it another"
        }
        FormatClue::CodeMatrix => {
            "a row for each of the interviewed and a column for each code; 0 means not raised; \
             `format` makes it another"
        }
        FormatClue::Framework => {
            "a row for each of the interviewed and a column for each theme, with what each says of \
             it; an empty cell means not raised; `format` makes it another"
        }
        FormatClue::CodebookHeader => {
            "its header names a code and its definition; `respondent` or `format` makes it another"
        }
        FormatClue::HubspotHeader => {
            "its header names a record id and a lifecycle stage, company or owner"
        }
        FormatClue::CrmHeader => "its header names fields of customer records",
        FormatClue::NothingElse => "nothing in its header says otherwise",
        FormatClue::StatedSegments => "the manifest names its columns of segments",
        FormatClue::StatedAccounts => "the manifest names its accounts",
        FormatClue::StatedAggregation => "the manifest aggregates its rows",
    }
}
