//! The differences between groups: bars beside everyone's share, and all numbers as a heat map.

use super::chart::{Chart, ChartedKind, percent, texts};
use super::svg::{EVERYONE, LINE, MUTED, PALE, Svg, TEXT, TextAnchor, at, extent, group, lines};
use crate::locale::Words;
use crate::personas::{LEAST_FOR_PERCENT, ProfileRow, ProfileTable, Support};

const LABELS: f64 = 250.0;
const ROW: f64 = 34.0;
const HEADING: f64 = 24.0;

fn of_kind<'a>(of: &ChartedKind<'a>) -> Option<&'a ProfileTable> {
    let found = of.personas.profiles.iter().find(|profile| profile.kind == of.kind());
    found.filter(|profile| !profile.rows.is_empty() && !profile.personas.is_empty())
}

/// A share, or counts where few were asked.
fn number(support: &Support, words: &Words) -> String {
    match support.asked {
        0 => "–".to_owned(),
        asked if asked < LEAST_FOR_PERCENT => (words.page_of.of)(support.with, asked),
        _ => percent(support.share),
    }
}

/// True where a group differs from everyone by 25 points, or by half of everyone's share (Dolnicar,
/// Grün and Leisch 2018, doi 10.1007/978-981-10-8818-6).
fn is_marked(own: &Support, everyone: &Support) -> bool {
    let difference = (own.share - everyone.share).abs();
    own.asked > 0
        // Half of a rare answer is a large difference, but below five points it is noise.
        && (difference >= 0.25 || (difference >= 0.5 * everyone.share && difference >= 0.05))
}

/// Draws labels of rows under headings of facets; gives the height of each row.
fn draw_labels(svg: &mut Svg, rows: &[ProfileRow], top: f64, words: &Words) -> Vec<f64> {
    let mut y = top;
    let mut heights = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        // Rows are sorted by facet, so a heading is due where it changes.
        if place == 0 || rows[place - 1].facet != row.facet {
            y += HEADING;
            svg.bold(at(0.0, y - 8.0), TextAnchor::Start, MUTED, (words.facet)(row.facet));
        }
        let label = lines(&row.label, 36, 2);
        let first = if label.len() > 1 { y + 13.0 } else { y + 20.0 };
        for (line, height) in label.iter().zip([first, first + 14.0]) {
            svg.text(at(LABELS - 10.0, height), TextAnchor::End, TEXT, line);
        }
        heights.push(y);
        y += ROW;
    }
    heights
}

#[allow(clippy::cast_precision_loss, reason = "few rows")]
fn height_of(rows: &[ProfileRow]) -> f64 {
    let headings = rows.chunk_by(|a, b| a.facet == b.facet).count();
    rows.len() as f64 * ROW + headings as f64 * HEADING
}

fn table(of: &ChartedKind<'_>, profile: &ProfileTable) -> (Vec<String>, Vec<Vec<String>>) {
    let words = of.words();
    let mut header = texts(&[words.chart.facet, words.chart.what]);
    header.extend(of.groups().map(|persona| format!("{} {}", persona.id, persona.label)));
    header.push(words.chart.everyone.to_owned());
    let cell = |support: &Support| match support.asked {
        0 => words.chart.not_asked.to_owned(),
        asked => {
            let counted = (words.page_of.of)(support.with, asked);
            format!("{} ({counted})", percent(support.share))
        }
    };
    let row = |row: &ProfileRow| {
        let shown = [(words.facet)(row.facet).to_owned(), row.label.clone()].into_iter();
        shown.chain(row.groups.iter().map(cell)).chain([cell(&row.everyone)]).collect()
    };
    (header, profile.rows.iter().map(row).collect())
}

/// Heads the columns of groups with their marks and labels.
fn heads(svg: &mut Svg, of: &ChartedKind<'_>, column: f64) {
    for ((number, persona), left) in of.groups().enumerate().zip(columns(column)) {
        svg.mark(number, at(left + 6.0, 12.0), 5.0);
        svg.bold(at(left + 17.0, 16.0), TextAnchor::Start, TEXT, persona.id.as_str());
        for (line, y) in lines(&persona.label, 20, 3).iter().zip([31.0, 45.0, 59.0]) {
            svg.text(at(left, y), TextAnchor::Start, MUTED, line);
        }
    }
}

fn columns(width: f64) -> impl Iterator<Item = f64> {
    std::iter::successors(Some(LABELS), move |left| Some(left + width))
}

const TOP: f64 = 62.0;

