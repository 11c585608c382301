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
pub(super) mod convention;
mod members;
mod positions;
mod project;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

pub(crate) use codes::is_guid;
pub use convention::{LineEnds, Positions, Unit};

use super::archive::Archive;
use super::decoded::decode;
use super::encoding::Encoding;
use super::file::SourceFile;
use super::interviews::Interviews;
use super::reach::Reach;
use super::segments::{CodedSegment, CodedSegments, Room};
use super::transcript::{Cue, Transcript, TranscriptText};
use super::xml::{Xml, is};
use super::{Codebook, Digest};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::{Place, Timecode, position32};
use crate::sources::finding_data::{PositionsFit, Wordless};
use crate::sources::findings::SourcesFinding;
use codes::Codes;
use members::Members;
use positions::{Chosen, Index, Text, choose};
use project::{Coding, Project, Selection, SourceElement};

/// The user who puts claims of personas into a project as codes.
pub(crate) const OWN_USER: &str = "persona-synthesis";

/// What a reader of a project is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProjectOptions<'a> {
    /// Labels of those who ask; the usual ones if there are none.
    pub interviewers: &'a [String],
    /// How positions are counted, if it is not to be recognised.
    pub positions: Option<Positions>,
}

/// Whether a text begins as the XML of a project or codebook does.
pub(super) fn recognises(bytes: &[u8]) -> Option<&'static str> {
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

/// Reads a project: an archive, or its XML alone with the folder in which `sources` may stand
/// beside it.
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

/// Reads a codebook, `.qdc`.
///
/// # Errors
/// [`ErrorKind::Format`] if it is no codebook, [`ErrorKind::Duplicate`] for a guid that two codes
/// have.
pub fn read_codebook(file: &SourceFile, findings: &mut Findings) -> Result<Codebook> {
    let (place, file) = (file.place(), SourceFile::from_bytes(file.name(), file.bytes())?);
    let (text, _) = decode(&file, None, findings)?;
    let xml = Xml::parse(&text, place)?;
    let root = root(&xml, "CodeBook")?;
    Ok(Codes::read(&xml, root, findings)?.codebook(|_| false))
}

/// The root element, which must have this name.
fn root<'a>(xml: &'a Xml<'_>, name: &str) -> Result<roxmltree::Node<'a, 'a>> {
    let root = xml.document.root_element();
    if is(root, name) {
        return Ok(root);
    }
    let (expected, found) =
        (format!("an element <{name}>"), format!("<{}>", root.tag_name().name()));
    Err(ErrorKind::Format { place: xml.place(root), expected, found }.into())
}

/// A document with its text.
struct Document {
    name: String,
    text: String,
    digest: Digest,
    encoding: Encoding,
    marked: bool,
}

fn from_xml(
    file: SourceFile,
    members: &mut Members<'_>,
    options: &ProjectOptions<'_>,
    findings: &mut Findings,
) -> Result<Interviews> {
    let place = file.place();
    let (text, _) = decode(&file, None, findings)?;
    let xml = Xml::parse(&text, place.clone())?;
    let root = root(&xml, "Project")?;
    let codes = Codes::read(&xml, root, findings)?;
    let project = project::read(&xml);
    for (part, (count, line)) in &project.unread {
        let kind = SourcesFinding::ProjectPartUnread { part: *part };
        findings.add_counted(kind, *count, Some(place.clone().line(*line)));
    }
    let documents = documents(&project, members, &place, findings)?;
    let chosen = positions_of(&project, &documents, options, &place, findings);
    let reading = Reading {
        place,
        project: &project,
        codes: &codes,
        documents: &documents,
        positions: chosen,
    };
    reading.interviews(codes_that_are_cases(&project, &codes), options, findings)
}

/// Guids of codes that are cases as well, as NVivo exports them.
fn codes_that_are_cases<'a>(project: &'a Project, codes: &Codes) -> BTreeSet<&'a str> {
    let guids = project.cases.iter().map(|case| case.guid.as_str());
    guids.filter(|guid| codes.paths.contains_key(*guid)).collect()
}

