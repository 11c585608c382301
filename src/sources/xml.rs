//! XML from strangers: no document type, so no entities of its own; bounded in size and depth.

use std::collections::BTreeSet;

use roxmltree::{Document, Node, ParsingOptions};

use crate::error::{Error, ErrorKind, Result};
use crate::locator::{Place, position32};

/// Most elements, texts and comments of a document.
const MOST_NODES: u32 = 5_000_000;
/// Deepest nesting of elements.
const DEEPEST: usize = 200;
/// Most attributes of one tag: parsers compare each with all before it.
pub(super) const MOST_ATTRIBUTES: usize = 256;
/// Most attributes of a document.
const MOST_ATTRIBUTES_IN_ALL: usize = 20_000_000;
/// Most namespace prefixes of a document: the parser copies those in scope to every element that
/// declares one. Word processors declare up to 35.
const MOST_PREFIXES: usize = 64;
/// Most bytes of a namespace or its prefix: the parser compares them for every element and
/// attribute.
const LONGEST_NAMESPACE: usize = 256;
/// Most comparisons of prefixes in a document: the parser compares those in scope with each other
/// for every element that declares one.
const MOST_COMPARED: usize = 250_000_000;

/// A document with the lines of its elements.
pub(super) struct ParsedXml<'a> {
    pub(super) document: Document<'a>,
    place: Place,
    /// Bytes at which lines end.
    ends: Vec<u32>,
}

impl<'a> ParsedXml<'a> {
    /// Parses a text.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] with the line if it is no XML, has a document type, or is larger or
    /// deeper than the limits.
    pub(super) fn parse(text: &'a str, place: Place) -> Result<Self> {
        // Before parsing, since the parser's time and memory grow faster than the text.
        check_tags(text, &place)?;
        let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
        let document = Document::parse_with_options(text, options).map_err(|error| {
            let place = place.clone().line(u64::from(error.pos().row));
            ErrorKind::Format {
                place,
                expected: "XML without a document type".to_owned(),
                found: error.to_string(),
            }
        })?;
        let ends = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| position32(at))
            .collect();
        let xml = Self { document, place, ends };
        if let Some(node) = too_deep(xml.document.root_element()) {
            let (expected, found) =
                (format!("elements nested at most {DEEPEST} deep"), "deeper ones".to_owned());
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

/// Refuses more attributes or prefixes than the parser takes in reasonable time. Where the text
/// stops being XML the count ends: the parser stops there as well.
fn check_tags(text: &str, place: &Place) -> Result<()> {
    let (mut all, mut namespaces) = (0, Namespaces::default());
    let mut at = 0;
    while let Some(begin) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
        let (begin, rest) = (at + begin, &text[at + begin..]);
        let ends = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
        let length = match ends.iter().find(|(opening, _)| rest.starts_with(opening)) {
            Some((opening, end)) => {
                let inner = rest[opening.len()..].find(end);
                inner.map(|inner| opening.len() + inner + end.len())
            }
            None => {
                let (own, length) = attributes(rest, &mut namespaces);
                all += own;
                let limits = [
                    (own, MOST_ATTRIBUTES, "attributes in a tag"),
                    (all, MOST_ATTRIBUTES_IN_ALL, "attributes"),
                    (namespaces.prefixes.len(), MOST_PREFIXES, "namespace prefixes"),
                    (namespaces.longest, LONGEST_NAMESPACE, "bytes in a namespace or its prefix"),
                    (namespaces.compared, MOST_COMPARED, "comparisons of namespace prefixes"),
                ];
                if let Some((found, most, what)) =
                    limits.into_iter().find(|(found, most, _)| found > most)
                {
                    let line =
                        1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..begin]).count() as u64;
                    return Err(too_many(place.clone().line(line), most, what, found));
                }
                length
            }
        };
        let Some(length) = length else { return Ok(()) };
        at = begin + length;
    }
    Ok(())
}

/// The error that a document has more of something than its reader takes.
pub(super) fn too_many(place: Place, most: usize, what: &str, found: usize) -> Error {
    let (expected, found) = (format!("at most {most} {what}"), found.to_string());
    ErrorKind::Format { place, expected, found }.into()
}

/// Counts of the declarations in the tags of a document.
#[derive(Default)]
struct Namespaces<'a> {
    prefixes: BTreeSet<&'a str>,
    /// Bytes of the longest namespace or prefix.
    longest: usize,
    /// How often the parser compares two prefixes.
    compared: usize,
}

impl<'a> Namespaces<'a> {
    /// True if an attribute declares a namespace; its prefix is added to the others.
    fn declares(&mut self, attribute: &'a str) -> bool {
        if let Some(prefix) = attribute.strip_prefix("xmlns:") {
            self.longest = self.longest.max(prefix.len());
            self.prefixes.insert(prefix);
            return true;
        }
        // The parser takes `x:xmlns` for the namespace without a prefix too.
        attribute.rsplit(':').next() == Some("xmlns")
    }

    /// Counts a tag and its declarations.
    fn end_tag(&mut self, declared: usize) {
        if declared > 0 {
            // The namespace without a prefix is in scope too.
            self.compared += (declared + self.prefixes.len() + 1).pow(2);
        }
    }
}

