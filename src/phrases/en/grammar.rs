//! English grammar: persons, numbers, articles, the past.

use super::words::{
    ACT_ON, COUNTED, DETERMINERS, IRREGULAR, PEOPLE_ENDINGS, PREPOSITIONS, UNCOUNTED, VERBS,
    VERBS_OR_NOUNS,
};
use crate::phrases::text::{bare, is_capital, is_coined, lower_first, words};

/// Rewrites a text of `I`, `we` or `you` as one of `they`.
pub(super) fn third(text: &str) -> String {
    rewritten(text, true)
}

fn rewritten(text: &str, first_too: bool) -> String {
    let tokens = words(text);
    let mut out: Vec<String> = Vec::with_capacity(tokens.len());
    let mut previous = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let word = bare(token);
        let last = at + 1 == tokens.len() || token.ends_with([',', '.', ';']);
        let own = matches!(word.as_str(), "our" | "us" | "we" | "ours");
        let new = if own && !first_too { None } else { person(&word, &previous, last) };
        let new = match (new, previous.as_str()) {
            (None, "i" | "they" | "we" | "you") if word == "am" || word == "was" => {
                Some(if word == "am" { "are" } else { "were" })
            }
            (Some("was not"), "i" | "they" | "we" | "you") => Some("were not"),
            (new, _) => new,
        };
        out.push(new.map_or_else(|| (*token).to_owned(), |new| replaced(token, new)));
        previous = word;
    }
    out.join(" ")
}

/// Rewrites a question to `you` as one of `they`. Who asks stays `we`.
pub(super) fn asked_of(text: &str) -> String {
    rewritten(text, false)
}

/// The word of the third person, by the word before.
fn person(word: &str, previous: &str, last: bool) -> Option<&'static str> {
    Some(match word {
        "i" | "we" => "they",
        "i'm" | "we're" | "you're" => "they are",
        "i've" | "we've" | "you've" => "they have",
        "i'd" | "we'd" | "you'd" => "they would",
        "i'll" | "we'll" | "you'll" => "they will",
        "my" | "our" | "your" => "their",
        "mine" | "ours" | "yours" => "theirs",
        "me" | "us" => "them",
        "myself" | "ourselves" | "yourself" | "yourselves" => "themselves",
        "don't" => "do not",
        "didn't" => "did not",
        "can't" => "cannot",
        "won't" => "will not",
        "couldn't" => "could not",
        "wouldn't" => "would not",
        "haven't" => "have not",
        "hadn't" => "had not",
        "isn't" => "is not",
        "aren't" => "are not",
        "wasn't" => "was not",
        "doesn't" => "does not",
        "you" if last || ACT_ON.contains(previous) || is_object_place(previous) => "them",
        "you" => "they",
        _ => return None,
    })
}

fn is_object_place(previous: &str) -> bool {
    const CLAUSES: &[&str] = &[
        "when", "while", "if", "because", "who", "that", "which", "where", "and", "or", "but",
        "after", "before", "as", "than", "out",
    ];
    PREPOSITIONS.contains(previous) && !CLAUSES.contains(&previous)
}

/// An answer in the first person as a predicate: `do not know what it is`.
pub(super) fn first_predicate(answer: &str) -> Option<String> {
    let text = third(answer.trim().trim_end_matches('.'));
    match text.strip_prefix("they ") {
        Some(rest) if rest.contains(' ') => Some(rest.to_owned()),
        _ => None,
    }
}

/// Puts a word in the place of another and keeps the punctuation around it.
fn replaced(token: &str, new: &str) -> String {
    let start = token.find(char::is_alphanumeric).unwrap_or(0);
    let end = token
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_alphanumeric())
        .map_or(token.len(), |(at, c)| at + c.len_utf8());
    format!("{}{new}{}", &token[..start], &token[end..])
}

/// What an answer is, by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `I don't trust it`
    First,
    /// `fill gaps`
    Base,
    /// `keeps a list`
    Third,
    /// `emailing them`
    Gerund,
    /// `to save time`
    Infinitive,
    /// `the contract was ending`
    Clause,
    /// `too expensive`
    Adjective,
    /// `by email`
    Preposition,
    /// `a paper list`
    Noun,
}

/// Whether the first word is a verb in its base form, by what follows.
pub(super) fn starts_with_verb(tokens: &[&str]) -> bool {
    let Some(first) = tokens.first().map(|word| bare(word)) else { return false };
    let next = tokens.get(1).map(|word| bare(word)).unwrap_or_default();
    if VERBS_OR_NOUNS.contains(first.as_str()) {
        return DETERMINERS.contains(next.as_str()) || is_pronoun(&next) || next == "to";
    }
    VERBS.contains(first.as_str())
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "them" | "it" | "him" | "me" | "us" | "everything" | "anything")
}

