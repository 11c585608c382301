//! The arguments of `sql`: tables that an engine holds.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{ArgMatches, Command, Error};
use persona_synthesis::PersonaKind;
use persona_synthesis::warehouse::Dialect;

use super::key::{ArgumentKey, one_of, path, text};
use super::{Subcommand, chosen, model, number};
use crate::request::{Claims, EngineAt, Fit, ModelTable, SampleTask, Sql, StabilityTask, TableAt};

const TABLE: ArgumentKey<String> = ArgumentKey::new("table");
const COLUMN: ArgumentKey<String> = ArgumentKey::new("key");
const DIALECT: ArgumentKey<Dialect> = ArgumentKey::new("dialect");
const DATA: ArgumentKey<PathBuf> = ArgumentKey::new("data");
const JOURNAL: ArgumentKey<PathBuf> = ArgumentKey::new("journal");
const KIND: ArgumentKey<PersonaKind> = ArgumentKey::new("kind");
const WEIGHT: ArgumentKey<String> = ArgumentKey::new("weight");
const SHARE: ArgumentKey<f64> = ArgumentKey::new("share");
const REPLICATES: ArgumentKey<usize> = ArgumentKey::new("replicates");
const FITTED: ArgumentKey<PathBuf> = ArgumentKey::new("out");

#[derive(Clone, Copy)]
enum SqlVerb {
    Sample,
    Fit,
    Claims,
    Stability,
    Assign,
}

impl Subcommand for SqlVerb {
    const ALL: &'static [Self] =
        &[Self::Sample, Self::Fit, Self::Claims, Self::Stability, Self::Assign];

    fn name(self) -> &'static str {
        match self {
            Self::Sample => "sample",
            Self::Fit => "fit",
            Self::Claims => "claims",
            Self::Stability => "stability",
            Self::Assign => "assign",
        }
    }

    fn syntax(self) -> Command {
        let command = Command::new(self.name()).about(self.about()).after_help(self.example());
        match self {
            Self::Sample => of_table(command)
                .arg(
                    SHARE
                        .option("SHARE", "Share of the rows, above 0 and up to 1", number::<f64>())
                        .required(true),
                )
                .arg(seed("Another seed draws other rows")),
            Self::Fit => of_model(command).arg(
                FITTED
                    .option("FILE", "File for the fitted model", path())
                    .default_value("fitted.json"),
            ),
            Self::Claims => of_model(command).arg(seed("Another seed makes other halves")),
            Self::Stability => of_model(command)
                .arg(
                    REPLICATES
                        .option("N", "How many times to halve the table", number::<usize>())
                        .default_value("5"),
                )
                .arg(seed("Another seed makes other halves")),
            Self::Assign => of_model(command),
        }
    }
}

impl SqlVerb {
    fn about(self) -> &'static str {
        match self {
            Self::Sample => {
                "Prints a statement that draws a sample, the same rows each time; with --data, the \
                 sample as CSV"
            }
            Self::Fit => "Fits saved personas to the whole table, one statement a pass",
            Self::Claims => {
                "Tests claims about each persona on halves of the table, and prints them as CSV"
            }
            Self::Stability => {
                "Fits halves of the table apart, and shows how far the personas move between them"
            }
            Self::Assign => {
                "Prints a statement that gives every row its persona; with --data, the rows as CSV"
            }
        }
    }

    fn example(self) -> String {
        let more = match self {
            Self::Sample => " --share 0.01 > sample.sql",
            Self::Fit => {
                " --model out/model.json --journal fit/ --out fitted.json\n\n\
                 Run it again after each answer: it goes on from the last one."
            }
            Self::Claims => " --model fitted.json --journal claims/ > claims.csv",
            Self::Stability => " --model fitted.json --journal stability/",
            Self::Assign => " --model fitted.json --journal assign/ > assign.sql",
        };
        let table = "--table crm.people --key customer_id --dialect duckdb";
        format!("Example:\n  personas sql {} {table}{more}", self.name())
    }
}

const SQL_SEED: ArgumentKey<u64> = ArgumentKey::new("seed");

fn seed(help: &'static str) -> clap::Arg {
    SQL_SEED.option("N", help, number::<u64>()).default_value("7")
}

fn of_table(command: Command) -> Command {
    command
        .arg(
            TABLE
                .option("TABLE", "The table; with a schema, `schema.table`", text())
                .required_unless_present(DATA.name()),
        )
        .arg(COLUMN.option("COLUMN", "The column with the respondent's id", text()).required(true))
        .arg(
            DIALECT
                .option("DIALECT", "The SQL of the engine", one_of(&Dialect::ALL, Dialect::name))
                .required_unless_present(DATA.name())
                .conflicts_with(DATA.name()),
        )
        .arg(DATA.option(
            "PATH",
            "A SQLite database, or a Parquet or CSV file or folder of them: statements run there \
             at once",
            path(),
        ))
}

fn of_model(command: Command) -> Command {
    of_table(command)
        .arg(model())
        .arg(
            JOURNAL
                .option("DIR", "Folder for statements and their answers, one for each run", path())
                .default_value("journal"),
        )
        .arg(KIND.option(
            "KIND",
            "The kind of personas, where the model has several",
            one_of(PersonaKind::ALL, PersonaKind::name),
        ))
        .arg(WEIGHT.option(
            "COLUMN",
            "The column with a weight: the number of people that a row stands for",
            text(),
        ))
}

pub(super) fn syntax(command: Command) -> Command {
    command
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(SqlVerb::ALL.iter().map(|verb| verb.syntax()))
}

pub(super) fn parsed(of: &ArgMatches) -> Result<Sql, Error> {
    let (verb, of) = chosen::<SqlVerb>(of)?;
    Ok(match verb {
        SqlVerb::Sample => Sql::Sample(SampleTask {
            table: table(of)?,
            share: SHARE.required(of)?,
            seed: SQL_SEED.required(of)?,
        }),
        SqlVerb::Fit => Sql::Fit(Fit { of: model_table(of)?, out: FITTED.required(of)? }),
        SqlVerb::Claims => {
            Sql::Claims(Claims { of: model_table(of)?, seed: SQL_SEED.required(of)? })
        }
        SqlVerb::Stability => Sql::Stability(StabilityTask {
            of: model_table(of)?,
            replicates: REPLICATES.required(of)?,
            seed: SQL_SEED.required(of)?,
        }),
        SqlVerb::Assign => Sql::Assign(model_table(of)?),
    })
}

fn table(of: &ArgMatches) -> Result<TableAt, Error> {
    let engine = match (DATA.get(of), DIALECT.get(of)) {
        (Some(data), _) => EngineAt::Data(data),
        (None, Some(dialect)) => EngineAt::Elsewhere(dialect),
        (None, None) => {
            return Err(Error::raw(ErrorKind::MissingRequiredArgument, DIALECT.name()));
        }
    };
    Ok(TableAt { engine, name: TABLE.get(of), key: COLUMN.required(of)? })
}

fn model_table(of: &ArgMatches) -> Result<ModelTable, Error> {
    Ok(ModelTable {
        table: table(of)?,
        model: super::MODEL.required(of)?,
        journal: JOURNAL.required(of)?,
        kind: KIND.get(of),
        weight: WEIGHT.get(of),
    })
}
