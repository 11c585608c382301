//! German: checking a result against its sources.

use crate::locale::plural::{counted, of_number};
use crate::locale::verification::VerificationTexts;

pub(super) const TEXTS: VerificationTexts = VerificationTexts {
    intact: "unverändert",
    moved: "verschoben",
    changed: "geändert",
    missing: "nicht mehr da",
    not_checkable: "nicht prüfbar",
    of_caller: "vom Programm berechnet: hier nicht geprüft",
    holds: "gilt",
    not_checked: "nicht geprüft",
    weakened: "geschwächt",
    lost: "verloren",
    key_unused: "das Ergebnis entstand ohne Schlüssel und hat von unkenntlich gemachten Worten \
                 keine Prüfsumme",
    key_same: "das Ergebnis hat von ihnen keine Prüfsumme",
    key_missing: "das Ergebnis entstand mit einem Schlüssel; das Manifest nennt keinen, oder seine \
                  Datei fehlt",
    key_other: "das Ergebnis entstand mit einem anderen Schlüssel",
    other_bytes: |source| format!("{source} hat andere Bytes"),
    source_gone: |source| format!("{source} ist nicht mehr da"),
    links_shown: |counts| format!("gezeigte Belege: {counts}"),
    links_opened: |intact, of| {
        let of = counted(of, "Beleg", "Belegen");
        format!("{intact} von {of} unverändert, mit dem Schlüssel geöffnet")
    },
    words_not_checkable: |links, claims, why| {
        format!(
            "nicht prüfbar: Worte von {} und aller Stellen von {}; {why}",
            counted(links, "gezeigten Beleg", "gezeigten Belegen"),
            counted(claims, "Aussage", "Aussagen")
        )
    },
    claims_of_caller: |claims| {
        format!(
            "{} auf Merkmalen, die ein Programm berechnet hat und die Matrix nicht enthält: hier \
             nicht geprüft",
            of_number(claims, "1 Aussage beruht", &format!("{claims} Aussagen beruhen"))
        )
    },
    fields_not_checked: "nicht geprüft, da es die Gruppen braucht: grade, p_adjusted, p_two_kinds, \
                         direction, rare, stage und by_source_kind von Aussagen; share, stability, \
                         joint_match, head, own_words, voices, segment_rule, words und \
                         exemplars von Personas; selections, profiles, maps und links",
    persona: |id, claims, weakened, lost, not_checked| {
        let claims = counted(claims, "Aussage", "Aussagen");
        let rest = match not_checked {
            0 => String::new(),
            some => format!(", {some} nicht geprüft"),
        };
        format!("{id}: {claims}, {weakened} geschwächt, {lost} verloren{rest}")
    },
    persona_differs: |id, fields| format!("{id} weicht von Mitgliedern und Aussagen ab: {fields}"),
    now_at: |place| format!("; jetzt {place}"),
    places: |some, of, state| {
        format!("{some} von {} {state}", counted(of, "gezeigten Stelle", "gezeigten Stellen"))
    },
    indicator_gone: "Merkmal oder Antwort steht nicht mehr in den Quellen",
    indicator_of_caller: "die Matrix enthält das Merkmal nicht, das ein Programm berechnet hat",
    words_changed: "Worte an den Stellen, auf denen sie beruht, haben sich geändert",
    fields_differ: |fields| {
        let verb = of_number(fields.len(), "weicht", "weichen");
        format!("{} {verb} von dem ab, was die Quellen ergeben", fields.join(", "))
    },
    people_differ: |field, fewer, more| {
        let fewer = counted(fewer, "Person", "Befragte");
        format!("{field}: {fewer} weniger, {more} mehr")
    },
    counts_differ: |printed, counted| format!("gedruckt {printed}; gezählt {counted}"),
    count: |with, asked, share, elsewhere| {
        let share = share.replace('.', ",");
        format!("{with} von {asked} ({share} %), sonst {elsewhere}")
    },
    some_of: |with, asked| format!("{with} von {asked}"),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_something_is_no_plural() {
        assert_eq!((TEXTS.people_differ)("asked", 1, 0), "asked: 1 Person weniger, 0 mehr");
        assert_eq!((TEXTS.people_differ)("with", 2, 1), "with: 2 Befragte weniger, 1 mehr");
        assert!((TEXTS.claims_of_caller)(1).starts_with("1 Aussage beruht auf "));
        assert_eq!((TEXTS.places)(1, 1, "geändert"), "1 von 1 gezeigten Stelle geändert");
        let count = (TEXTS.count)(1, 2, "50.0", &(TEXTS.some_of)(0, 3));
        assert_eq!(count, "1 von 2 (50,0 %), sonst 0 von 3");
    }
}
