//! One column per option: columns that share a question, each marked where the option was chosen.

use std::collections::{BTreeMap, BTreeSet};

use super::super::column::Column;
use super::super::table::Table;
use super::codes::MISSING;
use super::fold::{fold, is_missing};
use super::settings::ColumnSettings;
use super::tally::Tally;

/// Columns that are the options of one question.
pub(super) struct Group {
    pub(super) name: String,
    pub(super) columns: Vec<usize>,
    pub(super) labels: Vec<String>,
}

const CHOSEN: [&str; 24] = [
    "1", "yes", "true", "y", "x", "checked", "selected", "1.0", "ja", "oui", "sí", "si", "sì",
    "sim", "tak", "evet", "да", "نعم", "是", "はい", "예", "네", "ano", "kyllä",
];
const NOT_CHOSEN: [&str; 23] = [
    "0",
    "no",
    "false",
    "n",
    "unchecked",
    "not selected",
    "not checked",
    "0.0",
    "nein",
    "non",
    "não",
    "nie",
    "nee",
    "nej",
    "nei",
    "hayır",
    "нет",
    "لا",
    "否",
    "いいえ",
    "아니요",
    "ne",
    "ei",
];

/// Runs of at least two neighbouring columns that share the question in their header (`Question -
/// option`, `Question [option]`, `Question/option`) and hold marks only, or whose cells repeat
/// their header, or that are numbered (`q4_0001`) and hold one option or that it was not selected.
/// Columns with a stated scale are left alone.
pub(super) fn groups(
    table: &Table,
    tallies: &[Tally],
    settings: &BTreeMap<usize, ColumnSettings>,
) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for column in &table.columns {
        let stated = settings.get(&column.index).is_some_and(|settings| settings.scale.is_some());
        let tally = &tallies[column.index];
        let (question, option) = stated_option(column)
            .or_else(|| split_header(heading(column)))
            .or_else(|| numbered_header(&column.name).zip(only_option(tally)))
            .unwrap_or(("", heading(column)));
        // One column that holds anything but marks ends the run: it may be the free-text "Other".
        if stated || !holds_marks(tally, option, question.is_empty()) {
            continue;
        }
        match groups.last_mut() {
            Some(group)
                // Only adjacent columns: two grids may share the name of a question.
                if group.name == question
                    && group.columns.last() == Some(&column.index.wrapping_sub(1)) =>
            {
                group.columns.push(column.index);
                group.labels.push(option.to_owned());
            }
            _ => groups.push(Group {
                name: question.to_owned(),
                columns: vec![column.index],
                labels: vec![option.to_owned()],
            }),
        }
    }
    // A single column of marks is a yes-no question, which other scales describe better; one that
    // repeats the option of its header is that option, the others of which were left out.
    let repeats = |group: &Group| {
        let answers = &tallies[group.columns[0]].answers;
        let option = fold(&group.labels[0]);
        !group.name.is_empty() && answers.len() == 1 && fold(&answers[0].0) == option
    };
    groups.retain(|group| group.columns.len() >= 2 || repeats(group));
    for group in groups.iter_mut().filter(|group| group.name.is_empty()) {
        group.name = format!("{} …", group.labels[..2].join(", "));
    }
    groups
}

/// True if a column outside a group has its question, by its header or as a structure file says: it
/// then joins the options.
pub(super) fn joins(column: &Column, questions: &BTreeSet<&str>) -> bool {
    let asked = column.legend.question.as_deref().filter(|_| column.legend.option.is_none());
    let mut said = asked.into_iter().chain([column.name.as_str()]);
    said.any(|question| !question.is_empty() && questions.contains(question))
}

/// The question in words, or else the header.
fn heading(column: &Column) -> &str {
    column.legend.question.as_deref().unwrap_or(&column.name)
}

/// Question and option as the file says them.
fn stated_option(column: &Column) -> Option<(&str, &str)> {
    column.legend.question.as_deref().zip(column.legend.option.as_deref())
}

/// Question and option of a header.
fn split_header(name: &str) -> Option<(&str, &str)> {
    if let Some((question, option)) = name.strip_suffix(']').and_then(|name| name.rsplit_once('['))
    {
        return Some((question.trim(), option.trim()));
    }
    let (question, option) = name.rsplit_once(" - ").or_else(|| name.rsplit_once('/'))?;
    (!question.trim().is_empty() && !option.trim().is_empty())
        .then_some((question.trim(), option.trim()))
}

