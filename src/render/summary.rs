//! A run on one screen.

use crate::finding::Level;
use crate::locale::{SummaryTexts, Words, percent};
use crate::personas::{Persona, PersonaSet, Share};
use crate::visible::visible;

/// Lines of a summary at most.
const MOST_LINES: usize = 40;
/// Warnings shown at most.
const MOST_WARNINGS: usize = 8;

/// A summary in at most 40 lines, in the language of the study: the sources, the groups chosen with
/// the reason, a line per persona, and the warnings.
#[must_use]
pub fn summary(personas: &PersonaSet) -> String {
    let texts = &Words::of(personas.study.language).summary;
    let study = &personas.study;
    let mut lines = vec![format!("{}: {}", study.title, (texts.respondents)(study.respondents))];
    for source in &study.sources {
        let (id, kind) = (&source.id, (texts.source)(source.kind));
        let records = (texts.records)(source.records, source.respondents);
        lines.push(format!("  {id:<12} {kind:<10} {records}"));
    }
    for selection in &personas.selections {
        lines.push(String::new());
        lines.push(format!(
            "{}: {}, {} ({})",
            (texts.kind)(selection.kind),
            (texts.respondents)(selection.respondents),
            (texts.groups)(selection.chosen),
            (texts.verdict)(selection.verdict)
        ));
        lines.push(format!("  {}", (texts.why)(&selection.reason)));
        let of_kind = personas.personas.iter().filter(|persona| persona.kind == selection.kind);
        lines.extend(of_kind.map(|persona| {
            let everyone = personas.describes_everyone(persona);
            line(texts, persona, persona.share.as_ref().filter(|_| !everyone))
        }));
        let unassigned = personas.unassigned.iter();
        for none in unassigned.filter(|none| none.kind == selection.kind && none.size > 0) {
            let told = (texts.in_no_group)(none.size, &percent(none.share));
            lines.push(format!("  --  {told}"));
        }
    }
    add_findings(texts, personas, &mut lines);
    lines.truncate(MOST_LINES);
    visible(&(lines.join("\n") + "\n")).into_owned()
}

/// Adds the warnings, as many as there is room for.
fn add_findings(texts: &SummaryTexts, personas: &PersonaSet, lines: &mut Vec<String>) {
    let warnings: Vec<String> = personas
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Warning)
        .map(|finding| match &finding.at {
            Some(at) => format!("  {at}: {}", finding.message),
            None => format!("  {}", finding.message),
        })
        .collect();
    let notes = personas.findings.len() - warnings.len();
    lines.push(String::new());
    // Warnings are cut first: they are all in personas.json, and the groups come before them.
    let room = MOST_WARNINGS.min(MOST_LINES.saturating_sub(lines.len() + 1));
    let more = warnings.len().saturating_sub(room);
    lines.push((texts.findings)(warnings.len(), more, notes));
    lines.extend(warnings.into_iter().take(room));
}

fn line(texts: &SummaryTexts, persona: &Persona, share: Option<&Share>) -> String {
    let share = share.map_or_else(String::new, |share| {
        let [estimate, low, high] = [share.estimate, share.low, share.high].map(percent);
        match share.uncertain {
            true => (texts.uncertain)(share.of.as_str(), &low, &high),
            false => (texts.share)(&estimate, share.of.as_str(), &low, &high),
        }
    });
    let respondents = (texts.respondents)(persona.size);
    let comes_back = (texts.comes_back)(&format!("{:.2}", persona.stability), persona.claims.len());
    format!("  {:<3} {}: {respondents}{share}{comes_back}", persona.id, persona.label)
}
