//! Respondents into groups, how many groups the data carry, and how far to believe them.
//!
//! Each kind of persona is clustered apart. A method ([`Clusterer`]) sorts the rows of a
//! [`Sample`]; everything else is the same for all methods: candidates for the number of groups,
//! stability under resampling, the choice with its reason, and the order of the groups, largest
//! first.

mod agreement;
mod checked;
mod classifier;
mod diagnosis;
pub(crate) mod findings;
mod held_out;
mod kmeans;
mod latent_class;
mod matching;
mod method;
mod progress;
mod random;
mod sample;
mod scores;
mod selection;
mod stability;
mod structure;
mod waves;

use std::ops::ControlFlow;

use serde::Serialize;

pub use agreement::adjusted_rand;
pub use kmeans::KMeans;
pub use latent_class::{
    DependentPair, FittedLatentClass, LatentClass, LatentClassModel, LatentClassParams,
    LatentClassValidParams, OrdinalModel,
};
pub use method::{Clusterer, FitStatistics, Grouping};
pub use progress::{Progress, Watch};
pub use random::SplitMix64;
pub use sample::{Sample, SampleBuilder, SampleColumn};
pub use selection::{Candidate, GATE, NATURAL, REPRODUCIBLE, Thresholds, Verdict};
pub use stability::Stability;

pub(crate) use agreement::Contingency;
use checked::Checked;
pub(crate) use classifier::{Classifier, Known, Recoding};
pub(crate) use held_out::HeldOut;
use latent_class::MOST_GROUPS;
pub(crate) use latent_class::{Lookup, LookupColumn, Totals};
pub(crate) use matching::best_matching;
use method::EVEN;
use progress::ProgressMeter;
pub(crate) use scores::{PARTS, ScoreColumn, Scores, Term, Terms};
pub(crate) use waves::{Sides, Waves};

use crate::clustering::findings::ClusteringFinding;
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::indicators::IndicatorMatrix;
use crate::manifest::{
    ClusteringOptions, Groups, MOST_REPLICATES, MOST_STARTS, Method, PersonaKind,
};
use crate::study::RespondentId;

/// The groups of every kind of persona in a study.
///
/// ```
/// use persona_synthesis::{Clustering, IndicatorMatrix, PersonaKind, Study};
///
/// let study = Study::open("data/interviews-only/study.toml")?;
/// let matrix = IndicatorMatrix::from_study(&study)?;
/// let clustering = Clustering::fit(&matrix)?;
/// let users = clustering.selection(PersonaKind::User).expect("the study has users");
/// assert_eq!(users.members.len() + users.unknown.len(), users.respondents);
/// # Ok::<(), persona_synthesis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Clustering {
    selections: Vec<Selection>,
    findings: Findings,
    /// Fingerprint of the matrix.
    made_of: u64,
}

/// Where a respondent belongs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Member {
    /// The respondent.
    pub respondent: RespondentId,
    /// The most probable group, from 0.
    pub group: usize,
    /// Its probability.
    pub probability: f32,
    /// How much more probable it is than the next.
    pub margin: f32,
    /// Whether the group may count the respondent: not if no group describes what is known, or none
    /// is more probable than all others together.
    pub in_group: bool,
}

/// The groups of one kind of persona: what was chosen, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Selection {
    /// The kind.
    pub kind: PersonaKind,
    /// Number of groups.
    pub chosen: usize,
    /// What may be believed of them.
    pub verdict: Verdict,
    /// The rule as it was applied.
    pub reason: String,
    /// Name of the method.
    pub method: String,
    /// Respondents of the kind.
    pub respondents: usize,
    /// Every number of groups that was looked at.
    pub candidates: Vec<Candidate>,
    /// Mean Jaccard index of each chosen group under resampling, 0..=1.
    pub stability: Vec<f64>,
    /// How often data without groups gain as much; see the reason.
    pub one_group_p: Option<f64>,
    /// Adjusted Rand index with the grouping that k-means finds; `None` for one group.
    pub replicability: Option<f64>,
    /// Respondents with a value on an active indicator, in the order of their ids.
    pub members: Vec<Member>,
    /// Respondents of whom nothing is known that shapes groups.
    pub unknown: Vec<RespondentId>,
    /// Probability of each group for each member, members × groups.
    probabilities: Vec<f32>,
    /// What claims about the groups are tested on.
    held_out: HeldOut,
    /// What sorts respondents into the groups who come later.
    classifier: Classifier,
}

impl Selection {
    /// Probability of each group for a member, by position among the members.
    ///
    /// # Panics
    /// If there is no such member.
    #[must_use]
    pub fn probabilities(&self, member: usize) -> &[f32] {
        &self.probabilities[member * self.chosen..(member + 1) * self.chosen]
    }

    pub(crate) fn classifier(&self) -> &Classifier {
        &self.classifier
    }

    pub(crate) fn held_out(&self) -> &HeldOut {
        &self.held_out
    }
}

