//! Plain text, and paragraphs of documents.

use super::block::{Block, BlockKind, Blocks};

/// A block per paragraph.
pub(super) fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Blocks::default();
    for (number, line) in text.lines().enumerate() {
        blocks.add(line, BlockKind::Text, number + 1);
    }
    blocks.0
}

/// A block per stretch of lines without an empty one; lines that begin with `>` are quoted.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Blocks::default();
    let (mut open, mut kind, mut first) = (String::new(), BlockKind::Text, 1);
    for (number, line) in text.lines().enumerate() {
        let (own, bare) = match line.trim_start().strip_prefix('>') {
            Some(rest) => (BlockKind::Quote, rest.trim_start_matches(['>', ' '])),
            None => (BlockKind::Text, line),
        };
        // An item of a list or a label begins a block of its own.
        let begins = bare.trim_start().starts_with(['-', '*', '•', '–']);
        if line.trim().is_empty() || own != kind || begins {
            blocks.add(&std::mem::take(&mut open), kind, first);
            first = number + 1;
        }
        if open.is_empty() {
            first = number + 1;
        }
        kind = own;
        open.push_str(bare);
        open.push(' ');
        if open.trim().is_empty() {
            open.clear();
        }
    }
    blocks.add(&open, kind, first);
    blocks.0
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    #[test]
    fn paragraphs_and_quoted_lines_are_blocks() {
        let text = "One\nand two\n\n> quoted\n> words\nafter\n- an item\n";
        let wanted = [
            ("One and two", BlockKind::Text, 1),
            ("quoted words", BlockKind::Quote, 4),
            ("after", BlockKind::Text, 6),
            ("- an item", BlockKind::Text, 7),
        ];
        let wanted = wanted.map(|(text, kind, line)| (text.to_owned(), kind, line));
        assert_eq!(read("notes.txt", text), wanted);
    }
}
