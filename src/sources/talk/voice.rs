//! Whose words a turn of a transcript is.

/// Speaker of a stretch of a transcript.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Voice {
    /// The respondent, whose words may become evidence.
    Respondent,
    /// One of several speakers whom nothing tells apart for sure. The words count as the
    /// respondent's and are never quoted.
    Unclear,
    /// The interviewer, whose words are never evidence.
    Interviewer,
    /// Probably the interviewer, by how the speaker asks; the words are no evidence.
    LikelyInterviewer,
    /// No speaker: a heading or a note before the first turn.
    Nobody,
}

impl Voice {
    /// Returns true if the words count as those of a respondent.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Respondent | Self::Unclear)
    }

    /// Returns true if it is not known for sure who speaks.
    #[must_use]
    pub fn is_doubtful(self) -> bool {
        matches!(self, Self::Unclear | Self::LikelyInterviewer)
    }
}
