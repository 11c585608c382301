//! The elements of a REFI-QDA project as its XML has them: nothing is resolved here.
//!
//! Elements are known by their local names, since exporters write several namespaces or none.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::super::xml::{ParsedXml, children, is};
use super::codes::guid;
use crate::sources::finding_data::{ProjectPart, Wordless};

/// The user who puts claims of personas into a project as codes.
pub(crate) const OWN_USER: &str = "persona-synthesis";

/// The elements of a project that are read.
#[derive(Debug, Default)]
pub(super) struct Project {
    /// The program that wrote it, as it calls itself.
    pub(super) origin: String,
    /// Names of people by guid.
    pub(super) users: BTreeMap<String, String>,
    /// Names of variables by guid.
    pub(super) variables: BTreeMap<String, String>,
    pub(super) cases: Vec<CaseElement>,
    pub(super) sets: Vec<SetElement>,
    pub(super) sources: Vec<SourceElement>,
    /// Elements that are not read, with their number and first line: notes, links, graphs.
    pub(super) unread: BTreeMap<ProjectPart, (usize, u64)>,
}

/// A case: a respondent, or a document's variables.
#[derive(Debug, Default)]
pub(super) struct CaseElement {
    pub(super) guid: String,
    pub(super) name: Option<String>,
    pub(super) sources: Vec<String>,
    pub(super) selections: Vec<String>,
    pub(super) variables: Vec<(String, String)>,
}

/// A set of documents.
#[derive(Debug)]
pub(super) struct SetElement {
    pub(super) name: String,
    pub(super) sources: Vec<String>,
}

/// A document, picture or recording.
#[derive(Debug, Default)]
pub(super) struct SourceElement {
    pub(super) guid: String,
    pub(super) name: Option<String>,
    /// Path of the file with its plain text.
    pub(super) path: Option<String>,
    /// Its plain text, if the XML holds it.
    pub(super) content: Option<String>,
    pub(super) selections: Vec<SelectionElement>,
    /// Codings on something that is no text, and what that is.
    pub(super) elsewhere: Vec<(Wordless, CodingElement)>,
    pub(super) variables: Vec<(String, String)>,
    pub(super) line: u64,
    /// Words for it in findings where it has no text.
    pub(super) what: Wordless,
    /// Times of positions in the text, in milliseconds.
    pub(super) times: Vec<(i64, u64)>,
}

/// A stretch of text.
#[derive(Debug, Default)]
pub(super) struct SelectionElement {
    pub(super) guid: String,
    pub(super) name: String,
    pub(super) start: i64,
    pub(super) end: i64,
    pub(super) codings: Vec<CodingElement>,
    pub(super) line: u64,
}

/// A code applied to a selection.
#[derive(Debug, Default)]
pub(super) struct CodingElement {
    pub(super) guid: String,
    /// Guid of the person who coded.
    pub(super) user: Option<String>,
    /// Guid of the code.
    pub(super) code: String,
    pub(super) line: u64,
}

/// Reads the elements of a project.
pub(super) fn read(xml: &ParsedXml<'_>) -> Project {
    let root = xml.document.root_element();
    let mut project =
        Project { origin: attribute(root, "origin").unwrap_or_default(), ..Project::default() };
    for section in root.children().filter(Node::is_element) {
        match section.tag_name().name() {
            "Users" => project.users = names(section, "User"),
            "Variables" => project.variables = names(section, "Variable"),
            "Cases" => project.cases = children(section, "Case").map(case).collect(),
            "Sets" => project.sets = children(section, "Set").map(set).collect(),
            "Sources" => {
                let elements = section.children().filter(Node::is_element);
                project.sources = elements.map(|element| source(xml, element)).collect();
            }
            "Notes" => project.count_unread(ProjectPart::Notes, xml, section),
            "Links" => project.count_unread(ProjectPart::Links, xml, section),
            "Graphs" => project.count_unread(ProjectPart::Graphs, xml, section),
            _ => {}
        }
    }
    project
}

impl Project {
    fn count_unread(&mut self, part: ProjectPart, xml: &ParsedXml<'_>, section: Node<'_, '_>) {
        let count = section.children().filter(Node::is_element).count();
        if count > 0 {
            self.unread.insert(part, (count, xml.line(section)));
        }
    }
}

/// An attribute that says something.
fn attribute(node: Node<'_, '_>, name: &str) -> Option<String> {
    node.attribute(name).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned)
}

fn guid_of(node: Node<'_, '_>, name: &str) -> Option<String> {
    node.attribute(name).map(guid).filter(|guid| !guid.is_empty())
}

fn names(section: Node<'_, '_>, element: &'static str) -> BTreeMap<String, String> {
    let named = |node: Node<'_, '_>| Some((guid_of(node, "guid")?, attribute(node, "name")?));
    children(section, element).filter_map(named).collect()
}

fn targets(node: Node<'_, '_>, element: &'static str) -> Vec<String> {
    children(node, element).filter_map(|reference| guid_of(reference, "targetGUID")).collect()
}

fn case(node: Node<'_, '_>) -> CaseElement {
    CaseElement {
        guid: guid_of(node, "guid").unwrap_or_default(),
        name: attribute(node, "name"),
        sources: targets(node, "SourceRef"),
        selections: targets(node, "SelectionRef"),
        variables: variables(node),
    }
}

fn set(node: Node<'_, '_>) -> SetElement {
    SetElement {
        name: attribute(node, "name").unwrap_or_default(),
        sources: targets(node, "MemberSource"),
    }
}

