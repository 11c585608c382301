//! The memory that the segments of a file may take.

use crate::error::{ErrorKind, Result};
use crate::locator::Place;

/// Room for segments: a text that a file holds once is repeated in every segment that refers to it,
/// so that few bytes may make any number.
#[derive(Debug, Default)]
pub(super) struct Room {
    taken: usize,
}

impl Room {
    /// Most bytes of the texts of all segments of a file.
    const MOST: usize = 1 << 30;

    /// Takes the room of a segment of so many bytes.
    ///
    /// # Errors
    /// [`ErrorKind::TooLarge`] if there is none left.
    pub(super) fn take(&mut self, bytes: usize, place: impl FnOnce() -> Place) -> Result<()> {
        // Codes of a cell repeat its texts, so a small file can take much memory.
        self.taken += bytes;
        if self.taken > Self::MOST {
            let (limit, found) = (Self::MOST as u64, self.taken as u64);
            return Err(ErrorKind::TooLarge { place: place(), limit, found }.into());
        }
        Ok(())
    }
}
