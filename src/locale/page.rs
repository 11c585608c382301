//! The texts of pages.

use serde::Serialize;

use super::card::CardTexts;
use crate::manifest::{DecisionKind, Facet, PersonaKind};

/// Texts without gaps. Templates read them by the names of the fields.
#[derive(Debug, Serialize)]
pub(crate) struct PageTexts {
    pub(crate) to_content: &'static str,
    pub(crate) pages: &'static str,
    pub(crate) overview: &'static str,
    pub(crate) since_the_wave_before: &'static str,
    pub(crate) still_unknown: &'static str,
    pub(crate) evidence: &'static str,
    pub(crate) data: &'static str,
    pub(crate) colours: &'static str,
    pub(crate) auto: &'static str,
    pub(crate) light: &'static str,
    pub(crate) dark: &'static str,
    pub(crate) draft_personas: &'static str,
    pub(crate) internal: &'static str,
    pub(crate) internal_why: &'static str,
    pub(crate) team: &'static str,
    pub(crate) team_why: &'static str,
    pub(crate) public: &'static str,
    pub(crate) public_why: &'static str,
    pub(crate) words_more: &'static str,
    pub(crate) linked: &'static str,
    pub(crate) said_and_shown: &'static str,
    pub(crate) amounts: &'static str,
    pub(crate) how_to_find: &'static str,
    pub(crate) a_rule: &'static str,
    pub(crate) and: &'static str,
    pub(crate) not: &'static str,
    pub(crate) how_solid: &'static str,
    pub(crate) interviews: &'static str,
    pub(crate) against_lead: &'static str,
    pub(crate) in_context: &'static str,
    pub(crate) as_a_table: &'static str,
    pub(crate) whom_next: &'static str,
    pub(crate) in_no_group: &'static str,
    pub(crate) early_signs: &'static str,
    pub(crate) evidence_intro: &'static str,
    pub(crate) contradiction: &'static str,
    pub(crate) behind_charts: &'static str,
    pub(crate) sources: &'static str,
    pub(crate) source: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) format: &'static str,
    pub(crate) records: &'static str,
    pub(crate) respondents: &'static str,
    pub(crate) digest: &'static str,
    pub(crate) findings: &'static str,
    pub(crate) findings_intro: &'static str,
    pub(crate) warning: &'static str,
    pub(crate) no_warnings: &'static str,
    pub(crate) undecided: &'static str,
    pub(crate) undecided_intro: &'static str,
    pub(crate) doubt_contested: &'static str,
    pub(crate) doubt_few: &'static str,
    pub(crate) note_rare: &'static str,
    pub(crate) note_less: &'static str,
    pub(crate) note_shared: &'static str,
    pub(crate) in_line: &'static str,
    pub(crate) no_difference: &'static str,
    pub(crate) not_chosen: &'static str,
    pub(crate) nearly_all: &'static str,
    pub(crate) about_9_in_10: &'static str,
    pub(crate) about_8_in_10: &'static str,
    pub(crate) about_3_in_4: &'static str,
    pub(crate) about_2_in_3: &'static str,
    pub(crate) about_6_in_10: &'static str,
    pub(crate) about_half: &'static str,
    pub(crate) about_4_in_10: &'static str,
    pub(crate) about_1_in_3: &'static str,
    pub(crate) about_1_in_4: &'static str,
    pub(crate) about_1_in_5: &'static str,
    pub(crate) about_1_in_10: &'static str,
    pub(crate) hardly_any: &'static str,
    pub(crate) none: &'static str,
    pub(crate) sources_title: &'static str,
    pub(crate) sources_intro: &'static str,
    pub(crate) not_confirmed: &'static str,
    pub(crate) key_group: &'static str,
    pub(crate) key_person: &'static str,
    pub(crate) key_numbers: &'static str,
    pub(crate) stage: &'static str,
    pub(crate) stage_do: &'static str,
    pub(crate) stage_look: &'static str,
    pub(crate) stage_stop: &'static str,
    pub(crate) stage_words: &'static str,
    pub(crate) appendix: &'static str,
    pub(crate) cards_only: &'static str,
    pub(crate) journey: &'static str,
    pub(crate) workbook_columns: &'static str,
    pub(crate) workbook_columns_guarded: &'static str,
    pub(crate) worded_by_team: &'static str,
    /// Which columns of the workbook are read back.
    pub(crate) workbook_edit: &'static str,
    pub(crate) workbook_edit_guarded: &'static str,
}

