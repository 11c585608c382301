//! Points on a scale: `How satisfied are you …?`, ranks, and rates of items.

use super::frequency::plain;
use super::grammar::{asked_of, cased, gerund};
use crate::phrases::question::{Points, Question};
use crate::phrases::text::{after, around, bare, joined, listed, words};
use crate::phrases::types::{Answer, PhraseKind, Said};

/// Words for how much, from least to most; the empty word is the plain adjective.
const DEGREES: &[(&str, u8)] = &[
    ("not at all", 0),
    ("not", 1),
    ("not very", 1),
    ("not so", 1),
    ("not too", 1),
    ("not particularly", 1),
    ("not that", 1),
    ("slightly", 2),
    ("a little", 2),
    ("a bit", 2),
    ("somewhat", 3),
    ("fairly", 3),
    ("moderately", 3),
    ("rather", 3),
    ("quite", 4),
    ("mostly", 4),
    ("", 4),
    ("very", 5),
    ("highly", 5),
    ("extremely", 6),
    ("completely", 6),
    ("totally", 6),
];

/// Ladders of levels, from the lowest to the highest.
const LADDERS: &[&[&str]] = &[
    &[
        "none",
        "novice",
        "beginner",
        "elementary",
        "basic",
        "intermediate",
        "advanced",
        "proficient",
        "expert",
    ],
    &["very poor", "poor", "fair", "average", "good", "very good", "excellent"],
    &["very bad", "bad", "okay", "good", "very good", "excellent"],
    &["very low", "low", "medium", "high", "very high"],
];

/// Says a point on a scale.
pub(super) fn say(question: &Question, answer: &Answer<'_>) -> Said {
    let text = ranked(question, answer).or_else(|| {
        let Answer::Levels(levels) = answer else { return None };
        judged(question, levels)
            .or_else(|| how(question, levels))
            .or_else(|| rated(question, levels))
            .or_else(|| in_a_manner(question, levels))
    })?;
    Some((PhraseKind::Rating, text))
}

fn opening(stem: &str) -> &str {
    let starts = [
        "overall, ",
        "in your opinion, ",
        "all in all, ",
        "in general, ",
        "generally, ",
        "all things considered, ",
    ];
    after(stem, &starts).unwrap_or(stem)
}

/// `How satisfied are you with …?`, `How important is …?`
fn how(question: &Question, levels: &[&str]) -> Option<String> {
    let stem = match &question.item {
        Some(item) => &with_thing(&question.stem, item)?,
        None => &question.stem,
    };
    let rest = after(opening(stem), &["how "])?;
    let verbs = [
        " are you ",
        " were you ",
        " is ",
        " are ",
        " was ",
        " were ",
        " has it been ",
        " would it be ",
    ];
    let (adjective, verb, rest) = verbs
        .iter()
        .filter_map(|verb| around(rest, &[verb]).map(|(a, b)| (a, verb.trim(), b)))
        .min_by_key(|(adjective, ..)| adjective.len())?;
    let adjective = adjective.split(" or ").next().unwrap_or(adjective);
    let said = match adjective {
        "old" | "long" | "much" | "many" | "often" | "far" | "big" | "large" => return None,
        _ if adjective.contains(' ') => return None,
        _ => adjective,
    };
    let rest = plain(&asked_of(rest));
    if verb.ends_with("you") {
        let verb = verb.trim_end_matches(" you");
        if let Some(degree) = degrees(said, levels) {
            return Some(format!("{verb} {degree} {rest}"));
        }
        return of_people(said, verb, &rest, question, levels);
    }
    let thing = rest.trim_end_matches(" to them").trim_end_matches(" for them");
    of_things(said, verb, thing, question, levels)
}

/// A question about the following, asked about one of them.
fn with_thing(stem: &str, item: &str) -> Option<String> {
    let marks = [" each of the following", " each of these", " the following", " these"];
    let (before, behind) = around(stem, &marks)?;
    let noun = behind.split(' ').next().unwrap_or("");
    let behind = if noun.ends_with('s') { &behind[noun.len()..] } else { behind };
    Some(joined(&[before, &cased(item), behind]))
}

/// `Is it rude to …?`, with answers of degree or with yes and no.
fn judged(question: &Question, levels: &[&str]) -> Option<String> {
    let rest = asked_of(after(&question.stem, &["is it "])?);
    let (adjective, act) = rest.split_once(" to ")?;
    if adjective.contains(' ') {
        return None;
    }
    let said: Vec<String> = levels
        .iter()
        .map(|level| {
            let low = level.trim().to_lowercase();
            let degree = after(&low, &["yes, ", "no, "]).unwrap_or(&low);
            match degree.strip_prefix("not ").and_then(|rest| rest.strip_suffix(" at all")) {
                Some(word) => format!("not at all {word}"),
                None => degree.to_owned(),
            }
        })
        .collect();
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    Some(match said.as_slice() {
        ["yes"] => format!("find it {adjective} to {act}"),
        ["no"] => format!("do not find it {adjective} to {act}"),
        [one] if *one == format!("not at all {adjective}") => {
            format!("do not find it {adjective} at all to {act}")
        }
        said => format!("find it {} to {act}", degrees(adjective, said)?),
    })
}

