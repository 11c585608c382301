//! How engines write what a statement is made of: names, texts, numbers, and the few things in
//! which they differ.

use crate::named::named_values;
use serde::{Deserialize, Serialize};

/// SQL dialect of an engine.
///
/// Statements keep to what all of these understand alike; they differ in quotes, in the name of a
/// type, in one word that keeps an engine from computing a step again for each use of it, and in
/// how the days between two dates are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// Apache DataFusion, and Ballista, its cluster.
    DataFusion,
    /// DuckDB.
    DuckDb,
    /// PostgreSQL from version 12 on.
    PostgreSql,
    /// Apache Spark SQL from version 3.4 on.
    Spark,
    /// SQLite from version 3.35 on, with the functions `EXP` and `LN` (compiled in, or registered
    /// by the program) and, to draw samples, `MD5`.
    Sqlite,
}

impl Dialect {
    /// All dialects.
    pub const ALL: [Self; 5] =
        [Self::DataFusion, Self::DuckDb, Self::PostgreSql, Self::Spark, Self::Sqlite];

    /// Name of the dialect in options of the command.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DataFusion => "datafusion",
            Self::DuckDb => "duckdb",
            Self::PostgreSql => "postgresql",
            Self::Spark => "spark",
            Self::Sqlite => "sqlite",
        }
    }

    /// Name of a column or table in quotes, whatever its characters.
    #[must_use]
    pub(crate) fn name_of(self, name: &str) -> String {
        match self {
            Self::Spark => format!("`{}`", name.replace('`', "``")),
            _ => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    /// Text as a literal.
    #[must_use]
    pub(crate) fn text(self, text: &str) -> String {
        let quotes = text.replace('\'', "''");
        match self {
            // A backslash in a text of Spark's begins an escape, and two quotes in a row are two
            // texts in a row.
            Self::Spark => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
            _ => format!("'{quotes}'"),
        }
    }

    /// Name of the type of 64-bit floating-point numbers.
    #[must_use]
    pub(crate) fn double(self) -> &'static str {
        match self {
            Self::PostgreSql => "DOUBLE PRECISION",
            _ => "DOUBLE",
        }
    }

    /// Name of the type of texts.
    #[must_use]
    pub(crate) fn string(self) -> &'static str {
        match self {
            Self::Spark => "STRING",
            Self::PostgreSql | Self::Sqlite => "TEXT",
            Self::DataFusion | Self::DuckDb => "VARCHAR",
        }
    }

    /// The words before the statement of a named step that have it worked out once: PostgreSQL and
    /// SQLite would put its text in the place of each use, which makes the text grow beyond all
    /// bounds.
    #[must_use]
    pub(super) fn once(self) -> &'static str {
        match self {
            Self::PostgreSql | Self::Sqlite | Self::DuckDb => "AS MATERIALIZED",
            Self::DataFusion | Self::Spark => "AS",
        }
    }
}

named_values!(Dialect "dialect");

/// A number as a literal of type double: the shortest text that is read as the same number, always
/// with an exponent (without one some engines take it for a decimal) and, where it is negative, in
/// brackets (two minus signs begin a comment).
pub(super) fn number(number: f64) -> String {
    // With an exponent a literal is a double in every engine.
    let text = format!("{number:e}").replace('e', "E");
    // Two minus signs in a row begin a comment.
    if number < 0.0 { format!("({text})") } else { text }
}

/// A whole number as a literal.
pub(super) fn whole(number: i64) -> String {
    // Two minus signs in a row begin a comment.
    if number < 0 { format!("({number})") } else { number.to_string() }
}

/// A sum in brackets of sixteen, so that no engine has to go deep to read it; 0 of nothing.
pub(super) fn sum(terms: &[String], nothing: &str) -> String {
    const TOGETHER: usize = 16;
    match terms {
        [] => nothing.to_owned(),
        [one] => one.clone(),
        few if few.len() <= TOGETHER => format!("({})", few.join("+")),
        // A chain of additions nests once per term, and engines limit the depth.
        many => {
            let parts: Vec<String> = many.chunks(TOGETHER).map(|part| sum(part, nothing)).collect();
            sum(&parts, nothing)
        }
    }
}

/// The names `s0`, `s1` and so on of one column a group.
pub(super) fn names(prefix: &str, groups: usize) -> Vec<String> {
    (0..groups).map(|group| format!("{prefix}{group}")).collect()
}

/// Term for the code of a column: one literal for each code, another for none.
pub(super) fn by_code(at: usize, literals: impl Iterator<Item = String>, none: &str) -> String {
    let cases: Vec<String> =
        literals.enumerate().map(|(code, literal)| format!("WHEN {code} THEN {literal}")).collect();
    format!("CASE f{at} {} ELSE {none} END", cases.join(" "))
}

/// `slope * (x - mean)² + constant` of the number of a column.
pub(super) fn square(at: usize, [slope, mean, constant]: [f64; 3]) -> String {
    let apart = format!("(f{at}-{})", number(mean));
    format!("{}*{apart}*{apart}+{}", number(slope), number(constant))
}

/// `CASE WHEN l0>=l1 AND l0>=l2 THEN x0 WHEN l1>=l2 THEN x1 ELSE x2 END`: of several columns what
/// belongs to the greatest, the first of equals.
pub(super) fn of_greatest(names: &[String], values: &[String]) -> String {
    let last = names.len() - 1;
    if last == 0 {
        return values[0].clone();
    }
    let mut text = String::from("CASE");
    for group in 0..last {
        let against: Vec<String> =
            // The first of equal groups wins, so that all engines agree.
            names[group + 1..].iter().map(|other| format!("{}>={other}", names[group])).collect();
        text.push_str(&format!(" WHEN {} THEN {}", against.join(" AND "), values[group]));
    }
    text.push_str(&format!(" ELSE {} END", values[last]));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_texts_cannot_leave_their_quotes() {
        assert_eq!(Dialect::DuckDb.name_of("a\"; DROP TABLE b; --"), "\"a\"\"; DROP TABLE b; --\"");
        assert_eq!(Dialect::Spark.name_of("a`b\"c"), "`a``b\"c`");
        assert_eq!(Dialect::Sqlite.text("it's \\ so"), "'it''s \\ so'");
        assert_eq!(Dialect::Spark.text("it's \\ so"), "'it\\'s \\\\ so'");
    }

    #[test]
    fn numbers_are_doubles_everywhere() {
        assert_eq!([0.15, -2.0, 1e300, 0.0].map(number), ["1.5E-1", "(-2E0)", "1E300", "0E0"]);
        assert_eq!([7, -7].map(whole), ["7", "(-7)"]);
    }

    #[test]
    fn long_sums_stay_flat() {
        let terms: Vec<String> = (0..300).map(|term| term.to_string()).collect();
        let text = sum(&terms, "0");
        let mut deepest = 0_i32;
        let mut depth = 0_i32;
        for character in text.chars() {
            depth += i32::from(character == '(') - i32::from(character == ')');
            deepest = deepest.max(depth);
        }
        assert_eq!((depth, deepest, text.matches('+').count()), (0, 3, 299));
        assert_eq!(sum(&[], "0E0"), "0E0");
    }

    #[test]
    fn the_first_of_equals_is_the_greatest() {
        let names = ["a", "b", "c"].map(str::to_owned);
        let values = ["0", "1", "2"].map(str::to_owned);
        assert_eq!(
            of_greatest(&names, &values),
            "CASE WHEN a>=b AND a>=c THEN 0 WHEN b>=c THEN 1 ELSE 2 END"
        );
        assert_eq!(of_greatest(&names[..1], &values[..1]), "0");
    }
}
