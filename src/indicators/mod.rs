//! The matrix of respondents and indicators.
//!
//! Every code, question and option becomes an [`Indicator`] with a facet and a role; codes and
//! answers that the manifest unites become one. Values are level codes or numbers, missing ones
//! apart: nothing is imputed. The matrix is what methods of clustering see, and what people may
//! look at before they believe any group.

mod answers;
mod apart;
mod caller;
mod candidate;
mod categories;
mod facets;
mod facts;
pub(crate) mod findings;
mod indicator;
mod mentions;
mod needs;
mod passages;
mod say;
mod score_groups;
mod sexes;
mod suspicious;
mod themes;
mod units;
mod weights;
mod wording;

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use roaring::RoaringBitmap;

pub use caller::{CallerIndicator, CallerValue};
pub(crate) use indicator::Said;
pub use indicator::{CallerRecord, FacetOrigin, Indicator, Measure, Origin, Values};
pub(crate) use say::stated_words;
pub use themes::ThemeProposal;

use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::indicators::findings::IndicatorsFinding;
use crate::locator::held_by_caller;
use crate::manifest::{ClusteringOptions, Facet, PersonaKind, Role};
use crate::sources::SourceKind;
use crate::study::Study;
use candidate::{block_weight, name_apart};
use passages::SharedPassages;
use units::units_of;

/// The facet that the wording of a code, question or field suggests.
pub(crate) fn propose_facet(name: &str, levels: &[String]) -> Option<Facet> {
    facets::proposed(name, levels).map(|(facet, _)| facet)
}

/// Matrix of respondents and indicators, stored by indicator.
///
/// ```
/// use persona_synthesis::{IndicatorMatrix, Study};
///
/// let study = Study::open("data/clinic/study.toml")?;
/// let matrix = IndicatorMatrix::from_study(&study)?;
/// assert_eq!(matrix.respondents(), study.len());
/// assert!(matrix.indicators().iter().any(|indicator| indicator.name == "Goals/protect breaks"));
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorMatrix {
    indicators: Vec<Indicator>,
    values: Vec<Values>,
    contradicted: Vec<RoaringBitmap>,
    /// For each indicator those who were asked and answered off its scale.
    off_scale: Vec<RoaringBitmap>,
    /// For indicators of several origins what each of them says of each respondent; empty for
    /// others.
    said: Vec<Vec<Vec<Said>>>,
    passages: SharedPassages,
    /// How much each indicator counts in clustering.
    block_weights: Vec<f64>,
    kinds: Vec<PersonaKind>,
    weights: Vec<f64>,
    /// For each respondent the account, or a number of their own; empty where no two share one.
    units: Vec<u32>,
    options: ClusteringOptions,
    /// Indicators that the manifest keeps apart, list by list.
    kept_apart: Vec<Vec<usize>>,
    proposals: Vec<ThemeProposal>,
    findings: Findings,
    /// Fingerprint of the study that it was made of; `None` for a program's own columns.
    made_of: Option<u64>,
}

