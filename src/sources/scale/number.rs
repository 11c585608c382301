//! Numbers, dates and identifiers as they are written in cells.

use super::contacts;
use super::fold::fold;
use super::grades::stands_aside;
use super::header::names_identifier;
use super::kind::Scale;
use super::postal;
use super::ranges::{open_end, says_none};
use super::tally::Tally;

/// Parses a number as people and programs write it: sign, digits, a decimal point or comma, spaces
/// or commas between thousands, a currency sign or code or a per cent sign around it. `None` for
/// anything else, including infinity.
///
/// ```
/// use persona_synthesis::sources::parse_number;
///
/// assert_eq!(parse_number("1,234.50"), Some(1234.5));
/// assert_eq!(parse_number(" 12,5 "), Some(12.5));
/// assert_eq!(parse_number("€ 1 200"), Some(1200.0));
/// assert_eq!(parse_number("USD 12,000.00"), Some(12000.0));
/// assert_eq!(parse_number("3 or 4"), None);
/// ```
#[must_use]
pub fn parse_number(text: &str) -> Option<f64> {
    parse_amount(text).map(|(number, _)| number)
}

/// A number, and the currency that is written beside it: its code, or its sign where that is not
/// one currency's alone.
pub(crate) fn parse_amount(text: &str) -> Option<(f64, Option<&str>)> {
    let text = text.trim();
    if let Ok(number) = text.parse::<f64>() {
        return number.is_finite().then_some((number, None));
    }
    let (first, rest) = split_sign(text);
    let (currency, amount) = without_currency(rest);
    let (second, digits) = split_sign(amount.trim_matches('%').trim());
    // Two signs, as in "-€-5", are no number.
    let sign = (first + second >= 0.0).then_some(first * second)?;
    let plain = without_groups(digits)?;
    plain
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
        .map(|number| (sign * number, currency))
}

/// Currencies: code, and sign where no other currency shares it.
const CURRENCIES: [(&str, &str); 25] = [
    ("EUR", "€"),
    ("GBP", "£"),
    ("INR", "₹"),
    ("JPY", "JP¥"),
    ("AUD", "A$"),
    ("CAD", "C$"),
    ("USD", "US$"),
    ("BRL", "R$"),
    ("CHF", "CHF"),
    ("SEK", "SEK"),
    ("NOK", "NOK"),
    ("DKK", "DKK"),
    ("PLN", "zł"),
    ("CZK", "Kč"),
    ("HUF", "Ft"),
    ("CNY", "CN¥"),
    ("HKD", "HK$"),
    ("SGD", "S$"),
    ("NZD", "NZ$"),
    ("MXN", "MX$"),
    ("ZAR", "ZAR"),
    ("KRW", "₩"),
    ("ILS", "₪"),
    ("TRY", "₺"),
    ("$", "$"),
];

/// The currency before or after an amount, and the amount.
fn without_currency(text: &str) -> (Option<&'static str>, &str) {
    let marks = CURRENCIES.into_iter().flat_map(|(code, sign)| [(code, code), (code, sign)]);
    let cut = |(code, mark)| {
        let amount = text.strip_prefix(mark).or_else(|| text.strip_suffix(mark))?;
        Some((Some(code), amount.trim()))
    };
    marks.into_iter().find_map(cut).unwrap_or((None, text))
}

fn split_sign(text: &str) -> (f64, &str) {
    text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest.trim_start()))
}

/// Cuts separators of thousands and makes the decimal mark a point.
fn without_groups(digits: &str) -> Option<String> {
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'');
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',') || blank(c);
    if !digits.chars().all(allowed) {
        return None;
    }
    let (whole, fraction) = match (digits.rfind('.'), digits.rfind(',')) {
        (Some(point), Some(comma)) => digits.split_at(point.max(comma)),
        (Some(mark), None) if digits.matches('.').count() == 1 => digits.split_at(mark),
        // "1,234" is read as a thousand: three digits behind a comma.
        (None, Some(mark)) if digits.len() - mark != 4 => digits.split_at(mark),
        _ => (digits, ""),
    };
    let groups: Vec<&str> = whole.split(|c: char| !c.is_ascii_digit()).collect();
    // Groups of other lengths are dates, versions or telephone numbers.
    if groups.iter().skip(1).any(|group| group.len() != 3) || groups[0].is_empty() {
        return None;
    }
    let fraction = fraction.get(1..).unwrap_or_default();
    fraction.chars().all(|c| c.is_ascii_digit()).then(|| format!("{}.{fraction}0", groups.concat()))
}

