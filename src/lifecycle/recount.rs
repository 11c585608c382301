//! A claim as a result prints it against what the sources give now.

use roaring::RoaringBitmap;

use crate::locale::VerificationTexts;
use crate::personas::{Claim, EvidenceSet, Others, Reopened, Support};

/// Fields of counts and shares, whose differences are told with their numbers.
pub(super) const COUNTS: [&str; 2] = ["support", "elsewhere"];
/// Difference of two shares that rounding explains.
const ROUNDING: f64 = 1e-9;

/// A claim with its full evidence, then and now.
pub(super) struct Recount<'a> {
    pub(super) claim: &'a Claim,
    pub(super) set: &'a EvidenceSet,
    /// Ids of the respondents of the result, by position.
    pub(super) ids: &'a [&'a str],
    pub(super) now: &'a Reopened,
    /// Ids of the respondents now, by position.
    pub(super) ids_now: &'a [&'a str],
    pub(super) texts: &'static VerificationTexts,
}

impl Recount<'_> {
    /// How the respondents of the claim differ, in words.
    pub(super) fn people(&self) -> impl Iterator<Item = String> {
        let asked = ("asked", &self.set.asked, &self.now.set.asked);
        let with = ("with", &self.set.with, &self.now.set.with);
        [asked, with].into_iter().filter_map(|(name, then, now)| {
            // By name, since numbers differ between the result and the study.
            let (then, now) = (ids_of_set(then, self.ids), ids_of_set(now, self.ids_now));
            let missing = then.iter().filter(|one| now.binary_search(one).is_err()).count();
            let added = now.iter().filter(|one| then.binary_search(one).is_err()).count();
            (missing + added > 0).then(|| (self.texts.people_differ)(name, missing, added))
        })
    }

    /// How counts and shares differ from those that are printed, in words.
    pub(super) fn counts(&self) -> Option<String> {
        let (claim, now) = (self.claim, self.now);
        (self.differs_in_support() || self.differs_elsewhere()).then(|| {
            let printed = self.counts_in_words(&claim.support, &claim.elsewhere);
            let counted = self.counts_in_words(&now.support, &now.elsewhere);
            (self.texts.counts_differ)(&printed, &counted)
        })
    }

    /// The names of the fields of the claim that differ from what the sources give.
    pub(super) fn fields(&self) -> Vec<&'static str> {
        let (claim, now) = (self.claim, self.now);
        let fields = [
            ("support", self.differs_in_support()),
            ("elsewhere", self.differs_elsewhere()),
            ("statement", !now.statements.contains(&claim.statement)),
            ("question", claim.question != now.question),
            ("lift", self.differs_in_lift()),
            ("share_of", claim.share_of != now.share_of),
            ("source_kinds", claim.source_kinds != now.source_kinds),
            ("evidence_total", claim.evidence_total != now.evidence_total),
            ("counter_evidence_total", claim.counter_evidence_total != now.counter_evidence_total),
            ("contradicted_by", claim.contradicted_by != now.contradicted_by),
        ];
        fields.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
    }

    fn counts_in_words(&self, support: &Support, elsewhere: &Others) -> String {
        let share = format!("{:.1}", support.share * 100.0);
        let elsewhere = (self.texts.some_of)(elsewhere.with, elsewhere.asked);
        (self.texts.count)(support.with, support.asked, &share, &elsewhere)
    }

    fn differs_in_support(&self) -> bool {
        let (then, now) = (&self.claim.support, &self.now.support);
        (then.with, then.asked) != (now.with, now.asked)
            || are_apart(then.share, now.share)
            || are_apart(then.low, now.low)
            || are_apart(then.high, now.high)
    }

    fn differs_elsewhere(&self) -> bool {
        let (then, now) = (&self.claim.elsewhere, &self.now.elsewhere);
        (then.with, then.asked) != (now.with, now.asked) || are_options_apart(then.share, now.share)
    }

    /// A lift that follows from the counts printed beside it is right where these are: an edited
    /// count is told by its own name alone.
    fn differs_in_lift(&self) -> bool {
        let lift = |support: &Support, elsewhere: &Others| {
            elsewhere.share.filter(|share| *share > 0.0).map(|share| support.share / share)
        };
        let printed = lift(&self.claim.support, &self.claim.elsewhere);
        let counted = lift(&self.now.support, &self.now.elsewhere);
        // The printed lift may follow from the printed or from the counted shares.
        [printed, counted].into_iter().all(|lift| are_options_apart(self.claim.lift, lift))
    }
}

fn are_apart(one: f64, other: f64) -> bool {
    (one - other).abs() > ROUNDING * one.abs().max(1.0)
}

fn are_options_apart(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => are_apart(one, other),
        (None, None) => false,
        (Some(_), None) | (None, Some(_)) => true,
    }
}

/// The respondents of a set by their ids, in order.
fn ids_of_set<'a>(set: &RoaringBitmap, ids: &[&'a str]) -> Vec<&'a str> {
    let mut found: Vec<&str> =
        set.iter().filter_map(|one| ids.get(one as usize).copied()).collect();
    found.sort_unstable();
    found
}
