//! From a folder of exports to draft personas.
//!
//! `cargo run --release --example synthesize -- [MANIFEST] [--out DIR] [--seed N]`; without a manifest the sample study.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program prints")]

use std::path::PathBuf;
use std::process::ExitCode;

use persona_synthesis::{Clustering, IndicatorMatrix, Manifest, PersonaSet, Study, render};

const USAGE: &str = "usage: synthesize [MANIFEST] [--out DIR] [--seed N]";

struct Arguments {
    manifest: PathBuf,
    out: PathBuf,
    seed: Option<u64>,
}

fn main() -> ExitCode {
    let result = arguments().and_then(|arguments| run(&arguments).map_err(|error| format!("{error:?}")));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let mut found = Arguments { manifest: "data/clinic/study.toml".into(), out: "out".into(), seed: None };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} needs a value; {USAGE}"));
        match word.as_str() {
            "--out" => found.out = value()?.into(),
            "--seed" => {
                found.seed = Some(value()?.parse().map_err(|_| format!("--seed needs a whole number; {USAGE}"))?)
            }
            "--help" | "-h" => return Err(USAGE.to_owned()),
            option if option.starts_with('-') => return Err(format!("{option} is no option; {USAGE}")),
            path => found.manifest = path.into(),
        }
    }
    Ok(found)
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let mut manifest = Manifest::from_path(&arguments.manifest)?;
    if let Some(seed) = arguments.seed {
        manifest.clustering.seed = seed;
    }
    let study = Study::build(manifest)?;
    let matrix = IndicatorMatrix::from_study(&study)?;
    let clustering = Clustering::fit(&matrix)?;
    let personas = PersonaSet::draft(&study, &matrix, &clustering)?;

    for file in render::files(&personas) {
        let path = arguments.out.join(&file.name);
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        std::fs::write(path, file.text)?;
    }
    print!("{}", render::summary(&personas));
    println!("\nwritten to {}: personas.md for people, personas.json for programs", arguments.out.display());
    Ok(())
}
