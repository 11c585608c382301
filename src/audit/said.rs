//! Everything that the sources of a study have somebody say, as one row of words.

use std::ops::Range;

use indexmap::IndexSet;

use super::words::{Word, words};
use crate::locator::{Locator, position32};
use crate::sources::{Scale, Voice};
use crate::study::{Address, Study};

/// Who says a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaker {
    /// A respondent; `None` where it is not known which.
    Respondent(Option<u32>),
    /// Somebody who asks, or a heading.
    Other,
    /// An answer that many may choose.
    Answer,
}

/// A turn, a quote of a table, or an answer.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    pub(super) speaker: Speaker,
    /// Its words in the row of all words.
    pub(super) words: Range<usize>,
    /// Text as the source has it.
    pub(super) text: String,
    place: StretchPlace,
}

#[derive(Debug, Clone, Copy)]
enum StretchPlace {
    /// Part of a transcript that begins at this character.
    Turn {
        source: usize,
        transcript: usize,
        start: u32,
    },
    At(Address),
}

/// The words of all sources, in which quotations are looked up.
#[derive(Debug)]
pub(super) struct SaidWords<'a> {
    study: &'a Study,
    pub(super) stretches: Vec<Stretch>,
    /// The number of each word.
    keys: Vec<u32>,
    /// Where each word stands in the text of its stretch, in bytes.
    at: Vec<Range<u32>>,
    vocabulary: IndexSet<String, foldhash::fast::FixedState>,
    /// For each word of the vocabulary where its places begin, and one further number.
    starts: Vec<usize>,
    places: Vec<u32>,
}

/// Number of a word that no source has.
const UNKNOWN: u32 = u32::MAX;
/// Answers of fewer words are no quotes but labels.
const LEAST_WORDS_OF_ANSWER: usize = 3;

impl<'a> SaidWords<'a> {
    pub(super) fn of(study: &'a Study) -> Self {
        let mut said = Self {
            study,
            stretches: Vec::new(),
            keys: Vec::new(),
            at: Vec::new(),
            vocabulary: IndexSet::default(),
            starts: Vec::new(),
            places: Vec::new(),
        };
        said.add_turns();
        said.add_quotes();
        said.add_answers();
        said.count_places();
        said
    }

    fn add_turns(&mut self) {
        for source in self.study.sources_of_transcripts() {
            for (transcript, read) in self.study.transcripts(source).iter().enumerate() {
                for turn in &read.turns {
                    let text = read.text.slice(turn.chars.clone()).unwrap_or_default();
                    let speaker = match turn.voice {
                        Voice::Respondent | Voice::Unclear => Speaker::Respondent(
                            self.study.speaker_of(source, position32(transcript), &turn.chars),
                        ),
                        Voice::Interviewer | Voice::LikelyInterviewer | Voice::Nobody => {
                            Speaker::Other
                        }
                    };
                    let start = turn.chars.start;
                    let place = StretchPlace::Turn { source, transcript, start };
                    self.add(text.to_owned(), speaker, place);
                }
            }
        }
    }

    /// The quotes of tables that stand for interviews of which there is no transcript.
    fn add_quotes(&mut self) {
        for segments in self.study.segments() {
            if !self.study.transcripts(segments.transcripts).is_empty() {
                continue;
            }
            for (record, placed) in segments.placed.iter().enumerate() {
                let address = Address::new(segments.source, record, 0);
                let text = self.study.words(address).into_owned();
                self.add(text, Speaker::Respondent(placed.respondent), StretchPlace::At(address));
            }
        }
    }

    /// Open answers, each of its respondent, and the answers of closed questions, once each.
    fn add_answers(&mut self) {
        for (source, rows) in self.study.tables() {
            let owners = self.study.record_owners(source);
            for item in &rows.items {
                let column = item.columns[0];
                let cells = &rows.table.columns[column];
                let mut seen: IndexSet<String, foldhash::fast::FixedState> = IndexSet::default();
                for (row, owner) in owners.iter().enumerate() {
                    let text = cells.text(row);
                    let at = StretchPlace::At(Address::new(source, row, column));
                    if item.scale == Scale::OpenText {
                        if owner.is_some() && !text.trim().is_empty() {
                            self.add(text.into_owned(), Speaker::Respondent(*owner), at);
                        }
                    } else if item.personal.is_none() && !seen.contains(&*text) {
                        seen.insert(text.to_string());
                        if text.split_whitespace().nth(LEAST_WORDS_OF_ANSWER - 1).is_some() {
                            self.add(text.into_owned(), Speaker::Answer, at);
                        }
                    }
                }
            }
        }
    }

    fn add(&mut self, text: String, speaker: Speaker, place: StretchPlace) {
        let start = self.keys.len();
        for Word { key, at } in words(&text) {
            let (number, _) = self.vocabulary.insert_full(key);
            self.keys.push(position32(number));
            self.at.push(position32(at.start)..position32(at.end));
        }
        if self.keys.len() > start {
            let words = start..self.keys.len();
            self.stretches.push(Stretch { speaker, words, text, place });
        }
    }

    /// Sorts the places of all words by word.
    fn count_places(&mut self) {
        self.starts = vec![0; self.vocabulary.len() + 1];
        self.keys.iter().for_each(|key| self.starts[*key as usize + 1] += 1);
        for word in 0..self.vocabulary.len() {
            self.starts[word + 1] += self.starts[word];
        }
        let mut next = self.starts.clone();
        self.places = vec![0; self.keys.len()];
        for (place, key) in self.keys.iter().enumerate() {
            self.places[next[*key as usize]] = position32(place);
            next[*key as usize] += 1;
        }
    }

    /// The numbers of words; words that no source has share one that is nobody's.
    pub(super) fn numbers(&self, words: &[Word]) -> Vec<u32> {
        let number = |word: &Word| self.vocabulary.get_index_of(&word.key).map(position32);
        words.iter().map(|word| number(word).unwrap_or(UNKNOWN)).collect()
    }

    /// Places of a word, ascending.
    pub(super) fn places_of(&self, number: u32) -> &[u32] {
        let at = number as usize;
        match number {
            UNKNOWN => &[],
            _ => &self.places[self.starts[at]..self.starts[at + 1]],
        }
    }

    /// All words, by number.
    pub(super) fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// The stretch that has a word.
    pub(super) fn stretch_at(&self, word: usize) -> usize {
        self.stretches.partition_point(|stretch| stretch.words.end <= word)
    }

    /// The text of these words of a stretch, as the source has it.
    pub(super) fn text(&self, stretch: usize, words: &Range<usize>) -> &str {
        let text = &self.stretches[stretch].text;
        if words.is_empty() {
            return "";
        }
        let [start, end] = [self.at[words.start].start, self.at[words.end - 1].end];
        &text[start as usize..end as usize]
    }

    /// Where these words of a stretch stand.
    pub(super) fn locator(&self, stretch: usize, words: &Range<usize>) -> Locator {
        let place = self.stretches[stretch].place;
        match place {
            StretchPlace::At(address) => self.study.locator(address),
            StretchPlace::Turn { source, transcript, start: turn } => {
                let read = &self.study.transcripts(source)[transcript];
                // Of the transcript, in which the turn lies.
                let first = read.text.byte_of(turn);
                let char_of = |byte: u32| read.text.char_of(first + byte as usize);
                let start = char_of(self.at[words.start].start);
                Locator::Text {
                    source: self.study.source_id(source).clone(),
                    document: read.document.clone(),
                    start,
                    end: char_of(self.at[words.end - 1].end),
                    time: read.time_at(start),
                }
            }
        }
    }
}
