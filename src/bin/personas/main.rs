//! The command `personas`: from a folder of exports to draft personas that stay alive.
//!
//! `personas help` lists what it does, `personas help COMMAND` shows an example of each.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program prints")]

mod arguments;
mod claims;
mod engines;
mod files;
mod output;
mod owned;
mod people;
mod place;
mod sql;
mod stages;
mod studies;
mod unfinished;

use std::path::PathBuf;
use std::process::ExitCode;

use arguments::{ResultOf, command, flag, manifest_at, path, profile, text};
use clap::ArgMatches;
use stages::Wanted;

/// Whether the answer is yes.
enum Answer {
    Yes,
    No,
}

/// What stopped the command, in words that say what to do next.
struct Failure(String);

impl From<persona_synthesis::Error> for Failure {
    fn from(error: persona_synthesis::Error) -> Self {
        Self(format!("{error:?}"))
    }
}

impl Failure {
    /// The same, with what may help.
    fn hint(self, hint: &str) -> Self {
        Self(format!("{}\n  {hint}", self.0))
    }
}

type Outcome = Result<Answer, Failure>;

fn main() -> ExitCode {
    match run(&command().get_matches()) {
        Ok(Answer::Yes) => ExitCode::SUCCESS,
        Ok(Answer::No) => ExitCode::from(3),
        Err(Failure(message)) => {
            output::print_error(&message);
            ExitCode::FAILURE
        }
    }
}

fn run(all: &ArgMatches) -> Outcome {
    let Some((name, of)) = all.subcommand() else { return Ok(Answer::Yes) };
    let json = flag(of, "json");
    match name {
        "init" => studies::init(&path(of, "dir"), flag(of, "force"), json),
        "check" => studies::check(&manifest_at(of, "manifest"), flag(of, "strict"), json),
        "synthesize" => {
            let wanted = Wanted { seed: of.get_one("seed").copied(), profile: profile(of) };
            studies::synthesize(&manifest_at(of, "manifest"), &path(of, "out"), &wanted, json)
        }
        "show" => claims::show(&text(of, "claim"), &ResultOf::of(of), json),
        "evidence" => claims::evidence(&text(of, "claim"), &ResultOf::of(of), json),
        "verify" => claims::verify(&ResultOf::of(of), json),
        "assign" => people::assign(&manifest_at(of, "manifest"), &path(of, "model"), json),
        "compare" => {
            let permutations = of.get_one("permutations").copied().unwrap_or(99);
            let out = of.get_one::<PathBuf>("out").map(PathBuf::as_path);
            let [old, new] = ["old", "new"].map(|name| manifest_at(of, name));
            people::compare((&old, &new), out, permutations, json)
        }
        "sql" => match of.subcommand() {
            Some(("sample", of)) => sql::sample(of),
            Some(("fit", of)) => sql::fit(of, json),
            Some(("claims", of)) => sql::claims(of, json),
            Some(("stability", of)) => sql::stability(of, json),
            Some((_, of)) => sql::assign(of, json),
            None => Ok(Answer::Yes),
        },
        "erase" => people::erase(&text(of, "respondent"), &ResultOf::of(of), profile(of), json),
        _ => {
            let shell = of
                .get_one::<clap_complete::Shell>("shell")
                .copied()
                .unwrap_or(clap_complete::Shell::Bash);
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut command(), "personas", &mut script);
            output::print_data(&String::from_utf8_lossy(&script))?;
            Ok(Answer::Yes)
        }
    }
}

impl ResultOf {
    fn of(of: &ArgMatches) -> Self {
        Self { manifest: manifest_at(of, "manifest"), out: path(of, "out") }
    }
}
