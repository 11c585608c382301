//! Decisions of people laid over a result, and ids of personas that stay with their members from
//! run to run.

use std::collections::{BTreeMap, BTreeSet};

use super::erase::same_personas;
use super::links::LEFT_OUT;
use crate::error::{ErrorKind, Result};
use crate::ids::{EvidenceId, PersonaId};
use crate::manifest::Overrides;
use crate::personas::{Decision, Draft, Evidence, Persona, Quote, RunResult};
use crate::sources::Digest;
use crate::study::Study;
use crate::synthesis::{Synthesis, SynthesisOptions};

impl Synthesis {
    /// Applies human decisions: the personas get the ids of an `earlier` result, then the
    /// overrides; see [`carry_over_ids`] and [`apply_overrides`].
    ///
    /// # Errors
    /// As [`apply_overrides`], and as [`Draft::guarded`].
    pub fn decided(self, overrides: &Overrides, earlier: Option<&RunResult>) -> Result<Self> {
        self.with_draft(|draft, study| decided(draft, study, overrides, earlier))
    }
}

impl SynthesisOptions<'_> {
    /// Runs all stages on a study and applies human decisions, with the result of
    /// [`Synthesis::decided`]; a guarded result is made once, of the decided one.
    ///
    /// # Errors
    /// As [`SynthesisOptions::run`] and [`apply_overrides`].
    pub fn run_decided(
        self,
        study: &Study,
        overrides: &Overrides,
        earlier: Option<&RunResult>,
    ) -> Result<Synthesis> {
        self.run_changed(study, |draft, study| decided(draft, study, overrides, earlier))
    }
}

fn decided(
    draft: Draft,
    study: &Study,
    overrides: &Overrides,
    earlier: Option<&RunResult>,
) -> Result<Draft> {
    // A guarded result does not say who is who, so its ids cannot be followed.
    let known = earlier.filter(|earlier| earlier.roster.is_some());
    let draft = match known {
        Some(earlier) => carry_over_ids(earlier, draft),
        None => draft,
    };
    apply_overrides(draft, study, overrides)
}

/// Gives the personas of a result the ids of their counterparts in an earlier one: the counterpart
/// of a persona is the earlier one that shares most members with it. A new persona gets the first
/// number that no persona had.
#[must_use]
pub fn carry_over_ids(earlier: &RunResult, draft: Draft) -> Draft {
    let same: BTreeMap<&str, &str> =
        same_personas(earlier, draft.result()).into_iter().map(|(old, new)| (new, old)).collect();
    if same.is_empty() {
        return draft;
    }
    let mut taken: BTreeSet<PersonaId> =
        earlier.personas.personas.iter().map(|persona| persona.id.clone()).collect();
    let mut names: BTreeMap<PersonaId, PersonaId> = BTreeMap::new();
    for persona in &draft.personas().personas {
        let id = match same.get(persona.id.as_str()) {
            Some(old) => PersonaId::from(*old),
            None => (1..)
                .map(|number| PersonaId::numbered(persona.kind.letter(), number))
                .find(|id| !taken.contains(id))
                .unwrap_or_else(|| persona.id.clone()),
        };
        // An id of an earlier persona must not name another one.
        taken.insert(id.clone());
        names.insert(persona.id.clone(), id);
    }
    draft.renamed(&names)
}

