//! What parts the codes of a cell, and the parts of a code's path.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::is_wide;

/// Separators of the parts of a path, in the order in which they are tried; `/` always is one.
const PATHS: [&str; 9] = [" > ", " >> ", "\\", "::", ">", "→", " | ", ": ", "."];
/// Separators of codes, in the order in which they are tried.
const LISTS: [&str; 5] = ["\n", ";", "|", ",", " + "];
/// Separators that are within the names and paths of codes too.
const DOUBTFUL_LISTS: [&str; 2] = [" / ", " & "];

/// The separator of several codes in a cell: most parts of the cells that it parts are found in
/// other cells too.
pub(super) fn of_codes(values: &BTreeMap<String, usize>) -> Option<&'static str> {
    let plain = LISTS.into_iter().find(|separator| {
        let several = || values.keys().filter(|text| text.contains(separator));
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for (text, count) in values {
            for part in parts(text, separator) {
                *times.entry(part).or_default() += count;
            }
        }
        let (mut known, mut all) = (0, 0);
        for part in several().flat_map(|text| parts(text, separator)) {
            known += usize::from(times[part] > 1);
            all += 1;
        }
        // A comma may belong to the name of a code, so nearly all must be known.
        let (share, of) = if *separator == "," { (9, 10) } else { (1, 2) };
        several().any(|text| parts(text, separator).count() > 1) && known * of >= all * share
    });
    // Where each part is all of another cell, it is a code by itself and no part of a path.
    let by_whole_cells = |separator: &&'static str| {
        let several = || values.keys().filter(|text| text.contains(*separator));
        let mut parts = several().flat_map(|text| parts(text, separator));
        several().next().is_some() && parts.all(|part| values.contains_key(part))
    };
    plain.or_else(|| DOUBTFUL_LISTS.into_iter().find(by_whole_cells))
}

fn parts<'a>(text: &'a str, separator: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(separator).map(str::trim).filter(|part| !part.is_empty())
}

/// The separator of the parts of paths: at least half of the codes have it, and words stand on both
/// sides.
pub(super) fn of_paths<'a>(codes: &BTreeSet<&'a str>) -> Option<&'static str> {
    let parted = |separator: &str| {
        // "A : Price" is numbered, and its letter is no category; one sign of East Asia is a word.
        let names = |part: &str| {
            let mut letters = part.trim().chars();
            let first = letters.next().filter(|c| c.is_alphabetic());
            first.is_some_and(|first| is_wide(first) || letters.next().is_some())
        };
        let is_path = |code: &&&'a str| {
            // Two in a row follow the folder of all codes.
            let found: Vec<&str> = code.split(separator).filter(|part| !part.is_empty()).collect();
            // "e.g. on/off" is no path, and neither is "7.1 Safety".
            let tight = separator != "." || found.iter().all(|part| part.trim() == *part);
            found.len() >= 2 && found.iter().all(|part| names(part)) && tight
        };
        codes.iter().filter(is_path).count()
    };
    PATHS.into_iter().find(|separator| {
        let count = parted(separator);
        count >= 2 && count * 2 >= codes.len()
    })
}

/// True if names are paths: at least half are parted by `/` or another separator.
pub(super) fn are_paths(names: &BTreeSet<&str>) -> bool {
    let slashed = names.iter().filter(|name| name.trim_matches('/').contains('/')).count();
    of_paths(names).is_some() || (slashed >= 2 && slashed * 2 >= names.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sign_of_east_asia_is_a_category_and_one_letter_a_number() {
        let of = |codes: &[&'static str]| of_paths(&codes.iter().copied().collect());
        assert_eq!(of(&["衣 > 太贵", "食 > 太少"]), Some(" > "));
        assert_eq!(of(&["Kosten: Preis", "Zeit: Warten"]), Some(": "));
        assert_eq!(of(&["A : Preis", "B : Warten"]), None);
        assert_eq!(of(&["Б : цена", "В : время"]), None);
    }
}
