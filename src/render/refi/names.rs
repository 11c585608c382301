//! Guids, names and paths of the things in a project.

use sha2::{Digest as _, Sha256};

/// Levels of codes below each other.
const LEVELS: usize = 100;

/// The parts of a code's path.
pub(super) fn path(code: &str) -> impl Iterator<Item = &str> {
    // A path of many parts would nest elements without limit, so its rest stays one name.
    code.splitn(LEVELS, '/')
}

/// Words in a line, cut where they are many.
pub(super) fn shown(words: &str) -> String {
    const LONGEST: usize = 100;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// A guid worked out of what it names: the beginning of the SHA-256 of its parts, each with its
/// length before it, marked as version 8 of RFC 9562.
pub(super) fn guid_of<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // Lengths keep `a`, `bc` apart from `ab`, `c`.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let hash = hash.finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    // Version 8 marks a guid whose bits mean something to its maker alone.
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let number = u128::from_be_bytes(bytes);
    let digits = format!("{number:032x}");
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::is_guid;

    #[test]
    fn a_guid_is_of_its_parts() {
        let guid = guid_of(["study", "code", "Goals"]);
        assert!(is_guid(&guid), "{guid}");
        assert_eq!((&guid[14..15], "89ab".contains(&guid[19..20])), ("8", true), "{guid}");
        assert_eq!(guid, guid_of(["study", "code", "Goals"]));
        assert_ne!(guid, guid_of(["study", "codeGoals", ""]));
    }
}
