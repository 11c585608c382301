//! ZIP archives from strangers: members by name, within limits, whatever sizes the archive states.

use std::io::{BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;

use super::file::SourceFile;
use crate::error::{ErrorKind, Result};
use crate::locator::Place;

/// An archive in memory.
pub(super) struct Archive<'a> {
    name: &'a str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

/// Most bytes that a member may unpack to where it is held in memory.
const MOST_HELD: u64 = 1 << 29;
/// Most bytes that a member may unpack to where it is read piece by piece.
const MOST_STREAMED: u64 = 1 << 32;
/// Longest stretch without a `<` in a member of XML that is read piece by piece: one tag, or the text of one cell.
const LONGEST_TEXT: u64 = 1 << 25;

impl<'a> Archive<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] if its directory cannot be read.
    pub(super) fn open(file: &'a SourceFile) -> Result<Self> {
        let zip = ZipArchive::new(Cursor::new(file.bytes())).map_err(|error| {
            let (expected, found) = ("a ZIP archive".to_owned(), format!("a damaged one ({error})"));
            ErrorKind::Format { place: file.place(), expected, found }
        })?;
        Ok(Self { name: file.name(), zip })
    }

    /// The archive's own name of a member; case and the direction of slashes do not matter.
    pub(super) fn find(&self, member: &str) -> Option<String> {
        let same = |name: &&str| name.replace('\\', "/").eq_ignore_ascii_case(member);
        self.zip.file_names().find(same).map(str::to_owned)
    }

    /// Names of all members.
    pub(super) fn names(&self) -> Vec<String> {
        self.zip.file_names().map(str::to_owned).collect()
    }

    /// The bytes of a member.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] if there is none or it is damaged, [`ErrorKind::TooLarge`] above 512 MiB.
    pub(super) fn read(&mut self, member: &str) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = self.member(member)?.take(MOST_HELD + 1).read_to_end(&mut bytes);
        read.map_err(|error| self.damaged(member, &error.to_string()))?;
        if bytes.len() as u64 > MOST_HELD {
            return Err(self.too_large(member, MOST_HELD, bytes.len() as u64));
        }
        Ok(bytes)
    }

    /// Makes sure that a member of XML can be read piece by piece within bounded memory.
    ///
    /// # Errors
    /// As [`Archive::read`], above 4 GiB in all or 32 MiB in one tag or text.
    pub(super) fn check_streamed(&mut self, member: &str) -> Result<()> {
        let mut reader = BufReader::with_capacity(1 << 16, self.member(member)?);
        let (mut bytes, mut stretch, mut longest) = (0_u64, 0_u64, 0_u64);
        loop {
            let piece = match reader.fill_buf() {
                Ok([]) => return Ok(()),
                Ok(piece) => piece,
                Err(error) => {
                    let error = error.to_string();
                    drop(reader);
                    return Err(self.damaged(member, &error));
                }
            };
            let mut last = 0;
            for tag in memchr::memchr_iter(b'<', piece) {
                longest = longest.max(stretch + (tag - last) as u64);
                (last, stretch) = (tag, 0);
            }
            stretch += (piece.len() - last) as u64;
            longest = longest.max(stretch);
            bytes += piece.len() as u64;
            let read = piece.len();
            reader.consume(read);
            if bytes > MOST_STREAMED || longest > LONGEST_TEXT {
                drop(reader);
                return Err(if bytes > MOST_STREAMED {
                    self.too_large(member, MOST_STREAMED, bytes)
                } else {
                    self.too_large(member, LONGEST_TEXT, longest)
                });
            }
        }
    }

    /// A member, unpacked while it is read.
    pub(super) fn member(&mut self, member: &str) -> Result<impl Read + use<'_, 'a>> {
        let place = self.place(member);
        self.zip.by_name(member).map_err(|error| {
            let (expected, found) = ("a member that can be unpacked".to_owned(), error.to_string());
            ErrorKind::Format { place, expected, found }.into()
        })
    }

    fn place(&self, member: &str) -> Place {
        Place::file(format!("{}/{member}", self.name))
    }

    fn damaged(&self, member: &str, found: &str) -> crate::Error {
        let (expected, found) = ("a whole member".to_owned(), format!("a damaged one ({found})"));
        ErrorKind::Format { place: self.place(member), expected, found }.into()
    }

    fn too_large(&self, member: &str, limit: u64, found: u64) -> crate::Error {
        ErrorKind::TooLarge { place: self.place(member), limit, found }.into()
    }
}
