//! Personas as text: pure functions, which read and write no files.

mod annotations;
mod cells;
mod charts;
mod cited;
mod csv_text;
mod evidence_sets;
mod markdown;
mod markup;
mod masking_log;
mod membership;
mod pages;
mod perception;
mod places;
mod read_json;
mod refi;
mod run;
mod schema;
mod summary;
mod tables;
#[cfg(feature = "xlsx")]
mod workbook;

use rayon::prelude::*;
use serde::Serialize;

pub use annotations::annotations;
pub(crate) use cells::safe;
pub use charts::{Chart, charts};
pub(crate) use charts::{MovedShare, Stream, Svg, flow, moved};
pub(crate) use csv_text::CsvText;
pub(crate) use evidence_sets::{ReadSets, members, read_sets};
pub use evidence_sets::{evidence_sets, read_evidence_sets};
pub use markdown::markdown;
pub use masking_log::masking_log;
pub use membership::{Crm, crm_membership, membership_csv, read_membership_csv};
pub(crate) use membership::{MEMBERSHIP, read_rows};
pub use pages::{Density, Pages, html, transcripts};
pub use perception::perception;
pub(crate) use places::escaped;
pub(crate) use read_json::{JsonFile, refused};
pub use refi::refi_project;
pub use run::run;
pub use schema::SCHEMA;
pub use summary::summary;
pub use tables::{claims_csv, evidence_csv, sticky_notes_csv};
#[cfg(feature = "xlsx")]
pub use workbook::workbook;

use crate::error::Result;
use crate::personas::PersonaSet;
pub use crate::visible::{visible, visible_json};

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its name, with `/` behind the folder where it is to be in one.
    pub name: String,
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

/// Reads a result from its JSON. Memberships and full evidence sets are in files of their own and
/// stay empty; [`lifecycle::read_result`](crate::lifecycle::read_result) reads all of it.
///
/// # Errors
/// [`ErrorKind::Format`] for a text that is no such result, one of another version, or one that no
/// run writes: with more respondents with something than were asked, a claim that is not there, or
/// a place that ends before it begins.
pub fn from_json(text: &str) -> Result<PersonaSet> {
    const RESULT: JsonFile = JsonFile {
        name: "personas.json",
        holds: "a result",
        version: PersonaSet::SCHEMA_VERSION,
        make: "synthesize the study",
    };
    let personas: PersonaSet = RESULT.read(text)?;
    personas.check().map_err(|wrong| RESULT.refuse("a result as a run writes it", wrong))?;
    Ok(personas)
}

type Render = fn(&PersonaSet) -> String;

const FILES: [(&str, Render); 15] = [
    ("personas.json", json),
    ("personas.schema.json", |_| SCHEMA.to_owned()),
    ("personas.md", markdown),
    ("personas.html", html),
    ("persona-perception.md", perception),
    ("claims.csv", claims_csv),
    ("evidence.csv", evidence_csv),
    ("sticky-notes.csv", sticky_notes_csv),
    ("membership.csv", membership_csv),
    ("membership-hubspot.csv", |personas| crm_membership(personas, Crm::HubSpot)),
    ("membership-salesforce.csv", |personas| crm_membership(personas, Crm::Salesforce)),
    ("membership-activecampaign.csv", |personas| crm_membership(personas, Crm::ActiveCampaign)),
    ("evidence-sets.json", evidence_sets),
    ("evidence.jsonld", annotations),
    ("run.json", run),
];

/// Files that say who is who.
const INTERNAL: [&str; 5] = [
    "membership.csv",
    "membership-hubspot.csv",
    "membership-salesforce.csv",
    "membership-activecampaign.csv",
    "evidence-sets.json",
];

/// Every file of a run; those for a CRM where there are records of one, charts in the folder
/// `charts`. Of a set that is [guarded](PersonaSet::guarded) those that name nobody.
#[must_use]
pub fn files(personas: &PersonaSet) -> Vec<OutputFile> {
    let of_crm = |name: &str| name.starts_with("membership-");
    let guarded = !personas.study.privacy.is_internal();
    let wanted = FILES
        .into_par_iter()
        .filter(|(name, _)| !of_crm(name) || !personas.crm_records().is_empty());
    let wanted = wanted.filter(|(name, _)| !(guarded && INTERNAL.contains(name)));
    let file = |(name, render): (&str, Render)| OutputFile {
        name: name.to_owned(),
        text: render(personas),
    };
    let mut files: Vec<OutputFile> = wanted.map(file).collect();
    let drawings = charts(personas).into_iter();
    files.extend(
        drawings.map(|chart| OutputFile {
            name: format!("charts/{}.svg", chart.name),
            text: chart.svg,
        }),
    );
    files
}

fn pretty(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("results hold only what JSON can hold");
    visible_json(&(text + "\n")).into_owned()
}
