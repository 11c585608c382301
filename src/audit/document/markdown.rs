//! Markdown: paragraphs, headings, items, cells and block quotes.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::block::{Block, BlockKind, Blocks};

/// The blocks of a document. Code is no text of people.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Blocks::default();
    let (mut open, mut quoted, mut code, mut start) = (String::new(), 0_usize, false, 0);
    let mut lines = Lines::new(text);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, bytes) in Parser::new_ext(text, options).into_offset_iter() {
        let ends = match &event {
            Event::Start(tag) => !is_inline(tag),
            Event::End(tag) => !is_inline_end(*tag),
            Event::Rule => true,
            _ => false,
        };
        if ends {
            let kind = if quoted > 0 { BlockKind::Quote } else { BlockKind::Text };
            blocks.add(&std::mem::take(&mut open), kind, lines.of(start));
            start = bytes.start;
        }
        match event {
            Event::Start(Tag::BlockQuote(_)) => quoted += 1,
            Event::End(TagEnd::BlockQuote(_)) => quoted = quoted.saturating_sub(1),
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(part) if !code => {
                if open.is_empty() {
                    start = bytes.start;
                }
                open.push_str(&part);
            }
            Event::Code(part) => open.push_str(&part),
            Event::SoftBreak | Event::HardBreak => open.push(' '),
            _ => {}
        }
    }
    blocks.add(&open, BlockKind::Text, lines.of(start));
    blocks.0
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// Lines of bytes that are asked for in ascending order.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0, line: 1 }
    }

    fn of(&mut self, byte: usize) -> usize {
        if byte > self.at {
            self.line += memchr::memchr_iter(b'\n', &self.text[self.at..byte]).count();
            self.at = byte;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    #[test]
    fn marks_of_markdown_are_no_text() {
        let text = "# A **bold** title\n\nSaid\n*twice*: `x`.\n\n> quoted — P07\n\n| a | b |\n|---|\
                    ---|\n| c | d |\n\n```\ncode\n```\n- item\n";
        let wanted = [
            ("A bold title", BlockKind::Text, 1),
            ("Said twice: x.", BlockKind::Text, 3),
            ("quoted — P07", BlockKind::Quote, 6),
            ("a", BlockKind::Text, 8),
            ("b", BlockKind::Text, 8),
            ("c", BlockKind::Text, 10),
            ("d", BlockKind::Text, 10),
            ("item", BlockKind::Text, 15),
        ];
        let wanted = wanted.map(|(text, kind, line)| (text.to_owned(), kind, line));
        assert_eq!(read("persona.md", text), wanted);
    }
}
