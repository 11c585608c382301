//! Whether a result still holds: its sources opened again, every link looked up, every count
//! counted again.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;
use roaring::RoaringBitmap;
use serde::Serialize;

use super::key::{Checker, KeyState};
use super::links::{LinkCheck, LinkState};
use crate::error::{ErrorKind, Result};
use crate::indicators::IndicatorMatrix;
use crate::personas::{
    Claim, EarlySigns, EvidenceSet, Others, PersonaSet, Reopened, RunResult, Sources, Support,
    matrix_of_study,
};
use crate::sources::Digest;
use crate::study::{SourceSummary, Study};
use crate::visible::visible;

/// What a result is worth against its sources as they are now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verification {
    /// Whether the study has the privacy key of the result, which it takes to check words that are
    /// masked or withheld.
    pub key: KeyState,
    /// The sources of the result.
    pub sources: Vec<SourceCheck>,
    /// The claims, in the order of the result.
    pub claims: Vec<ClaimCheck>,
    /// The personas, those in no group, and signs of those not to be served.
    pub personas: Vec<PersonaCheck>,
}

/// A source, checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceCheck {
    /// Id of the source.
    pub source: String,
    /// Its digest in the result.
    pub digest: Digest,
    /// Its digest now; `None` if the manifest has it no more.
    pub now: Option<Digest>,
}

impl SourceCheck {
    /// Whether its bytes are the same.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.now.as_ref() == Some(&self.digest)
    }

    /// What became of a source that is not as it was, in words.
    pub(super) fn changed(&self) -> Option<String> {
        let what = if self.now.is_some() { "has other bytes" } else { "is not there any more" };
        (!self.is_unchanged()).then(|| format!("{} {what}", self.source))
    }
}

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimState {
    /// All it rests on is as it was; places may have moved.
    Holds,
    /// Some of what it rests on is another.
    Weakened,
    /// Nothing supports it any more.
    Lost,
}

impl ClaimState {
    /// Name as it stands in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Weakened => "weakened",
            Self::Lost => "lost",
        }
    }
}

/// A claim, checked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimCheck {
    /// Id of the claim.
    pub claim: String,
    /// Id of the persona.
    pub persona: String,
    /// What became of it.
    pub state: ClaimState,
    /// In words, what is another; empty for a claim that holds.
    pub reasons: Vec<String>,
    /// The places that the result shows for and against it.
    pub links: Vec<LinkCheck>,
    /// Whether the words at all places that it rests on were compared; where they were not, counts
    /// and the places shown were.
    pub words_checked: bool,
    /// How many of the group, counted now; `None` where nothing can be counted any more.
    pub support: Option<Support>,
    /// How many of everyone else, counted now.
    pub elsewhere: Option<Others>,
}

/// A persona, checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonaCheck {
    /// Id of the persona, or of those in no group.
    pub persona: String,
    /// Claims of it.
    pub claims: usize,
    /// Of these, weakened.
    pub weakened: usize,
    /// Of these, lost.
    pub lost: usize,
}

/// Checks a result against its sources, opened again: every link that it shows, the words at every
/// place that a claim rests on by their digest, and every count and share, counted again of the
/// same groups. Groups are not looked for again. Digests of words that are masked or withheld take
/// the privacy key that the result was made with: without it these words are [not
/// checkable](LinkState::NotCheckable), and claims are judged by all else.
///
/// ```
/// use persona_synthesis::personas::Draft;
/// use persona_synthesis::{Clustering, IndicatorMatrix, Study, lifecycle};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let matrix = IndicatorMatrix::from_study(&study)?;
/// let draft = Draft::new(&study, &matrix, &Clustering::fit(&matrix)?)?;
/// let verification = lifecycle::verify(draft.result(), &study, &matrix)?;
/// assert!(verification.holds());
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
///
/// # Limits
///
/// Words that moved are known again by themselves and by how near they are to the old place. A row
/// without an id is known by its number alone: where rows are put before it, what stands there
/// counts as changed.
///
/// # Errors
/// [`ErrorKind::Mismatch`] for a result without its memberships and sets of evidence:
/// [`read_result`](super::read_result) reads all of it; or for a matrix that is not of the study.
pub fn verify(result: &RunResult, study: &Study, matrix: &IndicatorMatrix) -> Result<Verification> {
    let set = &result.personas;
    if result.memberships().len() != set.study.respondents
        || result.evidence_sets().len() != set.claims().count()
    {
        let expected = "a result with its memberships and sets of evidence".to_owned();
        return Err(ErrorKind::Mismatch { expected, found: "one without".to_owned() }.into());
    }
    matrix_of_study(study, matrix)?;
    let checker = Checker::new(set, study);
    let reopened = Sources::new(study, matrix).reopen(result);
    let ids: Vec<&str> = result.memberships().iter().map(|one| one.respondent.as_str()).collect();
    let now: Vec<&str> = study.names().collect();
    let claims: Vec<&Claim> = set.claims().collect();
    let check = |(claim, (set, reopened)): (&&Claim, &(&EvidenceSet, Option<Reopened>))| {
        ClaimCheck::of(
            checker,
            claim,
            (set, &ids),
            reopened.as_ref().map(|reopened| (reopened, now.as_slice())),
        )
    };
    let claims: Vec<ClaimCheck> = claims.par_iter().zip(&reopened).map(check).collect();
    let described = set.personas.iter().map(|persona| persona.id.as_str());
    let described = described.chain(set.unassigned.iter().map(|none| none.id.as_str()));
    let described = described.chain(set.early_signs.iter().map(|_| EarlySigns::ID));
    let personas = described.map(|id| PersonaCheck::of(id, &claims)).collect();
    let sources = sources(set, study, |source| source.digest.clone());
    Ok(Verification { key: KeyState::of(set, study), sources, claims, personas })
}

