//! What made them do it, what stops them, who decides: `Why did you …?`, `What set off …?`

use super::frame::{
    Frame, base_of, clause_case, frame, is_many, is_nothing, is_past, noun, object_of, subject,
    third_singular,
};
use super::frequency::plain;
use super::grammar::{Shape, asked_of, first_predicate, past, plural_verb, third};
use super::shape::shape;
use crate::phrases::text::{after, around, has_any, lower_first};

/// `Which statement reflects the reason why you learned R?`
pub(super) fn stated_reason(stem: &str, level: &str) -> Option<Frame> {
    let marks = [
        " reason why you ",
        " reason you ",
        " reasons why you ",
        " reasons that you ",
        " reason that you ",
    ];
    let (asked, act) = around(stem, &marks)?;
    after(asked, &["which ", "what "])?;
    let act = plain(&asked_of(act));
    let did = past(&act).is_none();
    because(&act, level, did).filter(|frame| !frame.before.ends_with(" of"))
}

/// `Why did you not renew?`
pub(super) fn reason(stem: &str, level: &str) -> Option<Frame> {
    let (did, rest) = match after(stem, &["why did you "]) {
        Some(rest) => (true, rest),
        None => (false, after(stem, &["why do you ", "why don't you ", "why don’t you "])?),
    };
    let negated = after(rest, &["not "]);
    let no = negated.is_some() || after(stem, &["why don"]).is_some();
    let doing = plain(&asked_of(negated.unwrap_or(rest)));
    let act = match (did, no) {
        (true, true) => format!("did not {doing}"),
        (true, false) => past(&doing)?,
        (false, true) => format!("do not {doing}"),
        (false, false) => doing,
    };
    because(&act, level, did)
}

/// An act and its reason.
pub(super) fn because(act: &str, level: &str, did: bool) -> Option<Frame> {
    let text = lower_first(&third(level));
    match shape(level) {
        // A verb that is not known reads as a noun, but no noun answers `why` with `to`.
        Shape::Noun if text.starts_with("to ") => frame(act, text, ""),
        Shape::Noun => frame(&format!("{act} because of"), noun(level), ""),
        Shape::First => frame(&format!("{act} because"), text, ""),
        Shape::Clause => frame(&format!("{act} because"), clause_case(level), ""),
        Shape::Adjective => {
            let it = if did { "it was" } else { "it is" };
            frame(&format!("{act} because {it}"), text, "")
        }
        Shape::Infinitive => frame(act, text, ""),
        Shape::Base => frame(&format!("{act} to"), text, ""),
        _ => None,
    }
}

/// `Roughly how long did it take you to …?`
pub(super) fn duration(stem: &str, level: &str) -> Option<Frame> {
    let start = [
        "how long did it take you to ",
        "roughly how long did it take you to ",
        "about how long did it take you to ",
        "approximately how long did it take you to ",
    ];
    let doing = asked_of(after(stem, &start)?);
    match shape(level) {
        Shape::First => frame("", first_predicate(level)?, ""),
        Shape::Noun => frame("took", lower_first(level), &format!("to {doing}")),
        _ => None,
    }
}

/// `Who decides on purchases?`
pub(super) fn decider(stem: &str, level: &str) -> Option<Frame> {
    let rest = after(stem, &["who "])?;
    let (rest, others) = after(rest, &["else "]).map_or((rest, false), |rest| (rest, true));
    let (verb, object) = rest.split_once(' ').unwrap_or((rest, ""));
    if matches!(verb, "is" | "are" | "do" | "does" | "did" | "was" | "else" | "were" | "has") {
        return None;
    }
    let base = plural_verb(verb).unwrap_or_else(|| verb.to_owned());
    let object = object_of(object);
    let low = level.to_lowercase().replace(',', "");
    if others {
        let plain = matches!(verb, "had" | "has") || is_past(verb);
        let none = matches!(low.as_str(), "nobody" | "no one" | "nobody else" | "no one else");
        let who = if none { "nobody else".to_owned() } else { subject(level)? };
        let fits = plain && (none || shape(level) == Shape::Noun);
        return fits.then(|| frame("say", who, &format!("{verb} {object}")))?;
    }
    match low.as_str() {
        "i do" | "me" | "i" | "myself" | "i did" => frame(&base, object, ""),
        "i alone" | "only me" | "just me" | "i do alone" => frame(&base, object, "alone"),
        _ if shape(level) == Shape::Noun && !is_nothing(level) => {
            let who = subject(level)?;
            let verb = if is_many(&who) { base } else { verb.to_owned() };
            frame("say", who, &format!("{verb} {object}"))
        }
        _ => None,
    }
}

