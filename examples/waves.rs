//! Fates of personas between two waves. `cargo run --release --example waves -- [OLD MANIFEST]
//! [NEW MANIFEST]`
//!
//! Without manifests the R community survey of 2018 and 2019, by the questions that both asked.

#![allow(clippy::print_stdout, reason = "a program prints")]

use persona_synthesis::lifecycle::{CompareOptions, compare};
use persona_synthesis::{Result, Study, Synthesis};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut manifest = |otherwise: &str| arguments.next().unwrap_or_else(|| otherwise.to_owned());
    let old = Study::open(manifest("data/r-community/study-2018.toml"))?;
    let new = Study::open(manifest("data/r-community/study.toml"))?;
    let (old, new) = (Synthesis::run(&old)?, Synthesis::run(&new)?);
    let options = CompareOptions { permutations: 39, ..CompareOptions::default() };
    print!("{}", compare(&old, &new, &options)?.markdown());
    Ok(())
}
