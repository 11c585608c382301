//! Graded answers: the words people use for how much, how often and how good.

use super::{Tally, fold};

/// Families of grades from low to high; words on one line mean the same grade.
const FAMILIES: &[&[&[&str]]] = &[
    &[
        &["strongly disagree", "disagree strongly", "completely disagree", "totally disagree"],
        &["disagree", "tend to disagree", "mostly disagree"],
        &["somewhat disagree", "slightly disagree", "rather disagree", "disagree somewhat"],
        &[
            "neutral",
            "neither",
            "neither agree nor disagree",
            "undecided",
            "neither agree or disagree",
        ],
        &["somewhat agree", "slightly agree", "rather agree", "agree somewhat"],
        &["agree", "tend to agree", "mostly agree"],
        &["strongly agree", "agree strongly", "completely agree", "totally agree"],
    ],
    &[
        &["very dissatisfied", "extremely dissatisfied", "very unsatisfied"],
        &["dissatisfied", "unsatisfied"],
        &["somewhat dissatisfied", "slightly dissatisfied"],
        &["neutral", "neither satisfied nor dissatisfied", "neither"],
        &["somewhat satisfied", "slightly satisfied"],
        &["satisfied"],
        &["very satisfied"],
        &["extremely satisfied"],
    ],
    &[
        &["very unfavorably", "very unfavourably"],
        &["unfavorably", "unfavourably"],
        &["somewhat unfavorably", "somewhat unfavourably"],
        &[
            "neutral",
            "neither",
            "neither favorably nor unfavorably",
            "neither favourably nor unfavourably",
        ],
        &["somewhat favorably", "somewhat favourably"],
        &["favorably", "favourably"],
        &["very favorably", "very favourably"],
    ],
    &[
        &["very unfavorable", "very unfavourable"],
        &["unfavorable", "unfavourable"],
        &["somewhat unfavorable", "somewhat unfavourable"],
        &[
            "neutral",
            "neither",
            "neither favorable nor unfavorable",
            "neither favourable nor unfavourable",
        ],
        &["somewhat favorable", "somewhat favourable"],
        &["favorable", "favourable"],
        &["very favorable", "very favourable"],
    ],
    &[
        &["very unlikely", "extremely unlikely"],
        &["unlikely"],
        &["somewhat unlikely"],
        &["neutral", "neither likely nor unlikely", "neither"],
        &["somewhat likely"],
        &["likely"],
        &["very likely", "extremely likely"],
    ],
    &[
        &["not at all important", "not important at all"],
        &["not important", "unimportant", "not very important", "not too important"],
        &["slightly important", "a little important"],
        &["somewhat important", "moderately important"],
        &["important", "quite important"],
        &["very important"],
        &["extremely important", "essential", "critical"],
    ],
    &[
        &["very unimportant", "extremely unimportant"],
        &["unimportant"],
        &["somewhat unimportant"],
        &["neutral", "neither important nor unimportant", "neither"],
        &["somewhat important"],
        &["important"],
        &["very important"],
        &["extremely important"],
    ],
    &[
        &["very poor", "terrible"],
        &["poor", "bad"],
        &["fair", "average", "ok"],
        &["good"],
        &["very good"],
        &["excellent"],
    ],
    &[
        &["very difficult"],
        &["difficult", "somewhat difficult"],
        &["neutral", "neither", "neither easy nor difficult", "neither difficult nor easy"],
        &["easy", "somewhat easy"],
        &["very easy"],
    ],
    &[
        &["never", "not used", "i don't use it", "not at all"],
        &["almost never", "very rarely"],
        &["rarely", "seldom", "hardly ever"],
        &["occasionally", "once in a while", "now and then"],
        &["sometimes"],
        &["often", "frequently", "regularly"],
        &["very often", "usually", "mostly", "most of the time"],
        &["almost always"],
        &["always", "constantly", "all the time", "every time"],
    ],
    &[
        &["none", "no experience"],
        &["novice", "beginner", "basic"],
        &["advanced beginner", "elementary"],
        &["intermediate", "competent"],
        &["advanced", "proficient"],
        &["expert"],
    ],
    &[
        &["not at all", "nothing at all"],
        &["very little"],
        &["a little", "only a little", "not much", "slightly", "a bit"],
        &["somewhat", "some"],
        &["moderately"],
        &["quite a bit", "a lot", "very", "very much"],
        &["extremely", "a great deal", "completely"],
    ],
    &[&["very low"], &["low"], &["medium", "moderate"], &["high"], &["very high"]],
    &[&["minutes"], &["hours"], &["days"], &["weeks"], &["months"], &["years"]],
    &[&["no", "false"], &["partly", "maybe"], &["yes", "true"]],
];

