//! Decisions of people laid over a result, and ids of personas that stay with their members from
//! run to run.

use std::collections::{BTreeMap, BTreeSet};

use super::claim_decisions::{decide_claims, persona_mut, translate};
use super::counterparts::{counterparts, members_by_seals, members_of_roster};
use super::links::LEFT_OUT;
use super::word_digests::{has_digest, plain};
use crate::error::{ErrorKind, Result, shown};
use crate::ids::{EvidenceId, PersonaId};
use crate::manifest::{Overrides, PersonaKind, Stated};
use crate::personas::{Decision, Draft, Evidence, Persona, PersonaSet, Quote, RunResult};
use crate::sources::Digest;
use crate::study::Study;
use crate::synthesis::{Synthesis, SynthesisOptions};

impl Synthesis {
    /// Applies human decisions: the personas get the ids of an `earlier` result, then the
    /// overrides; see [`carry_over_ids`] and [`apply_overrides`].
    ///
    /// # Errors
    /// As [`carry_over_ids`], [`apply_overrides`] and [`Draft::guarded`]; [`ErrorKind::Mismatch`]
    /// for a decision on a persona that a guarded `earlier` result does not show.
    pub fn apply_overrides(
        self,
        overrides: &Overrides,
        earlier: Option<&RunResult>,
    ) -> Result<Self> {
        self.with_draft(|draft, study| decide(draft, study, overrides, earlier))
    }
}

impl SynthesisOptions<'_> {
    /// Runs all stages on a study and applies human decisions, with the result of
    /// [`Synthesis::apply_overrides`]; a guarded result is made once, of the decided one.
    ///
    /// # Errors
    /// As [`SynthesisOptions::run`] and [`Synthesis::apply_overrides`].
    pub fn run_decided(
        self,
        study: &Study,
        overrides: &Overrides,
        earlier: Option<&RunResult>,
    ) -> Result<Synthesis> {
        // Before the work: groups without these themes would be others.
        check_themes(study, overrides)?;
        self.run_changed(study, |draft, study| decide(draft, study, overrides, earlier))
    }
}

/// Gives the draft the ids of an earlier result and what people decided.
fn decide(
    draft: Draft,
    study: &Study,
    overrides: &Overrides,
    earlier: Option<&RunResult>,
) -> Result<Draft> {
    let draft = match earlier {
        Some(earlier) => {
            check_shown(earlier, overrides)?;
            carry_over_ids(earlier, draft, study)?
        }
        None => draft,
    };
    apply_overrides(draft, study, overrides)
}

/// Refuses decisions on personas that a guarded result does not show: it says neither who they
/// were nor which ids they had.
fn check_shown(earlier: &RunResult, overrides: &Overrides) -> Result<()> {
    let personas = &earlier.personas.personas;
    let is_shown = |id: &str| personas.iter().any(|persona| persona.id == id);
    let mut ids = overrides.personas.iter().map(|decision| &decision.id.value);
    match ids.find(|id| is_guarded(earlier) && !is_shown(id)) {
        Some(id) => Err(ErrorKind::Mismatch {
            expected: format!("a persona {id}, of which something was decided"),
            found: "an earlier result that is guarded and does not show it".to_owned(),
        }
        .into()),
        None => Ok(()),
    }
}

fn is_guarded(result: &RunResult) -> bool {
    !result.personas.study.privacy.is_internal()
}

/// Refuses decisions whose themes the study was not read with: they shape indicators, so a draft
/// cannot have them added.
fn check_themes(study: &Study, overrides: &Overrides) -> Result<()> {
    let known = &study.manifest().themes;
    match overrides.themes.iter().find(|theme| !known.contains(theme)) {
        Some(theme) => Err(ErrorKind::Mismatch {
            expected: format!(
                "a study with the theme {:?} of the decisions: `Overrides::apply_to` adds it to \
                 the manifest before the study is built",
                shown(&theme.name.value)
            ),
            found: "one without".to_owned(),
        }
        .into()),
        None => Ok(()),
    }
}

