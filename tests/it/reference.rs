//! Numbers from the literature and from other programs.

use persona_synthesis::clustering::{Clusterer, LatentClass, OrdinalModel, Sample};
use persona_synthesis::indicators::{Indicator, IndicatorMatrix, Measure, Values};
use persona_synthesis::{Facet, PersonaKind};

use crate::support::root;

/// The table of counts as one respondent per count: binary items with codes 0 and 1.
fn table(name: &str) -> IndicatorMatrix {
    let text = std::fs::read_to_string(root().join("data/reference").join(name)).unwrap();
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    let mut columns = vec![Vec::new(); names.len() - 1];
    for line in lines {
        let cells: Vec<usize> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
        for _ in 0..cells[names.len() - 1] {
            columns.iter_mut().zip(&cells).for_each(|(column, cell)| column.push(u8::try_from(cell - 1).unwrap()));
        }
    }
    let indicator = |name: &&str| Indicator::new(*name, Facet::Behaviour, Measure::Option);
    let columns = names.iter().map(indicator).zip(columns.into_iter().map(Values::Codes)).collect();
    IndicatorMatrix::from_columns(columns).unwrap()
}

fn log_likelihood(matrix: &IndicatorMatrix, groups: usize) -> f64 {
    let sample = Sample::of_kind(matrix, PersonaKind::User);
    let method = LatentClass { prior: 0.0, starts: 50, ordinal: OrdinalModel::Saturated };
    let grouping = method.cluster(&sample, groups, 1).unwrap();
    grouping.fit().unwrap().log_likelihood
}

/// Linzer and Lewis 2011, doi 10.18637/jss.v042.i10: poLCA's printed maxima.
#[test]
fn maxima_equal_those_of_polca() {
    for (name, expected) in [
        ("carcinoma.csv", &[(2, -317.2568), (3, -293.705), (4, -289.2858)][..]),
        ("values.csv", &[(2, -504.4677), (3, -503.3011)]),
    ] {
        let matrix = table(name);
        for (groups, maximum) in expected {
            let found = log_likelihood(&matrix, *groups);
            assert!((found - maximum).abs() < 5e-4, "{name}, {groups} classes: {found}, expected {maximum}");
        }
    }
}

/// The likelihood with missing values and weights, by adding up the definition for every row.
#[test]
fn the_likelihood_is_the_definition() {
    let codes = |text: &str| Values::Codes(text.bytes().map(|b| if b == b'.' { 255 } else { b - b'0' }).collect());
    let level = |name: &str| Indicator::new(name, Facet::Goal, Measure::Ordinal).levels(["low", "middle", "high"]);
    let numbers = [0.1, f64::NAN, 2.5, 2.9, -0.4, f64::NAN, 3.1, 0.2];
    let matrix = IndicatorMatrix::from_columns(vec![
        (Indicator::new("a", Facet::Goal, Measure::Mention), codes("1011.010")),
        (level("b"), codes("0.122012")),
        (Indicator::new("c", Facet::Goal, Measure::Numeric), Values::Numbers(numbers.to_vec())),
    ])
    .unwrap()
    .with_weights(vec![1.0, 2.0, 0.5, 1.0, 1.5, 1.0, 0.25, 1.0])
    .unwrap();
    let sample = Sample::of_kind(&matrix, PersonaKind::User);
    let grouping =
        LatentClass { ordinal: OrdinalModel::Saturated, ..LatentClass::default() }.cluster(&sample, 2, 3).unwrap();
    let expected = brute_force(&sample, &grouping, 1.0);
    let found = grouping.fit().unwrap().log_likelihood;
    assert!((found - expected).abs() < 1e-4, "{found} {expected}");
}

/// Parameters from the posteriors by their formulas, then `Σ w ln Σ_k π_k Π_j f_jk`, everything written out.
#[allow(clippy::needless_range_loop, reason = "the letters are those of the formula")]
fn brute_force(sample: &Sample, grouping: &persona_synthesis::clustering::Grouping, prior: f64) -> f64 {
    let (rows, groups) = (sample.rows(), grouping.groups());
    let r = |i: usize, k: usize| f64::from(grouping.probabilities(i)[k]);
    let part = prior / groups as f64;
    let total = sample.total_weight();
    let mut density = vec![vec![0.0; groups]; rows];
    for k in 0..groups {
        let n: f64 = (0..rows).map(|i| sample.weight(i) * r(i, k)).sum();
        (0..rows).for_each(|i| density[i][k] = (n + part) / (total + prior));
        for column in 0..sample.columns().len() {
            match &sample.values(column) {
                Values::Codes(codes) => {
                    let known: Vec<usize> = (0..rows).filter(|i| codes[*i] != 255).collect();
                    let all: f64 = known.iter().map(|i| sample.weight(*i)).sum();
                    let own: f64 = known.iter().map(|i| sample.weight(*i) * r(*i, k)).sum();
                    for i in &known {
                        let same = || known.iter().filter(|j| codes[**j] == codes[*i]);
                        let marginal: f64 = same().map(|j| sample.weight(*j)).sum::<f64>() / all;
                        let count: f64 = same().map(|j| sample.weight(*j) * r(*j, k)).sum();
                        density[*i][k] *= (count + part * marginal) / (own + part);
                    }
                }
                Values::Numbers(numbers) => {
                    let known: Vec<usize> = (0..rows).filter(|i| !numbers[*i].is_nan()).collect();
                    let sum = |f: &dyn Fn(usize) -> f64| known.iter().map(|i| f(*i)).sum::<f64>();
                    let all = sum(&|i| sample.weight(i));
                    let mean = sum(&|i| sample.weight(i) * numbers[i]) / all;
                    let variance = sum(&|i| sample.weight(i) * (numbers[i] - mean).powi(2)) / all;
                    let own = sum(&|i| sample.weight(i) * r(i, k));
                    let own_mean = sum(&|i| sample.weight(i) * r(i, k) * numbers[i]) / own;
                    let around = sum(&|i| sample.weight(i) * r(i, k) * (numbers[i] - own_mean).powi(2));
                    let own_variance = (around + part * variance) / (own + part);
                    for i in &known {
                        let z = (numbers[*i] - own_mean).powi(2) / own_variance;
                        density[*i][k] *= (-0.5 * z).exp() / (2.0 * std::f64::consts::PI * own_variance).sqrt();
                    }
                }
            }
        }
    }
    (0..rows).map(|i| sample.weight(i) * density[i].iter().sum::<f64>().ln()).sum()
}
