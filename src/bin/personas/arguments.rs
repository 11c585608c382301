//! What the command understands, with an example of each.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use persona_synthesis::manifest::Profile;
use persona_synthesis::warehouse::Dialect;

const EXIT_CODES: &str = "Exit codes:
  0  done
  1  something could not be read, understood or written; the message says what and where
  2  the command was not understood
  3  done, and the answer is no: warnings with `check --strict`, claims that do not hold with `verify`,
     personas that do not stand with `compare`; a statement that waits for its answer with `sql`";

/// A manifest, and whether its study is confined to the manifest's folder.
pub(crate) struct ManifestAt {
    pub(crate) path: PathBuf,
    pub(crate) confined: bool,
}

/// A result and the study that it comes from.
pub(crate) struct ResultOf {
    pub(crate) manifest: ManifestAt,
    pub(crate) out: PathBuf,
}

pub(crate) fn command() -> Command {
    let json = Arg::new("json").long("json").help("Prints JSON for other programs").global(true);
    let commands = [studies(), results(), later(), vec![warehouse()]].concat();
    Command::new("personas")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Draft personas from coded interviews, survey rows and CRM records, in which every claim leads to its evidence")
        .after_help(EXIT_CODES)
        .arg(json.action(ArgAction::SetTrue))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(commands)
}

fn described(name: &'static str, about: &'static str, example: &'static str) -> Command {
    Command::new(name).about(about).after_help(format!("Example:\n  personas {example}"))
}

fn studies() -> Vec<Command> {
    vec![
        described("init", "Drafts DIR/study.toml from the exports in a folder", "init exports/")
            .arg(
                Arg::new("dir")
                    .value_name("DIR")
                    .required(true)
                    .value_parser(value_parser!(PathBuf))
                    .help("The folder"),
            )
            .arg(switch("force", "Writes over a study.toml that is there")),
        described(
            "check",
            "Reads a study and prints what was recognised, repaired, set aside or doubted",
            "check exports/study.toml --strict",
        )
        .arg(manifest())
        .arg(confined())
        .arg(switch("strict", "Exits with 3 if there is a warning")),
        described(
            "synthesize",
            "Looks for groups and writes the personas",
            "synthesize exports/study.toml --out personas/\n  personas synthesize exports/study.toml --out for-the-team/ --privacy team",
        )
        .arg(manifest())
        .arg(confined())
        .arg(out("Folder to write to; it is replaced as a whole"))
        .arg(number("seed", "Seed of every random draw, in place of the manifest's").value_parser(value_parser!(u64)))
        .arg(privacy("Who is to read the output, in place of the manifest's profile")),
    ]
}

fn results() -> Vec<Command> {
    let of_result = |command: Command| {
        command.arg(manifest()).arg(confined()).arg(out("Folder that `synthesize` wrote to"))
    };
    let claim = || {
        Arg::new("claim").value_name("CLAIM").required(true).help("Id of the claim, such as U1-03")
    };
    vec![
        of_result(
            described(
                "show",
                "Walks from a claim to the words in the sources",
                "show U1-03 exports/study.toml --out personas/",
            )
            .arg(claim()),
        ),
        of_result(
            described(
                "evidence",
                "Lists every place behind a claim",
                "evidence U1-03 exports/study.toml --out personas/ > places.csv",
            )
            .arg(claim()),
        ),
        of_result(described(
            "verify",
            "Opens the sources again and says of every claim whether it still holds",
            "verify exports/study.toml --out personas/",
        )),
    ]
}

fn later() -> Vec<Command> {
    let file = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .value_name("MANIFEST")
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .help(help)
    };
    let erase = described(
        "erase",
        "Erases a respondent who withdrew, and writes the result anew without them",
        "erase P07 exports/study.toml --out personas/\n\nThe manifest names the list of those who withdrew, and its key:\n  exclusions = { file = \"exclusions.txt\", key = \"exclusions.key\" }",
    );
    vec![
        described(
            "assign",
            "Says of later respondents which persona they belong to, by a saved model",
            "assign later/study.toml --model personas/model.json > assigned.csv",
        )
        .arg(file("manifest", "The manifest of the later respondents; its sources have the ids of those of the model, all or some of them"))
        .arg(confined())
        .arg(
            number("model", "The model that `synthesize` wrote")
                .default_value("out/model.json")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf)),
        ),
        described(
            "compare",
            "Says which personas stayed, changed, appeared or went between two waves",
            "compare spring/study.toml autumn/study.toml --out changes/",
        )
        .arg(file("old", "The manifest of the old wave"))
        .arg(file("new", "The manifest of the new wave"))
        .arg(confined())
        .arg(
            Arg::new("out").long("out").value_name("DIR").value_parser(value_parser!(PathBuf)).help(
                "Folder for changes.md, the charts, and the pages of the new wave with them",
            ),
        )
        .arg(number("permutations", "Permutations of the test for noise").default_value("99").value_parser(value_parser!(usize))),
        erase
            .arg(Arg::new("respondent").value_name("RESPONDENT").required(true).help("Id of the respondent, as membership.csv has it"))
            .arg(manifest())
            .arg(confined())
            .arg(out("Folder that `synthesize` wrote to"))
            .arg(privacy("Who is to read the output, in place of those whom it was written for")),
        described(
            "completions",
            "Prints the completions of a shell",
            "completions bash > ~/.local/share/bash-completion/completions/personas",
        )
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(value_parser!(clap_complete::Shell))
                .help("The shell"),
        ),
    ]
}

