//! The cases of an SPSS file: units of eight bytes, as they are, as codes of a byte, or as codes
//! that are deflated.

use super::super::table::MOST_SHEET_CELLS;
use super::super::texts::Texts;
use super::bytes::{Bytes, double};
use super::dictionary::Dictionary;
use crate::error::Result;

/// The units of all cases, unpacked piece by piece.
pub(super) struct Cases<'a> {
    bytes: Bytes<'a>,
    /// Codes of a byte, inflated where the file deflates them.
    packed: Option<Box<dyn std::io::Read + 'a>>,
}

/// The values of all cases, variable by variable.
pub(super) struct CaseValues {
    pub(super) cases: usize,
    pub(super) columns: Vec<ValueColumn>,
}

pub(super) enum ValueColumn {
    /// Numbers; NaN is system-missing.
    Numbers(Vec<f64>),
    Texts(Texts),
}

const UNIT: usize = 8;
/// Most bytes of all texts.
const MOST_BYTES: usize = 1 << 30;

impl<'a> Cases<'a> {
    pub(super) fn open(bytes: &mut Bytes<'a>, dictionary: &Dictionary) -> Result<Self> {
        let data = bytes.file.bytes();
        let packed: Option<Box<dyn std::io::Read + 'a>> = match dictionary.compression {
            0 => None,
            1 => Some(Box::new(&data[bytes.at..])),
            2 => Some(Box::new(inflate_blocks(bytes)?)),
            other => {
                return Err(bytes.error(
                    "data that is not compressed, or with method 1 or 2",
                    &other.to_string(),
                ));
            }
        };
        Ok(Self { bytes: Bytes { file: bytes.file, at: bytes.at, little: bytes.little }, packed })
    }

    pub(super) fn read(mut self, dictionary: &Dictionary) -> Result<CaseValues> {
        let column = |width: usize| match width {
            0 => ValueColumn::Numbers(Vec::new()),
            _ => ValueColumn::Texts(Texts::default()),
        };
        let columns = dictionary.variables.iter().map(|variable| column(variable.width)).collect();
        let mut values = CaseValues { cases: 0, columns };
        let mut case = vec![[0; UNIT]; dictionary.units];
        let (mut codes, mut written) = (PackedCodes::default(), 0);
        while self.next_case(&mut case, &mut codes, dictionary)? {
            for (variable, column) in dictionary.variables.iter().zip(&mut values.columns) {
                match column {
                    ValueColumn::Numbers(numbers) => {
                        numbers.push(number(case[variable.unit], dictionary.little))
                    }
                    ValueColumn::Texts(texts) => {
                        let text = dictionary.text(&text(&case[variable.unit..], variable.width));
                        written += text.len();
                        texts.push(&text);
                    }
                }
            }
            values.cases += 1;
            if written > MOST_BYTES {
                return Err(self
                    .bytes
                    .error(&format!("at most {MOST_BYTES} bytes of text"), &written.to_string()));
            }
            // Checked as cases arrive, since compressed data can claim any number of them.
            if values.cases * dictionary.units > MOST_SHEET_CELLS {
                let found = format!("case {} of {} units", values.cases, dictionary.units);
                return Err(self.bytes.error(&format!("at most {MOST_SHEET_CELLS} units"), &found));
            }
        }
        Ok(values)
    }

    /// Fills a case; false after the last.
    fn next_case(
        &mut self,
        case: &mut [[u8; UNIT]],
        codes: &mut PackedCodes,
        dictionary: &Dictionary,
    ) -> Result<bool> {
        let Some(packed) = &mut self.packed else {
            if self.bytes.at == self.bytes.file.bytes().len() {
                return Ok(false);
            }
            for unit in case {
                *unit = self.bytes.take(UNIT)?.try_into().expect("eight bytes were taken");
            }
            return Ok(true);
        };
        for (position, unit) in case.iter_mut().enumerate() {
            match codes.next(packed, dictionary) {
                Ok(Some(value)) => *unit = value,
                Ok(None) if position == 0 => return Ok(false),
                Ok(None) => return Err(self.bytes.error("a whole case", "the end of the data")),
                Err(error) => {
                    return Err(self.bytes.error("data that can be unpacked", &error.to_string()));
                }
            }
        }
        Ok(true)
    }
}

/// Eight codes at a time, each a small number, a blank text, a missing value, or a unit that
/// follows.
#[derive(Default)]
struct PackedCodes {
    codes: [u8; UNIT],
    left: usize,
}

