//! The text of a file, decoded as it is read: memory holds pieces of it, however long it is.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder};
use sha2::{Digest as _, Sha256};

use super::encoding::{Encoding, Signs, count};
use super::file::{Digest, Rereadable, SourceFile};
use super::padding::Padding;
use crate::error::{Error, ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::findings::SourcesFinding;

/// Bytes that are read at a time.
const PIECE: usize = 1 << 16;

/// A text file whose bytes were looked at once, so that its encoding is known.
pub(super) struct TextFile<'a> {
    bytes: &'a dyn Rereadable,
    place: Place,
    piece: usize,
    pub(super) encoding: Encoding,
    length: u64,
    damaged: bool,
}

impl<'a> TextFile<'a> {
    /// Scans the bytes of a file for its encoding, unless that is stated.
    ///
    /// # Errors
    /// [`ErrorKind::Encoding`] for UTF-32 and for bytes that are text in no encoding;
    /// [`ErrorKind::TooLarge`] if the text is longer in UTF-8 than a file may be;
    /// [`ErrorKind::Read`] if they cannot be read.
    pub(super) fn new(
        bytes: &'a dyn Rereadable,
        place: Place,
        stated: Option<Encoding>,
        findings: &mut Findings,
    ) -> Result<Self> {
        Self::in_pieces(bytes, PIECE, place, stated, findings)
    }

    pub(super) fn in_pieces(
        bytes: &'a dyn Rereadable,
        piece: usize,
        place: Place,
        stated: Option<Encoding>,
        findings: &mut Findings,
    ) -> Result<Self> {
        let signs = bytes.reading().and_then(|input| Signs::read(input, piece));
        let signs = signs.map_err(|source| read_error(&place, source))?;
        let encoding = match stated {
            Some(encoding) => encoding,
            None => signs.encoding().map_err(|found| encoding_error(&place, found))?,
        };
        if encoding != Encoding::Utf8 && stated.is_none() {
            findings.add_at(
                SourcesFinding::EncodingRecognised { encoding, in_place_of: None },
                place.clone(),
            );
        }
        let mut file =
            Self { bytes, place, piece, encoding, length: signs.length, damaged: signs.bad > 0 };
        let bad_byte = SourcesFinding::BadByte { encoding };
        if encoding != Encoding::Utf8 {
            file.damaged = file.check()?;
            if file.damaged {
                findings.add_at(bad_byte, file.place.clone());
            }
        } else if let Some((byte, line)) = signs.first_bad {
            file.check()?;
            findings.add_counted(
                bad_byte,
                signs.bad,
                Some(file.place.clone().line(line).byte(byte)),
            );
        }
        Ok(file)
    }

    /// The text from its beginning, without a byte order mark; bad bytes are U+FFFD.
    ///
    /// # Errors
    /// [`ErrorKind::Read`] if it cannot be read.
    pub(super) fn decode(&self) -> Result<DecodedText<'a>> {
        let input = self.bytes.reading().map_err(|source| read_error(&self.place, source))?;
        Ok(DecodedText {
            input,
            place: self.place.clone(),
            decoder: self.encoding.decoder(),
            piece: self.piece,
            bytes: Vec::with_capacity(self.piece),
            ended: false,
            // Room for a character that began in the piece before, and then for one too many.
            text: vec![0; self.piece + 16],
            at: 0,
            end: 0,
            finished: false,
            padding: None,
            hash: Sha256::new(),
            expected: (self.length, self.damaged),
            found: (0, false),
        })
    }

    /// Sees whether the decoded bytes are text; gives whether some are bad.
    fn check(&self) -> Result<bool> {
        let (mut length, mut characters, mut zeros) = (0, 0, 0);
        let mut text = self.decode()?;
        loop {
            let piece = text.piece()?;
            if piece.is_empty() {
                break;
            }
            length += piece.len() as u64;
            characters += count(piece, |byte| byte & 0xC0 != 0x80);
            zeros += count(piece, |byte| byte == 0);
            let taken = piece.len();
            text.consume(taken);
        }
        if length > SourceFile::MAX_BYTES {
            let (place, limit) = (self.place.clone(), SourceFile::MAX_BYTES);
            return Err(ErrorKind::TooLarge { place, limit, found: length }.into());
        }
        if self.encoding != Encoding::Utf8 && zeros * 3 > characters {
            return Err(encoding_error(
                &self.place,
                "zero bytes between the characters, as in UTF-32",
            ));
        }
        Ok(text.found.1)
    }
}

