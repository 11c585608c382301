//! Findings, counted and in their order.

use std::any::Any;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::level::Level;
use super::stage::{StageFinding, Subject};
use crate::locator::Place;

/// An oddity in the data, with the number of occurrences and the first place.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The data of its first occurrence; shared, since errors and outputs take findings over.
    what: Arc<dyn StageFinding>,
    count: usize,
    at: Option<Place>,
}

impl Finding {
    /// Stable identifier, such as `ragged-row`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.what.id()
    }

    /// Level of the finding.
    #[must_use]
    pub fn level(&self) -> Level {
        self.what.level()
    }

    /// Number of occurrences, at least 1.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The first place, if it has one.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.at.as_ref()
    }

    /// The data of its first occurrence, from which sentences are made.
    pub(crate) fn what(&self) -> &dyn StageFinding {
        &*self.what
    }

    /// The data of its first occurrence, if a stage with findings of this type reported it.
    pub(crate) fn data<S: StageFinding>(&self) -> Option<&S> {
        let data: &dyn Any = self.what();
        data.downcast_ref()
    }

    /// This finding with other data.
    pub(crate) fn with_data(&self, data: impl StageFinding) -> Self {
        Self { what: Arc::new(data), count: self.count, at: self.at.clone() }
    }
}

impl PartialEq for Finding {
    fn eq(&self, other: &Self) -> bool {
        self.count == other.count && self.at == other.at && self.what.is_equal_to(other.what())
    }
}

/// The findings of all stages so far, in the order in which the stages reported them.
///
/// ```
/// use persona_synthesis::{Findings, Level, Study};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let findings: &Findings = study.findings();
/// let ids: Vec<&str> = findings.iter().map(|finding| finding.id()).collect();
/// assert!(ids.contains(&"format-recognised"));
/// assert!(findings.deny(Level::Note).is_err());
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Findings {
    all: Vec<Finding>,
    /// Position of each finding: a wide table makes one for every column, too many to search one by
    /// one.
    positions: BTreeMap<Sameness, usize>,
}

/// By what occurrences are told apart: subject, file and column.
#[derive(Debug, Clone)]
struct Sameness {
    what: Arc<dyn StageFinding>,
    file_and_column: Option<(String, Option<String>)>,
}

impl Sameness {
    fn of_finding(finding: &Finding) -> Self {
        let place = finding.place();
        Self {
            what: Arc::clone(&finding.what),
            file_and_column: place.map(|place| (place.file.clone(), place.column.clone())),
        }
    }

    fn key(&self) -> (Subject<'_>, Option<&(String, Option<String>)>) {
        (self.what.subject(), self.file_and_column.as_ref())
    }
}

impl Ord for Sameness {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Sameness {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Sameness {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Sameness {}

impl Findings {
    /// Adds a finding about the study as a whole.
    pub(crate) fn add(&mut self, what: impl StageFinding) {
        self.add_counted(what, 1, None);
    }

    /// Adds a finding with its place. The same finding in the same file and column is counted, not
    /// repeated.
    pub(crate) fn add_at(&mut self, what: impl StageFinding, at: Place) {
        self.add_counted(what, 1, Some(at));
    }

    /// Adds a finding that occurred `count` times; nothing where it did not occur.
    pub(crate) fn add_counted(&mut self, what: impl StageFinding, count: usize, at: Option<Place>) {
        if count > 0 {
            self.insert(Finding { what: Arc::new(what), count, at });
        }
    }

    fn insert(&mut self, finding: Finding) {
        let sameness = Sameness::of_finding(&finding);
        let position = *self.positions.entry(sameness).or_insert(self.all.len());
        match self.all.get_mut(position) {
            Some(known) => known.count += finding.count,
            None => self.all.push(finding),
        }
    }

    /// Adds the findings of another stage.
    pub(crate) fn extend(&mut self, others: Self) {
        for finding in others.all {
            self.insert(finding);
        }
    }

    /// The findings, oldest first.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.all.iter()
    }

