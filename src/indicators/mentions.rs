//! Codes as indicators: who raised what in an interview.
//!
//! An absent code is 0 for everyone whose transcript was coded. It is missing for those to whom,
//! says the manifest's `asked`, the topic was not put, and for transcripts without codes. A code
//! that denies another is no indicator of its own: it is the other's express no.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use super::candidate::{IndicatorDraft, matches};
use super::indicator::{Measure, Origin, Values};
use crate::error::Result;
use crate::finding::Findings;
use crate::ids::{RespondentId, SourceId};
use crate::indicators::findings::IndicatorsFinding;
use crate::locator::count_of;
use crate::manifest::{Source, Stated};
use crate::sources::{Codebook, MISSING};
use crate::study::Study;

/// Who raised a code, and who was coded in the sources that use it.
#[derive(Default)]
struct Raised {
    by: RoaringBitmap,
    /// Positions of the sources of coded segments.
    sources: Vec<usize>,
}

pub(super) fn candidates(study: &Study, findings: &mut Findings) -> Result<Vec<IndicatorDraft>> {
    let mut codes: BTreeMap<&str, Raised> = BTreeMap::new();
    let mut coded: BTreeMap<usize, RoaringBitmap> = BTreeMap::new();
    for segments in study.segments() {
        for segment in &segments.placed {
            let raised = codes.entry(&segment.code).or_default();
            if raised.sources.last() != Some(&segments.source) {
                raised.sources.push(segments.source);
            }
            if let Some(respondent) = segment.respondent {
                raised.by.insert(respondent);
                coded.entry(segments.source).or_default().insert(respondent);
            }
        }
    }
    if let Some(adopted) = study.adopted() {
        let sources: Vec<usize> = study.segments().iter().map(|segments| segments.source).collect();
        adopted
            .codes
            .iter()
            // A code that nobody raises now is a no, not an unknown.
            .for_each(|code| codes.entry(code).or_default().sources.clone_from(&sources));
    }
    let denials = denials(study, &codes)?;
    let asked = asked(study, &codes)?;
    let mut candidates = Vec::new();
    for (code, raised) in
        codes.iter().filter(|(code, _)| !denials.iter().any(|(denial, _)| denial == *code))
    {
        let mut base = RoaringBitmap::new();
        raised
            .sources
            .iter()
            .filter_map(|source| coded.get(source))
            .for_each(|people| base |= people);
        if let Some(asked) = asked.get(code) {
            // Respondents who raise it unasked would inflate the share of those who were asked.
            let unasked = &raised.by - asked;
            findings.add_counted(
                IndicatorsFinding::RaisedUnasked { code: (*code).to_owned() },
                count_of(unasked.len()),
                None,
            );
            base &= asked;
        }
        let denied_by: Vec<String> = denials
            .iter()
            .filter(|(_, denied)| denied == code)
            .map(|(denial, _)| denial.clone())
            .collect();
        let mut denied = RoaringBitmap::new();
        denied_by
            .iter()
            .filter_map(|denial| codes.get(denial.as_str()))
            .for_each(|raised| denied |= &raised.by);
        denied &= &base;
        let contradicted = &denied & &raised.by;
        let mut values = vec![MISSING; study.len()];
        base.iter().for_each(|respondent| {
            values[respondent as usize] = u8::from(raised.by.contains(respondent))
        });
        // Yes and no at once is unknown, not either.
        contradicted.iter().for_each(|respondent| values[respondent as usize] = MISSING);
        let label = code.rsplit('/').next().unwrap_or(code).trim().to_owned();
        let origin = Origin::Code { code: (*code).to_owned(), denied_by };
        let mut candidate = IndicatorDraft::new(
            (*code).to_owned(),
            label,
            Measure::Mention,
            origin,
            Values::Codes(values),
        );
        candidate.sources = source_ids(study, &raised.sources);
        candidate.contradicted = contradicted;
        candidate.denied = denied;
        candidates.push(candidate);
    }
    Ok(candidates)
}

/// Ids of the sources of segments and of the transcripts that they point into.
fn source_ids(study: &Study, sources: &[usize]) -> Vec<SourceId> {
    let mut ids = Vec::new();
    for segments in study.segments().iter().filter(|segments| sources.contains(&segments.source)) {
        for source in [segments.source, segments.transcripts] {
            let id = study.source_id(source);
            if !ids.iter().any(|known| known == id) {
                ids.push(id.to_owned());
            }
        }
    }
    ids
}

/// Codes that a manifest may name: those on segments and those of the codebook.
fn known<'a>(study: &'a Study, codes: &BTreeMap<&'a str, Raised>) -> Vec<&'a str> {
    let listed = study.codebook().into_iter().flat_map(Codebook::codes);
    codes.keys().copied().chain(listed.map(|code| code.path.as_str())).collect()
}

/// Pairs of denial and denied.
fn denials(study: &Study, codes: &BTreeMap<&str, Raised>) -> Result<Vec<(String, String)>> {
    let known = known(study, codes);
    let mut pairs = Vec::new();
    for (denial, denied) in study.manifest().sources.iter().flat_map(|source| &source.denies) {
        for code in [denial, denied] {
            if !known.contains(&code.value.as_str()) {
                return Err(study
                    .manifest()
                    .unknown(code, "a code on a segment or in the codebook", known)
                    .into());
            }
        }
        pairs.push((denial.value.clone(), denied.value.clone()));
    }
    Ok(pairs)
}

/// For codes that were not put to everyone, those to whom they were put.
fn asked<'a>(
    study: &Study,
    codes: &BTreeMap<&'a str, Raised>,
) -> Result<BTreeMap<&'a str, RoaringBitmap>> {
    let mut asked: BTreeMap<&str, RoaringBitmap> = BTreeMap::new();
    let rules: Vec<&(Stated<String>, Vec<RespondentId>)> =
        study.manifest().sources.iter().flat_map(|source: &Source| &source.asked).collect();
    if rules.is_empty() {
        return Ok(asked);
    }
    let position: BTreeMap<&str, u32> = study.names().zip(0..).collect();
    for (pattern, respondents) in rules {
        let known = known(study, codes);
        if !known.iter().any(|code| matches(&pattern.value, code)) {
            return Err(study
                .manifest()
                .unknown(pattern, "a code on a segment or in the codebook", known)
                .into());
        }
        for code in codes.keys().filter(|code| matches(&pattern.value, code)) {
            let people = asked.entry(code).or_default();
            people.extend(
                respondents.iter().filter_map(|respondent| position.get(respondent.as_str())),
            );
        }
    }
    Ok(asked)
}
