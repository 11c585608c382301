//! All that the templates see of a study.

use serde::Serialize;

use super::persona::{self, NextView, OutsideView, PersonaView, SignsView};
use super::view::{self, ChartView, CodesView, FindingView, GradeView, SourceView, UndecidedView};
use super::words::Speech;
use crate::finding::Level;
use crate::locale::Return;
use crate::personas::{Persona, PersonaSet, SelectionSummary, Unassigned};
use crate::render::bases::{groups_line, kinds_line};
use crate::render::card::{Line, Size, mark, phrase, size_of_none};
use crate::render::charts::{Chart, charts};
use crate::render::density::Density;
use crate::sources::SourceKind;
use crate::study::SourceSummary;

/// Early signs named on the overview at most.
const SIGNS: usize = 3;

/// The study with all its parts.
#[derive(Serialize)]
pub(super) struct StudyView {
    language: &'static str,
    title: String,
    version: &'static str,
    schema: u32,
    density: &'static str,
    profile: &'static str,
    in_context: bool,
    /// Whether the personas are reviewed.
    review: String,
    /// Whom the study rests on.
    lead: String,
    kinds: Vec<KindView>,
    /// The kinds, adding up to all respondents.
    kinds_add_up: String,
    charts: Vec<ChartView>,
    /// Doubts about the sources that nobody answered.
    doubts: Vec<UndecidedView>,
    /// Changes since an earlier wave.
    waves: Vec<ChartView>,
    personas: Vec<PersonaView>,
    /// True if a card has words of somebody.
    anybody_speaks: bool,
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

impl StudyView {
    pub(super) fn new(
        speech: Speech,
        personas: &PersonaSet,
        density: Density,
        in_context: bool,
        waves: &[Chart],
    ) -> Self {
        let (of_personas, mut of_study): (Vec<Chart>, Vec<Chart>) =
            charts(personas).into_iter().partition(|chart| chart.persona.is_some());
        let mut kinds = Vec::new();
        for selection in &personas.selections {
            let suffix = format!("-{}", selection.kind);
            let (own, others) =
                of_study.into_iter().partition(|chart| chart.name.ends_with(&suffix));
            of_study = others;
            kinds.push(KindView::new(speech, personas, selection, own));
        }
        let matrix = |id: &str| {
            let is_own = |chart: &&Chart| chart.persona.as_ref().is_some_and(|own| own == id);
            of_personas.iter().find(is_own).cloned().map(ChartView::from)
        };
        let persona = |one: &Persona| {
            PersonaView::new(speech, personas, one, density, matrix(one.id.as_str()))
        };
        Self {
            language: speech.words.code,
            title: personas.study.title.clone(),
            version: env!("CARGO_PKG_VERSION"),
            schema: personas.schema_version,
            density: density.name(),
            profile: personas.study.privacy.name(),
            in_context,
            review: review(speech, personas),
            lead: lead(speech, personas),
            kinds,
            kinds_add_up: kinds_line(speech.words, personas).unwrap_or_default(),
            charts: of_study.into_iter().map(ChartView::from).collect(),
            doubts: view::undecided(speech, personas),
            waves: waves.iter().cloned().map(ChartView::from).collect(),
            personas: personas.personas.iter().map(persona).collect(),
            anybody_speaks: personas.personas.iter().any(|persona| !persona.quotes.is_empty()),
            outside: outside(personas).map(|none| persona::outside(speech, none)).collect(),
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

/// Those in no group, of each kind that has some.
fn outside(personas: &PersonaSet) -> impl Iterator<Item = &Unassigned> {
    personas.unassigned.iter().filter(|none| none.size > 0)
}

/// Whether all personas are reviewed: the earliest day, or that they are a draft.
fn review(speech: Speech, personas: &PersonaSet) -> String {
    let card = &speech.words.page_of.card;
    let day = |persona: &Persona| persona.decision.as_ref()?.reviewed.clone();
    let days: Option<Vec<String>> = personas.personas.iter().map(day).collect();
    let first = days.and_then(|days| days.into_iter().min());
    first.map_or_else(|| card.draft.to_owned(), |day| (card.reviewed)(&day))
}

/// The sources in people: interviews, survey answers and records.
fn lead(speech: Speech, personas: &PersonaSet) -> String {
    let card = &speech.words.page_of.card;
    // Transcripts and the codes of them are the same interviews: coverage names one of them.
    let covered = |source: &SourceSummary| {
        let mut coverage = personas.personas.iter().flat_map(|persona| &persona.coverage);
        coverage.clone().next().is_none() || coverage.any(|of| of.source == source.id)
    };
    let number = |kind: SourceKind| {
        let own = personas.study.sources.iter();
        let own = own.filter(|source| source.kind == kind && covered(source));
        own.map(|source| match kind {
            SourceKind::Crm => source.records,
            _ => source.respondents,
        })
        .sum::<usize>()
    };
    let numbers = SourceKind::ALL.into_iter().map(|kind| (kind, number(kind)));
    let parts: Vec<String> = numbers
        .filter(|(kind, number)| *number > 0 && *kind != SourceKind::Codebook)
        .map(|(kind, number)| (card.people_of)(kind, number))
        .collect();
    let several = if parts.len() > 1 { card.several_sources } else { "" };
    format!("{}. {several}", parts.join(", ")).trim_end().to_owned()
}

/// The groups of a kind.
#[derive(Serialize)]
struct KindView {
    name: &'static str,
    people: String,
    respondents: usize,
    /// How many kinds of people were found, and whether they come back.
    found: String,
    verdict: &'static str,
    /// `Why 3`.
    why: String,
    reason: String,
    other_method: String,
    /// Groups and who is in none, adding up.
    adds_up: String,
    charts: Vec<ChartView>,
    /// What tells people who should not be served from others.
    signs: Vec<Line>,
    none: Option<NoneView>,
}

/// Those in no group, on the overview.
#[derive(Serialize)]
struct NoneView {
    id: String,
    text: String,
    size: Size,
}

impl KindView {
    fn new(
        speech: Speech,
        personas: &PersonaSet,
        selection: &SelectionSummary,
        charts: Vec<Chart>,
    ) -> Self {
        let card = &speech.words.page_of.card;
        let people = (card.people)(selection.kind);
        let own = || personas.personas.iter().filter(|persona| persona.kind == selection.kind);
        // The group that comes back least speaks for all of them.
        let least = own().map(|persona| persona.stability).fold(1.0, f64::min);
        let found = match selection.chosen {
            0 | 1 => (card.no_groups)(people),
            chosen => (card.groups_found)(people, chosen, Return::of(least)),
        };
        let none = outside(personas).find(|none| none.kind == selection.kind);
        let is_negative = selection.kind == crate::manifest::PersonaKind::Negative;
        let signs = personas.early_signs.iter().filter(|_| is_negative);
        let signs = signs.flat_map(|signs| &signs.claims).take(SIGNS);
        Self {
            name: selection.kind.name(),
            people: speech.people(selection.kind),
            respondents: selection.respondents,
            found,
            verdict: (card.verdict)(selection.verdict),
            why: (card.why)(selection.chosen),
            reason: selection.reason.clone(),
            other_method: selection
                .replicability
                .map_or_else(String::new, |agreement| format!("{agreement:.2}")),
            adds_up: groups_line(speech.words, personas, selection.kind).unwrap_or_default(),
            charts: charts.into_iter().map(ChartView::from).collect(),
            signs: signs
                .map(|claim| Line {
                    text: phrase(claim),
                    marks: vec![mark(&claim.id)],
                    doubt: false,
                })
                .collect(),
            none: none.map(|none| NoneView {
                id: none.id.to_string(),
                text: (speech.words.page_of.fit_none)(
                    none.size.saturating_sub(none.nothing_known),
                    none.nothing_known,
                ),
                size: size_of_none(personas, none),
            }),
        }
    }
}
