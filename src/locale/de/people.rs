//! German names of people, by kind.

use crate::locale::card::PeopleNames;
use crate::manifest::PersonaKind;

/// What people of a kind are called, wherever they are.
pub(super) fn people(kind: PersonaKind) -> PeopleNames {
    let names =
        |head, several, among, one| PeopleNames { head, several, among, others: "andere", one };
    match kind {
        PersonaKind::User => names(
            "Nutzende",
            "Nutzerinnen und Nutzer",
            "Nutzerinnen und Nutzern",
            "nutzende Person",
        ),
        PersonaKind::Buyer => names(
            "Kaufende",
            "Käuferinnen und Käufer",
            "Käuferinnen und Käufern",
            "kaufende Person",
        ),
        PersonaKind::Customer => {
            names("Kunden", "Kundinnen und Kunden", "Kundinnen und Kunden", "aus der Kundschaft")
        }
        PersonaKind::DecisionMaker => {
            names("Entscheidende", "Entscheidende", "Entscheidenden", "entscheidende Person")
        }
        PersonaKind::Influencer => names(
            "Einflussnehmende",
            "Einflussnehmende",
            "Einflussnehmenden",
            "Einfluss nehmende Person",
        ),
        PersonaKind::WebsiteVisitor => names(
            "Besuchende",
            "Besucherinnen und Besucher",
            "Besucherinnen und Besuchern",
            "besuchende Person",
        ),
        PersonaKind::Negative => names(
            "Nicht zu Bedienende",
            "nicht zu Bedienende",
            "nicht zu Bedienenden",
            "nicht zu bedienen",
        ),
    }
}
