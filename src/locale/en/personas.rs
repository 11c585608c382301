//! English: findings of drafting.

use super::English;
use crate::locale::personas::PersonasSentences;
use crate::locale::plural::counted;
use crate::manifest::{Facet, PersonaKind};

impl PersonasSentences for English {
    fn small_group(&self, kind: PersonaKind, group: usize, size: usize) -> String {
        let size = counted(size, "respondent", "respondents");
        format!("group {group} of kind {kind} has {size}")
    }

    fn quote_masked(&self) -> String {
        "personal data in a quote is masked".to_owned()
    }

    fn wrong_kind(
        &self,
        kind: PersonaKind,
        facet: Facet,
        indicator: &str,
        respondents: usize,
    ) -> String {
        let respondents = counted(respondents, "respondent", "respondents");
        format!(
            "{respondents} of kind {kind} speak of {indicator:?}, which is a {facet}; \
             a {kind} persona does not speak of that, so it is left out"
        )
    }

    fn record_as_wish(&self, indicator: &str, facet: Facet) -> String {
        format!(
            "{indicator:?} is a record of what happened but counts as a {facet}, which only people \
             can tell; better a behaviour, context or outcome"
        )
    }

    fn doubtful_words(&self, persona: &str, words: &[&str], text: &str) -> String {
        format!(
            "{persona} is described with {} in {text:?}: words of the sources that say who people \
             are, judge them or claim a cause",
            words.join(", ")
        )
    }

    fn quote_withheld(&self) -> String {
        "respondent did not consent to be quoted; the words are withheld".to_owned()
    }

    fn claims_tentative(&self, kind: PersonaKind) -> String {
        format!(
            "{kind}: too few respondents to test claims on others than those who made the groups; \
             differences are graded tentative"
        )
    }

    fn said_not_shown(&self, persona: &str, topic: &str, with: usize, of: usize) -> String {
        format!(
            "{persona}: of {of} members known from both, {with} say {topic:?} while their records \
             show otherwise"
        )
    }

    fn denied_but_shown(&self, persona: &str, topic: &str, with: usize, of: usize) -> String {
        format!(
            "{persona}: of {of} members known from both, {with} deny {topic:?} while their records \
             show it"
        )
    }

    fn composite_is_nobody(
        &self,
        persona: &str,
        of: usize,
        claims: usize,
        nearly: usize,
    ) -> String {
        format!(
            "{persona}: none of {of} members shows all {claims} defining claims ({nearly} show all \
             but one): the description is of nobody in particular"
        )
    }

    fn copied_respondents(
        &self,
        kind: PersonaKind,
        respondents: usize,
        rows: usize,
        examples: &[String],
    ) -> String {
        let others = match respondents.saturating_sub(examples.len()) {
            0 => String::new(),
            others => format!(" and {others} more"),
        };
        format!(
            "{kind}: {respondents} respondents share {} with another, more than independent answers \
             within groups would make: {}{others}; if they are copies, they count twice",
            counted(rows, "row of answers", "rows of answers"),
            examples.join(", ")
        )
    }

    fn no_population(&self, kind: PersonaKind) -> String {
        format!(
            "no survey or CRM has respondents of kind {kind}: sizes are counts of interviews, not \
             shares"
        )
    }
}
