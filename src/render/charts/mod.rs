//! Charts of a study, each usable alone as an SVG file, each with its numbers as a table.

mod chart;
mod flow;
mod groups;
mod interviews;
mod people;
mod profile;
mod svg;
mod tabled;

pub use chart::Chart;
use chart::ChartedKind;
pub(crate) use flow::{MovedShare, Stream, flow, moved};
pub(crate) use svg::Svg;
pub(super) use svg::drawn_text;

use crate::locale::Words;
use crate::personas::PersonaSet;

/// The charts of a result: for each kind with groups their sizes, stability, profile, heat map and
/// map of respondents; the numbers of groups compared; for each persona the support by kind of
/// source; saturation of the interviews.
///
/// Names are file names, such as `sizes-user`. Colours are those of print; elements have classes,
/// so that a page that holds a drawing can replace them. What colour says, shape or number says
/// too.
///
/// ```
/// use persona_synthesis::{Clustering, IndicatorMatrix, PersonaSet, Study, render};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let matrix = IndicatorMatrix::from_study(&study)?;
/// let personas = PersonaSet::draft(&study, &matrix, &Clustering::fit(&matrix)?)?;
/// let charts = render::charts(&personas);
/// assert!(charts.iter().any(|chart| chart.name == "saturation" && chart.svg.starts_with("<svg")));
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[must_use]
pub fn charts(personas: &PersonaSet) -> Vec<Chart> {
    let mut charts = Vec::new();
    for selection in &personas.selections {
        let of = ChartedKind { personas, selection };
        if selection.chosen > 1 {
            charts.push(groups::sizes(&of));
            charts.push(groups::stability(&of));
        }
        charts.extend(profile::profile(&of));
        charts.extend(profile::heat_map(&of));
        charts.extend(people::map(&of));
        charts.extend(
            Some(&of).filter(|of| !of.selection.candidates.is_empty()).map(tabled::selection),
        );
    }
    let words = Words::of(personas.study.language);
    charts.extend(personas.personas.iter().filter_map(|persona| tabled::sources(persona, words)));
    charts.extend(
        personas
            .coding
            .saturation
            .as_ref()
            .map(|saturation| interviews::saturation(saturation, words)),
    );
    charts
}
