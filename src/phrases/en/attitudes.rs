//! Statements with which people agree or not.

use super::grammar::third;
use super::words::{DETERMINERS, PREPOSITIONS, PRONOUNS};
use crate::phrases::question::{Points, Question};
use crate::phrases::text::{after, bare, has_any, lower_first, words};
use crate::phrases::types::{PhraseKind, Said};

/// Which side of the middle, and how firmly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stand {
    side: i8,
    /// 2 strongly, 1 plainly, 0 somewhat.
    force: u8,
}

/// Says whether they agree with a statement.
pub(super) fn say(question: &Question, levels: &[&str]) -> Said {
    let stands = stands(question, levels)?;
    let statement = statement(question)?;
    let verb = verb(&stands)?;
    Some((PhraseKind::Attitude, format!("{verb} that {}", clause(&statement))))
}

/// The statement: in the item of a grid, in quotation marks, or the whole.
fn statement(question: &Question) -> Option<String> {
    let stem = question.stem.as_str();
    let asks = has_any(stem, &["agree", "true of you", "apply to you"]);
    if let Some(item) = &question.item {
        return asks.then(|| item.clone());
    }
    if asks
        && let Some(start) = stem.find(['"', '“'])
        && let Some(length) = stem[start..].chars().next().map(char::len_utf8)
        && let Some(end) = stem[start + length..].find(['"', '”'])
    {
        return Some(stem[start + length..][..end].to_owned());
    }
    if asks && let Some((_, said)) = stem.split_once(": ") {
        return Some(said.to_owned());
    }
    let speaks = after(stem, &["i ", "my ", "we ", "our ", "i'm ", "i’m "]).is_some();
    let whole = !question.asks && (question.states || speaks) && words(stem).len() >= 3;
    whole.then(|| stem.to_owned())
}

/// The statement as a clause of `they`.
fn clause(statement: &str) -> String {
    let text = third(statement.trim().trim_end_matches(['.', '!', ' ']));
    let first = words(statement).first().map(|word| bare(word)).unwrap_or_default();
    let small = [DETERMINERS, PRONOUNS, PREPOSITIONS].iter().any(|l| l.contains(first.as_str()))
        || first.ends_with("ing");
    if small { lower_first(&text) } else { text }
}

fn stands(question: &Question, levels: &[&str]) -> Option<Vec<Stand>> {
    if let Some(stands) = levels.iter().map(|level| stand(level)).collect() {
        return Some(stands);
    }
    let anchors = question.anchors.as_ref()?;
    let rising = !has_any(&anchors.low_means, &["agree"]) || anchors.low_means.contains("disagree");
    let agreeing = if rising { &anchors.high_means } else { &anchors.low_means };
    if !has_any(agreeing, &["agree"]) || has_any(agreeing, &["disagree"]) {
        return None;
    }
    let points = Points::read(levels, Some(anchors))?;
    let middle = anchors.doubled_middle();
    let stands = (points.low..=points.high).map(|point| {
        let side = match (2 * point - middle).signum() {
            0 => 0,
            side if rising == (side > 0) => 1,
            _ => -1,
        };
        let end = point == anchors.low || point == anchors.high;
        Stand { side, force: if end { 2 } else { 1 } }
    });
    Some(stands.collect())
}

/// Reads an answer such as `Somewhat agree`.
fn stand(level: &str) -> Option<Stand> {
    let low = level.trim().trim_end_matches('.').to_lowercase();
    const NEUTRAL: &[&str] = &[
        "neither agree nor disagree",
        "neutral",
        "neither",
        "undecided",
        "neither nor",
        "neither disagree nor agree",
        "neither agree or disagree",
    ];
    if NEUTRAL.contains(&low.as_str()) {
        return Some(Stand { side: 0, force: 1 });
    }
    let (rest, side) = match (low.strip_suffix("disagree"), low.strip_suffix("agree")) {
        (Some(rest), _) => (rest, -1),
        (None, Some(rest)) => (rest, 1),
        (None, None) => {
            let flipped = after(&low, &["agree ", "disagree "])?;
            (flipped, if low.starts_with("dis") { -1 } else { 1 })
        }
    };
    let force = match rest.trim() {
        "strongly" | "completely" | "totally" | "fully" | "entirely" | "very strongly" => 2,
        "" | "rather" | "mostly" | "generally" | "i" => 1,
        "somewhat" | "slightly" | "tend to" | "partly" | "a little" | "moderately" => 0,
        _ => return None,
    };
    Some(Stand { side, force })
}

fn verb(stands: &[Stand]) -> Option<&'static str> {
    let has = |side: i8| stands.iter().any(|stand| stand.side == side);
    let all = |force: u8| stands.iter().all(|stand| stand.force == force);
    Some(match (has(-1), has(0), has(1)) {
        (false, false, true) if all(2) => "strongly agree",
        (false, false, true) if all(0) => "somewhat agree",
        (false, false, true) => "agree",
        (true, false, false) if all(2) => "strongly disagree",
        (true, false, false) if all(0) => "somewhat disagree",
        (true, false, false) => "disagree",
        (false, true, true) => "do not disagree",
        (true, true, false) => "do not agree",
        (false, true, false) => "neither agree nor disagree",
        _ => return None,
    })
}
