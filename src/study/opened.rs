//! A study that was opened: its respondents, and everything that was read of its sources.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::adopted::Adopted;
use super::data::SourceData;
use super::exclusion::Exclusions;
use super::masking::Masker;
use super::placement::{PlacedSegment, Placement};
use super::pseudonyms::{Pseudonyms, missing_key};
use super::respondents::{RespondentIndex, RespondentView, Respondents};
use crate::error::Result;
use crate::finding::Findings;
use crate::ids::SourceId;
use crate::locator::position32;
use crate::manifest::{Manifest, Source, StudyDecision};
use crate::sources::{Codebook, Digest, SourceKind};

/// A study: all material of one research project, joined by respondent. A clone shares the
/// material.
///
/// ```
/// use persona_synthesis::Study;
///
/// let study = Study::open("data/clinic/study.toml")?;
/// let marta = study.respondent("P04").expect("P04 was interviewed");
/// assert!(study.observations(marta.index()).len() > 10);
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Study {
    pub(super) manifest: Manifest,
    pub(super) pseudonyms: Option<Pseudonyms>,
    pub(super) exclusions: Option<Exclusions>,
    pub(super) adopted: Option<Arc<Adopted>>,
    // What grows with the data is shared, so that a synthesis can keep its study.
    pub(super) loaded: Arc<Vec<SourceData>>,
    /// For each source and record the respondent, if the record is used.
    pub(super) respondent_of: Arc<Vec<Vec<Option<u32>>>>,
    pub(super) people: Arc<Respondents>,
    pub(super) codebook: Option<Arc<Codebook>>,
    pub(super) segments: Arc<Vec<SourceSegments>>,
    pub(super) masker: Arc<Masker>,
    pub(super) findings: Findings,
}

/// The placed segments of a source.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SourceSegments {
    /// The source of the segments.
    pub(crate) source: usize,
    /// The source of the transcripts that they point into.
    pub(crate) transcripts: usize,
    pub(crate) placed: Vec<PlacedSegment>,
    pub(crate) placement: Placement,
}

/// Summary of one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SourceSummary {
    /// Name of the source.
    pub id: SourceId,
    /// Kind of material.
    pub kind: SourceKind,
    /// Format of the source.
    pub format: String,
    /// Number of records read: transcripts, segments, codes or rows.
    pub records: usize,
    /// Number of respondents in the source.
    pub respondents: usize,
    /// Digest of the file, or of all files of a folder with their names; keyed in a guarded result.
    pub digest: Digest,
}

impl Study {
    /// Manifest from which the study was built.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Doubts of consequence about how the files were read, with what was chosen.
    ///
    /// ```
    /// use persona_synthesis::Study;
    ///
    /// let study = Study::open("data/clinic/study.toml")?;
    /// for decision in study.decisions().iter().filter(|decision| decision.is_open()) {
    ///     println!("{} Taken: {}", decision.question, decision.effect);
    /// }
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    #[must_use]
    pub fn decisions(&self) -> &[StudyDecision] {
        &self.manifest.decisions
    }

    /// Pseudonyms for output that is handed on: those passed in, or those under the key that the
    /// manifest names, if it exists.
    #[must_use]
    pub fn pseudonyms(&self) -> Option<&Pseudonyms> {
        self.pseudonyms.as_ref()
    }

    /// Pseudonyms for output that is handed on, which a guarded profile needs.
    ///
    /// # Errors
    /// [`ErrorKind::Manifest`](crate::ErrorKind::Manifest) if there are none.
    pub(crate) fn required_pseudonyms(&self) -> Result<&Pseudonyms> {
        self.pseudonyms.as_ref().ok_or_else(|| missing_key(&self.manifest).into())
    }

    /// Respondents who withdrew: the list that was passed in, or the one that the manifest names,
    /// if it exists.
    #[must_use]
    pub fn exclusions(&self) -> Option<&Exclusions> {
        self.exclusions.as_ref()
    }

    /// How an earlier study read its sources, where this one is read in the same way.
    pub(crate) fn adopted(&self) -> Option<&Adopted> {
        self.adopted.as_deref()
    }

    /// Findings of reading and joining the sources.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Number that tells the study from others: a hash of its sources and of its respondents with
    /// their kinds.
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for SourceSummary { id, digest, .. } in self.sources() {
            (id, digest.to_string()).hash(&mut hasher);
        }
        // Joining may change while the sources stay.
        self.people.names.iter().for_each(|name| name.hash(&mut hasher));
        self.people.kinds.iter().for_each(|kind| kind.name().hash(&mut hasher));
        hasher.finish()
    }

    /// Number of respondents.
    #[must_use]
    pub fn len(&self) -> usize {
        self.people.kinds.len()
    }

    /// True if there are no respondents; a study that was built has at least one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.people.kinds.is_empty()
    }

    /// Respondents in the natural order of their ids.
    pub fn respondents(&self) -> impl Iterator<Item = RespondentView<'_>> {
        let view =
            |index| RespondentView { people: &self.people, index: RespondentIndex::new(index) };
        (0..position32(self.len())).map(view)
    }

    /// Respondent of this name, found in logarithmic time.
    #[must_use]
    pub fn respondent(&self, id: impl AsRef<str>) -> Option<RespondentView<'_>> {
        let index = self.people.position(id.as_ref())?;
        Some(RespondentView { people: &self.people, index })
    }

    /// Codes with their definitions, if a source has them.
    #[must_use]
    pub fn codebook(&self) -> Option<&Codebook> {
        self.codebook.as_deref()
    }

    /// Placement of the segments of each source of coded segments.
    pub fn placements(&self) -> impl Iterator<Item = (&str, Placement)> {
        self.segments.iter().map(|segments| {
            (self.manifest.sources[segments.source].id.as_str(), segments.placement)
        })
    }

    /// Summary of each source, in the order of the manifest.
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
        self.manifest.sources.iter().zip(&*self.loaded).enumerate().map(summary).collect()
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
}
