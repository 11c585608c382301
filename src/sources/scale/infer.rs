//! The items of a table, inferred from its headers and cells or stated by the manifest.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::super::column::Column;
use super::super::table::Table;
use super::behaved::behaved_scales;
use super::code_lists::asks_for_several;
use super::codes::MISSING;
use super::derived::{DerivedColumn, derived_columns};
use super::fold::fold;
use super::grades::stands_aside;
use super::item::{Item, ItemAnswers};
use super::kind::Scale;
use super::levels::{levels, nominal_labels, ordinal_labels, out_of_scale};
use super::multiple::OptionList;
use super::number::number_or_open_end;
use super::options::{self, Group};
use super::ordinal;
use super::people::{PersonalColumn, personal_columns};
use super::recognised::{FEW_ANSWERS, infer_scale, is_guessed};
use super::settings::ColumnSettings;
use super::tally::Tally;
use super::write_in;
use crate::error::shown;
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::findings::SourcesFinding;

/// Infers the items of a table: columns in their order, the columns of one question as one item.
///
/// `settings` holds what the manifest states, by the position of the column from 0. Each inferred
/// scale, pooled level and refusal is a finding.
pub fn infer_items(
    table: &Table,
    settings: &BTreeMap<usize, ColumnSettings>,
    findings: &mut Findings,
) -> Vec<Item> {
    // Columns are independent of each other, so counting, the costly part, uses all threads.
    let tallies: Vec<Tally> = table.columns.par_iter().map(Tally::count).collect();
    let groups = options::groups(table, &tallies, settings);
    let mut group_of: BTreeMap<usize, &Group> = BTreeMap::new();
    for group in &groups {
        group_of.extend(group.columns.iter().map(|column| (*column, group)));
    }
    let questions: BTreeSet<&str> = groups.iter().map(|group| group.name.as_str()).collect();
    let read: Vec<(Option<Item>, Findings)> = table
        .columns
        .par_iter()
        .map(|column| {
            let (tally, stated) = (&tallies[column.index], settings.get(&column.index));
            let mut findings = Findings::default();
            let item = match group_of.get(&column.index) {
                Some(group) => of_group(table, column, group, &tallies, &mut findings),
                // Such a column repeats the answers of the group, and would count them twice.
                None if options::joins(column, &questions) => {
                    let kind = SourcesFinding::OptionsJoined { question: shown(&column.name) };
                    findings.add_at(kind, Place::file(&table.name).column(&column.label));
                    None
                }
                None => Some(one_column(table, column, tally, stated, &mut findings)),
            };
            (item, findings)
        })
        .collect();
    let (mut items, mut places) = (Vec::new(), Vec::new());
    let mut all: Vec<Findings> = Vec::with_capacity(read.len());
    for (at, (item, findings)) in read.into_iter().enumerate() {
        all.push(findings);
        if let Some(item) = item {
            items.push(item);
            places.push(at);
        }
    }
    write_in::assign(table, &mut items);
    let stated: BTreeSet<usize> = settings.keys().copied().collect();
    // What was said of the scale of these no longer holds.
    for personal in personal_columns(table, &items, &stated) {
        let PersonalColumn { item, kind, in_doubt } = personal;
        items[item].personal = Some(kind);
        items[item].in_doubt = in_doubt;
        let kind = SourcesFinding::ColumnPersonal { kind, in_doubt };
        all[places[item]] = set_aside(table, &mut items[item], Scale::Personal, kind);
    }
    for DerivedColumn { item, from, how } in derived_columns(table, &items, &stated) {
        let from = from.iter().map(|from| shown(&table.columns[*from].label)).collect();
        let kind = SourcesFinding::ColumnDerived { how, from };
        all[places[item]] = set_aside(table, &mut items[item], Scale::Derived, kind);
        items[item].in_doubt = false;
    }
    all.into_iter().for_each(|of_column| findings.extend(of_column));
    let guessed = items.iter().filter(|item| item.in_doubt && item.scale != Scale::Personal);
    let kind = SourcesFinding::FewAnswers { columns: guessed.clone().count() };
    findings.add_counted(kind, usize::from(guessed.count() > 0), Some(Place::file(&table.name)));
    for (questions, order) in behaved_scales(table, &items) {
        let first = &table.columns[items[questions[0]].columns[0]];
        let kind = SourcesFinding::ScaleProposed { questions: questions.len(), order };
        findings.add_at(kind, Place::file(&table.name).column(&first.label));
    }
    items
}

/// The item of a group of options, in the place of its first column.
fn of_group(
    table: &Table,
    column: &Column,
    group: &Group,
    tallies: &[Tally],
    findings: &mut Findings,
) -> Option<Item> {
    let declined = tallies[column.index].declined.iter();
    declined.for_each(|(found, count)| no_answer(table, column, found, *count, findings));
    (group.columns[0] == column.index).then(|| {
        note(table, column, Scale::Multiple, findings);
        Item {
            name: group.name.clone(),
            columns: group.columns.clone(),
            scale: Scale::Multiple,
            write_in: None,
            missing: Vec::new(),
            // Options that few chose, of a question that many answered, are no guess.
            in_doubt: group.columns.iter().map(|at| tallies[*at].answered).sum::<usize>()
                < FEW_ANSWERS,
            personal: None,
            answers: ItemAnswers::ColumnEach { labels: group.labels.clone() },
        }
    })
}

