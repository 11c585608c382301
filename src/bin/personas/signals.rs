//! Signals that end the command: before they do, what is half written is removed.

#[cfg(unix)]
pub(crate) use unix::watch;

/// Signals are not handled here; the next run removes what one that was ended left behind.
#[cfg(not(unix))]
pub(crate) fn watch() {}

#[cfg(unix)]
mod unix {
    use persona_synthesis::folder::discard_unfinished;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    /// Handles the signals that end a process, from now on.
    pub(crate) fn watch() {
        let wanted = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| !is_ignored(*signal));
        // Without a handler signals end the process as ever, and the next run removes the folders.
        let Ok(mut signals) = Signals::new(wanted) else { return };
        std::thread::spawn(move || {
            for signal in signals.forever() {
                // Ends the process while nothing can be written, as if it had no handler.
                let _ = discard_unfinished(|| emulate_default_handler(signal));
            }
        });
    }

    /// Returns whether the process was started with a signal ignored, as `nohup` and shells do:
    /// then it stays so.
    #[cfg(target_os = "linux")]
    fn is_ignored(signal: i32) -> bool {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
        // `nohup` ignores a signal so that the run goes on.
        mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
    }

    /// Leaves alone the signal that `nohup` ignores, where the system does not tell.
    #[cfg(not(target_os = "linux"))]
    fn is_ignored(signal: i32) -> bool {
        signal == SIGHUP
    }
}
