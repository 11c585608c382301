//! Costs of the latent class engine: a pass, a fit, the whole selection. Figures and their
//! commands are in `benches/README.md`.
//!
//! `cargo bench --bench engine -- WHAT [random|blocks] [ROWS]`, WHAT one of `pass`, `fit`,
//! `linear`, `sparse`, `reading`, `selection`, `export`.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a bench prints figures")]

#[path = "../tests/it/planted.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod planted;

use std::io::{BufWriter, Write as _};
use std::time::Instant;

use linfa::DatasetBase;
use linfa::traits::Fit as _;
use ndarray::{Array1, Array2};
use persona_synthesis::clustering::{
    LatentClass, LatentClassModel, Sample, SampleBuilder, SplitMix64, adjusted_rand,
};
use persona_synthesis::indicators::{Indicator, IndicatorMatrix, Measure, Values};
use persona_synthesis::{Clustering, Facet, PersonaKind, Result};
use planted::{Generator, Missing, Plan, Row};
use rand::SeedableRng as _;
use rand_xoshiro::Xoshiro256PlusPlus;

const GROUPS: usize = 5;
const SEED: u64 = 7;

/// The sample of a plan, with the labels of the truth and of the true parameters in the order of
/// its rows.
fn sample(plan: &Plan) -> Result<(Sample, Vec<u16>, Vec<u16>)> {
    let mut generator = Generator::new(plan, SEED);
    let mut builder = SampleBuilder::new(&generator.columns(), plan.respondents)?;
    let (mut truth, mut oracle) = (Vec::new(), Vec::new());
    let mut row = Row::default();
    for _ in 0..plan.respondents {
        generator.next_into(&mut row);
        builder.push(&row.codes, &row.numbers)?;
        truth.push(row.group);
        oracle.push(row.oracle);
    }
    let sample = builder.finish();
    let order =
        |labels: &[u16]| sample.respondents().iter().map(|row| labels[*row as usize]).collect();
    let (truth, oracle) = (order(&truth), order(&oracle));
    Ok((sample, truth, oracle))
}

/// Seconds of the fastest of several runs.
fn fastest(times: usize, mut run: impl FnMut()) -> f64 {
    let once = |_| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64()
    };
    (0..times).map(once).fold(f64::INFINITY, f64::min)
}

fn on_threads<T: Send>(threads: usize, run: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("threads start")
        .install(run)
}

/// A model near the optimum, from the first rows.
fn near(sample: &Sample) -> Result<LatentClassModel> {
    LatentClass { starts: 3, ..LatentClass::default() }.fit(&sample.first(10_000), GROUPS, SEED)
}

/// Nanoseconds a row and pass.
fn pass_ns(sample: &Sample, model: &LatentClassModel, threads: usize) -> f64 {
    let times = (4_000_000 / sample.rows()).clamp(5, 200);
    let seconds = on_threads(threads, || {
        fastest(times, || drop(model.step(sample, 1.0).expect("the columns are the same")))
    });
    seconds / sample.rows() as f64 * 1e9
}

/// Highest resident memory of the process since the last call, in megabytes, where the system
/// tells.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// Missing values of the bench data: both variants, or the one that is asked for.
fn variants() -> Vec<(&'static str, Missing)> {
    let asked = |name: &str| std::env::args().any(|argument| argument == name);
    let mut variants =
        vec![("20 % missing", Missing::Random(0.2)), ("blocks missing", Missing::Blocks)];
    variants.retain(|(_, missing)| {
        !asked(if matches!(missing, Missing::Blocks) { "random" } else { "blocks" })
    });
    variants
}

/// A pass over the bench data, and an iteration of linfa's k-means on the one-hot matrix of the
/// same rows.
fn pass(sizes: &[usize]) -> Result<()> {
    println!(
        "{:<16}{:>10}{:>14}{:>14}{:>22}",
        "data", "rows", "ns, 1 thread", "ns, 2 threads", "linfa k-means, ns"
    );
    for (name, missing) in variants() {
        for rows in sizes {
            let (sample, _, _) = sample(&Plan::bench(*rows, missing))?;
            let model = near(&sample)?;
            let (one, two) = (pass_ns(&sample, &model, 1), pass_ns(&sample, &model, 2));
            let k_means = if *rows <= 200_000 {
                format!("{:.0}", k_means_ns(&sample))
            } else {
                "-".to_owned()
            };
            println!("{name:<16}{rows:>10}{one:>14.1}{two:>14.1}{k_means:>22}");
        }
    }
    Ok(())
}

