//! Words of the sources and their places, as Markdown.

use super::markup::entity;
use crate::locale::Words;
use crate::locator::{Locator, stretches};
use crate::personas::Evidence;
use crate::visible::is_acting;

/// Evidence in one line: its words, respondent and place.
pub(super) fn evidence_line(words: &Words, evidence: &Evidence) -> String {
    let place = place(words, &evidence.locator);
    // In a column per option an empty cell is an option that was not chosen.
    let said = match one_line(&evidence.quote) {
        empty if empty.is_empty() => words.not_chosen.to_owned(),
        said => translated(words, evidence, words.quote(&escaped(&shortened(&said)))),
    };
    format!("{said} — {} ({})", escaped(evidence.respondent.as_str()), escaped(&place))
}

/// Quoted words with their translation, if people gave one.
pub(super) fn translated(words: &Words, evidence: &Evidence, quoted: String) -> String {
    match evidence.translation.as_deref() {
        Some(text) => {
            let text = escaped(&one_line(text));
            format!("{quoted} {}", (words.page_of.card.translated)(&text))
        }
        None => quoted,
    }
}

/// The place of a piece of evidence in the words of a language, without the seal of a guarded one.
pub(super) fn place(words: &Words, locator: &Locator) -> String {
    match locator {
        Locator::Text { source, .. } if locator.is_sealed() => source.to_string(),
        Locator::Cell { source, column, .. } | Locator::Rows { source, column, .. }
            if locator.is_sealed() =>
        {
            format!("{source}, {}", words.quote(column))
        }
        Locator::Text { document, start, end, time, .. } => {
            let time = time.as_ref().map_or_else(String::new, |time| format!("{time}, "));
            let characters = (words.characters)(*start, *end);
            format!("{document}, {time}{characters}")
        }
        Locator::Cell { source, row, column, .. } => {
            format!("{source}, {}, {}", (words.row)(*row), words.quote(column))
        }
        Locator::Caller { indicator, row_key } => {
            let key = row_key
                .as_ref()
                .map_or_else(String::new, |key| format!(", {}", (words.caller_record)(key)));
            format!("{}{key}", (words.computed_outside)(indicator))
        }
        Locator::Rows { source, rows, column, .. } => {
            format!("{source}, {}, {}", (words.rows)(&stretches(rows)), words.quote(column))
        }
    }
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Long quotes are cut for the overview; the whole words are in `personas.json`.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 160;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} […]", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Text that Markdown shows as it is: no links, headings, markup or raw HTML from the data, and
/// nothing that a terminal acts on.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => {
                safe.push('\\');
                safe.push(c);
            }
            '<' | '>' | '&' => safe.extend(entity(c)),
            '\n' | '\r' => safe.push(' '),
            c if is_acting(c) => {}
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_write_markdown() {
        assert_eq!(escaped("<b>[x](y)</b>"), "&lt;b&gt;\\[x\\](y)&lt;/b&gt;");
        assert_eq!(escaped("a\u{202e}b\u{1b}\u{9b} | c"), "ab \\| c");
    }
}
