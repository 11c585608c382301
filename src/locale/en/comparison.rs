//! English: comparing two waves.

use crate::locale::comparison::ComparisonTexts;
use crate::locale::plural::{counted, of_number};

pub(super) const TEXTS: ComparisonTexts = ComparisonTexts {
    no_kind_in_common: "The waves have no kind of respondent in common.",
    heading: |kind, verdict| format!("{kind} personas: {verdict}"),
    why: |reason| format!("Why: {reason}."),
    review_by: |day| format!("Review by {day}."),
    respondents: |then, now| {
        format!("{} then, {now} now.", counted(then, "respondent", "respondents"))
    },
    questions: |shared, shaping, then, now| {
        format!(
            "{} the same in both waves, {shaping} of them shape groups; {} asked then only, {now} \
             now only.",
            of_number(
                shared,
                "1 question or code is",
                &format!("{shared} questions and codes are")
            ),
            of_number(then, "1 was", &format!("{then} were"))
        )
    },
    personas_head: [
        "then",
        "now",
        "what became of it",
        "same people",
        "share then",
        "share now",
        "change (95 % interval)",
    ],
    claims_head: ["claim", "of", "then", "now", "change (95 % interval)", "p adjusted"],
    flows_head: ["then", "now", "people"],
    unchanged: |same, compared| {
        format!(
            "{same} of {} that can be compared did not change beyond chance.",
            counted(compared, "claim", "claims")
        )
    },
    count: |with, asked, percent| format!("{with} of {asked} ({percent})"),
    interval: |low, high| format!("{low} to {high}"),
    not_followed: "Ids of the two waves do not join: nobody is followed.",
    followed: |people| {
        of_number(
            people,
            "1 person is in both waves:",
            &format!("{people} people are in both waves:"),
        )
        .to_owned()
    },
    in_no_group: "in no group",
    verdict: |name| name,
    fate: |name| name,
    no_question_in_common: "no question that shapes groups was put in both waves on the same scale",
    noise_unknown: "the test for noise could not be made",
    others: |personas, noise| {
        format!(
            "{} split, merged, appeared or went, and the waves differ more than chance ({noise})",
            counted(personas, "persona", "personas")
        )
    },
    changed: |claims, compared, shares, noise| {
        format!(
            "{claims} of {} and {} changed beyond chance ({noise} for the groups)",
            counted(compared, "claim", "claims"),
            counted(shares, "share", "shares")
        )
    },
    drawn_otherwise: |personas, noise| {
        format!(
            "{} drawn otherwise, but no more than between waves drawn at random ({noise})",
            of_number(personas, "1 persona is", &format!("{personas} personas are"))
        )
    },
    nothing_changed: |compared, noise| {
        format!(
            "none of {} and no share changed beyond chance ({noise} for the groups)",
            counted(compared, "claim", "claims")
        )
    },
};
