//! Transcripts with times: WebVTT, SubRip (`.srt`) and SBV, as recorders and meeting tools export
//! them.
//!
//! The text is subtitles of turns, a line each: the speaker's label, a colon and the words of all
//! consecutive cues of the speaker, joined by blanks. Without labels each cue is a line. The time
//! of each cue is kept, so that evidence says when it was said.

use html5gum::{Token, Tokenizer};

use super::talk::{LabelledSpeakers, SpokenStretch, label_of};
use crate::finding::Findings;
use crate::locator::{Place, Timecode};
use crate::sources::clue::FormatClue;
use crate::sources::findings::SourcesFinding;

/// One cue of a recording.
struct Subtitle {
    time: Timecode,
    speaker: Option<String>,
    words: String,
    /// Bytes of the first line of the words, if there are several.
    head: usize,
}

/// A transcript subtitles of cues.
pub(super) struct Subtitles {
    pub(super) text: String,
    /// Byte at which the words of a cue begin, and its time.
    pub(super) times: Vec<(usize, Timecode)>,
    pub(super) stretches: Vec<SpokenStretch>,
}

/// The reason why a text is one of subtitles; `None` if it is not.
pub(super) fn detect_subtitles(text: &str) -> Option<FormatClue> {
    if text.starts_with("WEBVTT") {
        return Some(FormatClue::WebVtt);
    }
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next()?;
    if first.bytes().all(|byte| byte.is_ascii_digit())
        && lines.next().is_some_and(|line| arrow(line).is_some())
    {
        return Some(FormatClue::SubRip);
    }
    times(first).map(|_| FormatClue::CueTimes)
}

/// Reads the cues of a text; `stated` are labels that the manifest names.
pub(super) fn read(
    text: &str,
    stated: &[String],
    place: &Place,
    findings: &mut Findings,
) -> Subtitles {
    let mut cues = parse_cues(text, place, findings);
    name_speakers(&mut cues, stated);
    compose(&cues)
}

/// Begin of a cue from its line of times.
fn times(line: &str) -> Option<Timecode> {
    arrow(line).or_else(|| sbv(line))
}

fn arrow(line: &str) -> Option<Timecode> {
    let (begin, end) = line.split_once("-->")?;
    end.split_whitespace().next()?.parse::<Timecode>().ok()?;
    begin.trim().parse().ok()
}

fn sbv(line: &str) -> Option<Timecode> {
    let (begin, end) = line.trim().split_once(',')?;
    end.parse::<Timecode>().ok()?;
    begin.parse().ok()
}

/// The blocks of a text, each the lines between two empty ones, with the number of its first line.
fn blocks(text: &str) -> Vec<(u64, Vec<&str>)> {
    let mut blocks: Vec<(u64, Vec<&str>)> = Vec::new();
    let mut open = false;
    for (line, number) in text.lines().zip(1..) {
        let line = line.trim_end();
        if line.is_empty() {
            open = false;
        } else if open {
            blocks.last_mut().expect("a block is open").1.push(line);
        } else {
            blocks.push((number, vec![line]));
            open = true;
        }
    }
    blocks
}

fn parse_cues(text: &str, place: &Place, findings: &mut Findings) -> Vec<Subtitle> {
    let mut cues = Vec::new();
    for (number, lines) in blocks(text) {
        // A number or name may precede the times.
        let timed = lines.iter().take(2).position(|line| times(line).is_some());
        let Some(at) = timed else {
            let first = lines[0];
            let aside =
                ["WEBVTT", "NOTE", "STYLE", "REGION"].iter().any(|word| first.starts_with(word));
            // A number alone is a cue that an editor emptied.
            let numbered = lines.len() == 1 && first.bytes().all(|byte| byte.is_ascii_digit());
            if !aside && !numbered {
                findings.add_at(SourcesFinding::CueWithoutTime {}, place.clone().line(number));
            }
            continue;
        };
        let time = times(lines[at]).expect("the line was found by its times");
        let (speaker, words, head) = parse_words(&lines[at + 1..]);
        let speaker = speaker.or_else(|| lines[..at].first().and_then(|line| named_by_id(line)));
        if words.is_empty() {
            findings.add_at(SourcesFinding::CueWithoutWords {}, place.clone().line(number));
            continue;
        }
        cues.push(Subtitle { time, speaker, words, head });
    }
    cues
}

