//! English audits.

use crate::locale::audit::AuditTexts;
use crate::locale::plural::counted;

pub(super) static AUDIT: AuditTexts = AuditTexts {
    title: |document| format!("Audit of {document}"),
    quotations: |number| counted(number, "quotation", "quotations"),
    numbers: |number| counted(number, "number", "numbers"),
    unsupported: |number| match number {
        1 => "1 sentence that rests on nothing".to_owned(),
        _ => format!("{number} sentences that rest on nothing"),
    },
    unchecked: |number| format!("{number} more quotations were not checked"),
    nothing: "It quotes nobody and counts nothing.",
    serious: "To be mended",
    doubtful: "To be looked at",
    fine: "In order",
    line: |line| format!("line {line}"),
    verbatim: "word for word",
    shortened: "shortened, and says where",
    altered: "altered",
    stitched: "put together from several places",
    another_speaker: "said by somebody else",
    not_found: "not found",
    right: "right",
    wrong: |claim, right| format!("wrong: {claim} has {right}"),
    not_checkable: "not checkable: it cites no claim, and none is surely meant",
    rests_on_nothing: "quotes nobody, cites no claim, and no claim says so",
    put_in: |words| format!("“{words}” was put in"),
    left_out: |words| format!("“{words}” was left out"),
    replaced: |said, quoted| format!("“{said}” became “{quoted}”"),
    turned: ["a negation", "a number", "a name", "a comparison"],
    typography: ["capital letters", "apostrophes or accents", "punctuation", "words in brackets"],
    said_by: |who, words| format!("{who}: “{words}”"),
    nearest: |who, words, likeness| format!("nearest ({likeness} %): {who}: “{words}”"),
    respondent: "a respondent",
    interviewer: "the interviewer",
    answer: "an answer to choose",
    ascribed: |respondent| format!("ascribed to {respondent}"),
    further: |places| format!("and {}", counted(places, "more place", "more places")),
};
