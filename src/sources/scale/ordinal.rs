//! Graded answers: the words people use for how much, how often and how good.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::composed::{self, Asked, plain_words};
use super::durations::{duration, mix_units};
use super::fold::fold;
use super::grades::{FAMILIES, family_rank, is_no_answer, stands_aside};
use super::ranges::{number_among_ranges, number_of_units, range_made_date, range_rank, says_none};
use super::ranks::{number_rank, rate_rank};
use super::rates::{composed_rate, rate_among_words, tells_rate};
use super::tally::Tally;

/// True if an answer is a grade, a rate or a range, or begins with one (`Yes, very rude`): words
/// that mean nothing without their question.
pub(crate) fn is_grade(answer: &str) -> bool {
    let folded = fold(answer);
    let first = folded.split([',', ';']).next().unwrap_or_default();
    [&folded, first, head(&folded)].into_iter().any(|answer| {
        let graded = FAMILIES.iter().any(|family| family_rank(family, answer).is_some());
        graded
            || is_no_answer(answer)
            || rate_rank(answer).is_some()
            || range_rank(answer).is_some()
            || number_rank(answer).is_some()
            || composed::is_composed(answer)
    })
}

/// Scales in words have far fewer levels.
const MOST_LEVELS: usize = 60;

/// Levels from low to high if the answers are grades of one family, or rates, ranges or numbered
/// grades; `None` otherwise.
///
/// Nine in ten answers must be grades; what remains must be a refusal (`don't know`, `I don't know
/// what Shiny is`, `not yet`) or rare: two people, or one in a hundred. Who refuses was asked.
pub(super) fn order(tally: &Tally) -> Option<Vec<String>> {
    tally.order.get_or_init(|| order_of(tally)).clone()
}

fn order_of(tally: &Tally) -> Option<Vec<String>> {
    // More different answers than this are no grades, and need not be tried one by one.
    const MOST_GRADES: usize = 1000;
    let graded: usize = tally.answers.iter().take(MOST_GRADES).map(|(_, count)| count).sum();
    if tally.answers.len() > MOST_GRADES && graded * 10 < tally.answered * 9 {
        return None;
    }
    let graded = GradedAnswers::new(tally);
    // Two grades make a family; a rate, range or number needs three, since any two numbers look
    // ordered.
    let by_family =
        FAMILIES.iter().map(|family| graded.rank(&|answer| family_rank(family, answer), 2));
    let by_rate = graded.rank(&rate_rank, 3);
    // Ends of ranges in months and in years have no order by their numbers.
    let folded = graded.answers.iter().take(MOST_LEVELS).map(|answer| answer.folded.as_str());
    let by_range = if mix_units(folded) { None } else { graded.rank(&range_rank, 3) };
    let by_number = graded.rank(&number_rank, 3);
    by_family
        .chain([by_rate, by_range, by_number])
        .chain(by_words(&graded, tally.asked))
        .flatten()
        .max_by(|a, b| {
            let covered = |ranking: &Ranking| ranking.answered;
            // The first of equals stands: families before rates, rates before ranges.
            covered(a).cmp(&covered(b)).then(std::cmp::Ordering::Greater)
        })
        .map(|ranking| ranking.labels)
}

/// Rankings by the words of many languages, and by what the answers have in common.
fn by_words(graded: &GradedAnswers<'_>, asked: Asked) -> Vec<Option<Ranking>> {
    if graded.answers.len() > MOST_LEVELS {
        return Vec::new();
    }
    let folded: Vec<&str> = graded.answers.iter().map(|answer| answer.folded.as_str()).collect();
    let mut rankings = Vec::new();
    for cut in [whole, before_comma] {
        let answers: Vec<&str> = folded.iter().copied().map(cut).collect();
        for ranks in composed::rankings(&answers, asked) {
            let known = folded.iter().zip(ranks);
            let mut by_answer: BTreeMap<&str, f64> =
                known.filter_map(|(answer, rank)| Some((*answer, rank?))).collect();
            part_ties(&mut by_answer);
            // Words of a scale stand in "weiß nicht" as well, which is no step of one.
            let rank =
                |answer: &str| by_answer.get(answer).copied().filter(|_| !stands_aside(answer));
            rankings.push(graded.rank(&rank, 2));
        }
    }
    let mixed = mix_units(folded.iter().copied());
    let ranges = folded.iter().filter(|answer| range_rank(answer).is_some()).count();
    let among_ranges = |answer: &str| {
        range_rank(answer)
            .or_else(|| number_among_ranges(answer))
            .or_else(|| range_made_date(answer).filter(|_| ranges >= 2))
    };
    // Without a range, none is a step below numbers, but not beside a nought of theirs.
    let none = folded.iter().any(|answer| says_none(answer))
        && !folded.iter().any(|answer| number_among_ranges(answer) == Some(0.0));
    if !mixed && (ranges >= 1 || none) {
        rankings.push(graded.rank(&among_ranges, 3));
    }
    let unit = folded.first().and_then(|answer| number_of_units(answer));
    if let Some((_, unit)) = unit {
        let of_unit = |answer: &str| number_of_units(answer).filter(|(_, own)| *own == unit);
        let rank = |answer: &str| of_unit(answer).map(|(number, _)| number);
        rankings.push(graded.rank(&rank, 3));
    }
    // A word that denies is no rate in "weiß nicht" or "no sé".
    let rate = |answer: &str| composed_rate(answer).filter(|_| !is_no_answer(answer));
    rankings.push(graded.rank(&rate, 3));
    // Words alone make no rates: two of the answers must name one.
    if folded.iter().filter(|answer| tells_rate(&plain_words(answer))).count() >= 2 {
        let rate = |answer: &str| rate_among_words(answer).filter(|_| !is_no_answer(answer));
        rankings.push(graded.rank(&rate, 3));
    }
    let length = |answer: &str| duration(answer).map(|known| known.days);
    rankings.push(graded.rank(&length, 3));
    rankings
}

