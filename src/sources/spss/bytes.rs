//! The bytes of an SPSS file, read from the front in the order of bytes that the file has.

use super::super::file::SourceFile;
use crate::error::{ErrorKind, Result};

/// The bytes of a file, read from the front.
pub(super) struct Bytes<'a> {
    pub(super) file: &'a SourceFile,
    pub(super) at: usize,
    pub(super) little: bool,
}

impl<'a> Bytes<'a> {
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let rest = self.file.bytes().get(self.at..).unwrap_or_default();
        match rest.get(..count) {
            Some(bytes) => {
                self.at += count;
                Ok(bytes)
            }
            None => Err(self.error(
                &format!("{count} more bytes"),
                &format!("the end of the file after {}", rest.len()),
            )),
        }
    }

    pub(super) fn int(&mut self) -> Result<i32> {
        let little = self.little;
        let bytes = self.take(4)?.try_into().expect("four bytes were taken");
        Ok(if little { i32::from_le_bytes(bytes) } else { i32::from_be_bytes(bytes) })
    }

    pub(super) fn long(&mut self) -> Result<i64> {
        let little = self.little;
        let bytes = self.take(8)?.try_into().expect("eight bytes were taken");
        Ok(if little { i64::from_le_bytes(bytes) } else { i64::from_be_bytes(bytes) })
    }

    /// A count, which must not be negative.
    pub(super) fn count(&mut self, what: &str) -> Result<usize> {
        let count = self.int()?;
        usize::try_from(count).map_err(|_| self.error(what, &count.to_string()))
    }

    pub(super) fn error(&self, expected: &str, found: &str) -> crate::Error {
        let place = self.file.place().byte(self.at as u64);
        let (expected, found) = (format!("{expected} of an SPSS file"), found.to_owned());
        ErrorKind::Format { place, expected, found }.into()
    }
}

/// A number from eight bytes.
pub(super) fn double(bytes: [u8; 8], little: bool) -> f64 {
    if little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) }
}
