//! Aspects of a kind that a persona has no claim on: those that nobody asked about, and those that
//! were asked about, with what was found.

use serde::{Deserialize, Serialize};

use super::wording;
use crate::locale::Words;
use crate::manifest::{Facet, PersonaKind};
use crate::personas::claims::claim::Claim;
use crate::personas::claims::tested::{TestedProposition, share};
use crate::personas::evidence::gather::Gathering;
use crate::personas::propositions::proposition::Proposition;
use crate::personas::propositions::rules::{LEAST_SHARE, SEEN_DIFFERENCE};
use crate::personas::propositions::support::Support;
use crate::personas::propositions::tally::Count;

/// An aspect that members were asked about and that no claim follows on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnsharedFacet {
    /// The aspect.
    pub facet: Facet,
    /// True if what members have is as common elsewhere; false if too few of them share anything.
    pub alike: bool,
    /// What most members have of it, most frequent first, at most five.
    pub answers: Vec<FoundAnswer>,
}

/// An answer or a code with its counts, below what a claim needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FoundAnswer {
    /// Name of the indicator.
    pub indicator: String,
    /// Short text of the answer.
    pub label: String,
    /// Number of members of whom it is true.
    pub with: usize,
    /// Number of members who were asked.
    pub asked: usize,
    /// Number of others of whom it is true.
    pub elsewhere_with: usize,
    /// Number of others who were asked.
    pub elsewhere_asked: usize,
}

impl FoundAnswer {
    /// True if a share that could be claimed is about the same elsewhere, by the counts.
    pub(crate) fn is_alike(&self) -> bool {
        let [own, theirs] = [(self.with, self.asked), (self.elsewhere_with, self.elsewhere_asked)]
            .map(|(with, asked)| Support::of_counts(with, asked).share);
        own >= LEAST_SHARE && (own - theirs).abs() < SEEN_DIFFERENCE
    }
}

impl Words {
    /// An aspect that was asked about and that no claim follows on, with what was found.
    pub(crate) fn unshared_facet(&self, facet: &str, of: &UnsharedFacet) -> String {
        let found = |one: &FoundAnswer| {
            let elsewhere = match one.elsewhere_asked {
                0 => String::new(),
                asked => format!(" ({})", (self.beside_elsewhere)(one.elsewhere_with, asked)),
            };
            (self.found)(&self.quote(&one.label), one.with, one.asked, &elsewhere)
        };
        let answers: Vec<String> = of.answers.iter().map(found).collect();
        (self.unshared)(facet, of.alike, &answers.join(", "))
    }
}

/// The aspects of a kind without a claim.
pub(crate) struct Unclaimed {
    /// Those that no member was asked about.
    pub(crate) gaps: Vec<Facet>,
    pub(crate) unshared: Vec<UnsharedFacet>,
}

/// Answers told of an aspect at most.
const MOST_ANSWERS: usize = 5;

/// The aspects of a kind that no claim on a group speaks of, by what was counted in the group.
pub(crate) fn unclaimed(
    gathering: &Gathering<'_>,
    kind: PersonaKind,
    group: usize,
    looked: &[TestedProposition],
    claims: &[Claim],
) -> Unclaimed {
    let mut unclaimed = Unclaimed { gaps: Vec::new(), unshared: Vec::new() };
    for facet in kind.facets() {
        if claims.iter().any(|claim| claim.facet == *facet) {
            continue;
        }
        let mut found: Vec<(Proposition, (Count, Count))> = looked
            .iter()
            .filter(|looked| looked.facet() == *facet)
            .map(|looked| (looked.proposition(), looked.counts()[group]))
            .filter(|(_, (own, _))| own.asked > 0)
            .collect();
        if found.is_empty() {
            // Nothing can be said of answers that everybody gave, or that chose the group.
            if !is_asked(gathering, *facet, group) {
                unclaimed.gaps.push(*facet);
            }
            continue;
        }
        // The first of equals stands, as the indicators do in the matrix.
        found.sort_by(|(_, (a, _)), (_, (b, _))| share(b).total_cmp(&share(a)));
        let mut told: Vec<(Proposition, (Count, Count))> = Vec::new();
        for (proposition, counts) in found {
            let known = told.iter().any(|(other, _)| other.excludes(proposition));
            if !known && told.len() < MOST_ANSWERS {
                told.push((proposition, counts));
            }
        }
        unclaimed.unshared.push(UnsharedFacet {
            facet: *facet,
            alike: told.iter().any(|(_, counts)| is_alike(counts)),
            answers: told
                .iter()
                .filter(|(_, (own, _))| own.with > 0)
                .map(|(proposition, counts)| answer(gathering, proposition, counts))
                .collect(),
        });
    }
    unclaimed
}

/// True if a member of a group has a value on an indicator of an aspect, whether or not anything
/// can be said by it.
fn is_asked(gathering: &Gathering<'_>, facet: Facet, group: usize) -> bool {
    let Gathering { matrix, groups, .. } = gathering;
    let members =
        || groups.people.iter().zip(&groups.group_of).filter(|(_, of)| **of == Some(group));
    let of_facet = |indicator: &usize| matrix.indicators()[*indicator].facet == facet;
    let is_known = |indicator: usize| {
        let values = matrix.values(indicator);
        members().any(|(one, _)| values.is_known(*one as usize))
    };
    (0..matrix.indicators().len()).filter(of_facet).any(is_known)
}

/// True if a share that could be claimed is about the same elsewhere.
fn is_alike((own, elsewhere): &(Count, Count)) -> bool {
    let theirs = elsewhere.share();
    share(own) >= LEAST_SHARE
        && theirs.is_some_and(|theirs| (share(own) - theirs).abs() < SEEN_DIFFERENCE)
}

fn answer(
    gathering: &Gathering<'_>,
    proposition: &Proposition,
    (own, elsewhere): &(Count, Count),
) -> FoundAnswer {
    let words = Words::of(gathering.study.manifest().language);
    let indicator = &gathering.matrix.indicators()[proposition.indicator];
    let shown = |text: &str| gathering.study.mask_answer(text).text;
    FoundAnswer {
        indicator: shown(&indicator.name),
        label: shown(&wording::label(words, indicator, proposition)),
        with: own.with,
        asked: own.asked,
        elsewhere_with: elsewhere.with,
        elsewhere_asked: elsewhere.asked,
    }
}
