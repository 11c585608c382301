//! How many groups: every candidate with its figures, and the reason for the choice.
//! `cargo run --release --example choose_groups -- [MANIFEST]`

#![allow(clippy::print_stdout, reason = "a program prints")]

use persona_synthesis::{Clustering, IndicatorMatrix, Result, Study};

fn main() -> Result<()> {
    let manifest = std::env::args().nth(1).unwrap_or_else(|| "data/clinic/study.toml".to_owned());
    let study = Study::open(manifest)?;
    let matrix = IndicatorMatrix::from_study(&study)?;
    let clustering = Clustering::fit(&matrix)?;
    for selection in clustering.selections() {
        println!("{} ({} respondents)", selection.kind, selection.respondents);
        println!("groups        BIC        ICL  agreement  least Jaccard  smallest  starts at best");
        for candidate in &selection.candidates {
            println!(
                "{}{:>5} {:>10.1} {:>10.1} {:>10.2} {:>14.2} {:>9} {:>9} of {}",
                if candidate.groups == selection.chosen { '>' } else { ' ' },
                candidate.groups,
                candidate.bic.unwrap_or(f64::NAN),
                candidate.icl.unwrap_or(f64::NAN),
                candidate.stability,
                candidate.jaccard.iter().copied().fold(1.0, f64::min),
                candidate.smallest,
                candidate.reached,
                candidate.starts,
            );
        }
        println!("{}: {}\n", selection.verdict.name(), selection.reason);
    }
    Ok(())
}
