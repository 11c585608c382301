//! One source of a study: its material, and what its columns and documents mean.

use std::path::PathBuf;

use super::aggregate::{AggregateRule, Aggregation};
use super::column::ColumnRule;
use super::kind::PersonaKind;
use super::material::Material;
use super::respondent::{RespondentRule, respondent_pattern};
use super::role::{Consent, RoleRule};
use super::row_kind::RowKind;
use super::stated::Stated;
use super::through::Through;
use crate::error::Result;
use crate::ids::{RespondentId, SourceId};
use crate::sources::{DateOrder, Delimiter, Encoding, Format, Keep, Positions, SegmentColumns};

/// One source of a study.
///
/// ```
/// use persona_synthesis::Source;
///
/// let interviews = Source::new("interviews", "data/clinic/interviews")
///     .respondent_in_document(r"^(P\d+)")?;
/// let survey = Source::new("survey", "data/clinic/survey.csv")
///     .respondent("Participant")
///     .key("email", "E-mail");
/// assert_eq!(survey.id, "survey");
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Source {
    /// Name of the source, unique in the study.
    pub id: SourceId,
    /// Material from which it is read: a file or folder, or memory.
    pub material: Material,
    /// Line of the manifest at which the source begins.
    pub line: Option<u64>,
    /// The format, if it is not to be recognised.
    pub format: Option<Format>,
    /// The encoding, if it is not to be recognised.
    pub encoding: Option<Encoding>,
    /// The delimiter, if it is not to be recognised.
    pub delimiter: Option<Delimiter>,
    /// The sheet of a workbook, if it is not the first that holds a table.
    pub sheet: Option<Stated<String>>,
    /// The structure file of the questionnaire, relative to the manifest, by which codes read as
    /// words.
    pub structure: Option<Stated<String>>,
    /// Rows of a survey that are used although they are no full response.
    pub keep: Vec<Keep>,
    /// What a row is, if it is no person.
    pub rows: Option<RowKind>,
    /// How respondents are named.
    pub respondent: Option<RespondentRule>,
    /// The source whose rows name the people, where `respondent` or `account` holds keys of these.
    pub through: Option<Through>,
    /// The namespace of respondent ids. Interviews and surveys share `people` unless stated; a CRM
    /// has its own.
    pub ids: Option<String>,
    /// How a REFI-QDA project counts positions, if it is not to be recognised.
    pub positions: Option<Positions>,
    /// Speakers whose words are never evidence, beside those whose labels say that they ask.
    pub interviewers: Vec<String>,
    /// Topics that were put to these respondents only.
    pub asked: Vec<(Stated<String>, Vec<RespondentId>)>,
    /// Codes that mean the opposite of another: denial, denied.
    pub denies: Vec<(Stated<String>, Stated<String>)>,
    /// Whose words may be quoted.
    pub consent: Option<Consent>,
    /// The source of transcripts that the segments of this source point into.
    pub transcripts: Option<Stated<SourceId>>,
    /// The columns of a table of coded segments.
    pub segments: SegmentColumns,
    /// Linking keys: name of the key, column.
    pub keys: Vec<(String, Stated<String>)>,
    /// Column of weights.
    pub weight: Option<Stated<String>>,
    /// How much the source's indicators count in clustering beside those of others: 1 unless
    /// stated. With another weight the result has no likelihood, so neither BIC nor a test of one
    /// group.
    pub block_weight: f64,
    /// Column of the account or company. Where rows have no respondent they are accounts: what they
    /// say is known of everyone who belongs to one.
    pub account: Option<Stated<String>>,
    /// Rules by which several rows of a respondent or account, such as events and deals, become
    /// one.
    pub aggregation: Aggregation,
    /// Column of roles.
    pub role: Option<RoleRule>,
    /// Column of outcomes, and those that mark whom not to serve: these respondents are of the kind
    /// *negative*, whatever their role.
    pub outcome: Option<RoleRule>,
    /// Rules of columns.
    pub columns: Vec<(Stated<String>, ColumnRule)>,
}

