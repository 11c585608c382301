//! QualCoder's projects: texts, codes in categories, coded stretches in code points, cases and
//! their attributes.

use std::collections::BTreeMap;

use super::super::codebook::{Code, Codebook, check_paths};
use super::super::encoding::Encoding;
use super::super::file::Digest;
use super::super::interviews::{Case, Interviews};
use super::super::segment_room::Room;
use super::super::segments::{CodedSegment, CodedSegments};
use super::super::transcript::{Transcript, TranscriptText, find_speakers};
use super::database::{Database, different, position};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::{Place, position32};
use crate::sources::finding_data::{ProjectPart, Wordless};
use crate::sources::findings::SourcesFinding;

pub(super) fn read(
    database: &Database,
    interviewers: &[String],
    findings: &mut Findings,
) -> Result<Interviews> {
    let mut reading =
        QualcoderReader { database, documents: BTreeMap::new(), transcripts: Vec::new() };
    reading.documents()?;
    let place = |document: &str| Place::file(format!("{}/{document}", database.name));
    find_speakers(&mut reading.transcripts, interviewers, &place, findings);
    let (codebook, codes) = codes(database, findings)?;
    let (segments, read) = reading.segments(&codes, findings)?;
    let mut elsewhere = 0;
    for (table, on) in
        [("code_image", Wordless::PictureOrPageArea), ("code_av", Wordless::Recording)]
    {
        let count = database.count(table)?;
        let place = Place::file(format!("{}/{table}", database.name));
        findings.add_counted(SourcesFinding::CodingWithoutText { on }, count, Some(place));
        elsewhere += count;
    }
    for (table, part) in
        [("annotation", ProjectPart::Annotations), ("journal", ProjectPart::Journals)]
    {
        let place = Place::file(format!("{}/{table}", database.name));
        let kind = SourcesFinding::ProjectPartUnread { part };
        findings.add_counted(kind, database.count(table)?, Some(place));
    }
    let cases = reading.cases(findings)?;
    let set_aside = read + elsewhere - segments.len();
    let segments =
        Some(CodedSegments { segments, name: format!("{}/code_text", database.name), table: None });
    Ok(Interviews {
        transcripts: reading.transcripts,
        segments,
        codebook: Some(codebook),
        cases,
        set_aside,
    })
}

/// A code or category before its path is known.
struct Node {
    name: String,
    memo: String,
    /// The node above it.
    parent: Option<NodeKey>,
}

/// Where a code or category is: ids are unique within a table only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct NodeKey {
    table: &'static str,
    id: i64,
}

impl NodeKey {
    /// The key of a row; `None` for the id of a missing one.
    fn at(table: &'static str, id: i64) -> Option<Self> {
        (id >= 0).then_some(Self { table, id })
    }
}

type Nodes = BTreeMap<NodeKey, Node>;

/// The codebook, and the path of each code by its id.
fn codes(
    database: &Database,
    findings: &mut Findings,
) -> Result<(Codebook, BTreeMap<i64, String>)> {
    let mut nodes: Nodes = BTreeMap::new();
    let columns = ["catid", "name", "?memo", "?supercatid"];
    database.table("code_cat", &columns, "catid", |record| {
        let parent = NodeKey::at("code_cat", record.integer(3)?);
        nodes.insert(
            NodeKey { table: "code_cat", id: record.integer(0)? },
            Node { name: record.text(1)?, memo: record.text(2)?, parent },
        );
        Ok(())
    })?;
    let columns = ["cid", "name", "?memo", "?catid", "?supercid"];
    database.table("code_name", &columns, "cid", |record| {
        // Newer versions nest codes within codes.
        let code = NodeKey::at("code_name", record.integer(4)?);
        let parent = code.or(NodeKey::at("code_cat", record.integer(3)?));
        nodes.insert(
            NodeKey { table: "code_name", id: record.integer(0)? },
            Node { name: record.text(1)?, memo: record.text(2)?, parent },
        );
        Ok(())
    })?;
    let (mut codes, mut paths, mut length) = (Vec::new(), BTreeMap::new(), 0);
    let mut seen = std::collections::BTreeSet::new();
    for (key, node) in &nodes {
        let path = path_of(database, &nodes, *key)?;
        length += path.len();
        check_paths(length, || database.place(key.table, key.id))?;
        if !seen.insert(path.clone()) {
            findings.add_at(
                SourcesFinding::DuplicateCode { code: path.clone() },
                database.place(key.table, key.id),
            );
        }
        codes.push(Code { path: path.clone(), definition: node.memo.trim().to_owned() });
        if key.table == "code_name" {
            paths.insert(key.id, path);
        }
    }
    Ok((Codebook::new(codes), paths))
}

/// The names above a code and its own; a node above that is not there ends them.
fn path_of(database: &Database, nodes: &Nodes, start: NodeKey) -> Result<String> {
    /// Nesting beyond this is no codebook, and would make paths as long as the codebook itself.
    const DEEPEST: usize = 200;
    let (mut chain, mut names) = (vec![start], Vec::new());
    while let Some(node) = chain.last().and_then(|last| nodes.get(last)) {
        names.push(node.name.trim());
        let Some(parent) = node.parent else { break };
        let again = chain.iter().position(|known| *known == parent);
        // Categories refer to each other by id, so a file can make them a circle.
        if again.is_some() || chain.len() > DEEPEST {
            let mut cycle: Vec<String> =
                names[again.unwrap_or(0)..].iter().map(|name| (*name).to_owned()).collect();
            cycle.truncate(DEEPEST);
            cycle.extend(cycle.first().cloned());
            return Err(ErrorKind::Codebook {
                place: database.place(parent.table, parent.id),
                cycle,
            }
            .into());
        }
        chain.push(parent);
    }
    names.reverse();
    Ok(names.join("/"))
}

