//! From a folder of exports to draft personas.
//!
//! `cargo run --release --example synthesize -- [MANIFEST] [--out DIR] [--seed N] [--density
//! story|balanced|analyst] [--templates DIR] [--transcripts]`; without a manifest the sample study.
//! In place of a manifest a `personas.json` is rendered again: pages, tables and charts.
//! `--templates` names a folder with templates of one's own for the pages; `--templates-to DIR`
//! writes those of the crate there, to begin with. `--transcripts` writes `sources.html` too, which
//! holds every word of the interviews.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program prints")]

use std::path::PathBuf;
use std::process::ExitCode;

use persona_synthesis::personas::Draft;
use persona_synthesis::render::{Density, Pages};
use persona_synthesis::{Clustering, IndicatorMatrix, Manifest, PersonaSet, Study, render};

const USAGE: &str = "usage: synthesize [MANIFEST] [--out DIR] [--seed N] [--density story|balanced|analyst] [--templates DIR] [--templates-to DIR] [--transcripts]";

struct Arguments {
    manifest: PathBuf,
    out: PathBuf,
    seed: Option<u64>,
    density: Density,
    templates: Option<PathBuf>,
    templates_to: Option<PathBuf>,
    transcripts: bool,
}

fn main() -> ExitCode {
    let result =
        arguments().and_then(|arguments| run(&arguments).map_err(|error| format!("{error:?}")));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let mut found = Arguments {
        manifest: "data/clinic/study.toml".into(),
        out: "out".into(),
        seed: None,
        density: Density::default(),
        templates: None,
        templates_to: None,
        transcripts: false,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} needs a value; {USAGE}"));
        match word.as_str() {
            "--out" => found.out = value()?.into(),
            "--seed" => {
                found.seed = Some(
                    value()?
                        .parse()
                        .map_err(|_| format!("--seed needs a whole number; {USAGE}"))?,
                )
            }
            "--density" => {
                found.density =
                    value()?.parse().map_err(|error| format!("--density: {error}; {USAGE}"))?;
            }
            "--templates" => found.templates = Some(value()?.into()),
            "--templates-to" => found.templates_to = Some(value()?.into()),
            "--transcripts" => found.transcripts = true,
            "--help" | "-h" => return Err(USAGE.to_owned()),
            option if option.starts_with('-') => {
                return Err(format!("{option} is no option; {USAGE}"));
            }
            path => found.manifest = path.into(),
        }
    }
    Ok(found)
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    if let Some(folder) = &arguments.templates_to {
        std::fs::create_dir_all(folder)?;
        for (name, text) in Pages::templates() {
            std::fs::write(folder.join(name), text)?;
        }
    }
    let again = arguments.manifest.extension().is_some_and(|extension| extension == "json");
    let drafted = if again { None } else { Some(synthesized(arguments)?) };
    let (personas, files) = match &drafted {
        Some((_, draft)) => (draft.personas().clone(), render::files(draft)),
        // Only what follows from the JSON is written again.
        None => {
            let personas = render::from_json(&std::fs::read_to_string(&arguments.manifest)?)?;
            let files = render::files_of_personas(&personas);
            (personas, files)
        }
    };
    for file in files {
        let bytes = if file.name == "personas.html" {
            pages(&personas, arguments)?.into_bytes()
        } else {
            file.bytes
        };
        let path = arguments.out.join(&file.name);
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        std::fs::write(path, bytes)?;
    }
    #[cfg(feature = "xlsx")]
    std::fs::write(arguments.out.join("personas.xlsx"), render::workbook(&personas))?;
    // Transcripts stay with those who made the study.
    let internal = |(study, _): &&(Study, Draft)| study.manifest().privacy.profile.is_internal();
    if let Some((study, draft)) = drafted.as_ref().filter(internal) {
        if let Some(project) = render::refi_project(draft.result(), study) {
            std::fs::write(arguments.out.join("personas.qdpx"), project)?;
        }
        if arguments.transcripts {
            std::fs::write(
                arguments.out.join("sources.html"),
                render::transcripts(&personas, study),
            )?;
        }
    }
    print!("{}", render::summary(&personas));
    println!(
        "\nwritten to {}: personas.html and personas.md for people, personas.json for programs",
        arguments.out.display()
    );
    Ok(())
}

fn synthesized(arguments: &Arguments) -> Result<(Study, Draft), Box<dyn std::error::Error>> {
    let mut manifest = Manifest::from_path(&arguments.manifest)?;
    if let Some(seed) = arguments.seed {
        manifest.clustering.seed = seed;
    }
    let study = Study::build(manifest)?;
    let matrix = IndicatorMatrix::from_study(&study)?;
    let clustering = Clustering::fit(&matrix)?;
    let draft = Draft::new(&study, &matrix, &clustering)?;
    Ok((study, draft))
}

/// The pages, with templates of one's own where there are some.
fn pages(
    personas: &PersonaSet,
    arguments: &Arguments,
) -> Result<String, Box<dyn std::error::Error>> {
    let mut pages =
        Pages::new(personas).density(arguments.density).in_context(arguments.transcripts);
    if let Some(folder) = &arguments.templates {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            pages = pages.template(
                entry.file_name().to_string_lossy(),
                std::fs::read_to_string(entry.path())?,
            );
        }
    }
    Ok(pages.html()?)
}
