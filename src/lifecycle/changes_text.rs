//! Two waves compared, as Markdown.

use super::change::{ClaimChange, Difference, OfWave};
use super::comparison::{Flow, KindComparison, PersonaFate, WaveComparison, join_ids};
use crate::ids::PersonaId;
use crate::render::escaped;

impl WaveComparison {
    /// Report for people as Markdown: for each kind the recommendation, the fate of each persona,
    /// the claims that changed, and the moves of respondents.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = format!("# {} → {}\n\n", escaped(&self.old), escaped(&self.new));
        if self.kinds.is_empty() {
            text.push_str("The waves have no kind of respondent in common.\n");
        }
        self.kinds.iter().for_each(|kind| kind_section(&mut text, kind));
        text
    }
}

fn kind_section(text: &mut String, of: &KindComparison) {
    text.push_str(&format!(
        "## {} personas: {}\n\nWhy: {}.{}\n\n{} respondents then, {} now. \
         {} questions and codes are the same in both waves, {} of them shape groups; {} were asked \
         then only, {} now only.\n\n",
        of.kind,
        of.verdict.name(),
        of.reason,
        of.review_by.as_ref().map_or_else(String::new, |day| format!(" Review by {day}.")),
        of.old_respondents,
        of.new_respondents,
        of.shared.len(),
        of.shaping,
        of.only_old,
        of.only_new
    ));
    if !of.personas.is_empty() {
        text.push_str(
            "| then | now | what became of it | same people | share then | share now | \
             change (95 % interval) |\n|---|---|---|---|---|---|---|\n",
        );
        of.personas.iter().for_each(|persona| persona_row(text, persona));
        text.push('\n');
    }
    let (changed, same): (Vec<&ClaimChange>, Vec<&ClaimChange>) =
        of.claims.iter().partition(|claim| claim.is_change());
    if !changed.is_empty() {
        text.push_str(
            "| claim | of | then | now | change (95 % interval) | p adjusted |\n\
             |---|---|---|---|---|---|\n",
        );
        changed.iter().for_each(|claim| claim_row(text, claim));
        text.push('\n');
    }
    if !of.claims.is_empty() {
        text.push_str(&format!(
            "{} of {} claims that can be compared did not change beyond chance.\n\n",
            same.len(),
            of.claims.len()
        ));
    }
    flows(text, &of.flows);
}

fn persona_row(text: &mut String, persona: &PersonaFate) {
    let ids = |ids: &[PersonaId]| join_ids(ids, ", ");
    let same = persona
        .jaccard
        .map_or_else(|| "–".to_owned(), |jaccard| format!("{:.0} %", jaccard * 100.0));
    let shares = persona.share.as_ref().map_or_else(
        || "– | – | –".to_owned(),
        |share| format!("{} | {} | {}", percent(share.old), percent(share.new), points(share)),
    );
    text.push_str(&format!(
        "| {} | {} | {} | {same} | {shares} |\n",
        ids(&persona.old),
        ids(&persona.new),
        persona.fate.name()
    ));
}

fn claim_row(text: &mut String, claim: &ClaimChange) {
    let of = match (&claim.old, &claim.new) {
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (Some(one), None) | (None, Some(one)) => one.to_string(),
        (None, None) => "–".to_owned(),
    };
    let count = |of: OfWave| format!("{} of {} ({})", of.with, of.asked, percent(of));
    text.push_str(&format!(
        "| `{}` {} | {of} | {} | {} | {} | {:.3} |\n",
        claim.claim,
        escaped(&claim.label),
        count(claim.change.old),
        count(claim.change.new),
        points(&claim.change),
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
fn points(change: &Difference) -> String {
    format!(
        "{:+.0} ({:+.0} to {:+.0})",
        change.difference * 100.0,
        change.low * 100.0,
        change.high * 100.0
    )
}

fn flows(text: &mut String, flows: &[Flow]) {
    if flows.is_empty() {
        text.push_str("Ids of the two waves do not join: nobody is followed.\n\n");
        return;
    }
    let followed: usize = flows.iter().map(|flow| flow.respondents).sum();
    text.push_str(&format!(
        "{followed} people are in both waves:\n\n| then | now | people |\n|---|---|---|\n"
    ));
    let name = |id: &Option<PersonaId>| {
        id.as_ref().map_or_else(|| "in no group".to_owned(), ToString::to_string)
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