/// Whether an answer is a grade, a rate or a range, or begins with one (`Yes, very rude`): words
/// that mean nothing without their question.
pub(crate) fn is_grade(answer: &str) -> bool {
    let folded = fold(answer);
    let first = folded.split([',', ';']).next().unwrap_or_default();
    [&folded, first, head(&folded)].into_iter().any(|answer| {
        let graded = FAMILIES.iter().any(|family| family_rank(family, answer).is_some());
        graded
            || is_no_answer(answer)
            || rate(answer).is_some()
            || range(answer).is_some()
            || numbered(answer).is_some()
    })
}

/// Levels from low to high if the answers are grades of one family, or rates, ranges or numbered
/// grades; `None` otherwise.
///
/// Nine in ten answers must be grades; what remains must be a refusal (`don't know`) or rare: two
/// people, or one in a hundred. An answer that more people gave (`I don't know what Shiny is`)
/// would be lost on a scale.
pub(super) fn order(tally: &Tally) -> Option<Vec<String>> {
    // More different answers than this are no grades, and need not be tried one by one.
    const MOST_GRADES: usize = 1000;
    let graded: usize = tally.answers.iter().take(MOST_GRADES).map(|(_, count)| count).sum();
    if tally.answers.len() > MOST_GRADES && graded * 10 < tally.answered * 9 {
        return None;
    }
    let by_family =
        FAMILIES.iter().map(|family| ranked(tally, &|answer| family_rank(family, answer), 2));
    let by_change = ranked(tally, &change, 3);
    let by_rate = ranked(tally, &rate, 3);
    let by_range = ranked(tally, &range, 3);
    let by_number = ranked(tally, &numbered, 3);
    by_family
        .chain([by_change, by_rate, by_range, by_number])
        .flatten()
        .max_by(|a, b| {
            let covered = |ranking: &Ranking| ranking.answered;
            // The first of equals stands: families before rates, rates before ranges.
            covered(a).cmp(&covered(b)).then(std::cmp::Ordering::Greater)
        })
        .map(|ranking| ranking.labels)
}

struct Ranking {
    labels: Vec<String>,
    answered: usize,
}

