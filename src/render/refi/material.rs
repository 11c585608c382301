//! The interviews in a project: texts, selections in them, and codings.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::names::{guid_of, path, shown};
use super::xml::XmlWriter;
use crate::locator::position32;
use crate::personas::PersonaSet;
use crate::sources::{Format, OWN_USER, Transcript, is_guid};
use crate::study::{PlacedSegment, SourceSegments, Study};

/// The transcripts, and everything that is coded in them.
pub(super) struct ProjectMaterial<'a> {
    pub(super) title: &'a str,
    pub(super) documents: Vec<ExportedDocument<'a>>,
    /// Guids of those who coded, by name.
    pub(super) users: BTreeMap<String, String>,
    /// Transcripts left out, because a respondent in them is not to be quoted.
    pub(super) withheld: usize,
    /// Position among the documents, by source and transcript.
    place_of: BTreeMap<(usize, u32), usize>,
    taken: BTreeSet<String>,
}

/// A transcript.
pub(super) struct ExportedDocument<'a> {
    pub(super) guid: String,
    /// Its source, by position in the study, and its position there.
    pub(super) address: (usize, u32),
    name: String,
    transcript: &'a Transcript,
    /// Characters that are the first of two that end a line, which are one in the project.
    returns: Vec<u32>,
    /// By stretch and by who selected it: some programs ask the selection who coded.
    pub(super) selections: BTreeMap<SelectionKey, ProjectSelection>,
}

/// First character, the one after the last, and the guid of who selected the stretch.
type SelectionKey = (u32, u32, Option<String>);

/// A stretch of a transcript.
pub(super) struct ProjectSelection {
    pub(super) guid: String,
    /// The respondent whose words they are.
    pub(super) respondent: Option<u32>,
    codings: Vec<ProjectCoding>,
}

/// The guids that a project gave a segment.
struct KnownGuids<'a> {
    selection: Option<&'a str>,
    coding: Option<&'a str>,
}

struct ProjectCoding {
    guid: String,
    user: Option<String>,
    code: String,
}

impl<'a> ProjectMaterial<'a> {
    pub(super) fn new(personas: &'a PersonaSet, study: &'a Study) -> Self {
        let mut material = Self {
            title: &personas.study.title,
            documents: Vec::new(),
            users: BTreeMap::new(),
            withheld: 0,
            place_of: BTreeMap::new(),
            taken: BTreeSet::new(),
        };
        material.texts(study);
        for segments in study.segments() {
            let of_refi = study.source_format(segments.source) == Format::RefiProject;
            for placed in &segments.placed {
                let coded = study.coded(segments, placed);
                let own =
                    |id: &'a Option<String>| id.as_deref().filter(|id| of_refi && is_guid(id));
                material.code(
                    segments,
                    placed,
                    KnownGuids { selection: own(&coded.id), coding: own(&coded.coding) },
                );
            }
        }
        // Claims are coded under a user of their own, so that people's codings stay theirs.
        let own = material.guid(&["user", OWN_USER]);
        material.users.insert(OWN_USER.to_owned(), own);
        material
    }

    /// A guid within the project, of a kind of thing and what it names.
    pub(super) fn guid(&self, parts: &[&str]) -> String {
        guid_of(std::iter::once(self.title).chain(parts.iter().copied()))
    }

