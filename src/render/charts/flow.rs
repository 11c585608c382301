//! Two waves beside each other: where people went, or how shares moved where nobody can be
//! followed.

use super::chart::percent;
use super::svg::{
    EVERYONE, LINE, MUTED, PALE, PAPER, Svg, TEXT, TextAnchor, at, extent, group, shortened,
};

const WIDTH: f64 = 640.0;
const TOP: f64 = 30.0;

/// People who went from a group of the old wave to one of the new.
pub(crate) struct Stream {
    /// Position of the group in the old wave.
    pub(crate) from: usize,
    /// Position in the new wave.
    pub(crate) to: usize,
    pub(crate) people: usize,
    /// True where both are the same persona.
    pub(crate) stays: bool,
}

/// Groups of either wave as bars, people as bands between them: those who stay dark, those who move
/// light.
#[allow(clippy::cast_precision_loss, reason = "counts of respondents are below 2^53")]
pub(crate) fn flow(old: &[String], new: &[String], streams: &[Stream]) -> Svg {
    const HEIGHT: f64 = 260.0;
    const GAP: f64 = 10.0;
    const BAR: f64 = 14.0;
    const SIDE: f64 = 190.0;
    let all: usize = streams.iter().map(|stream| stream.people).sum();
    // The side with more groups needs more gaps and so decides the scale of both.
    let unit = (HEIGHT - GAP * old.len().max(new.len()) as f64) / all.max(1) as f64;
    let mut svg = Svg::new(WIDTH, TOP + HEIGHT + 12.0);
    svg.text(at(SIDE, 18.0), TextAnchor::End, MUTED, "then");
    svg.text(at(WIDTH - SIDE, 18.0), TextAnchor::Start, MUTED, "now");
    let bars = |names: usize, of: &dyn Fn(&Stream) -> usize| {
        let mut top = TOP;
        let mut bars = Vec::new();
        for name in 0..names {
            let people: usize = streams
                .iter()
                .filter(|stream| of(stream) == name)
                .map(|stream| stream.people)
                .sum();
            bars.push((top, people));
            top += people as f64 * unit + GAP;
        }
        bars
    };
    let (left, right) =
        (bars(old.len(), &|stream| stream.from), bars(new.len(), &|stream| stream.to));
    let (mut left_at, mut right_at): (Vec<f64>, Vec<f64>) =
        (left.iter().map(|bar| bar.0).collect(), right.iter().map(|bar| bar.0).collect());
    for stream in streams {
        let thick = stream.people as f64 * unit;
        let (from, to) = (left_at[stream.from], right_at[stream.to]);
        let ink = if stream.stays { EVERYONE } else { PALE };
        svg.band(at(SIDE + BAR + 6.0, from), at(WIDTH - SIDE - BAR - 6.0, to), thick, ink);
        // Bands stack in the order of the streams, so that their edges meet those of the bars.
        left_at[stream.from] += thick;
        right_at[stream.to] += thick;
    }
    let mut side =
        |names: &[String], bars: &[(f64, usize)], x: f64, label: f64, anchor: TextAnchor| {
            for ((name, (top, people)), number) in names.iter().zip(bars).zip(0..) {
                // A group that nobody is left in stays visible as a hairline.
                let height = (*people as f64 * unit).max(1.0);
                svg.rect(at(x, *top), extent(BAR, height), group(number));
                svg.text(
                    at(label, top + height / 2.0 + 4.0),
                    anchor,
                    TEXT,
                    &format!("{} · {people}", shortened(name, 24)),
                );
            }
        };
    side(old, &left, SIDE + 4.0, SIDE - 4.0, TextAnchor::End);
    side(new, &right, WIDTH - SIDE - BAR - 4.0, WIDTH - SIDE + 4.0, TextAnchor::Start);
    svg
}

/// A persona's share in two waves.
pub(crate) struct MovedShare {
    pub(crate) name: String,
    /// Share in the old wave, 0 to 1; `None` where it was not there.
    pub(crate) then: Option<f64>,
    /// Share in the new wave.
    pub(crate) now: Option<f64>,
}

/// A row a persona on an axis of shares: an open ring then, a full dot now, a line between them.
#[allow(clippy::cast_precision_loss, reason = "few personas")]
pub(crate) fn moved(rows: &[MovedShare]) -> Svg {
    const ROW: f64 = 30.0;
    const LEFT: f64 = 250.0;
    const RIGHT: f64 = 60.0;
    let bottom = TOP + ROW * rows.len() as f64;
    let mut svg = Svg::new(WIDTH, bottom + 24.0);
    let shares = rows.iter().flat_map(|row| [row.then, row.now]).flatten();
    let most = (shares.fold(0.1, f64::max) * 10.0).ceil() / 10.0;
    let place = |share: f64| LEFT + (WIDTH - LEFT - RIGHT) * share / most;
    for tick in [0.0, most / 2.0, most] {
        svg.line(at(place(tick), TOP - 6.0), at(place(tick), bottom - 6.0), LINE, 1.0);
        svg.text(at(place(tick), bottom + 12.0), TextAnchor::Middle, MUTED, &percent(tick));
    }
    for (number, row) in rows.iter().enumerate() {
        let height = TOP + ROW * number as f64 + 8.0;
        svg.text(at(LEFT - 14.0, height + 4.0), TextAnchor::End, TEXT, &shortened(&row.name, 36));
        let ink = group(number);
        if let (Some(then), Some(now)) = (row.then, row.now) {
            svg.line(at(place(then), height), at(place(now), height), ink, 2.0);
        }
        if let Some(then) = row.then {
            svg.dot(at(place(then), height), 6.0, ink);
            // A smaller disc in the colour of the paper makes a ring, which needs no class of its
            // own.
            svg.dot(at(place(then), height), 4.5, PAPER);
        }
        if let Some(now) = row.now {
            svg.dot(at(place(now), height), 4.0, ink);
        }
        let said = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), percent);
        let farthest = row.then.into_iter().chain(row.now).fold(0.0, f64::max);
        svg.text(
            at(place(farthest) + 12.0, height + 4.0),
            TextAnchor::Start,
            MUTED,
            &format!("{} → {}", said(row.then), said(row.now)),
        );
    }
    svg
}
