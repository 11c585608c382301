//! German: cards.

use super::people::people;
use crate::clustering::Verdict;
use crate::locale::card::{CardHeading, CardTexts, DecidedTexts, Return};
use crate::locale::plural::{counted, counted_thousands};
use crate::manifest::{Facet, PersonaKind};
use crate::sources::SourceKind;

pub(super) const TEXTS: CardTexts = CardTexts {
    heading,
    people,
    facet,
    persona: |kind, id| format!("{}-Persona {id}", kind_of(kind)),
    draft: "Entwurf, noch nicht geprüft",
    reviewed: |day| format!("geprüft am {day}"),
    note: |text| format!("Anmerkung der Prüfung: {text}"),
    in_hundred: |number| format!("{number} von 100"),
    of: |with, of| format!("{with} von {of}"),
    base: |people, kind| match kind {
        SourceKind::Survey => format!("{} in der Umfrage", people.among),
        SourceKind::Crm => format!("{} in den Kundendaten", people.among),
        SourceKind::Interviews => format!("{} in den Interviews", people.among),
        SourceKind::Codebook | SourceKind::Cases | SourceKind::Caller => {
            format!("{} in der Studie", people.among)
        }
    },
    base_all: |people| format!("{} in der Studie", people.among),
    by_chance: |low, high| format!("mit Zufallsspielraum {low} bis {high}"),
    size_uncertain: "wie viele, ist unsicher: Mit anderen Personen ergibt sich oft eine andere \
                     Gruppe",
    everyone: "Personen, alle dieser Art",
    everyone_known: "Personen, alle dieser Art, über die genug bekannt ist",
    no_words: "Keine Zitate: Aus dieser Gruppe wurde niemand interviewt oder darf zitiert werden.",
    in_the_interview: "im Interview",
    in_the_answer: "in der Antwort",
    leaning: &[
        "es", "das", "dies", "diese", "dieser", "dieses", "sie", "er", "und", "also", "aber",
        "dann", "denn", "weil", "oder", "da", "dort", "so",
    ],
    counted: |with, asked, kind| match kind {
        SourceKind::Interviews => format!("{with} von {asked} Interviewten"),
        SourceKind::Survey => format!("{with} von {asked} Befragten"),
        SourceKind::Crm => format!("{with} von {asked} in den Kundendaten"),
        SourceKind::Codebook | SourceKind::Cases | SourceKind::Caller => {
            format!("{with} von {asked} bekannten")
        }
    },
    counted_across: |with, asked, by_asking| match by_asking {
        true => format!("{with} von {asked} Befragten oder Interviewten"),
        false => format!("{with} von {asked} befragt oder in den Kundendaten"),
    },
    others_too: |counts| format!("andere {counts}"),
    share_and_others: |share, others| format!("{share}; andere {others}"),
    like_others: |_| "wie andere auch".to_owned(),
    rare: "wenige brauchen es, doch sie kommen ohne nicht aus",
    of_the_group: |share| format!("etwa {share} % der Gruppe"),
    less: |what, own, _, others| format!("{what}: {own}, andere {others}"),
    yet_raised: |with, of| format!("doch {with} von {of} Interviewten sprechen es an"),
    not_asked: "Nicht gefragt.",
    not_asked_or_few: "Nicht gefragt oder von zu wenigen bekannt.",
    nothing_shared: |answers| format!("Gefragt, doch nichts, was die Hälfte teilt: {answers}."),
    nothing: "keine Antwort von ihnen",
    alike: |answers, _| format!("Wie andere auch: {answers}."),
    nothing_apart: |_| "Nichts, was sie von anderen unterscheidet.".to_owned(),
    found: |answer, with, of| format!("{answer} {with} von {of}"),
    named: |name, text| format!("{name}: {text}"),
    more: |more| format!("{more} weitere bei den Belegen"),
    in_order_told: |who| format!("{who}; in der erzählten Reihenfolge."),
    unlike: |what| format!("Untypisch: {what}."),
    prompts: "Denkanstöße, keine Befunde",
    own_words: "ihre eigenen Worte",
    basis: |parts, back| {
        format!("{parts}; mit anderen Personen ergibt sich die Gruppe {}.", comes_back(back))
    },
    people_of: |kind, number| match kind {
        SourceKind::Interviews => counted_thousands(number, '.', "Interview", "Interviews"),
        SourceKind::Survey => counted_thousands(number, '.', "Fragebogen", "Fragebögen"),
        SourceKind::Crm => counted_thousands(number, '.', "Kundendatensatz", "Kundendatensätze"),
        SourceKind::Codebook | SourceKind::Cases | SourceKind::Caller => {
            counted_thousands(number, '.', "Fall", "Fälle")
        }
    },
    stability: |stability| {
        format!("Mittlerer Jaccard-Index bei erneuter Ziehung der Personen: {stability}.")
    },
    joint: |with, of, claims, nearly| {
        let traits = match claims {
            1 => "das Hauptmerkmal".to_owned(),
            2 => "beide Hauptmerkmale".to_owned(),
            claims => format!("alle {claims} Hauptmerkmale"),
        };
        let more = match (claims, nearly) {
            (1, _) | (_, 0) => String::new(),
            (2, nearly) => format!(", {nearly} weitere eines davon"),
            (_, nearly) => format!(", {nearly} weitere alle bis auf eines"),
        };
        match with == of && of > 1 {
            true => format!("Alle {of} bekannten zeigen {traits}."),
            false => format!("{with} von {of} bekannten zeigen {traits}{more}."),
        }
    },
    two_sources: |what| format!("In zwei Arten von Quellen gesehen: {what}."),
    contested: |what| format!("Einige von ihnen sagen das Gegenteil: {what}."),
    worded: |what| format!("In den Worten des Teams: {what}."),
    left_off: |claims| {
        let said = counted(claims, "Aussage", "Aussagen");
        format!("Das Team hat {said} von dieser Karte genommen.")
    },
    translated: |words| format!("(übersetzt: „{words}“)"),
    decided: DecidedTexts {
        worded: |said| format!("in den Worten des Teams: „{said}“"),
        pinned: "vom Team an den Anfang gesetzt",
        hidden: "vom Team von der Karte genommen",
    },
    talk_next: |respondent| format!("Als Nächstes befragen: {respondent}."),
    talk_next_shows: |respondent, what| format!("Als Nächstes befragen: {respondent}, {what}."),
    key_others: |_| "alle anderen".to_owned(),
    middle_others: |low, high, known| format!("{low} bis {high}; {known}"),
    middle_half: |low, high, known| format!("mittlere Hälfte {low} bis {high}; {known} bekannt"),
    several_sources: "Wer in mehreren Quellen steht, zählt einmal.",
    groups_found: |people, groups, back| {
        let number = match groups {
            2 => "zwei".to_owned(),
            3 => "drei".to_owned(),
            4 => "vier".to_owned(),
            5 => "fünf".to_owned(),
            6 => "sechs".to_owned(),
            7 => "sieben".to_owned(),
            8 => "acht".to_owned(),
            groups => groups.to_string(),
        };
        format!(
            "Unter {} fanden wir {number} Arten von Menschen; mit anderen Personen ergeben sie \
             sich {}.",
            people.among,
            comes_back(back)
        )
    },
    no_groups: |people| {
        format!("Unter {} fanden wir keine Gruppen: Eine Beschreibung gilt für alle.", people.among)
    },
    why: |groups| match groups {
        0 | 1 => "Warum keine".to_owned(),
        groups => format!("Warum {groups}"),
    },
    verdict: |verdict| match verdict {
        Verdict::Natural => "Diese Menschen unterscheiden sich wirklich.",
        Verdict::Reproducible => "Die Gruppen gehen ineinander über, kommen aber wieder.",
        Verdict::Constructed => "Wo wir die Grenze ziehen, ist unsere Wahl.",
        Verdict::None => "",
    },
};

