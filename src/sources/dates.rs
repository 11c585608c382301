//! Dates as exports write them, column by column: which of two numbers is the day is decided for a
//! whole column.

use jiff::civil::Date;

use super::column::Column;
use super::date_order::DateOrder;
use crate::error::shown;
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::findings::SourcesFinding;

/// A day, counted from 1 January 1970.
pub(crate) type Day = i32;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// The day of a date, if there is such a date.
fn day(year: i16, month: i8, day: i8) -> Option<Day> {
    let since = Date::new(year, month, day).ok()?.duration_since(EPOCH);
    Day::try_from(since.as_hours() / 24).ok()
}

/// A day as 2026-03-31.
pub(crate) fn format_day(day: Day) -> String {
    EPOCH.saturating_add(jiff::Span::new().days(day)).to_string()
}

/// Year, quarter, month and day of the week of a day.
pub(crate) fn date_parts(day: Day) -> [i64; 4] {
    let date = EPOCH.saturating_add(jiff::Span::new().days(day));
    let month = i64::from(date.month());
    let weekday = i64::from(date.weekday().to_monday_one_offset());
    [i64::from(date.year()), (month + 2) / 3, month, weekday]
}

/// The day that a text such as 2026-03-31 names.
pub(crate) fn parse_day(text: &str) -> Option<Day> {
    match WrittenDate::parse(text)? {
        WrittenDate::Day(day) => Some(day),
        WrittenDate::Ordered { .. } => None,
    }
}

/// A date as a cell writes it.
#[derive(Clone, Copy)]
enum WrittenDate {
    Day(Day),
    /// Two numbers of which one is the day and one the month.
    Ordered {
        first: i8,
        second: i8,
        year: i16,
    },
}

impl WrittenDate {
    /// Year, month and day in any order, months also by their English names, what follows of the
    /// time passed over; or seconds or milliseconds since 1970.
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        // A date needs fewer digits: ten without a separator are a Unix time.
        if text.len() >= 10 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return since_epoch(text);
        }
        let mut parts = text.split(['-', '/', '.', ',', ' ']).filter(|part| !part.is_empty());
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
        // A time of day may follow, as in ISO 8601.
        let third = third.split('T').next().filter(|part| !part.is_empty()).unwrap_or(third);
        if let Some(month) = month_number(second) {
            return day(year(third)?, month, small(first)?).map(Self::Day);
        }
        if let Some(month) = month_number(first) {
            return day(year(third)?, month, small(second)?).map(Self::Day);
        }
        if first.len() == 4 {
            return day(first.parse().ok()?, small(second)?, small(third)?).map(Self::Day);
        }
        Some(Self::Ordered { first: small(first)?, second: small(second)?, year: year(third)? })
    }

    fn in_order(self, order: Option<DateOrder>) -> Option<Day> {
        match (self, order) {
            (Self::Day(day), _) => Some(day),
            (Self::Ordered { first, second, year }, Some(DateOrder::DayMonth)) => {
                day(year, second, first)
            }
            (Self::Ordered { first, second, year }, Some(DateOrder::MonthDay)) => {
                day(year, first, second)
            }
            // Both orders give this day.
            (Self::Ordered { first, second, year }, None) if first == second => {
                day(year, first, second)
            }
            (Self::Ordered { .. }, None) => None,
        }
    }
}

/// Ten digits are seconds, thirteen milliseconds.
fn since_epoch(digits: &str) -> Option<WrittenDate> {
    let number: i64 = digits.parse().ok()?;
    let seconds = match digits.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    Day::try_from(seconds.div_euclid(86_400)).ok().map(WrittenDate::Day)
}

fn small(text: &str) -> Option<i8> {
    (text.len() <= 2).then(|| text.parse().ok()).flatten()
}

