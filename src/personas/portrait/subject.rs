//! What the users of a study are called after.

use std::collections::{BTreeMap, BTreeSet};

use crate::indicators::{IndicatorMatrix, Measure};
use crate::locale::Words;
use crate::phrases::used_thing;
use crate::study::Study;

/// Who the users of a study are, where its questions are about one thing that they use: `R user`.
pub(crate) fn subject(study: &Study, matrix: &IndicatorMatrix) -> Option<String> {
    let language = study.manifest().language;
    let mut questions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for indicator in matrix.indicators() {
        let asked = match indicator.question.as_str() {
            "" => indicator.name.as_str(),
            question => question,
        };
        let answers = questions.entry(asked).or_default();
        answers.extend(indicator.levels.iter().map(String::as_str));
        if indicator.measure == Measure::Option {
            answers.insert(&indicator.label);
        }
    }
    let thing = used_thing(language, &questions)?;
    let thing = study.mask_answer(&thing).text;
    Some((Words::of(language).telling.user_of)(&thing))
}
