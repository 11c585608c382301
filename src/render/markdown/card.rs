//! A card as Markdown: headings, flat lists and quotes alone, so that it pastes whole into wikis.

use crate::locale::Words;
use crate::personas::PersonaSet;
use crate::render::card::{Card, Item, Line, Mark, Meter, Said, Section, card};
use crate::render::density::Density;
use crate::render::places::escaped;

/// A card in the making.
struct CardText {
    words: &'static Words,
    text: String,
}

/// The cards of a result with the ids of their personas, each with its heading at a level.
pub(in crate::render) fn cards(personas: &PersonaSet, level: usize) -> Vec<(String, String)> {
    let words = Words::of(personas.study.language);
    let text = |persona| {
        let card = card(personas, persona, Density::default());
        let mut text = CardText { words, text: String::new() };
        text.card(&card, level);
        (card.id, text.text)
    };
    personas.personas.iter().map(text).collect()
}

impl CardText {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.line(&format!("{} {text}", "#".repeat(level)));
    }

    fn card(&mut self, card: &Card, level: usize) {
        self.heading(level, &format!("{} · {}", card.id, escaped(&card.title)));
        let size = format!("**{}** {}", card.size.value, escaped(&card.size.text));
        self.line(&format!("**{}** · {} · {size}", escaped(&card.persona), escaped(&card.review)));
        if !card.tag.is_empty() {
            let tag: Vec<String> = card.tag.iter().map(stated).collect();
            self.line(&tag.join(" "));
        }
        if !card.note.is_empty() {
            self.line(&escaped(&card.note));
        }
        match &card.hero {
            Some(said) => {
                let place = format!("{}, {}", escaped(&said.who), said.place);
                self.line(&format!("> {} — {place}", self.quoted(said)));
            }
            None if card.no_words.is_empty() => {}
            None => self.line(card.no_words),
        }
        self.sections([&card.story], level + 1);
        self.sections(&card.ribbon, level + 1);
        self.sections(card.columns.iter().flatten(), level + 1);
        if let Some(person) = &card.person {
            self.heading(level + 1, person.title);
            let unlike: Vec<String> = person.unlike.iter().map(stated).collect();
            self.line(&format!("{} {}", escaped(&person.who), unlike.join(" ")));
            for step in &person.steps {
                let said = self.quoted(&step.said);
                let marks = marks(&step.said.marks);
                self.text.push_str(&format!("- **{}**: {said}{marks}\n", escaped(&step.name)));
            }
            self.text.push('\n');
        }
        self.sections(card.foot.iter().flatten(), level + 1);
    }

    fn sections<'a>(&mut self, sections: impl IntoIterator<Item = &'a Section>, level: usize) {
        for section in sections.into_iter().filter(|section| !section.is_empty()) {
            let aside = match section.aside {
                "" => String::new(),
                aside => format!(" ({aside})"),
            };
            self.heading(level, &format!("{}{aside}", section.title));
            section.items.iter().for_each(|item| self.item(item));
            for line in &section.lines {
                self.text.push_str(&format!("- {}\n", stated(line)));
            }
            if !section.more.is_empty() {
                self.text.push_str(&format!("- {}\n", section.more));
            }
            self.text.push('\n');
        }
    }

    fn item(&mut self, item: &Item) {
        let meters: Vec<String> = item.meters.iter().map(|meter| self.meter(meter)).collect();
        let note = match item.note.as_str() {
            "" => String::new(),
            note => format!("; {note}"),
        };
        let counts = match meters[..] {
            [] => String::new(),
            _ => format!(": {}{note}", escaped(&meters.join("; "))),
        };
        let doubt = if item.line.doubt { " ?" } else { "" };
        let said = escaped(&item.line.text);
        self.text.push_str(&format!("- **{said}**{doubt}{counts}{}\n", marks(&item.line.marks)));
        for said in &item.quotes {
            let quote = self.quoted(said);
            self.text.push_str(&format!("  - {quote} — {}\n", escaped(&said.who)));
        }
    }

    /// The value with that of the others, and the counts.
    fn meter(&self, meter: &Meter) -> String {
        let card = &self.words.page_of.card;
        match meter {
            Meter::Bars { value, others_value, text, .. }
            | Meter::Range { value, others_value, text, .. }
                if !value.is_empty() =>
            {
                let value = match others_value.as_str() {
                    "" => value.clone(),
                    others => (card.share_and_others)(value, others),
                };
                format!("{value} ({text})")
            }
            _ => meter.text().to_owned(),
        }
    }

    fn quoted(&self, said: &Said) -> String {
        let quoted = self.words.quote(&escaped(&said.text()));
        match said.translation.as_str() {
            "" => quoted,
            translation => format!("{quoted} {}", escaped(translation)),
        }
    }
}

/// A line with the claims that it states.
fn stated(line: &Line) -> String {
    let doubt = if line.doubt { " ?" } else { "" };
    format!("{}{doubt}{}", escaped(&line.text), marks(&line.marks))
}

/// The ids of claims, which lead to the evidence in every other file.
fn marks(marks: &[Mark]) -> String {
    let ids: Vec<&str> = marks.iter().map(|mark| mark.id.as_str()).collect();
    if ids.is_empty() { String::new() } else { format!(" \\[{}\\]", ids.join(", ")) }
}
