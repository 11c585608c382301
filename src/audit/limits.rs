//! What an audit does at most: a document comes from anywhere.

/// Bounds of an audit. What lies beyond is an error or is said to be unchecked, never dropped in
/// silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuditLimits {
    /// Bytes of a document.
    pub bytes: u64,
    /// Characters of its text.
    pub characters: usize,
    /// Quotations of a document that are checked.
    pub quotations: usize,
    /// Words of a quotation beyond which only its exact words are looked for.
    pub words: usize,
    /// Sentences whose numbers and evidence are checked.
    pub sentences: usize,
}

impl Default for AuditLimits {
    /// 64 MiB, 20 million characters, 10,000 quotations, 400 words of each, 50,000 sentences.
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            characters: 20_000_000,
            quotations: 10_000,
            words: 400,
            sentences: 50_000,
        }
    }
}