/// Tables that an engine holds.
fn warehouse() -> Command {
    let of_table = |command: Command| {
        command
            .arg(
                number("table", "The table, with its schema before it and a dot between")
                    .value_name("TABLE")
                    .required_unless_present("data"),
            )
            .arg(number("key", "The column with the respondent's id").value_name("COLUMN").required(true))
            .arg(
                number("dialect", "The SQL of the engine")
                    .value_name("DIALECT")
                    .required_unless_present("data")
                    .conflicts_with("data")
                    .value_parser(Dialect::ALL.map(Dialect::name)),
            )
            .arg(
                number(
                    "data",
                    "A SQLite database, or a Parquet or CSV file or folder of them: statements run there at once",
                )
                .value_name("PATH")
                .value_parser(value_parser!(PathBuf)),
            )
    };
    let of_model = |command: Command| {
        of_table(command)
            .arg(
                number("model", "The model that `synthesize` wrote")
                    .default_value("out/model.json")
                    .value_name("FILE")
                    .value_parser(value_parser!(PathBuf)),
            )
            .arg(
                number("journal", "Folder for statements and their answers, one for each run")
                    .default_value("journal")
                    .value_name("DIR")
                    .value_parser(value_parser!(PathBuf)),
            )
            .arg(
                number("kind", "The kind of personas, where the model has several")
                    .value_name("KIND"),
            )
            .arg(
                number("weight", "The column that says for how many others a respondent stands")
                    .value_name("COLUMN"),
            )
    };
    let table = "--table crm.people --key customer_id --dialect duckdb";
    let example = |name: &str, more: &str| format!("Example:\n  personas sql {name} {table}{more}");
    Command::new("sql")
        .about("Fits and assigns personas within the engine that holds a table, by statements that somebody runs there")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            of_table(Command::new("sample"))
                .about("Prints the statement that draws a sample, the same rows each time; with --data the sample, as CSV")
                .after_help(example("sample", " --share 0.01 > sample.sql"))
                .arg(number("share", "Share of the rows, above 0 and up to 1").value_name("SHARE").required(true).value_parser(value_parser!(f64)))
                .arg(number("seed", "Another seed draws other rows").default_value("7").value_parser(value_parser!(u64))),
        )
        .subcommand(
            of_model(Command::new("fit"))
                .about("Fits saved personas to the whole table, a statement a pass")
                .after_help(example("fit", " --model out/model.json --journal fit/ --out fitted.json\n\nRun it again after each answer: it goes on from the last."))
                .arg(number("out", "File for the fitted model").default_value("fitted.json").value_name("FILE").value_parser(value_parser!(PathBuf))),
        )
        .subcommand(
            of_model(Command::new("claims"))
                .about("Prints what may be said of each persona over the whole table, as CSV, tested on halves of it")
                .after_help(example("claims", " --model fitted.json --journal claims/ > claims.csv"))
                .arg(
                    number("seed", "Another seed makes other halves")
                        .default_value("7")
                        .value_parser(value_parser!(u64)),
                ),
        )
        .subcommand(
            of_model(Command::new("stability"))
                .about("Says how far the personas move when other rows are drawn: halves of the table, fitted apart")
                .after_help(example("stability", " --model fitted.json --journal stability/"))
                .arg(number("replicates", "How many times to halve").default_value("5").value_parser(value_parser!(usize)))
                .arg(number("seed", "Another seed makes other halves").default_value("7").value_parser(value_parser!(u64))),
        )
        .subcommand(
            of_model(Command::new("assign"))
                .about("Prints the statement that gives every row its persona; with --data what it gives, as CSV")
                .after_help(example("assign", " --model fitted.json --journal assign/ > assign.sql")),
        )
}

fn manifest() -> Arg {
    Arg::new("manifest")
        .value_name("MANIFEST")
        .default_value("study.toml")
        .value_parser(value_parser!(PathBuf))
        .help("The manifest")
}

fn confined() -> Arg {
    switch(
        "confined",
        "Reads nothing outside the manifest's folder, but results that you name elsewhere: for manifests from others",
    )
}

fn out(help: &'static str) -> Arg {
    Arg::new("out")
        .long("out")
        .value_name("DIR")
        .default_value("out")
        .value_parser(value_parser!(PathBuf))
        .help(help)
}

fn privacy(help: &'static str) -> Arg {
    let profiles = Profile::ALL.map(Profile::name);
    Arg::new("privacy").long("privacy").value_name("PROFILE").value_parser(profiles).help(help)
}

fn switch(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn number(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name("N").help(help)
}

/// A path that is there: every path is required or has a default.
pub(crate) fn path(of: &ArgMatches, name: &str) -> PathBuf {
    of.get_one::<PathBuf>(name).cloned().unwrap_or_default()
}

/// A manifest by the name of its argument.
pub(crate) fn manifest_at(of: &ArgMatches, name: &str) -> ManifestAt {
    ManifestAt { path: path(of, name), confined: flag(of, "confined") }
}

pub(crate) fn text(of: &ArgMatches, name: &str) -> String {
    of.get_one::<String>(name).cloned().unwrap_or_default()
}

pub(crate) fn flag(of: &ArgMatches, name: &str) -> bool {
    of.get_flag(name)
}

/// The privacy profile that is asked for.
pub(crate) fn profile(of: &ArgMatches) -> Option<Profile> {
    let name = of.get_one::<String>("privacy")?;
    Profile::ALL.into_iter().find(|profile| profile.name() == name)
}
