//! The claims of any group of a kind, counted in all groups, for a profile plot and a heat map.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::wording;
use crate::ids::PersonaId;
use crate::locale::Words;
use crate::manifest::{Facet, PersonaKind};
use crate::personas::claims::choose::{SelectedClaim, TestedProposition};
use crate::personas::evidence::gather::Gathering;
use crate::personas::propositions::proposition::Proposition;
use crate::personas::propositions::support::{Direction, Support};
use crate::personas::propositions::tally::{Count, shares_of};

/// Shares of every group of a kind on the propositions that distinguish any of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ProfileTable {
    /// Kind of persona.
    pub kind: PersonaKind,
    /// Ids of the personas, in the order of the counts of each row.
    pub personas: Vec<PersonaId>,
    /// Propositions, by facet in the order of the kind.
    pub rows: Vec<ProfileRow>,
}

/// One proposition with its share in every group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ProfileRow {
    /// Aspect of people that the proposition is about.
    pub facet: Facet,
    /// Name of the indicator.
    pub indicator: String,
    /// Short text of the proposition.
    pub label: String,
    /// Count and base of all respondents of the kind, including those without a group.
    pub everyone: Support,
    /// Count and base of each group; shares have the base of those of claims.
    pub groups: Vec<Support>,
}

/// Rows of a facet at most.
const MOST_OF_FACET: usize = 8;

/// The profile of a kind: what sets a group apart, or in one description of everyone what is said
/// of it, save demographics and rare needs.
pub(crate) fn profile(
    gathering: &Gathering<'_>,
    kind: PersonaKind,
    personas: Vec<PersonaId>,
    looked: &[TestedProposition],
    chosen: &[Vec<SelectedClaim>],
) -> ProfileTable {
    let wanted = |claim: &&SelectedClaim| {
        claim.facet != Facet::Demographic
            && !claim.rare
            && (claim.direction != Direction::Shared || chosen.len() == 1)
    };
    let mut stated: Vec<&SelectedClaim> = Vec::new();
    for claim in chosen.iter().flatten().filter(wanted) {
        let of_facet = stated.iter().filter(|other| other.facet == claim.facet).count();
        // Of two propositions that exclude each other one is enough.
        let known = |other: &&SelectedClaim| other.proposition.excludes(claim.proposition);
        if of_facet < MOST_OF_FACET && !stated.iter().any(known) {
            stated.push(claim);
        }
    }
    let facets = kind
        .facets()
        .iter()
        .chain(Facet::ALL.iter().filter(|facet| !kind.facets().contains(facet)));
    let facets: Vec<Facet> = facets.copied().collect();
    stated.sort_by_key(|claim| facets.iter().position(|facet| *facet == claim.facet));
    let row = |claim: &&SelectedClaim| {
        let counts = looked.iter().find_map(|looked| looked.counts_of(claim.proposition))?;
        row(gathering, claim.facet, &claim.proposition, counts)
    };
    let rows = stated.par_iter().filter_map(row).collect();
    ProfileTable { kind, personas, rows }
}

/// One thing with its counts in every group.
pub(crate) fn row(
    gathering: &Gathering<'_>,
    facet: Facet,
    proposition: &Proposition,
    counts: &[(Count, Count)],
) -> Option<ProfileRow> {
    let all = |(mut own, elsewhere): (Count, Count)| {
        // A group and its elsewhere are everyone, whichever group comes first.
        own.merge(&elsewhere);
        (own, Count::default())
    };
    let mut everyone = None;
    let mut groups: Vec<Support> = Vec::new();
    for (group, (own, elsewhere)) in counts.iter().enumerate().take(gathering.groups.groups) {
        let in_population = gathering.in_population(proposition, *own, *elsewhere, group);
        everyone.get_or_insert_with(|| {
            let (own, nobody) = all((*own, *elsewhere));
            shares_of(own, nobody, in_population.map(all)).0
        });
        groups.push(shares_of(*own, *elsewhere, in_population).0);
    }
    let words = Words::of(gathering.study.manifest().language);
    let indicator = &gathering.matrix.indicators()[proposition.indicator];
    let shown = |text: &str| gathering.study.mask_answer(text).text;
    Some(ProfileRow {
        facet,
        indicator: shown(&indicator.name),
        label: shown(&wording::label(words, indicator, proposition)),
        everyone: everyone?,
        groups,
    })
}
