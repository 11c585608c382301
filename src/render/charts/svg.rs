//! Scalable vector graphics that stand alone: colours are resolved, and classes let a page that
//! holds one replace them.

use std::fmt::Write as _;

use crate::render::markup::entity;
use crate::visible::is_acting;

/// The ink of a shape: the class for pages, and the colour where there is no page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    class: &'static str,
    colour: &'static str,
}

impl Ink {
    const fn new(class: &'static str, colour: &'static str) -> Self {
        Self { class, colour }
    }
}

pub(super) const TEXT: Ink = Ink::new("c-ink", "#1b2330");
pub(super) const MUTED: Ink = Ink::new("c-muted", "#565f6d");
pub(super) const LINE: Ink = Ink::new("c-line", "#d2d3cd");
pub(super) const EVERYONE: Ink = Ink::new("c-all", "#6d7683");
pub(super) const PALE: Ink = Ink::new("c-pale", "#c9ccd0");
pub(super) const PAPER: Ink = Ink::new("c-card", "#ffffff");
/// From weak to strong.
pub(super) const BANDS: [Ink; 4] = [
    Ink::new("c-band0", "#f7e4de"),
    Ink::new("c-band1", "#fbf0d6"),
    Ink::new("c-band2", "#e6f0ea"),
    Ink::new("c-band3", "#d3e8dc"),
];
/// Of groups, in their order; shapes differ too.
const GROUPS: [Ink; 6] = [
    Ink::new("c-g0", "#0a5c92"),
    Ink::new("c-g1", "#a84300"),
    Ink::new("c-g2", "#00694d"),
    Ink::new("c-g3", "#7a3b8f"),
    Ink::new("c-g4", "#7a5b00"),
    Ink::new("c-g5", "#9b2743"),
];

/// The ink of a group.
pub(super) fn group(number: usize) -> Ink {
    GROUPS[number % GROUPS.len()]
}

/// Where a text is fixed.
#[derive(Debug, Clone, Copy)]
pub(super) enum TextAnchor {
    Start,
    Middle,
    End,
}

/// A drawing in the making.
pub(crate) struct Svg {
    width: f64,
    height: f64,
    body: String,
}

const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

/// A place in a drawing, from its upper left corner.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// The width and height of a rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    width: f64,
    height: f64,
}

/// The point at these coordinates.
pub(super) fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

/// The extent of a rectangle.
pub(super) fn extent(width: f64, height: f64) -> Extent {
    Extent { width, height }
}

