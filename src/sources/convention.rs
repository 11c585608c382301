//! The ways in which projects count positions.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Number of characters that the end of a line counts as in positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineEnds {
    /// As many as in the file: a Windows line end is two characters.
    AsWritten,
    /// One character, even if the file has two.
    One,
    /// Two characters, even if the file has one.
    Two,
}

/// The unit of positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Unicode code points.
    CodePoint,
    /// 16-bit units of UTF-16, in which an emoji is two.
    Utf16,
    /// Bytes of UTF-8, in which an accented letter is two.
    Byte,
}

/// A convention for positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Positions {
    /// Number of characters that a line end counts as.
    pub line_ends: LineEnds,
    /// The unit of positions.
    pub unit: Unit,
    /// True if a byte order mark counts.
    pub mark: bool,
    /// True if the end position is that of the last character and not of the one after it.
    pub inclusive: bool,
}

impl Default for Positions {
    fn default() -> Self {
        Self {
            line_ends: LineEnds::AsWritten,
            unit: Unit::CodePoint,
            mark: false,
            inclusive: false,
        }
    }
}

impl fmt::Display for Positions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.unit {
            Unit::CodePoint => "code points",
            Unit::Utf16 => "units of UTF-16",
            Unit::Byte => "bytes",
        })?;
        f.write_str(if self.inclusive { ", end inclusive" } else { ", end exclusive" })?;
        f.write_str(match self.line_ends {
            LineEnds::AsWritten => "",
            LineEnds::One => ", a line end as one",
            LineEnds::Two => ", a line end as two",
        })?;
        f.write_str(if self.mark { ", the byte order mark counted" } else { "" })
    }
}
