//! Personas as Markdown, for people.

use super::unknown::unknown_section;
use crate::finding::Level;
use crate::locator::{Locator, stretches};
use crate::personas::{
    Claim, Contradiction, Direction, Evidence, KindCounts, Persona, PersonaSet, Quote, SegmentCondition, SegmentRule,
    SelectionSummary, Sentence, Stance, Unassigned,
};
use crate::sources::SourceKind;
use crate::study::{Facet, SourceSummary};

/// The file `personas.md`: each persona with its claims, counts and evidence, then how it came about and what to beware of.
#[must_use]
pub fn markdown(personas: &PersonaSet) -> String {
    let mut text = format!("# {}\n\n", escaped(&personas.study.title));
    text.push_str(&format!(
        "Draft personas from {} respondents. Internal: holds words of respondents. Every claim says how many of how many and leads to its \
         evidence; a share stands with its 95 % interval. “Against” counts places that say the opposite: a denial, the other end of a scale; \
         whoever answered otherwise is among those asked.\n\n",
        personas.study.respondents
    ));
    for grade in &personas.grades {
        text.push_str(&format!("- **{}**: {}\n", grade.grade.name(), grade.rule));
    }
    text.push('\n');
    for selection in &personas.selections {
        selection_section(&mut text, selection, personas);
    }
    for persona in &personas.personas {
        persona_section(&mut text, persona, &share_of(personas, persona));
    }
    for none in personas.unassigned.iter().filter(|none| none.size > 0) {
        unassigned_section(&mut text, none);
    }
    unknown_section(&mut text, personas);
    sources_section(&mut text, personas);
    findings_section(&mut text, personas);
    text
}

fn selection_section(text: &mut String, selection: &SelectionSummary, personas: &PersonaSet) {
    let groups = match selection.chosen {
        1 => "no groups: one description of everyone".to_owned(),
        many => format!("{many} groups, {}", selection.verdict.name()),
    };
    text.push_str(&format!("**{}** ({} respondents): {groups}. ", selection.kind, selection.respondents));
    text.push_str(&format!("Why: {}.", selection.reason));
    if let Some(agreement) = selection.replicability {
        text.push_str(&format!(
            " Another method (k-means, or latent classes for k-means) agrees to {agreement:.2} (adjusted Rand index)."
        ));
    }
    for none in personas.unassigned.iter().filter(|none| none.kind == selection.kind && none.size > 0) {
        text.push_str(&format!(" In no group: {} respondents ({:.0} %).", none.size, none.share * 100.0));
    }
    text.push_str("\n\n| groups | log-likelihood | BIC | AIC3 | ICL | agreement | least Jaccard | smallest |\n|---|---|---|---|---|---|---|---|\n");
    for candidate in &selection.candidates {
        let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.1}"));
        let chosen = if candidate.groups == selection.chosen { "**" } else { "" };
        text.push_str(&format!(
            "| {chosen}{}{chosen} | {} | {} | {} | {} | {:.2} | {:.2} | {} |\n",
            candidate.groups,
            number(candidate.log_likelihood),
            number(candidate.bic),
            number(candidate.aic3),
            number(candidate.icl),
            candidate.stability,
            candidate.jaccard.iter().copied().fold(1.0, f64::min),
            candidate.smallest,
        ));
    }
    text.push('\n');
}

/// How many of the population a persona stands for.
fn share_of(personas: &PersonaSet, persona: &Persona) -> String {
    if personas.describes_everyone(persona) {
        return "everyone of this kind".to_owned();
    }
    let Some(share) = &persona.share else {
        let counted = |source: &SourceSummary| matches!(source.kind, SourceKind::Survey | SourceKind::Crm);
        let speaks = personas.study.sources.iter().any(|source| counted(source) && source.respondents > 0);
        let why =
            if speaks { "the population holds nobody of this kind" } else { "only interviews speak of this kind" };
        return format!("no share: {why}");
    };
    format!(
        "{:.0} % of {} (95 % interval {:.0} to {:.0} %)",
        share.estimate * 100.0,
        share.of,
        share.low * 100.0,
        share.high * 100.0
    )
}

