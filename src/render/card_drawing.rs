//! A card as a drawing for slides: 1600 × 900, with text as text.

use std::fmt::Write as _;

use super::card::{Card, Dots, Item, Meter, Section, broken, width};
use super::charts::drawn_text;
use super::pages::FALLBACK_FONTS;

const WIDTH: f64 = 1600.0;
const HEIGHT: f64 = 900.0;
const MARGIN: f64 = 56.0;
const BOTTOM: f64 = 846.0;
const GAP: f64 = 44.0;
const COLUMN: f64 = (WIDTH - 2.0 * MARGIN - 2.0 * GAP) / 3.0;

const INK: &str = "#1c2230";
const MUTED: &str = "#59616e";
const LINE: &str = "#dcdad3";
const TRACK: &str = "#e9e7e0";
const OTHERS: &str = "#868e99";
/// Fonts with the widths of Arial come first, so that every program breaks lines where they were
/// measured.
const SANS: &str = "Liberation Sans, Arial, Helvetica, narrow-sans, wide-sans, sans-serif";
const SERIF: &str = "Liberation Serif, Times New Roman, narrow-serif, wide-serif, serif";

/// The colours of a kind: accent, tint and the text on it.
fn colours(kind: &str) -> [&'static str; 3] {
    match kind {
        "buyer" | "decision-maker" => ["#7a4a00", "#faf2e3", "#5c3800"],
        "influencer" => ["#7a3b8f", "#f5ecf8", "#5c2a6d"],
        "customer" => ["#00694d", "#e6f3ee", "#00503b"],
        "negative" => ["#8a2f4b", "#f8ecef", "#6a1f38"],
        _ => ["#0a5c92", "#eaf2f8", "#084a76"],
    }
}

/// How a text is set.
#[derive(Clone, Copy)]
struct Type {
    size: f64,
    colour: &'static str,
    bold: bool,
    /// Italics with serifs, for words of respondents.
    said: bool,
}

fn plain(size: f64, colour: &'static str) -> Type {
    Type { size, colour, bold: false, said: false }
}

fn bold(size: f64, colour: &'static str) -> Type {
    Type { bold: true, ..plain(size, colour) }
}

/// A drawing in the making, with the place of the next line.
struct Canvas {
    body: String,
    accent: &'static str,
}

impl Canvas {
    fn add(&mut self, element: std::fmt::Arguments<'_>) {
        self.body.write_fmt(element).expect("writing to a string does not fail");
        self.body.push('\n');
    }

    fn rect(&mut self, [x, y, width, height]: [f64; 4], radius: f64, colour: &str) {
        self.add(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" \
             rx=\"{radius:.1}\" fill=\"{colour}\"/>"
        ));
    }

    fn dot(&mut self, x: f64, y: f64, radius: f64, colour: &str, opacity: f64) {
        self.add(format_args!(
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"{colour}\" \
             fill-opacity=\"{opacity}\"/>"
        ));
    }

    fn ring(&mut self, x: f64, y: f64, colour: &str) {
        self.add(format_args!(
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"6.2\" fill=\"none\" stroke=\"{colour}\" \
             stroke-width=\"1.8\"/>"
        ));
    }

    fn text(&mut self, x: f64, y: f64, set: Type, text: &str) {
        let Type { size, colour, bold, said } = set;
        let font = if said { SERIF } else { SANS };
        let weight = if bold { r#" font-weight="bold""# } else { "" };
        let style = if said { r#" font-style="italic""# } else { "" };
        let text = drawn_text(text);
        self.add(format_args!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-family=\"{font}\" font-size=\"{size}\" \
             fill=\"{colour}\"{weight}{style}>{text}</text>"
        ));
    }

    /// Text in lines of a width, at most `most`, of which the last ends in an ellipsis where there
    /// is more; gives the height that it takes.
    fn lines(&mut self, place: (f64, f64), room: f64, most: usize, set: Type, text: &str) -> f64 {
        let (x, y) = place;
        let height = set.size * 1.26;
        let lines = cut(text, room, most, set);
        let mut down = y;
        for line in &lines {
            down += height;
            self.text(x, down - set.size * 0.26, set, line);
        }
        down - y
    }
}

