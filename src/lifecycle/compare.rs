//! Two waves of a study, or two runs: which personas stayed, changed, appeared, and whether that is
//! more than chance.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use serde::Serialize;

use super::change::{ClaimChange, Difference, claim_changes};
use super::fate::{CrossTab, Fate};
use super::waves::{SharedIndicator, Wave, pooled, shared};
use crate::clustering::{LatentClass, Selection, Sides, Waves};
use crate::error::{ErrorKind, Result};
use crate::ids::PersonaId;
use crate::manifest::PersonaKind;

/// Two waves compared, kind by kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WaveComparison {
    /// Title of the old wave.
    pub old: String,
    /// Title of the new wave.
    pub new: String,
    /// The kinds that both waves have.
    pub kinds: Vec<KindComparison>,
}

/// What two waves say of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KindComparison {
    /// The kind.
    pub kind: PersonaKind,
    /// Respondents of the old wave.
    pub old_respondents: usize,
    /// Respondents of the new wave.
    pub new_respondents: usize,
    /// Indicators on one scale in both waves, by their names in the old one. Nothing else is
    /// compared.
    pub shared: Vec<String>,
    /// How many of them shape groups.
    pub shaping: usize,
    /// Indicators of the old wave that the new one does not have, or has on another scale.
    pub only_old: usize,
    /// Indicators of the new wave that the old one does not have.
    pub only_new: usize,
    /// What became of the personas; empty where no shared question shapes groups.
    pub personas: Vec<PersonaFate>,
    /// How often two waves drawn from the same people at random differ as much in the groups that
    /// describe them best: the p-value of a permutation test; `None` where it could not be made.
    pub noise_p: Option<f64>,
    /// The claims of either wave that can be compared, in groups that both waves share.
    pub claims: Vec<ClaimChange>,
    /// Who is in both waves by an id, and where they went; empty where ids do not join.
    pub flows: Vec<Flow>,
    /// What to do.
    pub verdict: ReviewVerdict,
    /// Why, in words.
    pub reason: String,
    /// The day by which the personas are to be held against new data; `None` where no manifest says
    /// when the data were collected.
    ///
    /// Personas that changed are due on the day of the new wave. Personas that stand have stood for
    /// the time between the waves, and are trusted for as long again, twelve months at most: of
    /// personas made of data 18.7 % were others after a month and 23.3 % after a year (Jung,
    /// Salminen & Jansen 2019, Personas Changing Over Time).
    pub review_by: Option<String>,
}

/// What became of one persona, or of several that belong together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonaFate {
    /// What became of it.
    pub fate: Fate,
    /// Personas of the old wave.
    pub old: Vec<String>,
    /// Personas of the new wave.
    pub new: Vec<String>,
    /// Share of the old wave's respondents who are in them, 0 to 1; `None` where there are none.
    pub old_size: Option<f64>,
    /// Share of the new wave's.
    pub new_size: Option<f64>,
    /// People of either over people of both, sorted by what either group expects, both waves
    /// counting alike; of one persona in each wave.
    pub jaccard: Option<f64>,
    /// Share of the group that both waves have in common, where it is one.
    pub share: Option<Difference>,
}

/// People who are in both waves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flow {
    /// Persona in the old wave; `None` for those in none.
    pub from: Option<String>,
    /// Persona in the new wave.
    pub to: Option<String>,
    /// How many.
    pub respondents: usize,
}

/// What to do with the personas of the old wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ReviewVerdict {
    /// They stand: nothing changed beyond chance.
    Stand,
    /// Groups stand; claims or shares are to be read again now.
    Review,
    /// Groups are others: the personas of the new wave take their place.
    Replace,
    /// The waves asked nothing that could tell.
    Unknown,
}

impl ReviewVerdict {
    /// Name as it stands in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stand => "stand",
            Self::Review => "review",
            Self::Replace => "replace",
            Self::Unknown => "unknown",
        }
    }
}

/// How waves are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompareOptions {
    /// Permutations of the test for noise, 19 to 100,000: with fewer nothing is rarer than one in
    /// twenty.
    pub permutations: usize,
    /// Seed of every random draw.
    pub seed: u64,
}

