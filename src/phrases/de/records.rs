//! Fields of records, by their names.

use super::facts;
use super::grammar::in_sentence;
use super::nouns::{gender, is_many, no, object};
use super::numbers::Quantity;
use super::special::special;
use super::words::{NO, YES};
use crate::phrases::text::{after, bare, is_capital, joined, listed, lower_first, words};
use crate::phrases::types::{Answer, PhraseKind, Said};

pub(super) fn say(field: &str, answer: &Answer<'_>) -> Said {
    let field = field.trim();
    if field.contains('_') {
        return None;
    }
    let text = since(field, answer)
        .or_else(|| counted(field, answer))
        .or_else(|| days_to(field, answer))
        .or_else(|| flag(field, answer))
        .or_else(|| state(field, answer));
    match text {
        Some(text) => Some((PhraseKind::Field, text)),
        None => facts::say(field, answer)
            .or_else(|| sourced(field, answer).map(|text| (PhraseKind::Field, text))),
    }
}

/// `Kunde seit`
fn since(field: &str, answer: &Answer<'_>) -> Option<String> {
    let who = match field.strip_suffix(" seit")? {
        "Kunde" => "Kunden",
        "Mitglied" => "Mitglieder",
        "Nutzer" => "Nutzer",
        _ => return None,
    };
    let year = |text: &str| {
        let text = text.trim().trim_matches('"').to_owned();
        (text.len() == 4 && text.chars().all(|c| c.is_ascii_digit())).then_some(text)
    };
    Some(match answer {
        Answer::AtMost(text) => format!("sind seit {} oder früher {who}", year(text)?),
        Answer::Above(text) => format!("wurden nach {} {who}", year(text)?),
        Answer::Median(text) => format!("wurden typischerweise {} {who}", year(text)?),
        _ => return None,
    })
}

/// `Exporte (30 Tage)`, `Anzahl Nutzer`
fn counted(field: &str, answer: &Answer<'_>) -> Option<String> {
    let some = matches!(answer, Answer::Above(number) if number.trim() == "0");
    let quantity = Quantity::read(answer).or_else(|| some.then(Quantity::at_least_one))?;
    if let Some((name, window)) = field.split_once('(') {
        let window = window.trim().trim_end_matches(')').trim();
        let window = after(window, &["letzte ", "letzten ", "in den letzten "]).unwrap_or(window);
        let mut parts = window.split_whitespace();
        let (number, time) = (parts.next()?, parts.next()?);
        let times = match time {
            "Tage" | "Tagen" => "Tagen",
            "Monate" | "Monaten" => "Monaten",
            "Wochen" => "Wochen",
            "Jahre" | "Jahren" => "Jahren",
            _ => return None,
        };
        if !number.chars().all(|c| c.is_ascii_digit()) || parts.next().is_some() {
            return None;
        }
        let name = name.trim();
        let many = quantity.one || !words(name).last().is_some_and(|noun| is_capital(noun));
        if many {
            return None;
        }
        let said = quantity.of(name)?;
        return Some(joined(&["hatten", quantity.typically, "in", number, times, &said]));
    }
    let name = after(field, &["anzahl der ", "anzahl "])?;
    Some(joined(&["haben", quantity.typically, &quantity.of(name)?]))
}

/// `Tage bis Abschluss`
fn days_to(field: &str, answer: &Answer<'_>) -> Option<String> {
    let (unit, what) = field.split_once(" bis ")?;
    if !matches!(unit, "Tage" | "Wochen" | "Monate" | "Stunden") {
        return None;
    }
    let what = after(what, &["zum ", "zur "]).unwrap_or(what);
    let until = match gender(what).or_else(|| what.ends_with("schluss").then_some('m'))? {
        'f' => "zur",
        _ => "zum",
    };
    let quantity = Quantity::read(answer)?;
    Some(joined(&["brauchten", quantity.typically, &quantity.of(unit)?, "bis", until, what]))
}

