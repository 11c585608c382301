//! What acts on them, and who decides: `Was stört Sie …?`, `Was sprach gegen …?`

use super::grammar::{first_clause, in_sentence, parted, plural_verb, that_clause, verb_last};
use super::nouns::{gender, is_many};
use super::persons::{of_them, third};
use super::shape::{Frame, Shape, frame, shape};
use super::words::PARTICLES;
use crate::phrases::text::{after, bare, has_any, is_capital, lower_first, words};

/// `Wer entscheidet über Anschaffungen?`
pub(super) fn decider(stem: &str, level: &str) -> Option<Frame> {
    let rest = third(after(stem, &["wer "])?);
    let (verb, rest) = rest.split_once(' ')?;
    let plural = plural_verb(verb)?;
    let part = words(rest).last().is_some_and(|last| PARTICLES.contains(last));
    let ours = rest.replacen("bei ihnen ", "", 1);
    let low = level.to_lowercase();
    match low.as_str() {
        "ich allein" | "nur ich" | "ich alleine" => frame(&plural, "allein", &ours),
        "ich" | "ich selbst" => frame(&plural, &ours, ""),
        _ if part || shape(level) != Shape::Noun || low.starts_with("ich") || is_many(level) => {
            None
        }
        _ => {
            let with = if ours == rest { "dass" } else { "dass bei ihnen" };
            frame(
                &format!("sagen, {with}"),
                &in_sentence(&of_them(level)),
                &format!("{ours} {verb}"),
            )
        }
    }
}

/// `Was sprach gegen den Kauf?`
pub(super) fn subject(stem: &str, level: &str) -> Option<Frame> {
    let rest = after(stem, &["was "])?;
    let (verb, rest) = rest.split_once(' ')?;
    if rest.starts_with("Sie ")
        || rest.starts_with("Ihnen ")
        || matches!(verb, "ist" | "war" | "sind" | "waren" | "für")
    {
        return None;
    }
    let rest = third(rest).replacen("aus ihrer Sicht ", "", 1);
    let mut tokens = words(&rest);
    let part = tokens.last().filter(|last| PARTICLES.contains(*last)).copied().unwrap_or_default();
    if !part.is_empty() {
        tokens.pop();
    }
    let end = format!("{} {part}{verb}", tokens.join(" "));
    match shape(level) {
        Shape::That => frame(&format!("sagen, dass {end},"), &that_clause(level)?, ""),
        Shape::Question if !has_any(level, &["ich ", "mein", "wir ", "unser"]) => {
            frame(&format!("sagen, dass {end},"), &lower_first(level), "")
        }
        Shape::Nothing => frame("sagen, dass", &level.to_lowercase(), &end),
        Shape::Clause => frame("sagen, dass", &verb_last(level)?, ""),
        Shape::First => frame("sagen, dass sie", &first_clause(level)?, ""),
        Shape::Noun if one_subject(level) => {
            frame("sagen, dass", &in_sentence(&of_them(level)), &end)
        }
        _ => None,
    }
}

/// `Was stört Sie am meisten?`
pub(super) fn acting_on(stem: &str, level: &str) -> Option<Frame> {
    let rest = after(stem, &["was "])?;
    let (verb, rest) = rest.split_once(" Sie ").or_else(|| rest.split_once(" Ihnen "))?;
    if verb.contains(' ') || verb.ends_with('n') || matches!(verb, "ist" | "war" | "sind") {
        return None;
    }
    let (rest, tail) = parted(rest);
    let tail = if tail.is_empty() { String::new() } else { format!(", {tail}") };
    let whom = if stem.contains(" Ihnen ") { "ihnen" } else { "sie" };
    let plural = plural_verb(verb)?;
    let rest = third(rest);
    if words(&rest).last().is_some_and(|last| PARTICLES.contains(last)) {
        return None;
    }
    if verb == "hindert" && after(level, &["kein ", "keine ", "keinen "]).is_some() {
        return frame("nennen", &format!("„{level}“"), &format!("als Hindernis{tail}"));
    }
    match shape(level) {
        Shape::That if tail.is_empty() => {
            frame(&format!("sagen, dass es {whom} {rest} {verb},"), &that_clause(level)?, "")
        }
        Shape::Nothing => {
            frame("sagen, dass", &level.to_lowercase(), &format!("{whom} {rest} {verb}{tail}"))
        }
        Shape::Noun => {
            let what = in_sentence(&of_them(level));
            let verb =
                if has_many(&what) { &plural } else { one_subject(&what).then_some(verb)? };
            frame("sagen, dass", &what, &format!("{whom} {rest} {verb}{tail}"))
        }
        _ => None,
    }
}

/// Whether the first noun is of several.
pub(super) fn has_many(text: &str) -> bool {
    if after(text, &["zu viele ", "viele ", "mehrere ", "einige ", "die vielen "]).is_some() {
        return true;
    }
    words(text).iter().find(|word| is_capital(word)).is_some_and(|noun| is_many(noun))
}

/// Whether a noun phrase is surely of one thing, so that the verb may stay as it is.
pub(super) fn one_subject(level: &str) -> bool {
    let tokens = words(level);
    let Some(head) = tokens.iter().find(|word| is_capital(word)) else { return false };
    let one = gender(head).is_some() && !is_many(head);
    let low = bare(tokens[0]);
    let many = ["viele", "mehr", "weniger", "zu", "keine", "die", "meine"].contains(&low.as_str());
    one && !many && !level.contains(" und ")
}
