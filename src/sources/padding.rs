//! Blanks between a delimiter and a quotation mark, which people and some programs write: the
//! quotation mark begins a quoted cell all the same.

/// Takes those blanks out of a text that comes in pieces.
pub(super) struct Padding {
    delimiter: u8,
    within: Within,
    /// Blanks of which it is not known yet whether a quotation mark follows.
    pending: usize,
    out: Vec<u8>,
    /// True if some were taken out.
    pub(super) found: bool,
}

/// Where in a record the text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Beginning,
    Plain,
    Quoted,
    /// After a quotation mark in a quoted cell, which ends it unless another follows.
    Ended,
}

impl Padding {
    pub(super) fn new(delimiter: u8) -> Self {
        Self { delimiter, within: Within::Beginning, pending: 0, out: Vec::new(), found: false }
    }

    /// The text of the last pieces without the blanks.
    pub(super) fn text(&self) -> &[u8] {
        &self.out
    }

    pub(super) fn is_within_quotes(&self) -> bool {
        self.within == Within::Quoted
    }

    /// Takes the next piece in place of the ones before; gives the number of bytes that are left.
    pub(super) fn take(&mut self, piece: &[u8], is_last: bool) -> usize {
        self.out.clear();
        piece.iter().for_each(|byte| self.push(*byte));
        if is_last {
            self.release();
        }
        self.out.len()
    }

    fn push(&mut self, byte: u8) {
        let ends = byte == self.delimiter || matches!(byte, b'\n' | b'\r');
        self.within = match (self.within, byte) {
            (Within::Beginning | Within::Ended, b' ') => {
                self.pending += 1;
                return;
            }
            (Within::Beginning, b'"') => {
                self.drop_pending();
                Within::Quoted
            }
            (Within::Ended, b'"') if self.pending == 0 => Within::Quoted,
            (Within::Ended, _) if ends => {
                self.drop_pending();
                Within::Beginning
            }
            (Within::Quoted, b'"') => Within::Ended,
            (Within::Quoted, _) => Within::Quoted,
            _ if ends => Within::Beginning,
            _ => Within::Plain,
        };
        self.release();
        self.out.push(byte);
    }

    fn drop_pending(&mut self) {
        self.found |= self.pending > 0;
        self.pending = 0;
    }

    fn release(&mut self) {
        self.out.extend(std::iter::repeat_n(b' ', self.pending));
        self.pending = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpadded(text: &str, piece: usize) -> String {
        let mut padding = Padding::new(b';');
        let mut all = Vec::new();
        let pieces: Vec<&[u8]> = text.as_bytes().chunks(piece).collect();
        for (number, piece) in pieces.iter().enumerate() {
            padding.take(piece, number + 1 == pieces.len());
            all.extend_from_slice(padding.text());
        }
        String::from_utf8(all).unwrap()
    }

    #[test]
    fn blanks_around_quoted_cells_go_and_others_stay() {
        for (text, left) in [
            ("1;  \"a; b\" ; 3 \n", "1;\"a; b\"; 3 \n"),
            ("  \"x\";y z\n", "\"x\";y z\n"),
            ("a \"b\"; c\n", "a \"b\"; c\n"),
            ("\"say \"\"; \"\" twice\";1\n", "\"say \"\"; \"\" twice\";1\n"),
            ("\"a\" b;  ", "\"a\" b;  "),
        ] {
            for piece in 1..8 {
                assert_eq!(unpadded(text, piece), left, "{text:?} by {piece}");
            }
        }
    }
}
