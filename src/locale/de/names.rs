//! German: names of things that sentences of findings have in common.

use crate::locale::plural::counted;
use crate::manifest::Facet;
use crate::sources::Scale;

/// An aspect in the singular.
pub(super) fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Goal => "Ziel",
        Facet::PainPoint => "Schwierigkeit",
        Facet::Behaviour => "Verhalten",
        Facet::Motivation => "Beweggrund",
        Facet::Context => "Umfeld",
        Facet::RoleInDomain => "Aufgabe im Fach",
        Facet::Tool => "Werkzeug",
        Facet::Channel => "Kanal",
        Facet::ContentFormat => "Format",
        Facet::Trigger => "Auslöser",
        Facet::Objection => "Einwand",
        Facet::DecisionCriterion => "Entscheidungskriterium",
        Facet::SuccessMetric => "Erfolgsmaß",
        Facet::Influence => "Einfluss",
        Facet::BudgetAuthority => "Budgethoheit",
        Facet::PriceSensitivity => "Preisempfindlichkeit",
        Facet::Value => "Wert",
        Facet::JourneyStage => "Schritt der Reise",
        Facet::Outcome => "Ausgang",
        Facet::Firmographic => "Organisation",
        Facet::Location => "Ort",
        Facet::Demographic => "Demografie",
    }
}

/// A scale, as the name of what a column holds.
pub(super) fn scale(scale: Scale) -> &'static str {
    match scale {
        Scale::Nominal => "ungeordnete Antworten",
        Scale::Ordinal => "geordnete Antworten",
        Scale::Multiple => "Mehrfachnennungen",
        Scale::Count => "Anzahl",
        Scale::Numeric => "Zahlen",
        Scale::OpenText => "freier Text",
        Scale::Identifier => "Kennung",
        Scale::Date => "Datum",
        Scale::Personal => "Angaben zur Person",
        Scale::Derived => "abgeleitet",
        Scale::Constant => "ein einziger Wert",
        Scale::Empty => "leer",
    }
}

/// `1 Person`, `3 Befragte`.
pub(super) fn people(number: usize) -> String {
    counted(number, "Person", "Befragte")
}

/// Number of people after `von`, which takes the dative.
pub(super) fn of_people(number: usize) -> String {
    counted(number, "Person", "Befragten")
}

/// `1 Gruppe`, `3 Gruppen`.
pub(super) fn groups(number: usize) -> String {
    counted(number, "Gruppe", "Gruppen")
}

/// Words of the data, in German quotation marks.
pub(super) fn quote(text: &str) -> String {
    format!("„{text}“")
}
