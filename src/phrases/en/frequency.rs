//! `How often do you …?`, and `Do you …?` with answers that say how often.

use super::grammar::{Shape, asked_of, first_predicate, third};
use super::shape::shape;
use super::words::ADVERBS;
use crate::phrases::text::{after, around, bare, listed, lower_first, words};
use crate::phrases::types::{PhraseKind, Said};

/// How often, in times a year; adverbs by their rank.
#[derive(Debug, Clone, PartialEq)]
enum Often {
    Adverb(u8),
    /// Bounds in times a year, and the words of each bound.
    Rate {
        low: Option<(f64, String)>,
        high: Option<(f64, String)>,
    },
    /// `I don't use it any more`
    Stopped,
}

#[derive(Debug, Clone, PartialEq)]
struct Level {
    text: String,
    often: Often,
}

/// Says how often they do what is asked.
pub(super) fn say(stem: &str, levels: &[&str]) -> Said {
    let doing = doing(stem)?;
    if let [one] = levels
        && shape(one) == Shape::First
    {
        return Some((PhraseKind::FirstPerson, first_predicate(one)?));
    }
    let levels: Vec<Level> = levels.iter().map(|level| read(level)).collect::<Option<_>>()?;
    Some((PhraseKind::Frequency, merged(&doing, levels)?))
}

/// What is done how often, of `they`.
pub(super) fn doing(stem: &str) -> Option<String> {
    let starts = [
        "how often do you ",
        "how frequently do you ",
        "how regularly do you ",
        "how often, if at all, do you ",
        "do you ever ",
        "do you currently ",
        "do you regularly ",
        "do you ",
        "about how often do you ",
        "on average, how often do you ",
        "how often if ever do you ",
        "how often, if ever, do you ",
    ];
    let rest = after(stem, &starts)?;
    // How often is said by the answer.
    let rest = after(rest, &["usually ", "typically ", "generally ", "normally "]).unwrap_or(rest);
    Some(plain(&asked_of(rest)))
}

/// Without adverbs of the present and without asides.
pub(super) fn plain(doing: &str) -> String {
    let kept: Vec<&str> = words(doing)
        .into_iter()
        .enumerate()
        .filter(|(at, word)| {
            let word = bare(word);
            !(matches!(word.as_str(), "today" | "currently" | "nowadays")
                || *at == 0 && word == "ever")
        })
        .map(|(_, word)| word)
        .collect();
    let text = kept.join(" ");
    let asides =
        [", either ", " either for ", ", for example", ", e.g.", ", if any", ", if at all"];
    let text = around(&text, &asides).map_or(text.as_str(), |(before, _)| before).to_owned();
    text.trim_end_matches([',', ' ']).to_owned()
}

fn read(level: &str) -> Option<Level> {
    let level =
        around(level, &[" -- ", " – ", " — ", " (", " - "]).map_or(level, |(first, _)| first);
    let text = lower_first(level.trim().trim_end_matches('.'));
    let low = text.to_lowercase().replace('’', "'");
    if let Some((_, rank)) = ADVERBS.iter().find(|(word, _)| *word == low) {
        return Some(Level { text: low, often: Often::Adverb(*rank) });
    }
    let stopped = ["i don't ", "i do not ", "i no longer ", "i never ", "i have never "];
    if after(&low, &stopped).is_some() {
        return Some(Level { text: third(level), often: Often::Stopped });
    }
    let often = rate(&low)?;
    Some(Level { text: low, often })
}

