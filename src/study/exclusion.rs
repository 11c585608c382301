//! Respondents who withdrew: what is theirs is passed over while sources are read, as if it stood
//! in no file.
//!
//! The list of them holds keyed hashes only (HMAC-SHA256, RFC 2104): without the key it tells of
//! nobody, and cannot be tried out against a list of names.

use std::collections::BTreeSet;
use std::fmt;

use super::identity::PEOPLE;
use super::keyed::{LEAST_KEY, check_key, keyed_hash};
use super::linking::{normalised_key, record_id};
use crate::error::{ErrorKind, Result, shown};
use crate::locator::Place;
use crate::manifest::Source;
use crate::sources::{Column, DOCUMENTS, Interviews, SourceKind, Table, parts_of_cell, stem};

/// The list of respondents who withdrew, as keyed hashes of their names in the sources: ids,
/// linking keys, documents.
///
/// ```
/// use persona_synthesis::study::Exclusions;
///
/// let key = b"thirty-two bytes that nobody knows";
/// let list = Exclusions::new(key)?;
/// assert_eq!(Exclusions::from_text(&list.to_text(), "exclusions.txt", key)?, list);
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Exclusions {
    key: Vec<u8>,
    hashes: BTreeSet<String>,
}

/// The key is not shown.
impl fmt::Debug for Exclusions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Exclusions({} hashes)", self.hashes.len())
    }
}

/// Prefix of the line that identifies the key of a list.
const KEY_CHECK: &str = "# key: ";
/// Kind under which the names of documents are hashed, so that they differ from ids.
const DOCUMENT: &str = "document";

impl Exclusions {
    /// Smallest number of bytes of a key: shorter keys can be guessed.
    pub const LEAST_KEY: usize = LEAST_KEY;

    /// Makes an empty list under a key.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] for a key of fewer than 16 bytes.
    pub fn new(key: &[u8]) -> Result<Self> {
        check_key(key).map(|key| Self { key, hashes: BTreeSet::new() })
    }

    /// Reads a list: a hash per line, 64 hexadecimal digits; lines that begin with `#` are notes.
    /// Messages call it `name`.
    ///
    /// # Errors
    /// As [`Exclusions::new`]; [`ErrorKind::Format`] for a line that is no hash, or a list made
    /// with another key.
    pub fn from_text(text: &str, name: &str, key: &[u8]) -> Result<Self> {
        let mut list = Self::new(key)?;
        for (line, number) in text.lines().map(str::trim).zip(1..) {
            // With another key nobody would be found on the list, and everybody on it would be
            // back.
            if let Some(check) = line.strip_prefix(KEY_CHECK).filter(|check| *check != list.check())
            {
                let (expected, found) =
                    ("the key that the list was made with", format!("another, not {check}"));
                let expected = expected.to_owned();
                return Err(ErrorKind::Format {
                    place: Place::file(name).line(number),
                    expected,
                    found,
                }
                .into());
            }
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if line.len() != 64 || !line.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                let (expected, found) =
                    ("64 hexadecimal digits".to_owned(), format!("{:?}", shown(line)));
                return Err(ErrorKind::Format {
                    place: Place::file(name).line(number),
                    expected,
                    found,
                }
                .into());
            }
            list.hashes.insert(line.to_ascii_lowercase());
        }
        Ok(list)
    }

    /// The list as text, as it is kept in a file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!(
            "# Respondents who withdrew, as keyed hashes (HMAC-SHA256): with the key, what is \
             theirs is passed over.\n{KEY_CHECK}{}\n",
            self.check()
        );
        self.hashes.iter().for_each(|hash| {
            text.push_str(hash);
            text.push('\n');
        });
        text
    }

    /// Digits that identify the key and reveal nothing else of it.
    fn check(&self) -> String {
        keyed_hash(&self.key, "key of exclusions", "")[..16].to_owned()
    }

    /// Number of hashes: one for each id, linking key and document.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// True if nobody withdrew.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    fn hash(&self, kind: &str, name: &str) -> String {
        keyed_hash(&self.key, kind, name)
    }

    fn holds_hash(&self, kind: &str, name: &str) -> bool {
        !name.is_empty() && !self.hashes.is_empty() && self.hashes.contains(&self.hash(kind, name))
    }

    /// Adds what a source calls somebody.
    pub(crate) fn add(&mut self, identity: &Identity) {
        let (kind, name) = identity.parts();
        if !name.is_empty() {
            let hash = self.hash(&kind, name);
            self.hashes.insert(hash);
        }
    }

    fn holds_identity(&self, identity: &Identity) -> bool {
        let (kind, name) = identity.parts();
        self.holds_hash(&kind, name)
    }

    /// True if a document is that of somebody who withdrew.
    pub(super) fn holds_document(&self, document: &str) -> bool {
        self.holds_identity(&Identity::Document(stem(document).to_owned()))
    }

    /// True if a respondent is on the list, named as in `membership.csv` and in manifests.
    #[must_use]
    pub fn holds(&self, respondent: impl AsRef<str>) -> bool {
        let respondent = respondent.as_ref();
        let scoped = respondent
            .split_once(':')
            .is_some_and(|(space, id)| self.holds_hash(&format!("id of {space}"), id));
        scoped || self.holds_hash(&format!("id of {PEOPLE}"), respondent)
    }
}

