//! Answers that were chosen: `Welche Hilfsmittel nutzen Sie?`, `Was war der Auslöser für …?`

use super::asking::Asking;
use super::causes::{acting_on, decider, subject};
use super::grammar::{finite, first_clause, in_sentence, parted, that_clause, verb_last};
use super::nouns::{accusative, is_many, no, object};
use super::persons::{of_them, third};
use super::shape::{Frame, Shape, frame, shape};
use super::words::{DETERMINERS, PREPOSITIONS};
use crate::phrases::text::{
    after, around, bare, has_any, is_capital, is_coined, joined, listed, lower_first, words,
};
use crate::phrases::types::{PhraseKind, Said};

/// Says what was chosen.
pub(super) fn say(stem: &str, asking: Option<&Asking>, levels: &[&str]) -> Said {
    let frames: Vec<Frame> = levels
        .iter()
        .map(|level| {
            let level = level.trim().trim_end_matches('.');
            asking.and_then(|asking| asked(asking, level)).or_else(|| about(stem, level))
        })
        .collect::<Option<_>>()?;
    let first = frames.first()?;
    if frames.iter().any(|f| f.before != first.before || f.after != first.after) {
        return None;
    }
    let pieces: Vec<&str> = frames.iter().map(|frame| frame.piece.as_str()).collect();
    let comma = if first.after.starts_with(',') { "" } else { " " };
    let text = joined(&[&first.before, &listed(&pieces, "oder")]) + comma + &first.after;
    Some((PhraseKind::Choice, text.trim().to_owned()))
}

/// Questions to `Sie`.
fn asked(asking: &Asking, level: &str) -> Option<Frame> {
    wanted(asking, level)
        .or_else(|| acting(asking, level))
        .or_else(|| reason(asking, level))
        .or_else(|| placed(asking, level))
        .or_else(|| used(asking, level))
}

/// `Was wünschen Sie sich am meisten von …?`
fn wanted(asking: &Asking, level: &str) -> Option<Frame> {
    if asking.asked != "was"
        || !matches!(asking.verb.as_str(), "wünschen" | "erhoffen" | "wollen" | "möchten")
    {
        return None;
    }
    let most = has_any(&asking.rest, &["am meisten", "vor allem"]);
    let most = if most { "am meisten" } else { "" };
    let own = matches!(asking.verb.as_str(), "wünschen" | "erhoffen");
    let verb = if own { format!("{} sich", asking.verb) } else { asking.verb.clone() };
    match shape(level) {
        Shape::Infinitive => {
            let all = if most.is_empty() { "wollen" } else { "wollen vor allem" };
            frame(all, &in_sentence(&of_them(level)), "")
        }
        Shape::That => frame(&format!("{},", joined(&[&verb, most])), &that_clause(level)?, ""),
        Shape::Noun if !ends_in_verb(&asking.rest) => {
            frame(&joined(&[&verb, most]), &object(&in_sentence(level)), "")
        }
        _ => None,
    }
}

/// Whether a second verb stands at the end: `Was möchten Sie erreichen?`
fn ends_in_verb(rest: &str) -> bool {
    words(rest).last().is_some_and(|last| super::grammar::is_infinitive(last))
}

/// `Was tun Sie, wenn …?`
fn acting(asking: &Asking, level: &str) -> Option<Frame> {
    if asking.asked != "was" || !matches!(asking.verb.as_str(), "tun" | "machen") {
        return None;
    }
    let (_, when) = parted(&asking.rest);
    if !has_any(when, &["wenn ", "falls ", "sobald ", "bevor ", "nachdem "]) {
        return None;
    }
    let when = format!(", {when}");
    match shape(level) {
        Shape::Infinitive => frame("", &finite(&opened(level))?, &when),
        Shape::First => frame("", &predicate(level)?, &when),
        _ => None,
    }
}

