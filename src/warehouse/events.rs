//! Event tables become features of respondents: one statement for the rules by which a study
//! aggregates rows.

use super::dialect::{Dialect, whole};
use super::reading::DateColumn;
use super::table::WarehouseTable;
use crate::error::{ErrorKind, Result};
use crate::manifest::{Aggregate, AggregateRule, Aggregation, Respondent, Source};
use crate::sources::{fold, parse_day};

/// A table with one row an event, such as a log-in, a visit or a deal, that stays where it is: its
/// engine makes one row a respondent of it, by the rules by which a study aggregates the rows of a
/// file ([`AggregateRule`]).
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
///     .aggregate(AggregateRule::new("Logins (30 days)", Aggregate::Count).only("event", ["login"]).last_days(30))
///     .features()?;
/// assert_eq!(
///     features,
///     r#"SELECT e.respondent AS "user_id",
///   COUNT(CASE WHEN e.age >= 0 AND e.age < 30 AND e.c0 IN ('login') THEN 1 END) AS "Logins (30 days)"
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
    table: WarehouseTable,
    holds: DateColumn,
    currency: Option<String>,
    aggregation: Aggregation,
}

impl EventTable {
    /// A table by its name, with its schema before it and a dot between where it has one, and the
    /// column that holds the respondent's id, or the account's.
    #[must_use]
    pub fn new(dialect: Dialect, name: &str, respondent: &str) -> Self {
        Self {
            table: WarehouseTable::new(dialect, name, respondent),
            holds: DateColumn::default(),
            currency: None,
            aggregation: Aggregation::default(),
        }
    }

    /// The table that holds the same events as a source of a study, with the source's columns and
    /// rules.
    ///
    /// # Errors
    /// [`ErrorKind::EngineTable`] for a source whose rows have neither a column of respondents nor
    /// one of accounts.
    pub fn of_source(dialect: Dialect, name: &str, source: &Source) -> Result<Self> {
        let key = match (&source.respondent, &source.account) {
            (Some(Respondent::Column(key)), _) | (None, Some(key)) => key.value.as_str(),
            _ => "",
        };
        let events =
            Self { aggregation: source.aggregation.clone(), ..Self::new(dialect, name, key) };
        if key.is_empty() {
            let expected = format!("a column of respondents or accounts in source {:?}", source.id);
            return Err(events.unfit("respondent", &expected, "none"));
        }
        Ok(events)
    }

    /// The column of the events' dates.
    #[must_use]
    pub fn date(mut self, column: &str) -> Self {
        self.aggregation.date = Some(column.into());
        self
    }

    /// What that column holds; dates unless stated.
    #[must_use]
    pub fn dates_are(mut self, holds: DateColumn) -> Self {
        self.holds = holds;
        self
    }

    /// The day that ages are counted to, as 2026-03-31; the newest date of the table unless stated.
    /// Later rows are left out.
    #[must_use]
    pub fn as_of(mut self, day: &str) -> Self {
        self.aggregation.as_of = Some(day.into());
        self
    }

    /// The column that says in which currency a row's amounts are. Sums and means must then state
    /// theirs ([`AggregateRule::unit`]); amounts in others are left out. Without it all amounts are
    /// taken for one currency's.
    #[must_use]
    pub fn currency(mut self, column: &str) -> Self {
        self.currency = Some(column.to_owned());
        self
    }

    /// A feature: a column of the result.
    #[must_use]
    pub fn aggregate(mut self, rule: AggregateRule) -> Self {
        self.aggregation.rules.push(rule);
        self
    }

    /// The statement that gives one row a respondent: first the respondent, under the column's own
    /// name, then a column for each rule, in their order. Counts and days are whole numbers, sums,
    /// means and shares numbers, first and last texts.
    ///
    /// # Errors
    /// [`ErrorKind::EngineTable`] if there is no rule, if two columns would have one name but for
    /// the case of letters, which engines do not tell apart, if `as_of` is no day, or if a rule
    /// lacks the column, the dates or the currency that it needs.
    pub fn features(&self) -> Result<String> {
        self.check()?;
        let mut reading = Reading::new(self);
        let features: Vec<String> = self
            .aggregation
            .rules
            .iter()
            .map(|rule| {
                format!(
                    "{} AS {}",
                    reading.feature(rule),
                    self.table.dialect.name_of(&rule.name.value)
                )
            })
            .collect();
        Ok(format!(
            "SELECT e.respondent AS {},\n  {}\nFROM (\n  {}\n  WHERE {}{}\n) AS e\nGROUP BY e.respondent",
            self.table.quoted_key(),
            features.join(",\n  "),
            reading.select(),
            self.is_somebodys(),
            self.table.dialect.fence()
        ))
    }

    /// The statement that counts what the features leave out, for nothing should be lost in
    /// silence. It gives one row: all rows of the table, those of nobody, those without a date,
    /// those dated after `as_of`.
    ///
    /// # Errors
    /// [`ErrorKind::EngineTable`] as [`EventTable::features`].
    pub fn left_out(&self) -> Result<String> {
        self.check()?;
        let mut reading = Reading::new(self);
        let known = reading.read(format!("CASE WHEN {} THEN 1 END", self.is_somebodys()));
        let (undated, later) = match self.aggregation.date {
            Some(_) => ("COUNT(*)-COUNT(e.age)", "COUNT(CASE WHEN e.age < 0 THEN 1 END)"),
            None => ("0", "0"),
        };
        Ok(format!(
            "SELECT COUNT(*) AS all_rows, COUNT(*)-COUNT({known}) AS of_nobody, {undated} AS undated, {later} AS later\n\
             FROM (\n  {}\n) AS e",
            reading.select()
        ))
    }