    pub(super) fn code_guid<'b>(&'b self, path: impl IntoIterator<Item = &'b str>) -> String {
        guid_of([self.title, "code"].into_iter().chain(path))
    }

    fn texts(&mut self, study: &'a Study) {
        // Two sources may have a document of the same name.
        let several = study.sources_of_transcripts().nth(1).is_some();
        for source in study.sources_of_transcripts() {
            let id = study.source_id(source);
            for (transcript, number) in study.transcripts(source).iter().zip(0_u32..) {
                if study.speakers(source, number).any(|respondent| study.is_unquotable(respondent))
                {
                    // Cutting words out would shift every position, so a transcript goes out whole
                    // or not at all.
                    self.withheld += 1;
                    continue;
                }
                let text = transcript.text.as_str();
                let pairs = text.chars().zip(text.chars().skip(1)).enumerate();
                let name = &transcript.document;
                self.place_of.insert((source, number), self.documents.len());
                self.documents.push(ExportedDocument {
                    guid: self.guid(&["source", id.as_str(), name]),
                    address: (source, number),
                    name: if several { format!("{id}/{name}") } else { name.clone() },
                    transcript,
                    returns: pairs
                        .filter(|(_, pair)| *pair == ('\r', '\n'))
                        .map(|(at, _)| position32(at))
                        .collect(),
                    selections: BTreeMap::new(),
                });
            }
        }
    }

    /// A segment as a coding of a selection, under the guids that a project gave them, if one did.
    fn code(&mut self, segments: &SourceSegments, placed: &PlacedSegment, known: KnownGuids<'_>) {
        let Some(place) = self.place(segments, placed) else { return };
        let user = placed.coder.as_ref().map(|coder| {
            let guid = self.guid(&["user", "coder", coder]);
            self.users.entry(coder.clone()).or_insert(guid).clone()
        });
        let key = self.select(place, placed, user.clone(), known.selection);
        let code = self.code_guid(path(&placed.code));
        // One coder gives a code to a stretch once.
        if self.documents[place].selections[&key].codings.iter().any(|known| known.code == code) {
            return;
        }
        let source = self.documents[place].guid.clone();
        let (start, end) = (key.0.to_string(), key.1.to_string());
        let by = user.as_deref().unwrap_or_default();
        let guid = self.untaken(known.coding, &["coding", &source, &start, &end, &placed.code, by]);
        if let Some(selection) = self.documents[place].selections.get_mut(&key) {
            selection.codings.push(ProjectCoding { guid, user, code });
        }
    }

    /// The selection of a segment's words by somebody, made where there is none yet.
    fn select(
        &mut self,
        place: usize,
        placed: &PlacedSegment,
        user: Option<String>,
        known: Option<&str>,
    ) -> SelectionKey {
        let by = user.clone().unwrap_or_default();
        let key = (placed.chars.start, placed.chars.end, user);
        if !self.documents[place].selections.contains_key(&key) {
            let source = self.documents[place].guid.clone();
            let (start, end) = (key.0.to_string(), key.1.to_string());
            let guid = self.untaken(known, &["selection", &source, &start, &end, &by]);
            let selection =
                ProjectSelection { guid, respondent: placed.respondent, codings: Vec::new() };
            self.documents[place].selections.insert(key.clone(), selection);
        }
        key
    }

    /// Puts a code of a claim at a placed segment, once; true if the segment is in the project.
    pub(super) fn cite(
        &mut self,
        segments: &SourceSegments,
        placed: &PlacedSegment,
        code: &str,
    ) -> bool {
        let Some(place) = self.place(segments, placed) else { return false };
        let user = self.users.get(OWN_USER).cloned();
        let key = self.select(place, placed, user.clone(), None);
        let Self { documents, title, .. } = self;
        let Some(selection) = documents[place].selections.get_mut(&key) else { return false };
        // Two segments may lie on one stretch; a claim codes it once.
        if !selection.codings.iter().any(|coding| coding.code == code) {
            let guid = guid_of([title, "coding", selection.guid.as_str(), code]);
            selection.codings.push(ProjectCoding { guid, user, code: code.to_owned() });
        }
        true
    }

    fn place(&self, segments: &SourceSegments, placed: &PlacedSegment) -> Option<usize> {
        self.place_of.get(&(segments.transcripts, placed.transcript)).copied()
    }

    /// The guid that something had, unless something else has it by now.
    fn untaken(&mut self, known: Option<&str>, parts: &[&str]) -> String {
        // Two sources may come from one project; a guid may occur once in a file.
        let known = known.filter(|guid| !self.taken.contains(*guid)).map(str::to_owned);
        let guid = known.unwrap_or_else(|| self.guid(parts));
        self.taken.insert(guid.clone());
        guid
    }
}

impl ExportedDocument<'_> {
    /// Its text, line ends as one character.
    pub(super) fn text(&self) -> String {
        self.transcript.text.as_str().replace("\r\n", "\n")
    }

    pub(super) fn write(&self, xml: &mut XmlWriter) {
        let path = format!("internal://{}.txt", self.guid);
        xml.open(
            "TextSource",
            &[("guid", &self.guid), ("name", &self.name), ("plainTextPath", &path)],
        );
        for ((start, end, user), selection) in &self.selections {
            let [first, after] = [*start, *end].map(|position| self.position(position).to_string());
            let name = self.named(*start..*end);
            let mut attributes = vec![
                ("guid", selection.guid.as_str()),
                ("name", &name),
                ("startPosition", &first),
                ("endPosition", &after),
            ];
            attributes.extend(user.iter().map(|user| ("creatingUser", user.as_str())));
            xml.open("PlainTextSelection", &attributes);
            for coding in &selection.codings {
                let by = coding.user.iter().map(|user| ("creatingUser", user.as_str()));
                let attributes: Vec<_> =
                    std::iter::once(("guid", coding.guid.as_str())).chain(by).collect();
                xml.open("Coding", &attributes);
                xml.empty("CodeRef", &[("targetGUID", &coding.code)]);
                xml.close("Coding");
            }
            xml.close("PlainTextSelection");
        }
        xml.close("TextSource");
    }

    /// A position in the text of the project.
    fn position(&self, position: u32) -> u32 {
        // A line break of two characters is one in the project, so later positions move forward.
        position - position32(self.returns.partition_point(|before| *before < position))
    }

    /// The words of a selection as its name: by them programs that count otherwise can be told.
    fn named(&self, chars: Range<u32>) -> String {
        shown(self.transcript.text.slice(chars).unwrap_or_default())
    }
}
