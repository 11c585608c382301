//! Drafts the personas of a study from its groups.

use rayon::prelude::*;

use super::PersonaSet;
use super::anchors::{anchors, crm_records};
use super::choose::{self, Chosen};
use super::claim::{Claim, Direction};
use super::comparison::look;
use super::contradictions::contradictions;
use super::evidence::{Archive, EvidenceSet, NonEmpty, belongs};
use super::gather::Gathering;
use super::map::people_map;
use super::next::{NextInterview, Unheard, Wanted, next_interviews};
use super::persona::{
    Coverage, FindingRecord, JointMatch, Membership, Persona, SelectionSummary, Status, StudySummary, Unassigned,
};
use super::portrait::{defining, exemplars, joint_match, quotes};
use super::profile::profile;
use super::proposition::Proposition;
use super::quantity::quantities;
use super::rules::grade_rules;
use super::segment::{SegmentCondition, SegmentRule, segment_rule};
use super::share::{population, shares};
use super::tally::Groups;
use super::{triangulation, wording};
use crate::clustering::{Clustering, GATE, Selection};
use crate::coding::Coding;
use crate::error::{ErrorKind, Result};
use crate::finding::{Finding, FindingKind, Findings};
use crate::indicators::IndicatorMatrix;
use crate::study::{Facet, PersonaKind, RespondentId, Study};

/// Probability from which a respondent counts as assigned rather than borderline.
const ASSIGNED: f32 = 0.7;

pub(super) fn draft(study: &Study, matrix: &IndicatorMatrix, clustering: &Clustering) -> Result<PersonaSet> {
    if !belongs(study, matrix) {
        return Err(ErrorKind::Mismatch {
            expected: format!("a matrix of the study's {} respondents", study.len()),
            found: format!("one of {} respondents", matrix.respondents()),
        }
        .into());
    }
    let mut drafting = Drafting {
        study,
        matrix,
        archive: Archive::new(study),
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
        let ids = (1..=chosen.len()).map(|number| format!("{}{number}", selection.kind.letter())).collect();
        profiles.push(profile(&drafting.gathering(groups), selection.kind, ids, (looked, &chosen)));
        drafting.kind(selection, groups, &chosen);
        memberships.extend(members(study, selection));
    }
    let of_kinds = clustering.selections().iter().zip(&groups).zip(&outside);
    let unassigned =
        of_kinds.map(|((selection, groups), chosen)| drafting.unassigned(selection, groups, chosen)).collect();
    memberships.sort_by_key(|(respondent, _)| *respondent);
    let Drafting { findings, personas, sets, next_interviews, .. } = drafting;
    let mut personas = PersonaSet {
        schema_version: PersonaSet::SCHEMA_VERSION,
        study: StudySummary { title: study.manifest.title.clone(), respondents: study.len(), sources: study.sources() },
        selections: selections().map(summary).collect(),
        personas,
        unassigned,
        profiles,
        maps: selections().zip(&groups).filter_map(|(of, groups)| people_map(matrix, of.kind, groups)).collect(),
        next_interviews,
        coding: Coding::of(study),
        grades: grade_rules(),
        findings: findings.iter().map(|finding| record(study, finding)).collect(),
        memberships: memberships.into_iter().map(|(_, membership)| membership).collect(),
        evidence_sets: sets,
        anchors: Vec::new(),
        crm_records: crm_records(study),
        options: matrix.options(),
    };
    personas.anchors = anchors(study, &personas);
    Ok(personas)
}

