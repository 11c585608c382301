//! Codes of several options in one cell: "1,3" where all that apply were ticked.

use std::collections::BTreeSet;

use super::tally::Tally;

/// Words that ask for several answers.
const SEVERAL: [&str; 22] = [
    "all that apply",
    "select all",
    "tick all",
    "check all",
    "choose all",
    "mark all",
    "multiple answers",
    "alle zutreffenden",
    "mehrfachnennung",
    "mehrfachauswahl",
    "mehrere antworten",
    "plusieurs réponses",
    "plusieurs choix",
    "todas las que",
    "seleccione todas",
    "varias respuestas",
    "tutte le",
    "todas as que",
    "meerdere antwoorden",
    "wszystkie pasujące",
    "多选",
    "複数回答",
];

/// True if a question asks for several answers.
pub(super) fn asks_for_several(question: &str) -> bool {
    let question = question.to_lowercase();
    SEVERAL.iter().any(|words| question.contains(words))
}

/// True if the answers of a question are lists of codes: whole numbers of at most two digits in
/// rising order, of which a cell holds three, or two where several are asked for.
pub(super) fn are_code_lists(tally: &Tally, question: &str) -> bool {
    const MOST_CODES: usize = 40;
    let asked = asks_for_several(question);
    let (mut codes, mut longest, mut several, mut rising) = (BTreeSet::new(), 0, 0, 0);
    for (text, count) in &tally.answers {
        let Some(own) = code_list(text) else { return false };
        longest = longest.max(own.len());
        if own.len() > 1 {
            several += count;
            rising += if own.windows(2).all(|pair| pair[0] < pair[1]) { *count } else { 0 };
        }
        codes.extend(own);
        if codes.len() > MOST_CODES {
            return false;
        }
    }
    // Numbers with a decimal comma have one comma, and their parts do not rise.
    longest >= if asked { 2 } else { 3 }
        && several * 20 >= tally.answered
        && rising * 20 >= several * 19
}

fn code_list(text: &str) -> Option<Vec<u8>> {
    let code = |part: &str| {
        let part = part.trim();
        part.parse().ok().filter(|_| part.len() <= 2)
    };
    text.split(',').map(code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_lists(answers: &[&str], question: &str) -> bool {
        let answers: Vec<(String, usize)> =
            answers.iter().map(|answer| ((*answer).to_owned(), 5)).collect();
        let answered = answers.len() * 5;
        are_code_lists(&Tally { answers, answered, ..Tally::default() }, question)
    }

    #[test]
    fn codes_are_told_from_numbers_with_a_decimal_comma() {
        assert!(are_lists(&["1", "2", "1,3", "2,3,4"], "q4"));
        assert!(are_lists(&["1", "2", "1,3"], "Which? Tick all that apply"));
        assert!(!are_lists(&["1", "2", "1,3"], "Grade"));
        assert!(!are_lists(&["1,5", "2,1", "3,0"], "Note"));
        assert!(!are_lists(&["1", "2", "3"], "Which? Tick all that apply"));
        assert!(!are_lists(&["1,000", "2,000,000"], "Income"));
    }
}
