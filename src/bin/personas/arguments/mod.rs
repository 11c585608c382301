//! The arguments of the command: their syntax, their help, and what they ask for.
//!
//! Clap's builder is used without its derive macros. These take all of `syn`, which nothing else
//! here needs, and compiling it would cost more than [`ArgumentKey`] does, which ties each argument
//! to the type of its value.

mod key;
mod sql;
#[cfg(test)]
mod tests;
mod verb;

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::TypedValueParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgMatches, Command, Error};
use clap_complete::Shell;
use key::{ArgumentKey, one_of, path, text};
use persona_synthesis::manifest::{Language, Profile};
use persona_synthesis::render::Density;
use verb::Verb;

use crate::request::{
    Adopt, Assign, AuditTask, Check, Compare, Erase, Init, ManifestAt, OneClaim, OnePersona,
    PageStyle, Request, StudyResult, Suggest, Synthesize, Task,
};

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  something could not be read, understood or written; the message says what and where
  2  the command was not understood
  3  done, and the answer is no: warnings with `check --strict`, doubts that nobody answered with
     `synthesize --strict`, quotations or numbers to be mended with `audit`, claims that do not hold
     with `verify`, personas that do not stand with
     `compare`, a statement that waits for its answer with `sql`";

const JSON: ArgumentKey<bool> = ArgumentKey::new("json");
const DIR: ArgumentKey<PathBuf> = ArgumentKey::new("dir");
const FORCE: ArgumentKey<bool> = ArgumentKey::new("force");
const MANIFEST: ArgumentKey<PathBuf> = ArgumentKey::new("manifest");
const OLD: ArgumentKey<PathBuf> = ArgumentKey::new("old");
const NEW: ArgumentKey<PathBuf> = ArgumentKey::new("new");
const CONFINED: ArgumentKey<bool> = ArgumentKey::new("confined");
const STRICT: ArgumentKey<bool> = ArgumentKey::new("strict");
const OUT: ArgumentKey<PathBuf> = ArgumentKey::new("out");
const SEED: ArgumentKey<u64> = ArgumentKey::new("seed");
const LANGUAGE: ArgumentKey<Language> = ArgumentKey::new("language");
const PRIVACY: ArgumentKey<Profile> = ArgumentKey::new("privacy");
const DENSITY: ArgumentKey<Density> = ArgumentKey::new("density");
const TEMPLATES: ArgumentKey<PathBuf> = ArgumentKey::new("templates");
const CLAIM: ArgumentKey<String> = ArgumentKey::new("claim");
const PERSONA: ArgumentKey<String> = ArgumentKey::new("persona");
const WORKBOOK: ArgumentKey<PathBuf> = ArgumentKey::new("workbook");
const DOCUMENTS: ArgumentKey<PathBuf> = ArgumentKey::new("documents");
const TO: ArgumentKey<PathBuf> = ArgumentKey::new("to");
const ANNOTATIONS: ArgumentKey<bool> = ArgumentKey::new("annotations");
const RESPONDENT: ArgumentKey<String> = ArgumentKey::new("respondent");
const MODEL: ArgumentKey<PathBuf> = ArgumentKey::new("model");
const PERMUTATIONS: ArgumentKey<usize> = ArgumentKey::new("permutations");
const SHELL: ArgumentKey<Shell> = ArgumentKey::new("shell");

/// Subcommands of one level.
trait Subcommand: Copy + 'static {
    /// In the order of the help.
    const ALL: &'static [Self];

    fn name(self) -> &'static str;

    fn syntax(self) -> Command;
}

impl Subcommand for Verb {
    const ALL: &'static [Self] = &Self::EACH;

