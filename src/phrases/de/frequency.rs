//! `Wie oft …?`

use super::asking::Asking;
use super::grammar::with_adverb;
use super::persons::third;
use super::words::ADVERBS;
use crate::phrases::text::{after, around, listed, lower_first, words};
use crate::phrases::types::{PhraseKind, Said};

/// A level: its order, whether it is never or the top, and its words.
#[derive(Debug, Clone, PartialEq)]
struct Level {
    order: f64,
    text: String,
    rate: bool,
    open: bool,
}

/// `Wie oft kommt es vor, dass Sie …?`
pub(super) fn occurring(stem: &str, levels: &[&str]) -> Said {
    let starts = [
        "wie oft kommt es vor, dass sie ",
        "wie häufig kommt es vor, dass sie ",
        "wie oft passiert es, dass sie ",
    ];
    let what = third(after(stem, &starts)?);
    let mut levels: Vec<Level> = levels.iter().map(|level| read(level)).collect::<Option<_>>()?;
    levels.sort_by(|a, b| a.order.total_cmp(&b.order));
    let how = merged(&levels)?;
    Some((PhraseKind::Frequency, format!("sagen, dass sie {how} {what}")))
}

/// Says how often they do what is asked.
pub(super) fn say(asking: &Asking, levels: &[&str]) -> Said {
    let known = ["wie oft", "wie häufig", "wie regelmäßig", ""];
    if !known.contains(&asking.asked.as_str()) {
        return None;
    }
    let mut levels: Vec<Level> = levels.iter().map(|level| read(level)).collect::<Option<_>>()?;
    levels.sort_by(|a, b| a.order.total_cmp(&b.order));
    let how = merged(&levels)?;
    let rest = asking.rest.trim_start_matches("derzeit ").trim_start_matches("jemals ");
    Some((PhraseKind::Frequency, with_adverb(&asking.verb, rest, &how)))
}

fn read(level: &str) -> Option<Level> {
    let level = around(level, &[" -- ", " – ", " (", " — "]).map_or(level, |(first, _)| first);
    let text = lower_first(level.trim().trim_end_matches('.'));
    if let Some((_, rank)) = ADVERBS.iter().find(|(word, _)| *word == text.to_lowercase()) {
        return Some(Level { order: f64::from(*rank), text, rate: false, open: *rank >= 8 });
    }
    let (order, open) = rate(&text)?;
    Some(Level { order, text, rate: true, open })
}

/// Times a year, and whether nothing more often is left out.
fn rate(text: &str) -> Option<(f64, bool)> {
    for less in ["seltener als ", "weniger als ", "nicht öfter als "] {
        if let Some(rest) = text.strip_prefix(less) {
            return Some((times(rest)? * 0.99, false));
        }
    }
    for more in ["öfter als ", "häufiger als ", "mehr als "] {
        if let Some(rest) = text.strip_prefix(more) {
            return Some((times(rest)? * 1.01, true));
        }
    }
    for end in [" oder seltener", " oder weniger"] {
        if let Some(rest) = text.strip_suffix(end) {
            return Some((times(rest)? * 0.98, false));
        }
    }
    for end in [" oder öfter", " oder häufiger", " oder mehr"] {
        if let Some(rest) = text.strip_suffix(end) {
            return Some((times(rest)?, true));
        }
    }
    let times = times(text)?;
    Some((times, times >= 365.0))
}

fn times(text: &str) -> Option<f64> {
    const UNITS: &[(&str, f64)] = &[
        ("tag", 365.0),
        ("woche", 52.0),
        ("monat", 12.0),
        ("jahr", 1.0),
        ("quartal", 4.0),
        ("täglich", 365.0),
        ("wöchentlich", 52.0),
        ("monatlich", 12.0),
        ("jährlich", 1.0),
    ];
    let tokens = words(text);
    let unit = tokens.last()?;
    let (_, a_year) = UNITS.iter().find(|(name, _)| unit.to_lowercase() == *name)?;
    let count = match &tokens[..tokens.len() - 1] {
        [] => 1.0,
        [first, ..] => match *first {
            "einmal" | "jeden" | "jede" | "jedes" => 1.0,
            "zweimal" | "ein-" => 2.0,
            "dreimal" => 3.0,
            "mehrmals" | "viermal" | "mehrfach" => 4.0,
            _ => first.trim_end_matches("-mal").trim_end_matches("mal").parse().ok()?,
        },
    };
    let between = tokens.iter().skip(1).take(tokens.len().saturating_sub(2)).all(|word| {
        matches!(
            *word,
            "pro" | "im" | "am" | "in" | "der" | "mal" | "Mal" | "oder" | "bis" | "zweimal"
        )
    });
    between.then_some(count * a_year)
}

fn merged(levels: &[Level]) -> Option<String> {
    let rates = levels.iter().filter(|level| level.rate).count();
    let first = levels.first()?;
    let last = levels.last()?;
    let never = !first.rate && first.order < 0.5;
    if rates > 0 && rates + usize::from(never) != levels.len() {
        return None;
    }
    let texts: Vec<&str> = levels.iter().map(|level| level.text.as_str()).collect();
    Some(match texts.as_slice() {
        [one] => (*one).to_owned(),
        [never_word, other] if never => format!("{other} oder {never_word}"),
        [low, high] => format!("{low} oder {high}"),
        _ if never && last.text.starts_with("seltener") => last.text.clone(),
        _ if never && !last.open => format!("höchstens {}", last.text),
        _ if last.open && !never => format!("mindestens {}", first.text),
        _ if never => return None,
        _ => listed(&texts, "oder"),
    })
}
