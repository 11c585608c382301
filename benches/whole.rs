//! The whole way from a survey export to `personas.json`: seconds of each stage, and peak memory.
//! Figures and their commands are in `benches/README.md`.
//!
//! `cargo bench --bench whole -- [random|blocks] ROWS`; the export is written to
//! `target/whole-ROWS` once.

#![allow(clippy::print_stdout, reason = "a bench prints figures")]

#[path = "../tests/it/planted.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod planted;

use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::Instant;

use persona_synthesis::indicators::Measure;
use persona_synthesis::personas::Draft;
use persona_synthesis::sources::MISSING;
use persona_synthesis::{Clustering, IndicatorMatrix, Study, render};
use planted::{Generator, Missing, Plan, Row};

const SEED: u64 = 7;
const MANIFEST: &str = r#"title = "A survey of known groups"
[facets]
goal = ["goal *"]
pain-point = ["pain *"]
behaviour = ["behaviour *"]
[[source]]
id = "survey"
path = "survey.csv"
respondent = "respondent"
"#;
const AGREES: [&str; 5] = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"];
const PLACES: [&str; 4] = ["At home", "At work", "On the way", "Elsewhere"];

/// Writes 60 columns of answers: 40 of yes and no, 10 of agreement, 5 places, 5 numbers.
fn write_export(folder: &Path, rows: usize, missing: Missing) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("study.toml"), MANIFEST)?;
    let mut file = BufWriter::new(std::fs::File::create(folder.join("survey.csv"))?);
    let mut generator = Generator::new(&Plan::bench(rows, missing), SEED);
    let columns = generator.columns();
    write!(file, "respondent")?;
    for column in 0..columns.len() {
        write!(file, ",{} {column}", ["goal", "pain", "behaviour"][column % 3])?;
    }
    writeln!(file)?;
    let mut row = Row::default();
    for number in 0..rows {
        generator.next_into(&mut row);
        let (mut codes, mut numbers) = (row.codes.iter(), row.numbers.iter());
        write!(file, "R{number:07}")?;
        for (measure, _) in &columns {
            let code =
                if *measure == Measure::Numeric { 0 } else { *codes.next().expect("a code") };
            match measure {
                Measure::Numeric => match numbers.next().expect("a number") {
                    number if number.is_nan() => write!(file, ",")?,
                    number => write!(file, ",{number:.2}")?,
                },
                _ if code == MISSING => write!(file, ",")?,
                Measure::Mention => write!(file, ",{}", ["no", "yes"][usize::from(code)])?,
                Measure::Ordinal => write!(file, ",{}", AGREES[usize::from(code)])?,
                _ => write!(file, ",{}", PLACES[usize::from(code)])?,
            }
        }
        writeln!(file)?;
    }
    file.flush()
}

/// Highest resident memory of the process, in megabytes, where the system tells.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let Some(rows) = arguments.iter().find_map(|argument| argument.parse::<usize>().ok()) else {
        return Ok(());
    };
    let blocks = arguments.iter().any(|argument| argument == "blocks");
    let missing = if blocks { Missing::Blocks } else { Missing::Random(0.2) };
    let folder =
        Path::new("target").join(format!("whole-{}{rows}", if blocks { "blocks-" } else { "" }));
    if !folder.join("survey.csv").exists() {
        write_export(&folder, rows, missing)?;
    }
    let start = Instant::now();
    let mut before = 0.0;
    let mut stage = |name: &str| {
        let now = start.elapsed().as_secs_f64();
        let peak = peak_memory().map_or("-".to_owned(), |peak| format!("{peak:.0}"));
        println!("{name:<12}{:>8.2} s{peak:>8} MB", now - before);
        before = now;
    };
    let study = Study::open(folder.join("study.toml"))?;
    stage("reading");
    let matrix = IndicatorMatrix::from_study(&study)?;
    stage("indicators");
    let clustering = Clustering::fit(&matrix)?;
    stage("clustering");
    let draft = Draft::new(&study, &matrix, &clustering)?;
    stage("claims");
    for file in render::files(&draft) {
        let path = folder.join(&file.name);
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        std::fs::write(path, file.bytes)?;
    }
    stage("writing");
    println!(
        "{} groups, {} claims; {:.2} s in all",
        draft.personas().personas.len(),
        draft.personas().claims().count(),
        before
    );
    Ok(())
}
