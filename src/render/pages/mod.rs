//! The pages people read: a study overview, a page per persona, evidence and data tables, in one
//! HTML file.

mod catalogue;
mod claim;
mod doubt;
mod emblem;
mod persona;
mod sections;
mod transcripts;
mod view;
mod words;

use std::error::Error as _;

use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;

use super::bases::{groups_line, kinds_line};
use super::charts::{Chart, charts};
use crate::error::{ErrorKind, Result};
use crate::finding::Level;
use crate::locale::Words;
use crate::locator::Place;
use crate::named::named_values;
use crate::personas::{PersonaSet, SelectionSummary};
use crate::visible::is_acting;
use catalogue::said;
use persona::{NextView, OutsideView, PersonaView, SignsView};
pub use transcripts::transcripts;
use view::{ChartView, CodesView, FindingView, GradeView, SourceView, UndecidedView};
use words::Speech;

/// Number of figures on a page. Numbers help analysts and get in the way of others (Salminen et al.
/// 2020, doi 10.1145/3377325.3377492).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// Words: *about 3 in 4*. Counts are in the evidence.
    Story,
    /// Counts, shares and marks of intervals.
    #[default]
    Balanced,
    /// Intervals, adjusted p-values and lifts in numbers, in addition to *balanced*.
    Analyst,
}

impl Density {
    /// All densities, from the fewest figures.
    pub const ALL: [Self; 3] = [Self::Story, Self::Balanced, Self::Analyst];

    /// Name of the density in options of the command.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Balanced => "balanced",
            Self::Analyst => "analyst",
        }
    }
}

named_values!(Density "density");

/// The templates as they come with the crate, by name.
const TEMPLATES: [(&str, &str); 6] = [
    ("personas.html", include_str!("templates/personas.html")),
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

    /// Replaces a template of the crate: `personas.html` (the whole), `style.css`, `overview.html`,
    /// `persona.html`, `evidence.html` or `parts.html` (macros), in Jinja's language; `say(name,
    /// gap=value)` gives a text of the catalogue. What data brings in is escaped, whatever a
    /// template does, unless it says `safe`.
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
            .render(Value::from(Serde(self.view())))
            .map_err(|error| unfit(&error, "personas.html").into())
    }

    fn speech(&self) -> Speech {
        Speech { words: Words::of(self.personas.study.language) }
    }

    fn view(&self) -> StudyView {
        let (personas, speech) = (self.personas, self.speech());
        let (of_personas, of_study): (Vec<Chart>, Vec<Chart>) =
            charts(personas).into_iter().partition(|chart| chart.persona.is_some());
        let mut of_study: Vec<Chart> = of_study;
        let kinds = personas.selections.iter().map(|selection| {
            let suffix = format!("-{}", selection.kind);
            let (own, others) = std::mem::take(&mut of_study)
                .into_iter()
                .partition(|chart| chart.name.ends_with(&suffix));
            of_study = others;
            KindView::new(speech, personas, selection, own)
        });
        let kinds: Vec<KindView> = kinds.collect();
        let matrix = |id: &str| {
            let own = of_personas
                .iter()
                .find(|chart| chart.persona.as_ref().is_some_and(|own| own == id));
            own.cloned().map(ChartView::from)
        };
        StudyView {
            language: speech.words.code,
            title: personas.study.title.clone(),
            version: env!("CARGO_PKG_VERSION"),
            schema: personas.schema_version,
            density: self.density.name(),
            profile: personas.study.privacy.name(),
            in_context: self.in_context,
            respondents: personas.study.respondents,
            kinds,
            kinds_add_up: kinds_line(speech.words, personas).unwrap_or_default(),
            charts: of_study.into_iter().map(ChartView::from).collect(),
            doubts: view::undecided(speech, personas),
            waves: self.waves.iter().cloned().map(ChartView::from).collect(),
            personas: personas
                .personas
                .iter()
                .map(|one| PersonaView::new(speech, personas, one, matrix(one.id.as_str())))
                .collect(),
            outside: personas
                .unassigned
                .iter()
                .filter(|none| none.size > 0)
                .map(|none| persona::outside(speech, none))
                .collect(),
            signs: personas.early_signs.as_ref().map(|signs| persona::signs(speech, signs)),
            next: persona::next(personas),
            codes: view::codes(speech, personas),
            sources: view::sources(speech, personas),
            grades: view::grades(speech, personas),
            warnings: view::findings(personas, Level::Warning),
            notes: view::findings(personas, Level::Note),
        }
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

/// All that templates see.
#[derive(Serialize)]
struct StudyView {
    language: &'static str,
    title: String,
    version: &'static str,
    schema: u32,
    density: &'static str,
    profile: &'static str,
    in_context: bool,
    respondents: usize,
    kinds: Vec<KindView>,
    /// The kinds, adding up to all respondents.
    kinds_add_up: String,
    charts: Vec<ChartView>,
    /// Doubts about the sources that nobody answered.
    doubts: Vec<UndecidedView>,
    /// Changes since an earlier wave.
    waves: Vec<ChartView>,
    personas: Vec<PersonaView>,
    outside: Vec<OutsideView>,
    signs: Option<SignsView>,
    next: Vec<NextView>,
    /// The codes of the interviews; `None` without.
    codes: Option<CodesView>,
    sources: Vec<SourceView>,
    grades: Vec<GradeView>,
    warnings: Vec<FindingView>,
    notes: Vec<FindingView>,
}

/// The groups of a kind.
#[derive(Serialize)]
struct KindView {
    name: &'static str,
    people: String,
    respondents: usize,
    groups: usize,
    verdict: &'static str,
    reason: String,
    method: String,
    other_method: String,
    /// Groups and who is in none, adding up.
    adds_up: String,
    charts: Vec<ChartView>,
}

impl KindView {
    fn new(
        speech: Speech,
        personas: &PersonaSet,
        selection: &SelectionSummary,
        charts: Vec<Chart>,
    ) -> Self {
        let groups =
            personas.personas.iter().filter(|persona| persona.kind == selection.kind).count();
        Self {
            name: selection.kind.name(),
            people: speech.people(selection.kind),
            respondents: selection.respondents,
            groups: if selection.chosen > 1 { groups } else { 0 },
            verdict: (speech.words.verdict)(selection.verdict),
            reason: selection.reason.clone(),
            method: selection.method.clone(),
            other_method: selection
                .replicability
                .map_or_else(String::new, |agreement| format!("{agreement:.2}")),
            adds_up: groups_line(speech.words, personas, selection.kind).unwrap_or_default(),
            charts: charts.into_iter().map(ChartView::from).collect(),
        }
    }
}
