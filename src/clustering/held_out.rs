//! Groups of respondents who had no part in making them: what claims are tested on.
//!
//! Groups come from the data, so that a test on the same respondents and indicators finds
//! differences in pure noise. Respondents are halved; each half is grouped; those of the other half
//! are sorted into its groups by what is not under test. This is repeated over several random
//! halves (cross-fitting, Chernozhukov et al. 2018, doi 10.1111/ectj.12097).

use std::sync::Arc;

use rayon::prelude::*;

use super::agreement::match_groups;
use super::grouping::Grouping;
use super::latent_class::{LatentClass, LatentClassModel, groups_of};
use super::method::Clusterer;
use super::random::SplitMix64;
use super::sample::{LARGE_PART, Sample};
use crate::error::Result;
use crate::manifest::ClusteringOptions;
use crate::progress::{ProgressMeter, Stage};

/// Rows on which claims are tested at most.
const MOST_ROWS: usize = LARGE_PART;
/// Random halves.
pub(super) const SPLITS: usize = 10;
/// Fewest rows of a half for each group.
const LEAST_ROWS: usize = 3;
/// Residual and strength from which an indicator counts as dependent on the one under test.
const DEPENDENT_RESIDUAL: f64 = 10.0;
const DEPENDENT_STRENGTH: f64 = 0.15;

/// Groups of held-out respondents, for several halvings.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeldOut {
    sample: Sample,
    groups: usize,
    splits: Vec<Split>,
    /// For each column those that are locally dependent on it.
    dependent: Vec<Vec<usize>>,
}

/// The random draw of a halving.
#[derive(Debug, Clone, Copy)]
struct HalvingDraw {
    seed: u64,
    /// Position among the halvings.
    number: usize,
}

/// One halving.
#[derive(Debug, Clone, PartialEq)]
struct Split {
    /// For each row true if it is in the second half.
    second: Vec<bool>,
    /// The models that sort the rows of the first half and of the second: each fitted to the other
    /// half, its groups in the order of the whole sample's.
    models: [Arc<LatentClassModel>; 2],
    /// For each row and group the logarithm of share and density, by the model of the half that the
    /// row is not in.
    joint: Vec<f64>,
}

impl HeldOut {
    /// Nothing to test on.
    pub(super) fn nothing(sample: &Sample) -> Self {
        Self {
            sample: sample.first(0),
            groups: 1,
            splits: Vec::new(),
            dependent: vec![Vec::new(); sample.columns().len()],
        }
    }

    /// Halves respondents, groups each half, and sorts the other.
    pub(super) fn new(
        method: &dyn Clusterer,
        sample: &Sample,
        grouping: &Grouping,
        options: &ClusteringOptions,
        meter: &ProgressMeter<'_>,
    ) -> Result<Self> {
        let sample = sample.first(MOST_ROWS);
        let groups = grouping.groups();
        // Halves this small cannot hold the groups, and a failed fit would confirm nothing. A half
        // without the largest account may be no more than all the others.
        let largest = sample.unit_sizes().into_iter().max().unwrap_or(0);
        let least = (sample.rows() / 2).min(sample.rows() - largest);
        if groups == 1 || least < LEAST_ROWS * groups {
            return Ok(Self::nothing(&sample));
        }
        let near = grouping.first(sample.rows());
        let split = |number: usize| {
            let draw = HalvingDraw { seed: options.seed, number };
            Split::new(method, &sample, &near, draw, meter)
        };
        let splits = (0..SPLITS).into_par_iter().map(split).collect::<Result<Vec<_>>>()?;
        let dependent = dependent(&sample, &near)?;
        Ok(Self { groups, splits, dependent, sample })
    }

    /// For each column those that are locally dependent on it.
    pub(super) fn dependent(&self) -> &[Vec<usize>] {
        &self.dependent
    }

    /// Number of groups.
    pub(crate) fn groups(&self) -> usize {
        self.groups
    }

    /// Number of halvings; 0 where there was nothing to test.
    pub(crate) fn splits(&self) -> usize {
        self.splits.len()
    }

    /// The respondent of each row, by position in the matrix.
    pub(crate) fn respondents(&self) -> &[u32] {
        self.sample.respondents()
    }

