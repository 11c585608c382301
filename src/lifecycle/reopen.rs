//! A whole result against its sources, opened again: each claim, every place, the words there.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use crate::finding::Findings;
use crate::ids::SourceId;
use crate::locator::{Locator, indicator_of_caller};
use crate::personas::{Claim, Evidence, EvidenceSet, Reopened, RunResult, Sources};
use crate::study::{Address, Records, RespondentIndex, is_withheld};

impl Sources<'_> {
    /// Every claim of a result with what the sources hold of it now; `None` where they do not have
    /// its indicator or answer any more.
    pub(crate) fn reopen<'b>(
        &self,
        result: &'b RunResult,
    ) -> Vec<(&'b EvidenceSet, Option<Reopened>)> {
        let claims: BTreeMap<&str, &Claim> =
            result.personas.claims().map(|claim| (claim.id.as_str(), claim)).collect();
        let sets = result.evidence_sets().iter();
        sets.map(|set| {
            let found =
                claims.get(set.claim.as_str()).zip(self.grouped(result, set.persona.as_str()));
            (set, found.and_then(|(claim, (groups, group))| self.claim(claim, set, &groups, group)))
        })
        .collect()
    }

    /// The places of a set, numbered from 1 after this id; places that are not in the study are
    /// left out.
    pub(crate) fn places(
        &self,
        id: &str,
        set: &BTreeMap<(SourceId, u32), RoaringBitmap>,
    ) -> Vec<Evidence> {
        let mut places = Vec::new();
        for ((source, column), records) in set {
            if let Some(name) = indicator_of_caller(source)
                && let Some(indicator) = self.matrix.caller_indicator(name)
            {
                places.extend(records.iter().map(|of| (of, Address::of_caller(indicator, of))));
                continue;
            }
            let sources = &self.study.manifest().sources;
            let Some(source) = sources.iter().position(|known| known.id == *source) else {
                continue;
            };
            // Sets count columns from 1, as files do; addresses from 0.
            let part = (*column as usize).saturating_sub(1);
            let of = |record: u32| {
                self.respondent_of(source, record as usize, part).map(|of| (of, record))
            };
            let known = records.iter().filter_map(of);
            places.extend(
                known.map(|(of, record)| (of, Address::new(source, record as usize, part))),
            );
        }
        let evidence = |((of, address), number): ((u32, Address), usize)| {
            let respondent = RespondentIndex::new(of);
            self.archive.evidence(
                format!("{id}{number}"),
                respondent,
                address,
                &mut Findings::default(),
            )
        };
        places.into_iter().zip(1..).map(evidence).collect()
    }

    /// The words at the place of a piece of evidence, as they stand in the source or in the
    /// caller's record of the respondent.
    pub(crate) fn words_at(&self, evidence: &Evidence, place: &Locator) -> Option<String> {
        match place {
            Locator::Caller { indicator, .. } => {
                let indicator = self.matrix.caller_indicator(indicator)?;
                let person = self.position(&evidence.respondent)?;
                self.matrix.caller_record(indicator, person).map(|record| record.value.clone())
            }
            Locator::Text { .. } | Locator::Cell { .. } | Locator::Rows { .. } => {
                self.study.resolve(place, 0).ok().map(|passage| passage.text)
            }
        }
    }

    /// True where a masked quote is what masking makes of these words now.
    pub(crate) fn masks_to(&self, evidence: &Evidence, words: &str) -> bool {
        is_withheld(&evidence.quote)
            || self.archive.mask_at(&evidence.locator, words) == evidence.quote
    }

    /// The respondent of a record, if the source has this record and column.
    fn respondent_of(&self, source: usize, record: usize, part: usize) -> Option<u32> {
        let columns = match self.study.records(source) {
            Records::Rows(rows) => rows.table.columns.len(),
            Records::Interviews(_) if self.study.segments_of(source).is_some() => 1,
            // Transcripts hold words, but none that somebody coded.
            Records::Interviews(_) => 0,
        };
        self.study.respondent_of_record(source, record).filter(|_| part < columns.min(1 << 16))
    }
}
