//! Shares that may stand beside counts: of people whose numbers may be told, in steps that hold enough of them.

use roaring::RoaringBitmap;

use super::Guard;
use super::cells::{Cells, Who, coarse, is_safe, outward, steps};
use super::people::OfKind;
use crate::indicators::Origin;
use crate::locator::count_of;
use crate::personas::gather::answer_in_population;
use crate::personas::proposition::{Answer, Proposition};
use crate::personas::share::population;
use crate::personas::statistics::wilson_interval;
use crate::personas::{Elsewhere, Share, Support};

/// Whom the shares of a claim are of.
pub(super) struct Base {
    asked: RoaringBitmap,
    with: RoaringBitmap,
    /// Whether they are those of the population, who count by their weights.
    in_population: bool,
}

impl Base {
    /// The source that the shares are of, if it is that of the population.
    pub(super) fn of(&self, stated: Option<&String>) -> Option<String> {
        stated.filter(|_| self.in_population).cloned()
    }
}

impl Guard<'_> {
    /// Whom the shares of a claim may be of: those of the population, where how many they are may stand beside how many
    /// were asked in all; else everyone asked. A share of few would tell what each of them said.
    pub(super) fn base(
        &self,
        proposition: &Proposition,
        (indicator, who): (&str, Who<'_>),
        columns: &[usize],
        cells: &mut Cells<'_>,
    ) -> Base {
        let (asked, with) = who;
        let base = |in_population| Base { asked: asked.clone(), with: with.clone(), in_population };
        let everyone = || base(false);
        let Some(source) = population(self.study) else { return everyone() };
        let origins = self.matrix.indicators()[proposition.indicator].origins.as_slice();
        if matches!(origins, [Origin::Item { source: own, .. }] if *own == source) {
            return base(true);
        }
        let Some(answer) = answer_in_population(self.study, self.matrix, source, proposition) else {
            return everyone();
        };
        let (mut inside, mut so) = (RoaringBitmap::new(), RoaringBitmap::new());
        for person in asked {
            let answer = answer(person);
            if answer != Answer::Unknown {
                inside.insert(person);
            }
            if answer == Answer::Yes {
                so.insert(person);
            }
        }
        let may_stand = !inside.is_empty() && cells.admit(indicator, (&inside, &so), columns);
        if may_stand { Base { asked: inside, with: so, in_population: true } } else { everyone() }
    }

    /// Support among some people; the share is that of the base.
    pub(super) fn support(&self, base: &Base, (with, asked): (usize, usize), people: &RoaringBitmap) -> Support {
        let (share, steps) = self.coarse_share(base, people).unwrap_or((0.0, 1.0));
        #[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
        let interval = wilson_interval(share, base.asked.intersection_len(people) as f64);
        let (low, high) = outward(interval, steps);
        Support { with, asked, share, low, high }
    }

    /// The same among everyone else.
    pub(super) fn elsewhere(&self, base: &Base, (with, asked): (usize, usize), people: &RoaringBitmap) -> Elsewhere {
        Elsewhere { with, asked, share: self.coarse_share(base, people).map(|(share, _)| share) }
    }

    /// The share of the base among some people, and its steps.
    fn coarse_share(&self, base: &Base, people: &RoaringBitmap) -> Option<(f64, f64)> {
        let asked = people & &base.asked;
        let steps = if base.in_population { self.steps(&asked) } else { steps(count_of(asked.len()), self.least) };
        let weight = |people: &RoaringBitmap| -> f64 {
            let weight = |person: u32| if base.in_population { self.weight(person) } else { 1.0 };
            // The sum of nobody would be -0.
            people.iter().map(weight).fold(0.0, |sum, weight| sum + weight)
        };
        let all = weight(&asked);
        (all > 0.0).then(|| (coarse((weight(&(&asked & &base.with)) / all).min(1.0), steps), steps))
    }

    /// Into how many steps a share of people is divided, so that a step weighs as much as the heaviest of them who
    /// make up a cell.
    fn steps(&self, people: &RoaringBitmap) -> f64 {
        let mut weights: Vec<f64> = people.iter().map(|person| self.weight(person)).collect();
        weights.sort_by(|a, b| b.total_cmp(a));
        let (all, heaviest) = (weights.iter().sum::<f64>(), weights.iter().take(self.least).sum::<f64>());
        if heaviest <= 0.0 {
            return 1.0;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive, and at most the people")]
        let cells = (all / heaviest).floor() as usize;
        steps(cells.saturating_mul(self.least), self.least)
    }

    fn weight(&self, person: u32) -> f64 {
        self.study.people.weights[person as usize]
    }

    /// Share of a persona; `None` where few of it are in the population. Its steps hide how many are outside.
    pub(super) fn share(&self, share: &Share, column: usize, kind: &OfKind) -> Option<Share> {
        let source = population(self.study)?;
        let inside = |people: &RoaringBitmap| -> RoaringBitmap {
            people.iter().filter(|person| self.study.people.sources[*person as usize] & (1 << source) != 0).collect()
        };
        let population = kind.columns.iter().fold(RoaringBitmap::new(), |all, column| all | inside(&column.people));
        let own = count_of(inside(&kind.columns[column].people).len());
        let (steps, enough) = (self.steps(&population), count_of(population.len()) >= self.least);
        let (low, high) = outward((share.low, share.high), steps);
        let told = Share { of: share.of.clone(), estimate: coarse(share.estimate, steps), low, high };
        (enough && is_safe(own, self.least)).then_some(told)
    }
}
