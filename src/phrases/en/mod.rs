//! English phrases.

mod attitudes;
mod causes;
mod choices;
mod codes;
mod facts;
mod frame;
mod frequency;
mod grammar;
mod judged;
mod naming;
mod numbers;
mod ratings;
mod records;
mod shape;
mod situations;
mod words;
mod yes_no;

pub(super) use naming::{name_part, of_code, of_one, rest_after_lead};

use super::question::Question;
use super::special::Special;
use super::text::{after, around, is_wordless, leaf, listed, unquoted, words};
use super::types::{Answer, Asked, Described, PhraseKind, Said};
use crate::manifest::Facet;
use grammar::{Shape, asked_of, third};

/// The phrase, where a pattern fits.
pub(super) fn say(indicator: &Described<'_>) -> Said {
    match indicator.asked {
        Asked::Code => codes::say(indicator),
        Asked::Record => records::say(indicator.question, &indicator.answer),
        Asked::Survey => survey(indicator),
    }
}

/// The phrase of a survey; a virtue or a rank is said of oneself.
fn survey(indicator: &Described<'_>) -> Said {
    let (kind, text) = answered(indicator)?;
    let does = matches!(kind, PhraseKind::YesNo | PhraseKind::Frequency);
    let praise = ["expert", "honest", "reliable", "good at ", "leader", "best ", "fair "];
    let ranks = kind == PhraseKind::YesNo
        && text.starts_with("are ")
        && praise.iter().any(|word| text.contains(word));
    let said = does && (indicator.facet == Facet::Value || ranks) && !text.starts_with("say ");
    Some((kind, if said { format!("say they {text}") } else { text }))
}

fn answered(indicator: &Described<'_>) -> Said {
    let mut question = Question::read(indicator.question, words::INSTRUCTIONS);
    // What is asked in general is asked.
    const GENERAL: &[&str] = &["in general, ", "generally speaking, ", "overall, "];
    if let Some(asked) = after(&question.stem, GENERAL) {
        question.stem = asked.to_owned();
    }
    if is_wordless(&question.stem) || asks_twice(&question.stem) {
        return None;
    }
    let levels: &[&str] = match &indicator.answer {
        Answer::Levels(levels) => levels,
        _ => &[],
    };
    if let Some(said) = ratings::say(&question, &indicator.answer) {
        return Some(said);
    }
    if question.item.is_none()
        && let Some(said) = judged::say(&question.stem, levels)
    {
        return Some(said);
    }
    if !levels.is_empty()
        && let Some(said) = attitudes::say(&question, levels)
    {
        return Some(said);
    }
    if let Some(item) = question.item.take() {
        let ticked = ticked(levels, &item);
        if let Some(yes) = ticked
            && let Some(text) = of_item(&question.stem, &item, yes)
        {
            return Some((PhraseKind::YesNo, text));
        }
        question.stem = with_item(&question.stem, &item)?;
        if let Some(yes) = ticked {
            return yes_no::say(&question.stem, yes);
        }
    }
    let stem = question.stem.as_str();
    if levels.iter().any(|level| shape::special(level).is_some()) {
        return declined(stem, &indicator.answer);
    }
    if let Some(said) = frequency::say(stem, levels).filter(|_| !levels.is_empty()) {
        return Some(said);
    }
    if let [one] = levels
        && let Some(yes) = yes_no::polarity(one)
    {
        return yes_no::say(stem, yes);
    }
    if levels.iter().any(|level| yes_no::polarity(level).is_some()) {
        return None;
    }
    numbers::say(stem, &indicator.answer)
        .or_else(|| facts::say(stem, &indicator.answer))
        .or_else(|| choices::say(stem, levels).filter(|_| !levels.is_empty()))
        .or_else(|| expected(stem, levels))
        .or_else(|| first_person(levels))
}

/// Two questions in one, or one that denies: no answer tells what it is to.
fn asks_twice(stem: &str) -> bool {
    const HELPERS: &[&str] = &["do", "did", "have", "are", "were", "would", "will", "can", "is"];
    let tokens: Vec<String> = words_of(stem);
    let again = tokens.windows(3).any(|three| {
        matches!(three[0].as_str(), "and" | "or")
            && HELPERS.contains(&three[1].as_str())
            && matches!(three[2].as_str(), "you" | "your" | "it" | "the")
    });
    // A denial within a question turns what yes and no mean.
    let low = stem.to_lowercase();
    let denies = low.contains(" you not ") && !low.starts_with("why");
    again || denies || low.contains(" you and ") || stem.contains('?')
}

fn words_of(text: &str) -> Vec<String> {
    words(text).into_iter().map(super::text::bare).collect()
}

/// Whether an item was chosen: yes, no, or the item itself.
fn ticked(levels: &[&str], item: &str) -> Option<bool> {
    let [one] = levels else { return None };
    if one.trim() == item { Some(true) } else { yes_no::polarity(one) }
}

/// `Which of these dishes are served at your dinner?` of one of them.
fn of_item(stem: &str, item: &str, yes: bool) -> Option<String> {
    let rest = after(stem, &["which of these ", "which of the following "])?;
    let (noun, what) = around(rest, &[" are "])?;
    if words(noun).len() > 3 || what.starts_with("you ") {
        return None;
    }
    let item = grammar::cased(item);
    let many = item.ends_with('s') && !item.ends_with("ss");
    let verb = if many { "are" } else { "is" };
    let not = if yes { "" } else { " not" };
    Some(format!("say {item} {verb}{not} {}", asked_of(what)))
}

