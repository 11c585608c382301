//! The verdict on a number: counted again from the claim that it is about.

use std::collections::BTreeSet;

use serde::Serialize;

use super::numbers::{FoundNumber, SaidNumber};
use super::words::words;
use crate::coding::stems;
use crate::ids::{ClaimId, PersonaId};
use crate::manifest::Language;
use crate::personas::{Claim, Persona, PersonaSet};

/// Whether a number agrees with the sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumberVerdict {
    /// It is that of the claim.
    Right,
    /// The claim has another one.
    Wrong,
    /// No claim is cited, and none is surely meant.
    NotCheckable,
}

/// The verdict on one number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counted {
    pub(super) verdict: NumberVerdict,
    pub(super) claim: Option<ClaimId>,
    /// What the claim has instead.
    pub(super) right: Option<String>,
}

/// Share of a claim's stems that a sentence must have to speak of it, and to be wrong about it.
const SPEAKS: f64 = 0.6;
const SURELY: f64 = 0.8;
/// How far a part in words may be from a share: "three in four" is said of 72 to 78 %.
const ROUGH_PART: f64 = 0.06;
/// The same for a per cent behind "about".
const ROUGH_PERCENT: f64 = 0.03;

/// A claim with the stems by which sentences are known to speak of it.
#[derive(Debug)]
struct ClaimStems<'a> {
    claim: &'a Claim,
    /// Its id in capitals, as texts are searched for it.
    id: String,
    persona: Option<&'a Persona>,
    stems: BTreeSet<String>,
}

/// The claims of a result, by which numbers are counted again.
#[derive(Debug)]
pub(super) struct KnownClaims<'a> {
    claims: Vec<ClaimStems<'a>>,
    personas: &'a [Persona],
    language: Language,
}

impl<'a> KnownClaims<'a> {
    pub(super) fn of(result: &'a PersonaSet) -> Self {
        let language = result.study.language;
        let of_personas = result
            .personas
            .iter()
            .flat_map(|persona| persona.claims.iter().map(move |claim| (claim, Some(persona))));
        let others = result.unassigned.iter().flat_map(|none| &none.claims);
        let all = of_personas.chain(others.map(|claim| (claim, None)));
        let claims = all
            .map(|(claim, persona)| {
                let stems = stems(&format!("{} {}", claim.said(), claim.label), language);
                let id = claim.id.as_str().to_uppercase();
                ClaimStems { claim, id, persona, stems }
            })
            .collect();
        Self { claims, personas: &result.personas, language }
    }

    /// Ids of claims that a text cites.
    pub(super) fn cited(&self, text: &str) -> Vec<&'a ClaimId> {
        let text = text.to_uppercase();
        let cited = self.claims.iter().filter(|known| stands_alone(&text, &known.id));
        cited.map(|known| &known.claim.id).collect()
    }

    /// The persona that a text names last, by its id or its whole name.
    pub(super) fn persona_in(&self, text: &str) -> Option<&'a PersonaId> {
        let named = |persona: &&Persona| {
            stands_alone(text, persona.id.as_str())
                || persona.label.len() > 3 && text.contains(&persona.label)
        };
        self.personas.iter().rfind(named).map(|persona| &persona.id)
    }

    /// How well the best claim of a persona, or of all, matches a sentence, and the claims that
    /// match as well.
    fn best(&self, sentence: &str, persona: Option<&PersonaId>) -> (f64, Vec<&ClaimStems<'a>>) {
        let own = stems(sentence, self.language);
        let of = |known: &ClaimStems<'_>| match known.stems.len() {
            0 | 1 => 0.0,
            all => match known.stems.intersection(&own).count() {
                // One word in common is chance.
                0 | 1 => 0.0,
                both => super::matching::share(both, all),
            },
        };
        let candidates = self.claims.iter().filter(|known| {
            persona.is_none_or(|id| known.persona.is_some_and(|persona| persona.id == *id))
        });
        let mut best: (f64, Vec<&ClaimStems<'a>>) = (0.0, Vec::new());
        for known in candidates {
            let match_of = of(known);
            if match_of > best.0 + 1e-9 {
                best = (match_of, vec![known]);
            } else if match_of > 0.0 && (match_of - best.0).abs() <= 1e-9 {
                best.1.push(known);
            }
        }
        best
    }

    /// True if some claim says about what a sentence says.
    pub(super) fn speaks_of(&self, sentence: &str, persona: Option<&PersonaId>) -> bool {
        self.best(sentence, persona).0 >= SPEAKS
    }

    /// Counts a number of a sentence again.
    pub(super) fn count(
        &self,
        sentence: &str,
        cited: &[&ClaimId],
        persona: Option<&PersonaId>,
        number: &FoundNumber,
    ) -> Counted {
        let not = Counted { verdict: NumberVerdict::NotCheckable, claim: None, right: None };
        let by_id = |known: &&ClaimStems<'_>| cited.iter().any(|id| **id == known.claim.id);
        let cited_claims: Vec<&ClaimStems<'a>> = self.claims.iter().filter(by_id).collect();
        let (match_of, claims) = match cited_claims.is_empty() {
            true => self.best(sentence, persona),
            false => (1.0, cited_claims),
        };
        if match_of < SPEAKS {
            return self.count_group(persona, number).unwrap_or(not);
        }
        let right = claims.iter().find(|known| is_right(known.claim, known.persona, number));
        if let Some(known) = right {
            let claim = Some(known.claim.id.clone());
            return Counted { verdict: NumberVerdict::Right, claim, right: None };
        }
        // Of several claims that match alike, or a match by chance, none is surely meant.
        let one = if let [one] = claims[..] { Some(one) } else { None };
        match one.filter(|_| match_of >= SURELY && (!cited.is_empty() || persona.is_some())) {
            Some(known) => Counted {
                verdict: NumberVerdict::Wrong,
                claim: Some(known.claim.id.clone()),
                right: Some(known.claim.statement.clone()),
            },
            None => not,
        }
    }

    /// A number that is the size or share of the persona itself.
    fn count_group(&self, persona: Option<&PersonaId>, number: &FoundNumber) -> Option<Counted> {
        let persona = self.personas.iter().find(|known| Some(&known.id) == persona)?;
        let share = persona.share.as_ref().map(|share| share.estimate);
        let is_share = share.is_some_and(|share| fits_share(share, number));
        let of_size = |with: u32| with as usize == persona.size;
        let is_size = matches!(number.value, SaidNumber::CountOf { with, .. } if of_size(with));
        (is_share || is_size).then_some(Counted {
            verdict: NumberVerdict::Right,
            claim: None,
            right: None,
        })
    }
}

