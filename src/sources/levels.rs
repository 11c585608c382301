//! The different texts of a column by the order of their first occurrence: the table in which every cell is looked up.

use super::texts::Texts;
use crate::locator::position32;

/// Different texts, each with its position. Looking one up compares whole words instead of bytes for the short texts that answers are.
///
/// A column leaves its levels long before texts that were chosen to collide could slow it down.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Levels {
    texts: Texts,
    keys: Vec<Key>,
    /// Positions from 1 at the place that the key's hash gives, or after it; 0 is free. At most half of the places are taken.
    slots: Vec<u16>,
}

/// First and last eight bytes, and the length: for a text of up to 16 bytes, all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    first: u64,
    last: u64,
    length: u32,
}

impl Key {
    const WHOLE: u32 = 16;

    #[inline]
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let length = position32(bytes.len());
        let (first, last) = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
        } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)))
        } else {
            let byte = |at: usize| bytes.get(at).copied().map_or(0, u64::from);
            (byte(0) | byte(1) << 8 | byte(2) << 16, 0)
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
    pub(super) fn position(&self, text: &str) -> Option<usize> {
        let key = Key::of(text);
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = key.hash() & mask;
        loop {
            let position = usize::from(self.slots[slot]).checked_sub(1)?;
            if self.keys[position] == key && (key.length <= Key::WHOLE || self.texts.get(position) == text) {
                return Some(position);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Adds a text that is not among them.
    ///
    /// # Panics
    /// If it is the 65,536th.
    pub(super) fn push(&mut self, text: &str) {
        self.texts.push(text);
        self.keys.push(Key::of(text));
        if self.slots.len() < 2 * self.keys.len() {
            self.slots = vec![0; (4 * self.keys.len()).next_power_of_two()];
            (0..self.keys.len()).for_each(|position| self.place(position));
        } else {
            self.place(self.keys.len() - 1);
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
        fn every_text_is_found_where_it_was_put(texts in proptest::collection::vec("[ab\0é]{0,20}", 0..300)) {
            let (mut levels, mut known): (Levels, Vec<&str>) = (Levels::default(), Vec::new());
            for text in &texts {
                prop_assert_eq!(levels.position(text), known.iter().position(|known| known == text));
                if !known.contains(&text.as_str()) {
                    levels.push(text);
                    known.push(text);
                }
            }
            prop_assert_eq!(levels.iter().collect::<Vec<_>>(), known);
        }
    }
}
