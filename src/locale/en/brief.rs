//! English briefs.

use crate::locale::brief::BriefTexts;

pub(super) static BRIEF: BriefTexts = BriefTexts {
    title: |id, label| format!("Brief for {id}: {label}"),
    intro: "For those who write about this persona, people or programs. All that may be said \
            stands here with its id; put the ids in square brackets behind what you write.",
    allowed: "What may be said, with the numbers that may be used",
    numbers: |own, others| format!("{own}; others {others}"),
    count: |with, asked| format!("{with} of {asked}"),
    percent: |share, low, high| format!("{share} %, {low} to {high} %"),
    typical: |phrase, low, high, known| {
        format!("They {phrase}; middle half {low} to {high}, {known} known")
    },
    doubtful: "seen, not confirmed: say so",
    quotes: "Quotes, word for word",
    unknown: "What is not known",
    not_asked: |facets| format!("Never asked: {facets}"),
    not_asked_or_few: |facets| format!("Not asked, or of too few: {facets}"),
    forbidden: "What must not be said",
    rules: &[
        "Nothing without an id from this brief, and no number that does not stand beside it.",
        "No cause: that two things are true of the same people does not make one the reason for \
         the other.",
        "No “all” and no “they” for what a share is given of.",
        "A goal is wanted; do not write that they do it.",
        "Nothing about age, gender, origin or character beyond what stands here.",
        "Quotes stay as they are. Leave words out only with “…”, and only where the meaning stays.",
        "No name, picture or life story that looks like a real person.",
    ],
};
