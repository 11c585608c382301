//! Claims as items of a card. What two sources say in the same words is one item.

use super::meter::{self, meter};
use super::said::{best, mark, said};
use super::types::{Item, Line, Meter};
use crate::locale::{Words, upper_first};
use crate::manifest::PersonaKind;
use crate::personas::{
    Claim, DecidedClaim, Direction, Evidence, Grade, Voice as SpeakerRole, are_twins,
};
use crate::render::density::Density;
use crate::sources::SourceKind;
use crate::study::is_withheld;

/// The texts and the kind that the items of a card have in common.
#[derive(Clone, Copy)]
pub(super) struct Voice<'a> {
    pub(super) words: &'static Words,
    pub(super) kind: PersonaKind,
    pub(super) density: Density,
    /// What those quoted are, by their own answers.
    pub(super) voices: &'a [SpeakerRole],
}

/// The words of a claim, at the beginning of a line.
pub(in crate::render) fn phrase(claim: &Claim) -> String {
    upper_first(predicate(claim))
}

/// The words of a claim, as a predicate within a sentence.
pub(super) fn predicate(claim: &Claim) -> &str {
    match &claim.middle {
        Some(middle) if !middle.phrase.is_empty() && !claim.decided.worded => &middle.phrase,
        _ => claim.said(),
    }
}

/// What people decided of a claim, for its evidence; nothing where they decided nothing.
pub(in crate::render) fn decided(words: &Words, claim: &Claim) -> String {
    let texts = &words.page_of.card.decided;
    let DecidedClaim { worded, pinned, hidden, .. } = claim.decided;
    let said = worded.then(|| (texts.worded)(claim.said()));
    let marks = [(pinned, texts.pinned), (hidden, texts.hidden)];
    let marks = marks.into_iter().filter(|(on, _)| *on).map(|(_, text)| text.to_owned());
    said.into_iter().chain(marks).collect::<Vec<_>>().join("; ")
}

/// The words of a claim with its limit, where its counts are of that limit and not of a median.
pub(in crate::render) fn limit(claim: &Claim) -> String {
    upper_first(claim.said())
}

/// Claims that say the same stand together.
pub(super) fn twins<'a>(claims: &[&'a Claim]) -> Vec<Vec<&'a Claim>> {
    let fold = |claim: &Claim| phrase(claim).to_lowercase();
    let same = |one: &Claim, other: &Claim| fold(one) == fold(other) || are_twins(one, other);
    let mut items: Vec<Vec<&Claim>> = Vec::new();
    for claim in claims {
        match items.iter_mut().find(|item| same(item[0], claim)) {
            Some(item) => item.push(claim),
            None => items.push(vec![claim]),
        }
    }
    items
}

impl Voice<'_> {
    /// An item of claims that say the same, without quotes.
    pub(super) fn item(self, claims: &[&Claim]) -> Item {
        let first = claims[0];
        let unconfirmed = |claim: &&Claim| claim.grade < Grade::Supported;
        let line = Line {
            text: phrase(first),
            marks: claims.iter().map(|claim| mark(&claim.id)).collect(),
            doubt: claims.iter().all(unconfirmed),
        };
        let meters: Vec<Meter> =
            claims.iter().map(|claim| meter(self.words, self.density, claim)).collect();
        let card = &self.words.page_of.card;
        let note = match first.direction {
            _ if first.rare => card.rare.to_owned(),
            Direction::Shared if first.elsewhere.asked > 0 => {
                (card.like_others)((card.people)(self.kind))
            }
            _ => String::new(),
        };
        Item { line, meters, note, quotes: Vec::new() }
    }

    /// Gives an item the words of somebody who was not quoted yet, where there are any.
    pub(super) fn quote(self, item: &mut Item, claims: &[&Claim], quoted: &mut Vec<String>) {
        let picked = claims.iter().find_map(|claim| {
            let evidence = best(claim, quoted).filter(|of| !is_withheld(&of.quote))?;
            Some((*claim, evidence))
        });
        if let Some((claim, evidence)) = picked {
            quoted.push(evidence.respondent.to_string());
            item.quotes.push(self.said(claim, evidence));
        }
    }

    /// Evidence as a quote.
    pub(super) fn said(self, claim: &Claim, evidence: &Evidence) -> super::types::Said {
        let who = self.who(evidence.respondent.as_str());
        said(self.words, evidence, &claim.label, who, vec![mark(&claim.id)])
    }

    /// A respondent with what they are: by their own answer, else by their kind.
    pub(super) fn who(self, respondent: &str) -> String {
        let own = self.voices.iter().find(|voice| voice.respondent == *respondent);
        let kind = || (self.words.page_of.card.people)(self.kind).one;
        format!("{respondent}, {}", own.map_or_else(kind, |voice| voice.role.as_str()))
    }

    /// A claim in one line with its counts: what holds of fewer than of the others.
    pub(super) fn less(self, claim: &Claim) -> Line {
        let card = &self.words.page_of.card;
        let own = (card.of)(claim.support.with, claim.support.asked);
        let others = meter::others_counts(self.words, claim);
        let mut text = (card.less)(&limit(claim), &own, (card.people)(self.kind), &others);
        // Interviews that lean the other way must be seen where the claim is.
        let talked = claim.by_source_kind.iter().find(|of| of.kind == SourceKind::Interviews);
        if let Some(of) = talked.filter(|of| of.asked > 0 && 2 * of.with >= of.asked) {
            text.push_str(&format!("; {}", (card.yet_raised)(of.with, of.asked)));
        }
        Line { text, marks: vec![mark(&claim.id)], doubt: claim.grade < Grade::Supported }
    }

    /// A claim in one line with its counts.
    pub(super) fn counted(self, claims: &[&Claim]) -> Line {
        let card = &self.words.page_of.card;
        let counts: Vec<String> =
            claims.iter().map(|claim| meter::counts(self.words, claim)).collect();
        Line {
            text: (card.named)(&limit(claims[0]), &counts.join("; ")),
            marks: claims.iter().map(|claim| mark(&claim.id)).collect(),
            doubt: claims.iter().all(|claim| claim.grade < Grade::Supported),
        }
    }
}
