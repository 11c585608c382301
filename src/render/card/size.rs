//! How many a persona stands for, as dots of a hundred people with their true base.

use super::item::Voice;
use super::types::{Dots, Size};
use crate::ids::SourceId;
use crate::locale::percent;
use crate::manifest::PersonaKind;
use crate::personas::{Persona, PersonaSet, Share, Unassigned};
use crate::sources::SourceKind;

/// Fewest people of a kind in the population's source for a share in a hundred.
const LEAST_OF_SOURCE: usize = 30;
/// Most people drawn as a dot each where counts stand in place of a share.
const MOST_DOTS: usize = 100;

/// A source with how many of a kind's groups it knows.
struct Known<'a> {
    id: &'a SourceId,
    kind: SourceKind,
    people: usize,
}

/// The sources that know people of the kind's groups.
fn known(personas: &PersonaSet, kind: PersonaKind) -> Vec<Known<'_>> {
    let people = |id: &SourceId| {
        let of_kind = personas.personas.iter().filter(|persona| persona.kind == kind);
        of_kind.filter_map(|persona| covered(persona, id)).sum()
    };
    let sources = personas.study.sources.iter();
    let known = sources.map(|source| Known {
        id: &source.id,
        kind: source.kind,
        people: people(&source.id),
    });
    known.filter(|of| of.people > 0).collect()
}

fn covered(persona: &Persona, source: &SourceId) -> Option<usize> {
    persona.coverage.iter().find(|of| of.source == *source).map(|of| of.respondents)
}

impl Voice<'_> {
    /// The size of a persona.
    pub(super) fn size(self, personas: &PersonaSet, persona: &Persona) -> Size {
        let card = &self.words.page_of.card;
        let people = (card.people)(self.kind);
        if personas.describes_everyone(persona) {
            let text = match personas.leaves_out(self.kind) {
                true => card.everyone_known,
                false => card.everyone,
            };
            return Size {
                dots: Vec::new(),
                value: persona.size.to_string(),
                text: text.to_owned(),
            };
        }
        let sources = known(personas, self.kind);
        let population = persona.share.as_ref().and_then(|share| {
            let of = sources.iter().find(|of| *of.id == share.of);
            // Guarded results do not always say how many a source knows.
            let told = of.map_or(usize::MAX, |of| of.people);
            (told >= LEAST_OF_SOURCE).then_some((share, of.map(|of| of.kind)))
        });
        if let Some((share, kind)) = population {
            let kind = kind.unwrap_or_else(|| {
                let of = personas.study.sources.iter().find(|source| source.id == share.of);
                of.map_or(SourceKind::Survey, |source| source.kind)
            });
            return shared(share, (card.base)(people, kind), self);
        }
        let all = personas.selections.iter().find(|selection| selection.kind == self.kind);
        let all = all.map_or(persona.size, |selection| selection.respondents);
        // Of a source alone nobody is missing where everybody is in a group.
        let largest =
            sources.iter().max_by_key(|of| of.people).filter(|_| !personas.leaves_out(self.kind));
        let counted = largest.and_then(|of| Some((covered(persona, of.id)?, of)));
        match counted {
            Some((with, of)) => self.of_counts(with, of.people, (card.base)(people, of.kind)),
            None => self.of_counts(persona.size, all, (card.base_all)(people)),
        }
    }

    /// The size of those in no group, among all of the kind.
    pub(in crate::render) fn size_of_none(self, personas: &PersonaSet, none: &Unassigned) -> Size {
        let card = &self.words.page_of.card;
        let all = personas.selections.iter().find(|selection| selection.kind == none.kind);
        let all = all.map_or(none.size, |selection| selection.respondents);
        let people = (card.people)(none.kind);
        if all < LEAST_OF_SOURCE {
            return self.of_counts(none.size, all, (card.base_all)(people));
        }
        let value = (card.in_hundred)(&percent(none.share));
        Size { dots: dots(none.share, None), value, text: (card.base_all)(people) }
    }

    fn of_counts(self, with: usize, of: usize, base: String) -> Size {
        let value = (self.words.page_of.card.of)(with, of);
        let dots = match of {
            0..=MOST_DOTS => vec![
                Dots { class: "on", number: with.min(of) },
                Dots { class: "off", number: of.saturating_sub(with) },
            ],
            #[allow(clippy::cast_precision_loss, reason = "counts of people")]
            _ => dots(with as f64 / of as f64, None),
        };
        Size { dots, value, text: base }
    }
}

fn shared(share: &Share, base: String, voice: Voice<'_>) -> Size {
    let card = &voice.words.page_of.card;
    let Share { estimate, low, high, uncertain, .. } = *share;
    if uncertain {
        let value = format!("{}–{}", percent(low), percent(high));
        return Size {
            dots: dots(low, Some((low, high))),
            value: (card.in_hundred)(&value),
            text: format!("{base}; {}", card.size_uncertain),
        };
    }
    let chance = (card.by_chance)(&percent(low), &percent(high));
    Size {
        dots: dots(estimate, Some((low, high))),
        value: (card.in_hundred)(&percent(estimate)),
        text: format!("{base}; {chance}"),
    }
}

/// Dots of a hundred: certain, within chance on either side of the estimate, and not the group.
fn dots(share: f64, interval: Option<(f64, f64)>) -> Vec<Dots> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
    let hundredths = |share: f64| (share.clamp(0.0, 1.0) * 100.0).round() as usize;
    let at = hundredths(share);
    let (low, high) = interval.map_or((at, at), |(low, high)| (hundredths(low), hundredths(high)));
    let (low, high) = (low.min(at), high.max(at));
    let runs = [("on", low), ("likely", at - low), ("maybe", high - at), ("off", 100 - high)];
    let runs = runs.into_iter().filter(|(_, number)| *number > 0);
    runs.map(|(class, number)| Dots { class, number }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_dots_hold_the_share_and_its_interval() {
        let runs = |share, interval| {
            let dots = dots(share, interval);
            dots.iter().map(|run| (run.class, run.number)).collect::<Vec<_>>()
        };
        let expected = [("on", 40), ("likely", 6), ("maybe", 6), ("off", 48)];
        assert_eq!(runs(0.46, Some((0.4, 0.52))), expected);
        assert_eq!(runs(0.0, None), [("off", 100)]);
        assert_eq!(runs(1.0, Some((0.97, 1.0))), [("on", 97), ("likely", 3)]);
    }
}
