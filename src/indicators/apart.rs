//! Questions that the manifest keeps apart although they may ask the same.

use super::candidate::IndicatorDraft;
use crate::error::Result;
use crate::manifest::Stated;
use crate::study::Study;

/// The positions of the indicators of each list of `keep_apart`.
///
/// # Errors
/// [`ErrorKind::Manifest`](crate::ErrorKind::Manifest) for a pattern that matches nothing.
pub(super) fn kept_apart(study: &Study, candidates: &[IndicatorDraft]) -> Result<Vec<Vec<usize>>> {
    let manifest = study.manifest();
    let positions = |list: &Vec<Stated<String>>| {
        let mut all = Vec::new();
        for pattern in list {
            let meant = candidates.iter().enumerate();
            let meant = meant.filter(|(_, candidate)| candidate.is_meant_by(&pattern.value));
            let before = all.len();
            all.extend(meant.map(|(position, _)| position));
            if all.len() == before {
                let expected = "a pattern that matches a code, column or option";
                let names = candidates.iter().map(|candidate| candidate.indicator.name.as_str());
                return Err(manifest.unknown(pattern, expected, names).into());
            }
        }
        Ok(all)
    };
    manifest.kept_apart.iter().map(positions).collect()
}
