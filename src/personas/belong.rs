//! Checks that stages belong together: the matrix to the study, the groups to the matrix.

use crate::clustering::Clustering;
use crate::error::{ErrorKind, Result};
use crate::indicators::{IndicatorMatrix, Origin};
use crate::study::{Records, Study};

/// Refuses a matrix that was not made of the study.
pub(crate) fn matrix_of_study(study: &Study, matrix: &IndicatorMatrix) -> Result<()> {
    let (own, found) = (study.len(), matrix.respondents());
    let wrong = |found: String| {
        let expected = format!("a matrix of the study's {own} respondents");
        Err(ErrorKind::Mismatch { expected, found }.into())
    };
    if own != found {
        return wrong(format!("one of {found} respondents"));
    }
    if matrix.made_of().is_some_and(|made_of| made_of != study.fingerprint()) {
        return wrong("one of other respondents or sources".to_owned());
    }
    // A program may make indicators of its own, with origins that it took from elsewhere.
    let known = |origins: &[Origin]| {
        !origins.is_empty() && origins.iter().all(|origin| is_there(study, origin, origins.len()))
    };
    match matrix.indicators().iter().find(|indicator| !known(&indicator.origins)) {
        Some(indicator) => {
            let name = &indicator.name;
            wrong(format!(
                "the indicator {name:?}, which has no origin in the study; add an indicator of \
                 your own by `IndicatorMatrix::with_indicator`"
            ))
        }
        None => Ok(()),
    }
}

/// Refuses groups that were not made of the matrix.
pub(crate) fn groups_of_matrix(matrix: &IndicatorMatrix, clustering: &Clustering) -> Result<()> {
    if clustering.made_of() == matrix.fingerprint() {
        return Ok(());
    }
    let expected = "groups made of the matrix".to_owned();
    Err(ErrorKind::Mismatch { expected, found: "groups of another matrix".to_owned() }.into())
}

/// True where the study has what an indicator says it comes from. A code may be one that no segment
/// has. `origins` is how many the indicator has.
fn is_there(study: &Study, origin: &Origin, origins: usize) -> bool {
    let (source, kind, item) = match origin {
        Origin::Code { .. } => return true,
        // A theme says of each origin what it says; a computation outside is not part of one.
        Origin::Caller { records } => return origins == 1 && records.len() == study.len(),
        Origin::Item { source, kind, item, .. } => (source, kind, item),
    };
    if *source >= study.source_count() || study.source_kind(*source) != *kind {
        return false;
    }
    matches!(study.records(*source), Records::Rows(rows) if *item < rows.items.len())
}
