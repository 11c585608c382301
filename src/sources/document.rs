//! The text of word processor documents: `.docx` and `.odt`.
//!
//! Each paragraph, heading, list item and table cell is a line that ends with `\n`; tabs and line
//! breaks within a paragraph are `\t` and `\n`. Deleted text of tracked changes, comments,
//! footnotes, headers and footers are no part of it. Offsets are counted in this text.

use std::ops::Range;

use roxmltree::Node;

use super::archive::Archive;
use super::decoded::decode;
use super::encoding::Encoding;
use super::file::SourceFile;
use super::xml::{ParsedXml, is};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::sources::clue::FormatClue;

/// The members that hold the text of a document, and what such a file is.
const MEMBERS: [(&str, FormatClue); 2] = [
    ("word/document.xml", FormatClue::WordProcessorDocument),
    ("content.xml", FormatClue::TextDocument),
];

/// Most blanks that the elements of a text document may repeat in all: each states any number in a
/// few bytes.
const MOST_BLANKS: usize = 1 << 24;

/// The kind of document that an archive holds, if it is one. Sheets have a `content.xml` as well,
/// but name their kind first.
pub(super) fn detect_document(file: &SourceFile, members: &[String]) -> Option<FormatClue> {
    const SHEET: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
    /// Bytes of the header of a member before its name.
    const HEADER: usize = 30;
    // A spreadsheet has a content.xml too.
    if file.bytes().get(HEADER..).is_some_and(|bytes| bytes.starts_with(SHEET)) {
        return None;
    }
    MEMBERS
        .iter()
        .find(|(name, _)| members.iter().any(|member| member == name))
        .map(|(_, what)| *what)
}

/// The text of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct DocumentText {
    pub(super) text: String,
    /// Paragraphs that are in bold or italics as a whole or are headings.
    pub(super) bold: Vec<Range<usize>>,
    /// Bold beginnings of paragraphs that go on in another type.
    pub(super) heads: Vec<Range<usize>>,
}

/// The text of a document.
///
/// # Errors
/// [`ErrorKind::Format`] if the archive or its XML is damaged or is a document of another kind.
pub(super) fn text_of(file: &SourceFile, findings: &mut Findings) -> Result<DocumentText> {
    let mut archive = Archive::open(file)?;
    let member = MEMBERS.iter().find_map(|(member, _)| archive.find(member));
    let Some(member) = member else {
        let (expected, found) =
            ("a .docx or .odt document".to_owned(), "another archive".to_owned());
        return Err(ErrorKind::Format { place: file.place(), expected, found }.into());
    };
    let place = archive.place(member);
    let (xml, _) = decode(&archive.read(member)?, Some(Encoding::Utf8), findings)?;
    let xml = ParsedXml::parse(&xml, place.clone())?;
    let body = xml.document.descendants().find(|node| {
        is(*node, "body")
            && node
                .children()
                .any(|child| is(child, "p") || is(child, "text") || is(child, "sectPr"))
    });
    let Some(body) = body else {
        let (expected, found) =
            ("the text of a document".to_owned(), "none, or a sheet".to_owned());
        return Err(ErrorKind::Format { place, expected, found }.into());
    };
    let blanks =
        body.descendants().filter(|node| is(*node, "s")).map(blanks).fold(0, usize::saturating_add);
    // A tag may state any number of blanks, so they are counted before they are written.
    if blanks > MOST_BLANKS {
        return Err(
            ErrorKind::TooLarge { place, limit: MOST_BLANKS as u64, found: blanks as u64 }.into()
        );
    }
    let mut read = DocumentText::default();
    blocks(body, &mut read);
    Ok(read)
}

/// Elements whose text is none of the document's: deletions, comments, notes, field instructions,
/// second forms of the same drawing.
const LEFT_OUT: [&str; 12] = [
    "del",
    "moveFrom",
    "tracked-changes",
    "annotation",
    "note",
    "Fallback",
    "instrText",
    "sequence-decls",
    "forms",
    "variable-decls",
    "user-field-decls",
    "bibliography-mark",
];

/// The paragraphs within an element, in order. Nesting is bounded by the parser of XML.
fn blocks(node: Node<'_, '_>, read: &mut DocumentText) {
    for child in node.children().filter(Node::is_element) {
        let name = child.tag_name().name();
        if LEFT_OUT.contains(&name) {
            continue;
        }
        if matches!(name, "p" | "h") {
            let text = &mut read.text;
            let start = text.len();
            inline(child, text, start);
            text.truncate(start + text[start..].trim_end_matches(' ').len());
            text.push('\n');
            if name == "h" || is_bold(child) {
                read.bold.push(start..text.len());
            } else if let Some(head) = bold_head(child, &text[start..]) {
                read.heads.push(start..start + head);
            }
        } else {
            blocks(child, read);
        }
    }
}

/// True if all written runs of a paragraph of Word are in bold or italics, or its style is a
/// heading's.
fn is_bold(paragraph: Node<'_, '_>) -> bool {
    let style = paragraph.descendants().find(|node| is(*node, "pStyle")).and_then(value_of);
    if style.is_some_and(|style| style.contains("heading")) {
        return true;
    }
    let mut runs = written_runs(paragraph).peekable();
    runs.peek().is_some() && runs.all(is_bold_run)
}

/// The runs of a paragraph of Word that hold words.
fn written_runs<'a>(paragraph: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    let runs = paragraph.descendants().filter(|node| is(*node, "r"));
    runs.filter(|run| words_of(*run).any(|words| !words.trim().is_empty()))
}

