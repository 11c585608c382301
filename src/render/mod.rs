//! Personas as text: pure functions, which read and write no files.

mod evidence_sets;
mod linked;
mod markdown;
mod membership;
mod places;
mod run;
mod summary;
mod unknown;

use rayon::prelude::*;
use serde::Serialize;

pub use evidence_sets::{evidence_sets, read_evidence_sets};
pub use markdown::markdown;
pub(crate) use membership::cell;
pub use membership::{membership_csv, read_membership_csv};
pub(crate) use places::escaped;
pub use run::run;
pub use summary::summary;

use crate::personas::PersonaSet;

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its name.
    pub name: &'static str,
    /// Its text, UTF-8.
    pub text: String,
}

/// The result as JSON, the file `personas.json`; [`from_json`] reads it back.
///
/// # Panics
/// Never: the result holds only what JSON can hold.
#[must_use]
pub fn json(personas: &PersonaSet) -> String {
    pretty(personas)
}

/// Reads a result from its JSON. Memberships and full evidence sets are in files of their own and stay empty; [`tracking::read_result`](crate::tracking::read_result)
/// reads all of it.
///
/// # Errors
/// What serde says of a text that is no such result.
pub fn from_json(text: &str) -> Result<PersonaSet, serde_json::Error> {
    serde_json::from_str(text)
}

type Render = fn(&PersonaSet) -> String;

const FILES: [(&str, Render); 5] = [
    ("personas.json", json),
    ("personas.md", markdown),
    ("membership.csv", membership_csv),
    ("evidence-sets.json", evidence_sets),
    ("run.json", run),
];

/// Every file of a run.
#[must_use]
pub fn files(personas: &PersonaSet) -> Vec<OutputFile> {
    FILES.into_par_iter().map(|(name, render)| OutputFile { name, text: render(personas) }).collect()
}

fn pretty(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("results hold only what JSON can hold");
    text.push('\n');
    text
}
