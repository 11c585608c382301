//! What became of personas between two waves. `cargo run --release --example waves -- [OLD
//! MANIFEST] [NEW MANIFEST]`
//!
//! Without manifests the R community survey of 2018 and 2019, by the questions that both asked.

#![allow(clippy::print_stdout, reason = "a program prints")]

use persona_synthesis::lifecycle::{CompareOptions, Wave, compare};
use persona_synthesis::{Clustering, IndicatorMatrix, PersonaSet, Result, Study};

/// The stages of one wave.
fn synthesized(manifest: &str) -> Result<(Study, IndicatorMatrix, Clustering, PersonaSet)> {
    let study = Study::open(manifest)?;
    let matrix = IndicatorMatrix::from_study(&study)?;
    let clustering = Clustering::fit(&matrix)?;
    let personas = PersonaSet::draft(&study, &matrix, &clustering)?;
    Ok((study, matrix, clustering, personas))
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut manifest = |otherwise: &str| arguments.next().unwrap_or_else(|| otherwise.to_owned());
    let old = synthesized(&manifest("data/r-community/study-2018.toml"))?;
    let new = synthesized(&manifest("data/r-community/study.toml"))?;
    let (study, matrix, clustering, personas) = &old;
    let was = Wave { study, matrix, clustering, personas };
    let (study, matrix, clustering, personas) = &new;
    let is = Wave { study, matrix, clustering, personas };
    print!(
        "{}",
        compare(&was, &is, &CompareOptions { permutations: 39, ..CompareOptions::default() })?
            .markdown()
    );
    Ok(())
}
