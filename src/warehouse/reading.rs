//! How engines read dates, texts and amounts out of the columns of a user's table, so that they
//! mean the same in all.

use super::Dialect;

/// Type of a column of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateColumn {
    /// Dates, or times, of which only the day counts. SQLite has no such type: its dates are texts.
    #[default]
    Date,
    /// Texts that begin with a date such as 2026-03-31.
    Text,
}

impl Dialect {
    /// The day of a column's dates, counted from 1 January 1970; `NULL` where a text does not begin
    /// with a date that exists.
    pub(super) fn day(self, column: &str, holds: DateColumn) -> String {
        let text = format!("SUBSTR(TRIM({column}), 1, 10)");
        match (self, holds) {
            // A date that does not exist is taken for a later one here, so the date is written out
            // and compared.
            (Self::Sqlite, _) => {
                format!(
                    "CASE WHEN DATE({text}, '+0 days') = {text} THEN {} END",
                    self.day_of(&text)
                )
            }
            (_, DateColumn::Date) => self.day_of(&format!("CAST({column} AS DATE)")),
            // A date that does not exist is an error here, so it is counted from the month's first
            // day, written out and compared.
            (Self::PostgreSql, DateColumn::Text) => {
                let date = format!(
                    "(CAST(SUBSTR({text}, 1, 8) || '01' AS DATE) \
                     + CAST(SUBSTR({text}, 9) AS INTEGER) - 1)"
                );
                format!(
                    "CASE WHEN {text} ~ '^[0-9]{{4}}-(0[1-9]|1[0-2])-[0-9]{{2}}$' \
                     AND {text} NOT LIKE '0000%' \
                     THEN CASE WHEN TO_CHAR({date}, 'YYYY-MM-DD') = {text} THEN {} END END",
                    self.day_of(&date)
                )
            }
            (_, DateColumn::Text) => {
                // A cast also accepts other notations, which differ between engines.
                let day = self.day_of(&format!("TRY_CAST({text} AS DATE)"));
                format!("CASE WHEN {text} LIKE '____-__-__' THEN {day} END")
            }
        }
    }

    /// The day of a date.
    fn day_of(self, date: &str) -> String {
        match self {
            Self::DataFusion => format!("CAST({date} AS INT)"),
            Self::DuckDb | Self::PostgreSql => format!("({date} - DATE '1970-01-01')"),
            Self::Spark => format!("UNIX_DATE({date})"),
            // Julian days begin at noon.
            Self::Sqlite => format!("CAST(JULIANDAY({date}) - 2440587.5E0 AS INTEGER)"),
        }
    }

    /// Text of a column without blanks at its ends; `NULL` if it is empty.
    pub(super) fn said(self, column: &str) -> String {
        format!("NULLIF(TRIM(CAST({column} AS {})), '')", self.string())
    }

    /// A column's number. SQLite takes a text for 0, so that only numbers are let through there;
    /// elsewhere a text that is none is an error.
    pub(super) fn amount(self, column: &str) -> String {
        let amount = format!("CAST({column} AS {})", self.double());
        match self {
            Self::Sqlite => {
                // A cast makes 0 of a text that is no number.
                format!("CASE WHEN TYPEOF({column}) IN ('integer', 'real') THEN {amount} END")
            }
            _ => amount,
        }
    }

    /// A number to a millionth, halves away from 0.
    pub(super) fn rounded(self, number: &str) -> String {
        match self {
            // ROUND takes halves to the even number here, and SIGN is missing in SQLite.
            Self::PostgreSql => format!("FLOOR(ABS({number})*1E6+0.5E0)*SIGN({number})/1E6"),
            _ => format!("ROUND({number}*1E6)/1E6"),
        }
    }

    /// The clause that ends a step within a statement, so that its columns are worked out once a
    /// row and not again for each use of them.
    pub(super) fn fence(self) -> &'static str {
        match self {
            Self::PostgreSql => "\n  OFFSET 0",
            Self::Sqlite => "\n  LIMIT -1",
            Self::DataFusion | Self::DuckDb | Self::Spark => "",
        }
    }

    /// Texts in the order of their bytes, whatever language the database sorts by.
    pub(super) fn by_bytes(self, text: &str) -> String {
        match self {
            // The collation of a database may ignore case and signs.
            Self::PostgreSql => format!("({text}) COLLATE \"C\""),
            _ => text.to_owned(),
        }
    }
}
