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
fn unquoted(text: &str) -> String {
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
fn survey(language: &str, question: [&str; 4], answers: [[&str; 2]; 4]) -> PersonaSet {
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

/// The text of a drawing or a page, without tags, styles and scripts.
fn untagged(markup: &str) -> String {
    let mut text = markup.to_owned();
    for name in ["style", "script", "q"] {
        while let Some(begin) = text.find(&format!("<{name}")) {
            let close = format!("</{name}>");
            let end = text[begin..].find(&close).map_or(text.len(), |at| begin + at + close.len());
            text.replace_range(begin..end, " ");
        }
    }
    let parts = text.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<Vec<_>>().join(" ")
}

/// The cards of a page: what stands before the appendix.
fn cards_of(page: &str) -> String {
    let begin = page.find("<main").unwrap_or(0);
    untagged(&page[begin..page.find("id=\"appendix\"").unwrap()])
}

/// What people read of a result, by surface.
fn surfaces(personas: &PersonaSet) -> Vec<(String, String)> {
    let mut read = vec![
        ("the screen".to_owned(), render::summary(personas)),
        ("the page".to_owned(), cards_of(&render::html(personas))),
        ("the notes".to_owned(), render::sticky_notes_csv(personas)),
    ];
    for persona in &personas.personas {
        let brief = render::brief(personas, persona.id.as_str()).unwrap();
        read.push((format!("the brief of {}", persona.id), brief));
    }
    let cards = render::files_of_personas(personas).into_iter();
    for card in cards.filter(|file| file.name.starts_with("cards/")) {
        read.push((card.name.clone(), untagged(card.text().unwrap())));
    }
    #[cfg(feature = "xlsx")]
    read.push(("the workbook".to_owned(), texts_of_workbook(render::workbook(personas))));
    read
}

/// The texts of a workbook, but for names of columns and findings.
#[cfg(feature = "xlsx")]
fn texts_of_workbook(bytes: Vec<u8>) -> String {
    use calamine::Reader as _;

    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let sheets = ["personas", "claims", "evidence", "selection", "how to read"];
    let ranges = sheets.map(|sheet| book.worksheet_range(sheet).unwrap());
    let rows = ranges.iter().flat_map(|range| range.rows().skip(1));
    rows.flatten().map(|cell| format!("{cell}\n")).collect()
}

/// Words of the other language are on no surface.
fn is_without(personas: &PersonaSet, words: &[&str]) {
    for (surface, text) in surfaces(personas) {
        for line in text.lines() {
            let own = format!(" {} ", unquoted(line).to_lowercase());
            let plain: String =
                own.chars().map(|c| if c.is_alphabetic() { c } else { ' ' }).collect();
            let found = words.iter().find(|word| plain.contains(&format!(" {word} ")));
            assert!(found.is_none(), "{found:?} on {surface}: {line}");
        }
    }
}

const QUESTIONS: [[&str; 4]; 2] = [
    [
        "Was wünschen Sie sich am meisten?",
        "Wie oft fahren Sie mit dem Rad zur Arbeit?",
        "Welche Hilfsmittel nutzen Sie?",
        "Was stört Sie bei der Arbeit?",
    ],
    [
        "What do you want most?",
        "How often do you cycle to work?",
        "Which tools do you use?",
        "What bothers you at work?",
    ],
];

#[test]
fn every_surface_is_in_the_language_of_the_study() {
    let german = survey(
        "de",
        QUESTIONS[0],
        [
            ["Mehr Ruhe", "Mehr Tempo"],
            ["Täglich", "Nie"],
            ["Notizbuch", "Telefon"],
            ["Lärm", "Staub"],
        ],
    );
    let english = [
        "the",
        "of",
        "other",
        "others",
        "they",
        "and",
        "asked",
        "users",
        "user",
        "people",
        "with",
        "respondents",
        "groups",
        "why",
        "claims",
        "records",
        "warnings",
        "notes",
        "translated",
    ];
    is_without(&german, &english);
    let english = survey(
        "en",
        QUESTIONS[1],
        [
            ["More rest", "More speed"],
            ["Daily", "Never"],
            ["A notebook", "A phone"],
            ["Noise", "Dust"],
        ],
    );
    let german = [
        "der", "das", "und", "oder", "sie", "von", "nicht", "andere", "anderen", "mit", "befragte",
        "nutzende", "gruppe", "gruppen", "aussagen", "hinweise",
    ];
    is_without(&english, &german);
}

#[test]
fn the_story_has_no_brackets() {
    for personas in [&clinic().personas, &interviews().personas] {
        let pages = render::Pages::new(personas).density(render::Density::Story);
        let cards = cards_of(&pages.html().unwrap());
        let at = cards.find('(').map(|at| cards[at..].chars().take(80).collect::<String>());
        assert_eq!(at, None);
    }
}

/// The shares that a sentence names, and how far from the true one their rounding may be.
fn shares_named(text: &str) -> Vec<(f64, f64)> {
    const NUMBERS: [&str; 13] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    let number = |word: &str| {
        let known = NUMBERS.iter().position(|known| *known == word);
        known.or_else(|| word.parse().ok()).and_then(|number| u32::try_from(number).ok())
    };
    let mut named = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let next = |ahead: usize| words.get(at + ahead).map_or("", String::as_str);
        match word.as_str() {
            "half" => named.push((0.5, 0.051)),
            "nearly" if next(1) == "all" => named.push((0.97, 0.031)),
            "hardly" if next(1) == "any" => named.push((0.03, 0.031)),
            "all" if at == 0 || words[at - 1] != "nearly" => named.push((1.0, 0.001)),
            "none" => named.push((0.0, 0.001)),
            _ => {}
        }
        if let (Some(with), "in" | "of", of) = (number(word), next(1), next(2)) {
            let of = if of == "the" { next(3) } else { of };
            if let Some(of) = number(of).filter(|of| *of > 0) {
                // Fractions are at most this far from the next.
                let rounding = if next(1) == "in" { 0.051 } else { 0.001 };
                named.push((f64::from(with) / f64::from(of), rounding));
            }
        }
    }
    named
}

#[test]
fn every_number_in_words_is_that_of_a_claim_of_its_sentence() {
    let mut checked = 0;
    for personas in [&clinic().personas, &interviews().personas] {
        for persona in &personas.personas {
            for told in persona.tag_line.iter().chain(&persona.narrative) {
                assert!(!told.claims.is_empty(), "{}", told.text);
                let claims = told.claims.iter().map(|id| personas.claim(id.as_str()).unwrap());
                let named = shares_named(&told.text);
                for claim in claims.filter(|claim| claim.middle.is_none()) {
                    let share = claim.rate.map_or(claim.support.share, |rate| rate.estimate);
                    let counted = claim.support.share;
                    let is_named = named.iter().any(|(value, rounding)| {
                        (value - share).abs() <= *rounding || (value - counted).abs() <= *rounding
                    });
                    assert!(is_named, "{} ({share:.3}): {}", claim.id, told.text);
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 40, "{checked} numbers");
}

#[test]
fn every_share_on_a_card_is_that_of_its_claim() {
    let personas = &clinic().personas;
    let mut checked = 0;
    let cards = render::files_of_personas(personas).into_iter();
    for card in cards.filter(|file| file.name.ends_with(".md") && file.name.starts_with("cards/")) {
        for line in card.text().unwrap().lines().filter(|line| line.starts_with("- **")) {
            let Some((_, rest)) = line.rsplit_once("\\[") else { continue };
            let ids = rest.trim_end_matches("\\]").split(", ");
            let Some((share, _)) = line.split_once("**: ").and_then(|of| of.1.split_once(" %"))
            else {
                continue;
            };
            let Ok(share) = share.parse::<f64>() else { continue };
            let mut of_claims = ids
                .filter_map(|id| personas.claim(id))
                .map(|claim| claim.rate.map_or(claim.support.share, |rate| rate.estimate) * 100.0);
            assert!(of_claims.any(|own| (own - share).abs() <= 0.5001), "{line}");
            checked += 1;
        }
    }
    assert!(checked > 15, "{checked} shares");
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