    fn name(self) -> &'static str {
        self.word()
    }

    fn syntax(self) -> Command {
        let command = Command::new(self.name()).about(self.about());
        let command = match self.examples() {
            Some(examples) => command.after_help(format!("Example:\n  personas {examples}")),
            None => command,
        };
        match self {
            Self::Init => command
                .arg(DIR.positional("DIR", "The folder", path()).required(true))
                .arg(FORCE.switch("Overwrites an existing study.toml"))
                .arg(LANGUAGE.option(
                    "CODE",
                    "Language of the study, such as de, in place of that of the questions",
                    text().try_map(|code| code.parse::<Language>()),
                )),
            Self::Check => {
                command.args(manifest()).arg(STRICT.switch("Exits with 3 if there is a warning"))
            }
            Self::Suggest => command
                .args(manifest())
                .arg(OUT.option(
                    "FILE",
                    "The table, in place of suggested-codes.csv beside the manifest",
                    path(),
                ))
                .arg(FORCE.switch("Overwrites a table that is there already")),
            Self::Synthesize => command
                .args(manifest())
                .arg(out(
                    "Folder for the results; replaces those of an earlier run, keeps your files",
                ))
                .arg(SEED.option(
                    "N",
                    "Seed of every random draw, in place of the manifest's",
                    number::<u64>(),
                ))
                .arg(privacy("Who may read the output, in place of the manifest's profile"))
                .arg(STRICT.switch("Writes nothing and exits with 3 if a doubt is not answered"))
                .arg(LANGUAGE.option(
                    "CODE",
                    "Language of a study that is drafted, as for `init`",
                    text().try_map(|code| code.parse::<Language>()),
                ))
                .args(pages()),
            Self::Show | Self::Evidence => of_result(command.arg(
                CLAIM.positional("CLAIM", "Id of the claim, such as U1-03", text()).required(true),
            )),
            Self::Brief => of_result(
                command.arg(
                    PERSONA
                        .positional("PERSONA", "Id of the persona, such as U1", text())
                        .required(true),
                ),
            ),
            Self::Adopt => of_result(command.arg(
                WORKBOOK.positional("WORKBOOK", "The edited workbook", path()).required(true),
            )),
            Self::Audit => command
                .arg(
                    MANIFEST
                        .positional("MANIFEST", "The manifest, or the folder with it", path())
                        .required(true),
                )
                .arg(
                    DOCUMENTS
                        .positional(
                            "FILE",
                            "Documents: Markdown, HTML, text, .docx, .odt, .pptx or JSON",
                            path(),
                        )
                        .num_args(1..)
                        .required(true),
                )
                .arg(confined())
                .arg(out("Folder that `synthesize` wrote to; without one numbers are not checked"))
                .arg(TO.option(
                    "DIR",
                    "Folder for an audit of each document as Markdown, HTML and JSON",
                    path(),
                ))
                .arg(STRICT.switch("Exits with 3 for doubtful findings too"))
                .arg(ANNOTATIONS.switch("Prints the findings as workflow commands of GitHub")),
            Self::Verify => of_result(command),
            Self::Assign => command
                .arg(
                    MANIFEST
                        .positional(
                            "MANIFEST",
                            "The manifest of the new respondents; its sources have ids that the \
                             model knows, all or some of them",
                            path(),
                        )
                        .required(true),
                )
                .arg(confined())
                .arg(model()),
            Self::Compare => command
                .arg(OLD.positional("OLD", "The manifest of the old wave", path()).required(true))
                .arg(NEW.positional("NEW", "The manifest of the new wave", path()).required(true))
                .arg(confined())
                .arg(OUT.option(
                    "DIR",
                    "Folder for changes.md, the charts, and the pages of the new wave with them",
                    path(),
                ))
                .arg(
                    PERMUTATIONS
                        .option("N", "Permutations of the test for noise", number::<usize>())
                        .default_value("99"),
                ),
            Self::Erase => of_result(
                command.arg(
                    RESPONDENT
                        .positional(
                            "RESPONDENT",
                            "Id of the respondent, as in membership.csv",
                            text(),
                        )
                        .required(true),
                ),
            )
            .arg(privacy("Who may read the output, in place of those it was written for"))
            .args(pages()),
            Self::Completions => command.arg(
                SHELL.positional("SHELL", "The shell", clap::value_parser!(Shell)).required(true),
            ),
            Self::Sql => sql::syntax(command),
        }
    }
}

/// The syntax of the whole command.
pub(crate) fn syntax() -> Command {
    Command::new("personas")
        .version(env!("CARGO_PKG_VERSION"))
        .about(
            "Draft personas from coded interviews, survey rows and CRM records, in which every \
             claim leads to its evidence",
        )
        .after_help(EXIT_CODES)
        .arg(JSON.switch("Prints JSON for other programs").global(true))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(Verb::ALL.iter().map(|verb| verb.syntax()))
}

