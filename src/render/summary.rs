//! A run on one screen.

use crate::finding::Level;
use crate::locale::counted;
use crate::personas::{Persona, PersonaSet, Share};
use crate::visible::visible;

/// Lines of a summary at most.
const MOST_LINES: usize = 40;
/// Warnings shown at most.
const MOST_WARNINGS: usize = 8;

/// A summary in at most 40 lines: the sources, the groups chosen with the reason, a line per
/// persona, and the warnings.
#[must_use]
pub fn summary(personas: &PersonaSet) -> String {
    let mut lines =
        vec![format!("{}: {} respondents", personas.study.title, personas.study.respondents)];
    for source in &personas.study.sources {
        let (id, kind) = (&source.id, source.kind.name());
        lines.push(format!(
            "  {id:<12} {kind:<10} {:>6} records, {} respondents",
            source.records, source.respondents
        ));
    }
    for selection in &personas.selections {
        let groups = if selection.chosen == 1 {
            "no groups".to_owned()
        } else {
            format!("{} groups", selection.chosen)
        };
        lines.push(String::new());
        lines.push(format!(
            "{}: {} respondents, {groups} ({})",
            selection.kind,
            selection.respondents,
            selection.verdict.name()
        ));
        lines.push(format!("  why: {}", selection.reason));
        lines.extend(
            personas.personas.iter().filter(|persona| persona.kind == selection.kind).map(
                |persona| {
                    let everyone = personas.describes_everyone(persona);
                    line(persona, persona.share.as_ref().filter(|_| !everyone))
                },
            ),
        );
        for none in
            personas.unassigned.iter().filter(|none| none.kind == selection.kind && none.size > 0)
        {
            lines.push(format!(
                "  --  in no group: {} ({:.0} %)",
                counted(none.size, "respondent", "respondents"),
                none.share * 100.0
            ));
        }
    }
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
    let rest =
        if more > 0 { format!(", {more} of them only in personas.json") } else { String::new() };
    let (warned, noted) =
        (counted(warnings.len(), "warning", "warnings"), counted(notes, "note", "notes"));
    lines.push(format!("{warned}{rest}; {noted} in personas.json"));
    lines.extend(warnings.into_iter().take(room));
    lines.truncate(MOST_LINES);
    visible(&(lines.join("\n") + "\n")).into_owned()
}

fn line(persona: &Persona, share: Option<&Share>) -> String {
    let share = share.map_or_else(String::new, |share| {
        let [estimate, low, high] = [share.estimate, share.low, share.high].map(|p| p * 100.0);
        if share.uncertain {
            return format!(", size uncertain: {low:.0} to {high:.0} % of {}", share.of);
        }
        format!(", {estimate:.0} % of {} ({low:.0} to {high:.0})", share.of)
    });
    format!(
        "  {:<3} {}: {} respondents{share}; stability {:.2}, {} claims",
        persona.id,
        persona.label,
        persona.size,
        persona.stability,
        persona.claims.len()
    )
}
