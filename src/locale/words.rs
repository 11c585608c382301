//! The texts of reports, of personas and of files for other programs.

use super::audit::AuditTexts;
use super::brief::BriefTexts;
use super::chart::ChartTexts;
use super::comparison::ComparisonTexts;
use super::page::{PageSentences, PageTexts};
use super::perception::Questionnaire;
use super::summary::SummaryTexts;
use super::telling::Telling;
use super::verification::VerificationTexts;
use crate::clustering::Verdict;
use crate::coding::DraftBasis;
use crate::manifest::{Facet, PersonaKind};
use crate::sources::SourceKind;

/// The texts of a language. What has gaps is a function of what goes there.
pub(crate) struct Words {
    pub(crate) code: &'static str,
    pub(crate) quoted: fn(text: &str) -> String,
    pub(crate) or: fn(others: &str, last: &str) -> String,
    pub(crate) span: fn(first: &str, last: &str) -> String,
    pub(crate) from_level: fn(level: &str) -> String,
    pub(crate) below_level: fn(level: &str) -> String,
    pub(crate) answered_more_than: fn(limit: &str) -> String,
    pub(crate) answered_at_most: fn(limit: &str) -> String,
    pub(crate) raised: fn(topic: &str, with: usize, asked: usize) -> String,
    pub(crate) asked: fn(topic: &str, with: usize, asked: usize, share: &str) -> String,
    pub(crate) computed: fn(topic: &str, with: usize, asked: usize, share: &str) -> String,
    pub(crate) share_of: fn(share: &str, population: &str, low: &str, high: &str) -> String,
    pub(crate) rate_apart:
        fn(rate: &str, population: Option<&str>, low: &str, high: &str) -> String,
    pub(crate) share: fn(share: &str, low: &str, high: &str) -> String,
    /// Counts and share of those asked in the population's source, where others were asked too.
    pub(crate) share_apart: fn(
        population: &str,
        with: usize,
        asked: usize,
        share: &str,
        low: &str,
        high: &str,
    ) -> String,
    pub(crate) elsewhere_apart:
        fn(population: &str, with: usize, asked: usize, share: &str) -> String,
    pub(crate) elsewhere: fn(with: usize, asked: usize, share: &str) -> String,
    pub(crate) alike: fn(with: usize, asked: usize, share: &str) -> String,
    pub(crate) few_needed: &'static str,
    pub(crate) validated: &'static str,
    pub(crate) supported: &'static str,
    pub(crate) tentative: &'static str,
    pub(crate) assumption: &'static str,
    pub(crate) validated_rule: fn(discovery: &str) -> String,
    pub(crate) supported_rule: fn(discovery: &str, shared: &str) -> String,
    pub(crate) tentative_rule: fn(difference: &str, shared: &str) -> String,
    pub(crate) assumption_rule: &'static str,
    pub(crate) say_do: fn(topic: &str, with: usize, of: usize) -> String,
    pub(crate) deny_do: fn(topic: &str, with: usize, of: usize) -> String,
    pub(crate) beside_elsewhere: fn(with: usize, asked: usize) -> String,
    pub(crate) answer_thing: fn(answer: &str, question: &str) -> String,
    pub(crate) intro: fn(respondents: usize) -> String,
    pub(crate) intro_guarded: fn(respondents: usize) -> String,
    pub(crate) no_groups: &'static str,
    pub(crate) groups: fn(groups: usize, verdict: &str) -> String,
    pub(crate) of_kind: fn(respondents: usize) -> String,
    pub(crate) why: fn(reason: &str) -> String,
    pub(crate) agrees: fn(agreement: &str) -> String,
    pub(crate) in_no_group: &'static str,
    /// A part of all respondents with its count and share.
    pub(crate) part: fn(name: &str, size: usize, share: usize) -> String,
    /// Parts that are all respondents together.
    pub(crate) adds_up: fn(parts: &str, all: usize) -> String,
    pub(crate) candidates_head: &'static str,
    pub(crate) everyone_of_kind: &'static str,
    pub(crate) everyone_known: &'static str,
    pub(crate) share_of_population:
        fn(share: &str, population: &str, low: &str, high: &str) -> String,
    pub(crate) size_uncertain: fn(population: &str, low: &str, high: &str) -> String,
    pub(crate) no_share_population: &'static str,
    pub(crate) no_share_interviews: &'static str,
    pub(crate) face: fn(kind: &str, respondents: usize, share: &str) -> String,
    pub(crate) units: fn(accounts: usize) -> String,
    pub(crate) stability: fn(stability: &str) -> String,
    pub(crate) joint: fn(with: usize, of: usize, claims: usize, nearly: usize) -> String,
    pub(crate) unassigned_title: &'static str,
    pub(crate) unassigned_face:
        fn(kind: &str, respondents: usize, share: &str, fit_none: usize, unknown: usize) -> String,
    pub(crate) without_claim: &'static str,
    /// That an aspect was asked about and no claim follows, with what was found.
    pub(crate) unshared: fn(facet: &str, alike: bool, answers: &str) -> String,
    pub(crate) found: fn(answer: &str, with: usize, asked: usize, elsewhere: &str) -> String,
    pub(crate) which_sources: &'static str,
    pub(crate) claim_column: &'static str,
    pub(crate) amounts: &'static str,
    pub(crate) segment_rule: &'static str,
    pub(crate) segment_counts:
        fn(of: usize, picked: usize, right: usize, persona: &str, members: usize) -> String,
    pub(crate) segment_share: fn(share: &str, low: &str, high: &str) -> String,
    pub(crate) segment_quality: fn(precision: &str, recall: &str) -> String,
    pub(crate) and: &'static str,
    pub(crate) not: &'static str,
    pub(crate) nearest: &'static str,
    pub(crate) nearest_one: fn(respondent: &str, matches: usize, of: usize) -> String,
    pub(crate) distinctive_words: &'static str,
    pub(crate) distinctive_word:
        fn(word: &str, people: usize, of: usize, others: usize, others_of: usize) -> String,
    pub(crate) said_and_shown: &'static str,
    pub(crate) interval: fn(low: &str, high: &str) -> String,
    pub(crate) counts: fn(evidence: usize, counter: usize) -> String,
    pub(crate) against_lead: &'static str,
    pub(crate) not_chosen: &'static str,
    pub(crate) characters: fn(start: u32, end: u32) -> String,
    pub(crate) computed_outside: fn(indicator: &str) -> String,
    pub(crate) caller_record: fn(key: &str) -> String,
    pub(crate) row: fn(row: u32) -> String,
    pub(crate) rows: fn(rows: &str) -> String,
    pub(crate) carries: fn(with: usize, asked: usize) -> String,
    pub(crate) in_line: fn(counts: &str) -> String,
    pub(crate) differs: fn(with: usize, asked: usize) -> String,
    pub(crate) not_compared: fn(with: usize, asked: usize) -> String,
    pub(crate) not_asked: &'static str,
    pub(crate) table: fn(own: &str, elsewhere: &str) -> String,
    pub(crate) confirms_from: fn(table: &str) -> String,
    pub(crate) too_few_to_confirm: &'static str,
    pub(crate) buys_for:
        fn(persona: &str, label: &str, with: usize, of: usize, chance: &str) -> String,
    pub(crate) bought_for:
        fn(persona: &str, label: &str, with: usize, of: usize, chance: &str) -> String,
    pub(crate) linked: &'static str,
    pub(crate) conflicts: &'static str,
    pub(crate) conflict: fn(
        topic: &str,
        one: &str,
        one_with: usize,
        one_asked: usize,
        other: &str,
        other_with: usize,
        other_asked: usize,
    ) -> String,
    pub(crate) early_signs: &'static str,
    pub(crate) early_signs_intro: fn(respondents: usize, others: usize) -> String,
    pub(crate) stage: fn(stage: &str, with: usize, of: usize) -> String,
    pub(crate) unknown: &'static str,
    pub(crate) known_from: &'static str,
    pub(crate) records: fn(records: usize) -> String,
    pub(crate) saturation: fn(interviews: usize, codes: usize, once: usize, next: &str) -> String,
    pub(crate) unheard: fn(unheard: &str) -> String,
    pub(crate) agreement: fn(middle: &str, codes: usize, turns: usize) -> String,
    pub(crate) doubtful_codes: &'static str,
    pub(crate) whom_next: &'static str,
    pub(crate) next_one: fn(
        respondent: &str,
        persona: &str,
        probability: &str,
        interviewed: usize,
        size: usize,
    ) -> String,
    pub(crate) next_shows: &'static str,
    pub(crate) next_of_them: fn(label: &str, interviewed: usize) -> String,
    pub(crate) project_about: fn(respondents: usize) -> String,
    pub(crate) project_left_out: &'static str,
    pub(crate) project_elsewhere: fn(places: u64) -> String,
    pub(crate) project_withheld: fn(documents: usize) -> String,
    pub(crate) project_personas: &'static str,
    pub(crate) project_against: &'static str,
    /// Above the table of codes, and its columns.
    pub(crate) codes: &'static str,
    pub(crate) codes_intro: &'static str,
    pub(crate) code_name: &'static str,
    pub(crate) code_people: &'static str,
    pub(crate) code_mentions: &'static str,
    pub(crate) people_of: fn(people: usize, of: usize) -> String,
    pub(crate) people_of_mentions: fn(people: usize, of: usize, mentions: usize) -> String,
    /// Number of codes that a file alone holds.
    pub(crate) more_codes: fn(usize) -> String,
    /// Why a code is suggested for a passage.
    pub(crate) suggested_for: fn(&DraftBasis) -> String,
    pub(crate) project_places: fn(here: u64, of: u64) -> String,
    pub(crate) project_persona: &'static str,
    pub(crate) project_probability: &'static str,
    pub(crate) sources: &'static str,
    pub(crate) sources_head: &'static str,
    pub(crate) findings: &'static str,
    pub(crate) warnings: &'static str,
    pub(crate) notes: &'static str,
    pub(crate) scales_recognised: fn(columns: usize) -> String,
    pub(crate) none: &'static str,
    pub(crate) guarded: fn(profile: &str, least: usize, claims: usize, personas: usize) -> String,
    /// That only an internal result says more of a finding with this identifier.
    pub(crate) said_internally: fn(id: &str) -> String,
    /// An aspect, as a heading.
    pub(crate) facet: fn(Facet) -> &'static str,
    /// A kind of persona.
    pub(crate) kind: fn(PersonaKind) -> &'static str,
    /// A kind of source.
    pub(crate) source_kind: fn(SourceKind) -> &'static str,
    /// The name of a verdict on groups.
    pub(crate) verdict: fn(Verdict) -> &'static str,
    /// Audits of what others wrote.
    pub(crate) audit: &'static AuditTexts,
    /// Briefs for writers.
    pub(crate) brief: &'static BriefTexts,
    /// The sentences of portraits.
    pub(crate) telling: &'static Telling,
    /// Texts of pages without gaps, which templates read by name.
    pub(crate) page: PageTexts,
    /// Texts of pages with gaps.
    pub(crate) page_of: PageSentences,
    /// Texts of charts.
    pub(crate) chart: ChartTexts,
    /// The questionnaire on how people see personas.
    pub(crate) questionnaire: Questionnaire,
    /// Texts of a run on one screen.
    pub(crate) summary: SummaryTexts,
    /// Texts of checking a result.
    pub(crate) verification: VerificationTexts,
    /// Texts of comparing waves.
    pub(crate) comparison: ComparisonTexts,
}

impl Words {
    /// A number as the language writes it, to two digits after the mark.
    pub(crate) fn number(&self, number: f64) -> String {
        let text = format!("{}", (number * 100.0).round() / 100.0);
        if self.code == "de" { text.replace('.', ",") } else { text }
    }

    /// Words as they were said.
    pub(crate) fn quote(&self, text: &str) -> String {
        (self.quoted)(text)
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("code", &self.code).finish_non_exhaustive()
    }
}