    /// The columns under test together with an indicator: those of indicators for which `related`
    /// holds, and what depends on them.
    pub(crate) fn columns_with(&self, related: impl Fn(usize) -> bool) -> Vec<usize> {
        let columns = self.sample.columns().iter().enumerate();
        let own: Vec<usize> =
            columns.filter(|(_, column)| related(column.indicator)).map(|(c, _)| c).collect();
        let mut all = own.clone();
        // A dependent column carries the answer under test into the groups by another way.
        own.iter().for_each(|column| all.extend(&self.dependent[*column]));
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The group of each row in a halving, by the half that it is not in and without some columns;
    /// `None` where none is more probable than all others together.
    pub(crate) fn groups_without(&self, split: usize, columns: &[usize]) -> Vec<Option<u16>> {
        let split = &self.splits[split];
        // Taking columns away leaves the posterior given all others: no new fit is needed.
        let mut sums = split.joint.clone();
        for (model, half) in split.models.iter().zip([false, true]) {
            let counted = |row: usize| split.second[row] == half;
            model.take_columns(&self.sample, columns, counted, &mut sums);
        }
        groups_of(&sums, self.groups)
    }
}

impl Split {
    fn new(
        method: &dyn Clusterer,
        sample: &Sample,
        near: &Grouping,
        draw: HalvingDraw,
        meter: &ProgressMeter<'_>,
    ) -> Result<Self> {
        let HalvingDraw { seed, number } = draw;
        let second = sample.halves(&mut SplitMix64::new(seed, &[number as u64, 7]));
        let model = |of_second: bool| {
            meter.tick(Stage::Halves)?;
            let times = second.iter().map(|second| u32::from(*second != of_second)).collect();
            fit_half(method, sample, near, times, seed)
        };
        let models = [model(false)?, model(true)?];
        let shares = models.each_ref().map(|model| model.log_shares());
        let mut joint: Vec<f64> =
            second.iter().flat_map(|second| shares[usize::from(*second)].clone()).collect();
        // ln π_k + Σ_j ln f_j, kept with all columns; those under test are subtracted on request.
        for (model, half) in models.iter().zip([false, true]) {
            model.add_columns(sample, |row| second[row] == half, &mut joint);
        }
        Ok(Self { second, models, joint })
    }
}

/// The model of the rows that count, from starts of its own: none that the others had a part in.
fn fit_half(
    method: &dyn Clusterer,
    sample: &Sample,
    near: &Grouping,
    times: Vec<u32>,
    seed: u64,
) -> Result<Arc<LatentClassModel>> {
    let part = sample.with_times(times.clone())?;
    // Fresh starts: parameters of the whole sample have seen the other half.
    let grouping = method.cluster_roughly(&part, near.groups(), seed)?;
    let model = match grouping.model() {
        Some(model) => Arc::clone(model),
        None => Arc::new(LatentClass::default().describe(&part, &grouping)?),
    };
    // Matched over the rows that made it: the other half must stay unseen.
    let order = match_groups(&near.labels(), &grouping.labels(), near.groups(), &times);
    Ok(Arc::new(model.reordered(&order)))
}

/// For each column those that ask the same, and those whose bivariate residual with it is large.
fn dependent(sample: &Sample, grouping: &Grouping) -> Result<Vec<Vec<usize>>> {
    let mut dependent: Vec<Vec<usize>> = vec![Vec::new(); sample.columns().len()];
    for block in sample.blocks() {
        for column in &block {
            dependent[*column].extend(block.iter().filter(|other| *other != column));
        }
    }
    // The other answers of a battery tell a response style, which moves the answer under test
    // whatever the group.
    let styled: Vec<usize> =
        (0..dependent.len()).filter(|column| sample.is_styled(*column)).collect();
    for column in &styled {
        let others = styled.iter().filter(|other| *other != column);
        let new: Vec<usize> =
            others.filter(|other| !dependent[*column].contains(other)).copied().collect();
        dependent[*column].extend(new);
    }
    let Some(model) = grouping.model() else { return Ok(dependent) };
    for pair in model.dependent_pairs(sample, grouping)? {
        if pair.residual >= DEPENDENT_RESIDUAL && pair.strength >= DEPENDENT_STRENGTH {
            // Dependence has no direction: either may be the one under test.
            for (one, other) in [(pair.first, pair.second), (pair.second, pair.first)] {
                if !dependent[one].contains(&other) {
                    dependent[one].push(other);
                }
            }
        }
    }
    Ok(dependent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::{Indicator, IndicatorMatrix, Measure, Values};
    use crate::manifest::{Facet, PersonaKind};

    /// Sorted by the others of the battery, people would differ on a question by their style alone.
    #[test]
    fn questions_that_share_a_style_are_tested_without_each_other() {
        let column = |at: u8| {
            let codes = (0..24).map(|row| (row * (at + 3) + row / 5) % 4).collect();
            let indicator = Indicator::new(format!("q{at}"), Facet::Goal, Measure::Ordinal);
            (indicator.levels(["1", "2", "3", "4"]), Values::Codes(codes))
        };
        let matrix = IndicatorMatrix::from_columns((0..5).map(column).collect()).unwrap();
        let sample = Sample::of_kind(&matrix, PersonaKind::User).with_style(vec![0, 2, 3]);
        let one = Grouping::from_labels(1, &[0; 24]).unwrap();
        let dependent = dependent(&sample, &one).unwrap();
        assert_eq!(dependent, [vec![2, 3], vec![], vec![0, 3], vec![0, 2], vec![]]);
    }
}
