//! The codes of a REFI-QDA project or codebook: a tree by nesting, known by guid.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::super::codebook::{Code, Codebook, check_paths};
use super::super::xml::{ParsedXml, children, is};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::sources::findings::SourcesFinding;

/// A guid in one spelling: without braces, in lower case.
pub(super) fn guid(text: &str) -> String {
    // Programs write GUIDs with and without braces and in either case.
    text.trim().trim_start_matches('{').trim_end_matches('}').to_ascii_lowercase()
}

/// True if an id is a guid, as the standard wants them all to be: hexadecimal digits in groups of
/// 8, 4, 4, 4 and 12.
pub(crate) fn is_guid(id: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    id.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && id.split('-').all(digits)
}

/// The paths of all codes by guid.
#[derive(Debug, Default)]
pub(super) struct ProjectCodes {
    pub(super) paths: BTreeMap<String, String>,
    codes: Vec<(String, Code)>,
}

impl ProjectCodes {
    /// Reads the code tree below an element.
    ///
    /// # Errors
    /// [`ErrorKind::Duplicate`] for a guid that two codes have.
    pub(super) fn read(
        xml: &ParsedXml<'_>,
        root: Node<'_, '_>,
        findings: &mut Findings,
    ) -> Result<Self> {
        let mut codes = Self::default();
        let mut first: BTreeMap<String, Node<'_, '_>> = BTreeMap::new();
        let mut path_of: BTreeMap<usize, String> = BTreeMap::new();
        let (mut known_paths, mut length) = (BTreeSet::new(), 0);
        for node in root.descendants().filter(|node| is(*node, "Code")) {
            let name = node
                .attribute("name")
                .unwrap_or_default()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let name = if name.is_empty() { "unnamed code".to_owned() } else { name };
            // Parents precede their children.
            let path = match node.parent().and_then(|parent| path_of.get(&parent.id().get_usize()))
            {
                Some(parent) => format!("{parent}/{name}"),
                None => name,
            };
            length += path.len();
            check_paths(length, || xml.place(node))?;
            path_of.insert(node.id().get_usize(), path.clone());
            let id = guid(node.attribute("guid").unwrap_or_default());
            // Segments refer to it, so it would be unclear which code they carry.
            if let Some(known) = first.get(&id) {
                let (place, first) = (xml.place(node), xml.place(*known));
                return Err(
                    ErrorKind::Duplicate { place, what: "the guid of a code", id, first }.into()
                );
            }
            if !known_paths.insert(path.clone()) {
                findings
                    .add_at(SourcesFinding::DuplicateCode { code: path.clone() }, xml.place(node));
            }
            first.insert(id.clone(), node);
            let description = children(node, "Description").find_map(|node| node.text());
            codes.paths.insert(id.clone(), path.clone());
            let definition = description.unwrap_or_default().trim().to_owned();
            codes.codes.push((id, Code { path, definition }));
        }
        Ok(codes)
    }

    /// The codes that are no cases, which NVivo exports as codes too.
    pub(super) fn codebook(&self, is_case: impl Fn(&str) -> bool) -> Codebook {
        Codebook::new(
            self.codes
                .iter()
                .filter(|(guid, _)| !is_case(guid))
                .map(|(_, code)| code.clone())
                .collect(),
        )
    }
}