fn whole(answer: &str) -> &str {
    answer
}

/// The grade before what is said about it: "never" of "never, but open to it".
fn before_comma(answer: &str) -> &str {
    let end = answer.find([',', ';', ':']).unwrap_or(answer.len());
    head(&answer[..end])
}

/// Two answers that begin with one grade: that which denies more stands below.
fn part_ties(ranks: &mut BTreeMap<&str, f64>) {
    let denials = |answer: &str| composed::denials(answer);
    let tied: Vec<(&str, f64)> = ranks.iter().map(|(answer, rank)| (*answer, *rank)).collect();
    for (at, (answer, rank)) in tied.iter().enumerate() {
        let more = |(place, (other, same)): (usize, &(&str, f64))| {
            place != at && (same - rank).abs() < 1e-9 && denials(answer) > denials(other)
        };
        if tied.iter().enumerate().any(more) {
            ranks.insert(answer, rank - 0.05);
        }
    }
}

/// The answers of ordered ranges that a spreadsheet made dates of.
pub(super) fn ranges_made_dates(tally: &Tally) -> Vec<&(String, usize)> {
    let folded = |(text, _): &&(String, usize)| fold(text);
    let is_range = |answer: &&(String, usize)| {
        let answer = folded(answer);
        range_rank(&answer).is_some() && range_made_date(&answer).is_none()
    };
    if tally.answers.iter().filter(is_range).count() < 2 {
        return Vec::new();
    }
    tally.answers.iter().filter(|answer| range_made_date(&folded(answer)).is_some()).collect()
}

struct Ranking {
    labels: Vec<String>,
    answered: usize,
}

/// The answers to a question in the form in which their words are looked up, which is made once for
/// all the rankings that are tried.
struct GradedAnswers<'a> {
    answers: Vec<GradedAnswer<'a>>,
    answered: usize,
}

struct GradedAnswer<'a> {
    text: &'a str,
    count: usize,
    folded: String,
    /// Whether it has no place on a scale.
    aside: OnceCell<bool>,
}

impl<'a> GradedAnswers<'a> {
    fn new(tally: &'a Tally) -> Self {
        let of = |(text, count): &'a (String, usize)| GradedAnswer {
            text,
            count: *count,
            folded: fold(text),
            aside: OnceCell::new(),
        };
        Self { answers: tally.answers.iter().map(of).collect(), answered: tally.answered }
    }

    /// Sorts the answers by rank; `None` if too few have one or too few ranks differ.
    fn rank(&self, rank: &dyn Fn(&str) -> Option<f64>, least_levels: usize) -> Option<Ranking> {
        let mut levels: Vec<(f64, &str)> = Vec::new();
        let (mut answered, mut refused) = (0, 0);
        // Two people, or one in a hundred: what more people say is an answer.
        let rare = 2.max(self.answered / 100);
        let is_tie = |one: f64, other: f64| (one - other).abs() < 1e-9;
        for GradedAnswer { text, count, folded, aside } in &self.answers {
            // Answers often explain their grade: "Often -- every week".
            let of_part = || rank(head(folded)).or_else(|| rank(explanation(folded)));
            match rank(folded).or_else(of_part) {
                // A rare answer of the same rank, such as a degree of another country, has no
                // place of its own: the frequent one, which comes first, has it.
                Some(rank)
                    if *count <= rare && levels.iter().any(|(known, _)| is_tie(*known, rank)) => {}
                Some(rank) => {
                    answered += count;
                    levels.push((rank, text));
                }
                None if *aside.get_or_init(|| stands_aside(folded)) => refused += count,
                None if *count > rare => return None,
                None => {}
            }
        }
        levels.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Two answers of one rank have no order between them, so this is not their family.
        let different = levels.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let enough = answered > 0 && answered * 10 >= (self.answered - refused) * 9;
        (different && enough && levels.len() >= least_levels).then(|| Ranking {
            labels: levels.into_iter().map(|(_, text)| text.to_owned()).collect(),
            answered,
        })
    }
}

