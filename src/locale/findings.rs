//! Findings in words.

use std::fmt;

use super::en;
use crate::clustering::findings::ClusteringFinding;
use crate::finding::{Finding, Sentences};
use crate::indicators::findings::IndicatorsFinding;
use crate::sources::findings::SourcesFinding;
use crate::study::findings::StudyFinding;
use crate::visible::visible;

impl Sentences for SourcesFinding {
    fn english(&self) -> String {
        en::sources::sentence(self)
    }
}

impl Sentences for StudyFinding {
    fn english(&self) -> String {
        en::study::sentence(self)
    }
}

impl Sentences for IndicatorsFinding {
    fn english(&self) -> String {
        en::indicators::sentence(self)
    }
}

impl Sentences for ClusteringFinding {
    fn english(&self) -> String {
        en::clustering::sentence(self)
    }
}

impl Finding {
    /// The sentence without the place: the first occurrence, and the total number.
    #[must_use]
    pub fn message(&self) -> String {
        let sentence = self.what().english();
        let sentence = visible(&sentence);
        match self.count() {
            1 => sentence.into_owned(),
            more => format!("{sentence} ({more} in all)"),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place() {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message())
    }
}
