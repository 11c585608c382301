//! Every place behind a claim, from the sources.

use serde::Serialize;

use crate::error::{ErrorKind, Result, shown};
use crate::indicators::IndicatorMatrix;
use crate::locator::indicator_of_caller;
use crate::personas::{Evidence, RunResult, Sources, matrix_of_study};
use crate::render::CsvText;
use crate::study::Study;

/// A place that supports or contradicts a claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimPlace {
    /// True if the place supports the claim; false if it contradicts it.
    pub supports: bool,
    /// The evidence at the place, with its words as they may be shown.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Every place behind a claim, of which the result itself shows only a few: those that support it
/// first, by source and record.
///
/// # Errors
/// [`ErrorKind::Mismatch`] if the result has no such claim with its sets of evidence, the matrix is
/// not of the study or lacks an indicator of the caller's, or sources have changed since:
/// [`verify`](super::verify()) says what did.
pub fn places(
    result: &RunResult,
    study: &Study,
    matrix: &IndicatorMatrix,
    claim: &str,
) -> Result<Vec<ClaimPlace>> {
    let mismatch = |expected: String, found: String| ErrorKind::Mismatch { expected, found };
    matrix_of_study(study, matrix)?;
    let set = result.evidence_sets().iter().find(|set| set.claim == claim);
    let set = set.ok_or_else(|| {
        mismatch(format!("a result with evidence of {claim}"), "one without".to_owned())
    })?;
    let sources = study.sources();
    for (source, _) in set.supporting.keys().chain(set.contradicting.keys()) {
        if let Some(indicator) = indicator_of_caller(source) {
            check_caller(result, study, matrix, indicator)?;
            continue;
        }
        let was = result.personas.study.sources.iter().find(|known| known.id == *source);
        let is = sources.iter().find(|known| known.id == *source);
        // Records are numbered, and numbers of other bytes lead to other people.
        if was.map(|was| &was.digest) != is.map(|is| &is.digest) || was.is_none() {
            return Err(mismatch(
                format!("the source {source} as the result was made of"),
                "other bytes".to_owned(),
            )
            .into());
        }
    }
    let reopened = Sources::new(study, matrix);
    let of = |supports: bool| {
        let places = if supports { &set.supporting } else { &set.contradicting };
        let mark = if supports { 'e' } else { 'c' };
        let found = reopened.places(&format!("{claim}-{mark}"), places);
        found.into_iter().map(move |evidence| ClaimPlace { supports, evidence })
    };
    Ok(of(true).chain(of(false)).collect())
}

/// Refuses a study and matrix in which records of the caller's, which are numbered by respondent,
/// are not where the result has them.
fn check_caller(
    result: &RunResult,
    study: &Study,
    matrix: &IndicatorMatrix,
    indicator: &str,
) -> Result<()> {
    let found = match matrix.caller_indicator(indicator) {
        None => "one without; hand in the matrix that has it".to_owned(),
        Some(_) if !result.names_respondents_of(study) => "one of other respondents".to_owned(),
        Some(_) => return Ok(()),
    };
    let expected = format!(
        "the matrix of the result with the indicator {:?} that the caller computed",
        shown(indicator)
    );
    Err(ErrorKind::Mismatch { expected, found }.into())
}

/// Places as a CSV table with the columns side, respondent, place in words, quote.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
#[must_use]
pub fn places_csv(places: &[ClaimPlace]) -> String {
    let mut table = CsvText::new(["side", "respondent", "place", "quote"]);
    for ClaimPlace { supports, evidence } in places {
        let side = if *supports { "for" } else { "against" };
        let place = evidence.locator.in_words();
        table.row([side, evidence.respondent.as_str(), &place, &evidence.quote]);
    }
    table.finish()
}
