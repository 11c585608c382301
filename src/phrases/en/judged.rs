//! `Is it rude to …?` with answers that grade the yes: `Yes, very rude`.

use super::grammar::asked_of;
use crate::phrases::text::{after, words};
use crate::phrases::types::{PhraseKind, Said};

/// Degrees from low to high.
const DEGREES: [&str; 5] = ["slightly", "somewhat", "rather", "very", "extremely"];

/// Says how those answer who were asked for a judgement. Yes and no together are quoted.
pub(super) fn say(stem: &str, levels: &[&str]) -> Said {
    let (quality, act) = after(stem, &["is it "])?.split_once(" to ")?;
    if words(quality).len() != 1 || levels.is_empty() {
        return None;
    }
    let degrees: Vec<Option<usize>> =
        levels.iter().map(|level| degree(level, quality)).collect::<Option<_>>()?;
    let act = asked_of(act);
    let text = match (degrees.iter().min()?, degrees.iter().max()?) {
        (None, None) => format!("do not find it {quality} to {act}"),
        (None, Some(_)) => return None,
        (Some(low), high) => {
            let least = if Some(*low) == *high { "" } else { "at least " };
            format!("find it {least}{} {quality} to {act}", DEGREES[*low])
        }
    };
    Some((PhraseKind::Rating, text))
}

/// Which degree an answer states, `Some(None)` of a plain no; `None` of anything else.
fn degree(level: &str, quality: &str) -> Option<Option<usize>> {
    let low = level.trim().trim_end_matches('.').to_lowercase();
    if let Some(told) = after(&low, &["yes, "]) {
        let degree = told.strip_suffix(quality)?.trim_end();
        return DEGREES.iter().position(|known| *known == degree).map(Some);
    }
    let denies = after(&low, &["no, not "])?;
    let rest = denies.replacen(quality, "", 1);
    matches!(rest.trim(), "" | "at all").then_some(None)
}