/// Reads `less than once a month`, `between once a day and once a week`.
fn rate(low: &str) -> Option<Often> {
    let bound = |text: &str| times(text).map(|times| (times, text.to_owned()));
    if let Some(rest) = after(low, &["less than ", "less often than ", "fewer than ", "under "]) {
        return Some(Often::Rate { low: None, high: Some((times(rest)? * 0.99, low.to_owned())) });
    }
    if let Some(rest) = after(low, &["more than ", "more often than ", "over "]) {
        return Some(Often::Rate { low: Some((times(rest)? * 1.01, low.to_owned())), high: None });
    }
    if let Some(rest) = after(low, &["at least "]) {
        return Some(Often::Rate { low: bound(rest), high: None })
            .filter(|_| times(rest).is_some());
    }
    for end in [" or less", " or less often", " or fewer"] {
        if let Some(rest) = low.strip_suffix(end) {
            return Some(Often::Rate { low: None, high: Some(bound(rest)?) });
        }
    }
    for end in [" or more", " or more often", " or more frequently"] {
        if let Some(rest) = low.strip_suffix(end) {
            return Some(Often::Rate { low: Some(bound(rest)?), high: None });
        }
    }
    if let Some(rest) = after(low, &["between "]) {
        let (a, b) = rest.split_once(" and ")?;
        let (a, b) = (bound(a.trim())?, bound(b.trim())?);
        let (low, high) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        return Some(Often::Rate { low: Some(low), high: Some(high) });
    }
    let exact = bound(low)?;
    Some(Often::Rate { low: Some(exact.clone()), high: Some(exact) })
}

/// Times a year.
fn times(text: &str) -> Option<f64> {
    const FIXED: &[(&str, f64)] = &[
        ("daily", 365.0),
        ("every day", 365.0),
        ("hourly", 8760.0),
        ("weekly", 52.0),
        ("every week", 52.0),
        ("monthly", 12.0),
        ("every month", 12.0),
        ("quarterly", 4.0),
        ("yearly", 1.0),
        ("annually", 1.0),
        ("every year", 1.0),
        ("on most days", 250.0),
        ("most days", 250.0),
        ("every other day", 180.0),
        ("every few days", 100.0),
        ("fortnightly", 26.0),
    ];
    if let Some((_, times)) = FIXED.iter().find(|(word, _)| *word == text) {
        return Some(*times);
    }
    let tokens = words(text);
    let [count @ .., by, unit] = tokens.as_slice() else { return None };
    if !matches!(*by, "a" | "per" | "each" | "every") {
        return None;
    }
    let a_year = match *unit {
        "hour" => 8760.0,
        "day" => 365.0,
        "week" => 52.0,
        "month" => 12.0,
        "quarter" => 4.0,
        "year" => 1.0,
        _ => return None,
    };
    let count = match count {
        ["once"] => 1.0,
        ["twice"] | ["once", "or", "twice"] => 2.0,
        ["several" | "multiple" | "many", "times"] => 4.0,
        ["a", "few", "times"] | ["a", "couple", "of", "times"] | ["few", "times"] => 3.0,
        [number, "times"] => numeral(number)?,
        [a, "to" | "or", b, "times"] => numeral(a)?.max(numeral(b)?),
        _ => return None,
    };
    Some(count * a_year)
}

fn numeral(word: &str) -> Option<f64> {
    const NUMERALS: [&str; 7] = ["one", "two", "three", "four", "five", "six", "seven"];
    if let Some(at) = NUMERALS.iter().position(|numeral| *numeral == word) {
        return u8::try_from(at + 1).ok().map(f64::from);
    }
    let end = word.rsplit(['-', '–']).next()?;
    end.parse().ok().filter(|number: &f64| (0.0..=1000.0).contains(number))
}

impl Level {
    /// A number to sort by; adverbs among themselves, rates among themselves.
    fn order(&self) -> f64 {
        match &self.often {
            Often::Adverb(rank) => f64::from(*rank),
            Often::Stopped => -1.0,
            Often::Rate { low, high } => {
                low.as_ref().or(high.as_ref()).map_or(0.0, |(times, _)| *times)
            }
        }
    }

    fn is_never(&self) -> bool {
        matches!(self.often, Often::Adverb(0) | Often::Stopped)
    }

    fn is_rate(&self) -> bool {
        matches!(self.often, Often::Rate { .. })
    }

    /// Stands before the verb: `often`, unlike `most of the time`.
    fn stands_before(&self) -> bool {
        matches!(self.often, Often::Adverb(_))
            && (!self.text.contains(' ')
                || self.text.ends_with("ly")
                || ["almost", "very", "hardly"].iter().any(|start| self.text.starts_with(start)))
    }