/// A name of a respondent in a source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Identity {
    /// Namespace and id.
    Id(String, String),
    /// Name and value of a linking key.
    Key(String, String),
    /// The document that is theirs, without its extension.
    Document(String),
}

impl Identity {
    fn parts(&self) -> (String, &str) {
        match self {
            Self::Id(namespace, id) => (format!("id of {namespace}"), id),
            Self::Key(name, value) => (format!("key {name}"), value),
            Self::Document(document) => (DOCUMENT.to_owned(), document),
        }
    }

    pub(crate) fn document(document: &str) -> Self {
        Self::Document(stem(document).to_owned())
    }
}

/// The namespace of a source's ids.
pub(super) fn namespace(source: &Source, kind: SourceKind, by_row: bool) -> String {
    let own = by_row || kind == SourceKind::Crm;
    source
        .ids
        .clone()
        .unwrap_or_else(|| if own { source.id.to_string() } else { PEOPLE.to_owned() })
}

/// The names of a row's respondent in a table.
pub(super) fn identities(
    source: &Source,
    kind: SourceKind,
    table: &Table,
    row: usize,
) -> Vec<Identity> {
    use crate::manifest::RespondentRule;
    let mut found = Vec::new();
    match &source.respondent {
        Some(RespondentRule::Column(name)) => {
            if let Some(column) = table.column(&name.value) {
                let text = column.text(row).trim().to_owned();
                let id = record_id(&text).map_or(text.clone(), str::to_owned);
                found.push(Identity::Id(namespace(source, kind, false), id));
            }
        }
        Some(RespondentRule::Row) => {
            found.push(Identity::Id(namespace(source, kind, true), (row + 1).to_string()))
        }
        _ => {}
    }
    for (name, stated) in &source.keys {
        if let Some(column) = table.column(&stated.value) {
            // Somebody may return under another id; the linking keys tell.
            found.push(Identity::Key(name.clone(), normalised_key(&column.text(row))));
        }
    }
    found
}

/// The column of people of a table of codings, whose cells may list several.
fn listed_people<'a>(source: &Source, kind: SourceKind, table: &'a Table) -> Option<&'a Column> {
    use crate::manifest::RespondentRule;
    let Some(RespondentRule::Column(name)) = &source.respondent else { return None };
    table.column(&name.value).filter(|_| kind == SourceKind::Interviews)
}

