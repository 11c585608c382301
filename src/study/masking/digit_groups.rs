//! Groups of digits that are numbers of another kind than those of telephones.

use crate::sources::parse_number;

/// True if groups are one decimal number, a version, or hours and minutes ("08.30 - 15.00").
pub(super) fn is_number(groups: &[&str], gaps: &[&str]) -> bool {
    let dotted = gaps.iter().all(|gap| *gap == ".");
    let decimal = groups.len() == 2 && dotted && parse_number(&groups.join(".")).is_some();
    let from_zero = groups[0] == "0" && (gaps.len() == 1 || gaps.first() == Some(&"."));
    // French numbers are written in pairs.
    let pairs = groups.iter().all(|group| group.len() == 2);
    let is_dialled = groups[0] == "1" || groups[0].starts_with('0') || pairs;
    let short = groups[1..].iter().any(|group| group.len() == 1);
    let version = dotted && groups.len() >= 3 && (short || (groups.len() > 3 && !is_dialled));
    // Opening hours such as 9.30-10.45 look like groups of a number.
    let times = match (groups, gaps) {
        ([from, a, to, b], [".", dash, "."]) => {
            let below = |text: &str, most: u8| {
                text.len() <= 2 && text.parse::<u8>().is_ok_and(|number| number < most)
            };
            dash.contains(['-', '/'])
                && [from, to].iter().all(|hour| below(hour, 25))
                && [a, b].iter().all(|part| below(part, 60))
        }
        _ => false,
    };
    decimal || from_zero || version || times
}

/// True if groups are several numbers: years, points of a scale, a series.
pub(super) fn is_series(groups: &[&str]) -> bool {
    let numbers: Vec<i64> = groups.iter().filter_map(|group| group.parse().ok()).collect();
    let years = groups
        .iter()
        .zip(&numbers)
        .all(|(group, year)| group.len() == 4 && (1000..3000).contains(year));
    let steps: Vec<i64> = numbers.windows(2).map(|two| two[1] - two[0]).collect();
    let even = steps.windows(2).all(|two| two[0] == two[1]);
    // Other even steps occur by chance.
    let counted =
        even && steps.len() > 1 && (steps[0] == 1 || (steps[0] != 0 && steps[0] % 10 == 0));
    let points = groups.iter().all(|group| group.len() == 1) && groups[0] != "0";
    numbers.len() == groups.len() && (years || counted || points)
}
