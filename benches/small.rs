//! Small studies with known groups: 12, 24 and 60 respondents, 40 codes, nothing missing, every
//! method given the true number of groups.
//!
//! `cargo bench --bench small -- WHAT [STUDIES] [SEED] [SEPARATION]`, WHAT one of `compare`,
//! `options`. `compare` also writes the studies with the labels to `target/small.csv`, for
//! `benches/peers/small.py`.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a bench prints figures")]

#[path = "../tests/it/planted.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod planted;

use std::io::{BufWriter, Write as _};
use std::time::Instant;

use persona_synthesis::clustering::{
    Clusterer, KMeans, LatentClass, Sample, SplitMix64, adjusted_rand,
};
use persona_synthesis::indicators::Values;
use persona_synthesis::{PersonaKind, Result};
use planted::{Missing, Plan, Planted};

const CODES: usize = 40;
const SIZES: [usize; 3] = [12, 24, 60];

/// A drawn study, with its sample.
struct Study {
    planted: Planted,
    sample: Sample,
    groups: usize,
    seed: u64,
}

impl Study {
    /// Draws until each group has two members: fewer are no group that could be found.
    fn draw(respondents: usize, separation: f64, study: u64, seed: u64) -> Self {
        let mut draws = SplitMix64::new(seed, &[study, respondents as u64]);
        let four = respondents >= 60 && draws.below(2) == 1;
        let shares = if four { vec![0.3, 0.3, 0.2, 0.2] } else { vec![0.4, 0.35, 0.25] };
        let groups = shares.len();
        let base = Plan::bench(respondents, Missing::Nothing);
        let plan = Plan {
            shares,
            mentions: CODES,
            ordinal: 0,
            nominal: 0,
            numeric: 0,
            separation,
            ..base
        };
        loop {
            let seed = draws.next_u64();
            let planted = planted::draw(&plan, seed);
            let members = |group: usize| {
                planted.truth.iter().filter(|label| usize::from(**label) == group).count()
            };
            if (0..groups).all(|group| members(group) >= 2) {
                let sample = Sample::of_kind(&planted.matrix, PersonaKind::User);
                return Self { planted, sample, groups, seed };
            }
        }
    }

    /// The labels of a method in the order of the respondents.
    fn labels(&self, method: &dyn Clusterer) -> Result<Vec<u16>> {
        let found = method.cluster(&self.sample, self.groups, self.seed)?.labels();
        let mut labels = vec![0; self.planted.truth.len()];
        for (respondent, label) in self.sample.respondents().iter().zip(found) {
            labels[*respondent as usize] = label;
        }
        Ok(labels)
    }

    fn agreement(&self, labels: &[u16]) -> f64 {
        adjusted_rand(labels, &self.planted.truth)
    }

    /// A line for each respondent: study, respondents, groups, truth, labels, codes.
    fn write(
        &self,
        file: &mut impl std::io::Write,
        study: u64,
        labels: [&[u16]; 2],
    ) -> std::io::Result<()> {
        let matrix = &self.planted.matrix;
        for (respondent, truth) in self.planted.truth.iter().enumerate() {
            let count = self.planted.truth.len();
            let [latent_class, k_means] = labels.map(|labels| labels[respondent]);
            write!(file, "{study},{count},{},{truth},{latent_class},{k_means}", self.groups)?;
            for indicator in 0..CODES {
                let Values::Codes(codes) = matrix.values(indicator) else {
                    unreachable!("all indicators are codes")
                };
                write!(file, ",{}", codes[respondent])?;
            }
            writeln!(file)?;
        }
        Ok(())
    }
}

/// Mean and its standard error.
fn mean_and_error(numbers: &[f64]) -> (f64, f64) {
    let count = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / count;
    let squares = numbers.iter().map(|number| (number - mean).powi(2)).sum::<f64>();
    (mean, (squares / (count - 1.0).max(1.0) / count).sqrt())
}

