//! Personal data in quotes: found and replaced by what it was, in brackets.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

use crate::sources::parse_number;

/// Words as the output shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The words, personal data replaced by `[e-mail]`, `[web address]`, `[IP address]`, `[phone]` or `[name]`.
    pub text: String,
    /// Whether anything was replaced.
    pub masked: bool,
}

/// What stands for the words of people who do not consent to be quoted.
pub(crate) const WITHHELD: &str = "[not to be quoted]";

/// Finds e-mail addresses, web and IP addresses, telephone numbers and the names that identifier columns hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Masker {
    names: BTreeSet<String>,
}

static EMAIL: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+"));
static URL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"\b(?:[hH][tT][tT][pP][sS]?://|[wW][wW][wW]\.)[^\s<>"']*[^\s<>"'.,;:!?)\]]"#));
static IP: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-fA-F]{1,4}:){3,7}[0-9a-fA-F]{1,4}\b"));
static PHONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[+(]?\d[\d ()./\u{a0}\-]{5,}\d"));
static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\p{Alphabetic}[\p{Alphabetic}\p{M}\-]*"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is well formed")
}

impl Masker {
    /// Adds the words of a name; words of one or two letters are too common to mask.
    pub(crate) fn learn(&mut self, name: &str) {
        for word in WORD.find_iter(name).filter(|word| word.as_str().chars().count() > 2) {
            self.names.insert(word.as_str().to_lowercase());
        }
    }

    /// Masks contact data and names in a respondent's own words.
    #[must_use]
    pub fn mask(&self, text: &str) -> Masked {
        self.masked(text, |_| false)
    }

    /// Masks contact data and names in answers that many may give, and in what is made of them. There a word that is a name and an
    /// ordinary answer too ("White") is masked beside another name only.
    #[must_use]
    pub fn mask_answer(&self, text: &str) -> Masked {
        self.masked(text, |word| ORDINARY.contains(&word))
    }

    fn masked(&self, text: &str, ordinary: impl Fn(&str) -> bool) -> Masked {
        let contacts = without_contacts(text);
        let words: Vec<Match<'_>> = WORD.find_iter(&contacts).collect();
        let lower: Vec<String> = words.iter().map(|word| word.as_str().to_lowercase()).collect();
        let known = |at: usize| {
            words.get(at).is_some_and(|word| word.as_str().starts_with(char::is_uppercase))
                && self.names.contains(&lower[at])
        };
        let (mut masked, mut end) = (String::with_capacity(contacts.len()), 0);
        for (at, word) in words.iter().enumerate().filter(|(at, _)| known(*at)) {
            if !ordinary(&lower[at]) || known(at + 1) || at.checked_sub(1).is_some_and(known) {
                masked.push_str(&contacts[end..word.start()]);
                masked.push_str("[name]");
                end = word.end();
            }
        }
        masked.push_str(&contacts[end..]);
        let once = masked.replace("[name] [name]", "[name]");
        Masked { masked: once != text, text: once }
    }
}

/// Names that are ordinary answers too: colours, sizes, months and the like.
const ORDINARY: [&str; 34] = [
    "april", "august", "best", "black", "blue", "brown", "day", "east", "early", "free", "good", "gray", "green",
    "grey", "home", "june", "large", "little", "long", "low", "major", "may", "north", "page", "price", "short",
    "small", "south", "street", "summer", "west", "white", "will", "young",
];

/// A text whose e-mail, web and IP addresses and telephone numbers are replaced by what they are.
fn without_contacts(text: &str) -> String {
    let masked = EMAIL.replace_all(text, "[e-mail]");
    let masked = URL.replace_all(&masked, "[web address]");
    let masked = IP.replace_all(&masked, "[IP address]");
    let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let phone = |found: &Captures<'_>| {
        let number = found.get(0).expect("a match has its whole");
        let (before, after) = (&masked[..number.start()], &masked[number.end()..]);
        let part_of_a_word = joined(before.chars().next_back()) || joined(after.chars().next());
        if is_phone(number.as_str()) && !part_of_a_word { "[phone]" } else { number.as_str() }.to_owned()
    };
    PHONE.replace_all(&masked, phone).into_owned()
}

/// Whether digits with separators are a telephone number rather than a date, a year range, an amount or a decimal.
fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let marked = text.starts_with(['+', '(']);
    let date = !marked
        && groups.len() >= 3
        && groups.iter().take(3).all(|group| group.len() <= 4)
        && (groups[0].len() == 4 || groups[2].len() == 4)
        && groups[1].len() <= 2;
    let decimal = groups.len() == 2 && text.contains(['.', ',']) && parse_number(text).is_some();
    let years = groups.len() == 2 && groups.iter().all(|group| group.len() == 4);
    (7..=15).contains(&digits) && !date && !years && !decimal && (marked || text.starts_with('0') || groups.len() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_data_is_replaced_by_its_kind() {
        let mut masker = Masker::default();
        masker.learn("Marta Oduya");
        for (text, expected) in [
            ("Write to marta.oduya@example.org, please", "Write to [e-mail], please"),
            ("see https://status.example.com/larkdesk.", "see [web address]."),
            ("www.example.com?", "[web address]?"),
            ("it says 192.0.2.44 here", "it says [IP address] here"),
            ("call +44 20 7946 0018 or (555) 010-9999", "call [phone] or [phone]"),
            ("I'm Marta Oduya, Marta's mother", "I'm [name], [name]'s mother"),
        ] {
            assert_eq!(masker.mask(text), Masked { text: expected.into(), masked: true }, "{text}");
        }
    }

    #[test]
    fn numbers_dates_and_words_stay() {
        let mut masker = Masker::default();
        masker.learn("Will Marta");
        for text in [
            "2019-03-12 14:00",
            "12/14/2019",
            "from 2016 - 2019",
            "1200000 rows",
            "I will do it",
            "30 % of 400",
            "0.714285714",
            "001x0000003xLD0AAM",
        ] {
            assert_eq!(masker.mask(text), Masked { text: text.into(), masked: false });
        }
    }

    #[test]
    fn a_name_in_an_answer_is_masked_and_an_ordinary_answer_stays() {
        let mut masker = Masker::default();
        masker.learn("Clara White");
        for (text, expected) in [
            ("ask Clara", "ask [name]"),
            ("Clara White", "[name]"),
            ("White", "White"),
            ("White or Asian", "White or Asian"),
        ] {
            assert_eq!(masker.mask_answer(text).text, expected);
        }
        assert_eq!(masker.mask("White told me").text, "[name] told me");
    }
}
