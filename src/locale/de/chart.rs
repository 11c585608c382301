//! German: charts.

use crate::locale::chart::ChartTexts;

pub(super) const TEXTS: ChartTexts = ChartTexts {
    group: "Gruppe",
    of: "von",
    size: "Größe",
    share: "Anteil",
    low: "unten",
    high: "oben",
    all_respondents: |all| format!("allen {all} Befragten"),
    some_in_no_group: |share| format!("{share} sind in keiner Gruppe"),
    all_in_groups: "Alle sind in einer Gruppe",
    sizes_of_groups: "Größen der Gruppen",
    sizes: |of| {
        format!(
            "Anteil jeder Gruppe an {of}; Linien sind 95-%-Intervalle bei dieser Zahl von Gruppen, \
             ohne Zeichen, wo die Größe unsicher ist. Die letzte Zeile ist von allen Befragten, \
             Kreuz und Linie."
        )
    },
    sizes_interviewed: "Wie viele der Befragten in jeder Gruppe sind. Kein Intervall: Interviewte \
                        sind keine Stichprobe einer Grundgesamtheit.",
    dissolves: "zerfällt",
    pattern: "Muster",
    stable: "stabil",
    very_stable: "sehr stabil",
    none_returns: "Keine Gruppe ist stabil",
    all_return: |all| format!("Alle {all} Gruppen kehren wieder, wenn andere gezogen werden"),
    some_return: |some, all| {
        format!("{some} von {all} Gruppen kehren wieder, wenn andere gezogen werden")
    },
    stability: "Mittlerer Jaccard-Index jeder Gruppe über neu gezogene Befragte: 1 ist jedes Mal \
                dieselbe Gruppe. Unter 0,6 zerfällt eine Gruppe, 0,6 bis 0,75 ist ein Muster ohne \
                feste Grenzen, ab 0,75 ist sie stabil (Hennig 2007).",
    mean_jaccard: "mittlerer Jaccard-Index",
    interviews_coded: "codierte Interviews",
    codes: |codes| format!("{codes} Codes"),
    saturation_title: |next| format!("Ein weiteres Interview brächte {next} neue Codes"),
    saturation: |interviews, codes, once| {
        format!(
            "Verschiedene Codes, die nach so vielen Interviews zu erwarten sind, im Mittel über \
             alle Reihenfolgen. {interviews} Interviews enthalten {codes} Codes, {once} davon in \
             einem einzigen Interview."
        )
    },
    interviews: "Interviews",
    codes_expected: "erwartete Codes",
    map_key: "× in keiner Gruppe",
    map_title: |share| format!("Zwei Achsen zeigen {share} der Unterschiede"),
    map: |shown, all, rest| {
        format!(
            "Jedes Zeichen ist eine Person von {shown} Befragten (von {all}), nach \
             Hauptkomponenten dessen, was Gruppen bildet; Formen wie in den anderen Diagrammen. \
             Was die zwei Achsen auslassen, {rest} der Unterschiede, kann Gruppen trennen, die \
             sich hier überlagern. Von wem wenig bekannt ist, steht nahe der Mitte."
        )
    },
    shown: "gezeigte Befragte",
    first_axis: "Mittel auf der ersten Achse",
    second_axis: "Mittel auf der zweiten",
    facet: "Facette",
    what: "was",
    everyone: "alle",
    not_asked: "nicht gefragt",
    profile_title: "Was jede Gruppe ausmacht",
    profile: |marked, least| {
        format!(
            "Balken: Anteil der Gruppe; senkrechte Linie: alle. Die {marked} farbigen Balken mit \
             fetten Zahlen weichen um 25 Punkte oder um die Hälfte des Anteils aller von allen \
             ab; graue nicht. Unter {least} Gefragten stehen Zahlen anstelle von Prozenten."
        )
    },
    heat_title: "Ziele, Schwierigkeiten und Verhalten in Zahlen",
    heat: |least| {
        format!(
            "Anteil jeder Gruppe, für den es gilt, je dunkler, desto mehr; unter {least} \
             Gefragten Zahlen. Ein Strich: niemand wurde gefragt. Anteile sind von Gefragten, \
             gewichtet, wo die Quelle Gewichte hat."
        )
    },
    claim: "Aussage",
    against: "dagegen",
    carries: |with, of| format!("● {with} von {of}"),
    in_line: |with, of| format!("◐ {with} von {of}, im Einklang"),
    differs: |with, of| format!("○ {with} von {of}, anders"),
    not_compared: |with, of| format!("◌ {with} von {of}, ohne Vergleich"),
    source_title: |persona| format!("{persona}: woher jede Aussage kommt"),
    sources_title: |persona, several, claims| {
        format!("{persona}: {several} von {claims} Aussagen tragen zwei Arten von Quellen")
    },
    sources: "● die Quelle zeigt dieselbe Richtung; ○ sie zeigt keinen Unterschied oder einen \
              anderen; ◌ sonst wurde niemand gefragt; nicht gefragt ist keine Verneinung. \
              Dagegen: Stellen, die das Gegenteil sagen.",
    groups: "Gruppen",
    log_likelihood: "Log-Likelihood",
    criterion: "Kriterium",
    agreement: "Übereinstimmung",
    least_jaccard: "kleinster Jaccard",
    smallest: "kleinste",
    chosen: "gewählt",
    why_none: "Warum keine Gruppen",
    why: |groups| format!("Warum {groups} Gruppen"),
    selection: |reason| {
        format!(
            "{reason}. Das Kriterium ist die penalisierte Devianz; der niedrigste Wert von \
             Kriterium, BIC, SABIC, AIC3 und ICL ist der beste. Übereinstimmung der \
             Wiederholungen und kleinster Jaccard-Index sind höchstens 1."
        )
    },
};
