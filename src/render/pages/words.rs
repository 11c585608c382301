//! The words of the pages: those of the catalogue, in the language of the study, and the signs
//! beside them.

use std::fmt::Display;

use crate::locale::Words;
use crate::manifest::{Facet, PersonaKind};
use crate::personas::Grade;
use crate::sources::SourceKind;

/// What says things in the language of a study.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speech {
    pub(super) words: &'static Words,
}

impl Speech {
    /// A text of the pages with its gaps filled.
    pub(super) fn say(self, name: &str, values: &[(&str, &dyn Display)]) -> String {
        self.words.say(name, values)
    }

    /// Heading of the claims of an aspect.
    pub(super) fn facet(self, facet: Facet) -> String {
        self.say(&format!("facet_{facet}"), &[])
    }

    /// Respondents of a kind.
    pub(super) fn people(self, kind: PersonaKind) -> String {
        self.say(&format!("people_{kind}"), &[])
    }

    /// What a persona of a kind is called.
    pub(super) fn persona(self, kind: PersonaKind) -> String {
        self.say("persona_of", &[("kind", &upper_first((self.words.kind)(kind)))])
    }

    /// A share as people say it, for those who want no numbers.
    pub(super) fn spoken(self, share: f64) -> String {
        let name = match share {
            0.95.. => "nearly_all",
            0.85.. => "about_9_in_10",
            0.775.. => "about_8_in_10",
            0.7.. => "about_3_in_4",
            0.63.. => "about_2_in_3",
            0.55.. => "about_6_in_10",
            0.45.. => "about_half",
            0.37.. => "about_4_in_10",
            0.29.. => "about_1_in_3",
            0.22.. => "about_1_in_4",
            0.15.. => "about_1_in_5",
            0.075.. => "about_1_in_10",
            0.005.. => "hardly_any",
            _ => "none",
        };
        self.say(name, &[])
    }
}

/// A name of the catalogue, at the beginning of a line.
pub(super) fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
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
