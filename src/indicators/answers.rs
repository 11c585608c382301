//! Items of surveys and CRM exports as indicators: one per question, one per option of a multiple
//! choice.

use std::collections::{BTreeMap, BTreeSet};

use super::candidate::IndicatorDraft;
use super::indicator::{Measure, Origin, Values};
use super::score_groups::repeats_a_score;
use super::suspicious;
use super::wording::propose;
use crate::finding::Findings;
use crate::indicators::findings::IndicatorsFinding;
use crate::locator::Place;
use crate::manifest::{ColumnRule, DecisionKind, Facet, PersonaKind, Role, Source, Stated};
use crate::sources::{
    ColumnNames, Item, MISSING, Scale, SourceKind, StandIns, behaves_like_weights, header_words,
    is_chosen, names_no_question, names_paradata, names_weight, stand_ins, weighs,
};
use crate::study::Rows;
use crate::study::Study;

pub(super) fn candidates(study: &Study, findings: &mut Findings) -> Vec<IndicatorDraft> {
    let mut candidates = Vec::new();
    for (source, rows) in study.tables() {
        let plumbing = plumbing(study, source, rows);
        let rules = rules(study, source, rows);
        let outcome = outcome(study, source, rows);
        for (number, item) in rows.items.iter().enumerate() {
            if item.columns.iter().any(|column| plumbing.contains(column)) {
                continue;
            }
            let rule = item
                .columns
                .iter()
                .filter_map(|column| rules.get(column))
                // A grid has several columns; the first rule in the manifest decides.
                .min_by_key(|(position, _)| *position);
            let rule = rule.map(|(_, rule)| *rule);
            let mut made = item_candidates(study, source, rows, number);
            for candidate in &mut made {
                candidate.sources.push(study.source_id(source).to_owned());
            }
            let named = |candidate: &IndicatorDraft| {
                study
                    .manifest()
                    .facets
                    .iter()
                    .any(|(_, pattern)| candidate.is_meant_by(&pattern.value))
            };
            // An earlier study has decided what is an answer.
            let decided = rule.is_some() || study.adopted().is_some();
            let read = !matches!(item.scale, Scale::Constant | Scale::Empty | Scale::Date);
            let unnamed = !decided && read && !made.iter().any(named);
            if unnamed && is_no_answer(study, source, rows, item, findings) {
                continue;
            }
            let of_accounts = study.source(source).is_of_accounts();
            for candidate in &mut made {
                candidate.otherwise = facet_otherwise(study, source, rows, item);
                // What is true of an account is not what its people do: they would be grouped by
                // where they work.
                candidate.indicator.role = of_accounts.then_some(Role::Descriptive);
                if let Some(rule) = rule {
                    candidate.stated(rule.facet, rule.role);
                }
                if outcome.is_some_and(|column| item.columns.contains(&column)) {
                    candidate.stated(Some(Facet::Outcome), None);
                }
            }
            if unnamed && counts_what_was_won(study.source(source), item) {
                let (source, column) = (study.source_id(source).to_owned(), item.name.clone());
                findings.add(IndicatorsFinding::OutcomeMayShape { source, column });
            }
            pooled_outcome(study, source, rows, number, findings);
            let asked = study.manifest().decision(DecisionKind::MissingNumbers).is_some();
            if !asked && !decided && rows.aggregated.is_none() {
                report_stand_ins(rows, item, findings);
            }
            if let Some(numbers) = item.numbers(&rows.table) {
                suspicious::report(rows, &item.name, &numbers, findings);
            }
            candidates.extend(made);
        }
    }
    candidates
}

/// True if an item is worked out of the rows that were won or lost alone.
fn counts_what_was_won(source: &Source, item: &Item) -> bool {
    const ENDED: [&str; 12] = [
        "won", "lost", "gewonnen", "verloren", "ganado", "ganada", "perdido", "perdida", "gagné",
        "perdu", "vinto", "perso",
    ];
    let ended = |value: &Stated<String>| {
        value.value.to_lowercase().split_whitespace().any(|word| ENDED.contains(&word))
    };
    let mut rules = source.aggregation.rules.iter().filter(|rule| rule.name.value == item.name);
    rules.any(|rule| rule.only.iter().any(|(_, values)| values.iter().any(ended)))
}

