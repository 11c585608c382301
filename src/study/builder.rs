//! Studies in the making.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::adopted::Adopted;
use super::build::build;
use super::exclusion::Exclusions;
use super::opened::Study;
use super::opening::{Opening, confined};
use super::pseudonyms::Pseudonyms;
use crate::error::{ErrorKind, Result, shown};
use crate::ids::SourceId;
use crate::manifest::{
    ClusteringOptions, Facet, Language, Manifest, MemoryFile, Overrides, PersonaKind, Privacy,
    Source, Stated, Theme,
};
use crate::progress::Progress;
use crate::sources::{Reach, parse_day};

impl Study {
    /// Opens the study that a manifest describes.
    ///
    /// # Errors
    /// [`ErrorKind::Manifest`](crate::ErrorKind::Manifest) if the manifest is not understood or
    /// names what is not there; the errors of the readers for files that cannot be understood;
    /// [`ErrorKind::Empty`](crate::ErrorKind::Empty) if there is no respondent.
    pub fn open(manifest: impl AsRef<Path>) -> Result<Self> {
        StudyBuilder::from_path(manifest)?.build()
    }

    /// Opens the study that a manifest describes and confines it to a folder: the manifest, every
    /// file that it names and every file found in its folders must really be there, wherever links
    /// lead. Use it for manifests from people who must not read other files of the machine.
    ///
    /// ```
    /// use persona_synthesis::Study;
    ///
    /// assert!(Study::open_confined("data/clinic/study.toml", "data/clinic").is_ok());
    /// let elsewhere = Study::open_confined("data/clinic/study.toml", "data/clinic/interviews");
    /// let error = elsewhere.unwrap_err();
    /// assert!(error.to_string().starts_with("data/clinic/study.toml: expected a path within"));
    /// ```
    ///
    /// # Errors
    /// As [`Study::open`]; [`ErrorKind::Outside`](crate::ErrorKind::Outside) for a path that leads
    /// out of the folder.
    ///
    /// # Limits
    /// Paths are checked before and after their files are opened; somebody who changes links all
    /// the while could still slip one in.
    pub fn open_confined(manifest: impl AsRef<Path>, root: impl AsRef<Path>) -> Result<Self> {
        StudyBuilder::from_path_confined(manifest, root)?.build()
    }

    /// Builds the study that a manifest describes.
    ///
    /// # Errors
    /// As [`Study::open`].
    pub fn build(manifest: Manifest) -> Result<Self> {
        StudyBuilder::from(manifest).build()
    }

    /// Starts to build a study in Rust.
    pub fn builder(title: impl Into<String>) -> StudyBuilder {
        StudyBuilder::from(Manifest::new(title))
    }
}

/// Builder of a study; [`Study::builder`] starts one, [`StudyBuilder::build`] reads the sources. It
/// is a manifest with what a program adds to it.
///
/// ```
/// use persona_synthesis::Study;
/// use persona_synthesis::study::{Pseudonyms, StudyBuilder};
///
/// let key = Pseudonyms::new(b"thirty-two bytes that nobody knows")?;
/// let study = StudyBuilder::from_path("data/clinic/study.toml")?.pseudonyms(key).build()?;
/// assert!(study.pseudonyms().is_some());
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct StudyBuilder(Opening);

impl From<Manifest> for StudyBuilder {
    fn from(manifest: Manifest) -> Self {
        Self(Opening::new(manifest, Reach::default()))
    }
}

impl StudyBuilder {
    /// Starts with a manifest from a file, like [`Manifest::from_path`].
    ///
    /// # Errors
    /// As [`Manifest::from_path`].
    pub fn from_path(manifest: impl AsRef<Path>) -> Result<Self> {
        Manifest::from_path(manifest).map(Self::from)
    }

    /// Starts with a manifest from a file, and confines the study to a folder, including the
    /// manifest itself and the keys and lists that it names.
    ///
    /// # Errors
    /// As [`Manifest::from_path`]; [`ErrorKind::Outside`](crate::ErrorKind::Outside) for a path
    /// that leads out of the folder.
    pub fn from_path_confined(manifest: impl AsRef<Path>, root: impl AsRef<Path>) -> Result<Self> {
        let reach = confined(root.as_ref())?;
        let manifest = Manifest::from_path_in(manifest.as_ref(), &reach)?;
        Ok(Self(Opening::new(manifest, reach)))
    }

