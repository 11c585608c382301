//! The outcome of checking a result, in words.

use std::fmt::Write as _;

use super::links::LinkState;
use super::verify::{ClaimCheck, ClaimState, PersonaCheck, SourceCheck, Verification};
use crate::visible::visible;

/// Fields that cannot be checked without clustering again.
const NOT_CHECKED: &str = "not checked, as they need the groups: grade, p_adjusted, \
    p_two_kinds, direction, rare, stage and by_source_kind of claims; share, stability, \
    joint_match, scenario, segment_rule, words and exemplars of personas; selections, profiles, maps and links";

impl Verification {
    /// Description of the checks that were not possible; `None` if all were.
    fn not_checkable(&self) -> Option<String> {
        let links = self.links(LinkState::NotCheckable);
        let is_unchecked = |claim: &&ClaimCheck| {
            !claim.words_checked && claim.state != ClaimState::Lost && !claim.is_of_caller()
        };
        let claims = self.claims.iter().filter(is_unchecked).count();
        (links + claims > 0).then(|| {
            let reason = self.key.reason();
            format!(
                "not checkable: words at {links} links shown, and at all places of {claims} \
                 claims; {reason}"
            )
        })
    }

    /// Report for people.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut line =
            |words: String| writeln!(text, "{words}").expect("writing to a string does not fail");
        self.sources.iter().filter_map(SourceCheck::changed).for_each(&mut line);
        // Most results have no value of the caller's, and then nothing is said of one.
        let counts: Vec<String> = LinkState::ALL
            .iter()
            .filter(|state| **state != LinkState::OfCaller || self.links(**state) > 0)
            .map(|state| format!("{} {}", self.links(*state), state.name()))
            .collect();
        line(format!("links shown: {}", counts.join(", ")));
        self.not_checkable().into_iter().for_each(&mut line);
        if self.of_caller() > 0 {
            line(format!(
                "{} claims rest on indicators of the caller's, which the matrix does not have: \
                 not checked here",
                self.of_caller()
            ));
        }
        line(NOT_CHECKED.to_owned());
        for persona in &self.personas {
            let PersonaCheck { persona, claims, weakened, lost, differs } = persona;
            line(format!("{persona}: {claims} claims, {weakened} weakened, {lost} lost"));
            if !differs.is_empty() {
                line(format!(
                    "{persona} differs from its members and claims: {}",
                    differs.join(", ")
                ));
            }
        }
        for claim in self.claims.iter().filter(|claim| claim.state != ClaimState::Holds) {
            line(format!("{} {}: {}", claim.claim, claim.state.name(), claim.reasons.join("; ")));
            for link in claim.links.iter().filter(|link| link.state > LinkState::Intact) {
                let now = link
                    .now
                    .as_ref()
                    .map_or_else(String::new, |now| format!("; now {}", now.in_words()));
                line(format!(
                    "  {} {}: {}{now}",
                    link.evidence,
                    link.state.name(),
                    link.locator.in_words()
                ));
            }
        }
        visible(&text).into_owned()
    }
}
