//! How a source names its respondents.

use regex::{Regex, RegexBuilder};

use super::keys::Keys;
use super::stated::Stated;
use crate::error::{ErrorKind, Result};

/// Rule by which a source names its respondents.
#[derive(Debug, Clone)]
pub enum RespondentRule {
    /// The name of the document: the first group of the pattern, or the whole match.
    Document(Regex),
    /// The label of a speaker, if several share a transcript: the first group of the pattern, or
    /// the whole match.
    Speaker(Regex),
    /// The cases of a project.
    Case,
    /// A column.
    Column(Stated<String>),
    /// No name: each row is a separate respondent.
    Row,
}

impl PartialEq for RespondentRule {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            // Compiled expressions cannot be compared, their texts can.
            (Self::Document(a), Self::Document(b)) | (Self::Speaker(a), Self::Speaker(b)) => {
                a.as_str() == b.as_str()
            }
            (Self::Column(a), Self::Column(b)) => a == b,
            (Self::Row, Self::Row) | (Self::Case, Self::Case) => true,
            _ => false,
        }
    }
}

/// A regular expression that is as small as one for names and labels can be: a large one takes long
/// on each of them.
fn bounded_regex(pattern: &str) -> Result<Regex, regex::Error> {
    const LARGEST: usize = 1 << 20;
    // A short pattern with nested counts can compile to gigabytes.
    RegexBuilder::new(pattern).size_limit(LARGEST).build()
}

pub(super) fn respondent_pattern(pattern: &str) -> Result<Regex> {
    let (name, expected) = ("respondent", "a regular expression".to_owned());
    bounded_regex(pattern)
        .map_err(|_| ErrorKind::Parameter { name, expected, found: format!("{pattern:?}") }.into())
}

pub(super) fn read_respondent(keys: &mut Keys<'_>) -> Result<Option<RespondentRule>> {
    let Some(value) = keys.any("respondent") else { return Ok(None) };
    if let Some(column) = keys.stated(value) {
        return Ok(Some(RespondentRule::Column(column)));
    }
    let expected = "a column name, { document = 'pattern' }, { speaker = 'pattern' }, \
                    { case = true } or { row = true } for `respondent`";
    let Some(table) = value.get_ref().as_table() else {
        return Err(keys.text.error(
            value.span().start,
            expected,
            value.get_ref().type_str(),
            None,
        ));
    };
    let mut table = Keys::new(keys.text, table, value.span().start);
    let (document, speaker) = (table.string("document")?, table.string("speaker")?);
    let (case, row) = (table.flag("case")?, table.flag("row")?);
    table.finish()?;
    let regex = |pattern: Stated<String>, key: &str| {
        bounded_regex(&pattern.value).map_err(|_| {
            let found = format!("{:?}", pattern.value);
            keys.text.error(
                value.span().start,
                &format!("a regular expression for `{key}`"),
                &found,
                None,
            )
        })
    };
    match (document, speaker, case, row) {
        (Some(pattern), None, None, None) => {
            Ok(Some(RespondentRule::Document(regex(pattern, "document")?)))
        }
        (None, Some(pattern), None, None) => {
            Ok(Some(RespondentRule::Speaker(regex(pattern, "speaker")?)))
        }
        (None, None, Some(true), None) => Ok(Some(RespondentRule::Case)),
        (None, None, None, Some(true)) => Ok(Some(RespondentRule::Row)),
        _ => Err(keys.text.error(value.span().start, expected, "neither", None)),
    }
}
