//! German: comparing two waves.

use crate::locale::comparison::ComparisonTexts;
use crate::locale::plural::{counted, of_number};

pub(super) const TEXTS: ComparisonTexts = ComparisonTexts {
    no_kind_in_common: "Die Wellen haben keine Art von Befragten gemeinsam.",
    heading: |kind, verdict| format!("Personas der Art „{kind}“: {verdict}"),
    why: |reason| format!("Warum: {reason}."),
    review_by: |day| format!("Prüfen bis {day}."),
    respondents: |then, now| {
        format!("{} damals, {now} jetzt.", counted(then, "befragte Person", "Befragte"))
    },
    questions: |shared, shaping, then, now| {
        format!(
            "{} in beiden Wellen gleich, {shaping} davon prägen Gruppen; nur damals gefragt: \
             {then}, nur jetzt: {now}.",
            of_number(shared, "1 Frage oder Code ist", &format!("{shared} Fragen und Codes sind"))
        )
    },
    personas_head: [
        "damals",
        "jetzt",
        "was daraus wurde",
        "gleiche Personen",
        "Anteil damals",
        "Anteil jetzt",
        "Änderung (95-%-Intervall)",
    ],
    claims_head: ["Aussage", "von", "damals", "jetzt", "Änderung (95-%-Intervall)", "p korrigiert"],
    flows_head: ["damals", "jetzt", "Personen"],
    unchanged: |same, compared| {
        format!(
            "{same} von {}, die sich vergleichen lassen, änderten sich nicht über den Zufall \
             hinaus.",
            counted(compared, "Aussage", "Aussagen")
        )
    },
    count: |with, asked, percent| format!("{with} von {asked} ({percent})"),
    interval: |low, high| format!("{low} bis {high}"),
    not_followed: "Die Kennungen der beiden Wellen passen nicht zusammen: niemand wird verfolgt.",
    followed: |people| {
        of_number(
            people,
            "1 Person ist in beiden Wellen:",
            &format!("{people} Personen sind in beiden Wellen:"),
        )
        .to_owned()
    },
    in_no_group: "in keiner Gruppe",
    verdict: |name| match name {
        "stand" => "behalten",
        "review" => "prüfen",
        "replace" => "ersetzen",
        "unknown" => "unbekannt",
        other => other,
    },
    fate: |name| match name {
        "matched" => "gleich",
        "changed" => "verändert",
        "split" => "geteilt",
        "merged" => "vereint",
        "new" => "neu",
        "gone" => "verschwunden",
        other => other,
    },
    no_question_in_common: "keine Frage, die Gruppen prägt, wurde in beiden Wellen auf derselben \
                            Skala gestellt",
    noise_unknown: "die Prüfung auf Rauschen war nicht möglich",
    others: |personas, noise| {
        format!(
            "{} geteilt, vereint, neu oder verschwunden, und die Wellen unterscheiden sich mehr \
             als durch Zufall ({noise})",
            of_number(personas, "1 Persona ist", &format!("{personas} Personas sind"))
        )
    },
    changed: |claims, compared, shares, noise| {
        format!(
            "{claims} von {} und {} änderten sich über den Zufall hinaus ({noise} für die Gruppen)",
            counted(compared, "Aussage", "Aussagen"),
            counted(shares, "Anteil", "Anteile")
        )
    },
    drawn_otherwise: |personas, noise| {
        format!(
            "{} anders gezogen, aber nicht mehr als zwischen zufällig gezogenen Wellen ({noise})",
            of_number(personas, "1 Persona ist", &format!("{personas} Personas sind"))
        )
    },
    nothing_changed: |compared, noise| {
        format!(
            "keine von {} und kein Anteil änderte sich über den Zufall hinaus ({noise} für die \
             Gruppen)",
            counted(compared, "Aussage", "Aussagen")
        )
    },
};
