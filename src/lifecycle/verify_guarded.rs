//! Checks that the evidence of a guarded result, opened by the key, still stands where it stood.

use std::fmt::Write as _;

use rayon::prelude::*;
use serde::Serialize;

use super::key::KeyState;
use super::links::{LinkCheck, LinkState};
use super::places::ClaimPlace;
use super::verify::{SourceCheck, check_sources};
use crate::error::{ErrorKind, Result, shown};
use crate::locale::Words;
use crate::locator::Locator;
use crate::manifest::Language;
use crate::personas::{Evidence, PersonaSet, Seals};
use crate::sources::Digest;
use crate::study::{Pseudonyms, Study};

/// Result of checking a guarded result against its sources as they are now.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct GuardedVerification {
    /// Results of checking the sources, by keyed digests.
    pub sources: Vec<SourceCheck>,
    /// Result of checking each piece of evidence, in the order of the result.
    pub links: Vec<LinkCheck>,
    /// Language of the report.
    #[serde(skip)]
    language: Language,
}

impl GuardedVerification {
    /// True if every link is intact, apart from values that the caller computed outside the study,
    /// whose records a guarded result does not name.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.links.iter().all(|link| {
            // A guarded result does not say from which record of the caller's a value is.
            matches!(link.state, LinkState::Intact | LinkState::OfCaller)
        })
    }

    /// Report for people.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut line =
            |words: String| writeln!(text, "{words}").expect("writing to a string does not fail");
        let texts = &Words::of(self.language).verification;
        self.sources.iter().filter_map(|source| source.changed(texts)).for_each(&mut line);
        let intact = self.links.iter().filter(|link| link.state == LinkState::Intact).count();
        line((texts.links_opened)(intact, self.links.len()));
        for link in self.links.iter().filter(|link| link.state != LinkState::Intact) {
            line(format!("  {} {}", link.evidence, link.state.name_in(texts)));
        }
        text
    }
}

/// Checks every piece of evidence of a [guarded](crate::personas::Draft::guarded) result, masked or
/// not: with the study and its key each seal leads to its place, and the words there to their
/// digest. Sources are compared by their keyed digests.
///
/// # Limits
///
/// Words that moved are not looked for, and nothing is counted again: [`verify`](super::verify)
/// does so with the internal result. A row that was sealed is known by its number.
///
/// # Errors
/// [`ErrorKind::Mismatch`] for a study without the privacy key that the result was guarded with,
/// since nothing can be checked, and for a result of an earlier version, which has no check value
/// of its key: it is to be made anew.
pub fn verify_guarded(result: &PersonaSet, study: &Study) -> Result<GuardedVerification> {
    let key = opening_key(result, study)?;
    let seals = Seals::new(result, study, key);
    let evidence: Vec<&Evidence> = result.evidence().collect();
    let links =
        evidence.into_par_iter().map(|evidence| check_link(study, &seals, evidence)).collect();
    Ok(GuardedVerification {
        sources: check_sources(result, study, |source| {
            key.digest_of_source(&source.id, &source.digest)
        }),
        links,
        language: study.manifest().language,
    })
}

/// The key of a study, if it opens the seals of a result.
pub(super) fn opening_key<'a>(result: &PersonaSet, study: &'a Study) -> Result<&'a Pseudonyms> {
    let mismatch = |expected: &str, found: &str| ErrorKind::Mismatch {
        expected: expected.to_owned(),
        found: found.to_owned(),
    };
    let wanted = "a study whose manifest names the privacy key that the result was guarded with";
    match (KeyState::compare(result, study), study.pseudonyms()) {
        (KeyState::Same, Some(key)) => Ok(key),
        (KeyState::Unused, _) => {
            let expected = "a guarded result with `key_check`; make it anew with \
                            `personas synthesize --privacy`";
            Err(mismatch(expected, "one of an earlier version").into())
        }
        (KeyState::Same | KeyState::Missing | KeyState::Other, None) => {
            Err(mismatch(wanted, "one without").into())
        }
        (KeyState::Missing | KeyState::Other, Some(_)) => {
            Err(mismatch(wanted, "one with another key").into())
        }
    }
}

/// The places of a claim that a result shows: those that support it first. In a
/// [guarded](crate::personas::Draft::guarded) result the key of the study opens them; a place that
/// is no longer in the sources stays sealed.
///
/// # Errors
/// [`ErrorKind::Mismatch`] if the result has no such claim; of a guarded result also as
/// [`verify_guarded`].
pub fn shown_places(result: &PersonaSet, study: &Study, claim: &str) -> Result<Vec<ClaimPlace>> {
    let found = result.claim(claim).ok_or_else(|| ErrorKind::Mismatch {
        expected: format!("a result with the claim {}", shown(claim)),
        found: "one without".to_owned(),
    })?;
    let is_sealed = |evidence: &Evidence| evidence.locator.is_sealed();
    let all = || found.evidence.iter().chain(&found.counter_evidence);
    // Without a sealed place no key is needed.
    let seals = if all().any(is_sealed) {
        Some(Seals::new(result, study, opening_key(result, study)?))
    } else {
        None
    };
    let place = |supports: bool, evidence: &Evidence| {
        let mut evidence = evidence.clone();
        if let Some(opened) = seals.as_ref().and_then(|seals| seals.place(&evidence)) {
            evidence.locator = opened;
        }
        ClaimPlace { supports, evidence }
    };
    let supporting = found.evidence.iter().map(|evidence| place(true, evidence));
    let contradicting = found.counter_evidence.iter().map(|evidence| place(false, evidence));
    Ok(supporting.chain(contradicting).collect())
}

/// Opens the seal of one piece of evidence and compares the words at its place.
fn check_link(study: &Study, seals: &Seals<'_>, evidence: &Evidence) -> LinkCheck {
    let check = |state: LinkState| LinkCheck {
        evidence: evidence.id.clone(),
        state,
        locator: evidence.locator.clone(),
        now: None,
    };
    if matches!(evidence.locator, Locator::Caller { .. }) {
        return check(LinkState::OfCaller);
    }
    let words = seals.place(evidence).and_then(|place| study.resolve(&place, 0).ok());
    check(match words.map(|words| Digest::of(words.text.as_bytes())) {
        None => LinkState::Missing,
        // The place opens, but nothing tells its words from others.
        Some(_) if evidence.digest.is_none() => LinkState::NotCheckable,
        Some(now) if seals.is_of(evidence, &now) => LinkState::Intact,
        Some(_) => LinkState::Changed,
    })
}
