//! German run on one screen.

use super::phrases::{kind, source_kind, verdict};
use crate::locale::plural::{counted, of_number};
use crate::locale::summary::SummaryTexts;

pub(super) const TEXTS: SummaryTexts = SummaryTexts {
    respondents: |number| format!("{number} Befragte"),
    source: source_kind,
    records: |records, respondents| {
        let noun = of_number(records, "Datensatz", "Datensätze");
        format!("{records:>6} {noun}, {respondents} Befragte")
    },
    kind,
    groups: |groups| match groups {
        1 => "keine Gruppen".to_owned(),
        several => format!("{several} Gruppen"),
    },
    verdict,
    why: |reason| format!("Warum: {reason}"),
    share: |share, of, low, high| format!(", {share} % von {of} ({low} bis {high})"),
    uncertain: |of, low, high| format!(", Größe unsicher: {low} bis {high} % von {of}"),
    comes_back: |stability, claims| {
        let stability = stability.replace('.', ",");
        format!("; Stabilität {stability}, {}", counted(claims, "Aussage", "Aussagen"))
    },
    in_no_group: |number, share| format!("in keiner Gruppe: {number} Befragte ({share} %)"),
    findings: |warnings, more, notes| {
        let rest = match more {
            0 => String::new(),
            more => format!(", davon {more} nur in personas.json"),
        };
        let notes = counted(notes, "Hinweis", "Hinweise");
        format!("{}{rest}; {notes} in personas.json", counted(warnings, "Warnung", "Warnungen"))
    },
};
