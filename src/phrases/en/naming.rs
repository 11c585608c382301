//! What an English phrase gives to a name: `keep a list` gives `with a list`, `decided by price`
//! gives `who decides by price`.

use super::grammar::{Shape, is_person, with_article};
use super::shape::shape;
use super::words::{COUNTED, FINITE, IRREGULAR, VERBS, VERBS_OR_NOUNS};
use crate::manifest::Facet;
use crate::phrases::text::{after, around, bare, unquoted, words};
use crate::phrases::types::NamePart;

/// Longest thing behind `with`, in words.
const LONGEST_THING: usize = 6;

/// What a code gives to a name by its own words: `paper waiting list` gives `with a paper waiting
/// list`.
pub(in crate::phrases) fn of_code(facet: Facet, name: &str) -> Option<NamePart> {
    let held = matches!(facet, Facet::Tool | Facet::Behaviour | Facet::PainPoint);
    let named = held && shape(name) == Shape::Noun && words(name).len() <= 4;
    let thing = with_article(name).filter(|_| named)?;
    with("with", &thing).map(NamePart::Tail)
}

/// The part of a name, where the phrase makes one.
pub(in crate::phrases) fn name_part(facet: Facet, text: &str, rarely: bool) -> Option<NamePart> {
    if facet == Facet::RoleInDomain {
        return if rarely { None } else { role(text).map(NamePart::Role) };
    }
    let tail = if rarely { seldom(facet, text) } else { tail(facet, text) };
    tail.map(NamePart::Tail)
}

/// `are clinicians` gives `Clinician`, `work at the front desk` gives `Front desk`.
fn role(text: &str) -> Option<String> {
    if let Some(named) = after(text, &["describe their work as "]) {
        let named = unquoted(named);
        let plain = words(named).len() <= 4 && !named.contains(['“', '”', ',', '(', '/']);
        return plain.then(|| capital(named));
    }
    let role = match after(text, &["work at the ", "work in the ", "work in ", "work at "]) {
        Some(place) => place.to_owned(),
        None => one_of(after(text, &["work as ", "are "])?)?,
    };
    let plain = words(&role).len() <= 4 && !role.contains([',', '(', '/']);
    let several = words(&role).iter().any(|word| matches!(*word, "or" | "and"));
    (plain && !several).then(|| capital(&role))
}

/// The singular of people: `receptionists`, `heads of finance`.
fn one_of(people: &str) -> Option<String> {
    let tokens = words(people);
    let head = tokens.iter().position(|word| matches!(*word, "of" | "in" | "at" | "for"));
    let head = head.unwrap_or(tokens.len()).checked_sub(1)?;
    let noun = tokens[head];
    let one = singular(noun).filter(|one| {
        let low = bare(one);
        is_person(&low) || COUNTED.contains(low.as_str()) || low.len() > 2
    })?;
    let mut parts: Vec<&str> = tokens;
    parts[head] = &one;
    Some(parts.join(" "))
}

