//! Columns whose answers name people or records.

use super::contacts;
use super::header::names_identifier;
use super::personal::leads_to_somebody;
use super::personal_header::names_people;
use super::postal;
use super::streets::is_street;

/// True if the answers themselves lead to people, or are what a header of contacts or postal codes
/// announces, though they may look like numbers or ranges.
pub(super) fn shows(answers: &[(String, usize)], answered: usize, name: &str) -> bool {
    count(answers, &leads_to_somebody) * 2 >= answered
        || contacts::are_texts(name, answers, answered)
        || postal::are_texts(name, answers, answered)
}

/// True if answers that are no grades name people or records: addresses, or what a telling header
/// announces.
pub(super) fn identifies(answers: &[(String, usize)], answered: usize, name: &str) -> bool {
    let share = |test: &dyn Fn(&str) -> bool| count(answers, test) * 10 >= answered * 9;
    // Addresses of houses are as different as people; seats and halls repeat.
    let scattered = answers.len() * 2 >= answered && answers.len() >= 3;
    if names_people(name) || (scattered && count(answers, &is_street) * 2 >= answered) {
        return true;
    }
    let token = |text: &str| !text.trim().contains(' ') && text.len() <= 40;
    let coded = |text: &str| token(text) && text.contains(|c: char| c.is_ascii_digit());
    let least = if names_identifier(name) { 2 } else { 10 };
    let different = answers.len() == answered && answered >= least;
    // A record that several rows point to, such as an owner, repeats its number.
    (names_identifier(name) && (share(&coded) || (different && share(&token))))
        || (different && share(&coded))
}

fn count(answers: &[(String, usize)], test: &dyn Fn(&str) -> bool) -> usize {
    answers.iter().filter(|(text, _)| test(text)).map(|(_, count)| count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(words: &[(&str, usize)]) -> (Vec<(String, usize)>, usize) {
        let answers: Vec<_> = words.iter().map(|(word, n)| ((*word).to_owned(), *n)).collect();
        let answered = answers.iter().map(|(_, count)| count).sum();
        (answers, answered)
    }

    #[test]
    fn records_that_repeat_are_identifiers_by_their_header() {
        let (owners, rows) = answers(&[("005x0000001", 8), ("005x0000002", 9)]);
        assert!(identifies(&owners, rows, "OWNERID") && !identifies(&owners, rows, "Version"));
    }

    #[test]
    fn streets_are_as_different_as_people() {
        let (homes, rows) = answers(&[("12 Low Road", 1), ("3 High Street", 1), ("7 Elm Lane", 1)]);
        assert!(identifies(&homes, rows, "Where?"));
        let (halls, rows) = answers(&[("12 Low Road", 9), ("3 High Street", 8), ("7 Elm Lane", 9)]);
        assert!(!identifies(&halls, rows, "Which branch?"));
    }

    #[test]
    fn numbers_that_reach_somebody_are_shown_by_their_form() {
        let of = |words: &[&str], name: &str| {
            let (all, rows) = answers(&words.iter().map(|word| (*word, 1)).collect::<Vec<_>>());
            shows(&all, rows, name)
        };
        assert!(of(&["4111111111111111", "4012888888881881", "5555555555554444"], "Pago"));
        assert!(of(&["030 123 456", "040 987 654", "089 555 111"], "Tel."));
        assert!(of(&["+491701234567", "+491609876543"], "Wie erreichen wir Sie?"));
        assert!(of(&["SW1A 1AA", "M1 1AE"], "Postcode"));
        assert!(!of(&["1-2 hours", "3-4 hours"], "WhatsApp"));
        assert!(!of(&["very", "somewhat"], "Handy"));
    }
}
