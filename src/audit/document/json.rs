//! JSON: quotes with whose they are said to be, and all other texts.

use serde_json::Value;

use super::block::{Block, BlockKind, Blocks};
use crate::error::{ErrorKind, Result};
use crate::locator::Place;

/// Texts of one word are names of fields, ids and kinds.
const LEAST_WORDS: usize = 2;

/// A block for each text. A `quote` beside a `respondent` is that respondent's.
pub(super) fn blocks(text: &str, place: &Place) -> Result<Vec<Block>> {
    let value: Value = serde_json::from_str(text).map_err(|error| ErrorKind::Format {
        place: place.clone().line(error.line() as u64),
        expected: "JSON".to_owned(),
        found: error.to_string(),
    })?;
    let mut blocks = Blocks::default();
    // The parser bounds how deep values nest.
    add(&value, &mut blocks);
    Ok(blocks.0)
}

fn add(value: &Value, blocks: &mut Blocks) {
    match value {
        Value::Object(fields) => {
            let of = |name: &str| fields.get(name).and_then(Value::as_str);
            if let (Some(quote), Some(respondent)) = (of("quote"), of("respondent")) {
                blocks.add(&format!("{quote} — {respondent}"), BlockKind::Quote, 1);
                return;
            }
            fields.values().for_each(|value| add(value, blocks));
        }
        Value::Array(values) => values.iter().for_each(|value| add(value, blocks)),
        Value::String(text) if text.split_whitespace().nth(LEAST_WORDS - 1).is_some() => {
            blocks.add(text, BlockKind::Text, 1);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::limits::AuditLimits;
    use super::super::{Document, read};
    use super::*;

    #[test]
    fn quotes_keep_whose_they_are() {
        let text = r#"{"id": "U1", "claims": [{"label": "keep lists",
                       "evidence": {"quote": "I keep a list", "respondent": "P07"}}]}"#;
        let wanted =
            [("keep lists", BlockKind::Text, 1), ("I keep a list — P07", BlockKind::Quote, 1)];
        let mut wanted = wanted.map(|(text, kind, line)| (text.to_owned(), kind, line)).to_vec();
        let mut found = read("personas.json", text);
        found.sort_by(|a, b| a.0.cmp(&b.0));
        wanted.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(found, wanted);
        let error = Document::from_bytes("x.json", "{", &AuditLimits::default()).unwrap_err();
        assert!(error.to_string().contains("x.json"), "{error}");
    }
}