/// Gives the personas of a result the ids of their counterparts in an earlier one: the counterpart
/// of a persona is the one that shares most members with it, and it keeps the id if these are more
/// than half of the earlier one's members who are still in the study, or if both are everyone of
/// their kind. A new persona gets the first number that no persona had. `study` is the one that the
/// result was drafted from.
///
/// A guarded result names no members: the study's privacy key opens its seals, which lead to some
/// members of each persona that shows claims; at least three must be known. It does not name the
/// personas that it withholds either, so a new persona gets a number above those shown and above
/// the number of groups.
///
/// # Errors
/// [`ErrorKind::Mismatch`] for a draft or an internal result without its memberships, and for a
/// guarded result that the study's key does not open.
pub fn carry_over_ids(earlier: &RunResult, draft: Draft, study: &Study) -> Result<Draft> {
    let without_members = |expected: &str| ErrorKind::Mismatch {
        expected: expected.to_owned(),
        found: "one without".to_owned(),
    };
    if draft.result.roster.is_none() {
        return Err(without_members("a draft with its memberships").into());
    }
    let members = match &earlier.roster {
        Some(_) => members_of_roster(earlier),
        None if is_guarded(earlier) => members_by_seals(&earlier.personas, study)?,
        None => return Err(without_members("an earlier result with its memberships").into()),
    };
    let found = counterparts(&earlier.personas, &members, draft.result());
    // A few members of many may have gone elsewhere, and a decision on the others with them.
    let sure = found.into_iter().filter(|both| both.has_most);
    let same: BTreeMap<&PersonaId, &PersonaId> = sure.map(|both| (both.new, both.old)).collect();
    let mut taken: BTreeSet<PersonaId> =
        earlier.personas.personas.iter().map(|persona| persona.id.clone()).collect();
    let mut names: BTreeMap<PersonaId, PersonaId> = BTreeMap::new();
    for persona in &draft.personas().personas {
        let id = match same.get(&persona.id) {
            Some(old) => (*old).clone(),
            None => (first_number(earlier, persona.kind)..)
                .map(|number| PersonaId::numbered(persona.kind.letter(), number))
                .find(|id| !taken.contains(id))
                .unwrap_or_else(|| persona.id.clone()),
        };
        // An id of an earlier persona must not name another one.
        taken.insert(id.clone());
        names.insert(persona.id.clone(), id);
    }
    Ok(draft.renamed(&names))
}

/// The first number that a new persona of a kind may have. A guarded result does not say which
/// numbers it withholds, at least as many as there were groups.
fn first_number(earlier: &RunResult, kind: PersonaKind) -> usize {
    if !is_guarded(earlier) {
        return 1;
    }
    let numbers = earlier.personas.personas.iter().filter_map(|persona| {
        let number = persona.id.as_str().strip_prefix(kind.letter())?;
        number.parse::<u16>().ok().map(usize::from)
    });
    let groups = earlier.personas.selections.iter().filter(|of| of.kind == kind);
    // An edited result may state any number.
    let groups = groups.map(|of| of.chosen.min(usize::from(u16::MAX)));
    numbers.chain(groups).max().map_or(1, |most| most + 1)
}

/// Applies human decisions to a result: names replace labels, notes, marks of review and
/// assumptions are added to the personas, claims are said in the words of the team, come first or
/// are left off the card, pinned quotes come first, banned ones are left out wherever they are
/// shown, and translations stand beside the original. `study` is the one that the result was
/// drafted from.
///
/// Quotes are named by their digests: by plain ones of the words in the source, or by keyed ones,
/// which need the privacy key that they were made with.
///
/// # Errors
/// [`ErrorKind::Mismatch`] for a persona, a claim or a pinned quote that the result does not have,
/// for a claim that is pinned and hidden, and for a keyed digest where the study has no privacy key:
/// the decision is to be looked at again. Also for a theme that the manifest of the study does not
/// have: [`Overrides::apply_to`] adds it, before the study is built.
pub fn apply_overrides(mut draft: Draft, study: &Study, overrides: &Overrides) -> Result<Draft> {
    check_themes(study, overrides)?;
    let Draft { result: RunResult { personas: result, .. }, anchors, .. } = &mut draft;
    let translated = overrides.translations.iter().map(|(digest, _)| digest);
    let digests = overrides.pinned.iter().chain(&overrides.banned).chain(translated);
    let keyed =
        digests.map(|digest| &digest.value).find(|digest| digest.starts_with(Digest::KEYED));
    // Without the key no evidence would match, and the decision would be dropped in silence.
    if let Some(digest) = keyed.filter(|_| study.pseudonyms().is_none()) {
        let expected = format!("a study with the privacy key that {digest} was made with");
        return Err(ErrorKind::Mismatch { expected, found: "one without a key".to_owned() }.into());
    }
    decide_claims(result, study, &overrides.claims)?;
    for decision in &overrides.personas {
        let persona = persona_mut(result, &decision.id.value)?;
        if let Some(name) = &decision.name {
            persona.label.clone_from(name);
            // What was said of the name was of another one.
            persona.about_label = None;
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
    translate(result, study, &overrides.translations);
    for persona in &mut result.personas {
        persona.quotes.retain(|quote| !banned(&quote.evidence));
        persona.head = persona.head.take().filter(|quote| !banned(&quote.evidence));
        if let Some(own) = &mut persona.own_words {
            own.quotes.retain(|quote| !banned(&quote.evidence));
        }
        persona.own_words = persona.own_words.take().filter(|own| !own.quotes.is_empty());
        persona.quantities.retain(|quantity| !left_out.contains(&quantity.evidence));
    }
    result
        .unassigned
        .iter_mut()
        .for_each(|none| none.quotes.retain(|quote| !banned(&quote.evidence)));
    pin_quotes(result, study, &overrides.pinned)?;
    Ok(draft)
}

/// Puts pinned quotes first.
fn pin_quotes(result: &mut PersonaSet, study: &Study, pinned: &[Stated<String>]) -> Result<()> {
    // Each is put first, so the last one goes in first.
    for digest in pinned.iter().rev() {
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
    Ok(())
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
    persona.head = Some(quote.clone());
    persona.quotes.insert(0, quote);
    true
}
