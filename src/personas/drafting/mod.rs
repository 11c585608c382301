//! Drafts the personas of a study from its groups.

mod anchors;
mod claims;
pub(crate) mod reopen;

use crate::clustering::{Clustering, GATE, Selection};
use crate::coding::Coding;
use crate::error::Result;
use crate::finding::{Finding, Findings};
use crate::ids::PersonaId;
use crate::indicators::IndicatorMatrix;
use crate::locale::{Words, reason};
use crate::manifest::{Facet, Language, PersonaKind, Profile};
use crate::personas::belong::{groups_of_matrix, matrix_of_study};
use crate::personas::claims::choose::{self, SelectedClaim};
use crate::personas::claims::claim::Claim;
use crate::personas::claims::comparison::look;
use crate::personas::evidence::gather::Gathering;
use crate::personas::evidence::index::EvidenceIndex;
use crate::personas::evidence::types::EvidenceSet;
use crate::personas::findings::PersonasFinding;
use crate::personas::portrait::contradictions::contradictions;
use crate::personas::portrait::coverage::{accounts, coverage};
use crate::personas::portrait::early::{EarlySigns, beside_others, early_signs};
use crate::personas::portrait::exemplars::{defining, exemplars, joint_match, quotes};
use crate::personas::portrait::links::links;
use crate::personas::portrait::map::people_map;
use crate::personas::portrait::misplaced::misplaced;
use crate::personas::portrait::narrative::{narrative, scenario};
use crate::personas::portrait::next::{NextInterview, Unheard, Wanted, next_interviews};
use crate::personas::portrait::persona::{
    FindingRecord, JointMatch, Persona, Scenario, SelectionSummary, Share, StudySummary, Unassigned,
};
use crate::personas::portrait::profile::profile;
use crate::personas::portrait::quantity::quantities;
use crate::personas::portrait::roster::memberships_of;
use crate::personas::portrait::segment::{SegmentCondition, SegmentRule, segment_rule};
use crate::personas::portrait::share::{population, shares};
use crate::personas::portrait::stage::Stages;
use crate::personas::portrait::vocabulary::Vocabulary;
use crate::personas::portrait::wording;
use crate::personas::propositions::proposition::Proposition;
use crate::personas::propositions::rules::grade_rules;
use crate::personas::propositions::support::Direction;
use crate::personas::propositions::tally::Groups;
use crate::personas::result::{Draft, Roster, RunResult};
use crate::personas::set::PersonaSet;
use crate::study::{Pseudonyms, Study};
use anchors::{anchors, crm_records};

impl PersonaSet {
    /// Drafts the personas of a study from its groups, as [`Draft::new`], without who is who.
    ///
    /// # Errors
    /// As [`Draft::new`].
    pub fn draft(study: &Study, matrix: &IndicatorMatrix, clustering: &Clustering) -> Result<Self> {
        Draft::new(study, matrix, clustering).map(Draft::into_personas)
    }
}

impl Draft {
    /// Drafts the personas of a study from its groups, as the privacy profile of the study's
    /// manifest lets them be handed on: under `team` and `public` this is the
    /// [guarded](Draft::guarded) draft.
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

    /// Drafts the personas for those who did the study, whatever the manifest's privacy profile:
    /// with memberships, sets of evidence and the ids of respondents. [`Draft::guarded`] makes of
    /// it what may be handed on.
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
        draft(study, matrix, clustering)
    }
}

