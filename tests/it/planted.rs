//! Studies with known groups, or with none: drawn from a mixture of independent indicators of all
//! scales, with missing values.
//!
//! Used by tests and benches. Nothing in the engine is tuned on them: seeds are drawn per run where
//! a test can stand it, and printed.

use persona_synthesis::Facet;
use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::indicators::{Indicator, IndicatorMatrix, Measure, Values};
use persona_synthesis::personas::Condition;
use persona_synthesis::sources::MISSING;

/// Answers that are missing.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Missing {
    Nothing,
    /// This share of the cells, at random.
    Random(f64),
    /// Whole blocks: 40 % of the respondents lack the graded and nominal answers, 60 % lack the
    /// mentions.
    Blocks,
}

/// A study to be drawn.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) respondents: usize,
    /// Shares of the groups; one share is a study without groups.
    pub(crate) shares: Vec<f64>,
    pub(crate) mentions: usize,
    pub(crate) ordinal: usize,
    pub(crate) nominal: usize,
    pub(crate) numeric: usize,
    /// How far groups differ: standard deviation of their effects on the logit or mean.
    pub(crate) separation: f64,
    /// True if the groups are but steps of one continuous factor.
    pub(crate) continuous: bool,
    pub(crate) missing: Missing,
}

impl Plan {
    /// The data of the benches: 40 mentions, 10 graded of five levels, 5 nominal of four, 5
    /// numbers; five groups.
    pub(crate) fn bench(respondents: usize, missing: Missing) -> Self {
        Self {
            respondents,
            shares: vec![0.30, 0.25, 0.20, 0.15, 0.10],
            mentions: 40,
            ordinal: 10,
            nominal: 5,
            numeric: 5,
            separation: 0.9,
            continuous: false,
            missing,
        }
    }

    /// The indicators of the bench data, three groups.
    pub(crate) fn three_groups(respondents: usize, missing: Missing) -> Self {
        Self { shares: vec![0.4, 0.35, 0.25], ..Self::bench(respondents, missing) }
    }

    /// This study with that number of mentions and nothing else.
    pub(crate) fn mentions(self, mentions: usize) -> Self {
        Self { mentions, ordinal: 0, nominal: 0, numeric: 0, ..self }
    }

    /// Thirty independent mentions, no groups.
    pub(crate) fn noise(respondents: usize) -> Self {
        Self { shares: vec![1.0], ..Self::bench(respondents, Missing::Nothing) }.mentions(30)
    }

    /// Thirty mentions that hang on one continuous factor, in forty equally frequent steps; no
    /// groups.
    pub(crate) fn one_factor(respondents: usize) -> Self {
        Self { shares: vec![1.0 / 40.0; 40], continuous: true, ..Self::noise(respondents) }
    }
}

/// A drawn study: the matrix, the true group of each respondent, and the best guess of it that the
/// true parameters allow.
pub(crate) struct Planted {
    pub(crate) matrix: IndicatorMatrix,
    pub(crate) truth: Vec<u16>,
    pub(crate) oracle: Vec<u16>,
    items: Vec<Item>,
    continuous: bool,
}

impl Planted {
    /// How many groups there are to be found.
    pub(crate) fn groups(&self) -> usize {
        if self.continuous {
            1
        } else {
            self.truth.iter().max().map_or(1, |most| usize::from(*most) + 1)
        }
    }

    /// How often a condition is expected to hold among members of a true group.
    pub(crate) fn expected(&self, indicator: usize, condition: Condition, group: usize) -> f64 {
        match (&self.items[indicator], condition) {
            (Item::Levels(rates), _) => {
                let levels = rates[group].iter().zip(0..);
                let so = levels.filter(|(_, code)| condition.holds_for_code(*code) == Some(true));
                so.map(|(rate, _)| rate.exp()).sum()
            }
            (Item::Number(means), Condition::Above(cut)) => above(cut - means[group]),
            (Item::Number(means), Condition::AtMost(cut)) => 1.0 - above(cut - means[group]),
            (Item::Number(_), _) => f64::NAN,
        }
    }
}

/// How often a standard normal number is greater.
fn above(cut: f64) -> f64 {
    0.5 * libm::erfc(cut / std::f64::consts::SQRT_2)
}

/// The distribution of an indicator in each group.
enum Item {
    /// Logarithms of the rates of the levels, by group.
    Levels(Vec<Vec<f64>>),
    /// Means, by group; the variance is 1.
    Number(Vec<f64>),
}

/// Draws the rows of a study one by one.
pub(crate) struct Generator {
    plan: Plan,
    items: Vec<Item>,
    draws: SplitMix64,
}

/// A drawn row: codes and numbers in the order of the columns, its true group, and the best guess
/// of it that the true parameters allow.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) codes: Vec<u8>,
    pub(crate) numbers: Vec<f64>,
    pub(crate) group: u16,
    pub(crate) oracle: u16,
}

