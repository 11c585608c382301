//! The personas of one kind, each from its group.

use super::context::Drafting;
use crate::clustering::{Copied, Selection};
use crate::error::Result;
use crate::ids::{ClaimId, PersonaId, RespondentId};
use crate::manifest::{Facet, PersonaKind};
use crate::personas::claims::choose::SelectedClaim;
use crate::personas::claims::claim::Claim;
use crate::personas::claims::tested::TestedProposition;
use crate::personas::findings::PersonasFinding;
use crate::personas::portrait::contradictions::contradictions;
use crate::personas::portrait::coverage::{accounts, coverage};
use crate::personas::portrait::exemplars::{defining, exemplars, joint_match, quotes};
use crate::personas::portrait::next::{InterviewNeed, Unheard, next_interviews};
use crate::personas::portrait::own_words::{head, own_words};
use crate::personas::portrait::persona::{JointMatch, Persona, Share};
use crate::personas::portrait::quantity::quantities;
use crate::personas::portrait::segment::{SegmentCondition, SegmentRule, segment_rule};
use crate::personas::portrait::share::{population, shares};
use crate::personas::portrait::title::{Title, TitleBase, titles};
use crate::personas::portrait::unshared::{Unclaimed, unclaimed};
use crate::personas::portrait::voices::{Answers, voices};
use crate::personas::propositions::proposition::{Answer, Proposition};
use crate::personas::propositions::support::Direction;
use crate::personas::propositions::tally::GroupedRespondents;
use crate::progress::{ProgressMeter, Stage};

/// A group of a kind.
struct GroupOf<'a> {
    kind: PersonaKind,
    groups: &'a GroupedRespondents,
    group: usize,
}