fn draft(study: &Study, matrix: &IndicatorMatrix, clustering: &Clustering) -> Result<Draft> {
    matrix_of_study(study, matrix)?;
    groups_of_matrix(matrix, clustering)?;
    let mut drafting = Drafting {
        study,
        matrix,
        archive: EvidenceIndex::new(study, matrix),
        stages: Stages::of(matrix),
        vocabulary: Vocabulary::of(study),
        words: Words::of(study.manifest().language),
        findings: clustering.findings().clone(),
        personas: Vec::new(),
        sets: Vec::new(),
        next_interviews: Vec::new(),
    };
    let selections = || clustering.selections().iter();
    let mut memberships = Vec::new();
    let (groups, looked) = look(matrix, clustering);
    let (mut outside, mut profiles) = (Vec::new(), Vec::new());
    for ((selection, groups), looked) in clustering.selections().iter().zip(&groups).zip(&looked) {
        let mut chosen = choose::claims(looked, selection.kind, groups.groups);
        outside.push(chosen.pop().unwrap_or_default());
        let ids = (1..=chosen.len())
            .map(|number| PersonaId::numbered(selection.kind.letter(), number))
            .collect();
        profiles.push(profile(&drafting.gathering(groups), selection.kind, ids, (looked, &chosen)));
        drafting.kind(selection, groups, &chosen);
        memberships.extend(memberships_of(study, selection));
    }
    let of_kinds = clustering.selections().iter().zip(&groups).zip(&outside);
    let unassigned = of_kinds
        .map(|((selection, groups), chosen)| drafting.unassigned(selection, groups, chosen))
        .collect();
    memberships.sort_by_key(|(respondent, _)| *respondent);
    let language = study.manifest().language;
    let early_signs = drafting.early_signs();
    let links = links(study, matrix, &drafting.personas, &memberships);
    misplaced(matrix, &mut drafting.findings);
    drafting.lint();
    let Drafting { findings, personas, sets, next_interviews, .. } = drafting;
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
        coding: Coding::of(study),
        grades: grade_rules(Words::of(study.manifest().language)),
        findings: findings.iter().map(|finding| record(study, finding)).collect(),
    };
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

struct Drafting<'a> {
    study: &'a Study,
    matrix: &'a IndicatorMatrix,
    archive: EvidenceIndex<'a>,
    stages: Stages,
    vocabulary: Vocabulary,
    words: &'static Words,
    findings: Findings,
    personas: Vec<Persona>,
    sets: Vec<EvidenceSet>,
    next_interviews: Vec<NextInterview>,
}

impl<'a> Drafting<'a> {
    fn gathering<'b>(&'b self, groups: &'b Groups) -> Gathering<'b> {
        let Self { study, matrix, archive, .. } = self;
        Gathering { study, matrix, archive, groups, population: population(study) }
    }

    /// Drafts the personas of one kind.
    fn kind(&mut self, selection: &Selection, groups: &Groups, chosen: &[Vec<SelectedClaim>]) {
        let shares = shares(self.study, selection, self.matrix.options().seed);
        if population(self.study).is_none() {
            self.findings.add(PersonasFinding::NoPopulation { kind: selection.kind });
        }
        if selection.chosen > 1 && selection.held_out().splits() == 0 {
            self.findings.add(PersonasFinding::ClaimsTentative { kind: selection.kind });
        }
        let mut wanted = Vec::new();
        for (group, chosen) in chosen.iter().enumerate() {
            let share = shares.as_ref().map(|shares| shares[group].clone());
            wanted.push(self.persona(selection, groups, group, chosen, share));
        }
        self.next_interviews.extend(next_interviews(self.study, wanted));
    }

