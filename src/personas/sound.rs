//! Checks of a result that was read back: numbers in their ranges, ids that are there, places that
//! begin before they end.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::PersonaSet;
use super::claims::claim::Claim;
use super::evidence::types::Evidence;
use super::portrait::persona::{Persona, SelectionSummary, Sentence, Share, Unassigned};
use super::portrait::segment::SegmentRule;
use crate::ids::ClaimId;
use crate::locator::Locator;
use crate::personas::propositions::support::{GroupRate, Others, Support};

/// The first fault with its place, in words.
type Sound = Result<(), String>;

impl PersonaSet {
    /// Refuses what no run writes; files may be edited.
    pub(crate) fn check(&self) -> Sound {
        at_most("study", "respondents", self.study.respondents, MOST_RESPONDENTS)?;
        let ids = self.ids()?;
        self.selections.iter().try_for_each(|selection| self.selection(selection))?;
        self.personas.iter().try_for_each(|one| self.persona(one))?;
        self.unassigned.iter().try_for_each(|none| self.none(none))?;
        if let Some(signs) = &self.early_signs {
            signs.claims.iter().try_for_each(|claim| self.claim_is_sound(claim))?;
            signs.rule.as_ref().map_or(Ok(()), |rule| segment("N", rule))?;
        }
        self.evidence().try_for_each(evidence)?;
        self.between_personas(&ids)
    }

