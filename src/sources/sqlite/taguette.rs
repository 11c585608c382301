//! Taguette's projects: documents in HTML, highlights as bytes of their text, tags as paths.

use std::collections::BTreeMap;

use super::super::codebook::{Code, Codebook};
use super::super::encoding::Encoding;
use super::super::file::Digest;
use super::super::interviews::Interviews;
use super::super::segment_room::Room;
use super::super::segments::{CodedSegment, CodedSegments};
use super::super::transcript::{Transcript, TranscriptText, find_speakers};
use super::database::{Database, different};
use super::html_text::HtmlText;
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::findings::SourcesFinding;

pub(super) fn read(
    database: &Database,
    interviewers: &[String],
    findings: &mut Findings,
) -> Result<Interviews> {
    let projects = database.count("projects")?;
    if projects > 1 {
        let (expected, found) =
            ("the export of one project".to_owned(), format!("{projects} projects"));
        return Err(
            ErrorKind::Format { place: Place::file(&database.name), expected, found }.into()
        );
    }
    let (documents, mut transcripts, texts) = documents(database)?;
    let place = |document: &str| Place::file(format!("{}/{document}", database.name));
    find_speakers(&mut transcripts, interviewers, &place, findings);
    let (codebook, tags) = tags(database)?;
    let project = TaguetteDocuments { numbers: &documents, transcripts: &transcripts, texts };
    let (segments, set_aside) = segments(database, &project, &tags, findings)?;
    let segments = Some(CodedSegments {
        segments,
        name: format!("{}/highlights", database.name),
        table: None,
    });
    Ok(Interviews {
        transcripts,
        segments,
        codebook: Some(codebook),
        set_aside,
        ..Interviews::default()
    })
}

/// The documents of a project.
struct TaguetteDocuments<'a> {
    /// Position of each by its id.
    numbers: &'a BTreeMap<i64, usize>,
    transcripts: &'a [Transcript],
    texts: Vec<HtmlText>,
}

/// Positions by id, transcripts and texts of documents.
type ReadDocuments = (BTreeMap<i64, usize>, Vec<Transcript>, Vec<HtmlText>);

/// The transcripts, and their positions by id of the document.
fn documents(database: &Database) -> Result<ReadDocuments> {
    let read = database.table("documents", &["id", "name", "contents"], "id", |record| {
        Ok((record.integer(0)?, record.text(1)?, record.text(2)?))
    })?;
    let (mut numbers, mut transcripts, mut names) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
    let mut texts = Vec::new();
    for (id, name, html) in read {
        let name = different(&mut names, name);
        let digest = Digest::of(html.as_bytes());
        let mut read = HtmlText::of(&html);
        let text = TranscriptText {
            text: std::mem::take(&mut read.text),
            cues: Vec::new(),
            digest,
            encoding: Encoding::Utf8,
        };
        numbers.insert(id, transcripts.len());
        transcripts.push(Transcript::from_text(text, name));
        texts.push(read);
    }
    Ok((numbers, transcripts, texts))
}

/// The codebook, and the path of each tag. Tags are kept as their users wrote them, whatever
/// separates the parts of their names.
fn tags(database: &Database) -> Result<(Codebook, BTreeMap<i64, String>)> {
    let read = database.table("tags", &["id", "path", "description"], "id", |record| {
        Ok((
            record.integer(0)?,
            record.text(1)?.trim().to_owned(),
            record.text(2)?.trim().to_owned(),
        ))
    })?;
    let code = |(_, path, definition): &(i64, String, String)| Code {
        path: path.clone(),
        definition: definition.clone(),
    };
    let codebook = Codebook::new(read.iter().map(code).collect());
    Ok((codebook, read.into_iter().map(|(id, path, _)| (id, path)).collect()))
}

