//! A saved model: what it takes to say of later respondents which persona they belong to, without
//! the study.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::clustering::{ASSIGNED, Classifier, Clustering, EVEN, KnownValue, Scores, Selection};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::indicators::{Indicator, IndicatorMatrix, Measure, Origin, Values};
use crate::manifest::PersonaKind;
use crate::personas::{PersonaSet, Status, groups_of_matrix, matrix_of_study};
use crate::render::{refused, unreadable};
use crate::sources::{Item, MISSING, SourceFile};
use crate::study::{Adopted, Study, StudyBuilder};
use crate::visible::visible_json;

/// The personas of a study as a model that sorts later respondents: how columns and codes are read,
/// and what each group expects of them.
///
/// It holds no respondent, but answers and codes in their own words, unmasked: columns are read by
/// them.
///
/// ```
/// use persona_synthesis::lifecycle::Model;
/// use persona_synthesis::{Clustering, IndicatorMatrix, Manifest, PersonaSet, Study};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let matrix = IndicatorMatrix::from_study(&study)?;
/// let clustering = Clustering::fit(&matrix)?;
/// let personas = PersonaSet::draft(&study, &matrix, &clustering)?;
/// let json = Model::of(&study, &matrix, &clustering, &personas)?.to_json();
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

/// The groups of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct ModelKind {
    kind: PersonaKind,
    /// Ids and labels of the personas, in the order of the groups.
    personas: Vec<(String, String)>,
    classifier: Classifier,
}

/// An indicator by its name and its levels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct ModelIndicator {
    name: String,
    measure: Measure,
    levels: Vec<String>,
    /// The columns of one item that it is read from; nothing where it is read from codes or from
    /// several items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    read_from: Option<ReadFrom>,
}

/// Where the values of an indicator stand in a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct ReadFrom {
    source: String,
    /// Labels of the item's columns.
    columns: Vec<String>,
    /// The option, for options.
    option: Option<usize>,
}

/// How an indicator is read from one row of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowReading<'a> {
    pub(crate) item: &'a Item,
    /// Labels of the item's columns.
    pub(crate) columns: &'a [String],
    pub(crate) option: Option<usize>,
}

impl ReadFrom {
    fn of(study: &Study, indicator: &Indicator) -> Option<Self> {
        let [Origin::Item { source, item, answer, .. }] = *indicator.origins else { return None };
        let (_, rows) = study.tables().find(|(number, _)| *number == source)?;
        let (item, option) =
            (&rows.items[item], answer.filter(|_| indicator.measure == Measure::Option));
        if answer.is_some() != option.is_some() {
            return None;
        }
        let label = |column: &usize| rows.table.columns[*column].label.clone();
        let columns = item.columns.iter().map(label).collect();
        Some(Self { source: study.source_id(source).to_owned(), columns, option })
    }
}

/// Where a later respondent belongs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assigned {
    /// Id of the respondent.
    pub respondent: String,
    /// The kind.
    pub kind: PersonaKind,
    /// Id of the persona; `None` where none of them describes the respondent, or several may as
    /// well.
    pub persona: Option<String>,
    /// Probability of the most probable persona, 0..=1.
    pub probability: f64,
    /// How much more probable it is than the next.
    pub margin: f64,
    /// Where the respondent belongs.
    pub status: Status,
    /// Whether some persona describes what is known; where it is not, the respondent is unlike all
    /// of them.
    pub described: bool,
    /// How many of the indicators that shape groups are known.
    pub known: usize,
    /// How many there are.
    pub of: usize,
    /// Probability of each persona, in the order of the model.
    pub probabilities: Vec<(String, f64)>,
}

/// Later respondents with the persona of each.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// The respondents in the natural order of their ids.
    pub assigned: Vec<Assigned>,
    /// What was recognised, repaired or not there while their files were read.
    pub findings: Findings,
}

impl Model {
    /// Version of the shape of the JSON.
    pub const SCHEMA_VERSION: u32 = 1;