/// Nanoseconds a row and iteration of linfa's k-means on one thread, by the difference of two
/// numbers of iterations.
fn k_means_ns(sample: &Sample) -> f64 {
    let data = one_hot(sample);
    let seconds = |iterations: u64| {
        let dataset = DatasetBase::new(data.view(), Array1::<usize>::zeros(data.nrows()));
        let start = Instant::now();
        let rng = Xoshiro256PlusPlus::seed_from_u64(SEED);
        let fit = linfa_clustering::KMeans::params_with_rng(GROUPS, rng).n_runs(1).tolerance(1e-30);
        drop(fit.max_n_iterations(iterations).fit(&dataset));
        start.elapsed().as_secs_f64()
    };
    let least = |iterations| (0..3).map(|_| seconds(iterations)).fold(f64::INFINITY, f64::min);
    let (few, many) = on_threads(1, || (least(2), least(12)));
    (many - few) / 10.0 / sample.rows() as f64 * 1e9
}

/// Each level a column of 0 and 1, numbers beside; what is missing is the mean.
fn one_hot(sample: &Sample) -> Array2<f32> {
    let widths: Vec<usize> = sample
        .columns()
        .iter()
        .map(|column| if column.categories == 2 { 1 } else { column.categories.max(1) })
        .collect();
    let mut data = Array2::<f32>::zeros((sample.rows(), widths.iter().sum()));
    let mut at = 0;
    for (column, width) in widths.iter().enumerate() {
        for position in 0..*width {
            let value = |row: usize| {
                let code = sample.code(row, column);
                match sample.columns()[column].categories {
                    0 => sample.number(row, column),
                    _ if code == persona_synthesis::sources::MISSING => f64::NAN,
                    2 => f64::from(code),
                    _ => f64::from(u8::from(usize::from(code) == position)),
                }
            };
            let known = (0..sample.rows()).map(value).filter(|value| !value.is_nan());
            let (sum, count) =
                known.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
            for row in 0..sample.rows() {
                let value = value(row);
                #[allow(clippy::cast_possible_truncation, reason = "the peer takes 32 bits")]
                let value = if value.is_nan() { sum / count } else { value } as f32;
                data[[row, at + position]] = value;
            }
        }
        at += width;
    }
    data
}

/// A whole fit with ten starts, with its agreement with the truth and that of the true parameters.
fn fit(sizes: &[usize]) -> Result<()> {
    println!(
        "{:<16}{:>10}{:>10}{:>8}{:>10}{:>9}{:>10}{:>10}",
        "data", "rows", "seconds", "passes", "reached", "ARI", "possible", "peak MB"
    );
    for rows in sizes {
        for (name, missing) in variants() {
            let (sample, truth, oracle) = sample(&Plan::bench(*rows, missing))?;
            let start = Instant::now();
            let model =
                LatentClass { starts: 10, ..LatentClass::default() }.fit(&sample, GROUPS, SEED)?;
            let seconds = start.elapsed().as_secs_f64();
            let peak = peak_memory().map_or("-".to_owned(), |peak| format!("{peak:.0}"));
            let fit = *model.fit();
            let found = std::sync::Arc::new(model).group(&sample)?.labels();
            let (reached, possible) =
                (adjusted_rand(&found, &truth), adjusted_rand(&oracle, &truth));
            let starts = format!("{}/{}", fit.reached, fit.starts);
            println!(
                "{name:<16}{rows:>10}{seconds:>10.2}{:>8}{starts:>10}\
                 {reached:>9.3}{possible:>10.3}{peak:>10}",
                fit.passes
            );
        }
    }
    Ok(())
}

/// Cost by rows and indicators.
fn linear() -> Result<()> {
    println!("{:>10}{:>12}{:>14}{:>20}", "rows", "indicators", "ns a row", "ns an indicator");
    for times in [1, 2, 4, 7] {
        for rows in [1_000, 10_000, 100_000, 1_000_000] {
            let base = Plan::bench(rows, Missing::Random(0.2));
            let plan = Plan {
                mentions: base.mentions * times / 2,
                ordinal: base.ordinal * times / 2,
                nominal: base.nominal * times / 2,
                numeric: base.numeric * times / 2,
                ..base
            };
            let (sample, _, _) = sample(&plan)?;
            let ns = pass_ns(&sample, &near(&sample)?, 1);
            let indicators = sample.columns().len();
            println!("{rows:>10}{indicators:>12}{ns:>14.1}{:>20.2}", ns / indicators as f64);
        }
    }
    Ok(())
}