/// The first word small where it is no noun.
fn opened(level: &str) -> String {
    let first = words(level).first().map(|word| bare(word)).unwrap_or_default();
    let small = DETERMINERS.contains(first.as_str()) || PREPOSITIONS.contains(first.as_str());
    if small { lower_first(level) } else { level.to_owned() }
}

/// An answer in the first person as a predicate: `vergleichen noch Angebote`.
pub(super) fn predicate(level: &str) -> Option<String> {
    let tokens = words(level);
    let [subject, verb, rest @ ..] = tokens.as_slice() else { return None };
    let verb = match bare(subject).as_str() {
        "wir" => bare(verb),
        "ich" => super::grammar::plural_of_first(&bare(verb))?,
        _ => return None,
    };
    Some(joined(&[&verb, &of_them(&rest.join(" "))]))
}

/// `Warum haben Sie nicht verlängert?`
fn reason(asking: &Asking, level: &str) -> Option<Frame> {
    if !matches!(asking.asked.as_str(), "warum" | "weshalb" | "wieso") || asking.rest.contains(',')
    {
        return None;
    }
    let act = format!("{} {}, weil", asking.verb, asking.rest);
    match shape(level) {
        Shape::Clause => frame(&act, &verb_last(level)?, ""),
        Shape::First => frame(&act, &format!("sie {}", first_clause(level)?), ""),
        Shape::Adjective if asking.verb == "haben" => {
            frame(&act, "es", &format!("{} war", lower_first(level)))
        }
        _ => None,
    }
}

/// `Wo informieren Sie sich?`, `Wie bestellen Sie?`
fn placed(asking: &Asking, level: &str) -> Option<Frame> {
    if !matches!(asking.asked.as_str(), "wo" | "wie" | "woher" | "womit" | "wohin") {
        return None;
    }
    let first = words(level).first().map(|word| bare(word)).unwrap_or_default();
    let place = PREPOSITIONS.contains(first.as_str());
    let nowhere = matches!(level.to_lowercase().as_str(), "nirgends" | "nirgendwo" | "gar nicht");
    let (main, tail) = parted(&asking.rest);
    if !(place || nowhere) || !tail.is_empty() {
        return None;
    }
    let (known, rest) = super::grammar::known_first(main);
    frame(&joined(&[&asking.verb, &known]), &lower_first(&of_them(level)), &rest)
}

/// `Welche Hilfsmittel nutzen Sie außerdem?`
fn used(asking: &Asking, level: &str) -> Option<Frame> {
    let mut asked = words(&asking.asked).into_iter();
    let which = asked.next()?;
    let kind: Vec<&str> = asked.collect();
    if !matches!(which, "welche" | "welches" | "welchen" | "was") || kind.len() > 5 {
        return None;
    }
    if matches!(
        asking.verb.as_str(),
        "sind" | "tun" | "machen" | "denken" | "halten" | "meinen" | "finden" | "werden"
    ) {
        return None;
    }
    const TROUBLES: [&str; 6] =
        ["Probleme", "Schwierigkeiten", "Sorgen", "Wünsche", "Ziele", "Gründe"];
    let (main, tail) = parted(&asking.rest);
    if !tail.is_empty() || kind.iter().any(|word| TROUBLES.contains(word)) {
        return None;
    }
    let (adverbs, rest) = leading_adverbs(main);
    let before = joined(&[&asking.verb, &adverbs]);
    let low = level.to_lowercase();
    let noun = kind.iter().find(|word| is_capital(word)).copied();
    match shape(level) {
        Shape::Nothing => frame(&before, &low, &rest),
        Shape::Noun
            if matches!(low.as_str(), "keine" | "keins" | "keines" | "keinen" | "keiner") =>
        {
            let noun = noun?;
            frame(&before, &format!("{} {noun}", no(noun)?), &rest)
        }
        // A role is held; nobody has the people who are called so.
        Shape::Noun if asking.verb == "haben" && noun.is_some_and(|noun| !is_many(noun)) => {
            frame(&before, &format!("„{level}“ als {}", noun?), &rest)
        }
        Shape::Noun => frame(&before, &sure_object(level), &rest),
        _ => None,
    }
}

