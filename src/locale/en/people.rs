//! English names of people, by kind.

use crate::locale::card::PeopleNames;
use crate::manifest::PersonaKind;

/// What people of a kind are called, wherever they are.
pub(super) fn people(kind: PersonaKind) -> PeopleNames {
    let names =
        |head, several, others, one| PeopleNames { head, several, among: several, others, one };
    match kind {
        PersonaKind::User => names("User", "users", "other users", "user"),
        PersonaKind::Buyer => names("Buyer", "buyers", "other buyers", "buyer"),
        PersonaKind::Customer => names("Customer", "customers", "other customers", "customer"),
        PersonaKind::DecisionMaker => {
            names("Decision-maker", "decision-makers", "other decision-makers", "decision-maker")
        }
        PersonaKind::Influencer => {
            names("Influencer", "influencers", "other influencers", "influencer")
        }
        PersonaKind::WebsiteVisitor => names("Visitor", "visitors", "other visitors", "visitor"),
        PersonaKind::Negative => {
            names("Poor fit", "people who do not fit", "others who do not fit", "does not fit")
        }
    }
}
