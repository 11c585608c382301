//! Who is who: the sources of a study joined by respondent.
//!
//! In comes a [`Manifest`], read from `study.toml` or built in Rust; out goes a [`Study`]:
//! respondents with their kind, weight and account, and everything each source says of them as
//! observations that lead back to their place. What did not join, is unknown or out of range is a
//! finding. Nothing is interpreted here.

mod accounts;
mod adopted;
mod aggregate;
mod attributes;
mod build;
mod checks;
mod exclusion;
pub(crate) mod findings;
mod identity;
mod interviewees;
pub(crate) mod kind;
mod load;
mod manifest;
mod masking;
mod observation;
mod placement;
mod pseudonyms;
mod respondents;
mod seal;
mod withdrawal;

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

pub(crate) use adopted::Adopted;
pub use exclusion::Exclusions;
pub(crate) use identity::natural;
pub use kind::{Facet, PersonaKind};
pub(crate) use load::{Records, Rows, SourceData};
pub use manifest::{
    Aggregate, AggregateRule, Aggregation, ClusteringOptions, ColumnRule, Consent, ExclusionFiles,
    Groups, Language, Manifest, Method, Overrides, PersonaDecision, Privacy, Profile, Respondent,
    Role, RoleRule, Source, Stated, Theme,
};
pub(crate) use manifest::{MOST_REPLICATES, MOST_STARTS};
pub(crate) use masking::{ANSWERED, Folded, MARKS, WITHHELD, spellings};
pub use masking::{Masked, Masker};
pub use observation::{Address, Observation, Passage};
pub use placement::{PlacedSegment, Placement};
pub use pseudonyms::Pseudonyms;
pub use respondents::{RespondentId, RespondentView};
pub(crate) use seal::SealedPlace;

use crate::error::Result;
use crate::finding::Findings;
use crate::locator::position32;
use crate::sources::{Codebook, Digest, SourceKind, Transcript};
use respondents::Respondents;

/// All material of one research project, joined by respondent.
///
/// ```
/// use persona_synthesis::Study;
///
/// let study = Study::open("data/clinic/study.toml")?;
/// let marta = study.respondent("P04").expect("P04 was interviewed");
/// assert!(study.observations(marta.id()).len() > 10);
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Study {
    pub(crate) manifest: Manifest,
    pub(crate) loaded: Vec<SourceData>,
    /// For each source and record the respondent, if the record is used.
    pub(crate) respondent_of: Vec<Vec<Option<u32>>>,
    pub(crate) people: Respondents,
    pub(crate) codebook: Option<Codebook>,
    pub(crate) segments: Vec<Segments>,
    pub(crate) masker: Masker,
    pub(crate) findings: Findings,
}

/// The placed segments of a source.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Segments {
    /// The source of the segments.
    pub(crate) source: usize,
    /// The source of the transcripts that they point into.
    pub(crate) transcripts: usize,
    pub(crate) placed: Vec<PlacedSegment>,
    pub(crate) placement: Placement,
}

/// What was read of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SourceSummary {
    /// Name of the source.
    pub id: String,
    /// The kind of material.
    pub kind: SourceKind,
    /// The format it was read as.
    pub format: String,
    /// Records read: transcripts, segments, codes or rows.
    pub records: usize,
    /// Different respondents of whom it says something.
    pub respondents: usize,
    /// Digest of the file, or of all files of a folder with their names; keyed in a guarded result.
    pub digest: Digest,
}

impl Study {
    /// Opens the study that a manifest describes.
    ///
    /// # Errors
    /// [`ErrorKind::Manifest`](crate::ErrorKind::Manifest) if the manifest is not understood or
    /// names what is not there; the errors of the readers for files that cannot be understood;
    /// [`ErrorKind::Empty`](crate::ErrorKind::Empty) if there is no respondent.
    pub fn open(manifest: impl AsRef<Path>) -> Result<Self> {
        Self::build(Manifest::from_path(manifest)?)
    }

    /// Opens the study that a manifest describes and confines it to a folder: the manifest, every
    /// file that it names and every file that is met on the way must really lie there, wherever
    /// links lead. For manifests from people who are not to read other files of the machine.
    ///
    /// ```
    /// use persona_synthesis::Study;
    ///
    /// assert!(Study::open_confined("data/clinic/study.toml", "data/clinic").is_ok());
    /// let error = Study::open_confined("data/clinic/study.toml", "data/clinic/interviews").unwrap_err();
    /// assert!(error.to_string().starts_with("data/clinic/study.toml: expected a path within"));
    /// ```
    ///
    /// # Errors
    /// As [`Study::open`]; [`ErrorKind::Outside`](crate::ErrorKind::Outside) for a path that leads
    /// out of the folder.
    ///
    /// # Limits
    /// Whether a path leads out is looked at before and after its file is opened; somebody who
    /// changes links all the while could still slip one in.
    pub fn open_confined(manifest: impl AsRef<Path>, root: impl AsRef<Path>) -> Result<Self> {
        Self::build(Manifest::from_path_confined(manifest, root)?)
    }

    /// Builds the study that a manifest describes.
    ///
    /// # Errors
    /// As [`Study::open`].
    pub fn build(manifest: Manifest) -> Result<Self> {
        let folder = manifest.folder.clone();
        build::build(manifest).map_err(|error| error.within(&folder))
    }

