//! German: pages.

use crate::locale::page::{PageSentences, PageTexts};
use crate::manifest::{Facet, PersonaKind};

pub(super) const TEXTS: PageTexts = PageTexts {
    to_content: "Zum Inhalt",
    pages: "Seiten",
    overview: "Überblick",
    since_the_wave_before: "Seit der Welle davor",
    still_unknown: "Noch unbekannt",
    evidence: "Belege",
    data: "Daten",
    colours: "Farben",
    auto: "Auto",
    light: "Hell",
    dark: "Dunkel",
    draft_personas: "Entwürfe von Personas",
    internal: "Intern",
    internal_why: "Enthält Worte von Befragten. Entwurf, zu prüfen durch Menschen, die sie kennen.",
    team: "Für das Team",
    team_why: "Geschützt: keine Zahl spricht von wenigen Menschen, Namen sind Pseudonyme. Nicht \
               zu veröffentlichen.",
    public: "Öffentlich",
    public_why: "Geschützt: keine Zahl spricht von wenigen Menschen, und Worte sind von Menschen, \
                 die dem zustimmten.",
    words_more: "Wörter, die sie öfter als andere gebrauchen",
    linked: "Über Konten verbunden",
    said_and_shown: "Gesagt, und in Datensätzen zu sehen",
    amounts: "Mengen, die sie nennen",
    how_to_find: "Wie man sie findet",
    a_rule: "eine Regel, kein Mensch",
    and: "und",
    not: "nicht",
    how_solid: "Wie belastbar ist das",
    interviews: "Interviews",
    against_lead: "Dagegen:",
    in_context: "im Zusammenhang",
    as_a_table: "Die Zahlen als Tabelle",
    whom_next: "Wer als Nächstes zu interviewen ist",
    in_no_group: "In keiner Gruppe",
    early_signs: "Woran man früh erkennt, wem nicht zu dienen ist",
    evidence_intro: "Jede Aussage mit den Stellen, die sie stützen, und denen dagegen. Ein Grad \
                     sagt, wie weit auf eine Aussage Verlass ist:",
    contradiction: "Widerspruch",
    behind_charts: "Hinter den Diagrammen",
    sources: "Quellen",
    source: "Quelle",
    kind: "Art",
    format: "Format",
    records: "Datensätze",
    respondents: "Befragte",
    digest: "Prüfsumme",
    findings: "Befunde",
    findings_intro: "Was auffiel und die Arbeit nicht aufhielt.",
    warning: "Warnung:",
    no_warnings: "Keine Warnungen.",
    undecided: "Noch nicht entschieden",
    undecided_intro: "Niemand hat gesagt, wie dies zu lesen ist; angenommen ist eine vorsichtige \
                      Lesart. Eine andere Antwort kann die Personas ändern: in study.toml angeben \
                      und neu rechnen.",
    doubt_contested: "umstritten",
    doubt_few: "wenige gefragt",
    note_rare: "Bedarf an Zugang oder Sicherheit, trotz Seltenheit genannt",
    note_less: "seltener als andere",
    note_shared: "wie alle anderen",
    in_line: ", im Einklang",
    no_difference: ", kein Unterschied",
    not_chosen: "nicht gewählt",
    nearly_all: "fast alle",
    about_9_in_10: "etwa 9 von 10",
    about_8_in_10: "etwa 8 von 10",
    about_3_in_4: "etwa 3 von 4",
    about_2_in_3: "etwa 2 von 3",
    about_6_in_10: "etwa 6 von 10",
    about_half: "etwa die Hälfte",
    about_4_in_10: "etwa 4 von 10",
    about_1_in_3: "etwa 1 von 3",
    about_1_in_4: "etwa 1 von 4",
    about_1_in_5: "etwa 1 von 5",
    about_1_in_10: "etwa 1 von 10",
    hardly_any: "kaum jemand",
    none: "niemand",
    sources_title: "Transkripte mit markierten Belegen",
    sources_intro: "Intern: jedes Wort, wie es gesagt wurde. Markierungen führen zurück zu den \
                    Aussagen.",
    not_confirmed: "gesehen, noch nicht bestätigt",
    key_group: "diese Persona; Linie: 95-%-Intervall",
    key_person: "eine interviewte Person",
    key_numbers: "kleine Zahlen führen zu den Belegen",
    stage: "Station",
    stage_do: "Was sie tun",
    stage_look: "Wo sie suchen",
    stage_stop: "Was sie aufhält",
    stage_words: "In wessen Worten",
    appendix: "Anhang",
    cards_only: "Nur die Karten drucken",
    journey: "Der Weg, Schritt für Schritt",
    workbook_columns: "Eine Zeile je Aussage und je Stelle, die für oder gegen sie gezeigt wird; \
                       alle Stellen stehen in evidence-sets.json. Anteile sind 0 bis 1, \
                       Positionen zählen Zeichen ab 0, Zeilen ab 1.",
    workbook_columns_guarded: "Eine Zeile je Aussage und je Stelle, die für oder gegen sie gezeigt \
                               werden darf. Anteile sind 0 bis 1 und gerundet.",
    worded_by_team: "in den Worten des Teams",
    workbook_edit: "Bearbeitet werden die gelben Spalten: title ist der Name einer Persona, say \
                    sagt eine Aussage als Satzteil mit Verb, ein x in pin setzt sie an den \
                    Anfang, ein x in hide nimmt sie von der Karte, translation steht neben den \
                    Worten einer befragten Person. `personas adopt personas.xlsx` liest sie ein.",
    workbook_edit_guarded: "Bearbeitet wird die gelbe Spalte: title ist der Name einer Persona. \
                            `personas adopt personas.xlsx` liest sie ein. Aussagen und \
                            Übersetzungen werden in der Arbeitsmappe des internen Ergebnisses \
                            bearbeitet.",
};

