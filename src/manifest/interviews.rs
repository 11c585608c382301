//! Keys of a manifest for projects and tables of coded segments.

use super::keys::Keys;
use super::stated::Stated;
use crate::error::Result;
use crate::sources::{LineEnds, Positions, SegmentColumns, Unit};

pub(super) fn read_positions(mut keys: Keys<'_>) -> Result<Positions> {
    let line_ends =
        [("as-written", LineEnds::AsWritten), ("one", LineEnds::One), ("two", LineEnds::Two)];
    let units = [("code-point", Unit::CodePoint), ("utf-16", Unit::Utf16), ("byte", Unit::Byte)];
    let default = Positions::default();
    let positions = Positions {
        line_ends: keys.one_of("line_ends", &line_ends)?.unwrap_or(default.line_ends),
        unit: keys.one_of("unit", &units)?.unwrap_or(default.unit),
        mark: keys.flag("mark")?.unwrap_or(default.mark),
        inclusive: keys.flag("inclusive")?.unwrap_or(default.inclusive),
    };
    keys.finish()?;
    Ok(positions)
}

pub(super) fn read_segments(mut keys: Keys<'_>) -> Result<SegmentColumns> {
    let list =
        |stated: Vec<Stated<String>>| stated.into_iter().map(|stated| stated.value).collect();
    let (categories, applied) = (list(keys.strings("categories")?), list(keys.strings("applied")?));
    let mut codes: Vec<String> = list(keys.strings("code")?);
    let further_codes = codes.split_off(codes.len().min(1));
    let mut text = |key| keys.string(key).map(|stated| stated.map(|stated| stated.value));
    let columns = SegmentColumns {
        document: text("document")?,
        code: codes.pop(),
        further_codes,
        code_separator: text("code_separator")?,
        path_separator: text("path_separator")?,
        quote: text("quote")?,
        categories,
        applied,
        speaker: text("speaker")?,
        start: text("start")?,
        end: text("end")?,
        coder: text("coder")?,
        id: text("id")?,
    };
    keys.finish()?;
    Ok(columns)
}