impl PackedCodes {
    fn next(
        &mut self,
        packed: &mut impl std::io::Read,
        dictionary: &Dictionary,
    ) -> std::io::Result<Option<[u8; UNIT]>> {
        loop {
            if self.left == 0 {
                if !fill(packed, &mut self.codes)? {
                    return Ok(None);
                }
                self.left = UNIT;
            }
            let code = self.codes[UNIT - self.left];
            self.left -= 1;
            let number = |number: f64| {
                if dictionary.little { number.to_le_bytes() } else { number.to_be_bytes() }
            };
            return Ok(Some(match code {
                // Codes of the format: 0 pads, 252 ends the data, 253 precedes a plain unit, 254 is
                // blanks, 255 system-missing; all others are a number plus the bias.
                0 => continue,
                252 => {
                    self.left = 0;
                    return Ok(None);
                }
                253 => {
                    let mut unit = [0; UNIT];
                    packed.read_exact(&mut unit)?;
                    unit
                }
                254 => *b"        ",
                255 => number(-f64::MAX),
                small => number(f64::from(small) - dictionary.bias),
            }));
        }
    }
}

/// Reads eight bytes; false at the end of the data.
fn fill(packed: &mut impl std::io::Read, codes: &mut [u8; UNIT]) -> std::io::Result<bool> {
    let mut read = 0;
    while read < UNIT {
        match packed.read(&mut codes[read..])? {
            // The data may end without the code for its end.
            0 if read == 0 => return Ok(false),
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            more => read += more,
        }
    }
    Ok(true)
}

/// The deflated blocks of a `.zsav` file one after the other.
fn inflate_blocks<'a>(bytes: &mut Bytes<'a>) -> Result<impl std::io::Read + use<'a>> {
    let offset = |bytes: &mut Bytes<'a>, what: &str| -> Result<usize> {
        let found = bytes.long()?;
        usize::try_from(found).map_err(|_| bytes.error(what, &found.to_string()))
    };
    // The header of the blocks is 24 bytes: its own place, the trailer's place and its length.
    let first = bytes.at + 24;
    bytes.long()?;
    let trailer = offset(bytes, "the place of the trailer")?;
    bytes.long()?;
    let file = bytes.file;
    let data = file.bytes().get(first..trailer).ok_or_else(|| {
        bytes.error("a trailer within the file", &format!("one at byte {trailer}"))
    })?;
    bytes.at = trailer;
    // Bias and zero of the blocks repeat the header; the block size is not needed.
    bytes.take(UNIT + UNIT + 4)?;
    let mut blocks = Vec::new();
    let mut start = 0_usize;
    for _ in 0..bytes.count("a count of blocks")? {
        bytes.take(UNIT + UNIT + 4)?;
        let size = bytes.count("the size of a block")?;
        let block = data.get(start..start.saturating_add(size));
        blocks.push(block.ok_or_else(|| {
            bytes.error("blocks within the file", &format!("one of {size} bytes"))
        })?);
        start += size;
    }
    let mut blocks = blocks.into_iter();
    let current = flate2::read::ZlibDecoder::new(blocks.next().unwrap_or_default());
    Ok(InflatedBlocks { blocks, current })
}

/// Deflated blocks, inflated one after the other.
struct InflatedBlocks<'a> {
    blocks: std::vec::IntoIter<&'a [u8]>,
    current: flate2::read::ZlibDecoder<&'a [u8]>,
}

impl std::io::Read for InflatedBlocks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        loop {
            let read = self.current.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            match self.blocks.next() {
                Some(block) => self.current = flate2::read::ZlibDecoder::new(block),
                None => return Ok(0),
            }
        }
    }
}

fn number(unit: [u8; UNIT], little: bool) -> f64 {
    let number = double(unit, little);
    // The least number there is says that there is none.
    if number <= -f64::MAX || !number.is_finite() { f64::NAN } else { number }
}

/// The bytes of a text; a very long one has its segments in 32 units each, of which all bytes but
/// the last are its own.
fn text(units: &[[u8; UNIT]], width: usize) -> Vec<u8> {
    const SEGMENT_UNITS: usize = 32;
    const SEGMENT_BYTES: usize = 255;
    // Longer texts are stored in segments of 255 bytes, each padded to whole units.
    let short = width <= 255;
    let (piece, stride) =
        if short { (width, usize::div_ceil(width, UNIT)) } else { (SEGMENT_BYTES, SEGMENT_UNITS) };
    let mut bytes = Vec::with_capacity(width.min(units.len() * UNIT));
    for segment in units.chunks(stride.max(1)) {
        let wanted = (width - bytes.len()).min(piece);
        bytes.extend(segment.iter().flatten().copied().take(wanted));
        if bytes.len() >= width {
            break;
        }
    }
    bytes
}
