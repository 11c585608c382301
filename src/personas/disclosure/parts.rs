//! Sets of which may be told how large they are, and how many are in several of them.

use roaring::RoaringBitmap;

use super::sizes::is_safe;
use crate::locator::count_of;

/// People, parted by everything that is told of them so far. All that follows from the
/// sizes of the sets, by whatever means, are unions of parts.
#[derive(Clone)]
pub(super) struct Parts {
    least: usize,
    parts: Vec<RoaringBitmap>,
}

impl Parts {
    /// Those that are told of, parted by what is known of them already.
    pub(super) fn new(least: usize, parts: impl IntoIterator<Item = RoaringBitmap>) -> Self {
        Self { least, parts: parts.into_iter().collect() }
    }

    /// Takes a set among those that are told, where every part stays empty or large.
    pub(super) fn admit(&mut self, set: &RoaringBitmap) -> bool {
        // Sizes of sets add and subtract, so every intersection and difference can be worked out.
        let parts = self.parts.iter().flat_map(|part| [part & set, part - set]);
        let parts: Vec<RoaringBitmap> = parts.filter(|part| !part.is_empty()).collect();
        let safe = parts.iter().all(|part| is_safe(count_of(part.len()), self.least));
        if safe {
            self.parts = parts;
        }
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_in_two_sets_or_in_neither_are_no_few() {
        let set = |range: std::ops::Range<u32>| -> RoaringBitmap { range.collect() };
        let mut parts = Parts::new(5, [set(0..40)]);
        assert!(!parts.admit(&set(0..37)), "three are not in it");
        assert!(parts.admit(&set(0..30)));
        assert!(!parts.admit(&set(28..40)), "two are in both, as 30 + 12 - 40");
        assert!(
            !parts.admit(&set(0..12).into_iter().chain(38..40).collect()),
            "two are in it alone"
        );
        assert!(parts.admit(&set(7..30)));
    }
}