/// The scale of a column in which every answer is a number: few small whole numbers are a rating;
/// whole numbers that are different in every row tell records apart where the header says so, has
/// no name, or the numbers count up.
pub(super) fn scale(numbers: &[f64], answered: usize, name: &str) -> Scale {
    const MOST_STEPS: usize = 11;
    let whole = numbers.iter().all(|number| number.fract().abs() < f64::EPSILON);
    // A code of a place, not an amount.
    if whole && postal::are_codes(name, numbers) {
        return if numbers.len() * 2 > answered { Scale::Identifier } else { Scale::Nominal };
    }
    let rating = numbers.iter().all(|number| (-5.0..=10.0).contains(number));
    if whole && rating && numbers.len() <= MOST_STEPS {
        return Scale::Ordinal;
    }
    let different = whole && numbers.len() == answered && answered >= 10;
    // Numbers of rows are exported without a heading.
    let unnamed = name.trim().is_empty() || counts_up(numbers);
    // An id of another system repeats where records were merged.
    let mostly_different = whole && numbers.len() * 3 >= answered * 2 && answered >= 10;
    if (whole && (contacts::are_numbers(name, numbers) || are_too_long(numbers)))
        || (different && unnamed)
        || (names_identifier(name) && whole && (mostly_different || are_codes(numbers)))
    {
        return Scale::Identifier;
    }
    Scale::Numeric
}

/// A number, or the one above which an answer leaves the end open: 8 of `8+`.
pub(super) fn number_or_open_end(text: &str) -> Option<f64> {
    parse_number(text).or_else(|| open_end(&fold(text)))
}

/// The scale of answers of which nearly all are many different numbers; what remains, such as
/// `not sure`, has no place among them. An open end, such as `65+`, has.
pub(super) fn scale_of_amounts(tally: &Tally, name: &str) -> Option<Scale> {
    /// Different numbers from which on they are amounts and no grades.
    const MANY_NUMBERS: usize = 12;
    /// With no more, a word for none is a step below them all.
    const FEW_STEPS: usize = 30;
    let most = Mostly::count(tally, &number_or_open_end);
    let plain = tally.answers.iter().filter(|(text, _)| parse_number(text).is_some()).count();
    let none = most.numbers.len() <= FEW_STEPS
        && most.numbers.iter().all(|number| *number > 0.0)
        && most.odd.iter().any(|(text, count)| says_none(text) && *count > rare(tally));
    if plain < MANY_NUMBERS || none { None } else { most.scale(name) }
}

/// The scale of few different numbers, which are grades rather. What remains is rare: what more
/// people say is a level, though no number.
pub(super) fn scale_of_few_numbers(tally: &Tally, name: &str) -> Option<Scale> {
    const LEAST_DIFFERENT: usize = 3;
    let most = Mostly::count(tally, &parse_number);
    // Beside a nought, "none" is the mark of programs for an empty cell.
    let nought = most.numbers.contains(&0.0);
    let is_level =
        |(text, count): &(&str, usize)| *count > rare(tally) && !(nought && says_none(text));
    if most.numbers.len() < LEAST_DIFFERENT || most.odd.iter().any(is_level) {
        return None;
    }
    most.scale(name)
}

/// Two people, or one in a hundred.
fn rare(tally: &Tally) -> usize {
    2.max(tally.answered / 100)
}

/// Answers of which most are numbers.
struct Mostly<'a> {
    numbers: Vec<f64>,
    known: usize,
    odd: Vec<(&'a str, usize)>,
}

impl<'a> Mostly<'a> {
    fn count(tally: &'a Tally, number: &dyn Fn(&str) -> Option<f64>) -> Self {
        let mut most = Self { numbers: Vec::new(), known: 0, odd: Vec::new() };
        for (text, count) in &tally.answers {
            match number(text) {
                Some(number) => {
                    most.numbers.push(number);
                    most.known += count;
                }
                None if stands_aside(&fold(text)) => {}
                None => most.odd.push((text, *count)),
            }
        }
        most
    }

    fn scale(&self, name: &str) -> Option<Scale> {
        // Of seven, one may have written something else.
        let odd: usize = self.odd.iter().map(|(_, count)| count).sum();
        if self.known == 0 || odd * 6 > self.known || names_identifier(name) {
            return None;
        }
        Some(scale(&self.numbers, self.known, name)).filter(|scale| *scale != Scale::Identifier)
    }
}

/// True if numbers have the same number of digits, four or more, as codes of records have, which
/// repeat where several rows point to one.
fn are_codes(numbers: &[f64]) -> bool {
    let digits = |number: &f64| number.to_string().len();
    let first = numbers.first().map_or(0, digits);
    first >= 4 && numbers.len() >= 3 && numbers.iter().all(|number| digits(number) == first)
}

/// True if numbers have the digits of cards and accounts: no amount has fifteen.
fn are_too_long(numbers: &[f64]) -> bool {
    let long = numbers.iter().filter(|number| (1e14..1e20).contains(*number)).count();
    long * 10 >= numbers.len() * 9
}

