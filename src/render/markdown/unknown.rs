//! The gaps of a study, as Markdown.

use crate::coding::{CodeAgreement, Saturation};
use crate::locale::Words;
use crate::personas::{NextInterview, PersonaSet};
use crate::render::places::escaped;

/// The section on what is still unknown: coverage, saturation, agreement of coders, and whom to
/// interview next.
pub(super) fn unknown_section(text: &mut String, words: &Words, personas: &PersonaSet) {
    text.push_str(&format!("## {}\n\n", words.unknown));
    coverage(text, words, personas);
    if let Some(saturation) = &personas.coding.saturation {
        saturation_item(text, words, saturation);
    }
    agreements(text, words, &personas.coding.agreements);
    text.push('\n');
    if !personas.next_interviews.is_empty() {
        text.push_str(&format!("### {}\n\n", words.whom_next));
        personas
            .next_interviews
            .iter()
            .zip(1..)
            .for_each(|(next, number)| next_item(text, words, number, next));
        text.push('\n');
    }
}

/// Members of each persona in each source.
fn coverage(text: &mut String, words: &Words, personas: &PersonaSet) {
    let Some(first) = personas.personas.first().filter(|first| !first.coverage.is_empty()) else {
        return;
    };
    text.push_str(&format!("| {} |", words.known_from));
    first
        .coverage
        .iter()
        .for_each(|source| text.push_str(&format!(" {} |", escaped(source.source.as_str()))));
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(first.coverage.len()));
    for persona in &personas.personas {
        text.push_str(&format!("\n| {} ({}) |", persona.id, persona.size));
        for source in &persona.coverage {
            // Deals, events and the like are several a respondent.
            let records = if source.records > source.respondents {
                format!(" ({})", (words.records)(source.records))
            } else {
                String::new()
            };
            text.push_str(&format!(" {}{records} |", source.respondents));
        }
    }
    text.push_str("\n\n");
}

fn saturation_item(text: &mut String, words: &Words, saturation: &Saturation) {
    let Saturation { interviews, codes, once, next, unheard, .. } = saturation;
    let next = format!("{next:.1}");
    let said = (words.saturation)(*interviews, *codes, *once, &next);
    text.push_str(&format!("- {said}"));
    // Less than half a code rounds to none.
    if *unheard >= 0.5 {
        text.push_str(&(words.unheard)(&format!("{unheard:.0}")));
    }
    text.push('\n');
}

/// The agreement of coders on codes with enough turns for a meaningful figure. Below 0.8
/// conclusions are tentative, below 0.667 there are none to draw (Krippendorff 2004, doi
/// 10.1111/j.1468-2958.2004.tb00738.x).
fn agreements(text: &mut String, words: &Words, agreements: &[CodeAgreement]) {
    const SHOWN: usize = 5;
    const LEAST_TURNS: usize = 3;
    // Agreement on one or two turns is chance.
    let often = agreements.iter().filter(|code| code.coded >= LEAST_TURNS);
    let mut known: Vec<(f64, &CodeAgreement)> =
        often.filter_map(|code| code.alpha.map(|alpha| (alpha, code))).collect();
    if known.is_empty() {
        return;
    }
    // The weakest first: these are the codes to define again.
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    let middle = format!("{:.2}", known[known.len() / 2].0);
    let doubtful = known.iter().take_while(|(alpha, _)| *alpha < 0.8);
    let said = (words.agreement)(&middle, known.len(), LEAST_TURNS);
    text.push_str(&format!("- {said}"));
    for (place, (alpha, code)) in doubtful.take(SHOWN).enumerate() {
        let begin = if place > 0 { ", " } else { words.doubtful_codes };
        text.push_str(&format!("{begin}{} ({alpha:.2})", escaped(&code.code)));
    }
    text.push('\n');
}

fn next_item(text: &mut String, words: &Words, number: usize, next: &NextInterview) {
    let probability = format!("{:.2}", next.probability);
    let said = (words.next_one)(
        &escaped(next.respondent.as_str()),
        next.persona.as_str(),
        &probability,
        next.interviewed,
        next.size,
    );
    text.push_str(&format!("{number}. {said}"));
    for (place, claim) in next.shows.iter().enumerate() {
        let begin = if place == 0 { words.next_shows } else { ", " };
        let label = escaped(&claim.label);
        let shows = (words.next_of_them)(&label, claim.interviewed);
        text.push_str(&format!("{begin}{shows} \\[{}\\]", claim.claim));
    }
    text.push('\n');
}
