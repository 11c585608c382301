//! How long, in the words of many languages: "less than 6 months", "1 bis 2 Jahre", "半年".

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::composed::plain_words;
use super::ranges::open_side;
use super::rates::tells_rate;
use super::time_units::TIME_UNITS;
use super::word_list::WordList;

/// A length of time that an answer names.
pub(super) struct Duration {
    /// The lower end of a range; a little off where an end is open.
    pub(super) days: f64,
    /// The positions of the units that are named.
    pub(super) units: BTreeSet<usize>,
}

/// Words of a number before a unit.
const NUMBERS: [(f64, &str); 8] = [
    (
        0.5,
        "half halbe halbes halben halber demi demie medio media meio meia mezzo mezza pół halvt \
           yarım пол половина نصف",
    ),
    (
        1.0,
        "one a an ein eine einem einen einer eines un une uno una um uma een en ett bir один \
           одного одна jeden jednego واحد",
    ),
    (2.0, "two zwei deux dos due dois duas twee dwa dwóch två iki два двух"),
    (3.0, "three drei trois tres tre três drie trzy üç три трех ثلاث"),
    (4.0, "four vier quatre cuatro quattro quatro cztery fyra dört четыре أربع"),
    (5.0, "five fünf cinq cinco cinque vijf pięć fem beş пять خمس"),
    (6.0, "six sechs seis sei zes sześć sex altı шесть ست"),
    (3.5, "few several mehrere plusieurs varios varias várias kilka flera birkaç несколько عدة"),
];
static NUMBER_WORDS: LazyLock<Vec<(f64, WordList)>> = LazyLock::new(|| {
    NUMBERS.iter().map(|(number, words)| (*number, WordList::new(words))).collect()
});
const UNSPACED_NUMBERS: [(char, f64); 10] = [
    ('半', 0.5),
    ('一', 1.0),
    ('二', 2.0),
    ('两', 2.0),
    ('三', 3.0),
    ('四', 4.0),
    ('五', 5.0),
    ('六', 6.0),
    ('十', 10.0),
    ('数', 3.5),
];

#[derive(Clone, Copy, PartialEq)]
enum Piece {
    Digits(f64),
    Spelled(f64),
    Unit(usize),
    Other,
}

/// The length of time that an answer names; `None` where it says how often, or anything else.
pub(super) fn duration(answer: &str) -> Option<Duration> {
    const LONGEST: usize = 80;
    if answer.len() > LONGEST || tells_rate(&plain_words(answer)) {
        return None;
    }
    let (lengths, bare) = lengths(&pieces(answer))?;
    let over = open_side(answer);
    let (days, units) = match (lengths.as_slice(), bare.as_slice()) {
        ([], [unit]) if over.is_some() => (days(1.0, *unit), [*unit].into()),
        // "Month to month".
        ([], [unit, again]) if unit == again => return Some(Duration::new(1.0, *unit)),
        ([(number, unit)], []) => (days(*number, *unit), [*unit].into()),
        ([(low, low_unit), (high, high_unit)], []) => {
            let (low, high) = (days(*low, *low_unit), days(*high, *high_unit));
            let units = [*low_unit, *high_unit].into();
            // Of a range the lower end, after that length alone; else "1 year and 6 months".
            let length = if low < high { low * 1.01 } else { low + high };
            return Some(Duration { days: length, units });
        }
        _ => return None,
    };
    let factor = match over {
        Some(true) => 1.02,
        Some(false) => 0.98,
        None => 1.0,
    };
    Some(Duration { days: days * factor, units })
}

/// True if answers measure time in several units, so that their numbers alone have no order.
pub(super) fn mix_units<'a>(answers: impl Iterator<Item = &'a str>) -> bool {
    let mut units = BTreeSet::new();
    answers.filter_map(duration).for_each(|known| units.extend(known.units));
    units.len() > 1
}

impl Duration {
    fn new(number: f64, unit: usize) -> Self {
        Self { days: days(number, unit), units: [unit].into() }
    }
}

fn days(number: f64, unit: usize) -> f64 {
    number * 365.0 / TIME_UNITS[unit].per_year
}

type Lengths = (Vec<(f64, usize)>, Vec<usize>);

