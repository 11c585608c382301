//! The text of what people write about a study: documents of word processors, slides, plain text.

use roxmltree::Node;

use super::archive::Archive;
use super::decoded::decode;
use super::document::text_of;
use super::encoding::Encoding;
use super::file::SourceFile;
use super::xml::{ParsedXml, is};
use crate::error::Result;
use crate::finding::Findings;

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Prose {
    /// Of a document or of slides, a line per paragraph.
    Paragraphs(String),
    /// Of a text file, as it is.
    Text(String),
}

/// Folders of the slides of a presentation, and of the notes to them.
const SLIDES: [(&str, &str); 2] = [("ppt/slides/", "slide"), ("ppt/notesSlides/", "notesSlide")];

impl Prose {
    /// Reads a `.docx`, `.odt` or `.pptx` by its content, anything else as text. Notes stand
    /// behind the slides.
    ///
    /// # Errors
    /// [`ErrorKind::Format`](crate::ErrorKind::Format) for a damaged archive or one of another
    /// kind, [`ErrorKind::Encoding`](crate::ErrorKind::Encoding) for bytes that are no text.
    pub(crate) fn read(file: &SourceFile) -> Result<Self> {
        // Repairs of a text that is looked at once are nothing to report.
        let mut findings = Findings::default();
        if !Archive::is(file.bytes()) {
            return Ok(Self::Text(decode(file, None, &mut findings)?.0));
        }
        let mut archive = Archive::open(file)?;
        let slides = slides(archive.members());
        if slides.is_empty() {
            return Ok(Self::Paragraphs(text_of(file, &mut findings)?.text));
        }
        let mut text = String::new();
        for member in slides.iter().filter_map(|name| archive.find(name)).collect::<Vec<_>>() {
            let place = archive.place(member);
            let (xml, _) = decode(&archive.read(member)?, Some(Encoding::Utf8), &mut findings)?;
            let xml = ParsedXml::parse(&xml, place)?;
            for paragraph in xml.document.descendants().filter(|node| is(*node, "p")) {
                paragraph.descendants().for_each(|node| push(node, &mut text));
                text.push('\n');
            }
        }
        Ok(Self::Paragraphs(text))
    }
}

/// The members that hold slides and notes, in the order of their numbers.
fn slides(members: &[String]) -> Vec<String> {
    let number = |name: &str| -> Option<(usize, u32)> {
        SLIDES.iter().enumerate().find_map(|(place, (folder, stem))| {
            let rest = name.strip_prefix(folder)?.strip_prefix(stem)?;
            Some((place, rest.strip_suffix(".xml")?.parse().ok()?))
        })
    };
    let mut slides: Vec<((usize, u32), &String)> =
        members.iter().filter_map(|name| Some((number(name)?, name))).collect();
    slides.sort();
    slides.into_iter().map(|(_, name)| name.clone()).collect()
}

fn push(node: Node<'_, '_>, text: &mut String) {
    if is(node, "t") {
        text.push_str(node.text().unwrap_or_default());
    } else if is(node, "br") {
        text.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(members: &[(&str, &str)]) -> SourceFile {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in members {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        SourceFile::from_bytes("deck.pptx", zip.finish().unwrap().into_inner()).unwrap()
    }

    #[test]
    fn slides_are_read_in_the_order_of_their_numbers() {
        let slide = |words: &str| {
            format!(
                "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>{words}</a:t></a:r><a:br/>\
                 <a:r><a:t>more</a:t></a:r></a:p></p:sld>"
            )
        };
        let [first, second, tenth] = ["one", "two", "ten"].map(slide);
        let file = packed(&[
            ("ppt/slides/slide10.xml", &tenth),
            ("ppt/slides/slide2.xml", &second),
            ("ppt/slides/slide1.xml", &first),
            ("ppt/slides/_rels/slide1.xml.rels", "<x/>"),
        ]);
        let text = "one more\ntwo more\nten more\n".to_owned();
        assert_eq!(Prose::read(&file).unwrap(), Prose::Paragraphs(text));
    }
}
