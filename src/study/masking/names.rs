//! Names that sources hold, found in a text however they are written.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::folded::Folded;
use super::ordinary::{is_answer, is_particle, is_word};
use super::surroundings::{PARTING, WordsInText, initials_beside};
use super::words::{Kind, Word, base, words};

/// The names that are masked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Names {
    words: BTreeMap<String, Use>,
    /// Parts of one name, each with each.
    pairs: BTreeSet<(String, String)>,
    /// Names in scripts that leave no gaps, by their first character; and whether it is a part that
    /// has been cut out of one.
    runs: BTreeMap<char, BTreeMap<String, bool>>,
}

/// How a word that is a name is used in the texts of the study.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Use {
    /// True if a column of names holds it, and not only the label of a speaker.
    listed: bool,
    /// Texts that have it in small letters.
    small: usize,
    /// Texts that have it with a capital letter within a sentence.
    capital: usize,
    /// Words that precede it where it is in small letters, up to the greatest threshold.
    before: BTreeSet<String>,
}

/// How much is masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextKind {
    /// A respondent's own words.
    Words,
    /// An answer that many may give.
    Answer,
    /// Words that are handed on: a doubt is no reason to show them.
    Guarded,
}

/// Different words before a name in small letters from which on it is a word: of a column of names,
/// and of a speaker's label.
const VARIED: usize = 10;
const VARIED_SPEAKER: usize = 3;
/// A name has a capital letter in more than one text of this number.
const CAPITAL_IN: usize = 10;

/// Most parts of a name that are told from other words by each other.
const MOST_PARTS: usize = 8;

