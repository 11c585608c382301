//! Questions and answers without what explains them, for names, which have no room for it.

use super::subject::verbs_of_use;
use super::text::{after, around, bare, words};
use super::types::is_german;
use crate::manifest::Language;

/// Words with which examples begin.
const EXAMPLES: &[&str] = &[
    " such as ",
    ", for example",
    ", e.g.",
    " e.g. ",
    " wie zum Beispiel ",
    " wie z. B. ",
    " wie z.B. ",
    " zum Beispiel ",
    " z. B. ",
    " z.B. ",
];

/// An answer without examples and without what stands in brackets at its end.
pub(crate) fn short_answer(answer: &str) -> &str {
    let plain = around(answer, EXAMPLES).map_or(answer, |(plain, _)| plain);
    let plain = match plain.rsplit_once('(') {
        Some((before, inside)) if inside.trim_end().ends_with(')') => before,
        _ => plain,
    };
    let plain = plain.trim().trim_end_matches([',', ';']);
    if plain.is_empty() { answer } else { plain }
}

/// A question without the clause that only says that a thing is used, `when you use maps`, and
/// with a thing that is named twice, `new rooms or rooms that are closed`, named once. Any other
/// clause restricts what the question asks, and stays.
pub(crate) fn short_question(language: Language, question: &str) -> String {
    let (when, times): (&[&str], &[&str]) = match is_german(language) {
        true => (&["wenn sie ", "sobald sie "], &[", wenn Sie ", ", sobald Sie "]),
        false => (&["when you ", "while you "], &[" when you ", " while you "]),
    };
    let mut text = question.trim();
    if after(text, when).is_some()
        && let Some((clause, asked)) = text.split_once(", ")
        && is_of_use(language, clause)
    {
        text = asked;
    }
    let end = text.find('?').unwrap_or(text.len());
    let (asked, rest) = text.split_at(end);
    let plain = around(asked, times)
        .filter(|(before, clause)| words(before).len() > 3 && is_of_use(language, clause));
    let asked = plain.map_or(asked, |(before, _)| before);
    let mut asked = named_once(asked);
    let mut first = asked.chars();
    if let Some(small) = first.next().filter(|first| first.is_lowercase()) {
        asked = small.to_uppercase().chain(first).collect();
    }
    format!("{asked}{rest}")
}

/// Whether a clause says that something is used and nothing else: it is short.
fn is_of_use(language: Language, clause: &str) -> bool {
    const LONGEST: usize = 5;
    let tokens = words(clause);
    let uses = |token: &&str| verbs_of_use(language).contains(&bare(token).as_str());
    tokens.len() <= LONGEST && tokens.iter().any(uses)
}

/// `new rooms or rooms that are closed` as `rooms`: of both kinds it is true.
fn named_once(text: &str) -> String {
    let tokens = words(text);
    let twice = tokens.windows(4).position(|four| {
        let [noun, or, again, that] = [four[0], four[1], four[2], four[3]].map(bare);
        noun == again && or == "or" && that == "that"
    });
    let Some(at) = twice.filter(|at| *at > 1) else { return text.to_owned() };
    // Directly behind `you` stands the verb; else the word before the noun is a part of it.
    let before = if bare(tokens[at - 2]) == "you" { at } else { at - 1 };
    let ends = tokens[at + 4..].iter().position(|token| token.ends_with(','));
    let behind = ends.map_or(&[][..], |end| &tokens[at + 5 + end..]);
    [&tokens[..before], &tokens[at..=at], behind].concat().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_lose_their_examples() {
        assert_eq!(short_answer("Social media such as blogs, chats or lists"), "Social media");
        assert_eq!(short_answer("Texts (for example, by mail)"), "Texts");
        assert_eq!(short_answer("Werkzeuge wie z. B. Hammer"), "Werkzeuge");
        assert_eq!(short_answer("(none)"), "(none)");
    }

    #[test]
    fn questions_lose_the_time_and_name_a_thing_once() {
        let short = |text: &str| short_question(Language::default(), text);
        assert_eq!(short("When you use maps, where do you go?"), "Where do you go?");
        assert_eq!(short("Do you ever print them when you use maps?"), "Do you ever print them?");
        for restricted in ["When you are lost, where do you go?", "Do you sing when you drive?"] {
            assert_eq!(short(restricted), restricted);
        }
        assert_eq!(
            short("How do you find new rooms or rooms that are closed to you?"),
            "How do you find rooms?"
        );
        assert_eq!(short("When do you travel, and why?"), "When do you travel, and why?");
    }
}