/// The texts of the sources, by position; none where a source has none.
fn documents(
    project: &Project,
    members: &mut Members<'_>,
    place: &Place,
    findings: &mut Findings,
) -> Result<Vec<Option<Document>>> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut documents = Vec::with_capacity(project.sources.len());
    for source in &project.sources {
        let path = source.path.clone().unwrap_or_default();
        let file = match &source.content {
            Some(content) => Some(SourceFile::from_bytes(place.file.clone(), content.as_bytes())?),
            None if path.is_empty() => None,
            None => members.read(&path, findings)?,
        };
        let file_name =
            path.rsplit(['/', '\\']).next().filter(|name| !name.is_empty()).map(str::to_owned);
        let mut name = source
            .name
            .clone()
            .or(file_name)
            .unwrap_or_else(|| format!("document {}", source.guid));
        let times = names.entry(name.clone()).or_default();
        *times += 1;
        if *times > 1 {
            name = format!("{name}#{times}");
        }
        documents.push(match file {
            Some(file) => {
                let (digest, marked) = (file.digest(), file.bytes().starts_with(b"\xEF\xBB\xBF"));
                let (text, encoding) = decode(&file, None, findings)?;
                Some(Document { name, text, digest, encoding, marked })
            }
            None => {
                if source.has_text() || source.what == Wordless::DocumentWithoutText {
                    let path = (!path.is_empty()).then(|| file_part(&path));
                    let kind = SourcesFinding::DocumentWithoutText { document: name, path };
                    findings.add_at(kind, place.clone().line(source.line));
                }
                None
            }
        });
    }
    Ok(documents)
}

/// The last part of a path: folders before it may tell of whose machine they are.
fn file_part(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

fn texts<'a>(project: &'a Project, documents: &[Option<Document>]) -> Vec<Text<'a>> {
    let with_text = project.sources.iter().zip(documents);
    with_text
        .filter_map(|(source, document)| {
            let document = document.as_ref()?;
            let chars = document.text.chars().collect();
            Some(Text { chars, marked: document.marked, selections: &source.selections })
        })
        .collect()
}

/// The convention of the file's positions: stated, or the one that fits best, which is a finding.
fn positions_of(
    project: &Project,
    documents: &[Option<Document>],
    options: &ProjectOptions<'_>,
    place: &Place,
    findings: &mut Findings,
) -> Positions {
    if let Some(stated) = options.positions {
        return stated;
    }
    let texts = texts(project, documents);
    let one_line_end = project.origin.starts_with("ATLAS.ti");
    let Chosen { positions, agree, of, differ, here, there } = choose(&texts, one_line_end);
    if of > 0 {
        // Chance alone lets some selections fit the wrong reading; where the right one differs from
        // it, most fit the right one alone.
        let clear = agree * 10 >= of * 7 && (differ == 0 || there * 2 < here);
        let fit = PositionsFit { agree, of, differ, here, there };
        findings.add_at(
            if clear {
                SourcesFinding::PositionsRecognised { positions, fit }
            } else {
                SourcesFinding::PositionsDoubtful { positions, fit }
            },
            place.clone(),
        );
    }
    positions
}

/// A project while its codings become coded segments.
struct Reading<'a> {
    place: Place,
    project: &'a Project,
    codes: &'a Codes,
    documents: &'a [Option<Document>],
    positions: Positions,
}