/// Leaves out a column; gives the findings that say so.
fn set_aside(table: &Table, item: &mut Item, scale: Scale, why: SourcesFinding) -> Findings {
    let mut findings = Findings::default();
    item.scale = scale;
    item.answers = ItemAnswers::Words;
    let column = &table.columns[item.columns[0]];
    note(table, column, scale, &mut findings);
    findings.add_at(why, Place::file(&table.name).column(&column.label));
    findings
}

fn note(table: &Table, column: &Column, scale: Scale, findings: &mut Findings) {
    let kind = SourcesFinding::ScaleRecognised { scale };
    findings.add_at(kind, Place::file(&table.name).column(&column.label));
}

fn one_column(
    table: &Table,
    column: &Column,
    tally: &Tally,
    stated: Option<&ColumnSettings>,
    findings: &mut Findings,
) -> Item {
    let place = || Place::file(&table.name).column(&column.label);
    // The levels of the file apply only where the manifest leaves room for them: with a stated
    // scale of another kind they would be codes of something else.
    let mut stated = stated.cloned().unwrap_or_default();
    if stated.levels.is_empty()
        && stated.scale.is_none_or(|scale| matches!(scale, Scale::Nominal | Scale::Ordinal))
    {
        stated.levels.clone_from(&column.legend.levels);
    }
    let known = stated.scale.or(column.legend.scale);
    let in_doubt = known.is_none() && is_guessed(tally);
    let scale = known.unwrap_or_else(|| {
        let scale =
            if stated.levels.is_empty() { infer_scale(tally, column) } else { Scale::Ordinal };
        note(table, column, scale, findings);
        scale
    });
    // Answers of these scales are told from each other, so each is needed, also the rare ones and
    // the numbers that the first count leaves out.
    let counted = matches!(scale, Scale::Nominal | Scale::Ordinal | Scale::Multiple)
        || (tally.partial && matches!(scale, Scale::Numeric | Scale::Count));
    let complete =
        (counted && (tally.partial || tally.numbers.is_some())).then(|| Tally::count_all(column));
    let tally = complete.as_ref().unwrap_or(tally);
    let mut answers = match scale {
        Scale::Ordinal => {
            levels(tally, ordinal_labels(tally, &stated.levels), false, &place, findings)
        }
        Scale::Nominal => {
            levels(tally, nominal_labels(tally, &stated.levels), true, &place, findings)
        }
        Scale::Multiple => ItemAnswers::InOneCell(OptionList::from_answers(
            tally,
            &stated.levels,
            stated.separator.as_deref(),
            asks_for_several(column.legend.question.as_deref().unwrap_or(&column.name)),
        )),
        Scale::Numeric | Scale::Count => {
            let bad = |(text, count): &(String, usize)| {
                number_or_open_end(text).is_none().then_some((text.clone(), *count))
            };
            out_of_scale(tally.answers.iter().filter_map(bad), &place, findings);
            ItemAnswers::Numbers
        }
        _ => ItemAnswers::Words,
    };
    if let ItemAnswers::Levels { codes, .. } = &mut answers {
        // User-missing values have a label like any answer; the code keeps them out of the levels.
        codes.extend(column.legend.missing.iter().map(|text| (fold(text), MISSING)));
    }
    if scale == Scale::Ordinal {
        for (text, count) in ordinal::ranges_made_dates(tally) {
            let kind = SourcesFinding::RangeMadeDate { found: shown(text) };
            findings.add_counted(kind, *count, Some(place()));
        }
    }
    match scale {
        Scale::Empty if table.rows() > 0 => findings.add_at(SourcesFinding::AllMissing {}, place()),
        Scale::Constant => findings.add_at(SourcesFinding::ConstantColumn {}, place()),
        _ => {}
    }
    // Free text may say "n/a" for reasons of its own; nothing is counted there, so nothing is lost.
    if !matches!(answers, ItemAnswers::Words) {
        let is_no_level = |text: &str| match &answers {
            ItemAnswers::Levels { codes, .. } => !codes.contains_key(text),
            ItemAnswers::Words
            | ItemAnswers::Numbers
            | ItemAnswers::InOneCell(_)
            | ItemAnswers::ColumnEach { .. } => false,
        };
        let refusals = tally.answers.iter().map(|(text, count)| (fold(text), *count));
        let refusals = refusals
            .filter(|(text, _)| scale == Scale::Ordinal && is_no_level(text) && stands_aside(text));
        let declined = tally.declined.iter().map(|(text, count)| (text.clone(), *count));
        declined
            .chain(refusals)
            .for_each(|(found, count)| no_answer(table, column, &found, count, findings));
    }
    let (name, columns, missing) = (column.label.clone(), vec![column.index], stated.missing);
    Item { name, columns, scale, write_in: None, missing, in_doubt, personal: None, answers }
}

