//! Questions of later stages to a study: its sources by position, its respondents by number.

use std::sync::Arc;

use super::data::{Records, Rows, SourceData};
use super::masking::{Masked, Masker};
use super::observation::Address;
use super::opened::{SourceSegments, Study};
use crate::ids::{RespondentId, SourceId};
use crate::manifest::{PersonaKind, Source};
use crate::sources::{CodedSegments, Digest, Format, SourceKind, Transcript};

/// Sources, by their position in the manifest.
impl Study {
    /// Number of sources.
    pub(crate) fn source_count(&self) -> usize {
        self.manifest.sources.len()
    }

    /// The sources that have transcripts.
    pub(crate) fn sources_of_transcripts(&self) -> impl Iterator<Item = usize> {
        (0..self.source_count()).filter(|source| !self.transcripts(*source).is_empty())
    }

    /// A source as the manifest states it.
    pub(crate) fn source(&self, source: usize) -> &Source {
        &self.manifest.sources[source]
    }

    /// Id of a source.
    pub(crate) fn source_id(&self, source: usize) -> &SourceId {
        &self.manifest.sources[source].id
    }

    /// Ids of the sources.
    pub(crate) fn source_ids(&self) -> impl Iterator<Item = &SourceId> {
        self.manifest.sources.iter().map(|source| &source.id)
    }

    /// Position of the source of an id.
    pub(crate) fn source_position(&self, id: impl AsRef<str>) -> Option<usize> {
        self.source_ids().position(|known| known.as_str() == id.as_ref())
    }

    /// Format of a source.
    pub(crate) fn source_format(&self, source: usize) -> Format {
        self.loaded[source].format
    }

    /// Kind of material of a source.
    pub(crate) fn source_kind(&self, source: usize) -> SourceKind {
        self.loaded[source].format.kind()
    }

    /// Records of a source.
    pub(crate) fn records(&self, source: usize) -> &Records {
        &self.loaded[source].content
    }

    /// Everything that was read, by source.
    pub(crate) fn source_data(&self) -> impl Iterator<Item = &SourceData> + Clone {
        self.loaded.iter()
    }

    /// The respondent of each record of a source, if the record is used.
    pub(crate) fn record_owners(&self, source: usize) -> &[Option<u32>] {
        &self.respondent_of[source]
    }

    /// True if the segments of a source are suggestions that a person kept.
    pub(crate) fn holds_suggestions(&self, source: usize) -> bool {
        self.loaded[source].segments().is_some_and(CodedSegments::are_suggested)
    }

    /// Transcripts of a source; none where it is a table.
    pub(crate) fn transcripts(&self, source: usize) -> &[Transcript] {
        self.loaded[source].transcripts()
    }

    /// The tables of respondents, with their position among the sources.
    pub(crate) fn tables(&self) -> impl Iterator<Item = (usize, &Rows)> {
        self.loaded.iter().enumerate().filter_map(|(number, loaded)| match &loaded.content {
            Records::Rows(rows) => Some((number, rows)),
            Records::Interviews(_) => None,
        })
    }

    /// The placed segments of all sources that have some.
    pub(crate) fn segments(&self) -> &[SourceSegments] {
        &self.segments
    }

    /// The placed segments of a source.
    pub(crate) fn segments_of(&self, source: usize) -> Option<&SourceSegments> {
        self.segments.iter().find(|segments| segments.source == source)
    }
}

/// Respondents, by their number.
impl Study {
    /// Name of a respondent.
    pub(crate) fn name(&self, respondent: u32) -> &str {
        self.people.names.get(respondent as usize)
    }

    /// Id of a respondent, as results hold it.
    pub(crate) fn respondent_id(&self, respondent: u32) -> RespondentId {
        self.name(respondent).into()
    }

    /// Names of the respondents in the order of their numbers.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.people.names.iter()
    }

    /// The kind of persona that each respondent counts for.
    pub(crate) fn kinds(&self) -> &[PersonaKind] {
        &self.people.kinds
    }

    /// Weight of each respondent in shares and clusters.
    pub(crate) fn weights(&self) -> &[f64] {
        &self.people.weights
    }

    /// Weight of a respondent in shares and clusters.
    pub(crate) fn weight(&self, respondent: u32) -> f64 {
        self.people.weights[respondent as usize]
    }

    /// A bit per source: those in which a respondent has a record that is used.
    pub(crate) fn sources_of(&self, respondent: u32) -> u64 {
        self.people.sources[respondent as usize]
    }

    /// True if a respondent has a record in a source that is used.
    pub(crate) fn is_in(&self, respondent: u32, source: usize) -> bool {
        self.sources_of(respondent) & (1 << source) != 0
    }

    /// Number of the account of a respondent.
    pub(crate) fn account_of(&self, respondent: u32) -> Option<u32> {
        self.people.account_of[respondent as usize]
    }

    /// Number of the account of each respondent.
    pub(crate) fn accounts(&self) -> &[Option<u32>] {
        &self.people.account_of
    }

    /// Name of an account.
    pub(crate) fn account_name(&self, account: u32) -> &str {
        self.people.accounts.get(account as usize)
    }

    /// Names of the accounts in the order of their numbers.
    pub(crate) fn account_names(&self) -> impl Iterator<Item = &str> {
        self.people.accounts.iter()
    }

    /// True if a respondent refused to be quoted.
    pub(crate) fn is_unquotable(&self, respondent: u32) -> bool {
        self.people.unquotable[respondent as usize]
    }

    /// True where words were coded of which it is not known for sure who says them.
    pub(crate) fn is_of_unclear_speaker(&self, address: Address) -> bool {
        self.segments_of(usize::from(address.source))
            .and_then(|segments| segments.placed.get(address.record as usize))
            .is_some_and(|segment| segment.unclear)
    }

    /// True if a respondent agreed expressly to be quoted.
    pub(crate) fn is_consenting(&self, respondent: u32) -> bool {
        self.people.consenting[respondent as usize]
    }
}

/// Masking of personal data.
impl Study {
    /// The masker that knows the names of the study.
    pub(crate) fn masker(&self) -> &Masker {
        &self.masker
    }

    /// The masker to keep, for texts that are made later.
    pub(crate) fn shared_masker(&self) -> Arc<Masker> {
        Arc::clone(&self.masker)
    }

    /// A text with its personal data masked.
    pub(crate) fn mask(&self, text: &str) -> Masked {
        self.masker.mask(text)
    }

    /// An answer with its personal data masked.
    pub(crate) fn mask_answer(&self, text: &str) -> Masked {
        self.masker.mask_answer(text)
    }

    /// A digest of words as it may be written: keyed where some of them are not shown, `None` where
    /// there is no key for that.
    pub(crate) fn written_digest(&self, plain: Digest, hidden: bool) -> Option<Digest> {
        if hidden { Some(self.pseudonyms.as_ref()?.digest_of_words(&plain)) } else { Some(plain) }
    }
}
