//! Columns of people that may be something else than they seem.

use super::super::columns::{counts, values};
use super::super::facts::TableFacts;
use super::super::people::RespondentDraft;
use super::super::text::quote;
use super::drafted::{DraftedAlternative, DraftedDecision, named};
use crate::locale::ScaffoldWords;
use crate::manifest::DecisionKind;
use crate::sources::personal_kind::PersonalKind;
use crate::sources::{
    Column, Scale, StandIns, behaved_scales, behaves_like_weights, may_be_weight, parse_number,
    stand_ins,
};

/// A table of people.
pub(super) type OfPeople<'a> = (&'a TableFacts<'a>, &'a RespondentDraft);

/// Settings of columns as the inside of an inline table.
pub(super) fn of_columns(settings: impl Iterator<Item = (String, String)>) -> String {
    let all: Vec<String> =
        settings.map(|(label, rule)| format!("{} = {{ {rule} }}", quote(&label))).collect();
    format!("columns = {{ {} }}", all.join(", "))
}

/// A column that may weigh respondents, where none does for sure.
pub(super) fn weight(tables: &[OfPeople<'_>], words: &ScaffoldWords) -> Option<DraftedDecision> {
    let found = tables.iter().find_map(|of| may_weigh(of).map(|column| (of.0, column)));
    let (facts, column) = found?;
    let (source, texts) = (facts.id, words.decisions);
    let mut numbers: Vec<f64> = column.map(parse_number).into_iter().flatten().collect();
    numbers.sort_by(f64::total_cmp);
    let (least, most) = (numbers.first()?, numbers.last()?);
    let rows = facts.table.kept_rows();
    let label = &column.label;
    let ignored = [(label.clone(), "role = \"ignored\"".to_owned())];
    let once = (texts.counts_once)(rows);
    let weighted = (texts.weighted)(&format!("{least:.2}"), &format!("{most:.2}"));
    Some(DraftedDecision {
        kind: DecisionKind::Weight,
        question: (texts.weight)(label, source),
        taken: (Some("no-weight".to_owned()), once.clone()),
        columns: vec![named(source, label)],
        alternatives: vec![
            DraftedAlternative::new("no-weight", once).set(source, of_columns(ignored.into_iter())),
            DraftedAlternative::new("weight", weighted)
                .set(source, format!("weight = {}", quote(label))),
        ],
    })
}

fn may_weigh<'a>((facts, draft): &OfPeople<'a>) -> Option<&'a Column> {
    let may = |column: &&Column| {
        Some(column.index) != draft.respondent
            && (may_be_weight(facts.table, column) || behaves_like_weights(column))
    };
    facts.table.columns.iter().find(may).filter(|_| draft.weight.is_none())
}

