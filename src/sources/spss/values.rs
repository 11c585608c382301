//! Values of an SPSS file as the texts of cells, and what its dictionary says of each column.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::{DateTime, datetime};

use super::super::legend::Legend;
use super::super::scale::{Scale, is_no_answer};
use super::super::table::Table;
use super::data::{CaseValues, ValueColumn};
use super::dictionary::{Dictionary, Variable};

/// How the values of each variable read.
pub(super) struct CaseTexts<'a> {
    dictionary: &'a Dictionary,
    values: &'a CaseValues,
    columns: Vec<VariableReader<'a>>,
}

/// How the values of a variable read.
struct VariableReader<'a> {
    variable: &'a Variable,
    /// Labels of numbers by their bits.
    labels: BTreeMap<u64, &'a str>,
    /// Where the variable is an option of a multiple response set: the value that says it was
    /// chosen, and the option.
    counted: Option<(&'a str, String)>,
    legend: Legend,
}

/// Most different values that are answers to choose from, and most grades of a scale that the file
/// does not call ordinal.
const MOST_LEVELS: usize = 250;
const MOST_GRADES: usize = 11;

impl<'a> CaseTexts<'a> {
    pub(super) fn new(dictionary: &'a Dictionary, values: &'a CaseValues) -> Self {
        let columns = dictionary.variables.iter().zip(&values.columns);
        let columns = columns
            .map(|(variable, values)| VariableReader::new(dictionary, variable, values))
            .collect();
        Self { dictionary, values, columns }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.dictionary.variables.iter().map(|variable| variable.name.as_str())
    }

    pub(super) fn cases(&self) -> usize {
        self.values.cases
    }

    /// The cells of a case.
    pub(super) fn cells(&self, case: usize, mut each: impl FnMut(&str)) {
        for (reader, values) in self.columns.iter().zip(&self.values.columns) {
            match values {
                ValueColumn::Numbers(numbers) => each(&reader.number(numbers[case])),
                ValueColumn::Texts(texts) => each(&reader.text(texts.get(case))),
            }
        }
    }

    /// Hands what the dictionary says to the columns.
    pub(super) fn tell(&self, table: &mut Table) {
        table.explain(self.columns.iter().map(|reader| reader.legend.clone()).enumerate());
    }
}

impl<'a> VariableReader<'a> {
    fn new(dictionary: &'a Dictionary, variable: &'a Variable, values: &ValueColumn) -> Self {
        let labels =
            variable.labels.iter().map(|(value, label)| (bits(*value), label.as_str())).collect();
        let mut reader = Self { variable, labels, counted: None, legend: Legend::default() };
        let question = (!variable.label.is_empty()).then(|| variable.label.clone());
        // Sets name variables by either of their names.
        let own = |name: &String| {
            name.eq_ignore_ascii_case(&variable.short_name)
                || name.eq_ignore_ascii_case(&variable.name)
        };
        let set = dictionary
            .sets
            .iter()
            .find(|set| set.counted.is_some() && set.variables.iter().any(own));
        if let Some(set) = set {
            let option = question.unwrap_or_else(|| variable.name.clone());
            reader.counted = set.counted.as_deref().map(|counted| (counted, option.clone()));
            let named = if set.label.is_empty() { &set.name } else { &set.label };
            reader.legend =
                Legend { question: Some(named.clone()), option: Some(option), ..Legend::default() };
            return reader;
        }
        reader.legend.question = question;
        if let ValueColumn::Numbers(numbers) = values {
            reader.learn(numbers);
        } else {
            reader.legend.missing.clone_from(&variable.missing_texts);
        }
        reader
    }