impl Generator {
    pub(crate) fn new(plan: &Plan, seed: u64) -> Self {
        let mut draws = SplitMix64::new(seed, &[99]);
        Self { plan: plan.clone(), items: items(plan, &mut draws), draws }
    }

    /// Measure and number of categories of each column; 0 for numbers.
    pub(crate) fn columns(&self) -> Vec<(Measure, usize)> {
        let Plan { mentions, ordinal, .. } = self.plan;
        let column = |(position, item): (usize, &Item)| match item {
            Item::Number(_) => (Measure::Numeric, 0),
            Item::Levels(rates) if position < mentions => (Measure::Mention, rates[0].len()),
            Item::Levels(rates) if position < mentions + ordinal => {
                (Measure::Ordinal, rates[0].len())
            }
            Item::Levels(rates) => (Measure::Nominal, rates[0].len()),
        };
        self.items.iter().enumerate().map(column).collect()
    }

    /// Draws a row into `row`, so that a million rows need no room.
    pub(crate) fn next_into(&mut self, row: &mut Row) {
        let Self { plan, items, draws } = self;
        row.codes.clear();
        row.numbers.clear();
        let group = pick(&plan.shares, draws);
        let lacks_answers = draws.unit() < 0.4;
        let lacks_mentions = draws.unit() < 0.6;
        let mut joint: Vec<f64> = plan.shares.iter().map(|share| share.ln()).collect();
        for (position, item) in items.iter().enumerate() {
            let missing = match plan.missing {
                Missing::Nothing => false,
                Missing::Random(share) => draws.unit() < share,
                Missing::Blocks if position < plan.mentions => lacks_mentions,
                Missing::Blocks => {
                    lacks_answers && matches!(item, Item::Levels(_)) || draws.unit() < 0.05
                }
            };
            match item {
                Item::Levels(rates) => {
                    let own: Vec<f64> = rates[group].iter().map(|rate| rate.exp()).collect();
                    let level = pick(&own, draws);
                    if !missing {
                        joint.iter_mut().zip(rates).for_each(|(sum, rates)| *sum += rates[level]);
                    }
                    let code = u8::try_from(level).expect("few levels");
                    row.codes.push(if missing { MISSING } else { code });
                }
                Item::Number(means) => {
                    let number = means[group] + draws.normal();
                    if !missing {
                        joint
                            .iter_mut()
                            .zip(means)
                            .for_each(|(sum, mean)| *sum -= 0.5 * (number - mean).powi(2));
                    }
                    row.numbers.push(if missing { f64::NAN } else { number });
                }
            }
        }
        let best = (0..joint.len())
            .max_by(|a, b| joint[*a].total_cmp(&joint[*b]))
            .expect("a study has a group");
        row.group = u16::try_from(group).expect("few groups");
        row.oracle = u16::try_from(best).expect("few groups");
    }
}

pub(crate) fn draw(plan: &Plan, seed: u64) -> Planted {
    let mut generator = Generator::new(plan, seed);
    let columns = generator.columns();
    let mut values: Vec<Values> =
        columns
            .iter()
            .map(|(_, categories)| {
                if *categories == 0 {
                    Values::Numbers(Vec::new())
                } else {
                    Values::Codes(Vec::new())
                }
            })
            .collect();
    let (mut truth, mut oracle) = (Vec::new(), Vec::new());
    let mut row = Row::default();
    for _ in 0..plan.respondents {
        generator.next_into(&mut row);
        let (mut codes, mut numbers) = (row.codes.iter(), row.numbers.iter());
        for column in &mut values {
            match column {
                Values::Codes(column) => {
                    column.push(*codes.next().expect("a code for each coded column"))
                }
                Values::Numbers(column) => {
                    column.push(*numbers.next().expect("a number for each numeric column"))
                }
            }
        }
        truth.push(row.group);
        oracle.push(row.oracle);
    }
    Planted {
        matrix: matrix(&columns, values),
        truth,
        oracle,
        items: generator.items,
        continuous: plan.continuous,
    }
}

fn pick(weights: &[f64], draws: &mut SplitMix64) -> usize {
    let mut left = draws.unit() * weights.iter().sum::<f64>();
    for (position, weight) in weights.iter().enumerate() {
        left -= weight;
        if left < 0.0 {
            return position;
        }
    }
    weights.len() - 1
}

