//! Grades of a change: "decrease", "stay the same", "increase", of one thing.

use std::collections::BTreeMap;

use super::degrees::{NOT_AT_ALL, PLAIN};
use super::lexicon::{Part, Token, steps};
use super::poles::Family;

/// Words of what is expected, which say nothing of what changes.
const EXPECTING: &str = " expect plan intend going go get become remain stay stayed think believe \
    use using keep has have got will would i my it werde wird werden bleibt bleiben geblieben \
    rester reste va vais vont seguira seguir quedara sera va a andra rimarra resta ficar ficara \
    blijft blijven wordt zal zostanie pozostanie bedzie blir forblir kalacak olacak останется \
    будет станет 会 将 ";

/// Ranks of answers that all speak of a change of one thing; `None` where they name several.
pub(super) fn changes(cut: &[Vec<Token<'_>>]) -> Option<Vec<Option<f64>>> {
    let things: Vec<String> = cut.iter().map(|tokens| thing(tokens)).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    things.iter().for_each(|thing| *times.entry(thing).or_default() += 1);
    if times.len() > things.len() / 2 + 1 {
        return None;
    }
    let named = times.iter().filter(|(thing, _)| !thing.is_empty());
    let base = named.max_by_key(|(_, times)| **times).map_or("", |(thing, _)| thing);
    // What two answers name is what changes; what one names is a thing of its own.
    let base = if times.get(base) > Some(&1) { base } else { "" };
    let rank = |(tokens, thing): (&Vec<Token<'_>>, &String)| {
        // Where nothing changes, a verb of its own says so: "that it stays the same".
        let verb = |rest: &str| rest.split(' ').count() <= 1;
        let stays = |direction: f64| {
            let rest = thing.strip_prefix(base).map(str::trim_start);
            direction.abs() < 1e-9 && !base.is_empty() && rest.is_some_and(verb)
        };
        // Who stops says so in words of their own: "I plan to give it up".
        let stops = |direction: f64| {
            direction <= -2.0 * NOT_AT_ALL && !base.is_empty() && thing.split(' ').count() <= 3
        };
        change(tokens).filter(|to| thing.is_empty() || thing == base || stays(*to) || stops(*to))
    };
    Some(cut.iter().zip(&things).map(rank).collect())
}

/// What changes: the words that say neither direction nor how much.
fn thing(tokens: &[Token<'_>]) -> String {
    let says = |part: &Part| {
        !matches!(part, Part::Pole(..) | Part::Fixed(..))
            && !matches!(part, Part::Step(family, _) if *family != Family::Change)
    };
    let words = tokens.iter().filter(|token| !token.parts.iter().any(says));
    let words = words.map(|token| token.text);
    words.filter(|word| !EXPECTING.contains(&format!(" {word} "))).collect::<Vec<_>>().join(" ")
}

/// The direction of a change, where an answer names one, and how great it is.
fn change(tokens: &[Token<'_>]) -> Option<f64> {
    let mut steps = steps(tokens, Family::Change);
    steps.dedup();
    let degree = tokens.iter().flat_map(|token| token.parts).find_map(|part| match part {
        Part::Degree(strength) => Some(*strength),
        _ => None,
    });
    match steps.as_slice() {
        [one] if *one >= 0.0 => Some((one - 1.0) * degree.unwrap_or(PLAIN)),
        // Who stops changes most.
        [_] => Some(-2.0 * NOT_AT_ALL),
        // "More or less the same".
        [_, _, same] | [same, _, _] if (*same - 1.0).abs() < 1e-9 => Some(0.0),
        _ => None,
    }
}
