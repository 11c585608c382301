//! German: names and phrases.

use crate::clustering::Verdict;
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
