//! German phrases.

mod asking;
mod attitudes;
mod causes;
mod choices;
mod codes;
mod facts;
mod frequency;
mod grammar;
mod naming;
mod nouns;
mod numbers;
mod persons;
mod ratings;
mod records;
mod shape;
mod special;
mod words;

pub(super) use naming::{name_part, of_code};

use super::question::Question;
use super::special::Special;
use super::text::{after, is_wordless, leaf, listed, unquoted, words as split};
use super::types::{Answer, Asked, Described, PhraseKind, Said};
use crate::manifest::Facet;
use asking::Asking;
use special::special;

/// The phrase, where a pattern fits.
pub(super) fn say(indicator: &Described<'_>) -> Said {
    match indicator.asked {
        Asked::Code => codes::say(indicator),
        Asked::Record => records::say(indicator.question, &indicator.answer),
        // A virtue is said of oneself, for which the verb would have to go to the end.
        Asked::Survey => survey(indicator).filter(|(kind, _)| {
            let does = matches!(kind, PhraseKind::YesNo | PhraseKind::Frequency);
            !(does && indicator.facet == Facet::Value)
        }),
    }
}

fn survey(indicator: &Described<'_>) -> Said {
    let mut question = Question::read(indicator.question, words::INSTRUCTIONS);
    if is_wordless(&question.stem)
        || asks_twice(&question.stem)
        || special(&question.stem).is_some()
    {
        return None;
    }
    let answer = &indicator.answer;
    let levels: &[&str] = match answer {
        Answer::Levels(levels) => levels,
        _ => &[],
    };
    if !levels.is_empty()
        && let Some(said) = attitudes::say(&question, levels)
    {
        return Some(said);
    }
    if levels.iter().any(|level| special(level).is_some()) {
        return declined(&question.stem, answer);
    }
    if let Some(said) = ratings::say(&question, answer) {
        return Some(said);
    }
    if let Some(item) = question.item.take() {
        if let [one] = levels
            && let Some(yes) = if one.trim() == item { Some(true) } else { polarity(one) }
        {
            return of_item(&question.stem, &item, yes);
        }
        question.stem = with_item(&question.stem, &item)?;
    }
    let stem = question.stem.as_str();
    if let Some(said) = frequency::occurring(stem, levels).filter(|_| !levels.is_empty()) {
        return Some(said);
    }
    let asking = Asking::read(stem);
    if let Some(asking) = &asking
        && !levels.is_empty()
        && let Some(said) = frequency::say(asking, levels)
    {
        return Some(said);
    }
    if let [one] = levels
        && let Some(yes) = polarity(one)
    {
        return existing(stem, yes).or_else(|| yes_no(asking.as_ref()?, yes));
    }
    if levels.iter().any(|level| polarity(level).is_some()) {
        return None;
    }
    numbers::say(stem, asking.as_ref(), answer)
        .or_else(|| facts::say(stem, answer))
        .or_else(|| choices::say(stem, asking.as_ref(), levels).filter(|_| !levels.is_empty()))
}

/// Two questions in one: no answer tells which of them it is to.
fn asks_twice(stem: &str) -> bool {
    split(stem).iter().filter(|word| **word == "Sie").count() > 1 && stem.contains(" und ")
        || stem.contains('?')
}

/// Yes or no, where an answer is that and nothing that takes it back.
fn polarity(level: &str) -> Option<bool> {
    let low = level.trim().trim_end_matches(['.', '!']).to_lowercase();
    if words::YES.contains(low.as_str()) {
        return Some(true);
    }
    if words::NO.contains(low.as_str()) {
        return Some(false);
    }
    let hedges = ["aber", "nur", "manchmal", "nicht", "teil", "früher", "mehr", "noch", "geplant"];
    let plain = !hedges.iter().any(|hedge| low.contains(hedge));
    let starts = |word: &str| low.strip_prefix(word).is_some_and(|rest| rest.starts_with(", "));
    if plain && starts("ja") {
        Some(true)
    } else if plain && starts("nein") {
        Some(false)
    } else {
        None
    }
}

fn yes_no(asking: &Asking, yes: bool) -> Said {
    if !asking.asked.is_empty() {
        return None;
    }
    let denies = ["kein", "nicht", "nie ", "niemals", "nichts"];
    if super::text::has_any(&asking.rest, &denies) {
        return None;
    }
    let text = if yes {
        super::text::joined(&[&asking.verb, &asking.rest.replacen("jemals ", "schon einmal ", 1)])
    } else {
        grammar::denied(&asking.verb, &asking.rest)?
    };
    Some((PhraseKind::YesNo, text))
}

