//! A question without what stands around it: instructions, anchors, the item of a grid.

use super::list::List;
use super::text::bare;

/// A question, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    /// The question itself, without its question mark or full stop.
    pub(super) stem: String,
    /// The item, where the question is asked of several: `Rate these: [Support]`.
    pub(super) item: Option<String>,
    /// What the ends of a scale of numbers mean.
    pub(super) anchors: Option<Anchors>,
    /// It ends with a question mark.
    pub(super) asks: bool,
    /// It ends with a full stop.
    pub(super) states: bool,
}

/// The ends of a scale of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Anchors {
    pub(super) low: i64,
    pub(super) low_means: String,
    pub(super) high: i64,
    pub(super) high_means: String,
}

impl Question {
    /// Reads a question. `instructions` are the words, in lower case, with which a sentence begins
    /// that tells how to answer.
    pub(super) fn read(text: &str, instructions: List) -> Self {
        let mut anchors = None;
        let mut rest = text.trim().to_owned();
        while let Some((before, inside)) = bracketed(&rest, '(', ')') {
            let found = Anchors::read(&inside);
            if found.is_none() && !is_instruction(&inside, instructions) {
                break;
            }
            anchors = anchors.or(found);
            rest = before;
        }
        if let Some((without, scale)) = told_scale(&rest) {
            rest = without;
            anchors = anchors.or(Some(scale));
        }
        rest = without_instructions(&rest, instructions);
        let mut item = None;
        if let Some((before, inside)) = bracketed(&rest, '[', ']') {
            (rest, item) = (before, Some(inside));
        } else if let Some(at) = rest.rfind(" - ").filter(|at| *at > 8) {
            item = Some(rest[at + 3..].trim().to_owned());
            rest.truncate(at);
        }
        let end = rest.trim_end();
        let (asks, states) = (end.ends_with('?'), end.ends_with('.'));
        let stem = end.trim_end_matches(['?', '.', ':', '!', ' ']).trim().to_owned();
        Self { stem, item: item.filter(|item| !item.is_empty()), anchors, asks, states }
    }
}

/// What stands before the brackets at the end, and what stands in them.
fn bracketed(text: &str, open: char, close: char) -> Option<(String, String)> {
    let text = text.trim().trim_end_matches(['.', ' ']);
    let inner = text.strip_suffix(close)?;
    let at = inner.rfind(open)?;
    let (before, inside) = (inner[..at].trim(), inner[at + open.len_utf8()..].trim());
    (!before.is_empty()).then(|| (before.to_owned(), inside.to_owned()))
}

fn is_instruction(text: &str, instructions: List) -> bool {
    let text = text.trim().to_lowercase();
    instructions.iter().any(|start| text.starts_with(start))
}

/// `on a scale of 1 to 5`, with what it is told in.
fn told_scale(text: &str) -> Option<(String, Anchors)> {
    let marks = ["on a scale of ", "on a scale from ", "auf einer Skala von "];
    let (at, mark) = marks.iter().find_map(|mark| text.find(mark).map(|at| (at, mark)))?;
    let rest = &text[at + mark.len()..];
    let mut parts = rest.split_whitespace();
    let low: i64 = parts.next()?.parse().ok()?;
    parts.next().filter(|to| matches!(*to, "to" | "bis"))?;
    let high = parts.next()?;
    let digits = high.trim_end_matches(|c: char| !c.is_ascii_digit());
    let high: i64 = digits.parse().ok()?;
    if !(0..=1).contains(&low) || !(3..=100).contains(&high) {
        return None;
    }
    let none = String::new;
    let anchors = Anchors { low, low_means: none(), high, high_means: none() };
    // The question stands behind the scale, or before it.
    let asked = [", how ", ", wie "].iter().find_map(|mark| Some(&rest[rest.find(mark)? + 2..]));
    let without = asked.unwrap_or(text[..at].trim_end_matches([',', ' ']));
    (!without.is_empty()).then(|| (without.to_owned(), anchors))
}