/// Cost of rare mentions: a pass over 100,000 rows by indicators and by codes present in a row.
fn sparse() -> Result<()> {
    const ROWS: usize = 100_000;
    println!(
        "{:>12}{:>16}{:>12}{:>18}",
        "indicators", "present a row", "ns a row", "ns a code present"
    );
    for columns in [100, 200, 400, 800] {
        for present in [1, 2, 4] {
            let mut draws = SplitMix64::new(SEED, &[columns as u64, present as u64]);
            let mut codes = vec![vec![0; ROWS]; columns];
            (0..ROWS)
                .for_each(|row| (0..present).for_each(|_| codes[draws.below(columns)][row] = 1));
            let column = |(position, codes): (usize, Vec<u8>)| {
                let indicator =
                    Indicator::new(format!("code {position}"), Facet::Goal, Measure::Mention);
                (indicator, Values::Codes(codes))
            };
            let matrix =
                IndicatorMatrix::from_columns(codes.into_iter().enumerate().map(column).collect())?;
            let sample = Sample::of_kind(&matrix, PersonaKind::User);
            let ns = pass_ns(&sample, &near(&sample)?, 1);
            println!("{columns:>12}{present:>16}{ns:>12.1}{:>18.1}", ns / f64::from(present));
        }
    }
    Ok(())
}

/// Share of the memory's speed that a pass of 100 ns a row uses: the time to read the bytes of the
/// packed bench data and nothing else.
fn reading() {
    const ROWS: usize = 10_000_000;
    /// 17 bytes of codes and five numbers of eight bytes.
    const BYTES: usize = 17 + 5 * 8;
    let words = vec![1_u64; ROWS * BYTES / 8];
    let mut total = 0_u64;
    let seconds = fastest(5, || total += std::hint::black_box(&words).iter().sum::<u64>());
    println!(
        "{BYTES} bytes a row, read in {:.1} ns (checked: {})",
        seconds / ROWS as f64 * 1e9,
        total > 0
    );
}

/// The whole selection, as a run of the crate makes it.
fn selection(sizes: &[usize]) -> Result<()> {
    for rows in sizes {
        let planted = planted::draw(&Plan::bench(*rows, Missing::Random(0.2)), SEED);
        let start = Instant::now();
        let clustering = Clustering::fit(&planted.matrix)?;
        let seconds = start.elapsed().as_secs_f64();
        let selection = &clustering.selections()[0];
        println!(
            "{rows} rows: {seconds:.1} s, {} groups, {}",
            selection.chosen,
            selection.verdict.name()
        );
    }
    Ok(())
}

/// Writes the bench data for peers in other languages: rows of 32-bit numbers in the order of the
/// columns, NaN where missing, and the truth.
fn export(sizes: &[usize]) -> Result<()> {
    for rows in sizes {
        let mut generator = Generator::new(&Plan::bench(*rows, Missing::Random(0.2)), SEED);
        let path = format!("target/bench-{rows}.f32");
        let mut file = BufWriter::new(std::fs::File::create(&path).expect("target is there"));
        let mut row = Row::default();
        for _ in 0..*rows {
            generator.next_into(&mut row);
            let codes =
                row.codes.iter().map(|code| if *code == 255 { f32::NAN } else { f32::from(*code) });
            #[allow(clippy::cast_possible_truncation, reason = "the file has 32 bits")]
            let numbers = row.numbers.iter().map(|number| *number as f32);
            for value in codes.chain(numbers).chain([f32::from(row.group)]) {
                file.write_all(&value.to_le_bytes()).expect("there is room");
            }
        }
        println!("{path}: {rows} rows of 61 numbers, the last the true group");
    }
    Ok(())
}

fn main() -> Result<()> {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let rows: Vec<usize> = arguments.iter().skip(1).filter_map(|rows| rows.parse().ok()).collect();
    let sizes = |default: &[usize]| if rows.is_empty() { default.to_vec() } else { rows.clone() };
    match arguments.first().map_or("pass", String::as_str) {
        "fit" => fit(&sizes(&[100_000, 1_000_000])),
        "linear" => linear(),
        "sparse" => sparse(),
        "reading" => {
            reading();
            Ok(())
        }
        "selection" => selection(&sizes(&[100_000])),
        "export" => export(&sizes(&[1_000, 100_000])),
        _ => pass(&sizes(&[1_000, 100_000, 1_000_000])),
    }
}