fn words_of<'a>(run: Node<'a, 'a>) -> impl Iterator<Item = &'a str> {
    run.children().filter(|child| is(*child, "t")).filter_map(|child| child.text())
}

/// True if a run is in bold or italics.
fn is_bold_run(run: Node<'_, '_>) -> bool {
    let properties = run.children().find(|child| is(*child, "rPr"));
    let marks = properties.into_iter().flat_map(|of| of.children());
    let mut marks = marks.filter(|child| is(*child, "b") || is(*child, "i"));
    marks.any(|mark| value_of(mark).is_none_or(|on| on != "0" && on != "false"))
}

fn value_of(node: Node<'_, '_>) -> Option<String> {
    node.attributes().find(|of| of.name() == "val").map(|of| of.value().to_lowercase())
}

/// Bytes of the bold words that a paragraph begins with, where others follow.
fn bold_head(paragraph: Node<'_, '_>, text: &str) -> Option<usize> {
    let bold = written_runs(paragraph).take_while(|run| is_bold_run(*run));
    let head: String = bold.flat_map(words_of).collect();
    let head = head.trim();
    let words = text.strip_prefix(head).filter(|_| !head.is_empty())?;
    words.starts_with(char::is_whitespace).then_some(head.len())
}

/// The text of a paragraph that began at `start`.
fn inline(node: Node<'_, '_>, text: &mut String, start: usize) {
    for child in node.children() {
        if child.is_text() {
            push_text(child, text, start);
            continue;
        }
        match child.tag_name().name() {
            name if LEFT_OUT.contains(&name) => {}
            "s" => text.extend(std::iter::repeat_n(' ', blanks(child))),
            "tab" => text.push('\t'),
            "br" | "cr" | "line-break" => text.push('\n'),
            "noBreakHyphen" => text.push('\u{2011}'),
            "p" | "h" => {
                text.push('\n');
                inline(child, text, start);
            }
            _ => inline(child, text, start),
        }
    }
}

/// Number of blanks that an element of a text document repeats.
fn blanks(node: Node<'_, '_>) -> usize {
    let stated = node.attributes().find(|attribute| attribute.name() == "c");
    stated.and_then(|count| count.value().parse().ok()).unwrap_or(1)
}

/// Written text. Word keeps it in elements of its own, where blanks count; elsewhere in its XML
/// there is none. In text documents white space collapses.
fn push_text(node: Node<'_, '_>, text: &mut String, start: usize) {
    let words = node.text().unwrap_or_default();
    let parent = node.parent_element();
    let of_word = parent
        .and_then(|parent| parent.tag_name().namespace())
        .is_some_and(|uri| uri.contains("wordprocessingml"));
    if of_word {
        // Other text of Word is layout.
        if parent.is_some_and(|parent| parent.tag_name().name() == "t") {
            text.push_str(words);
        }
        return;
    }
    for c in words.chars() {
        let c = if matches!(c, ' ' | '\t' | '\r' | '\n') { ' ' } else { c };
        // OpenDocument collapses white space.
        let blank = text.len() == start || text.ends_with([' ', '\n', '\t']);
        if c != ' ' || !blank {
            text.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;

    fn document(member: &str, xml: &str) -> Result<String> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(member, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(xml.as_bytes()).unwrap();
        let bytes = writer.finish().unwrap().into_inner();
        let file = SourceFile::from_bytes("P1.docx", bytes).unwrap();
        text_of(&file, &mut Findings::default()).map(|read| read.text)
    }

    #[test]
    fn paragraphs_of_word_are_lines_without_what_was_deleted() {
        let xml = r#"<w:document
            xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
            <w:p><w:r><w:t xml:space="preserve">I: How </w:t><w:t>so?</w:t></w:r></w:p>
            <w:p><w:r><w:t>P1:</w:t><w:tab/><w:t>Well,</w:t><w:br/><w:t>no.</w:t></w:r><w:del
            ><w:r><w:delText>yes</w:delText></w:r></w:del></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            <w:sectPr/></w:body></w:document>"#;
        assert_eq!(
            document("word/document.xml", xml).unwrap(),
            "I: How so?\nP1:\tWell,\nno.\ncell\n"
        );
    }

    #[test]
    fn paragraphs_of_text_documents_are_lines_with_their_blanks() {
        let xml = r#"<office:document-content xmlns:office="o" xmlns:text="t"><office:body
            ><office:text>
            <text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
            <text:h>Title</text:h><text:p>  a
             b<text:s text:c="3"/>c<text:span> d</text:span><office:annotation
            ><text:p>note</text:p></office:annotation></text:p>
            <text:list><text:list-item><text:p>item</text:p></text:list-item></text:list
            ></office:text
            ></office:body></office:document-content>"#;
        assert_eq!(document("content.xml", xml).unwrap(), "Title\na b   c d\nitem\n");
    }

    #[test]
    fn other_archives_and_sheets_are_refused() {
        assert!(document("x.txt", "a").unwrap_err().to_string().ends_with("found another archive"));
        let sheet = concat!(
            "<o:document-content xmlns:o=\"o\"><o:body><o:spreadsheet/></o:body>",
            "</o:document-content>"
        );
        assert!(
            document("content.xml", sheet)
                .unwrap_err()
                .to_string()
                .ends_with("found none, or a sheet")
        );
    }
}
