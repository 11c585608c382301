//! Rules of a manifest for rows that are aggregated: several a respondent or account, such as
//! events and deals.

use serde::{Deserialize, Serialize};

use super::keys::Keys;
use super::kind::named;
use super::stated::Stated;
use crate::error::Result;
use crate::named::named_values;
use crate::sources::DateOrder;

named! {
    /// A statistic of the rows of a respondent or account.
    Aggregate {
        /// Count: the number of rows.
        Count = "count",
        /// Sum of a column of numbers.
        Sum = "sum",
        /// Mean of a column of numbers.
        Mean = "mean",
        /// Share of rows that meet the conditions, from 0 to 1.
        Share = "share",
        /// Text of a column in the earliest row.
        First = "first",
        /// Text of a column in the latest row.
        Last = "last",
        /// Days from the earliest row to the day to which ages are counted.
        DaysSinceFirst = "days-since-first",
        /// Days from the latest row to the day to which ages are counted.
        DaysSinceLast = "days-since-last",
    }
}

named_values!(Aggregate "aggregate");

impl Aggregate {
    /// True if it needs a column that it is worked out of.
    pub(crate) fn needs_column(self) -> bool {
        matches!(self, Self::Sum | Self::Mean | Self::First | Self::Last)
    }

    /// True if it needs the dates of the rows.
    pub(crate) fn needs_dates(self) -> bool {
        matches!(self, Self::First | Self::Last | Self::DaysSinceFirst | Self::DaysSinceLast)
    }
}

/// Rules by which several rows of a respondent or account become one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Aggregation {
    /// Column with the dates of the rows.
    pub date: Option<Stated<String>>,
    /// Order of day and month in these dates, for use where no date tells.
    pub date_order: Option<DateOrder>,
    /// Day to which ages are counted, as 2026-03-31; the newest date of the rows unless stated.
    /// Later rows are set aside.
    pub as_of: Option<Stated<String>>,
    /// Rules in the order of the columns that they make; without rules the rows are not aggregated.
    pub rules: Vec<AggregateRule>,
}

impl Aggregation {
    pub(super) fn read(keys: &mut Keys<'_>) -> Result<Self> {
        let mut aggregation = Self {
            date: keys.string("date")?,
            date_order: keys
                .one_of("date_order", &DateOrder::ALL.map(|order| (order.name(), order)))?,
            as_of: keys.day("as_of")?,
            rules: Vec::new(),
        };
        if let Some(rules) = keys.table("aggregate")? {
            for (name, rule) in rules.entries() {
                aggregation.rules.push(AggregateRule::read(name, rules.entry(rule)?)?);
            }
        }
        let dated = aggregation.date.is_some()
            || aggregation.date_order.is_some()
            || aggregation.as_of.is_some();
        // Dates alone do nothing, so the rules were forgotten.
        if dated && aggregation.rules.is_empty() {
            return Err(keys.missing("aggregate"));
        }
        Ok(aggregation)
    }
}

/// A rule that computes one value from the rows of each respondent or account: a column of the
/// table that replaces them.
///
/// Counts and sums are 0 where none of a respondent's rows meets the conditions; of a respondent
/// without any row nothing is known. Ages are whole days, shares are from 0 to 1, sums and means
/// are rounded to a millionth and keep their currency.
///
/// # Limits
/// Days are those that are written: time zones are not converted. Amounts in another currency are
/// left out and counted in a finding.
///
/// ```
/// use persona_synthesis::manifest::{Aggregate, AggregateRule};
///
/// let logins = AggregateRule::new("Logins (30 days)", Aggregate::Count)
///     .only("event", ["login"])
///     .last_days(30);
/// assert_eq!(logins.name.value, "Logins (30 days)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AggregateRule {
    /// Name of the column that the rule makes.
    pub name: Stated<String>,
    /// Statistic that is computed.
    pub what: Aggregate,
    /// The column that it is worked out of, for sums, means, first and last.
    pub of: Option<Stated<String>>,
    /// Conditions on the rows: a column, and the values of which it must have one. Case and white
    /// space do not matter.
    pub only: Vec<(Stated<String>, Vec<Stated<String>>)>,
    /// Column of which each value counts once, with the first of its rows that says something:
    /// orders, where a file has a row for each item.
    pub once_per: Option<Stated<String>>,
    /// Number of days whose rows count, up to the day that ages are counted to.
    pub last_days: Option<u32>,
    /// The currency of a sum or mean; amounts in others are left out. The most frequent unless
    /// stated.
    pub unit: Option<String>,
}

impl AggregateRule {
    /// Makes a rule without conditions.
    #[must_use]
    pub fn new(name: &str, what: Aggregate) -> Self {
        Self {
            name: name.into(),
            what,
            of: None,
            only: Vec::new(),
            once_per: None,
            last_days: None,
            unit: None,
        }
    }

    /// Sets the column from which the value is computed.
    #[must_use]
    pub fn of(mut self, column: &str) -> Self {
        self.of = Some(column.into());
        self
    }

    /// Restricts the rows to those in which a column has one of these values.
    #[must_use]
    pub fn only<'a>(mut self, column: &str, values: impl IntoIterator<Item = &'a str>) -> Self {
        self.only.push((column.into(), values.into_iter().map(Into::into).collect()));
        self
    }

    /// Counts each value of a column once, with the first of its rows that says something.
    #[must_use]
    pub fn once_per(mut self, column: &str) -> Self {
        self.once_per = Some(column.into());
        self
    }

    /// Restricts the rows to the last days.
    #[must_use]
    pub fn last_days(mut self, days: u32) -> Self {
        self.last_days = Some(days);
        self
    }

    /// Sets the currency of the amounts.
    #[must_use]
    pub fn unit(mut self, currency: &str) -> Self {
        self.unit = Some(currency.to_owned());
        self
    }

    pub(super) fn read(name: Stated<String>, mut keys: Keys<'_>) -> Result<Self> {
        let all: Vec<(&str, Aggregate)> =
            Aggregate::ALL.iter().map(|what| (what.name(), *what)).collect();
        let Some(what) = keys.one_of("what", &all)? else { return Err(keys.missing("what")) };
        let of = if what.needs_column() { Some(keys.required("of")?) } else { None };
        let mut rule = Self { name, of, ..Self::new("", what) };
        rule.once_per = keys.string("once_per")?;
        if let Some(conditions) = keys.table("where")? {
            for (column, values) in conditions.entries() {
                let values = conditions.string_list(&column.value, values)?;
                rule.only.push((column, values));
            }
        }
        // The share of all rows is 1 for everybody.
        if what == Aggregate::Share && rule.only.is_empty() {
            return Err(keys.missing("where"));
        }
        let days = keys.integer("last_days", 1, 100_000)?;
        rule.last_days = days.map(|days| u32::try_from(days).expect("the range is small"));
        if matches!(what, Aggregate::Sum | Aggregate::Mean) {
            rule.unit = keys.string("unit")?.map(|unit| unit.value);
        }
        keys.finish()?;
        Ok(rule)
    }
}
