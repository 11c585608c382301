//! Codes suggested for open answers and uncoded transcripts, and how well such suggestions meet
//! what people coded: `cargo run --release --example suggest -- [MANIFEST]`. A suggestion is never
//! evidence.

#![allow(clippy::print_stdout, reason = "a program prints")]

use persona_synthesis::coding::{DraftTrial, DraftedCodes, Suggestions};
use persona_synthesis::{Result, Study};

fn main() -> Result<()> {
    let manifest = std::env::args().nth(1).unwrap_or_else(|| "data/clinic/study.toml".to_owned());
    let study = Study::open(manifest)?;
    let Suggestions { suggestions, trial, .. } = Suggestions::from_study(&study);
    let Some(trial) = trial else {
        println!("too few coded segments to learn from");
        return Ok(());
    };
    println!(
        "tried on {} coded segments, each document by what was learnt from the others: \
         precision {:.2}, recall {:.2} of {} codes; the most frequent code for everything: \
         precision {:.2}",
        trial.segments, trial.precision, trial.recall, trial.codes, trial.most_frequent
    );
    if let Some(trial) = DraftTrial::of_study(&study, &DraftedCodes::from_study(&study)) {
        println!(
            "codes drafted from words alone, on half of the documents by what the other half says \
             of their meaning: precision {:.2}, recall {:.2} of {} codings; the most frequent code \
             for everything: precision {:.2}, recall {:.2}",
            trial.precision,
            trial.recall,
            trial.codings,
            trial.most_frequent,
            trial.most_frequent_recall
        );
    }
    println!("{} suggestions for what nobody coded; the first ten:", suggestions.len());
    for suggestion in suggestions.iter().take(10) {
        println!(
            "{:.2}  {}  {} ({})",
            suggestion.score, suggestion.code, suggestion.text, suggestion.locator
        );
    }
    Ok(())
}
