//! Addresses, bank accounts and cards in a folded text.

use std::net::Ipv6Addr;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::folded::is_unsegmented;
use super::hosts::is_host;
use super::pattern::pattern;

static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r#"(?:(?i:mailto:) ?)?(?:"[^"\n\x00@]{1,64}"|"#,
        r#"@?[\w+\-][\w.+%&=~'\-]*)@(?:[\w\-]+(?:\.[\w\-]+)+|\[[0-9a-fA-F.:]+\]|[\w\-]{3,})"#,
    ))
});
static URL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r#"\b(?:(?i:(?:https?|hxxps?|s?ftps?)://|"#,
        r#"www\.))[^\s<>"'\x00]*[^\s<>"'\x00.,;:!?)\]。，；：！？）】」』”»…]"#,
    ))
});
/// Words with dots between them, with a path perhaps.
static HOST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+(?::[0-9]{1,5})?(?:/[^\s<>"'\x00]*)?"#)
});
static IPV4: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}\b"));
/// A word before four numbers that are no address.
static VERSION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:version|release|build|firmware|ver\.?)[ :]{0,2}$"));
static HARDWARE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}\b"));
/// Two colons and more among what an address of version 6 is made of.
static COLONS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[0-9a-fA-F.]*:[0-9a-fA-F.]*:[0-9a-fA-F.:]*(?:%[\w.-]*\w)?(?:/[0-9]{1,3}\b)?")
});
static IBAN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]{1,4}){3,8}\b"));
static CARD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[0-9](?:[ ./-]{0,2}[0-9]){12,}\b"));

/// E-mail addresses.
pub(super) fn emails(text: &str) -> Vec<Range<usize>> {
    EMAIL.find_iter(text).map(|found| apart(text, found.range())).collect()
}

/// Part of a stretch without the words of a script that leaves no gaps, where these touch letters
/// of another.
fn apart(text: &str, at: Range<usize>) -> Range<usize> {
    let stretch = &text[at.clone()];
    let ascii = |c: char| c.is_ascii_alphanumeric();
    let Some(sign) = stretch.find(['@', '.']) else { return at };
    let local = &stretch[..sign];
    // Scripts without gaps run into the address, which begins behind them.
    let start = local
        .rfind(is_unsegmented)
        .map(|last| last + local[last..].chars().next().map_or(0, char::len_utf8));
    // An address may be in such a script itself.
    let start = start.filter(|start| local[*start..].contains(ascii)).unwrap_or(0);
    // Never before the sign: what stands there is the name, which ends at it.
    let ending = stretch[sign..].rfind(['@', '.']).map_or(sign, |dot| sign + dot + 1);
    let end = stretch[ending..]
        .find(is_unsegmented)
        .filter(|end| *end > 1)
        .map_or(stretch.len(), |end| ending + end);
    at.start + start..at.start + end
}

/// Web addresses, with a scheme and without; in an `answer` that many may give a host without a
/// path is what something is called.
pub(super) fn web_addresses(text: &str, answer: bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = URL.find_iter(text).map(|found| found.range()).collect();
    // Full addresses are in order, so a binary search finds overlaps.
    let known = found.len();
    for candidate in HOST.find_iter(text) {
        let at = apart_host(text, candidate.range());
        let before = text[..at.start].chars().next_back();
        let whole = text[at.clone()]
            .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '…', '。', '，', '）']);
        let end = whole.find([':', '/']).unwrap_or(whole.len());
        let path = whole[end..].split_once('/').is_some_and(|(_, path)| !path.is_empty());
        let called = text[at.start + whole.len()..].starts_with('(');
        let within = found[..known].partition_point(|url| url.end <= at.start);
        let taken = found[..known].get(within).is_some_and(|url| url.start < at.end);
        let free = !matches!(before, Some('@' | '/' | '\\')) && !called && !taken;
        // Among answers a bare host is mostly the name of a product.
        if free && (path || !answer) && is_host(&whole[..end], path) {
            found.push(at.start..at.start + whole.len());
        }
    }
    found
}

fn apart_host(text: &str, at: Range<usize>) -> Range<usize> {
    let path = text[at.clone()].find('/').map_or(at.end, |slash| at.start + slash);
    let host = apart(text, at.start..path);
    if host.end < path { host } else { host.start..at.end }
}

/// Addresses of the internet and of network cards.
pub(super) fn ip_addresses(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> =
        COLONS.find_iter(text).filter_map(|found| version_6(text, found.range())).collect();
    for more in [&IPV4, &HARDWARE] {
        let known = found.len();
        for address in
            more.find_iter(text).filter(|address| !VERSION.is_match(&text[..address.start()]))
        {
            let within = found[..known].partition_point(|known| known.end <= address.start());
            if found
                .get(within)
                .filter(|_| within < known)
                .is_none_or(|known| known.start >= address.end())
            {
                found.push(address.range());
            }
        }
        found.sort_unstable_by_key(|found| found.start);
    }
    found
}