    fn persona(
        &mut self,
        selection: &Selection,
        groups: &Groups,
        group: usize,
        chosen: &[SelectedClaim],
        share: Option<Share>,
    ) -> Wanted {
        let kind = selection.kind;
        let id = PersonaId::numbered(kind.letter(), group + 1).to_string();
        let members = self.members_of(selection, groups, group);
        let people: Vec<u32> = members.iter().map(|(member, _)| *member).collect();
        let (claims, propositions) = self.claims(&id, groups, group, chosen, &people);
        let wanted =
            self.wanted(&id, &claims, &propositions, (selection, share.as_ref()), &members);
        let mut findings = std::mem::take(&mut self.findings);
        let contradictions = contradictions(&self.gathering(groups), &id, &people, &mut findings);
        self.findings = findings;
        let apart = defining(self.matrix, chosen, kind, &people);
        let joint_match = joint_match(self.matrix, &apart, &people);
        if joint_match.with == 0 && joint_match.of > 0 && joint_match.claims > 1 {
            let JointMatch { of, claims, all_but_one: nearly, .. } = joint_match;
            self.findings.add(PersonasFinding::CompositeIsNobody {
                persona: PersonaId::from(id.as_str()),
                of,
                claims,
                nearly,
            });
        }
        let same_kind = self.personas.iter().filter(|persona| persona.kind == kind);
        let labels: Vec<String> = same_kind.map(|persona| persona.label.clone()).collect();
        let spoken_of = |facet: &Facet| claims.iter().any(|claim| claim.facet == *facet);
        let gaps: Vec<Facet> =
            kind.facets().iter().copied().filter(|facet| !spoken_of(facet)).collect();
        self.personas.push(Persona {
            label: wording::persona_label(self.words, &claims, &labels, selection.chosen == 1),
            size: members.len(),
            share,
            stability: selection.stability.get(group).copied().unwrap_or(0.0),
            joint_match: Some(joint_match),
            contradictions,
            quotes: quotes(&claims),
            quantities: quantities(&claims),
            narrative: narrative(
                self.words,
                &claims,
                &narrated(kind, &claims),
                selection.chosen == 1,
            ),
            scenario: self.scenario(&people, &claims, &propositions),
            gaps,
            exemplars: exemplars(self.study, self.matrix, &apart, &members),
            words: self.vocabulary.distinctive(&people, &groups.people),
            accounts: accounts(self.study, &people),
            coverage: coverage(self.study, &people),
            segment_rule: if selection.chosen > 1 {
                self.segment(groups, group, &claims, &propositions)
            } else {
                None
            },
            decision: None,
            claims,
            id: id.into(),
            kind,
        });
        wanted
    }

    /// What interviews could still tell of a persona.
    #[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
    fn wanted(
        &self,
        persona: &str,
        claims: &[Claim],
        propositions: &[Proposition],
        (selection, share): (&Selection, Option<&Share>),
        members: &[(u32, f32)],
    ) -> Wanted {
        let share = share
            .map_or(members.len() as f64 / selection.respondents.max(1) as f64, |share| {
                share.estimate
            });
        let said = claims.iter().zip(propositions).filter(|(claim, _)| {
            claim.direction != Direction::Less && selection.kind.facets().contains(&claim.facet)
        });
        let said = said.map(|(claim, proposition)| {
            (
                Unheard { claim: claim.id.clone(), label: claim.label.clone(), interviewed: 0 },
                *proposition,
            )
        });
        Wanted::of(self.study, self.matrix, (persona, share), members, said.collect())
    }

    /// The plain rule behind a persona, made of what sets it apart.
    fn segment(
        &self,
        groups: &Groups,
        group: usize,
        claims: &[Claim],
        propositions: &[Proposition],
    ) -> Option<SegmentRule> {
        let apart = claims.iter().zip(propositions).filter(|(claim, _)| {
            claim.direction != Direction::Shared && claim.facet != Facet::Demographic && !claim.rare
        });
        let condition = |claim: &Claim| SegmentCondition {
            claim: claim.id.clone(),
            label: claim.label.clone(),
            not: claim.direction == Direction::Less,
        };
        let conditions =
            apart.map(|(claim, proposition)| (condition(claim), *proposition)).collect();
        segment_rule(self.matrix, groups, group, conditions)
    }

    /// How it may go for the member who shows most steps.
    fn scenario(
        &self,
        members: &[u32],
        claims: &[Claim],
        propositions: &[Proposition],
    ) -> Option<Scenario> {
        let (member, sentences) = scenario(self.words, self.matrix, members, claims, propositions)?;
        Some(Scenario { respondent: self.study.name(member).to_owned(), sentences })
    }