impl Clustering {
    /// Looks for groups as the study's manifest says.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] for options out of range, [`ErrorKind::Fit`] if the method fails.
    pub fn fit(matrix: &IndicatorMatrix) -> Result<Self> {
        let options = matrix.options();
        match options.method {
            Method::LatentClass => {
                Self::with_method(matrix, &LatentClass::from(&options), &options)
            }
            Method::KMeans => {
                Self::with_method(matrix, &KMeans { starts: options.starts }, &options)
            }
        }
    }

    /// Looks for groups by a method of one's own, or with other options than the manifest's.
    ///
    /// # Errors
    /// As [`Clustering::fit`], and [`ErrorKind::Mismatch`] if the method groups other rows, or into
    /// another number of groups, than it was asked to.
    pub fn with_method(
        matrix: &IndicatorMatrix,
        method: &dyn Clusterer,
        options: &ClusteringOptions,
    ) -> Result<Self> {
        Self::watched(matrix, method, options, &|_| ControlFlow::Continue(()))
    }

    /// The same with a function that is told how far the run has come, and may end it.
    ///
    /// # Errors
    /// As [`Clustering::with_method`], and [`ErrorKind::Cancelled`].
    pub fn watched(
        matrix: &IndicatorMatrix,
        method: &dyn Clusterer,
        options: &ClusteringOptions,
        watch: Watch<'_>,
    ) -> Result<Self> {
        check(options)?;
        let method = &Checked(method);
        let mut findings = matrix.findings().clone();
        let mut selections = Vec::new();
        for kind in matrix.kinds_present() {
            selections.push(select(
                matrix,
                method,
                options,
                &ProgressMeter::new(kind, watch),
                &mut findings,
            )?);
        }
        Ok(Self { selections, findings, made_of: matrix.fingerprint() })
    }

    /// The kinds that occur, each with its groups.
    #[must_use]
    pub fn selections(&self) -> &[Selection] {
        &self.selections
    }

    /// The groups of a kind.
    #[must_use]
    pub fn selection(&self, kind: PersonaKind) -> Option<&Selection> {
        self.selections.iter().find(|selection| selection.kind == kind)
    }

    /// The findings of this and the earlier stages.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Fingerprint of the matrix whose groups they are.
    pub(crate) fn made_of(&self) -> u64 {
        self.made_of
    }
}

fn check(options: &ClusteringOptions) -> Result<()> {
    let wrong = |name, expected: &str, found: String| {
        Err(ErrorKind::Parameter { name, expected: expected.to_owned(), found }.into())
    };
    let (groups, replicates, starts) = (1..=MOST_GROUPS, 2..=MOST_REPLICATES, 1..=MOST_STARTS);
    match options.groups {
        Groups::Exactly(number) if !groups.contains(&number) => {
            return wrong("groups", &format!("1 to {MOST_GROUPS}"), number.to_string());
        }
        Groups::Between { min, max }
            if max < min || !groups.contains(&min) || !groups.contains(&max) =>
        {
            let expected = format!("1 to {MOST_GROUPS}, the least first");
            return wrong("groups", &expected, format!("{min} to {max}"));
        }
        _ => {}
    }
    if !replicates.contains(&options.replicates) {
        return wrong(
            "replicates",
            &format!("2 to {MOST_REPLICATES}"),
            options.replicates.to_string(),
        );
    }
    if !starts.contains(&options.starts) {
        return wrong("starts", &format!("1 to {MOST_STARTS}"), options.starts.to_string());
    }
    if !options.prior.is_finite() || options.prior < 0.0 {
        return wrong("prior", "a number of at least 0", options.prior.to_string());
    }
    Ok(())
}

/// Fewest respondents among whom groups are looked for.
const LEAST_RESPONDENTS: usize = 8;

