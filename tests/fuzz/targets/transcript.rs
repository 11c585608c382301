//! Transcripts: labels of speakers, WebVTT, SubRip and SBV. Turns lie in the text, cues are in its
//! order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use persona_synthesis::Findings;
use persona_synthesis::sources::{SourceFile, Transcript};

fuzz_target!(|bytes: &[u8]| {
    let file = SourceFile::from_bytes("P1.txt", bytes).expect("small enough");
    let Ok(read) =
        Transcript::from_file(file, "P1.txt".to_owned(), &[], None, &mut Findings::default())
    else {
        return;
    };
    for turn in &read.turns {
        assert!(read.text.slice(turn.chars.clone()).is_some());
        let _ = (read.own_words(turn.chars.clone()), read.time_at(turn.chars.start));
    }
    let _ = read.own_words(0..read.text.chars());
    assert!(read.cues.is_sorted_by_key(|cue| cue.start));
    assert!(read.cues.iter().all(|cue| cue.start <= read.text.chars()));
});
