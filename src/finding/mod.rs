//! What is odd but does not stop the work.
//!
//! Every stage takes a [`Findings`] and says there what it recognised, repaired, set aside or
//! doubts. Nothing is dropped in silence: records read are records used plus records named in
//! findings. The caller decides how strict to be: show them, ignore them, or stop with
//! [`Findings::deny`]. The library itself never prints.

mod kind;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use kind::FindingKind;

use crate::locator::Place;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing: something was recognised or decided.
    Note,
    /// Could change a conclusion.
    Warning,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
        })
    }
}

/// Something odd, with how often it occurred and where first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is; a repeated finding keeps the data of its first occurrence.
    pub kind: FindingKind,
    /// How often it occurred, at least 1.
    pub count: usize,
    /// The first place, where there is one.
    pub at: Option<Place>,
}

impl Finding {
    /// Stable identifier of the kind, such as `ragged-row`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.kind.id()
    }

    /// How much it matters.
    #[must_use]
    pub fn level(&self) -> Level {
        self.kind.level()
    }

    /// The sentence without the place: the first occurrence, and how many in all.
    #[must_use]
    pub fn message(&self) -> String {
        match self.count {
            1 => self.kind.to_string(),
            more => format!("{} ({more} in all)", self.kind),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.at {
            Some(place) => write!(f, "{place}: {}", self.message()),
            None => f.write_str(&self.message()),
        }
    }
}

/// The findings of all stages so far, in the order in which the stages made them.
///
/// ```
/// use persona_synthesis::{FindingKind, Findings, Level, Place};
///
/// let mut findings = Findings::default();
/// for line in [9, 12] {
///     findings.add_at(FindingKind::RaggedRow { expected: 3, found: 5 }, Place::file("survey.csv").line(line));
/// }
/// assert_eq!(findings.len(), 1, "the same finding in the same file is counted, not repeated");
/// assert_eq!(
///     findings.iter().next().unwrap().to_string(),
///     "survey.csv:9: row has 5 cells, expected 3; set aside (2 in all)"
/// );
/// assert!(findings.deny(Level::Warning).is_err());
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Findings {
    all: Vec<Finding>,
    /// Position of each finding: a wide table makes one for every column, too many to search one by
    /// one.
    positions: BTreeMap<Sameness, usize>,
}

/// What occurrences share that are counted as one: id and subject of the kind, file and column.
type Sameness = ((&'static str, String), Option<(String, Option<String>)>);

impl Findings {
    /// Adds a finding about the study as a whole.
    pub fn add(&mut self, kind: FindingKind) {
        self.insert(Finding { kind, count: 1, at: None });
    }

    /// Adds a finding with its place. The same kind in the same file and column is counted, not
    /// repeated.
    pub fn add_at(&mut self, kind: FindingKind, at: Place) {
        self.insert(Finding { kind, count: 1, at: Some(at) });
    }

    /// Adds a finding that occurred `count` times; nothing where it did not occur.
    pub fn add_counted(&mut self, kind: FindingKind, count: usize, at: Option<Place>) {
        if count > 0 {
            self.insert(Finding { kind, count, at });
        }
    }

    fn insert(&mut self, finding: Finding) {
        let at = finding.at.as_ref().map(|place| (place.file.clone(), place.column.clone()));
        let position =
            *self.positions.entry((finding.kind.subject(), at)).or_insert(self.all.len());
        match self.all.get_mut(position) {
            Some(known) => known.count += finding.count,
            None => self.all.push(finding),
        }
    }

    /// Takes over the findings of another stage.
    pub fn extend(&mut self, others: Self) {
        for finding in others.all {
            self.insert(finding);
        }
    }

    /// The findings, oldest first.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.all.iter()
    }

    /// How many different findings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How often findings with this id occurred, 0 if never.
    #[must_use]
    pub fn count(&self, id: &str) -> usize {
        self.all.iter().filter(|finding| finding.id() == id).map(|finding| finding.count).sum()
    }

    /// The most frequent warnings in one line, for an error that they explain; nothing where there
    /// is none.
    pub(crate) fn causes(&self) -> String {
        const SHOWN: usize = 3;
        let mut warnings: Vec<&Finding> =
            self.all.iter().filter(|finding| finding.level() == Level::Warning).collect();
        warnings.sort_by_key(|finding| std::cmp::Reverse(finding.count));
        warnings.into_iter().take(SHOWN).map(|finding| format!("; {finding}")).collect()
    }

    /// Stops at the first finding of this level or above.
    ///
    /// # Errors
    /// [`ErrorKind::Denied`](crate::ErrorKind::Denied) with that finding.
    pub fn deny(&self, level: Level) -> Result<(), Box<Finding>> {
        match self.all.iter().find(|finding| finding.level() >= level) {
            Some(finding) => Err(Box::new(finding.clone())),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Findings").field(&self.all).finish()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_subjects_stay_apart() {
        let mut findings = Findings::default();
        findings.add(FindingKind::CodeUnused { code: "a".into() });
        findings.add(FindingKind::CodeUnused { code: "b".into() });
        findings.add(FindingKind::CodeUnused { code: "a".into() });
        assert_eq!(findings.len(), 2);
        assert_eq!(findings.count("code-unused"), 3);
    }

    #[test]
    fn words_of_the_data_do_not_act_on_a_terminal() {
        let mut findings = Findings::default();
        let kind = FindingKind::PassedOver { source: "a\u{1b}[2Jb\u{202e}".into() };
        findings.add_at(kind, Place::file("c\rd.csv").line(2));
        let finding = findings.iter().next().unwrap();
        let message =
            r"a record of a\u{1b}[2Jb\u{202e} is that of somebody who withdrew; passed over";
        assert_eq!(finding.message(), message);
        assert_eq!(finding.to_string(), format!(r"c\u{{d}}d.csv:2: {message}"));
    }

    #[test]
    fn files_columns_and_findings_without_a_place_stay_apart_in_the_order_of_their_first() {
        let mut findings = Findings::default();
        let places = [
            None,
            Some(Place::file("a.csv").line(1)),
            Some(Place::file("b.csv").column("x")),
            Some(Place::file("b.csv").column("y")),
        ];
        let kind = FindingKind::AllMissing {};
        for at in places.iter().chain(&places).cloned() {
            findings.add_counted(kind.clone(), 2, at);
        }
        let mut other = Findings::default();
        other.add_at(kind, Place::file("a.csv").line(7));
        findings.extend(other);
        let counted: Vec<_> =
            findings.iter().map(|finding| (finding.at.clone(), finding.count)).collect();
        let expected: Vec<_> = places.into_iter().zip([4, 5, 4, 4]).collect();
        assert_eq!(counted, expected);
        assert!(format!("{findings:?}").starts_with("Findings([Finding"));
    }

    #[test]
    fn causes_are_the_most_frequent_warnings() {
        let mut findings = Findings::default();
        findings.add(FindingKind::CodeUnused { code: "a".into() });
        for line in [3, 4] {
            findings.add_at(
                FindingKind::RaggedRow { expected: 3, found: 2 },
                Place::file("s.csv").line(line),
            );
        }
        assert_eq!(
            findings.causes(),
            "; s.csv:3: row has 2 cells, expected 3; set aside (2 in all)"
        );
    }

    #[test]
    fn notes_pass_where_warnings_are_denied() {
        let mut findings = Findings::default();
        findings.add(FindingKind::CodeUnused { code: "a".into() });
        assert!(findings.deny(Level::Warning).is_ok());
        assert!(findings.deny(Level::Note).is_err());
    }
}
