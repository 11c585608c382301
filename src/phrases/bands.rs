//! Bands of numbers, such as `18-29` and `over 60`, joined where they adjoin.

use super::text::bare;

/// A number as it is written, and its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Edge {
    pub(super) shown: String,
    pub(super) value: f64,
}

/// A band of numbers. An end that is `None` is open.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Band {
    pub(super) low: Option<Edge>,
    pub(super) high: Option<Edge>,
    /// The lower end itself lies outside: `over 60`.
    pub(super) above: bool,
    /// The upper end itself lies outside: `under 20`, `10 to under 20`.
    pub(super) below: bool,
    /// Sign of a currency in front of each number.
    pub(super) sign: String,
    /// What stands behind: a unit.
    pub(super) unit: String,
}

/// Words of a language for the ends of bands, in lower case.
pub(super) struct BandWords {
    /// Between two ends: `to`, `-`.
    pub(super) between: &'static [&'static str],
    /// Before or after a number that lies outside, with nothing above: `over`.
    pub(super) above: &'static [&'static str],
    /// The same where the number lies inside: `or more`.
    pub(super) from: &'static [&'static str],
    /// Before a number that lies outside, with nothing below: `under`.
    pub(super) below: &'static [&'static str],
    /// The same where the number lies inside: `up to`.
    pub(super) upto: &'static [&'static str],
    /// The decimal comma is in use.
    pub(super) comma: bool,
}

/// What a piece of a band is.
enum Piece {
    Number(Edge, String),
    Word(String),
}

impl Band {
    /// Reads one answer as a band; `None` where anything is left that is not understood.
    pub(super) fn read(text: &str, words: &BandWords) -> Option<Self> {
        let text = text.trim().to_lowercase().replace(['–', '—'], "-");
        let marked = has_word(&text, words.above);
        let from = has_word(&text, words.from) || text.trim_end().ends_with('+');
        let below = has_word(&text, words.below);
        let upto = has_word(&text, words.upto);
        let (edges, sign, unit) = edges(&text, words)?;
        let mut edges = edges.into_iter();
        let (first, second) = (edges.next()?, edges.next());
        if edges.next().is_some() {
            return None;
        }
        let band = |low, high, above, below| {
            Some(Self { low, high, above, below, sign: sign.clone(), unit: unit.clone() })
        };
        match second {
            Some(high) if high.value > first.value && !from && !marked => {
                band(Some(first), Some(high), false, below)
            }
            Some(_) => None,
            None if [marked, from, below, upto].iter().filter(|is| **is).count() > 1 => None,
            None if marked || from => band(Some(first), None, marked, false),
            None if below || upto => band(None, Some(first), false, below),
            None => band(Some(first.clone()), Some(first), false, false),
        }
    }

    /// Joins bands into one, in their order; `None` where they leave a gap or units differ.
    pub(super) fn join(levels: &[&str], words: &BandWords) -> Option<Self> {
        let mut bands: Vec<Self> =
            levels.iter().map(|level| Self::read(level, words)).collect::<Option<_>>()?;
        let floor = |band: &Self| band.low.as_ref().map_or(f64::NEG_INFINITY, |low| low.value);
        bands.sort_by(|a, b| floor(a).total_cmp(&floor(b)));
        let mut bands = bands.into_iter();
        let mut whole = bands.next()?;
        for next in bands {
            if !whole.meets(&next) {
                return None;
            }
            whole.high = next.high;
            whole.below = next.below;
        }
        Some(whole)
    }

    /// Whether the next band begins where this one ends, give or take one of what is counted.
    fn meets(&self, next: &Self) -> bool {
        let (Some(high), Some(low)) = (&self.high, &next.low) else { return false };
        let gap = low.value - high.value;
        let units = self.sign == next.sign && (self.unit == next.unit || next.unit.is_empty());
        let whole = low.value.fract() == 0.0 && high.value.fract() == 0.0;
        units && gap >= 0.0 && gap <= if whole && !self.below { 1.0 } else { 0.01 }
    }
}

fn has_word(text: &str, list: &[&str]) -> bool {
    let padded = format!(" {text} ");
    list.iter().any(|word| {
        let word = if word.chars().all(char::is_alphabetic) || word.contains(' ') {
            format!(" {word} ")
        } else {
            (*word).to_owned()
        };
        padded.contains(&word)
    })
}

type Edges = (Vec<Edge>, String, String);

/// The numbers of a band, with the sign and the unit that they share.
fn edges(text: &str, words: &BandWords) -> Option<Edges> {
    let (mut numbers, mut sign, mut unit) = (Vec::new(), String::new(), String::new());
    for piece in pieces(text, words.comma)? {
        match piece {
            Piece::Number(edge, before) => {
                if !numbers.is_empty() && !before.is_empty() && before != sign {
                    return None;
                }
                if numbers.is_empty() {
                    sign = before;
                }
                numbers.push(edge);
            }
            Piece::Word(word) => {
                let known = [words.between, words.above, words.from, words.below, words.upto];
                let is_known = known
                    .iter()
                    .flat_map(|list| list.iter())
                    .any(|entry| entry.split(' ').any(|part| part == word));
                if is_known || word == "+" {
                    continue;
                }
                if numbers.is_empty() || unit.split(' ').count() > 2 {
                    return None;
                }
                if unit != word {
                    unit = [unit.as_str(), &word].join(" ").trim().to_owned();
                }
            }
        }
    }
    Some((numbers, sign, unit))
}

/// Cuts a band into numbers and words.
fn pieces(text: &str, comma: bool) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let spaced = spaced(text);
    for word in spaced.split_whitespace() {
        if let Some(at) = word.find(|c: char| c.is_ascii_digit()) {
            let (sign, number) = word.split_at(at);
            if sign.chars().any(|c| c.is_alphanumeric() || c == '-') {
                return None;
            }
            let end = number.trim_end_matches(|c: char| !c.is_ascii_digit());
            let tail = &number[end.len()..];
            pieces.push(Piece::Number(edge(end, comma)?, sign.to_owned()));
            if !tail.is_empty() && tail != "," && tail != "." {
                pieces.push(Piece::Word(tail.to_owned()));
            }
        } else if word != "-" {
            let word = if bare(word).is_empty() { word.to_owned() } else { bare(word) };
            pieces.push(Piece::Word(word));
        }
    }
    Some(pieces)
}

/// Blanks around dashes, so that `18-29` is two numbers.
fn spaced(text: &str) -> String {
    text.replace('-', " - ")
}

fn edge(number: &str, comma: bool) -> Option<Edge> {
    let value = number_value(number, comma)?;
    Some(Edge { shown: number.to_owned(), value })
}

/// The value of a number, with separators of thousands and decimals.
pub(super) fn number_value(text: &str, comma: bool) -> Option<f64> {
    let text = text.trim();
    if text.is_empty() || text.len() > 15 || !text.chars().all(|c| "0123456789.,".contains(c)) {
        return None;
    }
    let (thousands, decimal) = if comma { ('.', ',') } else { (',', '.') };
    let plain = text.replace(thousands, "").replace(decimal, ".");
    let grouped = text
        .split(thousands)
        .skip(1)
        .all(|part| part.split(decimal).next().is_some_and(|digits| digits.len() == 3));
    plain.parse().ok().filter(|value: &f64| grouped && value.is_finite())
}
