//! A chart with its numbers, and the personas that it is drawn from.

use crate::ids::PersonaId;
use crate::locale::{self, Words};
use crate::manifest::PersonaKind;
use crate::personas::{Persona, PersonaSet, SelectionSummary};

/// A chart: a drawing, what a screen reader says of it, and its numbers as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Chart {
    /// Name of its file without the extension.
    pub name: String,
    /// Title of the chart.
    pub title: String,
    /// Description of the drawing and how to read it, for screen readers.
    pub description: String,
    /// The drawing as SVG, with colours of its own, title and description.
    pub svg: String,
    /// Column names of the table of its numbers.
    pub header: Vec<String>,
    /// Rows of the table of its numbers.
    pub rows: Vec<Vec<String>>,
    /// True if the drawing is a table itself, so that a page needs only the table.
    pub is_table: bool,
    /// Id of the persona that the chart is about, if it is about one.
    pub persona: Option<PersonaId>,
}

/// The personas of one kind with the choice of their number, from which charts are drawn.
pub(super) struct ChartedKind<'a> {
    pub(super) personas: &'a PersonaSet,
    pub(super) selection: &'a SelectionSummary,
}

impl<'a> ChartedKind<'a> {
    pub(super) fn kind(&self) -> PersonaKind {
        self.selection.kind
    }

    /// The texts in the language of the study.
    pub(super) fn words(&self) -> &'static Words {
        Words::of(self.personas.study.language)
    }

    /// The personas of the kind.
    pub(super) fn groups(&self) -> impl Iterator<Item = &'a Persona> {
        let kind = self.kind();
        self.personas.personas.iter().filter(move |persona| persona.kind == kind)
    }

    /// A name for the file of a chart of the kind.
    pub(super) fn name(&self, chart: &str) -> String {
        format!("{chart}-{}", self.kind())
    }
}

/// A share in whole percent.
pub(super) fn percent(share: f64) -> String {
    format!("{} %", locale::percent(share))
}

/// Texts of the catalogue by their names.
pub(super) fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