/// The default methods and the true parameters.
fn compare(studies: u64, seed: u64, separation: f64) -> Result<()> {
    let written = "target/small.csv can be written";
    let mut file = BufWriter::new(std::fs::File::create("target/small.csv").expect(written));
    let codes: Vec<String> = (0..CODES).map(|code| format!("code_{code}")).collect();
    writeln!(file, "study,respondents,groups,truth,latent_class,k_means,{}", codes.join(","))
        .expect(written);
    println!("{:>12}{:>14}{:>14}{:>14}", "respondents", "latent class", "k-means", "possible");
    for respondents in SIZES {
        let mut agreements = [const { Vec::new() }; 3];
        for study in 0..studies {
            let drawn = Study::draw(respondents, separation, study, seed);
            let (latent_class, k_means) =
                (drawn.labels(&LatentClass::default())?, drawn.labels(&KMeans::default())?);
            let all = [&latent_class, &k_means, &drawn.planted.oracle];
            agreements
                .iter_mut()
                .zip(all)
                .for_each(|(list, labels)| list.push(drawn.agreement(labels)));
            drawn.write(&mut file, study, [&latent_class, &k_means]).expect(written);
        }
        let [latent_class, k_means, possible] = agreements.map(|list| mean_and_error(&list).0);
        println!("{respondents:>12}{latent_class:>14.3}{k_means:>14.3}{possible:>14.3}");
    }
    file.flush().expect(written);
    Ok(())
}

/// The methods with other options: mean agreement, in brackets the difference to the default latent
/// class with its standard error, and the milliseconds of a fit.
fn options(studies: u64, seed: u64, separation: f64) -> Result<()> {
    let draw = |size: &usize| {
        (0..studies).map(|study| Study::draw(*size, separation, study, seed)).collect()
    };
    let drawn: Vec<Vec<Study>> = SIZES.iter().map(draw).collect();
    let default = agreements(&drawn, &LatentClass::default())?;
    println!("{:<46}{:>24}{:>24}{:>24}{:>24}{:>8}", "method", 12, 24, 60, "all", "ms");
    for (name, method) in methods() {
        let start = Instant::now();
        let other = agreements(&drawn, method.as_ref())?;
        let fits = studies as f64 * SIZES.len() as f64;
        let milliseconds = start.elapsed().as_secs_f64() * 1e3 / fits;
        let cells = other.iter().zip(&default).map(|(other, default)| cell(other, default));
        println!("{name:<46}{}{milliseconds:>8.1}", cells.collect::<String>());
    }
    Ok(())
}

/// The default methods, and latent classes and k-means with other options.
fn methods() -> Vec<(String, Box<dyn Clusterer>)> {
    let tried = [(1.0, 20), (1.0, 100), (1.0, 500), (0.25, 20), (0.25, 100), (0.5, 100)];
    let tried = tried.into_iter().chain([
        (2.0, 20),
        (2.0, 100),
        (4.0, 20),
        (4.0, 100),
        (8.0, 20),
        (16.0, 20),
    ]);
    let latent_class = tried.flat_map(|(prior, starts)| {
        [true, false].map(|pool| {
            let method: Box<dyn Clusterer> =
                Box::new(LatentClass { pool, prior, starts, ..LatentClass::default() });
            (format!("latent class, pool {pool}, prior {prior}, starts {starts}"), method)
        })
    });
    let k_means = [10, 20, 100].map(|starts| {
        let method: Box<dyn Clusterer> = Box::new(KMeans { starts });
        (format!("k-means, starts {starts}"), method)
    });
    latent_class.chain(k_means).collect()
}

/// Agreement with the truth by size, and of all sizes together.
fn agreements(drawn: &[Vec<Study>], method: &dyn Clusterer) -> Result<Vec<Vec<f64>>> {
    let one = |study: &Study| Ok(study.agreement(&study.labels(method)?));
    let by_size = drawn
        .iter()
        .map(|studies| studies.iter().map(one).collect())
        .collect::<Result<Vec<Vec<f64>>>>()?;
    let all = by_size.concat();
    Ok(by_size.into_iter().chain([all]).collect())
}

fn cell(agreements: &[f64], default: &[f64]) -> String {
    let differences: Vec<f64> =
        agreements.iter().zip(default).map(|(other, default)| other - default).collect();
    let (difference, error) = mean_and_error(&differences);
    let text = format!("{:.3} ({difference:+.3} ± {error:.3})", mean_and_error(agreements).0);
    format!("{text:>24}")
}

fn main() -> Result<()> {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let at = |place: usize| arguments.get(place);
    let studies = at(1).and_then(|text| text.parse().ok()).unwrap_or(50);
    let seed = at(2).and_then(|text| text.parse().ok()).unwrap_or(7);
    let separation = at(3).and_then(|text| text.parse().ok()).unwrap_or(1.6);
    match at(0).map_or("compare", String::as_str) {
        "options" => options(studies, seed, separation),
        _ => compare(studies, seed, separation),
    }
}
