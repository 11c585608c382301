//! Bytes to text: which encoding a file is in, and what in it is no text.

use std::fmt;

use encoding_rs::{Encoding as Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::file::SourceFile;
use crate::error::{ErrorKind, Result};
use crate::finding::{FindingKind, Findings};
use crate::locator::Place;

/// How the bytes of a text file stand for characters.
///
/// Recognised in this order: a byte order mark; zero bytes at every second place (UTF-16); valid UTF-8; UTF-8 with a few bad bytes, which
/// become U+FFFD and a finding; anything else is Windows-1252, in which every byte is a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows code page 1252, western European.
    Windows1252,
}

impl Encoding {
    /// Every encoding that is read.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Windows1252];

    /// Name as a manifest states it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
        }
    }

    fn recognise(bytes: &[u8]) -> Result<Self, &'static str> {
        match bytes {
            [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Err("UTF-32"),
            [0xFF, 0xFE, ..] => Ok(Self::Utf16Le),
            [0xFE, 0xFF, ..] => Ok(Self::Utf16Be),
            [0xEF, 0xBB, 0xBF, ..] => Ok(Self::Utf8),
            _ => Ok(Self::without_mark(bytes)),
        }
    }

    fn without_mark(bytes: &[u8]) -> Self {
        const SAMPLE: usize = 4096;
        let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
        let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
        let (even, odd) = (zeros(0), zeros(1));
        if sample.len() >= 4 && odd * 4 >= sample.len() && even * 8 < sample.len() {
            return Self::Utf16Le;
        }
        if sample.len() >= 4 && even * 4 >= sample.len() && odd * 8 < sample.len() {
            return Self::Utf16Be;
        }
        if std::str::from_utf8(bytes).is_ok() {
            return Self::Utf8;
        }
        let (mut good, mut bad) = (0_usize, 0_usize);
        for chunk in bytes.utf8_chunks() {
            good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            bad += chunk.invalid().len();
        }
        if good > bad { Self::Utf8 } else { Self::Windows1252 }
    }

    fn decoder(self) -> &'static Decoder {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Windows1252 => WINDOWS_1252,
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text of a file without a byte order mark, in the encoding stated or else recognised.
///
/// # Errors
/// [`ErrorKind::Encoding`] for UTF-32 and for bytes that are text in no encoding; [`ErrorKind::TooLarge`] if the text is longer in UTF-8 than
/// a file may be.
pub(super) fn decode(
    file: SourceFile,
    stated: Option<Encoding>,
    findings: &mut Findings,
) -> Result<(String, Encoding)> {
    let place = file.place();
    let unreadable = |found: &str| ErrorKind::Encoding {
        place: place.clone(),
        expected: "text in UTF-8, UTF-16 or Windows-1252",
        found: found.to_owned(),
    };
    let encoding = match stated {
        Some(encoding) => encoding,
        None => Encoding::recognise(file.bytes()).map_err(unreadable)?,
    };
    if encoding != Encoding::Utf8 && stated.is_none() {
        findings.add_at(FindingKind::EncodingRecognised { encoding: encoding.to_string() }, place.clone());
    }
    let text = if encoding == Encoding::Utf8 {
        utf8(file.into_bytes(), &place, findings)
    } else {
        let (text, _, damaged) = encoding.decoder().decode(file.bytes());
        if damaged {
            findings.add_at(FindingKind::BadByte { encoding: encoding.to_string() }, place.clone());
        }
        text.into_owned()
    };
    if text.len() as u64 > SourceFile::MAX_BYTES {
        let found = text.len() as u64;
        return Err(ErrorKind::TooLarge { place: place.clone(), limit: SourceFile::MAX_BYTES, found }.into());
    }
    let zeros = || text.bytes().filter(|byte| *byte == 0).count();
    if encoding != Encoding::Utf8 && zeros() * 3 > text.chars().count() {
        return Err(unreadable("zero bytes between the characters, as in UTF-32").into());
    }
    Ok((text, encoding))
}

/// UTF-8 text; bad bytes become U+FFFD and a finding.
fn utf8(bytes: Vec<u8>, place: &Place, findings: &mut Findings) -> String {
    const MARK: &[u8] = b"\xEF\xBB\xBF";
    let bytes = match bytes.strip_prefix(MARK) {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let first = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let line = 1 + bytes[..first].iter().filter(|byte| **byte == b'\n').count();
        let bad = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
        let at = place.clone().line(line as u64).byte(first as u64);
        findings.add_counted(FindingKind::BadByte { encoding: Encoding::Utf8.to_string() }, bad, Some(at));
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, Encoding, Findings) {
        let mut findings = Findings::default();
        let (text, encoding) = decode(SourceFile::from_bytes("f.txt", bytes).unwrap(), None, &mut findings).unwrap();
        (text, encoding, findings)
    }

    #[test]
    fn marks_are_not_text() {
        assert_eq!(decoded(b"\xEF\xBB\xBFa\xC3\xA9").0, "aé");
        assert_eq!(decoded(b"\xFF\xFEa\0\xE9\0").0, "aé");
        assert_eq!(decoded(b"\xFE\xFF\0a\0\xE9").0, "aé");
    }

    #[test]
    fn utf16_without_mark_is_seen_by_its_zeros() {
        let bytes: Vec<u8> = "id;name\n1;Zo\u{eb}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (text, encoding, _) = decoded(&bytes);
        assert_eq!((text.as_str(), encoding), ("id;name\n1;Zoë\n", Encoding::Utf16Le));
    }

    #[test]
    fn western_bytes_are_windows_1252() {
        let (text, encoding, findings) = decoded(b"Cr\xE9dito; 5\x80");
        assert_eq!((text.as_str(), encoding), ("Crédito; 5€", Encoding::Windows1252));
        assert_eq!(findings.count("encoding-recognised"), 1);
    }

    #[test]
    fn one_bad_byte_in_utf8_is_a_finding_with_its_line() {
        let (text, encoding, findings) = decoded("é è ü\nb\u{e4}d: \0\n".replace('\0', "@").as_bytes());
        assert_eq!((text.contains("bäd"), encoding, findings.len()), (true, Encoding::Utf8, 0));
        let mut bytes = "é è ü\nbäd: ".as_bytes().to_vec();
        bytes.push(0xE4);
        let (text, _, findings) = decoded(&bytes);
        assert!(text.ends_with("bäd: \u{fffd}"));
        assert_eq!(findings.iter().next().unwrap().at.as_ref().unwrap().line, Some(2));
    }

    #[test]
    fn utf32_is_refused_by_name() {
        let error =
            decode(SourceFile::from_bytes("f.csv", *b"\xFF\xFE\0\0a\0\0\0").unwrap(), None, &mut Findings::default());
        assert_eq!(
            error.unwrap_err().to_string(),
            "f.csv: expected text in UTF-8, UTF-16 or Windows-1252, found UTF-32"
        );
    }
}
