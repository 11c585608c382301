//! The pages of a column, unpacked within bounds whatever they claim.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use parquet::basic::{Compression, Encoding, Type};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::SerializedPageReader;

/// Most bytes of a page.
const MOST_PAGE: usize = 1 << 28;

/// Bytes that the pages of a file may still unpack to; columns that are read at the same time share
/// it.
#[derive(Clone)]
pub(super) struct BytesLeft(Arc<AtomicU64>);

impl BytesLeft {
    pub(super) fn new(bytes: u64) -> Self {
        Self(Arc::new(AtomicU64::new(bytes)))
    }

    pub(super) fn take(&self, bytes: usize) -> Result<()> {
        // Columns are read in parallel and share one limit.
        let taken = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            left.checked_sub(bytes as u64)
        });
        taken
            .map(|_| ())
            .map_err(|left| error(format!("{bytes} bytes to unpack where {left} are left")))
    }
}

/// The pages of a stretch of a column. The library hands them over as they lie in the file.
pub(super) struct UnpackedPages {
    packed: SerializedPageReader<Bytes>,
    codec: Compression,
    left: BytesLeft,
    /// Least bytes of a value in a dictionary.
    width: usize,
    /// True if definition levels precede the values.
    levels: bool,
    dictionary: bool,
}

fn error(found: impl Into<String>) -> ParquetError {
    ParquetError::General(found.into())
}

impl UnpackedPages {
    pub(super) fn open(
        file: &Bytes,
        chunk: &ColumnChunkMetaData,
        rows: usize,
        left: BytesLeft,
    ) -> Result<Self> {
        let start = chunk.dictionary_page_offset().unwrap_or_else(|| chunk.data_page_offset());
        let end =
            start.checked_add(chunk.compressed_size()).and_then(|end| usize::try_from(end).ok());
        if start < 0 || chunk.compressed_size() < 0 || end.is_none_or(|end| end > file.len()) {
            return Err(error("values that do not lie in it"));
        }
        if chunk.file_path().is_some() {
            return Err(error("values that lie in another file"));
        }
        // The library is told that pages are not compressed, so that it hands them over packed and
        // they are unpacked here, within bounds.
        let plain =
            chunk.clone().into_builder().set_compression(Compression::UNCOMPRESSED).build()?;
        let packed = SerializedPageReader::new(Arc::new(file.clone()), &plain, rows, None)?;
        let column = chunk.column_descr();
        let width = match column.physical_type() {
            Type::BOOLEAN => 1,
            Type::INT32 | Type::FLOAT | Type::BYTE_ARRAY => 4,
            Type::INT64 | Type::DOUBLE => 8,
            Type::INT96 => 12,
            Type::FIXED_LEN_BYTE_ARRAY => {
                usize::try_from(column.type_length()).unwrap_or_default().max(1)
            }
        };
        let levels = column.max_def_level() > 0;
        Ok(Self { packed, codec: chunk.compression(), left, width, levels, dictionary: false })
    }

    fn unpack(&mut self, mut page: Page) -> Result<Page> {
        match &mut page {
            Page::DictionaryPage { buf, num_values, .. } => {
                *buf = self.unpack_bytes(buf, 0)?;
                self.dictionary = true;
                // The decoder makes room for as many values as are claimed.
                if *num_values as usize > buf.len() / self.width {
                    return Err(error("a dictionary that claims more than it holds"));
                }
            }
            Page::DataPage { buf, encoding, num_values, .. } => {
                *buf = self.unpack_bytes(buf, 0)?;
                let levels = if self.levels { level_bytes(buf) } else { Some(0) };
                self.check(*encoding, buf, levels, *num_values)?;
            }
            Page::DataPageV2 {
                buf,
                encoding,
                num_values,
                def_levels_byte_len,
                rep_levels_byte_len,
                is_compressed,
                ..
            } => {
                let levels =
                    (*def_levels_byte_len as usize).saturating_add(*rep_levels_byte_len as usize);
                if levels > buf.len() {
                    return Err(error("levels that are longer than their page"));
                }
                *buf = if *is_compressed { self.unpack_bytes(buf, levels)? } else { buf.clone() };
                self.check(*encoding, buf, Some(levels), *num_values)?;
            }
        }
        Ok(page)
    }

