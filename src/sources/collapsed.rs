//! Text in the form in which quotes are compared, with the way back to the original.

use unicode_normalization::char::decompose_canonical;

use crate::locator::position32;

/// Text with runs of white space as one blank, typographic marks as plain ones, accents as signs of
/// their own and nothing that is not seen; and the byte of the original that each byte came from.
#[derive(Debug)]
pub(super) struct Collapsed {
    pub(super) text: String,
    /// For each byte of `text`, the byte in the original.
    pub(super) origin: Vec<u32>,
}

impl Collapsed {
    pub(super) fn new(text: &str) -> Self {
        let mut collapsed = Self {
            text: String::with_capacity(text.len()),
            origin: Vec::with_capacity(text.len()),
        };
        for (byte, c) in text.char_indices() {
            let byte = position32(byte);
            match c {
                '…' => (0..3).for_each(|_| collapsed.push('.', byte)),
                c if is_unseen(c) => {}
                c if c.is_ascii() => collapsed.push(plain(c), byte),
                c => decompose_canonical(plain(c), |part| collapsed.push(part, byte)),
            }
        }
        collapsed
    }

    /// Adds a character that came from this byte, unless it only makes a run longer.
    fn push(&mut self, c: char, byte: u32) {
        let repeats = match c {
            // As after a blank at the front, so that none is kept there.
            ' ' => self.text.is_empty() || self.text.ends_with(' '),
            '-' => self.text.ends_with('-'),
            '.' => self.text.ends_with("..."),
            _ => false,
        };
        if !repeats {
            self.text.push(c);
            self.origin.resize(self.text.len(), byte);
        }
    }

    /// The same in small letters.
    pub(super) fn lowered(&self) -> Self {
        let mut lowered = Self {
            text: String::with_capacity(self.text.len()),
            origin: Vec::with_capacity(self.origin.len()),
        };
        for (at, c) in self.text.char_indices() {
            lowered.text.extend(c.to_lowercase());
            lowered.origin.resize(lowered.text.len(), self.origin[at]);
        }
        lowered
    }
}

/// True for signs of no width, and those that programs put into words to break lines.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// White space as a blank, typographic quotation marks and dashes as typed ones.
fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '´' | '`' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}
