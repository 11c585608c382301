//! Words of evidence told by their digests, as decisions name them.

use crate::personas::Evidence;
use crate::sources::Digest;
use crate::study::Study;

/// True if a digest is that of the words of evidence. A plain one is compared with the words in the
/// source where the evidence does not show them.
pub(super) fn has_digest(study: &Study, evidence: &Evidence, digest: &str) -> bool {
    if !evidence.masked || digest.starts_with(Digest::KEYED) {
        return evidence.digest.as_ref().is_some_and(|own| own.to_string() == digest);
    }
    plain(study, evidence).is_some_and(|own| own.to_string() == digest)
}

/// The plain digest of the words in the source.
pub(super) fn plain(study: &Study, evidence: &Evidence) -> Option<Digest> {
    study.resolve(&evidence.locator, 0).ok().map(|words| Digest::of(words.text.as_bytes()))
}
