//! Lines on which counts and shares add up: every group and who is in none, and every kind.

use crate::locale::Words;
use crate::manifest::PersonaKind;
use crate::personas::PersonaSet;

/// The personas of a kind with those in no group, each with count and share of the respondents of
/// the kind; `None` where they are not all of it, as in a guarded result.
pub(super) fn groups_line(
    words: &Words,
    personas: &PersonaSet,
    kind: PersonaKind,
) -> Option<String> {
    let own = personas.personas.iter().filter(|persona| persona.kind == kind);
    let none = personas.unassigned.iter().filter(|none| none.kind == kind && none.size > 0);
    let mut parts: Vec<(String, usize)> =
        own.map(|persona| (persona.id.to_string(), persona.size)).collect();
    parts.extend(none.map(|none| (words.in_no_group.to_owned(), none.size)));
    let selection = personas.selections.iter().find(|selection| selection.kind == kind)?;
    line(words, &parts, selection.respondents)
}

/// The kinds of persona, each with count and share of all respondents; `None` of a single kind.
pub(super) fn kinds_line(words: &Words, personas: &PersonaSet) -> Option<String> {
    let part = |selection: &crate::personas::SelectionSummary| {
        ((words.kind)(selection.kind).to_owned(), selection.respondents)
    };
    let parts: Vec<(String, usize)> = personas.selections.iter().map(part).collect();
    line(words, &parts, personas.study.respondents)
}

fn line(words: &Words, parts: &[(String, usize)], all: usize) -> Option<String> {
    let sizes: Vec<usize> = parts.iter().map(|(_, size)| *size).collect();
    // Edited numbers may overflow a sum.
    let sum = sizes.iter().try_fold(0_usize, |sum, size| sum.checked_add(*size));
    if parts.len() < 2 || all == 0 || sum != Some(all) {
        return None;
    }
    let shares = whole_percents(&sizes, all);
    let named = parts.iter().zip(shares);
    let parts: Vec<String> =
        named.map(|((name, size), share)| (words.part)(name, *size, share)).collect();
    Some((words.adds_up)(&parts.join(", "), all))
}

/// Whole percentages of parts that add up to 100: those with the largest remainders are rounded up.
fn whole_percents(sizes: &[usize], all: usize) -> Vec<usize> {
    let hundredfold = |size: usize| 100 * size as u128;
    let whole = |size: &usize| usize::try_from(hundredfold(*size) / all as u128).unwrap_or(100);
    let mut shares: Vec<usize> = sizes.iter().map(whole).collect();
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(hundredfold(sizes[*at]) % all as u128));
    let missing = 100_usize.saturating_sub(shares.iter().sum());
    order.into_iter().take(missing).for_each(|at| shares[at] += 1);
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Language;

    #[test]
    fn percentages_add_up() {
        assert_eq!(whole_percents(&[1, 1, 1], 3), [34, 33, 33]);
        assert_eq!(whole_percents(&[100, 60, 80], 240), [42, 25, 33]);
        assert_eq!(whole_percents(&[0, 5], 5), [0, 100]);
    }

    #[test]
    fn a_line_is_said_where_its_parts_are_all() {
        let words = Words::of(Language::default());
        let parts = [("U1".to_owned(), 100), ("in no group".to_owned(), 140)];
        let said = line(words, &parts, 240).unwrap();
        assert_eq!(said, "U1 100 (42 %), in no group 140 (58 %): 240 respondents in all.");
        assert_eq!(line(words, &parts, 241), None, "somebody is left out");
        assert_eq!(line(words, &parts[..1], 100), None, "nothing to add up");
        let edited = [("U1".to_owned(), usize::MAX), ("U2".to_owned(), 1)];
        assert_eq!(line(words, &edited, 240), None, "more than a sum can hold");
        let great = [("U1".to_owned(), usize::MAX - 1), ("U2".to_owned(), 1)];
        assert!(
            line(words, &great, usize::MAX).unwrap().contains("U1 18446744073709551614 (100 %)")
        );
    }
}
