//! What of a card prints on one sheet. Type keeps its size: what has no room is left to the
//! evidence, third quotes first, then questions, then third items.

use super::measure::lines;
use super::types::{Card, Item, Line, Meter, Said, Section};

/// Height that the estimate may reach, in points. US Letter has 578 between its margins at the
/// width that is measured, and A4 561 at a greater one; cards measured at 584 print on 565.
const HEIGHT: f64 = 584.0;
/// Width of a sheet without its margins: that of US Letter, the narrower of the two.
const WIDTH: f64 = 746.0;
/// Smallest size of type.
const TYPE: f64 = 9.0;
/// Height of a line of it.
const LINE: f64 = 10.4;

/// Parts of the width that the columns of a row have.
const COLUMNS: [f64; 3] = [1.0, 1.0, 1.0];
/// Space beside the text of a column.
const PADDING: f64 = 18.0;

fn widths(parts: [f64; 3]) -> [f64; 3] {
    let all: f64 = parts.iter().sum();
    parts.map(|part| WIDTH * part / all - PADDING)
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Height of a line of text with its marks.
fn height_of(line: &Line, room: f64) -> f64 {
    let marks = " 8".repeat(line.marks.len());
    count(lines(&format!("{}{marks}", line.text), TYPE, room)) * LINE + 1.5
}

fn height_of_words(said: &Said, room: f64) -> f64 {
    // Set in italics with serifs, which are narrower.
    count(lines(&format!("{} {}", said.text(), said.behind()), TYPE * 0.9, room - 8.0)) * LINE + 1.5
}

fn height_of_item(item: &Item, room: f64, narrow: bool) -> f64 {
    // Headings of items are bold, which is wider.
    let marks = " 8".repeat(item.line.marks.len());
    let said = count(lines(&format!("{}{marks}", item.line.text), TYPE * 1.08, room)) * LINE;
    let meter = |meter: &Meter| {
        let text = count(lines(meter.text(), TYPE, room)) * LINE;
        match meter {
            Meter::Dots { .. } => text + if narrow { 9.0 } else { 2.0 },
            Meter::Bars { .. } | Meter::Range { .. } => {
                text + if narrow { 2.0 * LINE } else { LINE }
            }
        }
    };
    let note = if item.note.is_empty() { 0.0 } else { count(lines(&item.note, TYPE, room)) * LINE };
    let quotes: f64 = item.quotes.iter().map(|said| height_of_words(said, room)).sum();
    said + item.meters.iter().map(meter).sum::<f64>() + note + quotes + 3.0
}

fn height_of_section(section: &Section, room: f64, narrow: bool) -> f64 {
    if section.is_empty() {
        return 0.0;
    }
    let items: f64 = section.items.iter().map(|item| height_of_item(item, room, narrow)).sum();
    let lines_of: f64 = section.lines.iter().map(|line| height_of(line, room)).sum();
    let more = if section.hidden == 0 { 0.0 } else { LINE };
    let title = format!("{} {}", section.title, section.aside);
    count(lines(&title, TYPE * 1.15, room)) * 12.0 + 5.0 + items + lines_of + more
}

fn row(sections: &[Vec<Section>; 3], story: Option<&Section>, parts: [f64; 3]) -> f64 {
    let column = |(number, (sections, room)): (usize, (&Vec<Section>, f64))| {
        let own: f64 = sections.iter().map(|section| height_of_section(section, room, false)).sum();
        let story = story.filter(|_| number == 0);
        own + story.map_or(0.0, |story| height_of_section(story, room, false))
    };
    let heights = sections.iter().zip(widths(parts)).enumerate().map(column);
    heights.fold(0.0, f64::max) + 7.0
}

/// Height of a card as it prints, by estimate.
pub(super) fn height(card: &Card) -> f64 {
    let head = WIDTH - 270.0;
    let tag: String = card.tag.iter().map(|line| format!("{} 88 88", line.text)).collect();
    let mut height = 14.0 + LINE + count(lines(&card.title, 18.0, head)) * 19.0;
    if !tag.is_empty() {
        height += count(lines(&tag, 10.0, head)) * 12.4;
    }
    if !card.note.is_empty() {
        height += count(lines(&card.note, TYPE, head)) * LINE;
    }
    height = height.max(14.0 + count(lines(&card.size.text, TYPE, 105.0)) * LINE + 16.0);
    height += match &card.hero {
        Some(said) => {
            count(lines(&format!("{} {}", said.text(), said.translation), 11.0, WIDTH - 130.0))
                * 14.2
                + 8.0
        }
        None => LINE + 8.0,
    };
    if !card.ribbon.is_empty() {
        let steps = count(card.ribbon.len());
        let room = (WIDTH - 24.0) / steps - 8.0;
        let step = |section: &Section| height_of_section(section, room, true) + 4.0;
        height += card.ribbon.iter().map(step).fold(0.0, f64::max) + 8.0;
    }
    height += row(&card.columns, Some(&card.story), COLUMNS);
    if let Some(person) = &card.person {
        let room = (WIDTH - 20.0) / count(person.steps.len().max(1)) - 9.0;
        let words = |said: &Said| format!("{} {}", said.text(), said.translation);
        let step = |said: &Said| count(lines(&words(said), TYPE * 0.92, room)) * LINE + LINE;
        height += person.steps.iter().map(|of| step(&of.said)).fold(0.0, f64::max) + 12.0 + LINE;
    }
    height + row(&card.foot, None, COLUMNS) + 14.0
}

/// Leaves out what has no room, in this order: third quotes, questions, third items, then second
/// quotes, what stands beside the claims, steps of one person, second items, the last quotes, and
/// the sentences in short.
pub(super) fn fit(card: &mut Card) {
    let cuts: [fn(&Card) -> Vec<Card>; 10] = [
        |card| without_quote(card, 2),
        without_question,
        without_unclaimed,
        |card| without_item(card, 2),
        |card| without_quote(card, 1),
        without_beside,
        without_step,
        |card| without_item(card, 1),
        |card| without_quote(card, 0),
        without_sentence,
    ];
    // First what makes the card lower by itself; columns of one height are cut together after that.
    for alone in [true, false] {
        for cut in cuts {
            while height(card) > HEIGHT {
                let lower = cut(card).into_iter().map(|card| (height(&card), card));
                match lower.min_by(|a, b| a.0.total_cmp(&b.0)) {
                    Some((lower, cut)) if !alone || lower < height(card) - 0.1 => *card = cut,
                    _ => break,
                }
            }
        }
    }
}

/// The cards that a change at each place of a card makes.
fn changed(card: &Card, places: usize, change: impl Fn(&mut Card, usize) -> bool) -> Vec<Card> {
    let at = |place: usize| {
        let mut card = card.clone();
        change(&mut card, place).then_some(card)
    };
    (0..places).filter_map(at).collect()
}

fn places(card: &Card) -> usize {
    card.ribbon.len() + card.columns.iter().map(Vec::len).sum::<usize>()
}

/// Without the last quote beyond a number of them under one claim.
fn without_quote(card: &Card, kept: usize) -> Vec<Card> {
    changed(card, places(card), |card, place| {
        let Some(section) = card.with_items_mut().nth(place) else { return false };
        let last = section.items.iter_mut().rev().find(|item| item.quotes.len() > kept);
        let cut = last.is_some_and(|item| item.quotes.pop().is_some());
        // In a column of quotes an item without one says nothing.
        section.items.retain(|item| !item.meters.is_empty() || !item.quotes.is_empty());
        cut
    })
}

/// Without the last item beyond a number of them in a section.
fn without_item(card: &Card, kept: usize) -> Vec<Card> {
    changed(card, places(card), |card, place| {
        let Some(section) = card.with_items_mut().nth(place) else { return false };
        // A column of quotes repeats items of other sections.
        let drawn = section.items.first().is_some_and(|item| !item.meters.is_empty());
        let cut = drawn && section.items.len() > kept && section.items.pop().is_some();
        section.hidden += usize::from(cut);
        cut
    })
}

/// Without the last question; what people assume stays.
fn without_question(card: &Card) -> Vec<Card> {
    changed(card, 1, |card, _| {
        let sections = &mut card.foot[1];
        let Some(questions) = sections.last_mut().filter(|section| !section.aside.is_empty())
        else {
            return false;
        };
        let cut = questions.lines.pop().is_some();
        if questions.is_empty() {
            sections.pop();
        }
        cut
    })
}

/// Without the last line of the aspects that stand beside the claims.
fn without_beside(card: &Card) -> Vec<Card> {
    changed(card, 1, |card, _| {
        // What holds less often has the left column of a card with a ribbon, and stays.
        let sections = &mut card.columns[if card.ribbon.is_empty() { 0 } else { 2 }];
        let Some(last) = sections.last_mut() else { return false };
        let line = last.lines.pop();
        // A line without a claim stands nowhere else, and leaves nothing hidden.
        last.hidden += usize::from(line.as_ref().is_some_and(|line| !line.marks.is_empty()));
        if last.is_empty() {
            sections.pop();
        }
        line.is_some()
    })
}

/// Without the last line at the left below that states no claim.
fn without_unclaimed(card: &Card) -> Vec<Card> {
    changed(card, 1, |card, _| {
        let sections = &mut card.foot[0];
        let is_plain = |line: &Line| line.marks.is_empty();
        let Some(last) = sections.last_mut() else { return false };
        let cut = last.lines.last().is_some_and(is_plain) && last.lines.pop().is_some();
        if last.is_empty() {
            sections.pop();
        }
        cut
    })
}

/// Without a step of one person's way; with fewer than four it is no way.
fn without_step(card: &Card) -> Vec<Card> {
    changed(card, 1, |card, _| {
        let person = card.person.as_mut().filter(|person| person.steps.len() > 4);
        person.is_some_and(|person| person.steps.pop().is_some())
    })
}

fn without_sentence(card: &Card) -> Vec<Card> {
    changed(card, 1, |card, _| card.story.lines.len() > 1 && card.story.lines.pop().is_some())
}
