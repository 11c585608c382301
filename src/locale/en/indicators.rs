//! English: findings of making indicators.

use crate::indicators::findings::{FarNumber, IndicatorsFinding as Found};
use crate::locale::plural::{counted, of_number};

pub(in crate::locale) fn sentence(finding: &Found) -> String {
    match finding {
        Found::WeightUndeclared { column } => {
            format!(
                "column looks like weights; `weight = {column:?}` uses it, a facet keeps it as an \
                 answer; left out"
            )
        }
        Found::Paradata { source, column } => {
            format!(
                "{column:?} of {source} tells how the questionnaire was filled in, not what was \
                 answered; left out unless it has a facet"
            )
        }
        Found::NoQuestion { source, column } => {
            format!(
                "{column:?} of {source} asks for consent or attention, which tells nothing of a \
                 respondent; left out unless it has a facet"
            )
        }
        Found::FacetProposed { indicator, facet, word } => {
            format!("{indicator:?} is proposed as {facet}, from the word {word:?}")
        }
        Found::PatternIdle { pattern, column, scale } => {
            format!(
                "pattern {pattern:?} has no effect: {column:?} is taken as {scale}, which makes no \
                 indicator"
            )
        }
        Found::FacetAssumed { indicator, facet } => {
            format!("nothing names a facet for {indicator:?}; taken as {facet}")
        }
        Found::ThemesNotProposed { indicators, most } => format!(
            "{} are more than the {most} among which themes are proposed; [themes] unites what \
             means the same",
            counted(*indicators, "code or option", "codes and options")
        ),
        Found::ThemeProposed { first, second, score } => format!(
            "{first:?} and {second:?} may mean the same (shared stems {score:.2}); name them under \
             [themes] to unite them"
        ),
        Found::EssentialRecognised { indicator, word } => {
            format!(
                "{indicator:?} is taken as a need of access or safety, from the word {word:?}: \
                 personas keep it although few have it; `essential` in the manifest says otherwise"
            )
        }
        Found::RaisedUnasked { code } => {
            format!("respondents raised {code:?} though `asked` does not list them; not counted")
        }
        Found::SourcesDisagree { theme, respondent } => {
            format!(
                "sources disagree about {theme:?} for {respondent}; counted as counter-evidence, \
                 not as support"
            )
        }
        Found::ConstantIndicator { indicator } => {
            format!(
                "{indicator:?} is the same for every respondent; it describes but cannot set \
                 groups apart"
            )
        }
        Found::NumbersFar { far, examples, low, high } => {
            let example =
                |example: &FarNumber| format!("line {}: {}", example.line, example.number);
            let more = if *far > examples.len() { ", …" } else { "" };
            format!(
                "{} far from the rest, {} to {high}, as typing errors are ({}{more}): groups take \
                 {} as low or high, however far",
                counted(*far, "number is", "numbers are"),
                low,
                examples.iter().map(example).collect::<Vec<_>>().join(", "),
                of_number(*far, "it", "them")
            )
        }
        Found::NumbersMayBeMissing { column, values, cells, low, high } => format!(
            "{} of {column:?} {} {}, apart from all others (from {low} to {high}): they count as \
             numbers; `missing = [{}]` for the column says that they stand for no answer",
            counted(*cells, "cell", "cells"),
            of_number(*cells, "holds", "hold"),
            values.join(" or "),
            values.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>().join(", ")
        ),
        Found::OutcomeMayShape { source, column } => format!(
            "{column:?} of {source} counts what was won and helps to make the groups; `facet = \
             \"outcome\"` for the column lets it describe them only"
        ),
        Found::OutcomePooled { column, value, respondents } => format!(
            "{} with {value:?} as {column:?} {} described together with all others; \
             `outcome = {{ column = {column:?}, negative = [{value:?}] }}` sets them apart",
            counted(*respondents, "respondent", "respondents"),
            of_number(*respondents, "is", "are")
        ),
    }
}
