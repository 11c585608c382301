//! The pages people read: a study overview, a page per persona, evidence and data tables, in one
//! HTML file.

mod catalogue;
mod claim;
mod doubt;
mod emblem;
mod persona;
mod study;
mod transcripts;
mod view;
mod words;

use std::error::Error as _;

use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};

use super::charts::Chart;
use super::density::Density;
use crate::error::{ErrorKind, Result};
use crate::locale::Words;
use crate::locator::Place;
use crate::personas::PersonaSet;
use crate::visible::is_acting;
use catalogue::said;
use study::StudyView;
pub use transcripts::transcripts;
use words::Speech;

/// Faces that stand in where no font with the widths of Arial is installed.
pub(super) const FALLBACK_FONTS: &str = include_str!("templates/fonts.css");

/// The templates as they come with the crate, by name.
const TEMPLATES: [(&str, &str); 7] = [
    ("personas.html", include_str!("templates/personas.html")),
    ("fonts.css", FALLBACK_FONTS),
    ("style.css", include_str!("templates/style.css")),
    ("parts.html", include_str!("templates/parts.html")),
    ("overview.html", include_str!("templates/overview.html")),
    ("persona.html", include_str!("templates/persona.html")),
    ("evidence.html", include_str!("templates/evidence.html")),
];

/// Builder of the HTML page of a result.
///
/// ```
/// use persona_synthesis::render::{Density, Pages};
/// # use persona_synthesis::{Clustering, IndicatorMatrix, PersonaSet, Study};
/// # let study = Study::open("data/interviews-only/study.toml")?;
/// # let matrix = IndicatorMatrix::from_study(&study)?;
/// # let personas = PersonaSet::draft(&study, &matrix, &Clustering::fit(&matrix)?)?;
/// let html = Pages::new(&personas).density(Density::Story).html()?;
/// assert!(html.starts_with("<!doctype html>") && !html.contains("<script"));
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Pages<'a> {
    personas: &'a PersonaSet,
    density: Density,
    in_context: bool,
    waves: &'a [Chart],
    templates: Vec<(String, String)>,
}

/// The file `personas.html`: one file without script, whose content security policy allows no
/// request.
///
/// It holds an overview of the study, a page per persona that prints on one sheet (A4 or US Letter,
/// landscape), all evidence, and the numbers behind the charts. Claims open to quotes,
/// counter-evidence and places without script.
///
/// # Panics
/// Never: the templates of the crate render whatever the result.
#[must_use]
pub fn html(personas: &PersonaSet) -> String {
    Pages::new(personas).html().expect("the templates of the crate render")
}

impl<'a> Pages<'a> {
    /// Starts the page of a result, balanced, with the templates of the crate.
    pub fn new(personas: &'a PersonaSet) -> Self {
        Self {
            personas,
            density: Density::default(),
            in_context: false,
            waves: &[],
            templates: Vec::new(),
        }
    }

    /// Sets the number of figures.
    pub fn density(mut self, density: Density) -> Self {
        self.density = density;
        self
    }

    /// Sets whether evidence from interviews links to its place in `sources.html`, see
    /// [`transcripts`].
    pub fn in_context(mut self, in_context: bool) -> Self {
        self.in_context = in_context;
        self
    }

    /// Adds charts of changes since an earlier wave, from
    /// [`WaveComparison::charts`](crate::lifecycle::WaveComparison::charts), to the overview.
    pub fn waves(mut self, charts: &'a [Chart]) -> Self {
        self.waves = charts;
        self
    }

    /// Replaces a template of the crate: `personas.html` (the whole), `fonts.css`, `style.css`,
    /// `overview.html`, `persona.html`, `evidence.html` or `parts.html` (macros), in Jinja's
    /// language; `say(name, gap=value)` gives a text of the catalogue. What data brings in is
    /// escaped, whatever a template does, unless it says `safe`.
    pub fn template(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.templates.push((name.into(), text.into()));
        self
    }

    /// Names and texts of the crate's templates, to start from.
    #[must_use]
    pub fn templates() -> &'static [(&'static str, &'static str)] {
        &TEMPLATES
    }

    /// Renders the page.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] with name and line of a template that does not render.
    pub fn html(&self) -> Result<String> {
        let mut environment = Environment::new();
        // A misspelt name in somebody's template must be an error, not an empty place.
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        // Escaping does not depend on the name of a template, which users choose.
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_formatter(|out, state, value| {
            // Direction marks in data could make the page say something else than its source.
            let turning =
                value.as_str().filter(|text| !value.is_safe() && text.contains(is_kept_out));
            match turning {
                Some(text) => minijinja::escape_formatter(
                    out,
                    state,
                    &Value::from(text.replace(is_kept_out, "")),
                ),
                None => minijinja::escape_formatter(out, state, value),
            }
        });
        let words = self.speech().words;
        environment
            .add_function("say", move |name: String, values: Kwargs| said(words, &name, &values));
        // One's own come last and take the place of the crate's.
        let own = self.templates.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        for (name, text) in TEMPLATES.into_iter().chain(own) {
            environment.add_template(name, text).map_err(|error| unfit(&error, name))?;
        }
        let template = environment
            .get_template("personas.html")
            .map_err(|error| unfit(&error, "personas.html"))?;
        template
            .render(Value::from(Serde(self.everything())))
            .map_err(|error| unfit(&error, "personas.html").into())
    }

    fn speech(&self) -> Speech {
        Speech { words: Words::of(self.personas.study.language) }
    }

    fn everything(&self) -> StudyView {
        StudyView::new(self.speech(), self.personas, self.density, self.in_context, self.waves)
    }
}

/// Characters that have no place in a text: controls, and what turns its direction.
fn is_kept_out(c: char) -> bool {
    is_acting(c) && c != '\r'
}

/// An error at its place: that of an included template is the source of the outer one.
fn unfit(error: &minijinja::Error, template: &str) -> ErrorKind {
    if let Some(inner) = error.source().and_then(|source| source.downcast_ref()) {
        return unfit(inner, template);
    }
    let place = Place::file(error.name().unwrap_or(template));
    let place = error.line().map_or(place.clone(), |line| place.line(line as u64));
    let found = match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    };
    ErrorKind::Format { place, expected: "a template that renders".to_owned(), found }
}
