//! German.

use super::{Quantifier, Words};
use crate::clustering::Verdict;
use crate::manifest::{Facet, PersonaKind};
use crate::sources::SourceKind;

pub(super) static GERMAN: Words = Words {
    code: "de",

    quoted: "„{text}“",
    or: "{others} oder {last}",
    span: "{first} bis {last}",
    from_level: "{level} oder darüber",
    below_level: "unter {level}",
    answered_more_than: "mehr als {limit}",
    answered_at_most: "höchstens {limit}",
    raised: "{topic}: angesprochen von {with} von {asked} Interviewten",
    asked: "{topic}: {with} von {asked} Befragten{share}",
    computed: "{topic}, außerhalb der Studie berechnet: {with} von {asked}{share}",
    share_of: " ({share} % von {population}, {low} bis {high} %)",
    share: " ({share} %, {low} bis {high} %)",
    elsewhere: "; sonst {with} von {asked}{share}",
    alike: "; mit den anderen gemeinsam: {with} von {asked}{share}",
    few_needed: "; wenige, und genannt, da es um Zugang oder Sicherheit geht",
    validated: "validiert",
    supported: "gestützt",
    tentative: "vorläufig",
    assumption: "Annahme",
    validated_rule: "gestützt, und zwei Arten von Quellen zeigen dieselbe Richtung, jede bei mindestens {kind} aus der Gruppe und {kind} anderen erhoben",
    supported_rule: "der Unterschied ist an Befragten bestätigt, die an der Bildung der Gruppe keinen Anteil hatten, bei einer Falscherkennungsrate von {discovery} % über alle Vergleiche der Studie; was von allen gesagt wird: das Intervall des Anteils liegt über {shared} %, in der Gruppe und sonst",
    tentative_rule: "gesehen, nicht bestätigt: mindestens zwei aus der Gruppe, und ein Anteil mindestens {difference} Punkte über dem der anderen; oder mindestens {shared} % in der Gruppe und sonst",
    assumption_rule: "von einem Menschen im Manifest geschrieben; ohne Beleg",
    say_do: "{topic}: {with} von {of} aus beidem bekannten Mitgliedern sagen es, während ihre Datensätze anderes zeigen",
    deny_do: "{topic}: {with} von {of} aus beidem bekannten Mitgliedern verneinen es, während ihre Datensätze es zeigen",

    everyone: "alle",
    nothing_apart: "nichts Gesagtes hebt sie ab",
    seldom: "selten: {label}",

    many_speak: "{many} {speak}{counts}",
    count_speak: "{with} von {asked} {speak}{counts}",
    also_many: "{many} {thing}{counts}",
    also_count: "{with} von {asked} {thing}{counts}",
    of_asked: "{with} von {asked}",
    recorded_thing: "zeigen {thing} in ihren Datensätzen",
    computed_thing: "haben {thing} nach einer Berechnung außerhalb der Studie",
    answer_thing: "antworten {answer} auf {question}",
    against: "{people} dagegen",
    beside_elsewhere: "sonst {with} von {asked}",
    as_elsewhere: "Wie sonst auch: {items}.",
    less_than_elsewhere: "Seltener als sonst: {items}.",
    rare_needs: "Wenige, aber für Zugang oder Sicherheit nicht zu vergessen: {items}.",

    scenario_of: "Eine Veranschaulichung, aus Aussagen zusammengesetzt; {respondent} zeigt alles davon.",

    intro: "Entwürfe von Personas aus {respondents} Befragten. Intern: enthält Worte von Befragten. Jede Aussage nennt, wie viele von wie vielen, und sagt, wo ihre Belege stehen; ein Anteil steht mit seinem 95-%-Intervall. „Dagegen“ zählt Stellen, die das Gegenteil sagen: eine Verneinung, das andere Ende einer Skala; wer anders geantwortet hat, zählt zu den Befragten.",
    intro_guarded: "Entwürfe von Personas aus {respondents} Befragten. Geschützt: Zahlen, die von wenigen Menschen sprechen oder aus denen solche folgten, sind mit ihren Aussagen weggelassen; Anteile sind gerundet. Jede Aussage sagt, wie viele von wie vielen; ein Anteil steht mit seinem 95-%-Intervall.",
    no_groups: "keine Gruppen: eine Beschreibung aller",
    groups: "{groups} Gruppen, {verdict}",
    of_kind: "({respondents} Befragte)",
    why: "Warum: {reason}.",
    agrees: "Ein anderes Verfahren (k-means, oder latente Klassen für k-means) stimmt zu {agreement} überein (angepasster Rand-Index).",
    in_no_group: "In keiner Gruppe: {respondents} Befragte ({share} %).",
    candidates_head: "Gruppen | Log-Likelihood | BIC | AIC3 | ICL | Übereinstimmung | kleinster Jaccard | kleinste",
    everyone_of_kind: "alle dieser Art",
    share_of_population: "{share} % von {population} (95-%-Intervall {low} bis {high} %)",
    no_share_population: "kein Anteil: in der Grundgesamtheit ist niemand dieser Art",
    no_share_interviews: "kein Anteil: nur Interviews sprechen von dieser Art",
    face: "Persona ({kind}) · {respondents} Befragte · {share}",
    units: "{accounts} Konten",
    stability: "Stabilität {stability}",
    joint: "{with} von {of} zeigen alle {claims} bestimmenden Aussagen, {nearly} alle bis auf eine",
    unassigned_title: "In keiner Gruppe",
    unassigned_face: "{kind} · {respondents} Befragte ({share} %): {fit_none} passen in keine Gruppe oder in mehrere etwa gleich; von {unknown} ist nichts bekannt, was Gruppen bildet",
    no_evidence_yet: "Noch kein Beleg",
    reviewed: "Geprüft",
    note: "Anmerkung",
    assumed: "Von Menschen angenommen, ohne Beleg",
    which_sources: "Welche Quellen was tragen",
    claim_column: "Aussage",
    amounts: "Genannte Mengen",
    segment_rule: "Segmentregel",
    segment_counts: "Von {of} Befragten, von denen das bekannt ist, trifft sie auf {picked} zu, {right} davon aus {persona}; {persona} hat {members} unter ihnen.",
    and: "und",
    not: "nicht",
    nearest: "Nächste wirkliche Menschen",
    nearest_one: "{respondent} ({matches} von {of} bekannten bestimmenden Aussagen)",
    scenario: "Szenario",
    distinctive_words: "Wörter, die sie öfter als andere gebrauchen",
    distinctive_word: "{word} ({people} von {of}; sonst {others} von {others_of})",
    said_and_shown: "Gesagt, und in Datensätzen zu sehen",
    interval: "95-%-Intervall {low} bis {high} %",
    counts: "{evidence} dafür, {counter} dagegen",
    against_lead: "dagegen: ",
    not_chosen: "nicht gewählt",
    characters: "Zeichen {start}–{end}",
    computed_outside: "außerhalb der Studie berechnet: {indicator}",
    caller_record: "Datensatz {key}",
    row: "Zeile {row}",
    rows: "Zeilen {rows}",
    carries: "trägt, {with} von {asked}",
    differs: "weicht ab, {with} von {asked}",
    not_compared: "nicht verglichen, {with} von {asked}",
    not_asked: "nicht gefragt",

    buys_for: "kauft für {persona}, {label}, in {with} ihrer {of} Konten mit Nutzenden ({chance} nach Zufall zu erwarten)",
    bought_for: "für sie kauft {persona}, {label}, in {with} ihrer {of} Konten mit Kaufenden ({chance} nach Zufall zu erwarten)",
    linked: "Über Konten verbunden",
    conflicts: "Wo Bedürfnisse sich widersprechen",
    conflict: "{topic}: bei {one} {one_with} von {one_asked}, bei {other} {other_with} von {other_asked}",
    early_signs: "Woran man sie früh erkennt",
    early_signs_intro: "{respondents} Befragte dieser Art neben {others} anderen; was von ihnen gesagt wird, ist gegen die anderen geprüft.",
    stage: "meist bei „{stage}“ ({with} von {of})",

    unknown: "Was noch unbekannt ist",
    known_from: "Befragte bekannt aus",
    records: "{records} Datensätze",
    saturation: "Sättigung: {interviews} kodierte Interviews enthalten {codes} Codes, {once} davon in nur einem Interview; ein weiteres Interview brächte im Mittel {next} neue Codes",
    unheard: ", und mindestens {unheard} sind noch nicht gehört",
    agreement: "Kodierende: Krippendorffs Alpha liegt in der Mitte der {codes} Codes mit {turns} und mehr Wortmeldungen bei {middle}",
    doubtful_codes: "; zweifelhaft sind ",
    whom_next: "Wer als Nächstes zu interviewen ist",
    next_one: "{respondent} ({persona}, Wahrscheinlichkeit {probability}): {interviewed} von {size} in {persona} sind interviewt",
    next_shows: "; zeigt ",
    next_of_them: "{label} ({interviewed} von ihnen)",

    project_about: "Entwürfe von Personas aus {respondents} Befragten. Unter dem Code „Personas“ steht jede Aussage als Code an den Worten, auf denen sie ruht, gesetzt von persona-synthesis, nicht von einem Menschen.",
    project_left_out: "Was nicht in diesem Projekt steht",
    project_elsewhere: "{places} Belegstellen sind hier keine Worte eines Transkripts, etwa Antworten und Einträge; personas.html und evidence.csv nennen Stellen jeder Aussage.",
    project_withheld: "Nicht enthaltene Transkripte, in denen jemand spricht, der nicht zitiert werden soll: {documents}.",
    project_personas: "Personas",
    project_against: "dagegen",
    project_places: "{here} von {of} Belegstellen sind hier codiert.",
    project_persona: "Persona",
    project_probability: "Wahrscheinlichkeit der Persona",

    sources: "Quellen",
    sources_head: "Quelle | Art | Format | Datensätze | Befragte | Prüfsumme",
    findings: "Befunde",
    warnings: "Warnungen",
    notes: "Hinweise",
    scales_recognised: "{columns} Spalten, deren Skala aus den Daten erkannt ist; aufgeführt in `run.json`",
    none: "keine",

    facet,
    kind,
    source_kind,
    verdict,
    quantifier,
    speak_of,
    step,
};

fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Goal => "Ziele",
        Facet::PainPoint => "Schwierigkeiten",
        Facet::Behaviour => "Verhalten",
        Facet::Motivation => "Beweggründe",
        Facet::Context => "Umfeld",
        Facet::RoleInDomain => "Aufgabe im Fach",
        Facet::Tool => "Werkzeuge",
        Facet::Channel => "Kanäle",
        Facet::ContentFormat => "Formate",
        Facet::Trigger => "Auslöser",
        Facet::Objection => "Einwände",
        Facet::DecisionCriterion => "Entscheidungskriterien",
        Facet::SuccessMetric => "Erfolgsmaße",
        Facet::Influence => "Einfluss",
        Facet::BudgetAuthority => "Budgethoheit",
        Facet::PriceSensitivity => "Preisempfindlichkeit",
        Facet::Value => "Werte",
        Facet::JourneyStage => "Schritt der Reise",
        Facet::Outcome => "Ausgang",
        Facet::Firmographic => "Organisation",
        Facet::Location => "Ort",
        Facet::Demographic => "Demografie",
    }
}

fn kind(kind: PersonaKind) -> &'static str {
    match kind {
        PersonaKind::User => "Nutzende",
        PersonaKind::Buyer => "Kaufende",
        PersonaKind::Customer => "Kundschaft",
        PersonaKind::DecisionMaker => "Entscheidende",
        PersonaKind::Influencer => "Einflussnehmende",
        PersonaKind::WebsiteVisitor => "Website-Besuch",
        PersonaKind::Negative => "nicht zu Bedienende",
    }
}

fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Interviews => "Interviews",
        SourceKind::Survey => "Umfrage",
        SourceKind::Crm => "CRM",
        SourceKind::Codebook => "Codebuch",
        SourceKind::Cases => "Fälle",
        SourceKind::Caller => "außerhalb berechnet",
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Natural => "natürlich",
        Verdict::Reproducible => "wiederholbar",
        Verdict::Constructed => "konstruiert",
        Verdict::None => "keine",
    }
}

fn quantifier(many: Quantifier) -> &'static str {
    match many {
        Quantifier::NearlyAll => "fast alle",
        Quantifier::Most => "die meisten",
        Quantifier::MoreThanHalf => "mehr als die Hälfte von ihnen",
        Quantifier::AboutHalf => "etwa die Hälfte von ihnen",
        Quantifier::Some => "einige",
        Quantifier::Few => "wenige",
    }
}

fn speak_of(facet: Facet) -> &'static str {
    match facet {
        Facet::Goal => "nennen {thing} als Ziel",
        Facet::PainPoint => "nennen {thing} als Schwierigkeit",
        Facet::Behaviour => "berichten {thing}",
        Facet::Motivation => "bewegt {thing}",
        Facet::Tool => "arbeiten mit {thing}",
        Facet::Channel => "erreicht man über {thing}",
        Facet::ContentFormat => "nutzen {thing}",
        Facet::Trigger => "nennen {thing} als Auslöser der Suche",
        Facet::Objection => "nennen {thing} als Einwand",
        Facet::DecisionCriterion => "entscheiden nach {thing}",
        Facet::SuccessMetric => "messen den Erfolg an {thing}",
        Facet::Value => "halten {thing} hoch",
        Facet::JourneyStage => "stehen bei {thing}",
        Facet::Outcome => "endeten mit {thing}",
        Facet::RoleInDomain => "arbeiten als {thing}",
        Facet::Firmographic | Facet::Location | Facet::Demographic => "beschreibt {thing}",
        _ => "nennen {thing}",
    }
}

fn step(facet: Facet) -> &'static str {
    match facet {
        Facet::Goal => "Gewollt wird: {thing}.",
        Facet::Trigger => "Es beginnt mit {thing}.",
        Facet::Behaviour => "Getan wird: {thing}.",
        Facet::Tool => "Zur Hand ist: {thing}.",
        Facet::PainPoint => "Im Weg steht: {thing}.",
        Facet::DecisionCriterion => "Es entscheidet: {thing}.",
        Facet::Objection => "Dagegen spricht: {thing}.",
        Facet::SuccessMetric => "Beurteilt wird es danach an {thing}.",
        _ => "Dazu kommt {thing}.",
    }
}
