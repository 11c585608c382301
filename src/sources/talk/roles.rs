//! What a label says of its speaker: the part that the person plays, in many languages.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::role_words::{
    ANSWERS, INTERVIEWER_WORDS, INTERVIEWERS, NEUTRAL, NUMBERED, PARTICIPANT_WORDS, PARTICIPANTS,
    QUESTIONS, RESEARCHERS, TITLES,
};

/// The part of a speaker in an interview, as far as the label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// Who asks.
    Interviewer,
    /// An occupation of those who ask, which respondents have too.
    Researcher,
    /// Who is asked.
    Participant,
}

/// True if a list of words holds one.
pub(super) fn holds(list: &str, word: &str) -> bool {
    list.split('|').any(|own| own == word)
}

/// The words of a label in small letters without diacritics; digits apart from letters and without
/// zeros before them, so that `P01` is `P1` and `Interviewer1` is `Interviewer 1`.
pub(in crate::sources) fn words(label: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for c in label.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        // Letters that are no letter with a mark.
        let c = match c {
            'ı' => 'i',
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            c => c,
        };
        let kind = match c {
            '\'' | '\u{2019}' | '\u{02BC}' | '\u{200C}' | '\u{200D}' => continue,
            c if c.is_numeric() => Some(true),
            c if c.is_alphabetic() => Some(false),
            _ => None,
        };
        if kind.is_some() && kind != last {
            words.push(String::new());
        }
        if let (Some(_), Some(word)) = (kind, words.last_mut()) {
            word.push(c);
        }
        last = kind;
    }
    for word in &mut words {
        let digits = word.trim_start_matches('0');
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            *word = if digits.is_empty() { "0".to_owned() } else { digits.to_owned() };
        }
    }
    words
}

/// A label without what it says in brackets, and that.
pub(super) fn parts(label: &str) -> (&str, &str) {
    match label.find(['(', '[', '（']) {
        Some(open) if label[..open].chars().any(char::is_alphanumeric) => label.split_at(open),
        _ => (label, ""),
    }
}

/// What tells a speaker from others: the words of the label without titles and brackets, but with
/// the number that a part or "Speaker" has in brackets.
pub(super) fn key(label: &str) -> String {
    let (base, bracketed) = parts(label);
    let mut words = words(base);
    if words.iter().any(|word| !holds(TITLES, word) && word.len() > 1) {
        words.retain(|word| !holds(TITLES, word));
    }
    let key = words.join(" ");
    let number = bracketed.trim_matches(|c: char| !c.is_alphanumeric());
    let is_number = (1..=2).contains(&number.chars().count())
        && (number.chars().count() == 1 || number.chars().all(char::is_numeric));
    if is_number && (is_neutral(&key) || role_of(base).is_some()) {
        return format!("{key} {}", number.to_lowercase());
    }
    key
}

/// What a label must share with one of another document to be the same: its words with titles, but
/// without what stands in brackets.
pub(super) fn full_label(label: &str) -> String {
    words(parts(label).0).join(" ")
}

/// The initials of a name of several words, as a key.
pub(super) fn initials(key: &str) -> Option<String> {
    let parts: Vec<&str> = key.split(' ').collect();
    let first = |part: &&str| part.chars().next().filter(|c| c.is_alphabetic());
    let initials: Option<String> = parts.iter().map(first).collect();
    initials.filter(|_| (2..=3).contains(&parts.len()))
}

/// What a label, or the words beside one, say of the speaker's part.
pub(super) fn role_of(label: &str) -> Option<Role> {
    let (base, bracketed) = parts(label);
    let in_brackets = words(bracketed);
    let base = words(base);
    let letters: Vec<&String> = base.iter().filter(|word| !is_number(word)).collect();
    let numbered = letters.len() < base.len();
    if let [word] = letters[..] {
        if holds(INTERVIEWER_WORDS, word) {
            return Some(Role::Interviewer);
        }
        if holds(PARTICIPANT_WORDS, word) || (numbered && holds(NUMBERED, word)) {
            return Some(Role::Participant);
        }
    }
    // "The participant reads the text" is no label, but "Interviewer Ana de la Cruz" is.
    let own = role_in(&base).filter(|_| {
        base.len() <= MOST_WORDS || (base.len() <= MOST_WITH_NAME && role_in(&base[..1]).is_some())
    });
    let id = || {
        let numbers = |pair: &[String]| holds(NUMBERED, &pair[0]) && is_number(&pair[1]);
        in_brackets.windows(2).any(numbers).then_some(Role::Participant)
    };
    own.or_else(|| role_in(&in_brackets)).or_else(id)
}

/// Words of a label that is a part, and of one with a name behind it.
const MOST_WORDS: usize = 3;
const MOST_WITH_NAME: usize = 6;

fn role_in(words: &[String]) -> Option<Role> {
    let text = words.join(" ");
    let longest = |stems: &[String]| {
        let begins = |stem: &&String| {
            text.match_indices(stem.as_str()).any(|(at, _)| at == 0 || text[..at].ends_with(' '))
        };
        stems.iter().filter(begins).map(String::len).max()
    };
    let word = |list: &str| {
        let whole = words.iter().filter(|word| word.len() > 4 && holds(list, word));
        whole.map(String::len).max()
    };
    // "Entrevistado" is asked and "entrevistador" asks: the longer beginning tells.
    let found = [
        (longest(&STEMS.participants).max(word(PARTICIPANT_WORDS)), Role::Participant),
        (longest(&STEMS.researchers), Role::Researcher),
        (longest(&STEMS.interviewers), Role::Interviewer),
    ];
    let longest = found.into_iter().filter_map(|(length, role)| Some((length?, role)));
    longest.max_by_key(|(length, _)| *length).map(|(_, role)| role)
}