/// A question about each of several items, asked about one of them.
fn with_item(stem: &str, item: &str) -> Option<String> {
    let item = grammar::cased(item);
    if let Some(rest) = after(stem, &["which of these do you ", "which of the following do you "]) {
        let (verb, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        return Some(format!("do you {verb} {item} {rest}").trim().to_owned());
    }
    if let Some(rest) = after(stem, &["which of these ", "which of the following "])
        && let Some((noun, doing)) = around(rest, &[" do you ", " have you "])
        && words(noun).len() < 3
    {
        let (verb, behind) = doing.split_once(' ').unwrap_or((doing, ""));
        let helper = if rest.contains(" have you ") { "have you" } else { "do you" };
        let thing = frame::noun(&item);
        return Some(format!("{helper} {verb} {thing} {behind}").trim().to_owned());
    }
    let marks = [" each of the following", " each of these", " the following", " these"];
    let (before, behind) = around(stem, &marks)?;
    let noun = behind.split(' ').next().unwrap_or("");
    let behind = if noun.ends_with('s') { behind[noun.len()..].trim() } else { behind };
    Some(format!("{before} {item} {behind}").trim().to_owned())
}

/// `Don't know`, `None of these` and refusals. Merged with an answer they are quoted.
fn declined(stem: &str, answer: &Answer<'_>) -> Said {
    let Answer::Levels(levels) = answer else { return None };
    let [one] = levels.as_slice() else { return None };
    let text = match shape::special(one)? {
        Special::DontKnow => format!("do not know {}", yes_no::embedded(stem)?),
        Special::Refused => match facts::say(stem, answer) {
            Some(said) => return Some(said),
            None => format!("prefer not to say {}", yes_no::embedded(stem)?),
        },
        Special::NoneOfThese => none_of_these(stem, one)?,
        Special::Other => return None,
    };
    Some((PhraseKind::Choice, text))
}

/// Of those that were offered: others are not denied.
fn none_of_these(stem: &str, level: &str) -> Option<String> {
    let rest = after(stem, &["which ", "what "])?;
    if let Some(what) = after(rest, &["of these ", "of the following "])
        && let Some(verb) = what.split(' ').next()
        && grammar::starts_with_verb(&[verb, "the"])
        && !matches!(verb, "do" | "have" | "did")
    {
        return Some(format!("say none of these {}", asked_of(what)));
    }
    let (_, doing) = around(rest, &[" do you ", " have you ", " did you "])?;
    let doing = frequency::plain(&asked_of(doing));
    let (verb, behind) = doing.split_once(' ').unwrap_or((&doing, ""));
    let verb = if stem.contains(" have you ") {
        format!("have {verb}")
    } else if stem.contains(" did you ") {
        grammar::past_verb(verb)?
    } else {
        verb.to_owned()
    };
    let of = match after(rest, &["of the following "]) {
        Some(more) if !more.starts_with("do ") && !more.starts_with("have ") => {
            let noun = more.split(' ').next().unwrap_or("");
            format!("none of these {noun}")
        }
        _ if level.trim().eq_ignore_ascii_case("none") => "none".to_owned(),
        _ => "none of these".to_owned(),
    };
    Some(format!("{verb} {of} {behind}").trim().to_owned())
}

/// `How do you expect your work to change?` with `I expect it to …`: the question says what `it`
/// is.
fn expected(stem: &str, levels: &[&str]) -> Said {
    let (_, asked) = around(stem, &["do you expect "])?;
    let (thing, when) = around(&format!("{asked} "), &[" to change "])
        .map(|(thing, when)| (thing.to_owned(), when.to_owned()))?;
    let [one] = levels else { return None };
    let change = after(one.trim().trim_end_matches('.'), &["i expect it to "])?;
    let text = format!("expect {} to {change} {when}", asked_of(&thing));
    Some((PhraseKind::Choice, text.trim().to_owned()))
}

/// A whole sentence in the first person can be said of any question.
fn first_person(levels: &[&str]) -> Said {
    let [one] = levels else { return None };
    let long = words(one).len() >= 4 && shape::shape(one) == Shape::First;
    let text = third(one.trim().trim_end_matches('.'));
    long.then(|| (PhraseKind::FirstPerson, format!("say {text}")))
}

/// The quoting form: the answer in quotation marks, with what was asked.
pub(super) fn quote(indicator: &Described<'_>) -> String {
    let asked = indicator.question.trim();
    match indicator.asked {
        Asked::Code => format!("speak of “{}”", unquoted(&leaf(asked))),
        Asked::Record => format!("have {} in the field “{asked}”", answer_words(&indicator.answer)),
        Asked::Survey => format!("answer {} to “{asked}”", answer_words(&indicator.answer)),
    }
}

fn answer_words(answer: &Answer<'_>) -> String {
    match answer {
        Answer::Raised => String::new(),
        Answer::Levels(levels) => {
            let quoted: Vec<String> =
                levels.iter().map(|level| format!("“{}”", level.trim())).collect();
            listed(&quoted, "or")
        }
        Answer::Above(number) => format!("more than “{}”", number.trim()),
        Answer::AtMost(number) => format!("at most “{}”", number.trim()),
        Answer::Median(number) => format!("typically “{}”", number.trim().trim_matches('"')),
    }
}
