//! German audits.

use crate::locale::audit::AuditTexts;
use crate::locale::plural::counted;

pub(super) static AUDIT: AuditTexts = AuditTexts {
    title: |document| format!("Prüfung von {document}"),
    quotations: |number| counted(number, "Zitat", "Zitate"),
    numbers: |number| counted(number, "Zahl", "Zahlen"),
    unsupported: |number| match number {
        1 => "1 Satz ohne Beleg".to_owned(),
        _ => format!("{number} Sätze ohne Beleg"),
    },
    unchecked: |number| format!("{number} weitere Zitate wurden nicht geprüft"),
    nothing: "Das Dokument zitiert niemanden und zählt nichts.",
    serious: "Zu berichtigen",
    doubtful: "Anzusehen",
    fine: "In Ordnung",
    line: |line| format!("Zeile {line}"),
    verbatim: "wörtlich",
    shortened: "gekürzt und gekennzeichnet",
    altered: "verändert",
    stitched: "aus mehreren Stellen zusammengesetzt",
    another_speaker: "von jemand anderem gesagt",
    not_found: "nicht gefunden",
    right: "richtig",
    wrong: |claim, right| format!("falsch: {claim} hat {right}"),
    not_checkable: "nicht prüfbar: keine Aussage ist genannt oder sicher gemeint",
    rests_on_nothing: "zitiert niemanden, nennt keine Aussage, und keine Aussage besagt es",
    put_in: |words| format!("„{words}“ wurde eingefügt"),
    left_out: |words| format!("„{words}“ wurde ausgelassen"),
    replaced: |said, quoted| format!("aus „{said}“ wurde „{quoted}“"),
    turned: ["eine Verneinung", "eine Zahl", "einen Namen", "einen Vergleich"],
    typography: [
        "Großschreibung",
        "Apostrophe oder Akzente",
        "Zeichensetzung",
        "Wörter in Klammern",
    ],
    said_by: |who, words| format!("{who}: „{words}“"),
    nearest: |who, words, likeness| format!("am nächsten ({likeness} %): {who}: „{words}“"),
    respondent: "eine befragte Person",
    interviewer: "Interviewende",
    answer: "eine Antwort zur Auswahl",
    ascribed: |respondent| format!("{respondent} zugeschrieben"),
    further: |places| format!("und {}", counted(places, "weitere Stelle", "weitere Stellen")),
};
