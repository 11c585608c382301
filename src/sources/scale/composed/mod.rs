//! Grades in the words of many languages, by composition: a word of how much, a negation, and what
//! is graded.
//!
//! "Totalmente en desacuerdo", "Zdecydowanie się nie zgadzam" and "完全不同意" are each a degree and
//! a pole. What is graded needs no list where only the degrees differ: "slightly tense", "very
//! tense".

mod degrees;
mod ladders;
mod lexicon;
mod plain;
mod poles;
mod schooling;
mod sided;

use std::collections::BTreeSet;

use degrees::{NOT_AT_ALL, PLAIN};
use ladders::LADDERS;
use lexicon::{Part, Token, tokens};
pub(crate) use plain::plain_words;
use poles::Family;
use schooling::{ASSOCIATE, SHORT_OF};
use sided::Sided;

/// More different answers, or longer ones, are no grades in words.
const MOST_ANSWERS: usize = 60;
const LONGEST_ANSWER: usize = 90;
/// "Very" and "a little" move a step of a ladder, but not past the next one.
const SHIFT: f64 = 0.4;

/// Ranks of the answers of a column, in their order, by each family of grades that some of them
/// speak of.
pub(super) fn rankings(answers: &[&str]) -> Vec<Vec<Option<f64>>> {
    let plain: Vec<String> = answers.iter().map(|answer| plain_words(answer)).collect();
    if answers.len() > MOST_ANSWERS || plain.len() < 2 {
        return Vec::new();
    }
    let cut: Vec<Vec<Token<'_>>> = plain
        .iter()
        .map(|text| if text.len() > 2 * LONGEST_ANSWER { Vec::new() } else { tokens(text) })
        .collect();
    let speaks = |tokens: &&Vec<Token<'_>>| {
        tokens.iter().any(|token| token.parts.iter().any(|part| *part != Part::Filler))
    };
    if cut.iter().filter(speaks).count() * 2 < cut.len() {
        return Vec::new();
    }
    let families: BTreeSet<Family> = cut.iter().flatten().flat_map(families_of).collect();
    let mut rankings = Vec::new();
    for family in &families {
        match LADDERS.iter().find(|ladder| ladder.family == *family) {
            Some(ladder) => {
                let rank = |tokens: &Vec<Token<'_>>| step(tokens, *family, ladder.middle);
                rankings.push(cut.iter().map(rank).collect());
            }
            None if *family == Family::Education => {
                rankings.push(cut.iter().map(|tokens| schooling(tokens)).collect());
            }
            None if *family == Family::Change => {
                rankings.push(cut.iter().map(|tokens| change(tokens)).collect());
            }
            None => rankings.extend(Sided::read(&cut, Some(*family))),
        }
    }
    rankings.extend(Sided::read(&cut, None));
    rankings
}

/// True if words alone, without the other answers of their question, are a grade.
pub(super) fn is_composed(answer: &str) -> bool {
    let plain = plain_words(answer);
    let cut = tokens(&plain);
    let telling = |token: &Token<'_>| !token.parts.is_empty();
    let graded = |token: &Token<'_>| {
        token.parts.iter().any(|part| match part {
            Part::Step(family, _) => *family == Family::Frequency,
            Part::Pole(..) | Part::Fixed(..) => true,
            _ => false,
        })
    };
    plain.len() <= LONGEST_ANSWER && cut.iter().all(telling) && cut.iter().any(graded)
}

/// How many words of an answer deny.
pub(super) fn denials(answer: &str) -> usize {
    let plain = plain_words(answer);
    let denies = |token: &Token<'_>| token.parts.contains(&Part::Not);
    tokens(&plain).iter().filter(|token| denies(token)).count()
}

fn families_of<'a>(token: &'a Token<'_>) -> impl Iterator<Item = Family> + 'a {
    token.parts.iter().filter_map(|part| match part {
        Part::Pole(family, _) | Part::Fixed(family, _) | Part::Step(family, _) => Some(*family),
        _ => None,
    })
}

