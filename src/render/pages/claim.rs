//! A claim as a page shows it.

use serde::Serialize;

use super::doubt::Doubt;
use super::view::EvidenceView;
use super::words::{self, Speech};
use crate::ids::SourceId;
use crate::locale::{percent, upper_first};
use crate::personas::{
    Claim, Direction, KindCounts, LEAST_FOR_PERCENT, Stance, ToldShare, could_confirm,
};
use crate::render::card::{decided, p_value};
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
    /// The comparison, where its place does not show it.
    pub(super) note: String,
    pub(super) p_adjusted: String,
    pub(super) needed: Vec<String>,
    pub(super) lift: String,
    /// The one word of doubt on a card, where the grade does not say it.
    pub(super) doubt: &'static str,
    /// The reason of the doubt, for the evidence.
    pub(super) doubt_why: String,
    /// What people decided of it.
    pub(super) decided: String,
    pub(super) against_total: usize,
    pub(super) evidence_total: usize,
    pub(super) range: Option<RangeView>,
    pub(super) evidence: Vec<EvidenceView>,
    pub(super) against: Vec<EvidenceView>,
}

impl ClaimView {
    pub(super) fn new(speech: Speech, claim: &Claim) -> Self {
        let (support, elsewhere) = (&claim.support, &claim.elsewhere);
        let ToldShare { share, low, high, corrected } = support.told(claim.rate);
        let only_spoken = claim.source_kinds == [SourceKind::Interviews];
        // Interviewed people were not sampled: a percentage would claim what they cannot bear.
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
            share: match corrected {
                _ if !many => String::new(),
                true => (speech.words.page_of.rate_of_group)(&percent(share)),
                false => format!("{} %", percent(share)),
            },
            interval: (speech.words.page_of.interval)(&percent(low), &percent(high)),
            share_of: claim.share_of.as_ref().map_or_else(String::new, SourceId::to_string),
            others,
            spoken: speech.words.page.spoken(share).to_owned(),
            note: match claim.direction {
                _ if claim.rare => speech.words.page.note_rare.to_owned(),
                Direction::More => String::new(),
                Direction::Less => speech.words.page.note_less.to_owned(),
                Direction::Shared => speech.words.page.note_shared.to_owned(),
            },
            p_adjusted: p_value(claim.p_adjusted),
            needed: needed(speech, claim),
            lift: claim.lift.map_or_else(String::new, |lift| format!("{lift:.1}")),
            doubt: Doubt::of(claim).map_or("", |doubt| doubt.word(speech.words)),
            doubt_why: Doubt::of(claim)
                .map_or_else(String::new, |doubt| doubt.reason(speech.words, claim)),
            decided: upper_first(&decided(speech.words, claim)),
            against_total: claim.counter_evidence_total,
            evidence_total: claim.evidence_total,
            range: many.then(|| range(claim)),
            evidence: EvidenceView::all(speech, claim.evidence.iter()),
            against: EvidenceView::all(speech, claim.counter_evidence.iter()),
        }
    }
}

fn count(speech: Speech, of: &KindCounts) -> CountView {
    let stance = match of.stance {
        Stance::InLine => speech.words.page.in_line.to_owned(),
        Stance::Differs => speech.words.page.no_difference.to_owned(),
        Stance::Carries | Stance::NotCompared | Stance::NotAsked => String::new(),
    };
    let word = (speech.words.source_kind)(of.kind);
    CountView { class: words::class(of.kind), with: of.with, asked: of.asked, word, stance }
}

/// The least table by which a kind of source could confirm what another carries.
fn needed(speech: Speech, claim: &Claim) -> Vec<String> {
    let row = &claim.by_source_kind;
    let needed = |(at, of): (usize, &KindCounts)| {
        let could = speech.words.could_confirm(could_confirm(claim.direction, row, at))?;
        Some(format!("{}: {could}", (speech.words.source_kind)(of.kind)))
    };
    row.iter().enumerate().filter_map(needed).collect()
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
    // The mark is that of the source with most of the answers.
    let most = claim.by_source_kind.iter().max_by_key(|of| of.asked);
    let ToldShare { share, low, high, .. } = claim.support.told(claim.rate);
    let [share, low, high] = [share, low, high].map(place);
    RangeView {
        share,
        low,
        high,
        elsewhere: claim.elsewhere.share.map_or_else(String::new, place),
        class: most.map_or("s-sv", |of| words::class(of.kind)),
    }
}

/// The answer of a label, without its question.
fn answer(claim: &Claim) -> &str {
    let behind =
        claim.question.as_ref().and_then(|question| claim.label.strip_prefix(question.as_str()));
    behind.map_or(claim.label.as_str(), |answer| answer.trim_start_matches([':', ' ']))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::locale::Words;
    use crate::manifest::Language;

    /// A claim in which no two numbers are alike.
    fn claim() -> Claim {
        let evidence = json!({
            "id": "U1-01-e1", "source": "survey", "respondent": "P01", "quote": "yes",
            "masked": false, "digest": null,
            "locator": {
                "type": "cell", "source": "survey", "row": 1, "row_key": null, "column": "Use",
                "column_index": 2,
            },
        });
        let claim = json!({
            "id": "U1-01", "facet": "goal", "indicator": "Use", "label": "Use", "question": null,
            "statement": "Use: 20 of 50", "direction": "more", "grade": "supported",
            "p_adjusted": 0.01, "lift": 2.0,
            "support": { "with": 20, "asked": 50, "share": 0.4, "low": 0.28, "high": 0.54 },
            "elsewhere": { "with": 7, "asked": 35, "share": 0.2 },
            "share_of": null, "rare": false, "stage": null, "source_kinds": ["survey"],
            "by_source_kind": [{
                "kind": "survey", "stance": "carries", "with": 19, "asked": 48,
                "elsewhere_with": 6, "elsewhere_asked": 33,
            }],
            "evidence_total": 20, "counter_evidence_total": 3, "contradicted_by": 2,
            "evidence": [evidence], "counter_evidence": [],
        });
        serde_json::from_value(claim).unwrap()
    }

    fn view(claim: &Claim) -> ClaimView {
        ClaimView::new(Speech { words: Words::of(Language::default()) }, claim)
    }

    #[test]
    fn ends_of_the_interval_keep_their_sides() {
        let view = view(&claim());
        let (low, high) = (view.interval.find("28").unwrap(), view.interval.find("54").unwrap());
        assert!(low < high, "{}", view.interval);
        let range = view.range.unwrap();
        // Places from 2 to 118: 2 + 116 × share.
        let places = [range.share, range.low, range.high, range.elsewhere];
        assert_eq!(places, ["48.4", "34.5", "64.6", "25.2"]);
        assert_eq!((view.share.as_str(), view.others.as_str()), ("40 %", "20 %"));
    }

    #[test]
    fn counts_tell_with_from_asked() {
        let mut claim = claim();
        let counts = |claim: &Claim| {
            let [count] = &view(claim).counts[..] else { panic!("one kind of source") };
            (count.with, count.asked)
        };
        assert_eq!(counts(&claim), (19, 48));
        // Few elsewhere: counts take the place of the share.
        (claim.elsewhere.with, claim.elsewhere.asked) = (3, 9);
        assert_eq!(view(&claim).others, "3 of 9");
        // A guarded claim has no counts by kind of source.
        claim.by_source_kind.clear();
        assert_eq!(counts(&claim), (20, 50));
        let (evidence, against) = (view(&claim).evidence_total, view(&claim).against_total);
        assert_eq!((evidence, against), (20, 3));
    }
}