pub(super) const SENTENCES: PageSentences = PageSentences {
    why_so: |respondents, reason| format!("{respondents} Befragte. Warum: {reason}."),
    other_method: |agreement| {
        format!(
            "Ein anderes Verfahren stimmt zu {agreement} überein (angepasster Rand-Index, 1 sind \
             dieselben Gruppen)."
        )
    },
    of: |with, of| format!("{with} von {of}"),
    others: |others| format!("andere {others}"),
    picks: |picked, of, right, members| {
        format!(
            "Trifft auf {picked} von {of} zu, von denen das bekannt ist, auf {right} davon zu \
             Recht; {members} sind aus der Gruppe."
        )
    },
    nearest: |people| format!("Nächste wirkliche Menschen: {people}"),
    evidence_of: |id| format!("Belege zu {id}"),
    all_evidence_of: |id| format!("Alle Belege zu {id}"),
    lift: |lift| format!("Lift {lift}"),
    are_interviewed: |interviewed, size| format!("{interviewed} von {size} sind interviewt"),
    shows: |claims| format!("zeigt {claims}"),
    in_no_group_of: |size, people, share| format!("In keiner Gruppe: {size}, {people} ({share})"),
    fit_none: |fit_none, unknown| {
        format!(
            "{fit_none} passen in keine Gruppe oder in mehrere etwa gleich; von {unknown} ist \
             nichts bekannt, was Gruppen bildet, oder nur eine Antwort, die zu mehreren passt."
        )
    },
    early_signs_intro: |respondents, others| {
        format!(
            "{respondents} dieser Art neben {others} anderen; was von ihnen gesagt wird, ist \
             gegen die anderen geprüft."
        )
    },
    p_after: |p| format!("p {p} nach Korrektur"),
    places_shown: |shown, total, against, against_total| {
        format!(
            "{shown} von {total} Stellen dafür gezeigt, {against} von {against_total} dagegen; \
             alle stehen in evidence-sets.json."
        )
    },
    claims_and_sources: |id| format!("Aussagen und Arten von Quellen, {id}"),
    notes: |notes| format!("{notes} Hinweise"),
    made_by: |version, schema| {
        format!(
            "Erstellt mit persona-synthesis {version}, Schema {schema}; Eingaben, Optionen und \
             Startwert stehen in run.json."
        )
    },
    rate_of_group: |rate| format!("etwa {rate} % der Gruppe"),
    why_unconfirmed: |p| {
        format!(
            "Vorläufig: an Befragten, die die Gruppe nicht gebildet haben, nicht bestätigt (p {p})."
        )
    },
    why_contested: |against| match against {
        1 => "Umstritten: ein Mitglied spricht dagegen.".to_owned(),
        several => format!("Umstritten: {several} Mitglieder sprechen dagegen."),
    },
    why_few: |asked| format!("Wenige gefragt: Antworten von {asked} aus der Gruppe."),
    solid_claims: |claims, grades| format!("{claims} Aussagen: {grades}"),
    solid_kinds: |claims| format!("{claims} beruhen auf zwei oder mehr Arten von Quellen"),
    solid_against: |claims| format!("zu {claims} gibt es Belege dagegen"),
    interval: |low, high| format!("{low} bis {high} %"),
    sources_against: |claim| format!("dagegen: {claim}"),
    workbook_cut: |number| {
        format!(
            "Gekürzt auf das, was ein Blatt und eine Zelle fassen: {number}. Alles steht in den \
             CSV-Dateien und in personas.json."
        )
    },
    facet,
    decision: super::decisions::about,
    kind,
    card: super::card::TEXTS,
};

fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Goal => "Ziele",
        Facet::PainPoint => "Schwierigkeiten",
        Facet::Behaviour => "Was sie tun",
        Facet::Motivation => "Was sie bewegt",
        Facet::Context => "Umfeld",
        Facet::RoleInDomain => "Ihre Arbeit",
        Facet::Tool => "Werkzeuge",
        Facet::Channel => "Wo sie suchen und zu erreichen sind",
        Facet::ContentFormat => "Was sie lesen und ansehen",
        Facet::Trigger => "Was den Kauf auslöst",
        Facet::Objection => "Was den Abschluss aufhält",
        Facet::DecisionCriterion => "Was entscheidet",
        Facet::SuccessMetric => "Woran sie den Erfolg messen",
        Facet::Influence => "Wer mitentscheidet",
        Facet::BudgetAuthority => "Wer über das Budget verfügt",
        Facet::PriceSensitivity => "Wie viel der Preis zählt",
        Facet::Value => "Was ihnen wichtig ist",
        Facet::JourneyStage => "Wo sie auf dem Weg stehen",
        Facet::Outcome => "Wie es ausging",
        Facet::Firmographic => "Ihre Organisation",
        Facet::Location => "Wo sie sind",
        Facet::Demographic => "Wer sie sind",
    }
}

fn kind(kind: PersonaKind) -> &'static str {
    match kind {
        PersonaKind::User => "Nutzende",
        PersonaKind::Buyer => "Kaufende",
        PersonaKind::Customer => "Kundschaft",
        PersonaKind::DecisionMaker => "Entscheidende",
        PersonaKind::Influencer => "Einflussnehmende",
        PersonaKind::WebsiteVisitor => "Besuchende der Website",
        PersonaKind::Negative => "Nicht zu Bedienende",
    }
}
