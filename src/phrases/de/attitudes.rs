//! Statements with which people agree or not.

use super::grammar::{first_clause, verb_last};
use crate::phrases::question::{Points, Question};
use crate::phrases::text::{has_any, words};
use crate::phrases::types::{PhraseKind, Said};

/// Says whether they agree with a statement.
pub(super) fn say(question: &Question, levels: &[&str]) -> Said {
    let stands = stands(question, levels)?;
    let (verb, word) = verb(&stands)?;
    let statement = statement(question)?;
    let clause = match first_clause(&statement) {
        Some(clause) => format!("sie {clause}"),
        None => verb_last(&statement)?,
    };
    Some((PhraseKind::Attitude, format!("{verb}, {word} {clause}")))
}

fn statement(question: &Question) -> Option<String> {
    let stem = question.stem.as_str();
    let asks = has_any(stem, &["stimmen sie", "trifft", "treffen", "zustimm", "zutreff"]);
    if let Some(item) = &question.item {
        return asks.then(|| item.trim_end_matches('.').to_owned());
    }
    if asks && let Some((start, open)) = stem.char_indices().find(|(_, c)| "„\"“»".contains(*c))
    {
        let rest = &stem[start + open.len_utf8()..];
        let end = rest.find(['“', '"', '”', '«'])?;
        return Some(rest[..end].trim_end_matches('.').to_owned());
    }
    if asks && let Some((_, said)) = stem.split_once(": ") {
        return Some(said.to_owned());
    }
    (!question.asks && words(stem).len() >= 3).then(|| stem.to_owned())
}

/// Side of the middle, and how firmly: 2 fully, 1 plainly, 0 rather.
type Stand = (i8, u8);

fn stands(question: &Question, levels: &[&str]) -> Option<Vec<Stand>> {
    if let Some(stands) = levels.iter().map(|level| stand(level)).collect() {
        return Some(stands);
    }
    let anchors = question.anchors.as_ref()?;
    let (low, high) = (stand(&anchors.low_means)?.0, stand(&anchors.high_means)?.0);
    let points = Points::read(levels, Some(anchors))?;
    if low * high != -1 {
        return None;
    }
    let side = |point: i64| match (2 * point - anchors.doubled_middle()).signum() {
        1 => high,
        -1 => low,
        _ => 0,
    };
    let end = |point| point == anchors.low || point == anchors.high;
    Some((points.low..=points.high).map(|p| (side(p), if end(p) { 2 } else { 1 })).collect())
}

fn stand(level: &str) -> Option<Stand> {
    let low = level.trim().trim_end_matches('.').to_lowercase();
    const NEUTRAL: &[&str] = &[
        "teils/teils",
        "teils, teils",
        "teils teils",
        "teils",
        "weder noch",
        "weder/noch",
        "neutral",
        "unentschieden",
        "weder zustimmung noch ablehnung",
        "mittel",
        "stimme weder zu noch nicht zu",
        "teilweise",
    ];
    if NEUTRAL.contains(&low.as_str()) {
        return Some((0, 1));
    }
    let agrees = low.starts_with("stimme")
        || low.starts_with("trifft")
        || low.starts_with("stimmt")
        || low.starts_with("ich stimme");
    let refuses = low.starts_with("lehne") && low.ends_with("ab");
    let known = (agrees && (low.ends_with("zu") || low.starts_with("stimmt"))) || refuses;
    if !known || low.contains("weder") {
        return None;
    }
    let denied = low.split(' ').any(|word| word == "nicht") || refuses;
    let force =
        if has_any(&low, &["voll", "völlig", "gar nicht", "überhaupt", "ganz", "genau", "stark"])
        {
            2
        } else if has_any(&low, &["eher", "etwas", "teilweise", "überwiegend", "kaum"]) {
            0
        } else {
            1
        };
    Some((if denied || low.contains("kaum") { -1 } else { 1 }, force))
}

fn verb(stands: &[Stand]) -> Option<(&'static str, &'static str)> {
    let has = |side: i8| stands.iter().any(|stand| stand.0 == side);
    let all = |force: u8| stands.iter().all(|stand| stand.1 == force);
    Some(match (has(-1), has(0), has(1)) {
        (false, false, true) if all(2) => ("stimmen voll zu", "dass"),
        (false, false, true) if all(0) => ("stimmen eher zu", "dass"),
        (false, false, true) => ("stimmen zu", "dass"),
        (true, false, false) if all(2) => ("stimmen überhaupt nicht zu", "dass"),
        (true, false, false) if all(0) => ("stimmen eher nicht zu", "dass"),
        (true, false, false) => ("stimmen nicht zu", "dass"),
        (false, true, true) => ("widersprechen nicht", "dass"),
        (false, true, false) => ("sind unentschieden", "ob"),
        _ => return None,
    })
}
