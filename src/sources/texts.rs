//! Many texts in one: no heap object per text.

use crate::locator::position32;

/// A list of texts, stored one after the other with the end of each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Texts {
    buffer: String,
    ends: Vec<u32>,
}

impl Texts {
    pub(crate) fn push(&mut self, text: &str) {
        self.buffer.push_str(text);
        self.ends.push(position32(self.buffer.len()));
    }

    pub(crate) fn get(&self, index: usize) -> &str {
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        &self.buffer[start..self.ends[index] as usize]
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }
}