/// The lines of a text, of which the last ends in an ellipsis where there are more.
fn cut(text: &str, room: f64, most: usize, set: Type) -> Vec<String> {
    // Bold letters are wider, italics with serifs narrower.
    let size = set.size
        * if set.bold {
            1.06
        } else if set.said {
            0.92
        } else {
            1.0
        };
    let mut lines = broken(text, size, room);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while width(last, size) + size > room && last.pop().is_some() {}
            let kept = last.trim_end().to_owned();
            *last = format!("{kept} …");
        }
    }
    lines
}

/// The file `cards/<id>.svg` of a persona.
pub(super) fn drawing(card: &Card, study: &str) -> String {
    let [accent, tint, deep] = colours(card.kind);
    let mut canvas = Canvas { body: String::new(), accent };
    canvas.rect([0.0, 0.0, WIDTH, HEIGHT], 0.0, "#ffffff");
    canvas.rect([0.0, 0.0, WIDTH, 10.0], 0.0, accent);
    let head = head(&mut canvas, card);
    let hero = hero(&mut canvas, card, head, [tint, deep]);
    columns(&mut canvas, card, hero + 22.0);
    let foot = plain(17.0, MUTED);
    canvas.rect([MARGIN, BOTTOM + 6.0, WIDTH - 2.0 * MARGIN, 1.0], 0.0, LINE);
    let line = format!("{} · {}", card.persona, card.review);
    canvas.lines((MARGIN, BOTTOM + 12.0), 760.0, 1, foot, &line);
    canvas.lines((WIDTH / 2.0 + 100.0, BOTTOM + 12.0), 640.0, 1, foot, study);
    let title = drawn_text(&format!("{}: {}", card.persona, card.title));
    let size = drawn_text(&format!("{} {}", card.size.value, card.size.text));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1600 900\" width=\"1600\" \
         height=\"900\" role=\"img\" aria-labelledby=\"t d\">\n<title id=\"t\">{title}</title>\n\
         <desc id=\"d\">{size}</desc>\n<style>\n{FALLBACK_FONTS}</style>\n{}</svg>\n",
        canvas.body
    )
}

/// Kind, title and tag line at the left, size at the right; gives where it ends.
fn head(canvas: &mut Canvas, card: &Card) -> f64 {
    let (left, room) = (MARGIN, 960.0);
    let mut y = 34.0;
    y += canvas.lines((left, y), room, 1, bold(20.0, canvas.accent), &card.persona);
    y += canvas.lines((left, y), room, 2, bold(46.0, INK), &card.title) + 6.0;
    let tag: Vec<&str> = card.tag.iter().map(|line| line.text.as_str()).collect();
    if !tag.is_empty() {
        y += canvas.lines((left, y), room, 3, plain(24.0, MUTED), &tag.join(" "));
    }
    let at = WIDTH - MARGIN - 500.0;
    let dots = hundred(canvas, &card.size.dots, (at, 52.0));
    let beside = if dots > 0.0 { at + 232.0 } else { at };
    let room = WIDTH - MARGIN - beside;
    let mut down = 40.0;
    down += canvas.lines((beside, down), room, 1, bold(34.0, INK), &card.size.value);
    down += canvas.lines((beside, down), room, 6, plain(18.0, MUTED), &card.size.text);
    y.max(down).max(52.0 + dots) + 14.0
}

/// Dots of people; gives the height that they take.
fn hundred(canvas: &mut Canvas, runs: &[Dots], (x, y): (f64, f64)) -> f64 {
    const STEP: f64 = 11.0;
    let mut number = 0_u32;
    for run in runs {
        let (colour, opacity) = match run.class {
            "on" => (canvas.accent, 1.0),
            "likely" => (canvas.accent, 0.6),
            "maybe" => (canvas.accent, 0.28),
            _ => (TRACK, 1.0),
        };
        for _ in 0..run.number {
            let (row, column) = (f64::from(number / 20), f64::from(number % 20));
            canvas.dot(x + column * STEP, y + row * STEP, 4.2, colour, opacity);
            number += 1;
        }
    }
    f64::from(number.div_ceil(20)) * STEP
}

