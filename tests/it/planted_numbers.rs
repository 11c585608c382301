//! Studies of mentions and numbers whose true groups are known, with numbers of every form.

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::indicators::{Indicator, IndicatorMatrix, Measure, Values};
use persona_synthesis::personas::{Comparison, Condition, Direction, Grade};
use persona_synthesis::{Clustering, Facet, Result};

/// The form of the numbers within a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Normal,
    /// Two in a hundred typed 20 to 200 times as large.
    Mistyped,
    /// Student's t with two degrees of freedom.
    HeavyTails,
    /// Lognormal.
    Skewed,
    Uniform,
    /// Whole amounts, nothing for four in ten.
    Zeros,
    /// Whole numbers from 0 to 5.
    FewValues,
}

impl Form {
    pub(crate) const ALL: [Self; 7] = [
        Self::Normal,
        Self::Mistyped,
        Self::HeavyTails,
        Self::Skewed,
        Self::Uniform,
        Self::Zeros,
        Self::FewValues,
    ];

    /// A number of a group with this mean.
    fn draw(self, mean: f64, draws: &mut SplitMix64) -> f64 {
        let normal = mean + draws.normal();
        match self {
            Self::Normal => normal,
            Self::Mistyped if draws.unit() < 0.02 => (8.0 + normal) * (20.0 + 180.0 * draws.unit()),
            Self::Mistyped => 8.0 + normal,
            // The mean of two squares of normal numbers has an exponential distribution.
            Self::HeavyTails => mean + (normal - mean) / (-(1.0 - draws.unit()).ln()).sqrt(),
            Self::Skewed => normal.exp(),
            Self::Uniform => mean + 12_f64.sqrt() * (draws.unit() - 0.5),
            Self::Zeros if draws.unit() < 0.4 => 0.0,
            Self::Zeros => (1.0 + 0.6 * normal).exp().floor(),
            Self::FewValues => (2.5 + normal).round().clamp(0.0, 5.0),
        }
    }
}

/// A study of ten mentions and six numbers.
pub(crate) struct NumberStudy {
    pub(crate) matrix: IndicatorMatrix,
    pub(crate) truth: Vec<u16>,
    form: Form,
    /// Rates of the mentions, then means of the numbers, by group.
    items: Vec<Vec<f64>>,
}

const MENTIONS: usize = 10;
const NUMBERS: usize = 6;

/// Draws a study of 500 respondents in three groups, or in one.
pub(crate) fn draw(form: Form, groups: usize, seed: u64) -> NumberStudy {
    let mut draws = SplitMix64::new(seed, &[97]);
    let shares = [0.4, 0.75, 1.0];
    let mut effect = |size: f64| if groups > 1 { size * draws.normal() } else { 0.0 };
    let rate = |logit: f64| 1.0 / (1.0 + (-logit).exp());
    let items: Vec<Vec<f64>> = (0..MENTIONS + NUMBERS)
        .map(|item| {
            let of = |effect: f64| if item < MENTIONS { rate(effect - 0.4) } else { effect };
            (0..groups).map(|_| of(effect(1.2))).collect()
        })
        .collect();
    let mut truth = Vec::new();
    let mut mentions = vec![Vec::new(); MENTIONS];
    let mut numbers = vec![Vec::new(); NUMBERS];
    for _ in 0..500 {
        let unit = draws.unit();
        let group = shares.iter().position(|share| unit < *share).unwrap_or(0) % groups;
        truth.push(u16::try_from(group).expect("few groups"));
        for (column, rates) in mentions.iter_mut().zip(&items) {
            column.push(u8::from(draws.unit() < rates[group]));
        }
        for (column, means) in numbers.iter_mut().zip(&items[MENTIONS..]) {
            column.push(form.draw(means[group], &mut draws));
        }
    }
    let indicator = |name: String, measure| Indicator::new(name, Facet::Behaviour, measure);
    let mentions = mentions.into_iter().enumerate().map(|(at, codes)| {
        (indicator(format!("mention {at}"), Measure::Mention), Values::Codes(codes))
    });
    let numbers = numbers.into_iter().enumerate().map(|(at, numbers)| {
        (indicator(format!("number {at}"), Measure::Numeric), Values::Numbers(numbers))
    });
    let matrix = IndicatorMatrix::from_columns(mentions.chain(numbers).collect())
        .expect("columns are as long");
    NumberStudy { matrix, truth, form, items }
}

impl NumberStudy {
    /// Supported differences in a number, and how many of them are not expected among those who
    /// were sorted into the group.
    pub(crate) fn claims(&self, clustering: &Clustering) -> Result<(usize, usize)> {
        let members = &clustering.selections()[0].members;
        let stated = |comparison: &Comparison| match comparison.claim {
            Some((Direction::More, Grade::Supported | Grade::Validated)) => Some(1.0),
            Some((Direction::Less, Grade::Supported | Grade::Validated)) => Some(-1.0),
            _ => None,
        };
        let (mut claims, mut wrong) = (0, 0);
        for comparison in Comparison::all(&self.matrix, clustering)? {
            let (indicator, condition) = (comparison.indicator, comparison.condition);
            let numeric = self.matrix.indicators()[indicator].name.starts_with("number");
            let Some(sign) = stated(&comparison).filter(|_| numeric) else { continue };
            let expected: Vec<f64> =
                (0..3).map(|group| self.expected(indicator, condition, group)).collect();
            let rate = |inside: bool| {
                let rates: Vec<f64> = members
                    .iter()
                    .filter(|member| {
                        (member.group == comparison.group && member.in_group) == inside
                    })
                    .map(|member| expected[usize::from(self.truth[member.respondent.index()])])
                    .collect();
                rates.iter().sum::<f64>() / rates.len().max(1) as f64
            };
            claims += 1;
            wrong += usize::from(sign * (rate(true) - rate(false)) <= 1e-9);
        }
        Ok((claims, wrong))
    }

    /// How often a condition holds among numbers of a true group, counted among many of them.
    fn expected(&self, indicator: usize, condition: Condition, group: usize) -> f64 {
        const DRAWN: u16 = 20_000;
        let own = self.items[indicator][group];
        let mut draws = SplitMix64::new(11, &[]);
        let numbers = (0..DRAWN).map(|_| self.form.draw(own, &mut draws)).collect();
        let numbers = Values::Numbers(numbers);
        let holds =
            (0..usize::from(DRAWN)).filter(|at| condition.holds_for(&numbers, *at) == Some(true));
        f64::from(u16::try_from(holds.count()).expect("no more than were drawn")) / f64::from(DRAWN)
    }
}
