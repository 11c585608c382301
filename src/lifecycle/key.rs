//! Which digests of a result can be checked: plain ones always, keyed ones with the key that the
//! result was made with.

use serde::Serialize;

use crate::indicators::IndicatorMatrix;
use crate::locale::VerificationTexts;
use crate::personas::PersonaSet;
use crate::sources::Digest;
use crate::study::{Pseudonyms, Study};

/// Relation of a study's privacy key to that of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyState {
    /// The result was made without a key.
    Unused,
    /// The keys are the same.
    Same,
    /// The result was made with a key, but the study has none.
    Missing,
    /// The result was made with another key.
    Other,
}

impl KeyState {
    /// Compares the key of a study with the check value in a result.
    #[must_use]
    pub fn compare(result: &PersonaSet, study: &Study) -> Self {
        match (&result.study.key_check, study.pseudonyms()) {
            (None, _) => Self::Unused,
            (Some(_), None) => Self::Missing,
            (Some(known), Some(key)) if key.check() == *known => Self::Same,
            (Some(_), Some(_)) => Self::Other,
        }
    }

    /// Why words whose digest is keyed or left out cannot be checked.
    pub(super) fn reason(self, texts: &VerificationTexts) -> &'static str {
        match self {
            Self::Unused => texts.key_unused,
            Self::Same => texts.key_same,
            Self::Missing => texts.key_missing,
            Self::Other => texts.key_other,
        }
    }
}

/// Opens digests with the key of the study.
#[derive(Clone, Copy)]
pub(super) struct Checker<'a> {
    pub(super) study: &'a Study,
    /// Holds the values that the caller computed.
    pub(super) matrix: &'a IndicatorMatrix,
    /// The key, where it is that of the result.
    key: Option<&'a Pseudonyms>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(result: &PersonaSet, study: &'a Study, matrix: &'a IndicatorMatrix) -> Self {
        let same = KeyState::compare(result, study) == KeyState::Same;
        Self { study, matrix, key: study.pseudonyms().filter(|_| same) }
    }

    /// A digest that can be checked, if this is one.
    pub(super) fn checkable(&self, digest: Option<&'a Digest>) -> Option<Checkable<'a>> {
        let digest = digest?;
        // A keyed digest cannot be worked out without its key.
        let key = if digest.is_keyed() { Some(self.key?) } else { None };
        Some(Checkable { digest, key })
    }
}

/// A digest with the key that it takes to check it.
#[derive(Clone, Copy)]
pub(super) struct Checkable<'a> {
    digest: &'a Digest,
    key: Option<&'a Pseudonyms>,
}

impl Checkable<'_> {
    /// True if it is the digest of these words.
    pub(super) fn is_of(&self, words: &str) -> bool {
        self.is(&Digest::of(words.as_bytes()))
    }

    /// True if it is this plain digest, or made of it by the key.
    pub(super) fn is(&self, plain: &Digest) -> bool {
        match self.key {
            Some(key) => key.digest_of_words(plain) == *self.digest,
            None => plain == self.digest,
        }
    }
}