/// Numbers such as 999 that may stand for no answer, where nothing is stated of their column.
fn report_stand_ins(rows: &Rows, item: &Item, findings: &mut Findings) {
    let Some(StandIns { values, low, high, .. }) = stand_ins(&rows.table, item) else { return };
    let column = item.name.clone();
    let at = Place::file(&rows.table.name).column(&column);
    let cells = values.iter().map(|(_, cells)| cells).sum();
    let values = values.into_iter().map(|(value, _)| value).collect();
    let kind = IndicatorsFinding::NumbersMayBeMissing { column, values, cells, low, high };
    findings.add_at(kind, at);
}

/// Default facet of an item: firmographic for accounts, behaviour for what was done and for answers
/// of a survey that are no amounts, otherwise context.
fn facet_otherwise(study: &Study, source: usize, rows: &Rows, item: &Item) -> Facet {
    let measured = matches!(item.scale, Scale::Numeric | Scale::Count);
    let survey = study.source_kind(source) == SourceKind::Survey;
    if study.source(source).is_of_accounts() {
        Facet::Firmographic
    } else if (rows.aggregated.is_some() && measured) || (survey && !measured) {
        Facet::Behaviour
    } else {
        Facet::Context
    }
}

/// The column of a source's outcome, unless it stands in a file of its own.
fn outcome(study: &Study, source: usize, rows: &Rows) -> Option<usize> {
    let rule = study.source(source).outcome.as_ref().filter(|rule| rule.file.is_none())?;
    rows.table.column(&rule.column.value).map(|column| column.index)
}

/// Outcomes that mark whom not to serve, as records name them.
const NOT_TO_BE_SERVED: [&str; 17] = [
    "churned",
    "churn",
    "cancelled",
    "canceled",
    "unprofitable",
    "refunded",
    "terminated",
    "gekündigt",
    "abgewandert",
    "résilié",
    "cancelado",
    "disdetto",
    "opgezegd",
    "uppsagd",
    "отток",
    "流失",
    "解約",
];

/// True if a field asks whether somebody left, and not whether something was won.
fn says_left(name: &str) -> bool {
    !header_words(name).iter().any(|word| {
        ["won", "closed", "renewed", "retained", "iswon", "isclosed"].contains(&word.as_str())
    })
}

/// True if an answer marks whom not to serve.
pub(super) fn marks_whom_not_to_serve(answer: &str) -> bool {
    NOT_TO_BE_SERVED.contains(&answer.trim().to_lowercase().as_str())
}

/// Who left and is described together with all others: a finding, for what they say or did is not
/// what those do who are to be kept.
fn pooled_outcome(
    study: &Study,
    source: usize,
    rows: &Rows,
    number: usize,
    findings: &mut Findings,
) {
    let item = &rows.items[number];
    // "Churn" answered by yes or no tells the same as "churned" among other answers.
    let asked = propose(&item.name).is_some_and(|(facet, _)| facet == Facet::Outcome)
        && item.labels().len() == 2;
    if !(asked || study.source_kind(source) == SourceKind::Crm)
        || !matches!(item.scale, Scale::Nominal | Scale::Ordinal)
    {
        return;
    }
    let Some(levels) = item.levels(&rows.table) else { return };
    let levels = by_respondent(study, source, &levels, MISSING);
    for (label, level) in item.labels().iter().zip(0..) {
        let says_so = asked && is_chosen(label) && says_left(&item.name);
        if !marks_whom_not_to_serve(label) && !says_so {
            continue;
        }
        // Stated outcomes have made them negative personas already.
        let pooled = levels.iter().zip(study.kinds());
        let respondents =
            pooled.filter(|(own, kind)| **own == level && **kind != PersonaKind::Negative).count();
        if respondents > 0 {
            let (column, value) = (item.name.clone(), label.clone());
            findings.add(IndicatorsFinding::OutcomePooled { column, value, respondents });
        }
    }
}

/// Columns that say who somebody is, not what they are like.
fn plumbing(study: &Study, source: usize, rows: &Rows) -> BTreeSet<usize> {
    let stated = study.source(source);
    let named = stated.keys.iter().map(|(_, column)| column);
    let named = named
        .chain(&stated.weight)
        .chain(&stated.account)
        .chain(stated.role.as_ref().map(|role| &role.column));
    named
        .filter_map(|column| rows.table.column(&column.value))
        .map(|column| column.index)
        .chain(rows.respondent)
        .chain(rows.record_key)
        .collect()
}

