//! One question asked twice: how often it is found, how often something else is taken for it, and
//! what it does to the groups.

use persona_synthesis::clustering::{LatentClass, SplitMix64, Verdict, adjusted_rand};
use persona_synthesis::indicators::{Indicator, IndicatorMatrix, Measure, Values};
use persona_synthesis::manifest::{ClusteringOptions, Groups};
use persona_synthesis::sources::MISSING;
use persona_synthesis::{Clustering, Facet, Result};

type Column = (Indicator, Values);

/// What the first answers are drawn from.
#[derive(Debug, Clone, Copy)]
enum Structure {
    /// 22 answers of yes and no, and four of five levels, without groups.
    Noise,
    /// The same, of which 60 % differ between three groups.
    Classes,
    /// 22 answers of yes and no, .9 or .1 by group.
    Clear,
    /// As `Classes`, and four unordered answers and four numbers.
    MixedClasses,
    /// One trait behind all of them.
    Factor,
}

/// What is asked again.
#[derive(Debug, Clone, Copy)]
enum Again {
    Nothing,
    /// The first answer, with slips of this probability.
    Once(f64),
    /// The opposite of the first answer.
    Reversed(f64),
    /// The first answer, so many times.
    Times(usize, f64),
    /// A graded answer: with this probability a step up or down.
    Graded(f64),
    /// A number with this correlation.
    Number(f64),
    /// An unordered answer: with this probability another one.
    Unordered(f64),
}

