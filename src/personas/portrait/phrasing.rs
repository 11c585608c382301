//! What a proposition says in words: the phrase of a claim, and what it gives to a name.

use super::wording::before_dash;
use crate::indicators::{Indicator, Measure, Origin, stated_words};
use crate::locale::Words;
use crate::personas::propositions::proposition::{Condition, Proposition};
use crate::phrases::{Answer, Described, Phrase, phrase, short_answer, short_question};
use crate::sources::SourceKind;
use crate::study::Study;

/// The predicate that a proposition is of people: `ring patients, at least sometimes`.
pub(crate) fn phrase_of(study: &Study, indicator: &Indicator, proposition: &Proposition) -> Phrase {
    match stated(study, indicator, proposition) {
        Some(text) => Phrase::stated(text),
        None => worded(study, indicator, proposition),
    }
}

/// The predicate without what only explains: examples, brackets, that a thing is used. A name has
/// no room for it.
pub(crate) fn short_phrase_of(
    study: &Study,
    indicator: &Indicator,
    proposition: &Proposition,
) -> Phrase {
    let mut short = indicator.clone();
    short.question = short_question(study.manifest().language, &indicator.question);
    short.levels = indicator.levels.iter().map(|level| short_answer(level).to_owned()).collect();
    // Options are told by where they come from, which has the long form.
    if indicator.measure == Measure::Option {
        short.label = short_answer(&indicator.label).to_owned();
        return said_or_chosen(study, &short, true);
    }
    worded(study, &short, proposition)
}

fn worded(study: &Study, indicator: &Indicator, proposition: &Proposition) -> Phrase {
    let words = Words::of(study.manifest().language);
    match (indicator.measure, proposition.condition) {
        (Measure::Mention | Measure::Option, _) => said_or_chosen(study, indicator, false),
        (Measure::Nominal, Condition::Is(level)) => {
            let level = before_dash(&indicator.levels[usize::from(level)]);
            answered(study, indicator, Answer::Levels(vec![level]))
        }
        (_, Condition::Is(level) | Condition::AtLeast(level) | Condition::Below(level)) => {
            let level = usize::from(level);
            let levels = match proposition.condition {
                Condition::Is(_) => &indicator.levels[level..=level],
                Condition::AtLeast(_) => &indicator.levels[level..],
                _ => &indicator.levels[..level],
            };
            let levels = levels.iter().map(|level| before_dash(level)).collect();
            answered(study, indicator, Answer::Levels(levels))
        }
        (_, Condition::Above(limit)) => {
            let limit = words.number(limit);
            answered(study, indicator, Answer::Above(&limit))
        }
        (_, Condition::AtMost(limit)) => {
            let limit = words.number(limit);
            answered(study, indicator, Answer::AtMost(&limit))
        }
    }
}

/// The words that the manifest gives to a proposition.
fn stated(study: &Study, indicator: &Indicator, proposition: &Proposition) -> Option<String> {
    let words = Words::of(study.manifest().language);
    let levels = |range: std::ops::Range<usize>| {
        let names: Vec<&str> =
            indicator.levels[range].iter().map(|level| before_dash(level)).collect();
        match names.as_slice() {
            [] => None,
            [one] => Some((*one).to_owned()),
            [others @ .., last] => Some((words.or)(&others.join(", "), last)),
        }
    };
    let answer = match (indicator.measure, proposition.condition) {
        (Measure::Mention | Measure::Option, _) => return stated_words(study, indicator, None),
        (_, Condition::Is(level)) => levels(usize::from(level)..usize::from(level) + 1)?,
        (_, Condition::AtLeast(level)) => levels(usize::from(level)..indicator.levels.len())?,
        (_, Condition::Below(level)) => levels(0..usize::from(level))?,
        (_, Condition::Above(limit)) => (words.answered_more_than)(&words.number(limit)),
        (_, Condition::AtMost(limit)) => (words.answered_at_most)(&words.number(limit)),
    };
    stated_words(study, indicator, Some(&answer))
}

/// The predicate with the median of a group: `typically spend 6.5 hours a week on …`.
pub(crate) fn phrase_of_median(study: &Study, indicator: &Indicator, median: f64) -> Phrase {
    let median = Words::of(study.manifest().language).number(median);
    answered(study, indicator, Answer::Median(&median))
}

/// The path of the first code that an indicator comes from.
pub(crate) fn code_of(indicator: &Indicator) -> Option<&str> {
    indicator.origins.iter().find_map(|origin| match origin {
        Origin::Code { code, .. } => Some(code.as_str()),
        _ => None,
    })
}

/// A code that was raised, an option that was chosen, or a theme of both. The option comes first:
/// its question tells what was said.
fn said_or_chosen(study: &Study, indicator: &Indicator, short: bool) -> Phrase {
    let language = study.manifest().language;
    let facet = indicator.facet;
    let chosen = indicator.origins.iter().find_map(|origin| match origin {
        Origin::Item { source, kind, item, answer: Some(answer) } => {
            let (_, rows) = study.tables().find(|(table, _)| table == source)?;
            let item = rows.items.get(*item)?;
            Some((*kind, item.name.as_str(), item.labels().get(*answer)?.as_str()))
        }
        _ => None,
    });
    let raised = code_of(indicator);
    let of_code = || {
        let path = raised.unwrap_or(&indicator.name);
        let known = raised.and_then(|path| study.codebook()?.get(path));
        let definition = known.map_or("", |code| code.definition.as_str());
        phrase(&Described::code(language, facet, path, definition))
    };
    let of_option = |(kind, question, option): (SourceKind, &str, &str)| {
        let (asked, option) = match short {
            true => (short_question(language, question), short_answer(option)),
            false => (question.to_owned(), option),
        };
        let answer = Answer::Levels(vec![option]);
        phrase(&match kind {
            SourceKind::Crm => Described::record(language, facet, &asked, answer),
            _ => Described::survey(language, facet, &asked, answer),
        })
    };
    match chosen.map(of_option) {
        Some(said) if !said.quoted || raised.is_none() => said,
        Some(quoted) => Some(of_code()).filter(|said| !said.quoted).unwrap_or(quoted),
        None if indicator.measure == Measure::Option => {
            let answer = Answer::Levels(vec![indicator.label.as_str()]);
            phrase(&Described::survey(language, facet, &indicator.question, answer))
        }
        None => of_code(),
    }
}

/// An answer to the question of an indicator, or a value in the field of a record.
fn answered(study: &Study, indicator: &Indicator, answer: Answer<'_>) -> Phrase {
    let language = study.manifest().language;
    let recorded = indicator
        .origins
        .iter()
        .all(|origin| matches!(origin.kind(), SourceKind::Crm | SourceKind::Caller));
    let question =
        if indicator.question.is_empty() { &indicator.name } else { &indicator.question };
    let described = match recorded {
        true => Described::record(language, indicator.facet, question, answer),
        false => Described::survey(language, indicator.facet, question, answer),
    };
    phrase(&described)
}
