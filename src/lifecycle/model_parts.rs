//! The parts of a saved model: its groups, its indicators, and how these are read from columns.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::assignment::Assigned;
use crate::clustering::{ASSIGNED, Classifier, EVEN, KnownValue, Scores, Selection};
use crate::error::{ErrorKind, Result};
use crate::ids::{PersonaId, RespondentId, SourceId};
use crate::indicators::{Indicator, IndicatorMatrix, Measure, Origin, Values};
use crate::manifest::PersonaKind;
use crate::personas::{PersonaSet, Status};
use crate::sources::{Item, MISSING};
use crate::study::Study;

/// The groups of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct ModelKind {
    pub(super) kind: PersonaKind,
    /// Ids and labels of the personas, in the order of the groups.
    pub(super) personas: Vec<(PersonaId, String)>,
    pub(super) classifier: Classifier,
}

/// An indicator by its name and its levels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct ModelIndicator {
    pub(super) name: String,
    pub(super) measure: Measure,
    pub(super) levels: Vec<String>,
    /// The columns of one item that it is read from; nothing where it is read from codes or from
    /// several items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) read_from: Option<ReadFrom>,
    /// True for an indicator that the caller computed outside the study. No column of later
    /// sources is it, even one of the same name.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) computed: bool,
}

/// Columns of a table that hold the values of an indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct ReadFrom {
    pub(super) source: SourceId,
    /// Labels of the item's columns.
    pub(super) columns: Vec<String>,
    /// The option, for options.
    pub(super) option: Option<usize>,
}

/// How an indicator is read from one row of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowReading<'a> {
    pub(crate) item: &'a Item,
    /// Labels of the item's columns.
    pub(crate) columns: &'a [String],
    pub(crate) option: Option<usize>,
}

impl ReadFrom {
    pub(super) fn for_indicator(study: &Study, indicator: &Indicator) -> Option<Self> {
        // A theme of several sources cannot be read from one row.
        let [Origin::Item { source, item, answer, .. }] = *indicator.origins else { return None };
        let (_, rows) = study.tables().find(|(number, _)| *number == source)?;
        let (item, option) =
            (&rows.items[item], answer.filter(|_| indicator.measure == Measure::Option));
        // A single answer of a scale is no column of its own.
        if answer.is_some() != option.is_some() {
            return None;
        }
        let label = |column: &usize| rows.table.columns[*column].label.clone();
        let columns = item.columns.iter().map(label).collect();
        Some(Self { source: study.source_id(source).to_owned(), columns, option })
    }
}

impl ModelKind {
    pub(super) fn from_selection(selection: &Selection, personas: &PersonaSet) -> Result<Self> {
        let of_kind = personas.personas.iter().filter(|persona| persona.kind == selection.kind);
        let personas: Vec<(PersonaId, String)> =
            of_kind.map(|persona| (persona.id.clone(), persona.label.clone())).collect();
        if personas.len() != selection.chosen {
            let expected = format!("{} personas of kind {}", selection.chosen, selection.kind);
            return Err(ErrorKind::Mismatch { expected, found: personas.len().to_string() }.into());
        }
        Ok(Self { kind: selection.kind, personas, classifier: selection.classifier().clone() })
    }

    pub(super) fn assign(
        &self,
        scores: &Scores<'_>,
        respondent: RespondentId,
        known: impl Fn(usize) -> Option<KnownValue>,
    ) -> Assigned {
        let sorted = scores.sort(known);
        let best = sorted.probabilities.iter().enumerate().fold(0, |best, (group, probability)| {
            // The first of equal groups wins, as in the SQL that assigns rows.
            if *probability > sorted.probabilities[best] { group } else { best }
        });
        let probability = sorted.probabilities[best];
        let others = sorted.probabilities.iter().enumerate().filter(|(group, _)| *group != best);
        let next = others.map(|(_, probability)| *probability).fold(0.0, f64::max);
        let alone = self.personas.len() == 1;
        // Where nothing shapes groups, the one description is of everyone.
        let is_known = sorted.known > 0 || self.classifier.indicators().len() == 0;
        let inside = is_known && (alone || (sorted.described && probability > f64::from(EVEN)));
        Assigned {
            respondent,
            kind: self.kind,
            persona: inside.then(|| self.personas[best].0.clone()),
            probability,
            margin: probability - next,
            status: match probability {
                _ if !inside => Status::None,
                ASSIGNED.. => Status::Assigned,
                _ => Status::Borderline,
            },
            described: sorted.described,
            known: sorted.known,
            of: self.classifier.indicators().len(),
            probabilities: self
                .personas
                .iter()
                .map(|(id, _)| id.clone())
                .zip(sorted.probabilities)
                .collect(),
        }
    }
}
/// An indicator of the model in a matrix of later respondents.
pub(super) struct LaterColumn<'a> {
    values: &'a Values,
    /// The level of the model for each level there.
    levels: Option<Vec<u8>>,
}

impl<'a> LaterColumn<'a> {
    pub(super) fn find(indicator: &ModelIndicator, matrix: &'a IndicatorMatrix) -> Option<Self> {
        if indicator.computed {
            return None;
        }
        let position = matrix
            .indicators()
            .iter()
            .position(|found| found.name == indicator.name && found.measure == indicator.measure)?;
        let places: BTreeMap<&str, u8> =
            indicator.levels.iter().map(String::as_str).zip(0..MISSING).collect();
        // Codes follow the order of levels, which differs between studies.
        let place = |level: &String| places.get(level.as_str()).copied().unwrap_or(MISSING);
        let levels = &matrix.indicators()[position].levels;
        let levels = (!levels.is_empty()).then(|| levels.iter().map(place).collect());
        Some(Self { values: matrix.values(position), levels })
    }

    pub(super) fn known(&self, respondent: usize) -> Option<KnownValue> {
        match self.values {
            _ if !self.values.is_known(respondent) => None,
            Values::Numbers(numbers) => Some(KnownValue::Number(numbers[respondent])),
            Values::Codes(codes) => {
                let code = codes[respondent];
                let code = self.levels.as_ref().map_or(code, |levels| levels[usize::from(code)]);
                (code != MISSING).then_some(KnownValue::Code(code))
            }
        }
    }
}