    /// Names words of the sources that have no place in a description of people.
    fn lint(&mut self) {
        for persona in &self.personas {
            let said = persona.narrative.iter().map(|sentence| sentence.text.as_str());
            for text in said.chain([persona.label.as_str()]) {
                let doubtful = self.words.doubtful(text);
                if !doubtful.is_empty() {
                    self.findings.add(PersonasFinding::DoubtfulWords {
                        persona: persona.id.clone(),
                        words: doubtful,
                        text: text.to_owned(),
                    });
                }
            }
        }
    }

    /// Members of a group with their probabilities, the most certain first; a small group is a
    /// finding.
    fn members_of(
        &mut self,
        selection: &Selection,
        groups: &Groups,
        group: usize,
    ) -> Vec<(u32, f32)> {
        let inside =
            selection.members.iter().filter(|member| member.group == group && member.in_group);
        let mut members: Vec<(u32, f32)> =
            inside.map(|member| (member.respondent.number(), member.probability)).collect();
        if selection.chosen == 1 {
            members = groups.people.iter().map(|person| (*person, 1.0)).collect();
        }
        members.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        if members.len() < self.study.manifest().privacy.min_cell {
            self.findings.add(PersonasFinding::SmallGroup {
                kind: selection.kind,
                group: group + 1,
                size: members.len(),
            });
        }
        members
    }

    /// Describes those who are in no group, as plainly as a group.
    #[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
    fn unassigned(
        &mut self,
        selection: &Selection,
        groups: &Groups,
        chosen: &[SelectedClaim],
    ) -> Unassigned {
        let id = PersonaId::numbered(selection.kind.letter(), 0).to_string();
        let people = groups.people.iter().zip(&groups.group_of);
        let people: Vec<u32> =
            people.filter(|(_, group)| group.is_none()).map(|(person, _)| *person).collect();
        let (claims, _) = self.claims(&id, groups, groups.groups, chosen, &people);
        Unassigned {
            kind: selection.kind,
            size: people.len(),
            share: people.len() as f64 / selection.respondents.max(1) as f64,
            nothing_known: if people.is_empty() { 0 } else { selection.unknown.len() },
            quotes: quotes(&claims),
            narrative: narrative(self.words, &claims, &narrated(selection.kind, &claims), false),
            claims,
            id: id.into(),
        }
    }

    /// How to recognise those whom an outcome marks as not to be served.
    fn early_signs(&mut self) -> Option<EarlySigns> {
        let groups = beside_others(self.matrix)?;
        let chosen = early_signs(self.matrix, &groups);
        let marked =
            groups.people.iter().zip(&groups.group_of).filter(|(_, group)| **group == Some(0));
        let members: Vec<u32> = marked.map(|(person, _)| *person).collect();
        let (claims, propositions) = self.claims(EarlySigns::ID, &groups, 0, &chosen, &members);
        let rule = self.segment(&groups, 0, &claims, &propositions);
        let (respondents, others) = (members.len(), groups.people.len() - members.len());
        Some(EarlySigns { respondents, others, claims, rule })
    }
}

/// Facets of a narrative: those of the kind, and what else is claimed; who people are by age or
/// gender is listed, never told.
pub(super) fn narrated(kind: PersonaKind, claims: &[Claim]) -> Vec<Facet> {
    let mut facets = kind.facets().to_vec();
    facets.extend(
        claims.iter().map(|claim| claim.facet).filter(|facet| !kind.facets().contains(facet)),
    );
    facets.retain(|facet| *facet != Facet::Demographic);
    facets.dedup();
    facets
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

fn record(study: &Study, finding: &Finding) -> FindingRecord {
    let translated = finding.translated(study.manifest().language);
    FindingRecord {
        id: finding.id().to_owned(),
        level: finding.level(),
        // Messages quote cells, which may hold personal data.
        message: study.mask(&finding.message()).text,
        at: finding.place().map(ToString::to_string),
        translated: translated.map(|message| study.mask(&message).text),
    }
}
