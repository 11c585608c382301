//! Rows that become one for each respondent or account, such as events and deals: counted, added up
//! and aged by the rules of the manifest.

mod amounts;
mod groups;

use std::borrow::Cow;
use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use super::columns::column;
use super::findings::{AggregateUnit, StudyFinding};
use super::linking::{account_key, record_id};
use crate::error::{ErrorKind, Result, nearest, shown};
use crate::finding::Findings;
use crate::locator::position32;
use crate::manifest::{Aggregate, AggregateRule, Manifest, RespondentRule, Source, Stated};
use crate::sources::{Column, Day, Scale, Table, fold, format_day, parse_day, read_days};
use amounts::{Amounts, share, total};
use groups::{RowGroups, once_per};

/// A table whose rows were aggregated, and what leads from the result back to them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Aggregated {
    /// The rows of the file.
    pub(crate) file: Table,
    groups: RowGroups,
    days: Vec<Option<Day>>,
    /// For each column of the result how it was worked out; none for what all rows of a group say.
    worked_out: Vec<Option<WorkedOut>>,
}

#[derive(Debug, Clone, PartialEq)]
struct WorkedOut {
    what: Aggregate,
    /// The column that it is worked out of.
    of: Option<usize>,
    /// Rows that the conditions hold for.
    counted: RoaringBitmap,
}

impl Aggregated {
    /// The rows of the file, from 0 and in their order, that a value rests on: those that were
    /// counted or decided, or else all of the group, which show that there is none.
    pub(crate) fn rows_behind(&self, group: usize, column: usize) -> Vec<u32> {
        let all = self.groups.rows(group);
        let Some(WorkedOut { what, of, counted }) = &self.worked_out[column] else {
            return all.to_vec();
        };
        let mut rows: Vec<u32> = all.iter().copied().filter(|row| counted.contains(*row)).collect();
        if matches!(what, Aggregate::First | Aggregate::Last) {
            let says = |row: u32| {
                of.is_some_and(|of| !self.file.columns[of].text(row as usize).trim().is_empty())
            };
            rows.retain(|row| says(*row));
        }
        let day = |row: &u32| self.days.get(*row as usize).copied().flatten();
        let decides = match what {
            Aggregate::First | Aggregate::DaysSinceFirst => rows.iter().filter_map(day).min(),
            Aggregate::Last | Aggregate::DaysSinceLast => rows.iter().filter_map(day).max(),
            _ => None,
        };
        if what.needs_dates() {
            rows.retain(|row| decides.is_some() && day(row) == decides);
        }
        // A count of zero rests on all rows that were looked at.
        if rows.is_empty() { all.to_vec() } else { rows }
    }

    /// The group of this name.
    pub(crate) fn group(&self, name: &str) -> Option<usize> {
        self.groups.position(name)
    }
}

