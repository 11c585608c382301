//! How many groups: every candidate with its figures, and the reason for the choice, with a bar
//! that shows how far the search is. `cargo run --release --example choose_groups -- [MANIFEST]`

#![allow(clippy::print_stdout, reason = "a program prints")]

use std::io::IsTerminal as _;
use std::ops::ControlFlow;

use indicatif::{ProgressBar, ProgressStyle};
use persona_synthesis::clustering::LatentClass;
use persona_synthesis::{Clustering, IndicatorMatrix, Result, Step, Study};

fn main() -> Result<()> {
    let manifest = std::env::args().nth(1).unwrap_or_else(|| "data/clinic/study.toml".to_owned());
    let study = Study::open(manifest)?;
    let matrix = IndicatorMatrix::from_study(&study)?;
    let bar =
        if std::io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos} of at most {len} fits") {
        bar.set_style(style);
    }
    // Break instead of Continue ends the run with an error that says so.
    let show = |step: Step<'_>| {
        bar.set_message(format!("{}: {}", step.subject, step.stage));
        bar.set_length(step.of as u64);
        bar.set_position(step.done as u64);
        ControlFlow::Continue(())
    };
    let options = matrix.options();
    let clustering =
        Clustering::fit_with_progress(&matrix, &LatentClass::from(&options), &options, &show)?;
    bar.finish_and_clear();
    for selection in clustering.selections() {
        println!("{} ({} respondents)", selection.kind, selection.respondents);
        println!(
            "groups  criterion        BIC        ICL  agreement  least Jaccard  smallest  \
             starts at best"
        );
        for candidate in &selection.candidates {
            println!(
                "{}{:>5} {:>10.1} {:>10.1} {:>10.1} {:>10.2} {:>14.2} {:>9} {:>9} of {}",
                if candidate.groups == selection.chosen { '>' } else { ' ' },
                candidate.groups,
                candidate.penalised_deviance.unwrap_or(f64::NAN),
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
