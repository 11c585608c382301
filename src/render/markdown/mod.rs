//! Personas as Markdown, for people.

mod card;
mod codes;
mod linked;
mod page;
mod persona;
mod unknown;

pub(super) use card::cards;
use codes::codes_section;
use linked::{linked_section, signs_section};
use page::Page;
use persona::share_of;
use unknown::unknown_section;

use super::bases::{groups_line, kinds_line};
use super::cells::compared;
use super::places::escaped;
use crate::finding::Level;
use crate::locale::Words;
use crate::personas::{OpenDoubt, PersonaSet, ResultFinding, SelectionSummary};
use crate::study::SourceSummary;

/// The file `personas.md`: each persona with its claims, counts and evidence, then the method and
/// the caveats.
#[must_use]
pub fn markdown(personas: &PersonaSet) -> String {
    let words = Words::of(personas.study.language);
    let guarded = !personas.study.privacy.is_internal();
    let text = format!("# {}\n\n", escaped(&personas.study.title));
    let mut page = Page { words, guarded, text };
    // A guarded result has to explain other things: figures left out, shares rounded.
    let intro = if guarded { words.intro_guarded } else { words.intro };
    page.line(&intro(personas.study.respondents));
    page.undecided(&personas.study.doubts);
    for (_, card) in cards(personas, 2) {
        page.text.push_str(&card);
    }
    for grade in &personas.grades {
        page.item(&format!("**{}**: {}", words.grade(grade.grade), grade.rule));
    }
    page.text.push('\n');
    if let Some(line) = kinds_line(words, personas) {
        page.line(&line);
    }
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
    codes_section(&mut page.text, words, personas);
    page.sources(&personas.study.sources);
    page.findings(&personas.findings);
    page.text
}

impl Page {
    fn selection(&mut self, selection: &SelectionSummary, personas: &PersonaSet) {
        let words = self.words;
        let groups = match selection.chosen {
            1 => words.no_groups.to_owned(),
            many => (words.groups)(many, (words.verdict)(selection.verdict)),
        };
        let of_kind = (words.of_kind)(selection.respondents);
        let why = (words.why)(&selection.reason);
        let mut text = format!("**{}** {of_kind}: {groups}. {why}", (words.kind)(selection.kind));
        if let Some(agreement) = selection.replicability {
            text.push_str(&format!(" {}", (words.agrees)(&format!("{agreement:.2}"))));
        }
        self.line(&text);
        if let Some(line) = groups_line(words, personas, selection.kind) {
            self.line(&line);
        }
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

    /// What nobody has decided, before anything that rests on it.
    fn undecided(&mut self, doubts: &[OpenDoubt]) {
        if doubts.is_empty() {
            return;
        }
        let words = self.words;
        self.line(&format!("**{}.** {}", words.page.undecided, words.page.undecided_intro));
        for doubt in doubts {
            let about = (words.page_of.decision)(doubt.about);
            let sentence = match doubt.sentence.as_str() {
                "" => String::new(),
                sentence => format!(": {}", escaped(sentence)),
            };
            self.item(&format!("**{about}**{sentence}"));
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
            // Enough to tell files apart by eye; the whole digest is in the JSON.
            let digits: String = digits.chars().take(DIGITS).collect();
            let cells = [
                escaped(source.id.as_str()),
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

    fn findings(&mut self, findings: &[ResultFinding]) {
        let words = self.words;
        self.heading(2, words.findings);
        for (level, title) in [(Level::Warning, words.warnings), (Level::Note, words.notes)] {
            let of_level = findings.iter().filter(|finding| finding.level == level);
            let (scales, others): (Vec<_>, Vec<_>) =
                // Every column has such a note: listed one by one they would bury the others.
                of_level.partition(|finding| finding.id == "scale-recognised");
            self.line(&format!("{title}:"));
            if !scales.is_empty() {
                self.item(&(words.scales_recognised)(scales.len()));
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
