//! Tables that are also drawn, for slides: what each kind of source carries, and how numbers of
//! groups compare.

use super::chart::{Chart, ChartedKind, texts};
use super::svg::{LINE, MUTED, Svg, TEXT, TextAnchor, at, shortened};
use crate::clustering::Candidate;
use crate::locale::Words;
use crate::personas::{Claim, Persona, Stance};
use crate::render::cells::compared;

const ROW: f64 = 25.0;

/// Draws a table; `columns` are the left edge of each and the characters that it holds.
#[allow(clippy::cast_precision_loss, reason = "few rows")]
fn draw_table(
    header: &[String],
    rows: &[Vec<String>],
    columns: &[(f64, usize)],
    width: f64,
    strong: Option<usize>,
) -> Svg {
    let mut svg = Svg::new(width, ROW * (rows.len() + 1) as f64 + 6.0);
    for (cell, (left, most)) in header.iter().zip(columns) {
        svg.text(at(*left, 17.0), TextAnchor::Start, MUTED, &shortened(cell, *most));
    }
    for (number, row) in rows.iter().enumerate() {
        let top = ROW * (number + 1) as f64;
        svg.line(at(0.0, top), at(width, top), LINE, 1.0);
        for (cell, (left, most)) in row.iter().zip(columns) {
            let (place, words) = (at(*left, top + 17.0), shortened(cell, *most));
            if strong == Some(number) {
                svg.bold(place, TextAnchor::Start, TEXT, &words);
            } else {
                svg.text(place, TextAnchor::Start, TEXT, &words);
            }
        }
    }
    svg
}

/// Claims of a persona × kinds of source; `None` where there are no claims, or no such counts are
/// shown.
pub(super) fn sources(persona: &Persona, words: &Words) -> Option<Chart> {
    let first = persona.claims.first().filter(|claim| !claim.by_source_kind.is_empty())?;
    let mut header = texts(&[words.chart.claim, words.chart.what]);
    header.extend(first.by_source_kind.iter().map(|of| (words.source_kind)(of.kind).to_owned()));
    header.push(words.chart.against.to_owned());
    let row = |claim: &Claim| {
        let mut cells = vec![claim.id.to_string(), claim.label.clone()];
        cells.extend(claim.by_source_kind.iter().map(|of| match of.stance {
            Stance::Carries => (words.chart.carries)(of.with, of.asked),
            Stance::InLine => (words.chart.in_line)(of.with, of.asked),
            Stance::Differs => (words.chart.differs)(of.with, of.asked),
            Stance::NotCompared => (words.chart.not_compared)(of.with, of.asked),
            Stance::NotAsked => words.chart.not_asked.to_owned(),
        }));
        cells.push(claim.counter_evidence_total.to_string());
        cells
    };
    let rows: Vec<Vec<String>> = persona.claims.iter().map(row).collect();
    let kinds = first.by_source_kind.len();
    let mut columns = vec![(0.0, 8), (62.0, 52)];
    let starts = std::iter::successors(Some(400.0), |left| Some(left + 150.0));
    // One column more than kinds, for the counter-evidence.
    columns.extend(starts.take(kinds + 1).map(|left| (left, 25)));
    let width = columns.last().map_or(0.0, |(left, _)| left + 60.0);
    let several = persona.claims.iter().filter(|claim| kinds_that_carry(claim) > 1).count();
    let title = match kinds {
        1 => (words.chart.source_title)(persona.id.as_str()),
        _ => {
            let claims = persona.claims.len();
            (words.chart.sources_title)(persona.id.as_str(), several, claims)
        }
    };
    let description = words.chart.sources.to_owned();
    let name = format!("sources-{}", persona.id);
    let svg = draw_table(&header, &rows, &columns, width, None).finish(&name, &title, &description);
    Some(Chart {
        name,
        title,
        description,
        svg,
        header,
        rows,
        is_table: true,
        persona: Some(persona.id.clone()),
    })
}

/// Kinds of source that carry a claim.
fn kinds_that_carry(claim: &Claim) -> usize {
    claim.by_source_kind.iter().filter(|of| of.stance == Stance::Carries).count()
}

/// Every number of groups that was compared.
pub(super) fn selection(of: &ChartedKind<'_>) -> Chart {
    let words = of.words();
    let mut header =
        texts(&[words.chart.groups, words.chart.log_likelihood, words.chart.criterion]);
    header.extend(["BIC", "SABIC", "AIC3", "ICL"].map(str::to_owned));
    header.extend(texts(&[words.chart.agreement, words.chart.least_jaccard, words.chart.smallest]));
    header.push(String::new());
    let candidates = &of.selection.candidates;
    let row = |candidate: &Candidate| {
        let chosen = candidate.groups == of.selection.chosen;
        let mut cells = compared(candidate).to_vec();
        cells.push(if chosen { words.chart.chosen.to_owned() } else { String::new() });
        cells
    };
    let rows: Vec<Vec<String>> = candidates.iter().map(row).collect();
    let starts = [0.0, 55.0, 145.0, 215.0, 285.0, 355.0, 425.0, 495.0, 580.0, 670.0, 735.0];
    let columns: Vec<(f64, usize)> = starts.into_iter().map(|left| (left, 16)).collect();
    let strong = candidates.iter().position(|candidate| candidate.groups == of.selection.chosen);
    let title = match of.selection.chosen {
        1 => words.chart.why_none.to_owned(),
        chosen => (words.chart.why)(chosen),
    };
    let description = (words.chart.selection)(&of.selection.reason);
    let name = of.name("selection");
    let svg =
        draw_table(&header, &rows, &columns, 800.0, strong).finish(&name, &title, &description);
    Chart { name, title, description, svg, header, rows, is_table: true, persona: None }
}
