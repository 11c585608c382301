//! Answers that were chosen: `Which of these do you use?`, `What set off …?`, `Why did you …?`

use super::causes::{decider, duration, in_the_way, reason, set_off, stated_reason};
use super::frame::{Frame, frame, is_nothing, is_past, noun, together};
use super::frequency::plain;
use super::grammar::{Shape, asked_of, cased, first_predicate, past, third, with_article};
use super::shape::shape;
use super::situations::{company, lasting, taking_part, timed, wished_for};
use crate::phrases::text::{after, around, has_any, joined, lower_first, words};
use crate::phrases::types::{PhraseKind, Said};

/// Says what was chosen.
pub(super) fn say(stem: &str, levels: &[&str]) -> Said {
    let frames: Vec<Frame> =
        levels.iter().map(|level| framed(stem, level)).collect::<Option<_>>()?;
    Some((PhraseKind::Choice, together(&frames)?))
}

/// The patterns, one after the other.
fn framed(stem: &str, level: &str) -> Option<Frame> {
    let level = level.trim().trim_end_matches('.');
    let patterns: [fn(&str, &str) -> Option<Frame>; 20] = [
        wanted,
        reason,
        stated_reason,
        duration,
        decider,
        described,
        set_off,
        acting,
        in_the_way,
        placed,
        stage,
        depicted,
        manner,
        company,
        timed,
        lasting,
        taking_part,
        wished_for,
        object,
        named,
    ];
    let stem = &condition_last(stem);
    patterns.iter().find_map(|pattern| pattern(stem, level))
}

/// `What do you most want from …?`
fn wanted(stem: &str, level: &str) -> Option<Frame> {
    let low = stem.to_lowercase();
    let start = [
        "what do you most want",
        "what do you want most",
        "what would you most like",
        "what do you want",
        "what would you like",
        "what would you like most",
        "what do you most hope for",
        "what are you hoping for",
        "what do you hope for",
        "what do you wish for",
    ]
    .iter()
    .filter(|start| low.starts_with(**start))
    .max_by_key(|start| start.len())?;
    let rest = stem[start.len()..].trim();
    let about = ["", "from ", "of ", "out of ", "in "];
    if !about
        .iter()
        .any(|word| if word.is_empty() { rest.is_empty() } else { rest.starts_with(word) })
    {
        return None;
    }
    let most = if start.contains("most") { "most " } else { "" };
    match shape(level) {
        Shape::Base => {
            frame(&format!("{most}want"), format!("to {}", lower_first(&third(level))), "")
        }
        Shape::Infinitive => frame(&format!("{most}want"), lower_first(&third(level)), ""),
        Shape::Noun if !is_nothing(level) => frame(&format!("{most}want"), noun(level), ""),
        _ => None,
    }
}

/// `When you have problems, where do you go?` with the condition at the end.
fn condition_last(stem: &str) -> String {
    if after(stem, &["when you ", "if you "]).is_some()
        && let Some((condition, asked)) = stem.split_once(", ")
        && !asked.contains(',')
    {
        return format!("{} {}", lower_first(asked), lower_first(condition));
    }
    stem.to_owned()
}

/// `Where do you look for advice?`
fn placed(stem: &str, level: &str) -> Option<Frame> {
    let (did, rest) = match after(stem, &["where did you "]) {
        Some(rest) => (true, rest),
        None => (false, after(stem, &["where do you ", "where do you usually "])?),
    };
    let doing = plain(&asked_of(rest));
    let (doing, when) = match around(&doing, &[" when ", " if "]) {
        Some((act, _)) => (act.to_owned(), doing[act.len()..].trim().to_owned()),
        None => (doing.clone(), String::new()),
    };
    let act = if did { past(&doing)? } else { doing };
    let seeks = has_any(&act, &["advice", "information", "help", "support", "news", "ideas"]);
    if level.eq_ignore_ascii_case("nowhere") {
        return frame(&act, level.to_lowercase(), &when);
    }
    match shape(level) {
        Shape::Preposition => frame(&act, lower_first(&third(level)), &when),
        Shape::Noun if act.starts_with("go ") => {
            frame("go to", noun(level), &joined(&[&act[3..], &when]))
        }
        Shape::Noun if act == "live" => frame("live in", level.to_owned(), ""),
        Shape::Noun if seeks => frame(&format!("{act} from"), noun(level), &when),
        _ => None,
    }
}