impl Default for CompareOptions {
    fn default() -> Self {
        Self { permutations: 99, seed: 7 }
    }
}

const LEAST_PERMUTATIONS: usize = 19;
const MOST_PERMUTATIONS: usize = 100_000;
/// p-value from which on a difference is no more than chance.
pub(super) const CHANCE: f64 = 0.05;
/// Days for which personas are trusted at most.
const YEAR: i32 = 365;

/// Compares two waves by the questions that both asked.
///
/// People of both waves are sorted by what the groups of either wave expect of the shared
/// questions; which groups belong together is read from that table. What claims say is compared
/// within groups that are made of both waves together, blind to which wave somebody is of: a
/// difference is then none of where two runs happened to draw a border.
///
/// # Limits
///
/// Weights count for groups, not for the counts and intervals of changes. A question that is put in
/// other words is another question.
///
/// # Errors
/// [`ErrorKind::Parameter`] for fewer than 19 or more than 100,000 permutations,
/// [`ErrorKind::Mismatch`] for a wave whose stages do not belong together, [`ErrorKind::Fit`] if
/// the groups cannot be fitted.
pub fn compare(old: &Wave<'_>, new: &Wave<'_>, options: &CompareOptions) -> Result<WaveComparison> {
    old.check()?;
    new.check()?;
    if !(LEAST_PERMUTATIONS..=MOST_PERMUTATIONS).contains(&options.permutations) {
        let expected = format!("{LEAST_PERMUTATIONS} to {MOST_PERMUTATIONS}");
        let found = options.permutations.to_string();
        return Err(ErrorKind::Parameter { name: "permutations", expected, found }.into());
    }
    let both = shared(old.matrix, new.matrix);
    let kinds = old.clustering.selections().iter().map(|selection| selection.kind);
    let kinds = kinds.filter(|kind| new.clustering.selection(*kind).is_some());
    let kinds = kinds.map(|kind| of_kind(old, new, kind, &both, options)).collect::<Result<_>>()?;
    Ok(WaveComparison {
        old: old.result.personas.study.title.clone(),
        new: new.result.personas.study.title.clone(),
        kinds,
    })
}

fn of_kind(
    old: &Wave<'_>,
    new: &Wave<'_>,
    kind: PersonaKind,
    both: &[SharedIndicator],
    options: &CompareOptions,
) -> Result<KindComparison> {
    let (was, is) = (old.people(kind), new.people(kind));
    let shaping: Vec<&SharedIndicator> =
        both.iter().filter(|indicator| indicator.shapes(old, new, kind)).collect();
    let mut comparison = KindComparison {
        kind,
        old_respondents: was.len(),
        new_respondents: is.len(),
        shared: both.iter().map(|indicator| indicator.name(old).to_owned()).collect(),
        shaping: shaping.len(),
        only_old: old.matrix.indicators().len() - both.len(),
        only_new: new.matrix.indicators().len() - both.len(),
        personas: Vec::new(),
        noise_p: None,
        claims: Vec::new(),
        flows: flows(old, new, kind),
        verdict: ReviewVerdict::Unknown,
        reason: "no question that shapes groups was put in both waves on the same scale".to_owned(),
        review_by: None,
    };
    let (Some(before), Some(after)) = (old.selection(kind), new.selection(kind)) else {
        return Ok(comparison);
    };
    if shaping.is_empty() || was.is_empty() || is.is_empty() {
        return Ok(comparison);
    }
    let matrix = pooled(&shaping, (old, &was), (new, &is))?;
    let waves =
        Waves::new(&matrix, was.len(), LatentClass::from(&old.matrix.options()), options.seed);
    if waves.is_empty() {
        return Ok(comparison);
    }
    let by_old = waves.sorted_as(before.chosen, |one| {
        (one < was.len()).then(|| posterior(before, was[one]))?
    })?;
    let by_new = waves.sorted_as(after.chosen, |one| {
        (one >= was.len()).then(|| posterior(after, is[one - was.len()]))?
    })?;
    let crossing = CrossTab::of((before.chosen, &by_old), (after.chosen, &by_new), was.len());
    // As many groups as the wave that has more of them, so that a group of one wave alone has a
    // place.
    let (shared_groups, sides) = waves.shared(before.chosen.max(after.chosen))?;
    comparison.noise_p = waves.noise(&shared_groups, options.permutations)?;
    let counted = Counted { sides: &sides, groups: shared_groups.groups(), first: was.len() };
    let home = |of: &Sides, groups: usize| counted.homes(of, groups);
    let (old_homes, new_homes) = (home(&by_old, before.chosen), home(&by_new, after.chosen));
    comparison.claims =
        claim_changes((old, &was, &old_homes), (new, &is, &new_homes), kind, both, &sides);
    comparison.personas =
        fates(&crossing, &counted, kind, (old, was.len(), &old_homes), (new, is.len(), &new_homes));
    settle(&mut comparison);
    comparison.review_by = review_by(comparison.verdict, collected(old), collected(new));
    Ok(comparison)
}

