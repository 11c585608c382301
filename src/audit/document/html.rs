//! HTML: the text of its blocks.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::block::{Block, BlockKind, Blocks};

/// Elements within a line.
const INLINE: [&[u8]; 19] = [
    b"a", b"abbr", b"b", b"cite", b"code", b"em", b"i", b"kbd", b"mark", b"q", b"s", b"small",
    b"span", b"strong", b"sub", b"sup", b"time", b"u", b"wbr",
];
/// Elements whose text nobody reads.
const UNREAD: [&[u8]; 6] = [b"script", b"style", b"head", b"template", b"svg", b"noscript"];

/// The blocks of a page.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // Otherwise a `<` within a script begins a tag.
    emitter.naively_switch_states(true);
    let mut page = Page { text, at: 0, line: 1, ..Page::default() };
    for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
        match token {
            Token::StartTag(tag) => page.begin(&tag.name, tag.span.start, tag.self_closing),
            Token::EndTag(tag) => page.end(&tag.name),
            Token::String(part) if page.unread.is_none() => {
                page.open.push_str(&String::from_utf8_lossy(&part));
            }
            _ => {}
        }
    }
    page.finish();
    page.blocks.0
}

/// A page as it is read.
#[derive(Default)]
struct Page<'a> {
    text: &'a str,
    /// Bytes of which the lines are counted, and their number.
    at: usize,
    line: usize,
    blocks: Blocks,
    /// The block that is open, and the line that it begins in.
    open: String,
    first: usize,
    /// Depth of block quotes.
    quoted: usize,
    /// Element whose text is passed over.
    unread: Option<Vec<u8>>,
}

impl Page<'_> {
    fn begin(&mut self, name: &[u8], byte: usize, closed: bool) {
        if self.unread.is_some() {
            return;
        }
        if UNREAD.contains(&name) {
            self.unread = (!closed).then(|| name.to_vec());
        } else if name == b"q" {
            self.open.push('“');
        } else if !INLINE.contains(&name) {
            self.finish();
            let between = self.text.as_bytes().get(self.at..byte).unwrap_or_default();
            self.line += memchr::memchr_iter(b'\n', between).count();
            self.at = byte.max(self.at);
            self.first = self.line;
            self.quoted += usize::from(name == b"blockquote");
        }
    }

    fn end(&mut self, name: &[u8]) {
        if self.unread.is_some() {
            if self.unread.as_deref() == Some(name) {
                self.unread = None;
            }
        } else if name == b"q" {
            self.open.push('”');
        } else if !INLINE.contains(&name) {
            self.finish();
            self.quoted = self.quoted.saturating_sub(usize::from(name == b"blockquote"));
        }
    }

    fn finish(&mut self) {
        let kind = if self.quoted > 0 { BlockKind::Quote } else { BlockKind::Text };
        self.blocks.add(&std::mem::take(&mut self.open), kind, self.first.max(1));
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    #[test]
    fn blocks_are_read_without_scripts() {
        let text = "<html><head><title>x</title></head>\n<body><p>She <b>said</b> <q>no</q>\n\
                    <script>if (a < b) '<p>';</script>\n<blockquote><p>quoted</p></blockquote>\
                    <p>&auml;fter";
        let wanted = [
            ("She said “no”", BlockKind::Text, 2),
            ("quoted", BlockKind::Quote, 4),
            ("äfter", BlockKind::Text, 4),
        ];
        let wanted = wanted.map(|(text, kind, line)| (text.to_owned(), kind, line));
        assert_eq!(read("page.html", text), wanted);
    }
}
