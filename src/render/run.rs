//! The record of a run, for those who must repeat it.

use serde::Serialize;

use super::pretty::pretty;
use crate::manifest::ClusteringOptions;
use crate::personas::{Draft, PersonaSet, ResultFinding};
use crate::study::SourceSummary;

#[derive(Serialize)]
struct RunRecord<'a> {
    schema_version: u32,
    generator: &'static str,
    version: &'static str,
    title: &'a str,
    inputs: &'a [SourceSummary],
    options: ClusteringOptions,
    seed: u64,
    findings: &'a [ResultFinding],
}

/// The file `run.json`: inputs with their digests, options, seed, version of the crate and
/// findings. It holds no time and no machine, so that the same run writes the same bytes.
#[must_use]
pub fn run(draft: &Draft) -> String {
    let personas = draft.personas();
    pretty(&RunRecord {
        schema_version: PersonaSet::SCHEMA_VERSION,
        generator: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        title: &personas.study.title,
        inputs: &personas.study.sources,
        options: draft.options(),
        seed: draft.options().seed,
        findings: &personas.findings,
    })
}
