//! German: findings of drafting.

use super::German;
use super::names::{facet, people, quote};
use super::phrases::kind;
use crate::locale::personas::PersonasSentences;
use crate::locale::plural::counted;
use crate::manifest::{Facet, PersonaKind};

impl PersonasSentences for German {
    fn small_group(&self, of: PersonaKind, group: usize, size: usize) -> String {
        format!("Gruppe {group} der Art {} hat {}", quote(kind(of)), people(size))
    }

    fn quote_masked(&self) -> String {
        "personenbezogene Daten in einem Zitat sind unkenntlich gemacht".to_owned()
    }

    fn wrong_kind(
        &self,
        of: PersonaKind,
        aspect: Facet,
        indicator: &str,
        respondents: usize,
    ) -> String {
        format!(
            "Art {}: {} zu {} ({}); davon spricht eine Persona dieser Art nicht, daher weggelassen",
            quote(kind(of)),
            people(respondents),
            quote(indicator),
            facet(aspect)
        )
    }

    fn record_as_wish(&self, indicator: &str, aspect: Facet) -> String {
        format!(
            "{} ist ein Datensatz dessen, was geschah, und gilt als {}, was nur Menschen sagen \
             können; besser Verhalten, Umfeld oder Ausgang",
            quote(indicator),
            facet(aspect)
        )
    }

    fn doubtful_words(&self, persona: &str, words: &[&str], text: &str) -> String {
        format!(
            "{persona} ist in {} mit {} beschrieben: Worte der Quellen, die sagen, wer Menschen \
             sind, sie beurteilen oder eine Ursache behaupten",
            quote(text),
            words.join(", ")
        )
    }

    fn quote_withheld(&self) -> String {
        "befragte Person willigte nicht ein, zitiert zu werden; die Worte sind zurückgehalten"
            .to_owned()
    }

    fn claims_tentative(&self, of: PersonaKind) -> String {
        format!(
            "Art {}: zu wenige Befragte, um Aussagen an anderen zu prüfen als denen, aus denen die \
             Gruppen gebildet sind; Unterschiede gelten als vorläufig",
            quote(kind(of))
        )
    }

    fn said_not_shown(&self, persona: &str, topic: &str, with: usize, of: usize) -> String {
        format!(
            "{persona}: von {of} aus beidem bekannten Mitgliedern sagen {with} {}, während ihre \
             Datensätze anderes zeigen",
            quote(topic)
        )
    }

    fn denied_but_shown(&self, persona: &str, topic: &str, with: usize, of: usize) -> String {
        format!(
            "{persona}: von {of} aus beidem bekannten Mitgliedern verneinen {with} {}, während \
             ihre Datensätze es zeigen",
            quote(topic)
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
            "{persona}: keines von {of} Mitgliedern zeigt alle {claims} bestimmenden Aussagen \
             ({nearly} alle bis auf eine): die Beschreibung ist von niemand Bestimmtem"
        )
    }

    fn copied_respondents(
        &self,
        of: PersonaKind,
        respondents: usize,
        rows: usize,
        examples: &[String],
    ) -> String {
        let others = match respondents.saturating_sub(examples.len()) {
            0 => String::new(),
            others => format!(" und {others} weitere"),
        };
        format!(
            "Art {}: {respondents} Befragte teilen {} mit anderen, mehr als bei unabhängigen \
             Antworten innerhalb der Gruppen zu erwarten: {}{others}; sind es Kopien, so zählen sie \
             doppelt",
            quote(kind(of)),
            counted(rows, "Antwortzeile", "Antwortzeilen"),
            examples.join(", ")
        )
    }

    fn no_population(&self, of: PersonaKind) -> String {
        format!(
            "keine Umfrage und kein CRM hat Befragte der Art {}: Größen sind Zahlen von \
             Interviews, keine Anteile",
            quote(kind(of))
        )
    }
}
