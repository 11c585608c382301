//! German briefs.

use crate::locale::brief::BriefTexts;

pub(super) static BRIEF: BriefTexts = BriefTexts {
    title: |id, label| format!("Schreibauftrag zu {id}: {label}"),
    intro: "Für alle, die über diese Persona schreiben, ob Mensch oder Programm. Was gesagt werden \
            darf, steht hier mit seiner Kennung; die Kennungen gehören in eckigen Klammern hinter \
            das Geschriebene.",
    allowed: "Was gesagt werden darf, mit den Zahlen dazu",
    numbers: |own, others| format!("{own}; andere {others}"),
    count: |with, asked| format!("{with} von {asked}"),
    percent: |share, low, high| format!("{share} %, {low} bis {high} %"),
    typical: |phrase, low, high, known| {
        format!("Sie {phrase}; mittlere Hälfte {low} bis {high}, {known} bekannt")
    },
    doubtful: "gesehen, nicht bestätigt: das gehört dazu",
    quotes: "Zitate, Wort für Wort",
    unknown: "Was nicht bekannt ist",
    not_asked: |facets| format!("Nie gefragt: {facets}"),
    not_asked_or_few: |facets| format!("Nicht oder zu wenige gefragt: {facets}"),
    forbidden: "Was nicht gesagt werden darf",
    rules: &[
        "Nichts ohne eine Kennung aus diesem Auftrag, und keine Zahl, die nicht daneben steht.",
        "Keine Ursache: Dass zweierlei auf dieselben Menschen zutrifft, macht das eine nicht zum \
         Grund für das andere.",
        "Kein „alle“ und kein „sie“, wo ein Anteil angegeben ist.",
        "Ein Ziel wird gewollt; nicht schreiben, dass sie es tun.",
        "Nichts über Alter, Geschlecht, Herkunft oder Charakter, was nicht hier steht.",
        "Zitate bleiben, wie sie sind. Auslassungen nur mit „…“ und nur, wo der Sinn bleibt.",
        "Kein Name, Bild oder Lebenslauf, der nach einer wirklichen Person aussieht.",
    ],
};