fn comes_back(back: Return) -> &'static str {
    match back {
        Return::NearlyAlways => "fast immer wieder",
        Return::Mostly => "meist wieder",
        Return::OftenNot => "oft nicht wieder",
    }
}

fn kind_of(kind: PersonaKind) -> &'static str {
    match kind {
        PersonaKind::User => "Nutzer",
        PersonaKind::Buyer => "Käufer",
        PersonaKind::Customer => "Kunden",
        PersonaKind::DecisionMaker => "Entscheider",
        PersonaKind::Influencer => "Einfluss",
        PersonaKind::WebsiteVisitor => "Besucher",
        PersonaKind::Negative => "Negativ",
    }
}

fn heading(heading: CardHeading) -> &'static str {
    match heading {
        CardHeading::InShort => "Kurz gesagt",
        CardHeading::Want => "Was sie wollen",
        CardHeading::InTheWay => "Was ihnen im Weg steht",
        CardHeading::Do => "Was sie tun",
        CardHeading::Surroundings => "Wo und womit",
        CardHeading::Reached => "Wo sie suchen und erreichbar sind",
        CardHeading::SetsOff => "Anstoß",
        CardHeading::Looks => "Sucht",
        CardHeading::Weighs => "Wägt ab",
        CardHeading::WinsOver => "Muss überzeugen",
        CardHeading::NearlyStops => "Hält fast ab",
        CardHeading::Closes => "Schließt ab",
        CardHeading::CameBecause => "Kam, weil",
        CardHeading::UsesFor => "Nutzt es für",
        CardHeading::Values => "Schätzt",
        CardHeading::StaysOrLeaves => "Bleibt oder geht, weil",
        CardHeading::Recognised => "Woran man sie erkennt",
        CardHeading::Happened => "Was geschah",
        CardHeading::Firm => "Firma und Personen",
        CardHeading::About => "Mehr über sie",
        CardHeading::SayIt => "So sagen sie es",
        CardHeading::OnePerson => {
            "Eine Person, ausgewählt, weil sie das meiste dieser Persona zeigt"
        }
        CardHeading::NotTheirTrouble => "Nicht ihr Problem",
        CardHeading::DoLess => "Tun sie seltener",
        CardHeading::WantLess => "Wollen sie seltener",
        CardHeading::SetsOffLess => "Seltener der Anstoß",
        CardHeading::DoesNotMove => "Was sie nicht bewegt",
        CardHeading::LessOften => "Seltener",
        CardHeading::Questions => "Fragen ans Team",
        CardHeading::HowSure => "Wie sicher ist das?",
        CardHeading::NotAsked => "Nicht gefragt",
        CardHeading::NotAskedOrFew => "Nicht gefragt oder von zu wenigen bekannt",
        CardHeading::LikeOthers => "Wie alle anderen",
        CardHeading::NothingShared => "Gefragt, doch nichts, was die Hälfte teilt",
        CardHeading::Assumed => "Angenommen, ohne Beleg",
    }
}

fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Goal => "Ziele",
        Facet::PainPoint => "Schwierigkeiten",
        Facet::Behaviour => "Verhalten",
        Facet::Motivation => "Beweggründe",
        Facet::Context => "Umfeld",
        Facet::RoleInDomain => "Rolle",
        Facet::Tool => "Werkzeuge",
        Facet::Channel => "Wege",
        Facet::ContentFormat => "was sie lesen und ansehen",
        Facet::Trigger => "Anstoß",
        Facet::Objection => "Einwände",
        Facet::DecisionCriterion => "was entscheidet",
        Facet::SuccessMetric => "ob es sich gelohnt hat",
        Facet::Influence => "wer mitentscheidet",
        Facet::BudgetAuthority => "wer das Budget hat",
        Facet::PriceSensitivity => "wie viel der Preis zählt",
        Facet::Value => "was ihnen wichtig ist",
        Facet::JourneyStage => "wie weit sie sind",
        Facet::Outcome => "wie es ausging",
        Facet::Firmographic => "Organisation",
        Facet::Location => "Ort",
        Facet::Demographic => "Alter, Geschlecht und Ähnliches",
    }
}
