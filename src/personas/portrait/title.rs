//! What a persona may be called: who they are, and what tells them apart from the others.

use serde::{Deserialize, Serialize};

use super::reach::Reach;
use crate::ids::ClaimId;
use crate::indicators::IndicatorMatrix;
use crate::manifest::Facet;
use crate::personas::claims::claim::Claim;
use crate::personas::propositions::proposition::{Condition, Proposition};
use crate::personas::propositions::support::{Direction, Grade};
use crate::personas::propositions::triangulation::Stance;
use crate::phrases::NamePart;
use crate::sources::SourceKind;
use crate::study::Study;

/// Characters at most of an answer that a name quotes, or of what a number counts.
const MOST_QUOTED: usize = 48;
/// Least share of the group for a name that is confirmed, by the lower end of its interval, and for
/// both parts of a name together, by the estimate.
const LEAST_SHARE: f64 = 0.5;
/// Least share by the estimate where nothing is confirmed of half.
const LEAST_UNCONFIRMED: f64 = 2.0 / 3.0;
/// Greatest share of the group, and least of the others, for what the group rarely does.
const RARE: (f64, f64) = (0.2, 0.4);

/// Claims by which a persona may be called: the first says who they are, where a role does; the
/// last what tells them apart.
///
/// Of the members who stand in the sources of a claim at least half are known. A confirmed claim is
/// true of at least half, by the lower end of the interval; where there is none, one that is true
/// of two thirds stands, and the name is in doubt. Both claims of a name are true of at least half
/// of the members known on both, and of a greater share than elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Title {
    /// Ids of the claims, in the order in which the title names them.
    pub claims: Vec<ClaimId>,
    /// Who they are where no claim says it and the study is about those who use one thing: `R
    /// user`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    /// True if what tells them apart rests on interviews alone although the study has a survey or
    /// CRM: nobody was sampled, which is said beside the title.
    pub interviews_alone: bool,
    /// True if a claim is not confirmed, or not of half by its interval, which is said beside the
    /// title.
    #[serde(default)]
    pub in_doubt: bool,
    /// True if another group of the kind could be called so as well, or an answer is only quoted:
    /// taken where nothing else names them.
    #[serde(default)]
    pub weak: bool,
}

/// The people of a group and all others of its kind, with the study that knows them.
pub(crate) struct TitleBase<'a> {
    pub(crate) study: &'a Study,
    pub(crate) matrix: &'a IndicatorMatrix,
    pub(crate) members: &'a [u32],
    pub(crate) others: &'a [u32],
    /// The members of each other group of the kind.
    pub(crate) neighbours: &'a [Vec<u32>],
    /// What they are called after where the study is about those who use one thing.
    pub(crate) head: Option<String>,
    /// Position of the source in which shares are counted.
    pub(crate) population: Option<usize>,
}

/// A claim that may be part of a title.
#[derive(Clone, Copy)]
struct TitleClaim<'a> {
    claim: &'a Claim,
    proposition: Proposition,
    /// `None` where no phrase is short enough, and the answer is quoted.
    part: Option<&'a NamePart>,
    /// How sure it is that half of the group show it.
    in_doubt: bool,
    /// How much greater the share is than in the group of the kind where it is greatest; of what
    /// the group rarely does, how much less than where it is least.
    margin: f64,
}

