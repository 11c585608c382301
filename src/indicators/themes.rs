//! Themes: codes and answers that mean the same, united so that a person counts once.
//!
//! A respondent who says so in one source and expressly not so in another contradicts themselves:
//! not known to the groups, no support for a claim, and listed as counter-evidence. That a topic
//! was not raised in an interview denies nothing.

use std::collections::BTreeSet;

use roaring::RoaringBitmap;
use serde::Serialize;

use super::candidate::IndicatorDraft;
use super::facets::of_theme;
use super::indicator::{FacetOrigin, Measure, Origin, Said, Values};
use crate::coding::{similarity, stems};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::ids::SourceId;
use crate::indicators::findings::IndicatorsFinding;
use crate::locator::position32;
use crate::manifest::{Stated, Theme};
use crate::sources::{MISSING, parse_number};
use crate::study::Study;

/// A code and an answer that may have the same meaning: a proposal for the manifest's `[themes]`,
/// which only a person applies.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemeProposal {
    /// Name of one indicator.
    pub first: String,
    /// Name of the other indicator.
    pub second: String,
    /// Shared stems divided by all stems, 0..=1.
    pub score: f64,
}

/// Unites the members of every theme of the manifest.
///
/// # Errors
/// [`ErrorKind::Manifest`](crate::ErrorKind::Manifest) for a member that is not there.
pub(super) fn unite(
    study: &Study,
    mut candidates: Vec<IndicatorDraft>,
    findings: &mut Findings,
) -> Result<Vec<IndicatorDraft>> {
    let mut themes = Vec::new();
    let mut united: BTreeSet<usize> = BTreeSet::new();
    for theme in &study.manifest().themes {
        let mut members = Vec::new();
        for member in &theme.members {
            match find(study, &candidates, member) {
                // Of an earlier study's themes only some members may be there.
                Err(_) if study.adopted().is_some() => {}
                found => members.push(found?),
            }
        }
        if members.is_empty() {
            continue;
        }
        themes.push(theme_candidate(study, &candidates, theme, &members, findings));
        // An answer among several, or a number, leaves its question in place; a code, an option or
        // one of two answers is taken up by the theme.
        let taken_up = |member: &&ThemeMember| match member.part {
            ThemePart::Whole => true,
            ThemePart::Level(_) => candidates[member.candidate].indicator.levels.len() <= 2,
            ThemePart::Number(..) => false,
        };
        united.extend(members.iter().filter(taken_up).map(|member| member.candidate));
    }
    let mut position = 0;
    candidates.retain(|_| {
        position += 1;
        !united.contains(&(position - 1))
    });
    candidates.extend(themes);
    Ok(candidates)
}

/// A member of a theme.
struct ThemeMember {
    candidate: usize,
    part: ThemePart,
}

/// The part of a member that counts as the theme.
#[derive(Debug, Clone, Copy, PartialEq)]
enum ThemePart {
    /// A code or an option.
    Whole,
    /// One level of several.
    Level(usize),
    /// Numbers on one side of a limit.
    Number(ThemeSide, f64),
}

/// On which side of a limit a number counts.
#[derive(Debug, Clone, Copy, PartialEq)]
enum ThemeSide {
    AtLeast,
    AtMost,
    Above,
    Below,
}

const SIDES: [(&str, ThemeSide); 4] = [
    (" >= ", ThemeSide::AtLeast),
    (" <= ", ThemeSide::AtMost),
    (" > ", ThemeSide::Above),
    (" < ", ThemeSide::Below),
];

impl ThemeSide {
    fn holds(self, number: f64, limit: f64) -> bool {
        match self {
            Self::AtLeast => number >= limit,
            Self::AtMost => number <= limit,
            Self::Above => number > limit,
            Self::Below => number < limit,
        }
    }
}

