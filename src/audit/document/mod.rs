//! A document that is to be audited: Markdown, HTML, text, `.docx`, `.odt`, `.pptx`, or a result of
//! this crate as JSON.

mod block;
mod html;
mod json;
mod markdown;
mod text;

use std::path::Path;

pub(super) use block::{Block, BlockKind};

use super::limits::AuditLimits;
use crate::error::{ErrorKind, Result};
use crate::sources::{Prose, SourceFile};

/// A document as blocks of text. Nothing in it is trusted: it is only read.
///
/// ```
/// use persona_synthesis::audit::{AuditLimits, Document};
///
/// let text = "# Persona\n\nShe says “I ring them up myself”.\n";
/// let document = Document::from_bytes("persona.md", text, &AuditLimits::default())?;
/// assert_eq!(document.name(), "persona.md");
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    name: String,
    pub(super) blocks: Vec<Block>,
}

impl Document {
    /// Reads a document from the disk; what it is told by its content, then by the ending of its
    /// name.
    ///
    /// # Errors
    /// As [`from_bytes`](Self::from_bytes); [`ErrorKind::Read`] if it cannot be read or is no
    /// regular file.
    pub fn open(path: impl AsRef<Path>, limits: &AuditLimits) -> Result<Self> {
        let path = path.as_ref();
        let name = path.display().to_string();
        Self::of(SourceFile::from_path(path, name)?, limits)
    }

    /// Reads a document from memory; its name tells Markdown, HTML and JSON from text.
    ///
    /// # Errors
    /// [`ErrorKind::TooLarge`] beyond the limits; [`ErrorKind::Format`] for an archive that is no
    /// document, or JSON that is none; [`ErrorKind::Encoding`] for bytes that are no text.
    pub fn from_bytes(
        name: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
        limits: &AuditLimits,
    ) -> Result<Self> {
        Self::of(SourceFile::from_bytes(name, bytes)?, limits)
    }

    fn of(file: SourceFile, limits: &AuditLimits) -> Result<Self> {
        let too_large =
            |limit: u64, found: u64| ErrorKind::TooLarge { place: file.place(), limit, found };
        let bytes = file.bytes().len() as u64;
        if bytes > limits.bytes {
            return Err(too_large(limits.bytes, bytes).into());
        }
        let name = file.name().to_owned();
        let ending = Path::new(&name).extension().and_then(|ending| ending.to_str());
        let blocks = match (Prose::read(&file)?, ending.map(str::to_ascii_lowercase).as_deref()) {
            (Prose::Paragraphs(text), _) => text::paragraphs(&text),
            (Prose::Text(text), Some("md" | "markdown")) => markdown::blocks(&text),
            (Prose::Text(text), Some("html" | "htm" | "xhtml")) => html::blocks(&text),
            (Prose::Text(text), Some("json")) => json::blocks(&text, &file.place())?,
            (Prose::Text(text), _) => text::blocks(&text),
        };
        let characters: usize = blocks.iter().map(|block| block.text.chars().count()).sum();
        if characters > limits.characters {
            return Err(too_large(limits.characters as u64, characters as u64).into());
        }
        Ok(Self { name, blocks })
    }

    /// Name of the document.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

#[cfg(test)]
fn read(name: &str, text: &str) -> Vec<(String, BlockKind, u32)> {
    let document = Document::from_bytes(name, text, &AuditLimits::default()).unwrap();
    document.blocks.into_iter().map(|block| (block.text, block.kind, block.line)).collect()
}
