//! REFI-QDA: the XML of a project or a codebook. Every coding is a segment or set aside, every
//! segment lies in its transcript or keeps positions that do not, for which it is set aside when it
//! is placed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use persona_synthesis::Findings;
use persona_synthesis::sources::{ProjectOptions, SourceFile, read_codebook, read_project};

fuzz_target!(|bytes: &[u8]| {
    let file = SourceFile::from_bytes("p.qde", bytes).expect("small enough");
    let _ = read_codebook(&file, &mut Findings::default());
    let Ok(read) = read_project(&file, None, &ProjectOptions::default(), &mut Findings::default())
    else {
        return;
    };
    let Some(segments) = &read.segments else { return };
    assert_eq!(read.records(), segments.segments.len() + read.set_aside);
    for segment in &segments.segments {
        let transcript =
            read.transcripts.iter().find(|transcript| transcript.document == segment.document);
        if let (Some(transcript), Some(chars)) = (transcript, &segment.chars) {
            let outside = chars.start > chars.end || chars.end > transcript.text.chars();
            assert!(outside || transcript.text.slice(chars.clone()).is_some(), "{segment:?}");
        }
    }
});