    fn is_top(&self) -> bool {
        match &self.often {
            Often::Adverb(rank) => *rank >= 8,
            Often::Rate { low, high } => {
                high.is_none() || low.as_ref().is_some_and(|(times, _)| *times >= 365.0)
            }
            Often::Stopped => false,
        }
    }
}

fn merged(doing: &str, mut levels: Vec<Level>) -> Option<String> {
    levels.sort_by(|a, b| a.order().total_cmp(&b.order()));
    if let [one] = levels.as_slice() {
        return Some(placed(doing, &one.text, one.stands_before()));
    }
    let rates = levels.iter().filter(|level| level.is_rate()).count();
    let nevers = levels.iter().filter(|level| level.is_never()).count();
    if rates > 0 && rates + nevers != levels.len() {
        return None;
    }
    let (first, last) = (levels.first()?, levels.last()?);
    if rates > 1 && nevers == 0 && !first.is_open() && !last.is_open() && first.is_wide() {
        return between(doing, first, last);
    }
    // Levels that are merged adjoin; what lies far apart says nothing.
    if rates == 0 && levels.windows(2).any(|pair| pair[1].order() - pair[0].order() > 5.0) {
        return None;
    }
    if levels.len() == 2 && !levels.iter().any(|level| level.often == Often::Stopped) {
        return Some(pair(doing, first, last));
    }
    if nevers > 0 {
        return at_most(doing, last);
    }
    if last.is_top() {
        return at_least(doing, first);
    }
    let texts: Vec<&str> = levels.iter().map(|level| level.text.as_str()).collect();
    let before = levels.iter().all(Level::stands_before);
    Some(placed(doing, &listed(&texts, "or"), before))
}

impl Level {
    fn is_open(&self) -> bool {
        matches!(&self.often, Often::Rate { low, high } if low.is_none() || high.is_none())
    }

    /// Its bounds differ.
    fn is_wide(&self) -> bool {
        matches!(&self.often, Often::Rate { low: Some(low), high: Some(high) } if low.1 != high.1)
    }
}

fn between(doing: &str, first: &Level, last: &Level) -> Option<String> {
    match (&first.often, &last.often) {
        (Often::Rate { low: Some((_, low)), .. }, Often::Rate { high: Some((_, high)), .. }) => {
            Some(placed(doing, &format!("between {low} and {high}"), false))
        }
        _ => None,
    }
}

fn pair(doing: &str, first: &Level, last: &Level) -> String {
    let before = first.stands_before() && last.stands_before();
    let (a, b) = if first.is_never() { (last, first) } else { (first, last) };
    placed(doing, &format!("{} or {}", a.text, b.text), before)
}

fn at_most(doing: &str, last: &Level) -> Option<String> {
    let text = match &last.often {
        Often::Adverb(rank) if *rank > 0 => format!("at most {}", last.text),
        Often::Rate { high: Some((_, text)), .. } if text.starts_with("less") => text.clone(),
        Often::Rate { high: Some((_, text)), .. } => format!("at most {text}"),
        _ => return None,
    };
    Some(placed(doing, &text, false))
}

fn at_least(doing: &str, first: &Level) -> Option<String> {
    match &first.often {
        Often::Adverb(_) if doing.contains(" when ") || first.text.contains(' ') => {
            Some(placed(doing, &format!("at least {}", first.text), false))
        }
        Often::Adverb(_) => Some(format!("{doing}, at least {}", first.text)),
        Often::Rate { low: Some((_, text)), .. } if text.starts_with("more") => {
            Some(placed(doing, text, false))
        }
        Often::Rate { low: Some((_, text)), .. } => {
            Some(placed(doing, &format!("at least {text}"), false))
        }
        _ => None,
    }
}

/// Puts how often before the verb, or after what is done and before `when …`.
fn placed(doing: &str, how: &str, before: bool) -> String {
    if before {
        return format!("{how} {doing}");
    }
    let cut = [" when ", " while ", " if "].iter().filter_map(|word| doing.find(word)).min();
    match cut {
        Some(at) => format!("{} {how}{}", &doing[..at], &doing[at..]),
        None => format!("{doing} {how}"),
    }
}
