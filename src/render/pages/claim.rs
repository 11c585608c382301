//! A claim as it stands on a page.

use serde::Serialize;

use super::view::EvidenceView;
use super::words::{self, Speech, upper_first};
use crate::locale::percent;
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
    pub(super) stance: String,
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
    pub(super) facet: String,
    pub(super) label: String,
    /// The question that the label begins with, and the answer to it.
    pub(super) question: String,
    pub(super) answer: String,
    pub(super) statement: String,
    /// Name of the grade, for a class.
    pub(super) rank: &'static str,
    pub(super) grade: &'static str,
    pub(super) dots: &'static str,
    pub(super) counts: Vec<CountView>,
    /// The share in percent, where enough were asked.
    pub(super) share: String,
    pub(super) interval: String,
    pub(super) share_of: String,
    /// Everyone else's share.
    pub(super) others: String,
    pub(super) spoken: String,
    /// How it compares, where that is not plain from its place.
    pub(super) note: String,
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
    pub(super) fn of(speech: Speech, claim: &Claim) -> Self {
        let (support, elsewhere) = (&claim.support, &claim.elsewhere);
        let only_spoken = claim.source_kinds == [SourceKind::Interviews];
        let many = support.asked >= LEAST_FOR_PERCENT && !only_spoken;
        let others = match elsewhere.share {
            None => String::new(),
            Some(share) if many && elsewhere.asked >= LEAST_FOR_PERCENT => {
                format!("{} %", percent(share))
            }
            Some(_) => (speech.words.page_of.of)(elsewhere.with, elsewhere.asked),
        };
        let known = claim.by_source_kind.iter().filter(|of| of.stance != Stance::NotAsked);
        Self {
            id: claim.id.to_string(),
            facet: speech.facet(claim.facet),
            label: upper_first(&claim.label),
            answer: upper_first(answer(claim)),
            question: claim.question.clone().unwrap_or_default(),
            statement: claim.statement.clone(),
            rank: claim.grade.name(),
            grade: speech.words.grade(claim.grade),
            dots: words::dots(claim.grade),
            counts: if claim.by_source_kind.is_empty() {
                vec![whole(claim)]
            } else {
                known.map(|of| count(speech, of)).collect()
            },
            share: if many { format!("{} %", percent(support.share)) } else { String::new() },
            interval: (speech.words.page_of.interval)(
                &percent(support.low),
                &percent(support.high),
            ),
            share_of: claim.share_of.clone().unwrap_or_default(),
            others,
            spoken: speech.spoken(support.share),
            note: match claim.direction {
                _ if claim.rare => speech.words.page.note_rare.to_owned(),
                Direction::More => String::new(),
                Direction::Less => speech.words.page.note_less.to_owned(),
                Direction::Shared => speech.words.page.note_shared.to_owned(),
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
            evidence: EvidenceView::all(speech, claim.evidence.iter()),
            against: EvidenceView::all(speech, claim.counter_evidence.iter()),
        }
    }
}

fn count(speech: Speech, of: &KindCounts) -> CountView {
    let stance = if of.stance == Stance::Differs {
        speech.words.page.no_difference.to_owned()
    } else {
        String::new()
    };
    let word = (speech.words.source_kind)(of.kind);
    CountView { class: words::class(of.kind), with: of.with, asked: of.asked, word, stance }
}

/// The counts of a guarded claim, which does not say which kind of source counts how many.
fn whole(claim: &Claim) -> CountView {
    let class = if let [kind] = claim.source_kinds[..] { words::class(kind) } else { "" };
    CountView {
        class,
        with: claim.support.with,
        asked: claim.support.asked,
        word: "",
        stance: String::new(),
    }
}

fn range(claim: &Claim) -> RangeView {
    let place = |share: f64| format!("{:.1}", 2.0 + 116.0 * share.clamp(0.0, 1.0));
    let most = claim.by_source_kind.iter().max_by_key(|of| of.asked);
    RangeView {
        share: place(claim.support.share),
        low: place(claim.support.low),
        high: place(claim.support.high),
        elsewhere: claim.elsewhere.share.map_or_else(String::new, place),
        class: most.map_or("s-sv", |of| words::class(of.kind)),
    }
}

/// What a label says behind its question.
fn answer(claim: &Claim) -> &str {
    let behind =
        claim.question.as_ref().and_then(|question| claim.label.strip_prefix(question.as_str()));
    behind.map_or(claim.label.as_str(), |answer| answer.trim_start_matches([':', ' ']))
}
