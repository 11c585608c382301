//! Personal data in quotes: found and replaced by what it was, in brackets.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// Words as the output shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The words, personal data replaced by `[e-mail]`, `[web address]`, `[IP address]`, `[phone]` or `[name]`.
    pub text: String,
    /// Whether anything was replaced.
    pub masked: bool,
}

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

    /// Masks contact data and names.
    #[must_use]
    pub fn mask(&self, text: &str) -> Masked {
        let contacts = Self::mask_contacts(text);
        let named = WORD.replace_all(&contacts.text, |found: &Captures<'_>| {
            let word = &found[0];
            let known = word.starts_with(char::is_uppercase) && self.names.contains(&word.to_lowercase());
            if known { "[name]".to_owned() } else { word.to_owned() }
        });
        let once = named.replace("[name] [name]", "[name]");
        Masked { masked: contacts.masked || once != contacts.text, text: once }
    }

    /// Masks contact data alone, for answers that hold nobody's own words.
    #[must_use]
    pub fn mask_contacts(text: &str) -> Masked {
        let mut masked = EMAIL.replace_all(text, "[e-mail]").into_owned();
        masked = URL.replace_all(&masked, "[web address]").into_owned();
        masked = IP.replace_all(&masked, "[IP address]").into_owned();
        masked = PHONE
            .replace_all(
                &masked,
                |found: &Captures<'_>| {
                    if is_phone(&found[0]) { "[phone]".to_owned() } else { found[0].to_owned() }
                },
            )
            .into_owned();
        Masked { masked: masked != text, text: masked }
    }
}

/// Whether digits with separators are a telephone number rather than a date, a year range or an amount.
fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let marked = text.starts_with(['+', '(']);
    let date = !marked
        && groups.len() >= 3
        && groups.iter().take(3).all(|group| group.len() <= 4)
        && (groups[0].len() == 4 || groups[2].len() == 4)
        && groups[1].len() <= 2;
    let years = groups.len() == 2 && groups.iter().all(|group| group.len() == 4);
    (7..=15).contains(&digits) && !date && !years && (marked || text.starts_with('0') || groups.len() >= 3)
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
        for text in
            ["2019-03-12 14:00", "12/14/2019", "from 2016 - 2019", "1200000 rows", "I will do it", "30 % of 400"]
        {
            assert_eq!(masker.mask(text), Masked { text: text.into(), masked: false });
        }
    }
}
