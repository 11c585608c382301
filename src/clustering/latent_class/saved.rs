//! A model as it is saved: column by column, without what follows from the rest; a text that is no
//! model is refused.

use serde::{Deserialize, Serialize};

use super::super::fit::FitStatistics;
use super::family::Family;
use super::layout::{ColumnBlock, Layout, Parameters};
use super::options::MOST_GROUPS;
use super::style::{Style, has_slopes};

/// A model without the places of its numbers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SavedModel {
    log_shares: Vec<f64>,
    /// The loading of a response style.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    style: Option<f64>,
    columns: Vec<SavedColumn>,
    pub(super) fit: FitStatistics,
    pub(super) weight: f64,
}

/// A column of a model.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct SavedColumn {
    family: Family,
    #[serde(rename = "everyone")]
    marginal: Vec<f64>,
    single: Vec<f64>,
    pooled: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    styled: bool,
    weight: f64,
    #[serde(default = "whole", skip_serializing_if = "is_whole")]
    part: f64,
    coordinates: Vec<f64>,
}

/// The part of a question that a column counts for where nothing is said of it.
fn whole() -> f64 {
    1.0
}

#[allow(clippy::float_cmp, reason = "a part that nobody set is exactly 1")]
fn is_whole(part: &f64) -> bool {
    *part == 1.0
}

impl SavedModel {
    pub(super) fn new(
        layout: &Layout,
        parameters: &Parameters,
        fit: FitStatistics,
        weight: f64,
    ) -> Self {
        let all = &parameters.0;
        let column = |block: &ColumnBlock| SavedColumn {
            family: block.family.clone(),
            marginal: block.marginal.clone(),
            single: block.single.clone(),
            pooled: block.pooled,
            styled: block.styled,
            weight: block.weight,
            part: block.part,
            coordinates: all[block.start..block.start + block.family.coordinates(layout.groups)]
                .to_vec(),
        };
        Self {
            log_shares: all[..layout.groups].to_vec(),
            style: layout.style.is_some().then(|| all[layout.length - 1]),
            columns: layout.blocks.iter().map(column).collect(),
            fit,
            weight,
        }
    }

    /// The layout and the parameters of the model, or why the text is none.
    pub(super) fn into_parts(self) -> Result<(Layout, Parameters), &'static str> {
        let groups = self.log_shares.len();
        if !(1..=MOST_GROUPS).contains(&groups) {
            return Err("a model has 1 to 64 groups");
        }
        let lanes = groups.next_power_of_two();
        let (mut counts, mut all, mut blocks) =
            (0, self.log_shares, Vec::with_capacity(self.columns.len()));
        for column in self.columns {
            let family = &column.family;
            // A column of one level tells nothing apart, and a sample leaves it out.
            let least = if matches!(family, Family::Rates(_) | Family::Ordered(_)) { 2 } else { 1 };
            let described = if matches!(family, Family::Normal) { 2 } else { family.count_rows() };
            let fits = column.marginal.len() == described
                && (least..=usize::from(u8::MAX)).contains(&family.count_rows())
                && column.single.len() == family.coordinates(1)
                && column.coordinates.len() == family.coordinates(groups)
                && (!column.styled || has_slopes(family));
            if !fits {
                return Err("a column of a model has a number for each level or group");
            }
            let block = ColumnBlock {
                start: all.len(),
                counts,
                marginal: column.marginal,
                single: column.single,
                pooled: column.pooled,
                styled: column.styled,
                weight: column.weight,
                part: column.part,
                family: column.family,
            };
            // Places follow from the order of the columns, so a text cannot state wrong ones.
            counts += block.family.count_rows() * lanes;
            all.extend(column.coordinates);
            blocks.push(block);
        }
        let mut style = Style::NONE;
        if let Some(loading) = self.style {
            style = Style::beside(groups);
            all.push(loading);
        }
        // Without steps there is nothing that a column could answer to, and the other way round.
        if style.is_some() != blocks.iter().any(|block| block.styled) {
            return Err("a style of a model acts on some of its columns");
        }
        let layout = Layout { groups, lanes, blocks, counts, length: all.len(), style };
        Ok((layout, Parameters(all)))
    }
}
