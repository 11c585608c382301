//! Verdict on the personas of the old wave: what to do with them, and by when.

use jiff::Span;
use jiff::civil::Date;

use super::change::{CHANCE, ClaimChange};
use super::comparison::{KindComparison, PersonaFate, ReviewVerdict};
use super::fate::Fate;
use super::waves::Wave;
use crate::locale::ComparisonTexts;

/// Days for which personas are trusted at most.
const YEAR: i32 = 365;

/// When the data of a wave were collected.
pub(super) fn collected(wave: &Wave<'_>) -> Option<Date> {
    wave.result.personas.study.collected.as_ref()?.parse().ok()
}

/// The day by which personas are to be looked at again.
pub(super) fn review_by(
    verdict: ReviewVerdict,
    old: Option<Date>,
    new: Option<Date>,
) -> Option<String> {
    let (old, new) = (old?, new?);
    // Personas that held for some time may hold as long again, but a year at most.
    let stood = new.since(old).ok()?.get_days().clamp(0, YEAR);
    let due = match verdict {
        ReviewVerdict::Stand => new.saturating_add(Span::new().days(stood)),
        ReviewVerdict::Review | ReviewVerdict::Replace => new,
        ReviewVerdict::Unknown => return None,
    };
    Some(due.to_string())
}

/// Marks personas of which something changed, and says what to do.
pub(super) fn settle(comparison: &mut KindComparison, words: &ComparisonTexts) {
    let changed = |persona: &PersonaFate| {
        let claims = comparison.claims.iter().filter(|claim| claim.is_change());
        let own = |claim: &ClaimChange| {
            claim.old.as_ref() == persona.old.first() && claim.new.as_ref() == persona.new.first()
        };
        claims.filter(|claim| own(claim)).count()
    };
    let of: Vec<usize> = comparison.personas.iter().map(changed).collect();
    for (persona, changes) in comparison.personas.iter_mut().zip(of) {
        if persona.fate == Fate::Matched && changes > 0 {
            persona.fate = Fate::Changed;
        }
    }
    let others = |fate: Fate| !matches!(fate, Fate::Matched | Fate::Changed);
    let structure = comparison.personas.iter().filter(|persona| others(persona.fate)).count();
    let claims = comparison.claims.iter().filter(|claim| claim.is_change()).count();
    let shares = comparison.personas.iter().filter_map(|persona| persona.share.as_ref());
    let tested = comparison.personas.len().max(1);
    #[allow(clippy::cast_precision_loss, reason = "few personas")]
    // Bonferroni: there are few personas.
    let shares = shares.filter(|share| share.p * tested as f64 <= CHANCE).count();
    let noise = comparison
        .noise_p
        .map_or_else(|| words.noise_unknown.to_owned(), |p| format!("p = {p:.2}"));
    // A test that could not be made excuses nothing.
    let beyond = comparison.noise_p.is_none_or(|p| p <= CHANCE);
    let compared = comparison.claims.len();
    (comparison.verdict, comparison.reason) = match (structure, claims + shares) {
        (1.., _) if beyond => (ReviewVerdict::Replace, (words.others)(structure, &noise)),
        (_, 1..) => (ReviewVerdict::Review, (words.changed)(claims, compared, shares, &noise)),
        (1.., _) => (ReviewVerdict::Stand, (words.drawn_otherwise)(structure, &noise)),
        _ => (ReviewVerdict::Stand, (words.nothing_changed)(compared, &noise)),
    };
}
