//! The search for the groups of one kind, from its sample to a selection.

#[cfg(feature = "linfa")]
use super::agreement::adjusted_rand;
use super::battery::{GroupsBeside, SharedDimension, shared_dimension};
use super::choice::{Choice, choose};
use super::classifier::Classifier;
use super::copied::{Copied, copied};
use super::diagnosis;
use super::grouping::Grouping;
use super::held_out::HeldOut;
#[cfg(feature = "linfa")]
use super::kmeans::KMeans;
#[cfg(feature = "linfa")]
use super::latent_class::LatentClass;
use super::method::Clusterer;
use super::one_answer::ambiguous_rows;
use super::reason::{SelectionReason, SelectionRule};
use super::refits::Refits;
use super::repeats::{Repeats, Sameness, bound_sample};
use super::sample::Sample;
use super::selection::{Member, Selection};
use super::thresholds::EVEN;
use super::verdict::Verdict;
use crate::clustering::findings::{AgainstNature, AgainstNumber, ClusteringFinding};
use crate::error::{ErrorKind, Result};
use crate::finding::Findings;
use crate::indicators::IndicatorMatrix;
use crate::manifest::{ClusteringOptions, Groups, PersonaKind};
use crate::progress::ProgressMeter;
use crate::study::RespondentIndex;

/// Fewest respondents among whom groups are looked for.
const LEAST_RESPONDENTS: usize = 8;

/// Looks for the groups of one kind.
pub(super) fn select(
    matrix: &IndicatorMatrix,
    method: &dyn Clusterer,
    options: &ClusteringOptions,
    kind: PersonaKind,
    meter: &ProgressMeter<'_>,
    findings: &mut Findings,
) -> Result<Selection> {
    let (sample, repeats) = bound_sample(matrix, kind, options.seed)?;
    name_repeats(matrix, kind, &repeats, findings);
    let respondents = sample.rows() + sample.unknown().len();
    let mut options = *options;
    if sample.columns().is_empty() {
        findings.add(ClusteringFinding::NoActiveIndicator { kind });
    }
    let few = sample.rows() < LEAST_RESPONDENTS;
    if few && !sample.columns().is_empty() {
        let (respondents, least) = (sample.rows(), LEAST_RESPONDENTS);
        findings.add(ClusteringFinding::FewRespondents { kind, respondents, least });
    }
    if let Groups::Exactly(groups) = options.groups {
        // A number that was asked for and cannot be is an error; a range simply ends earlier.
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
        // So few respondents are described as one group: any split of them would be an anecdote.
        options.groups = Groups::Between { min: 1, max: 1 };
    }
    if sample.rows() == 0 {
        return ungrouped(&sample, kind, method.name(), repeats);
    }
    if sample.is_in_units() {
        let shared: Vec<usize> = sample.unit_sizes().into_iter().filter(|rows| *rows > 1).collect();
        let (accounts, respondents) = (shared.len(), shared.iter().sum());
        findings.add(ClusteringFinding::InAccounts { kind, accounts, respondents });
    }
    if sample.rows() < sample.columns().len() {
        let (respondents, indicators) = (sample.rows(), sample.columns().len());
        findings.add(ClusteringFinding::FewRespondentsPerIndicator {
            kind,
            respondents,
            indicators,
        });
    }
    let shared = look_for_style(method, matrix, &sample, &options)?;
    let sample = match &shared {
        Some(SharedDimension { columns, groups: GroupsBeside::BothWays }) => {
            sample.with_style(columns.clone())
        }
        _ => sample,
    };
    let mut choice = choose(method, &sample, &options, findings, meter)?;
    if let Some(shared) = &shared {
        judge_style(matrix, &sample, shared, &mut choice, findings);
    }
    let choice = choice;
    diagnosis::report(matrix, &sample, &choice.grouping, findings)?;
    let (replicability, (held_out, (described, refits))) = rayon::join(
        || replicability(method, &sample, &choice.grouping, &options),
        || {
            rayon::join(
                || HeldOut::new(method, &sample, &choice.grouping, &options, meter),
                || {
                    rayon::join(
                        || described_rows(&sample, &choice.grouping, options.seed),
                        || Refits::new(method, &sample, &choice.grouping, options.seed, meter),
                    )
                },
            )
        },
    );
    let (replicability, held_out) = (replicability?, held_out?);
    let ambiguous = ambiguous_rows(matrix, &sample, &choice.grouping);
    let unknown = unknown(&sample, &ambiguous);
    if !unknown.is_empty() {
        findings.add(ClusteringFinding::NothingKnown { kind, respondents: unknown.len() });
    }
    let (members, probabilities) = members(&sample, &choice.grouping, &described?, &ambiguous);
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
        blrt_p: choice.blrt_p,
        replicability,
        members,
        unknown,
        probabilities,
        classifier: Classifier::new(&sample, &choice.grouping, held_out.dependent(), &options)?,
        held_out,
        repeats,
        copied: copied(&sample, &choice.grouping),
        refits: refits?,
    })
}

