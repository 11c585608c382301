//! Needs of access and safety: named by the manifest, or recognised from wording. A persona keeps
//! them although few have them, because those few are shut out or harmed where a product forgets
//! them.

use super::candidate::IndicatorDraft;
use super::indicator::Measure;
use super::wording::words;
use crate::error::Result;
use crate::finding::Findings;
use crate::indicators::findings::IndicatorsFinding;
use crate::sources::is_chosen;
use crate::study::Study;

/// Words and phrases of access and safety, in English and German.
const WORDS: &[&str] = &[
    "accessible",
    "accessibility",
    "allergic",
    "allergies",
    "allergy",
    "barrierefrei",
    "barrierefreiheit",
    "behinderung",
    "blind",
    "captions",
    "color blind",
    "colour blind",
    "deaf",
    "disabilities",
    "disability",
    "disabled",
    "dyslexia",
    "dyslexic",
    "einfache sprache",
    "epilepsy",
    "gehörlos",
    "hard of hearing",
    "harassed",
    "harassment",
    "hearing aid",
    "impaired",
    "impairment",
    "leichte sprache",
    "legasthenie",
    "low vision",
    "plain language",
    "rollstuhl",
    "safety",
    "schwerhörig",
    "screen reader",
    "screen readers",
    "screenreader",
    "sehbehindert",
    "seizure",
    "seizures",
    "self harm",
    "sign language",
    "stalking",
    "suicide",
    "tremor",
    "unsafe",
    "violence",
    "wheelchair",
];

/// Marks what was raised or chosen and is a need of access or safety: what the manifest's
/// `essential` names, or where it is left out what wording suggests.
///
/// # Errors
/// [`ErrorKind::Manifest`](crate::ErrorKind::Manifest) for a pattern that matches nothing.
pub(super) fn mark(
    study: &Study,
    candidates: &mut [IndicatorDraft],
    findings: &mut Findings,
) -> Result<()> {
    let Some(patterns) = &study.manifest().essential else {
        candidates.iter_mut().for_each(|candidate| mark_essential(candidate, findings));
        return Ok(());
    };
    for pattern in patterns {
        let mut matched = false;
        for candidate in
            candidates.iter_mut().filter(|candidate| candidate.is_meant_by(&pattern.value))
        {
            matched = true;
            candidate.indicator.essential = is_raised_or_chosen(candidate);
        }
        if !matched {
            let names = candidates.iter().map(|candidate| candidate.indicator.name.as_str());
            return Err(study
                .manifest()
                .unknown(pattern, "a pattern that matches a code or option", names)
                .into());
        }
    }
    Ok(())
}

/// True for what respondents raise, choose or say yes to.
fn is_raised_or_chosen(candidate: &IndicatorDraft) -> bool {
    match candidate.indicator.measure {
        Measure::Mention | Measure::Option => true,
        Measure::Nominal | Measure::Ordinal => {
            let levels = &candidate.indicator.levels;
            // Yes, no and perhaps; on longer scales nearly everybody gives some answer.
            levels.len() <= 3 && levels.iter().any(|level| is_chosen(level))
        }
        _ => false,
    }
}

fn mark_essential(candidate: &mut IndicatorDraft, findings: &mut Findings) {
    let text = words(&candidate.indicator.label);
    let Some(word) = WORDS.iter().find(|word| text.contains(&format!(" {word} "))) else { return };
    if is_raised_or_chosen(candidate) {
        candidate.indicator.essential = true;
        let indicator = candidate.indicator.name.clone();
        findings
            .add(IndicatorsFinding::EssentialRecognised { indicator, word: (*word).to_owned() });
    }
}
