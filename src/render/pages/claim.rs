//! A claim as it stands on a page.

use serde::Serialize;

use super::view::EvidenceView;
use super::words;
use crate::personas::{Claim, Direction, KindCounts, Stance};
use crate::sources::SourceKind;

/// Counts of one kind of source.
#[derive(Serialize)]
pub(super) struct CountView {
    /// Class of the kind of source, which has a shape.
    pub(super) class: &'static str,
    pub(super) with: usize,
    pub(super) asked: usize,
    pub(super) word: &'static str,
    pub(super) stance: &'static str,
}

/// The mark of share, interval and everyone else's share: places from 2 to 118.
#[derive(Serialize)]
pub(super) struct RangeView {
    pub(super) share: String,
    pub(super) low: String,
    pub(super) high: String,
    pub(super) elsewhere: String,
    pub(super) class: &'static str,
}

/// A claim.
#[derive(Serialize)]
pub(super) struct ClaimView {
    pub(super) id: String,
    pub(super) facet: &'static str,
    pub(super) label: String,
    pub(super) statement: String,
    pub(super) grade: &'static str,
    pub(super) dots: &'static str,
    pub(super) counts: Vec<CountView>,
    /// The share in percent, where enough were asked.
    pub(super) share: String,
    pub(super) interval: String,
    pub(super) share_of: String,
    /// Everyone else's share.
    pub(super) others: String,
    pub(super) spoken: &'static str,
    /// How it compares, where that is not plain from its place.
    pub(super) note: &'static str,
    pub(super) p_adjusted: String,
    pub(super) lift: String,
    pub(super) against_total: usize,
    pub(super) evidence_total: usize,
    pub(super) range: Option<RangeView>,
    pub(super) evidence: Vec<EvidenceView>,
    pub(super) against: Vec<EvidenceView>,
}

/// Fewest asked for a percentage; below, counts alone.
const LEAST_FOR_PERCENT: usize = 30;

impl ClaimView {
    pub(super) fn of(claim: &Claim) -> Self {
        let (support, elsewhere) = (&claim.support, &claim.elsewhere);
        let only_spoken = claim.source_kinds == [SourceKind::Interviews];
        let many = support.asked >= LEAST_FOR_PERCENT && !only_spoken;
        let percent = |share: f64| format!("{:.0} %", share * 100.0);
        let others = match elsewhere.share {
            None => String::new(),
            Some(share) if many && elsewhere.asked >= LEAST_FOR_PERCENT => percent(share),
            Some(_) => format!("{} of {}", elsewhere.with, elsewhere.asked),
        };
        let known = claim.by_source_kind.iter().filter(|of| of.stance != Stance::NotAsked);
        Self {
            id: claim.id.clone(),
            facet: words::facet(claim.facet),
            label: sentence_case(&claim.label),
            statement: claim.statement.clone(),
            grade: claim.grade.name(),
            dots: words::dots(claim.grade),
            counts: known.map(count).collect(),
            share: if many { percent(support.share) } else { String::new() },
            interval: format!("{:.0} to {:.0} %", support.low * 100.0, support.high * 100.0),
            share_of: claim.share_of.clone().unwrap_or_default(),
            others,
            spoken: words::spoken(support.share),
            note: match claim.direction {
                _ if claim.rare => "need of access or safety, kept although rare",
                Direction::More => "",
                Direction::Less => "less often than others",
                Direction::Shared => "as everyone else",
            },
            p_adjusted: if claim.p_adjusted < 0.001 {
                "< 0.001".to_owned()
            } else {
                format!("{:.3}", claim.p_adjusted)
            },
            lift: claim.lift.map_or_else(String::new, |lift| format!("{lift:.1}")),
            against_total: claim.counter_evidence_total,
            evidence_total: claim.evidence_total,
            range: many.then(|| range(claim)),
            evidence: claim.evidence.iter().map(EvidenceView::of).collect(),
            against: claim.counter_evidence.iter().map(EvidenceView::of).collect(),
        }
    }
}

fn count(of: &KindCounts) -> CountView {
    let (class, word) = words::source(of.kind);
    CountView { class, with: of.with, asked: of.asked, word, stance: words::stance(of.stance) }
}

fn range(claim: &Claim) -> RangeView {
    let place = |share: f64| format!("{:.1}", 2.0 + 116.0 * share.clamp(0.0, 1.0));
    let most = claim.by_source_kind.iter().max_by_key(|of| of.asked);
    RangeView {
        share: place(claim.support.share),
        low: place(claim.support.low),
        high: place(claim.support.high),
        elsewhere: claim.elsewhere.share.map_or_else(String::new, place),
        class: most.map_or("s-sv", |of| words::source(of.kind).0),
    }
}

/// A code begins with a small letter, a line of a page with a capital one.
fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
