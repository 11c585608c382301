//! Personas as Markdown, for people.

use std::fmt::Display;

use super::cells::compared;
use super::linked::{linked_section, signs_section};
use super::places::{escaped, evidence_line, one_line};
use super::unknown::unknown_section;
use crate::finding::Level;
use crate::locale::{Words, fill, percent};
use crate::manifest::Facet;
use crate::personas::{
    Claim, Contradiction, Decision, Direction, DistinctiveWord, Exemplar, FindingRecord,
    JointMatch, KindCounts, Persona, PersonaSet, Quantity, Quote, Scenario, SegmentCondition,
    SegmentRule, SelectionSummary, Sentence, Unassigned,
};
use crate::sources::SourceKind;
use crate::study::SourceSummary;

/// The file `personas.md`: each persona with its claims, counts and evidence, then how it came
/// about and what to beware of.
#[must_use]
pub fn markdown(personas: &PersonaSet) -> String {
    let words = Words::of(personas.study.language);
    let mut page = Page { words, text: format!("# {}\n\n", escaped(&personas.study.title)) };
    let intro =
        if personas.study.privacy.is_internal() { words.intro } else { words.intro_guarded };
    page.line(&fill(intro, &[("respondents", &personas.study.respondents)]));
    for grade in &personas.grades {
        page.item(&format!("**{}**: {}", words.grade(grade.grade), grade.rule));
    }
    page.text.push('\n');
    for selection in &personas.selections {
        page.selection(selection, personas);
    }
    for persona in &personas.personas {
        page.persona(persona, &share_of(words, personas, persona));
        linked_section(&mut page.text, words, personas, persona);
    }
    if let Some(signs) = &personas.early_signs {
        signs_section(&mut page, signs);
    }
    for none in personas.unassigned.iter().filter(|none| none.size > 0) {
        page.unassigned(none);
    }
    unknown_section(&mut page.text, words, personas);
    page.sources(&personas.study.sources);
    page.findings(&personas.findings);
    page.text
}

/// What is written so far, and in what words.
pub(super) struct Page {
    pub(super) words: &'static Words,
    pub(super) text: String,
}

/// How many of the population a persona stands for.
fn share_of(words: &Words, personas: &PersonaSet, persona: &Persona) -> String {
    if personas.describes_everyone(persona) {
        return words.everyone_of_kind.to_owned();
    }
    let Some(share) = &persona.share else {
        let counted =
            |source: &SourceSummary| matches!(source.kind, SourceKind::Survey | SourceKind::Crm);
        let speaks =
            personas.study.sources.iter().any(|source| counted(source) && source.respondents > 0);
        return if speaks { words.no_share_population } else { words.no_share_interviews }
            .to_owned();
    };
    let (estimate, low, high) = (percent(share.estimate), percent(share.low), percent(share.high));
    let values: [(&str, &dyn Display); 4] =
        [("share", &estimate), ("population", &share.of), ("low", &low), ("high", &high)];
    fill(words.share_of_population, &values)
}

