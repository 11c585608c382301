//! What the pages, charts and other outputs say: each text by its name, in English and in German.

use std::fmt::Display;

use super::charts::CHARTS;
use super::perception::PERCEPTION;
use super::{Words, fill};

/// Name, English, German.
pub(super) type Text = (&'static str, &'static str, &'static str);

const PAGES: &[Text] = &[
    ("to_content", "To the content", "Zum Inhalt"),
    ("pages", "Pages", "Seiten"),
    ("overview", "Overview", "Überblick"),
    ("since_the_wave_before", "Since the wave before", "Seit der Welle davor"),
    ("also_in_evidence", "Also in the evidence: {aspects}", "Außerdem in den Belegen: {aspects}"),
    ("still_unknown", "Still unknown", "Noch unbekannt"),
    ("evidence", "Evidence", "Belege"),
    ("data", "Data", "Daten"),
    ("colours", "Colours", "Farben"),
    ("auto", "Auto", "Auto"),
    ("light", "Light", "Hell"),
    ("dark", "Dark", "Dunkel"),
    ("draft_personas", "draft personas", "Entwürfe von Personas"),
    ("internal", "Internal", "Intern"),
    (
        "internal_why",
        "Holds words of respondents. Draft, to be checked by people who know them.",
        "Enthält Worte von Befragten. Entwurf, zu prüfen durch Menschen, die sie kennen.",
    ),
    ("team", "For the team", "Für das Team"),
    (
        "team_why",
        "Guarded: no figure tells of few people, names are pseudonyms. Not to be published.",
        "Geschützt: keine Zahl spricht von wenigen Menschen, Namen sind Pseudonyme. Nicht zu veröffentlichen.",
    ),
    ("public", "Public", "Öffentlich"),
    (
        "public_why",
        "Guarded: no figure tells of few people, and words are those of people who agreed to be quoted.",
        "Geschützt: keine Zahl spricht von wenigen Menschen, und Worte sind von Menschen, die dem zustimmten.",
    ),
    ("respondents_from", "{respondents} respondents from", "{respondents} Befragte aus"),
    ("groups_of", "{people}: {groups} groups, {verdict}", "{people}: {groups} Gruppen, {verdict}"),
    (
        "no_groups_of",
        "{people}: no groups, one description of everyone",
        "{people}: keine Gruppen, eine Beschreibung aller",
    ),
    (
        "why_so",
        "{respondents} respondents. Why: {reason}.",
        "{respondents} Befragte. Warum: {reason}.",
    ),
    (
        "other_method",
        "Another method agrees to {agreement} (adjusted Rand index, 1 is the same groups).",
        "Ein anderes Verfahren stimmt zu {agreement} überein (angepasster Rand-Index, 1 sind dieselben Gruppen).",
    ),
    ("persona_of", "{kind} persona", "Persona: {kind}"),
    ("not_reviewed", "Draft, not yet reviewed", "Entwurf, noch nicht geprüft"),
    (
        "no_words",
        "No words of theirs yet: nobody of this group is interviewed, or may be quoted.",
        "Noch keine Worte von ihnen: aus dieser Gruppe ist niemand interviewt, oder niemand darf zitiert werden.",
    ),
    ("in_short", "In short", "In Kürze"),
    ("and_more", "and {more} more in the evidence", "und {more} weitere in den Belegen"),
    ("no_evidence_yet", "No evidence yet", "Noch kein Beleg"),
    (
        "words_more",
        "Words they use more than others",
        "Wörter, die sie öfter als andere gebrauchen",
    ),
    ("of", "{with} of {of}", "{with} von {of}"),
    ("others", "others {others}", "andere {others}"),
    ("linked", "Linked by account", "Über Konten verbunden"),
    ("not_yet_known", "Not yet known", "Noch nicht bekannt"),
    ("interview", "Interview {respondent} next", "Als Nächstes {respondent} interviewen"),
    (
        "nobody_left",
        "Nobody is left to name for an interview.",
        "Für ein Interview ist niemand mehr zu nennen.",
    ),
    ("how_it_may_go", "How it may go", "Wie es gehen kann"),
    (
        "illustration",
        "illustration; {respondent} shows all of it",
        "Veranschaulichung; {respondent} zeigt alles davon",
    ),
    ("said_and_shown", "Said, and shown by records", "Gesagt, und in Datensätzen zu sehen"),
    ("amounts", "Amounts they name", "Mengen, die sie nennen"),
    ("how_to_find", "How to find them", "Wie man sie findet"),
    ("a_rule", "a rule, not a person", "eine Regel, kein Mensch"),
    ("and", "and", "und"),
    ("not", "not", "nicht"),
    (
        "picks",
        "Picks {picked} of {of} of whom that is known, {right} of them rightly; {members} are of the group.",
        "Trifft auf {picked} von {of} zu, von denen das bekannt ist, auf {right} davon zu Recht; {members} sind aus der Gruppe.",
    ),
    (
        "no_rule",
        "No rule of a few conditions picks them.",
        "Keine Regel aus wenigen Bedingungen trifft auf sie zu.",
    ),
    ("how_solid", "How solid is this", "Wie belastbar ist das"),
    ("nearest", "Nearest real people: {people}", "Nächste wirkliche Menschen: {people}"),
    ("interviews", "interviews", "Interviews"),
    ("survey", "survey", "Umfrage"),
    ("crm", "CRM", "CRM"),
    (
        "range_key",
        "Line: share, 95 % interval; upright: others",
        "Linie: Anteil, 95-%-Intervall; senkrecht: andere",
    ),
    ("of_group", "of {size}", "von {size}"),
    ("evidence_of", "Evidence of {id}", "Belege zu {id}"),
    ("all_evidence_of", "All evidence of {id}", "Alle Belege zu {id}"),
    ("against_lead", "Against:", "Dagegen:"),
    ("against", "{count} against", "{count} dagegen"),
    ("lift", "lift {lift}", "Lift {lift}"),
    ("in_context", "in context", "im Zusammenhang"),
    ("as_a_table", "The numbers as a table", "Die Zahlen als Tabelle"),
    ("whom_next", "Whom to interview next", "Wer als Nächstes zu interviewen ist"),
    (
        "are_interviewed",
        "{interviewed} of {size} are interviewed",
        "{interviewed} von {size} sind interviewt",
    ),
    ("shows", "shows {claims}", "zeigt {claims}"),
    ("in_no_group", "In no group", "In keiner Gruppe"),
    (
        "in_no_group_of",
        "In no group: {size} of {people} ({share})",
        "In keiner Gruppe: {size}, {people} ({share})",
    ),
    (
        "fit_none",
        "{fit_none} fit no group, or several about equally; of {unknown} nothing is known that shapes groups.",
        "{fit_none} passen in keine Gruppe oder in mehrere etwa gleich; von {unknown} ist nichts bekannt, was Gruppen bildet.",
    ),
    (
        "early_signs",
        "How to recognise early whom not to serve",
        "Woran man früh erkennt, wem nicht zu dienen ist",
    ),
    (
        "early_signs_intro",
        "{respondents} of this kind beside {others} others; what is stated of them is tested against the others.",
        "{respondents} dieser Art neben {others} anderen; was von ihnen gesagt wird, ist gegen die anderen geprüft.",
    ),
    (
        "evidence_intro",
        "Every claim with the places that support it and those against it. A grade says how far a claim may be relied on:",
        "Jede Aussage mit den Stellen, die sie stützen, und denen dagegen. Ein Grad sagt, wie weit auf eine Aussage Verlass ist:",
    ),
    ("p_after", "p {p} after adjustment", "p {p} nach Korrektur"),
    (
        "places_shown",
        "{shown} of {total} places for it shown, {against} of {against_total} against; all of them stand in evidence-sets.json.",
        "{shown} von {total} Stellen dafür gezeigt, {against} von {against_total} dagegen; alle stehen in evidence-sets.json.",
    ),
    ("contradiction", "contradiction", "Widerspruch"),
    (
        "claims_and_sources",
        "Claims and kinds of source, {id}",
        "Aussagen und Arten von Quellen, {id}",
    ),
    ("behind_charts", "Behind the charts", "Hinter den Diagrammen"),
    ("sources", "Sources", "Quellen"),
    ("source", "source", "Quelle"),
    ("kind", "kind", "Art"),
    ("format", "format", "Format"),
    ("records", "records", "Datensätze"),
    ("respondents", "respondents", "Befragte"),
    ("digest", "digest", "Prüfsumme"),
    ("findings", "Findings", "Befunde"),
    (
        "findings_intro",
        "What was odd and did not stop the work.",
        "Was auffiel und die Arbeit nicht aufhielt.",
    ),
    ("warning", "Warning:", "Warnung:"),
    ("no_warnings", "No warnings.", "Keine Warnungen."),
    ("notes", "{notes} notes", "{notes} Hinweise"),
    (
        "made_by",
        "Made by persona-synthesis {version}, schema {schema}; inputs, options and seed are in run.json.",
        "Erstellt mit persona-synthesis {version}, Schema {schema}; Eingaben, Optionen und Startwert stehen in run.json.",
    ),
    ("fact_everyone", "respondents: everyone of this kind", "Befragte: alle dieser Art"),
    ("fact_share", "of {of}, with its 95 % interval", "von {of}, mit 95-%-Intervall"),
    (
        "fact_no_share",
        "respondents; no share can be told",
        "Befragte; ein Anteil lässt sich nicht angeben",
    ),
    (
        "fact_interviewed",
        "people of the group are interviewed",
        "Menschen aus der Gruppe sind interviewt",
    ),
    (
        "fact_joint",
        "show all {claims} defining claims, {nearly} more all but one",
        "zeigen alle {claims} bestimmenden Aussagen, {nearly} weitere alle bis auf eine",
    ),
    (
        "fact_stability",
        "stability: 1 if the group always returns",
        "Stabilität: 1, wenn die Gruppe immer wiederkehrt",
    ),
    ("solid_claims", "{claims} claims: {grades}", "{claims} Aussagen: {grades}"),
    (
        "solid_kinds",
        "{claims} rest on two kinds of source or more",
        "{claims} beruhen auf zwei oder mehr Arten von Quellen",
    ),
    ("solid_against", "{claims} have evidence against them", "zu {claims} gibt es Belege dagegen"),
    (
        "note_rare",
        "need of access or safety, kept although rare",
        "Bedarf an Zugang oder Sicherheit, trotz Seltenheit genannt",
    ),
    ("note_less", "less often than others", "seltener als andere"),
    ("note_shared", "as everyone else", "wie alle anderen"),
    ("no_difference", ", no difference", ", kein Unterschied"),
    ("interval", "{low} to {high} %", "{low} bis {high} %"),
    ("not_chosen", "not chosen", "nicht gewählt"),
    ("nearly_all", "nearly all", "fast alle"),
    ("about_9_in_10", "about 9 in 10", "etwa 9 von 10"),
    ("about_8_in_10", "about 8 in 10", "etwa 8 von 10"),
    ("about_3_in_4", "about 3 in 4", "etwa 3 von 4"),
    ("about_2_in_3", "about 2 in 3", "etwa 2 von 3"),
    ("about_6_in_10", "about 6 in 10", "etwa 6 von 10"),
    ("about_half", "about half", "etwa die Hälfte"),
    ("about_4_in_10", "about 4 in 10", "etwa 4 von 10"),
    ("about_1_in_3", "about 1 in 3", "etwa 1 von 3"),
    ("about_1_in_4", "about 1 in 4", "etwa 1 von 4"),
    ("about_1_in_5", "about 1 in 5", "etwa 1 von 5"),
    ("about_1_in_10", "about 1 in 10", "etwa 1 von 10"),
    ("facet_goal", "Goals", "Ziele"),
    ("facet_pain-point", "Pain points", "Schwierigkeiten"),
    ("facet_behaviour", "What they do", "Was sie tun"),
    ("facet_motivation", "What moves them", "Was sie bewegt"),
    ("facet_context", "Context", "Umfeld"),
    ("facet_role-in-domain", "Their work", "Ihre Arbeit"),
    ("facet_tool", "Tools", "Werkzeuge"),
    ("facet_channel", "Where they look and are reached", "Wo sie suchen und zu erreichen sind"),
    ("facet_content-format", "What they read and watch", "Was sie lesen und ansehen"),
    ("facet_trigger", "What sets off the purchase", "Was den Kauf auslöst"),
    ("facet_objection", "What stops the deal", "Was den Abschluss aufhält"),
    ("facet_decision-criterion", "What decides", "Was entscheidet"),
    ("facet_success-metric", "How they tell it was worth it", "Woran sie den Erfolg messen"),
    ("facet_influence", "Who else decides", "Wer mitentscheidet"),
    ("facet_budget-authority", "Who holds the budget", "Wer über das Budget verfügt"),
    ("facet_price-sensitivity", "How much the price matters", "Wie viel der Preis zählt"),
    ("facet_value", "What they hold dear", "Was ihnen wichtig ist"),
    ("facet_journey-stage", "Where they stand on the way", "Wo sie auf dem Weg stehen"),
    ("facet_outcome", "How it ended", "Wie es ausging"),
    ("facet_firmographic", "Their organisation", "Ihre Organisation"),
    ("facet_location", "Where they are", "Wo sie sind"),
    ("facet_demographic", "Who they are", "Wer sie sind"),
    ("people_user", "Users", "Nutzende"),
    ("people_buyer", "Buyers", "Kaufende"),
    ("people_customer", "Customers", "Kundschaft"),
    ("people_decision-maker", "Decision-makers", "Entscheidende"),
    ("people_influencer", "Influencers", "Einflussnehmende"),
    ("people_website-visitor", "Website visitors", "Besuchende der Website"),
    ("people_negative", "Not to be served", "Nicht zu Bedienende"),
    ("hardly_any", "hardly any", "kaum jemand"),
    ("none", "none", "niemand"),
    ("sources_title", "Transcripts with evidence marked", "Transkripte mit markierten Belegen"),
    (
        "sources_intro",
        "Internal: every word as it was said. Marks lead back to the claims.",
        "Intern: jedes Wort, wie es gesagt wurde. Markierungen führen zurück zu den Aussagen.",
    ),
    ("sources_against", "against {claim}", "dagegen: {claim}"),
    (
        "workbook_columns",
        "A row per claim, and per place that is shown for or against it; every place is in evidence-sets.json. Shares are 0 to 1, positions count characters \
         from 0, rows from 1.",
        "Eine Zeile je Aussage und je Stelle, die für oder gegen sie gezeigt wird; alle Stellen stehen in evidence-sets.json. Anteile sind 0 bis 1, Positionen \
         zählen Zeichen ab 0, Zeilen ab 1.",
    ),
    (
        "workbook_cut",
        "Cut to what a sheet and a cell can hold: {number}. All of it is in the CSV files and personas.json.",
        "Gekürzt auf das, was ein Blatt und eine Zelle fassen: {number}. Alles steht in den CSV-Dateien und in personas.json.",
    ),
];

/// All texts that are known by names.
fn texts() -> impl Iterator<Item = &'static Text> {
    PAGES.iter().chain(CHARTS).chain(PERCEPTION)
}

