//! The codebook: the tree of codes with their definitions.

use std::collections::{BTreeMap, BTreeSet};

use super::table::Table;
use crate::error::{Error, ErrorKind, Result};
use crate::locator::Place;

/// A code of the codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Path from the root, parts separated by `/`: `Frustrations/slow reports`.
    pub path: String,
    /// Meaning of the code and when to apply it; may be empty.
    pub definition: String,
}

/// The codes of a study, sorted by path.
///
/// Read from a table with a column `code` (or `path`, `tag`, `name`) and, if wanted, `parent` and
/// `definition` (or `description`). With a `parent` column a code's path is its parent's path and
/// its name; without one, the code column holds the path. Taguette's codebook export has this
/// shape.
///
/// ```
/// use persona_synthesis::Findings;
/// use persona_synthesis::sources::{Codebook, SourceFile, Table};
///
/// let text = "code,parent,definition\ntrust,,Says so\nvendor,trust,In the vendor\n";
/// let file = SourceFile::from_bytes("codebook.csv", text)?;
/// let table = Table::from_file(file, None, None, &mut Findings::default())?;
/// let codebook = Codebook::from_table(&table)?;
/// assert_eq!(codebook.codes()[1].path, "trust/vendor");
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Codebook {
    codes: Vec<Code>,
}

impl Codebook {
    /// Names of the column that holds the code.
    pub(super) const CODE: [&str; 4] = ["code", "path", "tag", "name"];
    const DEFINITION: [&str; 3] = ["definition", "description", "memo"];

    /// Makes a codebook of codes; of two with the same path it keeps the first.
    #[must_use]
    pub fn new(mut codes: Vec<Code>) -> Self {
        codes.sort_by(|a, b| a.path.cmp(&b.path));
        codes.dedup_by(|b, a| a.path == b.path);
        Self { codes }
    }

    /// Reads the codes of a table.
    ///
    /// # Errors
    /// [`ErrorKind::Header`] without a code column, [`ErrorKind::Duplicate`] for a code that occurs
    /// twice, [`ErrorKind::Codebook`] for a code that is its own ancestor, [`ErrorKind::Cell`] for
    /// a parent that is no code, [`ErrorKind::Format`] if all paths together are longer than 64
    /// MiB.
    pub fn from_table(table: &Table) -> Result<Self> {
        let Some(name) = table.column_of(&Self::CODE) else {
            return Err(ErrorKind::Header {
                place: table.place(0).line(1),
                missing: vec![Self::CODE[0].to_owned()],
                found: table.columns.iter().map(|column| column.label.clone()).collect(),
            }
            .into());
        };
        let definition = table.column_of(&Self::DEFINITION);
        let parent = table.column_of(&["parent"]);
        let mut rows: BTreeMap<String, usize> = BTreeMap::new();
        for row in (0..table.rows()).filter(|row| !table.is_set_aside(*row)) {
            let code = name.text(row).trim().to_owned();
            // With a parent column, the name is the key that children refer to: twice, it would be
            // ambiguous.
            if let Some(first) = rows.insert(code.clone(), row) {
                return Err(ErrorKind::Duplicate {
                    place: table.place(row),
                    what: "code",
                    id: code,
                    first: table.place(first),
                }
                .into());
            }
        }
        let parents: BTreeMap<&str, String> = rows
            .iter()
            .filter_map(|(code, row)| Some((code.as_str(), parent?.text(*row).trim().to_owned())))
            .filter(|(_, parent)| !parent.is_empty())
            .collect();
        let (mut codes, mut length) = (Vec::with_capacity(rows.len()), 0);
        for (code, row) in &rows {
            let path = path_of(code, &parents, &rows, table)?;
            // A path repeats its ancestors, so a deep codebook grows with the square of its size.
            length += path.len();
            check_paths(length, || table.place(*row))?;
            codes.push(Code {
                path,
                definition: definition
                    .map_or_else(String::new, |column| column.text(*row).trim().to_owned()),
            });
        }
        Ok(Self::new(codes))
    }

    /// Returns the codes of both; where both define a code, the definition of `self` is kept.
    #[must_use]
    pub(crate) fn merge(mut self, other: Self) -> Self {
        self.codes.extend(other.codes);
        Self::new(self.codes)
    }

    /// The codes, sorted by path.
    #[must_use]
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// The code of this path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Code> {
        self.codes
            .binary_search_by(|code| code.path.as_str().cmp(path))
            .ok()
            .map(|position| &self.codes[position])
    }
}

/// Refuses a tree whose paths are of this length all together: nested deep enough, a few names make
/// any amount of them.
///
/// # Errors
/// [`ErrorKind::Format`] above 64 MiB.
pub(super) fn check_paths(length: usize, place: impl FnOnce() -> Place) -> Result<()> {
    const LONGEST: usize = 1 << 26;
    if length <= LONGEST {
        return Ok(());
    }
    let (expected, found) =
        (format!("code paths of at most {LONGEST} bytes in all"), "more".to_owned());
    Err(ErrorKind::Format { place: place(), expected, found }.into())
}

/// The names of a code's ancestors and its own, joined; refuses cycles and parents that are not
/// there.
fn path_of(
    code: &str,
    parents: &BTreeMap<&str, String>,
    rows: &BTreeMap<String, usize>,
    table: &Table,
) -> Result<String, Error> {
    let mut chain = vec![code];
    let mut seen = BTreeSet::from([code]);
    while let Some(parent) = chain.last().and_then(|last| parents.get(last)) {
        let row = rows[*chain.last().expect("the chain begins with the code")];
        if !rows.contains_key(parent) {
            return Err(ErrorKind::Cell {
                place: table.place(row).column("parent"),
                expected: "a code of the codebook".to_owned(),
                found: crate::error::shown(parent),
            }
            .into());
        }
        chain.push(parent);
        if !seen.insert(parent) {
            let start = chain.iter().position(|name| name == parent).expect("it was seen");
            let cycle = chain[start..].iter().map(|name| (*name).to_owned()).collect();
            return Err(ErrorKind::Codebook { place: table.place(row), cycle }.into());
        }
    }
    chain.reverse();
    Ok(chain.join("/"))
}
