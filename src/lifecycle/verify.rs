//! Checks that a result still holds: its sources opened again, every link looked up, every count
//! counted again.

use std::collections::BTreeMap;

use rayon::prelude::*;
use roaring::RoaringBitmap;
use serde::Serialize;

use super::key::{Checker, KeyState};
use super::links::{LEFT_OUT, LinkCheck, LinkState};
use super::recount::{COUNTS, Recount};
use crate::error::{ErrorKind, Result};
use crate::ids::{ClaimId, PersonaId, SourceId};
use crate::indicators::IndicatorMatrix;
use crate::locale::{VerificationTexts, Words};
use crate::manifest::Language;
use crate::personas::{
    Claim, EarlySigns, Evidence, EvidenceSet, Others, PersonaSet, Reopened, RunResult, Sources,
    Support, matrix_of_study,
};
use crate::sources::Digest;
use crate::study::{SourceSummary, Study};

/// Result of checking a result against its sources as they are now.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Verification {
    /// Relation of the study's privacy key to that of the result; the key is needed to check words
    /// that are masked or withheld.
    pub key: KeyState,
    /// Results of checking the sources.
    pub sources: Vec<SourceCheck>,
    /// Results of checking the claims, in the order of the result.
    pub claims: Vec<ClaimCheck>,
    /// Results of checking the personas, the respondents without a group, and the early signs of
    /// the kind *negative*.
    pub personas: Vec<PersonaCheck>,
    /// Language of the report and of the reasons.
    #[serde(skip)]
    pub(super) language: Language,
}

/// Result of checking one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SourceCheck {
    /// Id of the source.
    pub source: SourceId,
    /// Digest of the source in the result.
    pub digest: Digest,
    /// Digest of the source now; `None` if the manifest no longer has it.
    pub now: Option<Digest>,
}

impl SourceCheck {
    /// True if the bytes of the source are unchanged.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.now.as_ref() == Some(&self.digest)
    }

    /// Description of the change of a source; `None` if it is unchanged.
    pub(super) fn changed(&self, texts: &VerificationTexts) -> Option<String> {
        let what = if self.now.is_some() { texts.other_bytes } else { texts.source_gone };
        (!self.is_unchanged()).then(|| what(self.source.as_str()))
    }
}

/// State of a claim against the sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimState {
    /// All its evidence is unchanged; places may have moved.
    Holds,
    /// It rests on values of the caller's alone, and the matrix does not have their indicator.
    /// Neither a pass nor a failure.
    NotChecked,
    /// Some of its evidence or fields have changed.
    Weakened,
    /// Nothing supports it any longer.
    Lost,
}

impl ClaimState {
    /// Name of the state in English reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name_in(&Words::of(Language::default()).verification)
    }

    /// Name of the state in reports of a language.
    pub(super) fn name_in(self, texts: &VerificationTexts) -> &'static str {
        match self {
            Self::Holds => texts.holds,
            Self::NotChecked => texts.not_checked,
            Self::Weakened => texts.weakened,
            Self::Lost => texts.lost,
        }
    }
}

/// Result of checking one claim against the sources.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ClaimCheck {
    /// Id of the claim.
    pub claim: ClaimId,
    /// Id of the persona.
    pub persona: PersonaId,
    /// State of the claim.
    pub state: ClaimState,
    /// Changes, in words; empty for a claim that holds.
    pub reasons: Vec<String>,
    /// Names of the fields of the claim in `personas.json` that differ from what the sources give.
    pub differs: Vec<String>,
    /// Results of checking the places that the result shows for and against the claim.
    pub links: Vec<LinkCheck>,
    /// True if the words at all places behind the claim were compared; otherwise only counts and
    /// the places shown were.
    pub words_checked: bool,
    /// Count of the group, from the sources as they are now; `None` if it can no longer be counted.
    pub support: Option<Support>,
    /// Count of everyone else, from the sources as they are now.
    pub elsewhere: Option<Others>,
}

/// Result of checking one persona against the sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PersonaCheck {
    /// Id of the persona, or of the respondents without a group.
    pub persona: PersonaId,
    /// Number of claims about the persona.
    pub claims: usize,
    /// Number of these claims that are weakened.
    pub weakened: usize,
    /// Number of these claims that are lost.
    pub lost: usize,
    /// Number of these claims that could not be checked.
    pub not_checked: usize,
    /// Names of its fields in `personas.json` that differ from what its members and claims give, or
    /// whose evidence has changed.
    pub differs: Vec<String>,
}

