//! What a study is made of, and how: the manifest, read from `study.toml` or built in Rust.

mod aggregate;
mod files;
mod interviews;
mod keys;
mod overrides;
mod privacy;
mod read;
mod source;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

pub use aggregate::{Aggregate, AggregateRule, Aggregation};
pub use overrides::{Overrides, PersonaDecision};
pub use privacy::{Privacy, Profile};
pub use source::{ColumnRule, Consent, Respondent, Role, RoleRule, Source};

use super::adopted::Adopted;
use super::exclusion::Exclusions;
use super::kind::{Facet, PersonaKind};
use super::pseudonyms::Pseudonyms;
use crate::error::{ErrorKind, Result};
use crate::locator::Place;
use crate::sources::Reach;

/// A value with the line of the manifest that states it, so that an error can point there; built in
/// Rust it has no line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// Line of the manifest, from 1.
    pub line: Option<u64>,
}

impl<T> Stated<T> {
    /// A value stated by a program.
    pub fn new(value: T) -> Self {
        Self { value, line: None }
    }
}

impl From<&str> for Stated<String> {
    fn from(value: &str) -> Self {
        Self::new(value.to_owned())
    }
}

/// Everything a study is made of. [`Study::open`](crate::Study::open) reads one from TOML;
/// [`Study::builder`](crate::Study::builder) makes one.
#[derive(Debug, Clone, PartialEq)]
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
    /// Pseudonyms of what is handed on; [`Manifest::from_path`] reads their key where the manifest
    /// names one and it is there.
    pub pseudonyms: Option<Pseudonyms>,
    /// Files of the list of respondents who withdrew.
    pub exclusion_files: Option<ExclusionFiles>,
    /// Respondents who withdrew; [`Manifest::from_path`] reads the list that the manifest names.
    pub exclusions: Option<Exclusions>,
    /// How an earlier study read what is read here.
    pub(crate) adopted: Option<Arc<Adopted>>,
    /// How far its paths may lead; nothing that it states widens that.
    pub(crate) reach: Reach,
}

/// Where the list of respondents who withdrew is kept, and the key of its hashes; relative to the
/// manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExclusionFiles {
    /// The list; one that is not there yet is empty.
    pub file: PathBuf,
    /// The key, at least 16 bytes. It is kept apart from the list and from the results.
    pub key: PathBuf,
}

/// Codes and answers of several sources that mean the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// What the theme is called.
    pub name: Stated<String>,
    /// Its members: `source:code path`, `source:question = option`, or `source:column >= number`
    /// (also `<=`, `>`, `<`).
    pub members: Vec<Stated<String>>,
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
            pseudonyms: None,
            exclusion_files: None,
            exclusions: None,
            adopted: None,
            reach: Reach::default(),
        }
    }

    /// Confines the study to a folder: a path that leads out of it, stated or met, is an error.
    ///
    /// # Errors
    /// [`ErrorKind::Read`] if the folder is not there.
    pub fn confine(&mut self, root: impl AsRef<Path>) -> Result<()> {
        self.reach = confined(root.as_ref())?;
        Ok(())
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

/// Paths within a folder.
fn confined(root: &Path) -> Result<Reach> {
    let unread =
        |source| ErrorKind::Read { place: Place::file(root.display().to_string()), source };
    Ok(Reach::within(root).map_err(unread)?)
}

/// The language of a study, by its ISO 639-1 code: how words are reduced to stems, and in what
/// language reports are written (English where there are no texts in it; there are in English and
/// German).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Language(&'static str);

impl Language {
    /// Codes of the languages with stems.
    pub const CODES: [&'static str; 18] = [
        "ar", "da", "nl", "en", "fi", "fr", "de", "el", "hu", "it", "no", "pt", "ro", "ru", "es",
        "sv", "ta", "tr",
    ];

    /// Every language with stems.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::CODES.into_iter().map(Self)
    }

    /// The language of this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|known| known.code().eq_ignore_ascii_case(code))
    }

    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_code(&code).ok_or_else(|| D::Error::custom(format!("no language {code:?}")))
    }
}

impl Default for Language {
    fn default() -> Self {
        Self("en")
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// How many groups to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Groups {
    /// As many as the data carry, between these.
    Between {
        /// The least.
        min: usize,
        /// The most.
        max: usize,
    },
    /// Exactly so many, whether the data carry them or not.
    Exactly(usize),
}

/// The built-in methods of clustering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Latent class mixture over mixed indicators with missing values.
    LatentClass,
    /// k-means on a dense encoding.
    KMeans,
}

impl Method {
    /// Name as a manifest states it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::LatentClass => "latent-class",
            Self::KMeans => "k-means",
        }
    }
}

/// Most random starts: more take hours and find no better groups.
pub(crate) const MOST_STARTS: usize = 10_000;
/// Most replicates.
pub(crate) const MOST_REPLICATES: usize = 10_000;

/// How groups are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ClusteringOptions {
    /// How many groups.
    pub groups: Groups,
    /// By which method.
    pub method: Method,
    /// Weight of what is known of everyone, in pseudo-respondents spread over the groups; 0 is
    /// plain maximum likelihood.
    pub prior: f64,
    /// Random starts per number of groups, 1 to 10,000.
    pub starts: usize,
    /// Bootstrap replicates per number of groups, for stability; 2 to 10,000.
    pub replicates: usize,
    /// Seed of every random draw.
    pub seed: u64,
}

impl Default for ClusteringOptions {
    fn default() -> Self {
        Self {
            groups: Groups::Between { min: 1, max: 8 },
            method: Method::LatentClass,
            prior: 1.0,
            starts: 20,
            replicates: 50,
            seed: 7,
        }
    }
}