    /// The ids of the personas. Every id is there once, and that of a persona can be the name of a
    /// file.
    fn ids(&self) -> Result<BTreeSet<&str>, String> {
        let personas = self.personas.iter().map(|persona| persona.id.as_str());
        let none = self.unassigned.iter().map(|none| none.id.as_str());
        for id in personas.clone().chain(none.clone()) {
            // Charts are named after ids, so a path in one would write outside the folder.
            if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return Err(format!(
                    "id of a persona: expected letters and digits, found {:?}",
                    shown(id)
                ));
            }
        }
        let mut seen = BTreeSet::new();
        let claims = self.claims().map(|claim| claim.id.as_str());
        match personas.clone().chain(none).chain(claims).find(|id| !seen.insert(*id)) {
            Some(twice) => Err(format!("expected an id once, found {:?} twice", shown(twice))),
            None => Ok(personas.collect()),
        }
    }

    fn selection(&self, selection: &SelectionSummary) -> Sound {
        let of = format!("selection of kind {}", selection.kind);
        at_most(&of, "respondents", selection.respondents, MOST_RESPONDENTS)?;
        let personas =
            self.personas.iter().filter(|persona| persona.kind == selection.kind).count();
        // A guarded result leaves out personas of few people.
        if self.study.privacy.is_internal() && selection.chosen != personas {
            return Err(format!("{of}: expected {} personas, found {personas}", selection.chosen));
        }
        between(&of, "blrt_p", selection.blrt_p.unwrap_or(0.0), 0.0..=1.0)?;
        between(&of, "replicability", selection.replicability.unwrap_or(0.0), -1.0..=1.0)
    }

    fn persona(&self, persona: &Persona) -> Sound {
        let id = &persona.id;
        at_most(id.as_str(), "size", persona.size, MOST_RESPONDENTS)?;
        between(id.as_str(), "stability", persona.stability, 0.0..=1.0)?;
        persona.share.as_ref().map_or(Ok(()), |share| self::share(id.as_str(), share))?;
        if let Some(joint) = &persona.joint_match {
            // Edited numbers may overflow a sum.
            let shown = joint.with.checked_add(joint.all_but_one);
            at_most(id.as_str(), "joint_match", shown.unwrap_or(usize::MAX), joint.of)?;
        }
        for one in &persona.exemplars {
            between(id.as_str(), "probability of an exemplar", one.probability.into(), 0.0..=1.0)?;
            at_most(id.as_str(), "matches of an exemplar", one.matches, one.of)?;
        }
        for contradiction in &persona.contradictions {
            at_most(contradiction.id.as_str(), "with", contradiction.with, contradiction.of)?;
            interval(contradiction.id.as_str(), contradiction.low, contradiction.high)?;
        }
        for word in &persona.words {
            at_most(id.as_str(), "people of a word", word.people, word.of)?;
            at_most(id.as_str(), "others of a word", word.others, word.others_of)?;
        }
        persona.segment_rule.as_ref().map_or(Ok(()), |rule| segment(id.as_str(), rule))?;
        persona.claims.iter().try_for_each(|claim| self.claim_is_sound(claim))?;
        let told = persona.tag_line.iter().chain(&persona.narrative).chain(&persona.prompts);
        self.cited(
            id.as_str(),
            &persona.claims,
            told,
            persona.quotes.iter().chain(&persona.head).map(|quote| &quote.claim),
        )
    }

    fn none(&self, none: &Unassigned) -> Sound {
        let id = &none.id;
        at_most(id.as_str(), "size", none.size, MOST_RESPONDENTS)?;
        at_most(id.as_str(), "nothing_known", none.nothing_known, none.size)?;
        between(id.as_str(), "share", none.share, 0.0..=1.0)?;
        none.claims.iter().try_for_each(|claim| self.claim_is_sound(claim))?;
        self.cited(
            id.as_str(),
            &none.claims,
            none.narrative.iter(),
            none.quotes.iter().map(|quote| &quote.claim),
        )
    }

    /// True where sentences and quotes are of claims that are there.
    fn cited<'a>(
        &self,
        id: &str,
        claims: &[Claim],
        told: impl Iterator<Item = &'a Sentence>,
        quotes: impl Iterator<Item = &'a ClaimId>,
    ) -> Sound {
        // A guarded result keeps sentences that it made anew.
        if !self.study.privacy.is_internal() {
            return Ok(());
        }
        let known: BTreeSet<&str> = claims.iter().map(|claim| claim.id.as_str()).collect();
        let mut named = told.flat_map(|sentence| &sentence.claims).chain(quotes);
        match named.find(|claim| !known.contains(claim.as_str())) {
            Some(claim) => Err(format!(
                "{id}: expected a claim of the persona, found {:?}",
                shown(claim.as_str())
            )),
            None => Ok(()),
        }
    }

    fn claim_is_sound(&self, claim: &Claim) -> Sound {
        let id = &claim.id;
        support(id.as_str(), &claim.support)?;
        claim.rate.map_or(Ok(()), |of_group| rate(id.as_str(), of_group))?;
        if self.study.privacy.is_internal() {
            at_most(id.as_str(), "asked", claim.support.asked, self.study.respondents)?;
        }
        elsewhere(id.as_str(), &claim.elsewhere)?;
        between(id.as_str(), "p_adjusted", claim.p_adjusted, 0.0..=1.0)?;
        let p = claim.p_two_kinds.into_iter().map(|p| ("p_two_kinds", p));
        let by_kind = claim.by_source_kind.iter().filter_map(|of| of.p.map(|p| ("p", p)));
        p.chain(by_kind).try_for_each(|(name, p)| between(id.as_str(), name, p, 0.0..=1.0))?;
        claim.stage.as_ref().map_or(Ok(()), |stage| {
            at_most(id.as_str(), "with of the stage", stage.with, stage.of)
        })?;
        for kind in &claim.by_source_kind {
            at_most(id.as_str(), "with by kind of source", kind.with, kind.asked)?;
            at_most(
                id.as_str(),
                "elsewhere_with by kind of source",
                kind.elsewhere_with,
                kind.elsewhere_asked,
            )?;
        }
        Ok(())
    }

    /// Checks the profiles and links beside the personas.
    fn between_personas(&self, ids: &BTreeSet<&str>) -> Sound {
        let known = |of: &str, id: &str| match ids.contains(id) {
            true => Ok(()),
            false => Err(format!("{of}: expected the id of a persona, found {:?}", shown(id))),
        };
        for profile in &self.profiles {
            let of = format!("profile of kind {}", profile.kind);
            profile.personas.iter().try_for_each(|id| known(&of, id.as_str()))?;
            for row in &profile.rows {
                // Pages walk both lists side by side.
                if row.groups.len() != profile.personas.len() {
                    let (expected, found) = (profile.personas.len(), row.groups.len());
                    return Err(format!(
                        "{of}: expected {expected} groups in a row, found {found}"
                    ));
                }
                row.groups.iter().chain([&row.everyone]).try_for_each(|one| support(&of, one))?;
            }
        }
        for map in &self.maps {
            let of = format!("map of kind {}", map.kind);
            between(&of, "explained", map.explained, 0.0..=1.0)?;
            map.groups
                .iter()
                .filter_map(|group| group.persona.as_ref())
                .try_for_each(|id| known(&of, id.as_str()))?;
        }
        for link in &self.links {
            let of =
                format!("link of {} and {}", shown(link.buyer.as_str()), shown(link.user.as_str()));
            known(&of, link.buyer.as_str())?;
            known(&of, link.user.as_str())?;
            link.conflicts
                .iter()
                .flat_map(|one| [&one.buyer, &one.user])
                .try_for_each(|one| support(&of, one))?;
        }
        for next in &self.next_interviews {
            known("next_interviews", next.persona.as_str())?;
            between("next_interviews", "probability", next.probability.into(), 0.0..=1.0)?;
        }
        Ok(())
    }
}

