//! What a persona may be called: claims that are known of enough of it, and together of the same
//! people.

use serde::{Deserialize, Serialize};

use super::reach::Reach;
use super::wording::{LONGEST_LABEL, lower_first, upper_first};
use crate::ids::ClaimId;
use crate::indicators::IndicatorMatrix;
use crate::locale::Words;
use crate::manifest::Facet;
use crate::personas::claims::claim::Claim;
use crate::personas::propositions::proposition::Proposition;
use crate::personas::propositions::rules::LEAST_SHARE;
use crate::personas::propositions::support::Direction;
use crate::personas::propositions::triangulation::Stance;
use crate::sources::SourceKind;
use crate::study::Study;

/// Claims by which a persona may be called, alone or two or three together.
///
/// Of the members who stand in the sources of a claim at least half are known. Claims that stand
/// together are tested on the members known on all of them: at least a quarter of these show all,
/// and a greater share than elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Title {
    /// Ids of the claims, in the order in which the title names them.
    pub claims: Vec<ClaimId>,
    /// True if the claims rest on interviews alone although the study has a survey or CRM: nobody
    /// was sampled, and the title says so.
    pub interviews_alone: bool,
}

/// The people of a group and all others of its kind, with the study that knows them.
#[derive(Clone, Copy)]
pub(crate) struct TitleBase<'a> {
    pub(crate) study: &'a Study,
    pub(crate) matrix: &'a IndicatorMatrix,
    pub(crate) members: &'a [u32],
    pub(crate) others: &'a [u32],
    /// Position of the source in which shares are counted.
    pub(crate) population: Option<usize>,
}

/// The titles that a group's claims allow, best first: two claims before three, the shortest being
/// the most readable, then single ones.
///
/// What people do, want or suffer from comes first; of those who buy, what set off, decided and
/// stopped the purchase. A thing said or chosen comes before an answer that needs its question,
/// which makes a clumsy name.
pub(crate) fn titles(
    base: TitleBase<'_>,
    words: &Words,
    claims: &[Claim],
    propositions: &[Proposition],
) -> Vec<Title> {
    let known: Vec<(&Claim, Proposition)> = claims
        .iter()
        .zip(propositions.iter().copied())
        .filter(|(claim, _)| !claim.rare)
        .filter(|(claim, proposition)| base.may_name(claim, proposition))
        .collect();
    let of = |direction| known.iter().filter(move |(claim, _)| claim.direction == direction);
    let mut strong: Vec<&(&Claim, Proposition)> =
        of(Direction::More).filter(|(claim, _)| is_short(words, claim)).collect();
    // Claims are sorted by strength within a facet.
    strong.sort_by_key(|(claim, _)| order(claim));
    let mut sets: Vec<Vec<&Claim>> = Vec::new();
    let mut parts: Vec<&(&Claim, Proposition)> = Vec::new();
    for candidate in &strong {
        if base.goes_with(candidate, &parts) {
            parts.push(candidate);
            if parts.len() > 1 {
                sets.push(parts.iter().map(|(claim, _)| *claim).collect());
            }
        }
    }
    let others = of(Direction::More).filter(|(claim, _)| !is_short(words, claim));
    let single = strong.iter().copied().chain(others).chain(of(Direction::Less));
    sets.extend(single.map(|(claim, _)| vec![*claim]));
    sets.into_iter().map(|claims| base.title(&claims)).collect()
}

