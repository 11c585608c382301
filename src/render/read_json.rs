//! Our own JSON files read back, with refusals that say where and what to do.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use crate::error::{Error, ErrorKind, Result};
use crate::locator::Place;

/// A JSON file that this crate writes.
pub(crate) struct JsonFile<'a> {
    /// Its name in messages.
    pub(crate) name: &'a str,
    /// Its contents, as messages name them.
    pub(crate) holds: &'a str,
    /// Version of its shape that is read.
    pub(crate) version: u32,
    /// The instruction that makes it.
    pub(crate) make: &'a str,
}

#[derive(Deserialize)]
struct Version {
    schema_version: u32,
}

impl JsonFile<'_> {
    /// Reads the text of the file.
    pub(crate) fn read<T: DeserializeOwned>(&self, text: &str) -> Result<T> {
        // The version comes first: of another version any field may be missing, and a message about
        // that field would lead nowhere.
        if let Ok(Version { schema_version }) = serde_json::from_str(text)
            && schema_version != self.version
        {
            return Err(self.other_version(schema_version));
        }
        serde_json::from_str(text).map_err(|error| self.unreadable(&error))
    }

    /// A refusal of a text that reads, but says what no run writes.
    pub(crate) fn refuse(&self, expected: &str, found: impl ToString) -> Error {
        refused(self.name, expected, found)
    }

    fn other_version(&self, found: u32) -> Error {
        let Self { version, make, .. } = self;
        let what_to_do = if found < *version {
            format!("an earlier version wrote it: {make} again")
        } else {
            "a later version wrote it: update persona-synthesis".to_owned()
        };
        let found = format!("schema_version {found}; {what_to_do}");
        self.refuse(&format!("schema_version {version}"), found)
    }

    /// A refusal of a text that does not parse: what serde says of types of this crate would help
    /// nobody who holds the file.
    fn unreadable(&self, error: &serde_json::Error) -> Error {
        let (line, column) = (error.line(), error.column());
        let message = error.to_string();
        let missing = message.strip_prefix("missing field `").and_then(|rest| rest.split_once('`'));
        // Rules of this crate say themselves what they expected; serde names types of Rust instead.
        let rule = message.strip_prefix("expected ").and_then(|rule| rule.split_once(", found "));
        if let Some((expected, found)) = rule {
            let found = found.rsplit_once(" at line ").map_or(found, |(found, _)| found);
            return self.refuse(expected, format!("{found} (line {line}, column {column})"));
        }
        let found = match (error.classify(), missing) {
            // A missing field is the one fault that its name explains.
            (Category::Data, Some((field, _))) => format!("JSON without {field:?}"),
            (Category::Data, None) => {
                format!("JSON of another kind (line {line}, column {column})")
            }
            (Category::Eof, _) => format!("JSON that is cut off in line {line}"),
            (Category::Syntax | Category::Io, _) => {
                format!("text that is not JSON (line {line}, column {column})")
            }
        };
        self.refuse(self.holds, found)
    }
}

/// A file that was read back and is not what it should be.
pub(crate) fn refused(name: &str, expected: &str, found: impl ToString) -> Error {
    let found = found.to_string();
    ErrorKind::Format { place: Place::file(name), expected: expected.to_owned(), found }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A later shape, which has a field that earlier ones lack.
    #[derive(Debug, Deserialize)]
    struct Shape {
        added_later: u32,
    }

    fn read(text: &str) -> Result<Shape> {
        let file = JsonFile { name: "a.json", holds: "a test", version: 2, make: "run the test" };
        file.read(text)
    }

    #[test]
    fn another_version_is_refused_before_its_fields_are_read() {
        let message = |text: &str| read(text).unwrap_err().to_string();
        assert_eq!(
            message(r#"{"schema_version": 1}"#),
            "a.json: expected schema_version 2, found schema_version 1; \
             an earlier version wrote it: run the test again"
        );
        let later = message(r#"{"schema_version": 3, "added_later": 1}"#);
        assert!(later.ends_with("a later version wrote it: update persona-synthesis"), "{later}");
        let missing = message(r#"{"schema_version": 2}"#);
        assert_eq!(missing, "a.json: expected a test, found JSON without \"added_later\"");
        assert_eq!(read(r#"{"schema_version": 2, "added_later": 7}"#).unwrap().added_later, 7);
    }
}
