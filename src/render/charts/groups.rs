//! Charts of the sizes and the stability of groups.

use super::chart::{Chart, ChartedKind, percent, texts};
use super::svg::{BANDS, Ink, LINE, MUTED, Svg, TEXT, TextAnchor, at, extent, group, lines};
use crate::locale::{self, Words};
use crate::personas::wilson_interval;

const WIDTH: f64 = 640.0;
const LEFT: f64 = 236.0;
const RIGHT: f64 = 108.0;
const TOP: f64 = 34.0;
const ROW: f64 = 42.0;

/// Rows with a label at the left, over an axis from one number to another.
struct LabelledRows {
    svg: Svg,
    from: f64,
    to: f64,
    bottom: f64,
}

impl LabelledRows {
    #[allow(clippy::cast_precision_loss, reason = "few rows")]
    fn new(rows: usize, from: f64, to: f64) -> Self {
        let bottom = TOP + ROW * rows as f64;
        Self { svg: Svg::new(WIDTH, bottom + 30.0), from, to, bottom }
    }

    fn x(&self, value: f64) -> f64 {
        // Values beyond the axis stay at its end instead of leaving the drawing.
        LEFT + (value.clamp(self.from, self.to) - self.from) / (self.to - self.from)
            * (WIDTH - LEFT - RIGHT)
    }

    fn tick(&mut self, value: f64, text: &str) {
        let x = self.x(value);
        self.svg.line(at(x, TOP - 6.0), at(x, self.bottom), LINE, 1.0);
        self.svg.text(at(x, self.bottom + 16.0), TextAnchor::Middle, MUTED, text);
    }

    /// The height of a row, its label written.
    #[allow(clippy::cast_precision_loss, reason = "few rows")]
    fn label(&mut self, row: usize, label: &str) -> f64 {
        let y = TOP + ROW * (row as f64 + 0.5);
        let words = lines(label, 34, 2);
        let first = if words.len() > 1 { y - 4.0 } else { y + 4.0 };
        for (line, height) in words.iter().zip([first, first + 15.0]) {
            self.svg.text(at(LEFT - 14.0, height), TextAnchor::End, TEXT, line);
        }
        y
    }

    fn interval(&mut self, y: f64, low: f64, high: f64, ink: Ink) {
        let (from, to) = (self.x(low), self.x(high));
        self.svg.line(at(from, y), at(to, y), ink, 4.0);
    }
}

/// One row of the sizes.
struct Size {
    label: String,
    /// False where the size is uncertain: no point is shown.
    certain: bool,
    estimate: f64,
    interval: Option<(f64, f64)>,
    text: String,
    of: String,
    in_a_group: bool,
}

#[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
fn sizes_of(of: &ChartedKind<'_>) -> Vec<Size> {
    let (words, all) = (of.words(), of.selection.respondents.max(1));
    let counted = |with: usize| (words.page_of.of)(with, all);
    let group = |persona: &crate::personas::Persona| match &persona.share {
        Some(share) => Size {
            label: format!("{} {}", persona.id, persona.label),
            certain: !share.uncertain,
            estimate: share.estimate,
            interval: Some((share.low, share.high)),
            text: if share.uncertain {
                format!("{}–{} %", locale::percent(share.low), locale::percent(share.high))
            } else {
                spread(share.estimate, share.low, share.high)
            },
            of: share.of.to_string(),
            in_a_group: true,
        },
        None => Size {
            label: format!("{} {}", persona.id, persona.label),
            certain: true,
            estimate: persona.size as f64 / all as f64,
            interval: None,
            text: counted(persona.size),
            of: words.page.respondents.to_owned(),
            in_a_group: true,
        },
    };
    let mut sizes: Vec<Size> = of.groups().map(group).collect();
    let sampled = sizes.iter().any(|size| size.interval.is_some());
    for none in of.personas.unassigned.iter().filter(|none| none.kind == of.kind()) {
        // Respondents in no group are counted among all respondents, not in the population.
        let interval = wilson_interval(none.share, all as f64);
        sizes.push(Size {
            label: words.page.in_no_group.to_owned(),
            certain: true,
            estimate: none.share,
            // Beside plain counts an interval would suggest a sample that nobody drew.
            interval: sampled.then_some(interval),
            text: if sampled {
                spread(none.share, interval.0, interval.1)
            } else {
                counted(none.size)
            },
            of: (words.chart.all_respondents)(all),
            in_a_group: false,
        });
    }
    sizes
}

