//! The command `personas`: from a folder of exports to draft personas that stay alive.
//!
//! `personas help` lists what it does, `personas help COMMAND` shows an example of each.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program prints")]

mod claims;
mod output;
mod people;
mod stages;
mod studies;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

const EXIT_CODES: &str = "Exit codes:
  0  done
  1  something could not be read, understood or written; the message says what and where
  2  the command was not understood
  3  done, and the answer is no: warnings with `check --strict`, claims that do not hold with `verify`,
     personas that do not stand with `compare`";

/// Draft personas from coded interviews, survey rows and CRM records, in which every claim leads to its evidence.
#[derive(Debug, Parser)]
#[command(name = "personas", version, after_help = EXIT_CODES, propagate_version = true)]
struct Arguments {
    /// Prints JSON for other programs.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Drafts DIR/study.toml from the exports in a folder.
    #[command(after_help = "Example:\n  personas init exports/")]
    Init {
        /// The folder.
        dir: PathBuf,
        /// Writes over a study.toml that is there.
        #[arg(long)]
        force: bool,
    },
    /// Reads a study and prints what was recognised, repaired, set aside or doubted.
    #[command(after_help = "Example:\n  personas check exports/study.toml --strict")]
    Check {
        /// The manifest.
        #[arg(default_value = "study.toml")]
        manifest: PathBuf,
        /// Exits with 3 if there is a warning.
        #[arg(long)]
        strict: bool,
    },
    /// Looks for groups and writes the personas.
    #[command(after_help = "Example:\n  personas synthesize exports/study.toml --out personas/")]
    Synthesize {
        /// The manifest.
        #[arg(default_value = "study.toml")]
        manifest: PathBuf,
        /// Folder to write to; it is replaced as a whole.
        #[arg(long, default_value = "out")]
        out: PathBuf,
        /// Seed of every random draw, in place of the manifest's.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Walks from a claim to the words in the sources.
    #[command(after_help = "Example:\n  personas show U1-03 exports/study.toml --out personas/")]
    Show {
        /// Id of the claim, such as U1-03.
        claim: String,
        #[command(flatten)]
        result: ResultOf,
    },
    /// Lists every place behind a claim.
    #[command(after_help = "Example:\n  personas evidence U1-03 exports/study.toml --out personas/ > places.csv")]
    Evidence {
        /// Id of the claim, such as U1-03.
        claim: String,
        #[command(flatten)]
        result: ResultOf,
    },
    /// Opens the sources again and says of every claim whether it still holds.
    #[command(after_help = "Example:\n  personas verify exports/study.toml --out personas/")]
    Verify {
        #[command(flatten)]
        result: ResultOf,
    },
    /// Says of later respondents which persona they belong to, by a saved model.
    #[command(after_help = "Example:\n  personas assign later/study.toml --model personas/model.json > assigned.csv")]
    Assign {
        /// The manifest of the later respondents; its sources have the ids of those of the model, all or some of them.
        manifest: PathBuf,
        /// The model that `synthesize` wrote.
        #[arg(long, default_value = "out/model.json")]
        model: PathBuf,
    },
    /// Says which personas stayed, changed, appeared or went between two waves.
    #[command(after_help = "Example:\n  personas compare spring/study.toml autumn/study.toml > changes.md")]
    Compare {
        /// The manifest of the old wave.
        old: PathBuf,
        /// The manifest of the new wave.
        new: PathBuf,
        /// Permutations of the test for noise.
        #[arg(long, default_value_t = 99)]
        permutations: usize,
    },
    /// Erases a respondent who withdrew: puts them on the list of exclusions that the manifest names, and writes the result anew without them.
    #[command(
        after_help = "Example:\n  personas erase P07 exports/study.toml --out personas/\n\nThe manifest names the list and its key:\n  exclusions = { file = \"exclusions.txt\", key = \"exclusions.key\" }"
    )]
    Erase {
        /// Id of the respondent, as membership.csv has it.
        respondent: String,
        #[command(flatten)]
        result: ResultOf,
    },
    /// Prints the completions of a shell.
    #[command(
        after_help = "Example:\n  personas completions bash > ~/.local/share/bash-completion/completions/personas"
    )]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// A result and the study that it comes from.
#[derive(Debug, clap::Args)]
struct ResultOf {
    /// The manifest.
    #[arg(default_value = "study.toml")]
    manifest: PathBuf,
    /// Folder that `synthesize` wrote to.
    #[arg(long, default_value = "out")]
    out: PathBuf,
}

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
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(Answer::Yes) => ExitCode::SUCCESS,
        Ok(Answer::No) => ExitCode::from(3),
        Err(Failure(message)) => {
            eprintln!("{} {message}", output::coloured("error:", output::RED));
            ExitCode::FAILURE
        }
    }
}

fn run(Arguments { json, command }: Arguments) -> Outcome {
    match command {
        Command::Init { dir, force } => studies::init(&dir, force, json),
        Command::Check { manifest, strict } => studies::check(&manifest, strict, json),
        Command::Synthesize { manifest, out, seed } => studies::synthesize(&manifest, &out, seed, json),
        Command::Show { claim, result } => claims::show(&claim, &result, json),
        Command::Evidence { claim, result } => claims::evidence(&claim, &result, json),
        Command::Verify { result } => claims::verify(&result, json),
        Command::Assign { manifest, model } => people::assign(&manifest, &model, json),
        Command::Compare { old, new, permutations } => people::compare(&old, &new, permutations, json),
        Command::Erase { respondent, result } => people::erase(&respondent, &result, json),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "personas", &mut std::io::stdout());
            Ok(Answer::Yes)
        }
    }
}
