//! On which line of a file each row of a table begins.

/// Physical lines of the rows: only rows that do not follow on the next line are stored.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Lines(Vec<(usize, u64)>);

impl Lines {
    pub(super) fn push(&mut self, row: usize, line: u64) {
        let expected = self.0.last().map(|(first, at)| at + (row - first) as u64);
        // Rows mostly follow line by line, so few entries are kept.
        if expected != Some(line) {
            self.0.push((row, line));
        }
    }

    pub(super) fn get(&self, row: usize) -> u64 {
        let position = self.0.partition_point(|(first, _)| *first <= row);
        position
            .checked_sub(1)
            .map_or(1, |position| self.0[position].1 + (row - self.0[position].0) as u64)
    }
}

/// On which line a text is that is read piece by piece. Any of `\n`, `\r` and `\r\n` ends a line.
#[derive(Debug, Default)]
pub(super) struct LineCount {
    ends: u64,
    /// True if the text so far ends with `\r`.
    returned: bool,
}

impl LineCount {
    /// Goes on over this text; gives the line from 1 of the first byte that is no end of a line.
    pub(super) fn pass(&mut self, text: &[u8]) -> Option<u64> {
        let blank = text.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let (blank, rest) = text.split_at(blank);
        self.count(blank);
        let line = 1 + self.ends;
        self.count(rest);
        (!rest.is_empty()).then_some(line)
    }

    /// Goes on over a line that is not blank, with its end; gives its number from 1.
    pub(super) fn pass_line(&mut self) -> u64 {
        self.ends += 1;
        self.returned = false;
        self.ends
    }

    fn count(&mut self, text: &[u8]) {
        for end in memchr::memchr2_iter(b'\n', b'\r', text) {
            // A carriage return and a newline are one end, even in two pieces.
            let before = end.checked_sub(1).map_or(self.returned, |before| text[before] == b'\r');
            self.ends += u64::from(text[end] == b'\r' || !before);
        }
        self.returned = text.last().map_or(self.returned, |last| *last == b'\r');
    }
}