/// Makes one row of the rows of each respondent, or of each account where the source has no
/// respondents: the key, what else the manifest needs of the respondent, and a column for each
/// rule.
pub(super) fn aggregate(
    manifest: &Manifest,
    source: &Source,
    table: Table,
    findings: &mut Findings,
) -> Result<(Table, Aggregated)> {
    let key = match (&source.respondent, &source.account) {
        (Some(RespondentRule::Column(name)), _) => column(manifest, &table, name)?,
        (None, Some(name)) => column(manifest, &table, name)?,
        _ => return Err(without_key(manifest, source)),
    };
    let of_accounts = source.is_of_accounts();
    let groups = if of_accounts {
        RowGroups::by_column(&table, key, account_key)
    } else {
        RowGroups::by_column(&table, key, |name| record_id(name).unwrap_or(name).to_owned())
    };
    report_rows(source, &table, key, &groups, findings);
    let mut working = Working {
        manifest,
        source,
        table: &table,
        groups: &groups,
        time: Time::default(),
        findings,
    };
    working.time = working.time()?;
    let mut columns = vec![Column::from_texts(&key.label, 0, None, &groups.names)];
    let mut worked_out = vec![None];
    for carried in working.carried_columns(key)? {
        columns.push(Column::from_texts(
            &carried.label,
            columns.len(),
            None,
            working.most_frequent(carried),
        ));
        worked_out.push(None);
    }
    for rule in &source.aggregation.rules {
        let of = rule.of.as_ref().map(|name| column(manifest, &table, name)).transpose()?;
        let (cells, counted) = working.work_out(rule, of)?;
        let scale = match rule.what {
            Aggregate::Count => Some(Scale::Count),
            Aggregate::First | Aggregate::Last => None,
            _ => Some(Scale::Numeric),
        };
        columns.push(Column::from_texts(&rule.name.value, columns.len(), scale, cells));
        worked_out.push(Some(WorkedOut { what: rule.what, of: of.map(|of| of.index), counted }));
    }
    let days = std::mem::take(&mut working.time.days);
    let first: Vec<u32> = (0..groups.len()).map(|group| groups.rows(group)[0]).collect();
    let made = table.rebuild(columns, &first);
    Ok((made, Aggregated { file: table, groups, days, worked_out }))
}

fn without_key(manifest: &Manifest, source: &Source) -> crate::Error {
    ErrorKind::Manifest {
        place: manifest.place(source.line),
        expected: format!(
            "a column as `respondent` or `account` of source {:?}, whose rows are aggregated",
            source.id
        ),
        found: "none".to_owned(),
        nearest: None,
    }
    .into()
}

/// Says how many rows become how many, and which belong to nobody.
fn report_rows(
    source: &Source,
    table: &Table,
    key: &Column,
    groups: &RowGroups,
    findings: &mut Findings,
) {
    let nobodys = |row: &usize| {
        !table.is_set_aside(*row) && key.text(*row).split(';').all(|name| name.trim().is_empty())
    };
    let mut nameless = (0..table.rows()).filter(nobodys);
    let first = nameless.next();
    let count = nameless.count() + usize::from(first.is_some());
    let kind = if source.is_of_accounts() {
        StudyFinding::NoAccount {}
    } else {
        StudyFinding::NoRespondentId {}
    };
    findings.add_counted(kind, count, first.map(|row| table.place(row).column(&key.label)));
    let unit = match source.is_of_accounts() {
        true => AggregateUnit::Accounts,
        false => AggregateUnit::Respondents,
    };
    let rows = table.kept_rows() - count;
    findings.add(StudyFinding::Aggregated {
        source: source.id.clone(),
        rows,
        into: groups.len(),
        unit,
    });
}

/// The days of rows.
#[derive(Default)]
struct Time {
    days: Vec<Option<Day>>,
    /// The day that ages are counted to; none where no row has a date.
    as_of: Option<Day>,
    /// Rows dated after it.
    later: RoaringBitmap,
}

struct Working<'a, 'f> {
    manifest: &'a Manifest,
    source: &'a Source,
    table: &'a Table,
    groups: &'a RowGroups,
    time: Time,
    findings: &'f mut Findings,
}

