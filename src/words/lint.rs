//! Words that have no place in a label or a sentence about people unless the people said them.

use crate::study::Language;

/// Gender, age and origin; words that judge; words that claim a cause.
const ENGLISH: [&str; 62] = [
    "he",
    "she",
    "him",
    "her",
    "his",
    "hers",
    "man",
    "men",
    "woman",
    "women",
    "male",
    "female",
    "guy",
    "lady",
    "girl",
    "boy",
    "mom",
    "dad",
    "husband",
    "wife",
    "young",
    "old",
    "elderly",
    "millennial",
    "millennials",
    "boomer",
    "boomers",
    "white",
    "black",
    "asian",
    "foreign",
    "native",
    "lazy",
    "savvy",
    "smart",
    "stupid",
    "ignorant",
    "clever",
    "difficult",
    "naive",
    "sophisticated",
    "power",
    "guru",
    "ninja",
    "laggard",
    "laggards",
    "resistant",
    "demanding",
    "passionate",
    "struggling",
    "because",
    "therefore",
    "thus",
    "hence",
    "causes",
    "caused",
    "leads to",
    "due to",
    "results in",
    "as a result",
    "consequently",
    "so that",
];
const GERMAN: [&str; 50] = [
    "er",
    "ihm",
    "ihn",
    "mann",
    "männer",
    "frau",
    "frauen",
    "männlich",
    "weiblich",
    "junge",
    "mädchen",
    "dame",
    "herr",
    "mutter",
    "vater",
    "ehefrau",
    "ehemann",
    "jung",
    "junger",
    "alt",
    "alter",
    "alte",
    "ältere",
    "rentner",
    "weiß",
    "schwarz",
    "ausländisch",
    "einheimisch",
    "faul",
    "klug",
    "dumm",
    "naiv",
    "schwierig",
    "anspruchsvoll",
    "versiert",
    "unwissend",
    "leidenschaftlich",
    "überfordert",
    "profi",
    "guru",
    "weil",
    "deshalb",
    "daher",
    "darum",
    "folglich",
    "führt zu",
    "wegen",
    "aufgrund",
    "bewirkt",
    "infolgedessen",
];

/// The words of a text that name who people are, judge them or claim a cause.
pub(crate) fn doubtful_words(text: &str, language: Language) -> impl Iterator<Item = &'static str> {
    let list: &[&str] = if language.code() == "de" { &GERMAN } else { &ENGLISH };
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let text = format!(" {} ", words.join(" "));
    list.iter().copied().filter(move |doubtful| text.contains(&format!(" {doubtful} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_and_phrases_are_found() {
        let found = |text| doubtful_words(text, Language::default()).collect::<Vec<_>>();
        assert_eq!(found("Savvy men, because it leads to sales"), ["men", "savvy", "because", "leads to"]);
        assert!(found("Mention the theory; the other hospital").is_empty());
        assert_eq!(doubtful_words("Die Frauen", Language::from_code("de").unwrap()).collect::<Vec<_>>(), ["frauen"]);
    }
}