    fn is_somebodys(&self) -> String {
        format!(
            "TRIM(CAST({} AS {})) <> ''",
            self.column(&self.table.key),
            self.table.dialect.string()
        )
    }

    fn check(&self) -> Result<()> {
        let Aggregation { date, as_of, rules, .. } = &self.aggregation;
        if rules.is_empty() {
            return Err(self.unfit("features", "at least one rule", "none"));
        }
        if let Some(day) = as_of.as_ref().filter(|day| parse_day(&day.value).is_none()) {
            return Err(self.unfit(
                "as_of",
                "a day such as 2026-03-31",
                &format!("{:?}", day.value),
            ));
        }
        let mut names = vec![self.table.key.to_lowercase()];
        for rule in rules {
            let name = rule.name.value.as_str();
            let lower = name.to_lowercase();
            if lower.trim().is_empty() || names.contains(&lower) {
                let found =
                    if lower.trim().is_empty() { "none" } else { "one that another column has" };
                return Err(self.unfit(
                    name,
                    "a name of its own, whatever the case of its letters",
                    found,
                ));
            }
            names.push(lower);
            if rule.what.needs_column() && rule.of.is_none() {
                return Err(self.unfit(name, "a column that it is worked out of", "none"));
            }
            if (rule.what.needs_dates() || rule.last_days.is_some()) && date.is_none() {
                return Err(self.unfit(name, "a column of dates", "none"));
            }
            let amounts = matches!(rule.what, Aggregate::Sum | Aggregate::Mean);
            if amounts && self.currency.is_some() && rule.unit.is_none() {
                return Err(self.unfit(name, "the currency of its amounts", "none"));
            }
        }
        Ok(())
    }

    /// A column of the table.
    fn column(&self, name: &str) -> String {
        format!("t.{}", self.table.dialect.name_of(name))
    }

    fn unfit(&self, column: &str, expected: &str, found: &str) -> crate::Error {
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

/// The rows of the table as the rules need them: `e.respondent`, `e.age` in days up to the day that
/// ages are counted to, and what else is read, once each.
struct Reading<'a> {
    events: &'a EventTable,
    dialect: Dialect,
    read: Vec<String>,
}

impl<'a> Reading<'a> {
    fn new(events: &'a EventTable) -> Self {
        Self { events, dialect: events.table.dialect, read: Vec::new() }
    }

    /// What a reading of a row is called.
    fn read(&mut self, reading: String) -> String {
        let position = self.read.iter().position(|known| *known == reading).unwrap_or_else(|| {
            self.read.push(reading);
            self.read.len() - 1
        });
        format!("e.c{position}")
    }

    /// All that was read of each row.
    fn select(&self) -> String {
        let mut columns =
            vec![format!("{} AS respondent", self.events.column(&self.events.table.key))];
        columns.extend(self.age().map(|age| format!("{age} AS age")));
        columns.extend(
            self.read
                .iter()
                .enumerate()
                .map(|(position, reading)| format!("{reading} AS c{position}")),
        );
        format!("SELECT {}\n  FROM {} AS t", columns.join(",\n    "), self.events.table.quoted())
    }

    /// Days from a row's date to the day that ages are counted to: below 0 if it is later, `NULL`
    /// if it is unknown.
    fn age(&self) -> Option<String> {
        let stated = &self.events.aggregation;
        let day =
            self.dialect.day(&self.events.column(&stated.date.as_ref()?.value), self.events.holds);
        let as_of = match stated.as_of.as_ref().and_then(|day| parse_day(&day.value)) {
            Some(as_of) => whole(as_of.into()),
            None => format!("(SELECT MAX({day}) FROM {} AS t)", self.events.table.quoted()),
        };
        Some(format!("{as_of}-{day}"))
    }

    /// What is worked out of the rows of a respondent.
    fn feature(&mut self, rule: &AggregateRule) -> String {
        let conditions = self.conditions(rule);
        let of = rule.of.as_ref().map(|of| self.events.column(&of.value)).unwrap_or_default();
        match rule.what {
            Aggregate::Count => count(&conditions),
            Aggregate::Share => {
                let part = format!("CAST({} AS {})", count(&conditions), self.dialect.double());
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

    /// What must hold for a row to count.
    fn conditions(&mut self, rule: &AggregateRule) -> Vec<String> {
        let dated = rule.what.needs_dates() || rule.last_days.is_some();
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
            "CASE WHEN COUNT({amount}) > 0 THEN {sum} WHEN {} = 0 THEN 0E0 END",
            count(conditions)
        )
    }

    /// A row without a currency is taken to be in that which is looked for, and a bare dollar sign
    /// to be any dollar's.
    fn is_currency(&self, found: &str, unit: &str) -> String {
        let unit_is = self.dialect.text(unit);
        match unit {
            "$" => format!("({found} IN ('', '$') OR {found} LIKE '%D')"),
            dollars if dollars.ends_with('D') => format!("{found} IN ('', '$', {unit_is})"),
            _ => format!("{found} IN ('', {unit_is})"),
        }
    }

    /// What a column says in the earliest or latest row that says anything, of several on that day
    /// the first by its bytes: the least of texts that begin with a number of seven digits for the
    /// day.
    fn decisive(&mut self, of: &str, direction: char, conditions: &[String]) -> String {
        let said = self.read(self.dialect.said(of));
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