impl IndicatorMatrix {
    /// Computes the indicators of a study.
    ///
    /// # Errors
    /// [`ErrorKind::Manifest`] if the manifest's facets, themes, `keep_apart`, `say`, `asked` or
    /// `denies` name what is not there; [`ErrorKind::Empty`] if no column or code makes an
    /// indicator.
    #[cfg_attr(
        feature = "tracing",
        tracing::instrument(name = "indicators", level = "info", skip_all)
    )]
    pub fn from_study(study: &Study) -> Result<Self> {
        Self::make(study).map_err(|error| error.within(&study.manifest().folder))
    }

    fn make(study: &Study) -> Result<Self> {
        let mut findings = study.findings().clone();
        let mut candidates = mentions::candidates(study, &mut findings)?;
        candidates.extend(answers::candidates(study, &mut findings));
        facets::assign(study, &mut candidates, &mut findings)?;
        let mut candidates = themes::unite(study, candidates, &mut findings)?;
        needs::mark(study, &mut candidates, &mut findings)?;
        let proposals = themes::propose(study, &candidates, &mut findings);
        // Themes may take up ignored columns, so these leave last.
        candidates
            .retain(|one| one.indicator.role != Some(Role::Ignored) && one.values.known() > 0);
        if candidates.is_empty() {
            let why =
                format!("no code, question or field has values to count{}", findings.causes());
            return Err(ErrorKind::Empty { what: "matrix of indicators", why }.into());
        }
        name_apart(&mut candidates);
        say::check(study, &candidates)?;
        for candidate in candidates.iter().filter(|candidate| candidate.values.is_constant()) {
            let indicator = candidate.indicator.name.clone();
            findings.add(IndicatorsFinding::ConstantIndicator { indicator });
        }
        let kept_apart = apart::kept_apart(study, &candidates)?;
        let mut matrix = Self {
            indicators: Vec::with_capacity(candidates.len()),
            values: Vec::with_capacity(candidates.len()),
            contradicted: Vec::with_capacity(candidates.len()),
            off_scale: Vec::with_capacity(candidates.len()),
            said: Vec::with_capacity(candidates.len()),
            passages: SharedPassages::default(),
            block_weights: candidates.iter().map(|one| block_weight(study, one)).collect(),
            kinds: study.kinds().to_vec(),
            weights: study.weights().to_vec(),
            units: units_of(study.accounts()),
            options: study.manifest().clustering,
            kept_apart,
            proposals,
            findings,
            made_of: Some(study.fingerprint()),
        };
        for candidate in candidates {
            matrix.indicators.push(candidate.indicator);
            matrix.values.push(candidate.values);
            matrix.contradicted.push(candidate.contradicted);
            matrix.off_scale.push(candidate.off_scale);
            matrix.said.push(candidate.said);
        }
        matrix.passages = SharedPassages::among(study, &matrix.indicators);
        Ok(matrix)
    }

    /// A matrix of a program's own columns: user personas, weights of 1. Codes beyond an
    /// indicator's levels are not allowed.
    ///
    /// ```
    /// use persona_synthesis::indicators::{Indicator, IndicatorMatrix, Measure, Values};
    /// use persona_synthesis::Facet;
    ///
    /// let raised = Indicator::new("slow reports", Facet::PainPoint, Measure::Mention);
    /// let matrix = IndicatorMatrix::from_columns(vec![(raised, Values::Codes(vec![0, 1, 1]))])?;
    /// assert_eq!(matrix.respondents(), 3);
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Empty`] without columns or respondents, [`ErrorKind::Mismatch`] for columns of
    /// different lengths or values that the indicator's measure does not have.
    pub fn from_columns(columns: Vec<(Indicator, Values)>) -> Result<Self> {
        let respondents = columns.first().map_or(0, |(_, values)| values.len());
        if respondents == 0 {
            let why = "it has no column or no respondent".to_owned();
            return Err(ErrorKind::Empty { what: "matrix of indicators", why }.into());
        }
        for (indicator, values) in &columns {
            let fits = indicator.has_on_scale(values);
            if values.len() != respondents || !fits {
                let off = if fits { "" } else { ", some off the scale" };
                let found = format!("{} values{off}", values.len());
                let expected = format!("{respondents} values on the scale of {:?}", indicator.name);
                return Err(ErrorKind::Mismatch { expected, found }.into());
            }
        }
        let (indicators, values): (Vec<Indicator>, Vec<Values>) = columns.into_iter().unzip();
        Ok(Self {
            contradicted: vec![RoaringBitmap::new(); indicators.len()],
            off_scale: vec![RoaringBitmap::new(); indicators.len()],
            said: vec![Vec::new(); indicators.len()],
            passages: SharedPassages::default(),
            block_weights: vec![1.0; indicators.len()],
            indicators,
            values,
            kinds: vec![PersonaKind::User; respondents],
            weights: vec![1.0; respondents],
            units: Vec::new(),
            options: ClusteringOptions::default(),
            kept_apart: Vec::new(),
            proposals: Vec::new(),
            findings: Findings::default(),
            made_of: None,
        })
    }

    /// Adds an indicator that the caller computed outside the study.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`] if the matrix is not of the study, the name is taken, a respondent
    /// is not in the study or has two values, or a value is off the scale.
    pub fn with_indicator(mut self, study: &Study, indicator: CallerIndicator) -> Result<Self> {
        let (indicator, values) = indicator.column(study)?;
        let name = indicator.name.as_str();
        let wrong = |expected: String, found: String| -> Result<Self> {
            Err(ErrorKind::Mismatch { expected, found }.into())
        };
        let of_study = self.made_of.is_none_or(|made_of| made_of == study.fingerprint());
        if !of_study || self.respondents() != study.len() {
            let expected = format!("a matrix of the study for the indicator {name:?}");
            return wrong(expected, "one of another study".to_owned());
        }
        // Addresses of evidence hold the position of an indicator in 16 bits.
        let room = usize::from(u16::MAX);
        if self.indicators.len() >= room {
            return wrong(format!("fewer than {room} indicators"), room.to_string());
        }
        // Evidence names the indicator as its source, so no source may have that name either.
        let is_taken = self.indicators.iter().any(|known| known.name == name);
        if is_taken || study.source_position(held_by_caller(name)).is_some() {
            let expected = "a name that no other indicator or source has".to_owned();
            return wrong(expected, format!("{name:?}"));
        }
        if values.is_constant() {
            self.findings.add(IndicatorsFinding::ConstantIndicator { indicator: name.to_owned() });
        }
        self.indicators.push(indicator);
        self.values.push(values);
        self.contradicted.push(RoaringBitmap::new());
        self.off_scale.push(RoaringBitmap::new());
        self.said.push(Vec::new());
        self.block_weights.push(1.0);
        Ok(self)
    }

    /// The indicators, in the order of the columns.
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// The values of an indicator, by its position.
    ///
    /// # Panics
    /// If there is no such indicator.
    #[must_use]
    pub fn values(&self, indicator: usize) -> &Values {
        &self.values[indicator]
    }

    /// Number of respondents.
    #[must_use]
    pub fn respondents(&self) -> usize {
        self.kinds.len()
    }

    /// Kind of persona that each respondent counts for.
    #[must_use]
    pub fn kinds(&self) -> &[PersonaKind] {
        &self.kinds
    }

    /// Clustering options of the study's manifest.
    #[must_use]
    pub fn options(&self) -> ClusteringOptions {
        self.options
    }

    /// Sets the clustering options.
    #[must_use]
    pub fn with_options(mut self, options: ClusteringOptions) -> Self {
        self.options = options;
        self
    }

    /// Proposals of codes and answers that may have the same meaning.
    #[must_use]
    pub fn theme_proposals(&self) -> &[ThemeProposal] {
        &self.proposals
    }

    /// Findings of this and the earlier stage.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Memory that the values take, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.values.iter().map(Values::bytes).sum()
    }

    /// Fingerprint of the study that it was made of; `None` for a program's own columns.
    pub(crate) fn made_of(&self) -> Option<u64> {
        self.made_of
    }

    /// Identifies the matrix: a hash of its indicators, values, kinds and weights.
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.made_of.hash(&mut hasher);
        self.kinds.iter().for_each(|kind| kind.name().hash(&mut hasher));
        self.weights.iter().for_each(|weight| weight.to_bits().hash(&mut hasher));
        self.units.hash(&mut hasher);
        for (indicator, values) in self.indicators.iter().zip(&self.values) {
            (&indicator.name, &indicator.levels).hash(&mut hasher);
            match values {
                Values::Codes(codes) => codes.hash(&mut hasher),
                Values::Numbers(numbers) => {
                    numbers.iter().for_each(|number| number.to_bits().hash(&mut hasher))
                }
            }
        }
        hasher.finish()
    }

    /// How much an indicator counts in clustering: the weight of its source as a block, 1 unless
    /// the manifest says otherwise.
    pub(crate) fn block_weight(&self, indicator: usize) -> f64 {
        self.block_weights[indicator]
    }

    /// True where the manifest keeps two indicators apart, even if they ask the same.
    pub(crate) fn are_kept_apart(&self, one: usize, other: usize) -> bool {
        self.kept_apart.iter().any(|list| list.contains(&one) && list.contains(&other))
    }

    /// Respondents whose sources contradict each other on an indicator.
    pub(crate) fn contradicted(&self, indicator: usize) -> &RoaringBitmap {
        &self.contradicted[indicator]
    }

    /// Respondents asked who answered off an indicator's scale: in the base of every count.
    pub(crate) fn off_scale(&self, indicator: usize) -> &RoaringBitmap {
        &self.off_scale[indicator]
    }

    /// The statement of one of several origins of an indicator about a respondent.
    pub(crate) fn said(&self, indicator: usize, origin: usize, respondent: u32) -> Said {
        self.said[indicator].get(origin).map_or(Said::Unknown, |said| said[respondent as usize])
    }

    /// Which indicators have their codes on the same passages.
    pub(crate) fn passages(&self) -> &SharedPassages {
        &self.passages
    }

    /// Position of the caller's own indicator of this name.
    pub(crate) fn caller_indicator(&self, name: &str) -> Option<usize> {
        let is_caller = |origin: &Origin| matches!(origin, Origin::Caller { .. });
        let own = |one: &Indicator| one.name == name && one.origins.iter().any(is_caller);
        self.indicators.iter().position(own)
    }

    /// The caller's record behind the value of a respondent.
    pub(crate) fn caller_record(&self, indicator: usize, person: u32) -> Option<&CallerRecord> {
        let known = self.indicators.get(indicator)?.origins.iter().find_map(Origin::records)?;
        known.get(person as usize)?.as_ref()
    }

    /// The kinds of source that its indicators come from, in their order.
    pub(crate) fn source_kinds(&self) -> BTreeSet<SourceKind> {
        self.indicators.iter().flat_map(|indicator| &indicator.origins).map(Origin::kind).collect()
    }

    /// Respondents of a kind.
    pub(crate) fn of_kind(&self, kind: PersonaKind) -> Vec<u32> {
        let of_kind = self.kinds.iter().zip(0..).filter(|(own, _)| **own == kind);
        of_kind.map(|(_, respondent)| respondent).collect()
    }

    /// The kinds that occur, in their order.
    pub(crate) fn kinds_present(&self) -> BTreeSet<PersonaKind> {
        self.kinds.iter().copied().collect()
    }
}
