//! Files of programs that are known and not read, with what to save instead.

/// A program by the ending of its files.
pub(super) struct Unread {
    pub(super) program: &'static str,
    /// What it can save that is read.
    pub(super) instead: &'static str,
}

const UNREAD: [(&[&str], Unread); 8] = [
    (&["dta"], Unread { program: "Stata", instead: ".csv or .sav" }),
    (&["sas7bdat", "xpt"], Unread { program: "SAS", instead: ".csv or .sav" }),
    (&["por"], Unread { program: "SPSS (portable)", instead: ".sav" }),
    (&["rds", "rdata", "rda"], Unread { program: "R", instead: ".csv or .parquet" }),
    (&["xls", "xlsb"], Unread { program: "Excel (old or binary)", instead: ".xlsx or .csv" }),
    (&["numbers"], Unread { program: "Numbers", instead: ".xlsx or .csv" }),
    (&["json", "jsonl", "ndjson"], Unread { program: "JSON", instead: ".csv or .parquet" }),
    (&["doc"], Unread { program: "Word (old)", instead: ".docx" }),
];

/// The program that files of an ending in lower case are of, if it is one of those.
pub(super) fn unread(extension: &str) -> Option<&'static Unread> {
    UNREAD.iter().find(|(endings, _)| endings.contains(&extension)).map(|(_, unread)| unread)
}
