//! What the outputs say, in one catalogue a language: every sentence, heading and name that is not
//! from the data.
//!
//! A template has its gaps in braces, `{with} of {asked}`; [`fill`] puts values there. Every
//! language has the same gaps, and no word that judges people, names who they are by age or origin,
//! or claims a cause (tests hold both).

mod charts;
mod en;
mod english;
mod findings;
mod german;
mod lint;
mod pages;
mod perception;
mod personas;
mod quantifier;
mod reason;

use std::fmt::Display;

pub(crate) use en::English;
pub(crate) use personas::PersonasSentences;
pub(crate) use quantifier::Quantifier;
pub(crate) use reason::{reason, without_counts};

use crate::clustering::Verdict;
use crate::manifest::{Facet, Language, PersonaKind};
use crate::sources::SourceKind;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// The texts of a language.
        #[derive(Debug)]
        pub(crate) struct Words {
            $($(#[$doc])* pub(crate) $name: &'static str,)+
            /// An aspect, as a heading.
            pub(crate) facet: fn(Facet) -> &'static str,
            /// A kind of persona.
            pub(crate) kind: fn(PersonaKind) -> &'static str,
            /// A kind of source.
            pub(crate) source_kind: fn(SourceKind) -> &'static str,
            /// What may be believed of groups.
            pub(crate) verdict: fn(Verdict) -> &'static str,
            /// How many of a group, in a word.
            pub(crate) quantifier: fn(Quantifier) -> &'static str,
            /// That people speak of `{thing}`, which is of an aspect: `name {thing} as a goal`.
            pub(crate) speak_of: fn(Facet) -> &'static str,
            /// The step of a scenario that `{thing}`, which is of an aspect, is.
            pub(crate) step: fn(Facet) -> &'static str,
        }

        #[cfg(test)]
        impl Words {
            /// Every template with its name.
            fn templates(&self) -> Vec<(&'static str, &'static str)> {
                let mut all = vec![$((stringify!($name), self.$name)),+];
                all.extend(Facet::ALL.iter().map(|facet| (facet.name(), (self.speak_of)(*facet))));
                all.extend(Facet::ALL.iter().map(|facet| (facet.name(), (self.step)(*facet))));
                all.extend(Facet::ALL.iter().map(|facet| (facet.name(), (self.facet)(*facet))));
                all.extend(PersonaKind::ALL.iter().map(|kind| (kind.name(), (self.kind)(*kind))));
                all.extend(Quantifier::ALL.iter().map(|many| ("quantifier", (self.quantifier)(*many))));
                all
            }
        }
    };
}

words! {
    code,
    quoted, or, span, from_level, below_level, answered_more_than, answered_at_most, raised, asked, share_of, share, elsewhere, alike, few_needed, validated, supported, tentative, assumption, validated_rule, supported_rule, tentative_rule, assumption_rule, say_do, deny_do,
    everyone, nothing_apart, seldom,
    many_speak, count_speak, also_many, also_count, of_asked, recorded_thing, computed_thing, computed, answer_thing, against, beside_elsewhere, as_elsewhere, less_than_elsewhere, rare_needs,
    scenario_of,
    intro, intro_guarded, no_groups, groups, of_kind, why, agrees, in_no_group, candidates_head, everyone_of_kind, share_of_population, no_share_population, no_share_interviews, face, units, stability, joint, unassigned_title, unassigned_face, no_evidence_yet, reviewed, note, assumed, which_sources, claim_column, amounts, segment_rule, segment_counts, and, not, nearest, nearest_one, scenario, distinctive_words, distinctive_word, said_and_shown, interval, counts, against_lead, not_chosen, characters, row, rows, computed_outside, caller_record, carries, differs, not_compared, not_asked,
    buys_for, bought_for, linked, conflicts, conflict, early_signs, early_signs_intro, stage,
    unknown, known_from, records, saturation, unheard, agreement, doubtful_codes, whom_next, next_one, next_shows, next_of_them,
    project_about, project_left_out, project_elsewhere, project_withheld, project_personas, project_against, project_places, project_persona, project_probability,
    sources, sources_head, findings, warnings, notes, scales_recognised, none,
}

impl Words {
    /// Words as they were said.
    pub(crate) fn quote(&self, text: &str) -> String {
        fill(self.quoted, &[("text", &text)])
    }

    /// The texts of a language; English where a language has none.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language.code() {
            "de" => &german::GERMAN,
            _ => &english::ENGLISH,
        }
    }
}

/// A share in whole percent, without the sign.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// A template with its gaps filled. Values are put in as they are, whatever braces they hold.
pub(crate) fn fill(template: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (gap, behind) = after.split_once('}').expect("every gap of a template is closed");
        let (_, value) =
            values.iter().find(|(name, _)| *name == gap).expect("every gap of a template is known");
        text.push_str(before);
        text.push_str(&value.to_string());
        rest = behind;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(template: &str) -> Vec<&str> {
        let mut gaps: Vec<&str> = template
            .split('{')
            .skip(1)
            .map(|part| part.split_once('}').expect("closed").0)
            .collect();
        gaps.sort_unstable();
        gaps
    }

    #[test]
    fn every_language_says_the_same_things() {
        for (english, german) in
            english::ENGLISH.templates().into_iter().zip(german::GERMAN.templates())
        {
            assert_eq!(gaps(english.1), gaps(german.1), "{}", english.0);
            assert!(!german.1.is_empty() && !english.1.is_empty(), "{}", english.0);
        }
    }

    #[test]
    fn no_text_judges_or_claims_a_cause() {
        for words in [&english::ENGLISH, &german::GERMAN] {
            for (name, template) in
                words.templates().into_iter().filter(|(name, _)| *name != "demographic")
            {
                let found = words.doubtful(template);
                assert!(found.is_empty(), "{name}: {found:?}");
            }
        }
    }

    #[test]
    fn values_stand_as_they_are() {
        assert_eq!(fill("{a} of {b}", &[("a", &"{b}"), ("b", &3)]), "{b} of 3");
    }
}
