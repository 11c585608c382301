//! A source as it was read.

use super::aggregate::Aggregated;
use super::owners::TranscriptOwners;
use crate::sources::{CodedSegments, Digest, Format, Interviews, Item, Table, Transcript};

/// The records of a source.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Records {
    Interviews(Interviews),
    Rows(Rows),
}

/// A table of respondents.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rows {
    pub(crate) table: Table,
    pub(crate) items: Vec<Item>,
    /// Position of the column of respondent ids, if one names them.
    pub(crate) respondent: Option<usize>,
    /// Position of the column that tells records apart, where a program handed them in with one.
    pub(crate) record_key: Option<usize>,
    /// Rows of the file that these were aggregated from, if they are not those of the file.
    pub(crate) aggregated: Option<Box<Aggregated>>,
    /// The accounts whose rows these are, where rows are accounts.
    pub(crate) accounts: Option<Box<Accounts>>,
}

impl Rows {
    /// The rows of the file.
    pub(crate) fn file(&self) -> &Table {
        let aggregated = self.aggregated.as_ref().map(|aggregated| &aggregated.file);
        aggregated.or(self.accounts.as_ref().map(|accounts| &accounts.table)).unwrap_or(&self.table)
    }

    /// The row of an account that a row of respondents shows; the row itself where rows are
    /// respondents.
    pub(crate) fn unit(&self, row: usize) -> usize {
        self.accounts.as_ref().map_or(row, |accounts| accounts.row_of[row] as usize)
    }

    /// The column that names the rows: accounts, where rows are these; the records of a program; or
    /// else respondents.
    pub(crate) fn key(&self) -> Option<usize> {
        let accounts = self.accounts.as_ref().map(|accounts| accounts.column);
        accounts.or(self.record_key).or(self.respondent)
    }
}

/// A source as it was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SourceData {
    pub(crate) format: Format,
    pub(crate) digest: Digest,
    /// Records read: rows of a table; of interviews coded segments, or else transcripts or codes.
    /// Those set aside are among them.
    pub(crate) records: usize,
    pub(crate) content: Records,
    /// Whose words its transcripts are.
    pub(crate) interviewees: TranscriptOwners,
    /// Names of people whose records are passed over, so that they are masked in the words of
    /// others.
    pub(super) passed_over: Vec<String>,
}

impl SourceData {
    pub(super) fn new(format: Format, digest: Digest, records: usize, content: Records) -> Self {
        let interviewees = TranscriptOwners::default();
        Self { format, digest, records, content, interviewees, passed_over: Vec::new() }
    }

    /// Interviews in it, if it is no table of respondents.
    pub(crate) fn interviews(&self) -> Option<&Interviews> {
        match &self.content {
            Records::Interviews(interviews) => Some(interviews),
            Records::Rows(_) => None,
        }
    }

    /// Its transcripts; none where it is a table or holds segments alone.
    pub(crate) fn transcripts(&self) -> &[Transcript] {
        self.interviews().map_or(&[], |interviews| &interviews.transcripts)
    }

    /// Its coded segments, if it holds some.
    pub(crate) fn segments(&self) -> Option<&CodedSegments> {
        self.interviews()?.segments.as_ref()
    }
}

/// A table of accounts, of whose rows each respondent has the one of their account.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Accounts {
    /// The accounts as they were read.
    pub(crate) table: Table,
    /// The column that names them.
    pub(crate) column: usize,
    /// For each row of respondents the row of the account.
    pub(crate) row_of: Vec<u32>,
}
