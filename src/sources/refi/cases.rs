//! Who is who in a REFI-QDA project: cases, sets and variables, in the ways that programs use them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::interviews::Case;
use super::project::{CaseElement, OWN_USER, Project};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::findings::SourcesFinding;

/// Where the documents and selections of a project went.
#[derive(Default)]
pub(super) struct CasePlaces<'a> {
    /// Transcripts by guid of the source.
    pub(super) transcripts: BTreeMap<&'a str, u32>,
    /// Stretches by guid of the selection.
    pub(super) selections: BTreeMap<&'a str, (u32, Range<u32>)>,
    /// Stretches coded with a case: transcript and characters by guid of the case.
    pub(super) of_cases: BTreeMap<&'a str, Vec<(u32, Range<u32>)>>,
}

/// The cases of a project: its own; those that sets of documents called `name: value` stand for;
/// and the variables of documents.
///
/// # Errors
/// [`ErrorKind::TooLarge`] if names, values and stretches that many of them share take more than 1
/// GiB.
pub(super) fn read_cases(
    project: &Project,
    places: &CasePlaces<'_>,
    place: &Place,
    findings: &mut Findings,
) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    let mut room = CaseRoom { place, taken: 0 };
    let sources: BTreeSet<&str> =
        project.sources.iter().map(|source| source.guid.as_str()).collect();
    for element in &project.cases {
        room.take(project, &element.variables)?;
        room.take_parts(places.of_cases.get(element.guid.as_str()).map_or(0, Vec::len))?;
        let (case, lost) = read_case(project, element, &sources, places);
        let named = element.name.clone().unwrap_or_else(|| element.guid.clone());
        findings.add_counted(
            SourcesFinding::CaseReferenceLost { case: named },
            lost,
            Some(place.clone()),
        );
        cases.push(case);
    }
    for set in &project.sets {
        // Some programs export variables of documents as sets named "variable: value".
        let Some((name, value)) = set.name.split_once(": ") else { continue };
        let attributes = vec![(name.trim().to_owned(), value.trim().to_owned())];
        for transcript in
            set.sources.iter().filter_map(|source| places.transcripts.get(source.as_str()))
        {
            room.take_bytes(set.name.len())?;
            cases.push(Case {
                transcripts: vec![*transcript],
                attributes: attributes.clone(),
                ..Case::default()
            });
        }
    }
    for source in project.sources.iter().filter(|source| !source.variables.is_empty()) {
        room.take(project, &source.variables)?;
        let transcripts =
            places.transcripts.get(source.guid.as_str()).copied().into_iter().collect();
        cases.push(Case {
            transcripts,
            attributes: attributes(project, &source.variables),
            ..Case::default()
        });
    }
    Ok(cases)
}

/// Room for what cases share: the file has a name or stretch once, however many cases have it.
struct CaseRoom<'a> {
    place: &'a Place,
    taken: usize,
}

impl CaseRoom<'_> {
    const MOST: usize = 1 << 30;

    fn take(&mut self, project: &Project, values: &[(String, String)]) -> Result<()> {
        let name = |guid: &str| project.variables.get(guid).map_or(guid.len(), String::len);
        values.iter().try_for_each(|(guid, value)| self.take_bytes(name(guid) + value.len()))
    }

    fn take_parts(&mut self, parts: usize) -> Result<()> {
        self.take_bytes(parts * size_of::<(u32, Range<u32>)>())
    }

    fn take_bytes(&mut self, bytes: usize) -> Result<()> {
        // Cases can refer to one long value many times.
        self.taken += bytes;
        if self.taken > Self::MOST {
            let (place, limit) = (self.place.clone(), Self::MOST as u64);
            return Err(ErrorKind::TooLarge { place, limit, found: self.taken as u64 }.into());
        }
        Ok(())
    }
}

/// A case, and how many of its references lead to nothing.
fn read_case(
    project: &Project,
    element: &CaseElement,
    sources: &BTreeSet<&str>,
    places: &CasePlaces<'_>,
) -> (Case, usize) {
    let mut case = Case {
        name: element.name.clone(),
        attributes: attributes(project, &element.variables),
        ..Case::default()
    };
    let mut lost = 0;
    for source in &element.sources {
        match places.transcripts.get(source.as_str()) {
            Some(transcript) => case.transcripts.push(*transcript),
            // A picture or recording is a source without a transcript, and was reported.
            None => lost += usize::from(!sources.contains(source.as_str())),
        }
    }
    for selection in &element.selections {
        match places.selections.get(selection.as_str()) {
            Some(part) => case.parts.push(part.clone()),
            None => lost += 1,
        }
    }
    case.parts.extend(places.of_cases.get(element.guid.as_str()).into_iter().flatten().cloned());
    (case, lost)
}

/// Variables by name, but those that tell of this crate's own personas; NVivo names them with their
/// classification, as in `Person:Age group`.
fn attributes(project: &Project, values: &[(String, String)]) -> Vec<(String, String)> {
    let named = |(guid, value): &(String, String)| {
        let name = project.variables.get(guid).map_or(guid.as_str(), String::as_str);
        (name.to_owned(), value.clone())
    };
    // Variables that an earlier run wrote would confirm its personas.
    values.iter().map(named).filter(|(name, _)| !name.starts_with(OWN_USER)).collect()
}
