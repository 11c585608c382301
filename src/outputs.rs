//! The files of a run: what every earlier stage has to write, put together.

use std::path::Path;

use crate::error::Result;
use crate::folder::{self, Written};
use crate::lifecycle::{Model, TypingTool};
use crate::render::{self, OutputFile};
use crate::synthesis::Synthesis;

impl Synthesis {
    /// Renders every file of the run, limited to what the privacy profile of the study's manifest
    /// allows.
    ///
    /// Beside the files of [`render::files`]: `personas.xlsx` with the crate feature `xlsx`, and,
    /// unless the profile guards the result, `personas.qdpx` where transcripts were coded,
    /// `matrix.csv`, the `model.json` that later respondents are assigned with, and the short
    /// questionnaires in `typing.md`.
    ///
    /// ```
    /// use persona_synthesis::{Study, Synthesis};
    ///
    /// let study = Study::open("data/interviews-only/study.toml")?;
    /// let files = Synthesis::run(&study)?.render()?;
    /// assert!(files.iter().any(|file| file.name == "personas.html"));
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Model::new`].
    pub fn render(&self) -> Result<Vec<OutputFile>> {
        self.outputs().render()
    }

    /// The files of the run, not yet rendered: with the short questionnaires, which take a while to
    /// make, at hand.
    #[must_use]
    pub fn outputs(&self) -> Outputs<'_> {
        let typing_tools = match self.personas().study.privacy.is_internal() {
            true => TypingTool::all(self),
            false => Vec::new(),
        };
        Outputs { synthesis: self, typing_tools }
    }

    /// Writes every file of the run into a folder, all of them or none; see [`folder::write()`].
    ///
    /// # Errors
    /// As [`Synthesis::render`] and [`folder::write()`].
    pub fn write_to(&self, folder: impl AsRef<Path>) -> Result<Written> {
        let files = self.render()?.into_iter().map(|file| (file.name, file.bytes));
        folder::write(folder, files)
    }
}

/// The files of a run, not yet rendered.
///
/// ```
/// use persona_synthesis::{Study, Synthesis};
///
/// let study = Study::open("data/clinic/study.toml")?;
/// let synthesis = Synthesis::run(&study)?;
/// let outputs = synthesis.outputs();
/// assert!(!outputs.typing_tools().is_empty());
/// assert!(outputs.render()?.iter().any(|file| file.name == "typing.md"));
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Outputs<'a> {
    synthesis: &'a Synthesis,
    typing_tools: Vec<TypingTool>,
}

impl Outputs<'_> {
    /// The short questionnaires of the run; none where its privacy profile guards the result.
    #[must_use]
    pub fn typing_tools(&self) -> &[TypingTool] {
        &self.typing_tools
    }

    /// Renders every file of the run; see [`Synthesis::render`].
    ///
    /// # Errors
    /// As [`Model::new`].
    pub fn render(&self) -> Result<Vec<OutputFile>> {
        let draft = self.synthesis.draft();
        let mut files = render::files(draft);
        #[cfg(feature = "xlsx")]
        files.push(OutputFile::new("personas.xlsx", render::workbook(draft.personas())));
        if draft.personas().study.privacy.is_internal() {
            let project = render::refi_project(draft.result(), self.synthesis.study());
            files.extend(project.map(|project| OutputFile::new("personas.qdpx", project)));
            let (study, matrix) = (self.synthesis.study(), self.synthesis.matrix());
            files.push(OutputFile::new("matrix.csv", render::matrix_csv(study, matrix)));
            files.push(OutputFile::new("model.json", Model::new(self.synthesis)?.to_json()));
            let tools: Vec<String> = self.typing_tools.iter().map(TypingTool::markdown).collect();
            files.push(OutputFile::new("typing.md", tools.join("\n")));
        }
        Ok(files)
    }
}
