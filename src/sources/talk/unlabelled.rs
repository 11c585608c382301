//! Texts without labels in which questions are marked: by bold type or headings, or because a line
//! asks and the next one answers.

use super::lines::{Line, asks, ends_asking};
use super::split::SpokenStretch;
use super::voice::Voice;

/// Share of marked lines that must ask, and of other lines that may.
const MARKED_ASK: f64 = 0.6;
const OTHERS_ASK: f64 = 0.3;
/// Fewest questions that make a pattern.
const LEAST: usize = 2;
/// Share of lines that follow the pattern where nothing else marks it.
const ALTERNATE: f64 = 0.8;
const LEAST_ALTERNATING: usize = 3;
/// Share of questions that must end their lines.
const END_LINES: f64 = 0.7;

/// The stretches of a text whose questions are marked; `bold` says of each line whether all of it
/// is emphasised. None if it has no such pattern.
pub(super) fn questions(lines: &[Line<'_>], bold: &[bool]) -> Option<Vec<SpokenStretch>> {
    let said: Vec<(usize, &Line<'_>)> =
        lines.iter().enumerate().filter(|(_, line)| !line.is_blank()).collect();
    let emphasised: Vec<bool> = said
        .iter()
        .map(|(at, line)| {
            bold.get(*at).copied().unwrap_or(false) || is_question_marked_up(line.text)
        })
        .collect();
    if is_pattern(&said, &emphasised) {
        return Some(stretches(&said, &emphasised, Voice::Interviewer, Voice::Respondent));
    }
    let asking: Vec<bool> = said.iter().map(|(_, line)| asks(line.text)).collect();
    let changes = asking.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let questions = asking.iter().filter(|asks| **asks).count();
    // Who answers may ask within what they tell, so that most questions must end a line.
    let ending = said.iter().filter(|(_, line)| ends_asking(line.text)).count();
    let alternate = changes as f64 >= ALTERNATE * (asking.len().max(2) - 1) as f64
        && said.iter().any(|(_, line)| asks_somebody(line.text));
    let ends = ending as f64 >= END_LINES * questions as f64;
    (questions >= LEAST_ALTERNATING && alternate && ends)
        .then(|| stretches(&said, &asking, Voice::LikelyInterviewer, Voice::Unclear))
}

/// True if two seem to speak: lines that ask somebody else stand by themselves, again and again,
/// and others answer each of them.
///
/// Who tells or writes something asks too, themselves or nobody: such a question names the first
/// person, stands within a longer paragraph, or is one of few. Read as two voices, nothing of such
/// a text could be quoted. Questions that name who is asked are somebody's even if they are few.
pub(super) fn alternates_now_and_then(lines: &[Line<'_>]) -> bool {
    const LEAST: usize = 3;
    /// Lines to a question: answers have a few paragraphs.
    const MOST_LINES: usize = 8;
    let said: Vec<&str> =
        lines.iter().filter(|line| !line.is_silent()).map(|line| line.text).collect();
    let asking: Vec<bool> = said.iter().map(|text| asks_somebody(text)).collect();
    let answered = || (1..said.len()).filter(|at| asking[at - 1] && !asking[*at]);
    let addressed = answered().filter(|at| holds_word_of(SECOND_PERSON, said[at - 1])).count();
    let answered = answered().count();
    addressed >= LEAST || (answered >= LEAST && said.len() <= answered * MOST_LINES)
}

/// True if all of a line is a question to somebody else, or that and few words before it.
fn asks_somebody(text: &str) -> bool {
    /// Sentences before the question: "I see. And then?".
    const MOST_BEFORE: usize = 2;
    /// Words of what an interviewer asks.
    const MOST_WORDS: usize = 40;
    let statements = text
        .split_inclusive(['.', '!', '?', '…', '。', '？', '؟'])
        .filter(|part| part.contains(char::is_alphabetic) && !asks(part));
    ends_asking(text)
        && statements.count() <= MOST_BEFORE
        && text.split_whitespace().count() <= MOST_WORDS
        && !is_to_oneself(text)
}

/// Words for the one who speaks and for the one who is spoken to; in small letters, but for those
/// that a capital tells from "she" and "they". Where a language says them by the verb alone, how
/// lines alternate has to tell.
const FIRST_PERSON: &str = "\
I|me|my|myself|mine|ich|mir|mich|mein|meine|meinen|meiner|je|moi|mon|yo|mí|mi|mis|io|mio|\
mia|eu|meu|minha|ik|mij|mijn|jag|mig|min|mitt|mina|jeg|meg|minä|minun|mnie|mój|moja|mně|můj|\
я|мне|меня|мой|моя|ben|bana|benim|εγώ|μου|私|僕|我|나|내";
const SECOND_PERSON: &str = "\
you|your|yourself|yours|Sie|Ihnen|Ihr|Ihre|Ihren|du|dir|dich|dein|deine|deinen|euch|vous|\
votre|vos|tu|te|toi|ton|usted|ustedes|tú|você|vocês|u|uw|je|jij|jou|jouw|dig|din|ditt|dina|\
deg|sinä|sinun|pan|pani|pana|panu|ty|vy|vás|vám|вы|вас|вам|ваш|ты|тебя|тебе|sen|siz|size|\
sizin|εσείς|σας|σου|あなた|你|您|당신|Lei";

/// True if a question names the one who asks and nobody who is asked. Its first word does not count:
/// "I" is "and" in several languages.
fn is_to_oneself(text: &str) -> bool {
    let (_, rest) = text.trim().split_once(' ').unwrap_or_default();
    holds_word_of(FIRST_PERSON, rest) && !holds_word_of(SECOND_PERSON, text)
}

fn holds_word_of(list: &str, text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| {
        let lower = word.to_lowercase();
        list.split('|').any(|own| own == word || own == lower)
    })
}

/// True if most emphasised lines ask and few of the others do, and both are there.
fn is_pattern(said: &[(usize, &Line<'_>)], emphasised: &[bool]) -> bool {
    let share = |wanted: bool| {
        let lines = said.iter().zip(emphasised).filter(|(_, marked)| **marked == wanted);
        let asking: Vec<bool> = lines.map(|((_, line), _)| asks(line.text)).collect();
        let count = asking.iter().filter(|asks| **asks).count();
        (count, asking.len())
    };
    let ((asking, marked), (others_asking, others)) = (share(true), share(false));
    asking >= LEAST
        && others >= asking
        && asking as f64 >= MARKED_ASK * marked as f64
        && others_asking as f64 <= OTHERS_ASK * others as f64
}

/// True if all of a line is in bold or italics or is a heading, as Markdown writes it, or follows a
/// dash, as the questions of printed interviews do.
fn is_question_marked_up(text: &str) -> bool {
    let text = text.trim();
    let between =
        |mark: &str| text.len() > 2 * mark.len() && text.starts_with(mark) && text.ends_with(mark);
    let heading = text.trim_start_matches('#');
    let dashed = ["—", "–", "―", "- "].iter().any(|dash| text.starts_with(dash));
    dashed
        || ["**", "__", "*", "_"].iter().any(|mark| between(mark))
        || (heading.len() < text.len() && heading.starts_with(' '))
}

fn stretches(
    said: &[(usize, &Line<'_>)],
    marked: &[bool],
    asking: Voice,
    answering: Voice,
) -> Vec<SpokenStretch> {
    let mut stretches: Vec<SpokenStretch> = Vec::new();
    for ((_, line), marked) in said.iter().zip(marked) {
        let bytes = line.start..line.start + line.text.len();
        let voice = Some(if *marked { asking } else { answering });
        match stretches.last_mut().filter(|last| last.voice == voice) {
            Some(last) => last.bytes.end = bytes.end,
            None => stretches.push(SpokenStretch { speaker: None, bytes, time: None, voice }),
        }
    }
    stretches
}
