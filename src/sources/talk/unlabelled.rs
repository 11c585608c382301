//! Texts without labels in which questions are marked: by bold type or headings, or because a line
//! asks and the next one answers.

use super::lines::{Line, asks};
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
    let alternate = changes as f64 >= ALTERNATE * (asking.len().max(2) - 1) as f64;
    (questions >= LEAST_ALTERNATING && alternate)
        .then(|| stretches(&said, &asking, Voice::LikelyInterviewer, Voice::Unclear))
}

/// True if some lines end with a question, as those of a talk do; who tells something seldom ends
/// so.
pub(super) fn ask_now_and_then(lines: &[Line<'_>]) -> bool {
    const LEAST: u32 = 3;
    const SHARE: f64 = 0.05;
    let said = lines.iter().filter(|line| !line.is_silent());
    let (mut all, mut asking) = (0_u32, 0_u32);
    for line in said {
        let end =
            line.text.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_question_mark(c));
        all += 1;
        asking += u32::from(end.ends_with(is_question_mark));
    }
    asking >= LEAST && f64::from(asking) >= SHARE * f64::from(all)
}

fn is_question_mark(c: char) -> bool {
    matches!(c, '?' | '？' | '؟')
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

/// True if all of a line is in bold or italics or is a heading, as Markdown writes it.
fn is_question_marked_up(text: &str) -> bool {
    let text = text.trim();
    let between =
        |mark: &str| text.len() > 2 * mark.len() && text.starts_with(mark) && text.ends_with(mark);
    let heading = text.trim_start_matches('#');
    ["**", "__", "*", "_"].iter().any(|mark| between(mark))
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
