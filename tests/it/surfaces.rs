//! What stands on the surfaces of a result: one language, numbers of their claims, no brackets.

use persona_synthesis::personas::{Claim, Support};
use persona_synthesis::{PersonaSet, render};

use crate::portraits::{survey, unquoted};
use crate::support::{clinic, interviews};

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

/// The columns of a workbook that people read as text; others hold names that programs compare.
#[cfg(feature = "xlsx")]
const READ: [&str; 10] = [
    "persona",
    "title",
    "label",
    "statement",
    "say",
    "narrative",
    "contradictions",
    "no_evidence_yet",
    "reason",
    "text",
];

/// The texts of a workbook.
#[cfg(feature = "xlsx")]
fn texts_of_workbook(bytes: Vec<u8>) -> String {
    use calamine::Reader as _;

    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let sheets = ["personas", "claims", "evidence", "selection", "how to read"];
    let ranges = sheets.map(|sheet| book.worksheet_range(sheet).unwrap());
    let cells = ranges.iter().flat_map(|range| {
        let header: Vec<String> =
            range.rows().next().unwrap().iter().map(|c| c.to_string()).collect();
        let cells = range.rows().skip(1).flat_map(move |row| header.clone().into_iter().zip(row));
        cells.filter(|(column, _)| READ.contains(&column.as_str()))
    });
    cells.map(|(_, cell)| format!("{cell}\n")).collect()
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

/// What a claim's share may be told as: the rate of the group, the share, and that of those counted.
fn shares_of(claim: &Claim) -> [f64; 3] {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap());
    let Support { with, asked, share, .. } = claim.support;
    let rate = claim.rate.map_or(share, |rate| rate.estimate);
    [rate, share, count(with) / count(asked.max(1))]
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
                    let is_named = named.iter().any(|(value, rounding)| {
                        shares_of(claim).into_iter().any(|own| (value - own).abs() <= *rounding)
                    });
                    assert!(is_named, "{} {:?}: {}", claim.id, shares_of(claim), told.text);
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
            let mut of_claims = ids.filter_map(|id| personas.claim(id)).flat_map(shares_of);
            assert!(of_claims.any(|own| (own * 100.0 - share).abs() <= 0.5001), "{line}");
            checked += 1;
        }
    }
    assert!(checked > 15, "{checked} shares");
}