/// The dimension that a battery shares, where it is to be looked for.
fn look_for_style(
    method: &dyn Clusterer,
    matrix: &IndicatorMatrix,
    sample: &Sample,
    options: &ClusteringOptions,
) -> Result<Option<SharedDimension>> {
    match options.response_style {
        true => shared_dimension(method, matrix, sample, options.seed),
        false => Ok(None),
    }
}

/// Names a shared dimension, and takes back what it speaks against.
fn judge_style(
    matrix: &IndicatorMatrix,
    sample: &Sample,
    shared: &SharedDimension,
    choice: &mut Choice,
    findings: &mut Findings,
) {
    let SharedDimension { columns, groups } = shared;
    let (kind, questions) = (sample.kind(), columns.len());
    let first = matrix.indicators()[sample.columns()[columns[0]].indicator].name.clone();
    if sample.has_style() {
        findings.add(ClusteringFinding::ResponseStyle { kind, first, questions });
        return;
    }
    findings.add(ClusteringFinding::ResponseStyleOpen { kind, first, questions });
    let found = choice.grouping.groups();
    if found == 1 {
        return;
    }
    let several = matches!(choice.verdict, Verdict::Natural | Verdict::Reproducible);
    if *groups == GroupsBeside::None && several {
        let why = AgainstNumber::SharedDimension;
        findings.add(ClusteringFinding::NotReproducible { kind, groups: found, why });
        choice.verdict = Verdict::Constructed;
    } else if choice.verdict == Verdict::Natural {
        let why = AgainstNature::SharedDimension;
        findings.add(ClusteringFinding::NotNatural { kind, groups: found, why });
        choice.verdict = Verdict::Reproducible;
    }
}

fn name_repeats(
    matrix: &IndicatorMatrix,
    kind: PersonaKind,
    repeats: &Repeats,
    findings: &mut Findings,
) {
    for block in &repeats.blocks {
        let name = |indicator: &usize| matrix.indicators()[*indicator].name.clone();
        let mut names = block.indicators.iter().map(name);
        let first = names.next().unwrap_or_default();
        let (others, sameness): (Vec<String>, _) = (names.collect(), block.sameness);
        // Different things may go together as sharply as one thing asked twice.
        if sameness == Sameness::Wordings && others.iter().any(|other| !share_a_word(&first, other))
        {
            let (first, others) = (first.clone(), others.clone());
            findings.add(ClusteringFinding::QuestionsBound { kind, first, others });
        }
        findings.add(ClusteringFinding::RepeatedQuestion { kind, first, others, sameness });
    }
}

/// True if two names have a word in common that is no short one such as "the".
fn share_a_word(one: &str, other: &str) -> bool {
    const SHORT: usize = 3;
    let words = |name: &str| -> Vec<String> {
        let plain = name.to_lowercase();
        let words = plain.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.chars().count() > SHORT).map(str::to_owned).collect()
    };
    let others = words(other);
    words(one).iter().any(|word| others.contains(word))
}

