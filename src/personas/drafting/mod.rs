//! Drafts the personas of a study from its groups.

mod anchors;
mod beside;
mod claims;
mod context;
mod kind;
mod rates;

use std::ops::ControlFlow;

use crate::clustering::{Clustering, GATE, Selection};
use crate::coding::Coding;
use crate::error::Result;
use crate::finding::Findings;
use crate::ids::PersonaId;
use crate::indicators::IndicatorMatrix;
use crate::locale::{Words, reason};
use crate::locator::position32;
use crate::manifest::{Language, Profile};
use crate::personas::belong::{groups_of_matrix, matrix_of_study};
use crate::personas::claims::choose;
use crate::personas::claims::comparison::look;
use crate::personas::evidence::index::EvidenceIndex;
use crate::personas::findings::PersonasFinding;
use crate::personas::portrait::doubts::open_doubts;
use crate::personas::portrait::finding::ResultFinding;
use crate::personas::portrait::links::links;
use crate::personas::portrait::map::people_map;
use crate::personas::portrait::misplaced::misplaced;
use crate::personas::portrait::persona::{Persona, SelectionSummary, StudySummary};
use crate::personas::portrait::profile::profile;
use crate::personas::portrait::roster::memberships_of;
use crate::personas::portrait::stage::Stages;
use crate::personas::portrait::subject::subject;
use crate::personas::portrait::vocabulary::Vocabulary;
use crate::personas::propositions::rules::grade_rules;
use crate::personas::result::{Draft, Roster, RunResult};
use crate::personas::set::PersonaSet;
use crate::progress::{Progress, ProgressMeter, Stage};
use crate::study::{Pseudonyms, Study};
use anchors::{anchors, crm_records};
use context::Drafting;

impl PersonaSet {
    /// Drafts the personas of a study from its groups, like [`Draft::new`], without memberships and
    /// evidence sets.
    ///
    /// # Errors
    /// As [`Draft::new`].
    pub fn draft(study: &Study, matrix: &IndicatorMatrix, clustering: &Clustering) -> Result<Self> {
        Draft::new(study, matrix, clustering).map(Draft::into_personas)
    }
}

impl Draft {
    /// Drafts the personas of a study from its groups, limited to what the privacy profile of the
    /// study's manifest allows: under `team` and `public` this is the [guarded](Draft::guarded)
    /// draft.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`](crate::ErrorKind::Mismatch) if the matrix is not of the study, or
    /// the groups are not of the matrix; those of [`Draft::guarded`], such as
    /// [`ErrorKind::Manifest`](crate::ErrorKind::Manifest) for a profile without a key.
    pub fn new(study: &Study, matrix: &IndicatorMatrix, clustering: &Clustering) -> Result<Self> {
        let draft = Self::internal(study, matrix, clustering)?;
        match study.manifest().privacy.profile.is_internal() {
            true => Ok(draft),
            false => draft.guarded(study, matrix),
        }
    }

    /// Drafts the full personas for those who did the study, whatever the manifest's privacy
    /// profile: with memberships, sets of evidence and the ids of respondents. [`Draft::guarded`]
    /// limits them to what may be handed on.
    ///
    /// # Errors
    /// [`ErrorKind::Mismatch`](crate::ErrorKind::Mismatch) if the matrix is not of the study, or
    /// the groups are not of the matrix.
    #[cfg_attr(feature = "tracing", tracing::instrument(name = "draft", level = "info", skip_all))]
    pub fn internal(
        study: &Study,
        matrix: &IndicatorMatrix,
        clustering: &Clustering,
    ) -> Result<Self> {
        Self::with_progress(study, matrix, clustering, &|_| ControlFlow::Continue(()))
    }

    /// The full draft, with every step reported: the comparisons of each kind, each persona, and
    /// those in no group.
    pub(crate) fn with_progress(
        study: &Study,
        matrix: &IndicatorMatrix,
        clustering: &Clustering,
        progress: Progress<'_>,
    ) -> Result<Self> {
        draft(study, matrix, clustering, progress)
    }
}

