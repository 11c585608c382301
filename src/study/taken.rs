//! What each column of the tables was taken for, and which are set aside.

use serde::Serialize;

use super::data::Rows;
use super::opened::Study;
use crate::ids::SourceId;
use crate::manifest::{DecisionKind, RowKind, Source};
use crate::sources::{
    ColumnNames, NamesOfPeople, Scale, names_no_question, names_paradata, names_postal_code,
};

/// A column of a table, and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ColumnReading {
    /// Id of the source.
    pub source: SourceId,
    /// Name of the column, unique in its table.
    pub column: String,
    /// Position in the file; 1 is the first column.
    pub position: usize,
    /// What it was taken for.
    pub taken_for: ColumnUse,
    /// False if that is a guess: few rows have a value, or its values fit something else as well.
    pub sure: bool,
    /// True if nothing in it is counted.
    pub set_aside: bool,
    /// Its levels from low to high, where it is ordinal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
}

/// What a column of a table was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ColumnUse {
    /// Ids of respondents.
    RespondentId,
    /// A key that links sources.
    Key,
    /// The company, team or household of a respondent.
    Account,
    /// Weights of respondents.
    Weight,
    /// The part that a respondent has in a purchase.
    Role,
    /// Names of people, and ways to reach them.
    Personal,
    /// Ids of records.
    Identifier,
    /// How a questionnaire was filled in.
    Paradata,
    /// Consent to take part, or a check whether somebody reads.
    Consent,
    /// Dates and times.
    Date,
    /// Words of the respondents' own: quoted, not counted.
    OpenText,
    /// What follows from other columns.
    Derived,
    /// The same in every row.
    Constant,
    /// Nothing in any row.
    Empty,
    /// Answers or fields, of the scale that was recognised.
    #[serde(untagged)]
    Answer(Scale),
}

impl Study {
    /// True if nobody decided yet whether a column holds names of people.
    fn doubts_names(&self, source: &SourceId, column: &str) -> bool {
        let open = self.manifest().decision(DecisionKind::Personal);
        let named = format!("{source}:{column}");
        open.is_some_and(|decision| decision.is_open() && decision.columns.contains(&named))
    }

    /// What each column of the tables was taken for, in the order of the sources and columns.
    #[must_use]
    pub fn columns(&self) -> Vec<ColumnReading> {
        let of_table = |(source, rows): (usize, &Rows)| {
            let stated = stated(self.source(source), rows);
            let of_people = NamesOfPeople::from_headers(&rows.table.columns);
            let id = self.source_id(source).clone();
            let mut columns = Vec::new();
            for item in &rows.items {
                for position in &item.columns {
                    let column = &rows.table.columns[*position];
                    let known = stated.iter().find(|(at, _)| at == position).map(|(_, of)| *of);
                    let taken_for =
                        known.unwrap_or_else(|| by_header(&column.name, item.scale, &of_people));
                    columns.push(ColumnReading {
                        source: id.clone(),
                        column: column.label.clone(),
                        position: position + 1,
                        taken_for,
                        sure: known.is_some()
                            || !(item.in_doubt || self.doubts_names(&id, &column.label)),
                        set_aside: !matches!(taken_for, ColumnUse::Answer(_)),
                        levels: match taken_for {
                            ColumnUse::Answer(Scale::Ordinal) => item.labels().to_vec(),
                            _ => Vec::new(),
                        },
                    });
                }
            }
            columns.sort_by_key(|column| column.position);
            columns
        };
        self.tables().flat_map(of_table).collect()
    }
}

/// Columns that the manifest gives a part.
fn stated(source: &Source, rows: &Rows) -> Vec<(usize, ColumnUse)> {
    let names = ColumnNames::index(&rows.table);
    // Ids of rows that are no people name organisations or records.
    let of_rows = match source.rows {
        Some(RowKind::Organisation) => ColumnUse::Account,
        Some(RowKind::Deal) => ColumnUse::Identifier,
        _ => ColumnUse::RespondentId,
    };
    let mut stated: Vec<(usize, ColumnUse)> =
        rows.respondent.iter().map(|column| (*column, of_rows)).collect();
    let parts = source.keys.iter().map(|(_, column)| (column, ColumnUse::Key));
    let parts = parts
        .chain(source.account.iter().map(|column| (column, ColumnUse::Account)))
        .chain(source.weight.iter().map(|column| (column, ColumnUse::Weight)))
        .chain(source.role.iter().map(|role| (&role.column, ColumnUse::Role)));
    for (column, part) in parts {
        stated.extend(names.get(&column.value).map(|column| (column.index, part)));
    }
    stated
}

fn by_header(name: &str, scale: Scale, of_people: &NamesOfPeople) -> ColumnUse {
    match scale {
        Scale::Empty => ColumnUse::Empty,
        Scale::Constant => ColumnUse::Constant,
        Scale::Date => ColumnUse::Date,
        Scale::Personal => ColumnUse::Personal,
        Scale::Derived => ColumnUse::Derived,
        _ if names_paradata(name, scale) => ColumnUse::Paradata,
        _ if names_no_question(name) => ColumnUse::Consent,
        Scale::Identifier if of_people.lead_to_somebody(name) || names_postal_code(name) => {
            ColumnUse::Personal
        }
        Scale::Identifier => ColumnUse::Identifier,
        Scale::OpenText => ColumnUse::OpenText,
        counted => ColumnUse::Answer(counted),
    }
}