/// The words at the head, on a band; gives where it ends.
fn hero(canvas: &mut Canvas, card: &Card, y: f64, [tint, deep]: [&'static str; 2]) -> f64 {
    let Some(said) = &card.hero else { return y };
    let set = Type { said: true, ..plain(31.0, deep) };
    let room = WIDTH - 2.0 * MARGIN - 240.0;
    let words = format!("“{}” {}", said.text(), said.translation);
    let height = cut(&words, room, 3, set).len();
    let height = f64::from(u32::try_from(height).unwrap_or(3)) * set.size * 1.26 + 26.0;
    canvas.rect([0.0, y, WIDTH, height], 0.0, tint);
    canvas.lines((MARGIN, y + 11.0), room, 3, set, &words);
    let beside = (WIDTH - MARGIN - 210.0, y + height - 58.0);
    canvas.lines(beside, 210.0, 2, plain(18.0, MUTED), &format!("{} {}", said.who, said.place));
    y + height
}

/// What the persona says, in three columns: as many sections and items as have room.
fn columns(canvas: &mut Canvas, card: &Card, top: f64) {
    let steps: Vec<Vec<&Section>> = match card.ribbon[..] {
        [] => {
            let mut left = vec![&card.story];
            left.extend(&card.columns[0]);
            vec![left, column_of(&card.columns[1]), column_of(&card.columns[2])]
        }
        _ => card.ribbon.chunks(card.ribbon.len().div_ceil(3)).map(column_of).collect(),
    };
    let mut x = MARGIN;
    for sections in steps {
        let mut y = top;
        let shown = || sections.iter().filter(|section| !section.is_empty());
        // Quotes take what room the claims leave.
        let mut spare =
            BOTTOM - top - shown().map(|section| height_of_section(section)).sum::<f64>();
        for section in shown() {
            let Some(end) = draw_section(canvas, section, (x, y), &mut spare) else { break };
            y = end + 12.0;
        }
        x += COLUMN + GAP;
    }
}

fn column_of(sections: &[Section]) -> Vec<&Section> {
    sections.iter().collect()
}

/// A section, as much of it as has room; gives where it ends, `None` if nothing had room.
fn draw_section(
    canvas: &mut Canvas,
    section: &Section,
    (x, y): (f64, f64),
    spare: &mut f64,
) -> Option<f64> {
    let first = section.items.first().map(height_of_item);
    let line = || section.lines.first().map(|line| height_of_text(&line.text));
    if y + HEADING + first.or_else(line)? > BOTTOM {
        return None;
    }
    canvas.lines((x, y), COLUMN, 1, bold(20.0, canvas.accent), section.title);
    let mut y = y + HEADING;
    for item in &section.items {
        if y + height_of_item(item) > BOTTOM {
            return Some(y);
        }
        y = draw_item(canvas, item, (x, y));
        let words = item.quotes.first().map(|said| format!("“{}” {}", said.text(), said.behind()));
        let height = words.as_ref().map(|words| lines_of(words, MOST_LINES, QUOTE) + 8.0);
        if let (Some(words), Some(height)) = (words, height.filter(|height| *height <= *spare)) {
            *spare -= height;
            canvas.rect([x, y - 2.0, 3.0, height - 8.0], 0.0, LINE);
            y += canvas.lines((x + 12.0, y - 6.0), COLUMN - 12.0, MOST_LINES, QUOTE, &words) + 8.0;
        }
    }
    for line in &section.lines {
        if y + height_of_text(&line.text) > BOTTOM {
            return Some(y);
        }
        y += canvas.lines((x, y), COLUMN, MOST_LINES, plain(20.0, INK), &line.text) + 8.0;
    }
    Some(y)
}

/// Lines of a text at most.
const MOST_LINES: usize = 6;
/// Height of a heading with the space below it.
const HEADING: f64 = 30.0;
/// Words of respondents below a claim.
const QUOTE: Type = Type { size: 17.0, colour: INK, bold: false, said: true };

fn height_of_section(section: &Section) -> f64 {
    let items: f64 = section.items.iter().map(height_of_item).sum();
    let lines: f64 = section.lines.iter().map(|line| height_of_text(&line.text)).sum();
    HEADING + items + lines + 12.0
}

fn lines_of(text: &str, most: usize, set: Type) -> f64 {
    let lines = cut(text, COLUMN, most, set).len();
    f64::from(u32::try_from(lines).unwrap_or(1)) * set.size * 1.26
}

fn height_of_text(text: &str) -> f64 {
    lines_of(text, MOST_LINES, plain(20.0, INK)) + 8.0
}

fn height_of_item(item: &Item) -> f64 {
    let meters = item.meters.iter().take(2).map(|meter| {
        let drawn = if matches!(meter, Meter::Dots { .. }) { 20.0 } else { 36.0 };
        drawn + lines_of(meter.text(), 1, plain(16.0, MUTED))
    });
    lines_of(&item.line.text, 2, bold(21.0, INK)) + meters.sum::<f64>() + 10.0
}

fn draw_item(canvas: &mut Canvas, item: &Item, (x, y): (f64, f64)) -> f64 {
    let mut y = y + canvas.lines((x, y), COLUMN, 2, bold(21.0, INK), &item.line.text);
    for meter in item.meters.iter().take(2) {
        y = draw_meter(canvas, meter, (x, y + 2.0));
        y += canvas.lines((x, y), COLUMN, 1, plain(16.0, MUTED), meter.text());
    }
    y + 8.0
}

/// Bars or dots; gives where they end.
fn draw_meter(canvas: &mut Canvas, meter: &Meter, (x, y): (f64, f64)) -> f64 {
    const TRACK_OF: f64 = COLUMN - 90.0;
    let part = |percent: f64| TRACK_OF * percent / 100.0;
    let accent = canvas.accent;
    match meter {
        Meter::Dots { with, without, others_with, others_without, .. } => {
            let mut across = x + 7.0;
            let runs = [(*with, true, accent), (*without, false, accent)];
            let others = [(*others_with, true, OTHERS), (*others_without, false, OTHERS)];
            for (place, (number, filled, colour)) in runs.into_iter().chain(others).enumerate() {
                across += if place == 2 { 14.0 } else { 0.0 };
                for _ in 0..number {
                    canvas.ring(across, y + 9.0, colour);
                    if filled {
                        canvas.dot(across, y + 9.0, 6.2, colour, 1.0);
                    }
                    across += 17.0;
                }
            }
            y + 18.0
        }
        Meter::Bars { share, low, high, others, value, others_value, .. } => {
            canvas.rect([x, y + 4.0, TRACK_OF, 11.0], 5.5, TRACK);
            canvas.rect([x, y + 4.0, part(*share).max(2.0), 11.0], 5.5, accent);
            canvas.rect([x + part(*low), y + 8.0, part(high - low), 3.0], 0.0, "#ffffff");
            // The interval stays visible on the empty part of the track.
            let end = part(*high) - part(*share);
            canvas.rect([x + part(*share), y + 9.0, end.max(0.0), 1.2], 0.0, accent);
            canvas.text(x + TRACK_OF + 12.0, y + 16.0, bold(17.0, INK), value);
            if let Some(others) = others {
                canvas.rect([x, y + 23.0, TRACK_OF, 6.0], 3.0, TRACK);
                canvas.rect([x, y + 23.0, part(*others).max(1.0), 6.0], 3.0, OTHERS);
                canvas.text(x + TRACK_OF + 12.0, y + 32.0, plain(17.0, MUTED), others_value);
            }
            y + 34.0
        }
        Meter::Range { own, others, value, others_value, .. } => {
            canvas.rect([x, y + 4.0, TRACK_OF, 11.0], 5.5, TRACK);
            canvas.rect([x + part(own.low), y + 4.0, part(own.high - own.low), 11.0], 5.5, accent);
            canvas.rect([x + part(own.median) - 2.0, y + 1.0, 4.0, 17.0], 2.0, INK);
            canvas.text(x + TRACK_OF + 12.0, y + 16.0, bold(17.0, INK), value);
            if let Some(others) = others {
                let spread = part(others.high - others.low);
                canvas.rect([x, y + 23.0, TRACK_OF, 6.0], 3.0, TRACK);
                canvas.rect([x + part(others.low), y + 23.0, spread, 6.0], 3.0, OTHERS);
                canvas.rect([x + part(others.median) - 1.5, y + 21.0, 3.0, 10.0], 1.5, MUTED);
                canvas.text(x + TRACK_OF + 12.0, y + 32.0, plain(17.0, MUTED), others_value);
            }
            y + 34.0
        }
    }
}
