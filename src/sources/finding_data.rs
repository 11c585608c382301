//! Data of findings of reading beside text and numbers. Readers make these values, so they import
//! nothing of the readers.

use crate::finding::SubjectPart;

/// Why something in a folder is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LeftOut {
    LinkToNowhere,
    LinkOutOfFolder,
    TooDeep { most: usize },
    Unreadable { error: String },
    NoFile(SpecialFile),
}

/// Something on disk that is neither a file nor a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SpecialFile {
    Folder,
    Pipe,
    Socket,
    Device,
    Unknown,
}

/// The values of a column that is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "parquet"),
    expect(dead_code, reason = "only Parquet files have such columns")
)]
pub(crate) enum UnreadColumn {
    Bytes,
    ListOrMap,
    OfType(String),
}

/// How well a way of counting positions fits the selections of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PositionsFit {
    /// Selections that fit, of how many.
    pub(crate) agree: usize,
    pub(crate) of: usize,
    /// Selections that the nearest other reading places elsewhere: how many, how many fit better
    /// by this reading, and how many by the other.
    pub(crate) differ: usize,
    pub(crate) here: usize,
    pub(crate) there: usize,
}

/// Something in a project that can carry a code and has no words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Wordless {
    DocumentWithoutText,
    WholeDocument,
    PageArea,
    Picture,
    #[cfg_attr(not(feature = "sqlite"), expect(dead_code, reason = "databases only"))]
    PictureOrPageArea,
    Recording,
    FurtherTranscript,
    #[default]
    Unknown,
}

impl From<&Wordless> for SubjectPart<'_> {
    fn from(wordless: &Wordless) -> Self {
        Self::Number(*wordless as usize)
    }
}

/// A part of a project that nothing is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ProjectPart {
    Graphs,
    Links,
    Notes,
    #[cfg_attr(not(feature = "sqlite"), expect(dead_code, reason = "databases only"))]
    Annotations,
    #[cfg_attr(not(feature = "sqlite"), expect(dead_code, reason = "databases only"))]
    Journals,
}

impl From<&ProjectPart> for SubjectPart<'_> {
    fn from(part: &ProjectPart) -> Self {
        Self::Number(*part as usize)
    }
}