/// Bars of every group beside everyone's share.
pub(super) fn profile(of: &ChartedKind<'_>) -> Option<Chart> {
    const COLUMN: f64 = 176.0;
    const BARS: f64 = 112.0;
    let profile = of_kind(of).filter(|profile| profile.personas.len() > 1)?;
    #[allow(clippy::cast_precision_loss, reason = "few groups")]
    let width = LABELS + COLUMN * profile.personas.len() as f64;
    let bottom = TOP + height_of(&profile.rows);
    let mut svg = Svg::new(width, bottom + 24.0);
    heads(&mut svg, of, COLUMN);
    let words = of.words();
    let heights = draw_labels(&mut svg, &profile.rows, TOP, words);
    let mut marked = 0;
    for ((number_of_group, left), _) in columns(COLUMN).enumerate().zip(&profile.personas) {
        for (share, text) in [(0.0, "0"), (0.5, "50"), (1.0, "100 %")] {
            let x = left + share * BARS;
            svg.line(at(x, TOP + HEADING - 4.0), at(x, bottom), LINE, 1.0);
            svg.text(at(x, bottom + 16.0), TextAnchor::Middle, MUTED, text);
        }
        for (row, y) in profile.rows.iter().zip(&heights) {
            let Some(own) = row.groups.get(number_of_group) else { continue };
            let differs = is_marked(own, &row.everyone);
            marked += usize::from(differs);
            let ink = if differs { group(number_of_group) } else { PALE };
            if own.asked > 0 {
                // A share of 0 keeps a hairline, to differ from "not asked".
                svg.rect(at(left, y + 9.0), extent((own.share * BARS).max(1.0), 14.0), ink);
            }
            let x = left + row.everyone.share * BARS;
            svg.line(at(x, y + 6.0), at(x, y + 26.0), EVERYONE, 2.5);
            // The number comes after bar and mark, whichever is longer, so that neither covers it.
            let end = left + own.share.max(row.everyone.share) * BARS + 6.0;
            let (counted, place) = (number(own, words), at(end, y + 20.0));
            if differs {
                svg.bold(place, TextAnchor::Start, TEXT, &counted);
            } else {
                svg.text(place, TextAnchor::Start, MUTED, &counted);
            }
        }
    }
    let title = words.chart.profile_title.to_owned();
    let description = (words.chart.profile)(marked, LEAST_FOR_PERCENT);
    let (header, rows) = table(of, profile);
    let name = of.name("profile");
    let svg = svg.finish(&name, &title, &description);
    Some(Chart { name, title, description, svg, header, rows, is_table: false, persona: None })
}

/// Background and text from the least share to the greatest; every text has a contrast of at least
/// 4.5 to 1.
const HEAT: [(&str, &str); 5] = [
    ("#f1f5f8", "#1b2330"),
    ("#d5e4ef", "#1b2330"),
    ("#a9cae1", "#1b2330"),
    ("#2a6fa3", "#ffffff"),
    ("#0a4470", "#ffffff"),
];

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share times five")]
fn heat(share: f64) -> (&'static str, &'static str) {
    HEAT[((share.clamp(0.0, 1.0) * 5.0) as usize).min(4)]
}

/// Every number of the profile.
pub(super) fn heat_map(of: &ChartedKind<'_>) -> Option<Chart> {
    const COLUMN: f64 = 132.0;
    let profile = of_kind(of)?;
    #[allow(clippy::cast_precision_loss, reason = "few groups")]
    let width = LABELS + COLUMN * (profile.personas.len() + 1) as f64;
    let mut svg = Svg::new(width, TOP + height_of(&profile.rows) + 4.0);
    heads(&mut svg, of, COLUMN);
    let words = of.words();
    let heights = draw_labels(&mut svg, &profile.rows, TOP, words);
    #[allow(clippy::cast_precision_loss, reason = "few groups")]
    let everyone = LABELS + COLUMN * profile.personas.len() as f64;
    svg.bold(at(everyone, 16.0), TextAnchor::Start, TEXT, words.chart.everyone);
    for (row, y) in profile.rows.iter().zip(&heights) {
        for (support, left) in row.groups.iter().chain([&row.everyone]).zip(columns(COLUMN)) {
            let (back, front) =
                if support.asked > 0 { heat(support.share) } else { ("#ffffff", "#565f6d") };
            svg.cell(at(left, y + 2.0), extent(COLUMN - 6.0, ROW - 4.0), back);
            svg.on_cell(at(left + COLUMN / 2.0 - 3.0, y + 21.0), front, &number(support, words));
        }
    }
    let title = words.chart.heat_title.to_owned();
    let description = (words.chart.heat)(LEAST_FOR_PERCENT);
    let (header, rows) = table(of, profile);
    let name = of.name("heat-map");
    let svg = svg.finish(&name, &title, &description);
    Some(Chart { name, title, description, svg, header, rows, is_table: false, persona: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_marked_by_25_points_or_by_half() {
        let support = |share| Support { with: 1, asked: 100, share, low: 0.0, high: 1.0 };
        assert!(is_marked(&support(0.7), &support(0.45)));
        assert!(is_marked(&support(0.2), &support(0.1)));
        assert!(!is_marked(&support(0.55), &support(0.45)));
        assert!(!is_marked(&support(0.02), &support(0.01)));
    }

    #[test]
    fn numbers_on_the_heat_map_can_be_read() {
        let luminance = |colour: &str| {
            let part =
                |at: usize| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            let linear =
                |c: f64| if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
            0.2126 * linear(part(1)) + 0.7152 * linear(part(3)) + 0.0722 * linear(part(5))
        };
        for (back, front) in HEAT {
            let (a, b) = (luminance(back), luminance(front));
            assert!((a.max(b) + 0.05) / (a.min(b) + 0.05) >= 4.5, "{back} {front}");
        }
    }
}
