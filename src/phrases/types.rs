//! What is to be put into words, and the words.

use serde::{Deserialize, Serialize};

use crate::manifest::{Facet, Language};

/// Where an indicator comes from. It decides which patterns are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Asked {
    /// A question of a survey, with answers.
    Survey,
    /// A code of the coded segments, by its path.
    Code,
    /// A field of a record, with its value.
    Record,
}

/// What members of a group have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer<'a> {
    /// Nothing beside the code itself.
    Raised,
    /// One answer, or several that were merged.
    Levels(Vec<&'a str>),
    /// More than this number or date.
    Above(&'a str),
    /// At most this number or date.
    AtMost(&'a str),
    /// The median of the group.
    Median(&'a str),
}

/// An indicator, as the patterns need it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Described<'a> {
    /// Language of the texts and of the phrase.
    pub language: Language,
    /// Where it comes from.
    pub asked: Asked,
    /// The aspect that it speaks of. A goal is wanted and not done.
    pub facet: Facet,
    /// The question as it was asked, the path of the code, or the name of the field. The anchors
    /// of a scale stand in brackets at its end: `(1 = not at all, 5 = very)`.
    pub question: &'a str,
    /// What the group answered.
    pub answer: Answer<'a>,
    /// Definition of the code in the codebook; empty where there is none.
    pub definition: &'a str,
}

impl<'a> Described<'a> {
    /// A question of a survey with the answers of a group.
    #[must_use]
    pub fn survey(language: Language, facet: Facet, question: &'a str, answer: Answer<'a>) -> Self {
        Self { language, asked: Asked::Survey, facet, question, answer, definition: "" }
    }

    /// A code, by its path, with its definition.
    #[must_use]
    pub fn code(language: Language, facet: Facet, path: &'a str, definition: &'a str) -> Self {
        let asked = Asked::Code;
        Self { language, asked, facet, question: path, answer: Answer::Raised, definition }
    }

    /// A field of a record with the values of a group.
    #[must_use]
    pub fn record(language: Language, facet: Facet, field: &'a str, answer: Answer<'a>) -> Self {
        let asked = Asked::Record;
        Self { language, asked, facet, question: field, answer, definition: "" }
    }
}

/// The pattern that made a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PhraseKind {
    /// How often something is done.
    Frequency,
    /// A number with its unit, or a year.
    Number,
    /// What was chosen from answers.
    Choice,
    /// Yes or no.
    YesNo,
    /// A point on a scale.
    Rating,
    /// A statement that was agreed with or not.
    Attitude,
    /// An answer in the first person.
    FirstPerson,
    /// A code.
    Code,
    /// A field of a record.
    Field,
    /// The words that a person gave it in the manifest.
    Stated,
    /// The answer in quotation marks, with what was asked.
    Quoted,
}

/// The predicate of a sentence about a group: `Three in four {text}.`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Phrase {
    /// The words, without a full stop. The verb is in the plural.
    pub text: String,
    /// The pattern that made them.
    pub kind: PhraseKind,
    /// Nothing fitted: the answer stands in quotation marks, with what was asked.
    pub quoted: bool,
}

impl Phrase {
    /// The words that a person gave, as they stand.
    pub(crate) fn stated(text: String) -> Self {
        Self { text, kind: PhraseKind::Stated, quoted: false }
    }
}

/// A part of the name of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "part", content = "text", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NamePart {
    /// What they are by their role: `Front desk`, `Clinician`. A name begins with it.
    Role(String),
    /// What tells them apart, to stand behind who they are: `with a paper list`, `who decides by
    /// price`.
    Tail(String),
}

impl NamePart {
    /// The words of the part.
    #[must_use]
    pub fn text(&self) -> &str {
        let (Self::Role(text) | Self::Tail(text)) = self;
        text
    }
}

/// Whether a language's phrases are German; those of every other are English.
pub(super) fn is_german(language: Language) -> bool {
    language.code() == "de"
}

/// A phrase in the making: the pattern that fitted, and its words.
pub(super) type Said = Option<(PhraseKind, String)>;
