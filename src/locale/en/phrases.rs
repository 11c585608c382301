//! English: names and phrases.

use crate::locale::Quantifier;
use crate::manifest::Facet;
use crate::sources::SourceKind;

pub(super) fn quantifier(many: Quantifier) -> &'static str {
    match many {
        Quantifier::NearlyAll => "nearly all",
        Quantifier::Most => "most",
        Quantifier::MoreThanHalf => "more than half",
        Quantifier::AboutHalf => "about half",
        Quantifier::Some => "some",
        Quantifier::Few => "a few",
    }
}

pub(super) fn speak_of(facet: Facet, thing: &str) -> String {
    match facet {
        Facet::Goal => format!("name {thing} as a goal"),
        Facet::PainPoint => format!("name {thing} as trouble"),
        Facet::Behaviour => format!("report {thing}"),
        Facet::Motivation => format!("are moved by {thing}"),
        Facet::Tool => format!("work with {thing}"),
        Facet::Channel => format!("are reached by {thing}"),
        Facet::ContentFormat => format!("take in {thing}"),
        Facet::Trigger => format!("name {thing} as what set off the search"),
        Facet::Objection => format!("name {thing} as an objection"),
        Facet::DecisionCriterion => format!("decide by {thing}"),
        Facet::SuccessMetric => format!("measure success by {thing}"),
        Facet::Value => format!("hold {thing} dear"),
        Facet::JourneyStage => format!("stand at {thing}"),
        Facet::Outcome => format!("ended with {thing}"),
        Facet::RoleInDomain => format!("work as {thing}"),
        Facet::Firmographic | Facet::Location | Facet::Demographic => {
            format!("are described by {thing}")
        }
        _ => format!("name {thing}"),
    }
}

pub(super) fn step(facet: Facet, thing: &str) -> String {
    match facet {
        Facet::Goal => format!("What is wanted: {thing}."),
        Facet::Trigger => format!("It begins with {thing}."),
        Facet::Behaviour => format!("What is done: {thing}."),
        Facet::Tool => format!("What is at hand: {thing}."),
        Facet::PainPoint => format!("What gets in the way: {thing}."),
        Facet::DecisionCriterion => format!("What decides: {thing}."),
        Facet::Objection => format!("What speaks against it: {thing}."),
        Facet::SuccessMetric => format!("How it is judged afterwards: {thing}."),
        _ => format!("Then there is {thing}."),
    }
}

pub(super) fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Interviews
        | SourceKind::Survey
        | SourceKind::Crm
        | SourceKind::Codebook
        | SourceKind::Cases => kind.name(),
        SourceKind::Caller => "computed outside",
    }
}
