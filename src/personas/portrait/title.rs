//! What a persona may be called: who they are, and what tells them apart from the others.

use serde::{Deserialize, Serialize};

use super::reach::Reach;
use super::told::Teller;
use crate::ids::ClaimId;
use crate::indicators::IndicatorMatrix;
use crate::locale::upper_first;
use crate::manifest::Facet;
use crate::personas::claims::claim::Claim;
use crate::personas::propositions::proposition::Proposition;
use crate::personas::propositions::support::{Direction, Grade};
use crate::personas::propositions::triangulation::Stance;
use crate::phrases::NamePart;
use crate::sources::SourceKind;
use crate::study::Study;

/// Words in a name; a longer one is taken only where there is none so short.
const MOST_WORDS: usize = 7;
/// Characters in a name at most.
const MOST_CHARACTERS: usize = 80;
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
    /// True if what tells them apart rests on interviews alone although the study has a survey or
    /// CRM: nobody was sampled, which is said beside the title.
    pub interviews_alone: bool,
    /// True if a claim is not confirmed, or not of half by its interval, which is said beside the
    /// title.
    #[serde(default)]
    pub in_doubt: bool,
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

/// A claim that may be part of a title.
#[derive(Clone, Copy)]
struct TitleClaim<'a> {
    claim: &'a Claim,
    proposition: Proposition,
    part: &'a NamePart,
    /// How sure it is that half of the group show it.
    in_doubt: bool,
}

impl TitleClaim<'_> {
    fn is_role(&self) -> bool {
        matches!(self.part, NamePart::Role(_))
    }

    /// How well it tells the group from the others: the difference of the shares, weighed by how
    /// well its aspect makes a name. A goal is no deed.
    fn worth(&self) -> f64 {
        let weight = match self.claim.facet {
            Facet::Behaviour | Facet::Tool | Facet::DecisionCriterion => 1.0,
            Facet::Trigger | Facet::Channel => 0.9,
            Facet::PainPoint | Facet::Objection => 0.8,
            Facet::Context | Facet::Influence => 0.7,
            Facet::Goal | Facet::Motivation => 0.6,
            _ => 0.5,
        };
        let elsewhere = self.claim.elsewhere.share.unwrap_or(0.0);
        weight * (self.claim.support.share - elsewhere).abs()
    }
}

/// The titles that a group's claims allow, best first: who they are with what tells them apart,
/// then each alone.
pub(crate) fn titles(
    base: TitleBase<'_>,
    claims: &[Claim],
    propositions: &[Proposition],
) -> Vec<Title> {
    let named =
        claims.iter().zip(propositions.iter().copied()).filter_map(|(claim, proposition)| {
            let (part, in_doubt) = (claim.name.as_ref()?, in_doubt(claim)?);
            let may = !claim.rare && base.may_name(claim, &proposition);
            may.then_some(TitleClaim { claim, proposition, part, in_doubt })
        });
    let mut named: Vec<TitleClaim<'_>> = named.collect();
    // Claims are sorted by strength within a facet, and the sort keeps that order.
    named.sort_by(|a, b| a.in_doubt.cmp(&b.in_doubt).then(b.worth().total_cmp(&a.worth())));
    let (roles, tails): (Vec<TitleClaim<'_>>, Vec<TitleClaim<'_>>) =
        named.into_iter().partition(TitleClaim::is_role);
    let mut sets: Vec<Vec<&TitleClaim<'_>>> = Vec::new();
    for role in roles.iter().filter(|role| !role.in_doubt) {
        let with = tails.iter().filter(|tail| base.goes_with(role, tail));
        sets.extend(with.map(|tail| vec![role, tail]));
    }
    sets.extend(tails.iter().map(|tail| vec![tail]));
    // A role alone tells least: others of the kind may have it too.
    sets.extend(roles.iter().map(|role| vec![role]));
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

/// Whether a title by this claim is in doubt; `None` if too few of the group show it.
fn in_doubt(claim: &Claim) -> Option<bool> {
    let support = &claim.support;
    let confirmed = claim.grade >= Grade::Supported;
    match claim.direction {
        Direction::Shared => None,
        Direction::Less => {
            let (most, least) = RARE;
            let seldom = support.share <= most && support.high <= LEAST_SHARE;
            let usual = claim.elsewhere.share.is_some_and(|share| share >= least);
            (confirmed && seldom && usual).then_some(false)
        }
        Direction::More if confirmed && support.low >= LEAST_SHARE => Some(false),
        Direction::More => {
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
            interviews_alone: spoken && self.population.is_some(),
            in_doubt: parts.iter().any(|part| part.in_doubt),
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
        if has_word_of(role.part, tail.part) {
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

impl Teller {
    /// The name of a persona by these titles: the first that is short and that no other persona of
    /// the kind has, then the first at all; with the title it was made of. Titles of claims that
    /// are not shown are passed over.
    pub(crate) fn persona_label<'t>(
        self,
        titles: &'t [Title],
        claims: &[Claim],
        others: &[String],
    ) -> (String, Option<&'t Title>) {
        let named: Vec<(String, &Title)> = titles
            .iter()
            .filter_map(|title| Some((self.label_of(title, claims)?, title)))
            .collect();
        let is_new = |(label, _): &&(String, &Title)| {
            !others.contains(label) && label.chars().count() <= MOST_CHARACTERS
        };
        let is_short =
            |(label, _): &&(String, &Title)| label.split_whitespace().count() <= MOST_WORDS;
        let mut new = named.iter().filter(is_new);
        let short = new.clone().find(is_short);
        match short.or_else(|| new.next()) {
            Some((label, title)) => (label.clone(), Some(*title)),
            None => {
                let telling = &self.words.telling;
                let nothing =
                    if self.alone { self.words.everyone } else { (telling.plural)(self.kind) };
                (apart(&upper_first(nothing), others), None)
            }
        }
    }

    fn label_of(self, title: &Title, claims: &[Claim]) -> Option<String> {
        let telling = &self.words.telling;
        let (mut head, mut tail) = (None, None);
        for id in &title.claims {
            let claim = claims.iter().find(|claim| claim.id == *id)?;
            match claim.name.as_ref()? {
                NamePart::Role(role) => head = Some((telling.role)(self.kind, role)),
                NamePart::Tail(text) => tail = Some(text),
            }
        }
        let head = head.unwrap_or_else(|| (telling.head)(self.kind).to_owned());
        let label = tail.map_or(head.clone(), |tail| (telling.name)(&head, tail));
        let asked = label.contains('?') || !self.words.doubtful(&label).is_empty();
        (!asked).then(|| upper_first(&label))
    }

    /// What a reader must know of a name that is in doubt, or rests on interviews alone.
    pub(crate) fn about_label(self, title: &Title) -> Option<&'static str> {
        let telling = &self.words.telling;
        match title {
            Title { interviews_alone: true, .. } => Some(telling.by_interviews),
            Title { in_doubt: true, .. } => Some(telling.by_doubt),
            _ => None,
        }
    }
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