/// The share of each group with its interval, and of those in no group.
pub(super) fn sizes(of: &ChartedKind<'_>) -> Chart {
    let sizes = sizes_of(of);
    let sampled = sizes.iter().any(|size| size.interval.is_some());
    let greatest = sizes
        .iter()
        .map(|size| size.interval.map_or(size.estimate, |(_, high)| high))
        .fold(0.1, f64::max);
    // The axis ends at the next ten percent, so that small groups are not squeezed to the left.
    let to = ((greatest * 10.0).ceil() / 10.0).min(1.0);
    let mut rows = LabelledRows::new(sizes.len(), 0.0, to);
    let step = if to > 0.5 { 0.2 } else { 0.1 };
    let ticks = std::iter::successors(Some(0.0), |tick| Some(tick + step))
        // Sums of a tenth are off by their last digit, which would drop the last tick.
        .take_while(|tick| *tick <= to + 1e-9);
    ticks.for_each(|tick| rows.tick(tick, &percent(tick)));
    for (row, size) in sizes.iter().enumerate() {
        let y = rows.label(row, &size.label);
        let none = !size.in_a_group;
        if let Some((low, high)) = size.interval {
            rows.interval(y, low, high, if none { MUTED } else { group(row) });
        }
        let x = rows.x(size.estimate);
        if none {
            rows.svg.cross(at(x, y), 5.0);
        } else if size.certain {
            rows.svg.mark(row, at(x, y), 6.0);
        }
        rows.svg.bold(at(WIDTH - RIGHT + 12.0, y + 4.0), TextAnchor::Start, TEXT, &size.text);
    }
    let none = sizes.last().map_or(0.0, |size| size.estimate);
    let words = of.words();
    let title = if none > 0.0 {
        (words.chart.some_in_no_group)(&percent(none))
    } else if of.personas.study.privacy.is_internal() {
        words.chart.all_in_groups.to_owned()
    } else {
        // Few in no group are left out.
        words.chart.sizes_of_groups.to_owned()
    };
    let of_what = sizes.first().map_or_else(String::new, |size| size.of.clone());
    let description = if sampled {
        (words.chart.sizes)(&of_what)
    } else {
        words.chart.sizes_interviewed.to_owned()
    };
    let cell = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), percent);
    Chart {
        svg: rows.svg.finish(&of.name("sizes"), &title, &description),
        name: of.name("sizes"),
        title,
        description,
        header: texts(&[
            words.chart.group,
            words.chart.of,
            words.chart.size,
            words.chart.share,
            words.chart.low,
            words.chart.high,
        ]),
        rows: sizes
            .iter()
            .map(|size| {
                let (low, high) = size.interval.unzip();
                vec![
                    size.label.clone(),
                    size.of.clone(),
                    size.text.clone(),
                    cell(size.certain.then_some(size.estimate)),
                    cell(low),
                    cell(high),
                ]
            })
            .collect(),
        is_table: false,
        persona: None,
    }
}

/// Where bands of the Jaccard index begin, and what they mean (Hennig 2007, doi
/// 10.1016/j.csda.2006.11.025).
fn steps(words: &Words) -> [(f64, &'static str); 4] {
    let chart = &words.chart;
    [(0.4, chart.dissolves), (0.6, chart.pattern), (0.75, chart.stable), (0.85, chart.very_stable)]
}

/// The stability of each group when respondents are drawn again.
pub(super) fn stability(of: &ChartedKind<'_>) -> Chart {
    let (words, groups) = (of.words(), of.groups().collect::<Vec<_>>());
    // Below 0.4 every group is as good as dissolved: a longer axis would hide the differences.
    let mut rows = LabelledRows::new(groups.len(), 0.4, 1.0);
    for ((from, meaning), (to, ink)) in
        steps(words).iter().zip([0.6, 0.75, 0.85, 1.0].into_iter().zip(BANDS))
    {
        let (left, right) = (rows.x(*from), rows.x(to));
        let height = rows.bottom - TOP + 6.0;
        rows.svg.rect(at(left, TOP - 6.0), extent(right - left, height), ink);
        rows.svg.text(
            at(f64::midpoint(left, right), TOP - 12.0),
            TextAnchor::Middle,
            MUTED,
            meaning,
        );
    }
    [0.4, 0.6, 0.75, 0.85, 1.0].into_iter().for_each(|tick| rows.tick(tick, &format!("{tick}")));
    for (row, persona) in groups.iter().enumerate() {
        let y = rows.label(row, &format!("{} {}", persona.id, persona.label));
        let x = rows.x(persona.stability);
        rows.svg.mark(row, at(x, y), 6.0);
        rows.svg.bold(
            at(WIDTH - RIGHT + 12.0, y + 4.0),
            TextAnchor::Start,
            TEXT,
            &format!("{:.2}", persona.stability),
        );
    }
    let stable = groups.iter().filter(|persona| persona.stability >= 0.75).count();
    let title = match stable {
        0 => words.chart.none_returns.to_owned(),
        all if all == groups.len() => (words.chart.all_return)(all),
        some => (words.chart.some_return)(some, groups.len()),
    };
    let description = words.chart.stability.to_owned();
    Chart {
        svg: rows.svg.finish(&of.name("stability"), &title, &description),
        name: of.name("stability"),
        title,
        description,
        header: texts(&[words.chart.group, words.chart.mean_jaccard]),
        rows: groups
            .iter()
            .map(|persona| {
                vec![
                    format!("{} {}", persona.id, persona.label),
                    format!("{:.2}", persona.stability),
                ]
            })
            .collect(),
        is_table: false,
        persona: None,
    }
}

/// A share with its interval, in whole percent.
fn spread(share: f64, low: f64, high: f64) -> String {
    format!("{} ({}–{})", percent(share), locale::percent(low), locale::percent(high))
}