impl<'a> Working<'a, '_> {
    fn time(&mut self) -> Result<Time> {
        let stated = &self.source.aggregation;
        let dated = |rule: &&AggregateRule| rule.what.needs_dates() || rule.last_days.is_some();
        let Some(name) = &stated.date else {
            return match stated.rules.iter().find(dated) {
                Some(rule) => Err(ErrorKind::Manifest {
                    place: self.manifest.place(rule.name.line),
                    expected: format!(
                        "`date` of source {:?} for {:?}",
                        self.source.id, rule.name.value
                    ),
                    found: "none".to_owned(),
                    nearest: None,
                }
                .into()),
                None => Ok(Time::default()),
            };
        };
        let column = column(self.manifest, self.table, name)?;
        let days = read_days(column, &self.table.name, stated.date_order, self.findings);
        let used = || (0..self.table.rows()).filter(|row| !self.table.is_set_aside(*row));
        let empty: Vec<usize> = used().filter(|row| column.text(*row).trim().is_empty()).collect();
        let at = empty.first().map(|row| self.table.place(*row).column(&column.label));
        self.findings.add_counted(StudyFinding::UndatedRow {}, empty.len(), at);
        let newest = days.iter().flatten().max().copied();
        let Some(as_of) = stated.as_of.as_ref().and_then(|day| parse_day(&day.value)) else {
            if let Some(newest) = newest {
                let (source, day, column) =
                    (self.source.id.clone(), format_day(newest), column.label.clone());
                self.findings.add(StudyFinding::AgesCountedTo { source, day, column });
            }
            return Ok(Time { days, as_of: newest, later: RoaringBitmap::new() });
        };
        let is_later = |row: &usize| days[*row].is_some_and(|day| day > as_of);
        let later: RoaringBitmap = used().filter(is_later).map(position32).collect();
        let at = later.min().map(|row| self.table.place(row as usize).column(&column.label));
        let count = crate::locator::count_of(later.len());
        self.findings.add_counted(StudyFinding::AfterAsOf { day: format_day(as_of) }, count, at);
        Ok(Time { days, as_of: Some(as_of), later })
    }

    /// Columns of the file that say who the respondent is beside the key.
    fn carried_columns(&self, key: &Column) -> Result<Vec<&'a Column>> {
        let source = self.source;
        let mut carried: Vec<&Column> = Vec::new();
        let named = source.keys.iter().map(|(_, column)| column);
        for name in named
            .chain(&source.weight)
            .chain(&source.account)
            .chain(source.role.as_ref().map(|role| &role.column))
        {
            let column = column(self.manifest, self.table, name)?;
            if column.index != key.index && carried.iter().all(|known| known.index != column.index)
            {
                carried.push(column);
            }
        }
        Ok(carried)
    }

    /// For each group what most of its rows say in a column; of equals the first by text.
    fn most_frequent(&mut self, column: &Column) -> Vec<String> {
        let mut cells = Vec::with_capacity(self.groups.len());
        for group in 0..self.groups.len() {
            let mut said: BTreeMap<Cow<'_, str>, usize> = BTreeMap::new();
            for row in self.groups.rows(group) {
                let text = column.text(*row as usize);
                if !text.trim().is_empty() {
                    *said.entry(text).or_default() += 1;
                }
            }
            if said.len() > 1 {
                let (column, respondent) = (column.label.clone(), shown(&self.groups.names[group]));
                self.findings.add(StudyFinding::SeveralValues { column, respondent });
            }
            // Ties go to the first text in order, whatever the order of rows.
            let most = said.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
            cells.push(most.map_or_else(String::new, |(text, _)| text.into_owned()));
        }
        cells
    }

    /// The cell of each group, and the rows that the rule's conditions hold for.
    fn work_out(
        &mut self,
        rule: &AggregateRule,
        of: Option<&Column>,
    ) -> Result<(Vec<String>, RoaringBitmap)> {
        let counted = self.counted_rows(rule)?;
        let amounts = of.filter(|_| matches!(rule.what, Aggregate::Sum | Aggregate::Mean));
        let amounts = amounts
            .map(|of| Amounts::read(self.table, of, rule.unit.as_ref(), &counted, self.findings));
        let unit = amounts.as_ref().and_then(|amounts| amounts.unit.as_ref());
        let mut cells = Vec::with_capacity(self.groups.len());
        for group in 0..self.groups.len() {
            let all = self.groups.rows(group);
            let rows = || all.iter().copied().filter(|row| counted.contains(*row));
            let known = || rows().filter_map(|row| Some((self.time.days[row as usize]?, row)));
            let added = |mean| {
                let amounts = amounts.as_ref().map_or(&[][..], |amounts| &amounts.of_rows);
                total(rows().map(|row| amounts[row as usize]), mean)
            };
            let age = |day: Option<Day>| {
                Some((f64::from(self.time.as_of?) - f64::from(day?)).to_string())
            };
            let says = |row: Option<u32>| Some(of?.text(row? as usize).trim().to_owned());
            let cell = match rule.what {
                Aggregate::Count => Some(rows().count().to_string()),
                Aggregate::Share => {
                    let present = all.iter().filter(|row| !self.time.later.contains(**row)).count();
                    share(rows().count(), present)
                }
                Aggregate::Sum => added(false),
                Aggregate::Mean => added(true),
                Aggregate::DaysSinceFirst => age(known().map(|(day, _)| day).min()),
                Aggregate::DaysSinceLast => age(known().map(|(day, _)| day).max()),
                Aggregate::First => {
                    says(decisive(known().map(|(day, row)| (-i64::from(day), row)), of))
                }
                Aggregate::Last => {
                    says(decisive(known().map(|(day, row)| (i64::from(day), row)), of))
                }
            };
            cells.push(match (cell, unit) {
                (Some(cell), Some(unit)) => format!("{cell} {unit}"),
                (cell, _) => cell.unwrap_or_default(),
            });
        }
        Ok((cells, counted))
    }

    /// Rows that the conditions of a rule hold for.
    fn counted_rows(&self, rule: &AggregateRule) -> Result<RoaringBitmap> {
        let mut counted: RoaringBitmap = self.groups.rows.iter().copied().collect();
        // Rows after the stated day would tell the future.
        counted -= &self.time.later;
        for (name, values) in &rule.only {
            let column = column(self.manifest, self.table, name)?;
            let wanted: Vec<String> = values.iter().map(|value| fold(&value.value)).collect();
            let positions: Vec<u32> = column.map(|text| {
                let text = fold(text);
                wanted.iter().position(|wanted| *wanted == text).map_or(0, |at| position32(at + 1))
            });
            for (value, at) in values.iter().zip(1_u32..) {
                // A value that no row has is likelier mistyped than absent.
                if !positions.contains(&at) {
                    return Err(self.no_such_value(value, column));
                }
            }
            counted &= &positions
                .iter()
                .zip(0_u32..)
                .filter(|(at, _)| **at > 0)
                .map(|(_, row)| row)
                .collect();
        }
        if let Some(days) = rule.last_days {
            let recent = |row: &u32| match (self.time.as_of, self.time.days[*row as usize]) {
                (Some(as_of), Some(day)) => i64::from(as_of) - i64::from(day) < i64::from(days),
                _ => false,
            };
            counted = counted.iter().filter(recent).collect();
        }
        match &rule.once_per {
            Some(name) => {
                let of = rule.of.as_ref().map(|of| column(self.manifest, self.table, of));
                let once = column(self.manifest, self.table, name)?;
                Ok(once_per(once, of.transpose()?, &counted))
            }
            None => Ok(counted),
        }
    }

    fn no_such_value(&self, value: &Stated<String>, column: &Column) -> crate::Error {
        let levels = column.levels().unwrap_or_default();
        ErrorKind::Manifest {
            place: self.manifest.place(value.line),
            expected: format!("a value of column {:?} of {}", column.label, self.table.name),
            found: format!("{:?}", shown(&value.value)),
            nearest: nearest(&value.value, levels.into_iter().map(|(level, _)| level)),
        }
        .into()
    }
}

/// The row of the greatest rank that says something; of several the first by what it says.
fn decisive(ranked: impl Iterator<Item = (i64, u32)>, of: Option<&Column>) -> Option<u32> {
    let of = of?;
    let text = |row: u32| of.text(row as usize).trim().to_owned();
    let says =
        ranked.map(|(rank, row)| (rank, text(row), row)).filter(|(_, text, _)| !text.is_empty());
    // On one day the first text in order, so that the order of rows decides nothing.
    says.max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)).then(b.2.cmp(&a.2)))
        .map(|(.., row)| row)
}
