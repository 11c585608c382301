//! What a model with a style says of rows, of groups, and of its columns.

use super::super::sample::Sample;
use super::elementary::{exp, ln};
use super::model::LatentClassModel;
use super::style::Style;
use crate::sources::MISSING;

impl LatentClassModel {
    /// True where the model knows a style.
    pub(crate) fn has_style(&self) -> bool {
        self.layout.style.is_some()
    }

    /// How far a step of the style moves answers; 0 where there is none.
    pub(in crate::clustering) fn style_loading(&self) -> f64 {
        self.layout.loading(&self.parameters)
    }

    /// True where the style of a sample acts on the same columns, or there is no room for one
    /// beside so many groups.
    pub(super) fn has_style_of(&self, sample: &Sample) -> bool {
        let blocks = self.layout.blocks.iter().enumerate();
        let room = Style::beside(self.groups()).is_some();
        let mut styles = blocks.map(|(at, block)| (block.styled, sample.is_styled(at)));
        styles.all(|(own, of_sample)| own == of_sample && room || !own && !room)
    }

    /// The columns on which a style acts.
    pub(super) fn styled_columns(&self) -> Vec<usize> {
        let blocks = self.layout.blocks.iter().enumerate();
        blocks.filter(|(_, block)| block.styled).map(|(column, _)| column).collect()
    }

    /// Share of the respondents at each step of the style; 1 where there is none.
    pub(in crate::clustering) fn style_shares(&self) -> Vec<f64> {
        self.layout.style.shares()
    }

    /// Rates of each level of a coded column, for each group one after the other at every step of
    /// the style.
    pub(in crate::clustering) fn rates_of_states(&self, column: usize) -> Vec<Vec<f64>> {
        let block = &self.layout.blocks[column];
        let (groups, steps) = (self.groups(), self.layout.style.steps);
        if !block.styled {
            let rates = (0..groups).map(|group| self.rates(column, group));
            return rates.flat_map(|rates| std::iter::repeat_n(rates, steps)).collect();
        }
        let rates = self.layout.styled_rates(block, &self.parameters);
        let rows = || rates.chunks_exact(groups * steps);
        let states =
            (0..groups).flat_map(|group| (0..steps).map(move |step| step * groups + group));
        states.map(|state| rows().map(|row| exp(row[state])).collect()).collect()
    }