fn items(plan: &Plan, draws: &mut SplitMix64) -> Vec<Item> {
    let groups = plan.shares.len();
    let mut items = Vec::new();
    for _ in 0..plan.mentions {
        let prevalence = 0.02 + 0.38 * draws.unit();
        let base = (prevalence / (1.0 - prevalence)).ln();
        // Six in ten codes tell the groups apart.
        let strength = if draws.unit() < 0.6 { 1.4 * plan.separation } else { 0.0 };
        let loading = if plan.continuous { draws.normal() } else { 0.0 };
        let mut effect = |group: usize| {
            if plan.continuous { loading * step_of_normal(group, groups) } else { draws.normal() }
        };
        let rates =
            (0..groups).map(|group| logits(&[0.0, base + strength * effect(group)])).collect();
        items.push(Item::Levels(rates));
    }
    for _ in 0..plan.ordinal {
        let rates = (0..groups).map(|_| {
            let place = plan.separation * draws.normal();
            let below = |cut: f64| 1.0 / (1.0 + (place - cut).exp());
            let cuts = [0.0, below(-1.5), below(-0.5), below(0.5), below(1.5), 1.0];
            cuts.windows(2).map(|pair| (pair[1] - pair[0]).ln()).collect()
        });
        items.push(Item::Levels(rates.collect()));
    }
    for _ in 0..plan.nominal {
        let base: Vec<f64> = (0..4).map(|_| 0.5 * draws.normal()).collect();
        let rates = (0..groups).map(|_| {
            logits(
                &base
                    .iter()
                    .map(|base| base + 0.8 * plan.separation * draws.normal())
                    .collect::<Vec<_>>(),
            )
        });
        items.push(Item::Levels(rates.collect()));
    }
    for _ in 0..plan.numeric {
        items.push(Item::Number(
            (0..groups).map(|_| 0.5 * plan.separation * draws.normal()).collect(),
        ));
    }
    items
}

/// The middle of one of several equally frequent steps of a standard normal factor.
fn step_of_normal(step: usize, steps: usize) -> f64 {
    let share = (step as f64 + 0.5) / steps as f64;
    let (mut low, mut high) = (-10.0, 10.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if 1.0 - above(middle) < share { low = middle } else { high = middle }
    }
    low
}

/// Logarithms of rates from logits.
fn logits(logits: &[f64]) -> Vec<f64> {
    let total = logits.iter().map(|logit| logit.exp()).sum::<f64>().ln();
    logits.iter().map(|logit| logit - total).collect()
}

fn matrix(columns: &[(Measure, usize)], values: Vec<Values>) -> IndicatorMatrix {
    let facets = [Facet::Goal, Facet::PainPoint, Facet::Behaviour];
    let indicator = |(position, (measure, categories)): (usize, &(Measure, usize))| {
        let indicator =
            Indicator::new(format!("i{position}"), facets[position % facets.len()], *measure);
        let labels: Vec<String> = (0..*categories).map(|level| format!("level {level}")).collect();
        match measure {
            Measure::Ordinal | Measure::Nominal => {
                indicator.levels(labels.iter().map(String::as_str))
            }
            _ => indicator,
        }
    };
    IndicatorMatrix::from_columns(columns.iter().enumerate().map(indicator).zip(values).collect())
        .expect("columns are made alike")
}

/// Answers that hang together although there are no groups.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Continuum {
    /// One graded trait, such as severity, behind all indicators.
    Severity,
    /// A habit of agreeing that moves the graded answers alone.
    Acquiescence,
    /// Independent indicators, three of which are asked twice.
    Repeated,
    /// Independent indicators, ten of which are 0 for those who skip a block.
    Skipped,
}

/// A study of 20 mentions and 10 graded answers without groups.
pub(crate) fn continuum(structure: Continuum, respondents: usize, seed: u64) -> IndicatorMatrix {
    let mut draws = SplitMix64::new(seed, &[98]);
    let columns: Vec<(Measure, usize)> =
        [(Measure::Mention, 2); 20].into_iter().chain([(Measure::Ordinal, 5); 10]).collect();
    let bases: Vec<f64> = columns.iter().map(|_| 0.6 * draws.normal() - 0.4).collect();
    let mut values: Vec<Vec<u8>> = vec![Vec::new(); columns.len()];
    for _ in 0..respondents {
        let trait_of = draws.normal();
        let skips = draws.unit() < 0.4;
        let mut row: Vec<u8> = Vec::new();
        for (position, (_, categories)) in columns.iter().enumerate() {
            let pull = match structure {
                Continuum::Severity => 1.5 * trait_of,
                Continuum::Acquiescence if *categories == 5 => 1.5 * trait_of,
                _ => 0.0,
            };
            let logistic = |draws: &mut SplitMix64| {
                let unit = draws.unit().clamp(1e-9, 1.0 - 1e-9);
                (unit / (1.0 - unit)).ln()
            };
            let value = bases[position] + pull + logistic(&mut draws);
            let level = if *categories == 2 {
                u8::from(value > 0.0)
            } else {
                u8::try_from([-1.5, -0.5, 0.5, 1.5].iter().filter(|cut| value > **cut).count())
                    .expect("five levels")
            };
            row.push(match structure {
                Continuum::Repeated if (3..6).contains(&position) => row[position - 3],
                Continuum::Skipped if position < 10 && skips => 0,
                _ => level,
            });
        }
        values.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
    }
    matrix(&columns, values.into_iter().map(Values::Codes).collect())
}
