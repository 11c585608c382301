//! Questions that are answered with yes or no, and questions within sentences.

use super::frequency::plain;
use super::grammar::{asked_of, head, past, plural};
use super::words::{ADJECTIVES, NO, YES};
use crate::phrases::text::{after, bare, has_any, joined, lower_first, words};
use crate::phrases::types::{PhraseKind, Said};

/// Yes or no, where an answer is that and nothing that takes it back.
pub(super) fn polarity(level: &str) -> Option<bool> {
    let low = level.trim().trim_end_matches(['.', '!']).to_lowercase();
    if YES.contains(low.as_str()) {
        return Some(true);
    }
    if NO.contains(low.as_str()) {
        return Some(false);
    }
    let hedged = has_any(
        &low,
        &[
            "but",
            "only",
            "sometimes",
            "often",
            "rarely",
            "occasionally",
            "once",
            "twice",
            " times",
            " not ",
            "n't",
            "partly",
            "no longer",
            "used to",
            "plan",
            "consider",
            "ago",
            "never",
            "past",
            "almost",
            "maybe",
            "not yet",
        ],
    );
    let tail = |start: &str| {
        low.strip_prefix(start).is_some_and(|rest| rest.starts_with([',', '.', ';', ':', '-', ' ']))
    };
    if hedged {
        None
    } else if tail("yes,") || tail("yes -") || tail("yes:") || low.starts_with("yes, ") {
        Some(true)
    } else if low.starts_with("no, ") {
        Some(false)
    } else {
        None
    }
}

/// Says what was answered with yes or no.
pub(super) fn say(stem: &str, yes: bool) -> Said {
    if has_any(&format!(" {stem} "), &[" never ", " not ", " no longer ", " nothing ", " nobody "])
    {
        return None;
    }
    let text = doing(stem, yes).or_else(|| being(stem, yes)).or_else(|| thing(stem, yes))?;
    // What is done is not done `yet`.
    let text = if yes { text.trim_end_matches(" yet").to_owned() } else { text };
    Some((PhraseKind::YesNo, text))
}

fn doing(stem: &str, yes: bool) -> Option<String> {
    if let Some(rest) = after(stem, &["do you "]) {
        let (ever, doing) = without_ever(rest, yes);
        return Some(match (yes, ever) {
            (true, _) => doing,
            (false, true) => format!("never {doing}"),
            (false, false) => format!("do not {doing}"),
        });
    }
    if let Some(rest) = after(stem, &["did you "]) {
        let (_, doing) = without_ever(rest, yes);
        return if yes { past(&doing) } else { Some(format!("did not {doing}")) };
    }
    if let Some(rest) = after(stem, &["have you ", "have you, "]) {
        let (ever, doing) = without_ever(rest, yes);
        return Some(match (yes, ever) {
            (true, _) => format!("have {doing}"),
            (false, true) => format!("have never {doing}"),
            (false, false) => format!("have not {doing}"),
        });
    }
    let (modal, rest) =
        ["would", "will", "could", "should", "can", "might", "had"].iter().find_map(|modal| {
            after(stem, &[modal]).and_then(|rest| after(rest, &["you "])).map(|rest| (*modal, rest))
        })?;
    let (_, doing) = without_ever(rest, yes);
    let not = match (yes, modal) {
        (true, _) => modal.to_owned(),
        (false, "can") => "cannot".to_owned(),
        (false, modal) => format!("{modal} not"),
    };
    Some(format!("{not} {doing}"))
}

/// What is done, of `they`, and whether it was asked with `ever`.
fn without_ever(rest: &str, yes: bool) -> (bool, String) {
    let ever = after(rest, &["ever "]);
    let text = plain(&asked_of(ever.unwrap_or(rest)));
    // `Any of them` are not all of them.
    let text = if yes {
        text.replace(" any of ", " at least one of ").replace(" any ", " ")
    } else {
        text
    };
    (ever.is_some(), text)
}

fn being(stem: &str, yes: bool) -> Option<String> {
    let (verb, rest) = ["are", "were"].iter().find_map(|verb| {
        let rest = after(stem, &[verb]).and_then(|rest| after(rest, &["you "]))?;
        Some((*verb, rest))
    })?;
    let (_, rest) = without_ever(rest, yes);
    let what = match after(&rest, &["a ", "an "]) {
        Some(noun) => {
            let mut tokens: Vec<String> = words(noun).into_iter().map(str::to_owned).collect();
            let at = head(&words(noun));
            let noun = tokens.get_mut(at)?;
            *noun = plural(noun);
            tokens.join(" ")
        }
        None => rest,
    };
    Some(if yes { format!("{verb} {what}") } else { format!("{verb} not {what}") })
}

/// `Is the gate secure?`
fn thing(stem: &str, yes: bool) -> Option<String> {
    let tokens = words(stem);
    if let Some(what) = after(stem, &["is there anything that ", "is there anything "]) {
        let thing = if yes { "something" } else { "nothing" };
        let what = asked_of(what);
        let finite = words(&what).first().is_some_and(|verb| verb.ends_with('s'));
        return finite.then(|| format!("say {thing} {what}"));
    }
    let [verb, article, rest @ ..] = tokens.as_slice() else { return None };
    let (verb, article) = (bare(verb), bare(article));
    let determined = matches!(article.as_str(), "the" | "your" | "this" | "there");
    if !matches!(verb.as_str(), "is" | "was" | "are" | "were") || !determined {
        return None;
    }
    let not = if yes { "" } else { "not" };
    if article == "there" {
        let what = asked_of(&rest.join(" "));
        let no = if yes { what } else { after(&what, &["a ", "an ", "any "])?.to_owned() };
        return Some(joined(&["say there", &verb, if yes { "" } else { "no" }, &no]));
    }
    let cut = rest
        .iter()
        .rposition(|word| ADJECTIVES.contains(bare(word).as_str()))
        .or_else(|| (rest.len() == 2).then_some(1))
        .filter(|at| (1..=3).contains(at))?;
    let subject = asked_of(&[&[article.as_str()], &rest[..cut]].concat().join(" "));
    Some(joined(&["say", &subject, &verb, not, &asked_of(&rest[cut..].join(" "))]))
}

/// A question within a sentence: `how often they …`, `whether they …`.
pub(super) fn embedded(stem: &str) -> Option<String> {
    const HELPERS: &[&str] = &["do", "did", "have", "are", "were", "would", "will", "can", "could"];
    let tokens = words(stem);
    let at = tokens
        .windows(2)
        .position(|pair| HELPERS.contains(&bare(pair[0]).as_str()) && bare(pair[1]) == "you");
    let Some(at) = at else { return about_something(stem, &tokens) };
    let helper = bare(tokens[at]);
    let rest = plain(&asked_of(&tokens[at + 2..].join(" ")));
    let doing = match helper.as_str() {
        "do" => rest,
        "did" => past(&rest)?,
        helper => format!("{helper} {rest}"),
    };
    let asked = lower_first(&asked_of(&tokens[..at].join(" ")));
    let asked = if asked.is_empty() { "whether".to_owned() } else { asked };
    Some(format!("{asked} they {doing}"))
}

/// `What stops you from booking?` needs no other order.
fn about_something(stem: &str, tokens: &[&str]) -> Option<String> {
    const HELPERS: &[&str] = &["do", "does", "did", "is", "are", "was", "were", "has", "have"];
    let first = bare(tokens.first()?);
    let second = bare(tokens.get(1)?);
    let subject = matches!(first.as_str(), "what" | "who") && !HELPERS.contains(&second.as_str());
    subject.then(|| lower_first(&asked_of(stem)))
}
