//! Indicators of the caller's own: features that a program computed outside the study.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::indicator::{CallerRecord, Indicator, Measure, Origin, Values};
use crate::error::{Error, ErrorKind, Result, shown};
use crate::ids::RespondentId;
use crate::manifest::{Facet, Role};
use crate::sources::MISSING;
use crate::study::Study;

/// A value that the caller computed for a respondent.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum CallerValue {
    /// Yes or no, for [`Measure::Option`].
    Flag(bool),
    /// One of the levels, for [`Measure::Nominal`] and [`Measure::Ordinal`].
    Level(String),
    /// A number, for [`Measure::Count`] and [`Measure::Numeric`].
    Number(f64),
}

impl From<bool> for CallerValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<&str> for CallerValue {
    fn from(level: &str) -> Self {
        Self::Level(level.to_owned())
    }
}

impl From<String> for CallerValue {
    fn from(level: String) -> Self {
        Self::Level(level)
    }
}

impl From<u32> for CallerValue {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<f64> for CallerValue {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

/// Writes the value as evidence quotes it: `true`, the level, or the number.
impl fmt::Display for CallerValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Level(level) => f.write_str(level),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

/// A value with the respondent it is of.
#[derive(Debug, Clone, PartialEq)]
struct CallerEntry {
    respondent: RespondentId,
    value: CallerValue,
    key: String,
}

/// An indicator that the caller computed outside the study, such as the cluster of an embedding or
/// a churn score.
///
/// Every value carries the key of the caller's own record. Claims about the indicator quote the
/// value and name that key ([`Locator::Caller`](crate::Locator::Caller)); they never count as
/// confirmed by a further kind of source, so the indicator alone makes no claim *validated*.
///
/// ```
/// use persona_synthesis::indicators::{CallerIndicator, Measure};
/// use persona_synthesis::{Facet, IndicatorMatrix, Study};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let mut risk = CallerIndicator::new("churn risk", Facet::Behaviour, Measure::Ordinal)
///     .levels(["low", "high"]);
/// for person in study.respondents().take(9) {
///     risk = risk.value(person.name(), "high", format!("run-7/{}", person.name()));
/// }
/// let matrix = IndicatorMatrix::from_study(&study)?.with_indicator(&study, risk)?;
/// assert_eq!(matrix.indicators().last().unwrap().name, "churn risk");
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct CallerIndicator {
    indicator: Indicator,
    entries: Vec<CallerEntry>,
}

impl CallerIndicator {
    /// An indicator without values yet.
    pub fn new(name: impl Into<String>, facet: Facet, measure: Measure) -> Self {
        Self { indicator: Indicator::new(name, facet, measure), entries: Vec::new() }
    }

    /// Sets the role; without one it follows from the facet and the kind of persona.
    pub fn role(mut self, role: Role) -> Self {
        self.indicator.role = Some(role);
        self
    }

    /// Sets the levels, from low to high for [`Measure::Ordinal`].
    pub fn levels<'a>(mut self, labels: impl IntoIterator<Item = &'a str>) -> Self {
        self.indicator = self.indicator.levels(labels);
        self
    }

    /// Sets the question that the values answer, such as the name of the computation. Indicators
    /// with the same question count as parts of one: none of them helps to test another.
    pub fn question(mut self, label: impl Into<String>) -> Self {
        self.indicator.question = label.into();
        self
    }

    /// Adds the value of a respondent, with the key of the caller's record.
    pub fn value(
        mut self,
        respondent: impl Into<RespondentId>,
        value: impl Into<CallerValue>,
        key: impl Into<String>,
    ) -> Self {
        let (respondent, value, key) = (respondent.into(), value.into(), key.into());
        self.entries.push(CallerEntry { respondent, value, key });
        self
    }

