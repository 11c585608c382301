//! Whether a change turns what somebody said: a negation, a number, a name, a comparison.
//!
//! Closed classes of words, by language; numbers and names are told by their form in any language.

use std::ops::Range;

use serde::Serialize;

use super::words::Word;

/// What a change touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turned {
    /// A negation was added or taken away.
    Negation,
    /// A number or a word for one is another.
    Number,
    /// A name is another.
    Name,
    /// More is less, always is sometimes.
    Comparison,
}

/// Negations of English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish and Polish.
const NEGATIONS: [&str; 64] = [
    "no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot",
    "hardly", "nowhere", "nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nie",
    "niemals", "niemand", "nichts", "ohne", "weder", "kaum", "nirgends", "nein", "ne", "pas",
    "jamais", "rien", "personne", "sans", "aucun", "aucune", "ni", "non", "nunca", "nada", "nadie",
    "sin", "ningun", "ninguna", "jamas", "mai", "niente", "nessuno", "senza", "nessuna", "nao",
    "ninguem", "sem", "nenhum", "nenhuma", "niet", "geen", "nooit", "zonder", "inte", "aldrig",
    "ingen", "utan", "nigdy",
];
/// English verbs that take a negation at their end, without the apostrophe.
const NEGATED: [&str; 19] = [
    "dont", "doesnt", "didnt", "cant", "wont", "isnt", "arent", "wasnt", "werent", "hasnt",
    "havent", "hadnt", "shouldnt", "wouldnt", "couldnt", "mustnt", "neednt", "aint", "shant",
];
/// Beginnings and endings that turn a word into its opposite.
const PREFIXES: [&str; 9] = ["un", "in", "im", "ir", "il", "dis", "non", "miss", "anti"];
const SUFFIXES: [&str; 4] = ["less", "los", "lose", "loos"];
/// Degrees and frequencies of which one is not another.
const COMPARISONS: [&str; 77] = [
    "more",
    "less",
    "most",
    "least",
    "fewer",
    "better",
    "worse",
    "best",
    "worst",
    "always",
    "often",
    "sometimes",
    "rarely",
    "seldom",
    "usually",
    "all",
    "some",
    "many",
    "few",
    "every",
    "only",
    "before",
    "after",
    "higher",
    "lower",
    "faster",
    "slower",
    "easier",
    "harder",
    "above",
    "below",
    "mehr",
    "weniger",
    "meist",
    "meisten",
    "besser",
    "schlechter",
    "immer",
    "oft",
    "manchmal",
    "selten",
    "alle",
    "einige",
    "viele",
    "wenige",
    "jeder",
    "jede",
    "nur",
    "vor",
    "nach",
    "hoher",
    "niedriger",
    "schneller",
    "langsamer",
    "einfacher",
    "schwerer",
    "plus",
    "moins",
    "toujours",
    "souvent",
    "parfois",
    "rarement",
    "tous",
    "mieux",
    "pire",
    "mas",
    "menos",
    "siempre",
    "mejor",
    "peor",
    "piu",
    "meno",
    "sempre",
    "meglio",
    "peggio",
    "altijd",
    "soms",
];
/// Words for numbers in English and German.
const NUMBERS: [&str; 62] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "hundred", "thousand",
    "million", "half", "twice", "once", "double", "third", "quarter", "dozen", "couple", "first",
    "second", "null", "eins", "ein", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht",
    "neun", "zehn", "elf", "zwolf", "zwanzig", "dreissig", "vierzig", "funfzig", "hundert",
    "tausend", "halb", "halbe", "zweimal", "einmal", "dreimal", "doppelt", "drittel", "viertel",
    "dutzend", "deux", "trois",
];

/// Words of a text that were changed, or are what they were changed to.
#[derive(Debug, Clone)]
pub(super) struct ChangedWords<'a> {
    /// The text that they stand in.
    pub(super) text: &'a str,
    /// All its words.
    pub(super) words: &'a [Word],
    /// Those that were changed.
    pub(super) range: Range<usize>,
    /// True in a language that writes every noun with a capital letter.
    pub(super) capital_nouns: bool,
}