    /// Levels, scale and words for no answer, by the labels and the values there are.
    fn learn(&mut self, numbers: &[f64]) {
        let mut values: Vec<f64> = Vec::new();
        for number in numbers.iter().filter(|number| !number.is_nan()) {
            if let Err(position) = values.binary_search_by(|known| known.total_cmp(number)) {
                // More different values than levels are measurements, and their labels are of
                // special values.
                if values.len() > MOST_LEVELS {
                    break;
                }
                values.insert(position, *number);
            }
        }
        let declined = |value: f64| {
            let label = self.labels.get(&bits(value));
            self.is_missing(value) || label.is_some_and(|label| says_nothing(label))
        };
        let (missing, valid): (Vec<f64>, Vec<f64>) =
            values.into_iter().partition(|value| declined(*value));
        let missing = missing.into_iter().map(|value| self.number(value).into_owned()).collect();
        let labelled =
            valid.iter().filter(|value| self.labels.contains_key(&bits(**value))).count();
        // Programs write "scale" for rating scales too; few labelled values are grades anyway.
        let graded = self.variable.measure == 2 || valid.len() <= MOST_GRADES;
        let (scale, levels) = if is_date(self.variable.format) {
            (Some(Scale::Date), false)
        } else if labelled == 0 || valid.len() > MOST_LEVELS {
            (None, false)
        } else if self.variable.measure == 1 {
            (Some(Scale::Nominal), true)
        } else {
            (graded.then_some(Scale::Ordinal), graded)
        };
        let levels = if levels {
            valid.iter().map(|value| self.number(*value).into_owned()).collect()
        } else {
            Vec::new()
        };
        (self.legend.missing, self.legend.scale, self.legend.levels) = (missing, scale, levels);
    }

    fn is_missing(&self, value: f64) -> bool {
        let variable = self.variable;
        variable.missing.iter().any(|missing| bits(*missing) == bits(value))
            || variable.missing_range.is_some_and(|(low, high)| (low..=high).contains(&value))
    }

    fn number(&self, value: f64) -> Cow<'_, str> {
        if value.is_nan() {
            return Cow::Borrowed("");
        }
        if let Some((counted, option)) = &self.counted {
            if self.is_missing(value) {
                return Cow::Borrowed("");
            }
            let chosen = counted.parse().is_ok_and(|counted: f64| bits(counted) == bits(value));
            return Cow::Borrowed(if chosen { option } else { NOT_CHOSEN });
        }
        if let Some(label) = self.labels.get(&bits(value)) {
            return Cow::Borrowed(label);
        }
        let text = moment(value, self.variable.format).unwrap_or_else(|| value.to_string());
        // Without a label a missing value must still differ from an answer.
        Cow::Owned(if self.is_missing(value) { format!("missing ({text})") } else { text })
    }

    fn text<'t>(&'t self, value: &'t str) -> Cow<'t, str> {
        if let Some((counted, option)) = &self.counted {
            return Cow::Borrowed(match value {
                "" => "",
                value if value == *counted => option,
                _ => NOT_CHOSEN,
            });
        }
        let label = self.variable.text_labels.iter().find(|(own, _)| own == value);
        Cow::Borrowed(label.map_or(value, |(_, label)| label))
    }
}

const NOT_CHOSEN: &str = "not selected";

/// A number as a key; both zeros are one.
fn bits(value: f64) -> u64 {
    // Adding 0 makes one value of 0 and -0.
    (value + 0.0).to_bits()
}

/// True if a label says that there is no answer although the file does not declare the value as
/// missing.
fn says_nothing(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    is_no_answer(&label)
        || matches!(
            label.as_str(),
            "skipped" | "refused" | "missing" | "no answer" | "not answered" | "n/a"
        )
}

fn is_date(format: u8) -> bool {
    matches!(format, 20 | 22 | 23 | 24 | 28..=30 | 38 | 39 | 41)
}

/// A date, a time, or both, of a variable that holds them: seconds since 14 October 1582, or since
/// midnight.
fn moment(value: f64, format: u8) -> Option<String> {
    const FIRST: DateTime = datetime(1582, 10, 14, 0, 0, 0, 0);
    const MOST: f64 = 2.6e11;
    let seconds = value.round();
    if !(is_date(format) || matches!(format, 21 | 25 | 40)) || seconds.abs() > MOST {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "checked above")]
    let seconds = seconds as i64;
    if is_date(format) {
        let moment = FIRST.checked_add(seconds.seconds()).ok()?;
        // The formats with a time of day.
        let whole = !matches!(format, 22 | 41);
        return Some(if whole {
            moment.date().to_string()
        } else {
            moment.strftime("%Y-%m-%d %H:%M:%S").to_string()
        });
    }
    let (sign, seconds) = (if seconds < 0 { "-" } else { "" }, seconds.abs());
    Some(format!("{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60))
}
