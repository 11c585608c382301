//! Rows of a survey that are no response of a respondent: tests of the questionnaire, and
//! questionnaires that were not finished.
//!
//! Both are recognised by what survey tools note beside the answers, and set aside unless the
//! manifest keeps them:
//!
//! | tool | test | not finished |
//! |---|---|---|
//! | Qualtrics | `Status` or `DistributionChannel`: preview, test, spam | `Finished`: 0, false |
//! | LimeSurvey | | `Date submitted` or `submitdate` is empty |
//! | Typeform | | `Response Type` is `partial` |

use roaring::RoaringBitmap;

use super::column::Column;
use super::table::Table;
use crate::finding::Findings;
use crate::locator::position32;
use crate::named::named_values;
use crate::sources::findings::SourcesFinding;

/// Rows that a manifest keeps although they are not complete responses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Test responses.
    Tests,
    /// Partial responses: questionnaires that were not finished.
    Partials,
}

impl Keep {
    /// Both kinds of rows.
    pub const ALL: [Self; 2] = [Self::Tests, Self::Partials];

    /// Name of the rows in a manifest.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tests => "tests",
            Self::Partials => "partials",
        }
    }
}

named_values!(Keep "rows to keep");

/// A column that tells, and the cells of it that mean it.
struct Rule<'a> {
    column: &'a Column,
    means: fn(&str) -> bool,
}

/// Sets aside the rows of a survey that are no response, each with a finding.
pub(crate) fn set_aside(table: &mut Table, keep: &[Keep], findings: &mut Findings) {
    let mut left_out = RoaringBitmap::new();
    for (doubt, rules) in [(Keep::Tests, test_rules(table)), (Keep::Partials, partial_rules(table))]
    {
        if keep.contains(&doubt) {
            continue;
        }
        for Rule { column, means } in rules {
            // Each different cell is tested once.
            let meant = column.map(means);
            for row in (0..table.rows()).filter(|row| meant[*row] && !table.is_set_aside(*row)) {
                if left_out.insert(position32(row)) {
                    let column = column.name.clone();
                    let kind = match doubt {
                        Keep::Tests => SourcesFinding::TestResponse { column },
                        Keep::Partials => SourcesFinding::PartialResponse { column },
                    };
                    findings.add_at(kind, table.place(row));
                }
            }
        }
    }
    table.leave_out(&left_out);
}

fn test_rules(table: &Table) -> Vec<Rule<'_>> {
    // Elsewhere a column `Status` means something else.
    if !has(table, &["ResponseId", "ResponseID"]) {
        return Vec::new();
    }
    let status = |text: &str| {
        let text = text.trim().to_lowercase();
        matches!(text.as_str(), "1" | "2" | "8" | "9" | "17" | "spam")
            || text.contains("preview")
            || text.contains("test")
    };
    let channel = |text: &str| text.trim().eq_ignore_ascii_case("preview");
    let status = find_column(table, "Status").map(|column| Rule { column, means: status });
    let channel =
        find_column(table, "DistributionChannel").map(|column| Rule { column, means: channel });
    status.into_iter().chain(channel).collect()
}

fn partial_rules(table: &Table) -> Vec<Rule<'_>> {
    let unfinished = |text: &str| matches!(text.trim().to_lowercase().as_str(), "0" | "false");
    let empty = |text: &str| text.trim().is_empty();
    let partial = |text: &str| text.trim().eq_ignore_ascii_case("partial");
    // Each provider is known by a column of its own, since names like `Finished` are common.
    let mut rules = Vec::new();
    if has(table, &["ResponseId", "ResponseID"]) {
        rules.extend(
            find_column(table, "Finished").map(|column| Rule { column, means: unfinished }),
        );
    }
    if has(table, &["Last page", "lastpage"]) {
        let submitted =
            find_column(table, "Date submitted").or_else(|| find_column(table, "submitdate"));
        rules.extend(submitted.map(|column| Rule { column, means: empty }));
    }
    if has(table, &["Network ID"]) {
        rules.extend(
            find_column(table, "Response Type").map(|column| Rule { column, means: partial }),
        );
    }
    rules
}

/// The column of this name or, below a first row of codes, of this label.
fn find_column<'a>(table: &'a Table, name: &str) -> Option<&'a Column> {
    table.columns.iter().find(|column| column.name == name || column.label == name)
}

fn has(table: &Table, names: &[&str]) -> bool {
    names.iter().any(|name| find_column(table, name).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::file::SourceFile;
    use super::*;

    fn read(text: &str, keep: &[Keep]) -> (Table, Findings) {
        let mut findings = Findings::default();
        let file = SourceFile::from_bytes("t.csv", text).unwrap();
        let mut table = Table::from_file(file, None, None, &mut findings).unwrap();
        set_aside(&mut table, keep, &mut findings);
        (table, findings)
    }

    #[test]
    fn previews_and_unfinished_questionnaires_are_set_aside_unless_kept() {
        let text = concat!(
            "ResponseId,Status,Finished,Q1\nR1,0,1,a\nR2,Survey Preview,1,b\n",
            "R3,0,False,c\nR4,1,0,d\n"
        );
        let (table, findings) = read(text, &[]);
        assert_eq!((findings.count("test-response"), findings.count("partial-response")), (2, 1));
        let used: Vec<bool> = (0..4).map(|row| !table.is_set_aside(row)).collect();
        assert_eq!(used, [true, false, false, false]);
        assert_eq!(
            (table.columns[3].text(0).as_ref(), table.columns[3].text(1).as_ref()),
            ("a", "")
        );
        assert_eq!(read(text, &[Keep::Partials]).0.set_aside(), 2);
        assert_eq!(read(text, &[Keep::Partials, Keep::Tests]).0.set_aside(), 0);
    }

    #[test]
    fn a_status_of_something_else_is_an_answer() {
        let (table, findings) = read("id,Status\nP1,1\nP2,test\n", &[]);
        assert_eq!((table.set_aside(), findings.len()), (0, 0));
        let (table, _) = read("Response ID,Date submitted,Last page\n1,2022-03-15,3\n2,,1\n", &[]);
        assert!(table.is_set_aside(1) && !table.is_set_aside(0));
    }
}
