//! Numbers with their nouns.

/// The number with its noun: `1 cell`, `3 cells`.
pub(crate) fn counted(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", of_number(number, one, several))
}

/// A number with its noun, with a mark between thousands.
pub(super) fn counted_thousands(number: usize, mark: char, one: &str, several: &str) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    format!("{grouped} {}", of_number(number, one, several))
}

/// The word that fits the number: `has` for 1, `have` for any other.
pub(super) fn of_number<'a>(number: usize, one: &'a str, several: &'a str) -> &'a str {
    if number == 1 { one } else { several }
}

/// The first of several names, and how many there are beyond.
pub(super) fn beginning_of(names: &[String], more: &str) -> String {
    const SHOWN: usize = 6;
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        beyond => format!("{shown}, {beyond} {more}"),
    }
}

/// Numbers of lines in their order, each once, runs of them as `3–7`.
pub(super) fn listed_lines(lines: &[u64]) -> String {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if *line == *last || *line == *last + 1 => *last = *line,
            _ => runs.push((*line, *line)),
        }
    }
    let run = |(first, last): (u64, u64)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    };
    runs.into_iter().map(run).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_in_a_row_are_a_run() {
        assert_eq!(listed_lines(&[2, 2, 3, 5, 7, 8, 9, 12]), "2, 3, 5, 7–9, 12");
    }

    #[test]
    fn long_lists_name_their_beginning() {
        let names: Vec<String> = ('a'..='i').map(String::from).collect();
        assert_eq!(beginning_of(&names[..2], "more"), "a, b");
        assert_eq!(beginning_of(&names, "more"), "a, b, c, d, e, f, 3 more");
    }

    #[test]
    fn thousands_are_set_apart() {
        let records = [1, 999, 1000, 1_234_567]
            .map(|number| counted_thousands(number, ',', "record", "records"));
        assert_eq!(records, ["1 record", "999 records", "1,000 records", "1,234,567 records"]);
    }

    #[test]
    fn only_one_is_singular() {
        let cells = [0, 1, 2, 11, 21].map(|number| counted(number, "cell", "cells"));
        assert_eq!(cells, ["0 cells", "1 cell", "2 cells", "11 cells", "21 cells"]);
        assert_eq!(of_number(1, "has", "have"), "has");
    }
}
