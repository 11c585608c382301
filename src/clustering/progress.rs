//! How far a run has come, and whether it is to go on.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::error::{ErrorKind, Result};
use crate::manifest::PersonaKind;

/// How far the search for the groups of one kind has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The kind.
    pub kind: PersonaKind,
    /// Fits that were begun.
    pub done: usize,
    /// Fits that may be needed at most; numbers of groups that are given up early need fewer.
    pub of: usize,
}

/// Called before every fit, from any thread; [`ControlFlow::Break`] ends the run with
/// [`ErrorKind::Cancelled`].
pub type Watch<'a> = &'a (dyn Fn(Progress) -> ControlFlow<()> + Sync);

/// Counts the fits of a kind.
pub(super) struct ProgressMeter<'a> {
    pub(super) kind: PersonaKind,
    watch: Watch<'a>,
    done: AtomicUsize,
    of: AtomicUsize,
}

impl<'a> ProgressMeter<'a> {
    pub(super) fn new(kind: PersonaKind, watch: Watch<'a>) -> Self {
        Self { kind, watch, done: AtomicUsize::new(0), of: AtomicUsize::new(0) }
    }

    /// States how many fits may be needed.
    pub(super) fn expect(&self, fits: usize) {
        self.of.store(fits, Ordering::Relaxed);
    }

    /// Counts fits that begin.
    pub(super) fn tick(&self, fits: usize) -> Result<()> {
        let done = self.done.fetch_add(fits, Ordering::Relaxed) + fits;
        match (self.watch)(Progress { kind: self.kind, done, of: self.of.load(Ordering::Relaxed) })
        {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ErrorKind::Cancelled.into()),
        }
    }
}
