//! Evidence as W3C Web Annotations, for other programs.

use serde_json::{Value, json};

use super::cited::{Cited, cited};
use super::pretty::pretty;
use crate::locator::Locator;
use crate::personas::{Anchor, Draft};

/// RFC 7111: rows, columns and cells of delimited text, counted from 1 with the header.
const RFC_7111: &str = "http://tools.ietf.org/rfc/rfc7111";
/// The words of the Web Annotation vocabulary, and those that it lacks.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// The file `evidence.jsonld`: the evidence shown as Web Annotations (W3C Recommendation of 23
/// February 2017), one collection of one page.
///
/// The target of an annotation is the raw file, relative to the manifest's folder. Words of a
/// transcript have a position selector, in Unicode code points of the decoded text without a byte
/// order mark, and a quote selector with up to 32 characters before and after. Cells and rows of
/// delimited text have a fragment after RFC 7111, which counts rows with the header; those of
/// workbooks and SPSS files have the same fragment without `conformsTo`. Masked evidence has
/// neither words nor what stands around them, only its place. `motivation` is *assessing* for
/// support and for a contradiction between words and records, *questioning* for what speaks
/// against. Words of a REFI-QDA project bring the guids of the selections and codings that they
/// are, as `urn:uuid:`. The `digest` of the words lets an annotation be verified, as
/// [`Evidence::digest`](crate::personas::Evidence::digest) says. Places of a guarded set are sealed
/// and have no position.
///
/// # Limits
///
/// Of a set that was read from JSON it is an empty collection: where the files are stands not in
/// `personas.json`.
#[must_use]
pub fn annotations(draft: &Draft) -> String {
    let personas = draft.personas();
    let anchored = cited(personas).zip(draft.anchors());
    let items: Vec<Value> = anchored.map(|(cited, anchor)| annotation(&cited, anchor)).collect();
    let terms = json!({
        "ps": "urn:persona-synthesis:",
        "digest": "ps:digest",
        "document": "ps:document",
        "rowKey": "ps:row-key",
        "column": "ps:column",
        "time": "ps:time",
        "selections": { "@id": "ps:selection", "@type": "@id" },
        "codings": { "@id": "ps:coding", "@type": "@id" },
    });
    pretty(&json!({
        "@context": [CONTEXT, terms],
        "id": "urn:persona-synthesis:evidence",
        "type": "AnnotationCollection",
        "label": personas.study.title,
        "total": items.len(),
        "first": { "id": "urn:persona-synthesis:evidence:1", "type": "AnnotationPage", "startIndex": 0, "items": items },
    }))
}

fn annotation(cited: &Cited<'_>, anchor: &Anchor) -> Value {
    let evidence = cited.evidence;
    // Relative, so that the link works wherever the folder is put.
    let page = format!("personas.html#{}", cited.statement_id);
    let source = match &evidence.locator {
        // No file holds it; the name tells two indicators of the caller's apart.
        Locator::Caller { indicator, .. } => {
            format!("urn:persona-synthesis:caller:{}", iri(indicator))
        }
        Locator::Text { .. } | Locator::Cell { .. } | Locator::Rows { .. } => iri(&anchor.file),
    };
    let mut target = json!({
        "source": source,
        "selector": selectors(&evidence.locator, evidence.masked, &evidence.quote, anchor),
    });
    if let Some(digest) = &evidence.digest {
        target["digest"] = json!(digest);
    }
    if let Some(document) = &anchor.document {
        target["document"] = json!(document);
    }
    for (name, guids) in [("selections", &anchor.selections), ("codings", &anchor.codings)] {
        if !guids.is_empty() {
            target[name] = guids.iter().map(|guid| format!("urn:uuid:{guid}")).collect();
        }
    }
    match &evidence.locator {
        Locator::Text { time, .. } => {
            if let Some(time) = time {
                target["time"] = json!(time);
            }
        }
        Locator::Cell { row_key, column, .. } | Locator::Rows { row_key, column, .. } => {
            target["column"] = json!(column);
            if let Some(key) = row_key {
                target["rowKey"] = json!(key);
            }
        }
        Locator::Caller { row_key, .. } => {
            if let Some(key) = row_key {
                target["rowKey"] = json!(key);
            }
        }
    }
    json!({
        "id": format!("urn:persona-synthesis:evidence:{}", evidence.id),
        "type": "Annotation",
        "motivation": if cited.against { "questioning" } else { "assessing" },
        "body": [
            { "type": "TextualBody", "value": cited.label, "format": "text/plain", "purpose": "tagging" },
            { "type": "SpecificResource", "source": page, "purpose": "linking" },
        ],
        "target": target,
    })
}