fn singular(noun: &str) -> Option<String> {
    if let Some(stem) = noun.strip_suffix("men") {
        return Some(format!("{stem}man"));
    }
    if let Some(stem) = noun.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    let hiss = ["sses", "xes", "ches", "shes"].iter().any(|end| noun.ends_with(end));
    let stem = noun.strip_suffix(if hiss { "es" } else { "s" })?;
    (!stem.ends_with('s') || hiss).then(|| stem.to_owned())
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// `with …`, `without …` or `who …`.
fn tail(facet: Facet, text: &str) -> Option<String> {
    // A name says what is so of each, and `at least rarely` is so of nearly all.
    let cut = text.contains(|c: char| c.is_ascii_digit());
    if cut || text.contains(" at least rarely") {
        return None;
    }
    if is_undecided(text) {
        return None;
    }
    if let Some(tail) = opinion(text) {
        return Some(tail);
    }
    if let Some(said) = after(text, &["say "]) {
        // What they say of other things is long, and no name of theirs.
        const FEW: usize = 7;
        let named = cause(said);
        return named.or_else(|| (words(said).len() <= FEW).then(|| format!("who says {said}")));
    }
    if let Some(thing) = after(text, &["have trouble with "]) {
        return with("with", thing);
    }
    if let Some(thing) = after(text, &["have no ", "do not use ", "do not have "]) {
        let one = with_article(thing).filter(|one| *one != thing);
        return with("without", one.as_deref().unwrap_or(thing));
    }
    if let Some(thing) = after(text, &["have "])
        && let Some((thing, place)) = around(thing, &[" as their "])
    {
        return with("with", &format!("{thing} as {place}"));
    }
    if facet != Facet::Goal
        && let Some(thing) = after(text, &["keep ", "use ", "have "])
    {
        let thing = around(thing, &[" next to ", " besides "]).map_or(thing, |(thing, _)| thing);
        if let Some(kept) = after(thing, &["a ", "an "])
            && !words(kept)
                .iter()
                .any(|word| matches!(*word, "to" | "when" | "that" | "for" | "and" | "but"))
        {
            return with("with", thing);
        }
    }
    // `Who most wants` would say that nobody wants it more.
    if let Some(wish) = after(text, &["most want "]) {
        return Some(format!("who wants {wish} most"));
    }
    // What they use it for most they use it for, and a name is short.
    let text = if after(text, &["use "]).is_some() { text.trim_end_matches(" most") } else { text };
    Some(format!("who {}", of_one(text)?))
}

/// Opinions that name nobody: who does not disagree need not agree.
fn is_undecided(text: &str) -> bool {
    after(text, &["do not disagree ", "neither agree ", "somewhat "]).is_some()
}

/// What they hold of a statement: a liking is stated as theirs, a deed is said.
fn opinion(text: &str) -> Option<String> {
    const LIKINGS: [&str; 10] =
        ["like", "love", "enjoy", "prefer", "want", "hate", "trust", "worry", "fear", "need"];
    let held = after(text, &["agree that ", "strongly agree that "])?;
    let said = after(held, &["they "]).and_then(|said| said.split_once(' '));
    Some(match said.filter(|(verb, _)| LIKINGS.contains(verb)) {
        Some(("worry", of)) => format!("who worries {of}"),
        Some((verb, of)) => format!("who {verb}s {of}"),
        None => format!("who says {held}"),
    })
}

/// What stands in the way, decides or sets off, said of a thing: `with no-shows`, `who decides by
/// price`, `set off by a price rise`.
fn cause(said: &str) -> Option<String> {
    let of = |marks: &[&str]| {
        let (thing, _) = around(said, marks)?;
        // What is included stands behind a comma.
        let thing = thing.split(',').next().unwrap_or(thing);
        let stands_in = matches!(bare(thing).as_str(), "it" | "this" | "that" | "they");
        let acts = words(thing).iter().skip(1).any(|word| FINITE.contains(bare(word).as_str()));
        let named =
            shape(thing) == Shape::Noun && !acts && !stands_in && !thing.contains(['“', '”']);
        named.then(|| thing.to_owned())
    };
    if let Some(undergone) = after(said, &["being "])
        && let Some((undergone, _)) = around(undergone, &[" gets in their way"])
    {
        return with("who is", undergone);
    }
    if let Some(thing) = of(&[" get in their way", " gets in their way"]) {
        return with("with", &thing);
    }
    if let Some(thing) = of(&[" decided between", " decides between"]) {
        return with("who decides by", &thing);
    }
    of(&[" set off "]).and_then(|thing| with("set off by", &thing))
}

fn with(preposition: &str, thing: &str) -> Option<String> {
    (words(thing).len() <= LONGEST_THING).then(|| format!("{preposition} {thing}"))
}

/// `who rarely …` of a deed that few of the group do.
fn seldom(facet: Facet, text: &str) -> Option<String> {
    let held = ["are ", "do ", "have ", "know ", "want ", "say ", "feel ", "rate ", "answer "];
    let deed = matches!(facet, Facet::Behaviour | Facet::Tool | Facet::Channel | Facet::Goal)
        && after(text, &held).is_none()
        && !is_undecided(text)
        && opinion(text).is_none()
        && !["at least ", "at most ", "never ", "rarely "].iter().any(|most| text.contains(most));
    let wants = facet == Facet::Goal && after(text, &["use ", "do "]).is_none();
    if !deed || wants {
        return None;
    }
    Some(format!("who rarely {}", of_one(text.trim_end_matches(" most"))?))
}

/// A predicate of several as one of one person: `ring patients` gives `rings patients`.
pub(in crate::phrases) fn of_one(text: &str) -> Option<String> {
    if let Some(people) = after(text, &["are "])
        && words(people).len() <= 3
        && people.ends_with('s')
        && !people.ends_with("ss")
    {
        // `are receptionists`; of people who are not known as such the singular is not either.
        return with_article(&one_of(people)?).map(|one| format!("is {one}"));
    }
    let tokens = words(text);
    let at = tokens.iter().position(|word| !is_before_verb(word))?;
    let verb = one_verb(tokens[at])?;
    // A second verb of the same subject would have to be changed as well.
    let second = tokens.windows(2).skip(at).any(|pair| {
        matches!(pair[0], "and" | "or" | "but") && VERBS.contains(bare(pair[1]).as_str())
    });
    if second {
        return None;
    }
    let mut parts: Vec<&str> = tokens;
    parts[at] = &verb;
    Some(parts.join(" "))
}

/// What is left of a predicate after the words that it shares with one before it, from the last
/// shared preposition on, so that what is left cannot be taken for a subject.
pub(in crate::phrases) fn rest_after_lead<'p>(before: &str, predicate: &'p str) -> Option<&'p str> {
    const OPENS: [&str; 11] =
        ["with", "by", "to", "for", "about", "in", "on", "from", "through", "via", "at"];
    let tokens = words(predicate);
    let shared = words(before).iter().zip(&tokens).take_while(|(a, b)| a == b).count();
    let cut = (1..shared).rev().find(|at| OPENS.contains(&tokens[*at]))?;
    let mut rest = predicate;
    for token in &tokens[..cut] {
        rest = rest.trim_start().strip_prefix(token)?;
    }
    Some(rest.trim_start())
}

