//! A Rust file as a flat list of tokens, without comments and without test code.

use std::str::FromStr;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// A word, a sign or a bracket, with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) line: usize,
}

impl Token {
    /// A name or a keyword.
    pub(super) fn is_word(&self) -> bool {
        self.text.starts_with(|first: char| first.is_alphabetic() || first == '_')
    }
}

/// Where a literal stood: its text may look like code.
const LITERAL: &str = "\"\"";

/// Parts of a file that are compiled outside tests.
#[derive(Debug, Default)]
pub(super) struct Source {
    pub(super) tokens: Vec<Token>,
    /// Modules for tests alone that are files of their own.
    pub(super) test_files: Vec<String>,
}

impl Source {
    /// Reads a file.
    pub(super) fn new(text: &str) -> Self {
        let mut tokens = Vec::new();
        flatten(TokenStream::from_str(text).unwrap(), &mut tokens);
        without_tests(&tokens)
    }
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    // Is the token before one colon that touches the next?
    let mut joins = false;
    for tree in stream {
        let line = tree.span().start().line;
        let mut push = |text: &str, line: usize| tokens.push(Token { text: text.to_owned(), line });
        let joined = std::mem::take(&mut joins);
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                push(open, line);
                let end = group.span_close().end().line;
                flatten(group.stream(), tokens);
                tokens.push(Token { text: close.to_owned(), line: end });
            }
            TokenTree::Ident(word) => push(word.to_string().trim_start_matches("r#"), line),
            TokenTree::Literal(_) => push(LITERAL, line),
            TokenTree::Punct(sign) if sign.as_char() == ':' && joined => {
                "::".clone_into(&mut tokens.last_mut().unwrap().text);
            }
            TokenTree::Punct(sign) => {
                joins = sign.as_char() == ':' && sign.spacing() == Spacing::Joint;
                push(&sign.as_char().to_string(), line);
            }
        }
    }
}

/// Leaves out attributes, and items under `#[cfg(test)]`.
fn without_tests(tokens: &[Token]) -> Source {
    let mut kept = Source::default();
    let mut next = 0;
    while next < tokens.len() {
        let inner = usize::from(is(tokens, next + 1, "!"));
        if !(is(tokens, next, "#") && is(tokens, next + 1 + inner, "[")) {
            kept.tokens.push(tokens[next].clone());
            next += 1;
            continue;
        }
        let open = next + 1 + inner;
        let after = close_of(tokens, open) + 1;
        let words: String = tokens[open..after].iter().map(|token| token.text.as_str()).collect();
        let is_test = words == "[cfg(test)]";
        if is_test && is(tokens, after, "mod") && is(tokens, after + 2, ";") {
            kept.test_files.push(tokens[after + 1].text.clone());
        }
        next = if is_test { end_of_item(tokens, after) } else { after };
    }
    kept
}

/// The first token after an item: after its `;` or its braces.
fn end_of_item(tokens: &[Token], start: usize) -> usize {
    let mut next = start;
    while next < tokens.len() {
        match tokens[next].text.as_str() {
            ";" => return next + 1,
            "{" => return close_of(tokens, next) + 1,
            "(" | "[" => next = close_of(tokens, next) + 1,
            // A field or the last item of a block.
            "}" | ")" => return next,
            _ => next += 1,
        }
    }
    next
}

/// The bracket that closes the one at `open`.
pub(super) fn close_of(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (place, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return place;
        }
    }
    tokens.len() - 1
}

/// Compares the token at a place with a text.
pub(super) fn is(tokens: &[Token], place: usize, text: &str) -> bool {
    tokens.get(place).is_some_and(|token| token.text == text)
}
