//! How a column follows from others.

/// How a column follows from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Derivation {
    /// The formula of a survey tool.
    Formula,
    /// The same answers, perhaps in other words or as codes.
    Copy,
    /// Answers joined into fewer.
    Recode,
    /// A number cut into bands.
    Bands,
    /// A sum, a mean or a difference.
    Sum,
    /// A product or a ratio.
    Product,
    /// The year, month or another part of a date.
    DatePart,
}
