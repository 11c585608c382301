//! The words of the pages, in one place, so that they can be had in another language.

use crate::personas::{Grade, Stance};
use crate::sources::SourceKind;
use crate::study::{Facet, PersonaKind};

/// Heading of the claims of an aspect.
pub(super) fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Goal => "Goals",
        Facet::PainPoint => "Pain points",
        Facet::Behaviour => "What they do",
        Facet::Motivation => "Why they want it",
        Facet::Context => "Context",
        Facet::RoleInDomain => "Their work",
        Facet::Tool => "Tools",
        Facet::Channel => "Where they look and are reached",
        Facet::ContentFormat => "What they read and watch",
        Facet::Trigger => "What sets off the purchase",
        Facet::Objection => "What stops the deal",
        Facet::DecisionCriterion => "What decides",
        Facet::SuccessMetric => "How they tell it was worth it",
        Facet::Influence => "Who else decides",
        Facet::BudgetAuthority => "Who holds the budget",
        Facet::PriceSensitivity => "How much the price matters",
        Facet::Value => "What they hold dear",
        Facet::JourneyStage => "Where they stand on the way",
        Facet::Outcome => "How it ended",
        Facet::Firmographic => "Their organisation",
        Facet::Location => "Where they are",
        Facet::Demographic => "Who they are",
    }
}

/// What a persona of a kind is called.
pub(super) fn kind(kind: PersonaKind) -> &'static str {
    match kind {
        PersonaKind::User => "User persona",
        PersonaKind::Buyer => "Buyer persona",
        PersonaKind::Customer => "Customer persona",
        PersonaKind::DecisionMaker => "Decision-maker persona",
        PersonaKind::Influencer => "Influencer persona",
        PersonaKind::WebsiteVisitor => "Website visitor persona",
        PersonaKind::Negative => "Negative persona: not to be served",
    }
}

/// Respondents of a kind.
pub(super) fn people(kind: PersonaKind) -> &'static str {
    match kind {
        PersonaKind::User => "users",
        PersonaKind::Buyer => "buyers",
        PersonaKind::Customer => "customers",
        PersonaKind::DecisionMaker => "decision-makers",
        PersonaKind::Influencer => "influencers",
        PersonaKind::WebsiteVisitor => "website visitors",
        PersonaKind::Negative => "people not to be served",
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

/// Class and word of a kind of source.
pub(super) fn source(kind: SourceKind) -> (&'static str, &'static str) {
    match kind {
        SourceKind::Interviews => ("s-iv", "interviewed"),
        SourceKind::Survey => ("s-sv", "in the survey"),
        SourceKind::Crm => ("s-cr", "in the CRM"),
        SourceKind::Codebook | SourceKind::Cases => ("s-cr", "cases"),
    }
}

/// What a kind of source says of a claim, where that is not plain.
pub(super) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Differs => ", no difference",
        Stance::Carries | Stance::NotCompared | Stance::NotAsked => "",
    }
}

/// A share as people say it, for those who want no numbers.
pub(super) fn spoken(share: f64) -> &'static str {
    match share {
        0.95.. => "nearly all",
        0.85.. => "about 9 in 10",
        0.775.. => "about 8 in 10",
        0.7.. => "about 3 in 4",
        0.63.. => "about 2 in 3",
        0.55.. => "about 6 in 10",
        0.45.. => "about half",
        0.37.. => "about 4 in 10",
        0.29.. => "about 1 in 3",
        0.22.. => "about 1 in 4",
        0.15.. => "about 1 in 5",
        0.075.. => "about 1 in 10",
        0.005.. => "hardly any",
        _ => "none",
    }
}
