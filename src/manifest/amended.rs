//! The text of decisions with one more: what people wrote by hand stays as it is.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::overrides::{ClaimDecision, OVERRIDES, Overrides, PersonaDecision};
use super::quote::quote;
use crate::error::{ErrorKind, Result};
use crate::locator::Place;

/// A decision that is added to the others, or takes the place of the one that it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Amendment {
    /// The name of a persona.
    Name { persona: String, name: String },
    /// All that is decided of a claim.
    Claim(ClaimDecision),
    /// The translation of the words with this digest.
    Translation { digest: String, words: String },
}

/// The text of decisions with an amendment. Comments, order and other entries stay.
///
/// # Errors
/// [`ErrorKind::Manifest`] for a text that is not understood, and for one in a form into which the
/// decision cannot be written.
pub(crate) fn amended(text: &str, amendment: &Amendment) -> Result<String> {
    let mut wanted = Overrides::from_toml(text, OVERRIDES)?;
    amendment.apply_to(&mut wanted);
    let written = amendment.written_into(text);
    // Whatever form the file has, it must say what it said, and the decision.
    match Overrides::from_toml(&written, OVERRIDES) {
        Ok(read) if without_lines(&read) == without_lines(&wanted) => Ok(written),
        _ => Err(ErrorKind::Manifest {
            place: Place::file(OVERRIDES),
            expected: format!("{} written by hand", amendment.lines().join(" and ")),
            found: "a form into which no line can be written".to_owned(),
            nearest: None,
        }
        .into()),
    }
}

impl Amendment {
    fn apply_to(&self, overrides: &mut Overrides) {
        match self {
            Self::Name { persona, name } => {
                let known = overrides.personas.iter_mut().find(|one| one.id.value == *persona);
                match known {
                    Some(decision) => decision.name = Some(name.clone()),
                    None => overrides.personas.push(PersonaDecision {
                        name: Some(name.clone()),
                        ..PersonaDecision::new(persona)
                    }),
                }
            }
            Self::Claim(claim) => match overrides.claims.iter_mut().find(|one| one.is_of(claim)) {
                Some(decision) => decision.clone_from(claim),
                None => overrides.claims.push(claim.clone()),
            },
            Self::Translation { digest, words } => {
                let known = overrides.translations.iter_mut().find(|(of, _)| of.value == *digest);
                match known {
                    Some((_, translated)) => translated.clone_from(words),
                    None => overrides.translations.push((digest.as_str().into(), words.clone())),
                }
            }
        }
    }

    fn written_into(&self, text: &str) -> String {
        match self {
            Self::Name { persona, name } => {
                in_list(text, "persona", &[("id", quote(persona))], &[("name", quote(name))])
            }
            Self::Claim(claim) => in_list(text, "claim", &claim.keys(), &claim.decided()),
            Self::Translation { digest, words } => {
                in_table(text, "translations", &quote(digest), digest, &quote(words))
            }
        }
    }

    /// The lines that say it.
    fn lines(&self) -> Vec<String> {
        let line = |(key, value): &(&str, String)| format!("`{key} = {value}`");
        match self {
            Self::Name { name, .. } => vec![line(&("name", quote(name)))],
            Self::Claim(claim) => claim.decided().iter().map(line).collect(),
            Self::Translation { digest, words } => vec![line(&(digest, quote(words)))],
        }
    }
}

impl ClaimDecision {
    /// True if both decide of the same claim.
    fn is_of(&self, other: &Self) -> bool {
        (&self.persona.value, self.facet, &self.label)
            == (&other.persona.value, other.facet, &other.label)
    }

