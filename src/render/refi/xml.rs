//! XML in the making.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::render::markup::held_by_xml;

/// Reason why writing to memory never fails.
pub(super) const IN_MEMORY: &str = "memory can be written to";

/// An XML text in memory; what it is given stays text.
pub(super) struct XmlWriter(Writer<Vec<u8>>);

impl XmlWriter {
    pub(super) fn new() -> Self {
        let mut xml = Self(Writer::new_with_indent(Vec::new(), b' ', 1));
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Start(element(name, attributes)));
    }

    pub(super) fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(element(name, attributes)));
    }

    /// An element with text in it.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.open(name, &[]);
        // Escaping keeps markup out, but no escape can hold a control character.
        self.write(Event::Text(BytesText::new(&held_by_xml(text))));
        self.close(name);
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn write(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect(IN_MEMORY);
    }
}

fn element<'a>(name: &'a str, attributes: &[(&'a str, &str)]) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (name, value) in attributes {
        element.push_attribute((*name, held_by_xml(value).as_ref()));
    }
    element
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_written_is_read_again() {
        let hostile = "</Code><!-- \" ' & \u{0}\u{b}\u{ffff}]]> 😄";
        let mut xml = XmlWriter::new();
        xml.open("A", &[("name", hostile)]);
        xml.text("B", hostile);
        xml.close("A");
        let text = String::from_utf8(xml.into_bytes()).unwrap();
        let document = roxmltree::Document::parse(&text).unwrap();
        let kept = "</Code><!-- \" ' & ]]> 😄";
        assert_eq!(document.root_element().attribute("name"), Some(kept));
        assert_eq!(
            document.descendants().find(|node| node.has_tag_name("B")).unwrap().text(),
            Some(kept)
        );
    }
}