/// The rank of an answer on a ladder: its step, moved by a word of how much.
fn step(tokens: &[Token<'_>], family: Family, middle: f64) -> Option<f64> {
    let (mut step, mut degree, mut not) = (None, None, false);
    for token in tokens {
        let own = token.parts.iter().find_map(|part| match part {
            Part::Step(of, value) if *of == family => Some(*value),
            _ => None,
        });
        match own {
            Some(value) if step.is_none() => step = Some(value),
            // "Sometimes or often" is a range, not a step.
            Some(_) => return None,
            None => match token.parts.iter().find(|part| !matches!(part, Part::Step(..)))? {
                Part::Degree(strength) => degree = Some(*strength),
                Part::Not => not = true,
                Part::NothingOfIt | Part::Nil if tokens.len() == 1 => return Some(0.0),
                Part::Filler => {}
                _ => return None,
            },
        }
    }
    let step = step?;
    if not {
        // "Not often" is seldom; what "not seldom" is, nobody knows.
        return (step > middle).then_some(middle / 2.0 + 0.1);
    }
    let away = (step - middle).signum() * SHIFT;
    Some(match degree {
        Some(strength) if strength >= 2.0 => step + away * strength / 3.0,
        Some(_) => step - away,
        None => step,
    })
}

/// The level of education that an answer names, among whatever other words: the highest, or less
/// where it was not finished.
fn schooling(tokens: &[Token<'_>]) -> Option<f64> {
    let steps: Vec<f64> = steps(tokens, Family::Education);
    let unfinished = steps.iter().any(|step| *step < 0.0);
    // "Associate" stands beside the college that gives it.
    let associate = steps.iter().copied().find(|step| (*step - ASSOCIATE).abs() < 1e-9);
    let highest = associate.or_else(|| steps.iter().copied().max_by(f64::total_cmp))?;
    let short = if unfinished && associate.is_none() { SHORT_OF } else { 0.0 };
    (highest >= 0.0).then_some(highest - short)
}

/// The direction of a change, where an answer names one, and how great it is.
fn change(tokens: &[Token<'_>]) -> Option<f64> {
    let mut steps = steps(tokens, Family::Change);
    steps.dedup();
    let degree = tokens.iter().flat_map(|token| token.parts).find_map(|part| match part {
        Part::Degree(strength) => Some(*strength),
        _ => None,
    });
    match steps.as_slice() {
        [one] if *one >= 0.0 => Some((one - 1.0) * degree.unwrap_or(PLAIN)),
        // Who stops changes most.
        [_] => Some(-2.0 * NOT_AT_ALL),
        _ => None,
    }
}

fn steps(tokens: &[Token<'_>], family: Family) -> Vec<f64> {
    let of_family = |part: &Part| match part {
        Part::Step(of, value) if *of == family => Some(*value),
        _ => None,
    };
    tokens.iter().flat_map(|token| token.parts).filter_map(of_family).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// True if one of the families puts the answers in this order.
    fn ordered(answers: &[&str]) -> bool {
        rankings(answers).iter().any(|ranks| {
            ranks.iter().all(Option::is_some) && ranks.windows(2).all(|pair| pair[0] < pair[1])
        })
    }

    #[test]
    fn grades_are_composed_in_many_languages() {
        for answers in [
            "Stimme überhaupt nicht zu|Stimme eher nicht zu|Teils/teils|Stimme eher zu|\
             Stimme voll und ganz zu",
            "Trifft gar nicht zu|Trifft eher nicht zu|Trifft eher zu|Trifft voll zu",
            "Pas du tout d’accord|Plutôt pas d'accord|Ni d’accord ni pas d’accord|\
             Plutôt d'accord|Tout à fait d'accord",
            "Muy insatisfecho|Insatisfecho|Neutral|Satisfecho|Muy satisfecho",
            "Discordo totalmente|Discordo|Nem concordo nem discordo|Concordo|Concordo totalmente",
            "Per niente d'accordo|Poco d'accordo|Abbastanza d'accordo|Molto d'accordo",
            "Helemaal mee oneens|Mee oneens|Noch mee eens, noch mee oneens|Mee eens|\
             Helemaal mee eens",
            "Zdecydowanie nie|Raczej nie|Ani tak, ani nie|Raczej tak|\
             Zdecydowanie tak",
            "Mycket missnöjd|Missnöjd|Varken nöjd eller missnöjd|Nöjd|Mycket nöjd",
            "Kesinlikle katılmıyorum|Katılmıyorum|Kararsızım|Katılıyorum|Kesinlikle katılıyorum",
            "Полностью не согласен|Скорее не согласен|Скорее согласен|Полностью согласен",
            "غير راض جدا|غير راض|محايد|راض|راض جدًا",
            "非常不满意|不满意|一般|满意|非常满意",
            "とても不満|やや不満|どちらでもない|やや満足|とても満足",
            "전혀 그렇지 않다|그렇지 않다|보통이다|그렇다|매우 그렇다",
            "Hiç memnun değilim|Memnun değilim|Memnunum|Çok memnunum",
        ] {
            assert!(ordered(&answers.split('|').collect::<Vec<_>>()), "{answers}");
        }
    }

    #[test]
    fn what_is_graded_needs_no_list() {
        assert!(ordered(&["not at all tense", "slightly tense", "fairly tense", "very tense"]));
        assert!(ordered(&["gar nicht neugierig", "etwas neugierig", "sehr neugierig"]));
        assert!(ordered(&["very ineffective", "ineffective", "effective", "very effective"]));
        assert!(!ordered(&["Not employed", "Employed"]));
        assert!(!ordered(&["very red", "slightly blue", "fairly green"]));
    }

    #[test]
    fn ladders_have_steps_in_many_languages() {
        for answers in [
            "Never|Rarely|Sometimes|Often|Very often|Always",
            "Nie|Selten|Manchmal|Oft|Sehr oft|Immer",
            "Jamais|Rarement|Parfois|Souvent|Toujours",
            "Никогда|Редко|Иногда|Часто|Всегда",
            "أبدًا|نادرًا|أحيانًا|غالبًا|دائمًا",
            "从不|很少|有时|经常|总是",
            "전혀 없다|드물게|가끔|자주|항상",
            "Low|Normal|High|Urgent",
            "niedrig|mittel|hoch|sehr hoch",
            "Principiante|Intermedio|Avanzado|Experto",
            "Some high school|High school|Some college|Bachelor's degree|Master's degree|\
             Doctorate (PhD)",
            "Primaria|Secundaria|Universidad|Posgrado",
            "初中|高中|大专|本科|硕士|博士",
        ] {
            assert!(ordered(&answers.split('|').collect::<Vec<_>>()), "{answers}");
        }
        assert!(!ordered(&["Often red", "Never blue"]));
        assert!(!ordered(&["Excel", "Python", "R"]));
        assert!(!ordered(&["Grande Bretagne", "Petite Suisse"]));
    }
}