/// `Sicherheitsprüfung: Nein`, `Rabatt angefragt: Ja`
fn flag(field: &str, answer: &Answer<'_>) -> Option<String> {
    let Answer::Levels(levels) = answer else { return None };
    let [level] = levels.as_slice() else { return None };
    let low = level.trim().to_lowercase();
    let yes = match (YES.contains(low.as_str()), NO.contains(low.as_str())) {
        (true, _) => true,
        (_, true) => false,
        _ => return None,
    };
    let field = after(field, &["hat "]).unwrap_or(field);
    let tokens = words(field);
    let noun = tokens.first().filter(|word| is_capital(word))?;
    // Who has a newsletter, and who gets one?
    if ["Newsletter", "E-Mail", "Werbung", "Mailing"].contains(noun) {
        return None;
    }
    match tokens.as_slice() {
        [_] if yes => {
            let known = gender(noun).is_some() || is_many(noun);
            known.then(|| format!("haben {}", object(noun)))
        }
        [_] => Some(format!("haben {} {noun}", no(noun)?)),
        [_, participle] if is_participle(participle) => {
            gender(noun).or(is_many(noun).then_some('p'))?;
            let what = if yes { object(noun) } else { format!("{} {noun}", no(noun)?) };
            Some(format!("haben {what} {participle}"))
        }
        _ => None,
    }
}

/// Participles of what one does. What is done to one, such as `gewährt`, says something else.
fn is_participle(word: &str) -> bool {
    const ACTIVE: &[&str] = &[
        "angefragt",
        "gebucht",
        "bestellt",
        "genutzt",
        "besucht",
        "beantragt",
        "abgeschlossen",
        "unterschrieben",
        "gekauft",
        "gelesen",
        "heruntergeladen",
        "gesehen",
        "gekündigt",
        "installiert",
        "eingereicht",
        "getestet",
    ];
    ACTIVE.contains(&bare(word).as_str())
}

/// `Abo-Status: Gekündigt`
fn state(field: &str, answer: &Answer<'_>) -> Option<String> {
    let Answer::Levels(levels) = answer else { return None };
    let [level] = levels.as_slice() else { return None };
    let thing =
        field.trim_end_matches("status").trim_end_matches("Status").trim_end_matches(['-', ' ']);
    let thing = if thing.ends_with('s') && thing.len() < field.len() {
        thing.trim_end_matches('s')
    } else {
        thing
    };
    let own = match thing {
        "Abo" | "Abonnement" | "Konto" => ("ihr", "ein", "es"),
        "Vertrag" | "Account" | "Zugang" => ("ihren", "einen", "en"),
        "Mitgliedschaft" | "Lizenz" => ("ihre", "eine", "e"),
        _ => return None,
    };
    Some(match level.trim().to_lowercase().as_str() {
        "gekündigt" => format!("haben {} {thing} gekündigt", own.0),
        "verlängert" => format!("haben {} {thing} verlängert", own.0),
        "aktiv" => format!("haben {} aktiv{} {thing}", own.1, own.2),
        "abgelaufen" => format!("haben {} abgelaufen{} {thing}", own.1, own.2),
        "pausiert" => format!("haben {} pausiert{} {thing}", own.1, own.2),
        _ => return None,
    })
}

/// `Lead-Quelle: Messe`
fn sourced(field: &str, answer: &Answer<'_>) -> Option<String> {
    let Answer::Levels(levels) = answer else { return None };
    if levels.iter().any(|level| special(level).is_some()) {
        return None;
    }
    let low = field.to_lowercase();
    let pieces: Vec<String> = levels.iter().map(|level| object(level.trim())).collect();
    let said = listed(&pieces, "oder");
    match low.as_str() {
        "lead-quelle" | "leadquelle" | "herkunft" | "quelle" | "kanal" => {
            Some(format!("kamen über {}", in_sentence(&lower_article(&said))))
        }
        "branche" => Some(format!("haben „{}“ als Branche", listed(levels, "oder"))),
        _ => None,
    }
}

fn lower_article(text: &str) -> String {
    if text.starts_with("Ein") { lower_first(text) } else { text.to_owned() }
}
