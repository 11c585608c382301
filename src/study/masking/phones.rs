//! Telephone numbers among other numbers, in whatever groups they are written.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::contacts::groups;
use super::digit_groups::{is_number, is_series};
use super::folded::is_unsegmented;
use super::pattern::pattern;

/// Digits with the characters that can separate them.
static DIGITS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[+(\[]{0,2}[0-9](?:[ \t()\[\]./·-]{0,4}[0-9])+"));
/// Days with their year. Where more digits follow in the same way they are groups of a number.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let (day, year) = ("(?:0?[1-9]|[12][0-9]|3[01])", "(?:1[89]|2[01])[0-9]{2}");
    let year_first = format!(r"{year}[./-]{day}[./-]{day}");
    let spaced = format!(r"{year} (?:0[1-9]|1[0-2]) (?:0[1-9]|[12][0-9]|3[01])");
    let day_first = format!(r"{day}[./-] ?{day}[./-] ?{year}");
    let short_year = format!(r"{day}[./]{day}[./][0-9]{{2}}");
    pattern(&format!(r"\b(?:{year_first}|{spaced}|{day_first}|{short_year})\b"))
});
/// How a number begins that is dialled from elsewhere: no date does so.
static ABROAD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[(\[]?\+|00|[(\[][0-9]{1,6}[)\]])"));
/// Words before a number that say what it is.
static CUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:\b(?:tel|telefon\w*|telephone|phone|mobile?|cell|handy\w*|fax|whats ?app|",
        r"rufnummer|durchwahl|ring|dial|anruf\w*|móvil|teléfono|téléphone|tél|telefone|",
        r"celular|cellulare|puhelin|тел|телефон|telefoon\w*|tlf|gsm|τηλ\w*|κιν\w*|هاتف\w*|",
        r"جوال|טלפון|נייד|फ़ोन|फोन)|电话|電話|手机|전화)[.:\s]{0,3}(?:(?:me|us|him|her|on|at|is|no|",
        r"nr|number|nummer|número|numéro|an|ist|es|est|op|på)[.:\s]{1,3}){0,3}$",
    ))
});
/// Words before a number that say so where it is as long as one.
static CALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:call|text|sms|(?:my|his|her|our|their|your|meine|unsere) (?:number|",
        r"nummer))[.:\s]{0,3}(?:(?:me|us|him|her|on|at|is|to|an|ist|op|på)[.:\s]{1,3}){0,3}$",
    ))
});
/// Groups with commas between them of which the first begins with a zero, as no amount does.
static COMMAS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b0[0-9]{1,4}(?:,[0-9]{2,8}){2,3}\b"));
/// A line behind a number.
static EXTENSION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^[ ,;]{0,3}(?i:(?:extension|extn?|durchwahl|dw|poste|anexo|ramal|доб)\b[.: ]{0,3}|",
        r"x ?|# ?)[0-9]{1,6}\b",
    ))
});

/// Most digits of a number, those of its country among them (ITU-T E.164).
const MOST_DIGITS: usize = 15;
const LEAST_DIGITS: usize = 7;
/// Fewest digits in one group or two that are taken for a number in words that are handed on.
const LEAST_GUARDED: usize = 9;
/// Fewest digits where a word before says what they are.
const LEAST_BY_WORD: usize = 5;
/// Bytes before a number in which such a word is looked for.
const NEAR: usize = 40;

/// How few digits may be a number.
#[derive(Clone, Copy)]
struct Least {
    /// Digits in whatever groups.
    digits: usize,
    /// Digits of a number that nothing but its length tells.
    unmarked: usize,
}

