//! What is said of any group of a kind, counted in all of them: what a profile plot and a heat map show.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::choose::{Chosen, Looked};
use super::claim::{Direction, Support};
use super::gather::Gathering;
use super::tally::{Count, shares_of};
use super::wording;
use crate::study::{Facet, PersonaKind};
use crate::words::Words;

/// Every group of a kind side by side on what sets any of them apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Profile {
    /// The kind.
    pub kind: PersonaKind,
    /// Ids of the personas, in the order of the counts of each row.
    pub personas: Vec<String>,
    /// What is compared, by facet in the order of the kind.
    pub rows: Vec<ProfileRow>,
}

/// One thing, counted in every group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProfileRow {
    /// The aspect it speaks of.
    pub facet: Facet,
    /// Name of the indicator.
    pub indicator: String,
    /// What it says in a few words.
    pub label: String,
    /// How many of all respondents of the kind, those in no group included.
    pub everyone: Support,
    /// How many of each group; shares are of the same as those of claims.
    pub groups: Vec<Support>,
}

/// Rows of a facet at most.
const MOST_OF_FACET: usize = 8;

/// The profile of a kind: what sets a group apart, or in one description of everyone what is said of it, save demographics and rare needs.
pub(super) fn profile(
    gathering: &Gathering<'_>,
    kind: PersonaKind,
    personas: Vec<String>,
    (looked, chosen): (&[Looked], &[Vec<Chosen>]),
) -> Profile {
    let wanted = |claim: &&Chosen| {
        claim.facet != Facet::Demographic && !claim.rare && (claim.direction != Direction::Shared || chosen.len() == 1)
    };
    let mut stated: Vec<&Chosen> = Vec::new();
    for claim in chosen.iter().flatten().filter(wanted) {
        let of_facet = stated.iter().filter(|other| other.facet == claim.facet).count();
        // Of two propositions that exclude each other one is enough.
        let known = |other: &&Chosen| other.proposition.excludes(claim.proposition);
        if of_facet < MOST_OF_FACET && !stated.iter().any(known) {
            stated.push(claim);
        }
    }
    let facets = kind.facets().iter().chain(Facet::ALL.iter().filter(|facet| !kind.facets().contains(facet)));
    let facets: Vec<Facet> = facets.copied().collect();
    stated.sort_by_key(|claim| facets.iter().position(|facet| *facet == claim.facet));
    let rows = stated.par_iter().filter_map(|claim| row(gathering, claim, looked)).collect();
    Profile { kind, personas, rows }
}

fn row(gathering: &Gathering<'_>, claim: &Chosen, looked: &[Looked]) -> Option<ProfileRow> {
    let counts = looked.iter().find_map(|looked| looked.counts_of(claim.proposition))?;
    let mut everyone = Count::default();
    let mut groups: Vec<Support> = Vec::new();
    for (group, (own, elsewhere)) in counts.iter().enumerate().take(gathering.groups.groups) {
        let in_population = gathering.in_population(&claim.proposition, (*own, *elsewhere), group);
        if group == 0 {
            let (own, elsewhere) = in_population.unwrap_or((*own, *elsewhere));
            everyone.merge(&own);
            everyone.merge(&elsewhere);
        }
        groups.push(shares_of((*own, *elsewhere), in_population).0);
    }
    let words = Words::of(gathering.study.manifest.language);
    let indicator = &gathering.matrix.indicators()[claim.proposition.indicator];
    let shown = |text: &str| gathering.study.masker.mask_answer(text).text;
    Some(ProfileRow {
        facet: claim.facet,
        indicator: shown(&indicator.name),
        label: shown(&wording::label(words, indicator, &claim.proposition)),
        everyone: everyone.support(),
        groups,
    })
}
