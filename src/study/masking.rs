//! Personal data in quotes: found and replaced by what it was, in brackets.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

use crate::sources::parse_number;

/// Words as the output shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The words, personal data replaced by `[e-mail]`, `[web address]`, `[IP address]`, `[IBAN]`, `[card number]`,
    /// `[phone]` or `[name]`.
    pub text: String,
    /// Whether anything was replaced.
    pub masked: bool,
}

/// What stands for the words of people who do not consent to be quoted.
pub(crate) const WITHHELD: &str = "[not to be quoted]";

/// What stands for one person's answer in what is handed on.
pub(crate) const ANSWERED: &str = "[one answer]";

/// What stands in place of personal data and of words that are not shown.
pub(crate) const MARKS: [&str; 9] =
    ["[e-mail]", "[web address]", "[IP address]", "[IBAN]", "[card number]", "[phone]", "[name]", WITHHELD, ANSWERED];

/// Labels of speakers that name a part in a conversation, not a person.
const PARTS: [&str; 20] = [
    "befragte",
    "befragter",
    "client",
    "customer",
    "guest",
    "host",
    "interviewee",
    "interviewer",
    "moderator",
    "participant",
    "person",
    "proband",
    "researcher",
    "respondent",
    "sprecher",
    "speaker",
    "teilnehmer",
    "unknown",
    "user",
    "voice",
];

/// Finds e-mail addresses, web and IP addresses, IBANs, payment cards, telephone numbers, and the names that identifier columns and speaker lists hold.
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
static IBAN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-Za-z]{2}\d{2}(?:[ \u{a0}\-]?[A-Za-z0-9]{1,4}){3,8}\b"));
static CARD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b\d(?:[ \u{a0}\-]?\d){12,18}\b"));
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

    /// Adds the label of a speaker, where it is a name and no part in the conversation.
    pub(crate) fn learn_speaker(&mut self, label: &str) {
        let words = || WORD.find_iter(label).map(|word| word.as_str().to_lowercase());
        if !words().any(|word| PARTS.contains(&word.as_str())) {
            self.learn(label);
        }
    }

    /// How many pieces of personal data of each kind masking replaces in a text, by what stands for them.
    #[must_use]
    pub fn replaced(&self, text: &str) -> BTreeMap<&'static str, usize> {
        let masked = self.mask(text).text;
        let more = |mark: &&'static str| {
            let more = masked.matches(*mark).count().saturating_sub(text.matches(*mark).count());
            (more > 0).then_some((*mark, more))
        };
        MARKS.iter().filter_map(more).collect()
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

/// The longest beginning of a stretch, up to a gap, that is an IBAN: its remainder by 97 is 1 once letters are numbers (ISO 13616).
fn iban(stretch: &str) -> Option<usize> {
    let gaps = stretch.char_indices().filter(|(_, c)| !c.is_ascii_alphanumeric()).map(|(at, _)| at);
    let ends: Vec<usize> = gaps.chain([stretch.len()]).collect();
    let is_one = |end: &&usize| {
        let plain: Vec<u8> = stretch[..**end].bytes().filter(u8::is_ascii_alphanumeric).collect();
        let value = |byte: u8| char::from(byte).to_digit(36).unwrap_or(0);
        let add = |sum: u32, byte: &u8| {
            let value = value(*byte);
            (sum * if value > 9 { 100 } else { 10 } + value) % 97
        };
        (15..=34).contains(&plain.len()) && plain[4..].iter().chain(&plain[..4]).fold(0, add) == 1
    };
    ends.iter().rev().find(is_one).copied()
}

/// Whether digits are the number of a payment card, by its check digit (ISO/IEC 7812, Luhn).
fn is_card(text: &str) -> bool {
    let digits = text.chars().rev().filter_map(|c| c.to_digit(10)).enumerate();
    let sum: u32 =
        digits.map(|(place, digit)| if place % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { digit }).sum();
    sum.is_multiple_of(10) && text.chars().any(|c| c.is_ascii_digit() && c != '0')
}

/// A text whose e-mail, web and IP addresses, IBANs, cards and telephone numbers are replaced by what they are.
fn without_contacts(text: &str) -> String {
    let masked = EMAIL.replace_all(text, "[e-mail]");
    let masked = URL.replace_all(&masked, "[web address]");
    let masked = IP.replace_all(&masked, "[IP address]");
    let masked = IBAN.replace_all(&masked, |found: &Captures<'_>| match iban(&found[0]) {
        Some(end) => format!("[IBAN]{}", &found[0][end..]),
        None => found[0].to_owned(),
    });
    let masked = CARD.replace_all(&masked, |found: &Captures<'_>| {
        if is_card(&found[0]) { "[card number]" } else { &found[0] }.to_owned()
    });
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
            ("my card is 4111 1111 1111 1111, I said", "my card is [card number], I said"),
            ("pay to GB82 WEST 1234 5698 7654 32 AND soon", "pay to [IBAN] AND soon"),
            ("DE89370400440532013000", "[IBAN]"),
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
            "order 4111 1111 1111 1112",
            "DE89370400440532013001",
        ] {
            assert_eq!(masker.mask(text), Masked { text: text.into(), masked: false });
        }
        // No account number by its check digits, but as good as a telephone number.
        assert_eq!(masker.mask("GB82 WEST 1234 5698 7654 33").text, "GB82 WEST [phone]");
    }

    #[test]
    fn speakers_are_names_unless_they_are_parts() {
        let mut masker = Masker::default();
        masker.learn_speaker("Ines Vidal");
        masker.learn_speaker("Speaker Two");
        assert_eq!(masker.mask("Two of us: Ines and I").text, "Two of us: [name] and I");
        let counts = masker.replaced("Ines, ines@example.org and Vidal");
        assert_eq!(counts.into_iter().collect::<Vec<_>>(), [("[e-mail]", 1), ("[name]", 2)]);
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
