//! Points on a scale: `Wie wichtig ist Ihnen …?`

use super::grammar::in_sentence;
use super::nouns::accusative;
use super::persons::third;
use crate::phrases::question::{Points, Question};
use crate::phrases::text::{after, around, bare, joined, listed, words};
use crate::phrases::types::{Answer, PhraseKind, Said};

const DEGREES: &[(&str, u8)] = &[
    ("gar nicht", 0),
    ("überhaupt nicht", 0),
    ("nicht", 1),
    ("kaum", 1),
    ("wenig", 1),
    ("weniger", 1),
    ("eher nicht", 1),
    ("nicht so", 1),
    ("nicht sehr", 1),
    ("etwas", 2),
    ("teilweise", 2),
    ("eher", 3),
    ("einigermaßen", 3),
    ("ziemlich", 4),
    ("", 4),
    ("sehr", 5),
    ("äußerst", 6),
    ("extrem", 6),
    ("voll und ganz", 6),
    ("völlig", 6),
];

pub(super) fn say(question: &Question, answer: &Answer<'_>) -> Said {
    let Answer::Levels(levels) = answer else { return None };
    let stem =
        after(&question.stem, &["alles in allem, ", "insgesamt, "]).unwrap_or(&question.stem);
    let text = likely(question, stem, levels)
        .or_else(|| fallen(question, stem, levels))
        .or_else(|| people(question, stem, levels))
        .or_else(|| things(question, stem, levels))
        .or_else(|| rated(question, stem, levels))?;
    Some((PhraseKind::Rating, text))
}

/// `Wie wahrscheinlich ist es, dass Sie …?`
fn likely(question: &Question, stem: &str, levels: &[&str]) -> Option<String> {
    let what = third(after(stem, &["wie wahrscheinlich ist es, dass "])?);
    if let Some(degree) = degrees("wahrscheinlich", levels) {
        return Some(format!("halten es für {degree}, dass {what}"));
    }
    let read = Points::read(levels, question.anchors.as_ref())?;
    let points = points(question, levels, "wahrscheinlich")?;
    let top = read
        .scale
        .is_some_and(|(low, high)| read.high == high && 4 * (read.low - low) >= 3 * (high - low));
    Some(if top {
        format!("halten es für wahrscheinlich, dass {what} ({points})")
    } else {
        format!("bewerten die Wahrscheinlichkeit, dass {what}, mit {points}")
    })
}

/// `Wie schwer fiel Ihnen der Umstieg?`
fn fallen(question: &Question, stem: &str, levels: &[&str]) -> Option<String> {
    let thing = after(stem, &["wie schwer fiel ihnen ", "wie schwer fällt ihnen "])?;
    let of = super::nouns::genitive(thing)?;
    Some(format!("bewerten die Schwierigkeit {of} mit {}", points(question, levels, "schwer")?))
}

/// `Wie zufrieden sind Sie mit …?`
fn people(question: &Question, stem: &str, levels: &[&str]) -> Option<String> {
    let (how, rest) = around(stem, &[" sind Sie ", " waren Sie "])?;
    let adjective = after(how, &["wie "])?;
    if adjective.contains(' ') || matches!(adjective, "alt" | "lange" | "oft" | "viele" | "weit") {
        return None;
    }
    let verb = if stem.contains(" waren Sie ") { "waren" } else { "sind" };
    let mut rest = third(rest);
    rest = rest.trim_start_matches("insgesamt ").trim_start_matches("alles in allem ").to_owned();
    if let Some(item) = &question.item {
        let (before, _) = around(&rest, &[" den folgenden", " der folgenden", " folgenden"])?;
        rest = format!("{before} {}", in_sentence(item));
    }
    if let Some(degree) = degrees(adjective, levels) {
        return Some(joined(&[verb, &degree, &rest]));
    }
    let noun = match adjective {
        "zufrieden" => "Zufriedenheit",
        "unzufrieden" => "Unzufriedenheit",
        "vertraut" => "Vertrautheit",
        _ => return None,
    };
    Some(format!("bewerten ihre {noun} {rest} mit {}", points(question, levels, adjective)?))
}

