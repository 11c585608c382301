//! German: a drafted manifest.

use super::decisions::DECISIONS;
use crate::locale::percent;
use crate::locale::plural::counted;
use crate::locale::scaffold::{Owner, ScaffoldWords};
use crate::manifest::RowKind;

pub(in crate::locale) static GERMAN: ScaffoldWords = ScaffoldWords {
    decisions: &DECISIONS,
    head: "Entwurf aus den Dateien dieses Ordners. Er läuft so, wie er ist; bitte berichtigen, was \
           nicht stimmt.",
    other_kinds: |kinds| format!("oder {kinds}"),
    sentence: |finding| finding.german(),
    transcripts: |documents| {
        let documents = counted(documents, "Transkript", "Transkripte");
        format!("{documents}; jedes gehört zu der Person, mit deren Kennung sein Name beginnt.")
    },
    transcripts_of_groups: |documents| {
        let documents = counted(documents, "Transkript", "Transkripte");
        format!("{documents} mit mehreren Befragten, die durch ihre Sprechernamen benannt sind.")
    },
    project: |format, documents, codings| {
        let documents = counted(documents, "Dokument", "Dokumenten");
        format!("{format} mit {documents} und {}", counted(codings, "Codierung", "Codierungen"))
    },
    respondents_are_cases: |cases| {
        let cases = counted(cases, "Fall", "Fälle");
        format!(
            "Befragte sind die Fälle des Projekts ({cases}); respondent = {{ document = 'Muster' \
             }} nähme sie aus den Namen der Dokumente."
        )
    },
    respondents_are_documents: "Jedes Dokument ist eine befragte Person; respondent = { document = \
                                'Muster' } nähme Kennungen aus ihren Namen.",
    about_study: "dem Namen nach eine Unterlage zur Studie, kein Transkript",
    interviewer: "deren Worte nie Belege sind",
    interviewer_proposed: "fragt vermutlich; ohne das erste # ist es bestätigt",
    coded_segments: "codierte Textstellen",
    codebook: "Codebuch",
    read_as: |what, why| format!("Gelesen als {what}: {why}."),
    rows_read_as: |rows, format, why| {
        format!("{}, gelesen als {format}: {why}.", counted(rows, "Zeile", "Zeilen"))
    },
    no_column_of_ids: "keine Spalte unterscheidet die Zeilen",
    repeated_ids: |column, ids, rows| {
        format!(
            "„{column}“ wiederholt sich: {} in {rows} Zeilen. Eine Zeile ist keine Person; von \
             mehreren einer Person gilt die vollständigste. Regeln in [source.aggregate] machen \
             aus allen eine.",
            counted(ids, "Kennung", "Kennungen")
        )
    },
    unknown_extension: |extension| {
        format!("Dateien mit der Endung .{extension} werden nicht gelesen")
    },
    codes_in_rows: "eine Tabelle mit einer Zeile je Code und einer Spalte je Person oder Dokument; \
                    ihre Zeilen gehören niemandem. Drehen Sie sie, sodass jede Person eine Zeile \
                    hat (in einer Tabellenkalkulation: kopieren, dann transponiert einfügen), oder \
                    exportieren Sie die codierten Segmente",
    framework: "Eine Zeile je Person und eine Spalte je Thema: Jede Zelle zählt als das, was die \
                Person dazu sagt, eine leere als nicht genannt. Wo Zellen zusammenfassen, sind die \
                zitierten Worte Ihre.",
    sum_left_out: |column| {
        format!("„{column}“ ist die Summe der anderen Spalten und zählt nicht als Code.")
    },
    segments_of_nobody: "codierte Textstellen, aber keine Spalte sagt, wessen Worte sie sind: eine \
                         mit Befragten oder Dokumenten hinzufügen",
    coded_of: |rows, people, column| {
        let rows = counted(rows, "Zeile", "Zeilen");
        let people = counted(people, "befragten Person", "Befragten");
        format!("{rows} von {people}, benannt in „{column}“.")
    },
    unread_program: |program, endings| {
        let endings = endings.join(" oder ");
        format!("Dateien von {program} werden nicht gelesen; bitte als {endings} speichern")
    },
    unread_project: |program| {
        format!(
            "Dateien von {program} werden nicht gelesen; bitte das Projekt in {program} als \
             REFI-QDA (.qdpx) exportieren und diese Datei hier ablegen"
        )
    },
    unread_by_qualcoder: |program| {
        format!(
            "Dateien von {program} werden nicht gelesen; bitte in QualCoder (kostenlos) \
             importieren und den Ordner jenes Projekts (.qda) hier ablegen"
        )
    },
    codebook_alone: "ein Codebuch, dessen codierte Textstellen nicht im Ordner liegen",
    loose_texts: |files, one| {
        let files = counted(files, "Textdatei", "Textdateien");
        format!("{files}, etwa {one}: Transkripte werden aus einem eigenen Ordner gelesen")
    },
    unreadable: |error| format!("nicht gelesen: {error}"),
    questionnaire: "der Aufbau eines LimeSurvey-Fragebogens, keine Antworten",
    few_rows: |rows| {
        let verb = if rows == 1 { "reicht" } else { "reichen" };
        format!("{} {verb} nicht, um Menschen zu beschreiben", counted(rows, "Zeile", "Zeilen"))
    },
    one_column: "eine einzige Spalte sagt über niemanden etwas",
    other_version: |kept| {
        format!("nicht verwendet neben {kept}; es scheint eine andere Fassung davon zu sein")
    },
    shared_ids: |share, source| {
        format!("{} % der Kennungen stehen auch in {source}.", percent(share))
    },
    shared_keys: |share, key, source| {
        format!("{} % der Schlüssel `{key}` stehen auch in {source}.", percent(share))
    },
    accounts: |share, source| {
        format!("Die Zeilen sind Konten: {} % der Konten in {source} stehen hier.", percent(share))
    },
    several_rows: |owner, source| {
        let owner = match owner {
            Owner::Respondent => "jeder Person",
            Owner::Account => "jedes Kontos",
        };
        let whose = source.map_or_else(String::new, |source| format!(" aus {source}"));
        format!("Mehrere Zeilen {owner}{whose} werden eine, nach den Regeln unten.")
    },
    led_through: |column, source| {
        format!(
            "Die Zeilen führen mit „{column}“ über {source} zu Menschen; mehrere einer Person \
             werden eine, nach den Regeln unten."
        )
    },
    listed: |names| match names {
        [] => "Studie ohne Titel".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} und {last}", first.join(", ")),
    },
    deals: "Abschlüsse",
    events: "Ereignisse",
    deals_won: "Gewonnene Abschlüsse",
    amount_won: "Gewonnener Betrag",
    days_since_deal: "Tage seit dem letzten Abschluss",
    days_since_event: "Tage seit dem letzten Ereignis",
    days_since_first_event: "Tage seit dem ersten Ereignis",
    number_of: |source| format!("{source} insgesamt"),
    items_of: |source| format!("Posten von {source}"),
    sum_of: |column| format!("{column} insgesamt"),
    mean_of: |column| format!("{column} im Mittel"),
    first_of: |column| format!("{column} zuerst"),
    last_of: |column| format!("{column} zuletzt"),
    more_rules: "Weitere Regeln. Wer eine verwenden will, entfernt das `#` vor ihrer Zeile:",
    organisations: "Jede Zeile ist eine Organisation: Keine Tabelle führt Menschen auf, also \
                    beschreiben Personas Organisationen.",
    of_nobody: |rows| {
        let rows = counted(rows, "Zeile", "Zeilen");
        format!("{rows} über Ereignisse, und nichts sagt, von wem sie sind; nicht verwendet")
    },
    beside: |rows| {
        let rows = counted(rows, "Zeile", "Zeilen");
        format!(
            "{rows}, auf die andere Dateien verweisen, etwa Produkte oder Zuständige; nicht \
                 verwendet, denn sie sind keine Befragten"
        )
    },
    rows_are: |rows| match rows {
        RowKind::Person => "jede Zeile ist ein Mensch",
        RowKind::Organisation => "jede Zeile ist eine Organisation, kein Mensch",
        RowKind::Deal => "jede Zeile ist ein Geschäft, kein Mensch",
        RowKind::Event => "jede Zeile ist ein Ereignis, kein Mensch",
        RowKind::Coding => "jede Zeile ist eine Stelle mit Code",
        RowKind::SideTable => {
            "Zeilen sind nicht die Befragten; ohne Auskunft über sie die Quelle herausnehmen"
        }
    },
    rows_of_rows: |column, source| {
        format!(
            "die Zeilen gehören über {column:?} zu denen von {source}, nicht unmittelbar zu \
                 Menschen; nicht verwendet. Wer sie braucht, ergänzt in jeder Zeile die Kennung \
                 der Person"
        )
    },
    personal: "Namen und Kontaktdaten, nie gezeigt",
    identifiers: "Kennungen",
    dates: "Datumsangaben",
    open_text: "Eigene Worte, zitiert und nicht gezählt",
    derived: "Folgen aus anderen Spalten",
    constant: "In jeder Zeile dasselbe oder nichts",
    say: "Antworten, die nur zitiert würden. Wer einer Worte geben will, ergänzt ihre Zeile und \
          entfernt das `#` vor ihr und vor der nächsten Zeile:",
    recognised: "So erkannt. Wer eine ändern will, entfernt das `#` vor ihrer und vor der nächsten \
                 Zeile:",
    more_columns: |columns| {
        format!("und {}", counted(columns, "weitere Spalte", "weitere Spalten"))
    },
    more: |names| format!("und {names} mehr"),
};