/// `Where are you in your search?`
fn stage(stem: &str, level: &str) -> Option<Frame> {
    after(stem, &["where are you in ", "where are you with ", "how far are you with "])?;
    let text = lower_first(&third(level));
    let tokens = words(&text);
    let adverb = matches!(*tokens.first()?, "still" | "just" | "already" | "currently" | "now");
    let verb = tokens.get(usize::from(adverb))?;
    if shape(level) == Shape::First {
        return frame("", first_predicate(level)?, "");
    }
    if verb.ends_with("ing") {
        frame("", format!("are {text}"), "")
    } else if is_past(verb) || matches!(*verb, "begun" | "chosen" | "bought" | "found") {
        frame("", format!("have {text}"), "")
    } else {
        None
    }
}

/// `Which best describes your work?`
fn described(stem: &str, level: &str) -> Option<Frame> {
    let (_, about) = around(
        stem,
        &[
            " best describes your ",
            " describes your ",
            " best describe your ",
            " best describes you",
            " best matches your ",
            " best describes the work you do",
            " best describes what you do",
        ],
    )?;
    let about = if has_any(stem, &[" you do"]) { "work" } else { about };
    let role = has_any(about, &["work", "role", "job", "position", "occupation", "profession"]);
    if shape(level) == Shape::First {
        return frame("", first_predicate(level)?, "");
    }
    if role && let Some(frame) = super::facts::role(level) {
        return Some(frame);
    }
    let about = if about.trim().is_empty() {
        "themselves".to_owned()
    } else {
        let best = around(about, &[" best"]).map_or(about, |(a, _)| a);
        format!("their {}", asked_of(best))
    };
    frame(&format!("describe {about} as"), format!("“{level}”"), "")
}

/// `What do you do when a patient does not come?`
fn acting(stem: &str, level: &str) -> Option<Frame> {
    let rest = after(stem, &["what do you do ", "what do you usually do ", "what did you do "])?;
    after(rest, &["when ", "if ", "after ", "before ", "while "])?;
    let when = asked_of(rest);
    let text = lower_first(&third(level));
    if is_nothing(level) && after(stem, &["what did "]).is_none() {
        return frame("do", text, &when);
    }
    match shape(level) {
        Shape::Base if after(stem, &["what did "]).is_none() => frame("", text, &when),
        Shape::Base => frame("", past(&text)?, &when),
        Shape::First => frame("", after(&text, &["they "])?.to_owned(), &when),
        _ => None,
    }
}

/// `How would you describe yourself?`
fn depicted(stem: &str, level: &str) -> Option<Frame> {
    let what = asked_of(after(stem, &["how would you describe ", "how do you describe "])?);
    let one = words(level).len() == 1 && shape(level) != Shape::First;
    let said = if one { cased(&lower_first(level)) } else { format!("“{level}”") };
    frame(&format!("describe {what} as"), said, "")
}

/// `How do you share results?`
fn manner(stem: &str, level: &str) -> Option<Frame> {
    let (did, rest) = match after(stem, &["how did you "]) {
        Some(rest) => (true, rest),
        None => (false, after(stem, &["how do you ", "how do you usually "])?),
    };
    let doing = plain(&asked_of(rest));
    let known = ["rate", "feel", "like", "compare", "see", "find", "want"];
    if known.contains(&words(&doing).first().copied().unwrap_or_default()) {
        return None;
    }
    let act = if did { past(&doing)? } else { doing };
    match shape(level) {
        Shape::Gerund => frame(&format!("{act} by"), lower_first(&third(level)), ""),
        Shape::Preposition => frame(&act, lower_first(&third(level)), ""),
        Shape::Noun if is_learning(&act) => frame(&format!("{act} through"), noun(level), ""),
        Shape::Noun if is_channel(level) => frame(&format!("{act} by"), cased(level), ""),
        _ => None,
    }
}

/// Whether an act is to learn of something, which one does through somebody.
fn is_learning(act: &str) -> bool {
    [
        "hear about ",
        "heard about ",
        "learn about ",
        "learned about ",
        "discover ",
        "discovered ",
        "find out about ",
        "found out about ",
        "find new ",
    ]
    .iter()
    .any(|start| act.starts_with(start))
}

