//! The saturation of the interviews.

use super::chart::{Chart, texts};
use super::svg::{LINE, MUTED, Svg, TEXT, TextAnchor, at, group};
use crate::coding::Saturation;
use crate::locale::Words;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 280.0;
const LEFT: f64 = 44.0;
const BOTTOM: f64 = 240.0;

/// Expected number of codes by number of interviews.
#[allow(clippy::cast_precision_loss, reason = "counts of interviews and codes")]
pub(super) fn saturation(saturation: &Saturation, words: &Words) -> Chart {
    let Saturation { interviews, codes, once, next, curve, .. } = saturation;
    let top = (*codes as f64).max(1.0);
    let x = |interview: usize| {
        LEFT + 8.0
            + (interview.saturating_sub(1)) as f64 / interviews.saturating_sub(1).max(1) as f64
                * (WIDTH - LEFT - 60.0)
    };
    let y = |codes: f64| BOTTOM - codes / top * (BOTTOM - 36.0);
    let mut svg = Svg::new(WIDTH, HEIGHT);
    for part in [0.0, 0.5, 1.0] {
        let height = y(top * part);
        svg.line(at(LEFT, height), at(WIDTH - 40.0, height), LINE, 1.0);
        svg.text(
            at(LEFT - 8.0, height + 4.0),
            TextAnchor::End,
            MUTED,
            &format!("{:.0}", top * part),
        );
    }
    let step = interviews.div_ceil(8).max(1);
    for interview in (1..=*interviews).step_by(step) {
        svg.text(
            at(x(interview), BOTTOM + 17.0),
            TextAnchor::Middle,
            MUTED,
            &interview.to_string(),
        );
    }
    svg.text(
        at(f64::midpoint(LEFT, WIDTH), HEIGHT - 4.0),
        TextAnchor::Middle,
        MUTED,
        words.chart.interviews_coded,
    );
    let points: Vec<(f64, f64)> =
        curve.iter().zip(1..).map(|(codes, interview)| (x(interview), y(*codes))).collect();
    svg.path(&points, group(0));
    points.iter().for_each(|(x, y)| svg.dot(at(*x, *y), 3.0, group(0)));
    if let Some((across, down)) = points.last() {
        svg.bold(at(*across, down - 12.0), TextAnchor::End, TEXT, &(words.chart.codes)(*codes));
    }
    let title = (words.chart.saturation_title)(&format!("{next:.1}"));
    let description = (words.chart.saturation)(*interviews, *codes, *once);
    let rows = curve
        .iter()
        .zip(1..)
        .map(|(codes, interview)| vec![interview.to_string(), format!("{codes:.1}")]);
    Chart {
        svg: svg.finish("saturation", &title, &description),
        name: "saturation".to_owned(),
        title,
        description,
        header: texts(&[words.chart.interviews, words.chart.codes_expected]),
        rows: rows.collect(),
        is_table: false,
        persona: None,
    }
}
