//! A run that stops at the first warning. `cargo run --example strict -- [MANIFEST]`
//!
//! Findings never stop the library; how strict to be is the caller's choice.

#![allow(clippy::print_stdout, reason = "a program prints")]

use persona_synthesis::{Level, Result, Study};

fn main() -> Result<()> {
    let manifest = std::env::args().nth(1).unwrap_or_else(|| "data/clinic/study.toml".to_owned());
    let study = Study::open(manifest)?;
    for finding in study.findings().iter().filter(|finding| finding.level() == Level::Note) {
        println!("note: {finding}");
    }
    study.findings().deny(Level::Warning)?;
    println!("no warnings");
    Ok(())
}
