//! How groups are looked for.

use serde::Serialize;
use toml::de::DeValue;

use super::keys::Keys;
use crate::error::Result;
use crate::named::named_values;

/// Number of groups to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Groups {
    /// The number that the data support, within these bounds.
    Between {
        /// The least.
        min: usize,
        /// The most.
        max: usize,
    },
    /// Exactly this number, even if the data do not support it.
    Exactly(usize),
}

/// The built-in methods of clustering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Latent class analysis of mixed indicators with missing values.
    #[default]
    LatentClass,
    /// k-means on a dense encoding.
    KMeans,
}

impl Method {
    /// Both methods.
    pub const ALL: [Self; 2] = [Self::LatentClass, Self::KMeans];

    /// Name of the method in a manifest.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::LatentClass => "latent-class",
            Self::KMeans => "k-means",
        }
    }
}

named_values!(Method "method");

/// Most random starts: more take hours and find no better groups.
pub(crate) const MOST_STARTS: usize = 10_000;
/// Most replicates.
pub(crate) const MOST_REPLICATES: usize = 10_000;

/// Options of clustering.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ClusteringOptions {
    /// Number of groups to look for.
    pub groups: Groups,
    /// Clustering method.
    pub method: Method,
    /// Weight of the prior, in pseudo-respondents with the marginal distribution, spread over the
    /// groups; 0 is plain maximum likelihood.
    pub prior: f64,
    /// Number of random starts per number of groups, 1 to 10,000.
    pub starts: usize,
    /// Number of bootstrap replicates per number of groups, for stability; 2 to 10,000.
    pub replicates: usize,
    /// Seed of every random draw.
    pub seed: u64,
    /// True if groups are looked for beside a response style, a habit of choosing one end of a
    /// scale whatever is asked, where the questions of a battery share a dimension.
    pub response_style: bool,
}

impl Default for ClusteringOptions {
    fn default() -> Self {
        Self {
            groups: Groups::Between { min: 1, max: 8 },
            method: Method::LatentClass,
            prior: 1.0,
            starts: 20,
            replicates: 50,
            seed: 7,
            response_style: true,
        }
    }
}

pub(super) fn read_clustering(mut keys: Keys<'_>) -> Result<ClusteringOptions> {
    const MOST_GROUPS: u64 = 50;
    let mut options = ClusteringOptions::default();
    let whole = |number: u64| usize::try_from(number).expect("the range is small");
    if let Some(value) = keys.any("groups") {
        options.groups = match value.get_ref() {
            DeValue::Table(table) => {
                let mut range = Keys::new(keys.text, table, value.span().start);
                let min = range.integer("min", 1, MOST_GROUPS)?.unwrap_or(1);
                let max = range.integer("max", min, MOST_GROUPS)?.unwrap_or(min.max(8));
                range.finish()?;
                Groups::Between { min: whole(min), max: whole(max) }
            }
            _ => match keys.integer("groups", 1, MOST_GROUPS)? {
                Some(number) => Groups::Exactly(whole(number)),
                None => options.groups,
            },
        };
    }
    let methods = Method::ALL.map(|method| (method.name(), method));
    options.method = keys.one_of("method", &methods)?.unwrap_or(options.method);
    options.prior = keys.number("prior")?.unwrap_or(options.prior);
    options.starts = keys.integer("starts", 1, MOST_STARTS as u64)?.map_or(options.starts, whole);
    options.replicates =
        keys.integer("replicates", 10, MOST_REPLICATES as u64)?.map_or(options.replicates, whole);
    options.seed = keys.integer("seed", 0, u64::MAX)?.unwrap_or(options.seed);
    options.response_style = keys.flag("response_style")?.unwrap_or(options.response_style);
    keys.finish()?;
    Ok(options)
}
