//! The texts of a project's sources: in its XML, in the archive, or beside it.

use std::collections::BTreeMap;

use super::super::decoded::decode;
use super::super::encoding::Encoding;
use super::super::file::{Digest, SourceFile};
use super::super::positions::{PositionedText, StatedStretch};
use super::members::Members;
use super::project::{Project, SourceElement};
use crate::error::Result;
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::finding_data::Wordless;
use crate::sources::findings::SourcesFinding;

/// A source of a project with its text.
pub(super) struct ProjectText {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) digest: Digest,
    pub(super) encoding: Encoding,
    pub(super) marked: bool,
}

/// The texts of the sources, by position; none where a source has none.
pub(super) fn documents(
    project: &Project,
    members: &mut Members<'_>,
    place: &Place,
    findings: &mut Findings,
) -> Result<Vec<Option<ProjectText>>> {
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
        // Evidence names documents, so two of one name must differ.
        *times += 1;
        if *times > 1 {
            name = format!("{name}#{times}");
        }
        documents.push(match file {
            Some(file) => {
                let (digest, marked) = (file.digest(), file.bytes().starts_with(b"\xEF\xBB\xBF"));
                let (text, encoding) = decode(&file, None, findings)?;
                Some(ProjectText { name, text, digest, encoding, marked })
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
    leave_out_repeated(project, &mut documents, place, findings);
    Ok(documents)
}

/// Leaves out the text of a document that has the guid of another and the same text, unless its
/// selections are named after words of it: one of two files was lost, and the words are whose the
/// selections say.
fn leave_out_repeated(
    project: &Project,
    documents: &mut [Option<ProjectText>],
    place: &Place,
    findings: &mut Findings,
) {
    let mut all: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, source) in project.sources.iter().enumerate() {
        if !source.guid.is_empty() && documents[at].is_some() {
            all.entry(&source.guid).or_default().push(at);
        }
    }
    for group in all.into_values().filter(|group| group.len() > 1) {
        let name = |at: &usize| documents[*at].as_ref().map(|text| text.name.clone());
        let names: Vec<String> = group.iter().filter_map(name).collect();
        let first = documents[group[0]].as_ref().map(|text| text.digest.clone());
        let kept: Vec<bool> = group
            .iter()
            .map(|at| {
                let text = documents[*at].as_ref();
                let is_same = text.map(|text| &text.digest) == first.as_ref();
                text.is_some_and(|text| !is_same || is_named_after(&project.sources[*at], text))
            })
            .collect();
        // Where nothing is named, the first has the text.
        let none = !kept.contains(&true);
        for (position, at) in group.into_iter().enumerate() {
            let kept = kept[position] || (none && position == 0);
            let other = if position == 0 { &names[1] } else { &names[0] };
            if position > 0 || !kept {
                let (document, first) = (names[position].clone(), other.clone());
                let kind = SourcesFinding::DocumentRepeated { document, first, kept };
                findings.add_at(kind, place.clone().line(project.sources[at].line));
            }
            if !kept {
                documents[at] = None;
            }
        }
    }
}

/// True if most selections that have names are named after words of a text.
fn is_named_after(source: &SourceElement, text: &ProjectText) -> bool {
    const MOST_LOOKED_AT: usize = 100;
    let collapse = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = collapse(&text.text);
    let names = source.selections.iter().map(|one| one.name.trim_end_matches(['…', '.']));
    let named: Vec<bool> = names
        .map(collapse)
        .filter(|name| !name.is_empty())
        .take(MOST_LOOKED_AT)
        .map(|name| words.contains(&name))
        .collect();
    named.iter().filter(|found| **found).count() * 2 > named.len()
}

/// The last part of a path: folders before it may tell of whose machine they are.
fn file_part(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

pub(super) fn texts<'a>(
    project: &'a Project,
    documents: &[Option<ProjectText>],
) -> Vec<PositionedText<'a>> {
    let with_text = project.sources.iter().zip(documents);
    with_text
        .filter_map(|(source, document)| {
            let document = document.as_ref()?;
            Some(document.positioned(source))
        })
        .collect()
}

impl ProjectText {
    /// The text with the selections of its source.
    pub(super) fn positioned<'a>(&self, source: &'a SourceElement) -> PositionedText<'a> {
        let stretches = source.selections.iter();
        let stretches = stretches
            .map(|one| StatedStretch { name: &one.name, start: one.start, end: one.end })
            .collect();
        PositionedText { chars: self.text.chars().collect(), marked: self.marked, stretches }
    }
}
