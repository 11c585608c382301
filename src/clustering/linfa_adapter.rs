//! The border to linfa: its traits on its datasets for the latent class method, and its k-means.
//!
//! Types of linfa and ndarray are named here alone. Both crates are re-exported, so that a program
//! uses the versions that these traits are implemented for.

use std::sync::Arc;

pub use linfa;
use linfa::traits::{Fit, PredictInplace};
use linfa::{DatasetBase, ParamGuard};
use linfa_clustering::{KMeans as LinfaKMeans, KMeansInit};
pub use ndarray;
use ndarray::{Array1, Array2, ArrayBase, Data, Ix2};
use rand::SeedableRng as _;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::dense::DenseRows;
use super::latent_class::{LatentClass, LatentClassModel};
use super::sample::{Sample, SampleBuilder};
use crate::error::{Error, ErrorKind, Result};
use crate::indicators::Measure;
use crate::sources::MISSING;

/// An error of linfa, which its traits ask their own errors to take in.
impl From<linfa::Error> for Error {
    fn from(error: linfa::Error) -> Self {
        ErrorKind::Fit { method: "a method of linfa".to_owned(), source: Box::new(error) }.into()
    }
}

/// Centroids of one run of linfa's k-means. Its restarts report the wrong fit (0.8.1), so each run
/// is one start and [`KMeans`](super::KMeans) finds the best.
pub(super) fn centroids(rows: &DenseRows, groups: usize, seed: u64) -> Result<DenseRows> {
    let failed = |source: Box<dyn std::error::Error + Send + Sync>| ErrorKind::Fit {
        method: "k-means".to_owned(),
        source,
    };
    let records = Array2::from_shape_vec((rows.len(), rows.width()), rows.values().to_vec())
        .map_err(|error| failed(Box::new(error)))?;
    let dataset = DatasetBase::new(records.view(), Array1::<usize>::zeros(rows.len()));
    let model = LinfaKMeans::params_with_rng(groups, Xoshiro256PlusPlus::seed_from_u64(seed))
        .init_method(KMeansInit::KMeansPlusPlus)
        .n_runs(1)
        .max_n_iterations(300)
        .tolerance(1e-6)
        .fit(&dataset)
        .map_err(|error| failed(Box::new(error)))?;
    Ok(DenseRows::new(rows.width(), model.centroids().iter().copied().collect()))
}

/// Parameters of a latent class analysis of a linfa dataset, before validation.
///
/// Records are numbers, NaN where nothing is known. A column is numeric unless
/// [`LatentClassParams::categories`] says that it holds codes.
///
/// ```
/// use persona_synthesis::clustering::LatentClass;
/// use persona_synthesis::clustering::linfa_adapter::linfa::DatasetBase;
/// use persona_synthesis::clustering::linfa_adapter::linfa::traits::{Fit, Predict};
/// use persona_synthesis::clustering::linfa_adapter::ndarray::array;
///
/// let records =
///     array![[1.0, 0.2], [1.0, 0.1], [f64::NAN, 0.3], [0.0, 5.1], [0.0, 5.3], [0.0, 5.2]];
/// let dataset = DatasetBase::from(records);
/// let model = LatentClass::default().params(2).categories(&[2, 0]).fit(&dataset)?;
/// let groups = model.predict(dataset.records())?;
/// assert_eq!(groups[0], groups[2]);
/// assert_ne!(groups[0], groups[3]);
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct LatentClassParams(LatentClassValidParams);

/// Validated parameters of a latent class analysis.
#[derive(Debug, Clone, PartialEq)]
pub struct LatentClassValidParams {
    method: LatentClass,
    groups: usize,
    seed: u64,
    categories: Vec<usize>,
}

/// A latent class model that was fitted to a linfa dataset.
#[derive(Debug, Clone, PartialEq)]
pub struct FittedLatentClass {
    model: Arc<LatentClassModel>,
    /// The sample that the model was fitted to, for the standard of its numbers.
    sample: Sample,
}

impl LatentClass {
    /// Parameters for a linfa dataset, with `groups` groups.
    #[must_use]
    pub fn params(self, groups: usize) -> LatentClassParams {
        LatentClassParams(LatentClassValidParams {
            method: self,
            groups,
            seed: 7,
            categories: Vec::new(),
        })
    }
}

impl LatentClassParams {
    /// Sets the number of codes of each column, which are 0, 1, 2 and so on; 0 for numbers. Unless
    /// set, all columns are numbers.
    #[must_use]
    pub fn categories(mut self, categories: &[usize]) -> Self {
        self.0.categories = categories.to_vec();
        self
    }

    /// Sets the seed of every random draw.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.0.seed = seed;
        self
    }
}

