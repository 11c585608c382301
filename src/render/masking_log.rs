//! The masked places, for the team of the study alone.

use std::collections::BTreeSet;

use super::csv_text::CsvText;
use crate::personas::PersonaSet;
use crate::study::{Study, UNCLEAR, WITHHELD};

/// The first line of the file.
const REMARK: &str = "# Internal: where personal data was masked. Never hand this file on; \
    keep it apart from the shareable output.\n";

/// The file `masking-log.csv`: for every piece of masked evidence a row per kind of personal data,
/// with the number of replacements. It holds the places, not the words; but with the sources it
/// leads to everything that was masked, so never hand it on, as its first line says.
///
/// It is made of the set before it is [guarded](crate::personas::Draft::guarded).
#[must_use]
pub fn masking_log(personas: &PersonaSet, study: &Study) -> String {
    let mut table =
        CsvText::after(REMARK, ["evidence_id", "source", "locator", "category", "count"]);
    let mut known = BTreeSet::new();
    for evidence in
        personas.evidence().filter(|evidence| evidence.masked && known.insert(&evidence.id))
    {
        let words = study
            .resolve(&evidence.locator, 0)
            .map_or_else(|_| String::new(), |passage| passage.text);
        let replaced = match evidence.quote.as_str() {
            WITHHELD => vec![(WITHHELD, 1)],
            UNCLEAR => vec![(UNCLEAR, 1)],
            _ => study.masker().replaced(&words).into_iter().collect(),
        };
        for (mark, count) in replaced {
            let category = mark.trim_matches(['[', ']']);
            let (place, count) = (evidence.locator.in_words(), count.to_string());
            table.row([evidence.id.as_str(), evidence.source.as_str(), &place, category, &count]);
        }
    }
    table.finish()
}
