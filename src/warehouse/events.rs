//! Event tables become features of respondents: one statement for the rules by which a study
//! aggregates rows.

use super::event_features::FeatureColumns;
use super::event_table::EventTable;
use crate::error::Result;
use crate::manifest::{Aggregate, Aggregation};
use crate::sources::parse_day;

impl EventTable {
    /// SQL statement that gives one row per respondent: first the respondent, under the column's
    /// own name, then a column for each rule, in their order. Counts and days are whole numbers;
    /// sums, means and shares are numbers; first and last are texts.
    ///
    /// # Errors
    /// [`ErrorKind::EngineTable`](crate::ErrorKind::EngineTable) if there is no rule, if two
    /// columns would have one name but for the case of letters, which engines do not tell apart, if
    /// `as_of` is no day, or if a rule lacks the column, the dates or the currency that it needs.
    pub fn features(&self) -> Result<String> {
        self.check()?;
        let mut reading = FeatureColumns::new(self);
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
            "SELECT e.respondent AS {},\n  {}\nFROM (\n  {}\n  WHERE {}{}\n) AS e\n\
             GROUP BY e.respondent",
            self.table.quoted_key(),
            features.join(",\n  "),
            reading.select(),
            self.is_somebodys(),
            self.table.dialect.fence()
        ))
    }

    /// SQL statement that counts the rows that the features leave out, so that no loss goes
    /// unnoticed. It gives one row: all rows of the table, those without a respondent, those
    /// without a date, those dated after `as_of`.
    ///
    /// # Errors
    /// [`ErrorKind::EngineTable`](crate::ErrorKind::EngineTable) as [`EventTable::features`].
    pub fn left_out(&self) -> Result<String> {
        self.check()?;
        let mut reading = FeatureColumns::new(self);
        let known = reading.read(format!("CASE WHEN {} THEN 1 END", self.is_somebodys()));
        let (undated, later) = match self.aggregation.date {
            Some(_) => ("COUNT(*)-COUNT(e.age)", "COUNT(CASE WHEN e.age < 0 THEN 1 END)"),
            None => ("0", "0"),
        };
        Ok(format!(
            "SELECT COUNT(*) AS all_rows, COUNT(*)-COUNT({known}) AS of_nobody, \
             {undated} AS undated, {later} AS later\n\
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
        // Engines ignore the case of column names.
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
            if rule.once_per.is_some() {
                return Err(self.unfit(name, "no `once_per`, which statements do not have", "one"));
            }
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
}
