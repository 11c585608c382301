//! Everything a study is made of.

use std::path::PathBuf;

use super::clustering::ClusteringOptions;
use super::kind::{Facet, PersonaKind};
use super::language::Language;
use super::privacy::Privacy;
use super::source::Source;
use super::stated::Stated;
use crate::error::ErrorKind;
use crate::ids::SourceId;
use crate::locator::Place;

/// Most sources of one study: a bit each tells in which a respondent is.
pub(crate) const MOST_SOURCES: usize = 64;

/// The manifest of a study: its sources and options. [`Study::open`](crate::Study::open) reads one
/// from TOML; [`Study::builder`](crate::Study::builder) makes one.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Manifest {
    /// Name of the manifest in messages.
    pub name: String,
    /// Folder to which relative paths refer.
    pub folder: PathBuf,
    /// Title of the study.
    pub title: String,
    /// Kind of the respondents to whom no role gives another.
    pub kind: PersonaKind,
    /// Language of codes, questions and answers.
    pub language: Language,
    /// Day on which the last of the data were collected, as 2026-03-31.
    pub collected: Option<String>,
    /// Facets of indicators, by patterns of their names in which `*` matches anything.
    pub facets: Vec<(Facet, Stated<String>)>,
    /// Words for codes, options and answers, by patterns of `column = answer` in which `*` matches
    /// anything: the predicate of a sentence about people, `buy without a review`. With `{answer}`
    /// in the words the pattern names the column, and the answer stands in the gap. The first that
    /// fits counts.
    pub say: Vec<(Stated<String>, String)>,
    /// Codes and answers that have the same meaning.
    pub themes: Vec<Theme>,
    /// Codes and options that are needs of access or safety, kept even if few have them; `None` if
    /// they are recognised from their wording.
    pub essential: Option<Vec<Stated<String>>>,
    /// The sources.
    pub sources: Vec<Source>,
    /// Source in which shares are counted; the survey, or else the CRM, if none is named.
    pub population: Option<Stated<SourceId>>,
    /// Options of clustering.
    pub clustering: ClusteringOptions,
    /// Lists of indicators, by patterns of their names, that count apart even if they ask the same.
    pub kept_apart: Vec<Vec<Stated<String>>>,
    /// Privacy of the output.
    pub privacy: Privacy,
    /// Files of the list of respondents who withdrew.
    pub exclusion_files: Option<ExclusionFiles>,
}

/// Files of the list of respondents who withdrew and of the key for its hashes, relative to the
/// manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExclusionFiles {
    /// File of the list; one that does not exist yet counts as empty.
    pub file: PathBuf,
    /// File of the key, at least 16 bytes. Keep it apart from the list and from the results.
    pub key: PathBuf,
}

/// Codes and answers of several sources that have the same meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Theme {
    /// Name of the theme.
    pub name: Stated<String>,
    /// Members of the theme: `source:code path`, `source:question = option`, or `source:column >=
    /// number` (also `<=`, `>`, `<`).
    pub members: Vec<Stated<String>>,
}

impl ExclusionFiles {
    /// Names the files of the list and of its key.
    #[must_use]
    pub fn new(file: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Self {
        Self { file: file.into(), key: key.into() }
    }
}

impl Theme {
    /// Makes a theme of this name with these members.
    #[must_use]
    pub fn new<'a>(name: &str, members: impl IntoIterator<Item = &'a str>) -> Self {
        Self { name: name.into(), members: members.into_iter().map(Into::into).collect() }
    }
}

impl Manifest {
    /// Makes an empty manifest of a study of user personas in English.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            name: "manifest".to_owned(),
            folder: PathBuf::new(),
            title: title.into(),
            kind: PersonaKind::User,
            language: Language::default(),
            collected: None,
            facets: Vec::new(),
            say: Vec::new(),
            themes: Vec::new(),
            essential: None,
            sources: Vec::new(),
            population: None,
            clustering: ClusteringOptions::default(),
            kept_apart: Vec::new(),
            privacy: Privacy::default(),
            exclusion_files: None,
        }
    }

    /// The manifest, at a line.
    pub(crate) fn place(&self, line: Option<u64>) -> Place {
        Place { line, ..Place::file(&self.name) }
    }

    /// The error that a stated name does not exist, with the existing one that is nearest to it.
    pub(crate) fn unknown<'a>(
        &self,
        stated: &Stated<impl AsRef<str>>,
        expected: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> ErrorKind {
        ErrorKind::Manifest {
            place: self.place(stated.line),
            expected: expected.to_owned(),
            found: format!("{:?}", crate::error::shown(stated.value.as_ref())),
            nearest: crate::error::nearest(stated.value.as_ref(), candidates),
        }
    }
}
