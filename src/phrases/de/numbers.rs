//! Numbers: `Wie viele Stunden …?`, years, ages, amounts.

use super::asking::Asking;
use super::persons::third;
use super::special::special;
use super::words::BANDS;
use crate::phrases::bands::{Band, number_value};
use crate::phrases::special::Special;
use crate::phrases::text::{after, bare, joined, words};
use crate::phrases::types::{Answer, PhraseKind, Said};

/// A number in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantity {
    pub(super) text: String,
    pub(super) one: bool,
    pub(super) none: bool,
    /// `typischerweise` for a median, else empty.
    pub(super) typically: &'static str,
}

impl Quantity {
    pub(super) fn read(answer: &Answer<'_>) -> Option<Self> {
        let (before, number, typically) = match answer {
            Answer::Above(number) => ("mehr als ", *number, ""),
            Answer::AtMost(number) => ("höchstens ", *number, ""),
            Answer::Median(number) => ("", number.trim_matches('"'), "typischerweise"),
            Answer::Levels(levels) => return of_bands(levels),
            Answer::Raised => return None,
        };
        let value = number_value(number, true)?;
        // More than none is left to those who know that wholes are counted.
        if value.abs() < 1e-9 && before.starts_with('m') {
            return None;
        }
        Some(Self {
            text: format!("{before}{}", number.trim()),
            one: (value - 1.0).abs() < 1e-9,
            none: value.abs() < 1e-9 && !before.starts_with('m'),
            typically,
        })
    }

    /// More than none of what is counted in wholes.
    pub(super) fn at_least_one() -> Self {
        Self { text: "mindestens 1".to_owned(), one: true, none: false, typically: "" }
    }

    /// The number with what is counted; `None` where its singular is not known.
    pub(super) fn of(&self, unit: &str) -> Option<String> {
        if self.none {
            return Some(format!("keine {unit}"));
        }
        if !self.one {
            return Some(format!("{} {unit}", self.text));
        }
        let (noun, rest) = unit.split_once(' ').unwrap_or((unit, ""));
        let one = match noun {
            "Stunden" => "Stunde",
            "Wochen" => "Woche",
            "Minuten" => "Minute",
            "Personen" => "Person",
            "Tage" => "Tag",
            "Jahre" => "Jahr",
            "Monate" => "Monat",
            "Mal" | "Euro" | "€" | "Prozent" => noun,
            _ => return None,
        };
        Some(joined(&[&self.text, one, rest]))
    }
}

fn of_bands(levels: &[&str]) -> Option<Quantity> {
    let band = Band::join(levels, &BANDS)?;
    let exact = band.low.is_some() && band.low == band.high;
    let is = |number: f64| {
        exact && band.low.as_ref().is_some_and(|low| (low.value - number).abs() < 1e-9)
    };
    let (one, none) = (is(1.0), is(0.0));
    Some(Quantity { text: band_words(&band)?, one, none, typically: "" })
}

/// A band as words: `1 bis 5`, `mindestens 6`.
pub(super) fn band_words(band: &Band) -> Option<String> {
    Some(match (&band.low, &band.high) {
        (Some(low), Some(high)) if low == high => low.shown.clone(),
        (Some(low), Some(high)) => {
            let to = if band.below { "bis unter" } else { "bis" };
            format!("{} {to} {}", low.shown, high.shown)
        }
        (Some(low), None) if band.above => format!("mehr als {}", low.shown),
        (Some(low), None) => format!("mindestens {}", low.shown),
        (None, Some(high)) if band.below => format!("unter {}", high.shown),
        (None, Some(high)) => format!("höchstens {}", high.shown),
        (None, None) => return None,
    })
}

pub(super) fn say(stem: &str, asking: Option<&Asking>, answer: &Answer<'_>) -> Said {
    let text = age(stem, answer)
        .or_else(|| staff(stem, answer))
        .or_else(|| income(stem, answer))
        .or_else(|| going_into(stem, answer))
        .or_else(|| asking.and_then(|asking| asked(asking, answer)))?;
    Some((PhraseKind::Number, text))
}