fn persona_section(text: &mut String, persona: &Persona, share: &str) {
    text.push_str(&format!("## {} · {}\n\n", persona.id, escaped(&persona.label)));
    let joint = &persona.joint_match;
    text.push_str(&format!(
        "{} persona · {} respondents · {share} · stability {:.2} · {} of {} show all {} defining claims, {} all but one\n\n",
        persona.kind, persona.size, persona.stability, joint.with, joint.of, joint.claims, joint.all_but_one
    ));
    words_section(text, &persona.quotes, &persona.narrative);
    claims_section(text, &persona.claims);
    contradictions_section(text, &persona.contradictions);
    if !persona.gaps.is_empty() {
        let gaps: Vec<&str> = persona.gaps.iter().map(|facet| facet.name()).collect();
        text.push_str(&format!("### No evidence yet\n\n{}\n\n", gaps.join(", ")));
    }
    triangulation_section(text, &persona.claims);
    let amounts: Vec<String> = persona
        .quantities
        .iter()
        .map(|quantity| format!("“{}” \\[{}\\]", escaped(&quantity.words), quantity.evidence))
        .collect();
    if !amounts.is_empty() {
        text.push_str(&format!("Amounts named: {}\n\n", amounts.join(", ")));
    }
    if let Some(rule) = &persona.segment_rule {
        segment_item(text, &persona.id, rule);
    }
    let exemplars: Vec<String> = persona
        .exemplars
        .iter()
        .map(|one| format!("{} ({} of {} known defining claims)", escaped(&one.respondent), one.matches, one.of))
        .collect();
    if !exemplars.is_empty() {
        text.push_str(&format!("Nearest real people: {}\n\n", exemplars.join(", ")));
    }
}

/// The plain rule beside the portrait.
fn segment_item(text: &mut String, persona: &str, rule: &SegmentRule) {
    let condition = |condition: &SegmentCondition| {
        format!("{}{} \\[{}\\]", if condition.not { "not " } else { "" }, escaped(&condition.label), condition.claim)
    };
    let conditions: Vec<String> = rule.conditions.iter().map(condition).collect();
    text.push_str(&format!(
        "Segment rule: {}. Of {} respondents of whom that is known it picks {}, {} of them of {persona}; {persona} has {} among them.\n\n",
        conditions.join(" and "),
        rule.of,
        rule.picked,
        rule.right,
        rule.members
    ));
}

/// Those who are in no group, described as a group is.
fn unassigned_section(text: &mut String, none: &Unassigned) {
    text.push_str(&format!("## {} · In no group\n\n", none.id));
    let fit_none = none.size - none.nothing_known;
    text.push_str(&format!(
        "{} · {} respondents ({:.0} %): {} fit no group, or several about equally; of {} nothing is known that shapes groups\n\n",
        none.kind,
        none.size,
        none.share * 100.0,
        fit_none,
        none.nothing_known
    ));
    words_section(text, &none.quotes, &none.narrative);
    claims_section(text, &none.claims);
}

fn words_section(text: &mut String, quotes: &[Quote], narrative: &[Sentence]) {
    for quote in quotes {
        let words = escaped(&one_line(&quote.evidence.quote));
        text.push_str(&format!("> “{words}” — {}, [{}]\n>\n", escaped(&quote.evidence.respondent), quote.claim));
    }
    if !quotes.is_empty() {
        text.push('\n');
    }
    for sentence in narrative {
        text.push_str(&format!("{} [{}]\n\n", escaped(&sentence.text), sentence.claims.join(", ")));
    }
}

fn claims_section(text: &mut String, claims: &[Claim]) {
    let mut facets: Vec<Facet> = Vec::new();
    claims.iter().for_each(|claim| {
        if !facets.contains(&claim.facet) {
            facets.push(claim.facet);
        }
    });
    for facet in facets {
        text.push_str(&format!("### {facet}\n\n"));
        for claim in claims.iter().filter(|claim| claim.facet == facet) {
            claim_item(text, claim);
        }
        text.push('\n');
    }
}

fn contradictions_section(text: &mut String, contradictions: &[Contradiction]) {
    if contradictions.is_empty() {
        return;
    }
    text.push_str("### Said, and shown by records\n\n");
    for contradiction in contradictions {
        let (low, high) = (contradiction.low * 100.0, contradiction.high * 100.0);
        let statement = escaped(&contradiction.statement);
        text.push_str(&format!("- {statement} (95 % interval {low:.0} to {high:.0} %) `{}`\n", contradiction.id));
        for evidence in contradiction.evidence.iter().take(2) {
            text.push_str(&format!("  - {}\n", evidence_line(evidence)));
        }
    }
    text.push('\n');
}

