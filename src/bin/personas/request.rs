//! The tasks of the command, as its arguments state them.

use std::path::PathBuf;

use clap_complete::Shell;
use persona_synthesis::PersonaKind;
use persona_synthesis::manifest::{Language, Profile};
use persona_synthesis::render::Density;
use persona_synthesis::warehouse::Dialect;

/// One call of the command.
#[derive(Debug, PartialEq)]
pub(crate) struct Request {
    /// Prints JSON for other programs in place of text for people.
    pub(crate) json: bool,
    pub(crate) task: Task,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Task {
    Init(Init),
    Check(Check),
    Suggest(Suggest),
    Synthesize(Synthesize),
    Show(OneClaim),
    Evidence(OneClaim),
    Brief(OnePersona),
    Adopt(Adopt),
    Audit(AuditTask),
    Verify(StudyResult),
    Assign(Assign),
    Compare(Compare),
    Erase(Erase),
    Sql(Sql),
    Completions(Shell),
}

/// A manifest, and whether its study is confined to the manifest's folder.
#[derive(Debug, PartialEq)]
pub(crate) struct ManifestAt {
    pub(crate) path: PathBuf,
    /// True if a folder was named, whose `study.toml` this is.
    pub(crate) of_folder: bool,
    pub(crate) confined: bool,
}

/// A result and the study that it comes from.
#[derive(Debug, PartialEq)]
pub(crate) struct StudyResult {
    pub(crate) manifest: ManifestAt,
    pub(crate) out: PathBuf,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Init {
    pub(crate) dir: PathBuf,
    pub(crate) force: bool,
    /// Language of the draft; `None` for that of the questions.
    pub(crate) language: Option<Language>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Check {
    pub(crate) manifest: ManifestAt,
    pub(crate) strict: bool,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Suggest {
    pub(crate) manifest: ManifestAt,
    /// The table to write; `None` for `suggested-codes.csv` beside the manifest.
    pub(crate) out: Option<PathBuf>,
    pub(crate) force: bool,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Synthesize {
    pub(crate) of: StudyResult,
    /// Refuses doubts that nobody answered.
    pub(crate) strict: bool,
    /// Language of a study that is drafted; `None` for that of the questions.
    pub(crate) language: Option<Language>,
    pub(crate) seed: Option<u64>,
    pub(crate) privacy: Option<Profile>,
    pub(crate) pages: PageStyle,
}

/// How `personas.html` is written.
#[derive(Debug, PartialEq)]
pub(crate) struct PageStyle {
    pub(crate) density: Density,
    /// A folder with templates that replace those of the crate.
    pub(crate) templates: Option<PathBuf>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct OneClaim {
    pub(crate) claim: String,
    pub(crate) of: StudyResult,
}

#[derive(Debug, PartialEq)]
pub(crate) struct OnePersona {
    pub(crate) persona: String,
    pub(crate) of: StudyResult,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Adopt {
    pub(crate) workbook: PathBuf,
    pub(crate) of: StudyResult,
}

#[derive(Debug, PartialEq)]
pub(crate) struct AuditTask {
    pub(crate) of: StudyResult,
    pub(crate) documents: Vec<PathBuf>,
    /// Folder to write the audits to; `None` to print them.
    pub(crate) to: Option<PathBuf>,
    /// Takes doubtful findings for serious ones.
    pub(crate) strict: bool,
    /// Prints a line for each finding that continuous integration shows beside the document.
    pub(crate) annotations: bool,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Assign {
    pub(crate) manifest: ManifestAt,
    pub(crate) model: PathBuf,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Compare {
    pub(crate) old: ManifestAt,
    pub(crate) new: ManifestAt,
    pub(crate) out: Option<PathBuf>,
    pub(crate) permutations: usize,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Erase {
    pub(crate) respondent: String,
    pub(crate) of: StudyResult,
    pub(crate) privacy: Option<Profile>,
    pub(crate) pages: PageStyle,
}

/// A task on a table that an engine holds.
#[derive(Debug, PartialEq)]
pub(crate) enum Sql {
    Sample(SampleTask),
    Fit(Fit),
    Claims(Claims),
    Stability(StabilityTask),
    Assign(ModelTable),
}

/// A table and the engine that holds it.
#[derive(Debug, PartialEq)]
pub(crate) struct TableAt {
    pub(crate) engine: EngineAt,
    /// Its name; `None` where a file holds nothing else.
    pub(crate) name: Option<String>,
    /// The column with the respondent's id.
    pub(crate) key: String,
}

#[derive(Debug, PartialEq)]
pub(crate) enum EngineAt {
    /// A database, or files of rows: statements run there at once.
    Data(PathBuf),
    /// Statements are written in this dialect, and somebody else runs them.
    Elsewhere(Dialect),
}

/// A table with the model that is fitted to it or sorts its rows.
#[derive(Debug, PartialEq)]
pub(crate) struct ModelTable {
    pub(crate) table: TableAt,
    pub(crate) model: PathBuf,
    pub(crate) journal: PathBuf,
    pub(crate) kind: Option<PersonaKind>,
    pub(crate) weight: Option<String>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct SampleTask {
    pub(crate) table: TableAt,
    pub(crate) share: f64,
    pub(crate) seed: u64,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Fit {
    pub(crate) of: ModelTable,
    pub(crate) out: PathBuf,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Claims {
    pub(crate) of: ModelTable,
    pub(crate) seed: u64,
}

#[derive(Debug, PartialEq)]
pub(crate) struct StabilityTask {
    pub(crate) of: ModelTable,
    pub(crate) replicates: usize,
    pub(crate) seed: u64,
}
