//! What became of personas between two waves. `cargo run --release --example waves -- [OLD
//! MANIFEST] [NEW MANIFEST]`
//!
//! Without manifests the R community survey of 2018 and 2019, by the questions that both asked.

#![allow(clippy::print_stdout, reason = "a program prints")]

use persona_synthesis::lifecycle::{CompareOptions, Wave, compare};
use persona_synthesis::personas::Draft;
use persona_synthesis::{Clustering, IndicatorMatrix, Result, Study};

/// The stages of one wave.
fn synthesized(manifest: &str) -> Result<(Study, IndicatorMatrix, Clustering, Draft)> {
    let study = Study::open(manifest)?;
    let matrix = IndicatorMatrix::from_study(&study)?;
    let clustering = Clustering::fit(&matrix)?;
    let draft = Draft::new(&study, &matrix, &clustering)?;
    Ok((study, matrix, clustering, draft))
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut manifest = |otherwise: &str| arguments.next().unwrap_or_else(|| otherwise.to_owned());
    let old = synthesized(&manifest("data/r-community/study-2018.toml"))?;
    let new = synthesized(&manifest("data/r-community/study.toml"))?;
    let (study, matrix, clustering, draft) = &old;
    let was = Wave { study, matrix, clustering, result: draft.result() };
    let (study, matrix, clustering, draft) = &new;
    let is = Wave { study, matrix, clustering, result: draft.result() };
    print!(
        "{}",
        compare(&was, &is, &CompareOptions { permutations: 39, ..CompareOptions::default() })?
            .markdown()
    );
    Ok(())
}
