//! What a study does not know yet, as Markdown.

use super::markdown::escaped;
use crate::coding::{CodeAgreement, Saturation};
use crate::personas::{NextInterview, PersonaSet};

/// The section on what is still unknown: coverage, saturation, agreement of coders, and whom to interview next.
pub(super) fn unknown_section(text: &mut String, personas: &PersonaSet) {
    text.push_str("## What is still unknown\n\n");
    coverage(text, personas);
    if let Some(saturation) = &personas.coding.saturation {
        saturation_item(text, saturation);
    }
    agreements(text, &personas.coding.agreements);
    text.push('\n');
    if !personas.next_interviews.is_empty() {
        text.push_str("### Whom to interview next\n\n");
        personas.next_interviews.iter().zip(1..).for_each(|(next, number)| next_item(text, number, next));
        text.push('\n');
    }
}

/// How many of each persona each source knows.
fn coverage(text: &mut String, personas: &PersonaSet) {
    let Some(first) = personas.personas.first() else { return };
    text.push_str("| respondents known from |");
    first.coverage.iter().for_each(|source| text.push_str(&format!(" {} |", escaped(&source.source))));
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(first.coverage.len()));
    for persona in &personas.personas {
        text.push_str(&format!("\n| {} ({}) |", persona.id, persona.size));
        persona.coverage.iter().for_each(|source| text.push_str(&format!(" {} |", source.respondents)));
    }
    text.push_str("\n\n");
}

fn saturation_item(text: &mut String, saturation: &Saturation) {
    let Saturation { interviews, codes, once, next, unheard, .. } = saturation;
    text.push_str(&format!(
        "- saturation: {interviews} coded interviews hold {codes} codes, {once} of them in one interview alone; a further interview would bring \
         {next:.1} new codes on average"
    ));
    if *unheard >= 0.5 {
        text.push_str(&format!(", and at least {unheard:.0} are not heard yet"));
    }
    text.push('\n');
}

/// How far coders agree, on those codes that enough turns have for the figure to mean something. Below 0.8 conclusions are tentative, below 0.667 there
/// are none to draw (Krippendorff 2004, doi 10.1111/j.1468-2958.2004.tb00738.x).
fn agreements(text: &mut String, agreements: &[CodeAgreement]) {
    const SHOWN: usize = 5;
    const LEAST_TURNS: usize = 3;
    let often = agreements.iter().filter(|code| code.coded >= LEAST_TURNS);
    let mut known: Vec<(f64, &CodeAgreement)> =
        often.filter_map(|code| code.alpha.map(|alpha| (alpha, code))).collect();
    if known.is_empty() {
        return;
    }
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    let middle = known[known.len() / 2].0;
    let doubtful = known.iter().take_while(|(alpha, _)| *alpha < 0.8);
    text.push_str(&format!(
        "- coders: Krippendorff's alpha is {middle:.2} in the middle of the {} codes that {LEAST_TURNS} turns and more have",
        known.len()
    ));
    for (place, (alpha, code)) in doubtful.take(SHOWN).enumerate() {
        let begin = if place > 0 { ", " } else { "; doubtful are " };
        text.push_str(&format!("{begin}{} ({alpha:.2})", escaped(&code.code)));
    }
    text.push('\n');
}

fn next_item(text: &mut String, number: usize, next: &NextInterview) {
    let NextInterview { respondent, persona, probability, interviewed, size, shows } = next;
    text.push_str(&format!(
        "{number}. {} ({persona}, probability {probability:.2}): {interviewed} of {size} in {persona} are interviewed",
        escaped(respondent)
    ));
    for (place, claim) in shows.iter().enumerate() {
        let begin = if place == 0 { "; shows " } else { ", " };
        let of = format!("{} of them", claim.interviewed);
        text.push_str(&format!("{begin}{} ({of}) \\[{}\\]", escaped(&claim.label), claim.claim));
    }
    text.push('\n');
}