fn age(stem: &str, answer: &Answer<'_>) -> Option<String> {
    let low = stem.to_lowercase();
    if !matches!(
        low.as_str(),
        "alter"
            | "altersgruppe"
            | "wie alt sind sie"
            | "ihr alter"
            | "zu welcher altersgruppe gehören sie"
            | "wie ist ihr alter"
            | "alter in jahren"
    ) {
        return None;
    }
    let Answer::Levels(levels) = answer else {
        let quantity = Quantity::read(answer)?;
        return Some(joined(&["sind", quantity.typically, &quantity.of("Jahre")?, "alt"]));
    };
    let band = Band::join(levels, &BANDS)?;
    if !matches!(band.unit.as_str(), "" | "jahre" | "jahre alt") {
        return None;
    }
    Some(match (&band.low, &band.high) {
        (Some(low), None) if band.above => format!("sind über {} Jahre alt", low.shown),
        (Some(low), None) => format!("sind {} Jahre oder älter", low.shown),
        _ => format!("sind {} Jahre alt", band_words(&band)?),
    })
}

/// `Wie viele Mitarbeitende hat Ihre Praxis?`
fn staff(stem: &str, answer: &Answer<'_>) -> Option<String> {
    let rest = after(stem, &["wie viele "])?;
    let tokens = words(rest);
    let place = match tokens.as_slice() {
        [_, "hat" | "haben", "Ihre" | "Ihr", place] => place,
        [_, "arbeiten" | "sind", "in", "Ihrer" | "Ihrem", place] => place,
        [_, "arbeiten", "in", "Ihrer" | "Ihrem", place, "insgesamt"] => place,
        _ => return None,
    };
    let people = match *tokens.first()? {
        "Mitarbeitende" => "Mitarbeitenden",
        "Mitarbeiter" => "Mitarbeitern",
        "Personen" => "Personen",
        "Beschäftigte" => "Beschäftigten",
        "Angestellte" => "Angestellten",
        "Menschen" => "Menschen",
        "Leute" => "Leuten",
        _ => return None,
    };
    let quantity = Quantity::read(answer).filter(|quantity| !quantity.one && !quantity.none)?;
    let places = places(place)?;
    Some(joined(&["arbeiten", quantity.typically, "in", &places, "mit", &quantity.text, people]))
}

/// Places of work in the plural, after `in`.
fn places(place: &str) -> Option<String> {
    let known = match place {
        "Praxis" => "Praxen",
        "Unternehmen" => "Unternehmen",
        "Firma" => "Firmen",
        "Betrieb" => "Betrieben",
        "Team" => "Teams",
        "Büro" => "Büros",
        "Haus" => "Häusern",
        "Geschäft" => "Geschäften",
        _ => "",
    };
    if !known.is_empty() {
        return Some(known.to_owned());
    }
    if ["ung", "ion", "schaft", "ik"].iter().any(|end| place.ends_with(end)) {
        return Some(format!("{place}en"));
    }
    place.ends_with('e').then(|| format!("{place}n"))
}

/// `Wie viele Stunden gehen für … drauf?`
fn going_into(stem: &str, answer: &Answer<'_>) -> Option<String> {
    let rest = after(stem, &["wie viele "])?;
    let (unit, what) = rest.split_once(" gehen für ")?;
    let what = third(what.strip_suffix(" drauf").or(what.strip_suffix(" verloren"))?);
    let quantity = Quantity::read(answer)?;
    Some(joined(&["brauchen", quantity.typically, &quantity.of(unit)?, "für", &what]))
}

