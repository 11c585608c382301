//! The next interviews: known respondents whose interview would tell most of what is unknown about
//! a persona.

use serde::{Deserialize, Serialize};

use crate::ids::{ClaimId, PersonaId, RespondentId};
use crate::indicators::IndicatorMatrix;
use crate::personas::propositions::proposition::{Answer, Proposition};
use crate::sources::SourceKind;
use crate::study::Study;

/// A respondent of a survey or CRM, never interviewed, whose interview would be most informative.
///
/// The worth of an interview is the persona's share of the population, divided by (n + 1)(n + 2)
/// where n of the persona are interviewed (so falls the variance of a proportion with one more),
/// times the probability that the respondent is of the persona, times one and the share of the
/// persona's claims that the respondent shows, each counted half as much for everyone interviewed
/// who shows it. The best is taken, weighed as if interviewed, and the next looked for.
/// Demographics have no part in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NextInterview {
    /// Id of the respondent.
    pub respondent: RespondentId,
    /// Id of the persona.
    pub persona: PersonaId,
    /// Probability of the persona, 0..=1.
    pub probability: f32,
    /// Number of interviewed members of the persona.
    pub interviewed: usize,
    /// Number of members of the persona.
    pub size: usize,
    /// Claims that are true of the respondent and of few who were interviewed, fewest first; at
    /// most three.
    pub shows: Vec<Unheard>,
}

/// A claim with little evidence from interviews.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Unheard {
    /// Id of the claim.
    pub claim: ClaimId,
    /// Short text of the claim.
    pub label: String,
    /// Number of interviewed members of whom the claim is true.
    pub interviewed: usize,
}

/// Respondents named for each kind.
const NAMED: usize = 5;
/// Most members considered for each persona: the most certain.
const LOOKED_AT: usize = 2_000;
/// Claims shown as reasons.
const REASONS: usize = 3;

/// The need for further interviews on a persona.
pub(crate) struct InterviewNeed {
    persona: PersonaId,
    size: usize,
    /// Of the population, 0..=1.
    share: f64,
    claims: Vec<Unheard>,
    interviewed: usize,
    candidates: Vec<InterviewCandidate>,
    /// Number of candidates who were taken, and for each claim of those who show it.
    taken: usize,
    taken_with: Vec<usize>,
}

struct InterviewCandidate {
    respondent: u32,
    probability: f32,
    /// For each claim true if the respondent shows it.
    shows: Vec<bool>,
}

impl InterviewNeed {
    /// Of a persona with its share of the population, its members (the most certain first), and the
    /// claims that set it apart or are true of most.
    pub(crate) fn new(
        study: &Study,
        matrix: &IndicatorMatrix,
        persona: &str,
        share: f64,
        members: &[(u32, f32)],
        claims: Vec<(Unheard, Proposition)>,
    ) -> Self {
        let spoken: u64 = (0..study.source_count())
            .filter(|source| study.source_kind(*source) == SourceKind::Interviews)
            .fold(0, |bits, source| bits | 1 << source);
        let is_interviewed = |member: &u32| study.sources_of(*member) & spoken != 0;
        let shows = |member: u32| -> Vec<bool> {
            claims
                .iter()
                .map(|(_, proposition)| proposition.answer(matrix, member) == Answer::Yes)
                .collect()
        };
        let interviewed: Vec<u32> =
            members.iter().map(|(member, _)| *member).filter(is_interviewed).collect();
        let mut heard = vec![0; claims.len()];
        for member in &interviewed {
            heard
                .iter_mut()
                .zip(shows(*member))
                .for_each(|(heard, shows)| *heard += usize::from(shows));
        }
        // Somebody who refused to be quoted is not approached again.
        let may_be_asked = |member: u32| !is_interviewed(&member) && !study.is_unquotable(member);
        let candidates = members.iter().filter(|(member, _)| may_be_asked(*member)).take(LOOKED_AT);
        let candidates = candidates
            .map(|(respondent, probability)| InterviewCandidate {
                respondent: *respondent,
                probability: *probability,
                shows: shows(*respondent),
            })
            .collect();
        let taken_with = vec![0; claims.len()];
        let claims = claims.into_iter().zip(heard);
        Self {
            persona: persona.into(),
            size: members.len(),
            share,
            interviewed: interviewed.len(),
            candidates,
            taken: 0,
            taken_with,
            claims: claims
                .map(|((claim, _), interviewed)| Unheard { interviewed, ..claim })
                .collect(),
        }
    }

    /// The candidate whose interview is worth most, and its worth; of equals the first.
    #[allow(clippy::cast_precision_loss, reason = "few interviews and claims")]
    fn best(&self) -> Option<(usize, f64)> {
        let known = (self.interviewed + self.taken) as f64;
        // The gain of one more interview, 1/(n+1) - 1/(n+2), falls with those there are.
        let of_persona = self.share / ((known + 1.0) * (known + 2.0));
        let weights: Vec<f64> =
            // Each time a claim is heard it teaches half as much as before.
            (self.claims.iter().zip(&self.taken_with))
                .map(|(claim, taken)| libm::exp2(-((claim.interviewed + taken) as f64)))
                .collect();
        let worth = |candidate: &InterviewCandidate| {
            let new: f64 = candidate
                .shows
                .iter()
                .zip(&weights)
                .filter(|(shows, _)| **shows)
                .map(|(_, new)| new)
                .sum();
            of_persona
                * f64::from(candidate.probability)
                * (1.0 + new / weights.len().max(1) as f64)
        };
        let mut best = None;
        for (position, candidate) in self.candidates.iter().enumerate() {
            let worth = worth(candidate);
            if best.is_none_or(|(_, most)| worth > most) {
                best = Some((position, worth));
            }
        }
        best
    }

    /// Takes a candidate, who counts as interviewed in the worth of the next.
    fn take(&mut self, position: usize, study: &Study) -> NextInterview {
        let InterviewCandidate { respondent, probability, shows } =
            self.candidates.remove(position);
        let shown =
            || self.claims.iter().zip(&shows).filter(|(_, shows)| **shows).map(|(claim, _)| claim);
        let mut reasons: Vec<Unheard> =
            // A claim that most of those interviewed raised is no reason for another interview.
            shown().filter(|claim| 2 * claim.interviewed <= self.interviewed).cloned().collect();
        reasons.sort_by_key(|claim| claim.interviewed);
        reasons.truncate(REASONS);
        let next = NextInterview {
            respondent: study.respondent_id(respondent),
            persona: self.persona.clone(),
            probability,
            interviewed: self.interviewed,
            size: self.size,
            shows: reasons,
        };
        self.taken += 1;
        self.taken_with
            .iter_mut()
            .zip(shows)
            .for_each(|(taken, shows)| *taken += usize::from(shows));
        next
    }
}

/// The next people to interview of the personas of a kind, in turn.
pub(crate) fn next_interviews(study: &Study, mut needs: Vec<InterviewNeed>) -> Vec<NextInterview> {
    let mut named = Vec::new();
    while named.len() < NAMED {
        let best =
            needs.iter().enumerate().filter_map(|(persona, needs)| Some((persona, needs.best()?)));
        let best = best.fold(None, |best: Option<(usize, (usize, f64))>, next| match best {
            // Of equals the first persona, so that the order of the list is fixed.
            Some(best) if best.1.1 >= next.1.1 => Some(best),
            _ => Some(next),
        });
        let Some((persona, (position, _))) = best else { break };
        named.push(needs[persona].take(position, study));
    }
    named
}
