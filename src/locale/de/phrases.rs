//! German: names and phrases.

use crate::clustering::Verdict;
use crate::locale::Quantifier;
use crate::manifest::{Facet, PersonaKind};
use crate::sources::SourceKind;

pub(super) fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Goal => "Ziele",
        Facet::PainPoint => "Schwierigkeiten",
        Facet::Behaviour => "Verhalten",
        Facet::Motivation => "Beweggründe",
        Facet::Context => "Umfeld",
        Facet::RoleInDomain => "Aufgabe im Fach",
        Facet::Tool => "Werkzeuge",
        Facet::Channel => "Kanäle",
        Facet::ContentFormat => "Formate",
        Facet::Trigger => "Auslöser",
        Facet::Objection => "Einwände",
        Facet::DecisionCriterion => "Entscheidungskriterien",
        Facet::SuccessMetric => "Erfolgsmaße",
        Facet::Influence => "Einfluss",
        Facet::BudgetAuthority => "Budgethoheit",
        Facet::PriceSensitivity => "Preisempfindlichkeit",
        Facet::Value => "Werte",
        Facet::JourneyStage => "Schritt der Reise",
        Facet::Outcome => "Ausgang",
        Facet::Firmographic => "Organisation",
        Facet::Location => "Ort",
        Facet::Demographic => "Demografie",
    }
}

pub(super) fn kind(kind: PersonaKind) -> &'static str {
    match kind {
        PersonaKind::User => "Nutzende",
        PersonaKind::Buyer => "Kaufende",
        PersonaKind::Customer => "Kundschaft",
        PersonaKind::DecisionMaker => "Entscheidende",
        PersonaKind::Influencer => "Einflussnehmende",
        PersonaKind::WebsiteVisitor => "Website-Besuch",
        PersonaKind::Negative => "nicht zu Bedienende",
    }
}

pub(super) fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Interviews => "Interviews",
        SourceKind::Survey => "Umfrage",
        SourceKind::Crm => "CRM",
        SourceKind::Codebook => "Codebuch",
        SourceKind::Cases => "Fälle",
        SourceKind::Caller => "außerhalb berechnet",
    }
}

pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Natural => "natürlich",
        Verdict::Reproducible => "wiederholbar",
        Verdict::Constructed => "konstruiert",
        Verdict::None => "keine",
    }
}

pub(super) fn quantifier(many: Quantifier) -> &'static str {
    match many {
        Quantifier::NearlyAll => "fast alle",
        Quantifier::Most => "die meisten",
        Quantifier::MoreThanHalf => "mehr als die Hälfte von ihnen",
        Quantifier::AboutHalf => "etwa die Hälfte von ihnen",
        Quantifier::Some => "einige",
        Quantifier::Few => "wenige",
    }
}

pub(super) fn speak_of(facet: Facet, thing: &str) -> String {
    match facet {
        Facet::Goal => format!("nennen {thing} als Ziel"),
        Facet::PainPoint => format!("nennen {thing} als Schwierigkeit"),
        Facet::Behaviour => format!("berichten {thing}"),
        Facet::Motivation => format!("bewegt {thing}"),
        Facet::Tool => format!("arbeiten mit {thing}"),
        Facet::Channel => format!("erreicht man über {thing}"),
        Facet::ContentFormat => format!("nutzen {thing}"),
        Facet::Trigger => format!("nennen {thing} als Auslöser der Suche"),
        Facet::Objection => format!("nennen {thing} als Einwand"),
        Facet::DecisionCriterion => format!("entscheiden nach {thing}"),
        Facet::SuccessMetric => format!("messen den Erfolg an {thing}"),
        Facet::Value => format!("halten {thing} hoch"),
        Facet::JourneyStage => format!("stehen bei {thing}"),
        Facet::Outcome => format!("endeten mit {thing}"),
        Facet::RoleInDomain => format!("arbeiten als {thing}"),
        Facet::Firmographic | Facet::Location | Facet::Demographic => format!("beschreibt {thing}"),
        _ => format!("nennen {thing}"),
    }
}

pub(super) fn step(facet: Facet, thing: &str) -> String {
    match facet {
        Facet::Goal => format!("Gewollt wird: {thing}."),
        Facet::Trigger => format!("Es beginnt mit {thing}."),
        Facet::Behaviour => format!("Getan wird: {thing}."),
        Facet::Tool => format!("Zur Hand ist: {thing}."),
        Facet::PainPoint => format!("Im Weg steht: {thing}."),
        Facet::DecisionCriterion => format!("Es entscheidet: {thing}."),
        Facet::Objection => format!("Dagegen spricht: {thing}."),
        Facet::SuccessMetric => format!("Beurteilt wird es danach an {thing}."),
        _ => format!("Dazu kommt {thing}."),
    }
}
