//! Findings of drafting personas.

use crate::clustering::findings::ClusteringFinding;
use crate::finding::{Finding, Level, Sentences, SubjectPart, findings};
use crate::ids::PersonaId;
use crate::indicators::findings::IndicatorsFinding;
use crate::locale::{English, German, PersonasSentences};
use crate::manifest::{Facet, PersonaKind};
use crate::sources::findings::SourcesFinding;
use crate::study::findings::StudyFinding;

findings! {
    /// Findings of drafting personas.
    PersonasFinding:

    /// Groups too small to describe.
    SmallGroup [kind: PersonaKind, group: usize] { size: usize } = Warning "small-group";
    /// A name of a person, an e-mail or the like was masked in a quote.
    QuoteMasked [] {} = Note "quote-masked";
    /// An indicator of an aspect that the respondent's kind does not have.
    WrongKind [kind: PersonaKind, facet: Facet] { indicator: String, respondents: usize }
        = Note "wrong-kind";
    /// A record where only people can tell.
    RecordAsWish [indicator: String] { facet: Facet } = Warning "record-as-wish";
    /// Words in a label or sentence that name who people are, judge them or claim a cause.
    DoubtfulWords [persona: PersonaId] { words: Vec<&'static str>, text: String }
        = Note "doubtful-words";
    /// A quote withheld for lack of consent.
    QuoteWithheld [] {} = Note "quote-withheld";
    /// Too few respondents to test claims on others than those who made the groups.
    ClaimsTentative [kind: PersonaKind] {} = Note "claims-tentative";
    /// Members who say one thing while records show another.
    SayDo [persona: PersonaId, topic: String] { with: usize, of: usize, affirmed: bool }
        = Warning "say-do";
    /// No real member shows the whole description.
    CompositeIsNobody [persona: PersonaId] { of: usize, claims: usize, nearly: usize }
        = Warning "composite-is-nobody";
    /// Respondents whose answers are those of another.
    CopiedRespondents [kind: PersonaKind]
        { respondents: usize, rows: usize, examples: Vec<String> } = Warning "copied-respondents";
    /// No survey or CRM to count people in.
    NoPopulation [kind: PersonaKind] {} = Note "no-population";
}

impl<'a> From<&'a PersonaId> for SubjectPart<'a> {
    fn from(id: &'a PersonaId) -> Self {
        Self::Text(id.as_str())
    }
}

impl PersonasFinding {
    /// Id of the persona that the finding is about, if it is about one.
    pub(crate) fn persona_mut(&mut self) -> Option<&mut PersonaId> {
        match self {
            Self::DoubtfulWords { persona, .. }
            | Self::SayDo { persona, .. }
            | Self::CompositeIsNobody { persona, .. } => Some(persona),
            // Every finding is named, so that one added later is not forgotten.
            Self::SmallGroup { .. }
            | Self::QuoteMasked {}
            | Self::WrongKind { .. }
            | Self::RecordAsWish { .. }
            | Self::QuoteWithheld {}
            | Self::ClaimsTentative { .. }
            | Self::CopiedRespondents { .. }
            | Self::NoPopulation { .. } => None,
        }
    }

    fn sentence(&self, language: &dyn PersonasSentences) -> String {
        match self {
            Self::SmallGroup { kind, group, size } => language.small_group(*kind, *group, *size),
            Self::QuoteMasked {} => language.quote_masked(),
            Self::WrongKind { kind, facet, indicator, respondents } => {
                language.wrong_kind(*kind, *facet, indicator, *respondents)
            }
            Self::RecordAsWish { indicator, facet } => language.record_as_wish(indicator, *facet),
            Self::DoubtfulWords { persona, words, text } => {
                language.doubtful_words(persona.as_str(), words, text)
            }
            Self::QuoteWithheld {} => language.quote_withheld(),
            Self::ClaimsTentative { kind } => language.claims_tentative(*kind),
            Self::SayDo { persona, topic, with, of, affirmed: true } => {
                language.said_not_shown(persona.as_str(), topic, *with, *of)
            }
            Self::SayDo { persona, topic, with, of, affirmed: false } => {
                language.denied_but_shown(persona.as_str(), topic, *with, *of)
            }
            Self::CompositeIsNobody { persona, of, claims, nearly } => {
                language.composite_is_nobody(persona.as_str(), *of, *claims, *nearly)
            }
            Self::CopiedRespondents { kind, respondents, rows, examples } => {
                language.copied_respondents(*kind, *respondents, *rows, examples)
            }
            Self::NoPopulation { kind } => language.no_population(*kind),
        }
    }
}

impl Sentences for PersonasFinding {
    fn english(&self) -> String {
        self.sentence(&English)
    }

    fn german(&self) -> String {
        self.sentence(&German)
    }
}

impl Finding {
    /// Identifier and level of every possible finding, in the order of the stages.
    pub fn catalogue() -> impl Iterator<Item = (&'static str, Level)> {
        let stages = [
            SourcesFinding::CATALOGUE,
            StudyFinding::CATALOGUE,
            IndicatorsFinding::CATALOGUE,
            ClusteringFinding::CATALOGUE,
            PersonasFinding::CATALOGUE,
        ];
        stages.into_iter().flatten().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_unique_kebab_case() {
        let mut ids: Vec<&str> = Finding::catalogue().map(|(id, _)| id).collect();
        assert!(ids.iter().all(|id| id.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}