fn is_channel(level: &str) -> bool {
    let low = level.to_lowercase();
    matches!(
        low.as_str(),
        "phone"
            | "email"
            | "e-mail"
            | "post"
            | "telephone"
            | "mail"
            | "fax"
            | "car"
            | "bus"
            | "train"
            | "bike"
            | "letter"
            | "text message"
            | "hand"
    )
}

/// `Which tools do you use?`, `Which events have you attended?`
fn object(stem: &str, level: &str) -> Option<Frame> {
    after(stem, &["which ", "what "])?;
    let (asked, doing) = around(stem, &[" do you ", " did you ", " have you ", " would you "])?;
    if words(asked).len() > 7 {
        return None;
    }
    let doing = plain(&asked_of(doing));
    let (verb, rest) = doing.split_once(' ').unwrap_or((&doing, ""));
    // An adverb in front of the verb would need another place.
    const ADVERBS: [&str; 9] =
        ["most", "also", "still", "usually", "mainly", "mostly", "often", "never", "typically"];
    if ADVERBS.contains(&verb) {
        return None;
    }
    const VAGUE: &[&str] =
        &["do", "think", "feel", "mean", "say", "want", "like", "agree", "believe"];
    let about = rest.starts_with("about ");
    if about && matches!(verb, "like" | "dislike" | "love" | "hate") && shape(level) == Shape::Noun
    {
        return frame("name", noun(level), &format!("as what they {doing}"));
    }
    if VAGUE.contains(&verb) && !(verb == "like" && rest.starts_with("about ")) {
        return None;
    }
    let verb = if stem.contains(" did you ") {
        past(verb)?
    } else if stem.contains(" have you ") {
        format!("have {verb}")
    } else if stem.contains(" would you ") {
        format!("would {verb}")
    } else {
        verb.to_owned()
    };
    let low = level.to_lowercase();
    // A preposition that has lost its object: `What do you use it for most?`
    let (rest, most) = match rest.strip_suffix(" most") {
        Some(rest) => (rest, "most"),
        None => (rest, ""),
    };
    let stranded = words(rest).last().is_some_and(|word| {
        matches!(*word, "for" | "with" | "on" | "about" | "from" | "at" | "to")
    });
    let (verb, rest) = match (stranded, most) {
        (true, _) => (format!("{verb} {rest}"), most.to_owned()),
        (false, "") => (verb, rest.to_owned()),
        (false, most) => (verb, format!("{rest} {most}")),
    };
    let rest = rest.trim();
    if is_nothing(level) {
        return frame(&verb, low, rest);
    }
    match shape(level) {
        Shape::Noun => frame(&verb, with_article(level)?, rest),
        // `What do you use it for?` is answered by a deed as well.
        Shape::Gerund if stranded => frame(&verb, lower_first(&third(level)), rest),
        _ => None,
    }
}

/// `What is your biggest problem?`
fn named(stem: &str, level: &str) -> Option<Frame> {
    let rest = after(
        stem,
        &[
            "what is your ",
            "what was your ",
            "what's your ",
            "what is the ",
            "what was the ",
            "what do you think was the ",
            "what do you think is the ",
        ],
    )?;
    let rest = &rest.replace(" you had to overcome", "");
    let article = if stem.contains(" your ") { "their" } else { "the" };
    let low = rest.to_lowercase();
    let telling = [
        "main ",
        "biggest ",
        "favourite ",
        "favorite ",
        "most important ",
        "primary ",
        "greatest ",
        "preferred ",
        "reason",
        "worst ",
        "best ",
    ];
    if !telling.iter().any(|word| low.starts_with(word)) {
        return None;
    }
    let denied = after(level, &["not ", "no "]).is_some();
    if denied {
        return frame(
            "name",
            format!("“{}”", lower_first(level)),
            &format!("as {article} {}", asked_of(rest)),
        );
    }
    match shape(level) {
        Shape::Base => {
            let said = format!("“{}”", lower_first(level));
            frame("name", said, &format!("as {article} {}", asked_of(rest)))
        }
        Shape::Noun | Shape::Gerund if !is_nothing(level) => {
            frame("name", noun(level), &format!("as {article} {}", asked_of(rest)))
        }
        _ => None,
    }
}