/// An object; in quotation marks where the gender of a single noun is not known.
fn sure_object(level: &str) -> String {
    let text = in_sentence(level);
    let single = words(&text).len() == 1 && is_capital(&text) && !is_coined(&text);
    if single && super::nouns::gender(&text).is_none() && !is_many(&text) {
        return format!("„{text}“");
    }
    object(&text)
}

/// Adverbs that stand before an object.
fn leading_adverbs(rest: &str) -> (String, String) {
    const ADVERBS: &[&str] = &[
        "außerdem",
        "noch",
        "sonst",
        "auch",
        "derzeit",
        "aktuell",
        "regelmäßig",
        "schon",
        "bereits",
        "am",
        "häufigsten",
        "meisten",
        "liebsten",
        "zurzeit",
        "gerade",
        "sich",
    ];
    let tokens = words(rest);
    let end = tokens.iter().position(|word| !ADVERBS.contains(word)).unwrap_or(tokens.len());
    (tokens[..end].join(" "), tokens[end..].join(" "))
}

/// Questions about something.
fn about(stem: &str, level: &str) -> Option<Frame> {
    important(stem, level)
        .or_else(|| described(stem, level))
        .or_else(|| named(stem, level))
        .or_else(|| decider(stem, level))
        .or_else(|| acting_on(stem, level))
        .or_else(|| subject(stem, level))
        .or_else(|| own_words(level))
}

/// `Was ist Ihnen bei … am wichtigsten?`
fn important(stem: &str, level: &str) -> Option<Frame> {
    let rest = after(stem, &["was ist ihnen "])?;
    let rest = third(rest.strip_suffix("am wichtigsten")?.trim());
    match shape(level) {
        Shape::That => {
            frame(&joined(&["finden", &rest, "am wichtigsten,"]), &that_clause(level)?, "")
        }
        Shape::Noun => frame(
            &joined(&["finden", &rest]),
            &accusative(&in_sentence(&of_them(level)))?,
            "am wichtigsten",
        ),
        _ => None,
    }
}

/// `Welche Tätigkeit beschreibt Ihre Arbeit am besten?`
fn described(stem: &str, level: &str) -> Option<Frame> {
    let (_, rest) = around(stem, &[" beschreibt Ihre ", " beschreibt Ihren ", " beschreibt Ihr "])?;
    let (_, start) = around(stem, &[" beschreibt "])?;
    rest.strip_suffix(" am besten")?;
    frame(&format!("beschreiben {} mit", third(start)), &format!("„{level}“"), "")
}

/// `Was war der Auslöser für den Wechsel?`
fn named(stem: &str, level: &str) -> Option<Frame> {
    let starts = ["was war ", "was ist ", "welcher war ", "was waren "];
    let what = third(after(stem, &starts)?);
    let (article, what) = what.split_once(' ')?;
    if !matches!(article, "der" | "die" | "das" | "ihr" | "ihre") {
        return None;
    }
    let masculine = matches!(article, "der" | "ihr");
    let quality = words(what).first().is_some_and(|word| word.ends_with('e') && !is_capital(word));
    let what = match (masculine, quality) {
        (true, true) => what.replacen("e ", "en ", 1),
        _ => what.to_owned(),
    };
    let own = match article {
        "ihr" => return None,
        "ihre" => "ihre ",
        _ => "",
    };
    match shape(level) {
        Shape::Noun => frame(
            "nennen",
            &accusative(&in_sentence(&of_them(level)))?,
            &format!("als {own}{what}"),
        ),
        Shape::Clause => frame(&format!("nennen als {own}{what}, dass"), &verb_last(level)?, ""),
        _ => None,
    }
}

/// A sentence in the first person can be said of any question.
fn own_words(level: &str) -> Option<Frame> {
    if shape(level) != Shape::First || words(level).len() < 3 {
        return None;
    }
    frame("sagen, dass sie", &first_clause(level)?, "")
}