fn select(
    matrix: &IndicatorMatrix,
    method: &dyn Clusterer,
    options: &ClusteringOptions,
    meter: &ProgressMeter<'_>,
    findings: &mut Findings,
) -> Result<Selection> {
    let kind = meter.kind;
    let sample = Sample::of_kind(matrix, kind);
    let respondents = sample.rows() + sample.unknown().len();
    let mut options = *options;
    if sample.columns().is_empty() {
        findings.add(ClusteringFinding::NoActiveIndicator { kind });
    } else if !sample.unknown().is_empty() {
        findings.add(ClusteringFinding::NothingKnown { kind, respondents: sample.unknown().len() });
    }
    let few = sample.rows() < LEAST_RESPONDENTS;
    if few && !sample.columns().is_empty() {
        let (respondents, least) = (sample.rows(), LEAST_RESPONDENTS);
        findings.add(ClusteringFinding::FewRespondents { kind, respondents, least });
    }
    if let Groups::Exactly(groups) = options.groups {
        if groups > sample.rows().max(1) {
            let expected = format!("1 to {} (respondents of kind {kind})", sample.rows());
            return Err(ErrorKind::Parameter {
                name: "groups",
                expected,
                found: groups.to_string(),
            }
            .into());
        }
    } else if few {
        options.groups = Groups::Between { min: 1, max: 1 };
    }
    if sample.rows() == 0 {
        return Ok(everyone(&sample, kind, method.name()));
    }
    if sample.rows() < sample.columns().len() {
        let (respondents, indicators) = (sample.rows(), sample.columns().len());
        findings.add(ClusteringFinding::FewRespondentsPerIndicator {
            kind,
            respondents,
            indicators,
        });
    }
    let choice = selection::choose(method, &sample, &options, findings, meter)?;
    diagnosis::report(matrix, &sample, &choice.grouping, findings)?;
    let (replicability, (held_out, described)) = rayon::join(
        || replicability(method, &sample, &choice.grouping, &options),
        || {
            rayon::join(
                || HeldOut::of(method, &sample, &choice.grouping, &options, meter),
                || described(&sample, &choice.grouping, options.seed),
            )
        },
    );
    let (replicability, held_out) = (replicability?, held_out?);
    let (members, probabilities) = members(&sample, &choice.grouping, &described?);
    let outside = members.iter().filter(|member| !member.in_group).count();
    if outside > 0 {
        findings.add(ClusteringFinding::NotDescribed { kind, respondents: outside });
    }
    Ok(Selection {
        kind,
        chosen: choice.grouping.groups(),
        verdict: choice.verdict,
        reason: choice.reason,
        method: method.name().to_owned(),
        respondents,
        candidates: choice.candidates,
        stability: choice.stability,
        one_group_p: choice.one_group_p,
        replicability,
        members,
        unknown: unknown(&sample),
        probabilities,
        classifier: Classifier::of(&sample, &choice.grouping, held_out.dependent(), &options)?,
        held_out,
    })
}

/// The selection where nothing is known that could shape groups.
fn everyone(sample: &Sample, kind: PersonaKind, method: &str) -> Selection {
    Selection {
        kind,
        chosen: 1,
        verdict: Verdict::None,
        reason: "nothing is known of anybody that could shape groups".to_owned(),
        method: method.to_owned(),
        respondents: sample.unknown().len(),
        candidates: Vec::new(),
        stability: vec![1.0],
        one_group_p: None,
        replicability: None,
        members: Vec::new(),
        unknown: unknown(sample),
        probabilities: Vec::new(),
        held_out: HeldOut::nothing(sample),
        classifier: Classifier::of_everyone(),
    }
}

fn unknown(sample: &Sample) -> Vec<RespondentId> {
    sample.unknown().iter().map(|respondent| RespondentId::new(*respondent)).collect()
}

/// Agreement with what k-means finds, or latent classes where the method is k-means itself.
fn replicability(
    method: &dyn Clusterer,
    sample: &Sample,
    grouping: &Grouping,
    options: &ClusteringOptions,
) -> Result<Option<f64>> {
    /// Rows beyond which the check is made on the first of them.
    const MOST_ROWS: usize = 2_500;
    if grouping.groups() == 1 {
        return Ok(None);
    }
    let part = sample.first(MOST_ROWS);
    let other: &dyn Clusterer = if method.name() == KMeans::default().name() {
        &LatentClass::default()
    } else {
        &KMeans::default()
    };
    let second = other.cluster(&part, grouping.groups(), options.seed)?;
    Ok(Some(adjusted_rand(&grouping.first(part.rows()).labels(), &second.labels())))
}

/// For each row whether some group describes it; with one group, or without a model, each does.
fn described(sample: &Sample, grouping: &Grouping, seed: u64) -> Result<Vec<bool>> {
    match grouping.model().filter(|_| grouping.groups() > 1) {
        Some(model) => model.described(sample, seed),
        None => Ok(vec![true; sample.rows()]),
    }
}

/// Members in the order of the respondents' ids, with their probabilities.
fn members(sample: &Sample, grouping: &Grouping, described: &[bool]) -> (Vec<Member>, Vec<f32>) {
    let mut rows: Vec<usize> = (0..sample.rows()).collect();
    rows.sort_by_key(|row| sample.respondents()[*row]);
    let labels = grouping.labels();
    let member = |row: &usize| {
        let probabilities = grouping.probabilities(*row);
        let group = usize::from(labels[*row]);
        let others = probabilities.iter().enumerate().filter(|(other, _)| *other != group);
        let next = others.map(|(_, probability)| *probability).fold(0.0, f32::max);
        let probability = probabilities[group];
        Member {
            respondent: RespondentId::new(sample.respondents()[*row]),
            group,
            probability,
            margin: probability - next,
            in_group: described[*row] && (probability > EVEN || grouping.groups() == 1),
        }
    };
    let members = rows.iter().map(member).collect();
    (members, rows.iter().flat_map(|row| grouping.probabilities(*row).to_vec()).collect())
}