    /// Refuses encodings that say nothing without a dictionary, or that claim any number of values
    /// in a few bytes.
    fn check(
        &self,
        encoding: Encoding,
        buf: &Bytes,
        levels: Option<usize>,
        values: u32,
    ) -> Result<()> {
        #[allow(deprecated, reason = "files still have it")]
        let by_dictionary =
            matches!(encoding, Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY);
        if by_dictionary && !self.dictionary {
            return Err(error("values of a dictionary that is not there"));
        }
        let lengths = || levels.and_then(|levels| delta_count(buf.get(levels..)?));
        match encoding {
            Encoding::DELTA_LENGTH_BYTE_ARRAY
                if lengths().is_none_or(|count| count > u64::from(values)) =>
            {
                Err(error("a page that claims more values than it holds"))
            }
            Encoding::DELTA_BYTE_ARRAY => {
                Err(error("values in the encoding DELTA_BYTE_ARRAY, which is not read"))
            }
            _ => Ok(()),
        }
    }

    /// Unpacks a page, of which the first `plain` bytes are not packed.
    fn unpack_bytes(&self, page: &Bytes, plain: usize) -> Result<Bytes> {
        let (front, packed) = page.split_at(plain);
        if packed.is_empty() || self.codec == Compression::UNCOMPRESSED {
            self.left.take(page.len())?;
            return Ok(page.clone());
        }
        let mut bytes = front.to_vec();
        match self.codec {
            Compression::SNAPPY => {
                let length =
                    snap::raw::decompress_len(packed).map_err(|found| error(found.to_string()))?;
                // The length is in the page, so the limit applies before there is room for it.
                self.room(length)?;
                bytes.resize(plain + length, 0);
                let decoded = snap::raw::Decoder::new().decompress(packed, &mut bytes[plain..]);
                decoded.map_err(|found| error(found.to_string()))?;
            }
            Compression::GZIP(_) => {
                self.inflate(flate2::read::MultiGzDecoder::new(packed), &mut bytes)?
            }
            Compression::ZSTD(_) => {
                self.inflate(zstd::stream::read::Decoder::with_buffer(packed)?, &mut bytes)?
            }
            other => {
                return Err(error(format!(
                    "pages packed with {other}; Snappy, Zstandard and gzip are read"
                )));
            }
        }
        Ok(bytes.into())
    }

    fn inflate(&self, packed: impl Read, bytes: &mut Vec<u8>) -> Result<()> {
        // The length is not stated, so reading ends behind the limit.
        let length = packed.take(MOST_PAGE as u64 + 1).read_to_end(bytes)?;
        self.room(length)
    }

    fn room(&self, length: usize) -> Result<()> {
        if length > MOST_PAGE {
            return Err(error(format!("a page of more than {MOST_PAGE} bytes")));
        }
        self.left.take(length)
    }
}

/// Bytes of the definition levels at the front of a page of the first kind, with the four that tell
/// how many they are.
fn level_bytes(page: &[u8]) -> Option<usize> {
    let length = u32::from_le_bytes(*page.first_chunk()?);
    usize::try_from(length).ok()?.checked_add(4)
}

/// How many values differences are said to follow: the third number, after the sizes of blocks.
fn delta_count(values: &[u8]) -> Option<u64> {
    // The header is four variable-length numbers; the third is the count.
    let mut ends = values.iter().enumerate().filter(|(_, byte)| **byte < 0x80).map(|(end, _)| end);
    let (start, end) = (ends.nth(1)? + 1, ends.next()?);
    let digits = values[start..=end].iter().rev();
    digits
        .clone()
        .count()
        .le(&5)
        .then(|| digits.fold(0, |count, byte| count << 7 | u64::from(byte & 0x7F)))
}

impl Iterator for UnpackedPages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for UnpackedPages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        self.packed.get_next_page()?.map(|page| self.unpack(page)).transpose()
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.packed.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.packed.skip_next_page()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_number_is_the_count() {
        assert_eq!(delta_count(&[0x80, 0x01, 4, 0x83, 0x01, 9]), Some(131));
        assert_eq!(delta_count(&[0x80, 0x01, 4, 0x83]), None);
        assert_eq!(delta_count(&[1, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 1]), None);
    }

    #[test]
    fn what_is_left_is_never_overdrawn() {
        let left = BytesLeft::new(10);
        assert!(
            left.take(7).is_ok()
                && left.clone().take(4).is_err()
                && left.take(3).is_ok()
                && left.take(1).is_err()
        );
    }
}