fn of_people(
    adjective: &str,
    verb: &str,
    rest: &str,
    question: &Question,
    levels: &[&str],
) -> Option<String> {
    let recommend = rest.starts_with("to recommend ");
    let short = if recommend { around(rest, &[" to a "]).map_or(rest, |(a, _)| a) } else { rest };
    // Who `us` is, is not known here.
    let short = if recommend { short.strip_suffix(" us").unwrap_or(short) } else { short };
    let noun = match adjective {
        "satisfied" => "satisfaction",
        "likely" => "likelihood",
        "confident" => "confidence",
        "familiar" => "familiarity",
        "interested" => "interest",
        "comfortable" => "comfort",
        _ => "",
    };
    let points = points(question, levels, adjective, recommend)?;
    if noun.is_empty() {
        return Some(format!("rate how {adjective} they {verb} {rest} {points}"));
    }
    Some(format!("rate their {noun} {short} {points}"))
}

fn of_things(
    adjective: &str,
    verb: &str,
    thing: &str,
    question: &Question,
    levels: &[&str],
) -> Option<String> {
    let find = if matches!(verb, "was" | "were" | "has it been") { "found" } else { "find" };
    let it = if verb == "has it been" { Some(thing) } else { after(thing, &["it "]) };
    let it = it.map(|what| after(what, &["for them ", "to them "]).unwrap_or(what));
    if let Some(degree) = degrees(adjective, levels) {
        return Some(match it {
            Some(what) => joined(&[find, "it", &degree, what]),
            None => {
                let (thing, when) = match thing.find(" when ") {
                    Some(at) => (&thing[..at], &thing[at..]),
                    None => (thing, ""),
                };
                joined(&[find, &cased(thing), &degree, when])
            }
        });
    }
    let points = points(question, levels, adjective, false)?;
    let noun = match adjective {
        "difficult" | "hard" => "difficulty",
        "easy" => "ease",
        _ => "",
    };
    if let Some(act) = it.and_then(|what| after(what, &["to "])).and_then(gerund)
        && !noun.is_empty()
    {
        return Some(format!("rate the {noun} of {act} {points}"));
    }
    Some(match it {
        Some(what) => format!("rate how {adjective} it {verb} {what} {points}"),
        None => format!("rate how {adjective} {} {verb} {points}", cased(thing)),
    })
}

/// Degrees of an adjective: `somewhat or very important`, `at least somewhat important`.
fn degrees(adjective: &str, levels: &[&str]) -> Option<String> {
    let mut read: Vec<(u8, String)> = Vec::with_capacity(levels.len());
    let mut noun = None;
    for level in levels {
        let low = level.trim().to_lowercase();
        let (degree, word) = match DEGREES.iter().find(|(d, _)| !d.is_empty() && *d == low) {
            Some((degree, _)) => (*degree, adjective.to_owned()),
            None => {
                let (degree, word) = low.rsplit_once(' ').unwrap_or(("", &low));
                (degree, word.to_owned())
            }
        };
        let rank = DEGREES.iter().find(|(known, _)| *known == degree)?.1;
        if !word.ends_with(adjective) && !opposite(adjective, &word) {
            return None;
        }
        if noun.get_or_insert_with(|| word.clone()) != &word {
            return None;
        }
        read.push((rank, degree.to_owned()));
    }
    read.sort();
    let noun = noun?;
    let texts: Vec<&str> = read.iter().map(|(_, degree)| degree.as_str()).collect();
    let (first, last) = (read.first()?, read.last()?);
    Some(match texts.as_slice() {
        [one] => joined(&[one, &noun]),
        [a, ""] => format!("{a} {noun} or {noun}"),
        ["", b] => format!("{noun} or {b} {noun}"),
        [a, _] if last.0 >= 5 => joined(&["at least", a, &noun]),
        [a, b] => format!("{a} or {b} {noun}"),
        _ if last.0 >= 5 => joined(&["at least", &first.1, &noun]),
        _ if first.0 == 0 => joined(&["at most", &last.1, &noun]),
        _ => format!("{} {noun}", listed(&texts, "or")),
    })
}

fn opposite(adjective: &str, word: &str) -> bool {
    matches!(
        (adjective, word),
        ("satisfied", "dissatisfied") | ("easy", "difficult" | "hard") | ("difficult", "easy")
    )
}

