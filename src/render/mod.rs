//! Renders personas as text and other files' contents; reads and writes no files.

mod annotations;
mod bases;
mod brief;
mod card;
mod card_drawing;
mod cells;
mod charts;
mod cited;
mod codes;
mod csv_text;
mod density;
mod evidence_sets;
mod markdown;
mod markup;
mod masking_log;
mod matrix;
mod membership;
mod pages;
mod perception;
mod places;
mod pretty;
mod read_json;
mod refi;
mod run;
mod schema;
mod suggested;
mod summary;
mod tables;
#[cfg(feature = "xlsx")]
mod workbook;

use rayon::prelude::*;

pub use annotations::annotations;
pub use brief::brief;
pub(crate) use cells::safe;
pub use charts::{Chart, charts};
pub(crate) use charts::{MovedShare, Stream, Svg, flow, moved};
pub use codes::codes_csv;
pub(crate) use csv_text::CsvText;
pub use density::Density;
pub use evidence_sets::evidence_sets;
pub(crate) use evidence_sets::{ReadSets, members, read_sets};
pub use markdown::markdown;
pub(crate) use markup::as_html;
pub use masking_log::masking_log;
pub use matrix::matrix_csv;
pub use membership::{Crm, crm_membership, membership_csv};
pub(crate) use membership::{MEMBERSHIP, read_rows};
pub use pages::{Pages, html, transcripts};
pub use perception::perception;
pub(crate) use places::escaped;
pub(crate) use read_json::{JsonFile, refused};
pub use refi::refi_project;
pub use run::run;
pub use schema::SCHEMA;
pub use suggested::suggested_codes_csv;
pub use summary::summary;
#[cfg(feature = "xlsx")]
pub(crate) use tables::DECIDED_COLUMNS;
pub use tables::{claims_csv, evidence_csv, sticky_notes_csv};
#[cfg(feature = "xlsx")]
pub use workbook::workbook;
#[cfg(feature = "xlsx")]
pub(crate) use workbook::{
    EXPLAINED, EditedSheet, RESULT, TITLE, cell_text, digest_of_result, edited_sheets, is_edited,
    is_of_words,
};

use crate::error::{ErrorKind, Result};
use crate::locator::Place;
use crate::personas::{Draft, PersonaSet};
pub use crate::visible::{visible, visible_json};

/// A file to be written: its name and contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Name of the file, with `/` after a folder.
    pub name: String,
    /// Contents of the file; text is UTF-8.
    pub bytes: Vec<u8>,
}

impl OutputFile {
    /// Makes a file of this name and contents.
    pub fn new(name: impl Into<String>, contents: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: contents.into() }
    }

    /// Contents as text; `None` for a workbook or a project, which are archives.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }
}

/// The result as JSON, the file `personas.json`; [`from_json`] reads it back.
///
/// # Panics
/// Never: the result holds only what JSON can hold.
#[must_use]
pub fn json(personas: &PersonaSet) -> String {
    pretty::pretty(personas)
}

/// Reads the personas from their JSON. Memberships and full evidence sets are in files of their
/// own: [`lifecycle::read_result`](crate::lifecycle::read_result) reads the whole result.
///
/// # Errors
/// [`ErrorKind::Format`] for a text that is no such result, or one of another version;
/// [`ErrorKind::Unsound`] for one that no run writes: with more respondents with something than
/// were asked, a claim that is not there, or a place that ends before it begins.
pub fn from_json(text: &str) -> Result<PersonaSet> {
    const NAME: &str = "personas.json";
    const RESULT: JsonFile<'static> = JsonFile {
        name: NAME,
        holds: "the personas.json of a run",
        version: PersonaSet::SCHEMA_VERSION,
        make: "synthesize the study",
    };
    let personas: PersonaSet = RESULT.read(text)?;
    // The text may have been edited: what later stages rely on is checked once, here.
    personas.check().map_err(|fault| ErrorKind::Unsound { place: Place::file(NAME), fault })?;
    Ok(personas)
}

/// The source of a file's contents.
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

const FILES: [(&str, Render); 16] = [
    ("personas.json", Render::Personas(json)),
    ("personas.schema.json", Render::Personas(|_| SCHEMA.to_owned())),
    ("personas.md", Render::Personas(markdown)),
    ("personas.html", Render::Personas(html)),
    ("persona-perception.md", Render::Personas(perception)),
    ("claims.csv", Render::Personas(claims_csv)),
    ("evidence.csv", Render::Personas(evidence_csv)),
    ("sticky-notes.csv", Render::Personas(sticky_notes_csv)),
    // Few people raise most codes, so that a guarded result does not count them.
    ("codes.csv", Render::Roster(|draft| codes_csv(draft.personas()))),
    ("membership.csv", Render::Roster(|draft| membership_csv(draft.result()))),
    ("membership-hubspot.csv", Render::Crm(Crm::HubSpot)),
    ("membership-salesforce.csv", Render::Crm(Crm::Salesforce)),
    ("membership-activecampaign.csv", Render::Crm(Crm::ActiveCampaign)),
    ("evidence-sets.json", Render::Roster(|draft| evidence_sets(draft.result()))),
    ("evidence.jsonld", Render::Draft(annotations)),
    ("run.json", Render::Draft(run)),
];

/// Every file of a draft; those for a CRM if it has records of one, charts in the folder `charts`,
/// and each persona's card in the folder `cards`. For a [guarded](Draft::guarded) draft only the
/// files that name no respondents.
#[must_use]
#[cfg_attr(feature = "tracing", tracing::instrument(name = "render", level = "info", skip_all))]
pub fn files(draft: &Draft) -> Vec<OutputFile> {
    let personas = draft.personas();
    let internal = personas.study.privacy.is_internal();
    let text = |render: Render| match render {
        Render::Personas(render) => Some(render(personas)),
        Render::Draft(render) => Some(render(draft)),
        // A guarded draft must not name anybody in any of its files.
        Render::Roster(render) => internal.then(|| render(draft)),
        Render::Crm(crm) => {
            (internal && !draft.crm_records().is_empty()).then(|| crm_membership(draft, crm))
        }
    };
    rendered(personas, text)
}

/// The files that the personas alone determine, for a result that was read back from its JSON.
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
    let file =
        |(name, render): (&str, Render)| text(render).map(|text| OutputFile::new(name, text));
    let mut files: Vec<OutputFile> = FILES.into_par_iter().filter_map(file).collect();
    let chart = |chart: Chart| OutputFile::new(format!("charts/{}.svg", chart.name), chart.svg);
    files.extend(charts(personas).into_iter().map(chart));
    files.extend(cards(personas));
    files
}

/// The cards, each as a drawing for slides and as Markdown for wikis.
fn cards(personas: &PersonaSet) -> Vec<OutputFile> {
    let drawn = personas.personas.iter().map(|persona| {
        let card = card::card(personas, persona, Density::default());
        let drawing = card_drawing::drawing(&card, &personas.study.title);
        OutputFile::new(format!("cards/{}.svg", persona.id), drawing)
    });
    let written = markdown::cards(personas, 1).into_iter();
    let written = written.map(|(id, text)| OutputFile::new(format!("cards/{id}.md"), text));
    drawn.chain(written).collect()
}