/// The sources of a result with their digests now, as the result has them.
pub(super) fn sources(
    result: &PersonaSet,
    study: &Study,
    digest: impl Fn(&SourceSummary) -> Digest,
) -> Vec<SourceCheck> {
    let found: BTreeMap<String, Digest> =
        study.sources().into_iter().map(|source| (source.id.clone(), digest(&source))).collect();
    let check = |source: &SourceSummary| SourceCheck {
        source: source.id.clone(),
        digest: source.digest.clone(),
        now: found.get(&source.id).cloned(),
    };
    result.study.sources.iter().map(check).collect()
}

/// The respondents of a set by their ids.
fn named<'a>(set: &RoaringBitmap, ids: &[&'a str]) -> Vec<&'a str> {
    let mut names: Vec<&str> =
        set.iter().filter_map(|one| ids.get(one as usize).copied()).collect();
    names.sort_unstable();
    names
}

impl ClaimCheck {
    fn of(
        checker: Checker<'_>,
        claim: &Claim,
        (set, ids): (&EvidenceSet, &[&str]),
        reopened: Option<(&Reopened, &[&str])>,
    ) -> Self {
        let shown = claim.evidence.iter().chain(&claim.counter_evidence);
        let links: Vec<LinkCheck> =
            shown.map(|evidence| LinkCheck::of(checker, evidence)).collect();
        let words = checker.checkable(set.digest.as_ref());
        let mut reasons = Vec::new();
        for state in [LinkState::Changed, LinkState::Missing] {
            let of_state = links.iter().filter(|link| link.state == state).count();
            if of_state > 0 {
                reasons.push(format!(
                    "{of_state} of {} places shown {}",
                    links.len(),
                    state.name()
                ));
            }
        }
        let check = |check: Option<String>| check.into_iter();
        let lost = match reopened {
            None => {
                reasons.push("the sources have its indicator or answer no more".to_owned());
                true
            }
            Some((reopened, now)) => {
                reasons
                    .extend(check(people(("asked", &set.asked, ids), (&reopened.set.asked, now))));
                reasons.extend(check(people(
                    ("of whom it is so", &set.with, ids),
                    (&reopened.set.with, now),
                )));
                if words.is_some_and(|words| !words.is(&reopened.words)) {
                    reasons.push(
                        "words at the places it rests on are others, or other places".to_owned(),
                    );
                }
                reasons.extend(check(counts(claim, reopened)));
                reopened.set.supporting.values().all(RoaringBitmap::is_empty)
            }
        };
        let state = match (lost, reasons.is_empty()) {
            (true, _) => ClaimState::Lost,
            (_, true) => ClaimState::Holds,
            _ => ClaimState::Weakened,
        };
        Self {
            claim: claim.id.to_string(),
            persona: set.persona.to_string(),
            state,
            reasons,
            links,
            words_checked: words.is_some() && reopened.is_some(),
            support: reopened.map(|(reopened, _)| reopened.support),
            elsewhere: reopened.map(|(reopened, _)| reopened.elsewhere),
        }
    }
}

