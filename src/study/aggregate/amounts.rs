//! Amounts added up: in one currency, and in an order that is not that of the rows.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use super::super::findings::StudyFinding;
use crate::error::shown;
use crate::finding::Findings;
use crate::sources::findings::SourcesFinding;
use crate::sources::{Column, Table, parse_amount};

/// The amounts of a column in one currency.
pub(super) struct Amounts {
    /// NaN for rows without one.
    pub(super) of_rows: Vec<f64>,
    pub(super) unit: Option<String>,
}

impl Amounts {
    /// The amounts of the rows that count, in one currency; NaN for rows without one.
    pub(super) fn read(
        table: &Table,
        of: &Column,
        stated: Option<&String>,
        counted: &RoaringBitmap,
        findings: &mut Findings,
    ) -> Self {
        let currency = table.columns.iter().find(|column| {
            CURRENCY.iter().any(|name| column.name.eq_ignore_ascii_case(name))
                && column.index != of.index
        });
        let mut read = Vec::new();
        let mut units: BTreeMap<String, usize> = BTreeMap::new();
        let mut empty = Vec::new();
        for row in counted.iter() {
            let text = of.text(row as usize);
            if text.trim().is_empty() {
                empty.push(row);
                continue;
            }
            let at = || table.place(row as usize).column(&of.label);
            let Some((amount, mark)) = parse_amount(&text) else {
                findings.add_at(
                    SourcesFinding::OutOfScale { found: format!("{:?}", shown(&text)) },
                    at(),
                );
                continue;
            };
            let beside = || currency.map(|column| column.text(row as usize).trim().to_uppercase());
            let unit = mark.map(str::to_owned).or_else(beside).filter(|unit| !unit.is_empty());
            unit.iter().for_each(|unit| *units.entry(unit.clone()).or_default() += 1);
            read.push((row, amount, unit));
        }
        let at = empty.first().map(|row| table.place(*row as usize).column(&of.label));
        findings.add_counted(StudyFinding::NoAmount {}, empty.len(), at);
        // Amounts of several currencies cannot be added; most rows are in this one.
        let most = units.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        let kept = stated.cloned().or(most.map(|(unit, _)| unit));
        let mut of_rows = vec![f64::NAN; table.rows()];
        for (row, amount, unit) in read {
            match (unit, &kept) {
                (Some(found), Some(kept)) if !is_same_currency(&found, kept) => {
                    let at = table.place(row as usize).column(&of.label);
                    findings.add_at(StudyFinding::OtherCurrency { found, kept: kept.clone() }, at);
                }
                _ => of_rows[row as usize] = amount,
            }
        }
        Self { of_rows, unit: kept }
    }
}

/// Headers of columns that say in which currency the amounts of a row are.
const CURRENCY: [&str; 6] = [
    "Currency",
    "CurrencyIsoCode",
    "Currency ISO Code",
    "Deal Currency",
    "Deal Currency Code",
    "Deal - Currency",
];

/// True if amounts may be added: a bare dollar sign is that of any dollar.
fn is_same_currency(found: &str, kept: &str) -> bool {
    found == kept || (found == "$" && kept.ends_with('D')) || (kept == "$" && found.ends_with('D'))
}

/// The sum or mean of the numbers among some values, to a millionth; no rows add up to 0, rows
/// without numbers to nothing. Numbers are added in the order of their size, so that the order of
/// the rows does not matter.
pub(super) fn total(values: impl Iterator<Item = f64>, mean: bool) -> Option<String> {
    let all: Vec<f64> = values.collect();
    let mut numbers: Vec<f64> = all.iter().copied().filter(|number| !number.is_nan()).collect();
    if numbers.is_empty() && (mean || !all.is_empty()) {
        return None;
    }
    // Rounding depends on the order of adding, which must not depend on the order of rows.
    numbers.sort_unstable_by(f64::total_cmp);
    let sum: f64 = numbers.iter().sum();
    #[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
    let value = if mean { sum / numbers.len() as f64 } else { sum };
    Some(round(value))
}

fn round(value: f64) -> String {
    const PARTS: f64 = 1e6;
    // Six decimals, as the SQL of the warehouse rounds.
    let scaled = (value * PARTS).round();
    let value = if scaled.is_finite() { scaled / PARTS } else { value };
    // Makes 0 of -0.
    (value + 0.0).to_string()
}

/// A share of rows; none where there are no rows.
#[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^53")]
pub(super) fn share(part: usize, of: usize) -> Option<String> {
    (of > 0).then(|| round(part as f64 / of as f64))
}
