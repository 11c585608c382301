//! Sources of files in memory, and what a source is read from.

use std::path::Path;
use std::sync::Arc;

use super::material::{Material, MemoryFile};
use super::source::Source;
use crate::ids::SourceId;

impl Source {
    /// Makes a source of one file in memory: a table, a project, a codebook or a transcript.
    /// Messages and evidence call it `name`, whose extension may tell the format, as for a file on
    /// disk.
    ///
    /// ```
    /// use persona_synthesis::{Source, Study};
    ///
    /// let table = "id,How often do you export?\nP1,weekly\nP2,never\n";
    /// let survey = Source::bytes("survey", "survey.csv", table.as_bytes()).respondent("id");
    /// assert_eq!(Study::builder("Exports").source(survey).build()?.len(), 2);
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    #[must_use]
    pub fn bytes(
        id: impl Into<SourceId>,
        name: impl Into<String>,
        bytes: impl Into<Arc<[u8]>>,
    ) -> Self {
        Self::of_material(id.into(), Material::File(MemoryFile::new(name, bytes)))
    }

    /// Makes a source of documents in memory, each a transcript with its name, like those of a
    /// folder.
    ///
    /// ```
    /// use persona_synthesis::{Source, Study};
    ///
    /// let talks = [("P1.txt", "I: How?\nP1: By hand."), ("P2.txt", "I: How?\nP2: I ask Tom.")];
    /// let interviews = Source::documents("interviews", talks).respondent_in_document(r"^P\d+")?;
    /// assert_eq!(Study::builder("Exports").source(interviews).build()?.len(), 2);
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    #[must_use]
    pub fn documents<N: Into<String>, B: AsRef<[u8]>>(
        id: impl Into<SourceId>,
        documents: impl IntoIterator<Item = (N, B)>,
    ) -> Self {
        let documents =
            documents.into_iter().map(|(name, bytes)| MemoryFile::new(name, bytes.as_ref()));
        Self::of_material(id.into(), Material::Documents(documents.collect()))
    }

    /// The file or folder from which it is read, relative to the manifest; `None` if it is in
    /// memory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.material {
            Material::Path(path) => Some(path),
            Material::File(_) | Material::Documents(_) | Material::Records(_) => None,
        }
    }

    /// Name of its file or folder in messages: the path, the name of the file in memory, or else
    /// the id of the source.
    pub(crate) fn shown_path(&self) -> String {
        match &self.material {
            Material::Path(path) => path.display().to_string(),
            Material::File(file) => file.name().to_owned(),
            Material::Documents(_) | Material::Records(_) => self.id.to_string(),
        }
    }

    /// The field that holds the key of each record, where a program handed in records.
    pub(crate) fn record_key(&self) -> Option<&str> {
        match &self.material {
            Material::Records(table) => Some(&table.key),
            Material::Path(_) | Material::File(_) | Material::Documents(_) => None,
        }
    }
}
