//! Addresses that are spelt out so that machines do not find them: "jane (at) example (dot) com".

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::hosts::{is_any_ending, is_ending, is_host};
use super::pattern::pattern;

/// Spellings of "at".
static AT: LazyLock<Regex> = LazyLock::new(|| {
    let word = "at|bei|ät|arroba|arobase?|chiocciola|małpa|malpa|zavináč|zavinac|собака";
    pattern(&format!(
        r"(?i) {{0,2}}[(\[{{<] ?(?:@|a|{word}) ?[)\]}}>] {{0,2}}| +(?:{word}) +| {{0,2}}@ {{0,2}}|#"
    ))
});
/// Spellings of "dot" in a bracket or between spaces, and the dot itself.
const DOT: &str = concat!(
    r"(?:\.|(?i: {0,2}[(\[{<] ?(?:dot|punkt|point|punto|ponto|punt|kropka|tečka|tecka|точка|",
    r"\.) ?[)\]}>] {0,2}| +(?:dot|punkt|point|punto|ponto|punt|kropka|tečka|tecka|точка) +))",
);
const LABEL: &str = r"[\p{L}\p{M}\p{N}_+%-]+";
static DOTS: LazyLock<Regex> = LazyLock::new(|| pattern(DOT));
static LOCAL: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("{LABEL}(?:{DOT}{LABEL})*$")));
static DOMAIN: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{LABEL}(?:{DOT}{LABEL})+")));
/// A dot in a word, or in brackets, of an address on the web.
static WEB_DOT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i) {0,2}[(\[{<] ?(?:dot|punkt|\.) ?[)\]}>] {0,2}| +(?:dot|punkt) +")
});

/// Bytes before and behind what says "at" in which the rest of an address is looked for.
const NEAR: usize = 96;
/// Words that begin no host: "look at the dot com boom".
const ARTICLES: [&str; 19] = [
    "a", "an", "das", "dem", "den", "der", "die", "every", "her", "his", "my", "our", "some",
    "that", "the", "their", "this", "what", "which",
];
/// Words before "at" and a host that say what somebody does there, and are no part of an address.
const DOING: &str = "\
account arbeit arbeite arbeiten arbeitet available based bestelle bestellt bought buy employed \
found gekauft here is it look looked looking me one order ordered bin customer ist konto kunde \
kundin registered registriert shop sign signed staff started them there up us war was we work \
worked working works";
/// Hosts that give addresses to everybody.
const PROVIDERS: [&str; 16] = [
    "aol",
    "freenet",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "live",
    "mail",
    "outlook",
    "posteo",
    "proton",
    "protonmail",
    "t-online",
    "web",
    "yahoo",
];

/// E-mail addresses that are spelt out. What is `guarded` may also be a word and a host behind
/// "at".
pub(super) fn emails(text: &str, guarded: bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in AT.find_iter(text) {
        // Bounded, or a text full of such signs would take quadratic time.
        let from = (at.start().saturating_sub(NEAR)..=at.start())
            .find(|from| text.is_char_boundary(*from));
        let Some(local) = LOCAL.find(&text[from.unwrap_or(at.start())..at.start()]) else {
            continue;
        };
        let start = at.start() - local.len();
        // What follows this sign behind a path is a part of a page.
        if at.as_str() == "#" && text[..start].ends_with('/') {
            continue;
        }
        let Some(length) = domain(local.as_str(), at.as_str(), within(&text[at.end()..]), guarded)
        else {
            continue;
        };
        if found.last().is_none_or(|last| last.end <= start) {
            found.push(start..at.end() + length);
        }
    }
    found
}

/// The beginning of a text that an address may take.
fn within(text: &str) -> &str {
    let end = (0..=NEAR.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

/// How much of a text is the domain of an address.
fn domain(local: &str, at: &str, text: &str, guarded: bool) -> Option<usize> {
    let whole = DOMAIN.find(text)?.as_str();
    let dots: Vec<Range<usize>> = DOTS.find_iter(whole).map(|dot| dot.range()).collect();
    let first = &whole[..dots.first()?.start];
    // Where the last label is none that hosts end with, what follows belongs to the sentence.
    let ends = dots[1..].iter().map(|dot| dot.start).chain([whole.len()]);
    let labels: Vec<(&Range<usize>, usize)> = dots.iter().zip(ends).collect();
    let known = labels.iter().rposition(|(dot, end)| is_any_ending(&whole[dot.end..*end]));
    let said = |upto: usize| labels[..=upto].iter().any(|(dot, _)| &whole[(*dot).clone()] != ".");
    let sign = at.to_lowercase();
    let sign = sign.trim_matches([' ', '(', ')', '[', ']', '{', '}', '<', '>']);
    let sure =
        at.contains(['(', '[', '{', '<']) || !matches!(sign, "at" | "ät" | "bei" | "@" | "#");
    let upto = match known {
        Some(upto) => upto,
        // A letter in brackets also numbers what a list holds.
        None if sure && sign != "a" && labels.len() == 1 => 0,
        None => return None,
    };
    let small = first.to_lowercase();
    let word = local.chars().all(char::is_alphabetic) || !local.contains(char::is_alphabetic);
    let host = &whole[..labels[upto].1];
    // A known host suffices where words are handed on, unless a verb tells of a place.
    let doubtful =
        guarded && is_host(host, false) && !DOING.split(' ').any(|one| one == local.to_lowercase());
    let plain = word && !PROVIDERS.contains(&small.as_str()) && !doubtful;
    if (at == "@" && !said(upto)) || (at == "#" && !is_host(host, false)) {
        return None;
    }
    let an_address = sure || sign == "@" || sign == "#" || said(upto) || !plain;
    (an_address && !ARTICLES.contains(&small.as_str())).then_some(labels[upto].1)
}

/// Hosts whose dots are spelt out.
pub(super) fn hosts(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for dot in WEB_DOT.find_iter(text) {
        let letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let from = (dot.start().saturating_sub(NEAR)..=dot.start())
            .find(|from| text.is_char_boundary(*from));
        let before = &text[from.unwrap_or(dot.start())..dot.start()];
        let name = &before[before.trim_end_matches(letter).len()..];
        let after = within(&text[dot.end()..]);
        let ending = &after[..after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len())];
        let (start, end) = (dot.start() - name.len(), dot.end() + ending.len());
        let free = found.last().is_none_or(|last| last.end <= start);
        if free
            && is_ending(ending)
            && !name.is_empty()
            && !ARTICLES.contains(&name.to_lowercase().as_str())
        {
            found.push(start..end);
        }
    }
    found
}
