//! Numbers from the literature and from other programs.

use persona_synthesis::clustering::{
    Clusterer, LatentClass, LatentClassModel, OrdinalModel, Sample,
};
use persona_synthesis::indicators::{Indicator, IndicatorMatrix, Measure, Values};
use persona_synthesis::manifest::ClusteringOptions;
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
            columns
                .iter_mut()
                .zip(&cells)
                .for_each(|(column, cell)| column.push(u8::try_from(cell - 1).unwrap()));
        }
    }
    let indicator = |name: &&str| Indicator::new(*name, Facet::Behaviour, Measure::Option);
    let columns = names.iter().map(indicator).zip(columns.into_iter().map(Values::Codes)).collect();
    IndicatorMatrix::from_columns(columns).unwrap()
}

fn log_likelihood(matrix: &IndicatorMatrix, groups: usize) -> f64 {
    let sample = Sample::of_kind(matrix, PersonaKind::User);
    let method =
        LatentClass { prior: 0.0, starts: 50, ordinal: OrdinalModel::Saturated, pool: false };
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
            assert!(
                (found - maximum).abs() < 5e-4,
                "{name}, {groups} classes: {found}, expected {maximum}"
            );
        }
    }
}

/// The BIC that the R package randomLCA finds, with a prior of 0 and nothing else set.
#[test]
fn without_a_prior_the_fit_is_plain_maximum_likelihood() {
    let matrix = table("dentistry.csv");
    let sample = Sample::of_kind(&matrix, PersonaKind::User);
    let options = ClusteringOptions { prior: 0.0, ..ClusteringOptions::default() };
    for (groups, expected) in [(1, 17531.13), (2, 15021.64), (3, 14962.89), (4, 15000.03)] {
        let grouping = LatentClass::from(&options).cluster(&sample, groups, 1).unwrap();
        let fit = grouping.fit().unwrap();
        assert_eq!(fit.parameters, 6 * groups - 1);
        let cost = f64::from(u8::try_from(fit.parameters).unwrap()) * 3869.0_f64.ln();
        let found = cost - 2.0 * fit.log_likelihood;
        assert!((found - expected).abs() < 0.006, "{groups} classes: {found}, not {expected}");
    }
}

/// The likelihood with missing values and weights, by adding up the definition for every row.
#[test]
fn the_likelihood_is_the_definition() {
    let codes = |text: &str| {
        Values::Codes(text.bytes().map(|b| if b == b'.' { 255 } else { b - b'0' }).collect())
    };
    let level = |name: &str| {
        Indicator::new(name, Facet::Goal, Measure::Ordinal).levels(["low", "middle", "high"])
    };
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
    for ordinal in [OrdinalModel::Saturated, OrdinalModel::AdjacentCategory] {
        let model = LatentClass { ordinal, pool: false, ..LatentClass::default() }
            .fit(&sample, 2, 3)
            .unwrap();
        let expected = brute_force(&sample, &model);
        let found = model.fit().log_likelihood;
        assert!((found - expected).abs() < 1e-9, "{found} {expected}");
        // At a maximum one more step leads nowhere.
        let again = model.step(&sample, 1.0).unwrap();
        for group in 0..2 {
            assert!((model.shares()[group] - again.shares()[group]).abs() < 1e-3);
            for column in 0..sample.columns().len() {
                let rates = model.rates(column, group).into_iter().zip(again.rates(column, group));
                rates.for_each(|(before, after)| {
                    assert!((before - after).abs() < 1e-3, "{before} {after}")
                });
            }
        }
    }
}

/// `Σ w ln Σ_k π_k Π_j f_jk` over the known cells, everything written out.
fn brute_force(sample: &Sample, model: &LatentClassModel) -> f64 {
    let density = |row: usize, group: usize| {
        let of = |column: usize| match model.mean_and_variance(column, group) {
            Some((mean, variance)) => {
                let number = sample.number(row, column);
                let z = (number - mean).powi(2) / variance;
                if number.is_nan() {
                    1.0
                } else {
                    (-0.5 * z).exp() / (2.0 * std::f64::consts::PI * variance).sqrt()
                }
            }
            None => model
                .rates(column, group)
                .get(usize::from(sample.code(row, column)))
                .copied()
                .unwrap_or(1.0),
        };
        model.shares()[group] * (0..sample.columns().len()).map(of).product::<f64>()
    };
    let row = |row: usize| {
        sample.weight(row) * (0..model.groups()).map(|group| density(row, group)).sum::<f64>().ln()
    };
    (0..sample.rows()).map(row).sum()
}
