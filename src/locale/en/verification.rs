//! English: checking a result against its sources.

use crate::locale::plural::{counted, of_number};
use crate::locale::verification::VerificationTexts;

pub(super) const TEXTS: VerificationTexts = VerificationTexts {
    intact: "intact",
    moved: "moved",
    changed: "changed",
    missing: "missing",
    not_checkable: "not checkable",
    of_caller: "the caller's: not checked here",
    holds: "holds",
    not_checked: "not checked",
    weakened: "weakened",
    lost: "lost",
    key_unused: "the result was made without a privacy key, so it has no digest of masked words",
    key_same: "the result has no digest of them",
    key_missing: "the result was made with a privacy key, and the manifest names none or its file \
                  is not there",
    key_other: "the result was made with another privacy key",
    other_bytes: |source| format!("{source} has other bytes"),
    source_gone: |source| format!("{source} is not there any more"),
    links_shown: |counts| format!("links shown: {counts}"),
    links_opened: |intact, of| {
        format!("{intact} of {} intact, opened by the key", counted(of, "link", "links"))
    },
    words_not_checkable: |links, claims, why| {
        format!(
            "not checkable: words at {} shown, and at all places of {}; {why}",
            counted(links, "link", "links"),
            counted(claims, "claim", "claims")
        )
    },
    claims_of_caller: |claims| {
        format!(
            "{} on indicators of the caller's, which the matrix does not have: not checked here",
            of_number(claims, "1 claim rests", &format!("{claims} claims rest"))
        )
    },
    fields_not_checked: "not checked, as they need the groups: grade, p_adjusted, p_two_kinds, \
                         direction, rare, stage and by_source_kind of claims; share, stability, \
                         joint_match, head, own_words, voices, segment_rule, words and \
                         exemplars of personas; selections, profiles, maps and links",
    persona: |id, claims, weakened, lost, not_checked| {
        let claims = counted(claims, "claim", "claims");
        let rest = match not_checked {
            0 => String::new(),
            some => format!(", {some} not checked"),
        };
        format!("{id}: {claims}, {weakened} weakened, {lost} lost{rest}")
    },
    persona_differs: |id, fields| format!("{id} differs from its members and claims: {fields}"),
    now_at: |place| format!("; now {place}"),
    places: |some, of, state| format!("{some} of {} shown {state}", counted(of, "place", "places")),
    indicator_gone: "the indicator or answer is no longer in the sources",
    indicator_of_caller: "the matrix does not have its indicator, which the caller computed",
    words_changed: "words at the places it rests on have changed",
    fields_differ: |fields| {
        let verb = of_number(fields.len(), "differs", "differ");
        format!("{} {verb} from what the sources give", fields.join(", "))
    },
    people_differ: |field, fewer, more| {
        format!("{field}: {} fewer, {more} more", counted(fewer, "respondent", "respondents"))
    },
    counts_differ: |printed, counted| format!("printed {printed}; counted {counted}"),
    count: |with, asked, share, elsewhere| {
        format!("{with} of {asked} ({share} %), elsewhere {elsewhere}")
    },
    some_of: |with, asked| format!("{with} of {asked}"),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_something_is_no_plural() {
        assert_eq!((TEXTS.people_differ)("asked", 1, 0), "asked: 1 respondent fewer, 0 more");
        assert_eq!((TEXTS.people_differ)("with", 2, 1), "with: 2 respondents fewer, 1 more");
        assert_eq!(
            (TEXTS.persona)("U1", 1, 0, 0, 1),
            "U1: 1 claim, 0 weakened, 0 lost, 1 not checked"
        );
        assert!((TEXTS.claims_of_caller)(1).starts_with("1 claim rests on "));
        assert!((TEXTS.claims_of_caller)(2).starts_with("2 claims rest on "));
        assert_eq!((TEXTS.fields_differ)(&["lift"]), "lift differs from what the sources give");
        assert_eq!((TEXTS.places)(1, 1, "missing"), "1 of 1 place shown missing");
    }
}
