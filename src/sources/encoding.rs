//! Which encoding a file is in, and what in it is no text.

use std::io::{self, Read};

use crate::named::named_values;
use encoding_rs::{Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Character encoding of a text file.
///
/// Detected in this order: a byte order mark; zero bytes at every second place (UTF-16); valid
/// UTF-8; UTF-8 with a few bad bytes, which become U+FFFD and a finding; anything else is
/// Windows-1252, in which every byte is a character.
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
    /// Every encoding that can be read.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Windows1252];

    /// Name of the encoding in a manifest.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// Decoder for a file from its beginning; a byte order mark is not part of the text.
    pub(super) fn decoder(self) -> Decoder {
        match self {
            Self::Utf8 => UTF_8.new_decoder_with_bom_removal(),
            Self::Utf16Le => UTF_16LE.new_decoder(),
            Self::Utf16Be => UTF_16BE.new_decoder(),
            Self::Windows1252 => WINDOWS_1252.new_decoder(),
        }
    }
}

named_values!(Encoding "encoding");

/// Evidence for the encoding of a file, counted over its bytes.
#[derive(Debug, Default)]
pub(super) struct Signs {
    start: Vec<u8>,
    pub(super) length: u64,
    /// Characters beyond ASCII, if this is UTF-8.
    good: usize,
    /// Bytes that are no character, if this is UTF-8.
    pub(super) bad: usize,
    /// The first of these from 0, a byte order mark not counted, and its line.
    pub(super) first_bad: Option<(u64, u64)>,
    /// Ends of lines before it.
    lines: u64,
}

impl Signs {
    const MARK: &[u8] = b"\xEF\xBB\xBF";
    /// Bytes whose zeros tell UTF-16.
    const SAMPLE: usize = 4096;

    /// Reads a file from beginning to end, `piece` bytes at a time.
    pub(super) fn read(mut input: impl Read, piece: usize) -> io::Result<Self> {
        let (mut signs, mut bytes) = (Self::default(), Vec::with_capacity(piece));
        loop {
            let read = input.by_ref().take(piece as u64).read_to_end(&mut bytes)?;
            // A piece may end within a character.
            let whole = if read == 0 { bytes.len() } else { bytes.len() - begun(&bytes) };
            signs.add(&bytes[..whole]);
            bytes.drain(..whole);
            if read == 0 {
                return Ok(signs);
            }
        }
    }

    /// Adds bytes that end where a character does.
    fn add(&mut self, bytes: &[u8]) {
        self.start.extend(bytes.iter().take(Self::SAMPLE - self.start.len()));
        if let Ok(text) = str::from_utf8(bytes) {
            self.add_good(text);
        } else {
            for chunk in bytes.utf8_chunks() {
                self.add_good(chunk.valid());
                self.add_bad(chunk.invalid().len());
            }
        }
    }

    fn add_good(&mut self, text: &str) {
        if self.bad == 0 {
            self.lines += count(text.as_bytes(), |byte| byte == b'\n') as u64;
        }
        self.good += count(text.as_bytes(), |byte| byte >= 0xC0);
        self.length += text.len() as u64;
    }

    fn add_bad(&mut self, bytes: usize) {
        if self.bad == 0 && bytes > 0 {
            let mark = if self.start.starts_with(Self::MARK) { Self::MARK.len() } else { 0 };
            self.first_bad = Some((self.length - mark as u64, self.lines + 1));
        }
        self.bad += bytes;
        self.length += bytes as u64;
    }

    /// The encoding, or the name of one that is not read.
    pub(super) fn encoding(&self) -> Result<Encoding, &'static str> {
        match self.start[..] {
            [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Err("UTF-32"),
            [0xFF, 0xFE, ..] => Ok(Encoding::Utf16Le),
            [0xFE, 0xFF, ..] => Ok(Encoding::Utf16Be),
            [0xEF, 0xBB, 0xBF, ..] => Ok(Encoding::Utf8),
            _ => Ok(self.without_mark()),
        }
    }

    fn without_mark(&self) -> Encoding {
        let sample = &self.start[..self.start.len() & !1];
        let zeros = |parity: usize| {
            sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count()
        };
        // Latin text in UTF-16 has a zero in every second byte.
        let (even, odd) = (zeros(0), zeros(1));
        if sample.len() >= 4 && odd * 4 >= sample.len() && even * 8 < sample.len() {
            return Encoding::Utf16Le;
        }
        if sample.len() >= 4 && even * 4 >= sample.len() && odd * 8 < sample.len() {
            return Encoding::Utf16Be;
        }
        // Windows-1252 seldom forms UTF-8 sequences, so few bad bytes are damage.
        if self.bad == 0 || self.good > self.bad { Encoding::Utf8 } else { Encoding::Windows1252 }
    }
}

/// Number of bytes for which something holds.
pub(super) fn count(bytes: &[u8], holds: impl Fn(u8) -> bool) -> usize {
    // As many as a byte can count, so that many are looked at in one step.
    let some = bytes.chunks(usize::from(u8::MAX));
    some.map(|some| usize::from(some.iter().map(|byte| u8::from(holds(*byte))).sum::<u8>())).sum()
}

/// Number of bytes at the end that begin a character of UTF-8 and do not end it.
fn begun(bytes: &[u8]) -> usize {
    let begins = |bytes: &[u8]| {
        str::from_utf8(bytes)
            .is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
    };
    (1..=bytes.len().min(3)).find(|length| begins(&bytes[bytes.len() - length..])).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::decoded::decode;
    use super::super::file::SourceFile;
    use super::*;
    use crate::finding::Findings;

    fn decoded(bytes: &[u8]) -> (String, Encoding, Findings) {
        let mut findings = Findings::default();
        let (text, encoding) =
            decode(&SourceFile::from_bytes("f.txt", bytes).unwrap(), None, &mut findings).unwrap();
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
        let bytes: Vec<u8> =
            "id;name\n1;Zo\u{eb}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
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
        let (text, encoding, findings) =
            decoded("é è ü\nb\u{e4}d: \0\n".replace('\0', "@").as_bytes());
        assert_eq!((text.contains("bäd"), encoding, findings.len()), (true, Encoding::Utf8, 0));
        let mut bytes = "é è ü\nbäd: ".as_bytes().to_vec();
        bytes.push(0xE4);
        let (text, _, findings) = decoded(&bytes);
        assert!(text.ends_with("bäd: \u{fffd}"));
        assert_eq!(findings.iter().next().unwrap().place().unwrap().line, Some(2));
    }

    #[test]
    fn utf32_is_refused_by_name() {
        let error = decode(
            &SourceFile::from_bytes("f.csv", *b"\xFF\xFE\0\0a\0\0\0").unwrap(),
            None,
            &mut Findings::default(),
        );
        assert_eq!(
            error.unwrap_err().to_string(),
            "f.csv: expected text in UTF-8, UTF-16 or Windows-1252, found UTF-32"
        );
    }
}