/// More respondents than these no study holds.
const MOST_RESPONDENTS: usize = u32::MAX as usize;

fn shown(text: &str) -> String {
    crate::error::shown(text)
}

fn at_most(of: &str, what: &str, found: usize, most: usize) -> Sound {
    if found <= most {
        Ok(())
    } else {
        Err(format!("{}: {what}: expected at most {most}, found {found}", shown(of)))
    }
}

fn between(of: &str, what: &str, found: f64, range: RangeInclusive<f64>) -> Sound {
    if range.contains(&found) {
        return Ok(());
    }
    Err(format!(
        "{}: {what}: expected {} to {}, found {found}",
        shown(of),
        range.start(),
        range.end()
    ))
}

fn interval(of: &str, low: f64, high: f64) -> Sound {
    between(of, "high", high, 0.0..=1.0)?;
    between(of, "low", low, 0.0..=high)
}

fn share(of: &str, share: &Share) -> Sound {
    interval(of, share.low, share.high)?;
    between(of, "share", share.estimate, 0.0..=1.0)
}

fn rate(of: &str, rate: GroupRate) -> Sound {
    interval(of, rate.low, rate.high)?;
    between(of, "rate", rate.estimate, 0.0..=1.0)
}

fn support(of: &str, support: &Support) -> Sound {
    at_most(of, "with", support.with, support.asked)?;
    between(of, "share", support.share, 0.0..=1.0)?;
    interval(of, support.low, support.high)
}

fn elsewhere(of: &str, elsewhere: &Others) -> Sound {
    at_most(of, "elsewhere with", elsewhere.with, elsewhere.asked)?;
    between(of, "elsewhere share", elsewhere.share.unwrap_or(0.0), 0.0..=1.0)
}

fn segment(of: &str, rule: &SegmentRule) -> Sound {
    at_most(of, "picked by the segment rule", rule.picked, rule.of)?;
    at_most(of, "picked rightly by the segment rule", rule.right, rule.picked.min(rule.members))
}

fn evidence(evidence: &Evidence) -> Sound {
    let found = match &evidence.locator {
        Locator::Text { start, end, .. } => Some((start, end)).filter(|_| start > end),
        Locator::Rows { rows, .. } => {
            rows.iter().find(|(first, last)| first > last).map(|(first, last)| (first, last))
        }
        Locator::Cell { .. } | Locator::Caller { .. } => None,
    };
    match found {
        Some((first, last)) => Err(format!(
            "{}: expected a place that begins before it ends, found {first} to {last}",
            shown(evidence.id.as_str())
        )),
        None => Ok(()),
    }
}