/// Drops sentences after the question that tell how to answer.
fn without_instructions(text: &str, instructions: List) -> String {
    let mut kept = text.trim();
    // What follows a question mark and asks nothing explains the question.
    if let Some((asked, tail)) = kept.split_once("? ")
        && !tail.contains('?')
        && tail.len() > 3
    {
        let item = tail.find('[').or_else(|| tail.find("- ")).map_or("", |at| &tail[at..]);
        let dash = if item.starts_with('-') { "? " } else { "?" };
        return format!("{asked}{dash}{item}");
    }
    for mark in ["? ", ". ", "?", ": "] {
        if let Some(at) = kept.find(mark) {
            let end = at + 1;
            let tail = kept[end..].trim();
            if !tail.is_empty() && is_instruction(tail, instructions) {
                let item = tail.find('[').map_or("", |at| &tail[at..]);
                return [&kept[..end], item].join(" ").trim().to_owned();
            }
        }
    }
    if let Some((first, _)) = kept.split_once('\n') {
        kept = first;
    }
    kept.to_owned()
}

impl Anchors {
    /// Reads `1 = not at all, 5 = very`.
    fn read(text: &str) -> Option<Self> {
        let mut ends = text.split([',', ';']).filter_map(end);
        let (first, last) = (ends.next()?, ends.next_back()?);
        let (low, high) = if first.0 <= last.0 { (first, last) } else { (last, first) };
        let apart = low.0 < high.0 && high.0.saturating_sub(low.0) <= 100;
        apart.then_some(Self { low: low.0, low_means: low.1, high: high.0, high_means: high.1 })
    }

    /// Twice the middle of the scale, so that it is a whole number.
    pub(super) fn doubled_middle(&self) -> i64 {
        self.low.saturating_add(self.high)
    }
}

impl Anchors {
    /// Whether the low end means more of a quality than the high end, as in `1 = very good`. Such
    /// numbers would be read the wrong way round.
    pub(super) fn falls(&self, quality: &str) -> bool {
        const MUCH: List = List(
            "very|extremely|completely|good|excellent|best|sehr|äußerst|völlig|voll|gut|höchste",
        );
        const DENIED: List = List("not|never|no|least|nicht|gar|kaum|wenig|kein|überhaupt");
        let tokens = |means: &str| means.split_whitespace().map(bare).collect::<Vec<_>>();
        let (low, high) = (tokens(&self.low_means), tokens(&self.high_means));
        let named = |words: &[String]| !quality.is_empty() && words.iter().any(|w| w == quality);
        let denied = |words: &[String]| words.iter().any(|word| DENIED.contains(word));
        let much = |words: &[String]| words.iter().any(|word| MUCH.contains(word));
        let holds = |words: &[String]| {
            let told = if named(&low) || named(&high) { named(words) } else { much(words) };
            told && !denied(words)
        };
        holds(&low) && !holds(&high)
    }
}

/// One end: a number and what it means.
fn end(part: &str) -> Option<(i64, String)> {
    let (number, means) = part.split_once(['=', ':'])?;
    let number: i64 = number.trim().parse().ok()?;
    ((-1000..=1000).contains(&number)).then(|| (number, means.trim().to_lowercase()))
}

/// Points of a scale of numbers that were merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Points {
    pub(super) low: i64,
    pub(super) high: i64,
    /// The ends of the scale, where they are known.
    pub(super) scale: Option<(i64, i64)>,
}

impl Points {
    /// Reads whole numbers without a gap.
    pub(super) fn read(levels: &[&str], anchors: Option<&Anchors>) -> Option<Self> {
        let mut points = Vec::with_capacity(levels.len());
        for level in levels {
            let point: i64 = level.trim().parse().ok()?;
            if !(-1000..=1000).contains(&point) {
                return None;
            }
            points.push(point);
        }
        points.sort_unstable();
        points.dedup();
        let (low, high) = (*points.first()?, *points.last()?);
        if usize::try_from(high - low).ok()? + 1 != points.len() {
            return None;
        }
        let scale = anchors.map(|anchors| (anchors.low, anchors.high));
        if scale.is_some_and(|(least, most)| low < least || high > most) {
            return None;
        }
        Some(Self { low, high, scale })
    }
}
