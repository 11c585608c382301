//! Words of a sentence, and the stems that they are compared by.

use rust_stemmers::Stemmer;

use super::stop_words::StopWords;

/// A word as it is said, and the stem that it is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) said: String,
    pub(super) stem: String,
    /// True if it holds a sentence together and says nothing by itself.
    pub(super) is_stop: bool,
    /// True for a word of number, time or money.
    pub(super) is_amount: bool,
}

/// What words are cut and compared by.
pub(super) struct Tools<'a> {
    stemmer: &'a Stemmer,
    stop_words: StopWords,
}

impl<'a> Tools<'a> {
    /// Those for a text, whose language tells which words say nothing.
    pub(super) fn for_text(stemmer: &'a Stemmer, text: &str) -> Self {
        Self { stemmer, stop_words: StopWords::of_text(text) }
    }

    /// The words of a sentence, in the parts that commas and the like make of it.
    pub(super) fn parts(&self, text: &str) -> Vec<Vec<Word>> {
        let parts = text.split([',', ';', ':', '(', ')', '–', '—', '、', '，', '؛', '،']);
        parts.map(|part| self.words(part)).filter(|words| !words.is_empty()).collect()
    }

    fn words(&self, part: &str) -> Vec<Word> {
        let is_within = |c: char| c.is_alphanumeric() || is_apostrophe(c);
        let pieces = part
            .split(|c: char| !is_within(c))
            .map(|piece| without_elision(piece.trim_matches(is_apostrophe)));
        pieces
            .filter(|piece| !piece.is_empty())
            .flat_map(|piece| pieces_of(&piece))
            .map(|said| self.word(&said))
            .collect()
    }

    fn word(&self, said: &str) -> Word {
        let lower = said.to_lowercase();
        let stem = self.stemmer.stem(&lower).into_owned();
        let is_stop = self.stop_words.has(&lower);
        let is_amount = self.stop_words.is_amount(&lower);
        Word { stem, said: said.to_owned(), is_stop, is_amount }
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// A word without the short one that an apostrophe joins to it: "l'agenda", "day's".
fn without_elision(word: &str) -> String {
    /// Longest of these: "dell'ora".
    const LONGEST: usize = 4;
    let Some((before, after)) = word.split_once(is_apostrophe) else { return word.to_owned() };
    if after.eq_ignore_ascii_case("t") {
        return format!("{before}'t");
    }
    match before.chars().count() <= LONGEST && after.chars().count() > 2 {
        true => after.replace('’', "'"),
        false => before.to_owned(),
    }
}

/// A word; of a script without blanks between words, pairs of signs.
fn pieces_of(word: &str) -> Vec<String> {
    let is_sign = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}');
    if !word.contains(is_sign) {
        return vec![word.to_owned()];
    }
    let signs: Vec<char> = word.chars().collect();
    let pairs = signs.windows(2).filter(|pair| pair.iter().all(|c| is_sign(*c)));
    pairs.map(|pair| pair.iter().collect()).collect()
}
