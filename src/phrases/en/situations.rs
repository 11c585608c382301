//! With whom, when, for how long, and who or what else: `Who do you live with?`, `When do you
//! shop?`

use super::frame::{Frame, frame, is_many, is_nothing, noun, object_of, subject};
use super::frequency::plain;
use super::grammar::{Shape, asked_of, third};
use super::shape::shape;
use crate::phrases::text::{after, has_any, lower_first};

/// `Who do you live with?`
pub(super) fn company(stem: &str, level: &str) -> Option<Frame> {
    let doing = plain(&asked_of(after(stem, &["who do you "])?));
    let act = doing.strip_suffix(" with")?;
    let low = level.to_lowercase();
    if ["alone", "by myself", "on my own", "nobody", "no one", "just me"].contains(&low.as_str()) {
        return frame(act, "alone".to_owned(), "");
    }
    match shape(level) {
        Shape::Preposition if after(level, &["with "]).is_some() => {
            frame(act, lower_first(&third(level)), "")
        }
        Shape::Noun if !is_nothing(level) => frame(&format!("{act} with"), noun(level), ""),
        _ => None,
    }
}

/// `When do you usually shop?`
pub(super) fn timed(stem: &str, level: &str) -> Option<Frame> {
    let act = plain(&asked_of(after(stem, &["when do you "])?));
    (shape(level) == Shape::Preposition)
        .then(|| frame(&act, lower_first(&third(level)), ""))
        .flatten()
}

/// `How long have you been a member?`
pub(super) fn lasting(stem: &str, level: &str) -> Option<Frame> {
    let state = asked_of(after(stem, &["how long have you been "])?);
    let length = lower_first(level);
    let first = length.split(' ').next().unwrap_or_default();
    let measured = matches!(first, "less" | "more" | "over" | "under" | "about" | "a" | "between")
        || first.starts_with(|c: char| c.is_ascii_digit());
    let counted = has_any(&length, &["year", "month", "week", "day"]);
    (measured && counted).then(|| frame(&format!("have been {state} for"), length, "")).flatten()
}

/// `Who was involved in the decision?`, `Who has the final say?`
pub(super) fn taking_part(stem: &str, level: &str) -> Option<Frame> {
    let (verb, object) = after(stem, &["who else ", "who "])?.split_once(' ')?;
    let low = level.to_lowercase();
    let oneself = ["i", "me", "myself", "i do", "only me", "just me"].contains(&low.as_str());
    if oneself || is_nothing(level) || shape(level) != Shape::Noun {
        return None;
    }
    let who = subject(level)?;
    let verb = match (verb, is_many(&who)) {
        ("has", true) => "have",
        ("has", false) => "has",
        ("was" | "were", true) => "were",
        ("was" | "were", false) => "was",
        _ => return None,
    };
    frame("say", who, &format!("{verb} {}", object_of(object)))
}

/// `Which of these would help you most?`, `What would make you switch?`
pub(super) fn wished_for(stem: &str, level: &str) -> Option<Frame> {
    let asked =
        after(stem, &["which of these would ", "which of the following would ", "what would "])?;
    let (verb, object) = asked.split_once(' ')?;
    if matches!(verb, "you" | "your" | "be" | "the" | "it") {
        return None;
    }
    let what = matches!(shape(level), Shape::Noun | Shape::Gerund) && !is_nothing(level);
    what.then(|| frame("say", noun(level), &format!("would {verb} {}", object_of(object))))
        .flatten()
}
