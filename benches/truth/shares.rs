//! Whether intervals hold the truth: the shares of planted groups, with and without weights.

use std::collections::BTreeMap;

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::manifest::{ClusteringOptions, Groups};
use persona_synthesis::{
    Clustering, Facet, IndicatorMatrix, PersonaKind, PersonaSet, Result, Source, Study,
};

/// Shares of the planted groups in the population.
const SHARES: [f64; 3] = [0.5, 0.3, 0.2];
/// How much more often a member of each group is in the sample, where it is weighted.
const DRAWN: [f64; 3] = [1.0, 0.6, 2.0];
/// Standard deviation of the logarithm of the weights beside what the group explains.
const UNEVEN: f64 = 0.5;

/// One interval against the truth.
struct Held {
    truth: f64,
    estimate: f64,
    low: f64,
    high: f64,
    uncertain: bool,
}

/// A survey of yes and no whose groups are known.
struct Survey {
    study: Study,
    truth: Vec<usize>,
}

/// Draws a survey; people of a weighted one have unequal chances to be in it.
fn survey(
    respondents: usize,
    items: usize,
    effect: f64,
    weighted: bool,
    seed: u64,
) -> Result<Survey> {
    let mut draws = SplitMix64::new(seed, &[21]);
    let base: Vec<f64> = (0..items).map(|_| -0.6 + 0.8 * draws.normal()).collect();
    let effects: Vec<[f64; 3]> = (0..items)
        .map(|_| match draws.unit() < 0.6 {
            true => std::array::from_fn(|_| effect * draws.normal()),
            false => [0.0; 3],
        })
        .collect();
    let rates: Vec<f64> = match weighted {
        true => SHARES.iter().zip(DRAWN).map(|(share, drawn)| share * drawn).collect(),
        false => SHARES.to_vec(),
    };
    let all: f64 = rates.iter().sum();
    let (mut truth, mut records) = (Vec::new(), Vec::new());
    for person in 0..respondents {
        let mut left = draws.unit() * all;
        let group = rates.iter().position(|rate| {
            left -= rate;
            left < 0.0
        });
        let group = group.unwrap_or(rates.len() - 1);
        let mut record = vec![format!("R{person:05}")];
        for (base, effects) in base.iter().zip(&effects) {
            let chance = 1.0 / (1.0 + (-base - effects[group]).exp());
            record.push(if draws.unit() < chance { "Yes" } else { "No" }.to_owned());
        }
        if weighted {
            let weight = (UNEVEN * draws.normal()).exp() / DRAWN[group];
            record.push(format!("{weight:.6}"));
        }
        truth.push(group);
        records.push(record);
    }
    let mut header = vec!["id".to_owned()];
    header.extend((0..items).map(|item| format!("Goal: b{item}")));
    if weighted {
        header.push("weight".to_owned());
    }
    let header = header.iter().map(String::as_str);
    let mut source = Source::records("survey", header, records, "id")?.respondent("id");
    if weighted {
        source = source.weight("weight");
    }
    let options = ClusteringOptions {
        groups: Groups::Exactly(SHARES.len()),
        replicates: 10,
        seed,
        ..ClusteringOptions::default()
    };
    let study = Study::builder("bench")
        .kind(PersonaKind::User)
        .facet(Facet::Goal, ["Goal: *"])
        .source(source)
        .clustering(options)
        .build()?;
    Ok(Survey { study, truth })
}

/// Entropy R² of the groups of a survey, and the interval of each share.
fn study(survey: &Survey) -> Result<(f64, Vec<Held>)> {
    let matrix = IndicatorMatrix::from_study(&survey.study)?;
    let clustering = Clustering::fit(&matrix)?;
    let personas = PersonaSet::draft(&survey.study, &matrix, &clustering)?;
    let selection = &clustering.selections()[0];
    let numbers: BTreeMap<_, usize> = survey
        .study
        .respondents()
        .map(|of| (of.index(), of.name()[1..].parse().expect("a number after its letter")))
        .collect();
    let mut counts = [[0_u32; 3]; 3];
    for member in &selection.members {
        let person: usize = numbers[&member.respondent];
        counts[member.group][survey.truth[person]] += 1;
    }
    const ORDERS: [[usize; 3]; 6] =
        [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let same =
        |order: &&[usize; 3]| -> u32 { (0..3).map(|group| counts[group][order[group]]).sum() };
    let order = ORDERS.iter().max_by_key(same).expect("there are orders");
    let held = personas.personas.iter().zip(order).filter_map(|(persona, truth)| {
        let share = persona.share.as_ref()?;
        Some(Held {
            truth: SHARES[*truth],
            estimate: share.estimate,
            low: share.low,
            high: share.high,
            uncertain: share.uncertain,
        })
    });
    Ok((selection.candidates[0].relative_entropy, held.collect()))
}

/// Prints by entropy R², respondents and weights how many intervals hold the truth, and their
/// width beside 3.92 times the root mean square error.
pub(crate) fn shares(studies: u64, seed: u64) -> Result<()> {
    println!(
        "| weights | n | entropy R² | studies | hold | median width | 3.92 RMSE | bias | uncertain |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for weighted in [false, true] {
        for respondents in [300, 1000] {
            let mut bands: BTreeMap<&str, Vec<Vec<Held>>> = BTreeMap::new();
            for number in 0..studies {
                let mut draws = SplitMix64::new(seed, &[number, respondents as u64]);
                let effect = [0.8, 1.0, 1.35, 1.7][draws.below(4)];
                let items = [12, 20, 26][draws.below(3)];
                let drawn = survey(respondents, items, effect, weighted, draws.next_u64())?;
                let (entropy, held) = study(&drawn)?;
                let band = match entropy {
                    ..0.6 => "below .6",
                    ..0.7 => ".6 to .7",
                    ..0.8 => ".7 to .8",
                    ..0.9 => ".8 to .9",
                    _ => ".9 and above",
                };
                bands.entry(band).or_default().push(held);
            }
            for (band, studies) in &bands {
                let weights = if weighted { "unequal" } else { "none" };
                println!("| {weights} | {respondents} | {band} | {} |", line(studies));
            }
        }
    }
    Ok(())
}

fn line(studies: &[Vec<Held>]) -> String {
    let certain: Vec<&Held> = studies.iter().flatten().filter(|held| !held.uncertain).collect();
    let all = certain.len().max(1) as f64;
    let holds = certain.iter().filter(|h| h.low <= h.truth && h.truth <= h.high).count();
    let mut widths: Vec<f64> = certain.iter().map(|held| held.high - held.low).collect();
    widths.sort_by(f64::total_cmp);
    let width = widths.get(widths.len() / 2).copied().unwrap_or(f64::NAN);
    let error = |held: &&Held| (held.estimate - held.truth).powi(2);
    let square = certain.iter().map(error).sum::<f64>() / all;
    // Of the smallest group, whose share is overstated first.
    let least: Vec<f64> = certain
        .iter()
        .filter(|held| held.truth < 0.25)
        .map(|held| held.estimate - held.truth)
        .collect();
    let bias = least.iter().sum::<f64>() / least.len().max(1) as f64;
    let uncertain = studies.iter().filter(|study| study.iter().any(|held| held.uncertain)).count();
    format!(
        "{} | {:.1} % | {width:.3} | {:.3} | {bias:+.3} | {uncertain}",
        studies.len(),
        100.0 * holds as f64 / all,
        3.92 * square.sqrt()
    )
}
