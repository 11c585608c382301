//! The shape of `personas.json`, for other programs.

/// The JSON Schema (draft 2020-12) of `personas.json`, the file `personas.schema.json`.
///
/// Its `$id` ends in the [schema version](crate::PersonaSet::SCHEMA_VERSION), which rises when a
/// key is renamed, removed or changes its meaning; keys may be added without that, so readers are
/// to pass over keys that they do not know. It is made of the types of this crate with their
/// documentation, and kept in the repository, where a test compares the two.
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(persona_synthesis::render::SCHEMA)?;
/// assert_eq!(schema["properties"]["schema_version"]["const"], 1);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub const SCHEMA: &str = include_str!("personas.schema.json");

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::personas::PersonaSet;

    /// The schema as the types make it.
    fn generated() -> String {
        let generator =
            schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
        let mut schema = generator.into_root_schema_for::<PersonaSet>().to_value();
        let version = PersonaSet::SCHEMA_VERSION;
        schema["$id"] = json!(format!("urn:persona-synthesis:personas:{version}"));
        schema["properties"]["schema_version"]["const"] = json!(version);
        written_once(&mut schema);
        crate::render::pretty::pretty(&schema)
    }

    /// Lines of documentation are joined, and links to other items lose their brackets.
    fn written_once(value: &mut Value) {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(text)) = map.get_mut("description") {
                    *text = text
                        .replace(['[', ']', '`'], "")
                        .replace("\n\n", "\u{1}")
                        .replace('\n', " ")
                        .replace('\u{1}', "\n\n");
                }
                map.values_mut().for_each(written_once);
            }
            Value::Array(list) => list.iter_mut().for_each(written_once),
            _ => {}
        }
    }

    #[test]
    fn the_kept_schema_is_that_of_the_types() {
        let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/src/render/personas.schema.json");
        let made = concat!(env!("CARGO_MANIFEST_DIR"), "/target/personas.schema.json");
        let schema = generated();
        if schema != super::SCHEMA {
            std::fs::write(made, &schema).unwrap();
            panic!("the types have changed; look at the difference, then: cp {made} {kept}");
        }
    }
}