impl Request {
    /// The request of the arguments that clap has read.
    pub(crate) fn parsed(all: &ArgMatches) -> Result<Self, Error> {
        let (verb, of) = chosen::<Verb>(all)?;
        let task = match verb {
            Verb::Init => Task::Init(Init {
                dir: DIR.required(of)?,
                force: FORCE.is_set(of),
                language: LANGUAGE.get(of),
            }),
            Verb::Check => Task::Check(Check {
                manifest: manifest_at(of, &MANIFEST)?,
                strict: STRICT.is_set(of),
            }),
            Verb::Suggest => Task::Suggest(Suggest {
                manifest: manifest_at(of, &MANIFEST)?,
                out: OUT.get(of),
                force: FORCE.is_set(of),
            }),
            Verb::Synthesize => Task::Synthesize(Synthesize {
                of: study_result(of)?,
                strict: STRICT.is_set(of),
                language: LANGUAGE.get(of),
                seed: SEED.get(of),
                privacy: PRIVACY.get(of),
                pages: page_style(of)?,
            }),
            Verb::Show => Task::Show(one_claim(of)?),
            Verb::Evidence => Task::Evidence(one_claim(of)?),
            Verb::Brief => {
                Task::Brief(OnePersona { persona: PERSONA.required(of)?, of: study_result(of)? })
            }
            Verb::Adopt => {
                Task::Adopt(Adopt { workbook: WORKBOOK.required(of)?, of: study_result(of)? })
            }
            Verb::Audit => Task::Audit(AuditTask {
                of: study_result(of)?,
                documents: DOCUMENTS.all(of),
                to: TO.get(of),
                strict: STRICT.is_set(of),
                annotations: ANNOTATIONS.is_set(of),
            }),
            Verb::Verify => Task::Verify(study_result(of)?),
            Verb::Assign => Task::Assign(Assign {
                manifest: manifest_at(of, &MANIFEST)?,
                model: MODEL.required(of)?,
            }),
            Verb::Compare => Task::Compare(Compare {
                old: manifest_at(of, &OLD)?,
                new: manifest_at(of, &NEW)?,
                out: OUT.get(of),
                permutations: PERMUTATIONS.required(of)?,
            }),
            Verb::Erase => Task::Erase(Erase {
                respondent: RESPONDENT.required(of)?,
                of: study_result(of)?,
                privacy: PRIVACY.get(of),
                pages: page_style(of)?,
            }),
            Verb::Completions => Task::Completions(SHELL.required(of)?),
            Verb::Sql => Task::Sql(sql::parsed(of)?),
        };
        Ok(Self { json: JSON.is_set(all), task })
    }
}

/// The subcommand of a level with its own arguments.
fn chosen<S: Subcommand>(all: &ArgMatches) -> Result<(S, &ArgMatches), Error> {
    let found = all.subcommand().and_then(|(name, of)| {
        let verb = S::ALL.iter().find(|verb| verb.name() == name);
        verb.map(|verb| (*verb, of))
    });
    // Clap refuses a command without one before.
    found.ok_or_else(|| Error::raw(ErrorKind::MissingSubcommand, "a subcommand is missing"))
}

fn of_result(command: Command) -> Command {
    command.args(manifest()).arg(out("Folder that `synthesize` wrote to"))
}

fn manifest() -> [Arg; 2] {
    let path = MANIFEST
        .positional("MANIFEST", "The manifest, or the folder with study.toml", path())
        .default_value("study.toml");
    [path, confined()]
}

fn confined() -> Arg {
    CONFINED.switch(
        "Reads nothing outside the manifest's folder but results that you name elsewhere; for \
         manifests from others",
    )
}

fn out(help: &'static str) -> Arg {
    OUT.option("DIR", help, path()).default_value("out")
}

fn privacy(help: &'static str) -> Arg {
    PRIVACY.option("PROFILE", help, one_of(&Profile::ALL, Profile::name))
}

fn pages() -> [Arg; 2] {
    let density = DENSITY
        .option(
            "DENSITY",
            "How much personas.html shows: words, counts too, or intervals and p-values too",
            one_of(&Density::ALL, Density::name),
        )
        .default_value(Density::default().name());
    let help = "Folder with templates of your own for personas.html, by the names of the crate's";
    [density, TEMPLATES.option("DIR", help, path())]
}

fn model() -> Arg {
    MODEL
        .option("FILE", "The model that `synthesize` wrote", path())
        .default_value("out/model.json")
}

fn number<T: FromStr<Err: std::error::Error + Send + Sync> + Clone + Send + Sync + 'static>()
-> impl TypedValueParser<Value = T> {
    |text: &str| text.parse::<T>()
}

fn manifest_at(of: &ArgMatches, key: &ArgumentKey<PathBuf>) -> Result<ManifestAt, Error> {
    let path: PathBuf = key.required(of)?;
    // The folder of a study stands for its manifest.
    let of_folder = path.is_dir();
    let path = if of_folder { path.join("study.toml") } else { path };
    Ok(ManifestAt { path, of_folder, confined: CONFINED.is_set(of) })
}

fn study_result(of: &ArgMatches) -> Result<StudyResult, Error> {
    Ok(StudyResult { manifest: manifest_at(of, &MANIFEST)?, out: OUT.required(of)? })
}

fn one_claim(of: &ArgMatches) -> Result<OneClaim, Error> {
    Ok(OneClaim { claim: CLAIM.required(of)?, of: study_result(of)? })
}

fn page_style(of: &ArgMatches) -> Result<PageStyle, Error> {
    Ok(PageStyle { density: DENSITY.required(of)?, templates: TEMPLATES.get(of) })
}