    /// The model of a study's personas.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`] if the matrix is not of the study, the groups are not of the matrix,
    /// or the personas are not those of the groups.
    pub fn of(
        study: &Study,
        matrix: &IndicatorMatrix,
        clustering: &Clustering,
        personas: &PersonaSet,
    ) -> Result<Self> {
        matrix_of_study(study, matrix)?;
        groups_of_matrix(matrix, clustering)?;
        let indicators = matrix.indicators();
        let kinds =
            clustering.selections().iter().map(|selection| ModelKind::of(selection, personas));
        let origins = || indicators.iter().flat_map(|indicator| &indicator.origins);
        let read = |source: usize, position: usize| {
            origins().any(|origin| {
                matches!(origin, Origin::Item { source: own, item, .. } if *own == source && *item == position)
            })
        };
        let code = |origin: &Origin| match origin {
            Origin::Code { code, denied_by } => {
                std::iter::once(code).chain(denied_by).cloned().collect()
            }
            Origin::Item { .. } => Vec::new(),
        };
        let indicator = |indicator: &Indicator| ModelIndicator {
            name: indicator.name.clone(),
            measure: indicator.measure,
            levels: indicator.levels.clone(),
            read_from: ReadFrom::of(study, indicator),
        };
        Ok(Self {
            schema_version: Self::SCHEMA_VERSION,
            title: personas.study.title.clone(),
            kinds: kinds.collect::<Result<_>>()?,
            indicators: indicators.iter().map(indicator).collect(),
            reading: Adopted::of(study, read, origins().flat_map(code).collect::<Vec<String>>()),
        })
    }

