//! Words on a terminal. It shows what manifests, data and file names hold and does not act on it.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::LazyLock;

use persona_synthesis::render::{visible, visible_json};
use serde::Serialize;

use crate::Failure;

/// A number of things in words: `1 warning`, `2 warnings`.
pub(crate) fn counted(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// Prints something as JSON.
pub(crate) fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure(error.to_string()))?;
    written(&visible_json(&(text + "\n")))
}

/// Prints a text for people.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    written(&visible(text))
}

/// Prints a table or statement for other programs: as it is, but for a terminal.
pub(crate) fn print_data(text: &str) -> Result<(), Failure> {
    written(&shown_on_terminal(text.to_owned()))
}

/// A text for other programs, as standard output may have it.
pub(crate) fn shown_on_terminal(text: String) -> String {
    static IS_TERMINAL: LazyLock<bool> = LazyLock::new(|| io::stdout().is_terminal());
    if *IS_TERMINAL { visible(&text).into_owned() } else { text }
}

/// Prints a line for people behind a word in a colour.
pub(crate) fn print_labelled(label: &str, colour: u8, text: &str) -> Result<(), Failure> {
    let label = coloured(label, colour, io::stdout().is_terminal());
    written(&format!("{label}: {}\n", visible(text)))
}

/// Tells what went wrong.
pub(crate) fn print_error(message: &str) {
    labelled_error("error:", RED, message);
}

/// Tells what the user should know of a run that succeeded.
pub(crate) fn print_note(message: &str) {
    labelled_error("note:", YELLOW, message);
}

/// Where standard error cannot be written there is nobody to tell, and the exit code says the rest.
fn labelled_error(label: &str, colour: u8, message: &str) {
    let label = coloured(label, colour, io::stderr().is_terminal());
    let _ = io::stderr().write_all(format!("{label} {}\n", visible(message)).as_bytes());
}

/// Writes to standard output; a reader who has seen enough is no failure.
fn written(text: &str) -> Result<(), Failure> {
    match io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()) {
        // A reader such as `head` may have enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure(format!("cannot print: {error}")))
        }
        _ => Ok(()),
    }
}

const RED: u8 = 31;
pub(crate) const YELLOW: u8 = 33;

/// Words in a colour on a terminal, plain elsewhere and where `NO_COLOR` is set.
fn coloured(words: &str, colour: u8, is_terminal: bool) -> String {
    let plain = !is_terminal || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if plain { words.to_owned() } else { format!("\u{1b}[1;{colour}m{words}\u{1b}[0m") }
}