    /// Number of different findings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// True if there are no findings.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Number of occurrences of findings with this id, 0 if there are none.
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
        warnings.sort_by_key(|finding| Reverse(finding.count));
        warnings.into_iter().take(SHOWN).map(|finding| format!("; {finding}")).collect()
    }
}

/// The positions follow from the findings.
impl PartialEq for Findings {
    fn eq(&self, other: &Self) -> bool {
        self.all == other.all
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
    use crate::finding::{Sentences, findings};

    findings! {
        /// Findings of no stage.
        TestFinding:

        /// One with a subject.
        Unused [code: String, number: usize] {} = Note "unused";
        /// One with data.
        Ragged [] { cells: usize } = Warning "ragged";
    }

    impl Sentences for TestFinding {
        fn english(&self) -> String {
            match self {
                Self::Unused { code, number } => format!("{code} {number} is unused"),
                Self::Ragged { cells } => format!("{cells} cells"),
            }
        }

        fn german(&self) -> String {
            match self {
                Self::Unused { code, number } => format!("{code} {number} ist unbenutzt"),
                Self::Ragged { cells } => format!("{cells} Zellen"),
            }
        }
    }

    fn unused(code: &str, number: usize) -> TestFinding {
        TestFinding::Unused { code: code.into(), number }
    }

    #[test]
    fn different_subjects_stay_apart() {
        let mut findings = Findings::default();
        for finding in [unused("a", 1), unused("b", 1), unused("a", 2), unused("a", 1)] {
            findings.add(finding);
        }
        assert_eq!(findings.len(), 3);
        assert_eq!(findings.count("unused"), 4);
        assert_eq!(findings.iter().next().unwrap().count(), 2);
        assert_eq!(TestFinding::CATALOGUE[0], ("unused", Level::Note));
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
        for at in places.iter().chain(&places).cloned() {
            findings.add_counted(TestFinding::Ragged { cells: 2 }, 2, at);
        }
        let mut other = Findings::default();
        other.add_at(TestFinding::Ragged { cells: 5 }, Place::file("a.csv").line(7));
        findings.extend(other);
        let counted: Vec<_> =
            findings.iter().map(|finding| (finding.place().cloned(), finding.count())).collect();
        let expected: Vec<_> = places.into_iter().zip([4, 5, 4, 4]).collect();
        assert_eq!(counted, expected);
        assert!(format!("{findings:?}").starts_with("Findings([Finding"));
    }

    #[test]
    fn findings_of_every_column_are_kept_apart_and_counted() {
        const COLUMNS: usize = 65_000;
        let mut findings = Findings::default();
        for _ in 0..3 {
            for column in 0..COLUMNS {
                let at = Place::file("t.csv").column(column.to_string());
                findings.add_at(TestFinding::Ragged { cells: 1 }, at);
            }
        }
        assert_eq!((findings.len(), findings.count("ragged")), (COLUMNS, 3 * COLUMNS));
        let last = findings.iter().next_back().and_then(Finding::place);
        assert_eq!(last.and_then(|place| place.column.as_deref()), Some("64999"));
    }

    #[test]
    fn findings_are_equal_if_data_count_and_place_are() {
        let one = |finding, count| {
            let mut findings = Findings::default();
            findings.add_counted(finding, count, None);
            findings
        };
        let ragged = |cells| TestFinding::Ragged { cells };
        assert_eq!(one(ragged(2), 1), one(ragged(2), 1));
        assert_ne!(one(ragged(2), 1), one(ragged(3), 1));
        assert_ne!(one(ragged(2), 1), one(ragged(2), 2));
        assert_ne!(one(ragged(2), 1), one(unused("a", 2), 1));
    }

    #[test]
    fn notes_pass_where_warnings_are_denied() {
        let mut findings = Findings::default();
        findings.add(unused("a", 1));
        assert!(findings.deny(Level::Warning).is_ok());
        assert!(findings.deny(Level::Note).is_err());
    }
}
