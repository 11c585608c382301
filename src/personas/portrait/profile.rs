//! The claims of any group of a kind, counted in all groups, for a profile plot and a heat map.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::wording;
use crate::ids::PersonaId;
use crate::indicators::Measure;
use crate::locale::Words;
use crate::manifest::{Facet, PersonaKind};
use crate::personas::claims::choose::SelectedClaim;
use crate::personas::claims::tested::TestedProposition;
use crate::personas::evidence::gather::Gathering;
use crate::personas::propositions::proposition::Proposition;
use crate::personas::propositions::rules::LEAST_SHARE;
use crate::personas::propositions::support::{Direction, Support};
use crate::personas::propositions::tally::{Count, shares_of};

/// Shares of every group of a kind on the propositions that distinguish any of them, and on the
/// other common answers to their questions.
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
    let mut told: Vec<(Facet, Proposition)> =
        stated.iter().map(|claim| (claim.facet, claim.proposition)).collect();
    told.extend(beside(gathering, looked, &told));
    told.extend(outcomes(looked, &told));
    let facets = kind
        .facets()
        .iter()
        .chain(Facet::ALL.iter().filter(|facet| !kind.facets().contains(facet)));
    let facets: Vec<Facet> = facets.copied().collect();
    told.sort_by_key(|(facet, _)| facets.iter().position(|of| of == facet));
    let row = |(facet, proposition): &(Facet, Proposition)| {
        let counts = looked.iter().find_map(|looked| looked.counts_of(*proposition))?;
        row(gathering, *facet, proposition, counts)
    };
    let rows = told.par_iter().filter_map(row).collect();
    ProfileTable { kind, personas, rows }
}

/// How it ended, in every group, whether or not that differs: the first answer of each outcome.
fn outcomes(
    looked: &[TestedProposition],
    told: &[(Facet, Proposition)],
) -> Vec<(Facet, Proposition)> {
    let mut seen: Vec<usize> = told.iter().map(|(_, proposition)| proposition.indicator).collect();
    let mut outcomes = Vec::new();
    for looked in looked.iter().filter(|looked| looked.facet() == Facet::Outcome) {
        let proposition = looked.proposition();
        if !seen.contains(&proposition.indicator) {
            seen.push(proposition.indicator);
            outcomes.push((Facet::Outcome, proposition));
        }
    }
    outcomes.truncate(MOST_OF_FACET);
    outcomes
}

/// The other answers to the questions of what is told that at least a quarter of everyone gave: one
/// answer says little without those beside it.
fn beside(
    gathering: &Gathering<'_>,
    looked: &[TestedProposition],
    told: &[(Facet, Proposition)],
) -> Vec<(Facet, Proposition)> {
    let of = |proposition: &Proposition| &gathering.matrix.indicators()[proposition.indicator];
    let listed = |proposition: &Proposition| {
        matches!(of(proposition).measure, Measure::Option | Measure::Nominal)
    };
    let questions: Vec<&str> = told
        .iter()
        .filter(|(_, proposition)| listed(proposition))
        .map(|(_, proposition)| of(proposition).question.as_str())
        .filter(|question| !question.is_empty())
        .collect();
    let is_common = |looked: &&TestedProposition| {
        let everyone = looked.counts().first().map(|(own, elsewhere)| {
            let mut everyone = *own;
            everyone.merge(elsewhere);
            everyone
        });
        everyone.and_then(|count| count.share()).is_some_and(|share| share >= LEAST_SHARE)
    };
    let others = looked.iter().filter(|looked| {
        let proposition = looked.proposition();
        listed(&proposition)
            && questions.contains(&of(&proposition).question.as_str())
            && !told.iter().any(|(_, other)| other.excludes(proposition))
    });
    others.filter(is_common).map(|looked| (looked.facet(), looked.proposition())).collect()
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
