//! XML from strangers: no document type, so no entities of its own; bounded in size and depth.

use roxmltree::{Document, Node, ParsingOptions};

use crate::error::{ErrorKind, Result};
use crate::locator::{Place, position32};

/// Most elements, texts and comments of a document.
const MOST_NODES: u32 = 5_000_000;
/// Deepest nesting of elements.
const DEEPEST: usize = 200;

/// A document with the lines of its elements.
pub(super) struct Xml<'a> {
    pub(super) document: Document<'a>,
    place: Place,
    /// Bytes at which lines end.
    ends: Vec<u32>,
}

impl<'a> Xml<'a> {
    /// Parses a text.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] with the line if it is no XML, has a document type, or is larger or deeper than the limits.
    pub(super) fn parse(text: &'a str, place: Place) -> Result<Self> {
        let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
        let document = Document::parse_with_options(text, options).map_err(|error| {
            let place = place.clone().line(u64::from(error.pos().row));
            ErrorKind::Format { place, expected: "XML without a document type".to_owned(), found: error.to_string() }
        })?;
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| position32(at)).collect();
        let xml = Self { document, place, ends };
        if let Some(node) = too_deep(xml.document.root_element()) {
            let (expected, found) = (format!("elements nested at most {DEEPEST} deep"), "deeper ones".to_owned());
            return Err(ErrorKind::Format { place: xml.place(node), expected, found }.into());
        }
        Ok(xml)
    }

    /// The line on which an element begins.
    pub(super) fn line(&self, node: Node<'_, '_>) -> u64 {
        let at = node.range().start;
        1 + self.ends.partition_point(|end| (*end as usize) < at) as u64
    }

    /// File and line of an element.
    pub(super) fn place(&self, node: Node<'_, '_>) -> Place {
        self.place.clone().line(self.line(node))
    }
}

/// The first element below the deepest level.
fn too_deep<'a, 'input>(root: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
    let (mut node, mut depth) = (root, 0);
    loop {
        if depth > DEEPEST {
            return Some(node);
        }
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            continue;
        }
        while node.next_sibling().is_none() || node == root {
            if node == root {
                return None;
            }
            (node, depth) = (node.parent()?, depth - 1);
        }
        node = node.next_sibling()?;
    }
}

/// The child elements of this name, whatever their namespace.
pub(super) fn children<'a, 'input: 'a>(
    node: Node<'a, 'input>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| is(*child, name))
}

/// Whether an element has this name, whatever its namespace.
pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Xml::parse(text, Place::file("p.qde")).map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn lines_are_those_of_an_editor() {
        let xml = Xml::parse("<a>\n <b/>\n\n <c/></a>", Place::file("p.qde")).unwrap();
        let lines: Vec<u64> = xml.document.descendants().filter(Node::is_element).map(|node| xml.line(node)).collect();
        assert_eq!(lines, [1, 2, 4]);
    }

    #[test]
    fn entities_depth_and_what_is_no_xml_are_refused() {
        let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>";
        assert!(error(laughs).starts_with("p.qde:1: expected XML without a document type"), "{}", error(laughs));
        let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert_eq!(error(&deep), "p.qde:1: expected elements nested at most 200 deep, found deeper ones");
        assert!(error("<a>\n<b></a>").starts_with("p.qde:2: expected XML"));
        assert!(error("").starts_with("p.qde:1: expected XML"));
    }
}