struct Drafting<'a> {
    study: &'a Study,
    matrix: &'a IndicatorMatrix,
    archive: Archive<'a>,
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
    fn kind(&mut self, selection: &Selection, groups: &Groups, chosen: &[Vec<Chosen>]) {
        let shares = shares(self.study, selection, self.matrix.options().seed);
        if population(self.study).is_none() {
            self.findings.add(FindingKind::NoPopulation { kind: selection.kind.to_string() });
        }
        if selection.chosen > 1 && selection.held_out().splits() == 0 {
            self.findings.add(FindingKind::ClaimsTentative { kind: selection.kind.to_string() });
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
        chosen: &[Chosen],
        share: Option<super::Share>,
    ) -> Wanted {
        let kind = selection.kind;
        let id = format!("{}{}", kind.letter(), group + 1);
        let members = self.members_of(selection, groups, group);
        let people: Vec<u32> = members.iter().map(|(member, _)| *member).collect();
        let (claims, propositions) = self.claims(&id, groups, group, chosen, &people);
        let wanted = self.wanted(&id, &claims, &propositions, (selection, share.as_ref()), &members);
        let mut findings = std::mem::take(&mut self.findings);
        let contradictions = contradictions(&self.gathering(groups), &id, &people, &mut findings);
        self.findings = findings;
        let apart = defining(self.matrix, chosen, kind, &people);
        let joint_match = joint_match(self.matrix, &apart, &people);
        if joint_match.with == 0 && joint_match.of > 0 && joint_match.claims > 1 {
            let JointMatch { of, claims, all_but_one: nearly, .. } = joint_match;
            self.findings.add(FindingKind::CompositeIsNobody { persona: id.clone(), of, claims, nearly });
        }
        let same_kind = self.personas.iter().filter(|persona| persona.kind == kind);
        let labels: Vec<String> = same_kind.map(|persona| persona.label.clone()).collect();
        let spoken_of = |facet: &Facet| claims.iter().any(|claim| claim.facet == *facet);
        let gaps: Vec<Facet> = kind.facets().iter().copied().filter(|facet| !spoken_of(facet)).collect();
        self.personas.push(Persona {
            label: wording::persona_label(&claims, &labels, selection.chosen == 1),
            size: members.len(),
            share,
            stability: selection.stability.get(group).copied().unwrap_or(0.0),
            joint_match,
            contradictions,
            quotes: quotes(&claims),
            quantities: quantities(&claims),
            narrative: wording::narrative(&claims, &narrated(kind, &claims), selection.chosen == 1),
            gaps,
            exemplars: exemplars(self.study, self.matrix, &apart, &members),
            coverage: self.coverage(&people),
            segment_rule: if selection.chosen > 1 { self.segment(groups, group, &claims, &propositions) } else { None },
            claims,
            id,
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
        (selection, share): (&Selection, Option<&super::Share>),
        members: &[(u32, f32)],
    ) -> Wanted {
        let share = share.map_or(members.len() as f64 / selection.respondents.max(1) as f64, |share| share.estimate);
        let said = claims
            .iter()
            .zip(propositions)
            .filter(|(claim, _)| claim.direction != Direction::Less && selection.kind.facets().contains(&claim.facet));
        let said = said.map(|(claim, proposition)| {
            (Unheard { claim: claim.id.clone(), label: claim.label.clone(), interviewed: 0 }, *proposition)
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
        let conditions = apart.map(|(claim, proposition)| (condition(claim), *proposition)).collect();
        segment_rule(self.matrix, groups, group, conditions)
    }

    /// How many members each source of transcripts and tables knows.
    fn coverage(&self, members: &[u32]) -> Vec<Coverage> {
        let sources = self.study.manifest.sources.iter().enumerate();
        let known = sources.filter(|(source, _)| !self.study.respondent_of[*source].is_empty());
        known
            .map(|(number, source)| Coverage {
                source: source.id.clone(),
                respondents: members
                    .iter()
                    .filter(|member| self.study.people.sources[**member as usize] & (1 << number) != 0)
                    .count(),
            })
            .collect()
    }

    /// Members of a group with their probabilities, the most certain first; a small group is a finding.
    fn members_of(&mut self, selection: &Selection, groups: &Groups, group: usize) -> Vec<(u32, f32)> {
        let inside = selection.members.iter().filter(|member| member.group == group && member.in_group);
        let mut members: Vec<(u32, f32)> =
            inside.map(|member| (member.respondent.number(), member.probability)).collect();
        if selection.chosen == 1 {
            members = groups.people.iter().map(|person| (*person, 1.0)).collect();
        }
        members.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        if members.len() < self.study.manifest.privacy.min_cell {
            let kind = selection.kind.to_string();
            self.findings.add(FindingKind::SmallGroup { kind, group: group + 1, size: members.len() });
        }
        members
    }

    /// Describes those who are in no group, as plainly as a group.
    #[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
    fn unassigned(&mut self, selection: &Selection, groups: &Groups, chosen: &[Chosen]) -> Unassigned {
        let id = format!("{}0", selection.kind.letter());
        let people = groups.people.iter().zip(&groups.group_of);
        let people: Vec<u32> = people.filter(|(_, group)| group.is_none()).map(|(person, _)| *person).collect();
        let (claims, _) = self.claims(&id, groups, groups.groups, chosen, &people);
        Unassigned {
            kind: selection.kind,
            size: people.len(),
            share: people.len() as f64 / selection.respondents.max(1) as f64,
            nothing_known: if people.is_empty() { 0 } else { selection.unknown.len() },
            quotes: quotes(&claims),
            narrative: wording::narrative(&claims, &narrated(selection.kind, &claims), false),
            claims,
            id,
        }
    }

    /// Claims with their evidence, and the proposition of each; what no place in a source shows is not claimed.
    fn claims(
        &mut self,
        persona: &str,
        groups: &Groups,
        group: usize,
        chosen: &[Chosen],
        members: &[u32],
    ) -> (Vec<Claim>, Vec<Proposition>) {
        let gathering = self.gathering(groups);
        let gather = |claim: &Chosen| (gathering.gather(claim, members), gathering.in_population(claim, group));
        let gathered: Vec<_> = chosen.par_iter().map(gather).collect();
        let (mut claims, mut propositions) = (Vec::new(), Vec::new());
        let (mut findings, mut sets) = (Findings::default(), Vec::new());
        for (claim, (mut gathered, in_population)) in chosen.iter().zip(gathered) {
            let id = format!("{persona}-{:02}", claims.len() + 1);
            let shown = gathering.shown(&id, 'e', &gathered.supporting, &mut findings);
            let Some(evidence) = NonEmpty::from_vec(shown) else { continue };
            let indicator = &self.matrix.indicators()[claim.proposition.indicator];
            let (support, elsewhere) = claim.shares(in_population.as_ref());
            let of = in_population.and(gathering.population).map(|source| &self.study.manifest.sources[source].id);
            let statement = wording::statement(indicator, claim, &support, &elsewhere, of.map(String::as_str));
            gathered.set.claim.clone_from(&id);
            persona.clone_into(&mut gathered.set.persona);
            claims.push(Claim {
                facet: claim.facet,
                indicator: self.shown(&indicator.name),
                statement: self.shown(&statement),
                label: self.shown(&wording::label(indicator, &claim.proposition)),
                direction: claim.direction,
                grade: claim.grade,
                p_adjusted: claim.p_adjusted,
                lift: elsewhere.share.filter(|share| *share > 0.0).map(|share| support.share / share),
                support,
                elsewhere,
                share_of: of.cloned(),
                rare: claim.rare,
                source_kinds: gathered.supporting.kinds(),
                by_source_kind: triangulation::row(self.matrix, claim.direction, &claim.by_kind),
                evidence_total: gathered.supporting.total(),
                counter_evidence_total: gathered.contradicting.total(),
                evidence,
                counter_evidence: gathering.shown(&id, 'c', &gathered.contradicting, &mut findings),
                id,
            });
            sets.push(gathered.set);
            propositions.push(claim.proposition);
        }
        self.findings.extend(findings);
        self.sets.extend(sets);
        (claims, propositions)
    }

    /// Words from codes and answers as they may be shown.
    fn shown(&self, text: &str) -> String {
        self.study.masker.mask_answer(text).text
    }
}

/// Where each respondent of a kind belongs, with the position among the respondents.
fn members(study: &Study, selection: &Selection) -> Vec<(usize, Membership)> {
    let letter = selection.kind.letter();
    let make = |respondent: RespondentId, persona, probability, margin, status| {
        let index = respondent.index();
        let name = study.people.names.get(index).to_owned();
        (index, Membership { respondent: name, kind: selection.kind, persona, probability, margin, status })
    };
    let inside = selection.members.iter().map(|member| {
        let status = match member.probability {
            _ if !member.in_group => Status::None,
            ASSIGNED.. => Status::Assigned,
            _ => Status::Borderline,
        };
        let persona = member.in_group.then(|| format!("{letter}{}", member.group + 1));
        make(member.respondent, persona, member.probability, member.margin, status)
    });
    let outside = selection.unknown.iter().map(|respondent| match selection.chosen {
        1 => make(*respondent, Some(format!("{letter}1")), 1.0, 1.0, Status::Assigned),
        _ => make(*respondent, None, 0.0, 0.0, Status::None),
    });
    inside.chain(outside).collect()
}

/// Facets of a narrative: those of the kind, and what else is claimed.
fn narrated(kind: PersonaKind, claims: &[Claim]) -> Vec<Facet> {
    let mut facets = kind.facets().to_vec();
    facets.extend(claims.iter().map(|claim| claim.facet).filter(|facet| !kind.facets().contains(facet)));
    facets.dedup();
    facets
}

fn summary(selection: &Selection) -> SelectionSummary {
    SelectionSummary {
        kind: selection.kind,
        chosen: selection.chosen,
        verdict: selection.verdict,
        reason: selection.reason.clone(),
        method: selection.method.clone(),
        respondents: selection.respondents,
        one_group_p: selection.one_group_p,
        replicability: selection.replicability,
        gate: GATE,
        candidates: selection.candidates.clone(),
    }
}

fn record(study: &Study, finding: &Finding) -> FindingRecord {
    FindingRecord {
        id: finding.id().to_owned(),
        level: finding.level(),
        // Messages quote cells, which may hold personal data.
        message: study.masker.mask(&finding.message()).text,
        at: finding.at.as_ref().map(ToString::to_string),
    }
}
