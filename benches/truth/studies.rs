//! Studies with known groups for the bench of their number: independent items within groups, base
//! logits N(-0.6, 0.8), six in ten items with an effect of each group.

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::indicators::{Indicator, IndicatorMatrix, Measure, Values};
use persona_synthesis::sources::MISSING;
use persona_synthesis::{Facet, Result};

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Design {
    pub(crate) name: &'static str,
    /// Shares of the groups.
    pub(crate) shares: &'static [f64],
    pub(crate) yes_no: usize,
    /// Graded answers of five levels.
    pub(crate) graded: usize,
    /// Single choices of four options.
    pub(crate) nominal: usize,
    pub(crate) numbers: usize,
    /// Further yes/no items that no group changes.
    pub(crate) noise: usize,
    /// Standard deviation of the groups' effects on the logit.
    pub(crate) difference: f64,
    /// Share of the cells that are missing.
    pub(crate) missing: f64,
}

const FOUR: Design = Design {
    name: "four",
    shares: &[0.25; 4],
    yes_no: 22,
    graded: 4,
    nominal: 0,
    numbers: 0,
    noise: 0,
    difference: 1.2,
    missing: 0.0,
};

/// The generators with groups.
pub(crate) const DESIGNS: [Design; 9] = [
    Design { name: "two", shares: &[0.5; 2], ..FOUR },
    FOUR,
    Design { name: "six", shares: &[1.0 / 6.0; 6], ..FOUR },
    Design { name: "eight", shares: &[0.125; 8], yes_no: 36, ..FOUR },
    Design { name: "60/25/10/5", shares: &[0.6, 0.25, 0.1, 0.05], ..FOUR },
    Design { name: "three weak", shares: &[1.0 / 3.0; 3], difference: 0.8, ..FOUR },
    Design { name: "four, 40 % missing", missing: 0.4, ..FOUR },
    Design { name: "four among noise", noise: 60, ..FOUR },
    Design {
        name: "four of all scales, 20 % missing",
        yes_no: 10,
        graded: 6,
        nominal: 4,
        numbers: 4,
        missing: 0.2,
        ..FOUR
    },
];

/// The generators without groups.
pub(crate) const NULLS: [Design; 3] = [
    Design { name: "none", shares: &[1.0], ..FOUR },
    Design { name: "none, among noise", shares: &[1.0], noise: 60, ..FOUR },
    Design { name: "none, of all scales, 20 % missing", shares: &[1.0], ..DESIGNS[8] },
];

/// A drawn study.
pub(crate) struct Study {
    pub(crate) matrix: IndicatorMatrix,
    /// The true group of each respondent.
    pub(crate) truth: Vec<u16>,
    /// The likeliest group of each respondent by the true parameters.
    pub(crate) oracle: Vec<u16>,
}

/// An item in each group: logarithms of the rates of its levels, or means of numbers of variance 1.
enum Item {
    Levels(Measure, Vec<Vec<f64>>),
    Number(Vec<f64>),
}

impl Design {
    pub(crate) fn draw(&self, respondents: usize, seed: u64) -> Result<Study> {
        let mut draws = SplitMix64::new(seed, &[97]);
        let items = self.items(&mut draws);
        let empty = |item: &Item| match item {
            Item::Levels(..) => Values::Codes(Vec::new()),
            Item::Number(_) => Values::Numbers(Vec::new()),
        };
        let mut columns: Vec<Values> = items.iter().map(empty).collect();
        let (mut truth, mut oracle) = (Vec::new(), Vec::new());
        for _ in 0..respondents {
            let group = pick(self.shares.iter().copied(), &mut draws);
            let mut joint: Vec<f64> = self.shares.iter().map(|share| share.ln()).collect();
            for (item, column) in items.iter().zip(&mut columns) {
                let missing = draws.unit() < self.missing;
                item.draw(group, missing, &mut joint, column, &mut draws);
            }
            let likeliest = (0..joint.len()).max_by(|a, b| joint[*a].total_cmp(&joint[*b]));
            truth.push(u16::try_from(group).expect("few groups"));
            oracle.push(u16::try_from(likeliest.expect("a group")).expect("few groups"));
        }
        let indicators = items.iter().enumerate().map(|(place, item)| item.indicator(place));
        let matrix = IndicatorMatrix::from_columns(indicators.zip(columns).collect())?;
        Ok(Study { matrix, truth, oracle })
    }

