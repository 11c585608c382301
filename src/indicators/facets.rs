//! Facets: as the manifest names them, or proposed from wording, or assumed.

use super::candidate::{Candidate, matches};
use super::indicator::FacetOrigin;
use super::wording::propose;
use crate::error::Result;
use crate::finding::{FindingKind, Findings};
use crate::study::{Facet, Study};

/// Gives every candidate its facet.
///
/// # Errors
/// [`ErrorKind::Manifest`](crate::ErrorKind::Manifest) for a pattern that matches nothing.
pub(super) fn assign(study: &Study, candidates: &mut [Candidate], findings: &mut Findings) -> Result<()> {
    for (facet, pattern) in &study.manifest.facets {
        let mut matched = is_column(study, &pattern.value) || is_theme(study, &pattern.value);
        for candidate in candidates.iter_mut().filter(|candidate| candidate.is_meant_by(&pattern.value)) {
            matched = true;
            // A rule of the column itself, and the first of several patterns, stand.
            if candidate.indicator.facet_origin == FacetOrigin::Assumed {
                candidate.stated(Some(*facet), None);
            }
        }
        if !matched {
            let names: Vec<&str> = candidates
                .iter()
                .flat_map(|candidate| [candidate.indicator.name.as_str(), candidate.indicator.question.as_str()])
                .collect();
            let error = study.manifest.unknown(pattern, "a pattern that matches a code, column or option", names);
            return Err(error.into());
        }
    }
    let open = candidates.iter_mut().filter(|candidate| candidate.indicator.facet_origin == FacetOrigin::Assumed);
    for candidate in open {
        let indicator = &mut candidate.indicator;
        let asked = if indicator.question.is_empty() { &indicator.name } else { &indicator.question };
        match propose(asked) {
            Some((facet, word)) => {
                indicator.facet = facet;
                indicator.facet_origin = FacetOrigin::Proposed;
                let (facet, word) = (facet.to_string(), word.to_owned());
                findings.add(FindingKind::FacetProposed { indicator: asked.clone(), facet, word });
            }
            None => {
                indicator.facet = if candidate.choice { Facet::Behaviour } else { Facet::Context };
                let facet = indicator.facet.to_string();
                findings.add(FindingKind::FacetAssumed { indicator: asked.clone(), facet });
            }
        }
    }
    Ok(())
}

/// Whether a pattern names a column that makes no indicator, such as open text.
fn is_column(study: &Study, pattern: &str) -> bool {
    study.tables().any(|(_, rows)| rows.table.columns.iter().any(|column| matches(pattern, &column.label)))
}

fn is_theme(study: &Study, pattern: &str) -> bool {
    study.manifest.themes.iter().any(|theme| matches(pattern, &theme.name.value))
}

/// The facet that the manifest gives a theme by its name.
pub(super) fn of_theme(study: &Study, name: &str) -> Option<Facet> {
    study.manifest.facets.iter().find(|(_, pattern)| matches(&pattern.value, name)).map(|(facet, _)| *facet)
}
