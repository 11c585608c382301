//! An audit as Markdown and as a page.

mod annotations;
mod page;
mod text;

use super::checked::{Audit, CheckedQuotation, QuotedPlace, SpeakerKind};
use super::quoted::{QuotationVerdict, Typography, WordChange};
use super::serious::Turned;
use crate::locale::{AuditTexts, Words, percent};

impl Audit {
    /// How many of each, in a line.
    pub(super) fn counts(&self, texts: &AuditTexts) -> String {
        let all = [
            (self.quotations.len(), texts.quotations),
            (self.numbers.len(), texts.numbers),
            (self.unsupported.len(), texts.unsupported),
            (self.unchecked, texts.unchecked),
        ];
        let some: Vec<String> =
            all.iter().filter(|(number, _)| *number > 0).map(|(number, of)| of(*number)).collect();
        if some.is_empty() { texts.nothing.to_owned() } else { some.join(", ") }
    }
}

/// The verdict on a quotation in a line, with what was changed and where the words stand.
fn about_quotation(words: &Words, quotation: &CheckedQuotation) -> String {
    let texts = words.audit;
    let mut parts = vec![verdict(texts, quotation.verdict).to_owned()];
    parts.extend(quotation.changes.iter().map(|change| about_change(texts, change)));
    parts.extend(quotation.typography.iter().map(|of| typography(texts, *of).to_owned()));
    if let Some(respondent) = &quotation.ascribed_to {
        parts.push((texts.ascribed)(respondent.as_str()));
    }
    let mut line = parts.join("; ");
    // Of a quotation that was put together each place, else the first.
    let shown = match quotation.verdict {
        QuotationVerdict::Stitched => quotation.places.len(),
        _ => 1,
    };
    for place in quotation.places.iter().take(shown) {
        let said = about_place(words, place);
        let near = quotation.verdict == QuotationVerdict::NotFound;
        line.push_str(". ");
        line.push_str(&match near {
            true => (texts.nearest)(&said, &place.words, &percent(quotation.likeness)),
            false => (texts.said_by)(&said, &place.words),
        });
    }
    let more = quotation.places.len().saturating_sub(shown);
    if more > 0 {
        line.push_str(&format!(" {}", (texts.further)(more)));
    }
    line
}

/// Who says it and where.
fn about_place(words: &Words, place: &QuotedPlace) -> String {
    let texts = words.audit;
    let who = match (&place.respondent, place.speaker) {
        (Some(respondent), _) => respondent.as_str(),
        (None, SpeakerKind::Respondent) => texts.respondent,
        (None, SpeakerKind::Interviewer) => texts.interviewer,
        (None, SpeakerKind::Answer) => texts.answer,
    };
    match &place.locator {
        Some(locator) => format!("{who} ({})", locator.in_words()),
        None => who.to_owned(),
    }
}

fn about_change(texts: &AuditTexts, change: &WordChange) -> String {
    let what = match (change.said.is_empty(), change.quoted.is_empty()) {
        (true, _) => (texts.put_in)(&change.quoted),
        (_, true) => (texts.left_out)(&change.said),
        _ => (texts.replaced)(&change.said, &change.quoted),
    };
    let turned: Vec<&str> = change.turned.iter().map(|of| turns(texts, *of)).collect();
    if turned.is_empty() { what } else { format!("{what} ({})", turned.join(", ")) }
}

fn verdict(texts: &AuditTexts, verdict: QuotationVerdict) -> &'static str {
    match verdict {
        QuotationVerdict::Verbatim => texts.verbatim,
        QuotationVerdict::Shortened => texts.shortened,
        QuotationVerdict::Altered => texts.altered,
        QuotationVerdict::Stitched => texts.stitched,
        QuotationVerdict::AnotherSpeaker => texts.another_speaker,
        QuotationVerdict::NotFound => texts.not_found,
    }
}

fn turns(texts: &AuditTexts, turned: Turned) -> &'static str {
    let [negation, number, name, comparison] = texts.turned;
    match turned {
        Turned::Negation => negation,
        Turned::Number => number,
        Turned::Name => name,
        Turned::Comparison => comparison,
    }
}

fn typography(texts: &AuditTexts, of: Typography) -> &'static str {
    let [case, letters, punctuation, brackets] = texts.typography;
    match of {
        Typography::Case => case,
        Typography::Letters => letters,
        Typography::Punctuation => punctuation,
        Typography::Brackets => brackets,
    }
}