/// `What set off the search?`, `What stops you from booking?`
pub(super) fn set_off(stem: &str, level: &str) -> Option<Frame> {
    let rest = after(stem, &["what "])?;
    let (first, after_adverb) = rest.split_once(' ')?;
    let adverb = matches!(first, "nearly" | "almost" | "finally" | "first" | "mainly" | "mostly");
    let (verb, object) = if adverb { after_adverb.split_once(' ')? } else { (first, after_adverb) };
    let spoken = if adverb { format!("{first} {verb}") } else { verb.to_owned() };
    let helpers = [
        "do", "does", "did", "is", "are", "was", "were", "has", "have", "would", "can", "else",
        "will", "should", "could", "kind", "type", "sort", "year", "year",
    ];
    let finite = plural_verb(verb).is_some() || is_past(verb);
    if helpers.contains(&verb) || !finite {
        return None;
    }
    let object = object_of(object);
    let level = level.trim();
    match shape(level) {
        Shape::First => frame("say", third(level), ""),
        Shape::Third if matches!(verb, "decided" | "convinced") => {
            frame(&format!("say it {verb} {object} that it"), lower_first(&third(level)), "")
        }
        Shape::Clause => match began(verb, &object) {
            Some(act) => frame(&format!("{act} because"), clause_case(level), ""),
            None => frame("say", clause_case(level), ""),
        },
        Shape::Noun | Shape::Gerund => {
            let what = noun(level);
            // `Chasing late payers frustrates`: the deed is one.
            let many = is_many(&what) && shape(level) != Shape::Gerund;
            let present = plural_verb(verb).filter(|_| many && !adverb);
            frame("say", what, &format!("{} {object}", present.as_deref().unwrap_or(&spoken)))
        }
        _ => None,
    }
}

/// What began, in `set off the search`, as something they did.
pub(super) fn began(verb: &str, object: &str) -> Option<String> {
    let thing = match verb {
        "set" => after(object, &["off "])?,
        "triggered" | "started" | "prompted" => object,
        _ => return None,
    };
    let act = has_any(thing, &["search", "project", "purchase", "change", "switch", "move"]);
    (act && after(thing, &["the ", "their "]).is_some()).then(|| format!("began {thing}"))
}

/// `Which of these get in your way?`
pub(super) fn in_the_way(stem: &str, level: &str) -> Option<Frame> {
    let rest = after(stem, &["which of these ", "which of the following ", "which of those "])?;
    let (verb, object) = rest.split_once(' ')?;
    if shape(level) == Shape::Clause {
        let verb = if is_past(verb) { verb.to_owned() } else { third_singular(&base_of(verb)) };
        let asked = super::grammar::starts_with_verb(&[&base_of(verb.as_str()), "the"]);
        let told = clause_case(level);
        return asked
            .then(|| frame(&format!("say it {verb} {} that", asked_of(object)), told, ""))?;
    }
    let helper = ["do", "did", "have", "are", "were", "would", "best", "apply", "applies", "is"];
    let base = plural_verb(verb).unwrap_or_else(|| verb.to_owned());
    let known = super::grammar::starts_with_verb(&[base.as_str(), "the"]);
    let addressed = object.contains(" you ") && !object.contains(" for you to ");
    if helper.contains(&verb) || (!known && !is_past(verb)) || addressed {
        return None;
    }
    let object = object_of(object);
    match shape(level) {
        Shape::Noun | Shape::Gerund => {
            let what = noun(level);
            let one = if is_past(verb) { verb.to_owned() } else { third_singular(&base) };
            let many = is_many(&what) && shape(level) != Shape::Gerund;
            let verb = if many && !is_past(verb) { base } else { one };
            frame("say", what, &format!("{verb} {object}"))
        }
        _ => None,
    }
}