/// True for an item that the manifest does not name is by its header no answer but a weight,
/// paradata, consent or a check of attention, which is a finding.
fn is_no_answer(
    study: &Study,
    source: usize,
    rows: &Rows,
    item: &Item,
    findings: &mut Findings,
) -> bool {
    let column = item.name.clone();
    if matches!(item.scale, Scale::Numeric | Scale::Count)
        && ((names_weight(&column) && weighs_respondents(rows, item))
            || behaves_like_weights(&rows.table.columns[item.columns[0]]))
    {
        let at = Place::file(&rows.table.name).column(&column);
        if study.manifest().decision(DecisionKind::Weight).is_none() {
            findings.add_at(IndicatorsFinding::WeightUndeclared { column }, at);
        }
    } else if names_paradata(&column, item.scale) || repeats_a_score(rows, item) {
        findings.add(IndicatorsFinding::Paradata {
            source: study.source_id(source).to_owned(),
            column,
        });
    } else if names_no_question(&column) {
        findings.add(IndicatorsFinding::NoQuestion {
            source: study.source_id(source).to_owned(),
            column,
        });
    } else {
        return false;
    }
    true
}

/// True if the numbers of an item's column can be weights of respondents; kilograms are an answer.
fn weighs_respondents(rows: &Rows, item: &Item) -> bool {
    item.columns.iter().any(|column| weighs(&rows.table, &rows.table.columns[*column]))
}

/// Rules of the manifest for items, each with its position: the first one about an item stands.
fn rules<'a>(
    study: &'a Study,
    source: usize,
    rows: &Rows,
) -> BTreeMap<usize, (usize, &'a ColumnRule)> {
    let (names, mut rules) = (ColumnNames::index(&rows.table), BTreeMap::new());
    for (position, (name, rule)) in study.source(source).columns.iter().enumerate() {
        if let Some(column) = names.get(&name.value) {
            rules.entry(column.index).or_insert((position, rule));
        }
    }
    rules
}

fn item_candidates(
    study: &Study,
    source: usize,
    rows: &Rows,
    number: usize,
) -> Vec<IndicatorDraft> {
    let item = &rows.items[number];
    let kind = study.source_kind(source);
    let origin = |answer| Origin::Item { source, kind, item: number, answer };
    if let Some(options) = item.options(&rows.table) {
        let make = |(option, marks): (usize, Vec<u8>)| {
            let label = &item.labels()[option];
            let name = format!("{} = {label}", item.name);
            let values = Values::Codes(by_respondent(study, source, &marks, MISSING));
            let mut candidate = IndicatorDraft::new(
                name,
                label.clone(),
                Measure::Option,
                origin(Some(option)),
                values,
            );
            candidate.indicator.question.clone_from(&item.name);
            candidate
        };
        return options.into_iter().enumerate().map(make).collect();
    }
    let (measure, values) = match item.scale {
        Scale::Numeric | Scale::Count => {
            let measure =
                if item.scale == Scale::Count { Measure::Count } else { Measure::Numeric };
            let numbers = item.numbers(&rows.table).expect("a numeric item has numbers");
            (measure, Values::Numbers(by_respondent(study, source, &numbers, f64::NAN)))
        }
        Scale::Nominal | Scale::Ordinal => {
            let codes = item.levels(&rows.table).expect("a graded item has levels");
            let measure =
                if item.scale == Scale::Nominal { Measure::Nominal } else { Measure::Ordinal };
            (measure, Values::Codes(by_respondent(study, source, &codes, MISSING)))
        }
        _ => return Vec::new(),
    };
    let mut candidate =
        IndicatorDraft::new(item.name.clone(), item.name.clone(), measure, origin(None), values);
    candidate.indicator.question.clone_from(&item.name);
    candidate.indicator.levels = item.labels().to_vec();
    let off_scale = by_respondent(study, source, &item.off_scale(&rows.table), false);
    candidate.off_scale =
        (0..).zip(off_scale).filter(|(_, off)| *off).map(|(one, _)| one).collect();
    vec![candidate]
}

/// Values of rows as values of respondents.
fn by_respondent<T: Copy>(study: &Study, source: usize, of_rows: &[T], missing: T) -> Vec<T> {
    let mut values = vec![missing; study.len()];
    for (value, respondent) in of_rows.iter().zip(study.record_owners(source)) {
        if let Some(respondent) = respondent {
            values[*respondent as usize] = *value;
        }
    }
    values
}
