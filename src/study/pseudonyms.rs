//! Names that stand for people in what is handed on: keyed hashes of what sources call them.

use std::fmt;

use super::exclusion::{checked_key, keyed_hash};
use crate::error::Result;
use crate::sources::Digest;

/// Makes pseudonyms by a key (HMAC-SHA256, RFC 2104): the same for the same name and key, so that nothing is kept beside the key. Without it a pseudonym
/// tells of nobody and cannot be tried out against a list of names.
///
/// ```
/// use persona_synthesis::study::Pseudonyms;
///
/// let pseudonyms = Pseudonyms::new(b"thirty-two bytes that nobody knows")?;
/// assert_eq!(pseudonyms.of("P01"), pseudonyms.of("P01"));
/// assert_ne!(pseudonyms.of("P01"), Pseudonyms::new(b"another key of many bytes")?.of("P01"));
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Pseudonyms {
    key: Vec<u8>,
}

/// The key is not shown.
impl fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonyms")
    }
}

/// Hexadecimal digits of a pseudonym.
const DIGITS: usize = 12;

impl Pseudonyms {
    /// Pseudonyms under a key.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`](crate::ErrorKind::Parameter) for a key of fewer than 16 bytes.
    pub fn new(key: &[u8]) -> Result<Self> {
        checked_key(key).map(|key| Self { key })
    }

    /// The pseudonym of a respondent: `R` and twelve hexadecimal digits.
    #[must_use]
    pub fn of(&self, respondent: &str) -> String {
        format!("R{}", &keyed_hash(&self.key, "pseudonym", respondent)[..DIGITS])
    }

    /// What stands for a name at one piece of evidence, so that two pieces do not show whether they are of one person.
    pub(crate) fn sealed(&self, evidence: &str, name: &str) -> String {
        keyed_hash(&self.key, &format!("place of {evidence}"), name)[..DIGITS].to_owned()
    }

    /// What stands for the digest of the words of a piece of evidence: a plain digest of a few words can be tried out.
    pub(crate) fn digest(&self, evidence: &str, words: &Digest) -> Digest {
        Digest::of(keyed_hash(&self.key, &format!("digest of {evidence}"), &words.to_string()).as_bytes())
    }

    /// A number that nobody can work out without the key: an order, or how many of several are shown.
    pub(crate) fn drawn(&self, purpose: &str, name: &str) -> u64 {
        let hash = keyed_hash(&self.key, &format!("draw for {purpose}"), name);
        u64::from_str_radix(&hash[..16], 16).expect("a hash is written in hexadecimal digits")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_one_person_are_not_told_as_one() {
        let pseudonyms = Pseudonyms::new(&[7; 16]).unwrap();
        assert_ne!(pseudonyms.sealed("U1-01-e1", "P01"), pseudonyms.sealed("U1-01-e2", "P01"));
        assert_eq!(pseudonyms.of("P01").len(), 1 + DIGITS);
        assert!(Pseudonyms::new(b"short").is_err() && !format!("{pseudonyms:?}").contains('7'));
    }
}
