//! One column of the matrix: what it says of respondents, on which scale, and where that comes
//! from.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::manifest::{Facet, PersonaKind, Role};
use crate::sources::{MISSING, SourceKind};

/// How the values of an indicator are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Raised in an interview or not.
    Mention,
    /// An option of a multiple choice, chosen or not.
    Option,
    /// One of several answers without an order.
    Nominal,
    /// One of several answers in an order.
    Ordinal,
    /// A whole number of times.
    Count,
    /// A number.
    Numeric,
}

/// Where a facet comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FacetOrigin {
    /// The manifest names it.
    Stated,
    /// The wording of the code or question suggests it.
    Proposed,
    /// Nothing suggests another.
    Assumed,
}

/// Where the values of an indicator come from; a theme has several origins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A code of the coded segments.
    Code {
        /// Path of the code.
        code: String,
        /// Codes that deny it.
        denied_by: Vec<String>,
    },
    /// An item of a table.
    Item {
        /// Position of the source in the study.
        source: usize,
        /// Kind of the source.
        kind: SourceKind,
        /// Position of the item in the source.
        item: usize,
        /// The option or level that counts, for options and for themes.
        answer: Option<usize>,
    },
    /// A computation of the caller's, outside the study: the only origin of its indicator.
    Caller {
        /// The caller's record of each respondent, by position; `None` where there is none. It is
        /// shared, because indicators are cloned for every claim.
        records: Arc<[Option<CallerRecord>]>,
    },
}

/// The record that a value of the caller's comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallerRecord {
    /// The caller's key of the record.
    pub key: String,
    /// The value as evidence quotes it.
    pub value: String,
}

impl Origin {
    /// The kind of source that it stands in.
    #[must_use]
    pub fn kind(&self) -> SourceKind {
        match self {
            Self::Code { .. } => SourceKind::Interviews,
            Self::Item { kind, .. } => *kind,
            Self::Caller { .. } => SourceKind::Caller,
        }
    }
}

impl Origin {
    /// The caller's records, where it is computed outside the study.
    pub(crate) fn records(&self) -> Option<&[Option<CallerRecord>]> {
        match self {
            Self::Caller { records } => Some(records),
            Self::Code { .. } | Self::Item { .. } => None,
        }
    }
}

/// What one origin of a theme says of a respondent, from what says least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Said {
    /// Nothing: not asked, or no answer.
    Unknown,
    /// Interviewed without raising it: counts as no, but denies nothing.
    Silent,
    /// Expressly that it is not so.
    No,
    /// That it is so.
    Yes,
}

/// One thing that is known of many respondents.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Name, unique in the matrix: a code path, a question, `question = option`, or a theme.
    pub name: String,
    /// The short form for sentences: the last part of a code path, the option, or the question.
    pub label: String,
    /// The question, for options and levels; empty for mentions.
    pub question: String,
    /// The aspect it speaks of.
    pub facet: Facet,
    /// Where the facet comes from.
    pub facet_origin: FacetOrigin,
    /// Its role, where the manifest states one.
    pub role: Option<Role>,
    /// How it is measured.
    pub measure: Measure,
    /// Labels of the levels from low to high; empty for mentions, options and numbers.
    pub levels: Vec<String>,
    /// True for a need of access or safety, which a persona keeps although few have it.
    pub essential: bool,
    /// Where its values come from.
    pub origins: Vec<Origin>,
}

impl Indicator {
    /// An active or descriptive indicator that comes from no study, for matrices made by a program.
    #[must_use]
    pub fn new(name: impl Into<String>, facet: Facet, measure: Measure) -> Self {
        let name = name.into();
        Self {
            label: name.clone(),
            name,
            question: String::new(),
            facet,
            facet_origin: FacetOrigin::Stated,
            role: None,
            measure,
            levels: Vec::new(),
            essential: false,
            origins: Vec::new(),
        }
    }

    /// This indicator with these levels, from low to high.
    #[must_use]
    pub fn levels<'a>(mut self, labels: impl IntoIterator<Item = &'a str>) -> Self {
        self.levels = labels.into_iter().map(str::to_owned).collect();
        self
    }

    /// Its role for a kind of persona: stated, or by its facet.
    #[must_use]
    pub fn role_for(&self, kind: PersonaKind) -> Role {
        self.role.unwrap_or(if kind.shaped_by(self.facet) {
            Role::Active
        } else {
            Role::Descriptive
        })
    }

    /// Number of different codes of its values; 0 for counts and other numbers.
    #[must_use]
    pub fn categories(&self) -> usize {
        match self.measure {
            Measure::Mention | Measure::Option => 2,
            Measure::Nominal | Measure::Ordinal => self.levels.len(),
            Measure::Count | Measure::Numeric => 0,
        }
    }
}

/// The values of an indicator, one per respondent.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// 0 or 1 for mentions and options, the position of the level otherwise; [`MISSING`] where
    /// nothing is known.
    Codes(Vec<u8>),
    /// Numbers, NaN where nothing is known.
    Numbers(Vec<f64>),
}

impl Values {
    /// Number of respondents.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Codes(codes) => codes.len(),
            Self::Numbers(numbers) => numbers.len(),
        }
    }

    /// True without respondents.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// True where the value of a respondent is known.
    #[must_use]
    pub fn is_known(&self, respondent: usize) -> bool {
        match self {
            Self::Codes(codes) => codes[respondent] != MISSING,
            Self::Numbers(numbers) => !numbers[respondent].is_nan(),
        }
    }

    /// How many respondents have a known value.
    #[must_use]
    pub fn known(&self) -> usize {
        (0..self.len()).filter(|respondent| self.is_known(*respondent)).count()
    }

    /// Memory of the values in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        match self {
            Self::Codes(codes) => codes.len(),
            Self::Numbers(numbers) => numbers.len() * size_of::<f64>(),
        }
    }

    /// True where all known values are equal.
    pub(crate) fn is_constant(&self) -> bool {
        self.is_constant_among(0..self.len())
    }

    /// True where the known values of these respondents are equal.
    pub(crate) fn is_constant_among(&self, respondents: impl Iterator<Item = usize>) -> bool {
        match self {
            Self::Codes(codes) => {
                let mut known = respondents.map(|one| codes[one]).filter(|code| *code != MISSING);
                known.next().is_none_or(|first| known.all(|code| code == first))
            }
            Self::Numbers(numbers) => {
                let mut known =
                    respondents.map(|one| numbers[one]).filter(|number| !number.is_nan());
                known
                    .next()
                    .is_none_or(|first| known.all(|number| number.total_cmp(&first).is_eq()))
            }
        }
    }
}
