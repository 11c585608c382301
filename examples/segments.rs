//! The coded segments of a project of Taguette (`.sqlite3`), QualCoder (`data.qda`) or any program
//! that writes REFI-QDA (`.qdpx`, `.qde`), as a table with a row a segment: `cargo run --release
//! --example segments -- FILE > segments.csv`. Findings go to the standard error output.

#![allow(clippy::print_stderr, reason = "a program that prints")]

use std::path::Path;

use persona_synthesis::Findings;
use persona_synthesis::sources::{Format, ProjectOptions, SourceFile, read_database, read_project};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: segments FILE");
        return Ok(());
    };
    let path = Path::new(&path);
    let file = SourceFile::from_path(path, path.to_string_lossy())?;
    let mut findings = Findings::default();
    let read = match path.extension().and_then(|extension| extension.to_str()) {
        Some("sqlite3") => read_database(&file, Format::TaguetteProject, &[], &mut findings)?,
        Some("qda") => read_database(&file, Format::QualcoderProject, &[], &mut findings)?,
        _ => read_project(&file, path.parent(), &ProjectOptions::default(), &mut findings)?,
    };
    let mut writer = csv::Writer::from_writer(std::io::stdout());
    writer.write_record(["document", "start", "end", "code", "coder", "quote"])?;
    for segment in read.segments.iter().flat_map(|segments| &segments.segments) {
        let transcript =
            read.transcripts.iter().find(|transcript| transcript.document == segment.document);
        let chars = segment.chars.clone().unwrap_or_default();
        let words = transcript
            .and_then(|transcript| transcript.text.slice(chars.clone()))
            .unwrap_or_default();
        let (start, end) = (chars.start.to_string(), chars.end.to_string());
        let coder = segment.coder.as_deref().unwrap_or_default();
        writer.write_record([&segment.document, &start, &end, &segment.code, coder, words])?;
    }
    writer.flush()?;
    findings.iter().for_each(|finding| eprintln!("{finding}"));
    Ok(())
}