impl Source {
    /// Makes a source of a file or folder; all settings are recognised or left out until set.
    #[must_use]
    pub fn new(id: impl Into<SourceId>, path: impl Into<PathBuf>) -> Self {
        Self::of_material(id.into(), Material::Path(path.into()))
    }

    /// A source of which nothing is stated but its material.
    pub(crate) fn of_material(id: SourceId, material: Material) -> Self {
        Self {
            id,
            material,
            line: None,
            format: None,
            encoding: None,
            delimiter: None,
            sheet: None,
            structure: None,
            keep: Vec::new(),
            rows: None,
            respondent: None,
            through: None,
            ids: None,
            positions: None,
            interviewers: Vec::new(),
            asked: Vec::new(),
            denies: Vec::new(),
            consent: None,
            transcripts: None,
            segments: SegmentColumns::default(),
            keys: Vec::new(),
            weight: None,
            block_weight: 1.0,
            account: None,
            aggregation: Aggregation::default(),
            role: None,
            outcome: None,
            columns: Vec::new(),
        }
    }

    /// True if its rows are accounts rather than respondents.
    pub(crate) fn is_of_accounts(&self) -> bool {
        self.respondent.is_none() && self.account.is_some()
    }

    /// Sets the format.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self
    }

    /// Sets the encoding of a text file.
    #[must_use]
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = Some(encoding);
        self
    }

    /// Sets the delimiter of a text table.
    #[must_use]
    pub fn delimiter(mut self, delimiter: Delimiter) -> Self {
        self.delimiter = Some(delimiter);
        self
    }

    /// Sets how a REFI-QDA project counts positions.
    #[must_use]
    pub fn positions(mut self, positions: Positions) -> Self {
        self.positions = Some(positions);
        self
    }

    /// Sets the sheet of a workbook.
    #[must_use]
    pub fn sheet(mut self, sheet: &str) -> Self {
        self.sheet = Some(sheet.into());
        self
    }

    /// Sets the structure file of the questionnaire: an XLSForm, or LimeSurvey's structure as
    /// tab-separated text.
    #[must_use]
    pub fn structure(mut self, file: &str) -> Self {
        self.structure = Some(file.into());
        self
    }

    /// Adds rows of a survey to use although they are not complete responses.
    #[must_use]
    pub fn keep(mut self, rows: Keep) -> Self {
        self.keep.push(rows);
        self
    }

    /// Sets the column that names respondents.
    #[must_use]
    pub fn respondent(mut self, column: &str) -> Self {
        self.respondent = Some(RespondentRule::Column(column.into()));
        self
    }

    /// Names respondents by the names of documents: the first group of a regular expression, or the
    /// whole match.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`](crate::ErrorKind::Parameter) if the pattern is no regular
    /// expression.
    pub fn respondent_in_document(mut self, pattern: &str) -> Result<Self> {
        self.respondent = Some(RespondentRule::Document(respondent_pattern(pattern)?));
        Ok(self)
    }

    /// Names the respondents who share a transcript by the labels of their turns: the first group
    /// of a regular expression, or the whole match.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`](crate::ErrorKind::Parameter) if the pattern is no regular
    /// expression.
    pub fn respondent_in_speaker(mut self, pattern: &str) -> Result<Self> {
        self.respondent = Some(RespondentRule::Speaker(respondent_pattern(pattern)?));
        Ok(self)
    }

    /// Makes each case of a project a respondent.
    #[must_use]
    pub fn respondent_per_case(mut self) -> Self {
        self.respondent = Some(RespondentRule::Case);
        self
    }

    /// Makes each row a separate respondent.
    #[must_use]
    pub fn respondent_per_row(mut self) -> Self {
        self.respondent = Some(RespondentRule::Row);
        self
    }

    /// Sets the source through whose rows these rows lead to people, by a column of it that holds
    /// the keys that `respondent` or `account` names here.
    #[must_use]
    pub fn through(mut self, source: impl Into<SourceId>, column: &str) -> Self {
        self.through = Some(Through::new(source, column));
        self
    }

    /// Sets the namespace of respondent ids.
    #[must_use]
    pub fn ids(mut self, namespace: &str) -> Self {
        self.ids = Some(namespace.to_owned());
        self
    }

    /// Sets the labels of speakers whose words are never evidence, beside those whose labels say
    /// that they ask (`I`, `Interviewer 1`, `Moderatorin` …).
    #[must_use]
    pub fn interviewers<'a>(mut self, labels: impl IntoIterator<Item = &'a str>) -> Self {
        self.interviewers = labels.into_iter().map(str::to_owned).collect();
        self
    }

    /// Adds a topic that only these respondents were asked about.
    #[must_use]
    pub fn asked(
        mut self,
        code: &str,
        respondents: impl IntoIterator<Item = impl Into<RespondentId>>,
    ) -> Self {
        self.asked.push((code.into(), respondents.into_iter().map(Into::into).collect()));
        self
    }

    /// Adds a code that means the opposite of another.
    #[must_use]
    pub fn denies(mut self, denial: &str, denied: &str) -> Self {
        self.denies.push((denial.into(), denied.into()));
        self
    }

    /// Sets the table of consent to be quoted, with the columns `respondent` and `quotable`.
    #[must_use]
    pub fn consent(mut self, file: impl Into<PathBuf>) -> Self {
        self.consent = Some(Consent::new(file));
        self
    }

    /// Sets the source of the transcripts in which these segments are.
    #[must_use]
    pub fn transcripts(mut self, source: impl Into<SourceId>) -> Self {
        self.transcripts = Some(Stated::new(source.into()));
        self
    }

    /// Sets the columns of a table of coded segments; those not named are recognised.
    #[must_use]
    pub fn segments(mut self, columns: SegmentColumns) -> Self {
        self.segments = columns;
        self
    }

    /// Adds a column that joins respondents across sources.
    #[must_use]
    pub fn key(mut self, key: &str, column: &str) -> Self {
        self.keys.push((key.to_owned(), column.into()));
        self
    }

    /// Sets the weight of the source's indicators in clustering, at least 0.
    #[must_use]
    pub fn block_weight(mut self, weight: f64) -> Self {
        self.block_weight = weight;
        self
    }

    /// Sets the column of weights.
    #[must_use]
    pub fn weight(mut self, column: &str) -> Self {
        self.weight = Some(column.into());
        self
    }

    /// Sets the column of accounts; without a respondent the rows are accounts.
    #[must_use]
    pub fn account(mut self, column: &str) -> Self {
        self.account = Some(column.into());
        self
    }

    /// Adds a value that is computed from the rows of each respondent or account, which then become
    /// one row.
    #[must_use]
    pub fn aggregate(mut self, rule: AggregateRule) -> Self {
        self.aggregation.rules.push(rule);
        self
    }

    /// Sets the column with the dates of the rows.
    #[must_use]
    pub fn date(mut self, column: &str) -> Self {
        self.aggregation.date = Some(column.into());
        self
    }

    /// Sets the order of day and month in these dates, for use where no date tells.
    #[must_use]
    pub fn date_order(mut self, order: DateOrder) -> Self {
        self.aggregation.date_order = Some(order);
        self
    }

    /// Sets the day to which ages are counted, as 2026-03-31; the newest date of the rows unless
    /// set. Later rows are set aside.
    #[must_use]
    pub fn as_of(mut self, day: &str) -> Self {
        self.aggregation.as_of = Some(day.into());
        self
    }

    /// Sets the column of roles and the values that mean this kind; may be called once per kind.
    #[must_use]
    pub fn role<'a>(
        mut self,
        column: &str,
        kind: PersonaKind,
        values: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let values = (kind, values.into_iter().map(str::to_owned).collect());
        self.role
            .get_or_insert_with(|| RoleRule {
                file: None,
                column: column.into(),
                values: Vec::new(),
            })
            .values
            .push(values);
        self
    }

    /// Sets the column of outcomes and the values that mark people who should not be served.
    #[must_use]
    pub fn outcome<'a>(mut self, column: &str, values: impl IntoIterator<Item = &'a str>) -> Self {
        self.outcome = Some(RoleRule::new(column, PersonaKind::Negative, values));
        self
    }

    /// Sets the rule of a column.
    #[must_use]
    pub fn column(mut self, column: &str, rule: ColumnRule) -> Self {
        self.columns.push((column.into(), rule));
        self
    }
}
