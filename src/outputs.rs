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
    /// unless the profile guards the result, `personas.qdpx` where transcripts were coded, the
    /// `model.json` that later respondents are assigned with, and the short questionnaires in
    /// `typing.md`.
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
        self.render_with_typing(&self.typing_tools())
    }

    /// The short questionnaires of the run; none where its privacy profile guards the result.
    #[must_use]
    pub fn typing_tools(&self) -> Vec<TypingTool> {
        match self.personas().study.privacy.is_internal() {
            true => TypingTool::all(self),
            false => Vec::new(),
        }
    }

    /// Renders every file of the run with short questionnaires that were made before; see
    /// [`Synthesis::render`] and [`Synthesis::typing_tools`].
    ///
    /// # Errors
    /// As [`Model::new`].
    pub fn render_with_typing(&self, tools: &[TypingTool]) -> Result<Vec<OutputFile>> {
        let draft = self.draft();
        let mut files = render::files(draft);
        #[cfg(feature = "xlsx")]
        files.push(OutputFile::new("personas.xlsx", render::workbook(draft.personas())));
        if draft.personas().study.privacy.is_internal() {
            let project = render::refi_project(draft.result(), self.study());
            files.extend(project.map(|project| OutputFile::new("personas.qdpx", project)));
            files.push(OutputFile::new("model.json", Model::new(self)?.to_json()));
            let tools: Vec<String> = tools.iter().map(TypingTool::markdown).collect();
            files.push(OutputFile::new("typing.md", tools.join("\n")));
        }
        Ok(files)
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
