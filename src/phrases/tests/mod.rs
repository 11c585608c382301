//! Tables of invented indicators with their phrases; `?` stands for the quoting form.

mod english;
mod english_facts;
mod everyday;
mod german;
mod german_facts;
mod hostile;
mod naming;

use super::{Answer, Described, Phrase, phrase};
use crate::manifest::{Facet, Language};

/// The languages that phrases are in.
fn language(code: &str) -> Language {
    code.parse().expect("a known language")
}

/// Reads `a|b`, `>4`, `<=2` and `median 3`.
fn answer(text: &str) -> Answer<'_> {
    if let Some(number) = text.strip_prefix("<=") {
        Answer::AtMost(number)
    } else if let Some(number) = text.strip_prefix('>') {
        Answer::Above(number)
    } else if let Some(number) = text.strip_prefix("median ") {
        Answer::Median(number)
    } else {
        Answer::Levels(text.split('|').collect())
    }
}

fn matches(said: &Phrase, wanted: &str) -> bool {
    if wanted == "?" { said.quoted } else { !said.quoted && said.text == wanted }
}

/// Fails with every row whose phrase is another.
fn check<'r>(rows: impl IntoIterator<Item = (Described<'r>, &'r str)>) {
    let wrong: Vec<String> = rows
        .into_iter()
        .map(|(indicator, wanted)| (phrase(&indicator), indicator, wanted))
        .filter(|(said, _, wanted)| !matches(said, wanted))
        .map(|(said, indicator, wanted)| {
            format!("{}: said {:?}, wanted {wanted:?}", indicator.question, said.text)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn questions(code: &str, facet: Facet, rows: &[(&str, &str, &str)]) {
    let language = language(code);
    check(rows.iter().map(|(question, given, wanted)| {
        (Described::survey(language, facet, question, answer(given)), *wanted)
    }));
}

fn codes(code: &str, rows: &[(Facet, &str, &str, &str)]) {
    let language = language(code);
    check(rows.iter().map(|(facet, path, definition, wanted)| {
        (Described::code(language, *facet, path, definition), *wanted)
    }));
}

fn fields(code: &str, rows: &[(&str, &str, &str)]) {
    let language = language(code);
    check(rows.iter().map(|(field, value, wanted)| {
        (Described::record(language, Facet::Context, field, answer(value)), *wanted)
    }));
}

#[test]
fn a_quoted_phrase_says_so_and_holds_answer_and_question() {
    let given = Answer::Levels(vec!["the thing with the van", "no idea what"]);
    let indicator = Described::survey(language("en"), Facet::Context, "Anything else?", given);
    let said = phrase(&indicator);
    assert!(said.quoted);
    assert_eq!(said.kind, super::PhraseKind::Quoted);
    assert_eq!(said.text, "answer “the thing with the van” or “no idea what” to “Anything else?”");
}