/// The telephone numbers of a folded text. What is `guarded` may also be digits in one group or
/// two.
pub(super) fn phones(text: &str, guarded: bool) -> Vec<Range<usize>> {
    let mut found = numbers(text, guarded);
    for commas in COMMAS.find_iter(text) {
        let groups: Vec<&str> = commas.as_str().split(',').collect();
        let digits = groups.iter().map(|group| group.len()).sum::<usize>();
        let free =
            found.iter().all(|known| known.end <= commas.start() || commas.end() <= known.start);
        // Behind a comma or a period it is the rest of a longer list of numbers.
        let part = text[..commas.start()].ends_with([',', '.']);
        if free && !part && (LEAST_GUARDED..=MOST_DIGITS).contains(&digits) && !is_series(&groups) {
            found.push(commas.range());
        }
    }
    found
}

fn numbers(text: &str, guarded: bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for digits in DIGITS.find_iter(text) {
        for part in without_dates(digits.as_str()) {
            let part = digits.start() + part.start..digits.start() + part.end;
            let Some(number) = number(text, part, guarded) else { continue };
            let extension =
                EXTENSION.find(&text[number.end..]).map_or(0, |extension| extension.end());
            let end = number.end + extension;
            match found.last_mut().filter(|last| last.end > number.start) {
                Some(last) => last.end = last.end.max(end),
                None => found.push(number.start..end),
            }
        }
    }
    found
}

/// The parts of a stretch of digits that dates leave.
fn without_dates(digits: &str) -> Vec<Range<usize>> {
    let goes_on = |mut rest: std::str::Chars<'_>| {
        rest.next().is_some_and(|c| matches!(c, '.' | '/' | '-'))
            && rest.next().is_some_and(|c| c.is_ascii_digit())
    };
    let follows = |before: &str| before.ends_with(['.', '/', '-']);
    let (mut parts, mut start) = (Vec::new(), 0);
    // Groups of an international number may read as a date.
    for date in DATE.find_iter(digits).filter(|_| !ABROAD.is_match(digits)) {
        // Digits that go on behind such a sign make a longer number.
        if !goes_on(digits[date.end()..].chars()) && !follows(&digits[..date.start()]) {
            parts.push(start..date.start());
            start = date.end();
        }
    }
    parts.push(start..digits.len());
    parts
}

/// The telephone number in a part of a text that holds digits and what may stand between them.
fn number(text: &str, part: Range<usize>, guarded: bool) -> Option<Range<usize>> {
    let digits = Digits::find(text, part);
    let whole = digits.from(0)?;
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unsegmented(c));
    let extended = EXTENSION.is_match(&text[whole.end..]);
    // Letters that touch the digits make an identifier.
    if joined(text[..whole.start].chars().next_back())
        || (joined(text[whole.end..].chars().next()) && !extended)
    {
        return None;
    }
    let near =
        (whole.start.saturating_sub(NEAR)..=whole.start).find(|at| text.is_char_boundary(*at));
    let before = &text[near.unwrap_or(whole.start)..whole.start];
    // Words that are handed on hide long plain numbers too; after a comma they are a list.
    let unmarked = if guarded && !before.ends_with(',') { LEAST_GUARDED } else { usize::MAX };
    // A word such as "phone" makes even a short number one to dial.
    let least = match (CUE.is_match(before), CALL.is_match(before)) {
        (true, _) => Least { digits: LEAST_BY_WORD, unmarked: LEAST_BY_WORD },
        (_, true) => Least { digits: LEAST_DIGITS, unmarked: LEAST_DIGITS },
        _ => Least { digits: LEAST_DIGITS, unmarked },
    };
    if digits.are_phone(0, digits.groups.len(), least) {
        return Some(whole);
    }
    // Of more digits than a number has, a number is the part from where it begins, whatever
    // follows.
    let begins = |first: &usize| {
        let apart = *first == 0 || digits.gap(*first) != ".";
        apart && digits.is_dialled(*first) && digits.are_phone(*first, digits.most(*first), least)
    };
    let first =
        (0..digits.groups.len()).find(begins).filter(|_| digits.most(0) < digits.groups.len())?;
    digits.from(first)
}

/// Groups of digits in a text.
struct Digits<'a> {
    text: &'a str,
    groups: Vec<Range<usize>>,
}

