//! A Markdown page in the making: headings, tables, claims and quotes.

use crate::locale::Words;
use crate::manifest::Facet;
use crate::personas::{Claim, Direction, Quote, SegmentCondition, SegmentRule, Sentence};
use crate::render::card::decided;
use crate::render::places::{escaped, evidence_line, one_line, translated};

/// The text written so far, and the catalogue of its language.
pub(super) struct Page {
    pub(super) words: &'static Words,
    /// True where places that are not shown are not counted either.
    pub(super) guarded: bool,
    pub(super) text: String,
}

impl Page {
    pub(super) fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }

    pub(super) fn item(&mut self, text: &str) {
        self.text.push_str(&format!("- {text}\n"));
    }

    pub(super) fn heading(&mut self, level: usize, text: &str) {
        self.line(&format!("{} {text}", "#".repeat(level)));
    }

    /// A row of a table, and below the first the line that makes it one.
    pub(super) fn row(&mut self, cells: &str, is_head: bool) {
        self.text.push_str(&format!("| {cells} |\n"));
        if is_head {
            // Cells are escaped, so ` | ` occurs between them alone.
            self.text.push_str(&format!("|{}\n", "---|".repeat(cells.split(" | ").count())));
        }
    }

    /// A line of things under their name, where there are any.
    pub(super) fn named(&mut self, name: &str, things: Vec<String>) {
        if !things.is_empty() {
            self.line(&format!("{name}: {}", things.join(", ")));
        }
    }

    pub(super) fn words_of(&mut self, quotes: &[Quote], narrative: &[Sentence]) {
        for quote in quotes {
            let said = self.words.quote(&escaped(&one_line(&quote.evidence.quote)));
            let said = translated(self.words, &quote.evidence, said);
            let lead = if quote.against { self.words.against_lead } else { "" };
            let respondent = escaped(quote.evidence.respondent.as_str());
            self.text.push_str(&format!("> {lead}{said} — {respondent}, [{}]\n>\n", quote.claim));
        }
        if !quotes.is_empty() {
            self.text.push('\n');
        }
        self.sentences(narrative);
    }

    pub(super) fn sentences(&mut self, sentences: &[Sentence]) {
        for sentence in sentences {
            self.line(&format!("{} [{}]", escaped(&sentence.text), sentence.claims.join(", ")));
        }
    }

    pub(super) fn claims(&mut self, claims: &[Claim]) {
        let mut facets: Vec<Facet> = Vec::new();
        claims.iter().for_each(|claim| {
            if !facets.contains(&claim.facet) {
                facets.push(claim.facet);
            }
        });
        for facet in facets {
            self.heading(3, (self.words.facet)(facet));
            for claim in claims.iter().filter(|claim| claim.facet == facet) {
                self.claim(claim);
            }
            self.text.push('\n');
        }
    }

    pub(super) fn claim(&mut self, claim: &Claim) {
        let words = self.words;
        let mark = match claim.direction {
            Direction::More => "▲",
            Direction::Less => "▼",
            Direction::Shared if claim.rare => "●",
            Direction::Shared => "=",
        };
        let kinds: Vec<&str> =
            claim.source_kinds.iter().map(|kind| (words.source_kind)(*kind)).collect();
        let stage = claim.stage.as_ref().map_or_else(String::new, |at| {
            format!("; {}", (words.stage)(&escaped(&at.stage), at.with, at.of))
        });
        let places = match self.guarded {
            true => String::new(),
            false => {
                format!(", {}", (words.counts)(claim.evidence_total, claim.counter_evidence_total))
            }
        };
        let decided = match decided(words, claim) {
            nothing if nothing.is_empty() => nothing,
            decided => format!("; {}", escaped(&decided)),
        };
        self.item(&format!(
            "{mark} {}{stage} `{}` ({}; {}{places}{decided})",
            escaped(&claim.statement),
            claim.id,
            words.grade(claim.grade),
            kinds.join(" + ")
        ));
        let shown = claim.evidence.iter().take(2).map(|evidence| ("", evidence));
        // One place against each claim is shown too, so that doubt is seen without opening the
        // files.
        let against =
            claim.counter_evidence.iter().take(1).map(|evidence| (words.against_lead, evidence));
        for (lead, evidence) in shown.chain(against) {
            self.text.push_str(&format!("  - {lead}{}\n", evidence_line(words, evidence)));
        }
    }

    /// The plain rule beside the portrait.
    pub(super) fn segment(&mut self, persona: &str, rule: &SegmentRule) {
        let words = self.words;
        let condition = |condition: &SegmentCondition| {
            let not = if condition.not { format!("{} ", words.not) } else { String::new() };
            format!("{not}{} \\[{}\\]", escaped(&condition.label), condition.claim)
        };
        let conditions: Vec<String> = rule.conditions.iter().map(condition).collect();
        let SegmentRule { of, picked, right, members, .. } = *rule;
        let counts = (words.segment_counts)(of, picked, right, persona, members);
        self.line(&format!(
            "{}: {}. {counts} {}",
            words.segment_rule,
            conditions.join(&format!(" {} ", words.and)),
            words.segment_quality(rule)
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Language;

    #[test]
    fn a_rule_says_which_of_its_conditions_must_not_hold() {
        let words = Words::of(Language::default());
        let mut page = Page { words, guarded: false, text: String::new() };
        let condition = |claim: &str, not| SegmentCondition {
            claim: claim.into(),
            label: format!("label of {claim}"),
            not,
        };
        let conditions = vec![condition("U1-01", false), condition("U1-02", true)];
        page.segment("U1", &SegmentRule { conditions, of: 50, picked: 20, right: 15, members: 18 });
        let (first, second) = page.text.split_once("U1-01\\]").unwrap();
        assert!(!first.contains(page.words.not), "{}", page.text);
        assert!(second.contains(&format!("{} label of U1-02", page.words.not)), "{}", page.text);
    }
}