/// Claims × kinds of source, where there is more than one kind.
fn triangulation_section(text: &mut String, claims: &[Claim]) {
    let Some(first) = claims.first().filter(|claim| claim.by_source_kind.len() > 1) else { return };
    let names: Vec<&str> = first.by_source_kind.iter().map(|of| of.kind.name()).collect();
    text.push_str(&format!("### Which sources carry what\n\n| claim | {} |\n", names.join(" | ")));
    text.push_str(&format!("|---|{}\n", "---|".repeat(names.len())));
    for claim in claims {
        let cell = |of: &KindCounts| match of.stance {
            Stance::NotAsked => of.stance.name().to_owned(),
            stance => format!("{}, {} of {}", stance.name(), of.with, of.asked),
        };
        let cells: Vec<String> = claim.by_source_kind.iter().map(cell).collect();
        text.push_str(&format!("| `{}` {} | {} |\n", claim.id, escaped(&claim.label), cells.join(" | ")));
    }
    text.push('\n');
}

fn claim_item(text: &mut String, claim: &Claim) {
    let mark = match claim.direction {
        Direction::More => "▲",
        Direction::Less => "▼",
        Direction::Shared if claim.rare => "●",
        Direction::Shared => "=",
    };
    let kinds: Vec<&str> = claim.source_kinds.iter().map(|kind| kind.name()).collect();
    text.push_str(&format!(
        "- {mark} {} `{}` ({}; {}, {} for, {} against)\n",
        escaped(&claim.statement),
        claim.id,
        claim.grade.name(),
        kinds.join(" + "),
        claim.evidence_total,
        claim.counter_evidence_total
    ));
    let shown = claim.evidence.iter().take(2).map(|evidence| ("", evidence));
    let against = claim.counter_evidence.iter().take(1).map(|evidence| ("against: ", evidence));
    for (lead, evidence) in shown.chain(against) {
        text.push_str(&format!("  - {lead}{}\n", evidence_line(evidence)));
    }
}

fn evidence_line(evidence: &Evidence) -> String {
    let place = match &evidence.locator {
        Locator::Text { document, start, end, time: None, .. } => format!("{document}, characters {start}–{end}"),
        Locator::Text { document, start, end, time: Some(time), .. } => {
            format!("{document}, {time}, characters {start}–{end}")
        }
        Locator::Cell { source, row, column, .. } => format!("{source}, row {row}, “{column}”"),
        Locator::Rows { source, rows, column, .. } => format!("{source}, rows {}, “{column}”", stretches(rows)),
    };
    // In a column per option an empty cell is an option that was not chosen.
    let words = match one_line(&evidence.quote) {
        empty if empty.is_empty() => "not chosen".to_owned(),
        words => format!("“{}”", escaped(&shortened(&words))),
    };
    format!("{words} — {} ({})", escaped(&evidence.respondent), escaped(&place))
}

fn sources_section(text: &mut String, personas: &PersonaSet) {
    text.push_str(
        "## Sources\n\n| source | kind | format | records | respondents | digest |\n|---|---|---|---|---|---|\n",
    );
    for source in &personas.study.sources {
        let digest = source.digest.to_string();
        text.push_str(&format!(
            "| {} | {} | {} | {} | {} | `{}…` |\n",
            escaped(&source.id),
            source.kind,
            source.format,
            source.records,
            source.respondents,
            &digest[..digest.len().min(19)]
        ));
    }
    text.push('\n');
}

fn findings_section(text: &mut String, personas: &PersonaSet) {
    text.push_str("## Findings\n\n");
    for (level, title) in [(Level::Warning, "Warnings"), (Level::Note, "Notes")] {
        let of_level = personas.findings.iter().filter(|finding| finding.level == level);
        let (scales, others): (Vec<_>, Vec<_>) = of_level.partition(|finding| finding.id == "scale-recognised");
        text.push_str(&format!("{title}:\n\n"));
        if !scales.is_empty() {
            text.push_str(&format!(
                "- {} columns with a scale recognised from the data; listed in `run.json`\n",
                scales.len()
            ));
        }
        for finding in &others {
            let at = finding.at.as_ref().map_or_else(String::new, |at| format!("{}: ", escaped(at)));
            text.push_str(&format!("- {at}{}\n", escaped(&finding.message)));
        }
        if scales.is_empty() && others.is_empty() {
            text.push_str("- none\n");
        }
        text.push('\n');
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Long quotes are cut for the overview; the whole words are in `personas.json`.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 160;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} […]", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Text that Markdown shows as it is: no links, headings, markup or raw HTML from the data.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => {
                safe.push('\\');
                safe.push(c);
            }
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '\n' | '\r' => safe.push(' '),
            // Controls that turn the direction of text around hide what is written.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_write_markdown() {
        assert_eq!(escaped("<b>[x](y)</b>"), "&lt;b&gt;\\[x\\](y)&lt;/b&gt;");
        assert_eq!(escaped("a\u{202e}b | c"), "ab \\| c");
    }
}
