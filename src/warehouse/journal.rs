//! A folder that keeps every statement with its answer: runs go on where they ended, and engines
//! without a driver are served by files.

use std::fs;
use std::path::{Path, PathBuf};

use super::Dialect;
use super::engine::{Cell, Engine};
use crate::error::{Error, ErrorKind, Result, shown};
use crate::locator::Place;
use crate::sources::SourceFile;

type JournalAnswer = std::result::Result<Vec<Vec<Cell>>, Box<dyn std::error::Error + Send + Sync>>;

/// An engine with a folder of its answers: `0001.sql` and `0001.jsonl`, and so on. Statements with
/// an answer there are not run again, so that a fit that ended in an error resumes at its last pass
/// when it is called once more.
///
/// A folder belongs to one run. A statement that differs from the one that stands in its place is
/// refused: model, table or options are others.
#[derive(Debug)]
pub struct Journal<E> {
    engine: E,
    folder: PathBuf,
    next: usize,
}

/// Engine that writes statements to a folder and reads answers that another program or person puts
/// there: a notebook, a scheduler, a colleague with access.
///
/// Put into a [`Journal`], it ends each run at the first statement without an answer with
/// [`ErrorKind::Unanswered`], which names both files. The answer is one JSON array for each row and
/// line.
///
/// ```
/// use persona_synthesis::ErrorKind;
/// use persona_synthesis::warehouse::{FileEngine, Dialect, Engine, Journal};
///
/// let folder = tempfile::tempdir()?;
/// let mut journal = Journal::new(FileEngine::new(Dialect::Spark), folder.path())?;
/// assert!(journal.query("SELECT COUNT(*) FROM people").is_err());
/// let statement = std::fs::read_to_string(folder.path().join("0001.sql"))?;
/// assert_eq!(statement, "SELECT COUNT(*) FROM people\n");
///
/// std::fs::write(folder.path().join("0001.jsonl"), "[200000]\n")?;
/// let mut journal = Journal::new(FileEngine::new(Dialect::Spark), folder.path())?;
/// assert_eq!(journal.query("SELECT COUNT(*) FROM people").unwrap().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct FileEngine {
    dialect: Dialect,
}

impl FileEngine {
    /// Makes an engine for statements in this dialect.
    #[must_use]
    pub fn new(dialect: Dialect) -> Self {
        Self { dialect }
    }
}

/// That nobody is there who could run a statement.
#[derive(Debug, thiserror::Error)]
#[error("a statement waits for somebody to run it")]
struct Nobody;

impl Engine for FileEngine {
    fn dialect(&self) -> Dialect {
        self.dialect
    }

    fn query(&mut self, _: &str) -> JournalAnswer {
        Err(Box::new(Nobody))
    }
}

impl<E: Engine> Journal<E> {
    /// Keeps an engine's answers in a folder, which is created if needed.
    ///
    /// # Errors
    /// [`ErrorKind::Write`] if the folder cannot be made.
    pub fn new(engine: E, folder: impl Into<PathBuf>) -> Result<Self> {
        let folder = folder.into();
        fs::create_dir_all(&folder).map_err(|source| written(&folder, source))?;
        Ok(Self { engine, folder, next: 1 })
    }

    fn ask(&mut self, statement: &str) -> Result<Vec<Vec<Cell>>> {
        let file = |kind: &str| self.folder.join(format!("{:04}.{kind}", self.next));
        let (question, answer) = (file("sql"), file("jsonl"));
        let text = format!("{statement}\n");
        if question.exists() {
            let kept = read(&question)?;
            // Other options or another model: the kept answer would be wrong here.
            if kept != text {
                let (expected, found) =
                    ("the statement of this run".to_owned(), "another".to_owned());
                let place = Place::file(question.display().to_string());
                return Err(ErrorKind::Format { place, expected, found }.into());
            }
        } else {
            fs::write(&question, &text).map_err(|source| written(&question, source))?;
        }
        if !answer.exists() {
            let rows = self.engine.query(statement).map_err(|cause| {
                if cause.is::<Nobody>() {
                    ErrorKind::Unanswered { statement: question.clone(), answer: answer.clone() }
                } else {
                    ErrorKind::Engine { message: cause.to_string() }
                }
            })?;
            write_rows(&answer, &rows)?;
        }
        self.next += 1;
        // What was just written is read as well, so that a run and its repetition see the same.
        read_rows(&answer)
    }
}

impl<E: Engine> Engine for Journal<E> {
    fn dialect(&self) -> Dialect {
        self.engine.dialect()
    }

    fn query(&mut self, statement: &str) -> JournalAnswer {
        self.ask(statement).map_err(Into::into)
    }
}

/// Writes the rows under another name first, so that an answer is there whole or not at all.
fn write_rows(path: &Path, rows: &[Vec<Cell>]) -> Result<()> {
    let lines = rows.iter().map(|row| serde_json::to_string(row).map(|line| line + "\n"));
    let text: String = lines
        .collect::<std::result::Result<_, _>>()
        .map_err(|source| written(path, source.into()))?;
    // Renamed when whole, so that an interrupted write is not taken for an answer.
    let part = path.with_extension("part");
    fs::write(&part, text).map_err(|source| written(&part, source))?;
    fs::rename(&part, path).map_err(|source| written(path, source))
}

fn read_rows(path: &Path) -> Result<Vec<Vec<Cell>>> {
    let text = read(path)?;
    let lines = text.lines().zip(1_u64..).filter(|(line, _)| !line.trim().is_empty());
    let row = |(line, number): (&str, u64)| {
        serde_json::from_str(line).map_err(|_| {
            // What serde says counts lines within the row, and names types of Rust.
            let expected = "a row as a JSON array of plain values".to_owned();
            let found = format!("{:?}", shown(line));
            ErrorKind::Format {
                place: Place::file(path.display().to_string()).line(number),
                expected,
                found,
            }
            .into()
        })
    };
    lines.map(row).collect()
}

/// The text of a regular file: a pipe that was put in its place would never end.
fn read(path: &Path) -> Result<String> {
    let file = SourceFile::from_path(path, path.display().to_string())?;
    let place = file.place();
    String::from_utf8(file.into_bytes()).map_err(|error| {
        let (expected, found) = ("UTF-8".to_owned(), error.to_string());
        ErrorKind::Format { place, expected, found }.into()
    })
}

fn written(path: &Path, source: std::io::Error) -> Error {
    ErrorKind::Write { path: path.to_owned(), source }.into()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn only_files_are_read() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/dev/zero", folder.path().join("0001.jsonl")).unwrap();
        let mut journal = Journal::new(FileEngine::new(Dialect::Spark), folder.path()).unwrap();
        let error = journal.ask("SELECT 1").unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Format { .. }), "{error}");
    }
}
