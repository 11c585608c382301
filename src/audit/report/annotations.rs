//! An audit as workflow commands of GitHub, which it shows beside the lines of a document.

use super::super::checked::{Audit, Severity};
use super::about_quotation;
use super::text::about_number;
use crate::locale::Words;

impl Audit {
    /// A line for each finding to be mended or looked at: `::error file=…,line=…::…`.
    #[must_use]
    pub fn annotations(&self) -> String {
        let words = Words::of(self.language);
        let mut lines: Vec<(u32, Severity, String)> = Vec::new();
        for one in &self.quotations {
            let about =
                format!("{} — {}", words.quote(&one.quotation), about_quotation(words, one));
            lines.push((one.line, one.severity(), about));
        }
        for one in &self.numbers {
            let about = format!("{}: {}", one.sentence, about_number(words.audit, one));
            lines.push((one.line, one.severity(), about));
        }
        for one in &self.unsupported {
            let about = format!("{}: {}", one.sentence, words.audit.rests_on_nothing);
            lines.push((one.line, Severity::Doubtful, about));
        }
        lines.sort_by_key(|(line, ..)| *line);
        let command = |(line, severity, about): &(u32, Severity, String)| {
            let level = match severity {
                Severity::Serious => "error",
                Severity::Doubtful => "warning",
                Severity::Fine => return None,
            };
            let file = escaped(&self.document).replace(',', "%2C").replace(':', "%3A");
            Some(format!("::{level} file={file},line={line}::{}\n", escaped(about)))
        };
        lines.iter().filter_map(command).collect()
    }
}

/// A text in which no line ends, so that it is not taken for a further command.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
