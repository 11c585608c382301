//! The words in which an indicator stands in a sentence about a group.
//!
//! "How often do you ring patients?" with the answers "Often" and "Always" becomes "often or always
//! ring patients", which fits "Three in four …" and "They …". Patterns of questions, codes and
//! fields, a closed list a language, do it, with what grammar they need. Where no pattern fits, or
//! a word is not known well enough, the answer stands in quotation marks with its question: a
//! clumsy phrase is better than a false one.

mod bands;
mod list;
mod naming;
mod question;
mod short;
mod special;
mod subject;
mod text;
mod trouble;
mod types;

mod de;
mod en;

#[cfg(test)]
mod tests;

pub use naming::name_part;
pub(crate) use naming::{of_one, rest_after_lead};
pub(crate) use short::{short_answer, short_question};
pub(crate) use subject::used_thing;
pub(crate) use trouble::agrees_to_trouble;
use types::is_german;
pub use types::{Answer, Asked, Described, NamePart, Phrase, PhraseKind};

/// The longest question or answer that is read for a pattern. Longer ones are quoted.
const LONGEST: usize = 400;

/// Puts an indicator into words: German for a German study, English for every other.
#[must_use]
pub fn phrase(indicator: &Described<'_>) -> Phrase {
    let german = is_german(indicator.language);
    let said = if !readable(indicator) {
        None
    } else if german {
        de::say(indicator)
    } else {
        en::say(indicator)
    };
    match said.filter(|(_, text)| sound(text)) {
        Some((kind, text)) => Phrase { text, kind, quoted: false },
        None => {
            let text = if german { de::quote(indicator) } else { en::quote(indicator) };
            Phrase { text, kind: PhraseKind::Quoted, quoted: true }
        }
    }
}

/// Whether patterns may be tried: texts of the length of a question, in one line.
fn readable(indicator: &Described<'_>) -> bool {
    let fits = |text: &str| text.len() <= LONGEST && !text.chars().any(char::is_control);
    let answers = match &indicator.answer {
        Answer::Raised => true,
        Answer::Levels(levels) => {
            !levels.is_empty() && levels.iter().all(|level| !level.trim().is_empty() && fits(level))
        }
        Answer::Above(text) | Answer::AtMost(text) | Answer::Median(text) => fits(text),
    };
    let named = indicator.question.chars().any(char::is_alphabetic);
    named && answers && fits(indicator.question) && fits(indicator.definition)
}

/// Whether a phrase can stand in a sentence: words, and nothing that was left over.
fn sound(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.contains(['?', '|', '[', ']', '{', '}'])
}
