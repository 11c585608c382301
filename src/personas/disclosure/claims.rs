//! Claims whose counts may be shown, with their sentences written anew.

use super::cells::DisclosedCells;
use super::guard::Guard;
use super::people::PersonaColumn;
use super::sizes::is_safe;
use crate::indicators::Indicator;
use crate::personas::claims::claim::{Claim, DecidedClaim};
use crate::personas::evidence::types::NonEmpty;
use crate::personas::portrait::wording::{self, Assertion, Counts, ShareBase};
use crate::personas::propositions::proposition::Condition;
use crate::personas::propositions::support::Direction;
use crate::personas::{Others, Support};
use crate::phrases::{NamePart, Phrase, PhraseKind};

/// Steps to which p-values are rounded up: an exact one would tell the counts of those on whom it
/// was tested.
const P_VALUES: [f64; 5] = [0.001, 0.01, 0.05, 0.1, 0.5];

fn rounded_up(p: f64) -> f64 {
    P_VALUES.into_iter().find(|step| p <= *step).unwrap_or(1.0)
}

impl Guard<'_> {
    /// A claim as it may be shown; `None` where few people would be told of.
    pub(super) fn claim(
        &self,
        claim: &Claim,
        of: &PersonaColumn,
        column: usize,
        cells: &mut DisclosedCells<'_>,
    ) -> Option<Claim> {
        let set = self.sets.get(claim.id.as_str())?;
        let proposition = self.sources.proposition(claim, set.condition)?;
        let who = (&set.asked, &set.with);
        let (own, others) = cells.counts(column, who);
        // Evidence is checked before the cells are admitted: a claim that cannot be shown must not
        // use up cells that another one needs.
        let evidence = NonEmpty::from_vec(self.shown.list(claim.evidence.iter(), of))?;
        if !self.may_show_against(claim, own.0, own.1)
            || !cells.admit(&claim.indicator, who, &[column])
        {
            return None;
        }
        // Shares come after the counts are admitted, because they may only refine what is told.
        let base = self.base(&proposition, &claim.indicator, who, &[column], cells);
        let support = self.support(&base, own.0, own.1, &of.people);
        let elsewhere = self.elsewhere(&base, others.0, others.1, &cells.others(column));
        let counter_evidence = self.shown.list(claim.counter_evidence.iter(), of);
        let indicator = &self.matrix.indicators()[proposition.indicator];
        let exact = proposition;
        let (indicator, proposition) = wording::open_ended(self.words, indicator, &exact);
        let is_open = proposition != exact;
        let said =
            Assertion { proposition: &proposition, direction: claim.direction, rare: claim.rare };
        let share_of = base.population_of(claim.share_of.as_ref());
        // The counts of the population beside those of everyone would tell of the few outside it.
        let population = share_of.as_ref().map(|of| ShareBase {
            of: of.as_str(),
            own: (support.with, support.asked),
            elsewhere: (elsewhere.with, elsewhere.asked),
        });
        // A rate is told with too many digits for the steps of guarded shares.
        let counts = Counts { support: &support, rate: None, elsewhere: &elsewhere };
        let statement = wording::statement(self.words, &indicator, said, counts, population);
        Some(Claim {
            id: claim.id.clone(),
            facet: claim.facet,
            indicator: self.plain(&claim.indicator),
            label: self.open_label(claim, set.condition)?,
            question: claim.question.as_ref().map(|question| self.plain(question)),
            phrase: self.phrase(claim, is_open.then_some(&indicator)),
            // Named by the outermost level, a group might be known by nobody.
            name: claim.name.clone().filter(|part| !is_open && self.is_plain(part)),
            middle: None,
            statement: self.plain(&self.study.mask_answer(&statement).text),
            direction: claim.direction,
            grade: claim.grade,
            // An exact p-value could be inverted to the counts of the test, so it is rounded up.
            p_adjusted: rounded_up(claim.p_adjusted),
            p_two_kinds: claim.p_two_kinds.map(rounded_up),
            lift: lift(&support, &elsewhere),
            support,
            rate: None,
            elsewhere,
            share_of,
            rare: claim.rare,
            stage: None,
            source_kinds: claim.source_kinds.clone(),
            by_source_kind: Vec::new(),
            evidence_total: evidence.len(),
            counter_evidence_total: counter_evidence.len(),
            contradicted_by: claim.contradicted_by,
            // With an open end the answer is quoted, whatever words it was given.
            decided: DecidedClaim { worded: claim.decided.worded && !is_open, ..claim.decided },
            evidence,
            counter_evidence,
        })
    }

    /// True if a part of a name holds nothing that a source calls people and accounts.
    fn is_plain(&self, part: &NamePart) -> bool {
        let text = part.text();
        self.plain(text) == text
    }

    /// The predicate of a claim without levels that few people may have: with an open end it is
    /// quoted.
    fn phrase(&self, claim: &Claim, open: Option<&Indicator>) -> Phrase {
        let Some(open) = open else {
            return Phrase { text: self.plain(&claim.phrase.text), ..claim.phrase.clone() };
        };
        let question = self.words.quote(&open.question);
        let text = (self.words.answer_thing)(&open.levels[0], &question);
        let text = self.plain(&self.study.mask_answer(&text).text);
        Phrase { text, kind: PhraseKind::Quoted, quoted: true }
    }

    /// The label of a claim without levels that few people may have.
    pub(super) fn open_label(&self, claim: &Claim, condition: Condition) -> Option<String> {
        let proposition = self.sources.proposition(claim, condition)?;
        let indicator = &self.matrix.indicators()[proposition.indicator];
        let (indicator, proposition) = wording::open_ended(self.words, indicator, &proposition);
        let label = wording::label(self.words, &indicator, &proposition);
        Some(self.plain(&self.study.mask_answer(&label).text))
    }

    /// True where those whom counter-evidence speaks of are none or enough, and so are the others
    /// who answered as they did.
    fn may_show_against(&self, claim: &Claim, with: usize, asked: usize) -> bool {
        let without = asked - with;
        let against = match claim.direction {
            // Of a claim that members do it less, against it are all who do, and those whose
            // sources disagree.
            Direction::Less => claim.contradicted_by.saturating_sub(with),
            _ => claim.contradicted_by,
        };
        is_safe(claim.contradicted_by, self.least)
            && is_safe(against, self.least)
            && is_safe(without.saturating_sub(against), self.least)
    }
}

fn lift(support: &Support, elsewhere: &Others) -> Option<f64> {
    elsewhere.share.filter(|share| *share > 0.0).map(|share| support.share / share)
}
