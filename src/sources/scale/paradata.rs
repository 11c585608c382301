//! Columns that survey tools add to the answers: weights, consent, and how a questionnaire was
//! filled in.

use super::grades::is_denial;
use super::header::header_words;
use super::kind::Scale;

/// True if a header says that its column weighs respondents.
pub(crate) fn names_weight(name: &str) -> bool {
    const WEIGHTS: [&str; 5] = ["weight", "weights", "weighting", "wt", "wgt"];
    // These weigh nothing but respondents.
    const ALONE: [&str; 9] = [
        "gewichtung",
        "gewichtungsfaktor",
        "ponderación",
        "ponderacion",
        "pondération",
        "ponderation",
        "ponderazione",
        "ponderação",
        "wegingsfactor",
    ];
    const WHOSE: [&str; 8] = [
        "survey",
        "sample",
        "sampling",
        "design",
        "final",
        "population",
        "respondent",
        "poststratification",
    ];
    let words = header_words(name);
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [word] => WEIGHTS.contains(word) || ALONE.contains(word),
        [one, two] => {
            (WEIGHTS.contains(two) && WHOSE.contains(one))
                || (WEIGHTS.contains(one) && WHOSE.contains(two))
        }
        _ => false,
    }
}

/// Headers under which survey tools note how a questionnaire was filled in.
const PARADATA: [&str; 55] = [
    "last page",
    "lastpage",
    "start language",
    "startlanguage",
    "user language",
    "seed",
    "total time",
    "interviewtime",
    "duration in seconds",
    "progress",
    "finished",
    "distribution channel",
    "location latitude",
    "location longitude",
    "location accuracy",
    "first click",
    "last click",
    "page submit",
    "click count",
    "recaptcha score",
    "q recaptcha score",
    "fraud score",
    "relevant id fraud score",
    "q relevant id fraud score",
    "relevant id duplicate score",
    "q relevant id duplicate score",
    "ballot box stuffing",
    "q ballot box stuffing",
    "q duplicate respondent",
    "solution revision",
    "solutionrevision",
    "response type",
    "recorded date",
    "started at",
    "submitted at",
    "start date utc",
    "submit date utc",
    "user agent",
    "browser version",
    "screen resolution",
    "collector id",
    "collectorid",
    "date stamp",
    "datestamp",
    "refurl",
    "referrer url",
    "referer",
    "startdate",
    "letzte seite",
    "start sprache",
    "startsprache",
    "zufallsstartwert",
    "gesamtzeit",
    "datum abgeschickt",
    "letzte aktivität",
];

/// What survey tools add to a question in a column of its own, after a dash.
const ADDED: [&str; 10] = [
    "display order",
    "first click",
    "last click",
    "page submit",
    "click count",
    "sentiment",
    "sentiment score",
    "sentiment polarity",
    "topic hierarchy",
    "parent topics",
];
/// What they add that may be asked for as well: "How satisfied are you? - Topics".
const ADDED_OR_ASKED: [&str; 2] = ["topics", "actionability"];

/// True if a header says that its column tells how a questionnaire was filled in, not what was
/// answered. `scale` is that of the column: no program adds grades.
pub(crate) fn names_paradata(name: &str, scale: Scale) -> bool {
    let header = header_words(name).join(" ");
    let timing = header.starts_with("group time") || header.starts_with("question time");
    // "How much do you agree? - Display Order", "Q4 - First Click", "Why? - Sentiment".
    let part = name.rsplit_once(" - ").map(|(_, part)| header_words(part).join(" "));
    let graded = matches!(scale, Scale::Ordinal | Scale::Numeric | Scale::Count);
    let added = part.is_some_and(|part| {
        ADDED.contains(&part.as_str()) || (!graded && ADDED_OR_ASKED.contains(&part.as_str()))
    });
    let equation = name.starts_with('{') && name.ends_with('}');
    let order = matches!(header.rsplit_once(' '), Some((_, "do"))) && name.ends_with("_DO");
    timing || added || equation || order || PARADATA.contains(&header.as_str())
}

/// True if a question asks for consent to take part, or whether the respondent pays attention.
pub(crate) fn names_no_question(name: &str) -> bool {
    const PHRASES: [&str; 12] = [
        " consent to ",
        " informed consent ",
        " agree to take part ",
        " agree to participate ",
        " willing to participate in this ",
        " attention check ",
        " paying attention ",
        " to show that you are reading ",
        " to show you are reading ",
        " number of characters in the word ",
        " select the answer ",
        " please leave this blank ",
    ];
    let words = header_words(&name.to_lowercase());
    let text = format!(" {} ", words.join(" "));
    text.trim() == "consent"
        || denies_robot(&words)
        || PHRASES.iter().any(|phrase| text.contains(phrase))
}

/// True for "that you are not a robot": the word is nearly the same in all languages, and a
/// negation stands shortly before it, or behind it where languages put it there.
fn denies_robot(words: &[String]) -> bool {
    const NEAR: usize = 3;
    const ROBOTS: [&str; 5] = ["robot", "robô", "робот", "روبوت", "ρομπότ"];
    const WHOLE: [&str; 4] = ["不是机器人", "不是機器人", "ロボットではな", "로봇이 아"];
    let robot = words.iter().position(|word| ROBOTS.iter().any(|stem| word.starts_with(stem)));
    let text = words.join(" ");
    let near = |at: usize| words[at.saturating_sub(NEAR)..(at + NEAR).min(words.len())].iter();
    robot.is_some_and(|at| near(at).any(|word| is_denial(word)))
        || WHOLE.iter().any(|phrase| text.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_and_paradata_are_no_answers() {
        assert!(names_weight("weight") && names_weight("WT") && names_weight("survey_weight"));
        assert!(!names_weight("Birth weight") && !names_weight("How much weight did you lose?"));
        for name in [
            "Last page",
            "Group time: The second group",
            "Duration (in seconds)",
            "LocationLatitude",
        ] {
            assert!(names_paradata(name, Scale::Numeric), "{name}");
        }
        for name in [
            "Consent",
            "I agree to take part in this study.",
            "Please enter the number of characters in the word analysis",
        ] {
            assert!(names_no_question(name), "{name}");
        }
        for name in [
            "To show that you are not a robot, type the word",
            "Para asegurarnos de que no es un robot, escriba la palabra",
            "Damit wir wissen, dass Sie kein Roboter sind",
        ] {
            assert!(names_no_question(name), "{name}");
        }
        assert!(!names_no_question("Do you own a robot that mows the lawn?"));
        assert!(!names_no_question("Do you agree with your manager?"));
        for name in ["Time to close", "How was your progress?", "How satisfied are you? - Topics"] {
            assert!(!names_paradata(name, Scale::Ordinal), "{name}");
        }
        for name in ["Why? - Topics", "Warum? - Topics", "Why? - Parent Topics"] {
            assert!(names_paradata(name, Scale::Nominal), "{name}");
        }
    }
}
