//! Surroundings of a word: the words beside it, and whether they make it a person's name.

use std::ops::Range;

use super::words::{Kind, Word};

/// Characters between the parts of a name.
pub(super) const PARTING: [char; 7] = [' ', '-', '\'', '.', '_', '·', '・'];

/// A text with its words, to ask what is around each.
pub(super) struct WordsInText<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
}

/// Words before a person's name: how one is addressed, asked for, or called.
const BEFORE: &str = "\
mr mrs ms miss dr prof herr herrn frau senor senora sr sra madame monsieur mme signor signora ask \
tell hi hello hey dear hallo liebe lieber frag frage bonjour hola ciao named heisse heisst \
appelle llamo chiamo";
/// Words behind a person's name.
const BEHIND: &str = "said told sagte meinte erzahlte dijo";
/// Words before "is" in what introduces a person.
const CALLED: &str = "name nombre nom nome names";

impl WordsInText<'_> {
    /// How a word is compared.
    pub(super) fn keys(&self, at: usize) -> impl Iterator<Item = &String> {
        let word = &self.words[at];
        [Some(&word.key), word.other.as_ref()].into_iter().flatten()
    }

    /// Text between a word and the one before it.
    fn gap(&self, at: usize) -> &str {
        &self.text[self.words[at - 1].at.end..self.words[at].at.start]
    }

    /// True if a word is as close to the one before it as the parts of a name are.
    pub(super) fn is_beside(&self, at: usize) -> bool {
        let gap = self.gap(at);
        // A period and a blank may end a sentence, so what follows is no part of the name.
        gap.len() <= 3 && gap.chars().all(|c| PARTING.contains(&c)) && gap != ". "
    }

    pub(super) fn is_said_of_a_person(&self, at: usize) -> bool {
        let spaced = |at: usize| {
            at > 0 && at < self.words.len() && self.gap(at).chars().all(|c| matches!(c, ' ' | '.'))
        };
        let is_one_of =
            |list: &str, at: usize| list.split(' ').any(|one| one == self.words[at].key);
        let before = spaced(at) && is_one_of(BEFORE, at - 1);
        let behind = spaced(at + 1) && is_one_of(BEHIND, at + 1);
        // The verb alone also precedes ordinary words, so "name" must come before it.
        let called = spaced(at)
            && at > 1
            && is_one_of("is ist es est e", at - 1)
            && is_one_of(CALLED, at - 2);
        before || behind || called
    }
}

/// Marks single capital letters beside a masked word: "O. Marchbanks", "Ottoline M."
pub(super) fn initials_beside(sentence: &WordsInText<'_>, masked: &mut [bool]) {
    let is_initial = |at: usize| {
        let word = &sentence.words[at];
        word.kind == Kind::Capital && word.key.chars().count() == 1
    };
    let ends = |at: usize| sentence.text[sentence.words[at].at.end..].starts_with('.');
    // Alone these letters are words.
    let is_word =
        |at: usize| matches!(sentence.words[at].key.as_str(), "a" | "e" | "i" | "o" | "u" | "y");
    for at in (1..masked.len()).rev() {
        let close =
            matches!(sentence.gap(at), "." | ". ") || (sentence.gap(at) == " " && !is_word(at - 1));
        if masked[at] && is_initial(at - 1) && close {
            masked[at - 1] = true;
        }
    }
    for at in 1..masked.len() {
        let close = matches!(sentence.gap(at), " " | ", " | "." | ". ") && ends(at);
        if masked[at - 1]
            && is_initial(at)
            && close
            && (sentence.gap(at) != ". " || is_initial(at - 1))
        {
            masked[at] = true;
        }
    }
}

/// Puts stretches that stand beside each other together: the words of one name are one name.
pub(super) fn join_adjacent(text: &str, found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for next in found {
        let one = joined.last().is_some_and(|last| match &text[last.end..next.start] {
            // After an initial; else a new sentence begins.
            ". " => {
                let word = text[last.clone()].rsplit(|c: char| !c.is_alphabetic()).next();
                word.is_some_and(|word| word.chars().count() == 1)
            }
            "-" | "'" | "." | "_" | "·" | "・" => true,
            gap => gap.chars().all(|c| c == ' '),
        });
        match joined.last_mut().filter(|_| one) {
            Some(last) => last.end = next.end,
            None => joined.push(next),
        }
    }
    joined
}
