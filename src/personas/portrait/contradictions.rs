//! Say and do: what members of a group say of themselves, against what records show.

use crate::finding::Findings;
use crate::ids::{ClaimId, PersonaId};
use crate::indicators::{IndicatorMatrix, Said};
use crate::locale::Words;
use crate::personas::evidence::gather::{Gathering, Places};
use crate::personas::evidence::index::EvidenceSide;
use crate::personas::evidence::types::{Evidence, NonEmpty};
use crate::personas::findings::PersonasFinding;
use crate::personas::propositions::rules::SAY_DO;
use crate::personas::propositions::statistics::wilson_interval;
use crate::personas::propositions::triangulation::said_by;
use crate::sources::SourceKind;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// Members who say one thing while records show another.
///
/// It is stated of a group where at least two members do so and the lower end of Wilson's interval
/// of their share lies above 0.2: a slip here and there in either source is no contradiction of a
/// group. Single people are listed as counter-evidence of claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Contradiction {
    /// Id, unique in the result: the persona's, `x` and a number.
    pub id: ClaimId,
    /// Name of the theme.
    pub indicator: String,
    /// The sentence, with its counts.
    pub statement: String,
    /// True if members say it and records show otherwise; false if records show it and members say
    /// otherwise.
    pub said: bool,
    /// Number of these members whose sides contradict each other.
    pub with: usize,
    /// Number of members with a known answer on both sides.
    pub of: usize,
    /// Lower end of Wilson's interval of the share at 95 %.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// Places of both sides, from at most five people each.
    pub evidence: NonEmpty<Evidence>,
}

/// The members of a group whose words and records differ.
struct Both {
    indicator: usize,
    said: bool,
    with: Vec<u32>,
    of: usize,
}

/// The contradictions of a group between what its members say and what records show.
pub(crate) fn contradictions(
    gathering: &Gathering<'_>,
    persona: &str,
    members: &[u32],
    findings: &mut Findings,
) -> Vec<Contradiction> {
    let indicators: Vec<usize> = (0..gathering.matrix.indicators().len()).collect();
    let found: Vec<Both> = indicators
        .into_par_iter()
        .flat_map_iter(|indicator| of_indicator(gathering.matrix, indicator, members))
        .collect();
    let mut stated = Vec::new();
    for both in found {
        let id = format!("{persona}-x{}", stated.len() + 1);
        stated.extend(describe(gathering, persona, id, &both, findings));
    }
    stated
}

fn of_indicator(matrix: &IndicatorMatrix, indicator: usize, members: &[u32]) -> Vec<Both> {
    let has = |kinds: &[SourceKind]| {
        matrix.indicators()[indicator].origins.iter().any(|o| kinds.contains(&o.kind()))
    };
    // Without both sides there is nothing to contradict.
    if !has(&[SourceKind::Crm]) || !has(&[SourceKind::Interviews, SourceKind::Survey]) {
        return Vec::new();
    }
    let known: Vec<(u32, bool, bool)> =
        members.iter().filter_map(|member| both_sides(matrix, indicator, *member)).collect();
    [true, false]
        .into_iter()
        .map(|side| {
            let differ = known.iter().filter(|(_, says, shows)| says != shows && *says == side);
            Both {
                indicator,
                said: side,
                with: differ.map(|(member, ..)| *member).collect(),
                of: known.len(),
            }
        })
        .filter(|both| both.with.len() >= 2 && interval(both).0 > SAY_DO)
        .collect()
}

/// A member's express answer, and the one that records show.
fn both_sides(
    matrix: &IndicatorMatrix,
    indicator: usize,
    member: u32,
) -> Option<(u32, bool, bool)> {
    let so = |kind| match said_by(matrix, indicator, kind, member) {
        Said::Yes => Some(true),
        Said::No => Some(false),
        // Not raising a topic is no denial of it.
        Said::Undecided | Said::Silent | Said::Unknown => None,
    };
    // Spoken words come before a ticked box: they answer an open question.
    Some((member, so(SourceKind::Interviews).or(so(SourceKind::Survey))?, so(SourceKind::Crm)?))
}

#[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
fn interval(both: &Both) -> (f64, f64) {
    wilson_interval(both.with.len() as f64 / both.of as f64, both.of as f64)
}

fn describe(
    gathering: &Gathering<'_>,
    persona: &str,
    id: String,
    both: &Both,
    findings: &mut Findings,
) -> Option<Contradiction> {
    let indicator = &gathering.matrix.indicators()[both.indicator];
    let topic = gathering.study.mask_answer(&indicator.label).text;
    let (with, of) = (both.with.len(), both.of);
    findings.add(PersonasFinding::SayDo {
        persona: PersonaId::from(persona),
        topic: topic.clone(),
        with,
        of,
        affirmed: both.said,
    });
    let mut places = Places::default();
    let shelves = gathering.archive.shelves(both.indicator);
    for member in &both.with {
        // A contradiction is shown by both sides of each member, not by one of them.
        for side in [EvidenceSide::For, EvidenceSide::Against] {
            shelves.each_place(*member, side, &mut |address| {
                places.add(*member, address, gathering.archive.kind_of(address));
            });
        }
    }
    let (low, high) = interval(both);
    let words = Words::of(gathering.study.manifest().language);
    let template = if both.said { words.say_do } else { words.deny_do };
    Some(Contradiction {
        statement: template(&topic, with, of),
        indicator: gathering.study.mask_answer(&indicator.name).text,
        said: both.said,
        with,
        of,
        low,
        high,
        evidence: NonEmpty::from_vec(gathering.shown(&id, 'e', &places, findings))?,
        id: id.into(),
    })
}