/// True if different whole numbers leave hardly a gap between the least and the greatest, as the
/// numbers of rows do.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
fn counts_up(numbers: &[f64]) -> bool {
    let (least, most) =
        numbers.iter().fold((f64::MAX, f64::MIN), |(low, high), n| (low.min(*n), high.max(*n)));
    // Little is left out: a counter, where measurements would scatter.
    numbers.len() >= 20 && most - least < 1.1 * numbers.len() as f64
}

/// True if most answers are dates or times: two or three numbers joined by `-`, `/` or `.`, or a
/// clock time.
pub(super) fn mostly_dates(answers: &[(String, usize)]) -> bool {
    let total: usize = answers.iter().map(|(_, count)| count).sum();
    let dates: usize =
        answers.iter().filter(|(text, _)| is_date(text)).map(|(_, count)| count).sum();
    dates * 10 >= total * 9
}

fn is_date(text: &str) -> bool {
    let day = text.trim().split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let numbers = parts
        .iter()
        .all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let clock: Vec<&str> = day.split(':').collect();
    let time = matches!(clock.len(), 2 | 3)
        && clock.iter().all(|part| part.len() <= 2 && part.parse::<u8>().is_ok());
    (parts.len() == 3 && numbers) || time
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_written() {
        for (text, number) in [
            ("7", 7.0),
            ("-1.5", -1.5),
            ("1,234", 1234.0),
            ("1.234,5", 1234.5),
            ("1,234,567", 1_234_567.0),
            ("12,50", 12.5),
            ("$99", 99.0),
            ("40 %", 40.0),
            ("1200 EUR", 1200.0),
            ("-$1,200.50", -1200.5),
            ("$-5", -5.0),
            ("CHF 1'200", 1200.0),
            ("1e3", 1000.0),
        ] {
            assert_eq!(parse_number(text), Some(number), "{text}");
        }
        for text in [
            "", "a", "1-2", "1 2", "inf", "NaN", "12,34,5", "1.2.3", ",5", "--1", "v1", "EUR",
            "-$-5", "5 EURO",
        ] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_know_their_currency() {
        for (text, amount) in [
            ("12", (12.0, None)),
            ("€ 12", (12.0, Some("EUR"))),
            ("US$ 1,200", (1200.0, Some("USD"))),
            ("12 %", (12.0, None)),
        ] {
            assert_eq!(parse_amount(text), Some(amount), "{text}");
        }
        assert_eq!(parse_amount("$12"), Some((12.0, Some("$"))));
    }

    #[test]
    fn a_word_of_a_header_identifies_only_where_the_numbers_agree() {
        let of = |from: u32, step: u32| -> Vec<f64> {
            (0..30).map(|row| f64::from(from + row * step + row * row % 7)).collect()
        };
        for name in [
            "Minutes on WhatsApp",
            "Ad spend LinkedIn",
            "Total unpaid",
            "Amount prepaid",
            "Sessions Android",
            "Market Cap",
            "Salary cap",
            "Cap",
            "Индекс удовлетворенности",
            "Handy",
        ] {
            assert_eq!(scale(&of(30, 45), 30, name), Scale::Numeric, "{name}");
        }
        for name in ["Tel.", "Handy", "Customer phone", "Teléfono", "手机号"] {
            assert_eq!(scale(&of(601_234_567, 7919), 30, name), Scale::Identifier, "{name}");
        }
        for (name, from) in [("CAP", 20_121), ("CP", 28_001), ("индекс", 101_000)] {
            assert_eq!(scale(&of(from, 13), 30, name), Scale::Identifier, "{name}");
        }
        let cards = [4_111_111_111_111_111.0, 4_012_888_888_881_881.0, 5_555_555_555_554_444.0];
        assert_eq!(scale(&cards, 3, "Pago"), Scale::Identifier);
    }

    #[test]
    fn numbers_that_count_up_tell_rows_apart() {
        let rows: Vec<f64> = (0..50).map(|row| f64::from(900 + row)).collect();
        let ages: Vec<f64> = (0..30).map(|row| f64::from(18 + row * 2)).collect();
        assert_eq!(scale(&rows, 50, "Row"), Scale::Identifier);
        assert_eq!(scale(&ages, 30, ""), Scale::Identifier);
        assert_eq!(scale(&ages, 30, "Age"), Scale::Numeric);
        assert_eq!(scale(&rows, 80, "Visits"), Scale::Numeric);
    }

    #[test]
    fn dates_are_no_numbers() {
        assert!(is_date("12/14/2019 12:29:47") && is_date("2024-03-12") && is_date("9:50"));
        assert!(!is_date("1.5") && !is_date("2019") && !is_date("and/or/not"));
    }

    proptest! {
        #[test]
        fn any_plain_number_is_read_back(number in -1e9_f64..1e9) {
            prop_assert_eq!(parse_number(&number.to_string()), Some(number));
        }
    }
}
