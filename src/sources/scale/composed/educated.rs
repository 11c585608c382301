//! The level of education that an answer names.

use super::lexicon::{Part, Token, steps};
use super::poles::Family;
use super::schooling::{ASSOCIATE, SHORT_OF};

/// Words of education that also mean other things: a contact, a fair, a size, nothing at all.
const AMBIGUOUS: &str = " none keinen ohne abschluss brak primary primaire primaria elementary \
    elementare fundamental secondary secundaria secundario secondaria medio superior trade \
    vocational technic tecnic associate associates asociado associado college university \
    universitat universite universidad universita universitet universiteit universite promotion \
    promoviert master masters diplom doctor doktor lehre licence wo bac ged college brevet lise \
    srednie wyzsze hochschule studium matura среднее высшее начальное ثانوي ابتدايي مهني 大学 中学 \
    専門 대학 some less than incomplete partial terk ";

/// True if an answer has a word that speaks of nothing but education.
pub(super) fn names_schooling(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|token| {
        let sure =
            |part: &Part| matches!(part, Part::Step(Family::Education, step) if *step >= 0.0);
        token.parts.iter().any(sure) && !AMBIGUOUS.contains(&format!(" {} ", token.text))
    })
}

/// The level of education that an answer names: the highest, or less where it was not finished.
///
/// Any words may stand beside it where the header asks for it or the answer speaks of nothing else.
pub(super) fn schooling(tokens: &[Token<'_>], asked: bool) -> Option<f64> {
    let known = tokens.iter().all(|token| !token.parts.is_empty());
    if !asked && !known && !names_schooling(tokens) {
        return None;
    }
    let steps: Vec<f64> = steps(tokens, Family::Education);
    let unfinished = steps.iter().any(|step| *step < 0.0);
    // "Associate" stands beside the college that gives it.
    let associate = steps.iter().copied().find(|step| (*step - ASSOCIATE).abs() < 1e-9);
    let highest = associate.or_else(|| steps.iter().copied().max_by(f64::total_cmp))?;
    let short = if unfinished && associate.is_none() { SHORT_OF } else { 0.0 };
    (highest >= 0.0).then_some(highest - short)
}
