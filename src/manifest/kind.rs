//! The kinds of persona, and the aspects of people that claims speak of.

use crate::named::named_values;
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
            /// All values, in the order in which the output lists them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Name in manifests and in the output.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

pub(super) use named;

named_values!(PersonaKind "kind", Facet "facet");

named! {
    /// Kind of persona: which people it describes, and so which questions it must answer. Kinds are
    /// never blended: each is clustered separately.
    PersonaKind {
        /// User: uses the product; for design.
        User = "user",
        /// Buyer: buys the product; for marketing and sales.
        Buyer = "buyer",
        /// Customer: the whole relationship, from the first contact to renewal.
        Customer = "customer",
        /// Decision maker: decides within a group that buys.
        DecisionMaker = "decision-maker",
        /// Influencer: influences a group that buys.
        Influencer = "influencer",
        /// Website visitor: came to the website.
        WebsiteVisitor = "website-visitor",
        /// Negative: people who should not be served.
        Negative = "negative",
    }
}

named! {
    /// The aspect of people that an indicator or a claim is about.
    Facet {
        /// Goal: something they want to achieve.
        Goal = "goal",
        /// Pain point: something that stops or annoys them.
        PainPoint = "pain-point",
        /// Behaviour: something they do.
        Behaviour = "behaviour",
        /// Motivation: why they want it.
        Motivation = "motivation",
        /// Context: where and when they do it.
        Context = "context",
        /// Role in the domain: their work or part in the field.
        RoleInDomain = "role-in-domain",
        /// Tool: something else that they use.
        Tool = "tool",
        /// Channel: a place where they look for information and can be reached.
        Channel = "channel",
        /// Content format: the form in which they take in content.
        ContentFormat = "content-format",
        /// Trigger: an event that starts a purchase.
        Trigger = "trigger",
        /// Objection: a reason against a purchase.
        Objection = "objection",
        /// Decision criterion: something that decides between offers.
        DecisionCriterion = "decision-criterion",
        /// Success metric: how they tell that it was worth it.
        SuccessMetric = "success-metric",
        /// Influence: who else decides, and whom they sway.
        Influence = "influence",
        /// Budget authority: whether they hold the budget.
        BudgetAuthority = "budget-authority",
        /// Price sensitivity: how much the price matters.
        PriceSensitivity = "price-sensitivity",
        /// Value: a principle that is important to them.
        Value = "value",
        /// Journey stage: how far they are on the way to a purchase and after it.
        JourneyStage = "journey-stage",
        /// Outcome: how it ended, such as renewed, churned or unprofitable.
        Outcome = "outcome",
        /// Firmographic: industry, size and other facts of their organisation.
        Firmographic = "firmographic",
        /// Location: where they are.
        Location = "location",
        /// Demographic: age, gender and other facts of the person. Describes groups, never defines
        /// them.
        Demographic = "demographic",
    }
}

impl PersonaKind {
    /// Facets that a persona of this kind answers; those without evidence are its gaps.
    #[must_use]
    pub fn facets(self) -> &'static [Facet] {
        match self {
            Self::User => &[
                Facet::Goal,
                Facet::Motivation,
                Facet::PainPoint,
                Facet::Behaviour,
                Facet::Context,
                Facet::RoleInDomain,
                Facet::Tool,
            ],
            Self::Buyer | Self::DecisionMaker | Self::Influencer => &[
                Facet::Trigger,
                Facet::Goal,
                Facet::PainPoint,
                Facet::SuccessMetric,
                Facet::DecisionCriterion,
                Facet::Objection,
                Facet::Influence,
                Facet::BudgetAuthority,
                Facet::Channel,
                Facet::ContentFormat,
                Facet::PriceSensitivity,
                Facet::JourneyStage,
                Facet::RoleInDomain,
                Facet::Tool,
                Facet::Firmographic,
                Facet::Location,
            ],
            Self::Customer => &[
                Facet::Trigger,
                Facet::Goal,
                Facet::Motivation,
                Facet::PainPoint,
                Facet::Behaviour,
                Facet::Tool,
                Facet::JourneyStage,
                Facet::Channel,
                Facet::DecisionCriterion,
                Facet::Objection,
                Facet::PriceSensitivity,
                Facet::BudgetAuthority,
                Facet::Value,
                Facet::RoleInDomain,
                Facet::Firmographic,
                Facet::Location,
                Facet::Outcome,
            ],
            Self::WebsiteVisitor => {
                &[Facet::Goal, Facet::ContentFormat, Facet::Channel, Facet::Behaviour]
            }
            Self::Negative => &[Facet::Outcome, Facet::Behaviour, Facet::PainPoint, Facet::Channel],
        }
    }

    /// True if personas of this kind take part in a purchase.
    #[must_use]
    pub fn buys(self) -> bool {
        matches!(self, Self::Buyer | Self::DecisionMaker | Self::Influencer)
    }

    /// True if a facet shapes groups of this kind unless the manifest says otherwise: goals, pain
    /// points and behaviours; for kinds that buy also triggers, decision criteria and objections.
    #[must_use]
    pub(crate) fn shaped_by(self, facet: Facet) -> bool {
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
    pub(crate) fn letter(self) -> char {
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
            assert_eq!(kind.to_string().parse::<PersonaKind>().unwrap(), *kind);
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("{:?}", kind.name()));
        }
        for facet in Facet::ALL {
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
