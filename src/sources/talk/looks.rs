//! What a label looks like, without regard to where it stands.

use std::collections::BTreeSet;

use super::keys::is_stated;
use super::lines::Line;
use super::roles::{Role, is_id, role_of};

/// What a label looks like, without regard to where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// Stated, or the word for who asks.
    Asker,
    /// The word for who is asked.
    Asked,
    /// An id: it holds a digit.
    Id,
    /// A name of several words.
    FullName,
    /// A name of one word.
    Name,
    /// Any other words.
    Words,
}

/// Words that the texts use in small letters.
pub(super) fn common_words(documents: &[Vec<Line<'_>>]) -> BTreeSet<String> {
    let speech = documents.iter().flatten().map(Line::speech);
    let words = speech.flat_map(|speech| speech.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| word.starts_with(char::is_lowercase)).map(str::to_lowercase).collect()
}

/// What a label looks like.
pub(super) fn look(name: &str, key: &str, stated: &[String], common: &BTreeSet<String>) -> Looks {
    match role_of(name) {
        _ if stated.iter().any(|stated| is_stated(stated, name)) => Looks::Asker,
        Some(Role::Interviewer) => Looks::Asker,
        Some(Role::Participant | Role::Researcher) => Looks::Asked,
        None if is_id(name) => Looks::Id,
        None if is_name(name, common) => {
            if key.contains(' ') {
                Looks::FullName
            } else {
                Looks::Name
            }
        }
        None => Looks::Words,
    }
}

/// Small words within names.
const PARTICLES: &[&str] = &[
    "de", "la", "del", "las", "los", "von", "van", "der", "den", "di", "da", "do", "dos", "du",
    "le", "el", "al", "bin", "ibn", "ben", "y", "e", "zu", "ter", "ten", "af", "und", "and",
];

/// Words that begin a heading or a sentence and no name.
const NO_FIRST_NAMES: &[&str] = &[
    "the", "a", "an", "for", "my", "our", "one", "this", "that", "in", "on", "at", "to", "as",
    "das", "die", "der", "ein", "eine", "mein", "meine", "unser", "zum", "zur", "im", "am", "el",
    "la", "los", "las", "un", "una", "mi", "por", "les", "le", "une", "mon", "ma", "par", "il",
    "lo", "gli", "uno", "per", "o", "os", "um", "uma", "meu", "minha", "det", "den", "en", "ett",
    "et", "het", "een", "mijn", "na", "w", "to", "bir", "so", "also", "and", "und", "et", "y",
];

/// True if the first of several words is one that no name begins with.
pub(super) fn begins_as_no_name(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    words.next().is_some() && NO_FIRST_NAMES.contains(&first.as_str())
}

/// True if words look like the name of a person: they begin with capitals and are not words that
/// the texts use.
pub(super) fn is_name(name: &str, common: &BTreeSet<String>) -> bool {
    let base = name.split(['(', '[', '（']).next().unwrap_or(name);
    let words: Vec<&str> = base
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .collect();
    let particle = |word: &str| PARTICLES.contains(&word.to_lowercase().as_str());
    let capital = |word: &&str| !word.starts_with(char::is_lowercase) || particle(word);
    let lower = |word: &str| word.trim_end_matches('.').to_lowercase();
    // "Ben" and "Al" are names by themselves.
    let is_empty = |word: &str| {
        particle(word) && (words.len() > 1 || NO_FIRST_NAMES.contains(&lower(word).as_str()))
    };
    !words.is_empty()
        && words.iter().all(capital)
        && !begins_as_no_name(base)
        && !words.iter().all(|word| common.contains(&lower(word)) || is_empty(word))
}

/// True if what a label looks like leaves no doubt that it is a speaker's.
pub(super) fn is_certain(looks: Option<Looks>) -> bool {
    matches!(looks, Some(Looks::Asker | Looks::Asked | Looks::Id))
}
