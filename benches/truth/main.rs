//! Measures the truth of results: on studies with known groups, with none, and with structure that
//! is no groups. Tables and their commands are in `benches/README.md`.
//!
//! `cargo bench --bench truth -- WHAT [STUDIES] [SEED]`, WHAT one of `number`, `cliff`, `weights`,
//! `none`, `continuous`, `numbers`, `repeat`, `shares`, `accounts`, `style`, `validated`; `number` also
//! takes sizes, such as `300,1000`.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a bench prints figures")]

mod accounts;
mod number_of_groups;
mod numbers;
#[path = "../../tests/it/planted.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod planted;
#[path = "../../tests/it/planted_battery.rs"]
mod planted_battery;
#[path = "../../tests/it/planted_numbers.rs"]
mod planted_numbers;
mod repeat;
#[path = "../../tests/it/second_source.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod second_source;
mod shares;
mod studies;
mod style;
mod validated;

use std::time::Instant;

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::{Clustering, Result};
use planted::{Continuum, Missing, Plan};

/// How often more than one group is found where there is one.
fn none(studies: u64, seed: u64) -> Result<()> {
    let (mut grouped, start) = (0, Instant::now());
    for study in 0..studies {
        let mut draws = SplitMix64::new(seed, &[study, 1]);
        let respondents = [20, 50, 100, 300, 1000, 2000][usize::try_from(study).unwrap_or(0) % 6];
        let plan = Plan { shares: vec![1.0], ..Plan::bench(respondents, Missing::Random(0.1)) };
        let planted = planted::draw(&plan, draws.next_u64());
        let clustering = Clustering::fit(&planted.matrix)?;
        let selection = &clustering.selections()[0];
        if selection.chosen > 1 {
            println!(
                "  {respondents} respondents: {} groups, {}",
                selection.chosen, selection.reason
            );
        }
        grouped += usize::from(selection.chosen > 1);
    }
    println!(
        "more than one group in {grouped} of {studies} studies without any, {:.1} s a study",
        start.elapsed().as_secs_f64() / studies as f64
    );
    Ok(())
}

/// Verdicts where indicators hang together without groups.
fn continuous(studies: u64, seed: u64) -> Result<()> {
    let structures =
        [Continuum::Severity, Continuum::Acquiescence, Continuum::Repeated, Continuum::Skipped];
    for structure in structures {
        let mut verdicts = std::collections::BTreeMap::<String, u64>::new();
        for study in 0..studies {
            let mut draws = SplitMix64::new(seed, &[study, 2]);
            let respondents = [100, 300, 1000][usize::try_from(study).unwrap_or(0) % 3];
            let clustering =
                Clustering::fit(&planted::continuum(structure, respondents, draws.next_u64()))?;
            let selection = &clustering.selections()[0];
            *verdicts
                .entry(format!("{} groups {}", selection.chosen, selection.verdict.name()))
                .or_default() += 1;
        }
        let list: Vec<String> =
            verdicts.iter().map(|(verdict, count)| format!("{count} × {verdict}")).collect();
        println!("{structure:?}: {}", list.join(", "));
    }
    Ok(())
}

fn main() -> Result<()> {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let number_at = |place: usize, or: u64| {
        arguments.get(place).and_then(|text| text.parse().ok()).unwrap_or(or)
    };
    let seed = number_at(2, 7);
    match arguments.first().map_or("number", String::as_str) {
        "continuous" => continuous(number_at(1, 6), seed),
        "accounts" => accounts::claims(number_at(1, 20), seed),
        "style" => style::styles(number_at(1, 10), seed),
        "shares" => shares::shares(number_at(1, 40), seed),
        "none" => none(number_at(1, 200), seed),
        "repeat" => {
            repeat::found(number_at(1, 40), seed)?;
            repeat::groups(number_at(1, 40), seed)
        }
        "numbers" => numbers::numbers(number_at(1, 8), seed),
        "validated" => validated::validated(number_at(1, 20), seed),
        "cliff" => number_of_groups::cliff(number_at(1, 10), seed),
        "weights" => number_of_groups::weights(number_at(1, 10), seed),
        _ => {
            let sizes = arguments.get(3).map_or("100,300,1000,5000", String::as_str);
            let sizes: Vec<usize> = sizes.split(',').filter_map(|size| size.parse().ok()).collect();
            number_of_groups::sizes(number_at(1, 10), seed, &sizes)
        }
    }
}
