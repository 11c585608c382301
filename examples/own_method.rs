//! A method of one's own: k-medoids on the share of differing answers. `cargo run --release
//! --example own_method`
//!
//! Stability, the choice of the number of groups, canonical order and all checks are done for every
//! method alike.

#![allow(clippy::print_stdout, reason = "a program prints")]

use persona_synthesis::clustering::{Clusterer, Grouping, Sample, SplitMix64};
use persona_synthesis::manifest::{ClusteringOptions, Groups};
use persona_synthesis::sources::MISSING;
use persona_synthesis::{Clustering, IndicatorMatrix, Result, Study};

struct Medoids;

/// Share of the answers known of both in which two rows differ; 0.5 where nothing is known of both.
fn difference(sample: &Sample, a: usize, b: usize) -> f64 {
    let (mut differ, mut known) = (0.0, 0.0);
    for (position, column) in sample.columns().iter().enumerate() {
        let apart = if column.categories == 0 {
            (0.5 * (sample.number(a, position) - sample.number(b, position)).abs()).min(1.0)
        } else {
            match (sample.code(a, position), sample.code(b, position)) {
                (MISSING, _) | (_, MISSING) => f64::NAN,
                (first, second) => f64::from(u8::from(first != second)),
            }
        };
        if !apart.is_nan() {
            known += 1.0;
            differ += apart;
        }
    }
    if known == 0.0 { 0.5 } else { differ / known }
}

impl Clusterer for Medoids {
    fn name(&self) -> &str {
        "k-medoids"
    }

    fn cluster(&self, sample: &Sample, groups: usize, seed: u64) -> Result<Grouping> {
        let drawn: Vec<usize> = (0..sample.rows()).filter(|row| sample.times(*row) > 0).collect();
        let mut draws = SplitMix64::new(seed, &[groups as u64]);
        let mut medoids: Vec<usize> =
            (0..groups).map(|_| drawn[draws.below(drawn.len())]).collect();
        let nearest = |row: usize, medoids: &[usize]| {
            (0..groups)
                .min_by(|a, b| {
                    difference(sample, row, medoids[*a]).total_cmp(&difference(
                        sample,
                        row,
                        medoids[*b],
                    ))
                })
                .unwrap_or(0)
        };
        for _ in 0..20 {
            let labels: Vec<usize> = drawn.iter().map(|row| nearest(*row, &medoids)).collect();
            let before = medoids.clone();
            for (group, medoid) in medoids.iter_mut().enumerate() {
                let members: Vec<usize> = drawn
                    .iter()
                    .zip(&labels)
                    .filter(|(_, label)| **label == group)
                    .map(|(row, _)| *row)
                    .collect();
                let cost = |row: usize| -> f64 {
                    members
                        .iter()
                        .map(|other| {
                            difference(sample, row, *other) * f64::from(sample.times(*other))
                        })
                        .sum()
                };
                let best = members.iter().copied().min_by(|a, b| cost(*a).total_cmp(&cost(*b)));
                *medoid = best.unwrap_or(*medoid);
            }
            if medoids == before {
                break;
            }
        }
        let labels: Vec<usize> = (0..sample.rows()).map(|row| nearest(row, &medoids)).collect();
        Grouping::from_labels(groups, &labels)
    }
}

fn main() -> Result<()> {
    let study = Study::open("data/interviews-only/study.toml")?;
    let matrix = IndicatorMatrix::from_study(&study)?;
    let options = ClusteringOptions { groups: Groups::Exactly(3), ..matrix.options() };
    let clustering = Clustering::with_method(&matrix, &Medoids, &options)?;
    for selection in clustering.selections() {
        println!(
            "{} by {}: {} groups ({})",
            selection.kind,
            selection.method,
            selection.chosen,
            selection.verdict.name()
        );
        println!("  {}", selection.reason);
        for member in &selection.members {
            let name =
                study.respondents().nth(member.respondent.index()).map(|one| one.name().to_owned());
            println!("  {} in group {}", name.unwrap_or_default(), member.group + 1);
        }
    }
    Ok(())
}
