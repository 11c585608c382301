//! Claims of an earlier result, counted and gathered again from sources as they are now.

use std::collections::BTreeMap;

use super::claim::{Claim, Elsewhere, Support};
use super::evidence::{Archive, EvidenceSet};
use super::gather::Gathering;
use super::proposition::{Condition, Proposition};
use super::share::population;
use super::tally::{Groups, shares_of};
use super::{Membership, PersonaSet, wording};
use crate::indicators::IndicatorMatrix;
use crate::study::{PersonaKind, Study};
use crate::words::Words;

/// What the sources hold of a claim now.
pub(crate) struct Reopened {
    /// Respondents by position in the study that was opened again.
    pub(crate) set: EvidenceSet,
    pub(crate) support: Support,
    pub(crate) elsewhere: Elsewhere,
}

/// The sources of a result, opened again, and who belonged where in it.
pub(crate) struct Sources<'a> {
    study: &'a Study,
    matrix: &'a IndicatorMatrix,
    archive: Archive<'a>,
    /// Positions of the indicators by their names as results show them.
    indicators: BTreeMap<String, usize>,
    /// Positions of the respondents by their ids.
    people: BTreeMap<&'a str, u32>,
}

impl<'a> Sources<'a> {
    pub(crate) fn new(study: &'a Study, matrix: &'a IndicatorMatrix) -> Self {
        let names = matrix.indicators().iter().map(|indicator| study.masker.mask_answer(&indicator.name).text);
        Self {
            study,
            matrix,
            archive: Archive::new(study),
            indicators: names.zip(0..).collect(),
            people: study.people.names.iter().zip(0..).collect(),
        }
    }

    /// Every claim of a result with what the sources hold of it now; `None` where they do not have its indicator or answer any more.
    pub(crate) fn reopen<'b>(&self, result: &'b PersonaSet) -> Vec<(&'b EvidenceSet, Option<Reopened>)> {
        let kind_of: BTreeMap<&str, PersonaKind> = result
            .personas
            .iter()
            .map(|persona| (persona.id.as_str(), persona.kind))
            .chain(result.unassigned.iter().map(|none| (none.id.as_str(), none.kind)))
            .collect();
        let claims: BTreeMap<&str, &Claim> = result.claims().map(|claim| (claim.id.as_str(), claim)).collect();
        let sets = result.evidence_sets().iter();
        sets.map(|set| {
            let found = claims.get(set.claim.as_str()).zip(kind_of.get(set.persona.as_str()));
            (set, found.and_then(|(claim, kind)| self.claim(result, claim, set, *kind)))
        })
        .collect()
    }

    fn claim(&self, result: &PersonaSet, claim: &Claim, set: &EvidenceSet, kind: PersonaKind) -> Option<Reopened> {
        let proposition = self.proposition(claim, set.condition)?;
        let ids: Vec<&str> =
            result.personas.iter().filter(|persona| persona.kind == kind).map(|persona| persona.id.as_str()).collect();
        let groups = self.groups(result.memberships(), &ids, kind);
        let group = ids.iter().position(|id| *id == set.persona);
        let of = groups.people.iter().zip(&groups.group_of);
        let members: Vec<u32> = of.filter(|(_, of)| **of == group).map(|(person, _)| *person).collect();
        let gathering = Gathering {
            study: self.study,
            matrix: self.matrix,
            archive: &self.archive,
            groups: &groups,
            population: population(self.study),
        };
        let position = group.unwrap_or(groups.groups);
        let counts = *groups.count(self.matrix, &proposition).get(position)?;
        let in_population = gathering.in_population(&proposition, counts, position);
        let (support, elsewhere) = shares_of(counts, in_population);
        let set = gathering.gather(&proposition, claim.direction, &members).set;
        Some(Reopened { set, support, elsewhere })
    }

    /// The members of a result who are still there.
    fn groups(&self, memberships: &[Membership], ids: &[&str], kind: PersonaKind) -> Groups {
        let of_kind = memberships.iter().filter(|membership| membership.kind == kind);
        let known = of_kind.filter_map(|membership| {
            let group = membership.persona.as_ref().and_then(|persona| ids.iter().position(|id| id == persona));
            Some((*self.people.get(membership.respondent.as_str())?, group))
        });
        let mut known: Vec<(u32, Option<usize>)> = known.collect();
        known.sort_unstable();
        let (people, group_of) = known.into_iter().unzip();
        Groups { people, group_of, groups: ids.len() }
    }

    /// What a claim says, on the scale that its indicator has now: levels are known by their words, not by their position.
    fn proposition(&self, claim: &Claim, condition: Condition) -> Option<Proposition> {
        let indicator = *self.indicators.get(&claim.indicator)?;
        let shape = &self.matrix.indicators()[indicator];
        let make = |condition| Proposition { indicator, condition };
        let words = Words::of(self.study.manifest.language);
        let same = |proposition: &Proposition| {
            self.study.masker.mask_answer(&wording::label(words, shape, proposition)).text == claim.label
        };
        let levels = 0..u8::try_from(shape.levels.len()).unwrap_or(u8::MAX);
        let candidates: Vec<Proposition> = match condition {
            Condition::Is(_) if shape.levels.is_empty() => vec![make(condition)],
            Condition::Is(_) => levels.map(|level| make(Condition::Is(level))).collect(),
            Condition::AtLeast(_) => levels.map(|level| make(Condition::AtLeast(level))).collect(),
            Condition::Below(_) => levels.map(|level| make(Condition::Below(level))).collect(),
            Condition::Above(_) | Condition::AtMost(_) if shape.categories() == 0 => vec![make(condition)],
            Condition::Above(_) | Condition::AtMost(_) => Vec::new(),
        };
        candidates.into_iter().find(same)
    }
}
