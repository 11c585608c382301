//! Every stage of the library on every study of `data/`, as a crate that has it from elsewhere sees
//! it. `downstream FOLDER` writes to that folder.
//!
//! Tests and examples of the library are built with its dev-dependencies, whose features its
//! dependencies then share: what a build without them lacks, this program alone finds.

mod patterns;
mod stages;
mod table;

use std::path::{Path, PathBuf};

use persona_synthesis::{Clustering, IndicatorMatrix, PersonaSet, Result, Study};
use stages::Stages;

/// The root of the library.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("usage: downstream FOLDER")?);
    std::fs::create_dir_all(&folder)?;
    let patterns = patterns::check()?;
    let mut manifests =
        files(&root().join("data"), &|name| name.starts_with("study") && name.ends_with(".toml"));
    let broken: Vec<PathBuf> = manifests
        .extract_if(.., |path| path.components().any(|part| part.as_os_str() == "broken"))
        .collect();
    assert!(
        manifests.len() >= 4 && broken.len() >= 39,
        "{} studies, {} broken ones",
        manifests.len(),
        broken.len()
    );

    let mut totals = [0; 2];
    for path in &manifests {
        let stages = Stages::of(path)?;
        let [personas, claims] = stages.check(&folder)?;
        println!(
            "{}: {personas} personas, {claims} claims hold",
            path.strip_prefix(root())?.display()
        );
        totals = [totals[0] + personas, totals[1] + claims];
    }
    // The others are read, with findings.
    let refused = broken.iter().filter(|path| whole_way(path).is_err()).count();
    assert!(refused >= 20, "{refused} of {} broken studies are errors", broken.len());
    table::check(&folder)?;
    let [personas, claims] = totals;
    println!(
        "downstream: {} studies, {personas} personas, {claims} claims, {refused} of {} broken studies refused, {patterns} patterns",
        manifests.len(),
        broken.len()
    );
    Ok(())
}

/// A study that may stop anywhere with an error, and nowhere with a panic.
fn whole_way(manifest: &Path) -> Result<()> {
    let study = Study::open(manifest)?;
    let matrix = IndicatorMatrix::from_study(&study)?;
    let clustering = Clustering::fit(&matrix)?;
    PersonaSet::draft(&study, &matrix, &clustering).map(|_| ())
}

/// All files below a folder whose names are wanted, in a fixed order.
pub(crate) fn files(folder: &Path, wanted: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(files(&path, wanted));
        } else if path.file_name().is_some_and(|name| wanted(&name.to_string_lossy())) {
            found.push(path);
        }
    }
    found
}