/// Numbers that may stand for no answer. Those that may as well be answers stay numbers.
pub(super) fn missing(tables: &[OfPeople<'_>], words: &ScaffoldWords) -> Option<DraftedDecision> {
    let texts = words.decisions;
    let (mut columns, mut told) = (Vec::new(), Vec::new());
    let (mut sure_cells, mut cells) = (0, 0);
    let mut sure = DraftedAlternative::new("no-answer", String::new());
    let mut all = DraftedAlternative::new("no-answer", String::new());
    for (facts, draft) in tables {
        let items = facts.items.iter().filter(|item| Some(item.columns[0]) != draft.respondent);
        let found = items.filter_map(|item| Some((item, stand_ins(facts.table, item)?)));
        let (mut of_sure, mut of_all) = (Vec::new(), Vec::new());
        for (item, StandIns { values, are_sure, .. }) in found {
            let label = &facts.table.columns[item.columns[0]].label;
            let written: Vec<&str> = values.iter().map(|(value, _)| value.as_str()).collect();
            let quoted: Vec<String> = written.iter().map(|value| quote(value)).collect();
            let own: usize = values.iter().map(|(_, cells)| cells).sum();
            told.push(format!("{label:?} {}", written.join(", ")));
            columns.push(named(facts.id, label));
            let setting = (label.clone(), format!("missing = [{}]", quoted.join(", ")));
            cells += own;
            if are_sure {
                sure_cells += own;
                of_sure.push(setting.clone());
            }
            of_all.push(setting);
        }
        if !of_sure.is_empty() {
            sure = sure.set(facts.id, of_columns(of_sure.into_iter()));
        }
        if !of_all.is_empty() {
            all = all.set(facts.id, of_columns(of_all.into_iter()));
        }
    }
    if columns.is_empty() {
        return None;
    }
    sure.effect = (texts.no_answer)(sure_cells);
    all.effect = (texts.no_answer)(cells);
    let number = DraftedAlternative::new("number", (texts.number)(cells));
    let alternatives = match sure_cells {
        0 => vec![number, all],
        some if some == cells => vec![sure, number],
        _ => {
            all.name = "all-no-answer".to_owned();
            vec![sure, all, number]
        }
    };
    Some(DraftedDecision {
        kind: DecisionKind::MissingNumbers,
        question: (texts.missing)(&shortened(&told, words)),
        taken: (Some(alternatives[0].name.clone()), alternatives[0].effect.clone()),
        columns,
        alternatives,
    })
}

/// Columns that may hold names of people. They are left out until somebody says that they do not.
pub(super) fn personal(tables: &[OfPeople<'_>], words: &ScaffoldWords) -> Option<DraftedDecision> {
    let texts = words.decisions;
    let (mut columns, mut told) = (Vec::new(), Vec::new());
    let mut left_out = DraftedAlternative::new("left-out", texts.left_out.to_owned());
    let mut read = DraftedAlternative::new("words", texts.quoted.to_owned());
    for (facts, draft) in tables {
        let in_doubt = facts.items.iter().filter(|item| {
            let named = [draft.respondent, draft.account].contains(&Some(item.columns[0]));
            item.in_doubt && item.personal == Some(PersonalKind::Names) && !named
        });
        let (mut personal, mut scales) = (Vec::new(), Vec::new());
        for column in in_doubt.map(|item| &facts.table.columns[item.columns[0]]) {
            told.push(format!("{:?}", column.label));
            columns.push(named(facts.id, &column.label));
            let stated = |scale: Scale| (column.label.clone(), format!("scale = \"{scale}\""));
            personal.push(stated(Scale::Personal));
            scales.push(stated(scale_of_words(column)));
        }
        if !personal.is_empty() {
            left_out = left_out.set(facts.id, of_columns(personal.into_iter()));
            read = read.set(facts.id, of_columns(scales.into_iter()));
        }
    }
    if columns.is_empty() {
        return None;
    }
    Some(DraftedDecision {
        kind: DecisionKind::Personal,
        question: (texts.personal)(&shortened(&told, words)),
        taken: (Some(left_out.name.clone()), left_out.effect.clone()),
        columns,
        alternatives: vec![left_out, read],
    })
}

/// Words are answers to choose from where each stands in two rows or more on average.
fn scale_of_words(column: &Column) -> Scale {
    let (_, filled) = counts(column, |_| true);
    if values(column).len() * 2 <= filled { Scale::Nominal } else { Scale::OpenText }
}

/// Questions whose answers behave like a scale although no word of them is known.
pub(super) fn scale(tables: &[OfPeople<'_>], words: &ScaffoldWords) -> Option<DraftedDecision> {
    let first = |of: &OfPeople<'_>| behaved_scales(of.0.table, of.0.items).into_iter().next();
    let ((facts, _), (questions, order)) =
        tables.iter().find_map(|of| first(of).map(|found| (of, found)))?;
    let label =
        |question: &usize| facts.table.columns[facts.items[*question].columns[0]].label.clone();
    let texts = words.decisions;
    let ordered = |name: &str, order: &[String]| {
        let levels: Vec<String> = order.iter().map(|level| quote(level)).collect();
        let rule = format!("scale = \"ordinal\", levels = [{}]", levels.join(", "));
        let rules = questions.iter().map(|question| (label(question), rule.clone()));
        DraftedAlternative::new(name, (texts.ordered)(&order.join(" < ")))
            .set(facts.id, of_columns(rules))
    };
    let reversed: Vec<String> = order.iter().rev().cloned().collect();
    Some(DraftedDecision {
        kind: DecisionKind::Scale,
        question: (texts.scale)(questions.len(), &order.join(" < ")),
        taken: (Some("unordered".to_owned()), texts.unordered.to_owned()),
        columns: questions.iter().map(|question| named(facts.id, &label(question))).collect(),
        alternatives: vec![ordered("ordered", &order), ordered("reversed", &reversed)],
    })
}

/// The first names of a list, and how many more there are.
pub(super) fn shortened(names: &[String], words: &ScaffoldWords) -> String {
    const MOST: usize = 4;
    let shown = names.iter().take(MOST).cloned().collect::<Vec<_>>().join("; ");
    match names.len().saturating_sub(MOST) {
        0 => shown,
        more => format!("{shown} {}", (words.more)(more)),
    }
}
