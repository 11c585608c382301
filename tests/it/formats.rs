//! Real documents and recordings: as they are read, and as they are in a study.

use std::fmt::Write as _;
use std::path::Path;

use persona_synthesis::sources::{SourceFile, Transcript, read_transcripts};
use persona_synthesis::{Findings, Locator, Manifest};

use crate::support::{sample, synthesize};

fn read(path: &Path) -> (Transcript, Findings) {
    let mut findings = Findings::default();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let file = SourceFile::from_path(path, &name).unwrap();
    let transcript = Transcript::from_file(file, name, &[], None, &mut findings).unwrap();
    (transcript, findings)
}

/// Interviews read alike as documents of a word processor and as another program extracted them.
#[test]
fn documents_hold_the_words_that_another_program_extracted() {
    let Some(folder) = sample("serdif-taguette") else { return };
    let mut findings = Findings::default();
    let documents =
        read_transcripts(&folder.join("transcripts/raw"), "raw", &[], None, &mut findings).unwrap();
    let texts =
        read_transcripts(&folder.join("transcripts/text"), "text", &[], None, &mut findings)
            .unwrap();
    assert_eq!((documents.len(), texts.len()), (17, 17));
    let mut changed = Vec::new();
    for (document, text) in documents.iter().zip(&texts) {
        let words = |transcript: &Transcript| {
            transcript.text.as_str().split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        let (words, others) = (words(document), words(text));
        assert_eq!(words.len(), others.len(), "{}", document.document);
        changed.extend(words.into_iter().zip(others).filter(|(word, other)| word != other));
    }
    // The spelling of one word was edited before the documents were coded.
    assert!(
        changed.len() == 3
            && changed.iter().all(|(word, other)| word == "re-usable" && other == "reusable"),
        "{changed:?}"
    );
}

#[test]
fn documents_of_both_kinds_are_read() {
    let Some(folder) = sample("qualcoder-examples") else { return };
    for name in ["ID1.docx", "ID2.odt"] {
        let (transcript, findings) = read(&folder.join(name));
        assert!(transcript.text.chars() > 100, "{name}");
        assert_eq!(findings.count("empty-transcript"), 0, "{name}");
    }
    let (transcript, _) = read(&folder.join("transcript.txt"));
    let speakers: std::collections::BTreeSet<_> =
        transcript.turns.iter().filter_map(|turn| turn.speaker.clone()).collect();
    assert!(speakers.len() >= 3, "{speakers:?}");
}

#[test]
fn cues_of_a_meeting_are_turns_of_its_people() {
    let Some(folder) = sample("zoom-vtt") else { return };
    let (transcript, findings) = read(&folder.join("meeting001_transcript.vtt"));
    assert_eq!((transcript.cues.len(), findings.len()), (300, 0));
    let first = &transcript.turns[0];
    assert_eq!(first.speaker.as_deref(), Some("Andrew Knight"));
    let words = transcript.text.slice(first.chars.clone()).unwrap();
    assert!(
        words.starts_with("Okay, so we're recording. We're streaming We have that setup."),
        "{words}"
    );
    assert_eq!(transcript.time_at(first.chars.start + 46).unwrap().to_string(), "00:00:09");
    let joined = transcript.turns.windows(2).all(|pair| pair[0].speaker != pair[1].speaker);
    assert!(joined && transcript.turns.len() < 300, "{}", transcript.turns.len());
}

/// Quotes of a recording say when they were said, whatever file the codes stand in.
#[test]
fn evidence_of_a_recording_has_its_time() {
    let folder = tempfile::tempdir().unwrap();
    let mut segments = String::from("document,code,quote\n");
    for number in 1..=6 {
        let vtt = format!(
            "WEBVTT\n\n1\n00:14:03.250 --> 00:14:05.000\nP{number}: It takes\n\n2\n00:14:05.500 --> 00:14:08.000\nP{number}: ages every day.\n\n\
             3\n00:15:00.000 --> 00:15:02.000\nI: Why?\n\n4\n00:15:03.000 --> 00:15:04.000\nP{number}: I wait.\n"
        );
        std::fs::write(folder.path().join(format!("P{number}.vtt")), vtt).unwrap();
        writeln!(segments, "P{number},Pains/slow,takes ages\nP{number},Ways/waits,I wait.")
            .unwrap();
    }
    std::fs::write(folder.path().join("codes.csv"), segments).unwrap();
    let text = "title = \"t\"\n[[source]]\nid = \"talks\"\npath = \".\"\nrespondent = { document = '^(P\\d)' }\n[[source]]\nid = \"codes\"\npath = \"codes.csv\"\n";
    let mut manifest = Manifest::from_toml(text, "study.toml").unwrap();
    manifest.folder = folder.path().to_path_buf();
    let stages = synthesize(manifest).unwrap();
    let (_, placement) = stages.study.placements().next().unwrap();
    assert_eq!((placement.read, placement.unique), (12, 12));
    let claims: Vec<_> = stages.personas.claims().collect();
    let slow = claims.iter().find(|claim| claim.indicator == "Pains/slow").unwrap();
    let Locator::Text { time, .. } = &slow.evidence.first().locator else { panic!("a text") };
    assert_eq!(time.unwrap().milliseconds(), 843_250);
    assert_eq!(
        slow.evidence.first().locator.in_words(),
        "talks, P1.vtt, 00:14:03, characters 7 to 17"
    );
    assert!(persona_synthesis::render::markdown(&stages.personas).contains("00:14:03"));
}