/// Points of a scale in words: `4 or 5 of 5`, `3 or more of 5`.
fn points(question: &Question, levels: &[&str], quality: &str, recommend: bool) -> Option<String> {
    if question.anchors.as_ref().is_some_and(|anchors| anchors.falls(quality)) {
        return None;
    }
    let points = Points::read(levels, question.anchors.as_ref())?;
    let ends = points.scale.or((recommend && points.high <= 10).then_some((0, 10)));
    Some(point_words(points, ends))
}

/// Where the ends are not told, several levels up to 5, 7 or 10 are taken for the top of the scale:
/// levels are merged from an end.
fn point_words(points: Points, ends: Option<(i64, i64)>) -> String {
    let Points { low, high, .. } = points;
    let guess = (matches!(high, 5 | 7 | 10) && 1 < low && low < high).then_some((1, high));
    let Some((least, most)) = ends.or(guess) else {
        return match high - low {
            0 => low.to_string(),
            1 => format!("{low} or {high}"),
            _ => format!("{low} to {high}"),
        };
    };
    match high - low {
        0 => format!("{low} of {most}"),
        1 => format!("{low} or {high} of {most}"),
        _ if high == most => format!("{low} or more of {most}"),
        _ if low == least => format!("{high} or less of {most}"),
        _ => format!("{low} to {high} of {most}"),
    }
}

/// `Please rate the booking page - Ease of use`, `How would you rate …?`
fn rated(question: &Question, levels: &[&str]) -> Option<String> {
    let starts = [
        "please rate ",
        "rate ",
        "how would you rate ",
        "how do you rate ",
        "overall, how would you rate ",
    ];
    let what = asked_of(after(&question.stem, &starts)?);
    let what = match &question.item {
        Some(item) if what.contains("following") => cased(item),
        Some(item) => format!("the {} of {what}", cased(item)),
        None => what,
    };
    if let Some(points) = points(question, levels, "good", false) {
        return Some(format!("rate {what} {points}"));
    }
    Some(format!("rate {what} as {}", rung(levels)?))
}

/// Levels of a ladder that adjoin.
fn rung(levels: &[&str]) -> Option<String> {
    let low: Vec<String> = levels.iter().map(|level| level.trim().to_lowercase()).collect();
    let ladder = LADDERS.iter().find(|ladder| low.iter().all(|l| ladder.contains(&l.as_str())))?;
    let mut rungs: Vec<usize> =
        low.iter().filter_map(|l| ladder.iter().position(|rung| rung == l)).collect();
    rungs.sort_unstable();
    let (first, last) = (*rungs.first()?, *rungs.last()?);
    let names: Vec<&str> = rungs.iter().map(|at| ladder[*at]).collect();
    Some(match names.len() {
        1 => names[0].to_owned(),
        2 if first > 1 || last + 1 == ladder.len() => listed(&names, "or"),
        _ if first == 0 => format!("{} at most", ladder[last]),
        2 => listed(&names, "or"),
        _ if last + 1 == ladder.len() => format!("at least {}", ladder[first]),
        _ => listed(&names, "or"),
    })
}

/// `whether you view the following characters favorably …` with answers in `-ly`
fn in_a_manner(question: &Question, levels: &[&str]) -> Option<String> {
    let item = question.item.as_deref()?;
    let (before, _) = around(&question.stem, &[" the following ", " these ", " each of "])?;
    let tokens = words(before);
    let [.., you, verb] = tokens.as_slice() else { return None };
    let manner = words(levels.first()?).last().map(|word| bare(word))?;
    if bare(you) != "you" || !manner.ends_with("ly") {
        return None;
    }
    Some(format!("{verb} {} {}", item.trim(), degrees(&manner, levels)?))
}

/// `Rank these by importance: [Support]`
fn ranked(question: &Question, answer: &Answer<'_>) -> Option<String> {
    after(&question.stem, &["rank ", "please rank ", "order ", "please order "])?;
    let item = cased(question.item.as_deref()?);
    let (place, lower) = match answer {
        Answer::AtMost(rank) => (rank.trim().parse().ok()?, false),
        Answer::Above(rank) => (rank.trim().parse().ok()?, true),
        Answer::Levels(levels) => {
            let points = Points::read(levels, None)?;
            if points.low != 1 {
                return None;
            }
            (points.high, false)
        }
        _ => return None,
    };
    const PLACES: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];
    let place: usize = usize::try_from(place).ok().filter(|place| *place > 0)?;
    Some(match (lower, place) {
        (false, 1) => format!("rank {item} first"),
        (false, 2) => format!("rank {item} first or second"),
        (false, 3) => format!("rank {item} first, second or third"),
        (false, _) => format!("rank {item} among the first {place}"),
        (true, _) => format!("rank {item} {} or lower", PLACES.get(place)?),
    })
}
