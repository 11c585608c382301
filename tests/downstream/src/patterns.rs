//! Every pattern of the library's sources compiles with the features of `regex` that the library
//! asks for.

use regex::{Captures, Regex};

use persona_synthesis::Source;

/// How many were compiled. Patterns are the raw strings of files that have some, and those put
/// together of others, for which a digit stands.
pub(crate) fn check() -> Result<usize, Box<dyn std::error::Error>> {
    let literal = Regex::new(r####"(?s)(?:(format!\(\s*)r?|\br)(?:"([^"]*)"|#"(.*?)"#)"####)?;
    let braces = Regex::new(r"(\\[pPuUx])?\{[A-Za-z_]+\}")?;
    let filled =
        |found: &Captures<'_>| found.get(1).map_or("0", |_| found.get_match().as_str()).to_owned();
    // Long patterns are put together of several lines.
    let joined = Regex::new(r####"(?s)concat!\(\s*((?:r?(?:"[^"]*"|#".*?"#),?\s*)+)\)"####)?;
    let part = Regex::new(r####"(?s)r?(?:"([^"]*)"|#"(.*?)"#)"####)?;
    let whole = |found: &Captures<'_>| {
        let lines = part.captures_iter(&found[1]);
        let lines = lines.map(|line| line.get(1).or(line.get(2)).map_or("", |text| text.as_str()));
        format!("r#\"{}\"#", lines.collect::<String>())
    };
    let mut compiled = 0;
    for path in crate::files(&crate::root().join("src"), &|name| name.ends_with(".rs")) {
        let text = std::fs::read_to_string(&path)?;
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        // Elsewhere patterns come from manifests.
        let fixed = text.matches("LazyLock<Regex>").count();
        if fixed == 0 && !text.contains("Regex::new(r") {
            continue;
        }
        let before = compiled;
        let text = joined.replace_all(text, whole);
        for found in literal.captures_iter(&text) {
            let pattern = found.get(2).or(found.get(3)).map_or("", |group| group.as_str());
            let mut pattern = braces.replace_all(pattern, filled).into_owned();
            if found.get(1).is_some() {
                pattern = pattern.replace("{{", "{").replace("}}", "}");
            }
            Regex::new(&pattern).map_err(|error| format!("{}: {error}", path.display()))?;
            compiled += 1;
        }
        assert!(
            compiled - before >= fixed,
            "{}: {fixed} patterns, fewer raw strings",
            path.display()
        );
    }
    assert!(compiled > 0, "no patterns found");
    // What manifests may say.
    for pattern in [
        r"^(\p{Lu}\d+)",
        r"(?i)^(\p{Greek}+)",
        r"^(\p{L}\p{M}*\w+)",
        r"^(\S+)\b",
        r"^([[:alpha:]&&\p{Alphabetic}]+)",
    ] {
        Source::new("interviews", "interviews").respondent_in_document(pattern)?;
    }
    Ok(compiled)
}
