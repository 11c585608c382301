//! The built-in methods side by side: time of a fit, stability, agreement with each other.
//!
//! `cargo bench --bench methods`, or `PERSONA_BENCH=export.csv cargo bench --bench methods` on a
//! survey export.

#![allow(clippy::print_stdout, reason = "a program prints")]

#[path = "../tests/it/planted.rs"]
#[allow(dead_code, reason = "the generator serves the tests too")]
mod planted;

use std::path::Path;
use std::time::Instant;

use persona_synthesis::clustering::{
    Clusterer, Grouping, KMeans, LatentClass, Sample, adjusted_rand,
};
use persona_synthesis::manifest::{ClusteringOptions, Groups};
use persona_synthesis::{Clustering, IndicatorMatrix, PersonaKind, Result, Source, Study};

const GROUPS: [usize; 4] = [2, 3, 4, 5];

fn matrix() -> Result<(String, IndicatorMatrix)> {
    match std::env::var("PERSONA_BENCH") {
        Ok(export) => {
            let path = Path::new(&export);
            let source = Source::new("survey", path).respondent_per_row();
            let study = Study::builder(export.clone()).source(source).build()?;
            Ok((export, IndicatorMatrix::from_study(&study)?))
        }
        Err(_) => {
            let plan = planted::Plan::bench(2000, planted::Missing::Random(0.2));
            Ok(("a generated study with five groups".to_owned(), planted::draw(&plan, 7).matrix))
        }
    }
}

fn main() -> Result<()> {
    let (name, matrix) = matrix()?;
    let sample = Sample::of_kind(&matrix, PersonaKind::User);
    println!(
        "{name}: {} respondents, {} indicators that shape groups",
        sample.rows(),
        sample.columns().len()
    );
    println!(
        "{:<14}{:>7}{:>12}{:>12}{:>15}",
        "method", "groups", "seconds", "agreement", "least Jaccard"
    );
    let methods: [&dyn Clusterer; 2] =
        [&LatentClass { starts: 10, ..LatentClass::default() }, &KMeans { starts: 10 }];
    let mut found: Vec<Vec<Grouping>> = Vec::new();
    for method in methods {
        let mut groupings = Vec::new();
        for groups in GROUPS {
            let start = Instant::now();
            groupings.push(method.cluster(&sample, groups, 7)?);
            let seconds = start.elapsed().as_secs_f64();
            let options = ClusteringOptions {
                groups: Groups::Exactly(groups),
                replicates: 20,
                ..matrix.options()
            };
            let clustering = Clustering::with_method(&matrix, method, &options)?;
            let candidate = &clustering.selections()[0].candidates[0];
            let least = candidate.jaccard.iter().copied().fold(1.0, f64::min);
            println!(
                "{:<14}{groups:>7}{seconds:>12.3}{:>12.2}{least:>15.2}",
                method.name(),
                candidate.stability
            );
        }
        found.push(groupings);
    }
    for (position, groups) in GROUPS.iter().enumerate() {
        let agreement = adjusted_rand(&found[0][position].labels(), &found[1][position].labels());
        println!("{groups} groups: the methods agree to {agreement:.2} (adjusted Rand index)");
    }
    Ok(())
}