impl TitleClaim<'_> {
    fn is_role(&self) -> bool {
        matches!(self.part, Some(NamePart::Role(_)))
    }

    /// How well it tells the group from its neighbours: the difference of the shares, weighed by
    /// how well its aspect makes a name. A goal is no deed, and the lower side of a scale says
    /// what they do not do.
    fn worth(&self) -> f64 {
        let weight = match self.claim.facet {
            Facet::Behaviour | Facet::Tool | Facet::DecisionCriterion => 1.0,
            Facet::Trigger | Facet::Channel => 0.9,
            Facet::PainPoint | Facet::Objection => 0.8,
            Facet::Context | Facet::Influence => 0.7,
            Facet::Goal | Facet::Motivation => 0.6,
            _ => 0.5,
        };
        let side = match self.proposition.condition {
            Condition::Below(_) => 0.7,
            _ => 1.0,
        };
        weight * side * self.margin
    }

    /// True if it names by what they are or do, not by a quoted answer or an amount.
    fn is_phrase(&self) -> bool {
        self.part.is_some() && !is_limit(&self.proposition)
    }

    /// True if it names what the users of the study are called after: `R user who uses R`.
    fn names(&self, head: &str) -> bool {
        let text = self.part.map_or("", NamePart::text);
        head.split(|c: char| !c.is_alphanumeric()).any(|thing| {
            thing.starts_with(char::is_uppercase)
                && text.split_whitespace().any(|word| word == thing)
        })
    }

    /// The order in which claims name, first by whether they name at all.
    fn order(&self) -> (bool, bool, bool) {
        (self.part.is_none(), self.margin <= 0.0, self.in_doubt)
    }
}

/// The titles that a group's claims allow, best first: who they are with what tells them apart,
/// then each alone.
pub(crate) fn titles(
    base: &TitleBase<'_>,
    claims: &[Claim],
    propositions: &[Proposition],
) -> Vec<Title> {
    let named =
        claims.iter().zip(propositions.iter().copied()).filter_map(|(claim, proposition)| {
            let in_doubt = in_doubt(claim, base.neighbours.is_empty())?;
            let part = claim.name.as_ref();
            // How it ended is what those who are alone of their kind were chosen by.
            let alone = base.neighbours.is_empty();
            let is_by_choice = alone && claim.facet == Facet::Outcome;
            let may = !claim.rare
                && !is_by_choice
                && (part.is_some() || quotes(claim) && !is_limit(&proposition))
                && base.may_name(claim, &proposition);
            may.then(|| {
                let margin = base.margin(claim, &proposition);
                TitleClaim { claim, proposition, part, in_doubt, margin }
            })
        });
    let mut named: Vec<TitleClaim<'_>> = named.collect();
    // Claims are sorted by strength within a facet, and the sort keeps that order.
    named.sort_by(|a, b| a.order().cmp(&b.order()).then(b.worth().total_cmp(&a.worth())));
    let (roles, tails): (Vec<TitleClaim<'_>>, Vec<TitleClaim<'_>>) =
        named.into_iter().partition(TitleClaim::is_role);
    let mut sets: Vec<Vec<&TitleClaim<'_>>> = Vec::new();
    for role in roles.iter().filter(|role| !role.in_doubt) {
        let tails = tails.iter().filter(|tail| tail.is_phrase());
        let with = tails.filter(|tail| base.goes_with(role, tail));
        sets.extend(with.map(|tail| vec![role, tail]));
    }
    let (quoted, tails): (Vec<&TitleClaim<'_>>, Vec<_>) =
        tails.iter().partition(|tail| tail.part.is_none());
    sets.extend(tails.into_iter().map(|tail| vec![tail]));
    // A role alone tells less: others of the kind may have it too. A quoted answer tells least.
    sets.extend(roles.iter().map(|role| vec![role]));
    sets.extend(quoted.into_iter().map(|quoted| vec![quoted]));
    sets.into_iter().map(|set| base.title(&set)).collect()
}

/// True if two parts of a name share a word: `Front desk with a shared front desk`.
fn has_word_of(role: &NamePart, tail: &NamePart) -> bool {
    const SHORTEST: usize = 4;
    let words = |part: &NamePart| -> Vec<String> {
        let words = part.text().split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|word| word.chars().count() >= SHORTEST).collect()
    };
    let of_role = words(role);
    words(tail).iter().any(|word| of_role.contains(word))
}

/// True if a proposition cuts a number, which names by more and less instead.
fn is_limit(proposition: &Proposition) -> bool {
    matches!(proposition.condition, Condition::Above(_) | Condition::AtMost(_))
}

/// True if words of a source are short enough for a name, and neither ask nor quote.
pub(crate) fn fits_a_name(words: &str) -> bool {
    words.chars().count() <= MOST_QUOTED && !words.contains(['?', '“', '”', '„'])
}

