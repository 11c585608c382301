//! Shares that may be shown beside counts: of people whose numbers may be shown, in steps that hold
//! enough of them.

use roaring::RoaringBitmap;

use super::cells::{DisclosedCells, Who};
use super::guard::Guard;
use super::people::DescribedKind;
use super::sizes::{coarse, is_safe, outward, steps};
use crate::ids::SourceId;
use crate::locator::count_of;
use crate::personas::evidence::gather::{answer_in_population, is_from_alone};
use crate::personas::portrait::share::population;
use crate::personas::propositions::proposition::{Answer, Proposition};
use crate::personas::propositions::statistics::wilson_interval;
use crate::personas::propositions::tally::counted;
use crate::personas::{Others, Share, Support};

/// Fewest steps in which a share of the population is told: a quarter each.
const LEAST_STEPS: f64 = 4.0;

/// The people that a claim's shares are counted among.
pub(super) struct Base {
    asked: RoaringBitmap,
    with: RoaringBitmap,
    /// True where they are those of the population, who count by their weights.
    in_population: bool,
}

impl Base {
    /// The source that the shares are of, if it is that of the population.
    pub(super) fn population_of(&self, stated: Option<&SourceId>) -> Option<SourceId> {
        stated.filter(|_| self.in_population).cloned()
    }
}

impl Guard<'_> {
    /// The base of a claim's shares: the population where its size may be shown beside the number
    /// asked, else everyone asked. A share of few people would reveal their answers.
    pub(super) fn base(
        &self,
        proposition: &Proposition,
        indicator: &str,
        who: Who<'_>,
        columns: &[usize],
        cells: &mut DisclosedCells<'_>,
    ) -> Base {
        let (asked, with) = who;
        let base = |in_population| Base { asked: asked.clone(), with: with.clone(), in_population };
        let everyone = || base(false);
        let Some(source) = population(self.study) else { return everyone() };
        // Everyone asked is in the population: the counts admitted before are those of the share.
        if is_from_alone(self.matrix, proposition.indicator, source) {
            return base(self.has_steps(asked, columns, cells));
        }
        let Some(answer) = answer_in_population(self.study, self.matrix, source, proposition)
        else {
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
        // The number of people inside the population is a further count, to be admitted like any
        // other.
        if self.has_steps(&inside, columns, cells)
            && cells.admit(indicator, (&inside, &so), columns)
        {
            Base { asked: inside, with: so, in_population: true }
        } else {
            everyone()
        }
    }

    /// True where shares of these people have enough steps, in the columns and elsewhere: rounded
    /// to fewer they would be far from the truth.
    fn has_steps(
        &self,
        asked: &RoaringBitmap,
        columns: &[usize],
        cells: &DisclosedCells<'_>,
    ) -> bool {
        columns.iter().all(|column| {
            let elsewhere = cells.others(*column) & asked;
            self.steps(&(cells.people(*column) & asked)) >= LEAST_STEPS
                && (elsewhere.is_empty() || self.steps(&elsewhere) >= LEAST_STEPS)
        })
    }

    /// Support among some people; the share is that of the base.
    pub(super) fn support(
        &self,
        base: &Base,
        with: usize,
        asked: usize,
        people: &RoaringBitmap,
    ) -> Support {
        let share = self.share_of(base, people).unwrap_or(0.0);
        let interval = wilson_interval(share, self.worth(base, people));
        let (low, high) = match base.in_population {
            true => outward(interval.0, interval.1, self.steps(&(people & &base.asked))),
            false => interval,
        };
        Support { with, asked, share, low, high }
    }

    /// How many respondents alone the people asked are worth, by weights and accounts.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "numbers of respondents"
    )]
    fn worth(&self, base: &Base, people: &RoaringBitmap) -> f64 {
        let asked = base.asked.intersection_len(people);
        if self.matrix.counts_alike() && self.matrix.units().is_empty() {
            return asked as f64;
        }
        let answer = |person: &u32| match base.with.contains(*person) {
            true => Answer::Yes,
            false => Answer::No,
        };
        let members = (people & &base.asked).into_iter();
        let answers = members.map(|person| ((person, answer(&person)), Some(0)));
        let worth = counted(self.matrix, 1, answers)[0].0.effective();
        // The exact number would tell how the answers fall into accounts.
        let step = (self.least / 2).max(1);
        (worth as usize / step * step).max(step) as f64
    }

    /// Counts and share among everyone else.
    pub(super) fn elsewhere(
        &self,
        base: &Base,
        with: usize,
        asked: usize,
        people: &RoaringBitmap,
    ) -> Others {
        Others { with, asked, share: self.share_of(base, people) }
    }

    /// The share of the base among some people. Of everyone asked it is that of the counts beside
    /// it; of the population it is told in steps.
    #[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
    fn share_of(&self, base: &Base, people: &RoaringBitmap) -> Option<f64> {
        let (asked, with) = (people & &base.asked, people & &(&base.asked & &base.with));
        if !base.in_population {
            return (!asked.is_empty()).then(|| with.len() as f64 / asked.len() as f64);
        }
        // The sum of nobody would be -0.
        let weight = |people: &RoaringBitmap| {
            people.iter().fold(0.0, |sum, person| sum + self.weight(person))
        };
        let all = weight(&asked);
        (all > 0.0).then(|| coarse((weight(&with) / all).min(1.0), self.steps(&asked)))
    }

    /// Into how many steps a share of people is divided, so that a step weighs as much as the
    /// heaviest of them who make up a cell.
    fn steps(&self, people: &RoaringBitmap) -> f64 {
        let mut weights: Vec<f64> = people.iter().map(|person| self.weight(person)).collect();
        // The heaviest people decide: a step must not be moved by fewer of them than make a cell.
        weights.sort_by(|a, b| b.total_cmp(a));
        let (all, heaviest) =
            (weights.iter().sum::<f64>(), weights.iter().take(self.least).sum::<f64>());
        if heaviest <= 0.0 {
            return 1.0;
        }
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positive, and at most the people"
        )]
        let cells = (all / heaviest).floor() as usize;
        steps(cells.saturating_mul(self.least), self.least)
    }

    fn weight(&self, person: u32) -> f64 {
        self.study.weight(person)
    }

    /// Share of a persona; `None` where few of it are in the population. Its steps hide how many
    /// are outside.
    pub(super) fn share(
        &self,
        share: &Share,
        column: usize,
        kind: &DescribedKind,
    ) -> Option<Share> {
        let source = population(self.study)?;
        let inside = |people: &RoaringBitmap| -> RoaringBitmap {
            people.iter().filter(|person| self.study.is_in(*person, source)).collect()
        };
        let population = kind
            .columns
            .iter()
            .fold(RoaringBitmap::new(), |all, column| all | inside(&column.people));
        // A share of the population tells how many members are in it, which may be few.
        let own = count_of(inside(&kind.columns[column].people).len());
        let steps = self.steps(&population);
        let (low, high) = outward(share.low, share.high, steps);
        let (of, uncertain) = (share.of.clone(), share.uncertain);
        let told = Share { of, estimate: coarse(share.estimate, steps), low, high, uncertain };
        (steps >= LEAST_STEPS && is_safe(own, self.least)).then_some(told)
    }
}
