//! How many claims hold, and how many differences that exist are found, on studies whose truth is
//! known; beside common practice (k-means and chi-square tests on the respondents who made the
//! groups) on the same data.
//!
//! `cargo run --release --example honest_claims -- [STUDIES] [SEED] [PART OF A NAME]`
//!
//! Three planted groups at several sizes and with whole blocks missing; no groups at all, and one
//! continuous factor, both cut into four groups by force. The last argument picks the studies whose
//! name holds it: `"no groups"`.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "an example prints figures")]

#[path = "../tests/it/honest.rs"]
mod honest;
#[path = "../tests/it/planted.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod planted;

use honest::{Score, common_practice, cross_fitted, forced};
use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::{Clustering, Result};
use planted::{Missing, Plan, draw};

fn main() -> Result<()> {
    let number = |place: usize, or: u64| {
        std::env::args().nth(place).and_then(|text| text.parse().ok()).unwrap_or(or)
    };
    let (studies, seed) = (number(1, 2), number(2, 7));
    let only = std::env::args().nth(3).unwrap_or_default();
    let planted = [100, 300, 1000, 2000].map(|respondents| {
        (respondents.to_string(), Plan::three_groups(respondents, Missing::Random(0.1)), None)
    });
    let others = [
        ("1000, blocks".to_owned(), Plan::three_groups(1000, Missing::Blocks), None),
        ("300, no groups".to_owned(), Plan::noise(300), Some(4)),
        ("300, a factor".to_owned(), Plan::one_factor(300), Some(4)),
    ];
    println!(
        "                                      called real             \
         claims graded supported   found of what is"
    );
    println!(
        "respondents    method                 a study   wrong        \
         a study   wrong             findable"
    );
    for (name, plan, groups) in
        planted.iter().chain(&others).filter(|(name, _, _)| name.contains(&only))
    {
        table(plan, name, studies, seed, *groups)?;
    }
    Ok(())
}

/// Prints what both find in a number of studies; the number of groups is chosen, or forced.
fn table(plan: &Plan, name: &str, studies: u64, seed: u64, groups: Option<usize>) -> Result<()> {
    let (mut own, mut common, mut with_claims) = (Score::default(), Score::default(), 0);
    for study in 0..studies {
        let planted =
            draw(plan, SplitMix64::new(seed, &[study, plan.respondents as u64]).next_u64());
        let clustering = match groups {
            Some(groups) => forced(&planted.matrix, groups)?,
            None => Clustering::fit(&planted.matrix)?,
        };
        let score = cross_fitted(&planted, &clustering)?;
        with_claims += u64::from(score.claims > 0);
        own += score;
        common += common_practice(&planted, clustering.selections()[0].chosen.max(2), seed)?;
    }
    for (method, score) in [("this crate", own), ("k-means and chi-square", common)] {
        let a_study = |count: usize| count as f64 / studies as f64;
        let share = |part: usize, of: usize| {
            if of == 0 {
                "-".to_owned()
            } else {
                format!("{:.1} %", 100.0 * part as f64 / of as f64)
            }
        };
        println!(
            "{name:<15}{method:<23}{:>7.1}{:>8}{:>15.1}{:>8}{:>17}",
            a_study(score.found),
            share(score.wrong, score.found),
            a_study(score.claims),
            share(score.wrong_claims, score.claims),
            share(score.recalled, score.findable),
        );
    }
    println!("{:<15}claims graded supported in {with_claims} of {studies} studies", "");
    Ok(())
}
