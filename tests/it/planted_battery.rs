//! A battery of graded questions with planted groups and a dimension that all questions share.

use persona_synthesis::clustering::SplitMix64;
use persona_synthesis::indicators::{Indicator, Measure, Values};
use persona_synthesis::{Facet, IndicatorMatrix};

/// What makes respondents answer a battery of graded questions as they do.
pub(crate) struct Battery {
    /// Standard deviation of what each group answers to each question.
    pub(crate) groups: f64,
    /// Standard deviation of a dimension that all questions share.
    pub(crate) shared: f64,
    pub(crate) respondents: usize,
}

const QUESTIONS: usize = 16;

/// Draws a battery; the planted group of a respondent is the position by three.
pub(crate) fn draw(battery: &Battery, seed: u64) -> IndicatorMatrix {
    let mut draws = SplitMix64::new(seed, &[]);
    let mut normal = |deviation: f64| deviation * draws.normal();
    let means: Vec<[f64; 3]> =
        (0..QUESTIONS).map(|_| [(); 3].map(|()| normal(battery.groups))).collect();
    let mut answers = vec![Vec::new(); QUESTIONS];
    for row in 0..battery.respondents {
        let shared = normal(battery.shared);
        for (answers, means) in answers.iter_mut().zip(&means) {
            let said = (2.0 + means[row % 3] + shared + normal(1.0)).round().clamp(0.0, 4.0);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0..=4")]
            answers.push(said as u8);
        }
    }
    let column = |(at, codes): (usize, Vec<u8>)| {
        let indicator =
            Indicator::new(format!("I like thing {at:02}"), Facet::Goal, Measure::Ordinal);
        (indicator.levels(["1", "2", "3", "4", "5"]), Values::Codes(codes))
    };
    IndicatorMatrix::from_columns(answers.into_iter().enumerate().map(column).collect())
        .expect("columns of one length")
}
