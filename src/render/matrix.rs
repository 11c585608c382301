//! The matrix of respondents and indicators, as a table.

use super::csv_text::CsvText;
use crate::indicators::{Indicator, IndicatorMatrix, Values};
use crate::sources::MISSING;
use crate::study::Study;

/// The matrix that groups are found in, the file `matrix.csv`: a row a respondent, a column an
/// indicator. A mention or an option is 1 or 0, an answer its own words, a number itself; a cell is
/// empty where the value is not known. It names respondents, and so is never part of a guarded
/// result.
#[must_use]
pub fn matrix_csv(study: &Study, matrix: &IndicatorMatrix) -> String {
    let names = matrix.indicators().iter().map(|indicator| indicator.name.as_str());
    let mut table = CsvText::new(std::iter::once("respondent").chain(names));
    let levels: Vec<Vec<String>> =
        matrix.indicators().iter().map(|one| masked_levels(study, one)).collect();
    for (number, respondent) in study.respondents().enumerate() {
        let cell = |indicator: usize| cell(matrix.values(indicator), &levels[indicator], number);
        let cells: Vec<String> = (0..levels.len()).map(cell).collect();
        let name = std::iter::once(respondent.name());
        table.row(name.chain(cells.iter().map(String::as_str)));
    }
    table.finish()
}

fn masked_levels(study: &Study, indicator: &Indicator) -> Vec<String> {
    indicator.levels.iter().map(|level| study.mask_answer(level).text).collect()
}

fn cell(values: &Values, levels: &[String], respondent: usize) -> String {
    match values {
        Values::Codes(codes) => match codes[respondent] {
            MISSING => String::new(),
            code => levels.get(usize::from(code)).cloned().unwrap_or_else(|| code.to_string()),
        },
        Values::Numbers(numbers) if numbers[respondent].is_nan() => String::new(),
        Values::Numbers(numbers) => numbers[respondent].to_string(),
    }
}