/// How a set of respondents differs from what it was.
fn people(
    (what, before, ids): (&str, &RoaringBitmap, &[&str]),
    (after, now): (&RoaringBitmap, &[&str]),
) -> Option<String> {
    let (before, after) = (named(before, ids), named(after, now));
    let missing = before.iter().filter(|one| after.binary_search(one).is_err()).count();
    let added = after.iter().filter(|one| before.binary_search(one).is_err()).count();
    (missing + added > 0).then(|| format!("{what}: {missing} respondents fewer, {added} more"))
}

/// How counts and shares differ from those that are printed.
fn counts(claim: &Claim, now: &Reopened) -> Option<String> {
    /// Beyond rounding.
    const EQUAL: f64 = 1e-9;
    let (was, is) = (&claim.support, &now.support);
    let apart = |a: f64, b: f64| (a - b).abs() > EQUAL;
    let elsewhere = match (claim.elsewhere.share, now.elsewhere.share) {
        (Some(a), Some(b)) => apart(a, b),
        (a, b) => a.is_some() != b.is_some(),
    };
    let differs = (was.with, was.asked) != (is.with, is.asked)
        || (claim.elsewhere.with, claim.elsewhere.asked)
            != (now.elsewhere.with, now.elsewhere.asked)
        || apart(was.share, is.share)
        || apart(was.low, is.low)
        || apart(was.high, is.high)
        || elsewhere;
    differs.then(|| {
        format!(
            "printed {} of {} ({:.1} %), elsewhere {} of {}; counted {} of {} ({:.1} %), elsewhere {} of {}",
            was.with,
            was.asked,
            was.share * 100.0,
            claim.elsewhere.with,
            claim.elsewhere.asked,
            is.with,
            is.asked,
            is.share * 100.0,
            now.elsewhere.with,
            now.elsewhere.asked
        )
    })
}

impl PersonaCheck {
    fn of(id: &str, claims: &[ClaimCheck]) -> Self {
        let of = |state: ClaimState| {
            claims.iter().filter(|claim| claim.persona == id && claim.state == state).count()
        };
        let (weakened, lost) = (of(ClaimState::Weakened), of(ClaimState::Lost));
        Self {
            persona: id.to_owned(),
            claims: of(ClaimState::Holds) + weakened + lost,
            weakened,
            lost,
        }
    }
}

impl Verification {
    /// Whether every claim holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.claims.iter().all(|claim| claim.state == ClaimState::Holds)
    }

    /// Number of links that the result shows in this state.
    #[must_use]
    pub fn links(&self, state: LinkState) -> usize {
        self.claims.iter().flat_map(|claim| &claim.links).filter(|link| link.state == state).count()
    }

    /// What could not be checked and why; `None` where everything was.
    fn not_checkable(&self) -> Option<String> {
        let links = self.links(LinkState::NotCheckable);
        let is_unchecked =
            |claim: &&ClaimCheck| !claim.words_checked && claim.state != ClaimState::Lost;
        let claims = self.claims.iter().filter(is_unchecked).count();
        (links + claims > 0).then(|| {
            let reason = self.key.reason();
            format!("not checkable: words at {links} links shown, and at all places of {claims} claims; {reason}")
        })
    }

    /// What was found, for people.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut line =
            |words: String| writeln!(text, "{words}").expect("writing to a string does not fail");
        self.sources.iter().filter_map(SourceCheck::changed).for_each(&mut line);
        let counts: Vec<String> = LinkState::ALL
            .iter()
            .map(|state| format!("{} {}", self.links(*state), state.name()))
            .collect();
        line(format!("links shown: {}", counts.join(", ")));
        self.not_checkable().into_iter().for_each(&mut line);
        for persona in &self.personas {
            let PersonaCheck { persona, claims, weakened, lost } = persona;
            line(format!("{persona}: {claims} claims, {weakened} weakened, {lost} lost"));
        }
        for claim in self.claims.iter().filter(|claim| claim.state != ClaimState::Holds) {
            line(format!("{} {}: {}", claim.claim, claim.state.name(), claim.reasons.join("; ")));
            for link in claim.links.iter().filter(|link| link.state > LinkState::Intact) {
                let now = link
                    .now
                    .as_ref()
                    .map_or_else(String::new, |now| format!("; now {}", now.in_words()));
                line(format!(
                    "  {} {}: {}{now}",
                    link.evidence,
                    link.state.name(),
                    link.locator.in_words()
                ));
            }
        }
        visible(&text).into_owned()
    }
}
