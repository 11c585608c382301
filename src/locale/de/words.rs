//! German: reports, personas and files for other programs.

use super::finding_names::subject;
use super::names::people;
use super::phrases::{facet, kind, source_kind, verdict};
use super::{audit, brief, chart, comparison, page, perception, summary, telling, verification};
use crate::coding::DraftBasis;
use crate::locale::Words;
use crate::locale::plural::{counted, of_number};

pub(in crate::locale) static GERMAN: Words = Words {
    code: "de",

    quoted: |text| format!("„{text}“"),
    or: |others, last| format!("{others} oder {last}"),
    span: |first, last| format!("{first} bis {last}"),
    from_level: |level| format!("{level} oder darüber"),
    below_level: |level| format!("unter {level}"),
    answered_more_than: |limit| format!("mehr als {limit}"),
    answered_at_most: |limit| format!("höchstens {limit}"),
    raised: |topic, with, asked| {
        format!("{topic}: angesprochen von {with} von {asked} Interviewten")
    },
    asked: |topic, with, asked, share| format!("{topic}: {with} von {asked} Befragten{share}"),
    computed: |topic, with, asked, share| {
        format!("{topic}, außerhalb der Studie berechnet: {with} von {asked}{share}")
    },
    share_of: |share, population, low, high| {
        format!(" ({share} % der in {population} Gefragten, {low} bis {high} %)")
    },
    share_apart: |population, with, asked, share, low, high| {
        format!("; in {population} {with} von {asked} ({share} %, {low} bis {high} %)")
    },
    elsewhere_apart: |population, with, asked, share| {
        format!("; in {population} {with} von {asked} ({share} %)")
    },
    rate_apart: |rate, population, low, high| {
        let of = population.map_or_else(String::new, |of| format!(" der in {of} Gefragten"));
        format!(
            "; in der Gruppe selbst, um falsch Eingeordnete bereinigt, etwa {rate} %{of} ({low} \
             bis {high} %)"
        )
    },
    share: |share, low, high| format!(" ({share} %, {low} bis {high} %)"),
    elsewhere: |with, asked, share| format!("; sonst {with} von {asked}{share}"),
    alike: |with, asked, share| format!("; mit den anderen gemeinsam: {with} von {asked}{share}"),
    few_needed: "; wenige, und genannt, da es um Zugang oder Sicherheit geht",
    validated: "validiert",
    supported: "gestützt",
    tentative: "vorläufig",
    assumption: "Annahme",
    validated_rule: |discovery| {
        format!(
            "gestützt, und zwei Arten von Quellen bestätigen es, jede durch ihre eigenen Antworten \
             an Befragten, die an der Bildung der Gruppe keinen Anteil hatten, bei einer \
             Falscherkennungsrate von {discovery} % über alles, was eine Art bestätigt; niemand \
             zählt in zwei Arten"
        )
    },
    supported_rule: |discovery, shared| {
        format!(
            "der Unterschied ist an Befragten bestätigt, die an der Bildung der Gruppe keinen \
             Anteil hatten, bei einer Falscherkennungsrate von {discovery} % über alle Vergleiche \
             der Studie; was von allen gesagt wird: das Intervall des Anteils liegt über {shared} \
             %, in der Gruppe und sonst"
        )
    },
    tentative_rule: |difference, shared| {
        format!(
            "gesehen, nicht bestätigt: mindestens zwei aus der Gruppe, und ein Anteil mindestens \
             {difference} Punkte über dem der anderen; oder mindestens {shared} % in der Gruppe \
             und sonst"
        )
    },
    assumption_rule: "von einem Menschen im Manifest geschrieben; ohne Beleg",
    say_do: |topic, with, of| {
        format!(
            "{topic}: {with} von {of} aus beidem bekannten Mitgliedern sagen es, während ihre \
             Datensätze anderes zeigen"
        )
    },
    deny_do: |topic, with, of| {
        format!(
            "{topic}: {with} von {of} aus beidem bekannten Mitgliedern verneinen es, während ihre \
             Datensätze es zeigen"
        )
    },

    beside_elsewhere: |with, asked| format!("sonst {with} von {asked}"),
    answer_thing: |answer, question| format!("antworten {answer} auf {question}"),

    intro: |respondents| {
        format!(
            "Entwürfe von Personas aus {respondents} Befragten. Intern: enthält Worte von \
             Befragten. Jede Aussage nennt, wie viele von wie vielen, und sagt, wo ihre Belege \
             stehen; ein Anteil steht mit seinem 95-%-Intervall bei dieser Zahl von Gruppen. \
             „Dagegen“ zählt Stellen, die das Gegenteil sagen: eine Verneinung, das andere Ende \
             einer Skala; wer anders geantwortet hat, zählt zu den Befragten."
        )
    },
    intro_guarded: |respondents| {
        format!(
            "Entwürfe von Personas aus {respondents} Befragten. Geschützt: Zahlen, die von \
             wenigen Menschen sprechen oder aus denen solche folgten, sind mit ihren Aussagen \
             weggelassen; Anteile sind gerundet. Jede Aussage sagt, wie viele von wie vielen; ein \
             Anteil steht mit seinem 95-%-Intervall bei dieser Zahl von Gruppen."
        )
    },
    no_groups: "keine Gruppen: eine Beschreibung aller",
    groups: |groups, verdict| format!("{}, {verdict}", counted(groups, "Gruppe", "Gruppen")),
    of_kind: |respondents| format!("({})", people(respondents)),
    why: |reason| format!("Warum: {reason}."),
    agrees: |agreement| {
        format!(
            "Ein anderes Verfahren (k-means, oder latente Klassen für k-means) stimmt zu \
             {agreement} überein (angepasster Rand-Index)."
        )
    },
    in_no_group: "in keiner Gruppe",
    part: |name, size, share| format!("{name} {size} ({share} %)"),
    adds_up: |parts, all| format!("{parts}: insgesamt {}.", people(all)),
    candidates_head: "Gruppen | Log-Likelihood | Kriterium | BIC | SABIC | AIC3 | ICL | \
                      Übereinstimmung | kleinster Jaccard | kleinste",
    everyone_of_kind: "alle dieser Art",
    everyone_known: "alle dieser Art, von denen genug bekannt ist",
    share_of_population: |share, population, low, high| {
        format!(
            "{share} % dieser Art mit Antworten in {population} (95-%-Intervall {low} bis \
             {high} %, bei dieser Zahl von Gruppen)"
        )
    },
    size_uncertain: |population, low, high| {
        format!(
            "Größe unsicher: {low} bis {high} % dieser Art mit Antworten in {population}, je nach \
             Anpassung der Gruppen"
        )
    },
    no_share_population: "kein Anteil: in der Grundgesamtheit ist niemand dieser Art",
    no_share_interviews: "kein Anteil: nur Interviews sprechen von dieser Art",
    face: |kind, respondents, share| {
        format!("Persona ({kind}) · {} · {share}", people(respondents))
    },
    units: |accounts| counted(accounts, "Konto", "Konten"),
    stability: |stability| format!("Stabilität {stability}"),
    joint: |with, of, claims, nearly| match claims {
        1 => format!("{with} von {of} zeigen die eine bestimmende Aussage"),
        several => format!(
            "{with} von {of} zeigen alle {several} bestimmenden Aussagen, {nearly} alle bis \
                 auf eine"
        ),
    },
    unassigned_title: "In keiner Gruppe",
    unassigned_face: |kind, respondents, share, fit_none, unknown| {
        format!(
            "{kind} · {} ({share} %): {fit_none} {} in keine Gruppe oder in mehrere etwa gleich; \
             von {unknown} ist nichts bekannt, was Gruppen bildet, oder nur eine Antwort, die zu \
             mehreren passt",
            people(respondents),
            of_number(fit_none, "passt", "passen")
        )
    },
    without_claim: "Gefragt, ohne Aussage",
    unshared: |facet, alike, answers| {
        let why = if alike { "wie sonst auch" } else { "gefragt, zu wenige antworten gleich" };
        if answers.is_empty() {
            format!("{facet}: {why}")
        } else {
            format!("{facet}: {why}: {answers}")
        }
    },
    found: |answer, with, asked, elsewhere| format!("{answer} {with} von {asked}{elsewhere}"),
    which_sources: "Welche Quellen was tragen",
    claim_column: "Aussage",
    amounts: "Genannte Mengen",
    segment_rule: "Segmentregel",
    segment_counts: |of, picked, right, persona, members| {
        format!(
            "Von {of} Befragten, von denen das bekannt ist, trifft sie auf {picked} zu, {right} \
             davon aus {persona}; {persona} hat {members} unter ihnen."
        )
    },
    segment_share: |share, low, high| format!("{share} % ({low} bis {high} %)"),
    segment_quality: |precision, recall| format!("Genauigkeit {precision}, Trefferquote {recall}."),
    and: "und",
    not: "nicht",
    nearest: "Nächste wirkliche Menschen",
    nearest_one: |respondent, matches, of| {
        format!("{respondent} ({matches} von {of} bekannten bestimmenden Aussagen)")
    },
    distinctive_words: "Wörter, die sie öfter als andere gebrauchen",
    distinctive_word: |word, people, of, others, others_of| {
        format!("{word} ({people} von {of}; sonst {others} von {others_of})")
    },
    said_and_shown: "Gesagt, und in Datensätzen zu sehen",
    interval: |low, high| format!("95-%-Intervall {low} bis {high} %"),
    counts: |evidence, counter| format!("{evidence} dafür, {counter} dagegen"),
    against_lead: "dagegen: ",
    not_chosen: "nicht gewählt",
    characters: |start, end| format!("Zeichen {start}–{end}"),
    computed_outside: |indicator| format!("außerhalb der Studie berechnet: {indicator}"),
    caller_record: |key| format!("Datensatz {key}"),
    row: |row| format!("Zeile {row}"),
    rows: |rows| format!("Zeilen {rows}"),
    carries: |with, asked| format!("trägt, {with} von {asked}"),
    in_line: |counts| format!("im Einklang, {counts}"),
    differs: |with, asked| format!("weicht ab, {with} von {asked}"),
    not_compared: |with, asked| format!("nicht verglichen, {with} von {asked}"),
    not_asked: "nicht gefragt",
    table: |own, elsewhere| format!("{own} gegen {elsewhere}"),
    confirms_from: |table| format!("{table} könnten es bestätigen"),
    too_few_to_confirm: "zu wenige, um es zu bestätigen",

    buys_for: |persona, label, with, of, chance| {
        format!(
            "kauft für {persona}, {label}, in {with} ihrer {of} Konten mit Nutzenden ({chance} \
             nach Zufall zu erwarten)"
        )
    },
    bought_for: |persona, label, with, of, chance| {
        format!(
            "für sie kauft {persona}, {label}, in {with} ihrer {of} Konten mit Kaufenden \
             ({chance} nach Zufall zu erwarten)"
        )
    },
    linked: "Über Konten verbunden",
    conflicts: "Wo Bedürfnisse sich widersprechen",
    conflict: |topic, one, one_with, one_asked, other, other_with, other_asked| {
        format!(
            "{topic}: bei {one} {one_with} von {one_asked}, bei {other} {other_with} von \
             {other_asked}"
        )
    },
    early_signs: "Woran man sie früh erkennt",
    early_signs_intro: |respondents, others| {
        format!(
            "{respondents} Befragte dieser Art neben {others} anderen; was von ihnen gesagt wird, \
             ist gegen die anderen geprüft."
        )
    },
    stage: |stage, with, of| format!("meist bei „{stage}“ ({with} von {of})"),

    unknown: "Was noch unbekannt ist",
    known_from: "Befragte bekannt aus",
    records: |records| counted(records, "Datensatz", "Datensätze"),
    saturation: |interviews, codes, once, next| {
        format!(
            "Sättigung: {interviews} kodierte Interviews enthalten {codes} Codes, {once} davon in \
             nur einem Interview; ein weiteres Interview brächte im Mittel {next} neue Codes"
        )
    },
    unheard: |unheard| format!(", und mindestens {unheard} sind noch nicht gehört"),
    agreement: |middle, codes, turns| {
        format!(
            "Kodierende: Krippendorffs Alpha liegt in der Mitte der {codes} Codes mit {turns} und \
             mehr Wortmeldungen bei {middle}"
        )
    },
    doubtful_codes: "; zweifelhaft sind ",
    whom_next: "Wer als Nächstes zu interviewen ist",
    next_one: |respondent, persona, probability, interviewed, size| {
        format!(
            "{respondent} ({persona}, Wahrscheinlichkeit {probability}): {interviewed} von {size} \
             in {persona} sind interviewt"
        )
    },
    next_shows: "; zeigt ",
    next_of_them: |label, interviewed| format!("{label} ({interviewed} von ihnen)"),

    project_about: |respondents| {
        format!(
            "Entwürfe von Personas aus {respondents} Befragten. Unter dem Code „Personas“ steht \
             jede Aussage als Code an den Worten, auf denen sie ruht, gesetzt von \
             persona-synthesis, nicht von einem Menschen."
        )
    },
    project_left_out: "Was nicht in diesem Projekt steht",
    project_elsewhere: |places| {
        format!(
            "{places} Belegstellen sind hier keine Worte eines Transkripts, etwa Antworten und \
             Einträge; personas.html und evidence.csv nennen Stellen jeder Aussage."
        )
    },
    project_withheld: |documents| {
        format!(
            "Nicht enthaltene Transkripte, in denen jemand spricht, der nicht zitiert werden \
             soll: {documents}."
        )
    },
    project_personas: "Personas",
    project_against: "dagegen",
    codes: "Codes",
    codes_intro: "Jeder Code der Interviews: von wie vielen Befragten angesprochen und wie oft, \
                  auch ohne eine Aussage dazu.",
    code_name: "Code",
    code_people: "Angesprochen von",
    code_mentions: "Stellen",
    people_of: |people, of| format!("{people} von {of}"),
    people_of_mentions: |people, of, mentions| format!("{people} von {of} ({mentions})"),
    more_codes: |codes| {
        format!("{} in codes.csv", counted(codes, "weiterer Code", "weitere Codes"))
    },
    suggested_for: |basis| match basis {
        DraftBasis::Phrase { people, of } => format!("Wendung von {people} der {of} Befragten"),
        DraftBasis::Question { asked } => {
            let asked = counted(*asked, "Transkript", "Transkripten");
            format!("Antwort auf eine Frage aus {asked}")
        }
        DraftBasis::Quotes { likeness } => {
            format!("ähnliche Worte wie in Zitaten mit diesem Code ({likeness:.2})")
        }
    },
    project_places: |here, of| format!("{here} von {of} Belegstellen sind hier codiert."),
    project_persona: "Persona",
    project_probability: "Wahrscheinlichkeit der Persona",

    sources: "Quellen",
    sources_head: "Quelle | Art | Format | Datensätze | Befragte | Prüfsumme",
    findings: "Befunde",
    warnings: "Warnungen",
    notes: "Hinweise",
    scales_recognised: |columns| {
        format!(
            "{}, deren Skala aus den Daten erkannt ist; aufgeführt in `run.json`",
            counted(columns, "Spalte", "Spalten")
        )
    },
    none: "keine",
    guarded: |profile, least, claims, personas| {
        format!(
            "geschützt für das Profil {profile}: keine Zahl beschreibt weniger als {least} \
             Menschen oder lässt eine solche errechnen; {} und {} {} zurückgehalten; Anteile sind \
             gerundet. Ein Ergebnis für das Profil internal enthält, \
             was fehlt",
            counted(claims, "Aussage", "Aussagen"),
            counted(personas, "Persona", "Personas"),
            of_number(claims + personas, "ist", "sind")
        )
    },
    said_internally: |id| {
        let other = || format!("Feststellung „{}“", id.replace('-', " "));
        let subject = subject(id).map_or_else(other, str::to_owned);
        format!("{subject}: mehr sagt nur ein Ergebnis für das Profil internal")
    },

    facet,
    kind,
    source_kind,
    verdict,
    audit: &audit::AUDIT,
    brief: &brief::BRIEF,
    telling: &telling::TELLING,
    page: page::TEXTS,
    page_of: page::SENTENCES,
    chart: chart::TEXTS,
    questionnaire: perception::QUESTIONNAIRE,
    summary: summary::TEXTS,
    verification: verification::TEXTS,
    comparison: comparison::TEXTS,
};
