//! What tells the speakers of a document apart, by their labels.

use std::collections::{BTreeMap, BTreeSet};

use super::role_words::{OF_MEN, OF_WOMEN, TITLES};
use super::roles::{Role, full_label, holds, key, parts, role_of, words};

/// True if a label is the one that the manifest states: titles, case and accents do not matter. One
/// with its part in brackets is that person's alone: "Frau Meyer (Interviewerin)" is not "Meyer",
/// and nobody who is asked.
pub(in crate::sources) fn is_stated(stated: &str, label: &str) -> bool {
    let (base, bracketed) = parts(stated);
    if stated.trim().eq_ignore_ascii_case(label) {
        return true;
    }
    if !bracketed.is_empty() && role_of(base).is_none() && role_of(stated).is_some() {
        let is_asked = role_of(label) == Some(Role::Participant);
        return full_label(stated) == full_label(label) && !is_asked;
    }
    !key(label).is_empty() && key(stated) == key(label) && !address_two(stated, label)
}

/// How somebody is addressed by a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Address {
    Woman,
    Man,
}

/// How a label addresses its speaker, if a title says it: before a name, after titles of learning.
fn address_of(label: &str) -> Option<Address> {
    let words = words(parts(label).0);
    let (_, titles) = words.split_last()?;
    let titles = titles.iter().take_while(|word| holds(TITLES, word) || holds(OF_WOMEN, word));
    let mut addresses = titles.filter_map(|word| match () {
        () if holds(OF_WOMEN, word) => Some(Address::Woman),
        () if holds(OF_MEN, word) => Some(Address::Man),
        () => None,
    });
    addresses.next()
}

/// True if two labels address a woman and a man.
fn address_two(one: &str, other: &str) -> bool {
    address_of(one).zip(address_of(other)).is_some_and(|(one, other)| one != other)
}

/// True if a label gives the part of who asks, false for that of who is asked.
fn asks_in_label(label: &str) -> Option<bool> {
    role_of(label).map(|role| role != Role::Participant)
}

/// The keys of the speakers of one document. One surname with the titles of a woman and of a man
/// is two people's, and so is one name with the parts of who asks and of who is asked in brackets;
/// elsewhere neither tells anybody apart. Labels of other documents have no say: a surname that
/// two people share there may be one person's here.
#[derive(Debug, Default)]
pub(super) struct LabelKeys {
    /// Keys without titles that a woman and a man have.
    addressed: BTreeSet<String>,
    /// Keys that are given both parts.
    parted: BTreeSet<String>,
}

impl LabelKeys {
    pub(super) fn of<'a>(labels: impl IntoIterator<Item = &'a str>) -> Self {
        let mut addresses: BTreeMap<String, BTreeSet<Address>> = BTreeMap::new();
        let mut asking: BTreeMap<String, BTreeSet<bool>> = BTreeMap::new();
        for label in labels {
            let key = key(label);
            if let Some(address) = address_of(label) {
                addresses.entry(key.clone()).or_default().insert(address);
            }
            if let Some(asks) = asks_in_label(label) {
                asking.entry(key).or_default().insert(asks);
            }
        }
        addresses.retain(|_, of| of.len() > 1);
        asking.retain(|_, of| of.len() > 1);
        Self { addressed: addresses.into_keys().collect(), parted: asking.into_keys().collect() }
    }

    /// What tells the speaker of a label from others.
    pub(super) fn key(&self, label: &str) -> String {
        let key = key(label);
        let asks = asks_in_label(label).filter(|_| self.parted.contains(&key));
        let address = address_of(label).filter(|_| self.addressed.contains(&key));
        let key = match address {
            Some(Address::Woman) => format!("ms {key}"),
            Some(Address::Man) => format!("mr {key}"),
            None => key,
        };
        match asks {
            Some(true) => format!("{key} asking"),
            Some(false) => format!("{key} asked"),
            None => key,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_woman_and_a_man_of_one_surname_have_two_keys() {
        let keys = LabelKeys::of(["Frau Meyer", "Herr Dr. Meyer", "Ms Poe", "Poe"]);
        assert_ne!(keys.key("Frau Meyer (Interviewerin)"), keys.key("Herr Meyer"));
        assert_eq!(keys.key("Frau Dr. Meyer"), keys.key("Frau Meyer"));
        assert_eq!(keys.key("Ms Poe"), keys.key("Poe"));
        let keys = LabelKeys::of(["Anna (Moderatorin)", "Anna (TN 3)", "Bea (Moderatorin)"]);
        assert_ne!(keys.key("Anna (Moderatorin)"), keys.key("Anna (TN 3)"));
        assert_eq!(keys.key("Bea (Moderatorin)"), keys.key("Bea"));
        let stated = "Frau Meyer (Interviewerin)";
        assert!(is_stated(stated, "Frau Meyer") && is_stated("Dr. Meyer", "Meyer"));
        for other in ["Meyer", "Herr Meyer", "Frau Meyer (Befragte)"] {
            assert!(!is_stated(stated, other), "{other}");
        }
        assert!(address_two("M. Dupont", "Mme Dupont") && !address_two("Dr. Poe", "Ms Poe"));
    }
}
