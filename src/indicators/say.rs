//! The words that the manifest gives to indicators: `say`.

use super::candidate::{IndicatorDraft, matches};
use super::indicator::Indicator;
use crate::error::{ErrorKind, Result};
use crate::study::Study;

/// What stands for the answer in the words of a question with many answers.
const GAP: &str = "{answer}";

/// The words that the manifest gives to an answer of an indicator, or to an indicator that is said
/// or chosen as a whole, where `answer` is `None`.
///
/// A pattern names `question = answer`, or with a gap in the words the question alone. The first
/// that fits counts.
pub(crate) fn stated_words(
    study: &Study,
    indicator: &Indicator,
    answer: Option<&str>,
) -> Option<String> {
    let say = &study.manifest().say;
    say.iter().find_map(|(pattern, words)| {
        let named = |name: &str| {
            let scoped = pattern.value.split_once(':').map(|(_, rest)| rest.trim_start());
            matches(&pattern.value, name) || scoped.is_some_and(|rest| matches(rest, name))
        };
        let Some(answer) = answer else {
            return named(&indicator.name).then(|| words.replace(GAP, &indicator.label));
        };
        // A pattern that ends in `*` would give every answer the words of one.
        let of_one = pattern.value.contains(" = ");
        let of_answer = of_one && named(&format!("{} = {answer}", indicator.name));
        let of_question = words.contains(GAP) && named(&indicator.name);
        (of_answer || of_question).then(|| words.replace(GAP, answer))
    })
}

/// Checks that each pattern names an indicator: a misspelt one would be passed over in silence.
///
/// # Errors
/// [`ErrorKind::Manifest`](crate::ErrorKind::Manifest) for a pattern that names none.
pub(super) fn check(study: &Study, candidates: &[IndicatorDraft]) -> Result<()> {
    for (pattern, _) in &study.manifest().say {
        let (question, _) = pattern.value.rsplit_once(" = ").unwrap_or((&pattern.value, ""));
        let meant = |candidate: &IndicatorDraft| {
            candidate.is_meant_by(&pattern.value) || candidate.is_meant_by(question.trim())
        };
        if !candidates.iter().any(meant) {
            let expected = "a pattern that matches a code, a column, or `column = answer`";
            let all = candidates.iter().flat_map(|candidate| {
                let Indicator { name, levels, .. } = &candidate.indicator;
                let answers = levels.iter().map(move |level| format!("{name} = {level}"));
                answers.chain([name.clone()])
            });
            let all: Vec<String> = all.collect();
            let names = all.iter().map(String::as_str);
            let unknown: ErrorKind = study.manifest().unknown(pattern, expected, names);
            return Err(unknown.into());
        }
    }
    Ok(())
}