/// The text of a file in memory without a byte order mark, in the encoding stated or else
/// recognised.
///
/// # Errors
/// As [`TextFile::new`].
pub(super) fn decode(
    file: &SourceFile,
    stated: Option<Encoding>,
    findings: &mut Findings,
) -> Result<(String, Encoding)> {
    let bytes = file.bytes();
    let of = TextFile::new(&bytes, file.place(), stated, findings)?;
    let mut text = String::with_capacity(bytes.len());
    of.decode()?.read_to_string(&mut text).map_err(|source| read_error(&of.place, source))?;
    Ok((text, of.encoding))
}

fn read_error(place: &Place, source: io::Error) -> Error {
    ErrorKind::Read { place: place.clone(), source }.into()
}

fn encoding_error(place: &Place, found: &str) -> Error {
    let expected = "text in UTF-8, UTF-16 or Windows-1252";
    ErrorKind::Encoding { place: place.clone(), expected, found: found.to_owned() }.into()
}

/// The text of a file in UTF-8, on its way into memory.
pub(super) struct DecodedText<'a> {
    input: Box<dyn Read + 'a>,
    place: Place,
    decoder: Decoder,
    piece: usize,
    bytes: Vec<u8>,
    ended: bool,
    /// Decoded text of which this part has not been taken yet.
    text: Vec<u8>,
    at: usize,
    end: usize,
    finished: bool,
    /// Takes blanks before quotation marks out of the text, where it is asked for.
    padding: Option<Padding>,
    hash: Sha256,
    /// Number of bytes, and whether some are bad.
    expected: (u64, bool),
    found: (u64, bool),
}

impl DecodedText<'_> {
    /// Some of the text that follows, empty at the end only.
    ///
    /// # Errors
    /// [`ErrorKind::Read`] if the file cannot be read.
    pub(super) fn piece(&mut self) -> Result<&[u8]> {
        self.fill().map_err(|source| read_error(&self.place, source))?;
        Ok(self.shown())
    }

    /// The text without blanks between a delimiter and a quotation mark.
    pub(super) fn without_padding(mut self, delimiter: u8) -> Self {
        self.padding = Some(Padding::new(delimiter));
        self
    }

    /// True if the text read so far had such blanks.
    pub(super) fn had_padding(&self) -> bool {
        self.padding.as_ref().is_some_and(|padding| padding.found)
    }

    /// True if the text read so far ends within a quoted cell.
    pub(super) fn is_within_quotes(&self) -> bool {
        self.padding.as_ref().is_some_and(Padding::is_within_quotes)
    }

    /// What is left of the piece.
    fn shown(&self) -> &[u8] {
        let text = self.padding.as_ref().map_or(&self.text[..], Padding::text);
        &text[self.at..self.end]
    }

    /// The file.
    pub(super) fn place(&self) -> Place {
        self.place.clone()
    }

    /// Marks bytes of the piece as read.
    pub(super) fn consume(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Digest of the bytes that the text was decoded from, to be asked for at the end.
    ///
    /// # Errors
    /// [`ErrorKind::Read`] if they are not those that the encoding was recognised by.
    pub(super) fn digest(self) -> Result<Digest> {
        // The first reading chose the encoding and reported damage.
        if self.found != self.expected {
            return Err(read_error(
                &self.place,
                io::Error::other("the file changed while it was read"),
            ));
        }
        Ok(Digest::from_hash(self.hash))
    }

    fn fill(&mut self) -> io::Result<()> {
        while self.at == self.end && !self.finished {
            if self.bytes.is_empty() && !self.ended {
                let read =
                    self.input.by_ref().take(self.piece as u64).read_to_end(&mut self.bytes)?;
                self.hash.update(&self.bytes);
                self.found.0 += read as u64;
                self.ended = read == 0;
            }
            let (result, read, written, damaged) =
                self.decoder.decode_to_utf8(&self.bytes, &mut self.text, self.ended);
            self.bytes.drain(..read);
            (self.at, self.end) = (0, written);
            self.found.1 |= damaged;
            self.finished = self.ended && result == CoderResult::InputEmpty;
            if let Some(padding) = &mut self.padding {
                self.end = padding.take(&self.text[..written], self.finished);
            }
        }
        Ok(())
    }
}