impl Svg {
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self { width, height, body: String::new() }
    }

    fn add(&mut self, element: std::fmt::Arguments<'_>) {
        self.body.write_fmt(element).expect("writing to a string does not fail");
        self.body.push('\n');
    }

    pub(super) fn rect(
        &mut self,
        Point { x, y }: Point,
        Extent { width, height }: Extent,
        Ink { class, colour }: Ink,
    ) {
        self.add(format_args!(
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" class="{class}" fill="{colour}"/>"#
        ));
    }

    /// A rectangle whose colour no page replaces.
    pub(super) fn cell(
        &mut self,
        Point { x, y }: Point,
        Extent { width, height }: Extent,
        colour: &str,
    ) {
        self.add(format_args!(
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="2" fill="{colour}"/>"#
        ));
    }

    pub(super) fn line(&mut self, from: Point, to: Point, Ink { class, colour }: Ink, width: f64) {
        self.add(format_args!(
            r#"<line x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}" class="{class}-s" stroke="{colour}" stroke-width="{width}" stroke-linecap="round"/>"#,
            from.x, from.y, to.x, to.y
        ));
    }

    pub(super) fn path(&mut self, points: &[(f64, f64)], Ink { class, colour }: Ink) {
        let places: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        self.add(format_args!(
            r#"<polyline points="{}" fill="none" class="{class}-s" stroke="{colour}" stroke-width="2"/>"#,
            places.join(" ")
        ));
    }

    /// A band of people from the left to the right, as thick at both ends.
    pub(super) fn band(
        &mut self,
        left: Point,
        right: Point,
        thick: f64,
        Ink { class, colour }: Ink,
    ) {
        let (Point { x: x1, y: y1 }, Point { x: x2, y: y2 }) = (left, right);
        // Both handles of the curve lie half-way, so that bands leave and arrive level.
        let middle = f64::midpoint(x1, x2);
        let (b1, b2) = (y1 + thick, y2 + thick);
        self.add(format_args!(
            r#"<path d="M{x1:.1} {y1:.1}C{middle:.1} {y1:.1} {middle:.1} {y2:.1} {x2:.1} {y2:.1}L{x2:.1} {b2:.1}C{middle:.1} {b2:.1} {middle:.1} {b1:.1} {x1:.1} {b1:.1}Z" class="{class}" fill="{colour}" fill-opacity="0.75"/>"#
        ));
    }

    /// The mark of a group: each has its shape, so that colour is never needed.
    pub(super) fn mark(&mut self, number: usize, Point { x, y }: Point, size: f64) {
        let Ink { class, colour } = group(number);
        // Six shapes for six inks: beyond that groups share both, and labels tell them apart.
        let shape = match number % 6 {
            0 => return self.dot(at(x, y), size, group(number)),
            1 => [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)].as_slice(),
            2 => &[(0.0, -1.1), (1.05, 0.85), (-1.05, 0.85)],
            3 => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
            4 => &[(0.0, 1.1), (1.05, -0.85), (-1.05, -0.85)],
            _ => &[(-0.6, -1.1), (0.6, -1.1), (1.2, 0.0), (0.6, 1.1), (-0.6, 1.1), (-1.2, 0.0)],
        };
        let points: Vec<String> = shape
            .iter()
            .map(|(dx, dy)| format!("{:.1},{:.1}", x + dx * size, y + dy * size))
            .collect();
        self.add(format_args!(
            r#"<polygon points="{}" class="{class}" fill="{colour}"/>"#,
            points.join(" ")
        ));
    }

    pub(super) fn dot(&mut self, Point { x, y }: Point, radius: f64, Ink { class, colour }: Ink) {
        self.add(format_args!(
            r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius:.1}" class="{class}" fill="{colour}"/>"#
        ));
    }

    /// The mark of those in no group.
    pub(super) fn cross(&mut self, Point { x, y }: Point, size: f64) {
        // Two strokes and no fill: those in no group must not look like one.
        self.line(at(x - size, y - size), at(x + size, y + size), MUTED, 1.4);
        self.line(at(x - size, y + size), at(x + size, y - size), MUTED, 1.4);
    }

    pub(super) fn text(&mut self, place: Point, anchor: TextAnchor, ink: Ink, text: &str) {
        self.words(place, anchor, ink, "", text);
    }

    pub(super) fn bold(&mut self, place: Point, anchor: TextAnchor, ink: Ink, text: &str) {
        self.words(place, anchor, ink, r#" font-weight="650""#, text);
    }

    fn words(
        &mut self,
        Point { x, y }: Point,
        anchor: TextAnchor,
        Ink { class, colour }: Ink,
        more: &str,
        text: &str,
    ) {
        let anchor = match anchor {
            TextAnchor::Start => "start",
            TextAnchor::Middle => "middle",
            TextAnchor::End => "end",
        };
        let text = drawn_text(text);
        self.add(format_args!(
            r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}" class="{class}" fill="{colour}"{more}>{text}</text>"#
        ));
    }

    /// Text of a fixed colour, on a cell.
    pub(super) fn on_cell(&mut self, Point { x, y }: Point, colour: &str, text: &str) {
        let text = drawn_text(text);
        self.add(format_args!(
            r#"<text x="{x:.1}" y="{y:.1}" text-anchor="middle" fill="{colour}" font-weight="600">{text}</text>"#
        ));
    }

    /// The whole drawing, with what a screen reader says of it.
    pub(crate) fn finish(self, name: &str, title: &str, description: &str) -> String {
        let Self { width, height, body } = self;
        let (title, description) = (drawn_text(title), drawn_text(description));
        // A background of its own keeps the drawing readable on a dark page that has no classes.
        let (Ink { class, colour }, name) = (PAPER, drawn_text(name));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" role=\"img\" \
             aria-labelledby=\"{name}-t {name}-d\" font-family=\"{FONT}\" font-size=\"12\">\n<title id=\"{name}-t\">{title}</title>\n\
             <desc id=\"{name}-d\">{description}</desc>\n<rect width=\"{width:.0}\" height=\"{height:.0}\" class=\"{class}\" fill=\"{colour}\"/>\n{body}</svg>\n"
        )
    }
}

/// Text that stays text in XML and HTML: no markup, no controls, nothing that turns the direction
/// of writing around.
pub(in crate::render) fn drawn_text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' | '>' | '&' | '"' | '\'' => safe.extend(entity(c)),
            '\n' | '\r' | '\t' => safe.push(' '),
            // XML parsers refuse these characters, and direction marks would reorder the text
            // around them.
            c if is_acting(c) || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => safe.push(c),
        }
    }
    safe
}

/// A text in lines of at most `characters`, the last with an ellipsis where there is more.
pub(super) fn lines(text: &str, characters: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        // A word longer than the line would run out of the drawing: SVG does not wrap text.
        let word = shortened(word, characters);
        let last = lines.last_mut().expect("there is a line");
        let length = last.chars().count();
        if length == 0 {
            *last = word;
        } else if length + 1 + word.chars().count() <= characters {
            last.push(' ');
            last.push_str(&word);
        } else {
            lines.push(word);
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        let last = lines.last_mut().expect("there is a line");
        *last = format!("{}…", shortened(last, characters.saturating_sub(1)).trim_end_matches('…'));
    }
    lines
}

/// A text cut to `characters`, with an ellipsis where there was more.
pub(super) fn shortened(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => {
            // One character gives way to the ellipsis, so that the length stays within the bound.
            let kept = text[..end].char_indices().next_back().map_or("", |(last, _)| &text[..last]);
            format!("{}…", kept.trim_end())
        }
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_write_markup() {
        let mut svg = Svg::new(10.0, 10.0);
        svg.text(at(0.0, 0.0), TextAnchor::Start, TEXT, "<script>\"'&\u{202e}\u{0}");
        let text = svg.finish("x", "</title><script>", "d");
        assert!(text.contains("&lt;script&gt;&quot;&#39;&amp;</text>"));
        assert!(!text.contains("<script") && roxmltree::Document::parse(&text).is_ok());
    }

    #[test]
    fn long_texts_become_lines_with_an_ellipsis() {
        assert_eq!(lines("one two three", 7, 2), ["one two", "three"]);
        assert_eq!(lines("one two three four", 7, 2), ["one two", "three…"]);
        assert_eq!(lines("unbrokenletters", 5, 1), ["unbr…"]);
        assert_eq!(lines("", 5, 1), [""]);
    }
}