impl Page {
    pub(super) fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }

    fn item(&mut self, text: &str) {
        self.text.push_str(&format!("- {text}\n"));
    }

    pub(super) fn heading(&mut self, level: usize, text: &str) {
        self.line(&format!("{} {text}", "#".repeat(level)));
    }

    /// A row of a table, and below the first the line that makes it one.
    fn row(&mut self, cells: &str, is_head: bool) {
        self.text.push_str(&format!("| {cells} |\n"));
        if is_head {
            self.text.push_str(&format!("|{}\n", "---|".repeat(cells.split(" | ").count())));
        }
    }

    fn selection(&mut self, selection: &SelectionSummary, personas: &PersonaSet) {
        let words = self.words;
        let groups = match selection.chosen {
            1 => words.no_groups.to_owned(),
            many => fill(
                words.groups,
                &[("groups", &many), ("verdict", &(words.verdict)(selection.verdict))],
            ),
        };
        let of_kind = fill(words.of_kind, &[("respondents", &selection.respondents)]);
        let why = fill(words.why, &[("reason", &selection.reason)]);
        let mut text = format!("**{}** {of_kind}: {groups}. {why}", (words.kind)(selection.kind));
        if let Some(agreement) = selection.replicability {
            text.push_str(&format!(
                " {}",
                fill(words.agrees, &[("agreement", &format!("{agreement:.2}"))])
            ));
        }
        for none in
            personas.unassigned.iter().filter(|none| none.kind == selection.kind && none.size > 0)
        {
            let share = percent(none.share);
            text.push_str(&format!(
                " {}",
                fill(words.in_no_group, &[("respondents", &none.size), ("share", &share)])
            ));
        }
        self.line(&text);
        if !selection.candidates.is_empty() {
            self.row(words.candidates_head, true);
        }
        for candidate in &selection.candidates {
            let mut cells = compared(candidate);
            if candidate.groups == selection.chosen {
                cells[0] = format!("**{}**", cells[0]);
            }
            self.row(&cells.join(" | "), false);
        }
        self.text.push('\n');
    }

    fn persona(&mut self, persona: &Persona, share: &str) {
        let words = self.words;
        self.heading(2, &format!("{} · {}", persona.id, escaped(&persona.label)));
        self.line(&face(words, persona, share));
        if let Some(decision) = &persona.decision {
            self.decision(decision);
        }
        self.words_of(&persona.quotes, &persona.narrative);
        if let Some(scenario) = &persona.scenario {
            self.scenario(scenario);
        }
        self.claims(&persona.claims);
        self.contradictions(&persona.contradictions);
        if !persona.gaps.is_empty() {
            let gaps: Vec<&str> = persona.gaps.iter().map(|facet| (words.facet)(*facet)).collect();
            self.heading(3, words.no_evidence_yet);
            self.line(&gaps.join(", "));
        }
        self.triangulation(&persona.claims);
        let amount = |amount: &Quantity| {
            format!("{} \\[{}\\]", words.quote(&escaped(&amount.words)), amount.evidence)
        };
        self.named(words.amounts, persona.quantities.iter().map(amount).collect());
        if let Some(rule) = &persona.segment_rule {
            self.segment(persona.id.as_str(), rule);
        }
        let word = |word: &DistinctiveWord| {
            let values: [(&str, &dyn Display); 5] = [
                ("word", &word.word),
                ("people", &word.people),
                ("of", &word.of),
                ("others", &word.others),
                ("others_of", &word.others_of),
            ];
            fill(words.distinctive_word, &values)
        };
        self.named(words.distinctive_words, persona.words.iter().map(word).collect());
        let nearest = |one: &Exemplar| {
            let respondent = escaped(&one.respondent);
            fill(
                words.nearest_one,
                &[("respondent", &respondent), ("matches", &one.matches), ("of", &one.of)],
            )
        };
        self.named(words.nearest, persona.exemplars.iter().map(nearest).collect());
    }

    /// What people decided of it.
    fn decision(&mut self, decision: &Decision) {
        let words = self.words;
        self.named(words.reviewed, decision.reviewed.iter().map(|day| escaped(day)).collect());
        self.named(words.note, decision.note.iter().map(|note| escaped(note)).collect());
        let assumption = |(facet, text): &(Facet, String)| {
            format!("{} ({})", escaped(text), (words.facet)(*facet))
        };
        self.named(words.assumed, decision.assumptions.iter().map(assumption).collect());
    }

    /// A line of things under their name, where there are any.
    fn named(&mut self, name: &str, things: Vec<String>) {
        if !things.is_empty() {
            self.line(&format!("{name}: {}", things.join(", ")));
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
        let counts: [(&str, &dyn Display); 5] = [
            ("of", &rule.of),
            ("picked", &rule.picked),
            ("right", &rule.right),
            ("persona", &persona),
            ("members", &rule.members),
        ];
        let counts = fill(words.segment_counts, &counts);
        self.line(&format!(
            "{}: {}. {counts}",
            words.segment_rule,
            conditions.join(&format!(" {} ", words.and))
        ));
    }

    /// Those who are in no group, described as a group is.
    fn unassigned(&mut self, none: &Unassigned) {
        let words = self.words;
        self.heading(2, &format!("{} · {}", none.id, words.unassigned_title));
        let share = percent(none.share);
        let values: [(&str, &dyn Display); 5] = [
            ("kind", &(words.kind)(none.kind)),
            ("respondents", &none.size),
            ("share", &share),
            ("fit_none", &none.size.saturating_sub(none.nothing_known)),
            ("unknown", &none.nothing_known),
        ];
        self.line(&fill(words.unassigned_face, &values));
        self.words_of(&none.quotes, &none.narrative);
        self.claims(&none.claims);
    }

    fn words_of(&mut self, quotes: &[Quote], narrative: &[Sentence]) {
        for quote in quotes {
            let said = self.words.quote(&escaped(&one_line(&quote.evidence.quote)));
            let lead = if quote.against { self.words.against_lead } else { "" };
            let respondent = escaped(&quote.evidence.respondent);
            self.text.push_str(&format!("> {lead}{said} — {respondent}, [{}]\n>\n", quote.claim));
        }
        if !quotes.is_empty() {
            self.text.push('\n');
        }
        self.sentences(narrative);
    }

    fn sentences(&mut self, sentences: &[Sentence]) {
        for sentence in sentences {
            self.line(&format!("{} [{}]", escaped(&sentence.text), sentence.claims.join(", ")));
        }
    }

    fn scenario(&mut self, scenario: &Scenario) {
        self.heading(3, self.words.scenario);
        self.line(&fill(self.words.scenario_of, &[("respondent", &escaped(&scenario.respondent))]));
        self.sentences(&scenario.sentences);
    }

    fn claims(&mut self, claims: &[Claim]) {
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
        let totals: [(&str, &dyn Display); 2] =
            [("evidence", &claim.evidence_total), ("counter", &claim.counter_evidence_total)];
        let stage = claim.stage.as_ref().map_or_else(String::new, |at| {
            let values: [(&str, &dyn Display); 3] =
                [("stage", &escaped(&at.stage)), ("with", &at.with), ("of", &at.of)];
            format!("; {}", fill(words.stage, &values))
        });
        self.item(&format!(
            "{mark} {}{stage} `{}` ({}; {}, {})",
            escaped(&claim.statement),
            claim.id,
            words.grade(claim.grade),
            kinds.join(" + "),
            fill(words.counts, &totals)
        ));
        let shown = claim.evidence.iter().take(2).map(|evidence| ("", evidence));
        let against =
            claim.counter_evidence.iter().take(1).map(|evidence| (words.against_lead, evidence));
        for (lead, evidence) in shown.chain(against) {
            self.text.push_str(&format!("  - {lead}{}\n", evidence_line(words, evidence)));
        }
    }

    fn contradictions(&mut self, contradictions: &[Contradiction]) {
        if contradictions.is_empty() {
            return;
        }
        let words = self.words;
        self.heading(3, words.said_and_shown);
        for contradiction in contradictions {
            let interval = fill(
                words.interval,
                &[("low", &percent(contradiction.low)), ("high", &percent(contradiction.high))],
            );
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
        let Some(first) = claims.first().filter(|claim| claim.by_source_kind.len() > 1) else {
            return;
        };
        let names: Vec<&str> =
            first.by_source_kind.iter().map(|of| (words.source_kind)(of.kind)).collect();
        self.heading(3, words.which_sources);
        self.row(&format!("{} | {}", words.claim_column, names.join(" | ")), true);
        for claim in claims {
            let cell = |of: &KindCounts| {
                fill(words.stance(of.stance), &[("with", &of.with), ("asked", &of.asked)])
            };
            let cells: Vec<String> = claim.by_source_kind.iter().map(cell).collect();
            self.row(
                &format!("`{}` {} | {}", claim.id, escaped(&claim.label), cells.join(" | ")),
                false,
            );
        }
        self.text.push('\n');
    }

    fn sources(&mut self, sources: &[SourceSummary]) {
        self.heading(2, self.words.sources);
        self.row(self.words.sources_head, true);
        for source in sources {
            const DIGITS: usize = 12;
            let digest = source.digest.to_string();
            let (kind, digits) = digest.split_once(':').unwrap_or(("", &digest));
            let digits: String = digits.chars().take(DIGITS).collect();
            let cells = [
                escaped(&source.id),
                (self.words.source_kind)(source.kind).to_owned(),
                source.format.to_string(),
                source.records.to_string(),
                source.respondents.to_string(),
                format!("`{kind}:{digits}…`"),
            ];
            self.row(&cells.join(" | "), false);
        }
        self.text.push('\n');
    }

    fn findings(&mut self, findings: &[FindingRecord]) {
        let words = self.words;
        self.heading(2, words.findings);
        for (level, title) in [(Level::Warning, words.warnings), (Level::Note, words.notes)] {
            let of_level = findings.iter().filter(|finding| finding.level == level);
            let (scales, others): (Vec<_>, Vec<_>) =
                of_level.partition(|finding| finding.id == "scale-recognised");
            self.line(&format!("{title}:"));
            if !scales.is_empty() {
                self.item(&fill(words.scales_recognised, &[("columns", &scales.len())]));
            }
            for finding in &others {
                let at =
                    finding.at.as_ref().map_or_else(String::new, |at| format!("{}: ", escaped(at)));
                self.item(&format!("{at}{}", escaped(&finding.message)));
            }
            if scales.is_empty() && others.is_empty() {
                self.item(words.none);
            }
            self.text.push('\n');
        }
    }
}

/// Who a persona is, in a line.
fn face(words: &Words, persona: &Persona, share: &str) -> String {
    let values: [(&str, &dyn Display); 3] =
        [("kind", &(words.kind)(persona.kind)), ("respondents", &persona.size), ("share", &share)];
    let stability = format!("{:.2}", persona.stability);
    let mut parts = vec![fill(words.face, &values)];
    parts.extend(persona.accounts.map(|accounts| fill(words.units, &[("accounts", &accounts)])));
    parts.push(fill(words.stability, &[("stability", &stability)]));
    parts.extend(persona.joint_match.map(|JointMatch { with, all_but_one, of, claims }| {
        fill(
            words.joint,
            &[("with", &with), ("of", &of), ("claims", &claims), ("nearly", &all_but_one)],
        )
    }));
    parts.join(" · ")
}
