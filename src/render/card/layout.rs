//! Which aspects stand where on a card, by the kind of persona.

use crate::locale::CardHeading;
use crate::manifest::{Facet, PersonaKind};

/// A section: its heading, and the aspects whose claims stand below it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) heading: CardHeading,
    pub(super) facets: &'static [Facet],
}

/// The sections of a kind.
pub(super) struct Layout {
    /// Steps from left to right.
    pub(super) ribbon: &'static [Place],
    pub(super) middle: &'static [Place],
    pub(super) right: &'static [Place],
    /// Lines without drawings, below what is told in short.
    pub(super) left: Place,
}

const fn place(heading: CardHeading, facets: &'static [Facet]) -> Place {
    Place { heading, facets }
}

const USER: Layout = Layout {
    ribbon: &[],
    middle: &[
        place(CardHeading::Want, &[Facet::Goal, Facet::Motivation, Facet::Value]),
        place(CardHeading::InTheWay, &[Facet::PainPoint, Facet::Objection]),
    ],
    right: &[place(CardHeading::Do, &[Facet::Behaviour, Facet::Tool, Facet::Outcome])],
    left: place(CardHeading::Surroundings, &[Facet::Context, Facet::RoleInDomain]),
};

const BUYER: Layout = Layout {
    ribbon: &[
        place(CardHeading::SetsOff, &[Facet::Trigger]),
        place(CardHeading::Looks, &[Facet::Channel, Facet::ContentFormat]),
        place(
            CardHeading::Weighs,
            &[Facet::DecisionCriterion, Facet::PriceSensitivity, Facet::SuccessMetric],
        ),
        place(CardHeading::WinsOver, &[Facet::Influence, Facet::BudgetAuthority]),
        place(CardHeading::NearlyStops, &[Facet::Objection]),
        place(CardHeading::Closes, &[Facet::Behaviour, Facet::Outcome, Facet::JourneyStage]),
    ],
    middle: &[],
    right: &[],
    left: place(
        CardHeading::Firm,
        &[Facet::Firmographic, Facet::Location, Facet::RoleInDomain, Facet::Goal],
    ),
};

const CUSTOMER: Layout = Layout {
    ribbon: &[
        place(
            CardHeading::CameBecause,
            &[Facet::Trigger, Facet::Channel, Facet::ContentFormat, Facet::DecisionCriterion],
        ),
        place(CardHeading::UsesFor, &[Facet::Goal, Facet::Behaviour, Facet::Tool]),
        place(CardHeading::Values, &[Facet::Value, Facet::SuccessMetric, Facet::Motivation]),
        place(
            CardHeading::StaysOrLeaves,
            &[Facet::Outcome, Facet::PainPoint, Facet::Objection, Facet::PriceSensitivity],
        ),
    ],
    middle: &[],
    right: &[],
    left: place(
        CardHeading::About,
        &[Facet::JourneyStage, Facet::RoleInDomain, Facet::Firmographic, Facet::Context],
    ),
};

const VISITOR: Layout = Layout {
    ribbon: &[],
    middle: &[
        place(CardHeading::Want, &[Facet::Goal, Facet::Motivation, Facet::Value]),
        place(CardHeading::Reached, &[Facet::ContentFormat, Facet::Channel]),
    ],
    right: &[
        place(CardHeading::Do, &[Facet::Behaviour, Facet::Tool, Facet::Outcome]),
        place(CardHeading::InTheWay, &[Facet::PainPoint, Facet::Objection]),
    ],
    left: place(CardHeading::Surroundings, &[Facet::Context, Facet::RoleInDomain]),
};

const NEGATIVE: Layout = Layout {
    ribbon: &[],
    middle: &[place(
        CardHeading::Recognised,
        &[Facet::Channel, Facet::Behaviour, Facet::Firmographic, Facet::Tool],
    )],
    right: &[place(
        CardHeading::Happened,
        &[Facet::Outcome, Facet::PainPoint, Facet::Objection, Facet::Goal],
    )],
    left: place(CardHeading::About, &[Facet::RoleInDomain, Facet::Context]),
};

/// The sections of a kind of persona.
pub(super) fn layout(kind: PersonaKind) -> &'static Layout {
    match kind {
        PersonaKind::User => &USER,
        PersonaKind::Buyer | PersonaKind::DecisionMaker | PersonaKind::Influencer => &BUYER,
        PersonaKind::Customer => &CUSTOMER,
        PersonaKind::WebsiteVisitor => &VISITOR,
        PersonaKind::Negative => &NEGATIVE,
    }
}

impl Layout {
    /// Aspects that no section names: they follow at the left, so that nothing is lost.
    pub(super) fn unplaced(&self) -> impl Iterator<Item = Facet> {
        let places = || self.ribbon.iter().chain(self.middle).chain(self.right);
        let is_placed = move |facet: &Facet| {
            places().any(|place| place.facets.contains(facet)) || self.left.facets.contains(facet)
        };
        Facet::ALL.iter().copied().filter(move |facet| !is_placed(facet))
    }
}

/// The heading of what holds of fewer than of the others.
pub(super) fn less_heading(kind: PersonaKind, facet: Facet) -> CardHeading {
    match facet {
        Facet::Trigger => CardHeading::SetsOffLess,
        Facet::DecisionCriterion | Facet::PriceSensitivity => CardHeading::DoesNotMove,
        Facet::Objection | Facet::PainPoint if kind.buys() => CardHeading::DoesNotMove,
        Facet::PainPoint | Facet::Objection => CardHeading::NotTheirTrouble,
        Facet::Goal | Facet::Motivation | Facet::Value => CardHeading::WantLess,
        Facet::Behaviour | Facet::Tool | Facet::Channel | Facet::ContentFormat => {
            CardHeading::DoLess
        }
        _ => CardHeading::LessOften,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_aspect_has_one_place_on_each_card() {
        for kind in PersonaKind::ALL {
            let layout = layout(*kind);
            let places = layout.ribbon.iter().chain(layout.middle).chain(layout.right);
            let placed: Vec<Facet> =
                places.chain([&layout.left]).flat_map(|place| place.facets).copied().collect();
            let rest: Vec<Facet> = layout.unplaced().collect();
            for facet in Facet::ALL {
                let times = placed.iter().chain(&rest).filter(|of| *of == facet).count();
                assert_eq!(times, 1, "{kind} {facet}");
            }
        }
    }
}
