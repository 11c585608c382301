//! The command `personas`: from a folder of exports to draft personas, and what comes after them.
//!
//! `personas help` lists what it does, `personas help COMMAND` shows an example of each.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program prints")]

mod adopt;
mod arguments;
mod asking;
mod audit;
mod claims;
mod computed;
mod confined;
mod engines;
mod erase;
mod interviews;
mod output;
mod people;
mod request;
mod results;
mod signals;
mod sql;
mod stages;
mod studies;
mod suggest;
mod templates;
mod writing;

use std::process::ExitCode;

use clap_complete::Shell;
use request::{Request, Sql, Task};

/// The answer of a task that was done.
enum TaskAnswer {
    Yes,
    No,
}

/// Reason why the command stopped, with the next step for the user.
#[derive(Debug)]
struct Failure(String);

impl From<persona_synthesis::Error> for Failure {
    fn from(error: persona_synthesis::Error) -> Self {
        // The message with its causes.
        Self(format!("{error:?}"))
    }
}

impl Failure {
    /// Adds a line that says what may help.
    fn hint(self, hint: &str) -> Self {
        Self(format!("{}\n  {hint}", self.0))
    }
}

type Outcome = Result<TaskAnswer, Failure>;

fn main() -> ExitCode {
    // Before the first folder is begun: a signal must find somebody who removes it.
    signals::watch();
    let matches = arguments::syntax().get_matches();
    let request = match Request::parsed(&matches) {
        Ok(request) => request,
        Err(error) => error.with_cmd(&arguments::syntax()).exit(),
    };
    match run(request) {
        Ok(TaskAnswer::Yes) => ExitCode::SUCCESS,
        Ok(TaskAnswer::No) => ExitCode::from(3),
        Err(Failure(message)) => {
            output::print_error(&message);
            ExitCode::FAILURE
        }
    }
}

fn run(Request { json, task }: Request) -> Outcome {
    match task {
        Task::Init(init) => studies::init(&init, json),
        Task::Check(check) => studies::check(&check, json),
        Task::Suggest(asked) => suggest::suggest(&asked, json),
        Task::Synthesize(synthesize) => studies::synthesize(&synthesize, json),
        Task::Show(one) => claims::show(&one, json),
        Task::Evidence(one) => claims::evidence(&one, json),
        Task::Brief(one) => claims::brief(&one, json),
        Task::Adopt(of) => adopt::adopt(&of, json),
        Task::Audit(asked) => audit::audit(&asked, json),
        Task::Verify(of) => claims::verify(&of, json),
        Task::Assign(assign) => people::assign(&assign, json),
        Task::Compare(compare) => people::compare(&compare, json),
        Task::Erase(erase) => erase::erase(&erase, json),
        Task::Sql(Sql::Sample(sample)) => sql::sample(&sample),
        Task::Sql(Sql::Fit(fit)) => sql::fit(&fit, json),
        Task::Sql(Sql::Claims(claims)) => sql::claims(&claims, json),
        Task::Sql(Sql::Stability(stability)) => sql::stability(&stability, json),
        Task::Sql(Sql::Assign(of)) => sql::assign(&of, json),
        Task::Completions(shell) => completions(shell),
    }
}

fn completions(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut arguments::syntax(), "personas", &mut script);
    output::print_data(&String::from_utf8_lossy(&script))?;
    Ok(TaskAnswer::Yes)
}
