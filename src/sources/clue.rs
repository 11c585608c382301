//! Clues by which the format of a source is recognised.

/// Clue by which the format of a source was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FormatClue {
    ProjectXml,
    CodebookXml,
    ArchivedRefiProject,
    ArchivedQualcoderProject,
    QualcoderFolder,
    #[cfg_attr(not(feature = "sqlite"), expect(dead_code, reason = "databases only"))]
    TaguetteTables,
    #[cfg_attr(not(feature = "sqlite"), expect(dead_code, reason = "databases only"))]
    QualcoderTables,
    WordProcessorDocument,
    TextDocument,
    WebVtt,
    SubRip,
    CueTimes,
    TaguetteHeader,
    SegmentsHeader,
    Codings,
    CodeMatrix,
    Framework,
    CodebookHeader,
    HubspotHeader,
    CrmHeader,
    NothingElse,
    StatedSegments,
    StatedAccounts,
    StatedAggregation,
}
