//! Personas as text: pure functions, which read and write no files.

mod annotations;
mod cells;
mod charts;
mod cited;
mod evidence_sets;
mod linked;
mod markdown;
mod markup;
mod masking_log;
mod membership;
mod pages;
mod perception;
mod places;
mod refi;
mod run;
mod schema;
mod summary;
mod tables;
mod unknown;
#[cfg(feature = "xlsx")]
mod workbook;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::error::Category;

pub use annotations::annotations;
pub(crate) use cells::{cell, safe};
pub use charts::{Chart, charts};
pub(crate) use charts::{Moved, Stream, Svg, flow, moved};
pub(crate) use evidence_sets::{ReadSets, members, read_sets};
pub use evidence_sets::{evidence_sets, read_evidence_sets};
pub use markdown::markdown;
pub use masking_log::masking_log;
pub use membership::{Crm, crm_membership, membership_csv, read_membership_csv};
pub(crate) use membership::{MEMBERSHIP, read_rows};
pub use pages::{Density, Pages, html, transcripts};
pub use perception::perception;
pub(crate) use places::escaped;
pub use refi::refi_project;
pub use run::run;
pub use schema::SCHEMA;
pub use summary::summary;
pub use tables::{claims_csv, evidence_csv, sticky_notes_csv};
#[cfg(feature = "xlsx")]
pub use workbook::workbook;

use crate::error::{Error, ErrorKind, Result};
use crate::locator::Place;
use crate::personas::{Draft, PersonaSet};
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

/// Reads the personas from their JSON. Memberships and full evidence sets are in files of their own:
/// [`lifecycle::read_result`](crate::lifecycle::read_result) reads the whole result.
///
/// # Errors
/// [`ErrorKind::Format`] for a text that is no such result, or one of another version;
/// [`ErrorKind::Unsound`] for one that no run writes: with more respondents with something than were
/// asked, a claim that is not there, or a place that ends before it begins.
pub fn from_json(text: &str) -> Result<PersonaSet> {
    const NAME: &str = "personas.json";
    const RESULT: &str = "the personas.json of a run";
    let personas: PersonaSet =
        serde_json::from_str(text).map_err(|error| unreadable(NAME, RESULT, &error))?;
    if personas.schema_version != PersonaSet::SCHEMA_VERSION {
        let found = format!("schema_version {}", personas.schema_version);
        return Err(refused(
            NAME,
            &format!("schema_version {}", PersonaSet::SCHEMA_VERSION),
            found,
        ));
    }
    personas.check().map_err(|fault| ErrorKind::Unsound { place: Place::file(NAME), fault })?;
    Ok(personas)
}

/// A file that was read back and is not what it should be.
pub(crate) fn refused(name: &str, expected: &str, found: impl ToString) -> Error {
    let found = found.to_string();
    ErrorKind::Format { place: Place::file(name), expected: expected.to_owned(), found }.into()
}

/// A file that was read back and does not parse: what serde says of types of this crate would help
/// nobody who holds the file.
pub(crate) fn unreadable(name: &str, expected: &str, error: &serde_json::Error) -> Error {
    let (line, column) = (error.line(), error.column());
    let message = error.to_string();
    let missing = message.strip_prefix("missing field `").and_then(|rest| rest.split_once('`'));
    let found = match (error.classify(), missing) {
        (Category::Data, Some((field, _))) => format!("JSON without {field:?}"),
        (Category::Data, None) => format!("JSON of another kind (line {line}, column {column})"),
        (Category::Eof, _) => format!("JSON that is cut off in line {line}"),
        (Category::Syntax | Category::Io, _) => {
            format!("text that is not JSON (line {line}, column {column})")
        }
    };
    refused(name, expected, found)
}

/// What a file is made of.
#[derive(Clone, Copy)]
enum Render {
    /// The personas alone, as `personas.json` holds them.
    Personas(fn(&PersonaSet) -> String),
    /// The draft, but nothing that says who is who.
    Draft(fn(&Draft) -> String),
    /// The draft with who is who: never handed on.
    Roster(fn(&Draft) -> String),
    /// The records of a CRM, for a study that has some: never handed on.
    Crm(Crm),
}

const FILES: [(&str, Render); 15] = [
    ("personas.json", Render::Personas(json)),
    ("personas.schema.json", Render::Personas(|_| SCHEMA.to_owned())),
    ("personas.md", Render::Personas(markdown)),
    ("personas.html", Render::Personas(html)),
    ("persona-perception.md", Render::Personas(perception)),
    ("claims.csv", Render::Personas(claims_csv)),
    ("evidence.csv", Render::Personas(evidence_csv)),
    ("sticky-notes.csv", Render::Personas(sticky_notes_csv)),
    ("membership.csv", Render::Roster(|draft| membership_csv(draft.result()))),
    ("membership-hubspot.csv", Render::Crm(Crm::HubSpot)),
    ("membership-salesforce.csv", Render::Crm(Crm::Salesforce)),
    ("membership-activecampaign.csv", Render::Crm(Crm::ActiveCampaign)),
    ("evidence-sets.json", Render::Roster(|draft| evidence_sets(draft.result()))),
    ("evidence.jsonld", Render::Draft(annotations)),
    ("run.json", Render::Draft(run)),
];

/// Every file of a draft; those for a CRM where there are records of one, charts in the folder
/// `charts`. Of a draft that is [guarded](Draft::guarded) those that name nobody.
#[must_use]
pub fn files(draft: &Draft) -> Vec<OutputFile> {
    let personas = draft.personas();
    let internal = personas.study.privacy.is_internal();
    let text = |render: Render| match render {
        Render::Personas(render) => Some(render(personas)),
        Render::Draft(render) => Some(render(draft)),
        Render::Roster(render) => internal.then(|| render(draft)),
        Render::Crm(crm) => {
            (internal && !draft.crm_records().is_empty()).then(|| crm_membership(draft, crm))
        }
    };
    rendered(personas, text)
}

/// The files that follow from the personas alone: those of a result that was read back from its
/// JSON.
#[must_use]
pub fn files_of_personas(personas: &PersonaSet) -> Vec<OutputFile> {
    let text = |render: Render| match render {
        Render::Personas(render) => Some(render(personas)),
        Render::Draft(_) | Render::Roster(_) | Render::Crm(_) => None,
    };
    rendered(personas, text)
}

fn rendered(
    personas: &PersonaSet,
    text: impl Fn(Render) -> Option<String> + Sync + Send,
) -> Vec<OutputFile> {
    let file = |(name, render): (&str, Render)| {
        text(render).map(|text| OutputFile { name: name.to_owned(), text })
    };
    let mut files: Vec<OutputFile> = FILES.into_par_iter().filter_map(file).collect();
    let chart =
        |chart: Chart| OutputFile { name: format!("charts/{}.svg", chart.name), text: chart.svg };
    files.extend(charts(personas).into_iter().map(chart));
    files
}

fn pretty(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("results hold only what JSON can hold");
    visible_json(&(text + "\n")).into_owned()
}
