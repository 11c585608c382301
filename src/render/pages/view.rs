//! The data of the templates, in the order of the page, with numbers as texts.

use serde::Serialize;

use super::super::card::{Piece, pieces};
use super::super::charts::Chart;
use super::super::codes::CodeTable;
use super::super::places::place;
use super::words::Speech;
use crate::finding::Level;
use crate::locator::Locator;
use crate::personas::{Evidence, PersonaSet};

/// A piece of evidence.
#[derive(Serialize)]
pub(super) struct EvidenceView {
    pub(super) id: String,
    pub(super) pieces: Vec<Piece>,
    /// The words in another language, marked as such.
    pub(super) translation: String,
    /// Somebody's own words, not a cell.
    pub(super) spoken: bool,
    pub(super) respondent: String,
    pub(super) place: String,
    pub(super) source: String,
}

impl EvidenceView {
    pub(super) fn all<'a>(
        speech: Speech,
        evidence: impl Iterator<Item = &'a Evidence>,
    ) -> Vec<Self> {
        evidence.map(|evidence| Self::new(speech, evidence)).collect()
    }

    pub(super) fn new(speech: Speech, evidence: &Evidence) -> Self {
        let words = evidence.quote.split_whitespace().collect::<Vec<_>>().join(" ");
        // In a column per option an empty cell is an option that was not chosen.
        let words = if words.is_empty() { speech.words.page.not_chosen.to_owned() } else { words };
        Self {
            id: evidence.id.to_string(),
            pieces: if evidence.masked {
                pieces(&words)
            } else {
                vec![Piece { text: words, masked: false }]
            },
            translation: evidence
                .translation
                .as_deref()
                .map_or_else(String::new, |text| (speech.words.page_of.card.translated)(text)),
            spoken: matches!(evidence.locator, Locator::Text { .. }),
            respondent: evidence.respondent.to_string(),
            place: place(speech.words, &evidence.locator),
            source: evidence.source.to_string(),
        }
    }
}

/// A chart on a page.
#[derive(Serialize)]
pub(super) struct ChartView {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) description: String,
    /// Markup; nothing where the table alone is shown.
    pub(super) svg: String,
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    pub(super) wide: bool,
}

impl From<Chart> for ChartView {
    fn from(chart: Chart) -> Self {
        Self {
            wide: ["profile", "heat-map"].iter().any(|name| chart.name.starts_with(name)),
            name: chart.name,
            title: chart.title,
            description: chart.description,
            // A drawing of a table beside the table would say everything twice.
            svg: if chart.is_table { String::new() } else { chart.svg },
            header: chart.header,
            rows: chart.rows,
        }
    }
}

/// The codes of coded interviews, with the people who raise them.
#[derive(Serialize)]
pub(super) struct CodesView {
    pub(super) title: &'static str,
    pub(super) intro: &'static str,
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    /// What says how many codes are not shown; empty if none.
    pub(super) more: String,
}

pub(super) fn codes(speech: Speech, personas: &PersonaSet) -> Option<CodesView> {
    let words = speech.words;
    let CodeTable { header, rows, more } = CodeTable::of(personas)?;
    let more = if more == 0 { String::new() } else { (words.more_codes)(more) };
    Some(CodesView { title: words.codes, intro: words.codes_intro, header, rows, more })
}

/// A source of the study.
#[derive(Serialize)]
pub(super) struct SourceView {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) format: String,
    pub(super) records: usize,
    pub(super) respondents: usize,
    pub(super) digest: String,
}

pub(super) fn sources(speech: Speech, personas: &PersonaSet) -> Vec<SourceView> {
    let view = |source: &crate::study::SourceSummary| SourceView {
        id: source.id.to_string(),
        kind: (speech.words.source_kind)(source.kind),
        format: source.format.clone(),
        records: source.records,
        respondents: source.respondents,
        digest: source.digest.to_string(),
    };
    personas.study.sources.iter().map(view).collect()
}

/// A finding.
#[derive(Serialize)]
pub(super) struct FindingView {
    pub(super) id: String,
    pub(super) message: String,
    pub(super) at: String,
}

pub(super) fn findings(personas: &PersonaSet, level: Level) -> Vec<FindingView> {
    let of_level = personas.findings.iter().filter(|finding| finding.level == level);
    let view = |finding: &crate::personas::ResultFinding| FindingView {
        id: finding.id.clone(),
        message: finding.sentence().to_owned(),
        at: finding.at.clone().unwrap_or_default(),
    };
    of_level.map(view).collect()
}

/// A doubt about the sources that nobody answered.
#[derive(Serialize)]
pub(super) struct UndecidedView {
    pub(super) about: &'static str,
    pub(super) sentence: String,
}

pub(super) fn undecided(speech: Speech, personas: &PersonaSet) -> Vec<UndecidedView> {
    let view = |doubt: &crate::personas::OpenDoubt| UndecidedView {
        about: (speech.words.page_of.decision)(doubt.about),
        sentence: doubt.sentence.clone(),
    };
    personas.study.doubts.iter().map(view).collect()
}

/// A rule of grading.
#[derive(Serialize)]
pub(super) struct GradeView {
    pub(super) rank: &'static str,
    pub(super) name: &'static str,
    pub(super) dots: &'static str,
    pub(super) rule: String,
}

pub(super) fn grades(speech: Speech, personas: &PersonaSet) -> Vec<GradeView> {
    let view = |rule: &crate::personas::GradeRule| GradeView {
        rank: rule.grade.name(),
        name: speech.words.grade(rule.grade),
        dots: super::words::dots(rule.grade),
        rule: rule.rule.clone(),
    };
    personas.grades.iter().map(view).collect()
}
