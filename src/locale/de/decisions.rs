//! German: decisions on how files are read.

use crate::locale::decisions::DecisionWords;
use crate::locale::percent;
use crate::locale::plural::counted;
use crate::manifest::DecisionKind;

pub(super) fn about(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::People => "Wer eine Person ist",
        DecisionKind::Role => "Wer welche Rolle beim Kauf hat",
        DecisionKind::Key => "Was zwei Dateien verbindet",
        DecisionKind::Weight => "Was Befragte gewichtet",
        DecisionKind::Outcome => "Was Gruppen prägt und was sagt, wie es ausging",
        DecisionKind::Personal => "Was personenbezogen ist",
        DecisionKind::MissingNumbers => "Zahlen, die für keine Antwort stehen können",
        DecisionKind::Scale => "Die Reihenfolge von Antworten",
        DecisionKind::OneQuestion => "Was eine Frage ist",
    }
}

pub(super) static DECISIONS: DecisionWords = DecisionWords {
    head: "Zweifel, die das Ergebnis ändern. Bis zu einer Wahl gilt, was unter `taken` steht, und \
           der Bericht zeigt den Zweifel auf der ersten Seite.",
    answer: |others| match others {
        "" => "zum Antworten das erste # entfernen".to_owned(),
        others => format!("zum Antworten das erste # entfernen; oder {others}"),
    },
    proposed: "(Vorschlag)",
    number_or_name: |proposal| match proposal {
        true => "Nummer oder Name, oder Enter für den Vorschlag: ",
        false => "Nummer oder Name: ",
    },
    people: |source| format!("Wer ist in {source} eine Person?"),
    each_row: |rows| {
        let rows = counted(rows, "Zeile", "Zeilen");
        format!("jede von {rows} ist eine Person")
    },
    rows_become: |rows, people| {
        let rows = counted(rows, "Zeile", "Zeilen");
        format!("aus {rows} werden {}", counted(people, "Person", "Personen"))
    },
    fullest_row: |rows, people| {
        let rows = counted(rows, "Zeile", "Zeilen");
        let people = counted(people, "Person", "Personen");
        format!("aus {rows} werden {people}; von mehreren Zeilen einer Person gilt die vollste")
    },
    nothing_taken: "vor einer Wahl wird nichts gelesen",
    role: |column, source| {
        format!("Sagt „{column}“ in {source}, welche Rolle Menschen beim Kauf haben?")
    },
    kinds_apart: |kinds| format!("Arten werden getrennt gruppiert: {kinds}"),
    kinds_together: "alle sind von einer Art und werden gemeinsam gruppiert",
    key: |column, first, other| {
        format!("Nennt „{column}“ in {first} und {other} dieselben Menschen?")
    },
    apart: |share| {
        let share = percent(share);
        format!("sie zählen als verschiedene Menschen, obwohl {share} % der Kennungen gleich sind")
    },
    joined: |shared| {
        let verb = if shared == 1 { "ist" } else { "sind" };
        format!("{} {verb} in beiden Dateien", counted(shared, "Person", "Personen"))
    },
    address: |source| format!("Über welche Adresse gehört {source} zu den anderen Dateien?"),
    joined_by: |column, shared| {
        format!("„{column}“ verbindet {}", counted(shared, "Zeile", "Zeilen"))
    },
    weight: |column, source| format!("Gewichtet „{column}“ in {source} die Befragten?"),
    counts_once: |rows| format!("jede von {} zählt einmal", counted(rows, "Zeile", "Zeilen")),
    weighted: |least, most| format!("Zeilen zählen in Anteilen zwischen {least}- und {most}-mal"),
    outcome: |columns| {
        format!("Was sagen diese Spalten, wie es ausging oder wie Menschen sind: {columns}?")
    },
    describes: "sie beschreiben Gruppen und bilden keine",
    shapes: "sie tragen dazu bei, Gruppen zu bilden",
    personal: |columns| format!("Stehen in diesen Spalten Namen von Menschen: {columns}?"),
    left_out: "sie bleiben weg",
    quoted: "sie werden als Antworten und Worte gelesen",
    personal_ids: |column| {
        format!(
            "„{column}“ enthält E-Mail-Adressen, die in der internen Ausgabe Befragte benennen. \
             Besser ist eine Spalte mit Kennungen; die Profile `team` und `public` zeigen keine."
        )
    },
    missing: |columns| format!("Stehen diese Zahlen für keine Antwort: {columns}?"),
    no_answer: |cells| {
        let verb = if cells == 1 { "zählt" } else { "zählen" };
        format!("{} {verb} als keine Antwort", counted(cells, "Zelle", "Zellen"))
    },
    number: |cells| {
        let verb = if cells == 1 { "zählt" } else { "zählen" };
        format!("{} {verb} als Zahl", counted(cells, "Zelle", "Zellen"))
    },
    scale: |questions, order| {
        let questions = counted(questions, "Frage", "Fragen");
        format!("Haben die Antworten auf {questions} diese Reihenfolge: {order}?")
    },
    unordered: "die Antworten haben keine Reihenfolge",
    ordered: |order| format!("die Antworten sind geordnet: {order}"),
};
