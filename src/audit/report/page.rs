//! An audit as a page: the document with its findings marked.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::checked::{Audit, Severity};
use super::super::document::{Block, BlockKind, Document};
use super::about_quotation;
use super::text::about_number;
use crate::locale::Words;
use crate::render::as_html;

/// A stretch of a block with what is to be said of it.
struct Marked {
    at: Range<usize>,
    severity: Severity,
    about: String,
}

const STYLE: &str = "body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 serif}\
    blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid #999}\
    mark{background:#dff2df;color:inherit}mark.doubtful{background:#fff0c2}\
    mark.serious{background:#ffd6d1}.about{display:block;font:.8rem/1.4 sans-serif;color:#444}\
    @media(prefers-color-scheme:dark){body{background:#181818;color:#eee}\
    mark{background:#1f3d1f}mark.doubtful{background:#4a3d0c}mark.serious{background:#5a1f18}\
    .about{color:#bbb}}";

impl Audit {
    /// The document with every quotation, number and sentence of the audit marked, as one page of
    /// HTML without scripts; what is to be mended is told below its paragraph.
    #[must_use]
    pub fn html(&self, document: &Document) -> String {
        let words = Words::of(self.language);
        let title = as_html(&(words.audit.title)(&self.document));
        let mut html = format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{}</p>\n",
            words.code,
            as_html(&self.counts(words.audit)),
        );
        let mut marked = self.marked(words);
        for (number, block) in document.blocks.iter().enumerate() {
            html.push_str(&paragraph(block, marked.remove(&number).unwrap_or_default()));
        }
        html.push_str("</body>\n</html>\n");
        html
    }

    /// What is marked, by block.
    fn marked(&self, words: &Words) -> BTreeMap<usize, Vec<Marked>> {
        let mut marked: BTreeMap<usize, Vec<Marked>> = BTreeMap::new();
        let mut add = |block: usize, at: &Range<usize>, severity, about| {
            marked.entry(block).or_default().push(Marked { at: at.clone(), severity, about });
        };
        for one in &self.quotations {
            add(one.block, &one.at, one.severity(), about_quotation(words, one));
        }
        for one in &self.numbers {
            add(one.block, &one.at, one.severity(), about_number(words.audit, one));
        }
        for one in &self.unsupported {
            let about = words.audit.rests_on_nothing.to_owned();
            add(one.block, &one.at, Severity::Doubtful, about);
        }
        marked
    }
}

fn paragraph(block: &Block, mut marked: Vec<Marked>) -> String {
    marked.sort_by_key(|one| (one.at.start, std::cmp::Reverse(one.at.end)));
    let (mut text, mut notes, mut at) = (String::new(), String::new(), 0);
    for one in marked {
        // A number within a sentence that is marked already is told below it.
        if one.at.start >= at {
            text.push_str(&as_html(&block.text[at..one.at.start]));
            let said = as_html(&block.text[one.at.clone()]);
            let about = as_html(&one.about);
            let class = class(one.severity);
            text.push_str(&format!("<mark class=\"{class}\" title=\"{about}\">{said}</mark>"));
            at = one.at.end;
        }
        if one.severity != Severity::Fine {
            notes.push_str(&format!("<span class=\"about\">{}</span>", as_html(&one.about)));
        }
    }
    text.push_str(&as_html(&block.text[at..]));
    let name = match block.kind {
        BlockKind::Quote => "blockquote",
        BlockKind::Text => "p",
    };
    format!("<{name} dir=\"auto\">{text}{notes}</{name}>\n")
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Serious => "serious",
        Severity::Doubtful => "doubtful",
        Severity::Fine => "fine",
    }
}
