//! On which line of a file each row of a table begins.

/// Physical lines of the rows: only rows that do not follow on the next line are stored.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Lines(Vec<(usize, u64)>);

impl Lines {
    pub(super) fn push(&mut self, row: usize, line: u64) {
        let expected = self.0.last().map(|(first, at)| at + (row - first) as u64);
        if expected != Some(line) {
            self.0.push((row, line));
        }
    }

    pub(super) fn get(&self, row: usize) -> u64 {
        let position = self.0.partition_point(|(first, _)| *first <= row);
        position.checked_sub(1).map_or(1, |position| self.0[position].1 + (row - self.0[position].0) as u64)
    }
}