/// The address in a stretch with colons, if it is one; not a time, and not a path of a program.
fn version_6(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let mut start = at.start;
    // A single colon ends the words before the address.
    if text[start..].starts_with(':') && !text[start..].starts_with("::") {
        start += 1;
    }
    let stretch = &text[start..at.end];
    let colons = stretch.find(['%', '/']).unwrap_or(stretch.len());
    let (mut address, zone) = stretch.split_at(colons);
    let mut end = at.end;
    if zone.is_empty() {
        // A period or colon of the sentence may follow.
        while address.ends_with(['.', ':']) && address.parse::<Ipv6Addr>().is_err() {
            address = &address[..address.len() - 1];
        }
        end = start + address.len();
    }
    let is_word =
        |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unsegmented(c) || c == '_');
    let apart = !is_word(text[..start].chars().next_back()) && !is_word(text[end..].chars().next());
    let groups: Vec<&str> = address.split(':').filter(|group| !group.is_empty()).collect();
    // "12::30" and "add::bed" could be addresses; hardly any is so short, or without a digit.
    let long =
        address.starts_with("::") || groups.len() > 2 || groups.iter().any(|group| group.len() > 2);
    let digits = address.contains(|c: char| c.is_ascii_digit());
    (apart && long && digits && address.parse::<Ipv6Addr>().is_ok()).then_some(start..end)
}

/// Account numbers (ISO 13616).
pub(super) fn ibans(text: &str) -> Vec<Range<usize>> {
    IBAN.find_iter(text)
        .filter_map(|found| Some(found.start()..found.start() + iban(found.as_str())?))
        .collect()
}

/// The longest beginning of a stretch, up to a gap, that is an IBAN: its remainder by 97 is 1 once
/// letters are numbers (ISO 13616).
fn iban(stretch: &str) -> Option<usize> {
    let gaps = stretch.char_indices().filter(|(_, c)| !c.is_ascii_alphanumeric()).map(|(at, _)| at);
    let ends: Vec<usize> = gaps.chain([stretch.len()]).collect();
    let is_one = |end: &&usize| {
        let plain: Vec<u8> = stretch[..**end].bytes().filter(u8::is_ascii_alphanumeric).collect();
        let value = |byte: u8| char::from(byte).to_digit(36).unwrap_or(0);
        // The remainder is taken at each character, since the number fits no integer type.
        let add = |sum: u32, byte: &u8| {
            let value = value(*byte);
            (sum * if value > 9 { 100 } else { 10 } + value) % 97
        };
        // ISO 13616: the first four characters last, remainder 1 modulo 97.
        (15..=34).contains(&plain.len()) && plain[4..].iter().chain(&plain[..4]).fold(0, add) == 1
    };
    // The longest first: a shorter stretch may pass the check by chance.
    ends.iter().rev().find(is_one).copied()
}

/// Numbers of payment cards, among other digits too.
pub(super) fn cards(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for digits in CARD.find_iter(text) {
        let groups: Vec<Range<usize>> = groups(text, digits.range());
        let mut first = 0;
        while first < groups.len() {
            // The longest first: a part of a card number may pass the check by chance.
            let ends = (first + 1..=groups.len().min(first + MOST_GROUPS)).rev();
            match ends.into_iter().find(|end| is_card(text, &groups[first..*end])) {
                Some(end) => {
                    found.push(groups[first].start..groups[end - 1].end);
                    first = end;
                }
                None => first += 1,
            }
        }
    }
    found
}

/// Most groups of a card's digits: pairs.
const MOST_GROUPS: usize = 10;

/// Groups of digits in a stretch.
pub(super) fn groups(text: &str, at: Range<usize>) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for at in at.filter(|at| text.as_bytes()[*at].is_ascii_digit()) {
        match groups.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => groups.push(at..at + 1),
        }
    }
    groups
}

/// True if groups of digits are a card's, by its length, what it begins with, how it is grouped,
/// and its check digit (ISO/IEC 7812, Luhn).
fn is_card(text: &str, groups: &[Range<usize>]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(ExactSizeIterator::len).collect();
    let (first, rest) = (lengths[0], &lengths[1..]);
    let even =
        [2, 4, 8].contains(&first) && rest.iter().rev().skip(1).all(|length| *length == first);
    // Groups as printed on cards; others are separate numbers.
    let grouped = rest.is_empty()
        || (even && rest.last() <= Some(&first))
        || (first == 4 && rest.iter().all(|length| (3..=6).contains(length)));
    let before = &text.as_bytes()[..groups[0].start];
    // Decimals are long, and one in ten passes the check.
    let fraction = matches!(before, [.., digit, b'.' | b','] if digit.is_ascii_digit());
    let digits: Vec<u32> = groups
        .iter()
        .flat_map(|group| text[group.clone()].bytes())
        .map(|byte| u32::from(byte - b'0'))
        .collect();
    // Luhn's check, ISO/IEC 7812.
    let double = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| if place % 2 == 1 { double(*digit) } else { *digit })
        .sum();
    // The first digits of the large networks; others would match long identifiers.
    let begins = digits.first().is_some_and(|digit| (2..=6).contains(digit));
    (13..=19).contains(&digits.len())
        && begins
        && grouped
        && !(fraction && rest.is_empty())
        && sum.is_multiple_of(10)
}
