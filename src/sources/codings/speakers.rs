//! Who asks, in a table with a row for each turn.

use std::collections::{BTreeMap, BTreeSet};

use super::super::table::Table;
use super::facts::{Facts, TableFacts};
use super::headers::{Said, names_interviewer, said};

/// The column that tells who speaks, and its values that stand for the interviewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::sources) struct Asking {
    pub(in crate::sources) column: usize,
    pub(in crate::sources) labels: BTreeSet<String>,
}

/// What one speaker says.
#[derive(Default)]
struct Spoken {
    rows: usize,
    questions: usize,
    documents: BTreeSet<String>,
}

/// Most different values of a column whose speakers are told apart.
const MOST_SPEAKERS: usize = 1000;
/// A speaker in fewer documents may be one of several respondents of a group.
const LEAST_DOCUMENTS: usize = 3;

/// Finds who asks in a table of turns: a label that says so; or one that stands in most documents
/// and asks where the others answer; or one in most documents beside others in one each.
pub(in crate::sources) fn asking(
    table: &Table,
    stated: Option<usize>,
    document: Option<usize>,
    quote: usize,
    taken: &[usize],
) -> Option<Asking> {
    asking_in(&TableFacts::count(table)?, stated, document, quote, taken)
}

/// Finds who asks in a table whose columns are counted.
pub(super) fn asking_in(
    facts: &TableFacts<'_>,
    stated: Option<usize>,
    document: Option<usize>,
    quote: usize,
    taken: &[usize],
) -> Option<Asking> {
    let free = |column: &&Facts<'_>| {
        let index = column.column.index;
        let other = [document, Some(quote)].contains(&Some(index)) || taken.contains(&index);
        stated.map_or(!other, |stated| stated == index)
            && (2..=MOST_SPEAKERS).contains(&column.different())
            && !column.is_dated()
            && said(&column.column.name) != Some(Said::Coder)
    };
    let candidates: Vec<&Facts<'_>> = facts.columns.iter().filter(free).collect();
    let by_name = candidates.iter().find_map(|column| by_name(column));
    by_name.or_else(|| {
        let document = document?;
        candidates.iter().find_map(|column| by_turns(facts, column, document, quote))
    })
}

/// The labels of a column that name interviewers, where others do not.
fn by_name(column: &Facts<'_>) -> Option<Asking> {
    let labels: BTreeSet<String> =
        column.values.keys().filter(|label| names_interviewer(label)).cloned().collect();
    let speaks = said(&column.column.name) == Some(Said::Speaker);
    // "I" is a name of an interviewer among speakers only.
    let telling = speaks || labels.iter().any(|label| label.chars().count() > 3);
    (telling && !labels.is_empty() && labels.len() < column.different())
        .then_some(Asking { column: column.column.index, labels })
}

fn by_turns(
    facts: &TableFacts<'_>,
    column: &Facts<'_>,
    document: usize,
    quote: usize,
) -> Option<Asking> {
    let index = column.column.index;
    let mut spoken: BTreeMap<String, Spoken> = BTreeMap::new();
    for row in &facts.rows {
        let label = facts.text(index, *row).trim().to_owned();
        let of = spoken.entry(label).or_default();
        of.rows += 1;
        let words = facts.text(quote, *row);
        of.questions += usize::from(words.trim().ends_with(['?', '？', '؟']));
        of.documents.insert(facts.text(document, *row).trim().to_owned());
    }
    let documents = facts.columns[document].different();
    let everywhere =
        |of: &Spoken| documents >= LEAST_DOCUMENTS && of.documents.len() * 5 >= documents * 4;
    let speaks = said(&column.column.name) == Some(Said::Speaker);
    let asks = |label: &str, of: &Spoken| {
        let others = || spoken.iter().filter(|(other, _)| *other != label).map(|(_, of)| of);
        let (rows, questions) = others()
            .fold((0, 0), |(rows, questions), of| (rows + of.rows, questions + of.questions));
        let alone =
            others().count() >= LEAST_DOCUMENTS && others().all(|of| of.documents.len() == 1);
        let answered = of.questions * 2 >= of.rows && questions * 10 <= rows * 3;
        everywhere(of) && rows > 0 && (answered || (alone && speaks))
    };
    let labels: BTreeSet<String> = spoken
        .iter()
        .filter(|(label, of)| !label.is_empty() && asks(label, of))
        .map(|(label, _)| label.clone())
        .collect();
    (labels.len() == 1).then_some(Asking { column: index, labels })
}
