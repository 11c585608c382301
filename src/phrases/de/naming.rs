//! What a German phrase gives to a name: `fahren mit dem Rad` gives `die mit dem Rad fahren`.

use super::grammar::{parted, with_adverb};
use super::nouns::gender;
use super::words::PARTICLES;
use crate::manifest::Facet;
use crate::phrases::text::{after, is_capital, words};
use crate::phrases::types::NamePart;

/// What a code gives to a name by its own words: a thing alone, which needs no article: `mit
/// Papierliste`.
pub(in crate::phrases) fn of_code(facet: Facet, name: &str) -> Option<NamePart> {
    let held = matches!(facet, Facet::Tool | Facet::Behaviour | Facet::PainPoint);
    let one = is_capital(name) && !name.contains(char::is_whitespace) && gender(name).is_some();
    (held && one).then(|| NamePart::Tail(format!("mit {name}")))
}

/// The part of a name, where the phrase makes one.
pub(in crate::phrases) fn name_part(facet: Facet, text: &str, rarely: bool) -> Option<NamePart> {
    if facet == Facet::RoleInDomain {
        return if rarely { None } else { role(text).map(NamePart::Role) };
    }
    if text.contains("höchstens ") || text.contains("mindestens selten") {
        return None;
    }
    let deed = matches!(facet, Facet::Behaviour | Facet::Tool | Facet::Channel);
    let text = match rarely {
        false => text.to_owned(),
        true if deed && !text.contains("mindestens ") => {
            let (verb, rest) = text.split_once(' ')?;
            let acts = !matches!(verb, "haben" | "sind" | "wissen" | "wollen" | "sagen" | "nennen");
            acts.then(|| with_adverb(verb, rest, "selten"))?
        }
        true => return None,
    };
    relative(&text).map(NamePart::Tail)
}

/// `arbeiten als Köche` gives `Köche`, `arbeiten am Empfang` gives `am Empfang`.
fn role(text: &str) -> Option<String> {
    let place = after(text, &["arbeiten "]).filter(|rest| {
        ["am ", "im ", "in der ", "in "].iter().any(|start| rest.starts_with(start))
    });
    let role = match place {
        Some(place) => place,
        None => after(text, &["arbeiten als ", "sind "]).filter(|people| is_capital(people))?,
    };
    let several = words(role).iter().any(|word| matches!(*word, "oder" | "und"));
    let plain = words(role).len() <= 4 && !role.contains([',', '(', '/']);
    (plain && !several).then(|| role.to_owned())
}

/// A predicate as a clause about those before it: the verb goes to the end.
pub(in crate::phrases) fn relative(text: &str) -> Option<String> {
    let (main, tail) = parted(text);
    let mut tokens = words(main);
    if tokens.is_empty() {
        return None;
    }
    let verb = tokens.remove(0);
    if is_capital(verb) || !(verb.ends_with('n') || verb == "sind") {
        return None;
    }
    let part = tokens.last().copied().filter(|last| PARTICLES.contains(*last));
    let verb = match part {
        Some(part) => {
            tokens.pop();
            format!("{part}{verb}")
        }
        None => verb.to_owned(),
    };
    let main = [vec!["die"], tokens, vec![verb.as_str()]].concat().join(" ");
    Some(if tail.is_empty() { main } else { format!("{main}, {tail}") })
}
