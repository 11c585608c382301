//! A saved model: what it takes to say of later respondents which persona they belong to, without
//! the study.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::assignment::{Assigned, Assignment};
use super::model_parts::{LaterColumn, ModelIndicator, ModelKind, ReadFrom, RowReading};
use crate::clustering::{Classifier, Scores};
use crate::error::Result;
use crate::ids::{PersonaId, RespondentId};
use crate::indicators::{Indicator, IndicatorMatrix, Origin};
use crate::manifest::PersonaKind;
use crate::render::JsonFile;
use crate::sources::SourceFile;
use crate::study::{Adopted, StudyBuilder};
use crate::synthesis::Synthesis;
use crate::visible::visible_json;

/// A saved model of a study's personas that assigns new respondents: how columns and codes are
/// read, and what each group expects of them.
///
/// It holds no respondent, but answers and codes in their own words, unmasked: columns are read by
/// them.
///
/// ```
/// use persona_synthesis::lifecycle::Model;
/// use persona_synthesis::{Manifest, Study, Synthesis};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let json = Model::new(&Synthesis::run(&study)?)?.to_json();
///
/// // Another day, with other interviews under the same ids of sources.
/// let model = Model::from_json(&json)?;
/// let later = Manifest::from_path("data/interviews-only/study.toml")?;
/// assert_eq!(model.assign(later)?.assigned.len(), 18);
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    schema_version: u32,
    title: String,
    kinds: Vec<ModelKind>,
    indicators: Vec<ModelIndicator>,
    reading: Adopted,
}

impl Model {
    /// Version of the JSON format of a model.
    pub const SCHEMA_VERSION: u32 = 2;

    /// Makes a saved model of the personas of a run.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`](crate::ErrorKind::Mismatch) if people renamed a persona to one that
    /// the groups do not have.
    pub fn new(synthesis: &Synthesis) -> Result<Self> {
        let (study, matrix) = (synthesis.study(), synthesis.matrix());
        let (clustering, personas) = (synthesis.clustering(), synthesis.internal().personas());
        let indicators = matrix.indicators();
        let kinds = clustering
            .selections()
            .iter()
            .map(|selection| ModelKind::from_selection(selection, personas));
        let origins = || indicators.iter().flat_map(|indicator| &indicator.origins);
        let read = |source: usize, position: usize| {
            origins().any(|origin| {
                let of_item = |own: usize, item: usize| own == source && item == position;
                matches!(origin, Origin::Item { source, item, .. } if of_item(*source, *item))
            })
        };
        let code = |origin: &Origin| match origin {
            Origin::Code { code, denied_by } => {
                std::iter::once(code).chain(denied_by).cloned().collect()
            }
            Origin::Item { .. } | Origin::Caller { .. } => Vec::new(),
        };
        let indicator = |indicator: &Indicator| ModelIndicator {
            name: indicator.name.clone(),
            measure: indicator.measure,
            levels: indicator.levels.clone(),
            read_from: ReadFrom::for_indicator(study, indicator),
            computed: indicator.origins.iter().any(|origin| origin.records().is_some()),
        };
        Ok(Self {
            schema_version: Self::SCHEMA_VERSION,
            title: personas.study.title.clone(),
            kinds: kinds.collect::<Result<_>>()?,
            indicators: indicators.iter().map(indicator).collect(),
            reading: Adopted::from_study(
                study,
                read,
                origins().flat_map(code).collect::<Vec<String>>(),
            ),
        })
    }

    /// Title of the study behind the model.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The model as JSON, the file `model.json`.
    ///
    /// # Panics
    /// Never: a model holds only what JSON can hold.
    #[must_use]
    pub fn to_json(&self) -> String {
        let text = serde_json::to_string(self).expect("a model holds only what JSON can hold");
        // Names from the data must not act on a terminal that shows the file.
        visible_json(&(text + "\n")).into_owned()
    }

    /// Reads a model from its JSON.
    ///
    /// # Errors
    /// [`ErrorKind::Format`](crate::ErrorKind::Format) for a text that is no model, or one of
    /// another version.
    pub fn from_json(text: &str) -> Result<Self> {
        Self::parse(text, "model.json")
    }

    /// Reads a model from a file; messages name the file by this path.
    ///
    /// # Errors
    /// [`ErrorKind::Read`](crate::ErrorKind::Read) if the file cannot be read; as
    /// [`Model::from_json`].
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self> {
        let (path, name) = (path.as_ref(), path.as_ref().display().to_string());
        let file = SourceFile::from_path(path, &name)?;
        Self::parse(&String::from_utf8_lossy(file.bytes()), &name)
    }