/// Checks a result against its sources, opened again: every link that it shows, the words at every
/// place that a claim rests on by their digest, and every count and share, counted again of the
/// same groups. Groups are not looked for again. Digests of words that are masked or withheld take
/// the privacy key that the result was made with: without it these words are [not
/// checkable](LinkState::NotCheckable), and claims are judged by all else. Values that the caller
/// computed outside the study are looked up in the matrix; where it does not have their indicator,
/// they are [not checked](LinkState::OfCaller). A claim that rests on such values alone is [not
/// checked](ClaimState::NotChecked) either, and the result does not hold until it is.
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
    let sources = check_sources(set, study, |source| source.digest.clone());
    let reopened = Sources::new(study, matrix);
    let opened = OpenedResult {
        checker: Checker::new(set, study, matrix),
        sources: &reopened,
        is_unchanged: sources.iter().all(SourceCheck::is_unchanged),
        ids: result.memberships().iter().map(|one| one.respondent.as_str()).collect(),
        now: study.names().collect(),
        texts: &Words::of(study.manifest().language).verification,
    };
    let (claims, found): (Vec<&Claim>, _) = (set.claims().collect(), reopened.reopen(result));
    let check = |(claim, (set, now)): (&&Claim, &(&EvidenceSet, Option<Reopened>))| {
        ClaimCheck::new(&opened, claim, set, now.as_ref())
    };
    let claims: Vec<ClaimCheck> = claims.par_iter().zip(&found).map(check).collect();
    let described = set.personas.iter().map(|persona| persona.id.as_str());
    let described = described.chain(set.unassigned.iter().map(|none| none.id.as_str()));
    let described = described.chain(set.early_signs.iter().map(|_| EarlySigns::ID));
    let differs = |id: &str| opened.fields_of_persona(result, id);
    let personas = described.map(|id| PersonaCheck::count(id, &claims, differs(id))).collect();
    let (key, language) = (KeyState::compare(set, study), study.manifest().language);
    Ok(Verification { key, sources, claims, personas, language })
}

/// An earlier result with its study opened again.
struct OpenedResult<'a> {
    checker: Checker<'a>,
    sources: &'a Sources<'a>,
    /// True if every source has the same bytes.
    is_unchanged: bool,
    /// Ids of the respondents of the result, by position.
    ids: Vec<&'a str>,
    /// Ids of the respondents now, by position.
    now: Vec<&'a str>,
    texts: &'static VerificationTexts,
}

impl OpenedResult<'_> {
    /// Checks a link and, where the words at its place are known to be the same, that masking makes
    /// the quote of them.
    fn check_link(&self, evidence: &Evidence) -> LinkCheck {
        let mut link = LinkCheck::check(self.checker, evidence);
        let same_words = match link.state {
            LinkState::Intact | LinkState::Moved => true,
            // Without a digest of the words, the digest of the whole source tells.
            LinkState::NotCheckable => self.is_unchanged,
            LinkState::Changed | LinkState::Missing | LinkState::OfCaller => false,
        };
        if evidence.masked && evidence.quote != LEFT_OUT && same_words {
            let place = link.now.as_ref().unwrap_or(&link.locator);
            let words = self.sources.words_at(evidence, place);
            if words.is_some_and(|words| !self.sources.masks_to(evidence, &words)) {
                link.state = LinkState::Changed;
            }
        }
        link
    }

    fn fields_of_persona(&self, result: &RunResult, id: &str) -> Vec<String> {
        let differs = result.differing_fields(id).into_iter().map(str::to_owned);
        let persona = result.personas.personas.iter().find(|persona| persona.id == id);
        let mut evidence = persona
            .into_iter()
            .flat_map(|persona| &persona.contradictions)
            .flat_map(|contradiction| contradiction.evidence.iter());
        let is_broken = |evidence: &Evidence| {
            matches!(self.check_link(evidence).state, LinkState::Changed | LinkState::Missing)
        };
        let contradictions = evidence.any(is_broken).then(|| "contradictions".to_owned());
        differs.chain(contradictions).collect()
    }
}

