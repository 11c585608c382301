//! The columns of a table of coded segments.

/// Columns of a table of coded segments, by their headers; those that are not named are detected.
///
/// Programs for qualitative analysis differ in their headers, by version and language too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SegmentColumns {
    /// Column of the transcript's name.
    pub document: Option<String>,
    /// Column of the code, or of several.
    pub code: Option<String>,
    /// Further columns of codes, where a row has a column for each of its codes.
    pub further_codes: Vec<String>,
    /// Columns of the categories above the code, such as themes, the widest first.
    pub categories: Vec<String>,
    /// Columns of a code each, whose cells say whether it was applied: a mark, or how often. The
    /// code is their header without what all of these headers begin and end with.
    pub applied: Vec<String>,
    /// Separator of several codes in a cell, such as a line end.
    pub code_separator: Option<String>,
    /// Separator of the parts of a code's path, such as ` > `; `/` always separates them too.
    pub path_separator: Option<String>,
    /// Column of the segment's words.
    pub quote: Option<String>,
    /// Column of who speaks; the rows of an interviewer are no evidence.
    pub speaker: Option<String>,
    /// Column of the first code point of the segment in the transcript.
    pub start: Option<String>,
    /// Column of the code point after the last of the segment.
    pub end: Option<String>,
    /// Column of the coder's name.
    pub coder: Option<String>,
    /// Column of the segment's id.
    pub id: Option<String>,
}

impl SegmentColumns {
    /// The codes of a cell, the parts of their paths separated by `/`.
    pub(super) fn codes(&self, cell: &str) -> Vec<String> {
        match &self.code_separator {
            Some(separator) if !separator.is_empty() => {
                cell.split(separator.as_str()).filter_map(|code| self.path(code)).collect()
            }
            _ => self.path(cell).into_iter().collect(),
        }
    }

    /// A code with the parts of its path separated by `/`, unless it is empty.
    pub(super) fn path(&self, code: &str) -> Option<String> {
        let path = match &self.path_separator {
            Some(separator) if !separator.is_empty() => {
                // NVivo writes the folder of all codes before two of them: "Codes\\Goals\plan".
                let below = code.rsplit_once("\\\\").filter(|_| separator == "\\");
                let code = below.map_or(code, |(_, code)| code);
                code.split(separator.as_str()).map(str::trim).collect::<Vec<_>>().join("/")
            }
            _ => code.trim().to_owned(),
        };
        (!path.is_empty()).then_some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_backslash_twice_follows_the_folder_of_all_codes() {
        let path = |separator: &str, code: &str| {
            let path_separator = Some(separator.to_owned());
            SegmentColumns { path_separator, ..SegmentColumns::default() }.path(code)
        };
        let is = |text: &str| Some(text.to_owned());
        assert_eq!(path("\\", r"Codes\\Goals\plan"), is("Goals/plan"));
        assert_eq!(path(".", "Pains.slow..."), is("Pains/slow///"));
        assert_eq!(path("/", "Sites/http://shop"), is("Sites/http://shop"));
    }
}