impl<'a> Digits<'a> {
    fn find(text: &'a str, part: Range<usize>) -> Self {
        let groups = groups(text, part);
        Self { text, groups }
    }

    fn group(&self, at: usize) -> &'a str {
        &self.text[self.groups[at].clone()]
    }

    /// Text between a group and the one before it.
    fn gap(&self, at: usize) -> &'a str {
        &self.text[self.groups[at - 1].end..self.groups[at].start]
    }

    /// The stretch from a group to the last, with the plus and the bracket that open it; the
    /// bracket where it is closed.
    fn from(&self, first: usize) -> Option<Range<usize>> {
        let (group, last) = (self.groups.get(first)?, self.groups.last()?);
        let before = &self.text[..group.start];
        let mut start = group.start - usize::from(before.ends_with('+'));
        let closed = self.text[group.end..last.end].starts_with([')', ']']);
        start -= usize::from(closed && self.text[..start].ends_with(['(', '[']));
        start -= usize::from(self.text[..start].ends_with('+'));
        Some(start..last.end)
    }

    /// True if a telephone number can begin with a group: behind a plus, in brackets, or
    /// with a zero.
    fn is_dialled(&self, first: usize) -> bool {
        let start = self.groups[first].start;
        self.is_marked(first) || self.text[start..].starts_with('0')
    }

    fn is_marked(&self, first: usize) -> bool {
        self.from(first).is_some_and(|stretch| stretch.start < self.groups[first].start)
    }

    /// End of the groups that together have at most the digits of a number, counted from one group.
    fn most(&self, first: usize) -> usize {
        let sums = (first..self.groups.len()).scan(0, |sum, at| {
            *sum += self.groups[at].len();
            Some((*sum, at + 1))
        });
        sums.take_while(|(sum, _)| *sum <= MOST_DIGITS).last().map_or(first, |(_, end)| end)
    }

    /// True if groups are a telephone number.
    fn are_phone(&self, first: usize, end: usize, least: Least) -> bool {
        let groups: Vec<&str> = (first..end).map(|at| self.group(at)).collect();
        let gaps: Vec<&str> = (first + 1..end).map(|at| self.gap(at)).collect();
        let Some(start) = groups.first() else { return false };
        // What is dialled from some places alone is no part of the number.
        let abroad = if start.starts_with("00") { 2 } else { 0 };
        let is_trunk = |(gaps, group): (&[&str], &&str)| {
            *group == "0" && gaps[0].ends_with(['(', '[']) && gaps[1].starts_with([')', ']'])
        };
        let trunk = gaps.windows(2).zip(groups.iter().skip(1)).any(is_trunk);
        let all: usize = groups.iter().map(|group| group.len()).sum();
        let digits = all - abroad - usize::from(trunk);
        let plus = self.from(first).is_some_and(|stretch| self.text[stretch].starts_with('+'));
        // Two plain groups are as often an amount or a range.
        let known = digits >= least.unmarked || self.is_dialled(first) || groups.len() >= 3;
        let other = || {
            is_number(&groups, &gaps)
                || is_series(&groups)
                || self.are_amounts(first, &groups, &gaps)
        };
        (least.digits..=MOST_DIGITS).contains(&digits) && known && (plus || !other())
    }

    /// True if groups are one amount, or two with a dash between them: thousands of three digits,
    /// of which a telephone number of nine digits has as many at its beginning.
    fn are_amounts(&self, first: usize, groups: &[&str], gaps: &[&str]) -> bool {
        let dash = gaps.iter().position(|gap| gap.contains('-'));
        // Thousands come in groups of three digits.
        let amount = |groups: &[&str]| {
            groups.len() > 1
                && !groups[0].starts_with('0')
                && groups[0].len() <= 3
                && groups[1..].iter().all(|group| group.len() == 3)
        };
        let plain =
            gaps.iter().enumerate().all(|(at, gap)| matches!(*gap, " " | ".") || Some(at) == dash);
        let currency = |c: char| matches!(c, '€' | '$' | '£' | '¥' | '%');
        let before = self.text[..self.groups[first].start].trim_end().ends_with(currency);
        let last = self.groups[first + groups.len() - 1].end;
        let after = self.text[last..].trim_start().starts_with(currency);
        plain
            && match dash {
                Some(dash) => amount(&groups[..=dash]) && amount(&groups[dash + 1..]),
                // Three digits in front may be an area code; only a currency settles it.
                None => amount(groups) && (groups[0].len() < 3 || before || after),
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with its telephone numbers between angle brackets.
    fn told(text: &str) -> String {
        let mut told = text.to_owned();
        for found in phones(text, false).iter().rev() {
            told.replace_range(found.clone(), &format!("<{}>", &text[found.clone()]));
        }
        told
    }

    #[test]
    fn numbers_are_found_in_whatever_groups() {
        for number in [
            "+44 20 7946 0123",
            "0044 (0)20/79 46 01 23",
            "0044-(0)20-7946/0124",
            "(020) 7946-0124",
            "[020] 7946 0124",
            "+49/89/123456",
            "+49 (0) 89 / 12 34 - 567",
            "(+44) 20 7946 0123",
            "+(44) 20 7946 0123",
            "00 49 (0) 1511 12345678",
            "0800 12 3456",
            "0151-23-4567",
            "0211 12 34 56",
            "06.12.34.56.78",
            "01 23 45 67 89",
            "12 34 56 78",
            "612 345 678",
            "555-010-9999",
            "1.415.555.0123",
            "1-415-555-0123",
            "07946012345",
            "0532 123 45 67",
            "0 532 123 45 67",
            "0 2 0 7 9 4 6 0 1 2 3",
            "020 7946 0124 ext. 12",
            "020 7946 0124x123",
            "089/1234567 Durchwahl 12",
            "020 7946 0123 / 020 7946 0124",
            "(020) 7946 0123 (030) 1234567",
        ] {
            assert_eq!(told(&format!("at {number}, or")), format!("at <{number}>, or"));
        }
        for (text, expected) in [
            ("(call 020 7946 0124)", "(call <020 7946 0124>)"),
            ("(020 7946 0124)", "(<020 7946 0124>)"),
            ("phone: 794 0124", "phone: <794 0124>"),
            ("Tel. 55 01 23", "Tel. <55 01 23>"),
            ("ring me on 5550123", "ring me on <5550123>"),
            ("电话020-7946-0124谢谢", "电话<020-7946-0124>谢谢"),
            ("12.03.2019 020 7946 0124", "12.03.2019 <020 7946 0124>"),
            ("of 12345678 020 7946 0124", "of 12345678 <020 7946 0124>"),
        ] {
            assert_eq!(told(text), expected);
        }
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "2019-2020",
            "2019-03-12 14:00",
            "(2019-03-12)",
            "12.03.2019 - 14.03.2019",
            "12. 3. 2019",
            "12.03.19 - 14.03.19",
            "12/14/2019 1200 34",
            "2016 2017 2019",
            "from 2016 - 2019",
            "08.30 - 15.00",
            "08.30-15.00",
            "1 200 000 rows",
            "1.200.000",
            "10 000 - 20 000",
            "€ 612.345.678",
            "612 345 678 €",
            "0-100000",
            "0.714285714",
            "0.12 0.34 0.56 0.78 0.91 0.13",
            "0.05 0.034 0.0666 0.0777 0.0888",
            "1234567.89",
            "version 115.0.5790.170",
            "10.15.19041.1234",
            "1 2 3 4 5 6 7",
            "0 1 2 3 4 5 6 7 8 9 10",
            "10 20 30 40 50",
            "1200000 1300000 1500000",
            "order 4111 1111 1111 1112",
            "001x0000003xLD0AAM",
            "550e8400-e29b-41d4-a716-446655440000",
        ] {
            assert_eq!(told(text), text);
        }
    }
}
