//! An event table with the rules by which its rows become features.

use super::dialect::Dialect;
use super::reading::DateColumn;
use super::table::WarehouseTable;
use crate::error::{ErrorKind, Result};
use crate::manifest::{AggregateRule, Aggregation, RespondentRule, Source};

/// A table with one row per event, such as a log-in, a visit or a deal, that stays in its engine:
/// the engine makes one row per respondent of it, by the rules by which a study aggregates the rows
/// of a file ([`AggregateRule`]).
///
/// [`EventTable::features`] is the statement. For each respondent it gives what
/// [`Study`](crate::Study) makes of the same rows in a file: counts and sums are 0 where none of
/// the respondent's rows meets the conditions, everything else is `NULL` there; days are whole days
/// up to `as_of`, which is the newest date unless stated; later rows are left out; sums, means and
/// shares are rounded to a millionth. It is one pass over the table, without joins and window
/// functions, and reads only: put `CREATE TABLE features AS` before it to keep its rows.
///
/// # Limits
/// - Respondents are told apart as their column is: a key in other letters, with blanks at its
///   ends, or several keys in one cell are another respondent, while of a file they are recognised.
///   Rows whose key is `NULL` or blank are nobody's.
/// - Conditions do not mind the case of letters and blanks at the ends of a cell. Of letters beyond
///   ASCII some engines know no case (SQLite, PostgreSQL with the locale `C`): there a cell must
///   have the value's. White space within a cell counts as it stands, and so do curly quotes and
///   dashes. A value that no cell has is no error, as no row is read beforehand.
/// - Texts are dates if they begin with one as 2026-03-31; of what else a file's dates may look
///   like, nothing is known. Points in time have the day that the engine gives them: where it
///   converts time zones, that is the session's.
/// - Amounts are columns of numbers. A text among them is an error of the engine; in SQLite, which
///   has no such errors, it is no amount.
/// - Engines add numbers in an order of their own, so that sums of many amounts with fractions may
///   differ in their last digit.
///
/// ```
/// use persona_synthesis::manifest::{Aggregate, AggregateRule};
/// use persona_synthesis::warehouse::{Dialect, EventTable};
///
/// let features = EventTable::new(Dialect::DuckDb, "crm.events", "user_id")
///     .date("time")
///     .as_of("2026-03-31")
///     .aggregate(
///         AggregateRule::new("Logins", Aggregate::Count).only("event", ["login"]).last_days(30),
///     )
///     .features()?;
/// assert_eq!(
///     features,
///     r#"SELECT e.respondent AS "user_id",
///   COUNT(CASE WHEN e.age >= 0 AND e.age < 30 AND e.c0 IN ('login') THEN 1 END) AS "Logins"
/// FROM (
///   SELECT t."user_id" AS respondent,
///     20543-(CAST(t."time" AS DATE) - DATE '1970-01-01') AS age,
///     COALESCE(LOWER(TRIM(CAST(t."event" AS VARCHAR))), '') AS c0
///   FROM "crm"."events" AS t
///   WHERE TRIM(CAST(t."user_id" AS VARCHAR)) <> ''
/// ) AS e
/// GROUP BY e.respondent"#
/// );
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventTable {
    pub(super) table: WarehouseTable,
    pub(super) holds: DateColumn,
    pub(super) currency: Option<String>,
    pub(super) aggregation: Aggregation,
}

impl EventTable {
    /// Makes a table of events from its name, after its schema and a dot if it has one, and the
    /// column that holds the id of the respondent or account.
    #[must_use]
    pub fn new(dialect: Dialect, name: &str, respondent: &str) -> Self {
        Self {
            table: WarehouseTable::new(dialect, name, respondent),
            holds: DateColumn::default(),
            currency: None,
            aggregation: Aggregation::default(),
        }
    }

    /// Makes the table that holds the events of a source of a study, with the source's columns and
    /// rules.
    ///
    /// # Errors
    /// [`ErrorKind::EngineTable`] for a source whose rows have neither a column of respondents nor
    /// one of accounts.
    pub fn of_source(dialect: Dialect, name: &str, source: &Source) -> Result<Self> {
        let key = match (&source.respondent, &source.account) {
            (Some(RespondentRule::Column(key)), _) | (None, Some(key)) => key.value.as_str(),
            _ => "",
        };
        let events =
            Self { aggregation: source.aggregation.clone(), ..Self::new(dialect, name, key) };
        if source.through.is_some() {
            let expected = "a table that names its people itself";
            return Err(events.unfit("through", expected, "another source"));
        }
        if key.is_empty() {
            let expected = format!("a column of respondents or accounts in source {:?}", source.id);
            return Err(events.unfit("respondent", &expected, "none"));
        }
        Ok(events)
    }

    /// Sets the column with the dates of the events.
    #[must_use]
    pub fn date(mut self, column: &str) -> Self {
        self.aggregation.date = Some(column.into());
        self
    }

    /// Sets the type of the column of dates; dates unless set.
    #[must_use]
    pub fn dates_are(mut self, holds: DateColumn) -> Self {
        self.holds = holds;
        self
    }

    /// Sets the day to which ages are counted, as 2026-03-31; the newest date of the table unless
    /// set. Later rows are left out.
    #[must_use]
    pub fn as_of(mut self, day: &str) -> Self {
        self.aggregation.as_of = Some(day.into());
        self
    }

    /// Sets the column with the currency of a row's amounts. Sums and means must then state theirs
    /// ([`AggregateRule::unit`]); amounts in other currencies are left out. Unless set, all amounts
    /// count as one currency.
    #[must_use]
    pub fn currency(mut self, column: &str) -> Self {
        self.currency = Some(column.to_owned());
        self
    }

    /// Adds a feature: a column of the result.
    #[must_use]
    pub fn aggregate(mut self, rule: AggregateRule) -> Self {
        self.aggregation.rules.push(rule);
        self
    }

    /// A column of the table.
    pub(super) fn column(&self, name: &str) -> String {
        format!("t.{}", self.table.dialect.name_of(name))
    }

    pub(super) fn unfit(&self, column: &str, expected: &str, found: &str) -> crate::Error {
        let (table, column) = (self.table.name.clone(), column.to_owned());
        ErrorKind::EngineTable {
            table,
            column,
            expected: expected.to_owned(),
            found: found.to_owned(),
        }
        .into()
    }
}
