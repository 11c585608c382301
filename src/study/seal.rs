//! Places sealed by a key: its holder opens them; to anybody else they do not tell where something
//! is or how long it is.

use super::Pseudonyms;
use super::keyed::{hexadecimal, keyed_bytes};

/// A place in a source as it is sealed: the same number of bytes for every place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SealedPlace {
    /// The document or respondent, as [`Pseudonyms::name_in_seal`] says; zeros where there is none.
    pub(crate) name: [u8; 8],
    /// First character, or row.
    pub(crate) first: u32,
    /// The character after the last, or the row again.
    pub(crate) last: u32,
}

/// Bytes of a place, and of the tag before it.
const HALF: usize = 16;

impl SealedPlace {
    fn bytes(&self) -> [u8; HALF] {
        let mut bytes = [0; HALF];
        bytes[..8].copy_from_slice(&self.name);
        bytes[8..12].copy_from_slice(&self.first.to_be_bytes());
        bytes[12..].copy_from_slice(&self.last.to_be_bytes());
        bytes
    }

    fn from_bytes(bytes: [u8; HALF]) -> Self {
        let [n0, n1, n2, n3, n4, n5, n6, n7, f0, f1, f2, f3, l0, l1, l2, l3] = bytes;
        Self {
            name: [n0, n1, n2, n3, n4, n5, n6, n7],
            first: u32::from_be_bytes([f0, f1, f2, f3]),
            last: u32::from_be_bytes([l0, l1, l2, l3]),
        }
    }
}

/// Deterministic authenticated encryption (Rogaway and Shrimpton 2006, doi `10.1007/11761679_23`):
/// the tag is the HMAC of the place at its evidence, and the HMAC of the tag is the pad that the
/// place is combined with. Two places sealed for the same evidence, in two runs, have different
/// tags and so different pads.
impl Pseudonyms {
    /// Eight bytes for the name of a document or respondent within a seal, whatever its length.
    pub(crate) fn name_in_seal(&self, name: &str) -> [u8; 8] {
        let [a, b, c, d, e, f, g, h, ..] =
            keyed_bytes(&self.key, "name in a seal", name.as_bytes());
        [a, b, c, d, e, f, g, h]
    }

    /// The seal of a place at a piece of evidence: 64 hexadecimal digits. Two pieces of evidence do
    /// not show whether their places are the same.
    pub(crate) fn seal(&self, evidence: &str, place: &SealedPlace) -> String {
        let plain = place.bytes();
        // The tag serves as nonce, so the same place in other evidence is hidden otherwise.
        let tag = self.tag(evidence, &plain);
        hexadecimal(&[tag, self.xor_pad(evidence, &tag, plain)].concat())
    }

    /// The place that a seal hides; `None` for a text that is no seal of this key at this piece of
    /// evidence.
    pub(crate) fn open(&self, evidence: &str, seal: &str) -> Option<SealedPlace> {
        let [tag, hidden] = halves(seal)?;
        let plain = self.xor_pad(evidence, &tag, hidden);
        // Another key or an edited seal opens to noise, which the tag tells.
        (self.tag(evidence, &plain) == tag).then(|| SealedPlace::from_bytes(plain))
    }

    fn tag(&self, evidence: &str, plain: &[u8; HALF]) -> [u8; HALF] {
        first_half(keyed_bytes(&self.key, &format!("seal of {evidence}"), plain))
    }

    fn xor_pad(&self, evidence: &str, tag: &[u8; HALF], mut bytes: [u8; HALF]) -> [u8; HALF] {
        let pad = first_half(keyed_bytes(&self.key, &format!("pad of {evidence}"), tag));
        bytes.iter_mut().zip(pad).for_each(|(byte, pad)| *byte ^= pad);
        bytes
    }
}

fn first_half(hash: [u8; 2 * HALF]) -> [u8; HALF] {
    std::array::from_fn(|at| hash[at])
}

/// The tag and the hidden place of a seal.
fn halves(seal: &str) -> Option<[[u8; HALF]; 2]> {
    let digits = seal.as_bytes();
    if digits.len() != 4 * HALF {
        return None;
    }
    let digit =
        |at: usize| char::from(digits[at]).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut found = [[0; HALF]; 2];
    for (at, byte) in found.iter_mut().flatten().enumerate() {
        *byte = digit(2 * at)? << 4 | digit(2 * at + 1)?;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Pseudonyms {
        Pseudonyms::new(&[7; 16]).unwrap()
    }

    #[test]
    fn a_seal_opens_with_its_key_at_its_evidence_alone() {
        let key = key();
        let place =
            SealedPlace { name: key.name_in_seal("P01.txt"), first: 70_000, last: u32::MAX };
        let seal = key.seal("U1-01-e1", &place);
        assert_eq!(key.open("U1-01-e1", &seal), Some(place));
        assert_eq!(key.open("U1-01-e2", &seal), None);
        assert_eq!(Pseudonyms::new(&[8; 16]).unwrap().open("U1-01-e1", &seal), None);
        for digit in 0..seal.len() {
            let mut other = seal.clone().into_bytes();
            other[digit] = if other[digit] == b'0' { b'1' } else { b'0' };
            assert_eq!(
                key.open("U1-01-e1", &String::from_utf8(other).unwrap()),
                None,
                "digit {digit}"
            );
        }
        for text in ["", "P01.txt", &seal[1..], &"x".repeat(64), &"é".repeat(32)] {
            assert_eq!(key.open("U1-01-e1", text), None, "{text}");
        }
    }

    #[test]
    fn seals_are_of_one_length_and_no_two_share_a_pad() {
        let key = key();
        let place =
            |name: &str, first, last| SealedPlace { name: key.name_in_seal(name), first, last };
        let places = [place("P1", 0, 1), place("P1", 0, 2), place(&"P".repeat(300), 0, u32::MAX)];
        let seals = places.map(|place| key.seal("U1-01-e1", &place));
        assert!(seals.iter().all(|seal| seal.len() == 64));
        // With one pad for both, the seals would differ as the places do: in the last digits alone.
        assert_ne!(seals[0][32..48], seals[1][32..48]);
        assert_ne!(key.seal("U1-01-e2", &places[0])[32..], seals[0][32..]);
    }
}
