//! What a German answer is, by its form, and an answer in its place.

use super::grammar::{is_infinitive, verb_last};
use super::words::FINITE;
use crate::phrases::text::{bare, is_capital, words};

/// An answer in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) before: String,
    pub(super) piece: String,
    pub(super) after: String,
}

pub(super) fn frame(before: &str, piece: &str, after: &str) -> Option<Frame> {
    Some(Frame { before: before.to_owned(), piece: piece.to_owned(), after: after.to_owned() })
}

/// What an answer is, by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    First,
    That,
    Question,
    Infinitive,
    Clause,
    Nothing,
    Adjective,
    Noun,
}

pub(super) fn shape(text: &str) -> Shape {
    let tokens = words(text);
    let first = tokens.first().map(|word| bare(word)).unwrap_or_default();
    let last = tokens.last().copied().unwrap_or_default();
    match first.as_str() {
        "ich" | "wir" => Shape::First,
        "dass" => Shape::That,
        "wo" | "wie" | "ob" | "wer" | "wann" | "wohin" | "womit" => Shape::Question,
        "nichts" | "niemand" if tokens.len() == 1 => Shape::Nothing,
        _ if has_inner_verb(&tokens) && verb_last(text).is_some() => Shape::Clause,
        _ if is_infinitive(last) && !text.contains(',') => Shape::Infinitive,
        _ if verb_last(text).is_some() => Shape::Clause,
        "zu" | "sehr" | "nicht" if tokens.len() == 2 && !is_capital(last) => Shape::Adjective,
        _ => Shape::Noun,
    }
}

/// Whether a finite verb stands within, so that an infinitive at the end belongs to it.
pub(super) fn has_inner_verb(tokens: &[&str]) -> bool {
    let inner = tokens.len().saturating_sub(1);
    tokens.iter().take(inner).skip(1).any(|word| FINITE.contains(bare(word).as_str()))
}
