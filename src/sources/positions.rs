//! How a file counts positions: programs differ, and no file says what it means.
//!
//! Every reading that can differ on the texts is tried on all selections. A selection speaks for a
//! reading if its text is the one that the selection is named after, and if it begins and ends with
//! words, not within them or in the blank beside them; it speaks against one that leads outside the
//! text. One reading is chosen for the whole file. Of readings that fit alike, the one stands by
//! which more selections are whole sentences: an end that is taken for the one after it cuts the
//! full stop off every sentence.

use std::ops::Range;

use super::convention::{LineEnds, Positions, Unit};
use crate::locator::position32;

/// A stretch of a text as a file states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StatedStretch<'a> {
    /// Its words or their beginning, if the file has them; or a title.
    pub(crate) name: &'a str,
    pub(crate) start: i64,
    pub(crate) end: i64,
}

/// A text with the stretches stated in it.
pub(crate) struct PositionedText<'a> {
    pub(crate) chars: Vec<char>,
    /// True if the file of the text began with a byte order mark.
    pub(crate) marked: bool,
    pub(crate) stretches: Vec<StatedStretch<'a>>,
}

/// The reading that was chosen, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ChosenPositions {
    pub(crate) positions: Positions,
    /// Selections that speak for it.
    pub(crate) agree: usize,
    /// Selections in all.
    pub(crate) of: usize,
    /// Selections that the nearest other reading places elsewhere.
    pub(crate) differ: usize,
    /// How many of those fit the chosen reading better.
    pub(crate) here: usize,
    /// How many of those fit the other better.
    pub(crate) there: usize,
    /// How many fit the chosen reading better than the preferred one.
    pub(crate) gain: usize,
}

impl ChosenPositions {
    /// True if chance does not explain the fit: it lets some selections fit the wrong reading, but
    /// where the right one differs from it, most fit the right one alone.
    pub(crate) fn is_clear(&self) -> bool {
        let Self { agree, of, differ, here, there, .. } = *self;
        agree * 10 >= of * 7 && (differ == 0 || there * 2 < here)
    }
}

