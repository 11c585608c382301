//! The codes of the interviews, as Markdown.

use crate::locale::Words;
use crate::personas::PersonaSet;
use crate::render::codes::CodeTable;
use crate::render::places::escaped;

/// The table of codes; nothing without coded interviews.
pub(super) fn codes_section(text: &mut String, words: &Words, personas: &PersonaSet) {
    let Some(CodeTable { header, rows, more }) = CodeTable::of(personas) else { return };
    text.push_str(&format!("## {}\n\n{}\n\n", words.codes, words.codes_intro));
    let mut line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    };
    line(&header);
    line(&vec!["---".to_owned(); header.len()]);
    rows.iter().for_each(|row| line(row));
    text.push('\n');
    if more > 0 {
        text.push_str(&format!("{}\n\n", (words.more_codes)(more)));
    }
}
