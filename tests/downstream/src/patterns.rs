//! Every pattern of the library's sources compiles with the features of `regex` that the library asks for.

use regex::{Captures, Regex};

use persona_synthesis::Source;

/// How many were compiled. Patterns are the raw strings of files that use `regex`; in those that are put together of others, a digit stands for
/// the others.
pub(crate) fn check() -> Result<usize, Box<dyn std::error::Error>> {
    let literal = Regex::new(r####"(?s)\br(?:"([^"]*)"|#"(.*?)"#)"####)?;
    let braces = Regex::new(r"(\\[pPuUx])?\{[A-Za-z_]+\}")?;
    let filled = |found: &Captures<'_>| found.get(1).map_or("0", |_| found.get_match().as_str()).to_owned();
    let mut compiled = 0;
    for path in crate::files(&crate::root().join("src"), &|name| name.ends_with(".rs")) {
        let text = std::fs::read_to_string(&path)?;
        if !text.contains("regex::") {
            continue;
        }
        let fixed = text.matches("LazyLock<Regex>").count();
        let before = compiled;
        for found in literal.captures_iter(&text) {
            let pattern = found.get(1).or(found.get(2)).map_or("", |group| group.as_str());
            Regex::new(&braces.replace_all(pattern, filled)).map_err(|error| format!("{}: {error}", path.display()))?;
            compiled += 1;
        }
        assert!(compiled - before >= fixed, "{}: {fixed} patterns, fewer raw strings", path.display());
    }
    assert!(compiled >= 10, "{compiled} patterns found");
    // What manifests may say.
    for pattern in
        [r"^(\p{Lu}\d+)", r"(?i)^(\p{Greek}+)", r"^(\p{L}\p{M}*\w+)", r"^(\S+)\b", r"^([[:alpha:]&&\p{Alphabetic}]+)"]
    {
        Source::new("interviews", "interviews").respondent_in_document(pattern)?;
    }
    Ok(compiled)
}