/// Says that words of a column, folded, count as no answer, once for each text of the file.
fn no_answer(table: &Table, column: &Column, found: &str, count: usize, findings: &mut Findings) {
    // The tally knows no rows; the finding names the first, and this search is done once for each
    // text.
    let first = (0..table.rows()).find(|row| fold(&column.text(*row)) == found).unwrap_or(0);
    let kind = SourcesFinding::NoAnswer { found: shown(found), column: shown(&column.label) };
    findings.add_counted(kind, count, Some(table.place(first)));
}

#[cfg(test)]
mod tests {
    use super::super::super::file::SourceFile;
    use super::*;

    /// The one item after the id of a survey with these answers, and what was found.
    fn item(answers: &[(&str, usize)]) -> (Item, Findings) {
        let mut text = String::from("id,How often?\n");
        let cells = answers.iter().flat_map(|(answer, count)| std::iter::repeat_n(answer, *count));
        cells
            .enumerate()
            .for_each(|(row, answer)| text.push_str(&format!("P{row},\"{answer}\"\n")));
        let mut findings = Findings::default();
        let table = Table::from_file(
            SourceFile::from_bytes("t.csv", text).unwrap(),
            None,
            None,
            &mut findings,
        )
        .unwrap();
        (infer_items(&table, &BTreeMap::new(), &mut findings).remove(1), findings)
    }

    #[test]
    fn what_counts_as_no_answer_is_counted_in_a_finding() {
        let (item, findings) =
            item(&[("Never", 8), ("Often", 9), ("N/A", 2), ("", 4), ("Don't know", 3)]);
        assert_eq!((item.scale, item.labels().len()), (Scale::Ordinal, 2));
        let said: Vec<String> = findings
            .iter()
            .filter(|one| one.id() == "no-answer")
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            said,
            [
                "t.csv:19: \"n/a\" counts as no answer, first in column \"How often?\" (2 in all)",
                concat!(
                    "t.csv:25: \"don't know\" counts as no answer, first in column ",
                    "\"How often?\" (3 in all)"
                ),
            ]
        );
    }

    #[test]
    fn the_ends_of_counted_numbers_are_levels() {
        for answers in [
            &["0", "1", "2", "3+"][..],
            &["1", "2", "3", "4", "5", "6+"],
            &["None", "1", "2", "3"],
            &["Keine", "1", "2", "3 oder mehr"],
            &["0", "1", "2", "3 ou plus"],
            &["0", "1", "2", "3以上"],
        ] {
            // The end is rare enough to pass for one that wrote something else.
            let mut counted: Vec<(&str, usize)> = answers.iter().map(|one| (*one, 40)).collect();
            let none = answers[0].parse::<u8>().is_err();
            let end = if none { 0 } else { answers.len() - 1 };
            counted[end].1 = 12;
            let (item, _) = item(&counted);
            assert_eq!((item.scale, item.labels().join("|")), (Scale::Ordinal, answers.join("|")));
        }
        let (item, _) = item(&[("1", 20), ("2", 20), ("3", 20), ("4", 20), ("elsewhere", 9)]);
        assert_eq!((item.scale, item.labels().len()), (Scale::Nominal, 5));
    }

    #[test]
    fn who_does_not_know_how_often_has_no_rate() {
        for (rates, unknown) in [
            (["nie", "seltener", "einmal im Monat", "mehrmals pro Woche", "täglich"], "weiß nicht"),
            (
                [
                    "nunca",
                    "menos vezes",
                    "uma vez por mês",
                    "várias vezes por semana",
                    "todos os dias",
                ],
                "não sei",
            ),
        ] {
            let mut counted: Vec<(&str, usize)> = rates.iter().map(|one| (*one, 20)).collect();
            counted.push((unknown, 9));
            let (item, _) = item(&counted);
            assert_eq!((item.scale, item.labels().join("|")), (Scale::Ordinal, rates.join("|")));
        }
    }

    #[test]
    fn more_ranks_than_levels_are_no_scale() {
        let prices: Vec<String> = (0..300).map(|euro| format!("ab {euro},90 €")).collect();
        let answers: Vec<(&str, usize)> = prices.iter().map(|price| (&**price, 3)).collect();
        let (item, _) = item(&answers);
        assert_ne!(item.scale, Scale::Ordinal);
    }

    #[test]
    fn an_answer_that_is_no_grade_is_kept() {
        let (item, findings) =
            item(&[("Never", 40), ("Often", 50), ("I only know what Excel is.", 9)]);
        assert_eq!((item.scale, item.labels().len()), (Scale::Nominal, 3));
        assert_eq!(findings.count("no-answer") + findings.count("out-of-scale"), 0);
        // Who does not know what is graded was asked, and has no level.
        let (item, findings) =
            self::item(&[("Never", 40), ("Often", 50), ("I don't know what Shiny is.", 9)]);
        assert_eq!((item.scale, item.labels().len()), (Scale::Ordinal, 2));
        assert_eq!(findings.count("no-answer"), 9);
    }
}
