//! The one thing that a study's questions are about, after which its users are called.

use std::collections::{BTreeMap, BTreeSet};

use super::text::{bare, is_capital, words};
use super::types::{Answer, Described, is_german};
use crate::manifest::{Facet, Language};

/// Fewest questions that name the thing, and their least part of all, one in so many.
const FEWEST: usize = 4;
const ONE_IN: usize = 3;

/// The thing that at least a third of the questions name, and one asks of its use: `R`. `None`
/// where an answer is that it is not used: they are not all users of it.
pub(crate) fn used_thing(
    language: Language,
    questions: &BTreeMap<&str, BTreeSet<&str>>,
) -> Option<String> {
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    let asked: BTreeSet<String> =
        questions.keys().flat_map(|question| things_used(language, question)).collect();
    for question in questions.keys() {
        let tokens = words(question);
        for thing in asked.iter().filter(|thing| names(&tokens, thing)) {
            *named.entry(thing.clone()).or_default() += 1;
        }
    }
    let (thing, times) = named.into_iter().max_by_key(|(_, times)| *times)?;
    let is_subject = times >= FEWEST && times * ONE_IN >= questions.len();
    let mut used = questions
        .iter()
        .filter(|(question, _)| things_used(language, question).contains(&thing))
        .flat_map(|(question, answers)| answers.iter().map(move |answer| (*question, *answer)));
    let unused = used.any(|(question, answer)| is_denied(language, question, answer, &thing));
    (is_subject && !unused).then_some(thing)
}

/// Verbs that say that something is used.
pub(super) fn verbs_of_use(language: Language) -> &'static [&'static str] {
    match is_german(language) {
        true => &["nutzen", "benutzen", "verwenden"],
        false => &["use", "using"],
    }
}

/// Names that stand behind a verb of use.
fn things_used(language: Language, question: &str) -> Vec<String> {
    let verbs = verbs_of_use(language);
    let tokens = words(question);
    let behind = |at: usize| match is_german(language) {
        true => at + 2,
        false => at + 1,
    };
    let used = (0..tokens.len()).filter(|at| verbs.contains(&bare(tokens[*at]).as_str()));
    used.filter_map(|at| name_at(&tokens, behind(at))).collect()
}

/// The words with a capital from here on, as far as they belong together.
fn name_at(tokens: &[&str], at: usize) -> Option<String> {
    let mut name: Vec<&str> = Vec::new();
    for token in tokens.get(at..)?.iter().take_while(|token| is_capital(token)) {
        name.push(token.trim_end_matches(|c: char| !c.is_alphanumeric()));
        if token.ends_with(|c: char| !c.is_alphanumeric()) {
            break;
        }
    }
    (!name.is_empty()).then(|| name.join(" "))
}

/// Whether a question names a thing: `R`, and not `R Markdown`, which is another.
fn names(tokens: &[&str], thing: &str) -> bool {
    (0..tokens.len()).any(|at| {
        // The word before a name is small, or the first, or addresses who is asked.
        let starts = at < 2 || !is_capital(tokens[at - 1]) || tokens[at - 1] == "Sie";
        starts && name_at(tokens, at).is_some_and(|name| name == thing)
    })
}

/// Whether an answer says that the thing is not used.
fn is_denied(language: Language, question: &str, answer: &str, thing: &str) -> bool {
    let described =
        Described::survey(language, Facet::Behaviour, question, Answer::Levels(vec![answer]));
    let said = super::phrase(&described);
    let not: &[&str] = match is_german(language) {
        true => &["nie", "nicht"],
        false => &["never", "not"],
    };
    let tokens = words(&said.text);
    let denies = tokens.iter().any(|word| not.contains(&bare(word).as_str()));
    let uses = |word: &&str| verbs_of_use(language).contains(&bare(word).as_str());
    // Behind the verb stands what is used; further on, what else the question names.
    let verb = tokens.iter().position(uses).unwrap_or(0);
    let object = (verb..verb + 3).any(|at| name_at(&tokens, at).is_some_and(|name| name == thing));
    !said.quoted && denies && object
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(language: &str, questions: &[(&'static str, &'static str)]) -> Option<String> {
        let questions = questions.iter().map(|(asked, answer)| (*asked, BTreeSet::from([*answer])));
        used_thing(language.parse().unwrap(), &questions.collect())
    }

    const ASKED: [(&str, &str); 5] = [
        ("How often do you use Kiln today?", "Daily"),
        ("How did you learn Kiln?", "By myself"),
        ("What tools do you use with Kiln?", "A text editor"),
        ("Do you use Kiln Studio?", "No"),
        ("What year did you start with Kiln?", "2011"),
    ];

    #[test]
    fn users_are_called_after_what_the_questions_are_about() {
        assert_eq!(subject("en", &ASKED).as_deref(), Some("Kiln"));
        let german = ASKED.map(|(asked, answer)| (asked, answer));
        let mut german = german.to_vec();
        german[0] = ("Wie oft nutzen Sie Kiln?", "Täglich");
        assert_eq!(subject("de", &german).as_deref(), Some("Kiln"));
    }

    #[test]
    fn who_may_say_that_they_do_not_use_it_is_no_user() {
        let mut asked = ASKED;
        asked[0] = ("How often do you use Kiln?", "Never");
        assert_eq!(subject("en", &asked), None);
        asked[0] = ("Do you use Kiln?", "No");
        assert_eq!(subject("en", &asked), None);
    }

    #[test]
    fn a_thing_that_few_questions_name_is_not_what_they_are_about() {
        assert_eq!(subject("en", &ASKED[..2]), None);
    }
}
