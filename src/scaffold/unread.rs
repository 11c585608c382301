//! Files of programs that are known and not read, with what to save instead.

use super::content::Content;

/// What a program can save that is read.
enum Instead {
    /// Files of one of these endings.
    Files(&'static [&'static str]),
    /// A project of REFI-QDA.
    Project,
    /// A project of QualCoder, into which the file can be imported.
    Qualcoder,
}

/// Endings of the files of each program.
static UNREAD: [(&[&str], &str, Instead); 16] = [
    (&["dta"], "Stata", Instead::Files(&[".csv", ".sav"])),
    (&["sas7bdat", "xpt"], "SAS", Instead::Files(&[".csv", ".sav"])),
    (&["por"], "SPSS (portable)", Instead::Files(&[".sav"])),
    (&["rds", "rdata", "rda"], "R", Instead::Files(&[".csv", ".parquet"])),
    (&["xls", "xlsb"], "Excel (.xls, .xlsb)", Instead::Files(&[".xlsx", ".csv"])),
    (&["numbers"], "Numbers", Instead::Files(&[".xlsx", ".csv"])),
    // A program that transcribes saves subtitles or text as well.
    (&["json", "jsonl", "ndjson"], "JSON", Instead::Files(&[".csv", ".vtt", ".srt", ".txt"])),
    (&["doc"], "Word (.doc)", Instead::Files(&[".docx"])),
    (&["rtf"], "Rich Text", Instead::Files(&[".docx", ".txt"])),
    (&["pages"], "Pages", Instead::Files(&[".docx", ".txt"])),
    (&["pdf"], "PDF", Instead::Files(&[".docx", ".txt"])),
    (
        &["mx24", "mx22", "mx20", "mx18", "mx12", "mex24", "mex22", "mex20"],
        "MAXQDA",
        Instead::Project,
    ),
    (&["nvp", "nvpx", "nvcx"], "NVivo", Instead::Project),
    (&["atlproj", "atlcb", "hpr7"], "ATLAS.ti", Instead::Project),
    (&["qrk"], "Quirkos", Instead::Project),
    (&["rqda"], "RQDA", Instead::Qualcoder),
];

/// Files of an ending in lower case with what to do about them, if they are those of a program that
/// is known and not read.
pub(super) fn unread(extension: &str) -> Option<Content> {
    let (_, program, instead) = UNREAD.iter().find(|(endings, ..)| endings.contains(&extension))?;
    Some(Content::unused(move |words| match instead {
        Instead::Files(endings) => (words.unread_program)(program, endings),
        Instead::Project => (words.unread_project)(program),
        Instead::Qualcoder => (words.unread_by_qualcoder)(program),
    }))
}
