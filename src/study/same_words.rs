//! Whether a quote is the words at its positions.

use crate::sources::parts_outside_brackets;

/// True if a quote is these words, or their beginning with dots for the rest; white space apart.
pub(super) fn same_words(words: &str, quote: &str) -> bool {
    let (words, quote) = (spaced_once(words), spaced_once(quote));
    let cut = quote.strip_suffix('…').or_else(|| quote.strip_suffix("...")).map(str::trim_end);
    words == quote || cut.is_some_and(|cut| !cut.is_empty() && words.starts_with(cut))
}

/// True if a quote is these words, some of which this crate may have masked. What people write in
/// brackets stands for no words but theirs.
pub(super) fn same_words_masked(words: &str, quote: &str) -> bool {
    same_words(words, quote) || is_masked_form(&spaced_once(words), &spaced_once(quote))
}

/// A text with one blank for each stretch of white space between words.
fn spaced_once(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True if a quote is these words with some of them masked: what stands in brackets may stand for
/// any.
fn is_masked_form(words: &str, quote: &str) -> bool {
    let parts = parts_outside_brackets(quote);
    let [first, between @ .., last] = &parts[..] else { return false };
    let within = words.strip_prefix(first).and_then(|rest| rest.strip_suffix(last));
    within.is_some_and(|rest| {
        let past = |rest: &str, part: &&str| rest.find(*part).map(|at| at + part.len());
        between.iter().try_fold(rest, |rest, part| past(rest, part).map(|at| &rest[at..])).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masked_words_agree_with_those_they_stand_for() {
        for quote in ["[name] called me twice.", "Ann called [name] twice.", "Ann [x] me [y]."] {
            assert!(same_words_masked("Ann called me  twice.", quote), "{quote}");
            assert!(!same_words("Ann called me  twice.", quote), "{quote}");
        }
        for quote in ["[name] called us twice.", "Bea called [name] twice.", "Ann called me"] {
            assert!(!same_words_masked("Ann called me twice.", quote), "{quote}");
        }
        assert!(same_words("Ann called me twice.", "Ann called …"));
    }
}