impl Exclusions {
    /// The rows of a table that are theirs who withdrew: by id, by key, or by the document that a
    /// segment is of.
    pub(super) fn rows(&self, source: &Source, kind: SourceKind, table: &Table) -> Vec<u32> {
        let document = source.segments.document.as_ref().and_then(|name| table.column(name));
        let called =
            |column: &&Column| DOCUMENTS.iter().any(|name| column.name.eq_ignore_ascii_case(name));
        let document = document
            .or_else(|| table.columns.iter().find(called))
            .filter(|_| kind == SourceKind::Interviews);
        let listed = listed_people(source, kind, table);
        let lists_them = |row: usize| {
            let holds = |name: &str| {
                let id = Identity::Id(namespace(source, kind, false), name.trim().to_owned());
                self.holds_identity(&id)
            };
            // A row of several people goes with any of them, however the cell parts their names.
            listed.as_ref().is_some_and(|column| parts_of_cell(&column.text(row)).any(&holds))
        };
        let theirs = |row: usize| {
            let identities = identities(source, kind, table, row);
            identities.iter().any(|identity| self.holds_identity(identity))
                || document.is_some_and(|column| self.holds_document(&column.text(row)))
                || lists_them(row)
        };
        (0_u32..)
            .zip(0..table.rows())
            .filter(|(_, row)| theirs(*row))
            .map(|(number, _)| number)
            .collect()
    }

    /// Takes out of a project what is theirs who withdrew: documents with their segments, and
    /// cases. How many documents that were.
    pub(super) fn pass_over(&self, interviews: &mut Interviews) -> usize {
        let all = interviews.transcripts.len();
        let mut place = Vec::with_capacity(all);
        let mut kept = 0_u32;
        interviews.transcripts.retain(|transcript| {
            let theirs = self.holds_document(&transcript.document);
            place.push((!theirs).then_some(kept));
            kept += u32::from(!theirs);
            !theirs
        });
        // Numbers of transcripts change where one before them is removed.
        let moved = |of: &u32| place.get(*of as usize).copied().flatten();
        interviews.cases.retain_mut(|case| {
            case.transcripts = case.transcripts.iter().filter_map(moved).collect();
            case.parts =
                case.parts.drain(..).filter_map(|(of, chars)| Some((moved(&of)?, chars))).collect();
            case.name.as_ref().is_none_or(|name| !self.holds(name))
        });
        if let Some(segments) = &mut interviews.segments {
            segments.segments.retain(|segment| !self.holds_document(&segment.document));
        }
        all - interviews.transcripts.len()
    }
}

#[cfg(test)]
mod tests {
    use hmac::{Hmac, Mac as _};
    use sha2::Sha256;

    use super::*;

    /// RFC 4231, test case 2, computed over the bytes that the list hashes: the key and the text
    /// are those of the case.
    #[test]
    fn hashes_are_keyed() {
        let mut mac = Hmac::<Sha256>::new_from_slice(b"Jefe").unwrap();
        mac.update(b"what do ya want for nothing?");
        let bytes: [u8; 32] = mac.finalize().into_bytes().into();
        assert_eq!(bytes[..4], [0x5b, 0xdc, 0xc1, 0x46]);
        let (mut one, mut other) =
            (Exclusions::new(&[1; 16]).unwrap(), Exclusions::new(&[2; 16]).unwrap());
        let identity = Identity::Id("people".into(), "P01".into());
        one.add(&identity);
        other.add(&identity);
        assert_ne!(one.to_text(), other.to_text());
        assert!(one.holds("P01") && !one.holds("P02"));
        assert!(!one.to_text().contains("P01") && !format!("{one:?}").contains("P01"));
    }

    #[test]
    fn short_keys_and_other_lines_are_refused() {
        assert!(Exclusions::new(b"short").is_err());
        let error = Exclusions::from_text("# note\n\nP01\n", "list.txt", &[0; 16]).unwrap_err();
        assert_eq!(error.to_string(), "list.txt:3: expected 64 hexadecimal digits, found \"P01\"");
    }

    #[test]
    fn a_list_is_read_with_its_own_key_alone() {
        let mut list = Exclusions::new(&[1; 16]).unwrap();
        list.add(&Identity::Document("P01".into()));
        let text = list.to_text();
        assert_eq!(Exclusions::from_text(&text, "list.txt", &[1; 16]).unwrap(), list);
        let error = Exclusions::from_text(&text, "list.txt", &[2; 16]).unwrap_err().to_string();
        assert!(
            error.starts_with("list.txt:2: expected the key that the list was made with"),
            "{error}"
        );
        // Lists of earlier versions do not tell.
        let old: String = text.lines().filter(|line| !line.starts_with(KEY_CHECK)).collect();
        assert!(Exclusions::from_text(&old, "list.txt", &[2; 16]).is_ok());
    }
}
