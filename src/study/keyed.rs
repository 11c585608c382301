//! Keyed hashes (HMAC-SHA256, RFC 2104): without the key they tell of nobody.

use std::fmt::Write as _;

use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use crate::error::{ErrorKind, Result};

/// Fewest bytes of a key: shorter ones can be guessed.
pub(super) const LEAST_KEY: usize = 16;

/// A key that is long enough.
pub(super) fn check_key(key: &[u8]) -> Result<Vec<u8>> {
    if key.len() < LEAST_KEY {
        let (expected, found) = (format!("at least {} bytes", LEAST_KEY), key.len().to_string());
        return Err(ErrorKind::Parameter { name: "key", expected, found }.into());
    }
    Ok(key.to_vec())
}

/// HMAC-SHA256 of a name of a kind, in hexadecimal digits.
pub(super) fn keyed_hash(key: &[u8], kind: &str, name: &str) -> String {
    hexadecimal(&keyed_bytes(key, kind, name.as_bytes()))
}

/// HMAC-SHA256 of bytes of a kind; the length of the kind stands before it, so that no two kinds
/// are hashed alike.
pub(super) fn keyed_bytes(key: &[u8], kind: &str, bytes: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key may have any length");
    // The length parts the kind from what follows, so no two inputs are hashed alike.
    mac.update(format!("{}:{kind}", kind.len()).as_bytes());
    mac.update(bytes);
    mac.finalize().into_bytes().into()
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        write!(text, "{byte:02x}").expect("writing to a string does not fail");
    }
    text
}
