//! One column of the matrix: what it says of respondents, on which scale, and where that comes
//! from.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::manifest::{Facet, PersonaKind, Role};
use crate::sources::{MISSING, SourceKind};

/// Measure of an indicator's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// A mention: raised in an interview or not.
    Mention,
    /// An option of a multiple choice, chosen or not.
    Option,
    /// One of several unordered answers.
    Nominal,
    /// One of several ordered answers.
    Ordinal,
    /// A count: a whole number.
    Count,
    /// A number.
    Numeric,
}

/// Origin of an indicator's facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FacetOrigin {
    /// The manifest names it.
    Stated,
    /// The wording of the code or question suggests it.
    Proposed,
    /// Neither stated nor suggested: the default.
    Assumed,
}

/// Origin of an indicator's values; a theme has several.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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
    /// Kind of the source.
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

/// Statement of one origin of a theme about a respondent, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Said {
    /// Nothing: not asked, or no answer.
    Unknown,
    /// Asked, and answered off the scale, such as "I don't know": counts as no, but denies nothing.
    Undecided,
    /// Interviewed without raising it: counts as no, but denies nothing.
    Silent,
    /// Expressly that it is not so.
    No,
    /// That it is so.
    Yes,
}

/// One column of the matrix: a code, an answer or a number known of respondents.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Name, unique in the matrix: a code path, a question, `question = option`, or a theme.
    pub name: String,
    /// Short form for sentences: the last part of a code path, the option, or the question.
    pub label: String,
    /// The question that options and levels answer; empty for mentions.
    pub question: String,
    /// Aspect of people that the indicator is about.
    pub facet: Facet,
    /// Origin of the facet.
    pub facet_origin: FacetOrigin,
    /// Role stated in the manifest, if any.
    pub role: Option<Role>,
    /// Measure of its values.
    pub measure: Measure,
    /// Labels of the levels from low to high; empty for mentions, options and numbers.
    pub levels: Vec<String>,
    /// True for a need of access or safety, which a persona keeps even if few have it.
    pub essential: bool,
    /// Sources of its values.
    pub origins: Vec<Origin>,
}

impl Indicator {
    /// Makes an indicator that comes from no study, for matrices made by a program.
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

    /// Sets the labels of the levels, from low to high.
    #[must_use]
    pub fn levels<'a>(mut self, labels: impl IntoIterator<Item = &'a str>) -> Self {
        self.levels = labels.into_iter().map(str::to_owned).collect();
        self
    }

    /// Role for a kind of persona: the stated one, or the default of its facet.
    #[must_use]
    pub(crate) fn role_for(&self, kind: PersonaKind) -> Role {
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

impl Indicator {
    /// True where all values are on its scale.
    pub(super) fn has_on_scale(&self, values: &Values) -> bool {
        match values {
            Values::Codes(codes) => {
                let allowed =
                    |code: &u8| *code == MISSING || usize::from(*code) < self.categories();
                (1..=usize::from(MISSING)).contains(&self.categories()) && codes.iter().all(allowed)
            }
            Values::Numbers(numbers) => {
                self.categories() == 0 && numbers.iter().all(|number| !number.is_infinite())
            }
        }
    }
}

/// The values of an indicator, one per respondent.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Codes: 0 or 1 for mentions and options, the position of the level otherwise; [`MISSING`]
    /// where the value is unknown.
    Codes(Vec<u8>),
    /// Numbers; NaN where the value is unknown.
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

    /// True if there are no respondents.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// True if the value of a respondent is known.
    #[must_use]
    pub(crate) fn is_known(&self, respondent: usize) -> bool {
        match self {
            Self::Codes(codes) => codes[respondent] != MISSING,
            Self::Numbers(numbers) => !numbers[respondent].is_nan(),
        }
    }

    /// Number of respondents with a known value.
    #[must_use]
    pub fn known(&self) -> usize {
        (0..self.len()).filter(|respondent| self.is_known(*respondent)).count()
    }

    /// Memory that the values take, in bytes.
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
