//! Charts of a study, each usable alone as an SVG file, each with its numbers as a table.

mod flow;
mod groups;
mod interviews;
mod people;
mod profile;
mod svg;
mod tabled;

pub(crate) use flow::{Moved, Stream, flow, moved};
pub(crate) use svg::Svg;

use crate::locale::{self, Words};
use crate::manifest::PersonaKind;
use crate::personas::{Persona, PersonaSet, SelectionSummary};

/// A chart: a drawing, what a screen reader says of it, and its numbers as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Name of its file, without the extension.
    pub name: String,
    /// Its headline.
    pub title: String,
    /// What is drawn, and how it is to be read.
    pub description: String,
    /// The drawing as SVG, with colours of its own, title and description.
    pub svg: String,
    /// Names of the columns of its numbers.
    pub header: Vec<String>,
    /// Its numbers.
    pub rows: Vec<Vec<String>>,
    /// Whether the drawing is a table too, so that a page needs the table alone.
    pub is_table: bool,
    /// Id of the persona that it is about, if it is about one.
    pub persona: Option<String>,
}

/// The charts of a study: for each kind with groups their sizes, stability, profile, heat map and
/// map of respondents; how numbers of groups compare; what each kind of source carries, for each
/// persona; saturation of the interviews.
///
/// Names are file names, such as `sizes-user`. Colours are those of print; elements have classes,
/// so that a page that holds a drawing can replace them. What colour says, shape or number says
/// too.
///
/// ```
/// use persona_synthesis::{Clustering, IndicatorMatrix, PersonaSet, Study, render};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let matrix = IndicatorMatrix::from_study(&study)?;
/// let personas = PersonaSet::draft(&study, &matrix, &Clustering::fit(&matrix)?)?;
/// let charts = render::charts(&personas);
/// assert!(charts.iter().any(|chart| chart.name == "saturation" && chart.svg.starts_with("<svg")));
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[must_use]
pub fn charts(personas: &PersonaSet) -> Vec<Chart> {
    let mut charts = Vec::new();
    for selection in &personas.selections {
        let of = OfKind { personas, selection };
        if selection.chosen > 1 {
            charts.push(groups::sizes(&of));
            charts.push(groups::stability(&of));
        }
        charts.extend(profile::profile(&of));
        charts.extend(profile::heat_map(&of));
        charts.extend(people::map(&of));
        charts.extend(
            Some(&of).filter(|of| !of.selection.candidates.is_empty()).map(tabled::selection),
        );
    }
    let words = Words::of(personas.study.language);
    charts.extend(personas.personas.iter().filter_map(|persona| tabled::sources(persona, words)));
    charts.extend(
        personas
            .coding
            .saturation
            .as_ref()
            .map(|saturation| interviews::saturation(saturation, words)),
    );
    charts
}

/// What charts of a kind are made of.
struct OfKind<'a> {
    personas: &'a PersonaSet,
    selection: &'a SelectionSummary,
}

impl<'a> OfKind<'a> {
    fn kind(&self) -> PersonaKind {
        self.selection.kind
    }

    /// What is said in the language of the study.
    fn words(&self) -> &'static Words {
        Words::of(self.personas.study.language)
    }

    /// The personas of the kind.
    fn groups(&self) -> impl Iterator<Item = &'a Persona> {
        let kind = self.kind();
        self.personas.personas.iter().filter(move |persona| persona.kind == kind)
    }

    /// A name for the file of a chart of the kind.
    fn name(&self, chart: &str) -> String {
        format!("{chart}-{}", self.kind())
    }
}

/// A share in whole percent.
fn percent(share: f64) -> String {
    format!("{} %", locale::percent(share))
}

/// Texts of the catalogue by their names.
fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