/// Each number with its unit, and the units without a number; `None` where a number has no unit.
fn lengths(pieces: &[Piece]) -> Option<Lengths> {
    let mut known: Vec<(f64, Option<usize>)> = Vec::new();
    let mut bare = Vec::new();
    let mut before = Piece::Other;
    for piece in pieces {
        let follows = matches!(before, Piece::Digits(_) | Piece::Spelled(_));
        match piece {
            // "Half a year", "a few days".
            Piece::Spelled(number) if follows => known.last_mut()?.0 *= number,
            Piece::Digits(number) | Piece::Spelled(number) => known.push((*number, None)),
            // "1-2 years" are both years.
            Piece::Unit(unit) if follows => {
                let open = known.iter_mut().filter(|(_, own)| own.is_none());
                open.for_each(|(_, own)| *own = Some(*unit));
            }
            Piece::Unit(unit) => bare.push(*unit),
            Piece::Other => {}
        }
        before = *piece;
    }
    // "1 an et demi": a half behind its unit.
    if let [(_, unit @ Some(_)), (half, own @ None)] = known.as_mut_slice()
        && (*half - 0.5).abs() < f64::EPSILON
    {
        *own = *unit;
    }
    let known: Option<Vec<(f64, usize)>> =
        known.into_iter().map(|(number, unit)| Some((number, unit?))).collect();
    Some((known?, bare))
}

/// Numbers, units and other words of an answer, in their order.
fn pieces(answer: &str) -> Vec<Piece> {
    let mut words: Vec<&str> = Vec::new();
    let mut rest = answer;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let body = &rest[start..];
        let digit = body.starts_with(|c: char| c.is_ascii_digit());
        let inner = |at: usize, c: char| {
            matches!(c, '.' | ',') && body[at + 1..].starts_with(|c: char| c.is_ascii_digit())
        };
        let belongs = |at: usize, c: char| {
            if digit { c.is_ascii_digit() || inner(at, c) } else { is_of_word(c) }
        };
        let end = body.char_indices().find(|(at, c)| !belongs(*at, *c)).map(|(at, _)| at);
        // A digit of another script is a word of its own.
        let end = end.unwrap_or(body.len()).max(body.chars().next().map_or(1, char::len_utf8));
        words.push(&body[..end]);
        rest = &body[end..];
    }
    let mut pieces = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1);
        let before_unit = next.is_some_and(|next| unit_of(next).is_some());
        // "A year" is one, "1 a 3 años" and "6 mois à 1 an" are ranges.
        let article = matches!(*word, "a" | "an")
            && (before_unit || next.is_some_and(|next| number_word(next).is_some()));
        let joins = matches!(plain_words(word).as_str(), "a" | "an") && !article;
        let spelled = number_word(word).filter(|_| !joins);
        match (word.replace(',', ".").parse(), spelled, unit_of(word)) {
            (Ok(number), ..) if word.starts_with(|c: char| c.is_ascii_digit()) => {
                pieces.push(Piece::Digits(number));
            }
            // "An" is a year in French, and one before an hour.
            (_, Some(number), None) => pieces.push(Piece::Spelled(number)),
            (_, Some(number), Some(_)) if before_unit => pieces.push(Piece::Spelled(number)),
            (_, _, Some(unit)) => {
                let first = word.chars().next();
                let spelled = UNSPACED_NUMBERS.iter().find(|(sign, _)| Some(*sign) == first);
                pieces.extend(spelled.map(|(_, number)| Piece::Spelled(*number)));
                pieces.push(Piece::Unit(unit));
            }
            _ => pieces.push(Piece::Other),
        }
    }
    pieces
}

fn is_of_word(c: char) -> bool {
    // Vowel points of Arabic stand within words.
    (c.is_alphabetic() && !c.is_ascii_digit()) || matches!(c, '\u{64b}'..='\u{652}')
}

fn number_word(word: &str) -> Option<f64> {
    let plain = plain_words(word);
    NUMBER_WORDS.iter().find(|(_, words)| words.has(&plain)).map(|(number, _)| *number)
}

fn unit_of(word: &str) -> Option<usize> {
    let plain = plain_words(word);
    TIME_UNITS.iter().position(|unit| unit.nouns.has(&plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_rise_in_many_languages() {
        for answers in [
            "month-to-month|one year|two year",
            "less than 6 months|6 months to 1 year|1-2 years|more than 2 years",
            "unter 6 monaten|6 bis 11 monate|1 bis 2 jahre|mehr als 2 jahre",
            "moins d'un mois|1 à 6 mois|6 mois à 1 an|1 an et demi|plus de 2 ans",
            "menos de un mes|1-6 meses|medio año|un año|más de dos años",
            "менее года|1-3 года|более 5 лет",
            "半年以下|1年|2-3年|5年以上",
            "6개월 미만|1년|3년 이상",
            "half an hour|an hour|2 hours|1 day|a few weeks",
            "5 min|30 min|1 h 30 min|1 day",
        ] {
            let spans: Vec<Option<f64>> =
                answers.split('|').map(|one| duration(one).map(|known| known.days)).collect();
            assert!(spans.iter().all(Option::is_some), "{answers} {spans:?}");
            assert!(spans.windows(2).all(|pair| pair[0] < pair[1]), "{answers} {spans:?}");
        }
        for answer in ["once a year", "daily", "every 2 weeks", "2 mal pro monat", "excel", ""] {
            assert!(duration(answer).is_none(), "{answer}");
        }
    }
}
