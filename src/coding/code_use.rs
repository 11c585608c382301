//! How many people raise each code, and how often.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ids::{PersonaId, SourceId};
use crate::study::Study;

/// A code with the people who raise it: every code that was applied, whether or not a claim
/// follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CodeUse {
    /// Source of the coded segments.
    pub source: SourceId,
    /// Path of the code.
    pub code: String,
    /// Number of respondents who raise it.
    pub people: usize,
    /// Number of respondents with a coded segment in the source.
    pub of: usize,
    /// Number of stretches that carry the code; one that several coders coded counts once.
    pub mentions: usize,
    /// The same for each persona.
    pub personas: Vec<PersonaCodeUse>,
}

/// Use of a code among the members of a persona.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PersonaCodeUse {
    /// Id of the persona.
    pub persona: PersonaId,
    /// Number of members who raise the code.
    pub people: usize,
    /// Number of members with a coded segment in the source.
    pub of: usize,
    /// Number of their stretches that carry the code.
    pub mentions: usize,
}

/// People of a source with what each says of a code.
type Mentions<'a> = BTreeMap<&'a str, BTreeMap<u32, usize>>;

/// The codes of a study, the most raised of each source first; `persona_of` says in which group a
/// respondent is.
pub(super) fn code_uses(study: &Study, persona_of: &BTreeMap<u32, PersonaId>) -> Vec<CodeUse> {
    let personas: BTreeSet<&PersonaId> = persona_of.values().collect();
    let mut uses = Vec::new();
    for segments in study.segments() {
        let (mut seen, mut interviewed) = (BTreeSet::new(), BTreeSet::new());
        let mut mentions: Mentions<'_> = BTreeMap::new();
        for placed in &segments.placed {
            let Some(respondent) = placed.respondent else { continue };
            interviewed.insert(respondent);
            let place = (placed.transcript, placed.chars.start, placed.chars.end);
            if seen.insert((placed.code.as_str(), respondent, place)) {
                *mentions.entry(&placed.code).or_default().entry(respondent).or_default() += 1;
            }
        }
        let source = study.source_id(segments.source);
        let mut own: Vec<CodeUse> = mentions
            .iter()
            .map(|(code, by)| {
                let of_group = |persona: &&PersonaId| {
                    let is_member = |one: &u32| persona_of.get(one) == Some(*persona);
                    let members = by.iter().filter(|(one, _)| is_member(one));
                    PersonaCodeUse {
                        persona: (*persona).clone(),
                        people: members.clone().count(),
                        of: interviewed.iter().filter(|one| is_member(one)).count(),
                        mentions: members.map(|(_, times)| times).sum(),
                    }
                };
                CodeUse {
                    source: source.clone(),
                    code: (*code).to_owned(),
                    people: by.len(),
                    of: interviewed.len(),
                    mentions: by.values().sum(),
                    personas: personas.iter().map(of_group).collect(),
                }
            })
            .collect();
        own.sort_by(|a, b| (b.people, b.mentions, &a.code).cmp(&(a.people, a.mentions, &b.code)));
        uses.append(&mut own);
    }
    uses
}
