//! Doubts of consequence about how files are read: what was taken, what else fits, and what a
//! person chose.

use serde::{Deserialize, Serialize};

use super::change::SourceChange;
use super::kind::named;
use super::stated::Stated;
use crate::named::named_values;

named! {
    /// What a decision is about. A study has at most one decision of a kind.
    DecisionKind {
        /// People: who a person is, where rows may be several of one or none.
        People = "people",
        /// Role: a column that tells parts in a purchase.
        Role = "role",
        /// Key: a column that may join two sources.
        Key = "key",
        /// Weight: a column that may weigh respondents.
        Weight = "weight",
        /// Outcome: a column that may shape groups, or tell how it ended.
        Outcome = "outcome",
        /// Personal: a column that may be personal data.
        Personal = "personal",
        /// Missing numbers: numbers that may stand for no answer, such as 999.
        MissingNumbers = "missing-numbers",
        /// Scale: an order of answers that only behaviour suggests.
        Scale = "scale",
        /// One question: questions whose answers agree so sharply that they may be one.
        OneQuestion = "one-question",
    }
}

named_values!(DecisionKind "decision");

/// A doubt of consequence about how files are read, and its answer if there is one.
///
/// `personas init` writes them into `study.toml` as `[[decide]]`. A person answers by stating a
/// `choice`; until then the reading that was taken holds, and the report shows the doubt on its
/// first page.
///
/// ```
/// use persona_synthesis::Manifest;
/// use persona_synthesis::manifest::DecisionKind;
///
/// let mut manifest = Manifest::from_toml(
///     r#"
///     [[decide]]
///     id = "weight"
///     question = "Does `wt` weigh respondents?"
///     taken = "no-weight"
///     effect = "each of 400 rows counts once"
///     alternatives = [
///       { name = "weight", effect = "they count as 391", set = { survey = { weight = "wt" } } },
///     ]
///     [[source]]
///     id = "survey"
///     path = "survey.csv"
///     respondent = "id"
///     "#,
///     "study.toml",
/// )?;
/// assert!(manifest.decisions[0].is_open());
/// manifest.choose(DecisionKind::Weight, "weight")?;
/// let weight = manifest.resolved()?.sources[0].weight.clone();
/// assert_eq!(weight.map(|column| column.value).as_deref(), Some("wt"));
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct StudyDecision {
    /// What it is about; the `id` of the manifest.
    #[serde(rename = "id")]
    pub kind: DecisionKind,
    /// The question, in the language of the study.
    pub question: String,
    /// Name of the reading that holds unless another is chosen; `None` where none can be taken, so
    /// that the study cannot be read before somebody chooses.
    pub taken: Option<String>,
    /// What the reading that was taken makes of the data: "400 rows become 79 people".
    pub effect: String,
    /// Columns that it is about, each as `source:column`; empty where it is about all.
    pub columns: Vec<String>,
    /// The readings. One that is named as the reading that was taken says what that changes; the
    /// sources as they are stated are the reading that was taken where none is.
    pub alternatives: Vec<Alternative>,
    /// The answer: the name of an alternative, or of the reading that was taken. [`TAKEN`] confirms
    /// the latter, whatever its name.
    #[serde(serialize_with = "stated_value")]
    pub choice: Option<Stated<String>>,
    /// Line of the manifest at which it begins.
    #[serde(skip)]
    pub line: Option<u64>,
}

/// The choice that confirms what was taken.
pub const TAKEN: &str = "taken";

/// A reading of the files.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Alternative {
    /// Name by which it is chosen.
    pub name: String,
    /// What it would make of the data.
    pub effect: String,
    /// What it changes in the sources.
    #[serde(skip)]
    pub changes: Vec<SourceChange>,
    /// Lists of indicators that count apart, added to those of the manifest.
    #[serde(skip)]
    pub kept_apart: Vec<Vec<Stated<String>>>,
}

#[allow(clippy::ref_option, reason = "serde hands over the field")]
fn stated_value<S: serde::Serializer>(
    stated: &Option<Stated<String>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    stated.as_ref().map(|stated| &stated.value).serialize(serializer)
}

impl Alternative {
    /// Makes an alternative that changes nothing.
    #[must_use]
    pub fn new(name: impl Into<String>, effect: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            effect: effect.into(),
            changes: Vec::new(),
            kept_apart: Vec::new(),
        }
    }

    /// Adds what it changes in a source.
    #[must_use]
    pub fn change(mut self, change: SourceChange) -> Self {
        self.changes.push(change);
        self
    }
}

impl StudyDecision {
    /// Makes an open decision without alternatives.
    #[must_use]
    pub fn new(kind: DecisionKind, question: impl Into<String>) -> Self {
        Self {
            kind,
            question: question.into(),
            taken: None,
            effect: String::new(),
            columns: Vec::new(),
            alternatives: Vec::new(),
            choice: None,
            line: None,
        }
    }

    /// Sets the reading that holds unless another is chosen, and what it makes of the data.
    #[must_use]
    pub fn taken(mut self, name: impl Into<String>, effect: impl Into<String>) -> Self {
        (self.taken, self.effect) = (Some(name.into()), effect.into());
        self
    }

    /// Adds another reading.
    #[must_use]
    pub fn alternative(mut self, alternative: Alternative) -> Self {
        self.alternatives.push(alternative);
        self
    }

    /// True until somebody chose.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.choice.is_none()
    }

    /// True if nothing can be taken, so that somebody must choose before the study is read.
    #[must_use]
    pub fn must_be_made(&self) -> bool {
        self.is_open() && self.taken.is_none()
    }

    /// The readings beside the one that was taken.
    pub fn others(&self) -> impl Iterator<Item = &Alternative> {
        let is_other = |other: &&Alternative| Some(other.name.as_str()) != self.taken.as_deref();
        self.alternatives.iter().filter(is_other)
    }

    /// The names that may be chosen, that of the reading that was taken first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.taken.as_deref().into_iter().chain(self.others().map(|other| other.name.as_str()))
    }

    /// The name of the reading that holds, if one does.
    #[must_use]
    pub fn holds(&self) -> Option<&str> {
        let chosen = self.choice.as_ref().map(|choice| choice.value.as_str());
        chosen.filter(|choice| *choice != TAKEN).or(self.taken.as_deref())
    }

    /// What the reading that holds changes, if it changes anything.
    pub(super) fn in_force(&self) -> Option<&Alternative> {
        self.reading(self.holds()?)
    }

    /// The reading of a name, if it is stated with what it changes.
    pub(crate) fn reading(&self, name: &str) -> Option<&Alternative> {
        self.alternatives.iter().find(|alternative| alternative.name == name)
    }

    /// Drops the rules of columns from all readings: another study says how columns are read.
    pub(crate) fn forget_columns(&mut self) {
        let changes = self.alternatives.iter_mut().flat_map(|reading| &mut reading.changes);
        changes.for_each(SourceChange::forget_columns);
    }

    pub(super) fn knows(&self, choice: &str) -> bool {
        self.names().any(|name| name == choice)
            || (choice == TAKEN && (self.taken.is_some() || self.alternatives.is_empty()))
    }
}