impl Reading<'_> {
    fn interviews(
        &self,
        cases: BTreeSet<&str>,
        options: &ProjectOptions<'_>,
        findings: &mut Findings,
    ) -> Result<Interviews> {
        let mut transcripts = Vec::new();
        let (mut segments, mut room) = (Vec::new(), Room::default());
        let mut places = cases::Places::default();
        let mut of_cases = 0;
        for (source, document) in self.project.sources.iter().zip(self.documents) {
            for (on, coding) in &source.elsewhere {
                let kind = SourcesFinding::CodingWithoutText { on: *on };
                findings.add_at(kind, self.place.clone().line(coding.line));
            }
            let Some(document) = document else {
                let lost = source.selections.iter().map(|selection| selection.codings.len()).sum();
                let kind = SourcesFinding::CodingWithoutText { on: Wordless::DocumentWithoutText };
                findings.add_counted(kind, lost, Some(self.place.clone().line(source.line)));
                continue;
            };
            let number = position32(transcripts.len());
            places.transcripts.insert(&source.guid, number);
            let chars = document.text.chars().collect();
            let text = Text { chars, marked: document.marked, selections: &source.selections };
            let index = Index::new(&text, self.positions);
            for selection in &source.selections {
                let found = index.chars(selection.start, selection.end);
                if let Some(chars) = &found {
                    places.selections.insert(&selection.guid, (number, chars.clone()));
                }
                if selection.codings.is_empty() {
                    findings.add_at(
                        SourcesFinding::SegmentUncoded {},
                        self.place.clone().line(selection.line),
                    );
                }
                for coding in &selection.codings {
                    if cases.contains(coding.code.as_str()) {
                        of_cases += 1;
                        let of_case = places.of_cases.entry(coding.code.as_str()).or_default();
                        of_case.extend(found.clone().map(|chars| (number, chars)));
                        continue;
                    }
                    if let Some(segment) =
                        self.segment(document, selection, coding, found.clone(), findings)
                    {
                        room.take(&segment, || self.place.clone().line(coding.line))?;
                        segments.push(segment);
                    }
                }
            }
            transcripts.push(transcript(document, source, &index, options, findings));
        }
        let kind = SourcesFinding::CodesAreCases { codes: cases.len() };
        findings.add_counted(kind, of_cases, Some(self.place.clone()));
        let read = self.project.sources.iter().map(SourceElement::codings).sum::<usize>();
        Ok(Interviews {
            set_aside: read - segments.len(),
            transcripts,
            segments: Some(CodedSegments { segments, name: self.place.file.clone(), table: None }),
            codebook: Some(self.codes.codebook(|guid| cases.contains(guid)))
                .filter(|book| !book.codes().is_empty()),
            cases: cases::cases(self.project, &places, &self.place, findings)?,
        })
    }

    /// A coding as a coded segment; none if its code is not in the project, or is a claim's.
    fn segment(
        &self,
        document: &Document,
        selection: &Selection,
        coding: &Coding,
        chars: Option<Range<u32>>,
        findings: &mut Findings,
    ) -> Option<CodedSegment> {
        let Some(code) = self.codes.paths.get(&coding.code) else {
            let kind = SourcesFinding::CodingWithoutCode { code: coding.code.clone() };
            findings.add_at(kind, self.place.clone().line(coding.line));
            return None;
        };
        let user =
            coding.user.as_ref().map(|user| self.project.users.get(user).unwrap_or(user).clone());
        if user.as_deref() == Some(OWN_USER) {
            findings.add_at(SourcesFinding::CodingOfClaim {}, self.place.clone().line(coding.line));
            return None;
        }
        // Outside the text, the name may still lead to the words.
        let quote = (chars.is_none() && !selection.name.is_empty()).then(|| selection.name.clone());
        let outside = || {
            let position = |position: i64| u32::try_from(position).unwrap_or(u32::MAX);
            position(selection.start)..position(selection.end)
        };
        Some(CodedSegment {
            id: Some(selection.guid.clone()).filter(|guid| !guid.is_empty()),
            coding: Some(coding.guid.clone()).filter(|guid| !guid.is_empty()),
            document: document.name.clone(),
            code: code.clone(),
            coder: user,
            chars: Some(chars.unwrap_or_else(outside)),
            quote,
            line: coding.line,
        })
    }
}

/// The transcript of a document, with the times of its recording where the project has them.
fn transcript(
    document: &Document,
    source: &SourceElement,
    index: &Index,
    options: &ProjectOptions<'_>,
    findings: &mut Findings,
) -> Transcript {
    let mut cues: Vec<Cue> = Vec::with_capacity(source.times.len());
    for (position, milliseconds) in &source.times {
        if let Some(chars) = index.chars(*position, *position) {
            cues.push(Cue { start: chars.start, time: Timecode::from_milliseconds(*milliseconds) });
        }
    }
    let text = TranscriptText {
        text: document.text.clone(),
        cues,
        digest: document.digest.clone(),
        encoding: document.encoding,
    };
    Transcript::from_text(
        text,
        document.name.clone(),
        options.interviewers,
        Place::file(&document.name),
        findings,
    )
}