/// The grade before its explanation: `weekly` of `weekly -- between once a day and once a week`.
fn head(answer: &str) -> &str {
    let end = [" -- ", " - ", ": ", " ("]
        .iter()
        .filter_map(|mark| answer.find(mark))
        .min()
        .unwrap_or(answer.len());
    answer[..end].trim_end_matches(['.', ',', '!'])
}

/// The explanation after the grade: `less than once a month` of `occasionally -- less than once a
/// month`.
fn explanation(answer: &str) -> &str {
    answer.split_once(" -- ").map_or("", |(_, explanation)| explanation)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(answers: &[&str]) -> Option<Vec<String>> {
        let answers: Vec<(String, usize)> =
            answers.iter().map(|answer| ((*answer).to_owned(), 10)).collect();
        let answered = answers.len() * 10;
        order(&Tally { answers, answered, ..Tally::default() })
    }

    #[test]
    fn grades_in_the_words_of_real_surveys() {
        for grades in [
            &[
                "Strongly disagree",
                "Disagree",
                "Neither agree nor disagree",
                "Agree",
                "Strongly agree",
            ][..],
            &["None", "Beginner", "Intermediate", "Expert"],
            &["Never", "Rarely", "Occasionally", "Usually"],
            &["Days", "Weeks", "Months", "Years"],
            &[
                "I plan to stop using it",
                "I expect it to decrease",
                "I expect it to stay the same",
                "I expect it to increase",
            ],
            &[
                "I don't use R any more",
                "Less than once a month",
                "Between once a week and once a month",
                "Between once a day and once a week",
                "More than once a day",
            ],
            &[
                "I don't use Python",
                "Occasionally -- less than once a month",
                "Monthly -- between once a week and once a month",
                "Weekly -- Between once a day and once a week",
                "Daily -- Once or more per day",
            ],
            &["Under 18", "18-29", "30-44", "45-60", "> 60"],
            &["$0 - $24,999", "$25,000 - $49,999", "$150,000+"],
            &["1 - not at all", "2", "3", "4", "5 - very much"],
            &["No", "Yes"],
            &[
                "Very unimportant",
                "Somewhat unimportant",
                "Neither important nor unimportant (neutral)",
                "Somewhat important",
                "Very important",
            ],
            &["Not important", "Somewhat important", "Very important"],
            &[
                "Very unfavorably",
                "Somewhat unfavorably",
                "Neither favorably nor unfavorably (neutral)",
                "Somewhat favorably",
                "Very favorably",
            ],
            &["Not at all", "Not much", "Some", "A lot"],
            &["Month-to-month", "One year", "Two year"],
            &["Less than 6 months", "6 months to 1 year", "1-2 years", "More than 2 years"],
            &["Unter 6 Monate", "6-11 Monate", "1-2 Jahre", "Mehr als 2 Jahre"],
            &["Moins d'un mois", "1 à 6 mois", "1 à 2 ans", "3 à 5 ans"],
            &["Menos de 1 año", "1 - 3 años", "Más de 3 años"],
        ] {
            let mut shuffled = grades.to_vec();
            shuffled.reverse();
            assert_eq!(
                ordered(&shuffled).as_deref(),
                Some(grades.iter().map(|g| (*g).to_owned()).collect::<Vec<_>>().as_slice())
            );
        }
    }

    #[test]
    fn refusals_are_no_grades_and_other_answers_make_no_scale() {
        let never = ["Never", "Sometimes", "Often"];
        let with = |last| ordered(&[never[0], never[1], never[2], last]);
        for refusal in
            ["Don't know", "Not sure (yet)", "Not applicable to me", "I don't know / no opinion"]
        {
            assert_eq!(with(refusal).unwrap(), never, "{refusal}");
        }
        assert_eq!(with("I don't know what Shiny is.").unwrap(), never);
        assert_eq!(with("I only know Excel"), None);
    }

    #[test]
    fn choices_are_no_grades() {
        assert_eq!(ordered(&["Reduce costs", "Stop churn", "Increase revenue"]), None);
        assert_eq!(ordered(&["To stop waste", "To decrease cost", "To increase sales"]), None);
        assert_eq!(ordered(&["Excel", "Python", "R"]), None);
        assert_eq!(ordered(&["Germany", "France"]), None);
        assert_eq!(ordered(&["room 1 of 7", "room 2 of 9", "room 3 of 12"]), None);
        assert_eq!(ordered(&["Fill gaps", "Fewer calls", "Never again"]), None);
    }
}
