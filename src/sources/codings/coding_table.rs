//! A table of codings as it was recognised.

use std::collections::BTreeSet;

use super::super::segment_columns::SegmentColumns;
use super::facts::Facts;
use super::separators::{are_paths, of_paths};
use crate::sources::clue::FormatClue;

/// A table of codings as it was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CodingTable {
    /// Its columns, by their labels.
    pub(crate) columns: SegmentColumns,
    /// Position of the column of people or documents, if there is one.
    pub(crate) person: Option<usize>,
    /// How many people that column names.
    pub(crate) people: usize,
    /// Labels of those who ask, in the column of speakers.
    pub(crate) interviewers: BTreeSet<String>,
    /// True if rows are people and columns codes.
    pub(crate) matrix: bool,
    /// True if its cells are what the people say of each code, or summaries of that.
    pub(crate) texts: bool,
    /// True if the codes of a matrix are paths, which no survey's answers are.
    pub(crate) paths: bool,
    /// Label of the column of a matrix that is left out, as the sum of the others.
    pub(crate) sum: Option<String>,
}

impl CodingTable {
    /// A table with a row for each person and a column for each code, whose names are these.
    pub(super) fn by_person(
        person: &Facts<'_>,
        codes: &[&Facts<'_>],
        names: &BTreeSet<&str>,
    ) -> Self {
        let columns = SegmentColumns {
            document: Some(person.column.label.clone()),
            applied: codes.iter().map(|code| code.column.label.clone()).collect(),
            path_separator: of_paths(names).map(str::to_owned),
            ..SegmentColumns::default()
        };
        Self {
            columns,
            person: Some(person.column.index),
            people: person.different(),
            interviewers: BTreeSet::new(),
            matrix: true,
            texts: false,
            paths: are_paths(names),
            sum: None,
        }
    }

    /// True if nothing else holds what it holds, so that it is read as codings without being asked.
    pub(crate) fn is_plain_to_see(&self) -> bool {
        self.person.is_some() && self.paths
    }

    /// What it was recognised by.
    pub(crate) fn clue(&self) -> FormatClue {
        match (self.matrix, self.texts) {
            (true, true) => FormatClue::Framework,
            (true, false) => FormatClue::CodeMatrix,
            (false, _) => FormatClue::Codings,
        }
    }
}
