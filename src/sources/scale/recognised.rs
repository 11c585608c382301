//! The scale that the answers of a column suggest.

use super::super::column::Column;
use super::code_lists::{are_code_lists, asks_for_several};
use super::codes::MOST_LEVELS;
use super::identity;
use super::kind::Scale;
use super::multiple::OptionList;
use super::number::{self, parse_number};
use super::ordinal;
use super::tally::Tally;

/// With fewer answers the scale of a column is a guess.
pub(crate) const FEW_ANSWERS: usize = 10;

/// True if so few rows answered that the scale is a guess.
pub(super) fn is_guessed(tally: &Tally) -> bool {
    (1..FEW_ANSWERS).contains(&tally.answered)
}

/// The scale that the answers of a column suggest; tried from the narrowest to the widest.
pub(super) fn infer_scale(tally: &Tally, column: &Column) -> Scale {
    if let Some(numbers) = &tally.numbers {
        return number::scale(numbers, tally.answered, &column.name);
    }
    // Before all else, since a single answer may be a number or a date.
    match tally.answers.len() {
        0 => return Scale::Empty,
        1 => return of_one_answer(tally, column),
        _ => {}
    }
    // Before numbers: those of telephones and cards are some as well.
    if identity::shows(&tally.answers, tally.answered, &column.name) {
        return Scale::Identifier;
    }
    // Before numbers: "1,3" is one with a decimal comma as well.
    let question = column.legend.question.as_deref().unwrap_or(&column.name);
    if are_code_lists(tally, question) {
        return Scale::Multiple;
    }
    let numbers: Option<Vec<f64>> =
        tally.answers.iter().map(|(text, _)| parse_number(text)).collect();
    if let Some(numbers) = numbers {
        return number::scale(&numbers, tally.answered, &column.name);
    }
    // Before grades: `2-3-2024` is a range to them as well.
    if number::mostly_dates(&tally.answers) {
        return Scale::Date;
    }
    if let Some(scale) = number::scale_of_amounts(tally, &column.name) {
        return scale;
    }
    // More levels than can be told apart are no scale.
    if ordinal::order(tally).is_some_and(|labels| labels.len() <= MOST_LEVELS) {
        return Scale::Ordinal;
    }
    if let Some(scale) = number::scale_of_few_numbers(tally, &column.name) {
        return scale;
    }
    // After grades, which may also be different in every row of a small survey.
    if identity::identifies(&tally.answers, tally.answered, &column.name) {
        return Scale::Identifier;
    }
    if OptionList::is_multiple_choice(tally, asks_for_several(question)) {
        return Scale::Multiple;
    }
    if repeats(tally) && !is_mostly_said(tally) { Scale::Nominal } else { Scale::OpenText }
}

/// The scale of a column with one answer: where few rows have it, its form tells what others would
/// be.
fn of_one_answer(tally: &Tally, column: &Column) -> Scale {
    if tally.answered >= FEW_ANSWERS {
        return Scale::Constant;
    }
    if identity::shows(&tally.answers, tally.answered, &column.name) {
        return Scale::Identifier;
    }
    if number::mostly_dates(&tally.answers) { Scale::Date } else { Scale::Constant }
}

/// True if answers are words of the respondents' own although a few repeat: of those that are
/// rare, which one row in ten gave, most are sentences, and the frequent ones are short: "no",
/// "nothing".
fn is_mostly_said(tally: &Tally) -> bool {
    const MOST_FREQUENT: usize = 6;
    const SENTENCE: usize = 5;
    const SHORT: usize = 3;
    let words = |text: &str| text.split_whitespace().count();
    let frequent = tally.frequent().count();
    let rare = &tally.answers[frequent..];
    let said = rare.iter().filter(|(text, _)| words(text) >= SENTENCE).count();
    frequent <= MOST_FREQUENT
        && rare.len() >= MOST_FREQUENT
        && rare.len() * 10 >= tally.answered
        && said * 2 >= rare.len()
        && tally.frequent().all(|(text, _)| words(text) <= SHORT)
}

/// True if answers are choices: seven in ten repeat, or some do of the few that a small table has.
fn repeats(tally: &Tally) -> bool {
    const FEW: usize = 30;
    // A frequent answer of more than 30 words is a text that many copied, not a choice.
    let short =
        |most: usize| tally.frequent().all(|(text, _)| text.split_whitespace().count() <= most);
    let covered: usize = tally.frequent().map(|(_, count)| count).sum();
    let choices = tally.frequent().count();
    if is_of_labels(tally, covered) {
        return true;
    }
    if choices >= 2 && covered * 10 >= tally.answered * 7 {
        return short(30);
    }
    let named = tally.answers.iter().all(|(text, _)| text.split_whitespace().count() <= 3);
    tally.answered < FEW && choices >= 1 && named && tally.answers.len() * 3 <= tally.answered * 2
}

/// True if answers are labels of which many are rare, as towns and firms are: short, and a good
/// part of the rows shares them.
fn is_of_labels(tally: &Tally, covered: usize) -> bool {
    const LEAST: usize = 100;
    const SHARED: usize = 10;
    const LONGEST: usize = 4;
    let short =
        |text: &str| text.split_whitespace().count() <= LONGEST && !text.contains(['.', '?', '!']);
    let labels: usize =
        tally.answers.iter().filter(|(text, _)| short(text)).map(|(_, count)| count).sum();
    tally.answered >= LEAST
        && tally.frequent().count() >= SHARED
        && covered * 10 >= tally.answered * 4
        && labels * 100 >= tally.answered * 98
}