fn selectors(locator: &Locator, masked: bool, quote: &str, anchor: &Anchor) -> Vec<Value> {
    let fragment = |value: String| {
        let mut selector = json!({ "type": "FragmentSelector", "value": value });
        // RFC 7111 is for delimited text; other tables only borrow its notation.
        if anchor.delimited {
            selector["conformsTo"] = json!(RFC_7111);
        }
        selector
    };
    let mut selectors = match locator {
        // A seal is no position; 0 to 0 would point at the beginning.
        sealed if sealed.is_sealed() => Vec::new(),
        Locator::Text { start, end, .. } => {
            vec![json!({ "type": "TextPositionSelector", "start": start, "end": end })]
        }
        Locator::Cell { row, column_index, .. } => {
            // Rows are counted from the first record, RFC 7111 counts the header too.
            vec![fragment(format!("cell={},{column_index}", u64::from(*row) + 1))]
        }
        // Nothing is known of how the caller's records are stored.
        Locator::Caller { .. } => Vec::new(),
        Locator::Rows { rows, .. } => {
            let stretch =
                |(first, last): &(u32, u32)| match (u64::from(*first) + 1, u64::from(*last) + 1) {
                    (first, last) if first == last => first.to_string(),
                    (first, last) => format!("{first}-{last}"),
                };
            vec![fragment(format!(
                "row={}",
                rows.iter().map(stretch).collect::<Vec<_>>().join(";")
            ))]
        }
    };
    // Masked words do not occur in the file, so a quote selector would find nothing.
    let has_words = !masked && !quote.is_empty() && !matches!(locator, Locator::Rows { .. });
    if has_words {
        let mut words = json!({ "type": "TextQuoteSelector", "exact": quote });
        for (key, text) in [("prefix", &anchor.before), ("suffix", &anchor.after)] {
            if !text.is_empty() {
                words[key] = json!(text);
            }
        }
        selectors.push(words);
    }
    selectors
}

/// A path as a relative IRI.
fn iri(path: &str) -> String {
    let mut iri = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            ' ' | '%' | '#' | '?' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | ':' => {
                iri.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c if c.is_control() => iri.push_str(&format!("%{:02X}", u32::from(c))),
            c => iri.push(c),
        }
    }
    iri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_with_the_header_and_masked_words_stay_away() {
        let rows = Locator::Rows {
            source: "deals".into(),
            rows: vec![(1, 3), (7, 7)],
            row_key: None,
            column: "Deals".into(),
            column_index: 2,
        };
        let anchor = Anchor {
            evidence: "U1-01-e1".into(),
            file: "deals 1.csv".into(),
            document: None,
            delimited: true,
            before: "before".into(),
            after: String::new(),
            selections: Vec::new(),
            codings: Vec::new(),
        };
        assert_eq!(selectors(&rows, false, "3", &anchor)[0]["value"], "row=2-4;8");
        let text = Locator::Text {
            source: "i".into(),
            document: "P1.txt".into(),
            start: 4,
            end: 9,
            time: None,
        };
        assert_eq!(selectors(&text, true, "[name]", &anchor).len(), 1);
        let sealed = Locator::Text {
            source: "i".into(),
            document: "7f".into(),
            start: 0,
            end: 0,
            time: None,
        };
        assert!(selectors(&sealed, true, "[name]", &anchor).is_empty(), "no position");
        let shown = selectors(&text, false, "words", &anchor);
        assert_eq!(
            shown[1],
            json!({ "type": "TextQuoteSelector", "exact": "words", "prefix": "before" })
        );
        assert_eq!(iri(&anchor.file), "deals%201.csv");
    }
}
