//! A web service that gets three uploads and answers with the files of a result.
//!
//! `cargo run --release --example upload`; the uploads are the parts of a form, and no server is
//! needed to see it. Nothing is written to the disk: bytes come in, files go out as bytes.

#![allow(clippy::print_stdout, reason = "a program prints")]

use std::sync::Arc;

use persona_synthesis::{Facet, Result, Source, Study, Synthesis, render};

/// A file of a form, as a server hands it to its handlers.
struct Upload {
    /// Which field of the form it is of.
    field: &'static str,
    /// The name that the browser sent.
    name: &'static str,
    bytes: Arc<[u8]>,
}

/// Answer of the service.
struct Answer {
    status: u16,
    files: Vec<(String, Vec<u8>)>,
    message: String,
}

fn main() {
    let form = form();
    let answer = handle(&form);
    println!("{}: {}", answer.status, answer.message);
    for (name, bytes) in answer.files.iter().filter(|(name, _)| !name.contains('/')) {
        println!("  {name}, {} bytes", bytes.len());
    }

    // Somebody sends an old workbook under the name of a table.
    let mut broken = form;
    for upload in broken.iter_mut().filter(|upload| upload.field == "codes") {
        upload.bytes = b"\xD0\xCF\x11\xE0 and so on".as_slice().into();
    }
    let answer = handle(&broken);
    println!("{}: {}", answer.status, answer.message);
}

/// An error of the library is one of the sender's files: its message names file and place.
fn handle(form: &[Upload]) -> Answer {
    match synthesize(form) {
        Ok(files) => Answer { status: 200, message: format!("{} files", files.len()), files },
        Err(error) => Answer { status: 422, message: error.to_string(), files: Vec::new() },
    }
}

fn synthesize(form: &[Upload]) -> Result<Vec<(String, Vec<u8>)>> {
    let of = |field: &'static str| form.iter().filter(move |upload| upload.field == field);
    let documents = of("interviews").map(|upload| (upload.name, &upload.bytes));
    let mut study = Study::builder("Uploaded interviews")
        .facet(Facet::Goal, ["Goals/*"])
        .facet(Facet::PainPoint, ["Frustrations/*"])
        .facet(Facet::Behaviour, ["Workarounds/*"])
        .source(
            Source::documents("interviews", documents)
                .respondent_in_document(r"^(P\d+)")?
                .interviewers(["I", "Moderator", "Interviewer"]),
        );
    for field in ["codes", "codebook"] {
        for upload in of(field) {
            study = study.source(Source::bytes(field, upload.name, Arc::clone(&upload.bytes)));
        }
    }
    let synthesis = Synthesis::run(&study.build()?)?;
    let files = render::files(synthesis.draft());
    Ok(files.into_iter().map(|file| (file.name, file.bytes)).collect())
}

/// Files that a browser would send: the interviews of the sample study, their codes and the
/// codebook.
fn form() -> Vec<Upload> {
    macro_rules! interviews {
        ($($name:literal)*) => {
            [$(Upload {
                field: "interviews",
                name: $name,
                bytes: include_bytes!(concat!("../data/clinic/interviews/", $name))[..].into(),
            }),*]
        };
    }
    let mut form = Vec::from(interviews! {
        "P01.txt" "P02.txt" "P03.txt" "P04.txt" "P05.md" "P06.txt"
    });
    form.push(Upload {
        field: "codes",
        name: "segments.csv",
        bytes: include_bytes!("../data/clinic/segments.csv")[..].into(),
    });
    form.push(Upload {
        field: "codebook",
        name: "codebook.csv",
        bytes: include_bytes!("../data/clinic/codebook.csv")[..].into(),
    });
    form
}