/// The selection where nothing is known that could shape groups.
fn ungrouped(
    sample: &Sample,
    kind: PersonaKind,
    method: &str,
    repeats: Repeats,
) -> Result<Selection> {
    let nobody = Grouping::from_labels(1, &[])?;
    Ok(Selection {
        kind,
        chosen: 1,
        verdict: Verdict::None,
        reason: SelectionReason::on_all(SelectionRule::NothingKnown),
        method: method.to_owned(),
        respondents: sample.unknown().len(),
        candidates: Vec::new(),
        stability: vec![1.0],
        blrt_p: None,
        replicability: None,
        members: Vec::new(),
        unknown: unknown(sample, &[]),
        probabilities: Vec::new(),
        held_out: HeldOut::nothing(sample),
        refits: Refits::nothing(sample, &nobody),
        classifier: Classifier::one_group(),
        repeats,
        copied: Copied::default(),
    })
}

/// Respondents of whom nothing that shapes groups is known, or one ambiguous answer alone.
fn unknown(sample: &Sample, ambiguous: &[bool]) -> Vec<RespondentIndex> {
    let next_to_nothing =
        sample.respondents().iter().zip(ambiguous).filter(|(_, so)| **so).map(|(one, _)| one);
    let mut unknown: Vec<u32> = sample.unknown().iter().chain(next_to_nothing).copied().collect();
    unknown.sort_unstable();
    unknown.into_iter().map(RespondentIndex::new).collect()
}

/// Agreement with the grouping of k-means, or of latent classes where the method is k-means.
#[cfg(feature = "linfa")]
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
    // Replicability is an index of agreement; a part of the rows estimates it well.
    let part = sample.first(MOST_ROWS);
    let other: &dyn Clusterer = if method.name() == KMeans::default().name() {
        &LatentClass::default()
    } else {
        &KMeans::default()
    };
    let second = other.cluster(&part, grouping.groups(), options.seed)?;
    Ok(Some(adjusted_rand(&grouping.first(part.rows()).labels(), &second.labels())))
}

/// Without k-means there is no second method to compare with.
#[cfg(not(feature = "linfa"))]
fn replicability(
    _: &dyn Clusterer,
    _: &Sample,
    _: &Grouping,
    _: &ClusteringOptions,
) -> Result<Option<f64>> {
    Ok(None)
}

/// For each row true if some group describes it; with one group, or without a model, each does.
fn described_rows(sample: &Sample, grouping: &Grouping, seed: u64) -> Result<Vec<bool>> {
    match grouping.model().filter(|_| grouping.groups() > 1) {
        Some(model) => model.describes(sample, seed),
        None => Ok(vec![true; sample.rows()]),
    }
}

/// Members in the order of the respondents' ids, with their probabilities.
fn members(
    sample: &Sample,
    grouping: &Grouping,
    described: &[bool],
    ambiguous: &[bool],
) -> (Vec<Member>, Vec<f32>) {
    let mut rows: Vec<usize> = (0..sample.rows()).filter(|row| !ambiguous[*row]).collect();
    // Rows are in the order of their content, results in the order of respondents.
    rows.sort_by_key(|row| sample.respondents()[*row]);
    let labels = grouping.labels();
    let member = |row: &usize| {
        let probabilities = grouping.probabilities(*row);
        let group = usize::from(labels[*row]);
        let others = probabilities.iter().enumerate().filter(|(other, _)| *other != group);
        let next = others.map(|(_, probability)| *probability).fold(0.0, f32::max);
        let probability = probabilities[group];
        Member {
            respondent: RespondentIndex::new(sample.respondents()[*row]),
            group,
            probability,
            margin: probability - next,
            // A group must be likelier than all others together and describe the answers: the
            // nearest of bad fits is no membership.
            in_group: described[*row] && (probability > EVEN || grouping.groups() == 1),
        }
    };
    let members = rows.iter().map(member).collect();
    (members, rows.iter().flat_map(|row| grouping.probabilities(*row).to_vec()).collect())
}
