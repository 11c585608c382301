//! Draft personas from coded interviews, survey rows and CRM records.

pub mod locator;
pub mod finding;
pub mod error;

pub mod sources;

pub mod study;

pub mod indicators;

pub mod clustering;

pub mod personas;

pub mod render;

pub use clustering::Clustering;
pub use error::{Error, ErrorKind, Result};
pub use finding::{Finding, FindingKind, Findings, Level};
pub use indicators::IndicatorMatrix;
pub use locator::{Locator, Place};
pub use personas::PersonaSet;
pub use study::{Facet, Manifest, PersonaKind, Source, Study};