/// Applies human decisions to a result: names replace labels, notes, marks of review and
/// assumptions are added to the personas, pinned quotes come first, and banned ones are left out
/// wherever they are shown. `study` is the one that the result was drafted from.
///
/// Quotes are named by their digests: by plain ones of the words in the source, or by keyed ones,
/// which need the privacy key that they were made with.
///
/// # Errors
/// [`ErrorKind::Mismatch`] for a persona or a pinned quote that the result does not have, and for a
/// keyed digest where the study has no privacy key: the decision is to be looked at again.
pub fn apply_overrides(mut draft: Draft, study: &Study, overrides: &Overrides) -> Result<Draft> {
    let Draft { result: RunResult { personas: result, .. }, anchors, .. } = &mut draft;
    let digests = overrides.pinned.iter().chain(&overrides.banned);
    let keyed =
        digests.map(|digest| &digest.value).find(|digest| digest.starts_with(Digest::KEYED));
    // Without the key no evidence would match, and the decision would be dropped in silence.
    if let Some(digest) = keyed.filter(|_| study.pseudonyms().is_none()) {
        let expected = format!("a study with the privacy key that {digest} was made with");
        return Err(ErrorKind::Mismatch { expected, found: "one without a key".to_owned() }.into());
    }
    for decision in &overrides.personas {
        let id = &decision.id.value;
        let known: Vec<String> =
            result.personas.iter().map(|persona| persona.id.to_string()).collect();
        let Some(persona) = result.personas.iter_mut().find(|persona| persona.id == id.as_str())
        else {
            let found = format!("none; there are {}", known.join(", "));
            return Err(ErrorKind::Mismatch {
                expected: format!("a persona {id}, of which something was decided"),
                found,
            }
            .into());
        };
        if let Some(name) = &decision.name {
            persona.label.clone_from(name);
        }
        persona.decision = Some(Decision {
            note: decision.note.clone(),
            reviewed: decision.reviewed.clone(),
            assumptions: decision.assumptions.clone(),
        });
    }
    let banned = |evidence: &Evidence| {
        overrides.banned.iter().any(|digest| has_digest(study, evidence, &digest.value))
    };
    let left_out: BTreeSet<EvidenceId> = result
        .evidence()
        .filter(|evidence| banned(evidence))
        .map(|evidence| evidence.id.clone())
        .collect();
    let banned = |evidence: &Evidence| left_out.contains(&evidence.id);
    result
        .evidence_mut()
        .filter(|evidence| banned(evidence))
        .for_each(|evidence| leave_out(study, evidence));
    for anchor in anchors.iter_mut().filter(|anchor| left_out.contains(&anchor.evidence)) {
        // The context of a quote may repeat what was banned.
        anchor.before.clear();
        anchor.after.clear();
    }
    for persona in &mut result.personas {
        persona.quotes.retain(|quote| !banned(&quote.evidence));
        persona.quantities.retain(|quantity| !left_out.contains(&quantity.evidence));
    }
    result
        .unassigned
        .iter_mut()
        .for_each(|none| none.quotes.retain(|quote| !banned(&quote.evidence)));
    // Each is put first, so the last one goes in first.
    for digest in overrides.pinned.iter().rev() {
        let pinned = result
            .personas
            .iter_mut()
            .map(|persona| usize::from(pin(study, persona, &digest.value)))
            .sum::<usize>();
        // A pin that finds nothing is likelier a mistake than a wish.
        if pinned == 0 {
            let expected =
                format!("evidence {}, which is pinned, among what the result shows", digest.value);
            return Err(ErrorKind::Mismatch { expected, found: "none".to_owned() }.into());
        }
    }
    Ok(draft)
}

/// True if a digest is that of the words of evidence. A plain one is compared with the words in the
/// source where the evidence does not show them.
fn has_digest(study: &Study, evidence: &Evidence, digest: &str) -> bool {
    if !evidence.masked || digest.starts_with(Digest::KEYED) {
        return evidence.digest.as_ref().is_some_and(|own| own.to_string() == digest);
    }
    plain(study, evidence).is_some_and(|own| own.to_string() == digest)
}

/// The plain digest of the words in the source.
fn plain(study: &Study, evidence: &Evidence) -> Option<Digest> {
    study.resolve(&evidence.locator, 0).ok().map(|words| Digest::of(words.text.as_bytes()))
}

fn leave_out(study: &Study, evidence: &mut Evidence) {
    LEFT_OUT.clone_into(&mut evidence.quote);
    evidence.masked = true;
    // A plain digest of few words can be guessed.
    evidence.digest = plain(study, evidence).and_then(|digest| study.written_digest(digest, true));
}

/// Puts a quote first, if the persona has evidence of this digest.
fn pin(study: &Study, persona: &mut Persona, digest: &str) -> bool {
    let mut found = persona
        .claims
        .iter()
        .flat_map(|claim| claim.evidence.iter().map(move |evidence| (claim, evidence)));
    let Some((claim, evidence)) = found.find(|(_, evidence)| has_digest(study, evidence, digest))
    else {
        return false;
    };
    let quote = Quote { claim: claim.id.clone(), evidence: evidence.clone(), against: false };
    persona.quotes.retain(|other| !has_digest(study, &other.evidence, digest));
    persona.quotes.insert(0, quote);
    true
}