    fn parse(text: &str, name: &str) -> Result<Self> {
        let file = JsonFile {
            name,
            holds: "the model.json of a run",
            version: Model::SCHEMA_VERSION,
            make: "synthesize the study",
        };
        let model: Self = file.read(text)?;
        let read = |indicator: &ModelIndicator| {
            indicator.read_from.as_ref().is_none_or(|from| model.reads(from))
        };
        // The file may have been edited, and later steps index by what it says.
        if !model.reading.is_sound() || !model.indicators.iter().all(read) {
            return Err(file.refuse(
                "columns, labels and codes of each question that fit each other",
                "others",
            ));
        }
        let known = |kind: &ModelKind| {
            kind.classifier.is_whole()
                && kind.personas.len() == kind.classifier.groups()
                && kind.classifier.indicators().all(|indicator| indicator < model.indicators.len())
        };
        if !model.kinds.iter().all(known) {
            return Err(file.refuse("a distribution of each column for each persona", "others"));
        }
        Ok(model)
    }

    /// True if an item that is read from columns has these columns and this option.
    fn reads(&self, ReadFrom { source, columns, option }: &ReadFrom) -> bool {
        let item = self.reading.item(source, columns);
        item.is_none_or(|item| option.is_none_or(|option| option < item.labels().len()))
    }

    /// The kinds of persona in the model.
    pub fn kinds(&self) -> impl Iterator<Item = PersonaKind> {
        self.kinds.iter().map(|kind| kind.kind)
    }

    /// Ids and labels of the personas of a kind, in the order of the groups, and what sorts
    /// respondents into these.
    pub(crate) fn kind(&self, kind: PersonaKind) -> Option<(&[(PersonaId, String)], &Classifier)> {
        self.kinds.iter().find(|own| own.kind == kind).map(|own| (&*own.personas, &own.classifier))
    }

    /// This model with the groups of a kind as more respondents have them.
    pub(crate) fn with_classifier(mut self, kind: PersonaKind, classifier: Classifier) -> Self {
        self.kinds
            .iter_mut()
            .filter(|own| own.kind == kind)
            .for_each(|own| own.classifier = classifier.clone());
        self
    }

    /// Name of an indicator, by its position.
    pub(crate) fn indicator(&self, position: usize) -> &str {
        &self.indicators[position].name
    }

    /// True for an indicator, by its position, that was computed outside the study.
    pub(crate) fn is_computed(&self, position: usize) -> bool {
        self.indicators[position].computed
    }

    /// Names of the indicators that the caller computed outside the study.
    pub fn computed_indicators(&self) -> impl Iterator<Item = &str> {
        let computed = self.indicators.iter().filter(|indicator| indicator.computed);
        computed.map(|indicator| indicator.name.as_str())
    }

    /// Labels of the levels of an indicator, by its position; empty for mentions, options and
    /// numbers.
    pub(crate) fn levels(&self, position: usize) -> &[String] {
        &self.indicators[position].levels
    }

    /// How an indicator, by its position, is read from one row of one table; `None` where that is
    /// not enough.
    pub(crate) fn row_reading(&self, position: usize) -> Option<RowReading<'_>> {
        let ReadFrom { source, columns, option } = self.indicators[position].read_from.as_ref()?;
        let item = self.reading.item(source, columns)?;
        Some(RowReading { item, columns, option: *option })
    }

    /// Assigns the respondents of a manifest, or of a study that is being built, to personas.
    /// Sources are matched by their ids; any subset of those of the model will do, and columns that
    /// are not there count as unknown. Scales, levels, options and themes are those of the model,
    /// not recognised anew: one row is read as a thousand are. An indicator that the caller
    /// computed outside the study is unknown for everyone.
    ///
    /// # Errors
    /// The errors of [`Study::open`](crate::Study::open);
    /// [`ErrorKind::Mismatch`](crate::ErrorKind::Mismatch) if nothing of the model is there because
    /// no source has an id that it knows.
    pub fn assign(&self, later: impl Into<StudyBuilder>) -> Result<Assignment> {
        let study = later.into().adopting(self.reading.clone()).build()?;
        let matrix = IndicatorMatrix::from_study(&study)
            // Other source ids are the likelier cause, and easier to mend.
            .map_err(|error| self.reading.strangers(study.manifest()).unwrap_or(error))?;
        let columns: Vec<Option<LaterColumn<'_>>> =
            self.indicators.iter().map(|indicator| LaterColumn::find(indicator, &matrix)).collect();
        let kinds: Vec<(&ModelKind, Scores<'_>)> =
            self.kinds.iter().map(|kind| (kind, kind.classifier.scores())).collect();
        let assigned = study.respondents().map(|person| {
            let kind = kinds.iter().find(|(kind, _)| kind.kind == person.kind());
            let known =
                |indicator: usize| columns[indicator].as_ref()?.known(person.index().index());
            let id = RespondentId::from(person.name());
            match kind {
                Some((kind, scores)) => kind.assign(scores, id, known),
                None => Assigned::to_nobody(id, person.kind()),
            }
        });
        let assigned = assigned.collect();
        Ok(Assignment { assigned, findings: matrix.findings().clone() })
    }
}