/// The question of a header that numbers its option.
fn numbered_header(name: &str) -> Option<&str> {
    let (question, number) = name.rsplit_once('_')?;
    (!question.is_empty() && number.parse::<u32>().is_ok()).then_some(question)
}

/// The one answer beside `not selected`.
fn only_option(tally: &Tally) -> Option<&str> {
    let not_selected =
        |text: &str| matches!(fold(text).as_str(), "not selected" | "not checked" | "unchecked");
    match tally.answers.as_slice() {
        [(option, _), (not, _)] | [(not, _), (option, _)] if not_selected(not) => Some(option),
        _ => None,
    }
}

/// True if an answer says that something was chosen: yes, a cross and the like.
pub(crate) fn is_chosen(answer: &str) -> bool {
    CHOSEN.contains(&fold(answer).as_str())
}

/// True if every answer is a mark or repeats the option; without a shared question only repetition
/// counts.
fn holds_marks(tally: &Tally, option: &str, alone: bool) -> bool {
    let option = fold(option);
    tally.numbers.is_none()
        && tally.answers.iter().all(|(text, _)| {
            let text = fold(text);
            text == option
                || (!alone
                    && (CHOSEN.contains(&text.as_str()) || NOT_CHOSEN.contains(&text.as_str())))
        })
        && (!alone || !tally.answers.is_empty())
}

/// For each option whether each row chose it. A row without any mark in the whole group was not
/// asked or did not answer.
pub(super) fn marks(table: &Table, columns: &[usize], labels: &[String]) -> Vec<Vec<u8>> {
    let state =
        |(column, label): (&usize, &String)| table.columns[*column].map(|text| mark(text, label));
    let mut states: Vec<Vec<u8>> = columns.iter().zip(labels).map(state).collect();
    for row in 0..table.rows() {
        // Exporters leave unchosen options empty, so an empty cell is a no where the row answered
        // at all.
        if states.iter().any(|marks| marks[row] != MISSING) {
            states
                .iter_mut()
                .filter(|marks| marks[row] == MISSING)
                .for_each(|marks| marks[row] = 0);
        }
    }
    states
}

/// 1 where a cell marks its option as chosen, 0 where it marks it as not chosen, [`MISSING`] where
/// it is empty.
pub(super) fn mark(text: &str, label: &str) -> u8 {
    let text = fold(text);
    if is_missing(&text) {
        return MISSING;
    }
    u8::from(text == fold(label) || CHOSEN.contains(&text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::super::file::SourceFile;
    use super::*;
    use crate::finding::Findings;

    fn groups(table: &Table) -> Vec<Group> {
        let tallies: Vec<Tally> = table.columns.iter().map(Tally::count).collect();
        super::groups(table, &tallies, &BTreeMap::new())
    }

    fn table(text: &str) -> Table {
        Table::from_file(
            SourceFile::from_bytes("t.csv", text).unwrap(),
            None,
            None,
            &mut Findings::default(),
        )
        .unwrap()
    }

    #[test]
    fn a_question_in_the_header_makes_a_group() {
        let table = table("id,Tools [Excel],Tools [R],Age\n1,Y,,30\n2,,,40\n3,,x,50\n");
        let groups = groups(&table);
        assert_eq!(
            (groups.len(), groups[0].name.as_str(), &groups[0].columns),
            (1, "Tools", &vec![1, 2])
        );
        assert_eq!(
            marks(&table, &groups[0].columns, &groups[0].labels),
            [[1, MISSING, 0], [0, MISSING, 1]]
        );
    }

    #[test]
    fn cells_that_repeat_their_header_make_a_group() {
        let table = table("#,EdX,Coursera,City\n1,EdX,,Rome\n2,,Coursera,Oslo\n");
        assert_eq!(groups(&table)[0].columns, [1, 2]);
    }

    #[test]
    fn numbered_columns_of_one_option_each_make_a_group() {
        let table = table(concat!(
            "q4_0001,q4_0002,q5_0001\nFriends,Not selected,Not selected\n",
            "Not selected,Pop culture,Often\n"
        ));
        let groups = groups(&table);
        assert_eq!((groups.len(), groups[0].name.as_str()), (1, "q4"));
        assert_eq!(groups[0].labels, ["Friends", "Pop culture"]);
        assert_eq!(marks(&table, &groups[0].columns, &groups[0].labels), [[1, 0], [0, 1]]);
    }

    #[test]
    fn grids_of_grades_are_no_options() {
        let table = table("How often [mail],How often [chat]\nnever,often\noften,never\n");
        assert!(groups(&table).is_empty());
    }
}
