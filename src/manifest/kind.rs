//! The kinds of persona, and the aspects of people that claims speak of.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Declares an enum whose variants have one name each, used in manifests and in the output.
macro_rules! named {
    (
        $(#[$doc:meta])+
        $type:ident { $($(#[$variant_doc:meta])+ $variant:ident = $name:literal,)+ }
    ) => {
        $(#[$doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        pub enum $type {
            $($(#[$variant_doc])+ $variant,)+
        }

        impl $type {
            /// All of them, in the order in which the output lists them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Name as a manifest states it and the output shows it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The one of this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

pub(super) use named;

/// Reads a value by the name that a manifest states; another name is an error that lists those
/// there are.
macro_rules! parsed {
    ($($type:ident $parameter:literal),+) => {
        $(impl std::str::FromStr for $type {
            type Err = crate::error::Error;

            fn from_str(name: &str) -> crate::error::Result<Self> {
                let known = Self::ALL.iter().map(|value| (value.name(), *value));
                crate::error::one_of($parameter, name, known)
            }
        })+
    };
}

pub(super) use parsed;

parsed!(PersonaKind "kind", Facet "facet");

named! {
    /// Whom a persona describes, and so which questions it must answer. Kinds are never blended:
    /// each is clustered apart.
    PersonaKind {
        /// Uses the product: for design.
        User = "user",
        /// Buys it: for marketing and sales.
        Buyer = "buyer",
        /// The whole relation, from the first contact to renewal.
        Customer = "customer",
        /// Decides within a group that buys.
        DecisionMaker = "decision-maker",
        /// Influences a group that buys.
        Influencer = "influencer",
        /// Came to the website.
        WebsiteVisitor = "website-visitor",
        /// Is not to be served.
        Negative = "negative",
    }
}

named! {
    /// The aspect of people that an indicator or a claim speaks of.
    Facet {
        /// What they want to reach.
        Goal = "goal",
        /// What stops or annoys them.
        PainPoint = "pain-point",
        /// What they do.
        Behaviour = "behaviour",
        /// Why they want it.
        Motivation = "motivation",
        /// Where and when they do it.
        Context = "context",
        /// Their work or part in the field.
        RoleInDomain = "role-in-domain",
        /// What else they use.
        Tool = "tool",
        /// Where they look and are reached.
        Channel = "channel",
        /// In what form they take in content.
        ContentFormat = "content-format",
        /// What sets off a purchase.
        Trigger = "trigger",
        /// What speaks against a purchase.
        Objection = "objection",
        /// What decides between offers.
        DecisionCriterion = "decision-criterion",
        /// How they tell that it was worth it.
        SuccessMetric = "success-metric",
        /// Who else decides, and whom they sway.
        Influence = "influence",
        /// Whether they hold the budget.
        BudgetAuthority = "budget-authority",
        /// How much the price matters.
        PriceSensitivity = "price-sensitivity",
        /// What they hold dear.
        Value = "value",
        /// Where they stand on the way to a purchase and after.
        JourneyStage = "journey-stage",
        /// How it ended: renewed, churned, unprofitable.
        Outcome = "outcome",
        /// Trade, size and other facts of their organisation.
        Firmographic = "firmographic",
        /// Where they are.
        Location = "location",
        /// Age, gender and other facts of the person. Describes, never defines.
        Demographic = "demographic",
    }
}

impl PersonaKind {
    /// The aspects that a persona of this kind answers; those without evidence are its gaps.
    #[must_use]
    pub fn facets(self) -> &'static [Facet] {
        match self {
            Self::User => &[
                Facet::Goal,
                Facet::PainPoint,
                Facet::Behaviour,
                Facet::Context,
                Facet::RoleInDomain,
                Facet::Tool,
            ],
            Self::Buyer | Self::DecisionMaker | Self::Influencer => &[
                Facet::Trigger,
                Facet::SuccessMetric,
                Facet::DecisionCriterion,
                Facet::Objection,
                Facet::Influence,
                Facet::BudgetAuthority,
                Facet::Channel,
                Facet::ContentFormat,
                Facet::PriceSensitivity,
                Facet::JourneyStage,
                Facet::Firmographic,
                Facet::Location,
            ],
            Self::Customer => &[
                Facet::Goal,
                Facet::PainPoint,
                Facet::Behaviour,
                Facet::JourneyStage,
                Facet::Channel,
                Facet::Value,
                Facet::Outcome,
            ],
            Self::WebsiteVisitor => {
                &[Facet::Goal, Facet::ContentFormat, Facet::Channel, Facet::Behaviour]
            }
            Self::Negative => &[Facet::Outcome, Facet::Behaviour, Facet::PainPoint, Facet::Channel],
        }
    }

    /// Whether it takes part in a purchase.
    #[must_use]
    pub fn buys(self) -> bool {
        matches!(self, Self::Buyer | Self::DecisionMaker | Self::Influencer)
    }

    /// Whether an aspect shapes groups of this kind unless the manifest says otherwise: goals,
    /// pains and behaviours, and for those who buy what sets off, decides and stops a purchase.
    #[must_use]
    pub fn shaped_by(self, facet: Facet) -> bool {
        match facet {
            Facet::Goal | Facet::PainPoint | Facet::Behaviour => true,
            // Roles in a purchase differ in what moves them to buy.
            Facet::Trigger | Facet::SuccessMetric | Facet::DecisionCriterion | Facet::Objection => {
                self.buys()
            }
            _ => false,
        }
    }

    /// First letter of the ids of personas of this kind.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::User => 'U',
            Self::Buyer => 'B',
            Self::Customer => 'C',
            Self::DecisionMaker => 'D',
            Self::Influencer => 'I',
            Self::WebsiteVisitor => 'W',
            Self::Negative => 'N',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for kind in PersonaKind::ALL {
            assert_eq!(PersonaKind::from_name(kind.name()), Some(*kind));
            assert_eq!(kind.to_string().parse::<PersonaKind>().unwrap(), *kind);
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("{:?}", kind.name()));
        }
        for facet in Facet::ALL {
            assert_eq!(Facet::from_name(facet.name()), Some(*facet));
            assert_eq!(facet.to_string().parse::<Facet>().unwrap(), *facet);
            assert_eq!(serde_json::to_string(facet).unwrap(), format!("{:?}", facet.name()));
        }
    }

    #[test]
    fn another_name_is_an_error_with_the_nearest() {
        let error = "usr".parse::<PersonaKind>().unwrap_err().to_string();
        assert_eq!(
            error,
            "parameter `kind`: expected one of user, buyer, customer, decision-maker, influencer, \
             website-visitor, negative, found \"usr\" (did you mean \"user\"?)"
        );
    }

    #[test]
    fn demographics_shape_no_group() {
        let never = [Facet::Demographic, Facet::Location, Facet::Firmographic, Facet::Outcome];
        assert!(
            PersonaKind::ALL.iter().all(|kind| never.iter().all(|facet| !kind.shaped_by(*facet)))
        );
    }
}
