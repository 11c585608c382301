//! What a phrase gives to the name of a group: who they are, or what tells them apart.

use super::text::leaf;
use super::types::{NamePart, Phrase, PhraseKind, is_german};
use super::{de, en};
use crate::manifest::{Facet, Language};

/// Words in a part of a name at most; of a code, whose own words are shorter than its definition,
/// fewer.
const MOST_WORDS: usize = 14;
const MOST_WORDS_OF_CODE: usize = 9;

/// The part of a name that a phrase gives; `rarely` of what the group does less than others. `code`
/// is the path of the code that was put into words, empty for anything else: where its definition
/// made a long phrase, its own words may make a name.
///
/// `None` for what makes no name: a number, a demographic, an answer in quotation marks,
/// or a phrase that is too long.
#[must_use]
pub fn name_part(
    language: Language,
    facet: Facet,
    phrase: &Phrase,
    code: &str,
    rarely: bool,
) -> Option<NamePart> {
    let names = !phrase.quoted
        && facet != Facet::Demographic
        && !matches!(phrase.kind, PhraseKind::Number | PhraseKind::Quoted);
    let part = match (names, is_german(language)) {
        (false, _) => None,
        (true, true) => de::name_part(facet, &phrase.text, rarely),
        (true, false) => en::name_part(facet, &phrase.text, rarely),
    };
    let fits = |part: &NamePart| {
        let text = part.text();
        let most = if code.is_empty() { MOST_WORDS } else { MOST_WORDS_OF_CODE };
        text.split_whitespace().count() <= most && !text.contains(['“', '”', '„', '"', ';'])
    };
    let of_code = || match (code.is_empty() || rarely, is_german(language)) {
        (true, _) => None,
        (false, true) => de::of_code(facet, &leaf(code)),
        (false, false) => en::of_code(facet, &leaf(code)),
    };
    part.filter(fits).or_else(|| of_code().filter(|part| names && fits(part)))
}

/// A predicate of several people as one of one person; `None` where its verb is not known, and in
/// German.
pub(crate) fn of_one(language: Language, predicate: &str) -> Option<String> {
    if is_german(language) { None } else { en::of_one(predicate) }
}

/// What is left of a predicate after the words that it shares with one before it, such as the verb:
/// `with slow reports` after `have trouble with no-shows`. `None` where all of it must be said.
pub(crate) fn rest_after_lead<'p>(
    language: Language,
    before: &str,
    predicate: &'p str,
) -> Option<&'p str> {
    if is_german(language) { None } else { en::rest_after_lead(before, predicate) }
}
