//! What the files of a folder are.

use std::collections::BTreeSet;

use super::codings::CodedDraft;
use super::projects::ProjectDraft;
use super::speakers::SpeakersDraft;
use crate::locale::ScaffoldWords;
use crate::sources::clue::FormatClue;
use crate::sources::{Format, Item, Table};

/// A file or folder with what it is.
pub(super) struct Found {
    /// Name of the source, unique in the draft.
    pub(super) id: String,
    /// Path from the folder, parts separated by `/`.
    pub(super) path: String,
    pub(super) content: Content,
}

impl Found {
    /// True for what respondents are read from.
    pub(super) fn has_people(&self) -> bool {
        match &self.content {
            Content::Transcripts { .. } | Content::Project(_) | Content::Rows { .. } => true,
            Content::Segments { draft, .. } => draft.alone,
            Content::Codebook { .. } | Content::Unused(_) => false,
        }
    }
}

pub(super) enum Content {
    /// A folder of transcripts or one transcript, and the pattern that finds respondents in their
    /// names.
    Transcripts {
        /// Names in lower case, without extensions.
        names: BTreeSet<String>,
        pattern: &'static str,
        speakers: SpeakersDraft,
    },
    /// A project of a program for qualitative analysis.
    Project(Box<ProjectDraft>),
    Segments {
        draft: Box<CodedDraft>,
        why: FormatClue,
    },
    Codebook {
        why: FormatClue,
    },
    /// Rows of respondents.
    Rows {
        table: Box<Table>,
        items: Vec<Item>,
        format: Format,
        why: FormatClue,
    },
    Unused(LeftOut),
}

impl Content {
    /// What is left out, for a reason in the words of the draft.
    pub(super) fn unused(why: impl Fn(&ScaffoldWords) -> String + 'static) -> Self {
        Self::Unused(LeftOut(Box::new(why)))
    }
}

/// Why a file is left out. It is put into words at the end: only all files together tell in which
/// language a draft is written.
pub(super) struct LeftOut(Box<dyn Fn(&ScaffoldWords) -> String>);

impl LeftOut {
    pub(super) fn told(&self, words: &ScaffoldWords) -> String {
        (self.0)(words)
    }
}
