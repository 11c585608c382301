//! Blocks of a document.

/// A paragraph, heading, item of a list, cell, or block quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::audit) struct Block {
    /// Its text, white space collapsed.
    pub(in crate::audit) text: String,
    pub(in crate::audit) kind: BlockKind,
    /// Line of the file that it begins in, from 1; of documents and slides the paragraph.
    pub(in crate::audit) line: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) enum BlockKind {
    Text,
    /// All of it is quoted.
    Quote,
}

/// Blocks as they are found.
#[derive(Debug, Default)]
pub(super) struct Blocks(pub(super) Vec<Block>);

impl Blocks {
    /// Adds a block unless it has no text.
    pub(super) fn add(&mut self, text: &str, kind: BlockKind, line: usize) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            self.0.push(Block { text, kind, line });
        }
    }
}