/// The plural of a verb in the third person: `keeps` gives `keep`.
pub(super) fn plural_verb(word: &str) -> Option<String> {
    let fixed = match word {
        "is" => "are",
        "was" => "were",
        "has" => "have",
        "does" => "do",
        "goes" => "go",
        "doesn't" => "do not",
        "isn't" => "are not",
        "cannot" | "can't" => "cannot",
        _ => "",
    };
    if !fixed.is_empty() {
        return Some(fixed.to_owned());
    }
    let known = |stem: &str| VERBS.contains(stem) || VERBS_OR_NOUNS.contains(stem);
    if let Some(stem) = word.strip_suffix("ies") {
        let base = format!("{stem}y");
        return known(&base).then_some(base);
    }
    let stem = word.strip_suffix('s')?;
    if known(stem) {
        return Some(stem.to_owned());
    }
    stem.strip_suffix('e').filter(|stem| known(stem)).map(str::to_owned)
}

/// The past of a verb phrase whose verb stands first, after adverbs.
pub(super) fn past(phrase: &str) -> Option<String> {
    let mut tokens: Vec<String> = words(phrase).into_iter().map(str::to_owned).collect();
    let at = tokens.iter().position(|word| !is_adverb(word))?;
    tokens[at] = past_verb(&bare(&tokens[at]))?;
    Some(tokens.join(" "))
}

fn is_adverb(word: &str) -> bool {
    matches!(word, "first" | "last" | "recently" | "originally" | "initially" | "finally")
        || (word.ends_with("ly") && !matches!(word, "apply" | "reply" | "rely" | "supply" | "fly"))
}

