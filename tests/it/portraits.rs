//! What is printed of a persona, as a reader reads it: names, lines and stories.

use std::collections::BTreeSet;

use persona_synthesis::manifest::{Groups, Language};
use persona_synthesis::personas::Persona;
use persona_synthesis::study::StudyBuilder;
use persona_synthesis::{Manifest, PersonaSet, Result, Source, Study, render};

use crate::support::{Stages, clinic, interviews, root, synthesize};

/// Words that only a statistician reads, and those that the catalogue has no use for.
const JARGON: [&str; 10] = [
    "stability",
    "jaccard",
    "replicate",
    "gate",
    "respondent",
    "elsewhere",
    "reproducible",
    "cluster",
    "indicator",
    "whoever",
];

/// What no text may hold: empty marks, marks in a row, blanks before a mark.
const BROKEN: [&str; 12] =
    ["“”", "„“", "()", "[]", "??", "..", ",,", " ,", " .", "  ", ": .", "; ;"];

fn texts(persona: &Persona) -> impl Iterator<Item = &str> {
    let told = persona.tag_line.iter().chain(&persona.narrative).chain(&persona.prompts);
    told.map(|sentence| sentence.text.as_str())
        .chain([persona.label.as_str()])
        .chain(persona.about_label.as_deref())
}

/// The text without what stands in quotation marks: words of the data.
pub(crate) fn unquoted(text: &str) -> String {
    let mut depth = 0_i32;
    let kept = text.chars().filter(|c| {
        match c {
            '“' if depth > 0 => depth -= 1,
            '“' | '„' => depth += 1,
            '”' => depth -= 1,
            _ => return depth == 0,
        }
        false
    });
    kept.collect()
}

fn reads_well(personas: &PersonaSet) {
    let mut labels = BTreeSet::new();
    for persona in &personas.personas {
        let label = persona.label.as_str();
        assert!(labels.insert((persona.kind, label)), "two personas are called {label}");
        assert!(label.split_whitespace().count() <= 11, "{label}");
        assert!(!label.contains('?'), "{label}");
        assert!(persona.tag_line.len() <= 2, "{label}");
        let words = persona.narrative.iter().flat_map(|of| of.text.split_whitespace()).count();
        let rare = persona.claims.iter().any(|claim| claim.rare);
        assert!(words <= 140 || rare, "{label}: {words} words");
        for text in texts(persona) {
            let broken = BROKEN.iter().find(|mark| text.contains(**mark));
            assert!(broken.is_none(), "{broken:?} in {text}");
            let own = unquoted(text).to_lowercase();
            let jargon = JARGON.iter().find(|word| own.contains(**word));
            assert!(jargon.is_none(), "{jargon:?} in {text}");
            assert!(text.chars().next().is_some_and(|first| !first.is_lowercase()), "{text}");
        }
        for sentence in persona.narrative.iter().chain(&persona.tag_line) {
            assert!(sentence.text.ends_with(['.', '”']), "{}", sentence.text);
            // A predicate stands in each: somebody does or is something.
            assert!(sentence.text.split_whitespace().count() >= 3, "{}", sentence.text);
        }
    }
}

#[test]
fn every_portrait_of_the_samples_reads_well() {
    reads_well(&clinic().personas);
    reads_well(&interviews().personas);
    let mut manifest = Manifest::from_path(root().join("data/r-community/study.toml")).unwrap();
    manifest.clustering.groups = Groups::Exactly(3);
    manifest.clustering.replicates = 2;
    reads_well(&synthesize(manifest).unwrap().personas);
}

/// Twelve people and two halves: the quiet and the quick.
pub(crate) fn survey(language: &str, question: [&str; 4], answers: [[&str; 2]; 4]) -> PersonaSet {
    let mut text = format!("id;{}\n", question.join(";"));
    for person in 0..160 {
        let half = usize::from(person % 2 == 1);
        // One in eight answers like the other half.
        let of = |at: usize| {
            answers[at][if (person / 2 + at).is_multiple_of(8) { 1 - half } else { half }]
        };
        text.push_str(&format!("p{person};{};{};{};{}\n", of(0), of(1), of(2), of(3)));
    }
    let source = Source::bytes("survey", "survey.csv", text.into_bytes()).respondent("id");
    let study = Study::builder("Night work").language(language.parse::<Language>().unwrap());
    synthesize(study.source(source)).unwrap().personas
}

#[test]
fn a_german_portrait_is_german_throughout() {
    let personas = survey(
        "de",
        [
            "Was wünschen Sie sich am meisten?",
            "Wie oft fahren Sie mit dem Rad zur Arbeit?",
            "Welche Hilfsmittel nutzen Sie?",
            "Was stört Sie bei der Arbeit?",
        ],
        [
            ["Mehr Ruhe", "Mehr Tempo"],
            ["Täglich", "Nie"],
            ["Notizbuch", "Telefon"],
            ["Lärm", "Staub"],
        ],
    );
    reads_well(&personas);
    let english = ["the ", " of ", " other ", "they ", " and ", "asked", "users"];
    for persona in &personas.personas {
        for text in texts(persona) {
            let own = format!("{} ", unquoted(text).to_lowercase());
            let found = english.iter().find(|word| own.contains(**word));
            assert!(found.is_none(), "{found:?} in {text}");
        }
    }
    let page = render::markdown(&personas);
    assert!(page.contains("von den anderen"), "{page}");
}

#[test]
fn the_manifest_gives_an_answer_its_words() {
    let mut text = "id,Alarm,Bell,Lamp,Door\n".to_owned();
    for one in 0..160 {
        let half = one % 2;
        // One in eight answers like the other half.
        let of = |at: usize, answers: [&'static str; 2]| {
            answers[if (one / 2 + at).is_multiple_of(8) { 1 - half } else { half }]
        };
        let cells = [
            of(0, ["Yes", "No"]),
            of(1, ["Loud", "Soft"]),
            of(2, ["Red", "Blue"]),
            of(3, ["Wood", "Steel"]),
        ];
        text.push_str(&format!("p{one},{}\n", cells.join(",")));
    }
    let run = |say: &str| -> Result<Stages> {
        let toml = format!(
            "title = \"Doors\"\n[say]\n{say}\n[facets]\nbehaviour = [\"Alarm\", \"Bell\", \"Lamp\", \"Door\"]\n\
             [[source]]\nid = \"survey\"\npath = \"doors.csv\"\nrespondent = \"id\"\n"
        );
        let manifest = Manifest::from_toml(&toml, "study.toml")?;
        synthesize(StudyBuilder::from(manifest).file("doors.csv", text.clone().into_bytes()))
    };
    let say =
        "\"Alarm = No\" = \"never lock the door\"\n\"Bell\" = \"have a bell that is {answer}\"";
    let personas = run(say).unwrap().personas;
    let phrases: Vec<String> = personas.claims().map(|claim| claim.phrase.text.clone()).collect();
    assert!(phrases.contains(&"never lock the door".to_owned()), "{phrases:?}");
    assert!(phrases.contains(&"have a bell that is Loud".to_owned()), "{phrases:?}");
    let error = run("\"Alram = No\" = \"never lock the door\"").err().unwrap().to_string();
    assert!(error.contains("Alram") && error.contains("did you mean \"Alarm = No\""), "{error}");
}
