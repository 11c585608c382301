//! The text of a document in HTML, with its lines.

use std::ops::Range;

use html5gum::{Token, Tokenizer};

/// Elements that begin and end a line.
const BLOCKS: [&[u8]; 22] = [
    b"p",
    b"div",
    b"li",
    b"ul",
    b"ol",
    b"dl",
    b"dt",
    b"dd",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"tr",
    b"table",
    b"blockquote",
    b"pre",
    b"section",
    b"article",
    b"br",
    b"hr",
];

/// The text nodes of HTML one after the other, each block on lines of its own.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct HtmlText {
    pub(super) text: String,
    /// Bytes of the text nodes alone at which a line end was put in, in order.
    ends: Vec<usize>,
}

impl HtmlText {
    pub(super) fn of(html: &str) -> Self {
        let mut read = Self { text: String::with_capacity(html.len()), ends: Vec::new() };
        let mut breaks = false;
        for Ok(token) in Tokenizer::new(html) {
            match token {
                Token::StartTag(tag) => breaks |= BLOCKS.contains(&&**tag.name),
                Token::EndTag(tag) => breaks |= BLOCKS.contains(&&**tag.name),
                Token::String(part) => {
                    read.push(&String::from_utf8_lossy(&part), breaks);
                    breaks = false;
                }
                _ => {}
            }
        }
        read
    }

    fn push(&mut self, part: &str, breaks: bool) {
        // Most programs write a line end between blocks, which then counts as any character does.
        if breaks && !self.text.is_empty() && !self.text.ends_with('\n') && !part.starts_with('\n')
        {
            self.ends.push(self.text.len() - self.ends.len());
            self.text.push('\n');
        }
        self.text.push_str(part);
    }

    /// Bytes of the text for bytes that are counted in the text nodes alone.
    pub(super) fn bytes(&self, start: usize, end: usize) -> Range<usize> {
        // A stretch that begins at a line end begins behind it, and one that ends there, before it.
        let before = self.ends.partition_point(|at| *at <= start);
        let within = self.ends.partition_point(|at| *at < end);
        start.saturating_add(before)..end.saturating_add(within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_that_of_the_text_nodes() {
        let text = |html| HtmlText::of(html).text;
        assert_eq!(
            text("<p>a &amp; <b>b</b></p>\n<p>c&nbsp;d &lt;i&gt;</p>"),
            "a & b\nc\u{a0}d <i>"
        );
        assert_eq!(text("a < b <!-- no --><br/>c & d"), "a < b \nc & d");
    }

    #[test]
    fn blocks_are_lines_and_are_counted_without_them() {
        let read =
            HtmlText::of("<h1>Eins</h1><p>Zwei <b>dr</b>ei</p><ul><li>vier</li></ul>\n<p>fünf</p>");
        assert_eq!(read.text, "Eins\nZwei drei\nvier\nfünf");
        let counted = "EinsZwei dreivier\nfünf";
        for word in ["Eins", "Zwei drei", "vier", "drei", "fünf"] {
            let start = counted.find(word).unwrap();
            assert_eq!(&read.text[read.bytes(start, start + word.len())], word);
        }
        assert_eq!(read.bytes(usize::MAX, usize::MAX), usize::MAX..usize::MAX);
    }
}
