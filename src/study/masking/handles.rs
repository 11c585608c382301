//! Names of accounts in social networks in a folded text.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::folded::is_unsegmented;
use super::pattern::pattern;

static HANDLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"@[\p{L}_][\p{L}\p{M}\p{N}_.-]+"));
const NETWORKS: &str = "instagram|insta|ig|twitter|tiktok|telegram|snapchat|facebook|fb|\
    linkedin|skype|discord|mastodon|youtube|reddit|whatsapp|wechat|viber|xing|vk|github|\
    gitlab|bluesky|twitch";
const ACCOUNT: &str = r"((?:[\p{L}\p{N}_-]+\.)*[\p{L}\p{N}_-]+(?:#[0-9]{4})?)";
/// A name behind that of a network, or behind a word that says that it is one.
static PROFILE: LazyLock<Regex> = LazyLock::new(|| {
    let noun = "handle|account|name|user(?:name)?|profile?|konto|nick";
    let network = format!(r"(?:{NETWORKS})(?: {{0,2}}[:=(] {{0,2}}| (?:{noun})(?: is| ist)?:? )");
    let own = format!(r"(?:my|mein) (?:{NETWORKS}) (?:is|ist) ");
    let named = concat!(
        r"(?:handle|gamertag)(?: is| ist| ?[:=]) |(?:user|nick|screen) ?name(?: is| ist|",
        r" ?[:=])? |(?:be)?nutzername(?: ist| ?[:=])? ",
    );
    pattern(&format!(r"(?i)\b(?:{network}|{own}|{named})@?{ACCOUNT}"))
});
/// A name where only an account is said to be called so.
static STATED: LazyLock<Regex> = LazyLock::new(|| {
    let kind = "handle|account|name|user ?name|konto";
    let named = format!(r"(?:{NETWORKS})(?: (?:{kind}))?|handle|user ?name");
    let own = format!(r"(?:my|mein|meine) (?:{named}) (?:is|ist) @?{ACCOUNT}");
    pattern(&format!(r"(?i)\b(?:{own}|(?:{NETWORKS}) ?\(@?{ACCOUNT}\))"))
});
/// The page of an account on Reddit.
static PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[\s(,:])(/?u/[A-Za-z0-9_-]{4,20})"));

/// Words behind an @ that call everybody or say where, and no name.
const NOBODY: [&str; 10] =
    ["all", "channel", "everyone", "here", "home", "media", "override", "param", "team", "work"];
/// Words that say of an account how it is, and not what it is called.
const SAID: &str = "\
always annoying awesome banned better blocked boring closed deleted down easier enough full good \
great hacked locked mainly mostly never only private privat public really slow still the too very \
where";

/// Names of accounts in social networks. What is `guarded` may also be a word as any other, where
/// it is said to be one.
pub(super) fn handles(text: &str, guarded: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for handle in HANDLE.find_iter(text) {
        let name = handle.as_str().trim_end_matches(['.', '-']);
        let before = text[..handle.start()].chars().next_back();
        let begins = before.is_none_or(|c| {
            !c.is_alphanumeric() && !matches!(c, '_' | '.' | '@' | '/') || is_unsegmented(c)
        });
        // A package of a program is named by a scope with a slash behind it.
        let scope = text[handle.end()..].starts_with('/');
        let first = name[1..].split('-').next().unwrap_or_default().to_lowercase();
        let nobody = NOBODY.contains(&first.as_str());
        // Two letters behind the sign are mostly an abbreviation.
        if begins && !scope && !nobody && name.chars().count() > 3 {
            found.push(handle.start()..handle.start() + name.len());
        }
    }
    let mut add = |name: Range<usize>| {
        if !found
            .iter()
            .any(|known: &Range<usize>| known.start < name.end && name.start < known.end)
        {
            found.push(name);
        }
    };
    for name in PROFILE.captures_iter(text).filter_map(|profile| profile.get(1)) {
        // A word that may stand in any sentence is no name: it holds a dot, a digit or an
        // underscore.
        let joined = name.as_str().contains(|c: char| matches!(c, '.' | '_') || c.is_ascii_digit());
        if joined
            && name.len() > 3
            && name.as_str().chars().filter(|c| c.is_alphabetic()).count() > 2
        {
            add(name.range());
        }
    }
    for name in STATED.captures_iter(text).filter_map(|stated| stated.get(1).or(stated.get(2))) {
        let said = SAID.split(' ').any(|one| one == name.as_str().to_lowercase());
        // A plain word may be part of the sentence, so it is hidden only where words are handed on.
        if guarded && !said && name.as_str().chars().count() > 3 {
            add(name.range());
        }
    }
    PAGE.captures_iter(text).filter_map(|page| page.get(1)).for_each(|page| add(page.range()));
    found
}
