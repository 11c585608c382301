//! Indicators in the making: one per code, question or option, before facets are given and themes
//! united.

use std::collections::{BTreeMap, BTreeSet};

use roaring::RoaringBitmap;

use super::indicator::{FacetOrigin, Indicator, Measure, Origin, Said, Values};
use crate::ids::SourceId;
use crate::manifest::{Facet, Role};
use crate::study::Study;

/// An indicator in the making.
#[derive(Debug)]
pub(super) struct IndicatorDraft {
    pub(super) indicator: Indicator,
    pub(super) values: Values,
    /// Respondents who say both that it is so and that it is not.
    pub(super) contradicted: RoaringBitmap,
    /// Respondents who were asked and answered, but off the scale.
    pub(super) off_scale: RoaringBitmap,
    /// Respondents who deny it expressly; for options every 0 is express.
    pub(super) denied: RoaringBitmap,
    /// The statement of each origin of a theme about each respondent.
    pub(super) said: Vec<Vec<Said>>,
    /// Ids of the sources it comes from, for `source:name`.
    pub(super) sources: Vec<SourceId>,
    /// The facet where nothing says otherwise.
    pub(super) otherwise: Facet,
}

impl IndicatorDraft {
    pub(super) fn new(
        name: String,
        label: String,
        measure: Measure,
        origin: Origin,
        values: Values,
    ) -> Self {
        Self {
            indicator: Indicator {
                name,
                label,
                question: String::new(),
                facet: Facet::Behaviour,
                facet_origin: FacetOrigin::Assumed,
                role: None,
                measure,
                levels: Vec::new(),
                essential: false,
                origins: vec![origin],
            },
            values,
            contradicted: RoaringBitmap::new(),
            off_scale: RoaringBitmap::new(),
            denied: RoaringBitmap::new(),
            said: Vec::new(),
            sources: Vec::new(),
            otherwise: Facet::Behaviour,
        }
    }

    pub(super) fn stated(&mut self, facet: Option<Facet>, role: Option<Role>) {
        if let Some(facet) = facet {
            self.indicator.facet = facet;
            self.indicator.facet_origin = FacetOrigin::Stated;
        }
        self.indicator.role = role.or(self.indicator.role);
    }

    /// True where a pattern means it: its name, the question of its option, or either with a source
    /// before it.
    pub(super) fn is_meant_by(&self, pattern: &str) -> bool {
        let means = |pattern: &str| {
            matches(pattern, &self.indicator.name)
                || (!self.indicator.question.is_empty()
                    && matches(pattern, &self.indicator.question))
        };
        // Names may contain colons, so the prefix counts only if it is a source.
        let scoped = pattern
            .split_once(':')
            .filter(|(source, _)| self.sources.iter().any(|known| known == source));
        means(pattern) || scoped.is_some_and(|(_, rest)| means(rest.trim_start()))
    }
}

/// True where a name matches a pattern in which `*` stands for any characters.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.trim().split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(start) => rest = &rest[start + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// Gives indicators of one name the name of their source as well.
pub(super) fn name_apart(candidates: &mut [IndicatorDraft]) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for candidate in candidates {
        let name = &mut candidate.indicator.name;
        // Names are how claims, models and waves refer to an indicator.
        if seen.contains(name) {
            *name = format!("{}:{name}", candidate.sources.first().map_or("", SourceId::as_str));
        }
        let base = name.clone();
        while !seen.insert(name.clone()) {
            let times = times.entry(base.clone()).or_insert(1);
            *times += 1;
            *name = format!("{base}#{times}");
        }
    }
}

/// The mean block weight of an indicator's sources.
pub(super) fn block_weight(study: &Study, candidate: &IndicatorDraft) -> f64 {
    let own =
        study.manifest().sources.iter().filter(|source| candidate.sources.contains(&source.id));
    let weights: Vec<f64> = own.map(|source| source.block_weight).collect();
    #[allow(clippy::cast_precision_loss, reason = "few sources")]
    let mean = weights.iter().sum::<f64>() / weights.len().max(1) as f64;
    if weights.is_empty() { 1.0 } else { mean }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_match_anything() {
        for (pattern, name, matched) in [
            ("Goals/*", "Goals/fill gaps", true),
            ("Goals/*", "Goal/fill gaps", false),
            ("How often*", "How often do you?", true),
            ("*report*", "slow reports", true),
            ("*s", "slow reports", true),
            ("a*a", "a", false),
            ("a*b*c", "axxbyyc", true),
            ("a*b*c", "axxbyy", false),
            ("exact", "exact", true),
            ("exact", "exactly", false),
            ("*", "", true),
        ] {
            assert_eq!(matches(pattern, name), matched, "{pattern} on {name}");
        }
    }
}
