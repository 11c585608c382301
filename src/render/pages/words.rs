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

    /// The name of a persona of a kind.
    pub(super) fn persona(self, kind: PersonaKind) -> String {
        (self.words.page_of.persona_of)(&upper_first((self.words.kind)(kind)))
    }

    /// A share as people say it, for those who want no numbers.
    pub(super) fn spoken(self, share: f64) -> String {
        let page = &self.words.page;
        let text = match share {
            0.95.. => page.nearly_all,
            0.85.. => page.about_9_in_10,
            // Borders lie half-way between neighbouring words, so that each share gets the nearest
            // one.
            0.775.. => page.about_8_in_10,
            0.7.. => page.about_3_in_4,
            0.63.. => page.about_2_in_3,
            0.55.. => page.about_6_in_10,
            0.45.. => page.about_half,
            0.37.. => page.about_4_in_10,
            0.29.. => page.about_1_in_3,
            0.22.. => page.about_1_in_4,
            0.15.. => page.about_1_in_5,
            0.075.. => page.about_1_in_10,
            0.005.. => page.hardly_any,
            _ => page.none,
        };
        text.to_owned()
    }
}

/// An adjusted p-value to three digits.
pub(super) fn p_value(p_adjusted: f64) -> String {
    if p_adjusted < 0.001 { "< 0.001".to_owned() } else { format!("{p_adjusted:.3}") }
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
