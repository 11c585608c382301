//! Everything a study is made of.

use std::path::PathBuf;

use super::clustering::ClusteringOptions;
use super::kind::{Facet, PersonaKind};
use super::language::Language;
use super::privacy::Privacy;
use super::source::Source;
use super::stated::Stated;
use crate::error::ErrorKind;
use crate::locator::Place;

/// Most sources of one study: a bit each tells in which a respondent is.
pub(crate) const MOST_SOURCES: usize = 64;

/// Everything a study is made of. [`Study::open`](crate::Study::open) reads one from TOML;
/// [`Study::builder`](crate::Study::builder) makes one.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Manifest {
    /// What messages call the manifest.
    pub name: String,
    /// Folder that relative paths start from.
    pub folder: PathBuf,
    /// Title of the study.
    pub title: String,
    /// Kind of the respondents whom no role says otherwise of.
    pub kind: PersonaKind,
    /// Language of codes, questions and answers.
    pub language: Language,
    /// The day on which the last of the data were collected, as 2026-03-31.
    pub collected: Option<String>,
    /// Which indicators speak of which aspect: patterns in which `*` matches anything.
    pub facets: Vec<(Facet, Stated<String>)>,
    /// Codes and answers that mean the same.
    pub themes: Vec<Theme>,
    /// Codes and options that are needs of access or safety, kept although few have them; `None`
    /// where they are recognised from wording.
    pub essential: Option<Vec<Stated<String>>>,
    /// The sources.
    pub sources: Vec<Source>,
    /// The source in which shares are counted; the survey, or else the CRM, if none is named.
    pub population: Option<Stated<String>>,
    /// How groups are looked for.
    pub clustering: ClusteringOptions,
    /// What the output may show.
    pub privacy: Privacy,
    /// Files of the list of respondents who withdrew.
    pub exclusion_files: Option<ExclusionFiles>,
}

/// Where the list of respondents who withdrew is kept, and the key of its hashes; relative to the
/// manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExclusionFiles {
    /// The list; one that is not there yet is empty.
    pub file: PathBuf,
    /// The key, at least 16 bytes. It is kept apart from the list and from the results.
    pub key: PathBuf,
}

/// Codes and answers of several sources that mean the same.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Theme {
    /// What the theme is called.
    pub name: Stated<String>,
    /// Its members: `source:code path`, `source:question = option`, or `source:column >= number`
    /// (also `<=`, `>`, `<`).
    pub members: Vec<Stated<String>>,
}

impl ExclusionFiles {
    /// The file of the list and that of its key.
    #[must_use]
    pub fn new(file: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Self {
        Self { file: file.into(), key: key.into() }
    }
}

impl Theme {
    /// A theme of this name with these members.
    #[must_use]
    pub fn new<'a>(name: &str, members: impl IntoIterator<Item = &'a str>) -> Self {
        Self { name: name.into(), members: members.into_iter().map(Into::into).collect() }
    }
}

impl Manifest {
    /// An empty study of user personas in English.
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
            themes: Vec::new(),
            essential: None,
            sources: Vec::new(),
            population: None,
            clustering: ClusteringOptions::default(),
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
        stated: &Stated<String>,
        expected: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> ErrorKind {
        ErrorKind::Manifest {
            place: self.place(stated.line),
            expected: expected.to_owned(),
            found: format!("{:?}", crate::error::shown(&stated.value)),
            nearest: crate::error::nearest(&stated.value, candidates),
        }
    }
}
