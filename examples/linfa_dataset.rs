//! Latent classes as one more algorithm of linfa: a dataset in, groups out. `cargo run --release
//! --example linfa_dataset`
//!
//! Two columns of codes with missing values and one of numbers, drawn from two groups; linfa's
//! k-means on the same records beside it.

#![allow(clippy::print_stdout, reason = "a program prints")]

use linfa_clustering::KMeans;
use persona_synthesis::Result;
use persona_synthesis::clustering::linfa_adapter::linfa::DatasetBase;
use persona_synthesis::clustering::linfa_adapter::linfa::traits::{Fit, Predict};
use persona_synthesis::clustering::linfa_adapter::ndarray::Array2;
use persona_synthesis::clustering::{LatentClass, SplitMix64, adjusted_rand};

/// Records of 300 people, and the group of each.
fn records(draws: &mut SplitMix64) -> (Array2<f64>, Vec<u16>) {
    let mut truth = Vec::new();
    let mut records = Array2::zeros((300, 8));
    for mut record in records.rows_mut() {
        let group = u16::from(draws.unit() < 0.4);
        truth.push(group);
        for (column, value) in record.iter_mut().enumerate() {
            let likely = if group == 1 { 0.8 } else { 0.25 };
            *value = match column {
                _ if draws.unit() < 0.15 => f64::NAN,
                7 => f64::from(group) + draws.normal(),
                _ => f64::from(u8::from(draws.unit() < likely)),
            };
        }
    }
    (records, truth)
}

fn main() -> Result<()> {
    let (records, truth) = records(&mut SplitMix64::new(7, &[]));
    let dataset = DatasetBase::from(records.clone());
    let model =
        LatentClass::default().params(2).categories(&[2, 2, 2, 2, 2, 2, 2, 0]).fit(&dataset)?;
    let groups: Vec<u16> =
        model.predict(dataset.records())?.iter().map(|group| u16::from(*group == 1)).collect();
    println!("latent classes, missing values as they are: {:.2}", adjusted_rand(&groups, &truth));
    println!(
        "  shares {:.2?}, log-likelihood {:.1}",
        model.model().shares(),
        model.model().fit().log_likelihood
    );

    // linfa's k-means takes no missing values: zeros stand in for them.
    let filled = DatasetBase::from(records.mapv(|value| if value.is_nan() { 0.0 } else { value }));
    if let Ok(model) = KMeans::params(2).fit(&filled) {
        let groups: Vec<u16> =
            model.predict(filled.records()).iter().map(|group| u16::from(*group == 1)).collect();
        println!("k-means, missing values as 0: {:.2}", adjusted_rand(&groups, &truth));
    }
    println!("(adjusted Rand index with the true groups)");
    Ok(())
}