    fn items(&self, draws: &mut SplitMix64) -> Vec<Item> {
        let groups = self.shares.len();
        let effects = |draws: &mut SplitMix64, noise: bool| -> Vec<f64> {
            let size = if !noise && draws.unit() < 0.6 { self.difference } else { 0.0 };
            (0..groups).map(|_| size * draws.normal()).collect()
        };
        let mut items = Vec::new();
        for place in 0..self.yes_no + self.noise {
            let base = 0.8 * draws.normal() - 0.6;
            let rates = effects(draws, place >= self.yes_no);
            let rates = rates.iter().map(|effect| log_shares(&[0.0, base + effect])).collect();
            items.push(Item::Levels(Measure::Mention, rates));
        }
        for _ in 0..self.graded {
            let base = 0.8 * draws.normal() - 0.6;
            let rates = effects(draws, false).iter().map(|effect| grades(base + effect)).collect();
            items.push(Item::Levels(Measure::Ordinal, rates));
        }
        for _ in 0..self.nominal {
            let options: Vec<(f64, Vec<f64>)> =
                (0..4).map(|_| (0.8 * draws.normal(), effects(draws, false))).collect();
            let rates = (0..groups).map(|group| {
                let logits: Vec<f64> =
                    options.iter().map(|(base, effects)| base + effects[group]).collect();
                log_shares(&logits)
            });
            items.push(Item::Levels(Measure::Nominal, rates.collect()));
        }
        for _ in 0..self.numbers {
            // A logistic answer has a standard deviation of 1.8, a number one of 1.
            let means = effects(draws, false).iter().map(|effect| effect / 1.8).collect();
            items.push(Item::Number(means));
        }
        items
    }
}

impl Item {
    /// Draws the answer of a member of a group, and adds to the logarithms of the groups' joint
    /// probabilities what it tells.
    fn draw(
        &self,
        group: usize,
        missing: bool,
        joint: &mut [f64],
        column: &mut Values,
        draws: &mut SplitMix64,
    ) {
        match (self, column) {
            (Self::Levels(_, rates), Values::Codes(codes)) => {
                let level = pick(rates[group].iter().map(|rate| rate.exp()), draws);
                if missing {
                    return codes.push(MISSING);
                }
                joint.iter_mut().zip(rates).for_each(|(sum, rates)| *sum += rates[level]);
                codes.push(u8::try_from(level).expect("few levels"));
            }
            (Self::Number(means), Values::Numbers(numbers)) => {
                let number = means[group] + draws.normal();
                if missing {
                    return numbers.push(f64::NAN);
                }
                let away = |mean: &f64| 0.5 * (number - mean).powi(2);
                joint.iter_mut().zip(means).for_each(|(sum, mean)| *sum -= away(mean));
                numbers.push(number);
            }
            _ => unreachable!("columns are made after the items"),
        }
    }

    fn indicator(&self, place: usize) -> Indicator {
        let named = |measure| Indicator::new(format!("item {place}"), Facet::Behaviour, measure);
        match self {
            Self::Levels(Measure::Ordinal, _) => {
                named(Measure::Ordinal).levels(["1", "2", "3", "4", "5"])
            }
            Self::Levels(Measure::Nominal, _) => {
                named(Measure::Nominal).levels(["a", "b", "c", "d"])
            }
            Self::Levels(measure, _) => named(*measure),
            Self::Number(_) => named(Measure::Numeric),
        }
    }
}

/// Logarithms of the shares that belong to logits.
fn log_shares(logits: &[f64]) -> Vec<f64> {
    let total = logits.iter().map(|logit| logit.exp()).sum::<f64>().ln();
    logits.iter().map(|logit| logit - total).collect()
}

/// Logarithms of the rates of five levels: a logistic answer, cut at -1.5, -0.5, 0.5 and 1.5.
fn grades(place: f64) -> Vec<f64> {
    let below = |cut: f64| 1.0 / (1.0 + (place - cut).exp());
    let cuts = [0.0, below(-1.5), below(-0.5), below(0.5), below(1.5), 1.0];
    cuts.windows(2).map(|pair| (pair[1] - pair[0]).ln()).collect()
}

/// A position, drawn in proportion to the weights.
fn pick(weights: impl Iterator<Item = f64> + Clone, draws: &mut SplitMix64) -> usize {
    let mut left = draws.unit() * weights.clone().sum::<f64>();
    let last = weights.clone().count() - 1;
    weights
        .enumerate()
        .find(|(_, weight)| {
            left -= weight;
            left < 0.0
        })
        .map_or(last, |(place, _)| place)
}