    /// Title of the study that it comes from.
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
        visible_json(&(text + "\n")).into_owned()
    }

    /// Reads a model from its JSON.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] for a text that is no model, or one of another version.
    pub fn from_json(text: &str) -> Result<Self> {
        Self::parse(text, "model.json")
    }

    /// Reads a model from a file, which messages name as it is named here.
    ///
    /// # Errors
    /// [`ErrorKind::Read`] if the file cannot be read; as [`Model::from_json`].
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self> {
        let (path, name) = (path.as_ref(), path.as_ref().display().to_string());
        let file = SourceFile::from_path(path, &name)?;
        Self::parse(&String::from_utf8_lossy(file.bytes()), &name)
    }

    fn parse(text: &str, name: &str) -> Result<Self> {
        let model: Self = serde_json::from_str(text)
            .map_err(|error| unreadable(name, "the model.json of a run", &error))?;
        if model.schema_version != Self::SCHEMA_VERSION {
            let expected = format!("schema_version {}", Self::SCHEMA_VERSION);
            return Err(refused(
                name,
                &expected,
                format!("schema_version {}", model.schema_version),
            ));
        }
        let read = |indicator: &ModelIndicator| {
            indicator.read_from.as_ref().is_none_or(|from| model.reads(from))
        };
        if !model.reading.is_sound() || !model.indicators.iter().all(read) {
            return Err(refused(
                name,
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
            return Err(refused(name, "a distribution of each column for each persona", "others"));
        }
        Ok(model)
    }

    /// Whether an item that is read from columns has these columns and this option.
    fn reads(&self, ReadFrom { source, columns, option }: &ReadFrom) -> bool {
        let item = self.reading.item(source, columns);
        item.is_none_or(|item| option.is_none_or(|option| option < item.labels().len()))
    }

    /// The kinds that it has personas of.
    pub fn kinds(&self) -> impl Iterator<Item = PersonaKind> {
        self.kinds.iter().map(|kind| kind.kind)
    }

    /// Ids and labels of the personas of a kind, in the order of the groups, and what sorts
    /// respondents into these.
    pub(crate) fn kind(&self, kind: PersonaKind) -> Option<(&[(String, String)], &Classifier)> {
        self.kinds.iter().find(|own| own.kind == kind).map(|own| (&*own.personas, &own.classifier))
    }

    /// The same model with the groups of a kind as more respondents have them.
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

    /// Says of the respondents of a manifest, or of a study in the making, which persona they belong to. Sources are known by
    /// their ids; any subset of those of the model will do, and columns that are not there count as
    /// unknown. Scales, levels, options and themes are those of the model, not recognised anew: one
    /// row is read as a thousand are.
    ///
    /// # Errors
    /// The errors of [`Study::open`]; [`ErrorKind::Mismatch`] if nothing of the model is there
    /// because no source has an id that it knows.
    pub fn assign(&self, later: impl Into<StudyBuilder>) -> Result<Assignment> {
        let study = later.into().adopting(self.reading.clone()).build()?;
        let matrix = IndicatorMatrix::from_study(&study)
            .map_err(|error| self.reading.strangers(study.manifest()).unwrap_or(error))?;
        let columns: Vec<Option<Reading<'_>>> =
            self.indicators.iter().map(|indicator| Reading::of(indicator, &matrix)).collect();
        let kinds: Vec<(&ModelKind, Scores<'_>)> =
            self.kinds.iter().map(|kind| (kind, kind.classifier.scores())).collect();
        let assigned = study.respondents().map(|person| {
            let kind = kinds.iter().find(|(kind, _)| kind.kind == person.kind());
            let known = |indicator: usize| columns[indicator].as_ref()?.known(person.id().index());
            let name = person.name().to_owned();
            kind.map_or_else(
                || Assigned::to_nobody(name.clone(), person.kind()),
                |(kind, scores)| kind.assign(scores, name.clone(), known),
            )
        });
        let assigned = assigned.collect();
        Ok(Assignment { assigned, findings: matrix.findings().clone() })
    }
}

impl ModelKind {
    fn of(selection: &Selection, personas: &PersonaSet) -> Result<Self> {
        let of_kind = personas.personas.iter().filter(|persona| persona.kind == selection.kind);
        let personas: Vec<(String, String)> =
            of_kind.map(|persona| (persona.id.to_string(), persona.label.clone())).collect();
        if personas.len() != selection.chosen {
            let expected = format!("{} personas of kind {}", selection.chosen, selection.kind);
            return Err(ErrorKind::Mismatch { expected, found: personas.len().to_string() }.into());
        }
        Ok(Self { kind: selection.kind, personas, classifier: selection.classifier().clone() })
    }

    fn assign(
        &self,
        scores: &Scores<'_>,
        respondent: String,
        known: impl Fn(usize) -> Option<KnownValue>,
    ) -> Assigned {
        let sorted = scores.sort(known);
        let best = sorted.probabilities.iter().enumerate().fold(0, |best, (group, probability)| {
            if *probability > sorted.probabilities[best] { group } else { best }
        });
        let probability = sorted.probabilities[best];
        let others = sorted.probabilities.iter().enumerate().filter(|(group, _)| *group != best);
        let next = others.map(|(_, probability)| *probability).fold(0.0, f64::max);
        let alone = self.personas.len() == 1;
        let inside =
            alone || (sorted.described && sorted.known > 0 && probability > f64::from(EVEN));
        Assigned {
            respondent,
            kind: self.kind,
            persona: inside.then(|| self.personas[best].0.clone()),
            probability,
            margin: probability - next,
            status: match probability {
                _ if !inside => Status::None,
                ASSIGNED.. => Status::Assigned,
                _ => Status::Borderline,
            },
            described: sorted.described,
            known: sorted.known,
            of: self.classifier.indicators().len(),
            probabilities: self
                .personas
                .iter()
                .map(|(id, _)| id.clone())
                .zip(sorted.probabilities)
                .collect(),
        }
    }
}

impl Assigned {
    /// Somebody of a kind that the model has no personas of.
    fn to_nobody(respondent: String, kind: PersonaKind) -> Self {
        Self {
            respondent,
            kind,
            persona: None,
            probability: 0.0,
            margin: 0.0,
            status: Status::None,
            described: false,
            known: 0,
            of: 0,
            probabilities: Vec::new(),
        }
    }
}

/// An indicator of the model in a matrix of later respondents.
struct Reading<'a> {
    values: &'a Values,
    /// The level of the model for each level there.
    levels: Option<Vec<u8>>,
}

impl<'a> Reading<'a> {
    fn of(indicator: &ModelIndicator, matrix: &'a IndicatorMatrix) -> Option<Self> {
        let position = matrix
            .indicators()
            .iter()
            .position(|found| found.name == indicator.name && found.measure == indicator.measure)?;
        let places: BTreeMap<&str, u8> =
            indicator.levels.iter().map(String::as_str).zip(0..MISSING).collect();
        let place = |level: &String| places.get(level.as_str()).copied().unwrap_or(MISSING);
        let levels = &matrix.indicators()[position].levels;
        let levels = (!levels.is_empty()).then(|| levels.iter().map(place).collect());
        Some(Self { values: matrix.values(position), levels })
    }

    fn known(&self, respondent: usize) -> Option<KnownValue> {
        match self.values {
            _ if !self.values.is_known(respondent) => None,
            Values::Numbers(numbers) => Some(KnownValue::Number(numbers[respondent])),
            Values::Codes(codes) => {
                let code = codes[respondent];
                let code = self.levels.as_ref().map_or(code, |levels| levels[usize::from(code)]);
                (code != MISSING).then_some(KnownValue::Code(code))
            }
        }
    }
}

/// The file `assigned.csv`: a row per respondent with kind, persona, probability, margin, status,
/// and how many of the indicators that shape groups are known.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
#[must_use]
pub fn assigned_csv(assignment: &Assignment) -> String {
    let mut text = String::from("respondent,kind,persona_id,probability,margin,status,known,of\n");
    for one in &assignment.assigned {
        let persona = one.persona.as_deref().unwrap_or_default();
        let respondent = crate::render::cell(&one.respondent);
        let numbers = format!("{:.4},{:.4}", one.probability, one.margin);
        text.push_str(&format!(
            "{respondent},{},{persona},{numbers},{},{},{}\n",
            one.kind,
            one.status.name(),
            one.known,
            one.of
        ));
    }
    text
}
