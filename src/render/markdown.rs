//! Personas as Markdown, for people.

use super::cells::compared;
use super::linked::{linked_section, signs_section};
use super::places::{escaped, evidence_line, one_line};
use super::unknown::unknown_section;
use crate::finding::Level;
use crate::locale::{Words, percent};
use crate::manifest::Facet;
use crate::personas::{
    Claim, Contradiction, Decision, Direction, DistinctiveWord, Exemplar, FindingRecord,
    JointMatch, Persona, PersonaSet, Quantity, Quote, Scenario, SegmentCondition, SegmentRule,
    SelectionSummary, Sentence, Unassigned,
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
    page.line(&intro(personas.study.respondents));
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
    (words.share_of_population)(&estimate, &share.of, &low, &high)
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
            many => (words.groups)(many, &(words.verdict)(selection.verdict)),
        };
        let of_kind = (words.of_kind)(selection.respondents);
        let why = (words.why)(&selection.reason);
        let mut text = format!("**{}** {of_kind}: {groups}. {why}", (words.kind)(selection.kind));
        if let Some(agreement) = selection.replicability {
            text.push_str(&format!(" {}", (words.agrees)(&format!("{agreement:.2}"))));
        }
        for none in
            personas.unassigned.iter().filter(|none| none.kind == selection.kind && none.size > 0)
        {
            let share = percent(none.share);
            text.push_str(&format!(" {}", (words.in_no_group)(none.size, &share)));
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
            (words.distinctive_word)(&word.word, word.people, word.of, word.others, word.others_of)
        };
        self.named(words.distinctive_words, persona.words.iter().map(word).collect());
        let nearest = |one: &Exemplar| {
            let respondent = escaped(&one.respondent);
            (words.nearest_one)(&respondent, one.matches, one.of)
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
        let SegmentRule { of, picked, right, members, .. } = *rule;
        let counts = (words.segment_counts)(of, picked, right, persona, members);
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
        self.line(&(self.words.scenario_of)(&escaped(&scenario.respondent)));
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
        let stage = claim.stage.as_ref().map_or_else(String::new, |at| {
            format!("; {}", (words.stage)(&escaped(&at.stage), at.with, at.of))
        });
        self.item(&format!(
            "{mark} {}{stage} `{}` ({}; {}, {})",
            escaped(&claim.statement),
            claim.id,
            words.grade(claim.grade),
            kinds.join(" + "),
            (words.counts)(claim.evidence_total, claim.counter_evidence_total)
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
        let Some(first) = claims.first().filter(|claim| claim.by_source_kind.len() > 1) else {
            return;
        };
        let names: Vec<&str> =
            first.by_source_kind.iter().map(|of| (words.source_kind)(of.kind)).collect();
        self.heading(3, words.which_sources);
        self.row(&format!("{} | {}", words.claim_column, names.join(" | ")), true);
        for claim in claims {
            let cells: Vec<String> =
                claim.by_source_kind.iter().map(|of| words.stance(of)).collect();
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
                self.item(&(words.scales_recognised)(scales.len()));
            }
            for finding in &others {
                let at =
                    finding.at.as_ref().map_or_else(String::new, |at| format!("{}: ", escaped(at)));
                self.item(&format!("{at}{}", escaped(finding.sentence())));
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
    let stability = format!("{:.2}", persona.stability);
    let mut parts = vec![(words.face)((words.kind)(persona.kind), persona.size, share)];
    parts.extend(persona.accounts.map(|accounts| (words.units)(accounts)));
    parts.push((words.stability)(&stability));
    parts.extend(persona.joint_match.map(|JointMatch { with, all_but_one, of, claims }| {
        (words.joint)(with, of, claims, all_but_one)
    }));
    parts.join(" · ")
}
