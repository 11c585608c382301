//! English sentences of findings of sources.

use crate::sources::findings::SourcesFinding as Found;

pub(in crate::locale) fn sentence(finding: &Found) -> String {
    match finding {
        Found::EncodingRecognised { encoding } => {
            format!("read as {encoding}")
        }
        Found::BadByte { encoding } => {
            format!("byte is not valid {encoding}; shown as U+FFFD")
        }
        Found::DialectRecognised { delimiter } => {
            format!("cells are separated by {delimiter}")
        }
        Found::CasesMissing { stated, found } => {
            format!("file states {stated} cases and holds {found}")
        }
        Found::ColumnUnread { what } => {
            format!("column holds {what}, which cells of a table cannot; left out")
        }
        Found::SheetChosen { sheet, others } => {
            format!("sheet {sheet:?} is read; `sheet` names another of {others}")
        }
        Found::RaggedRow { expected, found } => {
            format!("row has {found} cells, expected {expected}; set aside")
        }
        Found::BlankRow {} => "row is empty; set aside".to_owned(),
        Found::FooterRow {} => "row is the footer of a report; set aside".to_owned(),
        Found::FurtherHeading {} => "row continues the header; set aside".to_owned(),
        Found::TestResponse { column } => {
            format!(
                "{column:?} says that the row is a test of the questionnaire; set aside (`keep = [\"tests\"]` uses it)"
            )
        }
        Found::PartialResponse { column } => {
            format!(
                "{column:?} says that the questionnaire was not finished; set aside (`keep = [\"partials\"]` uses it)"
            )
        }
        Found::DuplicateHeader { name, shown } => {
            format!("column {name:?} occurs again; called {shown:?}")
        }
        Found::EmptyHeader { shown } => {
            format!("column has no name; called {shown:?}")
        }
        Found::OptionsJoined { question } => {
            format!(
                "column joins the options of {question:?}, each of which has a column of its own; left out"
            )
        }
        Found::ScaleRecognised { scale } => {
            format!("taken as {scale}")
        }
        Found::AllMissing {} => "column has no value in any row; left out".to_owned(),
        Found::ConstantColumn {} => {
            "column has the same value in every row that has one; left out".to_owned()
        }
        Found::OutOfScale { found } => {
            format!("{found} is not on the scale; counted as missing")
        }
        Found::NoAnswer { found, column } => {
            format!("{found:?} counts as no answer, first in column {column:?}")
        }
        Found::LevelsPooled { levels, rows } => {
            format!("{levels} rare answers ({rows} rows) are counted together as other answers")
        }
        Found::DateOrderRecognised { order, cells } => {
            format!("dates are read as {order}: {cells} cells allow nothing else")
        }
        Found::DateOrderUnknown { found } => {
            format!(
                "{found:?} may begin with the day or with the month, and no date of the column tells; such dates are unknown until `date_order` states it"
            )
        }
        Found::UnreadDate { found } => {
            format!("{found:?} is no date that is understood; counts as unknown")
        }
        Found::NoTurns {} => {
            "no speaker labels found; all of it counts as the respondent's words".to_owned()
        }
        Found::EmptyTranscript {} => "transcript has no text".to_owned(),
        Found::FileIgnored {} => {
            "not a transcript (.txt, .md, .docx, .odt, .vtt, .srt, .sbv); left out".to_owned()
        }
        Found::EntryLeftOut { why } => {
            format!("{why}; left out")
        }
        Found::CueWithoutTime {} => "lines have no times of a cue above them; set aside".to_owned(),
        Found::CueWithoutWords {} => "cue has no words; set aside".to_owned(),
        Found::PositionsRecognised { positions, agree, of, differ, here, there } => {
            format!(
                "positions are read as {positions}: {agree} of {of} selections are then the words they are named after or begin and end with words; of {differ} that the nearest other reading places elsewhere, {here} fit better here and {there} there"
            )
        }
        Found::PositionsDoubtful { positions, agree, of, differ, here, there } => {
            format!(
                "positions are read as {positions}, which is doubtful: {agree} of {of} selections are then the words they are named after or begin and end with words; of {differ} that the nearest other reading places elsewhere, {here} fit better here and {there} there; `positions` in the manifest states the right one"
            )
        }
        Found::DocumentWithoutText { document, path } => {
            format!(
                "{document:?} has no text in the project ({path}); its coded segments are set aside"
            )
        }
        Found::CodingWithoutText { what } => {
            format!("code is on {what}, not on words; set aside")
        }
        Found::ChangesBeside { file } => {
            format!(
                "{file} beside the database holds changes that are not read; close the project in its program and read it again"
            )
        }
        Found::CodingWithoutCode { code } => {
            format!("no code of the project is called {code:?}; set aside")
        }
        Found::CodingOfClaim {} => {
            "code is a persona's claim, put there by persona-synthesis; set aside".to_owned()
        }
        Found::SegmentUncoded {} => "segment has no code; set aside".to_owned(),
        Found::CodingWithoutSegment {} => {
            "code is on a segment that is not there; set aside".to_owned()
        }
        Found::DuplicateCode { code } => {
            format!("code {code:?} occurs again; both count as one")
        }
        Found::CodesAreCases { codes } => {
            format!(
                "{codes} codes are cases: they say whose words a passage is, not what it is about"
            )
        }
        Found::ProjectPartUnread { what } => {
            format!("{what} of the project are not read")
        }
        Found::CaseReferenceLost { case } => {
            format!("case {case:?} points to a document or passage that is not there; set aside")
        }
    }
}