/// `Welche dieser Medien nutzen Sie täglich?` of one of them.
fn of_item(stem: &str, item: &str, yes: bool) -> Said {
    let asking = Asking::read(stem)?;
    let which = after(&asking.asked, &["welche", "welches", "welchen"])?;
    let vague = matches!(asking.verb.as_str(), "sind" | "finden" | "halten");
    if split(which).len() > 4 || vague || asking.rest.contains(',') {
        return None;
    }
    let not = if yes { "" } else { "nicht" };
    let item = grammar::in_sentence(item);
    let text = super::text::joined(&[&asking.verb, &item, not, &asking.rest]);
    Some((PhraseKind::YesNo, text))
}

/// A question about each of several items, asked about one of them.
fn with_item(stem: &str, item: &str) -> Option<String> {
    let tokens = split(stem);
    let which = after(stem, &["welche "])?;
    let you = tokens.iter().position(|word| *word == "Sie")?;
    let verb = tokens.get(you.checked_sub(1)?)?;
    let plain = which.starts_with("der folgenden") || which.starts_with("davon") || you < 5;
    let rest = tokens[you + 1..].join(" ");
    let item = grammar::in_sentence(item);
    plain.then(|| super::text::joined(&[verb, "Sie", &item, &rest]))
}

/// `Weiß nicht`, `Keine Angabe`, `Nichts davon`. Merged with an answer they are quoted.
fn declined(stem: &str, answer: &Answer<'_>) -> Said {
    let Answer::Levels(levels) = answer else { return None };
    let [one] = levels.as_slice() else { return None };
    let asking = Asking::read(stem);
    let text = match special(one)? {
        Special::DontKnow => format!("wissen nicht, {}", embedded(stem, asking.as_ref())?),
        Special::Refused => return numbers::say(stem, asking.as_ref(), answer),
        Special::NoneOfThese => {
            if let Some((verb, rest)) = acting_on(stem) {
                let none = one.trim().to_lowercase();
                let (rest, tail) = grammar::parted(&rest);
                let tail = if tail.is_empty() { String::new() } else { format!(", {tail}") };
                let text = format!("sagen, dass {none} sie {rest} {verb}{tail}");
                return Some((PhraseKind::Choice, text.replace("  ", " ")));
            }
            let asking = asking?;
            let which = after(&asking.asked, &["welche", "was"])?;
            let plain = !asking.rest.contains(',') && split(which).len() < 5;
            let none = one.trim().to_lowercase();
            let none = if none.contains("genannten") { "nichts davon".to_owned() } else { none };
            plain.then(|| super::text::joined(&[&asking.verb, &none, &asking.rest]))?
        }
        Special::Other => return None,
    };
    Some((PhraseKind::Choice, text))
}

/// `Was hindert Sie daran?`: the verb, and what follows `Sie`.
fn acting_on(stem: &str) -> Option<(String, String)> {
    let (verb, rest) = after(stem, &["was "])?.split_once(" Sie ")?;
    let fits = !verb.contains(' ') && grammar::plural_verb(verb).is_some();
    fits.then(|| (verb.to_owned(), persons::third(rest)))
}

/// A question within a sentence.
fn embedded(stem: &str, asking: Option<&Asking>) -> Option<String> {
    if let Some((verb, rest)) = acting_on(stem) {
        let (rest, tail) = grammar::parted(&rest);
        let tail = if tail.is_empty() { String::new() } else { format!(", {tail}") };
        return Some(super::text::joined(&["was sie", rest, &verb]) + &tail);
    }
    if let Some(rest) = after(stem, &["gibt es "]) {
        return Some(format!("ob es {} gibt", persons::third(rest)));
    }
    asking.map(Asking::embedded)
}

/// `Gibt es bei Ihnen einen …?`
fn existing(stem: &str, yes: bool) -> Said {
    let rest = persons::third(after(stem, &["gibt es "])?);
    let what = if yes {
        rest
    } else {
        let article = [" einen ", " eine ", " ein "].iter().find(|a| rest.contains(**a))?;
        rest.replacen(article, &format!(" k{}", article.trim_start()), 1)
    };
    Some((PhraseKind::YesNo, format!("sagen, dass es {what} gibt")))
}

/// The quoting form: the answer in quotation marks, with what was asked.
pub(super) fn quote(indicator: &Described<'_>) -> String {
    let asked = indicator.question.trim();
    match indicator.asked {
        Asked::Code => format!("sprechen von „{}“", unquoted(&leaf(asked))),
        Asked::Record => format!("haben {} im Feld „{asked}“", answer_words(&indicator.answer)),
        Asked::Survey => format!("antworten auf „{asked}“ mit {}", answer_words(&indicator.answer)),
    }
}

fn answer_words(answer: &Answer<'_>) -> String {
    match answer {
        Answer::Raised => String::new(),
        Answer::Levels(levels) => {
            let quoted: Vec<String> =
                levels.iter().map(|level| format!("„{}“", level.trim())).collect();
            listed(&quoted, "oder")
        }
        Answer::Above(number) => format!("mehr als „{}“", number.trim()),
        Answer::AtMost(number) => format!("höchstens „{}“", number.trim()),
        Answer::Median(number) => format!("typischerweise „{}“", number.trim().trim_matches('"')),
    }
}