/// Four digits, or two of this century up to 68 and of the last one from 69.
fn year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        // The century as POSIX reads two digits.
        2 => Some(if year < 69 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

fn month_number(text: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = text.to_lowercase();
    let position =
        // Two letters begin more than one month.
        MONTHS.iter().position(|month| month.starts_with(&lower)).filter(|_| lower.len() >= 3)?;
    i8::try_from(position + 1).ok()
}

/// The days of a column's cells. Where no cell tells day from month and nothing is stated, such
/// dates are unknown, which is a finding, as is every cell that holds no date. Times and time zones
/// are passed over: a day is the one that is written, in seconds since 1970 that of UTC.
pub(crate) fn read_days(
    column: &Column,
    file: &str,
    stated: Option<DateOrder>,
    findings: &mut Findings,
) -> Vec<Option<Day>> {
    let place = || Place::file(file).column(&column.label);
    let written = column.map(WrittenDate::parse);
    let order = stated.or_else(|| detect_order(column, &written, &place, findings));
    let days: Vec<Option<Day>> =
        written.into_iter().map(|written| written?.in_order(order)).collect();
    let without =
        days.iter().enumerate().filter(|(_, day)| day.is_none()).map(|(row, _)| column.text(row));
    let mut unread = without.filter(|text| !text.trim().is_empty());
    if let Some(first) = unread.next() {
        let kind = SourcesFinding::UnreadDate { found: shown(first.trim()) };
        findings.add_counted(kind, 1 + unread.count(), Some(place()));
    }
    days
}

/// The order that most of the telling cells have: those with a number above 12.
fn detect_order(
    column: &Column,
    written: &[Option<WrittenDate>],
    place: &dyn Fn() -> Place,
    findings: &mut Findings,
) -> Option<DateOrder> {
    let (mut day_first, mut month_first, mut either) = (0_usize, 0_usize, None);
    for (row, written) in written.iter().enumerate() {
        match written {
            // A number above 12 is no month.
            Some(WrittenDate::Ordered { first: 13.., .. }) => day_first += 1,
            Some(WrittenDate::Ordered { second: 13.., .. }) => month_first += 1,
            Some(WrittenDate::Ordered { .. }) if either.is_none() => {
                either = Some(shown(column.text(row).trim()))
            }
            _ => {}
        }
    }
    // By majority, since single cells may be mistyped.
    let order = match day_first.cmp(&month_first) {
        std::cmp::Ordering::Greater => Some(DateOrder::DayMonth),
        std::cmp::Ordering::Less => Some(DateOrder::MonthDay),
        std::cmp::Ordering::Equal => None,
    };
    match (order, either) {
        (Some(order), _) => {
            let cells = day_first.max(month_first);
            findings.add_at(SourcesFinding::DateOrderRecognised { order, cells }, place());
        }
        (None, Some(found)) => findings.add_at(SourcesFinding::DateOrderUnknown { found }, place()),
        (None, None) => {}
    }
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn days(cells: &[&str], stated: Option<DateOrder>) -> (Vec<Option<String>>, Findings) {
        let mut column = Column::new("When".into(), "When".into(), 0);
        cells.iter().for_each(|cell| column.push(cell));
        let mut findings = Findings::default();
        let days = read_days(&column, "t.csv", stated, &mut findings);
        (days.into_iter().map(|day| day.map(format_day)).collect(), findings)
    }

    #[test]
    fn dates_are_read_as_exports_write_them() {
        for text in [
            "2024-03-12",
            "2024-03-12 09:14",
            "2024-03-12T23:15:00.000Z",
            "2024/3/12",
            "12.03.2024 23:59",
            "13/12/2024",
            "12 Mar 2024",
            "Mar 12, 2024",
            "12-March-2024",
            "1710230400",
            "1710230400000",
        ] {
            let (read, _) = days(&[text, "13.01.2020"], None);
            let expected = if text.starts_with("13/") { "2024-12-13" } else { "2024-03-12" };
            assert_eq!(read[0].as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_order_is_decided_for_the_whole_column() {
        let (read, findings) = days(&["04/09/2012", "28/09/2012", "5/10/18"], None);
        assert_eq!(read[0].as_deref(), Some("2012-09-04"));
        assert_eq!(read[2].as_deref(), Some("2018-10-05"));
        assert_eq!(findings.count("date-order-recognised"), 1);
        let (read, _) = days(&["04/09/2012", "11/18/2021 12:31:56"], None);
        assert_eq!(read[0].as_deref(), Some("2012-04-09"));
    }

    #[test]
    fn an_order_that_no_date_tells_leaves_dates_unknown_until_stated() {
        let (read, findings) = days(&["04/09/2012", "05/05/2012", "soon", ""], None);
        assert_eq!(read, [None, Some("2012-05-05".to_owned()), None, None]);
        assert_eq!((findings.count("date-order-unknown"), findings.count("unread-date")), (1, 2));
        let (read, findings) = days(&["04/09/2012"], Some(DateOrder::DayMonth));
        assert_eq!((read[0].as_deref(), findings.len()), (Some("2012-09-04"), 0));
    }

    #[test]
    fn no_other_text_is_a_date() {
        for text in [
            "2024-13-01",
            "2024-02-30",
            "31/02/2024",
            "12:30:15 noon",
            "1.2.345",
            "12345678901",
            "a-b-c",
            "May",
        ] {
            assert_eq!(days(&[text, "13/01/2020"], None).0[0], None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_is_read_back(day in -100_000_i32..100_000, text in ".{0,20}") {
            prop_assert_eq!(parse_day(&format_day(day)), Some(day));
            let _ = WrittenDate::parse(&text);
        }
    }
}
