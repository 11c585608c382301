//! One person's way in that person's own words, and the quote at the head of a portrait.

use std::collections::BTreeSet;

use super::exemplars::is_telling;
use super::quoted::{OwnQuote, OwnWords, Quote};
use crate::ids::RespondentId;
use crate::manifest::Facet;
use crate::personas::claims::claim::Claim;
use crate::personas::evidence::types::Evidence;
use crate::personas::propositions::support::Direction;

/// Quotes of one person at most.
const MOST_QUOTES: usize = 6;
/// Fewest quotes that tell a way.
const FEWEST_QUOTES: usize = 2;
/// Words of a quote at the head of a portrait.
const HEAD_WORDS: std::ops::RangeInclusive<usize> = 8..=30;

/// The words of the member who has most to say of the claims, by the quotes that they show: each
/// passage once, each claim once; of those whom `fits` allows, where there are any. `unlike` tells
/// whether a claim is expressly not true of a member: told of what most of the group show.
pub(crate) fn own_words(
    claims: &[Claim],
    fits: impl Fn(&RespondentId) -> bool,
    unlike: impl Fn(&Claim, &RespondentId) -> bool,
) -> Option<OwnWords> {
    let spoken: Quoted<'_> = claims
        .iter()
        .filter(|claim| claim.direction != Direction::Less && !claim.rare)
        .flat_map(|claim| claim.evidence.iter().map(move |evidence| (claim, evidence)))
        .filter(|(_, evidence)| is_telling(evidence))
        .collect();
    let mut best: Option<(bool, &RespondentId, Quoted<'_>)> = None;
    let mut seen: BTreeSet<&RespondentId> = BTreeSet::new();
    for one in spoken.iter().map(|(_, evidence)| &evidence.respondent) {
        if !seen.insert(one) {
            continue;
        }
        let (fits, quotes) = (fits(one), of_member(&spoken, one));
        if quotes.len() < FEWEST_QUOTES {
            continue;
        }
        // Claims are in the order of their strength, so among equals the first one stays.
        let better = |(known, _, most): &(bool, &RespondentId, Quoted<'_>)| {
            (fits, quotes.len()) > (*known, most.len())
        };
        if best.as_ref().is_none_or(better) {
            best = Some((fits, one, quotes));
        }
    }
    let (_, respondent, mut quotes) = best?;
    quotes.truncate(MOST_QUOTES);
    quotes.sort_by(|(_, a), (_, b)| a.locator.cmp(&b.locator));
    let quote = |(claim, evidence): (&Claim, &Evidence)| OwnQuote {
        facet: claim.facet,
        claim: claim.id.clone(),
        evidence: evidence.clone(),
    };
    const MOST_SHOW: f64 = 0.5;
    let apart = claims
        .iter()
        .filter(|claim| claim.direction == Direction::More && claim.support.share > MOST_SHOW);
    Some(OwnWords {
        quotes: quotes.into_iter().map(quote).collect(),
        unlike: apart
            .filter(|claim| unlike(claim, respondent))
            .map(|claim| claim.id.clone())
            .collect(),
        respondent: respondent.clone(),
    })
}

/// Quotes with the claims that they are evidence of.
type Quoted<'c> = Vec<(&'c Claim, &'c Evidence)>;

fn of_member<'c>(spoken: &[(&'c Claim, &'c Evidence)], member: &RespondentId) -> Quoted<'c> {
    let mut quotes: Quoted<'_> = Vec::new();
    for (claim, evidence) in spoken.iter().filter(|(_, of)| of.respondent == *member) {
        let told = |(other, known): &(&Claim, &Evidence)| {
            other.id == claim.id || known.locator == evidence.locator
        };
        if !quotes.iter().any(told) {
            quotes.push((claim, evidence));
        }
    }
    quotes
}

/// The quote at the head of a portrait: in the first person, of 8 to 30 words, that stands alone,
/// about a goal or what gets in the way; of those whom `fits` allows, and where there is another,
/// not of the member whose own words follow. Each wish gives way before there is no quote.
pub(crate) fn head(
    claims: &[Claim],
    own: Option<&OwnWords>,
    fits: impl Fn(&RespondentId) -> bool,
) -> Option<Quote> {
    let quotes = claims
        .iter()
        .filter(|claim| claim.direction != Direction::Less && !claim.rare)
        .flat_map(|claim| claim.evidence.iter().map(move |evidence| (claim, evidence)))
        .filter(|(_, evidence)| is_telling(evidence))
        .filter(|(_, evidence)| HEAD_WORDS.contains(&evidence.quote.split_whitespace().count()))
        .filter(|(_, evidence)| fits(&evidence.respondent));
    let wishes = |(claim, evidence): &(&Claim, &Evidence)| {
        let another = own.is_none_or(|own| own.respondent != evidence.respondent);
        let moves = matches!(
            claim.facet,
            Facet::Goal | Facet::PainPoint | Facet::Motivation | Facet::Trigger | Facet::Objection
        );
        (!stands_alone(&evidence.quote), !is_first_person(&evidence.quote), !moves, !another)
    };
    let (claim, evidence) = quotes.min_by_key(wishes)?;
    Some(Quote { claim: claim.id.clone(), against: false, evidence: evidence.clone() })
}

fn words_of(quote: &str) -> impl Iterator<Item = String> {
    quote
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().replace('’', "'"))
}

fn is_first_person(quote: &str) -> bool {
    const OWN: [&str; 20] = [
        "i", "i'm", "i've", "i'd", "i'll", "me", "my", "we", "we're", "we've", "our", "us", "ich",
        "mich", "mir", "mein", "meine", "wir", "uns", "unser",
    ];
    words_of(quote).any(|word| OWN.contains(&word.as_str()))
}

/// True of words that do not begin with one that leads back to what was said before.
fn stands_alone(quote: &str) -> bool {
    const LEADS_BACK: [&str; 34] = [
        "it", "it's", "that", "that's", "they", "they're", "he", "she", "this", "these", "those",
        "and", "so", "but", "or", "then", "because", "which", "yeah", "yes", "no", "well", "es",
        "das", "die", "der", "sie", "und", "aber", "also", "dann", "weil", "ja", "nein",
    ];
    quote.starts_with(char::is_uppercase)
        && words_of(quote).next().is_none_or(|first| !LEADS_BACK.contains(&first.as_str()))
}