/// `Wie hoch ist Ihr monatliches Einkommen?`
fn income(stem: &str, answer: &Answer<'_>) -> Option<String> {
    let rest = after(stem, &["wie hoch ist ihr ", "wie hoch ist ihre "])?;
    let feminine = after(stem, &["wie hoch ist ihre "]).is_some();
    if let Answer::Levels(levels) = answer
        && let [one] = levels.as_slice()
        && special(one) == Some(Special::Refused)
    {
        return Some(format!("machen keine Angabe zu {}", dative(rest, feminine)?));
    }
    let text = amount(answer)?;
    let quality = words(rest).first().map(|word| bare(word)).unwrap_or_default();
    let noun = words(rest).last().copied().unwrap_or_default().to_owned();
    let what = if feminine {
        format!("eine {rest}")
    } else if quality.ends_with("er") && words(rest).len() > 1 {
        format!("einen {}", rest.replacen("er ", "en ", 1))
    } else if quality.ends_with("es") || super::nouns::gender(&noun) == Some('n') {
        format!("ein {rest}")
    } else {
        return None;
    };
    Some(format!("haben {what} von {text}"))
}

fn dative(rest: &str, feminine: bool) -> Option<String> {
    let mut tokens: Vec<String> = words(rest).into_iter().map(str::to_owned).collect();
    if tokens.len() > 2 {
        return None;
    }
    if tokens.len() == 2 {
        let quality = &mut tokens[0];
        let stem = quality
            .strip_suffix("es")
            .or(quality.strip_suffix("er"))
            .or(quality.strip_suffix('e'))?;
        *quality = format!("{stem}en");
    }
    Some(format!("{} {}", if feminine { "ihrer" } else { "ihrem" }, tokens.join(" ")))
}

/// An amount with the unit that the answers bring.
fn amount(answer: &Answer<'_>) -> Option<String> {
    let Answer::Levels(levels) = answer else { return Quantity::read(answer).map(|q| q.text) };
    let band = Band::join(levels, &BANDS)?;
    let unit = match band.unit.as_str() {
        "euro" => "Euro",
        "jahre" => "Jahre",
        unit => unit,
    };
    let sign = if band.sign.is_empty() { unit } else { &band.sign };
    Some(joined(&[&band_words(&band)?, sign]))
}

/// Questions to `Sie`: years, numbers, amounts.
fn asked(asking: &Asking, answer: &Answer<'_>) -> Option<String> {
    if matches!(asking.asked.as_str(), "in welchem jahr" | "in welchem Jahr" | "wann" | "seit wann")
    {
        let year = |text: &str| {
            let text = text.trim().trim_matches('"').to_owned();
            (text.len() == 4 && text.chars().all(|c| c.is_ascii_digit())).then_some(text)
        };
        let when = match answer {
            Answer::Above(text) => format!("nach {}", year(text)?),
            Answer::AtMost(text) => format!("{} oder früher", year(text)?),
            Answer::Median(text) => format!("typischerweise {}", year(text)?),
            _ => return None,
        };
        let since = asking.asked.starts_with("seit");
        return (!since).then(|| joined(&[&asking.verb, &when, &asking.rest]));
    }
    if let Some(unit) = after(&asking.asked, &["seit wie vielen "]) {
        let quantity = Quantity::read(answer).filter(|quantity| !quantity.none && !quantity.one)?;
        let years = format!("seit {} {unit}", quantity.text);
        return Some(joined(&[&asking.verb, quantity.typically, &years, &asking.rest]));
    }
    if let Some(unit) = after(&asking.asked, &["wie viele "]) {
        let quantity = Quantity::read(answer)?;
        let verb = &asking.verb;
        return Some(joined(&[verb, quantity.typically, &quantity.of(unit)?, &asking.rest]));
    }
    if matches!(asking.asked.as_str(), "wie viel" | "wieviel" | "wie viel geld") {
        let text = amount(answer)?;
        let typically = if matches!(answer, Answer::Median(_)) { "typischerweise" } else { "" };
        let rest = &asking.rest;
        let (most, rest) = after(rest, &["höchstens ", "maximal "])
            .map_or(("", rest.as_str()), |after| (&rest[..rest.len() - after.len()], after));
        return Some(joined(&[&asking.verb, typically, most, &text, rest]));
    }
    None
}