impl Drafting<'_> {
    /// Drafts the personas of one kind, each a step.
    pub(super) fn kind(
        &mut self,
        selection: &Selection,
        groups: &GroupedRespondents,
        looked: &[TestedProposition],
        chosen: &[Vec<SelectedClaim>],
        meter: &ProgressMeter<'_>,
    ) -> Result<()> {
        let shares = shares(self.study, selection);
        if population(self.study).is_none() {
            self.findings.add(PersonasFinding::NoPopulation { kind: selection.kind });
        }
        // One group needs no confirmation, several do: without halves every claim stays tentative.
        if selection.chosen > 1 && selection.held_out().splits() == 0 {
            self.findings.add(PersonasFinding::ClaimsTentative { kind: selection.kind });
        }
        self.name_copied(selection);
        let mut wanted = Vec::new();
        for (group, chosen) in chosen.iter().enumerate() {
            meter.tick(Stage::Drafting)?;
            let share = shares.as_ref().map(|shares| shares[group].clone());
            wanted.push(self.persona(selection, groups, group, looked, chosen, share));
        }
        self.next_interviews.extend(next_interviews(self.study, wanted));
        Ok(())
    }

    /// Names respondents with the answers of another: they may be copies.
    fn name_copied(&mut self, selection: &Selection) {
        const SHOWN: usize = 6;
        let Copied { respondents, rows } = selection.copied();
        if respondents.is_empty() {
            return;
        }
        let people = respondents.iter().take(SHOWN);
        self.findings.add(PersonasFinding::CopiedRespondents {
            kind: selection.kind,
            respondents: respondents.len(),
            rows: *rows,
            examples: people.map(|one| self.study.name(one.number()).to_owned()).collect(),
        });
    }

    fn persona(
        &mut self,
        selection: &Selection,
        groups: &GroupedRespondents,
        group: usize,
        looked: &[TestedProposition],
        chosen: &[SelectedClaim],
        share: Option<Share>,
    ) -> InterviewNeed {
        let kind = selection.kind;
        let id = PersonaId::numbered(kind.letter(), group + 1).to_string();
        let members = self.members_of(selection, groups, group);
        let people: Vec<u32> = members.iter().map(|(member, _)| *member).collect();
        let (claims, propositions) = self.claims(&id, groups, group, chosen, &people);
        let wanted =
            self.interview_need(&id, &claims, &propositions, selection, share.as_ref(), &members);
        // Gathering borrows the draft, so its findings are lent out for the time being.
        let mut findings = std::mem::take(&mut self.findings);
        let contradictions = contradictions(&self.gathering(groups), &id, &people, &mut findings);
        self.findings = findings;
        let apart = defining(self.study, self.matrix, chosen, kind, &people);
        let joint_match = joint_match(self.matrix, &apart, &people);
        self.name_composite(&id, &joint_match);
        // Labels must differ within a kind only: two kinds are never read side by side as one list.
        let same_kind = self.personas.iter().filter(|persona| persona.kind == kind);
        let labels: Vec<String> = same_kind.map(|persona| persona.label.clone()).collect();
        let Unclaimed { gaps, unshared } =
            unclaimed(&self.gathering(groups), kind, group, looked, &claims);
        let titles = self.titles(GroupOf { kind, groups, group }, &people, &claims, &propositions);
        let teller = self.teller(kind, selection.chosen == 1);
        let (label, title) = teller.persona_label(&titles, &claims, &labels);
        let about_label = title.and_then(|title| teller.about_label(title)).map(str::to_owned);
        let answers = Answers {
            study: self.study,
            matrix: self.matrix,
            claims: &claims,
            propositions: &propositions,
        };
        let named = title.map_or(&[] as &[ClaimId], |title| &title.claims);
        let fits = |one: &RespondentId| answers.show(named, one);
        let own_words =
            own_words(&claims, fits, |claim, one| answers.of(claim, one) == Some(Answer::No));
        let head = head(&claims, own_words.as_ref(), fits);
        let voices = voices(self.study, self.matrix, &claims);
        self.personas.push(Persona {
            label,
            about_label,
            tag_line: teller.tag_line(&claims),
            prompts: teller.prompts(&claims),
            head,
            own_words,
            voices,
            titles,
            size: members.len(),
            share,
            stability: selection.stability.get(group).copied().unwrap_or(0.0),
            joint_match: Some(joint_match),
            contradictions,
            quotes: quotes(&claims),
            quantities: quantities(&claims),
            narrative: teller.narrative(&claims),
            gaps,
            unshared,
            exemplars: exemplars(self.study, self.matrix, &apart, &members),
            words: self.vocabulary.distinctive(&people, &groups.people),
            accounts: accounts(self.study, &people),
            coverage: coverage(self.study, &people),
            // With one group a rule would pick everyone.
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

    /// Reports a persona whose main traits nobody shows together. Attributes that are each common
    /// may do so, which readers would not expect.
    fn name_composite(&mut self, id: &str, joint_match: &JointMatch) {
        let JointMatch { with, of, claims, all_but_one: nearly, .. } = *joint_match;
        if with == 0 && of > 0 && claims > 1 {
            let persona = PersonaId::from(id);
            self.findings.add(PersonasFinding::CompositeIsNobody { persona, of, claims, nearly });
        }
    }

    /// The titles of a group, weighed against all others and each of its neighbours.
    fn titles(
        &self,
        group: GroupOf<'_>,
        members: &[u32],
        claims: &[Claim],
        propositions: &[Proposition],
    ) -> Vec<Title> {
        let GroupOf { kind, groups, group } = group;
        let people = || groups.people.iter().zip(&groups.group_of);
        let of = |is_of: &dyn Fn(Option<usize>) -> bool| -> Vec<u32> {
            people().filter(|(_, of)| is_of(**of)).map(|(one, _)| *one).collect()
        };
        let neighbours: Vec<Vec<u32>> = (0..groups.groups)
            .filter(|other| *other != group)
            .map(|other| of(&|of| of == Some(other)))
            .collect();
        let base = TitleBase {
            study: self.study,
            matrix: self.matrix,
            members,
            others: &of(&|of| of != Some(group)),
            neighbours: &neighbours,
            head: self.subject.clone().filter(|_| kind == PersonaKind::User),
            population: population(self.study),
        };
        titles(&base, claims, propositions)
    }

    /// The questions about a persona that further interviews could answer.
    #[allow(clippy::cast_precision_loss, reason = "fewer respondents than 2^53")]
    fn interview_need(
        &self,
        persona: &str,
        claims: &[Claim],
        propositions: &[Proposition],
        selection: &Selection,
        share: Option<&Share>,
        members: &[(u32, f32)],
    ) -> InterviewNeed {
        let share = share
            // Without a population the share among the respondents is the best guess at the need.
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
        InterviewNeed::new(self.study, self.matrix, persona, share, members, said.collect())
    }

    /// The plain rule behind a persona, made of what sets it apart.
    pub(super) fn segment(
        &self,
        groups: &GroupedRespondents,
        group: usize,
        claims: &[Claim],
        propositions: &[Proposition],
    ) -> Option<SegmentRule> {
        let apart = claims.iter().zip(propositions).filter(|(claim, _)| {
            // A rule by age or gender would select people for who they are, not for what they do.
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

    /// Members of a group with their probabilities, the most certain first; a small group is a
    /// finding.
    fn members_of(
        &mut self,
        selection: &Selection,
        groups: &GroupedRespondents,
        group: usize,
    ) -> Vec<(u32, f32)> {
        let inside =
            selection.members.iter().filter(|member| member.group == group && member.in_group);
        let mut members: Vec<(u32, f32)> =
            inside.map(|member| (member.respondent.number(), member.probability)).collect();
        if selection.members.is_empty() {
            members = groups.people.iter().map(|person| (*person, 1.0)).collect();
        }
        // The most certain first: they are shown first as evidence and exemplars.
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
}
