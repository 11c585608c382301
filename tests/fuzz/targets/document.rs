//! Documents of word processors: the XML within a `.docx` or `.odt`. The first byte says which.
#![no_main]

use std::io::{Cursor, Write as _};

use libfuzzer_sys::fuzz_target;
use persona_synthesis::Findings;
use persona_synthesis::sources::{SourceFile, Transcript};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, xml)) = bytes.split_first() else { return };
    let member = if *kind == b'w' { "word/document.xml" } else { "content.xml" };
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file(member, stored).expect("in memory");
    zip.write_all(xml).expect("in memory");
    let archive = zip.finish().expect("in memory").into_inner();
    let file = SourceFile::from_bytes("P1", archive).expect("small enough");
    let Ok(read) =
        Transcript::from_file(file, "P1".to_owned(), &[], None, &mut Findings::default())
    else {
        return;
    };
    assert!(read.turns.iter().all(|turn| read.text.slice(turn.chars.clone()).is_some()));
});