fn find(
    study: &Study,
    candidates: &[IndicatorDraft],
    stated: &Stated<String>,
) -> Result<ThemeMember> {
    let text = &stated.value;
    let whole = |found: &IndicatorDraft| {
        matches!(found.indicator.measure, Measure::Mention | Measure::Option)
    };
    let meant = |name: &str, fits: &dyn Fn(&IndicatorDraft) -> Option<ThemePart>| {
        let mut found = candidates.iter().enumerate().filter(|(_, found)| found.is_meant_by(name));
        found.find_map(|(candidate, found)| fits(found).map(|part| ThemeMember { candidate, part }))
    };
    let code = || meant(text, &|found| whole(found).then_some(ThemePart::Whole));
    let level = || {
        let (question, answer) = text.rsplit_once(" = ")?;
        let level = |found: &IndicatorDraft| {
            found.indicator.levels.iter().position(|level| level == answer.trim())
        };
        meant(question, &|found| level(found).map(ThemePart::Level))
    };
    let number = || {
        let (mark, side) = SIDES.into_iter().find(|(mark, _)| text.contains(mark))?;
        let (question, limit) = text.rsplit_once(mark)?;
        let limit: f64 = limit.trim().parse().ok().filter(|limit: &f64| limit.is_finite())?;
        // A column of few different numbers has them as levels.
        let numeric = |level: &String| parse_number(level).is_some();
        let fits = |found: &IndicatorDraft| match &found.values {
            Values::Numbers(_) => true,
            Values::Codes(_) => {
                !found.indicator.levels.is_empty() && found.indicator.levels.iter().all(numeric)
            }
        };
        meant(question, &|found| fits(found).then_some(ThemePart::Number(side, limit)))
    };
    // Whole names come first: the name of a code may itself hold a mark such as ` = `.
    code()
        .or_else(level)
        .or_else(number)
        .ok_or_else(|| unknown_member(study, candidates, stated).into())
}

fn unknown_member(
    study: &Study,
    candidates: &[IndicatorDraft],
    stated: &Stated<String>,
) -> ErrorKind {
    let text = &stated.value;
    let levels = |candidate: &IndicatorDraft| {
        let name = candidate.indicator.name.clone();
        candidate
            .indicator
            .levels
            .iter()
            .map(move |level| format!("{name} = {level}"))
            .collect::<Vec<_>>()
    };
    let mut names: Vec<String> =
        candidates.iter().map(|candidate| candidate.indicator.name.clone()).collect();
    names.extend(candidates.iter().flat_map(levels));
    let scoped = text.split_once(':').filter(|(source, _)| study.source_position(source).is_some());
    let bare = Stated {
        value: scoped.map_or(text.as_str(), |(_, rest)| rest).to_owned(),
        line: stated.line,
    };
    let expected = "`source:code`, `source:question = option` or `source:column >= number`";
    study.manifest().unknown(&bare, expected, names.iter().map(String::as_str))
}

/// The statement of a member about a respondent.
fn says(candidate: &IndicatorDraft, part: ThemePart, respondent: u32) -> Said {
    let position = respondent as usize;
    let expressly = |so: bool| if so { Said::Yes } else { Said::No };
    match (&candidate.values, part) {
        _ if !candidate.values.is_known(position) => {
            if candidate.off_scale.contains(respondent) {
                Said::Undecided
            } else {
                Said::Unknown
            }
        }
        (Values::Numbers(numbers), ThemePart::Number(side, limit)) => {
            expressly(side.holds(numbers[position], limit))
        }
        (Values::Codes(codes), ThemePart::Number(side, limit)) => {
            let level = &candidate.indicator.levels[usize::from(codes[position])];
            parse_number(level).map_or(Said::Unknown, |number| expressly(side.holds(number, limit)))
        }
        (Values::Codes(codes), ThemePart::Level(level)) => {
            expressly(usize::from(codes[position]) == level)
        }
        (Values::Codes(codes), ThemePart::Whole) => match codes[position] {
            1 => Said::Yes,
            _ if candidate.indicator.measure == Measure::Mention
                && !candidate.denied.contains(respondent) =>
            {
                Said::Silent
            }
            _ => Said::No,
        },
        _ => Said::Unknown,
    }
}