/// Probability of each group for a respondent who is in one.
fn posterior(selection: &Selection, respondent: u32) -> Option<Vec<f32>> {
    let place = selection
        .members
        .binary_search_by_key(&respondent, |member| member.respondent.number())
        .ok()?;
    (selection.members[place].in_group || selection.chosen == 1)
        .then(|| selection.probabilities(place).to_vec())
}

/// Everyone in groups that both waves share.
struct Counted<'a> {
    sides: &'a Sides,
    groups: usize,
    first: usize,
}

impl Counted<'_> {
    /// For each group of a wave the shared group that has most of its people.
    fn homes(&self, of: &Sides, groups: usize) -> Vec<usize> {
        let mut counts = vec![vec![0_usize; self.groups]; groups];
        for (own, side) in of.iter().zip(self.sides) {
            if let (Some(own), Some(side)) = (own, side) {
                counts[usize::from(*own)][usize::from(*side)] += 1;
            }
        }
        let most = |counts: &Vec<usize>| {
            (0..counts.len()).rev().max_by_key(|side| counts[*side]).unwrap_or(0)
        };
        counts.iter().map(most).collect()
    }

    /// The share of a shared group in either wave.
    fn share(&self, group: usize) -> Difference {
        let count = |sides: &[Option<u16>]| {
            let known = sides.iter().flatten();
            (known.clone().filter(|side| usize::from(**side) == group).count(), known.count())
        };
        Difference::of(count(&self.sides[..self.first]), count(&self.sides[self.first..]))
    }
}

