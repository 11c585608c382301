//! Links between personas in the same accounts, and conflicts of their needs.

use std::collections::BTreeSet;

use super::persona::{Membership, Persona};
use super::wording;
use crate::ids::PersonaId;
use crate::indicators::IndicatorMatrix;
use crate::locale::Words;
use crate::manifest::{Facet, PersonaKind};
use crate::personas::propositions::proposition::{Proposition, propositions};
use crate::personas::propositions::support::Support;
use crate::personas::propositions::tally::{Count, GroupedRespondents};
use crate::study::Study;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// A buying and a using persona that occur in the same accounts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Link {
    /// Id of the persona that buys, decides or influences.
    pub buyer: PersonaId,
    /// Id of the persona that uses.
    pub user: PersonaId,
    /// Number of accounts with members of both personas.
    pub with: usize,
    /// Number of accounts of the buying persona that have any user.
    pub buyer_accounts: usize,
    /// Number of accounts of the using persona that have any buyer.
    pub user_accounts: usize,
    /// Number of common accounts expected by chance: `buyer_accounts` × `user_accounts` / the
    /// number of accounts with respondents on both sides.
    pub expected: f64,
    /// Some of the common accounts, at most five.
    pub accounts: Vec<String>,
    /// Needs that more than half of one persona have and less than half of the other.
    pub conflicts: Vec<Conflict>,
}

/// A need on which two linked personas differ: more than half of one have it, and less than half of
/// the other. The intervals of both shares at 95 % are on different sides of one half, and at least
/// ten members of each were asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Conflict {
    /// Aspect of people that the need belongs to.
    pub facet: Facet,
    /// Short text of the need.
    pub label: String,
    /// Count and base of the persona that buys.
    pub buyer: Support,
    /// Count and base of the persona that uses.
    pub user: Support,
}

/// Aspects in which needs can conflict.
const NEEDS: [Facet; 8] = [
    Facet::Goal,
    Facet::PainPoint,
    Facet::Motivation,
    Facet::Objection,
    Facet::DecisionCriterion,
    Facet::SuccessMetric,
    Facet::PriceSensitivity,
    Facet::Value,
];
/// Fewest asked of each persona for a conflict.
const LEAST_ASKED: usize = 10;
/// Accounts that are named.
const NAMED: usize = 5;

/// The links between the personas of a study, by buyer, the most frequent first; those that meet
/// nowhere are left out.
pub(crate) fn links(
    study: &Study,
    matrix: &IndicatorMatrix,
    personas: &[Persona],
    memberships: &[(usize, Membership)],
) -> Vec<Link> {
    let of = |buys: bool| -> Vec<LinkedPersona> {
        personas
            .iter()
            .filter(|persona| if buys { persona.kind.buys() } else { uses(persona.kind) })
            .map(|persona| LinkedPersona::new(study, persona, memberships))
            .collect()
    };
    let (buyers, users) = (of(true), of(false));
    let all = |sides: &[LinkedPersona]| -> BTreeSet<u32> {
        sides.iter().flat_map(|side| &side.accounts).copied().collect()
    };
    let (with_buyers, with_users) = (all(&buyers), all(&users));
    let both = with_buyers.intersection(&with_users).count();
    let mut links: Vec<Link> = buyers
        .iter()
        .flat_map(|buyer| users.iter().map(move |user| (buyer, user)))
        .filter_map(|(buyer, user)| {
            let shared: Vec<u32> = buyer.accounts.intersection(&user.accounts).copied().collect();
            let (own, theirs) = (
                buyer.accounts.intersection(&with_users).count(),
                user.accounts.intersection(&with_buyers).count(),
            );
            #[allow(clippy::cast_precision_loss, reason = "fewer accounts than 2^53")]
            // The number of shared accounts if both sides met at random within the accounts that
            // have both.
            let expected = own as f64 * theirs as f64 / both.max(1) as f64;
            (!shared.is_empty()).then(|| Link {
                buyer: buyer.persona.clone(),
                user: user.persona.clone(),
                with: shared.len(),
                buyer_accounts: own,
                user_accounts: theirs,
                expected,
                accounts: named(study, &shared),
                conflicts: conflicts(study, matrix, buyer, user),
            })
        })
        .collect();
    links.sort_by(|a, b| a.buyer.cmp(&b.buyer).then(b.with.cmp(&a.with)));
    links
}

/// True where somebody of this kind uses what those of the other side buy.
fn uses(kind: PersonaKind) -> bool {
    matches!(kind, PersonaKind::User | PersonaKind::Customer | PersonaKind::WebsiteVisitor)
}

/// The members of a persona and their accounts.
struct LinkedPersona {
    persona: PersonaId,
    people: Vec<u32>,
    accounts: BTreeSet<u32>,
}

impl LinkedPersona {
    #[allow(clippy::cast_possible_truncation, reason = "respondents are numbered in 32 bits")]
    fn new(study: &Study, persona: &Persona, memberships: &[(usize, Membership)]) -> Self {
        let inside = memberships.iter().filter(|(_, of)| {
            of.persona.as_ref().map(PersonaId::as_str) == Some(persona.id.as_str())
        });
        let people: Vec<u32> = inside.map(|(respondent, _)| *respondent as u32).collect();
        let accounts = people.iter().filter_map(|person| study.account_of(*person)).collect();
        Self { persona: persona.id.clone(), people, accounts }
    }
}

/// The first accounts by name.
fn named(study: &Study, accounts: &[u32]) -> Vec<String> {
    let mut names: Vec<&str> =
        accounts.iter().map(|account| study.account_name(*account)).collect();
    names.sort_unstable();
    names.into_iter().take(NAMED).map(|name| study.mask_answer(name).text).collect()
}

/// Needs of two personas that lie on different sides of one half.
fn conflicts(
    study: &Study,
    matrix: &IndicatorMatrix,
    buyer: &LinkedPersona,
    user: &LinkedPersona,
) -> Vec<Conflict> {
    let words = Words::of(study.manifest().language);
    let mut people: Vec<(u32, usize)> = buyer
        .people
        .iter()
        .map(|person| (*person, 0))
        .chain(user.people.iter().map(|person| (*person, 1)))
        .collect();
    people.sort_unstable();
    let (people, group_of) =
        people.into_iter().map(|(person, group)| (person, Some(group))).unzip();
    let groups = GroupedRespondents { people, group_of, groups: 2 };
    let needs = |indicator: &usize| NEEDS.contains(&matrix.indicators()[*indicator].facet);
    let conflict = |proposition: Proposition| {
        let counts = groups.count(matrix, &proposition);
        let (buyer, user) = (counts[0].0, counts[1].0);
        let apart =
            // Intervals on different sides of one half: a difference alone is no conflict of needs.
            |one: &Count, other: &Count| one.support().low > 0.5 && other.support().high < 0.5;
        let asked = buyer.asked >= LEAST_ASKED && user.asked >= LEAST_ASKED;
        let indicator = &matrix.indicators()[proposition.indicator];
        (asked && (apart(&buyer, &user) || apart(&user, &buyer))).then(|| Conflict {
            facet: indicator.facet,
            label: study.mask_answer(&wording::label(words, indicator, &proposition)).text,
            buyer: buyer.support(),
            user: user.support(),
        })
    };
    // Of two propositions that exclude each other the first says it.
    let first = |indicator: usize| {
        propositions(matrix, indicator, &groups.people)
            .into_iter()
            .flat_map(|p| p.into_iter().take(1))
    };
    let all: Vec<usize> = (0..matrix.indicators().len()).filter(needs).collect();
    all.into_par_iter().flat_map_iter(first).filter_map(conflict).collect()
}