/// `Wie wichtig ist Ihnen …?`, `Wie einfach war es, …?`
fn things(question: &Question, stem: &str, levels: &[&str]) -> Option<String> {
    let rest = after(stem, &["wie "])?;
    let (adjective, verb, rest) =
        [" ist ", " sind ", " war ", " waren ", " finden Sie ", " fanden Sie "]
            .iter()
            .filter_map(|verb| around(rest, &[verb]).map(|(a, b)| (a, verb.trim(), b)))
            .min_by_key(|(adjective, ..)| adjective.len())?;
    if adjective.contains(' ')
        || matches!(adjective, "alt" | "hoch" | "lange" | "oft" | "viele" | "groß")
    {
        return None;
    }
    let find =
        if verb.starts_with("war") || verb.starts_with("fand") { "fanden" } else { "finden" };
    let rest = third(rest);
    let rest = ["ihnen ", "für sie ", "sie "]
        .iter()
        .find_map(|you| rest.strip_prefix(you))
        .unwrap_or(&rest);
    let what = match &question.item {
        Some(item) => in_sentence(item),
        None => rest.trim_end_matches(" für sie").to_owned(),
    };
    let what = accusative(&what)?;
    if let Some(degree) = degrees(adjective, levels) {
        let (what, tail) = super::grammar::parted(&what);
        let main = joined(&[find, what, &degree]);
        return Some(if tail.is_empty() { main } else { format!("{main}, {tail}") });
    }
    if what.contains(',') || what == "es" {
        return None;
    }
    let noun = match adjective {
        "wichtig" => "die Wichtigkeit",
        "nützlich" | "hilfreich" => "den Nutzen",
        _ => return None,
    };
    let of = match words(&what).first().copied()? {
        "die" | "der" => what.replacen("die ", "der ", 1),
        _ => format!("von {what}"),
    };
    Some(format!("bewerten {noun} {of} mit {}", points(question, levels, adjective)?))
}

/// `Wie bewerten Sie …?`
fn rated(question: &Question, stem: &str, levels: &[&str]) -> Option<String> {
    let starts =
        ["wie bewerten sie ", "wie beurteilen sie ", "bitte bewerten sie ", "bewerten sie "];
    let what = third(after(stem, &starts)?);
    let what = match &question.item {
        Some(item) if what.contains("folgende") => in_sentence(item),
        Some(item) => {
            let article = match super::nouns::gender(item)? {
                'm' => "den",
                'f' => "die",
                _ => "das",
            };
            format!("{article} {item} {}", super::nouns::genitive(&what)?)
        }
        None => what,
    };
    if let Some(points) = points(question, levels, "gut") {
        return Some(format!("bewerten {what} mit {points}"));
    }
    let low: Vec<String> = levels.iter().map(|level| level.trim().to_lowercase()).collect();
    let known = ["sehr gut", "gut", "mittelmäßig", "befriedigend", "schlecht", "sehr schlecht"];
    let all = low.len() < 3 && low.iter().all(|level| known.contains(&level.as_str()));
    all.then(|| format!("bewerten {what} als {}", listed(&low, "oder")))
}

/// Degrees of an adjective: `eher oder sehr wichtig`.
fn degrees(adjective: &str, levels: &[&str]) -> Option<String> {
    let mut read: Vec<(u8, String)> = Vec::with_capacity(levels.len());
    let mut noun = None;
    for level in levels {
        let low = level.trim().to_lowercase();
        let (degree, word) = match DEGREES.iter().find(|(d, _)| !d.is_empty() && *d == low) {
            Some(_) => (low.as_str(), adjective.to_owned()),
            None => {
                let (degree, word) = low.rsplit_once(' ').unwrap_or(("", &low));
                (degree, bare(word))
            }
        };
        let rank = DEGREES.iter().find(|(known, _)| *known == degree)?.1;
        let fits = word == adjective || word.strip_prefix("un") == Some(adjective);
        if !fits || noun.get_or_insert_with(|| word.clone()) != &word {
            return None;
        }
        read.push((rank, degree.to_owned()));
    }
    read.sort();
    let noun = noun?;
    let texts: Vec<&str> = read.iter().map(|(_, degree)| degree.as_str()).collect();
    let (first, last) = (read.first()?, read.last()?);
    Some(match texts.as_slice() {
        [one] => joined(&[one, &noun]),
        ["", b] => format!("{noun} oder {b} {noun}"),
        [a, ""] => format!("{a} {noun} oder {noun}"),
        [a, b] => format!("{a} oder {b} {noun}"),
        _ if last.0 >= 5 => joined(&["mindestens", &first.1, &noun]),
        _ if first.0 == 0 => joined(&["höchstens", &last.1, &noun]),
        _ => return None,
    })
}

/// Points of a scale in words: `4 oder 5 von 5`.
fn points(question: &Question, levels: &[&str], quality: &str) -> Option<String> {
    if question.anchors.as_ref().is_some_and(|anchors| anchors.falls(quality)) {
        return None;
    }
    let points = Points::read(levels, question.anchors.as_ref())?;
    let Points { low, high, scale } = points;
    let guess = (matches!(high, 5 | 7 | 10) && 1 < low && low < high).then_some((1, high));
    let (least, most) = scale.or(guess)?;
    Some(match high - low {
        0 => format!("{low} von {most}"),
        1 => format!("{low} oder {high} von {most}"),
        _ if high == most => format!("{low} oder mehr von {most}"),
        _ if low == least => format!("{high} oder weniger von {most}"),
        _ => format!("{low} bis {high} von {most}"),
    })
}
