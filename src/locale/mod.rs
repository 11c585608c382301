//! The catalogue of texts: every sentence, heading and name in outputs that is not from the data.
//!
//! Texts without gaps are fields of a struct, texts with gaps are functions of what goes there. A
//! language is a value of [`Words`], so a missing text does not compile. Findings of a stage are
//! matched in one function a language. No text judges people, names them by age or origin, or
//! claims a cause (a test holds it).

mod audit;
mod brief;
mod card;
mod chart;
mod comparison;
mod de;
mod decisions;
mod en;
mod findings;
mod languages;
mod lint;
mod page;
mod perception;
mod personas;
mod plural;
mod reason;
mod scaffold;
mod shares;
mod summary;
mod telling;
mod verification;
mod words;

pub(crate) use audit::AuditTexts;
pub(crate) use brief::BriefTexts;
pub(crate) use card::{CardHeading, Return};
pub(crate) use comparison::ComparisonTexts;
pub(crate) use de::German;
pub(crate) use en::English;
pub(crate) use personas::PersonasSentences;
pub(crate) use reason::{reason, without_counts};
pub(crate) use scaffold::{Owner, ScaffoldWords};
pub(crate) use shares::HowMany;
pub(crate) use summary::SummaryTexts;
pub(crate) use telling::Met;
pub(crate) use verification::VerificationTexts;
pub(crate) use words::Words;

/// A text with a capital at its beginning.
pub(crate) fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A share in whole percent, without the sign.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}
