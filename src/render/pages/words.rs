//! The words of the pages: those of the catalogue, in the language of the study, and the signs
//! beside them.

use crate::locale::Words;
use crate::manifest::{Facet, PersonaKind};
use crate::personas::Grade;
use crate::sources::SourceKind;

/// The texts of the pages in the language of a study.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speech {
    pub(super) words: &'static Words,
}

impl Speech {
    /// Heading of the claims of an aspect.
    pub(super) fn facet(self, facet: Facet) -> String {
        (self.words.page_of.facet)(facet).to_owned()
    }

    /// Respondents of a kind.
    pub(super) fn people(self, kind: PersonaKind) -> String {
        (self.words.page_of.kind)(kind).to_owned()
    }
}

/// Mark of a grade, beside its word.
pub(super) fn dots(grade: Grade) -> &'static str {
    match grade {
        Grade::Validated => "●●●",
        Grade::Supported => "●●○",
        Grade::Tentative => "●○○",
        Grade::Assumption => "○○○",
    }
}

/// Class of a kind of source, which has a shape.
pub(super) fn class(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Interviews => "s-iv",
        SourceKind::Survey => "s-sv",
        SourceKind::Crm | SourceKind::Codebook | SourceKind::Cases | SourceKind::Caller => "s-cr",
    }
}