    /// Begins a study in Rust.
    pub fn builder(title: impl Into<String>) -> StudyBuilder {
        StudyBuilder(Manifest::new(title))
    }

    /// The manifest it was built from.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What was recognised, repaired, set aside or doubted while it was built.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// What tells the study from others: a hash of its sources and of its respondents with their
    /// kinds.
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for SourceSummary { id, digest, .. } in self.sources() {
            (id, digest.to_string()).hash(&mut hasher);
        }
        self.people.names.iter().for_each(|name| name.hash(&mut hasher));
        self.people.kinds.iter().for_each(|kind| kind.name().hash(&mut hasher));
        hasher.finish()
    }

    /// Number of respondents.
    #[must_use]
    pub fn len(&self) -> usize {
        self.people.kinds.len()
    }

    /// Whether there is no respondent; a study that was built has at least one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.people.kinds.is_empty()
    }

    /// The respondents in the natural order of their ids.
    pub fn respondents(&self) -> impl Iterator<Item = RespondentView<'_>> {
        let ids = 0..position32(self.len());
        ids.map(|index| RespondentView { people: &self.people, id: RespondentId::new(index) })
    }

    /// The respondent of this id.
    #[must_use]
    pub fn respondent(&self, name: &str) -> Option<RespondentView<'_>> {
        self.respondents().find(|respondent| respondent.name() == name)
    }

    /// The codes with their definitions, if a source has them.
    #[must_use]
    pub fn codebook(&self) -> Option<&Codebook> {
        self.codebook.as_ref()
    }

    /// How the segments of each source of coded segments were placed.
    pub fn placements(&self) -> impl Iterator<Item = (&str, Placement)> {
        self.segments.iter().map(|segments| {
            (self.manifest.sources[segments.source].id.as_str(), segments.placement)
        })
    }

    /// What was read of each source, in the order of the manifest.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceSummary> {
        let summary = |(number, (source, loaded)): (usize, (&Source, &SourceData))| SourceSummary {
            id: source.id.clone(),
            kind: loaded.format.kind(),
            format: loaded.format.name().to_owned(),
            records: loaded.records,
            respondents: self.respondents_of(number),
            digest: loaded.digest.clone(),
        };
        self.manifest.sources.iter().zip(&self.loaded).enumerate().map(summary).collect()
    }

    /// Number of different respondents of whom a source says something.
    fn respondents_of(&self, source: usize) -> usize {
        let of: std::collections::BTreeSet<u32> = match self.segments_of(source) {
            Some(segments) => {
                segments.placed.iter().filter_map(|segment| segment.respondent).collect()
            }
            None => self.respondent_of[source].iter().flatten().copied().collect(),
        };
        of.len()
    }

    pub(crate) fn segments_of(&self, source: usize) -> Option<&Segments> {
        self.segments.iter().find(|segments| segments.source == source)
    }

    pub(crate) fn transcripts(&self, source: usize) -> &[Transcript] {
        self.loaded[source].transcripts()
    }

    /// The tables of respondents, with their position among the sources.
    pub(crate) fn tables(&self) -> impl Iterator<Item = (usize, &Rows)> {
        self.loaded.iter().enumerate().filter_map(|(number, loaded)| match &loaded.content {
            Records::Rows(rows) => Some((number, rows)),
            _ => None,
        })
    }
}

/// A study in the making; [`Study::builder`] begins it, [`StudyBuilder::build`] reads its sources.
#[derive(Debug, Clone)]
#[must_use]
pub struct StudyBuilder(Manifest);

impl StudyBuilder {
    /// Kind of the respondents whom no role says otherwise of.
    pub fn kind(mut self, kind: PersonaKind) -> Self {
        self.0.kind = kind;
        self
    }

    /// Language of codes, questions and answers.
    pub fn language(mut self, language: Language) -> Self {
        self.0.language = language;
        self
    }

    /// Indicators that speak of an aspect: code paths, questions or `question = option`; `*`
    /// matches anything.
    pub fn facet<'a>(mut self, facet: Facet, patterns: impl IntoIterator<Item = &'a str>) -> Self {
        self.0.facets.extend(patterns.into_iter().map(|pattern| (facet, pattern.into())));
        self
    }

    /// Codes and answers of several sources that mean the same.
    pub fn theme<'a>(mut self, name: &str, members: impl IntoIterator<Item = &'a str>) -> Self {
        let members = members.into_iter().map(Into::into).collect();
        self.0.themes.push(Theme { name: name.into(), members });
        self
    }

    /// Adds a source.
    pub fn source(mut self, source: Source) -> Self {
        self.0.sources.push(source);
        self
    }

    /// The source in which shares are counted.
    pub fn population(mut self, source: &str) -> Self {
        self.0.population = Some(source.into());
        self
    }

    /// How groups are looked for.
    pub fn clustering(mut self, options: ClusteringOptions) -> Self {
        self.0.clustering = options;
        self
    }

    /// Confines the study to a folder, as [`Study::open_confined`].
    ///
    /// # Errors
    /// [`ErrorKind::Read`](crate::ErrorKind::Read) if the folder is not there.
    pub fn confined(mut self, root: impl AsRef<Path>) -> Result<Self> {
        self.0.confine(root)?;
        Ok(self)
    }

    /// Reads and joins the sources.
    ///
    /// # Errors
    /// As [`Study::open`].
    pub fn build(self) -> Result<Study> {
        Study::build(self.0)
    }
}