/// Author of each highlight, from the project's history of commands.
fn coders(database: &Database) -> Result<BTreeMap<i64, String>> {
    // An export may lack the history.
    if database.count("commands")? == 0 {
        return Ok(BTreeMap::new());
    }
    let read = database.table("commands", &["id", "user_login", "payload"], "id", |record| {
        let payload: Option<serde_json::Value> = serde_json::from_str(&record.text(2)?).ok();
        let added = payload.filter(|payload| payload["type"] == "highlight_add");
        let highlight = added.and_then(|payload| payload["highlight_id"].as_i64());
        Ok(highlight.zip(Some(record.text(1)?)))
    })?;
    let mut coders = BTreeMap::new();
    for (highlight, user) in read.into_iter().flatten() {
        // The first command made the highlight; later ones changed it.
        coders.entry(highlight).or_insert(user);
    }
    Ok(coders)
}

/// A segment for each tag of each highlight, in the order of documents and places; and the number
/// of those that were set aside.
fn segments(
    database: &Database,
    documents: &TaguetteDocuments<'_>,
    tags: &BTreeMap<i64, String>,
    findings: &mut Findings,
) -> Result<(Vec<CodedSegment>, usize)> {
    let coders = coders(database)?;
    let mut tags_of: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let pairs = database.table(
        "highlight_tags",
        &["highlight_id", "tag_id"],
        "highlight_id, tag_id",
        |record| Ok((record.integer(0)?, record.integer(1)?)),
    )?;
    pairs.iter().for_each(|(highlight, tag)| tags_of.entry(*highlight).or_default().push(*tag));
    let columns = ["id", "document_id", "start_offset", "end_offset", "snippet"];
    let order = "document_id, start_offset, end_offset, id";
    let (mut segments, mut room) = (Vec::with_capacity(pairs.len()), Room::default());
    database.table("highlights", &columns, order, |record| {
        let (id, place) = (record.integer(0)?, database.place("highlights", record.integer(0)?));
        let number = documents.numbers.get(&record.integer(1)?);
        let (start, end, quote) =
            (record.integer(2)?, record.integer(3)?, HtmlText::of(&record.text(4)?).text);
        let carried = tags_of.remove(&id).unwrap_or_default();
        if carried.is_empty() {
            findings.add_at(SourcesFinding::SegmentUncoded {}, place.clone());
        }
        for tag in carried {
            let Some(code) = tags.get(&tag) else {
                let kind = SourcesFinding::CodingWithoutCode { code: format!("tag {tag}") };
                findings.add_at(kind, place.clone());
                continue;
            };
            let segment = CodedSegment {
                id: Some(id.to_string()),
                coding: Some(format!("{id}-{tag}")),
                document: number.map_or_else(
                    || format!("document {id}"),
                    |at| documents.transcripts[*at].document.clone(),
                ),
                code: code.clone(),
                coder: coders.get(&id).cloned(),
                chars: number.and_then(|at| documents.chars(*at, start, end)),
                quote: Some(quote.clone()),
                line: place.line.unwrap_or_default(),
            };
            room.take(segment.bytes(), || place.clone())?;
            segments.push(segment);
        }
        Ok(())
    })?;
    let orphans: usize = tags_of.values().map(Vec::len).sum();
    let kind = SourcesFinding::CodingWithoutSegment {};
    findings.add_counted(
        kind,
        orphans,
        Some(Place::file(format!("{}/highlight_tags", database.name))),
    );
    let set_aside = pairs.len() - segments.len();
    Ok((segments, set_aside))
}

impl TaguetteDocuments<'_> {
    /// Code points for bytes that are counted in a text, if these are whole characters of it.
    fn chars(&self, number: usize, start: i64, end: i64) -> Option<std::ops::Range<u32>> {
        let text = &self.transcripts[number].text;
        let bytes =
            self.texts[number].bytes(usize::try_from(start).ok()?, usize::try_from(end).ok()?);
        // Taguette counts bytes of UTF-8.
        let whole = |at: usize| text.as_str().is_char_boundary(at);
        (bytes.start <= bytes.end && whole(bytes.start) && whole(bytes.end))
            .then(|| text.char_of(bytes.start)..text.char_of(bytes.end))
    }
}
