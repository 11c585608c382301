//! Doubts of consequence about how files are read: what was taken, what else fits, and what a
//! person chose.

use serde::{Deserialize, Serialize};

use super::change::SourceChange;
use super::definition::Manifest;
use super::kind::named;
use super::stated::Stated;
use crate::error::{ErrorKind, Result, nearest, shown};
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
) -> std::result::Result<S::Ok, S::Error> {
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
    fn in_force(&self) -> Option<&Alternative> {
        let name = self.holds()?;
        self.alternatives.iter().find(|alternative| alternative.name == name)
    }

    fn knows(&self, choice: &str) -> bool {
        self.names().any(|name| name == choice)
            || (choice == TAKEN && (self.taken.is_some() || self.alternatives.is_empty()))
    }
}

impl Manifest {
    /// The decision of a kind, if the manifest has one.
    #[must_use]
    pub fn decision(&self, kind: DecisionKind) -> Option<&StudyDecision> {
        self.decisions.iter().find(|decision| decision.kind == kind)
    }

    /// The decisions that nobody made yet.
    pub fn open_decisions(&self) -> impl Iterator<Item = &StudyDecision> {
        self.decisions.iter().filter(|decision| decision.is_open())
    }

    /// Makes a decision. It takes effect when the study is built.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] if there is no such decision or it has no such alternative.
    pub fn choose(&mut self, kind: DecisionKind, name: &str) -> Result<()> {
        let mut decisions = self.decisions.iter_mut();
        let Some(decision) = decisions.find(|decision| decision.kind == kind) else {
            let expected = "a decision of the manifest".to_owned();
            let found = format!("{:?}", kind.name());
            return Err(ErrorKind::Parameter { name: "decision", expected, found }.into());
        };
        if !decision.knows(name) {
            let expected = format!("one of {}", decision.names().collect::<Vec<_>>().join(", "));
            let found = format!("{:?}", shown(name));
            return Err(ErrorKind::Parameter { name: "choice", expected, found }.into());
        }
        decision.choice = Some(Stated::new(name.to_owned()));
        Ok(())
    }

    /// The manifest as its decisions have it: equal to one into which what was chosen is written
    /// by hand. Building a study resolves its manifest.
    ///
    /// # Errors
    /// [`ErrorKind::Manifest`] for a choice that is none of the alternatives, or a change to a
    /// source that is not there.
    pub fn resolved(&self) -> Result<Self> {
        let mut resolved = self.clone();
        for decision in &self.decisions {
            self.check_choice(decision)?;
            let Some(alternative) = decision.in_force() else { continue };
            for change in &alternative.changes {
                let id = change.source();
                let mut sources = resolved.sources.iter_mut();
                let Some(source) = sources.find(|source| source.id == *id) else {
                    let stated = Stated { value: id.as_str(), line: decision.line };
                    let known = self.sources.iter().map(|source| source.id.as_str());
                    return Err(self.unknown(&stated, "a source of the study", known).into());
                };
                change.apply_to(source);
            }
            resolved.kept_apart.extend(alternative.kept_apart.iter().cloned());
        }
        Ok(resolved)
    }

    /// Refuses decisions that somebody must make and nobody did.
    ///
    /// # Errors
    /// [`ErrorKind::Manifest`] with the alternatives.
    pub(crate) fn check_decided(&self) -> Result<()> {
        let Some(open) = self.decisions.iter().find(|decision| decision.must_be_made()) else {
            return Ok(());
        };
        let choice = |alternative: &Alternative| {
            format!("`choice = {:?}` ({})", alternative.name, alternative.effect)
        };
        let choices: Vec<String> = open.alternatives.iter().map(choice).collect();
        Err(ErrorKind::Manifest {
            place: self.place(open.line),
            expected: format!("a choice: {} {}", open.question, choices.join(" or ")),
            found: "no choice".to_owned(),
            nearest: None,
        }
        .into())
    }

    fn check_choice(&self, decision: &StudyDecision) -> Result<()> {
        let Some(choice) = decision.choice.as_ref().filter(|choice| !decision.knows(&choice.value))
        else {
            return Ok(());
        };
        let names: Vec<&str> = decision.names().collect();
        Err(ErrorKind::Manifest {
            place: self.place(choice.line),
            expected: format!("one of {} for `choice`", names.join(", ")),
            found: format!("{:?}", shown(&choice.value)),
            nearest: nearest(&choice.value, names),
        }
        .into())
    }
}
