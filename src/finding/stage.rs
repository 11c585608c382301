//! Common parts of the findings of every stage.
//!
//! A stage declares its findings with [`findings!`], as an enum of plain data. The sentences are
//! made by the catalogue of texts, which comes after the stages: it implements [`Sentences`].

use std::any::Any;
use std::fmt;

use super::level::Level;
use crate::ids::SourceId;

/// Makes a sentence of a finding, one method a language.
pub(crate) trait Sentences {
    /// The sentence in English, without the place.
    fn english(&self) -> String;
    /// The sentence in German, without the place.
    fn german(&self) -> String;
}

/// A finding of a stage: an enum that [`findings!`] declares.
pub(crate) trait StageFinding: Sentences + Any + fmt::Debug + Send + Sync {
    /// Stable identifier, such as `ragged-row`.
    fn id(&self) -> &'static str;
    /// How much it matters.
    fn level(&self) -> Level;
    /// The fields that occurrences must share to be counted together.
    fn subject(&self) -> Subject<'_>;
    /// True if the other is the same finding with the same data.
    fn is_equal_to(&self, other: &dyn StageFinding) -> bool;
}

/// Most fields of a subject.
const MOST_PARTS: usize = 3;

/// The part of a finding by which occurrences are told apart. It borrows, so that counting one
/// more occurrence formats nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Subject<'a> {
    id: &'static str,
    parts: [Option<SubjectPart<'a>>; MOST_PARTS],
}

impl<'a> Subject<'a> {
    /// The subject of a finding with this id; at most three parts count.
    pub(crate) fn new(id: &'static str, given: &[SubjectPart<'a>]) -> Self {
        let mut parts = [None; MOST_PARTS];
        for (part, given) in parts.iter_mut().zip(given) {
            *part = Some(*given);
        }
        Self { id, parts }
    }
}

/// One field of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SubjectPart<'a> {
    Text(&'a str),
    Number(usize),
}

impl<'a> From<&'a String> for SubjectPart<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a SourceId> for SubjectPart<'a> {
    fn from(id: &'a SourceId) -> Self {
        Self::Text(id.as_str())
    }
}

impl From<&usize> for SubjectPart<'_> {
    fn from(number: &usize) -> Self {
        Self::Number(*number)
    }
}

/// Declares the findings of a stage: an enum with an entry each, `Name [subject] { data } = Level
/// "id";`. Occurrences with the same subject, file and column are counted as one; the data are
/// those of the first.
macro_rules! findings {
    (
        $(#[$doc_of_all:meta])+ $all:ident:
        $(
            $(#[$doc:meta])+
            $name:ident
            [$($subject:ident: $subject_type:ty),* $(,)?]
            {$($field:ident: $type:ty),* $(,)?}
            = $level:ident $id:literal;
        )+
    ) => {
        $(#[$doc_of_all])+
        #[derive(Debug, Clone, PartialEq)]
        pub(crate) enum $all {
            $($(#[$doc])+ $name { $($subject: $subject_type,)* $($field: $type,)* },)+
        }

        impl $all {
            /// Every identifier with its level.
            pub(crate) const CATALOGUE: &'static [(&'static str, crate::finding::Level)] =
                &[$(($id, crate::finding::Level::$level)),+];
        }

        impl crate::finding::StageFinding for $all {
            fn id(&self) -> &'static str {
                match self { $(Self::$name { .. } => $id,)+ }
            }

            fn level(&self) -> crate::finding::Level {
                match self { $(Self::$name { .. } => crate::finding::Level::$level,)+ }
            }

            fn subject(&self) -> crate::finding::Subject<'_> {
                match self {
                    $(Self::$name { $($subject,)* .. } => {
                        let parts = [$(crate::finding::SubjectPart::from($subject)),*];
                        crate::finding::Subject::new($id, &parts)
                    })+
                }
            }

            fn is_equal_to(&self, other: &dyn crate::finding::StageFinding) -> bool {
                let other: &dyn std::any::Any = other;
                other.downcast_ref::<Self>() == Some(self)
            }
        }
    };
}
pub(crate) use findings;
