//! German nouns: gender, number, articles.

use super::persons::of_them;
use super::words::{DETERMINERS, FEMININE, MASCULINE, NEUTER, PREPOSITIONS};
use crate::phrases::list::List;
use crate::phrases::text::{bare, is_capital, lower_first, words};

/// A noun with its article as a genitive: `der Umstieg` gives `des Umstiegs`.
pub(super) fn genitive(thing: &str) -> Option<String> {
    let (article, noun) = thing.split_once(' ')?;
    let plain = is_capital(noun) && !noun.contains(' ');
    let short =
        ["s", "ß", "x", "z", "e", "ent", "ant", "ist"].iter().any(|end| noun.ends_with(end));
    match article {
        "die" if plain => Some(format!("der {noun}")),
        "der" | "den" | "das" if plain && !short => Some(format!("des {noun}s")),
        _ => None,
    }
}

/// Gender of a noun, by its ending or the last part of a compound.
pub(super) fn gender(noun: &str) -> Option<char> {
    let low = bare(noun);
    let ends = |list: &[&str]| list.iter().any(|end| low.ends_with(end));
    let longest = |list: List| {
        list.iter().filter(|end| low.ends_with(*end)).map(|end| end.len()).max().unwrap_or(0)
    };
    let by_list = [(longest(MASCULINE), 'm'), (longest(FEMININE), 'f'), (longest(NEUTER), 'n')];
    let (length, gender) = by_list.into_iter().max()?;
    if length > 1 {
        return Some(gender);
    }
    if ends(&["ung", "heit", "keit", "schaft", "tät", "ion"]) {
        Some('f')
    } else if ends(&["chen", "lein"]) {
        Some('n')
    } else if ends(&["ismus", "ling"]) {
        Some('m')
    } else {
        None
    }
}

/// A noun phrase in the accusative: `der Preis` gives `den Preis`. `None` where its gender would
/// have to be known and is not.
pub(super) fn accusative(text: &str) -> Option<String> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let low = bare(first);
    let noun = rest.split(' ').find(|word| is_capital(word)).unwrap_or("");
    let bent = |rest: &str, end: &str| match rest.split_once(' ') {
        Some((quality, behind)) if !is_capital(quality) => {
            let stem = quality.strip_suffix(end)?;
            Some(format!("{stem}en {behind}"))
        }
        _ => Some(rest.to_owned()),
    };
    match low.as_str() {
        "der" => Some(format!("den {}", bent(rest, "e")?)),
        "ein" | "ihr" | "kein" => match gender(noun)? {
            'm' => Some(format!("{low}en {}", bent(rest, "er")?)),
            _ => Some(text.to_owned()),
        },
        "weniger" | "mehr" | "aller" | "ihrer" => Some(text.to_owned()),
        _ if !is_capital(first)
            && low.ends_with("er")
            && rest.starts_with(noun)
            && !noun.is_empty() =>
        {
            Some(format!("{}en {rest}", low.strip_suffix("er")?))
        }
        _ => Some(text.to_owned()),
    }
}

/// A noun phrase as an object, with the article that it needs. Without one where its gender is
/// not known or where it is of several.
pub(super) fn object(text: &str) -> String {
    let parts: Vec<String> = text.split(" oder ").map(|part| one_object(part.trim())).collect();
    parts.join(" oder ")
}

pub(super) fn one_object(text: &str) -> String {
    let text = of_them(text);
    let tokens = words(&text);
    let Some(first) = tokens.first() else { return text };
    if DETERMINERS.contains(bare(first).as_str()) {
        let text = lower_first(&text);
        return accusative(&text).unwrap_or_else(|| format!("„{text}“"));
    }
    if tokens.len() > 1 && !is_capital(tokens[1]) && !PREPOSITIONS.contains(tokens[1]) {
        return text;
    }
    let single = is_capital(first) && tokens.get(1).is_none_or(|next| PREPOSITIONS.contains(next));
    match gender(first).filter(|_| single) {
        Some('m') if !is_mass(first) => format!("einen {text}"),
        Some('f') if !is_mass(first) => format!("eine {text}"),
        Some('n') if !is_mass(first) => format!("ein {text}"),
        _ => text,
    }
}

/// Things that take no article: `Zeit`, `E-Mail`.
pub(super) fn is_mass(noun: &str) -> bool {
    let low = bare(noun);
    [
        "lärm", "stress", "ärger", "verkehr", "druck", "geld", "ruhe", "platz", "zeit", "papier",
        "mail", "post", "support", "hilfe", "arbeit", "angst", "software", "fax", "urlaub",
    ]
    .iter()
    .any(|mass| low.ends_with(mass))
}

/// `kein` before a noun; `None` where its gender is not known.
pub(super) fn no(noun: &str) -> Option<&'static str> {
    if is_many(noun) {
        return Some("keine");
    }
    Some(match gender(noun)? {
        'm' => "keinen",
        'f' => "keine",
        _ => "kein",
    })
}

/// Whether a noun looks like several.
pub(super) fn is_many(noun: &str) -> bool {
    let low = bare(noun);
    let plural = [
        "ungen",
        "heiten",
        "keiten",
        "ionen",
        "listen",
        "tabellen",
        "innen",
        "termine",
        "anrufe",
        "exporte",
        "importe",
        "daten",
        "tickets",
        "apps",
        "tage",
        "stunden",
        "kinder",
        "haustiere",
        "mittel",
        "personen",
        "kunden",
        "patienten",
        "einträge",
        "verträge",
        "tools",
        "programme",
        "besuche",
        "mails",
        "nachrichten",
        "klicks",
        "logins",
        "nutzer",
        "kurse",
        "schritte",
        "bestellungen",
        "geräte",
        "fragen",
        "preise",
        "kosten",
        "pflanzen",
        "käufe",
    ];
    plural.iter().any(|end| low.ends_with(end))
}