/// The number of attributes of the tag that a text begins with, and its length if it has an end;
/// the namespaces that it declares are added to the others.
fn attributes<'a>(text: &'a str, namespaces: &mut Namespaces<'a>) -> (usize, Option<usize>) {
    let (mut count, mut declared, mut declares) = (0, 0, false);
    let (mut quote, mut length) = (None, None);
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (_, Some((open, begin))) if byte == open => {
                if declares {
                    namespaces.longest = namespaces.longest.max(at - begin - 1);
                }
                quote = None;
            }
            (_, Some(_)) => {}
            (b'"' | b'\'', None) => quote = Some((byte, at)),
            (b'=', None) => {
                count += 1;
                declares = namespaces.declares(last_name(&text[..at]));
                declared += usize::from(declares);
            }
            (b'>', None) => {
                length = Some(at + 1);
                break;
            }
            _ => {}
        }
    }
    namespaces.end_tag(declared);
    (count, length)
}

/// The name that a text ends with. What ends at `=` has none: to look further back for each of many
/// would cost the square of their number.
fn last_name(text: &str) -> &str {
    let divides = |c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | '=');
    text.trim_end().rsplit(divides).next().unwrap_or_default()
}

/// The first element below the deepest level.
fn too_deep<'a, 'input>(root: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
    // Without recursion, or a deep file would exhaust the stack here.
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

/// True if an element has this name, whatever its namespace.
pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        ParsedXml::parse(text, Place::file("p.qde")).map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn lines_are_those_of_an_editor() {
        let xml = ParsedXml::parse("<a>\n <b/>\n\n <c/></a>", Place::file("p.qde")).unwrap();
        let lines: Vec<u64> = xml
            .document
            .descendants()
            .filter(Node::is_element)
            .map(|node| xml.line(node))
            .collect();
        assert_eq!(lines, [1, 2, 4]);
    }

    #[test]
    fn attributes_and_prefixes_are_counted_as_the_parser_does() {
        let with = |count: usize, prefix: &str| {
            let attributes = (0..count).map(|number| format!(" {prefix}a{number} = '>\"='"));
            format!("<!-- <a b='{} -->\n<x{}/>", "=".repeat(999), attributes.collect::<String>())
        };
        let xml = with(MOST_ATTRIBUTES, "");
        let xml = ParsedXml::parse(&xml, Place::file("p.qde")).unwrap();
        assert_eq!(xml.document.root_element().attributes().count(), MOST_ATTRIBUTES);
        assert_eq!(
            error(&with(MOST_ATTRIBUTES + 1, "")),
            "p.qde:2: expected at most 256 attributes in a tag, found 257"
        );
        assert_eq!(
            error(&with(65, "xmlns:")),
            "p.qde:2: expected at most 64 namespace prefixes, found 65"
        );
        assert!(ParsedXml::parse(&with(64, "xmlns:"), Place::file("p.qde")).is_ok());
        // A parser would compare all of them before it sees that the tag has no end.
        assert!(error(&with(100_000, "").replace("/>", "")).ends_with("found 100000"));
        let cdata = format!("<x><![CDATA[<a {}]]></x>", "b='".repeat(999));
        assert!(ParsedXml::parse(&cdata, Place::file("p.qde")).is_ok());
    }

    #[test]
    fn namespaces_are_short_and_seldom_declared() {
        let long = |length: usize| "n".repeat(length);
        let expected =
            "p.qde:1: expected at most 256 bytes in a namespace or its prefix, found 257";
        for declared in
            [format!("<x xmlns:{}='u'/>", long(257)), format!("<x xmlns:p='{}'/>", long(257))]
        {
            assert_eq!(error(&declared), expected);
        }
        assert_eq!(error(&format!("<x p:xmlns = \"{}\"/>", long(257))), expected);
        let both = format!("<x xmlns:{}='{}' a='{}'/>", long(256), long(256), long(999));
        assert!(ParsedXml::parse(&both, Place::file("p.qde")).is_ok());
        let root: String = (0..63).map(|number| format!(" xmlns:p{number}='u'")).collect();
        let text = |elements: usize| format!("<x{root}>{}</x>", "<a xmlns='v'/>".repeat(elements));
        assert!(
            error(&text(60_000))
                .starts_with("p.qde:1: expected at most 250000000 comparisons of namespace")
        );
        assert!(ParsedXml::parse(&text(10_000), Place::file("p.qde")).is_ok());
    }

    /// To look for the name before each would take minutes.
    #[test]
    fn many_equals_signs_are_counted_one_by_one() {
        let text = format!("<x {}", "=".repeat(4_000_000));
        assert!(error(&text).ends_with("at most 256 attributes in a tag, found 4000000"));
    }

    #[test]
    fn entities_depth_and_what_is_no_xml_are_refused() {
        let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>";
        assert!(
            error(laughs).starts_with("p.qde:1: expected XML without a document type"),
            "{}",
            error(laughs)
        );
        let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert_eq!(
            error(&deep),
            "p.qde:1: expected elements nested at most 200 deep, found deeper ones"
        );
        assert!(error("<a>\n<b></a>").starts_with("p.qde:2: expected XML"));
        assert!(error("").starts_with("p.qde:1: expected XML"));
    }
}
