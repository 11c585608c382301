//! Themes: codes and answers that mean the same, united so that a person counts once.
//!
//! Whoever says so in one source and expressly not so in another contradicts themselves: not known to the groups, no support for a
//! claim, and listed as counter-evidence. That a topic was not raised in an interview denies nothing.

use std::collections::BTreeSet;

use roaring::RoaringBitmap;
use serde::Serialize;

use super::candidate::Candidate;
use super::facets::of_theme;
use super::indicator::{FacetOrigin, Measure, Origin, Values};
use super::stems::{similarity, stems};
use crate::error::Result;
use crate::finding::{FindingKind, Findings};
use crate::locator::position32;
use crate::sources::MISSING;
use crate::study::{Stated, Study, Theme};

/// A code and an answer that may mean the same: a proposal for the manifest's `[themes]`, never applied by itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemeProposal {
    /// Name of one indicator.
    pub first: String,
    /// Name of the other.
    pub second: String,
    /// Shared stems over all stems, 0..=1.
    pub score: f64,
}

/// Unites the members of every theme of the manifest.
///
/// # Errors
/// [`ErrorKind::Manifest`](crate::ErrorKind::Manifest) for a member that is not there.
pub(super) fn unite(study: &Study, mut candidates: Vec<Candidate>, findings: &mut Findings) -> Result<Vec<Candidate>> {
    let mut themes = Vec::new();
    let mut united: BTreeSet<usize> = BTreeSet::new();
    for theme in &study.manifest.themes {
        let mut members = Vec::new();
        for member in &theme.members {
            members.push(find(study, &candidates, member)?);
        }
        themes.push(theme_candidate(study, &candidates, theme, &members, findings));
        // An answer among several leaves its question in place; a code or an option is taken up by the theme.
        united.extend(members.iter().filter(|member| member.level.is_none()).map(|member| member.candidate));
    }
    let mut position = 0;
    candidates.retain(|_| {
        position += 1;
        !united.contains(&(position - 1))
    });
    candidates.extend(themes);
    Ok(candidates)
}

/// A member of a theme: a candidate, and the level that counts where it has levels.
struct Member {
    candidate: usize,
    level: Option<usize>,
}

fn find(study: &Study, candidates: &[Candidate], stated: &Stated<String>) -> Result<Member> {
    let text = &stated.value;
    if let Some(candidate) = candidates.iter().position(|candidate| candidate.is_meant_by(text)) {
        let binary = matches!(candidates[candidate].indicator.measure, Measure::Mention | Measure::Option);
        if binary {
            return Ok(Member { candidate, level: None });
        }
    }
    if let Some((question, answer)) = text.rsplit_once(" = ") {
        for (candidate, found) in candidates.iter().enumerate().filter(|(_, found)| found.is_meant_by(question)) {
            let level = found.indicator.levels.iter().position(|level| level == answer.trim());
            if level.is_some() {
                return Ok(Member { candidate, level });
            }
        }
    }
    let levels = |candidate: &Candidate| {
        let name = candidate.indicator.name.clone();
        candidate.indicator.levels.iter().map(move |level| format!("{name} = {level}")).collect::<Vec<_>>()
    };
    let mut names: Vec<String> = candidates.iter().map(|candidate| candidate.indicator.name.clone()).collect();
    names.extend(candidates.iter().flat_map(levels));
    let scoped = text.split_once(':').filter(|(source, _)| study.manifest.sources.iter().any(|s| s.id == *source));
    let bare = Stated { value: scoped.map_or(text.as_str(), |(_, rest)| rest).to_owned(), line: stated.line };
    let expected = "`source:code` or `source:question = option`";
    Err(study.manifest.unknown(&bare, expected, names.iter().map(String::as_str)).into())
}

/// What a member says of a respondent.
fn says(candidate: &Candidate, level: Option<usize>, respondent: u32) -> Option<bool> {
    let Values::Codes(codes) = &candidate.values else { return None };
    let code = codes[respondent as usize];
    match (candidate.indicator.measure, level) {
        _ if code == MISSING => None,
        (_, Some(level)) => Some(usize::from(code) == level),
        (Measure::Mention, None) if code == 0 && !candidate.denied.contains(respondent) => None,
        _ => Some(code == 1),
    }
}

fn theme_candidate(
    study: &Study,
    candidates: &[Candidate],
    theme: &Theme,
    members: &[Member],
    findings: &mut Findings,
) -> Candidate {
    let mut values = vec![MISSING; study.len()];
    let mut contradicted = RoaringBitmap::new();
    for respondent in 0..position32(study.len()) {
        let said: Vec<Option<bool>> =
            members.iter().map(|member| says(&candidates[member.candidate], member.level, respondent)).collect();
        let asked = members.iter().any(|member| candidates[member.candidate].values.is_known(respondent as usize));
        let against_itself =
            members.iter().any(|member| candidates[member.candidate].contradicted.contains(respondent));
        let (yes, no) = (said.contains(&Some(true)), said.contains(&Some(false)));
        if against_itself || (yes && no) {
            contradicted.insert(respondent);
            let name = study.people.names.get(respondent as usize).to_owned();
            findings.add(FindingKind::SourcesDisagree { theme: theme.name.value.clone(), respondent: name });
        } else if asked {
            values[respondent as usize] = u8::from(yes);
        }
    }
    let first = &candidates[members[0].candidate].indicator;
    let name = theme.name.value.clone();
    let mut candidate =
        Candidate::new(name.clone(), name.clone(), Measure::Mention, first.origins[0].clone(), Values::Codes(values));
    candidate.contradicted = contradicted;
    candidate.indicator.facet = of_theme(study, &name).unwrap_or(first.facet);
    candidate.indicator.facet_origin = FacetOrigin::Stated;
    candidate.indicator.role = first.role;
    candidate.indicator.origins = members.iter().map(|member| origin(candidates, member)).collect();
    candidate.sources = members.iter().flat_map(|member| candidates[member.candidate].sources.clone()).collect();
    candidate
}

fn origin(candidates: &[Candidate], member: &Member) -> Origin {
    let mut origin = candidates[member.candidate].indicator.origins[0].clone();
    if let (Origin::Item { answer, .. }, Some(level)) = (&mut origin, member.level) {
        *answer = Some(level);
    }
    origin
}

/// Pairs of a code and an option, or of options of two sources, whose names share at least half of their stems.
pub(super) fn propose(study: &Study, candidates: &[Candidate], findings: &mut Findings) -> Vec<ThemeProposal> {
    const LEAST: f64 = 0.5;
    let binary: Vec<&Candidate> = candidates
        .iter()
        .filter(|candidate| matches!(candidate.indicator.measure, Measure::Mention | Measure::Option))
        .collect();
    let words: Vec<_> =
        binary.iter().map(|candidate| stems(&candidate.indicator.label, study.manifest.language)).collect();
    let mut proposals = Vec::new();
    for (i, first) in binary.iter().enumerate() {
        for (j, second) in binary.iter().enumerate().skip(i + 1) {
            let apart = first.sources != second.sources;
            let score = if apart { similarity(&words[i], &words[j]) } else { 0.0 };
            if score >= LEAST {
                let (first, second) = (first.indicator.name.clone(), second.indicator.name.clone());
                let shown = format!("{score:.2}");
                findings.add(FindingKind::ThemeProposed { first: first.clone(), second: second.clone(), score: shown });
                proposals.push(ThemeProposal { first, second, score });
            }
        }
    }
    proposals
        .sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| (&a.first, &a.second).cmp(&(&b.first, &b.second))));
    proposals
}
