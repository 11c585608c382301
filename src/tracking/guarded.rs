//! Whether the evidence of a guarded result still stands where it stood, opened by the key.

use rayon::prelude::*;

use super::links::{LinkCheck, LinkState};
use crate::error::{ErrorKind, Result};
use crate::personas::{Evidence, PersonaSet};
use crate::sources::Digest;
use crate::study::{Pseudonyms, Study};

/// Checks every piece of evidence of a result that is [guarded](PersonaSet::guarded), masked or not: with the study and its key each seal leads to its
/// place, and the words there to the keyed digest.
///
/// # Limits
///
/// Words that moved are not looked for, and nothing is counted again: [`verify`](super::verify) does so with the internal result. A row that was sealed is known by
/// its number.
///
/// # Errors
/// [`ErrorKind::Mismatch`] for a study without the key of pseudonyms.
pub fn verify_guarded(result: &PersonaSet, study: &Study) -> Result<Vec<LinkCheck>> {
    let pseudonyms = study.manifest().pseudonyms.as_ref().ok_or_else(|| ErrorKind::Mismatch {
        expected: "a study whose manifest names the key of the pseudonyms".to_owned(),
        found: "one without".to_owned(),
    })?;
    let evidence: Vec<&Evidence> = result.evidence().collect();
    Ok(evidence.into_par_iter().map(|evidence| check(study, pseudonyms, evidence)).collect())
}

fn check(study: &Study, pseudonyms: &Pseudonyms, evidence: &Evidence) -> LinkCheck {
    let words = study.unsealed(evidence, pseudonyms).and_then(|place| study.resolve(&place, 0).ok());
    let state = match words {
        None => LinkState::Missing,
        Some(words) if pseudonyms.digest(&evidence.id, &Digest::of(words.text.as_bytes())) == evidence.digest => {
            LinkState::Intact
        }
        Some(_) => LinkState::Changed,
    };
    LinkCheck { evidence: evidence.id.clone(), state, locator: evidence.locator.clone(), now: None }
}