impl Read for DecodedText<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.fill()?;
        let taken = self.shown().read(out)?;
        self.consume(taken);
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
    use proptest::prelude::*;

    fn in_pieces(
        bytes: &[u8],
        piece: usize,
        stated: Option<Encoding>,
    ) -> Result<(String, Encoding, Digest, Findings)> {
        let mut findings = Findings::default();
        let file = TextFile::in_pieces(&bytes, piece, Place::file("f"), stated, &mut findings)?;
        let (mut decoded, mut text) = (file.decode()?, String::new());
        decoded.read_to_string(&mut text).unwrap();
        Ok((text, file.encoding, decoded.digest()?, findings))
    }

    /// The text that the libraries decode from all bytes at once.
    fn at_once(bytes: &[u8], encoding: Encoding) -> String {
        let of = match encoding {
            Encoding::Utf8 => {
                return String::from_utf8_lossy(
                    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes),
                )
                .into_owned();
            }
            Encoding::Utf16Le => UTF_16LE,
            Encoding::Utf16Be => UTF_16BE,
            Encoding::Windows1252 => WINDOWS_1252,
        };
        of.decode(bytes).0.into_owned()
    }

    fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
        match encoding {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Encoding::Windows1252 => WINDOWS_1252.encode(text).0.into_owned(),
        }
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_make_the_same_text_and_findings(
            text in "\u{feff}?[aé€😀\r\n,\"]{0,60}",
            spoiled in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
            encoding in proptest::sample::select(Encoding::ALL.to_vec()),
            stated: bool,
            piece in 1..9_usize,
        ) {
            let mut bytes = encoded(&text, encoding);
            let spoiled = if bytes.is_empty() { Vec::new() } else { spoiled };
            for (at, byte) in spoiled {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let stated = stated.then_some(encoding);
            match (in_pieces(&bytes, piece, stated), in_pieces(&bytes, PIECE, stated)) {
                (Ok(small), Ok(large)) => {
                    prop_assert_eq!(&small, &large);
                    prop_assert_eq!(small.0, at_once(&bytes, small.1));
                    prop_assert_eq!(small.2, Digest::of(&bytes));
                    if let Err(bad) = str::from_utf8(&bytes) && small.1 == Encoding::Utf8 {
                        let mark = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
                        let before = &bytes[..bad.valid_up_to()];
                        let lines = before.iter().filter(|byte| **byte == b'\n').count();
                        let byte = (bad.valid_up_to() - mark) as u64;
                        let at = Place::file("f").line(1 + lines as u64).byte(byte);
                        let is_bad_byte = |finding: &&_| crate::Finding::id(finding) == "bad-byte";
                        let finding = small.3.iter().find(is_bad_byte).unwrap();
                        prop_assert_eq!(finding.place(), Some(&at));
                        let bad = bytes.utf8_chunks().map(|chunk| chunk.invalid().len());
                        let count: usize = bad.sum();
                        prop_assert_eq!(finding.count(), count);
                    }
                }
                (Err(small), Err(large)) => prop_assert_eq!(small.to_string(), large.to_string()),
                (small, large) => prop_assert!(false, "{:?} and {:?}", small, large),
            }
        }
    }

    /// A file that is written to between two readings.
    struct Changing(std::cell::Cell<usize>);

    impl Rereadable for Changing {
        fn reading(&self) -> io::Result<Box<dyn Read + '_>> {
            const READINGS: [&[u8]; 2] = [b"id,a\n1,2\n", b"id,a\n1,2\n3,4\n"];
            Ok(Box::new(READINGS[self.0.replace(1)]))
        }
    }

    #[test]
    fn a_file_that_changes_between_its_readings_is_refused() {
        let changing = Changing(std::cell::Cell::new(0));
        let file =
            TextFile::new(&changing, Place::file("f.csv"), None, &mut Findings::default()).unwrap();
        let (mut decoded, mut text) = (file.decode().unwrap(), String::new());
        decoded.read_to_string(&mut text).unwrap();
        let error = decoded.digest().unwrap_err();
        assert_eq!(format!("{error:?}"), "f.csv: cannot read: the file changed while it was read");
    }
}
