//! Words that have no place in a label or a sentence about people unless the people said them.

use super::words::Words;

/// Gender, age and origin; words that judge; words that claim a cause.
const ENGLISH: [&str; 55] = [
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
    "elderly",
    "millennial",
    "millennials",
    "boomer",
    "boomers",
    "asian",
    "lazy",
    "savvy",
    "smart",
    "stupid",
    "ignorant",
    "clever",
    "naive",
    "sophisticated",
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
const GERMAN: [&str; 43] = [
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
    "mutter",
    "vater",
    "ehefrau",
    "ehemann",
    "jung",
    "junger",
    "ältere",
    "rentner",
    "ausländisch",
    "einheimisch",
    "faul",
    "klug",
    "dumm",
    "naiv",
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

impl Words {
    /// The words of a text that name who people are, judge them or claim a cause.
    pub(crate) fn doubtful(&self, text: &str) -> Vec<&'static str> {
        let list: &[&str] = if self.code == "de" { &GERMAN } else { &ENGLISH };
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let text = format!(" {} ", words.join(" "));
        list.iter().copied().filter(|doubtful| text.contains(&format!(" {doubtful} "))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Language;

    #[test]
    fn whole_words_and_phrases_are_found() {
        let found = |text| Words::of(Language::default()).doubtful(text);
        assert_eq!(
            found("Savvy men, because it leads to sales"),
            ["men", "savvy", "because", "leads to"]
        );
        assert!(found("Mention the theory; the other hospital").is_empty());
        assert_eq!(
            Words::of(Language::from_code("de").unwrap()).doubtful("Die Frauen"),
            ["frauen"]
        );
    }
    /// Texts between quotation marks in a file of the catalogue.
    fn literals(text: &str) -> impl Iterator<Item = &str> {
        text.split('"').skip(1).step_by(2)
    }

    #[test]
    fn no_text_judges_or_claims_a_cause() {
        let files = [
            ("en", include_str!("en/words.rs")),
            ("en", include_str!("en/chart.rs")),
            ("de", include_str!("de/words.rs")),
            ("de", include_str!("de/chart.rs")),
        ];
        for (language, text) in files {
            let words = Words::of(Language::from_code(language).unwrap());
            assert!(literals(text).count() > 40, "the literals of a file are found");
            for literal in literals(text) {
                assert!(words.doubtful(literal).is_empty(), "{literal}");
            }
        }
    }
}
