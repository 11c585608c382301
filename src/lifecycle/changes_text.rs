//! Two waves compared, as Markdown.

use super::change::{ClaimChange, Difference, OfWave};
use super::comparison::{Flow, KindComparison, PersonaFate, WaveComparison, join_ids};
use crate::ids::PersonaId;
use crate::locale::{ComparisonTexts, Words};
use crate::render::escaped;

impl WaveComparison {
    /// Report for people as Markdown, in the language of the new wave: for each kind the
    /// recommendation, the fate of each persona, the claims that changed, and the moves of
    /// respondents.
    #[must_use]
    pub fn markdown(&self) -> String {
        let words = Words::of(self.language);
        let mut text = format!("# {} → {}\n\n", escaped(&self.old), escaped(&self.new));
        if self.kinds.is_empty() {
            text.push_str(&format!("{}\n", words.comparison.no_kind_in_common));
        }
        self.kinds.iter().for_each(|kind| kind_section(&mut text, words, kind));
        text
    }
}

fn kind_section(text: &mut String, words: &Words, of: &KindComparison) {
    let said = &words.comparison;
    let heading = (said.heading)((words.kind)(of.kind), (said.verdict)(of.verdict.name()));
    let review = of.review_by.as_ref().map(|day| format!(" {}", (said.review_by)(day)));
    let questions = (said.questions)(of.shared.len(), of.shaping, of.only_old, of.only_new);
    text.push_str(&format!(
        "## {heading}\n\n{}{}\n\n{} {questions}\n\n",
        (said.why)(&of.reason),
        review.unwrap_or_default(),
        (said.respondents)(of.old_respondents, of.new_respondents)
    ));
    if !of.personas.is_empty() {
        table_head(text, &said.personas_head);
        of.personas.iter().for_each(|persona| persona_row(text, said, persona));
        text.push('\n');
    }
    let (changed, same): (Vec<&ClaimChange>, Vec<&ClaimChange>) =
        of.claims.iter().partition(|claim| claim.is_change());
    if !changed.is_empty() {
        table_head(text, &said.claims_head);
        changed.iter().for_each(|claim| claim_row(text, said, claim));
        text.push('\n');
    }
    if !of.claims.is_empty() {
        text.push_str(&format!("{}\n\n", (said.unchanged)(same.len(), of.claims.len())));
    }
    flows(text, said, &of.flows);
}

fn table_head(text: &mut String, cells: &[&str]) {
    text.push_str(&format!("| {} |\n|{}\n", cells.join(" | "), "---|".repeat(cells.len())));
}

fn persona_row(text: &mut String, said: &ComparisonTexts, persona: &PersonaFate) {
    let ids = |ids: &[PersonaId]| join_ids(ids, ", ");
    let same = persona
        .jaccard
        .map_or_else(|| "–".to_owned(), |jaccard| format!("{:.0} %", jaccard * 100.0));
    let shares = persona.share.as_ref().map_or_else(
        || "– | – | –".to_owned(),
        |share| {
            format!("{} | {} | {}", percent(share.old), percent(share.new), points(said, share))
        },
    );
    text.push_str(&format!(
        "| {} | {} | {} | {same} | {shares} |\n",
        ids(&persona.old),
        ids(&persona.new),
        (said.fate)(persona.fate.name())
    ));
}

fn claim_row(text: &mut String, said: &ComparisonTexts, claim: &ClaimChange) {
    let of = match (&claim.old, &claim.new) {
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (Some(one), None) | (None, Some(one)) => one.to_string(),
        (None, None) => "–".to_owned(),
    };
    let count = |of: OfWave| (said.count)(of.with, of.asked, &percent(of));
    text.push_str(&format!(
        "| `{}` {} | {of} | {} | {} | {} | {:.3} |\n",
        claim.claim,
        escaped(&claim.label),
        count(claim.change.old),
        count(claim.change.new),
        points(said, &claim.change),
        claim.p_adjusted
    ));
}

#[allow(clippy::cast_precision_loss, reason = "counts of respondents are below 2^53")]
fn percent(of: OfWave) -> String {
    if of.asked == 0 {
        "–".to_owned()
    } else {
        format!("{:.0} %", of.with as f64 / of.asked as f64 * 100.0)
    }
}

/// A difference in percentage points.
fn points(said: &ComparisonTexts, change: &Difference) -> String {
    let [difference, low, high] =
        [change.difference, change.low, change.high].map(|share| format!("{:+.0}", share * 100.0));
    format!("{difference} ({})", (said.interval)(&low, &high))
}

fn flows(text: &mut String, said: &ComparisonTexts, flows: &[Flow]) {
    if flows.is_empty() {
        text.push_str(&format!("{}\n\n", said.not_followed));
        return;
    }
    let followed: usize = flows.iter().map(|flow| flow.respondents).sum();
    text.push_str(&format!("{}\n\n", (said.followed)(followed)));
    table_head(text, &said.flows_head);
    let name = |id: &Option<PersonaId>| {
        id.as_ref().map_or_else(|| said.in_no_group.to_owned(), ToString::to_string)
    };
    for flow in flows {
        text.push_str(&format!(
            "| {} | {} | {} |\n",
            name(&flow.from),
            name(&flow.to),
            flow.respondents
        ));
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Language;

    #[test]
    fn reports_speak_the_language_of_the_new_wave() {
        let report = |language| {
            let (old, new) = ("2024".to_owned(), "2025".to_owned());
            WaveComparison { old, new, language, kinds: Vec::new() }.markdown()
        };
        let german = report("de".parse::<Language>().unwrap());
        assert_eq!(
            german,
            "# 2024 → 2025\n\nDie Wellen haben keine Art von Befragten gemeinsam.\n"
        );
        assert!(report(Language::default()).ends_with("no kind of respondent in common.\n"));
    }
}
