//! The different texts of a column by the order of their first occurrence: the table in which every
//! cell is looked up.

use super::texts::Texts;
use crate::locator::position32;

/// Different texts, each with its position. Looking one up compares whole words instead of bytes
/// for the short texts that answers are.
///
/// A column leaves its levels long before texts that were chosen to collide could slow it down.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Levels {
    texts: Texts,
    keys: Vec<TextKey>,
    /// Positions from 1 at the place that the key's hash gives, or after it; 0 is free. So few
    /// places are taken that hardly any text is looked for twice.
    slots: Vec<u16>,
    /// Some of the short texts and their positions, each at the place that its word gives: most
    /// cells are found here at once.
    near: Vec<(u64, u16)>,
}

/// First and last eight bytes, and the length: for a text of up to 16 bytes, all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct TextKey {
    first: u64,
    last: u64,
    length: u32,
}

impl TextKey {
    const WHOLE: u32 = 16;

    #[inline]
    fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let length = position32(bytes.len());
        let (first, last) =
            if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
                (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
            } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
                (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)))
            } else {
                (few(bytes), 0)
            };
        Self { first, last, length }
    }

    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "a hash may lose bits")]
    fn hash(self) -> usize {
        let mixed = (self.first ^ u64::from(self.length)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            ^ self.last.wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
        (mixed ^ (mixed >> 32)) as usize
    }
}

/// Up to three bytes as a number; as many bytes with the same number are the same.
#[inline]
fn few(bytes: &[u8]) -> u64 {
    // Without asking how many there are, which cannot be foreseen.
    let Some(last) = bytes.len().checked_sub(1) else { return 0 };
    let byte = |at: usize| u64::from(bytes[at]) << (8 * at);
    byte(0) | byte(last / 2 + last % 2) | byte(last)
}

/// A text within a longer one.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellText<'a> {
    around: &'a str,
    start: usize,
    end: usize,
    /// For up to seven bytes these and their number, else [`CellText::LONG`].
    word: u64,
}

impl<'a> CellText<'a> {
    /// The word of no short text.
    const LONG: u64 = 8 << 56;

    /// The text that begins and ends there.
    #[inline]
    pub(super) fn within(around: &'a str, start: usize, end: usize) -> Self {
        let word = match end - start {
            8.. => Self::LONG,
            length => {
                // Eight bytes of which some are passed over: how many there are cannot be foreseen,
                // and is not asked.
                let next = around.as_bytes().get(start..).and_then(<[u8]>::first_chunk);
                let bytes = next.map_or_else(
                    || word(&around.as_bytes()[start..end]),
                    |next| u64::from_le_bytes(*next),
                );
                bytes & ((1 << (8 * length)) - 1) | (length as u64) << 56
            }
        };
        Self { around, start, end, word }
    }

    #[inline]
    pub(super) fn text(self) -> &'a str {
        &self.around[self.start..self.end]
    }
}

impl<'a> From<&'a str> for CellText<'a> {
    fn from(text: &'a str) -> Self {
        Self::within(text, 0, text.len())
    }
}

/// Up to seven bytes as a number.
fn word(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first))
                | u64::from(u32::from_le_bytes(*last)) << (8 * (bytes.len() - 4))
        }
        _ => few(bytes),
    }
}

/// The place of a short text in the table of some of them.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "six bits are left")]
fn near_place(word: u64) -> usize {
    (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - NEAR.ilog2())) as usize
}

/// Places for short texts.
const NEAR: usize = 64;
/// Places for each text, at least.
const SPARSE: usize = 8;

impl Levels {
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    pub(super) fn get(&self, position: usize) -> &str {
        self.texts.get(position)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.texts.iter()
    }

    /// The position of a text, if it is one of them.
    #[inline]
    pub(super) fn position(&self, cell: CellText<'_>) -> Option<usize> {
        match self.near.get(near_place(cell.word)) {
            Some((known, position)) if *known == cell.word => Some(usize::from(*position)),
            _ => self.look_up(cell.text()),
        }
    }

    fn look_up(&self, text: &str) -> Option<usize> {
        let key = TextKey::new(text);
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = key.hash() & mask;
        loop {
            let position = usize::from(self.slots[slot]).checked_sub(1)?;
            if self.keys[position] == key
                && (key.length <= TextKey::WHOLE || self.texts.get(position) == text)
            {
                return Some(position);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The position of a text in as few bytes as are wanted, if it is one of them and they hold it.
    #[inline]
    pub(super) fn code<T: TryFrom<usize>>(&self, cell: CellText<'_>) -> Option<T> {
        T::try_from(self.position(cell)?).ok()
    }

    /// Adds a text that is not among them.
    ///
    /// # Panics
    /// If it is the 65,536th.
    pub(super) fn push(&mut self, text: &str) {
        self.remember(text, self.keys.len());
        self.texts.push(text);
        self.keys.push(TextKey::new(text));
        // There are far more lookups than levels, and sparse slots keep probing short.
        if self.slots.len() < SPARSE * self.keys.len() {
            self.slots = vec![0; (4 * SPARSE * self.keys.len()).next_power_of_two()];
            (0..self.keys.len()).for_each(|position| self.place(position));
        } else {
            self.place(self.keys.len() - 1);
        }
    }

    fn remember(&mut self, text: &str, position: usize) {
        // The length of no text.
        const FREE: u64 = u64::MAX;
        self.near.resize(NEAR, (FREE, 0));
        let CellText { word, .. } = CellText::from(text);
        if word == CellText::LONG {
            return;
        }
        let place = &mut self.near[near_place(word)];
        if place.0 == FREE {
            *place = (word, u16::try_from(position).expect("a column has fewer levels"));
        }
    }

    fn place(&mut self, position: usize) {
        let mask = self.slots.len() - 1;
        let mut slot = self.keys[position].hash() & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = u16::try_from(position + 1).expect("a column has fewer levels");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_text_is_found_where_it_was_put(
            texts in proptest::collection::vec("[ab\0é]{0,20}", 0..300),
        ) {
            let (mut levels, mut known): (Levels, Vec<&str>) = (Levels::default(), Vec::new());
            for text in &texts {
                let expected = known.iter().position(|known| known == text);
                prop_assert_eq!(levels.position(CellText::from(text.as_str())), expected);
                if !known.contains(&text.as_str()) {
                    levels.push(text);
                    known.push(text);
                }
            }
            prop_assert_eq!(levels.iter().collect::<Vec<_>>(), known);
        }
    }
}