    /// Adds what styled columns say together to the sums of the rows that are to be counted,
    /// `ln Σ_t w_t Π_j f_j(x_j | k, t)`; `sign` -1 takes it away.
    pub(super) fn add_styled(
        &self,
        sample: &Sample,
        columns: &[usize],
        sign: f64,
        counted: &dyn Fn(usize) -> bool,
        sums: &mut [f64],
    ) {
        let (groups, shares) = (self.groups(), self.style_shares());
        let states = groups * shares.len();
        let rates: Vec<(usize, f64, Vec<f64>)> = columns
            .iter()
            .map(|column| {
                let block = &self.layout.blocks[*column];
                (*column, block.weight, self.layout.styled_rates(block, &self.parameters))
            })
            .collect();
        let mut joint = vec![0.0; states];
        for (row, sums) in sums.chunks_exact_mut(groups).enumerate() {
            if !counted(row) || columns.is_empty() {
                continue;
            }
            joint.iter_mut().enumerate().for_each(|(state, sum)| *sum = ln(shares[state / groups]));
            for (column, weight, rates) in &rates {
                let code = sample.code(row, *column);
                if code != MISSING {
                    let own = &rates[usize::from(code) * states..][..states];
                    joint.iter_mut().zip(own).for_each(|(sum, rate)| *sum += weight * rate);
                }
            }
            for (group, sum) in sums.iter_mut().enumerate() {
                let own = || joint.iter().skip(group).step_by(groups);
                let most = own().copied().fold(f64::NEG_INFINITY, f64::max);
                *sum += sign * (most + ln(own().map(|at| exp(at - most)).sum()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::super::agreement::adjusted_rand;
    use super::super::super::random::SplitMix64;
    use super::super::LatentClass;
    use super::*;
    use crate::indicators::{Indicator, IndicatorMatrix, Measure, Values};
    use crate::manifest::{Facet, PersonaKind};

    const QUESTIONS: usize = 12;

    /// Three groups, by position of the row, that answer each question in a way of their own, and a
    /// style of this standard deviation; every tenth answer is missing.
    fn rows(count: usize, style: f64) -> Sample {
        let mut draws = SplitMix64::new(5, &[]);
        let mut own = |deviation: f64| deviation * draws.normal();
        let means: Vec<[f64; 3]> = (0..QUESTIONS).map(|_| [(); 3].map(|()| own(1.2))).collect();
        let mut answers = vec![Vec::new(); QUESTIONS];
        for row in 0..count {
            let shift = own(style);
            for (answers, means) in answers.iter_mut().zip(&means) {
                let said = (2.0 + means[row % 3] + shift + own(0.8)).round().clamp(0.0, 4.0);
                #[allow(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "0..=4"
                )]
                answers.push(if own(1.0) < -1.28 { MISSING } else { said as u8 });
            }
        }
        let column = |(at, codes): (usize, Vec<u8>)| {
            let indicator = Indicator::new(format!("q{at:02}"), Facet::Goal, Measure::Ordinal);
            (indicator.levels(["1", "2", "3", "4", "5"]), Values::Codes(codes))
        };
        let columns = answers.into_iter().enumerate().map(column).collect();
        let sample =
            Sample::of_kind(&IndicatorMatrix::from_columns(columns).unwrap(), PersonaKind::User);
        sample.with_style((0..QUESTIONS).collect())
    }

    fn model(sample: &Sample, groups: usize) -> Arc<LatentClassModel> {
        Arc::new(LatentClass::default().fit(sample, groups, 3).unwrap())
    }

    fn planted(sample: &Sample) -> Vec<u16> {
        sample.respondents().iter().map(|row| u16::try_from(row % 3).unwrap()).collect()
    }

    #[test]
    fn groups_are_found_beside_a_style_and_not_without_it() {
        let sample = rows(400, 1.2);
        let agreement = |sample: &Sample| {
            adjusted_rand(&model(sample, 3).group(sample).unwrap().labels(), &planted(sample))
        };
        let (with, without) = (agreement(&sample), agreement(&sample.with_style(Vec::new())));
        assert!(with > 0.85 && without < 0.6, "{with} {without}");
    }

    #[test]
    fn rates_add_up_and_posteriors_follow_from_what_columns_say() {
        let sample = rows(120, 1.0);
        let model = model(&sample, 3);
        let grouping = model.group(&sample).unwrap();
        for group in 0..3 {
            let sum: f64 = model.rates(0, group).iter().sum();
            assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        }
        let mut sums = model.log_shares().repeat(sample.rows());
        model.add_columns(&sample, |_| true, &mut sums);
        for (row, sums) in sums.chunks_exact(3).enumerate() {
            let most = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let shares: Vec<f64> = sums.iter().map(|sum| (sum - most).exp()).collect();
            let all: f64 = shares.iter().sum();
            for (share, expected) in shares.iter().zip(grouping.probabilities(row)) {
                assert!((share / all - f64::from(*expected)).abs() < 1e-5, "{row}");
            }
        }
        // All but one taken away is that one alone, whose rates are those over all steps.
        let others: Vec<usize> = (1..QUESTIONS).collect();
        model.take_columns(&sample, &others, |_| true, &mut sums);
        let (row, group) = (7, 1);
        let rate = match sample.code(row, 0) {
            MISSING => 1.0,
            code => model.rates(0, group)[usize::from(code)],
        };
        let expected = model.log_shares()[group] + rate.ln();
        assert!((sums[row * 3 + group] - expected).abs() < 1e-6);
    }

    #[test]
    fn rows_that_are_drawn_have_the_style() {
        let sample = rows(400, 1.5);
        let drawn = model(&sample, 1).draw(&sample, &mut SplitMix64::new(1, &[]));
        let score = |row: usize, from: usize| -> f64 {
            let codes = (from..QUESTIONS).step_by(2).map(|column| drawn.code(row, column));
            let known: Vec<f64> = codes.filter(|code| *code != MISSING).map(f64::from).collect();
            known.iter().sum::<f64>() / known.len().max(1) as f64 - 2.0
        };
        let of = |one: usize, other: usize| -> f64 {
            (0..drawn.rows()).map(|row| score(row, one) * score(row, other)).sum()
        };
        // Even and odd questions have nothing in common but the style.
        let correlation = of(0, 1) / (of(0, 0) * of(1, 1)).sqrt();
        assert!(correlation > 0.5, "{correlation}");
    }

    #[test]
    fn a_saved_model_keeps_its_style() {
        let sample = rows(80, 1.0);
        let model = model(&sample, 2);
        let text = serde_json::to_string(&*model).unwrap();
        let read: LatentClassModel = serde_json::from_str(&text).unwrap();
        assert_eq!(read, *model);
        assert!(read.has_style() && read.fits(&sample));
        assert!(!read.fits(&sample.with_style(Vec::new())));
        let none = text.replacen("\"style\"", "\"nothing\"", 1);
        assert!(serde_json::from_str::<LatentClassModel>(&none).is_err());
    }
}