struct Drawn {
    columns: Vec<Column>,
    groups: Vec<usize>,
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn mention(name: String, codes: Vec<u8>) -> Column {
    (Indicator::new(name, Facet::Goal, Measure::Mention), Values::Codes(codes))
}

fn labelled(name: String, measure: Measure, labels: &[&str], codes: Vec<u8>) -> Column {
    let indicator = Indicator::new(name, Facet::Goal, measure).levels(labels.iter().copied());
    (indicator, Values::Codes(codes))
}

fn draw(structure: Structure, respondents: usize, draws: &mut SplitMix64) -> Drawn {
    let classes = match structure {
        Structure::Noise | Structure::Factor => 1,
        _ => 3,
    };
    let groups: Vec<usize> = (0..respondents).map(|_| draws.below(classes)).collect();
    let traits: Vec<f64> = (0..respondents).map(|_| draws.normal()).collect();
    let mut columns = Vec::new();
    // The logit of each respondent on a new item.
    let logits = |draws: &mut SplitMix64| -> Vec<f64> {
        let base = 0.8 * draws.normal() - 0.6;
        let differs = classes > 1 && draws.unit() < 0.6;
        let effects: Vec<f64> =
            (0..classes).map(|_| if differs { 1.2 * draws.normal() } else { 0.0 }).collect();
        let clear: Vec<f64> = (0..classes)
            .map(|_| if draws.unit() < 0.5 { 0.9_f64 } else { 0.1 })
            .map(|p| (p / (1.0 - p)).ln())
            .collect();
        let of = |(group, level): (&usize, &f64)| match structure {
            Structure::Clear => clear[*group],
            Structure::Factor => base + 1.2 * level,
            _ => base + effects[*group],
        };
        groups.iter().zip(&traits).map(of).collect()
    };
    for item in 0..22 {
        let logits = logits(draws);
        let codes = logits.iter().map(|logit| u8::from(draws.unit() < sigmoid(*logit))).collect();
        columns.push(mention(format!("yes {item}"), codes));
    }
    if !matches!(structure, Structure::Clear) {
        for item in 0..4 {
            let logits = logits(draws);
            let code = |logit: &f64| {
                let unit = draws.unit().clamp(1e-9, 1.0 - 1e-9);
                let value = logit + 0.6 + (unit / (1.0 - unit)).ln();
                let above = [-1.5, -0.5, 0.5, 1.5].iter().filter(|cut| value > **cut).count();
                u8::try_from(above).expect("five levels")
            };
            let codes = logits.iter().map(code).collect();
            let labels = ["1", "2", "3", "4", "5"];
            columns.push(labelled(format!("grade {item}"), Measure::Ordinal, &labels, codes));
        }
    }
    if matches!(structure, Structure::MixedClasses) {
        for item in 0..4 {
            let logits = logits(draws);
            let code = |logit: &f64| match draws.unit() < sigmoid(*logit) {
                true => 0,
                false => 1 + u8::try_from(draws.below(3)).expect("three others"),
            };
            let codes = logits.iter().map(code).collect();
            let labels = ["bus", "car", "bike", "train"];
            columns.push(labelled(format!("way {item}"), Measure::Nominal, &labels, codes));
        }
        for item in 0..4 {
            let logits = logits(draws);
            let numbers = logits.iter().map(|logit| logit + draws.normal()).collect();
            let indicator = Indicator::new(format!("number {item}"), Facet::Goal, Measure::Numeric);
            columns.push((indicator, Values::Numbers(numbers)));
        }
    }
    Drawn { columns, groups }
}

/// The columns in which the first of the kind is asked again, named `… again`.
fn again(drawn: &Drawn, again: Again, draws: &mut SplitMix64) -> Vec<Column> {
    let mut columns = drawn.columns.clone();
    let first = |name: &str| {
        drawn.columns.iter().find(|(of, _)| of.name == name).expect("it was drawn").clone()
    };
    let codes = |values: &Values| match values {
        Values::Codes(codes) => codes.clone(),
        Values::Numbers(_) => unreachable!("it has codes"),
    };
    let flipped = |slips: f64, reversed: bool, draws: &mut SplitMix64| -> Vec<u8> {
        let (_, values) = first("yes 0");
        let flip = |code: u8| if (draws.unit() < slips) != reversed { 1 - code } else { code };
        codes(&values).into_iter().map(flip).collect()
    };
    let mut add = |name: &str, number: usize, values: Values| {
        let (mut indicator, _) = first(name);
        indicator.name = format!("{name} again {number}");
        columns.push((indicator, values));
    };
    match again {
        Again::Nothing => {}
        Again::Once(slips) => add("yes 0", 1, Values::Codes(flipped(slips, false, draws))),
        Again::Reversed(slips) => add("yes 0", 1, Values::Codes(flipped(slips, true, draws))),
        Again::Times(times, slips) => (1..times)
            .for_each(|time| add("yes 0", time, Values::Codes(flipped(slips, false, draws)))),
        Again::Graded(slips) => {
            let step = |code: u8| match draws.unit() {
                unit if unit < slips / 2.0 => code.saturating_sub(1),
                unit if unit < slips => (code + 1).min(4),
                _ => code,
            };
            let (_, values) = first("grade 0");
            add("grade 0", 1, Values::Codes(codes(&values).into_iter().map(step).collect()));
        }
        Again::Number(correlation) => {
            let (_, Values::Numbers(numbers)) = first("number 0") else { unreachable!() };
            let noise = (1.0 / (correlation * correlation) - 1.0).sqrt();
            let again = numbers.iter().map(|number| number + noise * draws.normal()).collect();
            add("number 0", 1, Values::Numbers(again));
        }
        Again::Unordered(slips) => {
            let slip = |code: u8| match draws.unit() < slips {
                true => (code + 1 + u8::try_from(draws.below(3)).expect("few")) % 4,
                false => code,
            };
            let (_, values) = first("way 0");
            add("way 0", 1, Values::Codes(codes(&values).into_iter().map(slip).collect()));
        }
    }
    columns
}

/// These columns with this share of the cells missing.
fn without(columns: Vec<Column>, share: f64, draws: &mut SplitMix64) -> Vec<Column> {
    let mut lacks = || share > 0.0 && draws.unit() < share;
    columns
        .into_iter()
        .map(|(indicator, values)| {
            let values = match values {
                Values::Codes(codes) => Values::Codes(
                    codes.into_iter().map(|code| if lacks() { MISSING } else { code }).collect(),
                ),
                Values::Numbers(numbers) => Values::Numbers(
                    numbers.into_iter().map(|n| if lacks() { f64::NAN } else { n }).collect(),
                ),
            };
            (indicator, values)
        })
        .collect()
}

/// The blocks that are named: the names in each.
fn named(clustering: &Clustering) -> Vec<Vec<String>> {
    let blocks = clustering.findings().iter().filter(|finding| finding.id() == "repeated-question");
    blocks
        .map(|finding| {
            let mut names: Vec<String> =
                finding.message().split('"').skip(1).step_by(2).map(str::to_owned).collect();
            names.sort();
            names.dedup();
            names
        })
        .collect()
}

/// How often what is asked again is bound, and how often anything else is.
pub(crate) fn found(studies: u64, seed: u64) -> Result<()> {
    let cases = [
        (Structure::Noise, Again::Nothing, 0.0),
        (Structure::Classes, Again::Nothing, 0.0),
        (Structure::Clear, Again::Nothing, 0.0),
        (Structure::Clear, Again::Nothing, 0.2),
        (Structure::MixedClasses, Again::Nothing, 0.2),
        (Structure::Factor, Again::Nothing, 0.0),
        (Structure::Noise, Again::Once(0.05), 0.0),
        (Structure::Noise, Again::Once(0.15), 0.0),
        (Structure::Classes, Again::Once(0.05), 0.0),
        (Structure::Classes, Again::Once(0.15), 0.0),
        (Structure::Classes, Again::Once(0.15), 0.2),
        (Structure::Classes, Again::Once(0.2), 0.0),
        (Structure::Classes, Again::Reversed(0.1), 0.0),
        (Structure::Classes, Again::Times(3, 0.05), 0.0),
        (Structure::Classes, Again::Times(3, 0.1), 0.0),
        (Structure::Classes, Again::Times(4, 0.05), 0.0),
        (Structure::Classes, Again::Times(4, 0.1), 0.0),
        (Structure::Clear, Again::Once(0.05), 0.0),
        (Structure::Clear, Again::Once(0.15), 0.0),
        (Structure::Clear, Again::Times(3, 0.05), 0.0),
        (Structure::Classes, Again::Graded(0.1), 0.0),
        (Structure::Classes, Again::Graded(0.3), 0.0),
        (Structure::MixedClasses, Again::Number(0.95), 0.1),
        (Structure::MixedClasses, Again::Number(0.9), 0.1),
        (Structure::MixedClasses, Again::Unordered(0.05), 0.1),
        (Structure::MixedClasses, Again::Unordered(0.15), 0.1),
    ];
    println!("structure, asked again, missing: bound / something else bound, of studies a size");
    for (case, (structure, what, missing)) in cases.into_iter().enumerate() {
        let mut line = Vec::new();
        for respondents in [60, 100, 200, 500, 2000] {
            let (mut bound, mut other) = (0, 0);
            for study in 0..studies {
                let mut draws =
                    SplitMix64::new(seed, &[study, respondents as u64, case as u64, 31]);
                let drawn = draw(structure, respondents, &mut draws);
                let columns = without(again(&drawn, what, &mut draws), missing, &mut draws);
                let wanted: usize = columns.len() - drawn.columns.len() + 1;
                // One group is all that is needed: repeats are looked for before it.
                let options = ClusteringOptions {
                    groups: Groups::Exactly(1),
                    replicates: 2,
                    ..ClusteringOptions::default()
                };
                let matrix = IndicatorMatrix::from_columns(columns)?;
                let clustering =
                    Clustering::with_method(&matrix, &LatentClass::default(), &options)?;
                let blocks = named(&clustering);
                let is_right = |block: &Vec<String>| {
                    block.len() == wanted
                        && block.iter().filter(|name| name.contains("again")).count() + 1 == wanted
                };
                let right = blocks.iter().filter(|block| is_right(block)).count();
                bound += usize::from(right > 0);
                let strange = |block: &Vec<String>| {
                    let again = block.iter().filter(|name| name.contains("again")).count();
                    // Part of the wordings is a miss, not a false binding.
                    let first = |name: &&String| name.ends_with(" 0") || name.contains("again");
                    again == 0 || block.iter().filter(first).count() < block.len()
                };
                other += usize::from(blocks.iter().any(strange));
            }
            line.push(format!("{respondents}: {bound}/{other}"));
        }
        println!("{structure:?}, {what:?}, {missing}: {} of {studies}", line.join(", "));
    }
    Ok(())
}

/// What a question that is asked again does to the groups.
pub(crate) fn groups(studies: u64, seed: u64) -> Result<()> {
    let cases = [
        Again::Nothing,
        Again::Once(0.05),
        Again::Once(0.15),
        Again::Reversed(0.05),
        Again::Times(3, 0.05),
    ];
    for structure in [Structure::Noise, Structure::Clear, Structure::Classes] {
        for what in cases {
            let (mut counts, mut natural) = (std::collections::BTreeMap::<usize, u64>::new(), 0);
            let (mut agreement, mut without_it) = (0.0, 0.0);
            for study in 0..studies {
                let mut draws = SplitMix64::new(seed, &[study, 37]);
                let respondents = [300, 500, 1000][usize::try_from(study).unwrap_or(0) % 3];
                let drawn = draw(structure, respondents, &mut draws);
                let fit = |columns: Vec<Column>| -> Result<(usize, bool, f64)> {
                    let clustering = Clustering::fit(&IndicatorMatrix::from_columns(columns)?)?;
                    let selection = &clustering.selections()[0];
                    let label = |group: usize| u16::try_from(group).expect("few groups");
                    let labels: Vec<u16> =
                        selection.members.iter().map(|member| label(member.group)).collect();
                    let truth: Vec<u16> = drawn.groups.iter().copied().map(label).collect();
                    let agreement = adjusted_rand(&labels, &truth);
                    let natural = selection.verdict == Verdict::Natural;
                    Ok((selection.chosen, natural, agreement))
                };
                let (chosen, is_natural, reached) = fit(again(&drawn, what, &mut draws))?;
                *counts.entry(chosen).or_default() += 1;
                natural += u64::from(is_natural);
                agreement += reached;
                if !matches!(structure, Structure::Noise) && !matches!(what, Again::Nothing) {
                    without_it += fit(drawn.columns.clone())?.2;
                }
            }
            println!(
                "{structure:?}, {what:?}: groups {counts:?}, natural {natural}, ARI {:.3}, \
                 without it {:.3}",
                agreement / studies as f64,
                without_it / studies as f64
            );
        }
    }
    Ok(())
}