/// Whether a claim without a phrase for a name may name by its answer: what they have or do more,
/// in words and not by a number, which cuts where nothing changes.
pub(super) fn quotes(claim: &Claim) -> bool {
    let label = claim.label.as_str();
    // `q0017: Yes` tells nobody anything.
    let of_words = claim.question.as_deref().is_none_or(|question| {
        question.contains(char::is_whitespace) || !question.contains(|c: char| c.is_ascii_digit())
    });
    fits_a_name(label)
        && of_words
        && claim.direction != Direction::Less
        && claim.facet != Facet::Demographic
        && claim.middle.is_none()
        && label.chars().any(char::is_alphabetic)
}

/// Whether a title by this claim is in doubt; `None` if too few of the group show it. Of those who
/// are `alone` of their kind what they share may be told.
fn in_doubt(claim: &Claim, alone: bool) -> Option<bool> {
    let support = &claim.support;
    let confirmed = claim.grade >= Grade::Supported;
    match claim.direction {
        Direction::Shared if !alone => None,
        Direction::Less => {
            let (most, least) = RARE;
            let seldom = support.share <= most && support.high <= LEAST_SHARE;
            let usual = claim.elsewhere.share.is_some_and(|share| share >= least);
            (confirmed && seldom && usual).then_some(false)
        }
        _ if confirmed && support.low >= LEAST_SHARE => Some(false),
        _ => {
            const FEW: usize = 10;
            let nearly_all = support.with + 1 >= support.asked && support.asked > 1;
            let enough = match support.asked < FEW {
                true => nearly_all,
                false => support.share >= LEAST_UNCONFIRMED,
            };
            let half = confirmed && support.share >= LEAST_SHARE;
            (enough || half).then_some(true)
        }
    }
}

impl TitleBase<'_> {
    fn title(&self, parts: &[&TitleClaim<'_>]) -> Title {
        let spoken = parts
            .iter()
            .any(|part| !part.is_role() && part.claim.source_kinds == [SourceKind::Interviews]);
        Title {
            claims: parts.iter().map(|part| part.claim.id.clone()).collect(),
            head: self.head.clone().filter(|head| !parts.iter().any(|part| part.names(head))),
            interviews_alone: spoken && self.population.is_some(),
            in_doubt: parts.iter().any(|part| part.in_doubt),
            weak: parts.iter().all(|part| !part.is_phrase() || part.margin <= 0.0),
        }
    }

    /// By how much the group differs from the one of its kind that is nearest to it in what a claim
    /// says: a name that fits a neighbour as well tells nobody apart.
    fn margin(&self, claim: &Claim, proposition: &Proposition) -> f64 {
        let Self { study, matrix, members, neighbours, .. } = *self;
        let of = |people: &[u32]| {
            let reach = Reach::among(people, study, matrix, std::slice::from_ref(proposition));
            (reach.known > 0).then(|| reach.share())
        };
        let own = of(members).unwrap_or(claim.support.share);
        let shares = neighbours.iter().filter_map(|people| of(people));
        match claim.direction {
            Direction::Less => shares.fold(1.0, f64::min) - own,
            _ => own - shares.fold(0.0, f64::max),
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

    /// True if a claim may stand behind a role: both are true of the same people. What few do is
    /// not counted together with a role.
    fn goes_with(&self, role: &TitleClaim<'_>, tail: &TitleClaim<'_>) -> bool {
        if role.part.zip(tail.part).is_some_and(|(role, tail)| has_word_of(role, tail)) {
            return false;
        }
        if tail.claim.direction == Direction::Less {
            return true;
        }
        let Self { study, matrix, members, others, .. } = *self;
        let together = [role.proposition, tail.proposition];
        let of = |people: &[u32]| Reach::among(people, study, matrix, &together);
        let own = of(members);
        // Nobody may be known on both where one comes from interviews and one from a survey; then
        // nothing speaks against it, and the title says what it rests on.
        let unknown = own.known == 0;
        unknown || (own.share() >= LEAST_SHARE && own.share() > of(others).share())
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