/// The form in `-ing` of a verb phrase whose verb stands first.
pub(super) fn gerund(phrase: &str) -> Option<String> {
    let (verb, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
    past_verb(verb)?;
    let stem = match verb {
        "be" | "see" | "agree" => verb.to_owned(),
        "get" | "put" | "cut" | "sit" | "set" | "run" | "stop" | "plan" | "log" | "shop"
        | "begin" => {
            format!("{verb}{}", verb.chars().last()?)
        }
        _ => verb.strip_suffix('e').unwrap_or(verb).to_owned(),
    };
    Some(format!("{stem}ing {rest}").trim().to_owned())
}

/// The past of a verb that is known.
pub(super) fn past_verb(base: &str) -> Option<String> {
    if let Some((_, past, _)) = IRREGULAR.iter().find(|(verb, _, _)| *verb == base) {
        return Some((*past).to_owned());
    }
    if !VERBS.contains(base) && !VERBS_OR_NOUNS.contains(base) {
        return None;
    }
    const DOUBLED: &[&str] = &[
        "stop", "plan", "chat", "log", "shop", "skip", "submit", "prefer", "scan", "spot", "trim",
    ];
    Some(match base {
        _ if base.ends_with('e') => format!("{base}d"),
        _ if DOUBLED.contains(&base) => {
            format!("{base}{}ed", base.chars().last().unwrap_or_default())
        }
        _ if base.ends_with('y') && !ends_with_vowel_y(base) => {
            format!("{}ied", &base[..base.len() - 1])
        }
        _ => format!("{base}ed"),
    })
}

fn ends_with_vowel_y(word: &str) -> bool {
    ["ay", "ey", "oy", "uy"].iter().any(|end| word.ends_with(end))
}

/// The plural of a noun in the singular, in small letters or capitals as given.
pub(super) fn plural(noun: &str) -> String {
    let low = noun.to_lowercase();
    if low.ends_with('s') && !low.ends_with("ss") || low.ends_with("people") {
        return noun.to_owned();
    }
    if let Some(stem) = noun.strip_suffix("man").filter(|stem| !stem.is_empty()) {
        return format!("{stem}men");
    }
    if low.ends_with("wife") {
        return format!("{}ves", &noun[..noun.len() - 2]);
    }
    if low.ends_with('y') && !ends_with_vowel_y(&low) {
        return format!("{}ies", &noun[..noun.len() - 1]);
    }
    let hiss = ["s", "x", "ch", "sh"].iter().any(|end| low.ends_with(end));
    format!("{noun}{}", if hiss { "es" } else { "s" })
}

/// Whether a word before `or` is one of two qualities: `local or regional meetup`.
fn is_quality(word: &str) -> bool {
    ["al", "ic", "ive", "ary", "ous", "ble"].iter().any(|end| bare(word).ends_with(end))
}

/// Position of the noun that rules a noun phrase: before the first preposition.
pub(super) fn head(tokens: &[&str]) -> usize {
    let comma = tokens.iter().position(|word| word.ends_with(','));
    let tokens = &tokens[..comma.map_or(tokens.len(), |at| at + 1)];
    let end = tokens
        .iter()
        .enumerate()
        .skip(1)
        .position(|(at, word)| {
            let word = bare(word);
            let joins = word == "or" || word == "and";
            PREPOSITIONS.contains(word.as_str()) && !(joins && is_quality(tokens[at - 1]))
        })
        .map_or(tokens.len(), |at| at + 1);
    end.saturating_sub(1)
}

/// The answer's first letter, small unless it begins a name.
pub(super) fn cased(text: &str) -> String {
    let tokens = words(text);
    let (Some(first), next) = (tokens.first(), tokens.get(1)) else { return String::new() };
    let low = bare(first);
    let follows_name = next.is_some_and(|next| is_capital(next) && bare(next) != "i");
    let function = DETERMINERS.contains(low.as_str()) || PREPOSITIONS.contains(low.as_str());
    if is_coined(first) || (follows_name && !function) {
        return text.trim().to_owned();
    }
    const ABSTRACT: &[&str] =
        &["ion", "ity", "ment", "ness", "ance", "ence", "ism", "ics", "ure", "ship", "ery"];
    let ordinary = tokens.len() > 1
        || ABSTRACT.iter().any(|end| low.ends_with(end))
        || COUNTED.contains(low.as_str())
        || UNCOUNTED.contains(low.as_str())
        || low.ends_with('s')
        || low.ends_with("ing")
        || function;
    if ordinary { lower_first(text.trim()) } else { text.trim().to_owned() }
}

/// Whether a noun phrase is of several things, or of none that are counted.
fn needs_no_article(noun: &str) -> bool {
    let low = bare(noun);
    let many = low.ends_with('s') && !["ss", "us", "is"].iter().any(|end| low.ends_with(end));
    many || UNCOUNTED.contains(low.as_str())
        || low.ends_with("ware")
        || low.ends_with("ness")
        || low.ends_with("lysis")
        || ["ing", "people", "ion", "ity", "ance", "ics"].iter().any(|end| low.ends_with(end))
}

/// A noun phrase with the article that it needs; `None` where that is not known.
pub(super) fn with_article(text: &str) -> Option<String> {
    let text = cased(&third(text));
    let tokens = words(&text);
    let first = tokens.first().map(|word| bare(word))?;
    if DETERMINERS.contains(first.as_str()) && !matches!(first.as_str(), "own" | "fast") {
        return Some(text);
    }
    if first == "own" {
        return Some(format!("their {text}"));
    }
    let at = head(&tokens);
    let noun = tokens.get(at)?;
    if needs_no_article(noun) || is_name(&tokens, at) {
        return Some(text);
    }
    let low = bare(noun);
    let known = COUNTED.iter().any(|entry| low == *entry) || is_person(&low);
    // Of what is the same or next there is one.
    let only = matches!(first.as_str(), "same" | "only" | "next" | "latest" | "whole" | "right");
    known.then(|| if only { format!("the {text}") } else { article(&text) })
}

/// Whether the words up to the head are a name: `Facebook`, `Google Calendar`.
fn is_name(tokens: &[&str], at: usize) -> bool {
    let open = |word: &str| word.trim_start_matches(['(', '"', '“']).to_owned();
    is_capital(&open(tokens[at])) && is_capital(&open(tokens[0]))
}

pub(super) fn is_person(noun: &str) -> bool {
    PEOPLE_ENDINGS.iter().any(|end| noun.ends_with(end)) && !COUNTED.contains(noun)
}

/// `a` or `an` in front.
pub(super) fn article(text: &str) -> String {
    let low = text.to_lowercase();
    let sounds_like_y = ["use", "uni", "euro", "one"].iter().any(|start| low.starts_with(start));
    let spelled = text.chars().take(2).all(|c| c.is_uppercase() && c.is_ascii_alphabetic())
        && text.starts_with(['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X']);
    let vowel = low.starts_with(['a', 'e', 'i', 'o', 'u']) && !sounds_like_y;
    let an = if text.chars().take(2).all(char::is_uppercase) { spelled } else { vowel };
    format!("{} {text}", if an { "an" } else { "a" })
}
