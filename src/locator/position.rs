//! Positions and counts of 32 bits.

/// A position or count within a file or a study as it is stored: 32 bits hold it, because files are
/// shorter than 4 GiB and every record takes a byte.
#[inline]
pub(crate) fn position32(n: usize) -> u32 {
    u32::try_from(n).expect("files are shorter than 4 GiB")
}

/// A count of a set of such positions.
pub(crate) fn count_of(n: u64) -> usize {
    usize::try_from(n).expect("a set of positions in memory is not larger than memory")
}
