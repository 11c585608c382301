//! Whether intervals hold the truth: shares of planted groups, and rates of supported claims in
//! them, of people alone, with weights, and in accounts.

use std::collections::BTreeMap;

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::manifest::{ClusteringOptions, Groups};
use persona_synthesis::personas::{Grade, GroupRate};
use persona_synthesis::{
    Clustering, Facet, IndicatorMatrix, PersonaKind, PersonaSet, Result, Source, Study,
};

/// Shares of the planted groups in the population.
const SHARES: [f64; 3] = [0.5, 0.3, 0.2];
/// How much more often a member of each group is in the sample, where it is weighted.
const DRAWN: [f64; 3] = [1.0, 0.6, 2.0];
/// Standard deviation of the logarithm of the weights beside what the group explains.
const UNEVEN: f64 = 0.5;

/// People of an account.
const TEAM: usize = 10;
/// Chance that someone is in the group that the account was drawn for, whatever the shares.
const LIKE_TEAM: f64 = 0.5;

/// How people come into the sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sampling {
    Alone,
    Weighted,
    InAccounts,
}

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
    /// For each item the rate of yes in each group.
    rates: Vec<[f64; 3]>,
}

/// The intervals of a study.
struct Intervals {
    entropy: f64,
    /// True where the planted groups were found.
    found: bool,
    shares: Vec<Held>,
    rates: Vec<Held>,
}

