//! An audit as Markdown.

use super::super::checked::{Audit, CheckedNumber, Severity};
use super::super::counted::NumberVerdict;
use super::about_quotation;
use crate::locale::{AuditTexts, Words};
use crate::render::escaped;

impl Audit {
    /// The audit as Markdown, worst first, in the language of the study.
    #[must_use]
    pub fn markdown(&self) -> String {
        let words = Words::of(self.language);
        let texts = words.audit;
        let mut text = format!("# {}\n\n", (texts.title)(&escaped(&self.document)));
        text.push_str(&format!("{}\n", self.counts(texts)));
        for (severity, heading) in [
            (Severity::Serious, texts.serious),
            (Severity::Doubtful, texts.doubtful),
            (Severity::Fine, texts.fine),
        ] {
            let lines = self.lines(words, severity);
            if !lines.is_empty() {
                text.push_str(&format!("\n## {heading}\n\n{}", lines.concat()));
            }
        }
        text
    }

    /// An item of a list for each finding of one severity, in the order of the document.
    fn lines(&self, words: &Words, severity: Severity) -> Vec<String> {
        let texts = words.audit;
        let mut lines: Vec<(usize, usize, String)> = Vec::new();
        for one in self.quotations.iter().filter(|one| one.severity() == severity) {
            let about = escaped(&about_quotation(words, one));
            let said = words.quote(&escaped(&one.quotation));
            lines.push((one.block, one.at.start, item(texts, one.line, &said, &about)));
        }
        for one in self.numbers.iter().filter(|one| one.severity() == severity) {
            let said = format!("{}: {}", escaped(&one.number), escaped(&one.sentence));
            let about = about_number(texts, one);
            lines.push((one.block, one.at.start, item(texts, one.line, &said, &about)));
        }
        if severity == Severity::Doubtful {
            for one in &self.unsupported {
                let said = escaped(&one.sentence);
                let about = texts.rests_on_nothing;
                lines.push((one.block, one.at.start, item(texts, one.line, &said, about)));
            }
        }
        lines.sort_by_key(|(block, at, _)| (*block, *at));
        lines.into_iter().map(|(.., line)| line).collect()
    }
}

fn item(texts: &AuditTexts, line: u32, said: &str, about: &str) -> String {
    format!("- {}: {said}  \n  {about}\n", (texts.line)(line))
}

/// The verdict on a number.
pub(super) fn about_number(texts: &AuditTexts, number: &CheckedNumber) -> String {
    let claim = number.claim.as_ref().map(|id| id.as_str()).unwrap_or_default();
    match number.verdict {
        NumberVerdict::Right if claim.is_empty() => texts.right.to_owned(),
        NumberVerdict::Right => format!("{} ({claim})", texts.right),
        NumberVerdict::Wrong => (texts.wrong)(claim, number.right.as_deref().unwrap_or_default()),
        NumberVerdict::NotCheckable => texts.not_checkable.to_owned(),
    }
}