impl ParamGuard for LatentClassParams {
    type Checked = LatentClassValidParams;
    type Error = Error;

    fn check_ref(&self) -> Result<&Self::Checked> {
        self.0.method.check(self.0.groups)?;
        // Another number of categories than a column may have is an error here already.
        let columns: Vec<(Measure, usize)> = self.0.categories.iter().map(measure).collect();
        SampleBuilder::new(&columns, 0)?;
        Ok(&self.0)
    }

    fn check(self) -> Result<Self::Checked> {
        self.check_ref()?;
        Ok(self.0)
    }
}

impl<D: Data<Elem = f64>, T> Fit<ArrayBase<D, Ix2>, T, Error> for LatentClassValidParams {
    type Object = FittedLatentClass;

    fn fit(&self, dataset: &DatasetBase<ArrayBase<D, Ix2>, T>) -> Result<Self::Object> {
        let records = dataset.records();
        let categories = if self.categories.is_empty() {
            vec![0; records.ncols()]
        } else {
            self.categories.clone()
        };
        let columns: Vec<(Measure, usize)> = categories.iter().map(measure).collect();
        let mut rows = SampleBuilder::new(&columns, records.nrows())?;
        push(&mut rows, &categories, records)?;
        let sample = rows.finish();
        let model = Arc::new(self.method.fit(&sample, self.groups, self.seed)?);
        Ok(FittedLatentClass { model, sample })
    }
}

fn measure(categories: &usize) -> (Measure, usize) {
    match categories {
        0 => (Measure::Numeric, 0),
        categories => (Measure::Nominal, *categories),
    }
}

/// Appends records, each split into codes and numbers.
fn push<D: Data<Elem = f64>>(
    rows: &mut SampleBuilder,
    categories: &[usize],
    records: &ArrayBase<D, Ix2>,
) -> Result<()> {
    for record in records.rows() {
        if record.len() != categories.len() {
            let expected = format!("{} columns", categories.len());
            return Err(ErrorKind::Mismatch {
                expected,
                found: format!("{} columns", record.len()),
            }
            .into());
        }
        let (mut codes, mut numbers) = (Vec::new(), Vec::new());
        for (value, categories) in record.iter().zip(categories) {
            match categories {
                0 => numbers.push(*value),
                _ if value.is_nan() => codes.push(MISSING),
                _ => codes.push(code(*value)?),
            }
        }
        rows.push(&codes, &numbers)?;
    }
    Ok(())
}

fn code(value: f64) -> Result<u8> {
    let whole = value.fract() == 0.0 && (0.0..f64::from(MISSING)).contains(&value);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it was just checked"
    )]
    if whole {
        return Ok(value as u8);
    }
    let expected = "a code: 0, 1, 2 and so on".to_owned();
    Err(ErrorKind::Mismatch { expected, found: value.to_string() }.into())
}

impl FittedLatentClass {
    /// The fitted model.
    #[must_use]
    pub fn model(&self) -> &LatentClassModel {
        &self.model
    }

    /// The most probable group of each record; the largest group for a record without known values.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`] for records with other columns or codes, or infinite numbers.
    pub fn groups_of<D: Data<Elem = f64>>(
        &self,
        records: &ArrayBase<D, Ix2>,
    ) -> Result<Array1<usize>> {
        let shares = self.model.shares();
        let largest =
            (0..shares.len()).max_by(|a, b| shares[*a].total_cmp(&shares[*b])).unwrap_or(0);
        // linfa wants a label for every record, also where nothing is known.
        let mut groups = Array1::from_elem(records.nrows(), largest);
        let categories: Vec<usize> =
            self.sample.columns().iter().map(|column| column.categories).collect();
        // Numbers are standardised as in the fit, not by the new records.
        let mut rows = SampleBuilder::like(&self.sample, records.nrows());
        push(&mut rows, &categories, records)?;
        let sample = rows.finish();
        let labels = self.model.group(&sample)?.labels();
        for (record, label) in sample.respondents().iter().zip(labels) {
            groups[*record as usize] = usize::from(label);
        }
        Ok(groups)
    }
}

/// The targets are a result, because linfa's traits know no other way to say that records do not
/// fit the model.
impl<D: Data<Elem = f64>> PredictInplace<ArrayBase<D, Ix2>, Result<Array1<usize>>>
    for FittedLatentClass
{
    fn predict_inplace(&self, records: &ArrayBase<D, Ix2>, targets: &mut Result<Array1<usize>>) {
        *targets = self.groups_of(records);
    }

    fn default_target(&self, records: &ArrayBase<D, Ix2>) -> Result<Array1<usize>> {
        Ok(Array1::zeros(records.nrows()))
    }
}
