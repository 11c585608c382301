//! A persona on the page, and respondents in no group.

use super::page::Page;
use crate::locale::{Words, percent};
use crate::personas::{
    Claim, Contradiction, DistinctiveWord, Exemplar, JointMatch, Persona, PersonaSet, Quantity,
    Unassigned, UnsharedFacet,
};
use crate::render::places::{escaped, evidence_line};
use crate::sources::SourceKind;
use crate::study::SourceSummary;

impl Page {
    pub(super) fn persona(&mut self, persona: &Persona, share: &str) {
        let words = self.words;
        self.heading(2, &(words.page_of.all_evidence_of)(persona.id.as_str()));
        self.line(&face(words, persona, share));
        self.claims(&persona.claims);
        self.contradictions(&persona.contradictions);
        self.unshared(&persona.unshared);
        self.triangulation(&persona.claims);
        let amount = |amount: &Quantity| {
            format!("{} \\[{}\\]", words.quote(&escaped(&amount.words)), amount.evidence)
        };
        self.named(words.amounts, persona.quantities.iter().map(amount).collect());
        if let Some(rule) = &persona.segment_rule {
            self.segment(persona.id.as_str(), rule);
        }
        let word = |word: &DistinctiveWord| {
            (words.distinctive_word)(&word.word, word.people, word.of, word.others, word.others_of)
        };
        self.named(words.distinctive_words, persona.words.iter().map(word).collect());
        let nearest = |one: &Exemplar| {
            let respondent = escaped(one.respondent.as_str());
            (words.nearest_one)(&respondent, one.matches, one.of)
        };
        self.named(words.nearest, persona.exemplars.iter().map(nearest).collect());
    }

    /// Aspects that were asked about and that no claim follows on.
    fn unshared(&mut self, unshared: &[UnsharedFacet]) {
        if unshared.is_empty() {
            return;
        }
        self.heading(3, self.words.without_claim);
        for of in unshared {
            self.item(&escaped(&self.words.unshared_facet((self.words.facet)(of.facet), of)));
        }
        self.text.push('\n');
    }

    /// Those who are in no group, described as a group is.
    pub(super) fn unassigned(&mut self, none: &Unassigned) {
        let words = self.words;
        self.heading(2, &format!("{} · {}", none.id, words.unassigned_title));
        let share = percent(none.share);
        self.line(&(words.unassigned_face)(
            (words.kind)(none.kind),
            none.size,
            &share,
            none.size.saturating_sub(none.nothing_known),
            none.nothing_known,
        ));
        self.words_of(&none.quotes, &none.narrative);
        self.claims(&none.claims);
    }

    fn contradictions(&mut self, contradictions: &[Contradiction]) {
        if contradictions.is_empty() {
            return;
        }
        let words = self.words;
        self.heading(3, words.said_and_shown);
        for contradiction in contradictions {
            let interval =
                (words.interval)(&percent(contradiction.low), &percent(contradiction.high));
            self.item(&format!(
                "{} ({interval}) `{}`",
                escaped(&contradiction.statement),
                contradiction.id
            ));
            for evidence in contradiction.evidence.iter().take(2) {
                self.text.push_str(&format!("  - {}\n", evidence_line(words, evidence)));
            }
        }
        self.text.push('\n');
    }

    /// Claims × kinds of source, where there is more than one kind.
    fn triangulation(&mut self, claims: &[Claim]) {
        let words = self.words;
        // Every claim has the same kinds in the same order, so the first gives the header.
        let Some(first) = claims.first().filter(|claim| claim.by_source_kind.len() > 1) else {
            return;
        };
        let names: Vec<&str> =
            first.by_source_kind.iter().map(|of| (words.source_kind)(of.kind)).collect();
        self.heading(3, words.which_sources);
        self.row(&format!("{} | {}", words.claim_column, names.join(" | ")), true);
        for claim in claims {
            let row = &claim.by_source_kind;
            let cells: Vec<String> =
                (0..row.len()).map(|at| words.stance(claim.direction, row, at)).collect();
            self.row(
                &format!("`{}` {} | {}", claim.id, escaped(&claim.label), cells.join(" | ")),
                false,
            );
        }
        self.text.push('\n');
    }
}

/// A persona in one line.
fn face(words: &Words, persona: &Persona, share: &str) -> String {
    let stability = format!("{:.2}", persona.stability);
    let mut parts = vec![(words.face)((words.kind)(persona.kind), persona.size, share)];
    parts.extend(persona.accounts.map(|accounts| (words.units)(accounts)));
    parts.push((words.stability)(&stability));
    let joint_match = persona.joint_match.filter(|joint| joint.of > 0);
    parts.extend(joint_match.map(|JointMatch { with, all_but_one, of, claims }| {
        (words.joint)(with, of, claims, all_but_one)
    }));
    parts.join(" · ")
}

/// The share of the population that a persona represents.
pub(super) fn share_of(words: &Words, personas: &PersonaSet, persona: &Persona) -> String {
    if personas.describes_everyone(persona) {
        let all = !personas.leaves_out(persona.kind);
        return if all { words.everyone_of_kind } else { words.everyone_known }.to_owned();
    }
    let Some(share) = &persona.share else {
        let counted =
            |source: &SourceSummary| matches!(source.kind, SourceKind::Survey | SourceKind::Crm);
        let speaks =
            personas.study.sources.iter().any(|source| counted(source) && source.respondents > 0);
        // Interviews alone are no sample of a population: the reason for the missing share differs.
        return if speaks { words.no_share_population } else { words.no_share_interviews }
            .to_owned();
    };
    let (estimate, low, high) = (percent(share.estimate), percent(share.low), percent(share.high));
    if share.uncertain {
        return (words.size_uncertain)(share.of.as_str(), &low, &high);
    }
    (words.share_of_population)(&estimate, share.of.as_str(), &low, &high)
}