impl ChangedWords<'_> {
    fn keys(&self) -> Vec<&str> {
        self.words[self.range.clone()].iter().map(|word| word.key.as_str()).collect()
    }

    /// Words with a capital letter that begin no sentence, sorted; none where nouns have one too.
    fn names(&self) -> Vec<&str> {
        let is_name = |word: &&Word| {
            let (ahead, own) = self.text.split_at(word.at.start);
            let before = ahead.trim_end().chars().next_back();
            let goes_on = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | ';'));
            goes_on && own.starts_with(char::is_uppercase) && word.key.chars().count() > 1
        };
        if self.capital_nouns {
            return Vec::new();
        }
        let names = self.words[self.range.clone()].iter().filter(is_name);
        let mut names: Vec<&str> = names.map(|word| word.key.as_str()).collect();
        names.sort_unstable();
        names
    }
}

/// What a change turns, in the order of weight.
pub(super) fn turned(said: &ChangedWords<'_>, quoted: &ChangedWords<'_>) -> Vec<Turned> {
    let (own, other) = (said.keys(), quoted.keys());
    let differs = |of: &dyn Fn(&str) -> bool| {
        let sorted = |keys: &[&str]| {
            let mut kept: Vec<String> =
                keys.iter().filter(|key| of(key)).map(|key| (*key).to_owned()).collect();
            kept.sort();
            kept
        };
        sorted(&own) != sorted(&other)
    };
    let negations = |keys: &[&str]| keys.iter().filter(|key| is_negation(key)).count();
    let mut found = Vec::new();
    if negations(&own) != negations(&other) || are_opposites(&own, &other) {
        found.push(Turned::Negation);
    }
    if differs(&|key| key.starts_with(char::is_numeric) || NUMBERS.contains(&key)) {
        found.push(Turned::Number);
    }
    if said.names() != quoted.names() {
        found.push(Turned::Name);
    }
    if differs(&|key| COMPARISONS.contains(&key)) {
        found.push(Turned::Comparison);
    }
    found
}

fn is_negation(key: &str) -> bool {
    NEGATIONS.contains(&key) || NEGATED.contains(&key)
}

/// True if a word of one side is the opposite of one of the other by its beginning or ending.
fn are_opposites(own: &[&str], other: &[&str]) -> bool {
    let of = |one: &str, other: &str| {
        let by_prefix = PREFIXES.iter().any(|prefix| one.strip_prefix(prefix) == Some(other));
        let by_suffix = SUFFIXES.iter().any(|suffix| {
            let stem = one.strip_suffix(suffix);
            // "useful" and "useless" share their stem.
            stem.is_some_and(|stem| stem.len() > 2 && other.starts_with(stem))
        });
        other.len() > 2 && (by_prefix || by_suffix)
    };
    let any = |one: &&str| other.iter().any(|two| of(one, two) || of(two, one));
    own.iter().any(any)
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn what_a_change_turns_is_named() {
        for (said, quoted, wanted) in [
            ("I can't find it", "I can find it", vec![Turned::Negation]),
            ("ich finde das gut", "ich finde das nicht gut", vec![Turned::Negation]),
            ("it is possible", "it is impossible", vec![Turned::Negation]),
            ("a useful list", "a useless list", vec![Turned::Negation]),
            ("three hours", "two hours", vec![Turned::Number]),
            ("12 minutes", "15 minutes", vec![Turned::Number]),
            ("we asked Maria about", "we asked Petra about", vec![Turned::Name]),
            ("it takes more time", "it takes less time", vec![Turned::Comparison]),
            ("it is slow", "it is sluggish", vec![]),
        ] {
            let (own, other) = (words(said), words(quoted));
            let said =
                ChangedWords { text: said, range: 0..own.len(), words: &own, capital_nouns: false };
            let quoted = ChangedWords {
                text: quoted,
                range: 0..other.len(),
                words: &other,
                capital_nouns: false,
            };
            assert_eq!(turned(&said, &quoted), wanted);
        }
    }
}