/// The sources of a result with their digests now, as the result has them.
pub(super) fn check_sources(
    result: &PersonaSet,
    study: &Study,
    digest: impl Fn(&SourceSummary) -> Digest,
) -> Vec<SourceCheck> {
    let found: BTreeMap<SourceId, Digest> =
        study.sources().into_iter().map(|source| (source.id.clone(), digest(&source))).collect();
    let check = |source: &SourceSummary| SourceCheck {
        source: source.id.clone(),
        digest: source.digest.clone(),
        now: found.get(&source.id).cloned(),
    };
    result.study.sources.iter().map(check).collect()
}

impl ClaimCheck {
    fn new(
        opened: &OpenedResult<'_>,
        claim: &Claim,
        set: &EvidenceSet,
        reopened: Option<&Reopened>,
    ) -> Self {
        let shown = claim.evidence.iter().chain(&claim.counter_evidence);
        let links: Vec<LinkCheck> = shown.map(|evidence| opened.check_link(evidence)).collect();
        let words = opened.checker.checkable(set.digest.as_ref());
        let (mut reasons, texts) = (Vec::new(), opened.texts);
        for state in [LinkState::Changed, LinkState::Missing] {
            let of_state = links.iter().filter(|link| link.state == state).count();
            if of_state > 0 {
                reasons.push((texts.places)(of_state, links.len(), state.name_in(texts)));
            }
        }
        let mut differs = Vec::new();
        let unsupported = match reopened {
            // Of a claim that rests on the caller's values alone nothing can be counted without
            // them.
            None if are_of_caller(&links) => {
                reasons.push(texts.indicator_of_caller.to_owned());
                Some(ClaimState::NotChecked)
            }
            None => {
                reasons.push(texts.indicator_gone.to_owned());
                Some(ClaimState::Lost)
            }
            Some(now) => {
                let (ids, ids_now) = (&*opened.ids, &*opened.now);
                let recount = Recount { claim, set, ids, now, ids_now, texts };
                reasons.extend(recount.people());
                if words.is_some_and(|words| !words.is(&now.words)) {
                    reasons.push(texts.words_changed.to_owned());
                }
                reasons.extend(recount.counts());
                differs = recount.fields();
                let is_lost = now.set.supporting.values().all(RoaringBitmap::is_empty);
                is_lost.then_some(ClaimState::Lost)
            }
        };
        let named: Vec<&str> =
            differs.iter().filter(|name| !COUNTS.contains(name)).copied().collect();
        if !named.is_empty() {
            reasons.push((texts.fields_differ)(&named));
        }
        let state = match (unsupported, reasons.is_empty()) {
            (Some(state), _) => state,
            (None, true) => ClaimState::Holds,
            (None, false) => ClaimState::Weakened,
        };
        Self {
            claim: claim.id.clone(),
            persona: set.persona.clone(),
            state,
            reasons,
            differs: differs.into_iter().map(str::to_owned).collect(),
            links,
            words_checked: words.is_some() && reopened.is_some(),
            support: reopened.map(|now| now.support),
            elsewhere: reopened.map(|now| now.elsewhere),
        }
    }
}

/// True if there are places, all of them values of the caller's that could not be looked up.
fn are_of_caller(links: &[LinkCheck]) -> bool {
    !links.is_empty() && links.iter().all(|link| link.state == LinkState::OfCaller)
}

impl PersonaCheck {
    fn count(id: &str, claims: &[ClaimCheck], differs: Vec<String>) -> Self {
        let of = |state: ClaimState| {
            claims.iter().filter(|claim| claim.persona == id && claim.state == state).count()
        };
        Self {
            persona: id.into(),
            claims: claims.iter().filter(|claim| claim.persona == id).count(),
            weakened: of(ClaimState::Weakened),
            lost: of(ClaimState::Lost),
            not_checked: of(ClaimState::NotChecked),
            differs,
        }
    }
}

impl Verification {
    /// True if every claim holds and the personas are as their members and claims give them.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.claims.iter().all(|claim| claim.state == ClaimState::Holds)
            && self.personas.iter().all(|persona| persona.differs.is_empty())
    }

    /// Number of links in this state among those that the result shows.
    #[must_use]
    pub fn links(&self, state: LinkState) -> usize {
        self.claims.iter().flat_map(|claim| &claim.links).filter(|link| link.state == state).count()
    }

    /// Claims about indicators of the caller's that the matrix does not have.
    #[must_use]
    pub(crate) fn of_caller(&self) -> usize {
        self.claims.iter().filter(|claim| claim.state == ClaimState::NotChecked).count()
    }
}