/// The speaker that the line before the times names in quotation marks: `7 "Dana Poe" (3187)`.
fn named_by_id(line: &str) -> Option<String> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let (name, rest) = rest.strip_prefix('"')?.split_once('"')?;
    let is_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '(' | ')');
    let is_name = !name.trim().is_empty() && rest.chars().all(is_number);
    is_name.then(|| name.trim().to_owned())
}

/// The words of a cue without marks, the speaker that its `<v>` names, and the length of the first
/// of several lines. Lines that begin with a
/// dash, as speakers in a dialogue do, stay lines of their own.
fn parse_words(lines: &[&str]) -> (Option<String>, String, usize) {
    let (mut speaker, mut words, mut head) = (None, String::new(), 0);
    for line in lines {
        let mut rest = *line;
        let mut plain = String::new();
        while let Some((before, after)) = rest.split_once('<') {
            let Some((mark, after)) = after.split_once('>') else { break };
            plain.push_str(before);
            let name = mark.strip_prefix('v').filter(|name| name.starts_with([' ', '.', '\t']));
            let name = name
                .and_then(|name| name.split_once([' ', '\t']))
                .map(|(_, name)| decode_entities(name.trim()));
            speaker = speaker.or(name.filter(|name| !name.is_empty()));
            rest = after;
        }
        plain.push_str(rest);
        let plain = decode_entities(&plain).split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() && !plain.is_empty() {
            head = if head == 0 { words.len() } else { head };
            // A dash begins the words of another person.
            words.push(if plain.starts_with('-') { '\n' } else { ' ' });
        }
        words.push_str(&plain);
    }
    (speaker, words, head)
}

/// Text with its entities as characters.
fn decode_entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    // Tags were cut before; what is left of `<` is a character of the speech.
    let escaped = text.replace('<', "&lt;");
    let mut plain = String::new();
    for Ok(token) in Tokenizer::new(&escaped) {
        if let Token::String(part) = token {
            plain.push_str(&String::from_utf8_lossy(&part));
        }
    }
    plain
}

/// Takes the labels that are speakers at the beginning of cues, as in `Dana Poe: Well`, out of the
/// words. A cue without one goes on with the speaker before it.
fn name_speakers(cues: &mut [Subtitle], stated: &[String]) {
    let unnamed = cues.iter().filter(|cue| cue.speaker.is_none());
    // The speaker may have a line of their own.
    let lines = unnamed.flat_map(|cue| {
        let (head, rest) = cue.words.split_at(cue.head);
        [head, rest.trim_start()].into_iter().filter(|line| !line.is_empty())
    });
    let lines: Vec<&str> = lines.collect();
    let speakers = LabelledSpeakers::find(&lines.join("\n"), stated);
    let mut last: Option<String> = None;
    for cue in cues {
        if cue.speaker.is_none() {
            let alone = label_of(&cue.words[..cue.head], stated)
                .filter(|label| speakers.has(label) && label.speech == cue.head);
            let label = alone.or_else(|| {
                let label = label_of(&cue.words, stated).filter(|label| speakers.has(label));
                label.filter(|label| label.speech < cue.words.len())
            });
            if let Some((name, speech)) = label.map(|label| (label.name.to_owned(), label.speech)) {
                cue.words.drain(..speech);
                cue.words = cue.words.trim_start().to_owned();
                last = Some(name);
            }
            // Cues are cut by time, so a cue without a label goes on.
            cue.speaker.clone_from(&last);
        } else {
            last.clone_from(&cue.speaker);
        }
    }
}