/// Draws a survey.
fn survey(
    respondents: usize,
    items: usize,
    effect: f64,
    sampling: Sampling,
    seed: u64,
) -> Result<Survey> {
    let weighted = sampling == Sampling::Weighted;
    let mut draws = SplitMix64::new(seed, &[21]);
    let base: Vec<f64> = (0..items).map(|_| -0.6 + 0.8 * draws.normal()).collect();
    let effects: Vec<[f64; 3]> = (0..items)
        .map(|_| match draws.unit() < 0.6 {
            true => std::array::from_fn(|_| effect * draws.normal()),
            false => [0.0; 3],
        })
        .collect();
    let chances: Vec<[f64; 3]> = base
        .iter()
        .zip(&effects)
        .map(|(base, effects)| effects.map(|effect| 1.0 / (1.0 + (-base - effect).exp())))
        .collect();
    let rates: Vec<f64> = match weighted {
        true => SHARES.iter().zip(DRAWN).map(|(share, drawn)| share * drawn).collect(),
        false => SHARES.to_vec(),
    };
    let all: f64 = rates.iter().sum();
    let group_of = |unit: f64| {
        let mut left = unit * all;
        let group = rates.iter().position(|rate| {
            left -= rate;
            left < 0.0
        });
        group.unwrap_or(rates.len() - 1)
    };
    let (mut truth, mut records, mut team) = (Vec::new(), Vec::new(), 0);
    for person in 0..respondents {
        let mut group = group_of(draws.unit());
        if sampling == Sampling::InAccounts {
            if person % TEAM == 0 {
                team = group_of(draws.unit());
            }
            group = if draws.unit() < LIKE_TEAM { team } else { group };
        }
        let mut record = vec![format!("R{person:05}")];
        for chances in &chances {
            record.push(if draws.unit() < chances[group] { "Yes" } else { "No" }.to_owned());
        }
        if weighted {
            let weight = (UNEVEN * draws.normal()).exp() / DRAWN[group];
            record.push(format!("{weight:.6}"));
        } else if sampling == Sampling::InAccounts {
            record.push(format!("team {}", person / TEAM));
        }
        truth.push(group);
        records.push(record);
    }
    let mut header = vec!["id".to_owned()];
    header.extend((0..items).map(|item| format!("Goal: b{item}")));
    if weighted {
        header.push("weight".to_owned());
    } else if sampling == Sampling::InAccounts {
        header.push("team".to_owned());
    }
    let header = header.iter().map(String::as_str);
    let mut source = Source::records("survey", header, records, "id")?.respondent("id");
    if weighted {
        source = source.weight("weight");
    } else if sampling == Sampling::InAccounts {
        source = source.account("team");
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
    Ok(Survey { study, truth, rates: chances })
}

/// The intervals of a survey.
fn study(survey: &Survey) -> Result<Intervals> {
    let matrix = IndicatorMatrix::from_study(&survey.study)?;
    let clustering = Clustering::fit(&matrix)?;
    let personas = PersonaSet::draft(&survey.study, &matrix, &clustering)?;
    let selection = &clustering.selections()[0];
    let numbers: BTreeMap<_, usize> = survey
        .study
        .respondents()
        .filter_map(|of| Some((of.index(), of.name().rsplit('R').next()?.parse().ok()?)))
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
    // Each group found and its planted group have most of each other.
    let found = (0..3).all(|group| {
        let own: u32 = counts[group].iter().sum();
        let planted: u32 = counts.iter().map(|counts| counts[order[group]]).sum();
        2 * counts[group][order[group]] > own.max(planted)
    });
    let shares = personas.personas.iter().zip(order).filter_map(|(persona, truth)| {
        let share = persona.share.as_ref()?;
        Some(Held {
            truth: SHARES[*truth],
            estimate: share.estimate,
            low: share.low,
            high: share.high,
            uncertain: share.uncertain,
        })
    });
    let claims = personas
        .personas
        .iter()
        .zip(order)
        .flat_map(|(persona, truth)| persona.claims.iter().map(move |claim| (claim, *truth)));
    let rates =
        claims.filter(|(claim, _)| claim.grade >= Grade::Supported).filter_map(|(claim, truth)| {
            let item: usize = claim.indicator.rsplit('b').next()?.parse().ok()?;
            let (rate, yes) = (claim.rate?, survey.rates[item][truth]);
            let truth = if claim.label.ends_with("No") { 1.0 - yes } else { yes };
            let GroupRate { estimate, low, high, .. } = rate;
            Some(Held { truth, estimate, low, high, uncertain: false })
        });
    let entropy = selection.candidates[0].relative_entropy;
    Ok(Intervals { entropy, found, shares: shares.collect(), rates: rates.collect() })
}

/// Prints by sampling, respondents and entropy R² how many intervals of shares and of rates hold
/// the truth, and their width beside 3.92 times the root mean square error.
pub(crate) fn shares(studies: u64, seed: u64) -> Result<()> {
    println!(
        "| intervals of | people | n | entropy R² | studies | found | hold | median width | 3.92 RMSE | bias | uncertain |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for sampling in [Sampling::Alone, Sampling::Weighted, Sampling::InAccounts] {
        for respondents in
            if sampling == Sampling::InAccounts { vec![600] } else { vec![300, 1000] }
        {
            let mut bands: BTreeMap<&str, Vec<Intervals>> = BTreeMap::new();
            for number in 0..studies {
                let mut draws = SplitMix64::new(seed, &[number, respondents as u64]);
                let effect = [0.8, 1.0, 1.35, 1.7][draws.below(4)];
                let items = [12, 20, 26][draws.below(3)];
                let drawn = survey(respondents, items, effect, sampling, draws.next_u64())?;
                let intervals = study(&drawn)?;
                let band = match intervals.entropy {
                    ..0.6 => "below .6",
                    ..0.7 => ".6 to .7",
                    _ => ".7 and above",
                };
                bands.entry(band).or_default().push(intervals);
            }
            for (band, studies) in &bands {
                let people = match sampling {
                    Sampling::Alone => "alone",
                    Sampling::Weighted => "weighted",
                    Sampling::InAccounts => "60 accounts of ten",
                };
                let right = || studies.iter().filter(|of| of.found);
                let shares: Vec<&[Held]> = right().map(|of| &of.shares[..]).collect();
                let rates: Vec<&[Held]> = right().map(|of| &of.rates[..]).collect();
                for (of, held) in [("shares", shares), ("rates", rates)] {
                    let all = studies.len();
                    println!(
                        "| {of} | {people} | {respondents} | {band} | {all} | {} |",
                        line(&held)
                    );
                }
            }
        }
    }
    Ok(())
}

fn line(studies: &[&[Held]]) -> String {
    let certain: Vec<&Held> =
        studies.iter().copied().flatten().filter(|held| !held.uncertain).collect();
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