/// The values of variables: guid of the variable, and the value.
fn variables(node: Node<'_, '_>) -> Vec<(String, String)> {
    let value = |value: Node<'_, '_>| {
        let variable =
            children(value, "VariableRef").find_map(|variable| guid_of(variable, "targetGUID"))?;
        let said = value
            .children()
            .find(|child| child.is_element() && child.tag_name().name().ends_with("Value"))?;
        let said = said.text()?.trim().to_owned();
        (!said.is_empty()).then_some((variable, said))
    };
    children(node, "VariableValue").filter_map(value).collect()
}

fn source(xml: &ParsedXml<'_>, node: Node<'_, '_>) -> SourceElement {
    let mut read = SourceElement {
        guid: guid_of(node, "guid").unwrap_or_default(),
        name: attribute(node, "name"),
        variables: variables(node),
        line: xml.line(node),
        what: match node.tag_name().name() {
            "TextSource" => Wordless::DocumentWithoutText,
            "PDFSource" => Wordless::PageArea,
            "PictureSource" => Wordless::Picture,
            "AudioSource" | "VideoSource" => Wordless::Recording,
            _ => Wordless::Unknown,
        },
        ..SourceElement::default()
    };
    for coding in codings(xml, node) {
        read.elsewhere.push((Wordless::WholeDocument, coding));
    }
    // The text is the source itself, a PDF's or picture's representation, or a recording's
    // transcript.
    text(xml, node, &mut read);
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "Representation" | "TextDescription" | "Transcript" if !read.has_text() => {
                text(xml, child, &mut read);
                whole(xml, child, &mut read);
            }
            "Representation" | "TextDescription" | "Transcript" => {
                let inside = child.descendants().filter(|node| is(*node, "Coding"));
                let further = inside.map(|node| (Wordless::FurtherTranscript, coding(xml, node)));
                read.elsewhere.extend(further);
            }
            "PDFSelection" | "PictureSelection" | "AudioSelection" | "VideoSelection" => {
                whole(xml, child, &mut read)
            }
            _ => {}
        }
    }
    read
}

impl SourceElement {
    pub(super) fn has_text(&self) -> bool {
        self.path.is_some() || self.content.is_some()
    }

    /// Number of codings, on text and elsewhere.
    pub(super) fn codings(&self) -> usize {
        self.elsewhere.len()
            + self.selections.iter().map(|selection| selection.codings.len()).sum::<usize>()
    }
}

/// Codings on an area, a stretch of time or a representation as a whole.
fn whole(xml: &ParsedXml<'_>, node: Node<'_, '_>, read: &mut SourceElement) {
    let what = read.what;
    read.elsewhere.extend(codings(xml, node).map(|coding| (what, coding)));
}

/// A text with its selections; a transcript's are given by points of time.
fn text(xml: &ParsedXml<'_>, node: Node<'_, '_>, read: &mut SourceElement) {
    read.path = attribute(node, "plainTextPath");
    let contents = children(node, "PlainTextContent").next();
    read.content = contents.map(|content| content.text().unwrap_or_default().to_owned());
    let mut points: BTreeMap<String, i64> = BTreeMap::new();
    for point in children(node, "SyncPoint") {
        let position = number(point, "position");
        if let (Some(guid), Some(position)) = (guid_of(point, "guid"), position) {
            points.insert(guid, position);
        }
        if let (Some(position), Some(time)) =
            (position, number(point, "timeStamp").and_then(|n| u64::try_from(n).ok()))
        {
            read.times.push((position, time));
        }
    }
    // Files list sync points in any order, cues are searched by halving.
    read.times.sort_unstable();
    let point = |node: Node<'_, '_>, name| points.get(&guid_of(node, name)?).copied();
    for child in node.children().filter(Node::is_element) {
        let ends = match child.tag_name().name() {
            "PlainTextSelection" => {
                number(child, "startPosition").zip(number(child, "endPosition"))
            }
            "TranscriptSelection" => point(child, "fromSyncPoint").zip(point(child, "toSyncPoint")),
            _ => continue,
        };
        // Without positions a selection is outside every text, and is reported as such.
        let (start, end) = ends.unwrap_or((-1, -1));
        read.selections.push(SelectionElement {
            guid: guid_of(child, "guid").unwrap_or_default(),
            name: attribute(child, "name").unwrap_or_default(),
            start,
            end,
            codings: codings(xml, child).collect(),
            line: xml.line(child),
        });
    }
}

fn number(node: Node<'_, '_>, name: &str) -> Option<i64> {
    node.attribute(name)?.trim().parse().ok()
}

fn codings<'a>(
    xml: &'a ParsedXml<'_>,
    node: Node<'a, 'a>,
) -> impl Iterator<Item = CodingElement> + 'a {
    children(node, "Coding").map(|node| coding(xml, node))
}

/// A coding; who coded is said on it, or else on the selection that it is on.
fn coding(xml: &ParsedXml<'_>, node: Node<'_, '_>) -> CodingElement {
    let selection = node.parent();
    // Some programs name the coder at the selection only.
    let user = guid_of(node, "creatingUser").or_else(|| {
        selection.and_then(|node| {
            guid_of(node, "creatingUser").or_else(|| guid_of(node, "modifyingUser"))
        })
    });
    CodingElement {
        guid: guid_of(node, "guid").unwrap_or_default(),
        user,
        code: targets(node, "CodeRef").into_iter().next().unwrap_or_default(),
        line: xml.line(node),
    }
}