    /// Manifest of the study so far.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.0.manifest
    }

    /// Mutable access to the manifest, for settings without a method.
    pub fn manifest_mut(&mut self) -> &mut Manifest {
        &mut self.0.manifest
    }

    /// Reads the decisions in `overrides.toml` beside the manifest, if it exists, within the folder
    /// to which the study is confined.
    ///
    /// # Errors
    /// As [`Overrides::from_path`]; [`ErrorKind::Outside`](crate::ErrorKind::Outside) if it is a
    /// link that leads out of the study's folder.
    pub fn overrides(&self) -> Result<Option<Overrides>> {
        self.0.overrides()
    }

    /// Checks that a result for the readers of the manifest's profile can be written: `team` and
    /// `public` need a key. It opens no source.
    ///
    /// # Errors
    /// [`ErrorKind::Manifest`](crate::ErrorKind::Manifest) without a key; those of reading it.
    pub fn check_key(&self) -> Result<()> {
        let folder = &self.0.manifest.folder;
        self.0.clone().check_guarded_key().map_err(|error| error.within(folder))
    }

    /// Adds a file in memory in place of the one at a path that the manifest names: a source, one
    /// of the documents below the path of a source, or a table of consent or roles, a structure
    /// file, a key or a list.
    ///
    /// ```
    /// use persona_synthesis::Manifest;
    /// use persona_synthesis::study::StudyBuilder;
    ///
    /// let manifest = "[[source]]\nid = \"survey\"\npath = \"survey.csv\"\nrespondent = \"id\"\n";
    /// let study = StudyBuilder::from(Manifest::from_toml(manifest, "study.toml")?)
    ///     .file("survey.csv", &b"id,How often?\nP1,weekly\nP2,never\n"[..])
    ///     .build()?;
    /// assert_eq!(study.len(), 2);
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    pub fn file(mut self, path: impl Into<PathBuf>, bytes: impl Into<Arc<[u8]>>) -> Self {
        let path = path.into();
        let file = MemoryFile::new(path.to_string_lossy(), bytes);
        self.0.files.insert(path, file);
        self
    }

    /// Sets the pseudonyms for output that is handed on, in place of those under the key that the
    /// manifest names.
    pub fn pseudonyms(mut self, pseudonyms: Pseudonyms) -> Self {
        self.0.pseudonyms = Some(pseudonyms);
        self
    }

    /// Sets the respondents who withdrew, in place of the list that the manifest names.
    pub fn exclusions(mut self, exclusions: Exclusions) -> Self {
        self.0.exclusions = Some(exclusions);
        self
    }

    /// Reads the study as an earlier one was read.
    pub(crate) fn adopting(mut self, adopted: Adopted) -> Self {
        let adopted = adopted.prepare(&mut self.0.manifest);
        self.0.adopted = Some(Arc::new(adopted));
        self
    }

    /// Sets the kind of the respondents to whom no role gives another.
    pub fn kind(mut self, kind: PersonaKind) -> Self {
        self.0.manifest.kind = kind;
        self
    }

    /// Sets the language of codes, questions and answers.
    pub fn language(mut self, language: Language) -> Self {
        self.0.manifest.language = language;
        self
    }

    /// Adds patterns of the indicators that are about a facet: code paths, questions or `question =
    /// option`; `*` matches anything.
    pub fn facet<'a>(mut self, facet: Facet, patterns: impl IntoIterator<Item = &'a str>) -> Self {
        self.0.manifest.facets.extend(patterns.into_iter().map(|pattern| (facet, pattern.into())));
        self
    }

    /// Gives a code, an option or an answer its words, the predicate of a sentence about people:
    /// see [`Manifest::say`].
    pub fn say(mut self, pattern: &str, words: &str) -> Self {
        self.0.manifest.say.push((pattern.into(), words.to_owned()));
        self
    }

    /// Adds a theme: codes and answers of several sources that have the same meaning.
    pub fn theme<'a>(mut self, name: &str, members: impl IntoIterator<Item = &'a str>) -> Self {
        self.0.manifest.themes.push(Theme::new(name, members));
        self
    }

    /// Adds a source.
    pub fn source(mut self, source: Source) -> Self {
        self.0.manifest.sources.push(source);
        self
    }

    /// Sets the source in which shares are counted.
    pub fn population(mut self, source: impl Into<SourceId>) -> Self {
        self.0.manifest.population = Some(Stated::new(source.into()));
        self
    }

    /// Sets the codes and options that are needs of access or safety, kept even if few have them.
    pub fn essential<'a>(mut self, patterns: impl IntoIterator<Item = &'a str>) -> Self {
        let essential = self.0.manifest.essential.get_or_insert_default();
        essential.extend(patterns.into_iter().map(Into::into));
        self
    }

    /// Sets the day on which the last of the data were collected, as 2026-03-31.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`](crate::ErrorKind::Parameter) for what is no day.
    pub fn collected(mut self, day: &str) -> Result<Self> {
        if parse_day(day).is_none() {
            let (expected, found) = ("a day such as 2026-03-31".to_owned(), shown(day));
            return Err(ErrorKind::Parameter { name: "collected", expected, found }.into());
        }
        self.0.manifest.collected = Some(day.to_owned());
        Ok(self)
    }

    /// Sets the readers of the output, and what it may show them.
    pub fn privacy(mut self, privacy: Privacy) -> Self {
        self.0.manifest.privacy = privacy;
        self
    }

    /// Keeps indicators apart, by patterns of their names, even if they ask the same; may be called
    /// for several lists.
    pub fn keep_apart<'a>(mut self, patterns: impl IntoIterator<Item = &'a str>) -> Self {
        self.0.manifest.kept_apart.push(patterns.into_iter().map(Into::into).collect());
        self
    }

    /// Sets the clustering options.
    pub fn clustering(mut self, options: ClusteringOptions) -> Self {
        self.0.manifest.clustering = options;
        self
    }

    /// Confines the study to a folder, like [`Study::open_confined`].
    ///
    /// # Errors
    /// [`ErrorKind::Read`](crate::ErrorKind::Read) if the folder is not there.
    pub fn confined(mut self, root: impl AsRef<Path>) -> Result<Self> {
        self.0.reach = confined(root.as_ref())?;
        Ok(self)
    }

    /// Reads and joins the sources.
    ///
    /// # Errors
    /// As [`Study::open`].
    pub fn build(self) -> Result<Study> {
        self.build_with_progress(&|_| ControlFlow::Continue(()))
    }

    /// Reads and joins the sources; reports each of them to `progress`, which may cancel the run.
    ///
    /// # Errors
    /// As [`Study::open`], and [`ErrorKind::Cancelled`](crate::ErrorKind::Cancelled).
    #[cfg_attr(feature = "tracing", tracing::instrument(name = "read", level = "info", skip_all))]
    pub fn build_with_progress(self, progress: Progress<'_>) -> Result<Study> {
        let folder = self.0.manifest.folder.clone();
        build(self.0, progress).map_err(|error| error.within(&folder))
    }
}
