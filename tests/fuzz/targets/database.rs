//! Databases of Taguette and QualCoder: pages, schema and rows of any kind. Every coding is a
//! segment or set aside.
#![no_main]

use libfuzzer_sys::fuzz_target;
use persona_synthesis::Findings;
use persona_synthesis::sources::{Format, SourceFile, read_database};

fuzz_target!(|bytes: &[u8]| {
    let file = SourceFile::from_bytes("data.qda", bytes).expect("small enough");
    for format in [Format::TaguetteProject, Format::QualcoderProject] {
        if let Ok(read) = read_database(&file, format, &[], &mut Findings::default()) {
            let segments = read.segments.as_ref().map_or(0, |segments| segments.segments.len());
            assert_eq!(read.records(), segments + read.set_aside);
        }
    }
});
