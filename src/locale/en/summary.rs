//! English run on one screen.

use crate::clustering::Verdict;
use crate::locale::plural::counted;
use crate::locale::summary::SummaryTexts;
use crate::manifest::PersonaKind;
use crate::sources::SourceKind;

pub(super) const TEXTS: SummaryTexts = SummaryTexts {
    respondents: |number| format!("{number} respondents"),
    source: SourceKind::name,
    records: |records, respondents| format!("{records:>6} records, {respondents} respondents"),
    kind: PersonaKind::name,
    groups: |groups| match groups {
        1 => "no groups".to_owned(),
        several => format!("{several} groups"),
    },
    verdict: Verdict::name,
    why: |reason| format!("why: {reason}"),
    share: |share, of, low, high| format!(", {share} % of {of} ({low} to {high})"),
    uncertain: |of, low, high| format!(", size uncertain: {low} to {high} % of {of}"),
    comes_back: |stability, claims| format!("; stability {stability}, {claims} claims"),
    in_no_group: |number, share| {
        format!("in no group: {} ({share} %)", counted(number, "respondent", "respondents"))
    },
    findings: |warnings, more, notes| {
        let rest = match more {
            0 => String::new(),
            more => format!(", {more} of them only in personas.json"),
        };
        let notes = counted(notes, "note", "notes");
        format!("{}{rest}; {notes} in personas.json", counted(warnings, "warning", "warnings"))
    },
};
