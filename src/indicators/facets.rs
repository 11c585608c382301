//! Facets: as the manifest names them, or proposed from wording, or assumed.

use super::answers::marks_whom_not_to_serve;
use super::candidate::{IndicatorDraft, matches};
use super::facts::{agree, are_judgements};
use super::indicator::FacetOrigin;
use super::sexes::are_sexes;
use super::wording::propose;
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::ids::SourceId;
use crate::indicators::findings::IndicatorsFinding;
use crate::manifest::{Facet, Stated};
use crate::sources::{Scale, is_grade};
use crate::study::Study;

/// More answers than this are topics, not how it ended.
const MOST_OUTCOMES: usize = 8;

/// Gives every candidate its facet.
///
/// # Errors
/// [`ErrorKind::Manifest`](crate::ErrorKind::Manifest) for a pattern that matches nothing.
pub(super) fn assign(
    study: &Study,
    candidates: &mut [IndicatorDraft],
    findings: &mut Findings,
) -> Result<()> {
    for (facet, pattern) in &study.manifest().facets {
        let mut matched = is_theme(study, &pattern.value);
        for candidate in
            candidates.iter_mut().filter(|candidate| candidate.is_meant_by(&pattern.value))
        {
            matched = true;
            // A rule of the column itself, and the first of several patterns, stand.
            if candidate.indicator.facet_origin == FacetOrigin::Assumed {
                candidate.stated(Some(*facet), None);
            }
        }
        if matched {
            continue;
        }
        let Some((column, scale)) = column_without_indicator(study, &pattern.value) else {
            return Err(matches_nothing(study, pattern, candidates).into());
        };
        let kind = IndicatorsFinding::PatternIdle { pattern: pattern.value.clone(), column, scale };
        findings.add_at(kind, study.manifest().place(pattern.line));
    }
    let open = candidates
        .iter_mut()
        .filter(|candidate| candidate.indicator.facet_origin == FacetOrigin::Assumed);
    for candidate in open {
        let indicator = &mut candidate.indicator;
        let asked =
            if indicator.question.is_empty() { &indicator.name } else { &indicator.question };
        match proposed(asked, &indicator.levels) {
            Some((facet, word)) => {
                indicator.facet = facet;
                indicator.facet_origin = FacetOrigin::Proposed;
                findings.add(IndicatorsFinding::FacetProposed {
                    indicator: asked.clone(),
                    facet,
                    word,
                });
            }
            None => {
                indicator.facet = candidate.otherwise;
                let facet = indicator.facet;
                findings.add(IndicatorsFinding::FacetAssumed { indicator: asked.clone(), facet });
            }
        }
    }
    Ok(())
}

/// The facet that a question or its answers suggest, and the word that suggests it.
pub(super) fn proposed(asked: &str, levels: &[String]) -> Option<(Facet, String)> {
    if are_sexes(levels) {
        return Some((Facet::Demographic, levels[0].clone()));
    }
    // Whoever left is known by the answer, whatever the field is called.
    let left = levels.iter().find(|level| marks_whom_not_to_serve(level));
    if let Some(left) = left.filter(|_| levels.len() <= MOST_OUTCOMES) {
        return Some((Facet::Outcome, left.clone()));
    }
    let (facet, word) = propose(asked)?;
    // "Country" that is answered by "never" and "often" is the music.
    let of_place = matches!(facet, Facet::Location | Facet::RoleInDomain);
    let graded = levels.len() >= 3 && levels.iter().all(|level| is_grade(level));
    // The other facts may be ranges and sizes, but nobody judges them.
    let fact = matches!(facet, Facet::Demographic | Facet::Firmographic | Facet::Outcome);
    let judged = fact && are_judgements(levels);
    (agree(word, levels) && !judged && !(of_place && graded)).then(|| (facet, word.to_owned()))
}

/// The first column that a pattern names and that makes no indicator, such as open text, with its
/// scale.
fn column_without_indicator(study: &Study, pattern: &str) -> Option<(String, Scale)> {
    let scoped = pattern.split_once(':');
    study.tables().find_map(|(source, rows)| {
        let id = study.source_id(source);
        let of_source =
            scoped.filter(|(prefix, _)| id == prefix).map(|(_, rest)| rest.trim_start());
        let meant = |name: &str| {
            matches(pattern, name) || of_source.is_some_and(|rest| matches(rest, name))
        };
        let column = rows.table.columns.iter().find(|column| meant(&column.label))?;
        let item = rows.items.iter().find(|item| item.columns.contains(&column.index))?;
        Some((column.label.clone(), item.scale))
    })
}

/// The error of a pattern that names nothing; it may begin with a source that is not there.
fn matches_nothing(
    study: &Study,
    pattern: &Stated<String>,
    candidates: &[IndicatorDraft],
) -> ErrorKind {
    let ids: Vec<&str> = study.source_ids().map(SourceId::as_str).collect();
    let scope = pattern.value.split_once(':').map(|(prefix, _)| prefix);
    let expected = match scope.filter(|prefix| !prefix.contains(' ') && !ids.contains(prefix)) {
        Some(_) => format!(
            "one of the sources {} before `:`, or a pattern that matches a code, column or option",
            ids.join(", ")
        ),
        None => "a pattern that matches a code, column or option".to_owned(),
    };
    let indicators = candidates.iter().map(|candidate| &candidate.indicator);
    let names =
        indicators.flat_map(|indicator| [indicator.name.as_str(), indicator.question.as_str()]);
    study.manifest().unknown(pattern, &expected, names)
}

fn is_theme(study: &Study, pattern: &str) -> bool {
    study.manifest().themes.iter().any(|theme| matches(pattern, &theme.name.value))
}

/// The facet that the manifest gives a theme by its name.
pub(super) fn of_theme(study: &Study, name: &str) -> Option<Facet> {
    study
        .manifest()
        .facets
        .iter()
        .find(|(_, pattern)| matches(&pattern.value, name))
        .map(|(facet, _)| *facet)
}