fn compose(cues: &[Subtitle]) -> Subtitles {
    let mut subtitles = Subtitles {
        text: String::new(),
        times: Vec::with_capacity(cues.len()),
        stretches: Vec::new(),
    };
    let mut before: Option<&str> = None;
    for cue in cues {
        let speaker = cue.speaker.as_deref();
        let goes_on = speaker.is_some() && speaker == before;
        if !subtitles.text.is_empty() {
            // Sentences run across cues, and quotes of them must be found.
            subtitles.text.push(if goes_on { ' ' } else { '\n' });
        }
        if let (Some(name), false) = (speaker, goes_on) {
            subtitles.text.push_str(&format!("{name}: "));
        }
        let start = subtitles.text.len();
        subtitles.times.push((start, cue.time));
        subtitles.text.push_str(&cue.words);
        let end = subtitles.text.len();
        match subtitles.stretches.last_mut() {
            Some(last) if goes_on => last.bytes.end = end,
            _ => subtitles.stretches.push(SpokenStretch {
                speaker: speaker.map(str::to_owned),
                bytes: start..end,
                time: Some(cue.time),
                voice: None,
            }),
        }
        before = speaker;
    }
    if !subtitles.text.is_empty() {
        subtitles.text.push('\n');
    }
    subtitles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn composed(text: &str) -> (Subtitles, Findings) {
        let mut findings = Findings::default();
        let read = read(text, &["Interviewer".to_owned()], &Place::file("P1.vtt"), &mut findings);
        (read, findings)
    }

    #[test]
    fn cues_of_one_turn_are_joined_and_keep_their_times() {
        let (read, findings) = composed(
            "WEBVTT\n\nNOTE by hand\n\n1\n00:01.000 --> 00:02.000\nInterviewer: How so?\n\n\
             2\n00:03.000 --> 00:04.000\nDana Poe: I log in\n\n\
             3\n00:05.000 --> 00:06.000\nDana Poe: and then &amp; there\n\n\
             4\n00:07.000 --> 00:08.000\n<i>it</i> asks.\n\n\
             5\n00:09.000 --> 00:10.000\nInterviewer: Yes?\n",
        );
        assert_eq!(
            read.text,
            "Interviewer: How so?\nDana Poe: I log in and then & there it asks.\n\
             Interviewer: Yes?\n"
        );
        let at: Vec<(&str, u64)> = read
            .times
            .iter()
            .map(|(byte, time)| (&read.text[*byte..*byte + 3], time.milliseconds()))
            .collect();
        assert_eq!(at, [("How", 1000), ("I l", 3000), ("and", 5000), ("it ", 7000), ("Yes", 9000)]);
        let speakers: Vec<Option<&str>> =
            read.stretches.iter().map(|turn| turn.speaker.as_deref()).collect();
        let (interviewer, dana) = (Some("Interviewer"), Some("Dana Poe"));
        assert_eq!((speakers, findings.len()), (vec![interviewer, dana, interviewer], 0));
    }

    #[test]
    fn voices_of_meeting_tools_are_speakers_even_once() {
        let (read, _) = composed(
            "WEBVTT\n\na/1-0\n00:00:01.000 --> 00:00:02.000\n<v Dana Poe>Well <c.loud>no</c></v>\n",
        );
        assert_eq!(read.text, "Dana Poe: Well no\n");
        assert_eq!(&read.text[read.stretches[0].bytes.clone()], "Well no");
    }

    #[test]
    fn cues_without_time_or_words_are_named() {
        let (read, findings) = composed(
            "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n\
             2\n00:00:03,000 --> 00:00:04,000\n\nlost\nwords\n",
        );
        assert_eq!(read.text, "One\n");
        assert_eq!(
            (findings.count("cue-without-words"), findings.count("cue-without-time")),
            (1, 1)
        );
    }

    #[test]
    fn formats_are_known_by_their_first_lines() {
        for (text, known) in [
            ("WEBVTT\n", true),
            ("1\n00:00:00,500 --> 00:00:07,000\nx", true),
            ("\n0:00:00.378,0:00:11.378\nx", true),
            ("00:00:00.500 --> 00:00:07.000\nx", true),
            ("1\nA heading", false),
            ("12:30, 14:00 lunch", false),
            ("", false),
        ] {
            assert_eq!(detect_subtitles(text).is_some(), known, "{text:?}");
        }
    }
}
