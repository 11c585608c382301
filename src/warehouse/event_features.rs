//! The columns of an event table that features are worked out of, and the features in SQL.

use super::dialect::{Dialect, whole};
use super::event_table::EventTable;
use crate::manifest::{Aggregate, AggregateRule, Aggregation};
use crate::sources::{fold, parse_day};

/// The rows of the table as the rules need them: `e.respondent`, `e.age` in days up to the day that
/// ages are counted to, and what else is read, once each.
pub(super) struct FeatureColumns<'a> {
    events: &'a EventTable,
    dialect: Dialect,
    read: Vec<String>,
}

impl<'a> FeatureColumns<'a> {
    pub(super) fn new(events: &'a EventTable) -> Self {
        Self { events, dialect: events.table.dialect, read: Vec::new() }
    }

    /// Name of a reading of a row.
    pub(super) fn read(&mut self, reading: String) -> String {
        // Rules share readings, so each is computed once for a row.
        let position = self.read.iter().position(|known| *known == reading).unwrap_or_else(|| {
            self.read.push(reading);
            self.read.len() - 1
        });
        format!("e.c{position}")
    }

    /// All that was read of each row.
    pub(super) fn select(&self) -> String {
        let mut columns =
            vec![format!("{} AS respondent", self.events.column(&self.events.table.key))];
        columns.extend(self.age().map(|age| format!("{age} AS age")));
        columns.extend(
            self.read
                .iter()
                .enumerate()
                .map(|(position, reading)| format!("{reading} AS c{position}")),
        );
        format!("SELECT {}\n  FROM {} AS t", columns.join(",\n    "), self.events.table.sql_name())
    }

    /// Days from a row's date to the day that ages are counted to: below 0 if it is later, `NULL`
    /// if it is unknown.
    fn age(&self) -> Option<String> {
        let stated = &self.events.aggregation;
        let day =
            self.dialect.day(&self.events.column(&stated.date.as_ref()?.value), self.events.holds);
        let as_of = match stated.as_of.as_ref().and_then(|day| parse_day(&day.value)) {
            Some(as_of) => whole(as_of.into()),
            // The last event is as near to the present as the table tells.
            None => format!("(SELECT MAX({day}) FROM {} AS t)", self.events.table.sql_name()),
        };
        Some(format!("{as_of}-{day}"))
    }

    /// Expression of a feature over the rows of a respondent.
    pub(super) fn feature(&mut self, rule: &AggregateRule) -> String {
        let conditions = self.conditions(rule);
        let of = rule.of.as_ref().map(|of| self.events.column(&of.value)).unwrap_or_default();
        match rule.what {
            Aggregate::Count => count(&conditions),
            Aggregate::Share => {
                let part = format!("CAST({} AS {})", count(&conditions), self.dialect.double());
                // Some engines fail on a division by zero.
                self.dialect.rounded(&format!(
                    "({part}/NULLIF({}, 0))",
                    count(&self.present("COALESCE(e.age, 0)"))
                ))
            }
            Aggregate::Sum | Aggregate::Mean => self.total(rule, &of, &conditions),
            Aggregate::DaysSinceFirst => format!("MAX({})", among(&conditions, "e.age")),
            Aggregate::DaysSinceLast => format!("MIN({})", among(&conditions, "e.age")),
            Aggregate::First => self.decisive(&of, '-', &conditions),
            Aggregate::Last => self.decisive(&of, '+', &conditions),
        }
    }

    /// Not dated after the stated day; after the newest no row is.
    fn present(&self, age: &str) -> Vec<String> {
        let Aggregation { date, as_of, .. } = &self.events.aggregation;
        if date.is_some() && as_of.is_some() { vec![format!("{age} >= 0")] } else { Vec::new() }
    }