    /// The column of the matrix: the indicator with its origin, and a value for each respondent.
    pub(super) fn column(self, study: &Study) -> Result<(Indicator, Values)> {
        self.check_scale()?;
        let Self { mut indicator, entries } = self;
        let mut records: Vec<Option<CallerRecord>> = vec![None; study.len()];
        let mut values = match indicator.categories() {
            0 => Values::Numbers(vec![f64::NAN; study.len()]),
            _ => Values::Codes(vec![MISSING; study.len()]),
        };
        for CallerEntry { respondent, value, key } in entries {
            let wrong = |expected: &str, found: String| {
                let of = format!("{expected} as value of {}", shown(respondent.as_str()));
                refused(&indicator.name, &of, found)
            };
            let position = study.respondent(&respondent).map(|found| found.index().index());
            let Some(position) = position else {
                let expected = "a respondent of the study for each value";
                return Err(refused(&indicator.name, expected, format!("{respondent:?}")));
            };
            if key.trim().is_empty() {
                return Err(wrong("the key of a record", "an empty key".to_owned()));
            }
            if records[position].is_some() {
                return Err(wrong("one record", format!("a second one, {:?}", shown(&key))));
            }
            set(&mut values, position, &indicator, &value)
                .map_err(|expected| wrong(&expected, format!("{:?}", shown(&value.to_string()))))?;
            records[position] = Some(CallerRecord { key, value: value.to_string() });
        }
        if indicator.question.is_empty() && indicator.measure == Measure::Nominal {
            // A level says nothing without what it is a level of.
            indicator.question.clone_from(&indicator.name);
        }
        indicator.origins = vec![Origin::Caller { records: Arc::from(records) }];
        Ok((indicator, values))
    }

    /// Refuses a name, a measure and levels that do not fit each other.
    fn check_scale(&self) -> Result<()> {
        let Indicator { name, measure, levels, .. } = &self.indicator;
        let wrong = |expected: &str, found: String| Err(refused(name, expected, found));
        if name.trim().is_empty() {
            return wrong("a name", "an empty one".to_owned());
        }
        if self.entries.is_empty() {
            return wrong("a value of at least one respondent", "none".to_owned());
        }
        let different: BTreeSet<&String> = levels.iter().collect();
        match measure {
            // Mentions are counted in interviews, and sentences say so.
            Measure::Mention => wrong("a measure other than mention", "mention".to_owned()),
            Measure::Nominal | Measure::Ordinal
                if !(1..=usize::from(MISSING)).contains(&levels.len()) =>
            {
                wrong(&format!("1 to {MISSING} levels"), levels.len().to_string())
            }
            Measure::Nominal | Measure::Ordinal if different.len() < levels.len() => {
                wrong("levels that differ", "one of them twice".to_owned())
            }
            Measure::Option | Measure::Count | Measure::Numeric if !levels.is_empty() => {
                wrong("no levels for this measure", levels.len().to_string())
            }
            Measure::Option
            | Measure::Nominal
            | Measure::Ordinal
            | Measure::Count
            | Measure::Numeric => Ok(()),
        }
    }
}

/// Puts a value into its place; what was expected, if it is off the scale.
fn set(
    values: &mut Values,
    position: usize,
    indicator: &Indicator,
    value: &CallerValue,
) -> std::result::Result<(), String> {
    let expected = || match indicator.measure {
        Measure::Mention | Measure::Option => "true or false".to_owned(),
        Measure::Nominal | Measure::Ordinal => format!("one of {}", indicator.levels.join(", ")),
        Measure::Count => "a whole number of at least 0".to_owned(),
        Measure::Numeric => "a finite number".to_owned(),
    };
    let is_count = |number: f64| number >= 0.0 && number.fract() == 0.0;
    match (values, value) {
        (Values::Codes(codes), CallerValue::Flag(flag)) if indicator.levels.is_empty() => {
            codes[position] = u8::from(*flag);
        }
        (Values::Codes(codes), CallerValue::Level(level)) => {
            let known = indicator.levels.iter().zip(0_u8..).find(|(known, _)| *known == level);
            codes[position] = known.ok_or_else(expected)?.1;
        }
        (Values::Numbers(numbers), CallerValue::Number(number))
            if number.is_finite()
                && (indicator.measure == Measure::Numeric || is_count(*number)) =>
        {
            numbers[position] = *number;
        }
        (Values::Codes(_), CallerValue::Flag(_) | CallerValue::Number(_))
        | (
            Values::Numbers(_),
            CallerValue::Flag(_) | CallerValue::Level(_) | CallerValue::Number(_),
        ) => return Err(expected()),
    }
    Ok(())
}

fn refused(indicator: &str, expected: &str, found: String) -> Error {
    let expected = format!("for the indicator {:?} {expected}", shown(indicator));
    ErrorKind::Mismatch { expected, found }.into()
}