/// The beginnings of words in the form in which labels are compared with them.
struct Stems {
    interviewers: Vec<String>,
    researchers: Vec<String>,
    participants: Vec<String>,
    questions: Vec<String>,
    answers: Vec<String>,
}

// Every line is compared with them.
static STEMS: LazyLock<Stems> = LazyLock::new(|| {
    let fold = |stems: &str| stems.split('|').map(|stem| words(stem).join(" ")).collect();
    Stems {
        interviewers: fold(INTERVIEWERS),
        researchers: fold(RESEARCHERS),
        participants: fold(PARTICIPANTS),
        questions: fold(QUESTIONS),
        answers: fold(ANSWERS),
    }
});

fn is_number(word: &str) -> bool {
    word.starts_with(char::is_numeric)
}

/// True if a label is an id such as `P1`, `id3` or `SPEAKER_00`; "2 seconds" and "pause 3" are none.
pub(super) fn is_id(label: &str) -> bool {
    const MOST_SMALL_LETTERS: usize = 3;
    let key = key(label);
    let first = key.split(' ').next().unwrap_or_default();
    let small = label.starts_with(char::is_lowercase);
    label.contains(|c: char| c.is_ascii_digit())
        && first.starts_with(char::is_alphabetic)
        && (!small || first.chars().count() <= MOST_SMALL_LETTERS || is_neutral(&key))
}

/// True if a key tells speakers of one recording apart and names nobody: `Speaker 1`, `S00`.
pub(super) fn is_neutral(key: &str) -> bool {
    let words: Vec<&str> = key.split(' ').collect();
    let numbered = words.iter().any(|word| is_number(word));
    words.iter().any(|word| holds(NEUTRAL, word) && (numbered || word.chars().count() > 1))
}

/// True if a key is a word for a question, numbered or not: "Question 3", "Q".
pub(super) fn is_question(key: &str) -> bool {
    is_word_of(&STEMS.questions, key)
}

/// True if a key is a word for an answer, numbered or not.
pub(super) fn is_answer(key: &str) -> bool {
    is_word_of(&STEMS.answers, key)
}

fn is_word_of(list: &[String], key: &str) -> bool {
    let word = key.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    list.iter().any(|own| own == word)
}

/// True if a key may abbreviate a word for those who ask: `E` for “entrevistador”.
pub(super) fn may_abbreviate_interviewer(key: &str) -> bool {
    let letters = key.split(' ').next().unwrap_or_default();
    letters.chars().count() <= 4
        && (STEMS.interviewers.iter().any(|word| word.starts_with(letters))
            || matches!(letters, "f" | "v"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_known_in_many_languages() {
        for label in [
            "Interviewer",
            "Interviewer 1",
            "Interviewer1",
            "Interviewerin",
            "Enquêteur",
            "Entrevistadora",
            "Jane Doe (Interviewer)",
            "I",
            "I1",
            "Q",
            "INT",
            "Intervjuare",
            "Haastattelija",
            "インタビュアー",
            "访谈者",
            "Интервьюер",
            "면접자",
            "المحاور",
            "Moderatorin",
            "Görüşmeci",
            "Ankieter",
            "Intervistatrice",
            "Mod 2",
            "Συνεντευκτής",
        ] {
            assert_eq!(role_of(label), Some(Role::Interviewer), "{label}");
        }
        for label in [
            "Interviewee",
            "Interviewee1",
            "Befragte",
            "Befragter 2",
            "Enquêtée",
            "Entrevistado",
            "Participante",
            "Pat Smith (P1, Nurse)",
            "P01",
            "TN 3",
            "PARTICIPANT 1",
            "Респондент",
            "受访者",
            "Interviewé",
            "Uczestniczka",
            "Katılımcı",
        ] {
            assert_eq!(role_of(label), Some(Role::Participant), "{label}");
        }
        for label in ["Jane Doe", "Speaker 1", "AB", "The list", "Ines", "A", "P", "Modesto"] {
            assert_eq!(role_of(label), None, "{label}");
        }
        assert_eq!(role_of("Researcher"), Some(Role::Researcher));
    }

    #[test]
    fn one_speaker_has_one_key() {
        assert_eq!(key("Dr. Ana-María de la Cruz"), key("ana-maria de la cruz"));
        assert_eq!(key("Jane Doe (Interviewer)"), key("JANE DOE"));
        assert_eq!(key("P01"), key("P1"));
        assert_eq!(key("Interviewer1"), key("Interviewer 1"));
        assert_ne!(key("SPEAKER_00"), key("SPEAKER_01"));
        assert_eq!(initials("jane doe").as_deref(), Some("jd"));
        assert!(is_neutral(&key("SPEAKER_00")) && is_neutral(&key("S01")) && !is_neutral("s"));
    }
}
