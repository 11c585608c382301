//! Progress of a run, and cancellation.

use std::fmt;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::error::{ErrorKind, Result};

/// A stage of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Stage {
    /// Reads the sources of a study.
    Reading,
    /// Makes the indicators.
    Indicators,
    /// Fits each number of groups.
    Groups,
    /// Fits bootstrap replicates, which show how stable a number of groups is.
    Replicates,
    /// Fits data without groups, for the bootstrap likelihood-ratio test of one group.
    OneGroupTest,
    /// Fits halves of the respondents, on which claims are tested later.
    Halves,
    /// Drafts personas.
    Drafting,
}

impl Stage {
    /// All stages, in their order. Fits of several numbers of groups run side by side, so that
    /// [`Groups`](Stage::Groups) and [`Replicates`](Stage::Replicates) take turns.
    pub const ALL: [Self; 7] = [
        Self::Reading,
        Self::Indicators,
        Self::Groups,
        Self::Replicates,
        Self::OneGroupTest,
        Self::Halves,
        Self::Drafting,
    ];

    /// Name of the stage for messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Indicators => "indicators",
            Self::Groups => "groups",
            Self::Replicates => "replicates",
            Self::OneGroupTest => "test of one group",
            Self::Halves => "halves",
            Self::Drafting => "drafting",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A step of a run that begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Step<'a> {
    /// The stage.
    pub stage: Stage,
    /// The subject of the stage: the id of a source, or the name of a kind of persona. Empty where
    /// it is the whole study.
    pub subject: &'a str,
    /// Number of steps for this subject that have begun; drafting counts anew from 1.
    pub done: usize,
    /// Largest number of steps for this subject; numbers of groups that are given up early need
    /// fewer.
    pub of: usize,
}

/// A function that is called before every step, from any thread. [`ControlFlow::Break`] ends the
/// run with [`ErrorKind::Cancelled`].
///
/// ```
/// use std::ops::ControlFlow;
/// use persona_synthesis::clustering::LatentClass;
/// use persona_synthesis::{Clustering, ErrorKind, IndicatorMatrix, Step, Study};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let matrix = IndicatorMatrix::from_study(&study)?;
/// let options = matrix.options();
/// let report = |step: Step<'_>| {
///     assert!(step.done <= step.of);
///     ControlFlow::Break(())
/// };
/// let method = LatentClass::from(&options);
/// let cancelled = Clustering::fit_with_progress(&matrix, &method, &options, &report);
/// assert!(matches!(cancelled.unwrap_err().kind(), ErrorKind::Cancelled));
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
pub type Progress<'a> = &'a (dyn Fn(Step<'_>) -> ControlFlow<()> + Sync);

/// Counts the steps for one subject.
pub(crate) struct ProgressMeter<'a> {
    subject: &'a str,
    progress: Progress<'a>,
    done: AtomicUsize,
    of: AtomicUsize,
}

impl<'a> ProgressMeter<'a> {
    /// A meter that has counted nothing yet.
    pub(crate) fn new(subject: &'a str, progress: Progress<'a>) -> Self {
        Self { subject, progress, done: AtomicUsize::new(0), of: AtomicUsize::new(0) }
    }

    /// States how many steps may be needed.
    pub(crate) fn expect(&self, steps: usize) {
        self.of.store(steps, Ordering::Relaxed);
    }

    /// Counts a step that begins.
    pub(crate) fn tick(&self, stage: Stage) -> Result<()> {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let of = self.of.load(Ordering::Relaxed);
        step(self.progress, Step { stage, subject: self.subject, done, of })
    }
}

/// Reports a step that begins, and ends the run if that is asked for.
pub(crate) fn step(progress: Progress<'_>, step: Step<'_>) -> Result<()> {
    match progress(step) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ErrorKind::Cancelled.into()),
    }
}
