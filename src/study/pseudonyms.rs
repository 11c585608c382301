//! Names that stand for people in what is handed on: keyed hashes of what sources call them.

use std::fmt;

use super::keyed::{check_key, keyed_hash};
use crate::error::{ErrorKind, Result};
use crate::ids::{RespondentId, SourceId};
use crate::manifest::Manifest;
use crate::sources::Digest;

/// Makes pseudonyms with a key (HMAC-SHA256, RFC 2104): one name and one key always give one
/// pseudonym, so that only the key is kept. Without the key a pseudonym reveals nobody and cannot
/// be tested against a list of names.
///
/// ```
/// use persona_synthesis::study::Pseudonyms;
///
/// let pseudonyms = Pseudonyms::new(b"thirty-two bytes that nobody knows")?;
/// assert_eq!(pseudonyms.pseudonym("P01"), pseudonyms.pseudonym("P01"));
/// let others = Pseudonyms::new(b"another key of many bytes")?;
/// assert_ne!(pseudonyms.pseudonym("P01"), others.pseudonym("P01"));
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Pseudonyms {
    pub(super) key: Vec<u8>,
}

/// The key is not shown.
impl fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonyms")
    }
}

/// Hexadecimal digits of a pseudonym.
const DIGITS: usize = 12;
/// Hexadecimal digits of the check value of a key.
const CHECK_DIGITS: usize = 16;

impl Pseudonyms {
    /// Makes pseudonyms under a key.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`](crate::ErrorKind::Parameter) for a key of fewer than 16 bytes.
    pub fn new(key: &[u8]) -> Result<Self> {
        check_key(key).map(|key| Self { key })
    }

    /// Pseudonym of a respondent: `R` and twelve hexadecimal digits.
    #[must_use]
    pub fn pseudonym(&self, respondent: impl AsRef<str>) -> RespondentId {
        format!("R{}", &keyed_hash(&self.key, "pseudonym", respondent.as_ref())[..DIGITS]).into()
    }

    /// Check value of the key, sixteen hexadecimal digits: the keyed hash of a fixed text, by which
    /// a result tells its key from others.
    #[must_use]
    pub fn check(&self) -> String {
        keyed_hash(&self.key, "key check", "")[..CHECK_DIGITS].to_owned()
    }

    /// The keyed digest of words that are not shown, worked out of their plain one, which can be
    /// guessed at. It is the same wherever the words are, so that overrides find them in every run.
    pub(crate) fn digest_of_words(&self, plain: &Digest) -> Digest {
        self.digest("words", plain)
    }

    /// The keyed digest of words for one piece of guarded evidence; two digests do not show whether
    /// they are of the same words.
    pub(crate) fn digest_at(&self, evidence: &str, plain: &Digest) -> Digest {
        self.digest(&format!("evidence {evidence}"), plain)
    }

    /// The keyed digest of a source of a guarded result.
    pub(crate) fn digest_of_source(&self, source: &SourceId, plain: &Digest) -> Digest {
        self.digest(&format!("source {source}"), plain)
    }

    /// A number that nobody can work out without the key: an order, or how many of several are
    /// shown.
    pub(crate) fn drawn(&self, purpose: &str, name: &str) -> u64 {
        let hash = keyed_hash(&self.key, &format!("draw for {purpose}"), name);
        u64::from_str_radix(&hash[..16], 16).expect("a hash is written in hexadecimal digits")
    }

    fn digest(&self, of: &str, plain: &Digest) -> Digest {
        Digest::keyed(&keyed_hash(&self.key, &format!("digest of {of}"), &plain.to_string()))
    }
}

/// The error that a manifest's profile needs a key that is not there.
pub(super) fn missing_key(manifest: &Manifest) -> ErrorKind {
    ErrorKind::Manifest {
        place: manifest.place(None),
        expected: format!(
            "a key for the profile {}: `key = \"privacy.key\"` below `[privacy]`, a file of at \
             least 16 bytes that nobody else has",
            manifest.privacy.profile.name()
        ),
        found: match &manifest.privacy.key {
            Some(key) => format!("no file {}", key.display()),
            None => "none".to_owned(),
        },
        nearest: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_apart_and_not_shown() {
        let [one, other] = [[7; 16], [8; 16]].map(|key| Pseudonyms::new(&key).unwrap());
        assert_eq!(one.pseudonym("P01").as_str().len(), 1 + DIGITS);
        assert!(one.check() == one.clone().check() && one.check() != other.check());
        assert!(Pseudonyms::new(b"short").is_err() && !format!("{one:?}").contains('7'));
    }

    #[test]
    fn keyed_digests_are_of_the_key_the_words_and_what_they_are_of() {
        let [one, other] = [[7; 16], [8; 16]].map(|key| Pseudonyms::new(&key).unwrap());
        let [yes, no] = [b"yes".as_slice(), b"no"].map(Digest::of);
        let digest = one.digest_of_words(&yes);
        assert!(
            digest.is_keyed()
                && !yes.is_keyed()
                && digest.to_string().len() == Digest::KEYED.len() + 64
        );
        let others = [
            one.digest_of_words(&no),
            other.digest_of_words(&yes),
            one.digest_at("U1-01-e1", &yes),
            one.digest_at("U1-01-e2", &yes),
            one.digest_of_source(&"U1-01-e1".into(), &yes),
        ];
        assert_ne!(others[2], others[3]);
        assert!(!others.contains(&digest));
    }
}
