//! Suggested codings as a table, for a person to keep, edit or drop row by row.

use super::csv_text::CsvText;
use crate::coding::DraftedCoding;
use crate::locale::Words;
use crate::manifest::Language;
use crate::sources::{KEEP, SUGGESTED, WORDS};

/// The table `suggested-codes.csv`: a row a passage, with the columns `keep`, `code`, `words`,
/// `why`, `document`, `start`, `end` and `suggested`. As a source of a study it gives a coding for
/// each row with a mark in `keep`; a code that is still the one in `suggested` counts as one that
/// nobody edited.
#[must_use]
pub fn suggested_codes_csv<'a>(
    codings: impl IntoIterator<Item = &'a DraftedCoding>,
    language: Language,
) -> String {
    let words = Words::of(language);
    let header = [KEEP, "code", WORDS, "why", "document", "start", "end", SUGGESTED];
    let mut table = CsvText::new(header);
    for coding in codings {
        // Passages are told apart by their positions, so line breaks in their words do not matter.
        let said = coding.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let (start, end) = (coding.chars.start.to_string(), coding.chars.end.to_string());
        let why = (words.suggested_for)(&coding.basis);
        let code = coding.code.as_str();
        table.row(["", code, &said, &why, &coding.document, &start, &end, code]);
    }
    table.finish()
}