struct QualcoderReader<'a> {
    database: &'a Database,
    /// Position of the transcript by id of the source.
    documents: BTreeMap<i64, usize>,
    transcripts: Vec<Transcript>,
}

impl QualcoderReader<'_> {
    fn documents(&mut self) -> Result<()> {
        let columns = ["id", "name", "fulltext", "?mediapath"];
        let read = self.database.table("source", &columns, "id", |record| {
            Ok((record.integer(0)?, record.text(1)?, record.text(2)?, record.text(3)?))
        })?;
        let mut names = BTreeMap::new();
        for (id, name, text, media) in read {
            let name = different(&mut names, name);
            // Pictures and recordings have a path and no text of their own.
            if text.is_empty() && !media.is_empty() {
                continue;
            }
            let digest = Digest::of(text.as_bytes());
            let text = TranscriptText { text, cues: Vec::new(), digest, encoding: Encoding::Utf8 };
            self.documents.insert(id, self.transcripts.len());
            self.transcripts.push(Transcript::from_text(text, name));
        }
        Ok(())
    }

    /// The coded stretches, and how many were read.
    fn segments(
        &self,
        codes: &BTreeMap<i64, String>,
        findings: &mut Findings,
    ) -> Result<(Vec<CodedSegment>, usize)> {
        let columns = ["ctid", "cid", "fid", "seltext", "pos0", "pos1", "?owner"];
        let (mut segments, mut room) = (Vec::new(), Room::default());
        let read =
            self.database.table("code_text", &columns, "fid, pos0, pos1, ctid", |record| {
                let (id, code, document) =
                    (record.integer(0)?, record.integer(1)?, record.integer(2)?);
                let place = self.database.place("code_text", id);
                let Some(code) = codes.get(&code) else {
                    findings.add_at(
                        SourcesFinding::CodingWithoutCode { code: format!("code {code}") },
                        place,
                    );
                    return Ok(());
                };
                let document = self.documents.get(&document).map_or_else(
                    || format!("source {document}"),
                    |at| self.transcripts[*at].document.clone(),
                );
                let segment = CodedSegment {
                    id: Some(id.to_string()),
                    coding: Some(id.to_string()),
                    document,
                    code: code.clone(),
                    coder: Some(record.text(6)?).filter(|owner| !owner.is_empty()),
                    chars: position(record.integer(4)?)
                        .zip(position(record.integer(5)?))
                        .map(|(start, end)| start..end),
                    quote: Some(record.text(3)?).filter(|words| !words.is_empty()),
                    line: place.line.unwrap_or_default(),
                };
                room.take(segment.bytes(), || place.clone())?;
                segments.push(segment);
                Ok(())
            })?;
        Ok((segments, read.len()))
    }

    /// Cases with the texts or parts of texts that are theirs, and the attributes of cases and of
    /// texts.
    fn cases(&self, findings: &mut Findings) -> Result<Vec<Case>> {
        let mut cases: BTreeMap<i64, Case> = BTreeMap::new();
        self.database.table("cases", &["caseid", "name"], "caseid", |record| {
            let name = Some(record.text(1)?.trim().to_owned());
            cases.insert(record.integer(0)?, Case { name, ..Case::default() });
            Ok(())
        })?;
        self.database.table(
            "case_text",
            &["caseid", "fid", "pos0", "pos1"],
            "caseid, fid, pos0",
            |record| {
                let case = cases.get_mut(&record.integer(0)?);
                let document = self.documents.get(&record.integer(1)?);
                let chars = position(record.integer(2)?).zip(position(record.integer(3)?));
                let (Some(case), Some(document), Some((start, end))) = (case, document, chars)
                else {
                    let kind = SourcesFinding::CaseReferenceLost {
                        case: format!("case {}", record.integer(0)?),
                    };
                    findings.add_at(kind, Place::file(format!("{}/case_text", self.database.name)));
                    return Ok(());
                };
                // Programs that count differently end a whole text one character early.
                if start == 0 && end.saturating_add(1) >= self.transcripts[*document].text.chars() {
                    case.transcripts.push(position32(*document));
                } else {
                    case.parts.push((position32(*document), start..end));
                }
                Ok(())
            },
        )?;
        let mut of_documents: BTreeMap<u32, Case> = BTreeMap::new();
        self.database.table(
            "attribute",
            &["name", "attr_type", "value", "id"],
            "attr_type, id, name",
            |record| {
                let (name, value, id) =
                    (record.text(0)?, record.text(2)?.trim().to_owned(), record.integer(3)?);
                let case = match record.text(1)?.as_str() {
                    "case" => cases.get_mut(&id),
                    "file" => self.documents.get(&id).map(|document| {
                        let document = position32(*document);
                        let new = Case { transcripts: vec![document], ..Case::default() };
                        of_documents.entry(document).or_insert(new)
                    }),
                    _ => None,
                };
                if let Some(case) = case.filter(|_| !value.is_empty()) {
                    case.attributes.push((name, value));
                }
                Ok(())
            },
        )?;
        Ok(cases.into_values().chain(of_documents.into_values()).collect())
    }
}
