//! Common ground of two waves: questions that both asked, and the respondents of both in one
//! matrix.

use std::collections::BTreeMap;

use crate::clustering::{Clustering, Selection};
use crate::error::Result;
use crate::ids::PersonaId;
use crate::indicators::{Indicator, IndicatorMatrix, Measure, Values};
use crate::manifest::{PersonaKind, RespondentRule, Role};
use crate::personas::RunResult;
use crate::sources::{MISSING, fold};
use crate::study::Study;
use crate::synthesis::Synthesis;

/// A wave of a study: what a comparison needs of its run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wave<'a> {
    pub(super) study: &'a Study,
    pub(super) matrix: &'a IndicatorMatrix,
    pub(super) clustering: &'a Clustering,
    pub(super) result: &'a RunResult,
}

impl<'a> From<&'a Synthesis> for Wave<'a> {
    fn from(synthesis: &'a Synthesis) -> Self {
        Self {
            study: synthesis.study(),
            matrix: synthesis.matrix(),
            clustering: synthesis.clustering(),
            // Respondents are followed from wave to wave by who they are.
            result: synthesis.internal().result(),
        }
    }
}

impl<'a> Wave<'a> {
    pub(super) fn selection(&self, kind: PersonaKind) -> Option<&'a Selection> {
        self.clustering.selection(kind)
    }

    /// Ids of the personas of a kind, in the order of the groups.
    pub(super) fn ids(&self, kind: PersonaKind) -> Vec<&'a PersonaId> {
        let of_kind = self.result.personas.personas.iter().filter(|persona| persona.kind == kind);
        of_kind.map(|persona| &persona.id).collect()
    }

    /// Share of `of` respondents who are in these personas; `None` for no personas.
    #[allow(clippy::cast_precision_loss, reason = "counts of respondents are below 2^53")]
    pub(super) fn size(&self, ids: &[PersonaId], of: usize) -> Option<f64> {
        let own = self.result.personas.personas.iter().filter(|persona| ids.contains(&persona.id));
        let people: usize = own.map(|persona| persona.size).sum();
        (!ids.is_empty() && of > 0).then(|| people as f64 / of as f64)
    }

    /// The respondents of a kind, by position.
    pub(super) fn people(&self, kind: PersonaKind) -> Vec<u32> {
        self.matrix.of_kind(kind)
    }

    /// The name by which a respondent can be followed; `None` for one known by the number of a row
    /// alone.
    pub(super) fn followed(&self, respondent: u32) -> Option<&'a str> {
        let sources = self.study.sources_of(respondent);
        let named = |(number, source): (usize, &crate::manifest::Source)| {
            sources & (1 << number) != 0 && !matches!(source.respondent, Some(RespondentRule::Row))
        };
        let known = self.study.manifest().sources.iter().enumerate().any(named);
        known.then(|| self.study.name(respondent))
    }
}

/// A question that both waves asked: positions in either matrix, and for each level of either the
/// level of both together.
pub(super) struct SharedIndicator {
    pub(super) old: usize,
    pub(super) new: usize,
    levels: Vec<String>,
    of_new: Vec<u8>,
}

/// Indicators as their names are compared: white space, case and marks of punctuation apart.
fn key(indicator: &Indicator) -> (String, Measure) {
    let letters = indicator
        .name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect::<String>();
    (fold(&letters), indicator.measure)
}

/// The indicators that both waves have on the same scale. Nominal answers that one wave alone has
/// are levels of their own; a graded scale must be the same.
pub(super) fn shared_indicators(
    old: &IndicatorMatrix,
    new: &IndicatorMatrix,
) -> Vec<SharedIndicator> {
    let of_new: BTreeMap<(String, Measure), usize> =
        new.indicators().iter().map(key).zip(0..).collect();
    let both = old.indicators().iter().enumerate().filter_map(|(position, indicator)| {
        let other = *of_new.get(&key(indicator))?;
        let (levels, of_new) = levels(indicator, &new.indicators()[other])?;
        // A question may have been numbers in one wave and levels in the other.
        let same = std::mem::discriminant(old.values(position))
            == std::mem::discriminant(new.values(other));
        same.then_some(SharedIndicator { old: position, new: other, levels, of_new })
    });
    both.collect()
}

