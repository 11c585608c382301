//! What the users of a study are called after.

use std::collections::{BTreeMap, BTreeSet};

use crate::indicators::{IndicatorMatrix, Measure, Values};
use crate::locale::Words;
use crate::phrases::used_thing;
use crate::sources::MISSING;
use crate::study::Study;

/// Who the users of a study are, where its questions are about one thing that they use: `R user`.
pub(crate) fn subject(study: &Study, matrix: &IndicatorMatrix) -> Option<String> {
    let language = study.manifest().language;
    let mut questions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (at, indicator) in matrix.indicators().iter().enumerate() {
        let asked = match indicator.question.as_str() {
            "" => indicator.name.as_str(),
            question => question,
        };
        let answers = questions.entry(asked).or_default();
        let codes = matrix.values(at);
        let levels = indicator.levels.iter().zip(0..).filter(|(_, code)| is_given(codes, *code));
        answers.extend(levels.map(|(level, _)| level.as_str()));
        if indicator.measure == Measure::Option && is_given(codes, 1) {
            answers.insert(&indicator.label);
        }
    }
    let thing = used_thing(language, &questions)?;
    let thing = study.mask_answer(&thing).text;
    Some((Words::of(language).telling.user_of)(&thing))
}

/// Fewest of those who answered for an answer that counts, one in so many: a handful who no longer
/// use a thing do not change what its users are called.
const ONE_IN: usize = 20;

/// True if more than a few gave an answer.
fn is_given(values: &Values, code: u8) -> bool {
    let Values::Codes(codes) = values else { return true };
    let known = codes.iter().filter(|one| **one != MISSING).count();
    codes.iter().filter(|one| **one == code).count() * ONE_IN > known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hardly_any_say_does_not_count() {
        let of = |denying: usize| {
            let mut codes = vec![0; 200];
            codes[..denying].fill(1);
            codes.push(MISSING);
            is_given(&Values::Codes(codes), 1)
        };
        assert!(!of(0) && !of(10) && of(11));
    }
}