fn theme_candidate(
    study: &Study,
    candidates: &[IndicatorDraft],
    theme: &Theme,
    members: &[ThemeMember],
    findings: &mut Findings,
) -> IndicatorDraft {
    let respondents = 0..position32(study.len());
    let of_member = |member: &ThemeMember| {
        respondents
            .clone()
            .map(|respondent| says(&candidates[member.candidate], member.part, respondent))
            .collect()
    };
    let said: Vec<Vec<Said>> = members.iter().map(of_member).collect();
    let mut values = vec![MISSING; study.len()];
    let (mut contradicted, mut off_scale) = (RoaringBitmap::new(), RoaringBitmap::new());
    for respondent in respondents {
        let of = |what| said.iter().any(|said| said[respondent as usize] == what);
        let against_itself = members
            .iter()
            .any(|member| candidates[member.candidate].contradicted.contains(respondent));
        let (yes, no) = (of(Said::Yes), of(Said::No));
        if against_itself || (yes && no) {
            contradicted.insert(respondent);
            let name = study.name(respondent).to_owned();
            findings.add(IndicatorsFinding::SourcesDisagree {
                theme: theme.name.value.clone(),
                respondent: name,
            });
        // Silence counts as no, but only where no source says yes: it denies nothing.
        } else if yes || no || of(Said::Silent) {
            values[respondent as usize] = u8::from(yes);
        } else if of(Said::Undecided) {
            off_scale.insert(respondent);
        }
    }
    let first = &candidates[members[0].candidate].indicator;
    let name = theme.name.value.clone();
    let mut candidate = IndicatorDraft::new(
        name.clone(),
        name.clone(),
        Measure::Mention,
        first.origins[0].clone(),
        Values::Codes(values),
    );
    candidate.contradicted = contradicted;
    candidate.off_scale = off_scale;
    candidate.said = said;
    // What the manifest says of the theme decides; else the first member lends what it has.
    candidate.indicator.facet = of_theme(study, &name).unwrap_or(first.facet);
    candidate.indicator.facet_origin = FacetOrigin::Stated;
    candidate.indicator.role = first.role;
    candidate.indicator.origins = members.iter().map(|member| origin(candidates, member)).collect();
    candidate.sources =
        members.iter().flat_map(|member| candidates[member.candidate].sources.clone()).collect();
    candidate
}

fn origin(candidates: &[IndicatorDraft], member: &ThemeMember) -> Origin {
    let mut origin = candidates[member.candidate].indicator.origins[0].clone();
    if let (Origin::Item { answer, .. }, ThemePart::Level(level)) = (&mut origin, member.part) {
        *answer = Some(level);
    }
    origin
}

/// Pairs of a code and an option, or of options of two sources, whose names share at least half of
/// their stems.
pub(super) fn propose(
    study: &Study,
    candidates: &[IndicatorDraft],
    findings: &mut Findings,
) -> Vec<ThemeProposal> {
    const LEAST: f64 = 0.5;
    /// Every pair is compared, and nobody reads the proposals of more.
    const MOST: usize = 2000;
    let binary: Vec<&IndicatorDraft> = candidates
        .iter()
        .filter(|candidate| {
            matches!(candidate.indicator.measure, Measure::Mention | Measure::Option)
        })
        .collect();
    let sources: BTreeSet<&[SourceId]> =
        binary.iter().map(|candidate| candidate.sources.as_slice()).collect();
    if sources.len() < 2 {
        return Vec::new();
    }
    if binary.len() > MOST {
        findings.add(IndicatorsFinding::ThemesNotProposed { indicators: binary.len(), most: MOST });
        return Vec::new();
    }
    let words: Vec<_> = binary
        .iter()
        .map(|candidate| stems(&candidate.indicator.label, study.manifest().language))
        .collect();
    let mut proposals = Vec::new();
    for (i, first) in binary.iter().enumerate() {
        for (j, second) in binary.iter().enumerate().skip(i + 1) {
            let apart = first.sources != second.sources;
            let score = if apart { similarity(&words[i], &words[j]) } else { 0.0 };
            if score >= LEAST {
                let (first, second) = (first.indicator.name.clone(), second.indicator.name.clone());
                findings.add(IndicatorsFinding::ThemeProposed {
                    first: first.clone(),
                    second: second.clone(),
                    score,
                });
                proposals.push(ThemeProposal { first, second, score });
            }
        }
    }
    // Names decide between equal scores: the order of sources must not.
    proposals.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then_with(|| (&a.first, &a.second).cmp(&(&b.first, &b.second)))
    });
    proposals
}