fn levels(old: &Indicator, new: &Indicator) -> Option<(Vec<String>, Vec<u8>)> {
    let mut levels = old.levels.clone();
    let graded = old.measure == Measure::Ordinal;
    // Ranks in the middle would shift if one wave has a level more.
    if graded
        && !old
            .levels
            .iter()
            .map(|level| fold(level))
            .eq(new.levels.iter().map(|level| fold(level)))
    {
        return None;
    }
    let mut of_new = Vec::with_capacity(new.levels.len());
    for level in &new.levels {
        // Unordered levels can be added, since none has a rank.
        let known = levels.iter().position(|own| fold(own) == fold(level)).unwrap_or_else(|| {
            levels.push(level.clone());
            levels.len() - 1
        });
        of_new.push(u8::try_from(known).ok().filter(|code| *code != MISSING)?);
    }
    (levels.len() < usize::from(MISSING)).then_some((levels, of_new))
}

/// Respondents of a wave, by their numbers.
#[derive(Clone, Copy)]
pub(super) struct WavePeople<'a> {
    pub(super) wave: &'a Wave<'a>,
    pub(super) people: &'a [u32],
}

impl SharedIndicator {
    /// The values of respondents of either wave, one after the other.
    fn values(&self, old: WavePeople<'_>, new: WavePeople<'_>) -> Option<Values> {
        let (was, is) = (old.wave.matrix.values(self.old), new.wave.matrix.values(self.new));
        match (was, is) {
            (Values::Numbers(was), Values::Numbers(is)) => {
                let numbers = old.people.iter().map(|one| was[*one as usize]);
                Some(Values::Numbers(
                    numbers.chain(new.people.iter().map(|one| is[*one as usize])).collect(),
                ))
            }
            (Values::Codes(was), Values::Codes(is)) => {
                let code = |one: &u32| {
                    let code = is[*one as usize];
                    self.of_new.get(usize::from(code)).copied().unwrap_or(code)
                };
                Some(Values::Codes(
                    old.people
                        .iter()
                        .map(|one| was[*one as usize])
                        .chain(new.people.iter().map(code))
                        .collect(),
                ))
            }
            _ => None,
        }
    }

    /// The name of the indicator in the old wave.
    pub(super) fn name<'a>(&self, old: &Wave<'a>) -> &'a str {
        &old.matrix.indicators()[self.old].name
    }

    /// The level of the new wave that is this one of the old; `None` where it has none.
    pub(super) fn level_of_new(&self, level: u8) -> Option<u8> {
        if self.of_new.is_empty() {
            return Some(level);
        }
        self.of_new.iter().position(|of| *of == level).and_then(|place| u8::try_from(place).ok())
    }

    /// The level of the old wave that is this one of the new.
    pub(super) fn level_of_old(&self, level: u8) -> Option<u8> {
        if self.of_new.is_empty() {
            return Some(level);
        }
        self.of_new.get(usize::from(level)).copied()
    }

    pub(super) fn shapes(&self, old: &Wave<'_>, new: &Wave<'_>, kind: PersonaKind) -> bool {
        let active = |indicator: &Indicator| indicator.role_for(kind) == Role::Active;
        active(&old.matrix.indicators()[self.old]) && active(&new.matrix.indicators()[self.new])
    }
}

/// The respondents of both waves with what both were asked and shapes groups.
pub(super) fn pool(
    shared: &[&SharedIndicator],
    old: WavePeople<'_>,
    new: WavePeople<'_>,
) -> Result<IndicatorMatrix> {
    let column = |both: &&SharedIndicator| {
        let values = both.values(old, new)?;
        let indicator = Indicator {
            levels: both.levels.clone(),
            role: Some(Role::Active),
            origins: Vec::new(),
            ..old.wave.matrix.indicators()[both.old].clone()
        };
        Some((indicator, values))
    };
    let weights = |of: WavePeople<'_>| {
        of.people.iter().map(|one| of.wave.matrix.weights()[*one as usize]).collect::<Vec<f64>>()
    };
    let weights = [weights(old), weights(new)].concat();
    IndicatorMatrix::from_columns(shared.iter().filter_map(column).collect())?.with_weights(weights)
}
