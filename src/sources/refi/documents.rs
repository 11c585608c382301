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
    Ok(documents)
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
