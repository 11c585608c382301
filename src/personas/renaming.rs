//! Ids of personas, and of the claims and evidence that begin with them, wherever a result holds
//! one.

use std::collections::BTreeMap;

use super::{
    Claim, Draft, Evidence, Link, NextInterview, OwnWords, Persona, PersonaSet, Quote, Roster,
    RunResult, SegmentRule, Sentence, Unassigned,
};
use crate::ids::{OfPersona, PersonaId};

impl Draft {
    /// The draft under other ids of its personas: those of claims and evidence follow. Ids of
    /// sources, respondents and accounts stay, even where they read like that of a persona.
    pub(crate) fn renamed(mut self, names: &BTreeMap<PersonaId, PersonaId>) -> Self {
        let mut rename = |id: &mut dyn OfPersona| {
            let id = id.text_mut();
            // Ids of claims and evidence begin with that of their persona, up to the first hyphen.
            let (persona, rest) = id.split_at(id.find('-').unwrap_or(id.len()));
            if let Some(name) = names.get(persona) {
                *id = format!("{name}{rest}");
            }
        };
        self.each_id(&mut rename);
        self
    }

    // Here and below every field is named, so that one added later is not forgotten.
    fn each_id(&mut self, each: &mut dyn FnMut(&mut dyn OfPersona)) {
        let Self { result: RunResult { personas, roster }, anchors, crm_records: _, options: _ } =
            self;
        personas.each_id(each);
        if let Some(Roster { memberships, evidence_sets }) = roster {
            let personas = memberships.iter_mut().filter_map(|one| one.persona.as_mut());
            personas.for_each(|id| each(id));
            for set in evidence_sets {
                each(&mut set.claim);
                each(&mut set.persona);
            }
        }
        anchors.iter_mut().for_each(|anchor| each(&mut anchor.evidence));
    }
}

impl PersonaSet {
    fn each_id(&mut self, each: &mut dyn FnMut(&mut dyn OfPersona)) {
        let Self {
            schema_version: _,
            study: _,
            selections: _,
            personas,
            unassigned,
            profiles,
            maps,
            early_signs,
            links,
            next_interviews,
            coding,
            grades: _,
            findings,
        } = self;
        personas.iter_mut().for_each(|persona| persona.each_id(each));
        unassigned.iter_mut().for_each(|none| none.each_id(each));
        profiles.iter_mut().flat_map(|profile| &mut profile.personas).for_each(|id| each(id));
        let groups = maps.iter_mut().flat_map(|map| &mut map.groups);
        groups.filter_map(|group| group.persona.as_mut()).for_each(|id| each(id));
        if let Some(signs) = early_signs {
            signs.claims.iter_mut().for_each(|claim| claim.each_id(each));
            signs.rule.iter_mut().for_each(|rule| each_condition(rule, each));
        }
        let of_codes = coding.codes.iter_mut().flat_map(|code| &mut code.personas);
        of_codes.for_each(|of| each(&mut of.persona));
        for Link { buyer, user, .. } in links {
            each(buyer);
            each(user);
        }
        for NextInterview { persona, shows, .. } in next_interviews {
            each(persona);
            shows.iter_mut().for_each(|unheard| each(&mut unheard.claim));
        }
        findings.iter_mut().for_each(|finding| finding.each_id(each));
    }
}

impl Persona {
    fn each_id(&mut self, each: &mut dyn FnMut(&mut dyn OfPersona)) {
        let Self {
            id,
            kind: _,
            label: _,
            about_label: _,
            tag_line,
            size: _,
            share: _,
            stability: _,
            joint_match: _,
            claims,
            contradictions,
            quotes,
            quantities,
            narrative,
            prompts,
            head,
            own_words,
            voices: _,
            gaps: _,
            unshared: _,
            titles,
            segment_rule,
            words: _,
            accounts: _,
            coverage: _,
            exemplars: _,
            decision: _,
        } = self;
        each(id);
        claims.iter_mut().for_each(|claim| claim.each_id(each));
        for contradiction in contradictions {
            each(&mut contradiction.id);
            contradiction.evidence.iter_mut().for_each(|evidence| each(&mut evidence.id));
        }
        quotes.iter_mut().for_each(|quote| each_of_quote(quote, each));
        titles.iter_mut().flat_map(|title| &mut title.claims).for_each(|claim| each(claim));
        for quantity in quantities {
            each(&mut quantity.claim);
            each(&mut quantity.evidence);
        }
        let told = tag_line.iter_mut().chain(narrative).chain(prompts);
        told.for_each(|sentence| each_of_sentence(sentence, each));
        head.iter_mut().for_each(|quote| each_of_quote(quote, each));
        if let Some(OwnWords { respondent: _, quotes, unlike }) = own_words {
            for quote in quotes {
                each(&mut quote.claim);
                each(&mut quote.evidence.id);
            }
            unlike.iter_mut().for_each(|claim| each(claim));
        }
        segment_rule.iter_mut().for_each(|rule| each_condition(rule, each));
    }
}

impl Unassigned {
    fn each_id(&mut self, each: &mut dyn FnMut(&mut dyn OfPersona)) {
        let Self { id, kind: _, size: _, share: _, nothing_known: _, claims, quotes, narrative } =
            self;
        each(id);
        claims.iter_mut().for_each(|claim| claim.each_id(each));
        quotes.iter_mut().for_each(|quote| each_of_quote(quote, each));
        narrative.iter_mut().for_each(|sentence| each_of_sentence(sentence, each));
    }
}

impl Claim {
    fn each_id(&mut self, each: &mut dyn FnMut(&mut dyn OfPersona)) {
        each(&mut self.id);
        let evidence = self.evidence.iter_mut().chain(&mut self.counter_evidence);
        evidence.for_each(|Evidence { id, .. }| each(id));
    }
}

fn each_of_quote(quote: &mut Quote, each: &mut dyn FnMut(&mut dyn OfPersona)) {
    each(&mut quote.claim);
    each(&mut quote.evidence.id);
}

fn each_of_sentence(sentence: &mut Sentence, each: &mut dyn FnMut(&mut dyn OfPersona)) {
    sentence.claims.iter_mut().for_each(|id| each(id));
}

fn each_condition(rule: &mut SegmentRule, each: &mut dyn FnMut(&mut dyn OfPersona)) {
    rule.conditions.iter_mut().for_each(|condition| each(&mut condition.claim));
}