    /// Conditions on a row that counts.
    fn conditions(&mut self, rule: &AggregateRule) -> Vec<String> {
        let dated = rule.what.needs_dates() || rule.last_days.is_some();
        // Rows without a date count where no rule needs one.
        let mut conditions = self.present(if dated { "e.age" } else { "COALESCE(e.age, 0)" });
        conditions.extend(rule.last_days.map(|days| format!("e.age < {days}")));
        for (name, values) in &rule.only {
            let text = format!(
                "TRIM(CAST({} AS {}))",
                self.events.column(&name.value),
                self.dialect.string()
            );
            let folded = self.read(format!("COALESCE(LOWER({text}), '')"));
            // Beside the folded value the value as an engine has it that knows the case of ASCII
            // alone.
            let spelled = |value: &str| [fold(value), value.trim().to_ascii_lowercase()];
            let mut spellings: Vec<String> =
                values.iter().flat_map(|value| spelled(&value.value)).collect();
            spellings.sort_unstable();
            spellings.dedup();
            let literals: Vec<String> =
                spellings.iter().map(|spelling| self.dialect.text(spelling)).collect();
            conditions.push(match literals.as_slice() {
                // An empty list is a syntax error in most engines.
                [] => "1=0".to_owned(),
                some => format!("{folded} IN ({})", some.join(", ")),
            });
        }
        conditions
    }

    /// A sum, 0 of no row, or a mean; neither of rows that have no amount.
    fn total(&mut self, rule: &AggregateRule, of: &str, conditions: &[String]) -> String {
        let amount = self.read(self.dialect.amount(of));
        let mut in_currency = conditions.to_vec();
        if let (Some(name), Some(unit)) = (&self.events.currency, &rule.unit) {
            let text =
                format!("TRIM(CAST({} AS {}))", self.events.column(name), self.dialect.string());
            let found = self.read(format!("COALESCE(UPPER({text}), '')"));
            in_currency.push(self.is_currency(&found, unit));
        }
        let amount = among(&in_currency, &amount);
        if rule.what == Aggregate::Mean {
            return self.dialect.rounded(&format!("(SUM({amount})/NULLIF(COUNT({amount}), 0))"));
        }
        let sum = self.dialect.rounded(&format!("SUM({amount})"));
        format!(
            // A sum over no rows is zero; over rows without a readable amount it is unknown.
            "CASE WHEN COUNT({amount}) > 0 THEN {sum} WHEN {} = 0 THEN 0E0 END",
            count(conditions)
        )
    }

    /// A row without a currency is taken to be in that which is looked for, and a bare dollar sign
    /// to be any dollar's.
    fn is_currency(&self, found: &str, unit: &str) -> String {
        let unit_is = self.dialect.text(unit);
        match unit {
            // The dollar sign is used for every currency whose code ends in D.
            "$" => format!("({found} IN ('', '$') OR {found} LIKE '%D')"),
            dollars if dollars.ends_with('D') => format!("{found} IN ('', '$', {unit_is})"),
            _ => format!("{found} IN ('', {unit_is})"),
        }
    }

    /// Value of a column in the earliest or latest row that has one, of several on that day
    /// the first by its bytes: the least of texts that begin with a number of seven digits for the
    /// day.
    fn decisive(&mut self, of: &str, direction: char, conditions: &[String]) -> String {
        let said = self.read(self.dialect.said(of));
        // Seven digits either way, so that days sort as text and are cut off again.
        let day = format!("CAST(5000000{direction}e.age AS {})", self.dialect.string());
        let ranked = self.dialect.by_bytes(&among(conditions, &format!("{day} || {said}")));
        format!("SUBSTR(MIN({ranked}), 8)")
    }
}

/// A value for the rows that conditions hold for.
fn among(conditions: &[String], value: &str) -> String {
    match conditions {
        [] => value.to_owned(),
        some => format!("CASE WHEN {} THEN {value} END", some.join(" AND ")),
    }
}

/// How many rows conditions hold for.
fn count(conditions: &[String]) -> String {
    let what = if conditions.is_empty() { "*".to_owned() } else { among(conditions, "1") };
    format!("COUNT({what})")
}
