//! Findings that a caller does not accept, as errors.

use super::boxed::Result;
use super::kind::ErrorKind;
use crate::finding::{Findings, Level};

impl Findings {
    /// Returns the first finding of this level or above as an error.
    ///
    /// # Errors
    /// [`ErrorKind::Denied`] with that finding.
    pub fn deny(&self, level: Level) -> Result<()> {
        match self.iter().find(|finding| finding.level() >= level) {
            Some(finding) => Err(ErrorKind::Denied(Box::new(finding.clone())).into()),
            None => Ok(()),
        }
    }
}
