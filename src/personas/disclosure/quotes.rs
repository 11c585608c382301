//! A persona's quotes, taken from the evidence shown.

use super::guard::Guard;
use crate::personas::portrait::exemplars::with_quotes;
use crate::personas::{Claim, Evidence, Quote};

impl Guard<'_> {
    /// Of a persona's quotes those that are shown, and others in place of the rest: how many are
    /// left would count those who refuse. `claims` are the persona's as they were, `shown` as they
    /// are shown.
    pub(super) fn quotes(&self, quotes: &[Quote], claims: &[Claim], shown: &[Claim]) -> Vec<Quote> {
        // The respondent and the place decide which words are quoted together; the guarded evidence
        // tells neither.
        let behind = |shown: &Evidence, own: &Evidence| Evidence {
            respondent: own.respondent.clone(),
            locator: own.locator.clone(),
            ..shown.clone()
        };
        let (mut first, mut all) = (Vec::new(), Vec::new());
        for shown in shown {
            let Some(own) = claims.iter().find(|claim| claim.id == shown.id) else { continue };
            let mut claim = shown.clone();
            let sides = [
                self.shown.chosen(own.evidence.iter()),
                self.shown.chosen(own.counter_evidence.iter()),
            ];
            let [evidence, counter_evidence] = sides;
            let places = claim
                .evidence
                .iter_mut()
                .zip(evidence)
                .chain(claim.counter_evidence.iter_mut().zip(counter_evidence));
            for (place, own) in places {
                *place = behind(place, own);
                let mut stated =
                    quotes.iter().enumerate().filter(|(_, quote)| quote.evidence.id == own.id);
                if let Some((position, quote)) = stated.next().filter(|_| self.shown.may_quote(own))
                {
                    first.push((position, Quote { evidence: place.clone(), ..quote.clone() }));
                }
            }
            all.push(claim);
        }
        // Claims are walked in order of facets; quotes keep the order that the draft gave them.
        first.sort_by_key(|(position, _)| *position);
        let chosen = with_quotes(first.into_iter().map(|(_, quote)| quote).collect(), &all);
        let as_shown = |quote: Quote| {
            let of = shown.iter().find(|claim| claim.id == quote.claim)?;
            let evidence = of
                .evidence
                .iter()
                .chain(&of.counter_evidence)
                .find(|one| one.id == quote.evidence.id)?;
            Some(Quote { evidence: evidence.clone(), ..quote })
        };
        chosen.into_iter().filter_map(as_shown).collect()
    }
}