fn fates(
    crossing: &CrossTab,
    counted: &Counted<'_>,
    kind: PersonaKind,
    (old, old_people, old_homes): (&Wave<'_>, usize, &[usize]),
    (new, new_people, new_homes): (&Wave<'_>, usize, &[usize]),
) -> Vec<PersonaFate> {
    let (old_ids, new_ids) = (old.ids(kind), new.ids(kind));
    let named = |ids: &[&str], groups: &[usize]| {
        groups
            .iter()
            .filter_map(|group| ids.get(*group))
            .map(|id| (*id).to_owned())
            .collect::<Vec<String>>()
    };
    let fate = |kinship: super::fate::Correspondence| {
        let (a, b) = (kinship.old.first().copied(), kinship.new.first().copied());
        let single = kinship.fate == Fate::Matched;
        let home = a
            .zip(b)
            .filter(|(a, b)| single && old_homes[*a] == new_homes[*b])
            .map(|(a, _)| old_homes[a]);
        let (was, is) = (named(&old_ids, &kinship.old), named(&new_ids, &kinship.new));
        PersonaFate {
            fate: kinship.fate,
            old_size: old.size(&was, old_people),
            new_size: new.size(&is, new_people),
            old: was,
            new: is,
            jaccard: a.zip(b).filter(|_| single).map(|(a, b)| crossing.jaccard(a, b)),
            share: home.map(|home| counted.share(home)),
        }
    };
    crossing.kinships().into_iter().map(fate).collect()
}

/// Who is in both waves by a name that joins, and where they went.
fn flows(old: &Wave<'_>, new: &Wave<'_>, kind: PersonaKind) -> Vec<Flow> {
    let persona_of = |wave: &Wave<'_>| -> BTreeMap<String, Option<String>> {
        let memberships =
            wave.result.memberships().iter().zip(0_u32..).filter(|(one, _)| one.kind == kind);
        let followed = memberships.filter_map(|(one, place)| {
            Some((wave.followed(place)?.to_owned(), one.persona.as_ref().map(PersonaId::to_string)))
        });
        followed.collect()
    };
    let (was, is) = (persona_of(old), persona_of(new));
    let mut counts: BTreeMap<(Option<String>, Option<String>), usize> = BTreeMap::new();
    for (name, from) in was {
        if let Some(to) = is.get(&name) {
            *counts.entry((from, to.clone())).or_default() += 1;
        }
    }
    counts.into_iter().map(|((from, to), respondents)| Flow { from, to, respondents }).collect()
}

/// When the data of a wave were collected.
fn collected(wave: &Wave<'_>) -> Option<Date> {
    wave.result.personas.study.collected.as_ref()?.parse().ok()
}

/// The day by which personas are to be looked at again.
fn review_by(verdict: ReviewVerdict, old: Option<Date>, new: Option<Date>) -> Option<String> {
    let (old, new) = (old?, new?);
    let stood = new.since(old).ok()?.get_days().clamp(0, YEAR);
    let due = match verdict {
        ReviewVerdict::Stand => new.saturating_add(Span::new().days(stood)),
        ReviewVerdict::Review | ReviewVerdict::Replace => new,
        ReviewVerdict::Unknown => return None,
    };
    Some(due.to_string())
}

/// Marks personas of which something changed, and says what to do.
fn settle(comparison: &mut KindComparison) {
    let changed = |persona: &PersonaFate| {
        let claims = comparison.claims.iter().filter(|claim| claim.is_change());
        let own = |claim: &ClaimChange| {
            claim.old.as_ref() == persona.old.first() && claim.new.as_ref() == persona.new.first()
        };
        claims.filter(|claim| own(claim)).count()
    };
    let of: Vec<usize> = comparison.personas.iter().map(changed).collect();
    for (persona, changes) in comparison.personas.iter_mut().zip(of) {
        if persona.fate == Fate::Matched && changes > 0 {
            persona.fate = Fate::Changed;
        }
    }
    let others = |fate: Fate| !matches!(fate, Fate::Matched | Fate::Changed);
    let structure = comparison.personas.iter().filter(|persona| others(persona.fate)).count();
    let claims = comparison.claims.iter().filter(|claim| claim.is_change()).count();
    let shares = comparison.personas.iter().filter_map(|persona| persona.share.as_ref());
    let tested = comparison.personas.len().max(1);
    #[allow(clippy::cast_precision_loss, reason = "few personas")]
    let shares = shares.filter(|share| share.p * tested as f64 <= CHANCE).count();
    let noise = comparison.noise_p.map_or_else(
        || "the test for noise could not be made".to_owned(),
        |p| format!("p = {p:.2}"),
    );
    let beyond = comparison.noise_p.is_none_or(|p| p <= CHANCE);
    let compared = comparison.claims.len();
    (comparison.verdict, comparison.reason) = match (structure, claims + shares) {
        (1.., _) if beyond => (
            ReviewVerdict::Replace,
            format!(
                "{structure} personas split, merged, appeared or went, and the waves differ more than chance ({noise})"
            ),
        ),
        (_, 1..) => (
            ReviewVerdict::Review,
            format!(
                "{claims} of {compared} claims and {shares} shares changed beyond chance ({noise} for the groups)"
            ),
        ),
        (1.., _) => (
            ReviewVerdict::Stand,
            format!(
                "{structure} personas are drawn otherwise, but no more than between waves drawn at random ({noise})"
            ),
        ),
        _ => (
            ReviewVerdict::Stand,
            format!(
                "none of {compared} claims and no share changed beyond chance ({noise} for the groups)"
            ),
        ),
    };
}
