//! Interviews in a file or folder, whatever tool wrote it.

use std::ops::Range;

use super::codebook::Codebook;
use super::segments::CodedSegments;
use super::transcript::Transcript;

/// Transcripts, the segments coded in them, the codebook, and the cases; each may be absent. A
/// folder of transcripts has only the first, an export of highlights only the second, a project of
/// an analysis program all of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Interviews {
    /// Interviews, in the order of the file or of their names.
    pub transcripts: Vec<Transcript>,
    /// Coded segments, if the file is of a kind that has some.
    pub segments: Option<CodedSegments>,
    /// Codes with their definitions, if the file has them.
    pub codebook: Option<Codebook>,
    /// Respondents and documents as the file describes them.
    pub cases: Vec<Case>,
    /// Number of codes on segments that made no coded segment; findings name them.
    pub set_aside: usize,
}

impl Interviews {
    /// Number of records, those set aside included: codes on segments, or else transcripts, or else
    /// codes of the codebook.
    #[must_use]
    pub fn records(&self) -> usize {
        match (&self.segments, &self.codebook) {
            (Some(segments), _) => segments.segments.len() + self.set_aside,
            (None, Some(codebook)) if self.transcripts.is_empty() => codebook.codes().len(),
            _ => self.transcripts.len(),
        }
    }
}

/// One respondent or document as a project of an analysis program describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    /// Name of the respondent; `None` if the program describes only documents.
    pub name: Option<String>,
    /// Positions of the transcripts that belong entirely to the respondent.
    pub transcripts: Vec<u32>,
    /// Stretches of transcripts that belong to the respondent, in code points, if several share
    /// one.
    pub parts: Vec<(u32, Range<u32>)>,
    /// Variables and their values, such as `Age group` and `30 to 39`.
    pub attributes: Vec<(String, String)>,
}
