//! The outcome of checking a result, in words.

use std::fmt::Write as _;

use super::links::LinkState;
use super::verify::{ClaimCheck, ClaimState, PersonaCheck, Verification};
use crate::locale::{VerificationTexts, Words};
use crate::visible::visible;

impl Verification {
    fn texts(&self) -> &'static VerificationTexts {
        &Words::of(self.language).verification
    }

    /// Description of the checks that were not possible; `None` if all were.
    fn not_checkable(&self) -> Option<String> {
        let links = self.links(LinkState::NotCheckable);
        let is_unchecked = |claim: &&ClaimCheck| {
            !claim.words_checked
                && !matches!(claim.state, ClaimState::Lost | ClaimState::NotChecked)
        };
        let claims = self.claims.iter().filter(is_unchecked).count();
        let texts = self.texts();
        (links + claims > 0)
            .then(|| (texts.words_not_checkable)(links, claims, self.key.reason(texts)))
    }

    /// Report for people, in the language of the study.
    #[must_use]
    pub fn text(&self) -> String {
        let (mut text, texts) = (String::new(), self.texts());
        let mut line =
            |words: String| writeln!(text, "{words}").expect("writing to a string does not fail");
        self.sources.iter().filter_map(|source| source.changed(texts)).for_each(&mut line);
        // Most results have no value of the caller's, and then nothing is said of one.
        let counts: Vec<String> = LinkState::ALL
            .iter()
            .filter(|state| **state != LinkState::OfCaller || self.links(**state) > 0)
            .map(|state| format!("{} {}", self.links(*state), state.name_in(texts)))
            .collect();
        line((texts.links_shown)(&counts.join(", ")));
        self.not_checkable().into_iter().for_each(&mut line);
        if self.of_caller() > 0 {
            line((texts.claims_of_caller)(self.of_caller()));
        }
        line(texts.fields_not_checked.to_owned());
        for PersonaCheck { persona, claims, weakened, lost, not_checked, differs } in &self.personas
        {
            let id = persona.as_str();
            line((texts.persona)(id, *claims, *weakened, *lost, *not_checked));
            if !differs.is_empty() {
                line((texts.persona_differs)(id, &differs.join(", ")));
            }
        }
        // Claims that were not checked are counted above; each has nothing else to say.
        let is_told = |state| !matches!(state, ClaimState::Holds | ClaimState::NotChecked);
        for claim in self.claims.iter().filter(|claim| is_told(claim.state)) {
            let (id, state) = (&claim.claim, claim.state.name_in(texts));
            line(format!("{id} {state}: {}", claim.reasons.join("; ")));
            for link in claim.links.iter().filter(|link| link.state > LinkState::Intact) {
                let now = link.now.as_ref().map(|now| (texts.now_at)(&now.in_words()));
                line(format!(
                    "  {} {}: {}{}",
                    link.evidence,
                    link.state.name_in(texts),
                    link.locator.in_words(),
                    now.unwrap_or_default()
                ));
            }
        }
        visible(&text).into_owned()
    }
}