impl Names {
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.pairs.is_empty() && self.runs.is_empty()
    }

    /// Adds the words of a name; words of one or two letters are too common to mask where they
    /// stand alone.
    pub(super) fn learn(&mut self, name: &str, listed: bool) {
        let folded = Folded::fold(name);
        let all = words(&folded.text);
        let (runs, parts): (Vec<&Word>, Vec<&Word>) =
            all.iter().partition(|word| word.kind == Kind::Unsegmented);
        self.learn_runs(&runs);
        for part in &parts {
            for key in [Some(&part.key), part.other.as_ref()].into_iter().flatten() {
                // Shorter words and particles are too frequent to mask alone.
                if key.chars().count() > 2 && !is_particle(key) {
                    self.words.entry(key.clone()).or_default().listed |= listed;
                }
                // Pairs grow with the square of the parts, and a field may hold a whole text.
                let others = parts.iter().take(MOST_PARTS).filter(|other| other.at != part.at);
                let keys = others.flat_map(|other| {
                    [Some(&other.key), other.other.as_ref()].into_iter().flatten()
                });
                self.pairs.extend(keys.map(|other| (key.clone(), other.clone())));
            }
        }
        // As it stands in the name of an account: "ottolinemarchbanks".
        let keys: Vec<&str> = parts.iter().map(|part| part.key.as_str()).collect();
        if (2..=3).contains(&keys.len()) && keys.iter().map(|key| key.len()).sum::<usize>() > 5 {
            // Account names also put the family name first.
            let turned: String = keys.iter().rev().copied().collect();
            for joined in [keys.concat(), turned] {
                self.words.entry(joined).or_default().listed |= listed;
            }
        }
    }

    fn learn_runs(&mut self, runs: &[&Word]) {
        let mut add = |run: &str, cut: bool| {
            if let Some(first) = run.chars().next().filter(|_| run.chars().nth(1).is_some()) {
                // A whole name stays whole, even if a part of another name equals it.
                let known =
                    self.runs.entry(first).or_default().entry(run.to_owned()).or_insert(cut);
                *known &= cut;
            }
        };
        runs.iter().for_each(|run| add(&run.key, false));
        // Texts often leave out the gap between the parts of such a name.
        if runs.len() > 1 {
            add(&runs.iter().map(|run| run.key.as_str()).collect::<String>(), false);
        }
        // Family names of East Asia are a character of three, or two of four.
        for run in runs {
            let ends: Vec<usize> = run.key.char_indices().map(|(at, _)| at).collect();
            let east = run
                .key
                .chars()
                .all(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'));
            match ends.as_slice() {
                [_, second, _] if east => add(&run.key[*second..], true),
                [_, _, third, _] if east => {
                    add(&run.key[..*third], true);
                    add(&run.key[*third..], true);
                }
                _ => (),
            }
        }
    }

    /// Notes how a text of the study uses the words that are names.
    pub(super) fn note(&mut self, text: &str) {
        let folded = Folded::fold(text);
        let all = words(&folded.text);
        let mut seen = BTreeSet::new();
        for (at, word) in all.iter().enumerate() {
            let Some(used) = self.words.get_mut(&word.key) else { continue };
            let gap = &folded.text
                [at.checked_sub(1).map_or(0, |before| all[before].at.end)..word.at.start];
            // Parts of an address are no words of a sentence.
            if !gap.is_empty() && !gap.ends_with(char::is_whitespace) {
                continue;
            }
            // At the start of a sentence every word has a capital letter, which tells nothing.
            let within =
                at > 0 && !gap.contains(['.', '!', '?', ':', '\n', '"', '“', '„', '«', '(']);
            match word.kind {
                Kind::Small => {
                    let before = if within { all[at - 1].key.as_str() } else { "" };
                    // More are of no interest, and texts may be many.
                    if used.before.len() < VARIED {
                        used.before.insert(before.to_owned());
                    }
                    // Once per text, so that one long text does not decide for all.
                    used.small += usize::from(seen.insert((&word.key, false)));
                }
                Kind::Capital if within => {
                    used.capital += usize::from(seen.insert((&word.key, true)))
                }
                _ => (),
            }
        }
    }

    /// Places of names in a folded text.
    pub(super) fn find(&self, text: &str, kind: TextKind) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let all = words(text);
        let is_name = |key: &str| self.words.contains_key(key);
        let bases: Vec<Option<String>> = all.iter().map(|word| base(word, is_name)).collect();
        let sentence = WordsInText { text, words: &all };
        let mut masked: Vec<bool> =
            (0..all.len()).map(|at| self.is_masked(&sentence, at, &bases, kind)).collect();
        self.whole_names(&sentence, &mut masked, kind);
        self.parts_beside(&sentence, &mut masked);
        initials_beside(&sentence, &mut masked);
        let (mut found, mut end) = (Vec::new(), 0);
        for (at, word) in all.iter().enumerate() {
            match word.kind {
                Kind::Unsegmented if word.at.start >= end => {
                    // A name may span a gap, so adjacent words are searched as one stretch.
                    let next =
                        |at: &usize| all[*at].kind == Kind::Unsegmented && sentence.is_beside(*at);
                    let last = (at + 1..all.len()).take_while(next).last().unwrap_or(at);
                    end = all[last].at.end;
                    self.find_runs(text, word.at.start..end, kind, &mut found);
                }
                Kind::Unsegmented => (),
                _ if masked[at] => found.push(word.at.clone()),
                _ => (),
            }
        }
        found
    }

    fn is_masked(
        &self,
        sentence: &WordsInText<'_>,
        at: usize,
        bases: &[Option<String>],
        kind: TextKind,
    ) -> bool {
        let (word, Some(name)) = (&sentence.words[at], &bases[at]) else { return false };
        let own = word.key == *name || word.other.as_ref() == Some(name);
        // An inflected form of an everyday word is no sign of a name, even with a capital letter.
        if word.kind == Kind::Capital && (own || !is_word(name)) {
            let capital = |at: usize| {
                sentence.words.get(at).is_some_and(|word| word.kind == Kind::Capital)
                    && bases[at].is_some()
            };
            let beside = || capital(at + 1) || at.checked_sub(1).is_some_and(capital);
            // Answers begin with a capital letter, so a name that is also an answer needs one
            // beside it.
            return kind != TextKind::Answer || !is_answer(name) || beside();
        }
        !self.is_everyday(name, kind) || sentence.is_said_of_a_person(at)
    }

    /// True if a name in small letters is a word as any other, by what people call things, or by
    /// how the texts use it.
    fn is_everyday(&self, name: &str, kind: TextKind) -> bool {
        let Some(used) = self.words.get(name) else { return true };
        let varied = match (used.listed, kind) {
            // A column of names holds it, and it is handed on: whatever the texts say, it may be a
            // name.
            (true, TextKind::Guarded) => return is_word(name),
            (false, TextKind::Words | TextKind::Answer) => VARIED_SPEAKER,
            _ => VARIED,
        };
        is_word(name)
            || (used.before.len() >= varied
                && used.small >= varied
                && used.capital * CAPITAL_IN <= used.small)
    }

    /// Marks words that are a whole name together and too short to be one alone: "Jo Ng".
    fn whole_names(&self, sentence: &WordsInText<'_>, masked: &mut [bool], kind: TextKind) {
        let letters = |at: usize| sentence.words[at].key.chars().count();
        let small = |at: usize| {
            sentence.text[sentence.words[at].at.clone()].starts_with(char::is_lowercase)
        };
        let word = |at: usize| is_word(&sentence.words[at].key);
        for at in 1..masked.len() {
            // In words that are handed on, a doubt speaks for masking.
            let doubtful = kind == TextKind::Guarded && letters(at - 1).min(letters(at)) > 1;
            let written =
                !(small(at - 1) || small(at)) || (doubtful && !(word(at - 1) && word(at)));
            // Two particles, such as "von der", name nobody.
            let particles =
                is_particle(&sentence.words[at - 1].key) && is_particle(&sentence.words[at].key);
            if letters(at - 1) + letters(at) > 2
                && written
                && !particles
                && self.are_parts(sentence, at)
            {
                (masked[at - 1], masked[at]) = (true, true);
            }
        }
    }

    /// True if a word and the one before it are adjacent parts of one name.
    fn are_parts(&self, sentence: &WordsInText<'_>, at: usize) -> bool {
        let keys = |at: usize| sentence.keys(at);
        sentence.is_beside(at)
            && keys(at - 1)
                .any(|one| keys(at).any(|two| self.pairs.contains(&(one.clone(), two.clone()))))
    }

    /// Marks words beside a masked one that are parts of the same name, and two that are names
    /// both.
    fn parts_beside(&self, sentence: &WordsInText<'_>, masked: &mut [bool]) {
        let is_name = |at: usize| sentence.keys(at).any(|key| self.words.contains_key(key));
        for at in 1..masked.len() {
            let certain = masked[at - 1] || (is_name(at - 1) && is_name(at));
            if certain && !(masked[at - 1] && masked[at]) && self.are_parts(sentence, at) {
                (masked[at - 1], masked[at]) = (true, true);
            }
        }
        // Backwards as well: a masked part makes the part before it certain.
        for at in (1..masked.len()).rev() {
            if masked[at] && !masked[at - 1] && self.are_parts(sentence, at) {
                masked[at - 1] = true;
            }
        }
    }

    /// Finds names in a stretch of a script that leaves no gaps, the longest first. A gap may part
    /// the characters of a whole name; of two characters only where it begins with a word.
    fn find_runs(
        &self,
        text: &str,
        at: Range<usize>,
        kind: TextKind,
        found: &mut Vec<Range<usize>>,
    ) {
        let mut from = at.start;
        while let Some(first) = text[from..at.end].chars().next() {
            let rest = &text[from..at.end];
            let begins = from == at.start || text[..from].ends_with(PARTING);
            let fits = |(run, cut): (&String, &bool)| {
                if rest.starts_with(run.as_str()) {
                    // A part cut out of a name is often a word of its own.
                    return (!cut || kind == TextKind::Guarded).then_some(run.len());
                }
                // Two characters meet across a gap by chance, unless they begin a word.
                let parted = !cut && (begins || run.chars().nth(2).is_some());
                run.chars().try_fold(0, |end, c| {
                    let gap = rest.len() - rest[end..].trim_start_matches(PARTING).len();
                    let start = if end == 0 { 0 } else { gap };
                    (parted && rest[start..].starts_with(c)).then_some(start + c.len_utf8())
                })
            };
            let longest = self.runs.get(&first).and_then(|runs| runs.iter().filter_map(fits).max());
            if let Some(length) = longest {
                found.push(from..from + length);
            }
            from += longest.unwrap_or(first.len_utf8());
        }
    }
}
