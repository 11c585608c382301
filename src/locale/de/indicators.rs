//! German: findings of making indicators.

use super::names::{facet, people, quote, scale};
use crate::indicators::findings::{FarNumber, IndicatorsFinding as Found};
use crate::locale::plural::{counted, of_number};

pub(in crate::locale) fn sentence(finding: &Found) -> String {
    match finding {
        Found::WeightUndeclared { column } => format!(
            "Spalte sieht nach Gewichten aus; `weight = {column:?}` verwendet sie so, eine Facette \
             behält sie als Antwort; weggelassen"
        ),
        Found::Paradata { source, column } => format!(
            "{} von {source} sagt, wie der Fragebogen ausgefüllt wurde, nicht, was geantwortet \
             wurde; ohne Facette weggelassen",
            quote(column)
        ),
        Found::NoQuestion { source, column } => format!(
            "{} von {source} fragt nach Einwilligung oder Aufmerksamkeit, was nichts über Befragte \
             sagt; ohne Facette weggelassen",
            quote(column)
        ),
        Found::FacetProposed { indicator, facet: proposed, word } => format!(
            "{} wird als {} vorgeschlagen, wegen des Wortes {}",
            quote(indicator),
            facet(*proposed),
            quote(word)
        ),
        Found::PatternIdle { pattern, column, scale: taken } => format!(
            "Muster {} bewirkt nichts: {} ist als {} erkannt ({}), woraus kein Merkmal wird",
            quote(pattern),
            quote(column),
            taken.name(),
            scale(*taken)
        ),
        Found::FacetAssumed { indicator, facet: assumed } => format!(
            "nichts nennt eine Facette für {}; gilt als {}",
            quote(indicator),
            facet(*assumed)
        ),
        Found::ThemesNotProposed { indicators, most } => format!(
            "{} sind mehr als die {most}, unter denen Themen vorgeschlagen werden; [themes] \
             vereint, was dasselbe bedeutet",
            counted(*indicators, "Code oder Antwort", "Codes und Antworten")
        ),
        Found::ThemeProposed { first, second, score } => format!(
            "{} und {} könnten dasselbe bedeuten (gemeinsame Stämme {}); unter [themes] lassen sie \
             sich vereinen",
            quote(first),
            quote(second),
            format!("{score:.2}").replace('.', ",")
        ),
        Found::EssentialRecognised { indicator, word } => format!(
            "{} gilt als Bedarf an Zugang oder Sicherheit, wegen des Wortes {}: Personas behalten \
             ihn, auch wenn wenige ihn haben; `essential` im Manifest legt anderes fest",
            quote(indicator),
            quote(word)
        ),
        Found::RaisedUnasked { code } => format!(
            "Befragte sprachen {} an, obwohl `asked` sie nicht nennt; nicht gezählt",
            quote(code)
        ),
        Found::SourcesDisagree { theme, respondent } => format!(
            "Quellen widersprechen sich zu {} bei {respondent}; zählt als Gegenbeleg, nicht als \
             Beleg",
            quote(theme)
        ),
        Found::ConstantIndicator { indicator } => format!(
            "{} ist bei allen Befragten gleich; es beschreibt, kann aber keine Gruppen trennen",
            quote(indicator)
        ),
        Found::NumbersFar { far, examples, low, high } => {
            let decimal = |number: f64| number.to_string().replace('.', ",");
            let example = |example: &FarNumber| {
                format!("Zeile {}: {}", example.line, decimal(example.number))
            };
            let more = if *far > examples.len() { "; …" } else { "" };
            format!(
                "{} weit ab vom Rest, {} bis {}, wie es Tippfehler tun ({}{more}): Gruppen nehmen \
                 sie als niedrig oder hoch, wie weit auch immer",
                counted(*far, "Zahl liegt", "Zahlen liegen"),
                decimal(*low),
                decimal(*high),
                examples.iter().map(example).collect::<Vec<_>>().join("; ")
            )
        }
        Found::NumbersMayBeMissing { column, values, cells, low, high } => format!(
            "{} von {} {} {}, weit ab von allen anderen ({low} bis {high}), und {} als Zahlen; \
             `missing = [{}]` für die Spalte sagt, dass sie für keine Antwort stehen",
            counted(*cells, "Zelle", "Zellen"),
            quote(column),
            of_number(*cells, "enthält", "enthalten"),
            values.join(" oder "),
            of_number(*cells, "zählt", "zählen"),
            values.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>().join(", ")
        ),
        Found::OutcomeMayShape { source, column } => format!(
            "{} aus {source} zählt, was gewonnen wurde, und prägt Gruppen; mit `facet = \
             \"outcome\"` für die Spalte beschreibt sie diese nur",
            quote(column)
        ),
        Found::OutcomePooled { column, value, respondents } => format!(
            "{} mit {} in {} {} gemeinsam mit allen anderen beschrieben; \
             `outcome = {{ column = {column:?}, negative = [{value:?}] }}` trennt sie ab",
            people(*respondents),
            quote(value),
            quote(column),
            of_number(*respondents, "wird", "werden")
        ),
    }
}
