//! Our own JSON files read back, with refusals that say where and what to do.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use crate::error::{Error, ErrorKind, Result};
use crate::locator::Place;

/// A kind of JSON file that this crate writes.
pub(crate) struct JsonFile {
    /// Its name in messages.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) holds: &'static str,
    /// Version of its shape that is read.
    pub(crate) version: u32,
    /// How it is made, as an instruction.
    pub(crate) make: &'static str,
}

#[derive(Deserialize)]
struct Version {
    schema_version: u32,
}

impl JsonFile {
    /// Reads a text of this kind.
    pub(crate) fn read<T: DeserializeOwned>(&self, text: &str) -> Result<T> {
        // The version comes first: of another version any field may be missing, and a message about
        // that field would lead nowhere.
        if let Ok(Version { schema_version }) = serde_json::from_str(text)
            && schema_version != self.version
        {
            return Err(self.other_version(schema_version));
        }
        serde_json::from_str(text).map_err(|error| self.malformed(text, &error))
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
        self.refuse(
            &format!("schema_version {version}"),
            format!("schema_version {found}; {what_to_do}"),
        )
    }

    fn malformed(&self, text: &str, error: &serde_json::Error) -> Error {
        let line = error.line().max(1);
        let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let byte = before + error.column().saturating_sub(1);
        let place = Place::file(self.name).line(line as u64).byte(byte as u64);
        let found = format!("{}; restore the file, or {} again", fault(error), self.make);
        ErrorKind::Format { place, expected: self.holds.to_owned(), found }.into()
    }
}

/// A file that was read back and is not what it should be.
pub(crate) fn refused(name: &str, expected: &str, found: impl ToString) -> Error {
    let found = found.to_string();
    ErrorKind::Format { place: Place::file(name), expected: expected.to_owned(), found }.into()
}

/// What is wrong in JSON, in its own words: names of Rust types tell a reader nothing.
fn fault(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
    match error.classify() {
        Category::Eof => "the end of the text".to_owned(),
        Category::Syntax | Category::Io => format!("no JSON ({text})"),
        Category::Data => {
            if let Some(field) = text.strip_prefix("missing field ") {
                return format!("no field {field}");
            }
            match text.split_once(", expected ") {
                Some((found, expected)) if !text.starts_with("unknown ") => {
                    let found = found
                        .trim_start_matches("invalid type: ")
                        .trim_start_matches("invalid value: ");
                    format!("{} in place of {}", json_type(found), json_type(expected))
                }
                _ => text.to_owned(),
            }
        }
    }
}

/// A type as serde names it, as JSON calls it.
fn json_type(serde: &str) -> &str {
    match serde.split_whitespace().next().unwrap_or_default() {
        "struct" | "map" | "enum" | "internally" | "adjacently" => "an object",
        "sequence" | "tuple" => "a list",
        "unit" => "null",
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128"
        | "isize" | "nonzero" => "a whole number in its range",
        "f32" | "f64" => "a number",
        _ if serde.starts_with("a sequence") || serde.starts_with("a tuple") => "a list",
        _ if serde.starts_with("a map") => "an object",
        _ => serde,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "read to be refused")]
    struct Inner {
        number: u32,
        list: Vec<f64>,
    }

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "read to be refused")]
    struct Outer {
        schema_version: u32,
        inner: Inner,
    }

    const FILE: JsonFile =
        JsonFile { name: "a.json", holds: "a test", version: 2, make: "run the test" };

    fn message(text: &str) -> String {
        FILE.read::<Outer>(text).unwrap_err().to_string()
    }

    #[test]
    fn refusals_name_place_and_json_types_and_what_to_do() {
        for (text, expected) in [
            ("[", "a.json:1 (byte 0): expected a test, found the end of the text"),
            ("{}", "a.json:1 (byte 1): expected a test, found no field `schema_version`"),
            (
                "{\"schema_version\": 2,\n\"inner\": 7}",
                "found integer `7` in place of an object; restore the file, or run the test again",
            ),
            (
                "{\"schema_version\": 2, \"inner\": {\"number\": -1, \"list\": []}}",
                "found integer `-1` in place of a whole number in its range",
            ),
            (
                "{\"schema_version\": 2, \"inner\": {\"number\": 1, \"list\": {}}}",
                "found an object in place of a list",
            ),
        ] {
            let found = message(text);
            assert!(found.contains(expected), "{found}");
            assert!(!found.contains("struct") && !found.contains("u32"), "{found}");
        }
        assert!(message("{\"schema_version\": 2,\n\"inner\": 7}").starts_with("a.json:2 (byte "));
    }

    #[test]
    fn another_version_is_refused_before_its_fields_are_read() {
        assert_eq!(
            message("{\"schema_version\": 1}"),
            "a.json: expected schema_version 2, found schema_version 1; \
             an earlier version wrote it: run the test again"
        );
        assert!(message("{\"schema_version\": 3, \"inner\": null}").contains("a later version"));
    }
}
