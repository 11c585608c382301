//! The study and its personas as a REFI-QDA project, which programs for qualitative analysis open.
//!
//! Everything in it has a guid that is worked out of what it names, so that the same study gives
//! the same file, and a program that knows an earlier one finds its codes again.

mod cases;
mod codes;
mod material;
mod names;
mod xml;

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use self::codes::CodeTree;
use self::material::ProjectMaterial;
use self::xml::{IN_MEMORY, XmlWriter};
use crate::locale::Words;
use crate::personas::RunResult;
use crate::sources::OWN_USER;
use crate::study::Study;

/// The time of what has none: that of the members of the archive, so that one study makes one file.
const UNDATED: &str = "1980-01-01T00:00:00Z";

/// The file `personas.qdpx`: a project in the exchange format REFI-QDA 1.5, which ATLAS.ti, MAXQDA,
/// NVivo, QualCoder, Quirkos and others import, so that researchers see the claims over the words
/// behind them, beside their own codes. `None` if the study has no transcripts in which words could
/// be selected.
///
/// It holds
///
/// - the transcripts as plain texts in the folder `sources`, in UTF-8, line ends as one character;
/// - the codebook with its definitions, and every code that is used, as a tree;
/// - each coded segment as a selection of each of its coders with their codings, positions in
///   Unicode code points from 0, the end exclusive. What came from a REFI-QDA project keeps the
///   guids of its selections and codings;
/// - the respondents who were interviewed as cases, with what surveys and CRM records say of them
///   in one answer or number, and their persona, as variables;
/// - below the code *Personas* a code a persona, below it a code a claim, with its statement as
///   description and a coding at every place in transcripts that supports it; what speaks against
///   it has a code below the claim's. These codings are by the user `persona-synthesis`; read by
///   this crate again, they are set aside, so that no claim confirms itself.
///
/// It is for those who made the study: names and other personal data stand in the transcripts as
/// they were said. Transcripts of respondents who are not to be quoted are left out, with a note in
/// the project that says how many.
///
/// # Limits
///
/// Cells of surveys and CRM records, and quotes of a table without transcripts, are no text to
/// select words in: the description of each claim and a note say how many places there are. A
/// segment is exported as the study counts it, cut to the respondent's own words; segments of the
/// interviewer's words are not in it, nor are times of recordings. A code stands at most 100 levels
/// deep. QualCoder knows codes by their names alone: of two codes of one name it keeps the first.
///
/// # Panics
/// Never: memory can be written to.
#[must_use]
pub fn refi_project(result: &RunResult, study: &Study) -> Option<Vec<u8>> {
    let mut material = ProjectMaterial::new(&result.personas, study);
    if material.documents.is_empty() {
        return None;
    }
    let codes = CodeTree::new(result, study, &mut material);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // Without a time of its own a member has that of 1980, the first that archives know.
    let options = SimpleFileOptions::default().unix_permissions(0o644);
    let mut add = |name: &str, bytes: &[u8]| {
        archive.start_file(name, options).expect(IN_MEMORY);
        archive.write_all(bytes).expect(IN_MEMORY);
    };
    add("project.qde", &project(result, study, &material, &codes));
    for document in &material.documents {
        add(&format!("sources/{}.txt", document.guid), document.text().as_bytes());
    }
    let words = Words::of(result.personas.study.language);
    if let Some(note) = note(&material, &codes, words) {
        add(&format!("sources/{}.txt", material.guid(&["note"])), note.as_bytes());
    }
    Some(archive.finish().expect(IN_MEMORY).into_inner())
}

fn project(
    result: &RunResult,
    study: &Study,
    material: &ProjectMaterial<'_>,
    codes: &CodeTree,
) -> Vec<u8> {
    let personas = &result.personas;
    let words = Words::of(personas.study.language);
    let mut xml = XmlWriter::new();
    let origin = format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let root = [
        ("xmlns", "urn:QDA-XML:project:1.0"),
        ("name", &personas.study.title),
        ("origin", &origin),
    ];
    xml.open("Project", &root);
    xml.open("Users", &[]);
    for (name, guid) in &material.users {
        xml.empty("User", &[("guid", guid), ("name", name)]);
    }
    xml.close("Users");
    codes.write(&mut xml, material);
    cases::write(&mut xml, result, study, material);
    xml.open("Sources", &[]);
    material.documents.iter().for_each(|document| document.write(&mut xml));
    xml.close("Sources");
    if note(material, codes, words).is_some() {
        write_note(&mut xml, material, words);
    }
    xml.text("Description", &(words.project_about)(personas.study.respondents));
    xml.close("Project");
    xml.into_bytes()
}

/// What is said of the parts that are not in the project.
fn note(material: &ProjectMaterial<'_>, codes: &CodeTree, words: &Words) -> Option<String> {
    let elsewhere = (words.project_elsewhere)(codes.elsewhere);
    let withheld = (words.project_withheld)(material.withheld);
    let said: Vec<&str> = [(codes.elsewhere, &elsewhere), (material.withheld as u64, &withheld)]
        .into_iter()
        .filter_map(|(number, text)| (number > 0).then_some(text.as_str()))
        .collect();
    (!said.is_empty()).then(|| said.join("\n"))
}

/// The note, whose text is a file as those of the transcripts are: notes within the project are
/// read by few programs, and notes without a date stop the import of some.
fn write_note(xml: &mut XmlWriter, material: &ProjectMaterial<'_>, words: &Words) {
    let guid = material.guid(&["note"]);
    let path = format!("internal://{guid}.txt");
    let mut attributes = vec![
        ("guid", guid.as_str()),
        ("name", words.project_left_out),
        ("plainTextPath", &path),
        ("creationDateTime", UNDATED),
    ];
    let own = material.users.get(OWN_USER);
    attributes.extend(own.map(|user| ("creatingUser", user.as_str())));
    xml.open("Notes", &[]);
    xml.empty("Note", &attributes);
    xml.close("Notes");
}