/// Chooses the reading of the positions in these texts.
pub(crate) fn choose_positions(
    texts: &[PositionedText<'_>],
    line_end_as_one: bool,
) -> ChosenPositions {
    let mut readings: Vec<(ScoredPositions, Positions)> = candidates(texts, line_end_as_one)
        .into_iter()
        .map(|positions| (ScoredPositions::score(texts, positions), positions))
        .collect();
    // The first of equals stays: candidates come in the order of preference.
    let fit = |at: &usize| (readings[*at].0.score, readings[*at].0.whole);
    let mut best = (0..readings.len()).rev().max_by_key(fit).unwrap_or(0);
    // One sentence more may be chance.
    let (found, first) = (&readings[best].0, &readings[0].0);
    if found.score == first.score && found.whole < first.whole + LEAST_SENTENCES {
        best = 0;
    }
    let gain = readings[best].0.beside(&readings[0].0).1;
    let (chosen, positions) = readings.swap_remove(best);
    let others =
        readings.iter().map(|(other, _)| chosen.beside(other)).filter(|(differ, ..)| *differ > 0);
    let nearest = others.min_by_key(|(differ, here, there)| (here.saturating_sub(*there), *differ));
    let (differ, here, there) = nearest.unwrap_or_default();
    let agree = chosen.agrees.iter().filter(|agrees| **agrees).count();
    ChosenPositions { positions, agree, of: chosen.agrees.len(), differ, here, there, gain }
}

/// As many sentences more make a reading better that fits no better by words.
const LEAST_SENTENCES: usize = 2;

/// The readings that can differ on these texts, the preferred one first.
fn candidates(texts: &[PositionedText<'_>], line_end_as_one: bool) -> Vec<Positions> {
    let any = |test: &dyn Fn(&PositionedText<'_>) -> bool| texts.iter().any(test);
    let windows = any(&|text| text.chars.windows(2).any(|pair| pair == ['\r', '\n']));
    let bare = any(&|text| {
        let before = std::iter::once(&' ').chain(&text.chars);
        before.zip(&text.chars).any(|(before, c)| *c == '\n' && *before != '\r')
    });
    // Only conventions that differ on these texts are tried: the others would tie with the first.
    let mut line_ends = vec![LineEnds::AsWritten];
    if windows {
        line_ends.insert(usize::from(!line_end_as_one), LineEnds::One);
    }
    if bare {
        line_ends.push(LineEnds::Two);
    }
    let has = |test: fn(&char) -> bool| any(&|text| text.chars.iter().any(test));
    let mut units = vec![Unit::CodePoint];
    units.extend(has(|c| c.len_utf16() == 2).then_some(Unit::Utf16));
    units.extend(has(|c| !c.is_ascii()).then_some(Unit::Byte));
    let marks = if any(&|text| text.marked) { &[false, true][..] } else { &[false][..] };
    let mut all = Vec::new();
    for line_ends in line_ends {
        for unit in &units {
            for mark in marks {
                for inclusive in [false, true] {
                    all.push(Positions { line_ends, unit: *unit, mark: *mark, inclusive });
                }
            }
        }
    }
    all
}

/// The score of one convention over all selections.
struct ScoredPositions {
    score: i64,
    /// Selections that are whole sentences.
    whole: usize,
    /// Fit of each selection, by words and then by sentences.
    scores: Vec<(i64, bool)>,
    agrees: Vec<bool>,
    placed: Vec<Option<Range<u32>>>,
}

impl ScoredPositions {
    fn score(texts: &[PositionedText<'_>], positions: Positions) -> Self {
        let mut reading =
            Self { score: 0, whole: 0, scores: Vec::new(), agrees: Vec::new(), placed: Vec::new() };
        for text in texts {
            let index = PositionIndex::new(text, positions);
            for selection in &text.stretches {
                let chars = index.chars(selection.start, selection.end);
                let (score, agrees) =
                    // Outside the text weighs more than a right name: it cannot be chance.
                    chars.as_ref().map_or((-5, false), |chars| speaks(text, selection, chars));
                let whole = agrees && chars.as_ref().is_some_and(|chars| is_sentence(text, chars));
                reading.score += score;
                reading.whole += usize::from(whole);
                reading.scores.push((score, whole));
                reading.agrees.push(agrees);
                reading.placed.push(chars);
            }
        }
        reading
    }
}

impl ScoredPositions {
    /// Selections that another reading places elsewhere, and how many of them fit this one better
    /// and the other better.
    fn beside(&self, other: &Self) -> (usize, usize, usize) {
        let differ = (0..self.placed.len()).filter(|at| self.placed[*at] != other.placed[*at]);
        differ.fold((0, 0, 0), |(differ, here, there), at| {
            let (own, others) = (self.scores[at], other.scores[at]);
            (differ + 1, here + usize::from(own > others), there + usize::from(own < others))
        })
    }
}

/// How much a selection speaks for the characters it would select, and whether it does at all.
fn speaks(
    text: &PositionedText<'_>,
    selection: &StatedStretch<'_>,
    chars: &Range<u32>,
) -> (i64, bool) {
    let (start, end) = (chars.start as usize, chars.end as usize);
    let words: String = text.chars[start..end].iter().take(selection.longest_words()).collect();
    let named = match selection.match_name(&words) {
        NameMatch::Whole => 3,
        NameMatch::Beginning => 2,
        NameMatch::Otherwise => 0,
    };
    let letter = |at: usize| text.chars.get(at).is_some_and(|c| c.is_alphanumeric());
    // A position that is off by one mostly falls within a word.
    let edge = |at: usize| at == 0 || !(letter(at - 1) && letter(at));
    // People select words, not the blank beside them; a line end belongs to whole lines alone.
    let blank = |at: usize| text.chars[at].is_whitespace();
    let line = |at: usize| matches!(text.chars[at], '\r' | '\n');
    let tight = start < end
        && !blank(start)
        && (!blank(end - 1) || (line(end - 1) && (start == 0 || line(start - 1))));
    let edges = tight && edge(start) && edge(end);
    (named + i64::from(edges), edges || (tight && named > 0))
}

/// True if a stretch is whole sentences: it begins where one begins and ends with its full stop.
fn is_sentence(text: &PositionedText<'_>, chars: &Range<u32>) -> bool {
    const NEAR: usize = 8;
    let (start, end) = (chars.start as usize, chars.end as usize);
    let closes = |c: &char| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']');
    let stops = |c: &char| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।');
    let last = text.chars[start..end].iter().rev().take(NEAR).find(|c| !closes(c));
    let before = text.chars[..start].iter().rev().take(NEAR).filter(|c| !closes(c));
    // What stands before it: the start of the text, a line end, a label, or the sentence before.
    let before = before.take_while(|c| **c != '\n').find(|c| !c.is_whitespace());
    last.is_some_and(stops) && before.is_none_or(|c| stops(c) || matches!(c, ':' | '：'))
}

/// Match between the name of a selection and some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameMatch {
    /// It is these words, white space apart.
    Whole,
    /// It is their beginning, cut with an ellipsis.
    Beginning,
    /// It is something else: a line number, a time, a title.
    Otherwise,
}

impl StatedStretch<'_> {
    /// As many characters as words may have that the selection is named after, blanks included:
    /// many selections may each span the whole text.
    fn longest_words(&self) -> usize {
        const MORE: usize = 256;
        if self.name.is_empty() { 0 } else { MORE + 4 * self.name.len() }
    }

    /// Compares the selection's name with these words.
    fn match_name(&self, words: &str) -> NameMatch {
        let name = self.name.trim();
        if name.is_empty() {
            return NameMatch::Otherwise;
        }
        if name.split_whitespace().eq(words.split_whitespace()) {
            return NameMatch::Whole;
        }
        let collapse = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        // Programs shorten the words that they give as a name.
        let cut = name.strip_suffix('…').or_else(|| name.strip_suffix("..."));
        match cut.map(collapse).filter(|cut| !cut.is_empty()) {
            Some(cut) if collapse(words).starts_with(&cut) => NameMatch::Beginning,
            _ => NameMatch::Otherwise,
        }
    }
}

/// Turns the positions of a reading into code points of the text.
pub(crate) struct PositionIndex {
    /// For each character the position it begins at, and the end of the text.
    starts: Vec<u32>,
    inclusive: bool,
}

impl PositionIndex {
    pub(crate) fn new(text: &PositionedText<'_>, positions: Positions) -> Self {
        let mut starts = Vec::with_capacity(text.chars.len() + 1);
        // Where the mark counts, the text begins at position 1.
        let mark = u32::from(positions.mark && text.marked);
        let mut at = if positions.unit == Unit::Byte { 3 * mark } else { mark };
        for (number, c) in text.chars.iter().enumerate() {
            starts.push(at);
            let follows = *c == '\n' && number > 0 && text.chars[number - 1] == '\r';
            at += match positions.line_ends {
                LineEnds::One if follows => 0,
                LineEnds::Two if *c == '\n' && !follows => 2,
                _ => match positions.unit {
                    Unit::CodePoint => 1,
                    Unit::Utf16 => position32(c.len_utf16()),
                    Unit::Byte => position32(c.len_utf8()),
                },
            };
        }
        starts.push(at);
        Self { starts, inclusive: positions.inclusive }
    }

    /// The characters between two positions, if they lie in the text and in order.
    pub(crate) fn chars(&self, start: i64, end: i64) -> Option<Range<u32>> {
        let end = end.checked_add(i64::from(self.inclusive))?;
        (start <= end).then_some(())?;
        Some(self.char_at(start)?..self.char_at(end)?)
    }

    fn char_at(&self, position: i64) -> Option<u32> {
        let position =
            u32::try_from(position).ok().filter(|position| Some(position) <= self.starts.last())?;
        // Inside a character of two units, that character; of two characters at one position, the
        // second.
        let after = self.starts.partition_point(|start| *start <= position);
        Some(position32(after.saturating_sub(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Selections of these words as a program would export them, by its own way of counting.
    fn exported(
        text: &str,
        words: &[&str],
        positions: Positions,
        named: bool,
    ) -> Vec<(String, i64, i64)> {
        let chars = text.chars().collect();
        let marked = PositionedText { chars, marked: true, stretches: Vec::new() };
        let starts = PositionIndex::new(&marked, positions).starts;
        let select = |word: &&str| {
            let start = text[..text.find(word).unwrap()].chars().count();
            let end = start + word.chars().count();
            let name = if named { word.replace('\n', " ") } else { String::new() };
            let end = i64::from(starts[end]) - i64::from(positions.inclusive);
            (name, starts[start].into(), end)
        };
        words.iter().map(select).collect()
    }

    fn stated(selections: &[(String, i64, i64)]) -> Vec<StatedStretch<'_>> {
        selections
            .iter()
            .map(|(name, start, end)| StatedStretch { name, start: *start, end: *end })
            .collect()
    }

    #[test]
    fn whole_sentences_tell_inclusive_ends() {
        let text =
            "I: How so?\nP: It rains in, every day! I move the desk.\nI: And?\nP: Who pays?\n";
        let words = ["It rains in, every day!", "I move the desk.", "Who pays?"];
        let phrases = ["rains in", "every day", "desk"];
        for (words, inclusive) in [(words, true), (words, false), (phrases, false)] {
            let positions = Positions { inclusive, ..Positions::default() };
            let selections = exported(text, &words, positions, false);
            let chars = text.chars().collect();
            let text = PositionedText { chars, marked: false, stretches: stated(&selections) };
            let chosen = choose_positions(&[text], false);
            assert_eq!(chosen.positions, positions, "{words:?}");
            // Of phrases before full stops either reading may be right.
            assert_eq!(chosen.is_clear(), words != phrases, "{words:?} {chosen:?}");
        }
    }

    #[test]
    fn every_way_of_counting_is_recognised_from_names_and_from_words() {
        let windows = "I log in.\r\nIt asks 😄 again.\r\nThen I wait,\r\nand the list is slow.\r\n";
        let unix = windows.replace('\r', "");
        let words = ["asks", "again", "Then I wait", "list is", "slow"];
        for (text, line_ends) in [
            (windows, LineEnds::AsWritten),
            (windows, LineEnds::One),
            (&unix, LineEnds::AsWritten),
            (&unix, LineEnds::Two),
        ] {
            for unit in [Unit::CodePoint, Unit::Utf16, Unit::Byte] {
                for (mark, inclusive, named) in [
                    (false, false, true),
                    (true, false, true),
                    (false, true, true),
                    (true, true, false),
                ] {
                    let positions = Positions { line_ends, unit, mark, inclusive };
                    let selections = exported(text, &words, positions, named);
                    let text = PositionedText {
                        chars: text.chars().collect(),
                        marked: true,
                        stretches: stated(&selections),
                    };
                    let chosen = choose_positions(&[text], false);
                    assert_eq!(chosen.positions, positions, "{positions}, {named}");
                    assert_eq!((chosen.agree, chosen.of), (5, 5));
                }
            }
        }
    }

    #[test]
    fn positions_outside_the_text_are_none() {
        let chars = "ab\r\n".chars().collect();
        let text = PositionedText { chars, marked: false, stretches: Vec::new() };
        let index = PositionIndex::new(
            &text,
            Positions { line_ends: LineEnds::One, ..Positions::default() },
        );
        assert_eq!(index.chars(0, 3), Some(0..4));
        for (start, end) in [(2, 1), (-1, 1), (0, 4), (i64::MAX, i64::MAX), (i64::MIN, i64::MAX)] {
            assert_eq!(index.chars(start, end), None, "{start} {end}");
        }
    }
}
