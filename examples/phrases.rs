//! Puts a table of indicators into words: `phrases [FILE]` reads a CSV with the columns `id`,
//! `language`, `origin`, `facet`, `question` and `answer`, and prints one with `id`, `phrase` and
//! `fallback`, which is `yes` where the answer is only quoted. Merged levels are separated by `|`;
//! `>4`, `<=2` and `median "6.5"` are numbers; the answer of a code is its definition. Without a
//! file: a table of its own.

#![allow(clippy::print_stdout, reason = "a program that prints")]

use std::error::Error;

use persona_synthesis::manifest::{Facet, Language};
use persona_synthesis::phrases::{Answer, Described, phrase};

const SAMPLE: &str = "\
id,language,origin,facet,question,answer
1,en,survey,behaviour,How often do you water your plants?,Often|Always
2,en,code,pain-point,Troubles/too many forms,
3,en,record,behaviour,Visits (30 days),>12
4,de,survey,behaviour,Wie oft gießen Sie Ihre Pflanzen?,Nie|Selten
5,de,code,goal,Ziele/weniger Papier,
6,de,record,context,Vertrag,Ja
";

fn main() -> Result<(), Box<dyn Error>> {
    let text = match std::env::args().nth(1) {
        Some(path) => std::fs::read_to_string(path)?,
        None => SAMPLE.to_owned(),
    };
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers()?.clone();
    let mut writer = csv::Writer::from_writer(std::io::stdout());
    writer.write_record(["id", "phrase", "fallback"])?;
    for row in reader.records() {
        let row = row?;
        let cell = |name: &str| {
            headers
                .iter()
                .position(|header| header == name)
                .and_then(|at| row.get(at))
                .unwrap_or("")
        };
        let said = say(&cell)?;
        writer.write_record([cell("id"), &said.0, if said.1 { "yes" } else { "no" }])?;
    }
    writer.flush()?;
    Ok(())
}

/// The phrase of a row, and whether it only quotes.
fn say<'r>(cell: &impl Fn(&str) -> &'r str) -> Result<(String, bool), Box<dyn Error>> {
    let language: Language = cell("language").parse()?;
    let facet: Facet = cell("facet").parse().unwrap_or(Facet::Context);
    let (answer, anchors) = without_anchors(cell("answer"));
    let question = format!("{}{anchors}", cell("question"));
    let indicator = match cell("origin") {
        "code" => Described::code(language, facet, cell("question"), cell("answer")),
        "record" => Described::record(language, facet, cell("question"), read(cell("answer"))),
        _ => Described::survey(language, facet, &question, read(answer)),
    };
    let said = phrase(&indicator);
    Ok((said.text, said.quoted))
}

/// Moves the anchors of a scale, `(1 = never, 7 = always)`, from the answer to the question.
fn without_anchors(answer: &str) -> (&str, String) {
    match answer.find(" (").filter(|at| answer.ends_with(')') && answer[*at..].contains(" = ")) {
        Some(at) => (&answer[..at], answer[at..].to_owned()),
        None => (answer, String::new()),
    }
}

/// Reads an answer as the table writes it.
fn read(answer: &str) -> Answer<'_> {
    if let Some(number) = answer.strip_prefix("<=") {
        Answer::AtMost(number)
    } else if let Some(number) = answer.strip_prefix('>') {
        Answer::Above(number)
    } else if let Some(number) = answer.strip_prefix("median ") {
        Answer::Median(number.trim_matches('"'))
    } else {
        Answer::Levels(answer.split('|').collect())
    }
}