fn draft(
    study: &Study,
    matrix: &IndicatorMatrix,
    clustering: &Clustering,
    progress: Progress<'_>,
) -> Result<Draft> {
    matrix_of_study(study, matrix)?;
    groups_of_matrix(matrix, clustering)?;
    let meters: Vec<ProgressMeter<'_>> =
        clustering.selections().iter().map(|of| meter(of, progress)).collect();
    let mut drafting = Drafting {
        study,
        matrix,
        archive: EvidenceIndex::new(study, matrix),
        stages: Stages::from_matrix(matrix),
        vocabulary: Vocabulary::from_study(study),
        subject: subject(study, matrix),
        words: Words::of(study.manifest().language),
        findings: clustering.findings().clone(),
        personas: Vec::new(),
        sets: Vec::new(),
        next_interviews: Vec::new(),
    };
    let selections = || clustering.selections().iter();
    let mut memberships = Vec::new();
    // All kinds are tested before any is drafted, as p-values are adjusted over the study.
    let (groups, looked) = look(matrix, clustering, |kind| meters[kind].tick(Stage::Drafting))?;
    let (mut outside, mut profiles) = (Vec::new(), Vec::new());
    let of_kinds = selections().zip(&groups).zip(&looked);
    let mut all_chosen: Vec<_> = of_kinds
        .map(|((of, groups), looked)| choose::claims(looked, of.kind, groups.groups))
        .collect();
    // The last entry is of those in no group.
    all_chosen.iter_mut().for_each(|chosen| outside.push(chosen.pop().unwrap_or_default()));
    let of_kinds = selections().zip(&groups).zip(&all_chosen);
    let measured: Vec<_> = of_kinds
        .map(|((of, groups), chosen)| rates::measure(&drafting.gathering(groups), of, chosen))
        .collect();
    let grouped = selections().zip(&looked).filter(|(of, _)| of.chosen > 1);
    let quantile =
        rates::quantile(measured.iter().map(Vec::len).sum(), grouped.map(|(_, looked)| looked));
    let of_kinds = clustering.selections().iter().zip(&groups).zip(&looked).zip(&meters);
    let of_claims = all_chosen.into_iter().zip(measured);
    for ((((selection, groups), looked), meter), (mut chosen, rates)) in of_kinds.zip(of_claims) {
        rates::state(&mut chosen, &rates, quantile);
        let ids = (1..=chosen.len())
            .map(|number| PersonaId::numbered(selection.kind.letter(), number))
            .collect();
        profiles.push(profile(&drafting.gathering(groups), selection.kind, ids, looked, &chosen));
        drafting.kind(selection, groups, looked, &chosen, meter)?;
        memberships.extend(memberships_of(study, selection));
    }
    // Those in no group follow after all personas, so that evidence keeps the order of the result.
    let of_kinds = clustering.selections().iter().zip(&groups).zip(&outside).zip(&meters);
    let unassigned = of_kinds
        .map(|(((selection, groups), chosen), meter)| {
            meter.tick(Stage::Drafting)?;
            Ok(drafting.unassigned(selection, groups, chosen))
        })
        .collect::<Result<_>>()?;
    memberships.sort_by_key(|(respondent, _)| *respondent);
    let persona_of = memberships.iter().filter_map(|(respondent, membership)| {
        Some((position32(*respondent), membership.persona.clone()?))
    });
    let persona_of = persona_of.collect();
    let language = study.manifest().language;
    let early_signs = drafting.early_signs();
    let links = links(study, matrix, &drafting.personas, &memberships);
    misplaced(matrix, &mut drafting.findings);
    let Drafting { mut findings, personas, sets, next_interviews, words, .. } = drafting;
    lint(&personas, words, &mut findings);
    let told: Vec<ResultFinding> =
        findings.iter().map(|finding| ResultFinding::reported(finding.clone(), study)).collect();
    let personas = PersonaSet {
        schema_version: PersonaSet::SCHEMA_VERSION,
        study: StudySummary {
            title: study.manifest().title.clone(),
            language: study.manifest().language,
            privacy: Profile::Internal,
            collected: study.manifest().collected.clone(),
            key_check: study.pseudonyms().map(Pseudonyms::check),
            respondents: study.len(),
            sources: study.sources(),
            doubts: open_doubts(study, &findings, &told),
        },
        selections: selections().map(|of| summary(of, language)).collect(),
        personas,
        unassigned,
        profiles,
        maps: selections()
            .zip(&groups)
            .filter_map(|(of, groups)| people_map(matrix, of.kind, groups))
            .collect(),
        early_signs,
        links,
        next_interviews,
        coding: Coding::assess_by_persona(study, &persona_of),
        grades: grade_rules(Words::of(study.manifest().language)),
        findings: told,
    };
    // Anchors look places up in the evidence sets, so they come after both.
    let anchors = anchors(study, &personas, &sets);
    let roster = Roster {
        memberships: memberships.into_iter().map(|(_, membership)| membership).collect(),
        evidence_sets: sets,
    };
    Ok(Draft {
        result: RunResult { personas, roster: Some(roster) },
        anchors,
        crm_records: crm_records(study),
        options: matrix.options(),
    })
}

/// Counts the steps of drafting one kind: its comparisons, each persona, those in no group.
fn meter<'a>(selection: &Selection, progress: Progress<'a>) -> ProgressMeter<'a> {
    let meter = ProgressMeter::new(selection.kind.name(), progress);
    meter.expect(selection.chosen + 2);
    meter
}

/// Reports words of the sources that do not belong in a description of people.
fn lint(personas: &[Persona], words: &Words, findings: &mut Findings) {
    for persona in personas {
        let said = persona.narrative.iter().map(|sentence| sentence.text.as_str());
        for text in said.chain([persona.label.as_str()]) {
            let doubtful = words.doubtful(text);
            if !doubtful.is_empty() {
                findings.add(PersonasFinding::DoubtfulWords {
                    persona: persona.id.clone(),
                    words: doubtful,
                    text: text.to_owned(),
                });
            }
        }
    }
}

fn summary(selection: &Selection, language: Language) -> SelectionSummary {
    SelectionSummary {
        kind: selection.kind,
        chosen: selection.chosen,
        verdict: selection.verdict,
        reason: reason(&selection.reason, language),
        method: selection.method.clone(),
        respondents: selection.respondents,
        blrt_p: selection.blrt_p,
        replicability: selection.replicability,
        gate: GATE,
        candidates: selection.candidates.clone(),
    }
}
