//! Text addressed by character: offsets are Unicode code points, as annotation tools count them.

use std::ops::Range;

use crate::locator::position32;

/// Plain text of a document, with fast conversion between code points and bytes.
///
/// Offsets count code points from 0; an emoji is one, an `e` with a combining accent is two, a
/// Windows line end is two.
///
/// ```
/// use persona_synthesis::sources::PlainText;
///
/// let text = PlainText::new("No way 😄 it works".to_owned());
/// assert_eq!(text.slice(7..8), Some("😄"));
/// assert_eq!(text.slice(9..11), Some("it"));
/// assert_eq!(text.slice(9..99), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainText {
    text: String,
    /// Byte offset of every [`STRIDE`]-th code point; empty where all characters are one byte.
    marks: Vec<u32>,
    chars: u32,
}

const STRIDE: usize = 128;

impl PlainText {
    /// Makes the index of a text.
    ///
    /// # Panics
    /// If the text is longer than 4 GiB, which [`SourceFile`](super::SourceFile) rules out for
    /// files.
    #[must_use]
    pub fn new(text: String) -> Self {
        let bytes = position32(text.len());
        // Bytes are characters, so no marks are needed.
        if text.is_ascii() {
            return Self { text, marks: Vec::new(), chars: bytes };
        }
        let mut chars = 0;
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        for (position, (byte, _)) in text.char_indices().enumerate() {
            if position % STRIDE == 0 {
                marks.push(position32(byte));
            }
            chars += 1;
        }
        Self { text, marks, chars }
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Number of code points.
    #[must_use]
    pub fn chars(&self) -> u32 {
        self.chars
    }

    /// Text between two code points; `None` if they are reversed or outside.
    #[must_use]
    pub fn slice(&self, range: Range<u32>) -> Option<&str> {
        if range.start > range.end || range.end > self.chars {
            return None;
        }
        self.text.get(self.byte_of(range.start)..self.byte_of(range.end))
    }

    /// Byte at which a code point begins; for positions after the last one, the end of the text.
    #[must_use]
    pub(crate) fn byte_of(&self, position: u32) -> usize {
        let position = position as usize;
        if self.marks.is_empty() {
            return position.min(self.text.len());
        }
        let Some(&mark) = self.marks.get(position / STRIDE) else { return self.text.len() };
        let rest = &self.text[mark as usize..];
        rest.char_indices()
            .nth(position % STRIDE)
            .map_or(self.text.len(), |(byte, _)| mark as usize + byte)
    }

    /// Code point that begins at a byte, or the next one if the byte is inside one.
    #[must_use]
    pub(crate) fn char_of(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        if self.marks.is_empty() {
            return position32(byte);
        }
        let block = self.marks.partition_point(|mark| *mark as usize <= byte).saturating_sub(1);
        let start = self.marks[block] as usize;
        let within = self.text[start..]
            .char_indices()
            .take_while(|(offset, _)| start + offset < byte)
            .count();
        position32(block * STRIDE + within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn slices_equal_those_of_a_vector_of_characters(
            text in "[a-z é😄\u{301}\r\n]{0,400}",
            a in 0_u32..420,
            b in 0_u32..420,
        ) {
            let chars: Vec<char> = text.chars().collect();
            let plain = PlainText::new(text.clone());
            prop_assert_eq!(plain.chars() as usize, chars.len());
            let part = chars.get(a as usize..b as usize);
            let expected = part.map(|part| part.iter().collect::<String>());
            prop_assert_eq!(plain.slice(a..b).map(str::to_owned), expected);
        }

        #[test]
        fn bytes_and_characters_convert_back(text in "[a é😄]{0,300}") {
            let plain = PlainText::new(text.clone());
            for (position, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(plain.char_of(byte) as usize, position);
                prop_assert_eq!(plain.byte_of(position as u32), byte);
            }
        }
    }
}
