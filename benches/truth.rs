//! Measures the truth of results: on studies with known groups, with none, and with structure that
//! is no groups. Tables and their commands are in `benches/README.md`.
//!
//! `cargo bench --bench truth -- WHAT [STUDIES] [SEED]`, WHAT one of `number`, `none`,
//! `continuous`.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a bench prints figures")]

#[path = "../tests/it/planted.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod planted;

use std::time::Instant;

use persona_synthesis::clustering::{SplitMix64, adjusted_rand};
use persona_synthesis::{Clustering, Result};
use planted::{Continuum, Missing, Plan};

/// A plan whose true parameters reach about this agreement with the true groups, found by halving
/// on studies of 3,000.
fn plan_at(plan: &Plan, agreement: f64, seed: u64) -> Plan {
    let (mut low, mut high) = (0.1, 3.0);
    for _ in 0..8 {
        let separation = f64::midpoint(low, high);
        let planted = planted::draw(&Plan { separation, respondents: 3000, ..plan.clone() }, seed);
        let reached = adjusted_rand(&planted.oracle, &planted.truth);
        if reached < agreement { low = separation } else { high = separation }
    }
    Plan { separation: f64::midpoint(low, high), ..plan.clone() }
}

/// How often the right number of groups is chosen where the true parameters reach an agreement of
/// 0.6 to 0.8.
fn number(studies: u64, seed: u64) -> Result<()> {
    let shares = [vec![0.4, 0.35, 0.25], vec![0.3, 0.3, 0.2, 0.2]];
    for respondents in [300, 1000] {
        let (mut right, start) = (0, Instant::now());
        for study in 0..studies {
            let mut draws = SplitMix64::new(seed, &[study, respondents as u64]);
            let shares = shares[draws.below(2)].clone();
            let base = Plan::bench(respondents, Missing::Random(0.1));
            let plan = Plan {
                shares: shares.clone(),
                mentions: 16,
                ordinal: 8,
                nominal: 3,
                numeric: 3,
                ..base
            };
            let (agreement, seed) = (0.62 + 0.16 * draws.unit(), draws.next_u64());
            let plan = plan_at(&plan, agreement, seed);
            let planted = planted::draw(&plan, seed);
            let possible = adjusted_rand(&planted.oracle, &planted.truth);
            let clustering = Clustering::fit(&planted.matrix)?;
            let selection = &clustering.selections()[0];
            right += usize::from(selection.chosen == shares.len());
            let looked: Vec<String> = selection
                .candidates
                .iter()
                .map(|candidate| {
                    let least = candidate.jaccard.iter().copied().fold(1.0, f64::min);
                    format!(
                        "{}:{:.0} {:.2} {:.2}",
                        candidate.groups,
                        candidate.aic3.unwrap_or(0.0),
                        candidate.stability,
                        least
                    )
                })
                .collect();
            println!(
                "  {} groups, chosen {} ({}), possible {possible:.2}, p {:?} | {}",
                shares.len(),
                selection.chosen,
                selection.verdict.name(),
                selection.blrt_p,
                looked.join(" | ")
            );
        }
        println!(
            "{respondents} respondents: right in {right} of {studies}, {:.1} s a study",
            start.elapsed().as_secs_f64() / studies as f64
        );
    }
    Ok(())
}

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
        "none" => none(number_at(1, 200), seed),
        _ => number(number_at(1, 20), seed),
    }
}