/// Words that stand before the verb.
fn is_before_verb(word: &str) -> bool {
    matches!(
        word,
        "most" | "never" | "always" | "often" | "rarely" | "seldom" | "sometimes" | "or" | "first"
    ) || (word.ends_with("ly") && !VERBS.contains(word) && !VERBS_OR_NOUNS.contains(word))
}

fn one_verb(word: &str) -> Option<String> {
    let fixed = match word {
        "are" => "is",
        "were" => "was",
        "have" => "has",
        "do" => "does",
        "go" => "goes",
        // What is decided by is a habit of choosing, which a name tells in the present.
        "decided" => "decides",
        "had" | "did" | "would" | "can" | "cannot" | "could" | "should" | "must" | "may"
        | "might" | "will" => word,
        _ => "",
    };
    if !fixed.is_empty() {
        return Some(fixed.to_owned());
    }
    let regular_past = word.strip_suffix("ed").is_some_and(|stem| {
        [stem.to_owned(), format!("{stem}e")].iter().any(|base| is_verb(base))
            || stem.strip_suffix('i').is_some_and(|stem| is_verb(&format!("{stem}y")))
    });
    if regular_past || IRREGULAR.iter().any(|(base, past, _)| word == *past && base != past) {
        return Some(word.to_owned());
    }
    if !is_verb(word) {
        return None;
    }
    let consonant_y =
        word.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|vowel| word.ends_with(vowel));
    Some(if consonant_y {
        format!("{}ies", &word[..word.len() - 1])
    } else if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| word.ends_with(end)) {
        format!("{word}es")
    } else {
        format!("{word}s")
    })
}

fn is_verb(word: &str) -> bool {
    VERBS.contains(word)
        || VERBS_OR_NOUNS.contains(word)
        || IRREGULAR.iter().any(|(base, _, _)| *base == word)
}
