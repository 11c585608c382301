//! Decisions that are asked for on a terminal, and studies that are drafted where none is there.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;

use persona_synthesis::folder::Readers;
use persona_synthesis::manifest::{Language, StudyDecision, TAKEN};
use persona_synthesis::render::visible;
use persona_synthesis::{Manifest, Study};

use crate::Failure;
use crate::output::{counted, print_note};
use crate::writing::{check_drafting, write_file};

/// Drafts the manifest of a folder that has none, asks what is in doubt where somebody can answer,
/// and writes it.
pub(crate) fn draft(path: &Path, language: Option<Language>, may_ask: bool) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new(""));
    // The folder of a relative name such as `study.toml` is the current one.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    check_drafting(folder)?;
    let text = drafted(folder, language)?;
    let text = if may_ask && is_attended() { asked(text, |_| true)? } else { text };
    write_file(path, &text, Readers::AsUsual)?;
    let manifest = Manifest::from_toml(&text, "study.toml")?;
    let open = manifest.open_decisions().filter(|decision| !decision.must_be_made()).count();
    print_note(&format!("{} drafted: it says how each file is read", path.display()));
    if open > 0 {
        let (verb, them) = if open == 1 { ("is", "it") } else { ("are", "them") };
        print_note(&format!(
            "{} {verb} not made and taken as proposed: [[decide]] in {} states {them}",
            counted(open, "decision"),
            path.display()
        ));
    }
    Ok(())
}

/// The text of a draft in a language, or in that of the questions.
pub(crate) fn drafted(folder: &Path, language: Option<Language>) -> Result<String, Failure> {
    let text = match language {
        Some(language) => Study::draft_manifest_in(folder, language),
        None => Study::draft_manifest(folder),
    };
    Ok(text?)
}

/// Asks for the decisions without which a study cannot be read, where somebody can answer, and
/// writes the answers into its manifest.
pub(crate) fn ask_what_must_be(path: &Path, manifest: &Manifest) -> Result<bool, Failure> {
    if !is_attended() || !manifest.decisions.iter().any(StudyDecision::must_be_made) {
        return Ok(false);
    }
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure(format!("{}: {error}", path.display())))?;
    write_file(path, &asked(text, StudyDecision::must_be_made)?, Readers::AsUsual)?;
    Ok(true)
}

/// True if somebody sees questions and can answer them.
fn is_attended() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// The text of a manifest with the answers to some of its open decisions.
fn asked(text: String, about: impl Fn(&StudyDecision) -> bool) -> Result<String, Failure> {
    let mut text = text;
    let manifest = Manifest::from_toml(&text, "study.toml")?;
    for decision in manifest.decisions {
        if !decision.is_open() || !about(&decision) {
            continue;
        }
        let Some(choice) = answer(&decision, manifest.language)? else { break };
        // Each answer may add a line, so that later decisions begin further below.
        let now = Manifest::from_toml(&text, "study.toml")?;
        if let Some(decision) = now.decision(decision.kind) {
            text = decision.answered_in(&text, &choice)?;
        }
    }
    Ok(text)
}

/// Asks for one decision; `None` where nobody answers.
fn answer(decision: &StudyDecision, language: Language) -> Result<Option<String>, Failure> {
    let names: Vec<&str> = decision.names().collect();
    say(&format!("\n{}", decision.prompt(language)))?;
    loop {
        say(decision.answer_prompt(language))?;
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        if read.map_err(|error| Failure(format!("cannot read an answer: {error}")))? == 0 {
            say("\n")?;
            return Ok(None);
        }
        let line = line.trim();
        let by_number = line.parse::<usize>().ok().and_then(|at| names.get(at.wrapping_sub(1)));
        let chosen = match line {
            "" => decision.taken.as_deref(),
            TAKEN if decision.taken.is_some() => decision.taken.as_deref(),
            line => names.iter().find(|name| **name == line).or(by_number).copied(),
        };
        if let Some(chosen) = chosen {
            return Ok(Some(chosen.to_owned()));
        }
    }
}

/// Says something to whoever answers; what data hold does not act on the terminal.
fn say(text: &str) -> Result<(), Failure> {
    let written = io::stderr().write_all(visible(text).as_bytes());
    written.map_err(|error| Failure(format!("cannot ask: {error}")))
}