impl TitleBase<'_> {
    fn title(&self, claims: &[&Claim]) -> Title {
        let spoken = claims.iter().all(|claim| claim.source_kinds == [SourceKind::Interviews]);
        Title {
            claims: claims.iter().map(|claim| claim.id.clone()).collect(),
            interviews_alone: spoken && self.population.is_some(),
        }
    }

    /// True if a claim is known of enough members, and the population's source, where it holds a
    /// like claim, does not decide otherwise.
    fn may_name(&self, claim: &Claim, proposition: &Proposition) -> bool {
        let Self { study, matrix, members, .. } = *self;
        let reach = Reach::among(members, study, matrix, std::slice::from_ref(proposition));
        let decided = self.population.is_none_or(|source| {
            let kind = study.source_kind(source);
            let own = claim.by_source_kind.iter().find(|of| of.kind == kind);
            let carried = own.is_none_or(|of| of.stance != Stance::Differs);
            carried
                && (covers(matrix, proposition.indicator, kind)
                    || !has_like(matrix, proposition.indicator, kind))
        });
        reach.names() && decided
    }

    /// True if a claim may stand beside these in a title: it speaks of something else, and is true
    /// of the same people.
    fn goes_with(
        &self,
        (claim, proposition): &(&Claim, Proposition),
        parts: &[&(&Claim, Proposition)],
    ) -> bool {
        let differs = |part: &&(&Claim, Proposition)| {
            part.0.facet != claim.facet && !part.0.label.eq_ignore_ascii_case(&claim.label)
        };
        if !parts.iter().all(differs) {
            return false;
        }
        let Self { study, matrix, members, others, .. } = *self;
        let together: Vec<Proposition> =
            parts.iter().map(|(_, part)| *part).chain([*proposition]).collect();
        let of = |people: &[u32]| Reach::among(people, study, matrix, &together);
        let own = of(members);
        parts.is_empty()
            || (own.names() && own.share() >= LEAST_SHARE && own.share() > of(others).share())
    }
}

/// True if an indicator comes from a kind of source.
fn covers(matrix: &IndicatorMatrix, indicator: usize, kind: SourceKind) -> bool {
    matrix.indicators()[indicator].origins.iter().any(|origin| origin.kind() == kind)
}

/// True if an indicator of a kind of source has about the same words as this one.
fn has_like(matrix: &IndicatorMatrix, indicator: usize, kind: SourceKind) -> bool {
    let name = matrix.indicators()[indicator].name.as_str();
    let position =
        |name: &str| matrix.indicators().iter().position(|indicator| indicator.name == name);
    let others = matrix.theme_proposals().iter().filter_map(|like| match () {
        () if like.first == name => Some(like.second.as_str()),
        () if like.second == name => Some(like.first.as_str()),
        () => None,
    });
    others.filter_map(position).any(|other| covers(matrix, other, kind))
}

fn order(claim: &Claim) -> (bool, u8) {
    let facet = match claim.facet {
        Facet::Behaviour | Facet::Trigger => 0,
        Facet::Goal | Facet::DecisionCriterion => 1,
        Facet::PainPoint | Facet::Objection => 2,
        _ => 3,
    };
    (claim.question.is_some(), facet)
}

/// True if a claim may be part of a title: a title is repeated everywhere, so that a doubtful word
/// must not become a name.
fn is_short(words: &Words, claim: &Claim) -> bool {
    order(claim).1 < 3
        && claim.label.chars().count() <= LONGEST_LABEL
        && words.doubtful(&claim.label).is_empty()
}

/// A label of these titles, different from the labels of the others of its kind. Titles of claims
/// that are not shown are passed over.
pub(crate) fn persona_label(
    words: &Words,
    titles: &[Title],
    claims: &[Claim],
    others: &[String],
    alone: bool,
) -> String {
    let worded = |title: &Title| {
        let stated: Option<Vec<&Claim>> =
            title.claims.iter().map(|id| claims.iter().find(|claim| claim.id == *id)).collect();
        let label = match stated?.as_slice() {
            [] => return None,
            [one] if one.direction == Direction::Less => (words.seldom)(&lower_first(&one.label)),
            [one] => one.label.clone(),
            several => {
                let parts: Vec<String> =
                    several.iter().map(|claim| lower_first(&claim.label)).collect();
                parts.join(", ")
            }
        };
        let label = upper_first(&label);
        Some(if title.interviews_alone { (words.from_interviews)(&label) } else { label })
    };
    let nothing = if alone { words.everyone } else { words.nothing_apart };
    titles
        .iter()
        .filter_map(worded)
        .find(|label| !others.contains(label))
        .unwrap_or_else(|| apart(&upper_first(nothing), others))
}

/// A label with the first number that makes it differ from the others.
fn apart(label: &str, others: &[String]) -> String {
    let numbered = (2..).map(|number| format!("{label} ({number})"));
    std::iter::once(label.to_owned())
        .chain(numbered)
        .find(|label| !others.contains(label))
        .expect("numbers do not end")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_repeat_get_a_number() {
        let others = ["Everyone".to_owned(), "Everyone (2)".to_owned()];
        assert_eq!(apart("Everyone", &others), "Everyone (3)");
        assert_eq!(apart("Anyone", &others), "Anyone");
    }
}
