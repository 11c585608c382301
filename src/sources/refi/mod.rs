//! Projects and codebooks of REFI-QDA, the exchange format of programs for qualitative analysis:
//! `.qdpx`, `.qde` and `.qdc`.
//!
//! In comes a ZIP archive with the project's XML and its sources, or the XML alone; out go
//! transcripts, coded segments, the codebook and the cases. Positions are read by the one
//! convention that fits the file best (see [`Positions`]). What has no words, such as pictures,
//! areas of pages and stretches of recordings without a transcript, is set aside and named in
//! findings.

mod cases;
mod codes;
mod documents;
mod members;
mod options;
mod project;
mod segments;

use std::collections::BTreeSet;
use std::path::Path;

use super::archive::Archive;
use super::codebook::Codebook;
use super::convention::Positions;
use super::decoded::decode;
use super::file::SourceFile;
use super::interviews::Interviews;
use super::positions::{ChosenPositions, choose_positions};
use super::reach::Reach;
use super::xml::{ParsedXml, is};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::finding_data::PositionsFit;
use crate::sources::findings::SourcesFinding;
use codes::ProjectCodes;
use documents::{ProjectText, documents, texts};
use members::Members;
use project::Project;
use segments::ProjectReader;

pub(crate) use codes::is_guid;
pub use options::ProjectOptions;
pub(crate) use project::OWN_USER;

/// Name of the root element if a text begins as the XML of a project or codebook does.
pub(super) fn detect_root(bytes: &[u8]) -> Option<&'static str> {
    const FAR: usize = 2000;
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(FAR)]);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let has =
        |name: &str| start.contains(&format!("<{name}")) || start.contains(&format!(":{name} "));
    match start.starts_with('<') && start.contains("QDA-XML") {
        true if has("Project") => Some("Project"),
        true if has("CodeBook") => Some("CodeBook"),
        _ => None,
    }
}

/// The member of an archive that holds a project's XML.
pub(super) fn project_member(members: &[String]) -> impl Iterator<Item = usize> {
    let at_root =
        |name: &String| !name.contains('/') && name.to_ascii_lowercase().ends_with(".qde");
    members.iter().enumerate().filter(move |(_, name)| at_root(name)).map(|(at, _)| at)
}

/// Reads a REFI-QDA project: an archive, or only its XML with the folder in which `sources` may be.
///
/// # Errors
/// [`ErrorKind::Format`] if it is no project, has several, or is damaged; [`ErrorKind::TooLarge`]
/// beyond the limits of archives.
pub fn read_project(
    file: &SourceFile,
    beside: Option<&Path>,
    options: &ProjectOptions<'_>,
    findings: &mut Findings,
) -> Result<Interviews> {
    if !Archive::is(file.bytes()) {
        let xml = SourceFile::from_bytes(file.name(), file.bytes())?;
        let beside = beside.and_then(|folder| Some((folder, Reach::within(folder).ok()?)));
        return from_xml(xml, &mut Members::Beside(beside), options, findings);
    }
    let mut archive = Archive::open(file)?;
    let found: Vec<usize> = project_member(archive.members()).collect();
    let [member] = found[..] else {
        let (expected, found) =
            ("one .qde file at the root of the archive".to_owned(), found.len().to_string());
        return Err(ErrorKind::Format { place: file.place(), expected, found }.into());
    };
    let xml = archive.read(member)?;
    from_xml(xml, &mut Members::Archive(archive), options, findings)
}

/// Reads a REFI-QDA codebook, `.qdc`.
///
/// # Errors
/// [`ErrorKind::Format`] if it is no codebook, [`ErrorKind::Duplicate`] for a guid that two codes
/// have.
pub fn read_codebook(file: &SourceFile, findings: &mut Findings) -> Result<Codebook> {
    let (place, file) = (file.place(), SourceFile::from_bytes(file.name(), file.bytes())?);
    let (text, _) = decode(&file, None, findings)?;
    let xml = ParsedXml::parse(&text, place)?;
    let root = root(&xml, "CodeBook")?;
    Ok(ProjectCodes::read(&xml, root, findings)?.codebook(|_| false))
}

/// The root element, which must have this name.
fn root<'a>(xml: &'a ParsedXml<'_>, name: &str) -> Result<roxmltree::Node<'a, 'a>> {
    let root = xml.document.root_element();
    if is(root, name) {
        return Ok(root);
    }
    let (expected, found) =
        (format!("an element <{name}>"), format!("<{}>", root.tag_name().name()));
    Err(ErrorKind::Format { place: xml.place(root), expected, found }.into())
}

fn from_xml(
    file: SourceFile,
    members: &mut Members<'_>,
    options: &ProjectOptions<'_>,
    findings: &mut Findings,
) -> Result<Interviews> {
    let place = file.place();
    let (text, _) = decode(&file, None, findings)?;
    let xml = ParsedXml::parse(&text, place.clone())?;
    let root = root(&xml, "Project")?;
    let codes = ProjectCodes::read(&xml, root, findings)?;
    let project = project::read(&xml);
    for (part, (count, line)) in &project.unread {
        let kind = SourcesFinding::ProjectPartUnread { part: *part };
        findings.add_counted(kind, *count, Some(place.clone().line(*line)));
    }
    let documents = documents(&project, members, &place, findings)?;
    let chosen = find_positions(&project, &documents, options, &place, findings);
    let reading = ProjectReader {
        place,
        project: &project,
        codes: &codes,
        documents: &documents,
        positions: chosen,
    };
    reading.interviews(codes_that_are_cases(&project, &codes), options, findings)
}

/// Guids of codes that are cases as well, as NVivo exports them.
fn codes_that_are_cases<'a>(project: &'a Project, codes: &ProjectCodes) -> BTreeSet<&'a str> {
    let guids = project.cases.iter().map(|case| case.guid.as_str());
    guids.filter(|guid| codes.paths.contains_key(*guid)).collect()
}

/// The convention of the file's positions: the stated one, or the one that fits best, with a
/// finding.
fn find_positions(
    project: &Project,
    documents: &[Option<ProjectText>],
    options: &ProjectOptions<'_>,
    place: &Place,
    findings: &mut Findings,
) -> Positions {
    if let Some(stated) = options.positions {
        return stated;
    }
    let texts = texts(project, documents);
    let one_line_end = project.origin.starts_with("ATLAS.ti");
    let chosen = choose_positions(&texts, one_line_end);
    let ChosenPositions { positions, agree, of, differ, here, there, .. } = chosen;
    if of > 0 {
        let fit = PositionsFit { agree, of, differ, here, there };
        findings.add_at(
            if chosen.is_clear() {
                SourcesFinding::PositionsRecognised { positions, fit }
            } else {
                SourcesFinding::PositionsDoubtful { positions, fit }
            },
            place.clone(),
        );
    }
    positions
}