/// Sorts the answers by rank; `None` if too few have one or too few ranks differ.
fn ranked(
    tally: &Tally,
    rank: &dyn Fn(&str) -> Option<f64>,
    least_levels: usize,
) -> Option<Ranking> {
    let mut levels: Vec<(f64, &str)> = Vec::new();
    let (mut answered, mut refused, mut lost) = (0, 0, false);
    for (text, count) in &tally.answers {
        let folded = fold(text);
        match rank(&folded).or_else(|| rank(head(&folded))).or_else(|| rank(explanation(&folded))) {
            Some(rank) => {
                answered += count;
                levels.push((rank, text));
            }
            None if is_no_answer(&folded) => refused += count,
            None => lost |= *count > 2.max(tally.answered / 100),
        }
    }
    levels.sort_by(|a, b| a.0.total_cmp(&b.0));
    let different = levels.windows(2).all(|pair| pair[0].0 < pair[1].0);
    let enough = answered > 0 && answered * 10 >= (tally.answered - refused) * 9;
    (different && enough && !lost && levels.len() >= least_levels).then(|| Ranking {
        labels: levels.into_iter().map(|(_, text)| text.to_owned()).collect(),
        answered,
    })
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

/// What follows the grade: `less than once a month` of `occasionally -- less than once a month`.
fn explanation(answer: &str) -> &str {
    answer.split_once(" -- ").map_or("", |(_, explanation)| explanation)
}

#[allow(clippy::cast_precision_loss, reason = "a family has a handful of grades")]
fn family_rank(family: &[&[&str]], answer: &str) -> Option<f64> {
    let answer = answer.trim_end_matches(['.', '!']);
    family.iter().position(|grade| grade.contains(&answer)).map(|rank| rank as f64)
}

/// `I expect it to decrease` < `stay the same` < `increase`.
fn change(answer: &str) -> Option<f64> {
    let has = |words: &[&str]| words.iter().any(|word| answer.contains(word));
    if has(&["to stop", "stop using"]) {
        Some(-1.0)
    } else if has(&["decrease", "get worse", "go down"]) {
        Some(0.0)
    } else if has(&["stay the same", "no change", "remain the same"]) {
        Some(1.0)
    } else {
        has(&["increase", "get better", "go up"]).then_some(2.0)
    }
}

/// Times a year: `daily`, `twice a week`, `between once a week and once a month`, `I don't use R
/// any more`.
fn rate(answer: &str) -> Option<f64> {
    if answer == "never"
        || answer.starts_with("i don't use")
        || answer.starts_with("i do not use")
        || answer.starts_with("never ")
    {
        return Some(0.0);
    }
    let low_to_high =
        [("year", 1.0), ("month", 12.0), ("week", 52.0), ("day", 365.0), ("hour", 8760.0)];
    let adverbs = [
        ("yearly", 1.0),
        ("annually", 1.0),
        ("monthly", 12.0),
        ("weekly", 52.0),
        ("daily", 365.0),
        ("hourly", 8760.0),
    ];
    if let Some((_, times)) = adverbs.iter().find(|(word, _)| answer == *word) {
        return Some(*times);
    }
    if let Some((first, second)) =
        answer.strip_prefix("between ").and_then(|rest| rest.split_once(" and "))
    {
        return Some((rate(first)? * rate(second)?).sqrt());
    }
    for (prefix, factor) in [
        ("more than ", 1.5),
        ("at least ", 1.2),
        ("less than ", 0.6),
        ("about ", 1.0),
        ("or less", 0.6),
    ] {
        if let Some(rest) = answer.strip_prefix(prefix) {
            return rate(rest).map(|times| times * factor);
        }
    }
    let (count, unit) = answer
        .split_once(" a ")
        .or_else(|| answer.split_once(" per "))
        .or_else(|| every(answer))?;
    let unit = unit.trim_end_matches("s").trim_end_matches(" or more");
    let per_year = low_to_high.iter().find(|(name, _)| unit == *name)?.1;
    let times = match count {
        "once" | "every" | "one time" => 1.0,
        "twice" | "two times" => 2.0,
        "a few times" | "few times" | "several times" | "multiple times" => 3.0,
        other => {
            let digits: String = other.chars().take_while(char::is_ascii_digit).collect();
            other.contains("time").then(|| digits.parse::<f64>().ok()).flatten()?
        }
    };
    Some(times * per_year)
}

fn every(answer: &str) -> Option<(&str, &str)> {
    answer.strip_prefix("every ").map(|unit| ("every", unit))
}

/// Ranges of numbers by their lower end: `under 18`, `18-29`, `65+`, `$50,000 - $99,999`.
fn range(answer: &str) -> Option<f64> {
    let (mut numbers, mut joined) = (Vec::new(), true);
    let mut rest = answer;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (between, body) = rest.split_at(start);
        let joins = |word: &str| matches!(word, "to" | "and" | "through") || word.contains('-');
        joined &= numbers.is_empty() || between.split_whitespace().any(joins);
        let end = body
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.')))
            .unwrap_or(body.len());
        numbers
            .push(body[..end].trim_end_matches([',', '.']).replace(',', "").parse::<f64>().ok()?);
        rest = &body[end..];
    }
    let has = |words: &[&str]| words.iter().any(|word| answer.contains(word));
    match numbers.as_slice() {
        [only] if has(&["under", "less", "<", "below", "up to", "fewer"]) => Some(only - 1e6),
        [only] if has(&["over", "more", ">", "+", "above", "older", "or later", "and up"]) => {
            Some(only + 0.5)
        }
        [low, high] if low < high && joined => Some(*low),
        _ => None,
    }
}

/// Grades that begin with their number: `1 - not at all`, `5 = very`.
fn numbered(answer: &str) -> Option<f64> {
    let end = answer.find(|c: char| !c.is_ascii_digit()).unwrap_or(answer.len());
    let after = answer[end..].trim_start();
    let marked = after.is_empty() || after.starts_with(['-', '=', ':', '.', ')', '(']);
    (end > 0 && end <= 2 && marked && !after.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| answer[..end].parse().ok())
        .flatten()
}

/// Whether a folded answer declines to grade: such words alone or with a remark after a mark. `I
/// don't know what Shiny is` grades something else.
pub(in crate::sources) fn is_no_answer(folded: &str) -> bool {
    const REFUSALS: [&str; 11] = [
        "don't know",
        "i don't know",
        "do not know",
        "not sure",
        "unsure",
        "not applicable",
        "no opinion",
        "does not apply",
        "doesn't apply",
        "unfamiliar",
        "unfamiliar with",
    ];
    let remark = |rest: &str| !rest.trim_start().starts_with(char::is_alphanumeric);
    REFUSALS.iter().any(|words| {
        folded.strip_prefix(words).is_some_and(|rest| remark(rest.trim_end_matches("to me")))
    })
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
        assert_eq!(with("I don't know what Shiny is."), None);
    }

    #[test]
    fn choices_are_no_grades() {
        assert_eq!(ordered(&["Excel", "Python", "R"]), None);
        assert_eq!(ordered(&["Germany", "France"]), None);
        assert_eq!(ordered(&["room 1 of 7", "room 2 of 9", "room 3 of 12"]), None);
        assert_eq!(ordered(&["Fill gaps", "Fewer calls", "Never again"]), None);
    }
}
