//! Numbers with their nouns.

/// The number with its noun: `1 cell`, `3 cells`.
pub(crate) fn counted(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", of_number(number, one, several))
}

/// The word that fits the number: `has` for 1, `have` for any other.
pub(super) fn of_number<'a>(number: usize, one: &'a str, several: &'a str) -> &'a str {
    if number == 1 { one } else { several }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_is_singular() {
        let cells = [0, 1, 2, 11, 21].map(|number| counted(number, "cell", "cells"));
        assert_eq!(cells, ["0 cells", "1 cell", "2 cells", "11 cells", "21 cells"]);
        assert_eq!(of_number(1, "has", "have"), "has");
    }
}
