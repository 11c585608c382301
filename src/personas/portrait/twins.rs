//! Claims that say the same: one thing that two kinds of source asked.

use std::collections::BTreeSet;

use crate::personas::claims::claim::Claim;
use crate::phrases::PhraseKind;

/// Fewest words of sense that two claims have in common.
const FEWEST: usize = 2;
/// Words that one may have more than the other.
const MOST_MORE: usize = 1;
/// Letters of a word that has a sense of its own, and of its beginning that is compared.
const SHORTEST: usize = 4;
/// Short words that turn the sense.
const TURNING: [&str; 8] = ["no", "not", "never", "none", "nie", "nicht", "kein", "keine"];

/// True if two claims are one thing to readers: in the same words but for capitals, or, where two
/// kinds of source asked, in words that differ by one at most, `partners must agree` and `partners
/// had to agree`.
pub(crate) fn are_twins(one: &Claim, other: &Claim) -> bool {
    let said = |claim: &Claim| plain(claim.said());
    if one.direction != other.direction {
        return false;
    }
    said(one) == said(other) || one.facet == other.facet && are_close(one, other)
}

/// The words of a claim without what only counts: `most want`.
fn plain(said: &str) -> String {
    let text = said.to_lowercase();
    text.strip_prefix("most ").unwrap_or(&text).to_owned()
}

/// True if two sources that asked different people say the same in other words.
fn are_close(one: &Claim, other: &Claim) -> bool {
    // How often, how much and how far make the difference between two claims.
    let is_thing = |claim: &Claim| {
        let kind = claim.phrase.kind;
        matches!(kind, PhraseKind::Code | PhraseKind::Choice | PhraseKind::FirstPerson)
    };
    let apart = !one.source_kinds.iter().any(|kind| other.source_kinds.contains(kind));
    if !apart || !is_thing(one) || !is_thing(other) || one.decided.worded != other.decided.worded {
        return false;
    }
    let (one, other) = (senses(one.said()), senses(other.said()));
    if one.symmetric_difference(&other).any(|word| TURNING.contains(&word.as_str())) {
        return false;
    }
    let common = one.intersection(&other).count();
    let (fewer, more) = (one.len().min(other.len()), one.len().max(other.len()));
    common >= FEWEST && common == fewer && more - fewer <= MOST_MORE
}

/// The words of sense in a text, by their beginnings.
fn senses(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let tells = |word: &String| word.chars().count() >= SHORTEST || TURNING.contains(&&**word);
    let stem = |word: String| {
        let length = word.chars().count();
        word.chars().take((length * 4).div_ceil(5).max(SHORTEST)).collect()
    };
    words.filter(tells).filter(|word| !is_lead(word)).map(stem).collect()
}

/// True of a word that leads to what is said and says nothing of it.
fn is_lead(word: &str) -> bool {
    ["most", "want", "have", "must", "need", "wollen", "müssen", "haben"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::super::tests::claim;
    use super::*;
    use crate::manifest::Facet;
    use crate::sources::SourceKind;

    #[test]
    fn two_sources_that_say_the_same_are_told_once() {
        let asked = |text: &str| claim(Facet::Influence, text, (9, 10), (1, 10));
        let told = |text: &str| {
            let mut told = asked(text);
            told.source_kinds = vec![SourceKind::Interviews];
            told
        };
        for (one, other, twins) in [
            ("say partners must agree", "say partners had to agree", true),
            (
                "want to know the next guest at a glance",
                "most want to see the next guest at a glance",
                true,
            ),
            ("most want quiet rooms", "want quiet rooms", true),
            ("want quiet rooms", "want quiet evenings", false),
            ("have a late check-out", "have no late check-out", false),
            ("share a room", "share a table", false),
        ] {
            assert_eq!(are_twins(&told(one), &asked(other)), twins, "{one}, {other}");
        }
        // One source that asked twice asked two things.
        assert!(!are_twins(&asked("say partners must agree"), &asked("say partners had to agree")));
    }
}