/// Texts with gaps, and names of aspects and people.
pub(crate) struct PageSentences {
    pub(crate) why_so: fn(respondents: usize, reason: &str) -> String,
    pub(crate) other_method: fn(agreement: &str) -> String,
    pub(crate) of: fn(with: usize, of: usize) -> String,
    pub(crate) others: fn(others: &str) -> String,
    pub(crate) picks: fn(picked: usize, of: usize, right: usize, members: usize) -> String,
    pub(crate) nearest: fn(people: &str) -> String,
    pub(crate) evidence_of: fn(id: &str) -> String,
    pub(crate) all_evidence_of: fn(id: &str) -> String,
    pub(crate) lift: fn(lift: &str) -> String,
    pub(crate) are_interviewed: fn(interviewed: usize, size: usize) -> String,
    pub(crate) shows: fn(claims: &str) -> String,
    pub(crate) in_no_group_of: fn(size: usize, people: &str, share: &str) -> String,
    pub(crate) fit_none: fn(fit_none: usize, unknown: usize) -> String,
    pub(crate) early_signs_intro: fn(respondents: usize, others: usize) -> String,
    pub(crate) p_after: fn(p: &str) -> String,
    pub(crate) places_shown:
        fn(shown: usize, total: usize, against: usize, against_total: usize) -> String,
    pub(crate) claims_and_sources: fn(id: &str) -> String,
    pub(crate) notes: fn(notes: usize) -> String,
    pub(crate) made_by: fn(version: &str, schema: u32) -> String,
    pub(crate) rate_of_group: fn(rate: &str) -> String,
    /// Why a claim is not confirmed.
    pub(crate) why_unconfirmed: fn(p: &str) -> String,
    /// Why a claim is contested.
    pub(crate) why_contested: fn(against: usize) -> String,
    /// That few were asked.
    pub(crate) why_few: fn(asked: usize) -> String,
    pub(crate) solid_claims: fn(claims: usize, grades: &str) -> String,
    pub(crate) solid_kinds: fn(claims: usize) -> String,
    pub(crate) solid_against: fn(claims: usize) -> String,
    pub(crate) interval: fn(low: &str, high: &str) -> String,
    pub(crate) sources_against: fn(claim: &str) -> String,
    pub(crate) workbook_cut: fn(number: usize) -> String,
    /// Heading of the claims of an aspect.
    pub(crate) facet: fn(Facet) -> &'static str,
    /// What a decision is about.
    pub(crate) decision: fn(DecisionKind) -> &'static str,
    /// Respondents of a kind.
    pub(crate) kind: fn(PersonaKind) -> &'static str,
    /// Texts of cards.
    pub(crate) card: CardTexts,
}

impl PageTexts {
    /// A share as people say it, for those who want no numbers.
    pub(crate) fn spoken(&self, share: f64) -> &'static str {
        match share {
            0.95.. => self.nearly_all,
            0.85.. => self.about_9_in_10,
            // Borders lie half-way between neighbouring words, so that each share gets the nearest
            // one.
            0.775.. => self.about_8_in_10,
            0.7.. => self.about_3_in_4,
            0.63.. => self.about_2_in_3,
            0.55.. => self.about_6_in_10,
            0.45.. => self.about_half,
            0.37.. => self.about_4_in_10,
            0.29.. => self.about_1_in_3,
            0.22.. => self.about_1_in_4,
            0.15.. => self.about_1_in_5,
            0.075.. => self.about_1_in_10,
            0.005.. => self.hardly_any,
            _ => self.none,
        }
    }
}
