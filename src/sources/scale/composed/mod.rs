//! Grades in the words of many languages, by composition: a word of how much, a negation, and what
//! is graded.
//!
//! "Totalmente en desacuerdo", "Zdecydowanie się nie zgadzam" and "完全不同意" are each a degree and
//! a pole. What is graded needs no list where only the degrees differ: "slightly tense", "very
//! tense".

mod asked;
mod changes;
mod degrees;
mod educated;
mod ladders;
mod lexicon;
mod plain;
mod poles;
mod schooling;
mod sided;

use std::collections::BTreeSet;

pub(super) use asked::Asked;
use changes::changes;
use educated::{names_schooling, schooling};
use ladders::LADDERS;
use lexicon::{Part, Token, tokens};
pub(crate) use plain::plain_words;
use poles::Family;
use sided::Sided;

/// More different answers, or longer ones, are no grades in words.
const MOST_ANSWERS: usize = 60;
const LONGEST_ANSWER: usize = 90;
/// "Very" and "a little" move a step of a ladder, but not past the next one.
const SHIFT: f64 = 0.4;

/// Ranks of the answers of a column, in their order, by each family of grades that some of them
/// speak of, and that their header does not speak against.
pub(super) fn rankings(answers: &[&str], asked: Asked) -> Vec<Vec<Option<f64>>> {
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
                let ranks: Vec<Option<f64>> = cut.iter().map(rank).collect();
                // Two letters stand for anything; "S", "M", "L" are sizes.
                let letters = plain.iter().all(|text| text.len() <= 1);
                rankings.extend((!letters || different(&ranks) >= 3).then_some(ranks));
            }
            None if *family == Family::Education => {
                let rank = |tokens: &Vec<Token<'_>>| schooling(tokens, asked.schooling);
                let ranks: Vec<Option<f64>> = cut.iter().map(rank).collect();
                let named = asked.schooling || cut.iter().any(|tokens| names_schooling(tokens));
                rankings.extend((named && different(&ranks) >= 3).then_some(ranks));
            }
            None if *family == Family::Change => {
                let ranks = changes(&cut);
                rankings.extend(ranks.filter(|ranks| different(ranks) >= 3));
            }
            None => {
                let ranks = Sided::read(&cut, Some(*family));
                // What is not easy to bear is severe: "leicht", "schwer".
                let turned = asked.severity && *family == Family::Ease;
                let turn = |ranks: Vec<Option<f64>>| {
                    ranks.into_iter().map(|rank| rank.map(|rank| if turned { -rank } else { rank }))
                };
                rankings.extend(ranks.map(|ranks| turn(ranks).collect()));
            }
        }
    }
    rankings.extend(Sided::read(&cut, None));
    rankings
}

fn different(ranks: &[Option<f64>]) -> usize {
    let mut known: Vec<f64> = ranks.iter().copied().flatten().collect();
    known.sort_by(f64::total_cmp);
    known.dedup();
    known.len()
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

/// The step of an answer that says how often without a unit of time: from 0, never, to 9, always.
pub(super) fn frequency_step(answer: &str) -> Option<f64> {
    let plain = plain_words(answer);
    let ladder = LADDERS.iter().find(|ladder| ladder.family == Family::Frequency)?;
    (plain.len() <= LONGEST_ANSWER)
        .then(|| step(&tokens(&plain), Family::Frequency, ladder.middle))
        .flatten()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// True if one of the families puts the answers in this order.
    fn ordered(answers: &[&str]) -> bool {
        rankings(answers, Asked::default()).iter().any(|ranks| {
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
            "Not implemented|Not fully implemented|Partly|Fully",
            "Dissatisfied|Not completely satisfied|Satisfied|Completely satisfied",
            "完全不同意|不完全同意|同意|完全同意",
            "Pas du tout d'accord|Pas tout à fait d'accord|D'accord|Tout à fait d'accord",
            "Trifft gar nicht zu|Trifft nicht voll zu|Trifft zu|Trifft voll zu",
            "Helemaal niet mee eens|Niet helemaal mee eens|Mee eens|Helemaal mee eens",
            "No, definitely|No, probably|Yes, probably|Yes, definitely",
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
    fn a_change_is_of_one_thing() {
        for answers in [
            "Fewer calls|No change|More calls",
            "Weniger Gehalt|Gleich viel Gehalt|Mehr Gehalt",
            "Va diminuer|Va rester pareil|Va augmenter",
            "Disminuirá|Seguirá igual|Aumentará",
            "减少|不变|增加",
        ] {
            assert!(ordered(&answers.split('|').collect::<Vec<_>>()), "{answers}");
        }
        for goals in [
            "Stop churn|Reduce costs|Increase revenue",
            "Less email|More calls",
            "Weniger Stress|Mehr Gehalt",
            "Menos ruido|Más espacio|Mejor luz",
            "Moins de bruit|Plus de temps|Mieux dormir",
        ] {
            let mut answers = goals.split('|').collect::<Vec<_>>();
            assert!(!ordered(&answers), "{goals}");
            answers.reverse();
            assert!(!ordered(&answers), "{goals}");
        }
    }

    #[test]
    fn schooling_is_told_by_three_levels_and_a_word_of_its_own() {
        let schools = Asked::of("Highest level of education");
        let asked = |answers: &str, asked| {
            let answers: Vec<&str> = answers.split('|').collect();
            rankings(&answers, asked).iter().any(|ranks| ranks.iter().all(Option::is_some))
        };
        for other in [
            "Primary|Secondary",
            "None|Primary|Secondary",
            "University|Trade show|Promotion",
            "Universität|Messe|Promotion",
            "Principal|Secundaria",
            "S|M",
        ] {
            assert!(!asked(other, Asked::default()), "{other}");
        }
        assert!(asked("None|Primary|Secondary", schools));
        assert!(asked("Kein Abschluss|Hauptschule|Abitur|Studium", Asked::of("Schulabschluss")));
        assert!(asked("S|M|L", Asked::default()));
        let first = |header| rankings(&["leicht", "mittel", "schwer"], Asked::of(header));
        let rises = |ranks: &Vec<Option<f64>>| {
            ranks.iter().all(Option::is_some) && ranks.windows(2).all(|pair| pair[0] < pair[1])
        };
        assert!(first("Schweregrad").iter().any(rises));
        assert!(!first("Wie war die Bedienung?").iter().any(rises));
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