impl Words {
    /// A text by its name.
    pub(crate) fn page(&self, name: &str) -> Option<&'static str> {
        let (_, english, german) = texts().find(|(known, ..)| *known == name)?;
        Some(if self.code == "de" { german } else { english })
    }

    /// A text by its name, with its gaps filled.
    pub(crate) fn say(&self, name: &str, values: &[(&str, &dyn Display)]) -> String {
        fill(self.page(name).expect("the text is in the catalogue"), values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Words;

    #[test]
    fn texts_of_pages_are_there_once_in_both_languages_with_the_same_gaps() {
        let gaps = |text: &'static str| {
            let mut gaps: Vec<&str> =
                text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).collect();
            gaps.sort_unstable();
            gaps
        };
        let mut names: Vec<&str> = texts().map(|(name, ..)| *name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), texts().count());
        for (name, english, german) in texts() {
            assert_eq!(gaps(english), gaps(german), "{name}");
            assert!(!english.is_empty() && !german.is_empty());
        }
        let facets = crate::manifest::Facet::ALL.iter().map(|facet| format!("facet_{facet}"));
        let kinds = crate::manifest::PersonaKind::ALL.iter().map(|kind| format!("people_{kind}"));
        for name in facets.chain(kinds) {
            assert!(names.contains(&name.as_str()), "{name}");
        }
        let german =
            Words::of(crate::manifest::Language::from_code("de").expect("German has stems"));
        assert_eq!(german.page("evidence"), Some("Belege"));
    }
}
