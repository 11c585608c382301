//! How many a claim is true of, as drawings with their words.

use super::types::{Meter, MiddleHalf};
use crate::locale::{Words, percent};
use crate::personas::{Claim, KindCounts, LEAST_FOR_PERCENT, Middle, Middles, ToldShare};
use crate::render::density::Density;
use crate::sources::SourceKind;

/// Interviewed people on either side beyond which they are not drawn one by one.
const MOST_DOTS: usize = 24;

/// The drawing of a claim.
pub(super) fn meter(words: &Words, density: Density, claim: &Claim) -> Meter {
    let interviews_alone = claim.source_kinds == [SourceKind::Interviews];
    let (own, others) = (&claim.support, &claim.elsewhere);
    if interviews_alone && own.asked <= MOST_DOTS && others.asked <= MOST_DOTS {
        return Meter::Dots {
            with: own.with,
            without: own.asked.saturating_sub(own.with),
            others_with: others.with,
            others_without: others.asked.saturating_sub(others.with),
            text: counts(words, claim),
        };
    }
    if let Some(middles) = claim.middle.as_ref().filter(|_| !claim.decided.worded) {
        return typical(words, density, middles);
    }
    let card = &words.page_of.card;
    let ToldShare { share, low, high, corrected } = own.told(claim.rate);
    // Interviewed people were not sampled: a percentage would claim what they cannot bear.
    let many = own.asked >= LEAST_FOR_PERCENT && !interviews_alone;
    let many_others = many && others.asked >= LEAST_FOR_PERCENT;
    let value = match density {
        Density::Story => String::new(),
        _ if many => format!("{} %", percent(share)),
        _ => String::new(),
    };
    let others_value = match others.share {
        Some(share) if many_others && density != Density::Story => {
            format!("{} %", percent(share))
        }
        _ => String::new(),
    };
    let mut text = match density {
        Density::Story if many => story(words, share, others.share.filter(|_| many_others)),
        _ => counts(words, claim),
    };
    if corrected && many {
        text.push_str(&format!("; {}", (card.of_the_group)(&percent(share))));
    }
    if density == Density::Analyst {
        text.push_str(&analyst(words, claim, many.then_some((low, high))));
    }
    Meter::Bars {
        share: on_track(share),
        low: on_track(low),
        high: on_track(high),
        others: others.share.map(on_track),
        value,
        others_value,
        text,
    }
}

/// Median and middle half of the group, beside those of the others.
fn typical(words: &Words, density: Density, middles: &Middles) -> Meter {
    let card = &words.page_of.card;
    let (own, others) = (&middles.own, middles.others.as_ref());
    let ends = [Some(own), others].into_iter().flatten();
    let low = ends.clone().map(|middle| middle.low.min(0.0)).fold(0.0, f64::min);
    // A little room behind the longer of the two keeps its end in sight.
    let high = ends.map(|middle| middle.high).fold(f64::MIN_POSITIVE, f64::max) * 1.15;
    let place = |number: f64| on_track((number - low) / (high - low));
    let half = |middle: &Middle| MiddleHalf {
        low: place(middle.low),
        median: place(middle.median),
        high: place(middle.high),
    };
    let told = |number: f64| words.number(number);
    let mut text = String::new();
    if density != Density::Story {
        text = (card.middle_half)(&told(own.low), &told(own.high), own.known);
        if let Some(of) = others {
            let spread = (card.middle_others)(&told(of.low), &told(of.high), of.known);
            text.push_str(&format!(" · {}", (card.others_too)(&spread)));
        }
    }
    Meter::Range {
        own: half(own),
        others: others.map(half),
        value: told(own.median),
        others_value: others.map_or_else(String::new, |middle| told(middle.median)),
        text,
    }
}

/// A share in percent of a track, to a tenth.
fn on_track(share: f64) -> f64 {
    (share.clamp(0.0, 1.0) * 1000.0).round() / 10.0
}

/// Shares in words.
fn story(words: &Words, share: f64, others: Option<f64>) -> String {
    let own = words.page.spoken(share);
    match others {
        Some(others) => (words.page_of.card.share_and_others)(own, words.page.spoken(others)),
        None => own.to_owned(),
    }
}

/// Interval, adjusted p-value and lift, for analysts.
fn analyst(words: &Words, claim: &Claim, interval: Option<(f64, f64)>) -> String {
    let mut text = String::new();
    if let Some((low, high)) = interval {
        text.push_str(&format!("; {}", (words.page_of.interval)(&percent(low), &percent(high))));
    }
    text.push_str(&format!("; p {}", p_value(claim.p_adjusted)));
    if let Some(lift) = claim.lift {
        text.push_str(&format!("; {}", (words.page_of.lift)(&format!("{lift:.1}"))));
    }
    text
}

/// An adjusted p-value to three digits.
pub(in crate::render) fn p_value(p_adjusted: f64) -> String {
    if p_adjusted < 0.001 { "< 0.001".to_owned() } else { format!("{p_adjusted:.3}") }
}

/// `94 of 125 asked, 6 of 6 we talked to · others 44 of 145`.
pub(in crate::render) fn counts(words: &Words, claim: &Claim) -> String {
    let own = own_counts(words, claim);
    match claim.elsewhere.asked {
        0 => own,
        _ => format!("{own} · {}", (words.page_of.card.others_too)(&others_counts(words, claim))),
    }
}

/// Counts of the group, by the kind of source.
pub(super) fn own_counts(words: &Words, claim: &Claim) -> String {
    let card = &words.page_of.card;
    let known: Vec<&KindCounts> = claim.by_source_kind.iter().filter(|of| of.asked > 0).collect();
    match known[..] {
        // A guarded claim does not say which kind of source counts how many.
        [] => match claim.source_kinds[..] {
            [kind] => (card.counted)(claim.support.with, claim.support.asked, kind),
            _ => (card.of)(claim.support.with, claim.support.asked),
        },
        [of] => (card.counted)(of.with, of.asked, of.kind),
        // Whom several kinds know counts once, so their counts do not add up.
        _ => {
            let talk =
                |of: &&KindCounts| matches!(of.kind, SourceKind::Interviews | SourceKind::Survey);
            let asked = known.iter().all(talk);
            (card.counted_across)(claim.support.with, claim.support.asked, asked)
        }
    }
}

/// Counts of everyone else, over all sources.
pub(super) fn others_counts(words: &Words, claim: &Claim) -> String {
    (words.page_of.card.of)(claim.elsewhere.with, claim.elsewhere.asked)
}