/// True if a claim has this number: of its group, of the others, of both, of one kind of source.
fn is_right(claim: &Claim, persona: Option<&Persona>, number: &FoundNumber) -> bool {
    let (own, others) = (&claim.support, &claim.elsewhere);
    let all = (own.with + others.with, own.asked + others.asked);
    let mut counts = vec![(own.with, own.asked), (others.with, others.asked), all];
    for kind in &claim.by_source_kind {
        counts.push((kind.with, kind.asked));
        counts.push((kind.elsewhere_with, kind.elsewhere_asked));
        counts.push((kind.with + kind.elsewhere_with, kind.asked + kind.elsewhere_asked));
    }
    if let SaidNumber::CountOf { with, of } = number.value {
        let size = persona.map(|persona| (own.with, persona.size));
        return counts.into_iter().chain(size).any(|known| known == (with as usize, of as usize));
    }
    let told = own.told(claim.rate);
    let shares = counts.iter().filter(|(_, of)| *of > 0);
    let shares = shares.map(|(with, of)| super::matching::share(*with, *of));
    shares
        .chain([told.share, told.low, told.high, own.share])
        .chain(others.share)
        .any(|share| fits_share(share, number))
}

fn fits_share(share: f64, number: &FoundNumber) -> bool {
    match number.value {
        SaidNumber::Percent { share: said, within } => {
            let within = if number.roughly { ROUGH_PERCENT } else { within };
            (share - said).abs() <= within + 1e-9
        }
        SaidNumber::Part(part) => (share - part).abs() <= ROUGH_PART,
        SaidNumber::Most => share > 0.5,
        SaidNumber::CountOf { .. } => false,
    }
}

/// True if an id stands in a text and not within a longer word.
fn stands_alone(text: &str, id: &str) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    text.match_indices(id).any(|(at, _)| {
        let after = &text[at + id.len()..];
        // "U1-03" names the claim and not U1; "U1-" at the end of a word does.
        let goes_on = after.starts_with(char::is_alphanumeric)
            || after.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        !is_word(text[..at].chars().next_back()) && !goes_on
    })
}

/// Words that say that a sentence is about respondents.
const SUBJECTS: [&str; 28] = [
    "respondents",
    "participants",
    "users",
    "customers",
    "buyers",
    "interviewees",
    "they",
    "people",
    "members",
    "teams",
    "personas",
    "everyone",
    "nobody",
    "most",
    "many",
    "few",
    "befragte",
    "befragten",
    "nutzer",
    "nutzerinnen",
    "kunden",
    "kundinnen",
    "kaufer",
    "teilnehmer",
    "teilnehmende",
    "leute",
    "viele",
    "alle",
];
/// Fewest words of a sentence that asserts something.
const LEAST_WORDS: usize = 5;

/// True if a sentence asserts something of people.
pub(super) fn asserts(sentence: &str) -> bool {
    let own = words(sentence);
    let is_subject = |key: &str| SUBJECTS.contains(&key);
    own.len() >= LEAST_WORDS
        && own.iter().any(|word| is_subject(&word.key))
        && !sentence.trim_end().ends_with('?')
}
