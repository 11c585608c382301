//! The texts of a drafted manifest, for the person who corrects it.

use super::decisions::DecisionWords;
use crate::finding::Sentences;
use crate::manifest::RowKind;

/// The texts of one language; shares are from 0 to 1.
pub(crate) struct ScaffoldWords {
    /// Those of decisions.
    pub(crate) decisions: &'static DecisionWords,
    pub(crate) head: &'static str,
    /// The other kinds of persona.
    pub(crate) other_kinds: fn(&str) -> String,
    /// A finding in the language of the draft.
    pub(crate) sentence: fn(&dyn Sentences) -> String,
    /// Number of transcripts.
    pub(crate) transcripts: fn(usize) -> String,
    /// Number of transcripts of several respondents each.
    pub(crate) transcripts_of_groups: fn(usize) -> String,
    /// Format of a project, and numbers of its documents and codings.
    pub(crate) project: fn(&str, usize, usize) -> String,
    /// Number of the cases of a project.
    pub(crate) respondents_are_cases: fn(usize) -> String,
    pub(crate) respondents_are_documents: &'static str,
    /// Why a file is no interview.
    pub(crate) about_study: &'static str,
    pub(crate) interviewer: &'static str,
    pub(crate) interviewer_proposed: &'static str,
    pub(crate) coded_segments: &'static str,
    pub(crate) codebook: &'static str,
    /// Kind of a file, and why it is taken for that.
    pub(crate) read_as: fn(&str, &str) -> String,
    /// Number of rows, their format, and why it is taken for that.
    pub(crate) rows_read_as: fn(usize, &str, &str) -> String,
    pub(crate) no_column_of_ids: &'static str,
    /// The column whose ids repeat, and the numbers of ids and rows.
    pub(crate) repeated_ids: fn(&str, usize, usize) -> String,
    /// Extension of a file.
    pub(crate) unknown_extension: fn(&str) -> String,
    pub(crate) segments_of_nobody: &'static str,
    pub(crate) codes_in_rows: &'static str,
    /// Comment on a framework matrix.
    pub(crate) framework: &'static str,
    /// The column that is left out of a table of codings.
    pub(crate) sum_left_out: fn(&str) -> String,
    /// Numbers of codings and people, and the column that names these.
    pub(crate) coded_of: fn(usize, usize, &str) -> String,
    /// What to do with a file of a known program that is not read: its program, and endings of
    /// the files to save instead.
    pub(crate) unread_program: fn(&str, &[&str]) -> String,
    /// The same of a program that exports projects of REFI-QDA.
    pub(crate) unread_project: fn(&str) -> String,
    /// The same of a program whose files QualCoder imports.
    pub(crate) unread_by_qualcoder: fn(&str) -> String,
    pub(crate) codebook_alone: &'static str,
    /// Number of text files, and one of them.
    pub(crate) loose_texts: fn(usize, &str) -> String,
    /// An error.
    pub(crate) unreadable: fn(&str) -> String,
    pub(crate) questionnaire: &'static str,
    /// Number of rows.
    pub(crate) few_rows: fn(usize) -> String,
    pub(crate) one_column: &'static str,
    /// The file that is read in place of this one.
    pub(crate) other_version: fn(&str) -> String,
    /// Share of the ids that another source has, and its id.
    pub(crate) shared_ids: fn(f64, &str) -> String,
    /// Share of the keys of this name that another source has, and its id.
    pub(crate) shared_keys: fn(f64, &str, &str) -> String,
    /// Share of the accounts of another source, and its id.
    pub(crate) accounts: fn(f64, &str) -> String,
    /// The source whose respondents or accounts have several rows, if that is known.
    pub(crate) several_rows: fn(Owner, Option<&str>) -> String,
    /// The column of rows that lead to people through the rows of another source.
    pub(crate) led_through: fn(&str, &str) -> String,
    /// Several names, as a title.
    pub(crate) listed: fn(&[String]) -> String,
    pub(crate) deals: &'static str,
    pub(crate) events: &'static str,
    pub(crate) deals_won: &'static str,
    pub(crate) amount_won: &'static str,
    pub(crate) days_since_deal: &'static str,
    pub(crate) days_since_event: &'static str,
    pub(crate) days_since_first_event: &'static str,
    /// The id of a source whose rows are counted.
    pub(crate) number_of: fn(&str) -> String,
    /// The id of a source whose rows are items of orders.
    pub(crate) items_of: fn(&str) -> String,
    /// A column that is added up, averaged, or read in the first or last row.
    pub(crate) sum_of: fn(&str) -> String,
    pub(crate) mean_of: fn(&str) -> String,
    pub(crate) first_of: fn(&str) -> String,
    pub(crate) last_of: fn(&str) -> String,
    /// Above rules that are not drafted.
    pub(crate) more_rules: &'static str,
    /// Number of rows of what happened, where nothing says who did it.
    pub(crate) of_nobody: fn(usize) -> String,
    /// Number of rows of a table of products, agents and the like.
    pub(crate) beside: fn(usize) -> String,
    /// That rows of accounts stand for people.
    pub(crate) organisations: &'static str,
    /// What the rows are, which are no people.
    pub(crate) rows_are: fn(RowKind) -> &'static str,
    /// A column, and the source to whose rows it leads, which are not people.
    pub(crate) rows_of_rows: fn(&str, &str) -> String,
    pub(crate) personal: &'static str,
    pub(crate) identifiers: &'static str,
    pub(crate) dates: &'static str,
    pub(crate) open_text: &'static str,
    pub(crate) derived: &'static str,
    pub(crate) constant: &'static str,
    pub(crate) recognised: &'static str,
    pub(crate) say: &'static str,
    /// Number of further columns.
    pub(crate) more_columns: fn(usize) -> String,
    /// Number of further names.
    pub(crate) more: fn(usize) -> String,
}

/// To whom the rows of a table belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    Respondent,
    Account,
}