    /// The keys that say of which claim it decides, with their values in TOML.
    fn keys(&self) -> [(&'static str, String); 3] {
        let Self { persona, facet, label, .. } = self;
        [
            ("persona", quote(&persona.value)),
            ("facet", quote(facet.name())),
            ("label", quote(label)),
        ]
    }

    /// The keys that say what it decides, with their values in TOML.
    fn decided(&self) -> Vec<(&'static str, String)> {
        let say = self.say.as_ref().map(|say| ("say", quote(say)));
        let flags = [("pin", self.pin), ("hide", self.hide)];
        say.into_iter().chain(flags.map(|(key, on)| (key, on.to_string()))).collect()
    }
}

/// Writes values into the table of a list that has these keys, or appends such a table.
fn in_list(
    text: &str,
    list: &str,
    keys: &[(&str, String)],
    values: &[(&'static str, String)],
) -> String {
    let mut text = text.to_owned();
    for (key, value) in values {
        let Some(own) = found_in_list(&text, list, keys, key) else {
            let lines = keys.iter().map(|(key, value)| (*key, value)).chain(
                // A table is made with what is decided; what is not need not be said.
                values
                    .iter()
                    .map(|(key, value)| (*key, value))
                    .filter(|(_, value)| *value != "false"),
            );
            let lines: String = lines.map(|(key, value)| format!("{key} = {value}\n")).collect();
            return format!("{}[[{list}]]\n{lines}", with_blank_line(&text));
        };
        match own {
            Entry::Known(value_at) => text.replace_range(value_at, value),
            Entry::After(at) if value != "false" => insert_line(&mut text, at, key, value),
            Entry::After(_) => {}
        }
    }
    text
}

/// Writes a value into a table, or appends the table.
fn in_table(text: &str, table: &str, key: &str, name: &str, value: &str) -> String {
    let mut text = text.to_owned();
    let own = DeTable::parse(&text).ok().and_then(|document| {
        let (at, own) = document.get_ref().get_key_value(table)?;
        let entries = own.get_ref().as_table()?;
        let known = entries.get(name).map(|known| Entry::Known(known.span()));
        let last = || entries.values().map(|value| value.span().end).max();
        Some(known.unwrap_or_else(|| Entry::After(last().unwrap_or(at.span().end))))
    });
    match own {
        Some(Entry::Known(value_at)) => text.replace_range(value_at, value),
        Some(Entry::After(at)) => insert_line(&mut text, at, key, value),
        None => text = format!("{}[{table}]\n{key} = {value}\n", with_blank_line(&text)),
    }
    text
}

/// Where a key of a table is, or may be written.
enum Entry {
    /// The place of its value.
    Known(Range<usize>),
    /// A place in the line after which it may stand.
    After(usize),
}

fn found_in_list(text: &str, list: &str, keys: &[(&str, String)], key: &str) -> Option<Entry> {
    let document = DeTable::parse(text).ok()?;
    let tables = document.get_ref().get(list)?.get_ref().as_array()?;
    let of = |table: &DeTable<'_>, (key, value): &(&str, String)| {
        let own = table.get(*key).and_then(|own| own.get_ref().as_str());
        own.is_some_and(|own| quote(own) == *value)
    };
    let table =
        tables.iter().filter_map(as_table).find(|own| keys.iter().all(|key| of(own, key)))?;
    match table.get(key) {
        Some(value) => Some(Entry::Known(value.span())),
        None => {
            let last = keys.iter().filter_map(|(key, _)| Some(table.get(*key)?.span().end)).max();
            last.map(Entry::After)
        }
    }
}

fn as_table<'t, 'i>(value: &'t Spanned<DeValue<'i>>) -> Option<&'t DeTable<'i>> {
    value.get_ref().as_table()
}

/// Adds a line below the one that holds a place.
fn insert_line(text: &mut String, at: usize, key: &str, value: &str) {
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    text.insert_str(end, &format!("\n{key} = {value}"));
}

/// A text that ends in a blank line, if it holds anything.
fn with_blank_line(text: &str) -> String {
    match text.trim_end() {
        "" => text.to_owned(),
        _ => format!("{}\n\n", text.trim_end_matches(['\n', '\r'])),
    }
}

/// Decisions without the lines that state them.
fn without_lines(overrides: &Overrides) -> Overrides {
    let mut plain = overrides.clone();
    plain.personas.iter_mut().for_each(|one| one.id.line = None);
    plain.claims.iter_mut().for_each(|one| one.persona.line = None);
    plain.translations.iter_mut().for_each(|(digest, _)| digest.line = None);
    plain.translations.sort_by(|(one, _), (other, _)| one.value.cmp(&other.value));
    plain.pinned.iter_mut().chain(&mut plain.banned).for_each(|digest| digest.line = None);
    for theme in &mut plain.themes {
        theme.name.line = None;
        theme.members.iter_mut().for_each(|member| member.line = None);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Facet;

    fn claim(say: Option<&str>, pin: bool, hide: bool) -> Amendment {
        let say = say.map(str::to_owned);
        Amendment::Claim(ClaimDecision {
            say,
            pin,
            hide,
            ..ClaimDecision::new("U1", Facet::Goal, "fill \"gaps\"")
        })
    }

    fn name(name: &str) -> Amendment {
        Amendment::Name { persona: "U1".to_owned(), name: name.to_owned() }
    }

    #[test]
    fn decisions_are_added_and_changed_and_nothing_else_is() {
        let by_hand = "# ours\n[[persona]]\nid = \"U1\" # front desk\nnote = \"Read\"\n\n\
                       [[persona]]\nid = \"U2\"\nname = \"Other\"";
        let named = amended(by_hand, &name("Paper list")).unwrap();
        let expected = "# ours\n[[persona]]\nid = \"U1\" # front desk\nname = \"Paper list\"\n\
                        note = \"Read\"\n\n[[persona]]\nid = \"U2\"\nname = \"Other\"";
        assert_eq!(named, expected);
        let again = amended(&named, &name("List")).unwrap();
        assert_eq!(again, named.replace("Paper list", "List"));
        let pinned = amended(&again, &claim(None, true, false)).unwrap();
        let added = "\n\n[[claim]]\npersona = \"U1\"\nfacet = \"goal\"\n\
                     label = \"fill \\\"gaps\\\"\"\npin = true\n";
        assert_eq!(pinned, format!("{again}{added}"));
        let said = amended(&pinned, &claim(Some("fill gaps"), false, false)).unwrap();
        assert!(said.ends_with("gaps\\\"\"\nsay = \"fill gaps\"\npin = false\n"), "{said}");
    }

    #[test]
    fn translations_are_added_and_changed() {
        let digest = |letter: &str| format!("sha256:{}", letter.repeat(64));
        let of = |letter: &str, words: &str| Amendment::Translation {
            digest: digest(letter),
            words: words.to_owned(),
        };
        let first = amended("", &of("b", "we wait")).unwrap();
        assert_eq!(first, format!("[translations]\n\"{}\" = \"we wait\"\n", digest("b")));
        let second = amended(&first, &of("a", "it rings")).unwrap();
        let changed = amended(&second, &of("b", "we waited")).unwrap();
        let read = Overrides::from_toml(&changed, OVERRIDES).unwrap();
        let words: Vec<&str> = read.translations.iter().map(|(_, words)| words.as_str()).collect();
        assert_eq!(words, ["we waited", "it rings"]);
    }

    #[test]
    fn a_form_that_takes_no_line_is_refused() {
        let inline = "persona = [{ id = \"U1\" }]\n";
        let refused = amended(inline, &name("Paper list")).unwrap_err().to_string();
        assert!(refused.contains("`name = \"Paper list\"` written by hand"), "{refused}");
        assert!(amended("[[persona]\n", &name("x")).is_err());
    }
}
