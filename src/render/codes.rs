//! Codes with the people who raise them, as a table.

use super::csv_text::CsvText;
use crate::coding::{CodeUse, PersonaCodeUse};
use crate::locale::Words;
use crate::personas::PersonaSet;

/// The codes of a study, for people.
pub(super) struct CodeTable {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    /// Number of codes that are in `codes.csv` alone.
    pub(super) more: usize,
}

/// As many codes as are shown to people.
const MOST_SHOWN: usize = 120;

impl CodeTable {
    /// The table; none without coded interviews.
    pub(super) fn of(personas: &PersonaSet) -> Option<Self> {
        let codes = &personas.coding.codes;
        let words = Words::of(personas.study.language);
        let first = codes.first()?;
        let several = codes.iter().any(|code| code.source != first.source);
        let mut header: Vec<String> =
            [words.code_name, words.code_people, words.code_mentions].map(str::to_owned).to_vec();
        header.extend(first.personas.iter().map(|of| of.persona.to_string()));
        let row = |code: &CodeUse| {
            let name = match several {
                true => format!("{}: {}", code.source, code.code),
                false => code.code.clone(),
            };
            let people = (words.people_of)(code.people, code.of);
            let mut row = vec![name, people, code.mentions.to_string()];
            let of_persona =
                |of: &PersonaCodeUse| (words.people_of_mentions)(of.people, of.of, of.mentions);
            row.extend(code.personas.iter().map(of_persona));
            row
        };
        let rows = codes.iter().take(MOST_SHOWN).map(row).collect();
        Some(Self { header, rows, more: codes.len().saturating_sub(MOST_SHOWN) })
    }
}

/// The codes of coded interviews with the people who raise them, the file `codes.csv`: a row a
/// code, with `people` of those `interviewed`, the number of `mentions`, and the same for each
/// persona. Only the header without coded interviews.
#[must_use]
pub fn codes_csv(personas: &PersonaSet) -> String {
    let codes = &personas.coding.codes;
    let mut header =
        ["source", "code", "people", "interviewed", "mentions"].map(str::to_owned).to_vec();
    for of in codes.first().iter().flat_map(|code| &code.personas) {
        let columns = ["people", "interviewed", "mentions"];
        header.extend(columns.map(|column| format!("{}_{column}", of.persona)));
    }
    let mut table = CsvText::new(header.iter().map(String::as_str));
    for code in codes {
        let mut row = vec![code.source.to_string(), code.code.clone()];
        row.extend([code.people, code.of, code.mentions].map(|number| number.to_string()));
        for of in &code.personas {
            row.extend([of.people, of.of, of.mentions].map(|number| number.to_string()));
        }
        table.row(row.iter().map(String::as_str));
    }
    table.finish()
}
