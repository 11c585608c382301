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
mod builder;
mod checks;
mod exclusion;
pub(crate) mod findings;
mod identity;
mod interviewees;
mod load;
mod masking;
mod observation;
mod opening;
mod placement;
mod pseudonyms;
mod respondents;
mod seal;
mod withdrawal;

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub(crate) use adopted::Adopted;
pub use builder::StudyBuilder;
pub use exclusion::Exclusions;
pub(crate) use identity::natural;
pub(crate) use load::{Records, Rows, SourceData};
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
use crate::manifest::{Manifest, Source};
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
    pseudonyms: Option<Pseudonyms>,
    exclusions: Option<Exclusions>,
    adopted: Option<Arc<Adopted>>,
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
        StudyBuilder::from_path(manifest)?.build()
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
        StudyBuilder::from_path_confined(manifest, root)?.build()
    }

    /// Builds the study that a manifest describes.
    ///
    /// # Errors
    /// As [`Study::open`].
    pub fn build(manifest: Manifest) -> Result<Self> {
        StudyBuilder::from(manifest).build()
    }

    /// Begins a study in Rust.
    pub fn builder(title: impl Into<String>) -> StudyBuilder {
        StudyBuilder::from(Manifest::new(title))
    }

    /// The manifest it was built from.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The pseudonyms of what is handed on: those handed in, or those under the key that the
    /// manifest names, if it is there.
    #[must_use]
    pub fn pseudonyms(&self) -> Option<&Pseudonyms> {
        self.pseudonyms.as_ref()
    }

    /// The respondents who withdrew: the list handed in, or the one that the manifest names, if it
    /// is there.
    #[must_use]
    pub fn exclusions(&self) -> Option<&Exclusions> {
        self.exclusions.as_ref()
    }

    /// How an earlier study read its sources, where this one is read in the same way.
    pub(crate) fn adopted(&self) -> Option<&Adopted> {
        self.adopted.as_deref()
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
