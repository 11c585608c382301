//! How the cells of a text table are separated.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Result, shown};

/// The character between the cells of a row.
///
/// Detected on the first 100 records: each candidate reads them, and the one wins under which most
/// records have as many cells as the header; among equals the one with more cells, then in the
/// order comma, semicolon, tab, bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// Tab
    Tab,
    /// `|`
    Bar,
}

impl Delimiter {
    /// Every delimiter that is detected, in order of preference.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Bar];

    /// The delimiter as an ASCII byte.
    #[must_use]
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }

    /// The delimiter as a text of one character, as in a manifest.
    #[must_use]
    pub fn character(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Semicolon => ";",
            Self::Tab => "\t",
            Self::Bar => "|",
        }
    }
}

impl fmt::Display for Delimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.character())
    }
}

impl FromStr for Delimiter {
    type Err = Error;

    /// The delimiter of a character, as in a manifest.
    fn from_str(character: &str) -> Result<Self> {
        let known = Self::ALL.into_iter().find(|one| one.character() == character);
        known.ok_or_else(|| {
            // Quoted and escaped, because commas and tabs would not be seen in a list.
            let names = Self::ALL.map(|one| format!("{:?}", one.character())).join(", ");
            let (expected, found) = (format!("one of {names}"), format!("{:?}", shown(character)));
            ErrorKind::Parameter { name: "delimiter", expected, found }.into()
        })
    }
}
