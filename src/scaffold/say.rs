//! Answers that would only be quoted, as comments in which a person gives them words.

use super::content::{Content, Found};
use super::people::Joining;
use super::records::RecordKind;
use super::text::{comment, quote};
use crate::indicators::propose_facet;
use crate::locale::ScaffoldWords;
use crate::manifest::{Facet, Language};
use crate::phrases::{Answer, Described, phrase};
use crate::sources::{Item, Scale, SourceKind};

/// Lines at most, and answers to one question.
const MOST_LINES: usize = 12;
const MOST_ANSWERS: usize = 2;
/// Longest name of a question or answer that a line holds.
const LONGEST: usize = 160;

/// The part of a draft that gives words to what no pattern puts into words; empty where all is.
pub(super) fn say(
    found: &[Found],
    joining: &Joining<'_>,
    language: Language,
    words: &ScaffoldWords,
) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (number, found) in found.iter().enumerate() {
        let Content::Rows { items, format, .. } = &found.content else { continue };
        let people = joining.people(number);
        // Of a table that is left out nothing is said.
        if matches!(people.records, Some(RecordKind::Nobodys(_))) {
            continue;
        }
        let recorded = people.records.is_some() || format.kind() == SourceKind::Crm;
        let more = items.iter().flat_map(|item| quoted(item, recorded, language));
        lines.extend(more.take(MOST_LINES - lines.len()));
    }
    let mut text = String::new();
    if lines.is_empty() {
        return text;
    }
    text.push('\n');
    comment(&mut text, words.say);
    comment(&mut text, "[say]");
    lines.iter().for_each(|line| comment(&mut text, line));
    text
}

/// The lines of one question: one with a gap where no answer has words, or one for each that has
/// none.
fn quoted(item: &Item, recorded: bool, language: Language) -> Vec<String> {
    let labels = item.labels();
    let asks = matches!(item.scale, Scale::Nominal | Scale::Ordinal | Scale::Multiple);
    if !asks || item.name.chars().count() > LONGEST {
        return Vec::new();
    }
    let facet = propose_facet(&item.name, labels).unwrap_or(Facet::Context);
    let is_quoted = |label: &&String| {
        let answer = Answer::Levels(vec![label.as_str()]);
        let described = match recorded {
            true => Described::record(language, facet, &item.name, answer),
            false => Described::survey(language, facet, &item.name, answer),
        };
        phrase(&described).quoted
    };
    let without: Vec<&String> = labels.iter().filter(is_quoted).collect();
    if without.len() == labels.len() && labels.len() > 1 {
        return vec![format!("{} = \"… {{answer}}\"", quote(&item.name))];
    }
    let line = |label: &&String| format!("{} = \"…\"", quote(&format!("{} = {label}", item.name)));
    let short = without.into_iter().filter(|label| label.chars().count() <= LONGEST);
    short.take(MOST_ANSWERS).map(|label| line(&label)).collect()
}
