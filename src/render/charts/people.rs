//! Respondents on two axes.

use super::chart::{Chart, ChartedKind, percent, texts};
use super::svg::{LINE, MUTED, Point, Svg, TEXT, TextAnchor, at, extent};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 440.0;
const MARGIN: f64 = 26.0;

/// Every respondent shown, by group; labels are at the middle of each group.
pub(super) fn map(of: &ChartedKind<'_>) -> Option<Chart> {
    let words = of.words();
    let map = of.personas.maps.iter().find(|map| map.kind == of.kind())?;
    let points = || map.groups.iter().flat_map(|group| &group.points);
    let range = |value: fn(&(f64, f64)) -> f64| {
        let all = points().map(value);
        let (low, high) =
            all.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        (low, (high - low).max(1e-9))
    };
    let ((left, wide), (low, tall)) = (range(|point| point.0), range(|point| point.1));
    let place = |(x, y): (f64, f64)| {
        let across = MARGIN + (x - left) / wide * (WIDTH - 2.0 * MARGIN);
        at(across, HEIGHT - MARGIN - (y - low) / tall * (HEIGHT - 2.0 * MARGIN))
    };
    let mut svg = Svg::new(WIDTH, HEIGHT);
    svg.line(at(MARGIN, HEIGHT - 8.0), at(WIDTH - MARGIN, HEIGHT - 8.0), LINE, 1.0);
    svg.line(at(8.0, MARGIN), at(8.0, HEIGHT - MARGIN), LINE, 1.0);
    for (number, group) in map.groups.iter().enumerate() {
        for point in &group.points {
            match group.persona {
                Some(_) => svg.mark(number, place(*point), 3.0),
                None => svg.cross(place(*point), 3.0),
            }
        }
    }
    let mut rows = Vec::new();
    #[allow(clippy::cast_precision_loss, reason = "few respondents")]
    for group in map.groups.iter().filter(|group| !group.points.is_empty()) {
        let sum =
            group.points.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
        let count = group.points.len() as f64;
        let (x, y) = (sum.0 / count, sum.1 / count);
        let name = match &group.persona {
            Some(persona) => persona.to_string(),
            None => words.page.in_no_group.to_owned(),
        };
        if group.persona.is_some() {
            let Point { x: across, y: down } = place((x, y));
            // The width of text is not known here: 9 units a character are enough for most fonts.
            let half = 4.5 * f64::from(u32::try_from(name.chars().count()).unwrap_or(8)) + 6.0;
            svg.rect(at(across - half, down - 11.0), extent(2.0 * half, 22.0), super::svg::PAPER);
            svg.bold(at(across, down + 5.0), TextAnchor::Middle, TEXT, &name);
        }
        rows.push(vec![name, group.points.len().to_string(), format!("{x:.2}"), format!("{y:.2}")]);
    }
    svg.text(at(WIDTH - MARGIN, 16.0), TextAnchor::End, MUTED, words.chart.map_key);
    let title = (words.chart.map_title)(&percent(map.explained));
    let shown = points().count();
    let rest = percent(1.0 - map.explained);
    let description = (words.chart.map)(shown, map.respondents, &rest);
    let name = of.name("map");
    Some(Chart {
        svg: svg.finish(&name, &title, &description),
        name,
        title,
        description,
        header: texts(&[
            words.chart.group,
            words.chart.shown,
            words.chart.first_axis,
            words.chart.second_axis,
        ]),
        rows,
        is_table: false,
        persona: None,
    })
}
