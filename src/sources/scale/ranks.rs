//! Ranks of answers that need no list of words: rates and numbered grades.

/// Times a year: `daily`, `twice a week`, `between once a week and once a month`, `I don't use R
/// any more`.
pub(super) fn rate_rank(answer: &str) -> Option<f64> {
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
        // The geometric mean: between once a week and once a month lies on a scale of ratios.
        return Some((rate_rank(first)? * rate_rank(second)?).sqrt());
    }
    for (prefix, factor) in [
        ("more than ", 1.5),
        ("at least ", 1.2),
        ("less than ", 0.6),
        ("about ", 1.0),
        ("or less", 0.6),
    ] {
        if let Some(rest) = answer.strip_prefix(prefix) {
            return rate_rank(rest).map(|times| times * factor);
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

/// Grades that begin with their number: `1 - not at all`, `5 = very`.
pub(super) fn number_rank(answer: &str) -> Option<f64> {
    let end = answer.find(|c: char| !c.is_ascii_digit()).unwrap_or(answer.len());
    let after = answer[end..].trim_start();
    let marked = after.is_empty() || after.starts_with(['-', '=', ':', '.', ')', '(']);
    // Two digits at most: longer numbers are amounts or years, not grades.
    (end > 0 && end <= 2 && marked && !after.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| answer[..end].parse().ok())
        .flatten()
}
