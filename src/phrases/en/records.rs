//! Fields of records, by their names.

use super::frame::frame;
use super::grammar::{article, cased, head, plural};
use super::numbers::{Quantity, four_digits};
use super::words::{FINITE, NO, YES};
use super::{facts, yes_no};
use crate::phrases::text::{after, has_any, listed, words};
use crate::phrases::types::{Answer, PhraseKind, Said};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Says a field with its value.
pub(super) fn say(field: &str, answer: &Answer<'_>) -> Said {
    let field = field.trim();
    if field.contains('_') {
        return None;
    }
    let text = since(field, answer)
        .or_else(|| dated(field, answer))
        .or_else(|| counted(field, answer))
        .or_else(|| days_to(field, answer))
        .or_else(|| flag(field, answer))
        .or_else(|| state(field, answer))
        .or_else(|| sourced(field, answer));
    match text {
        Some(text) => Some((PhraseKind::Field, text)),
        None => facts::say(field, answer),
    }
}

/// `Customer Since`
fn since(field: &str, answer: &Answer<'_>) -> Option<String> {
    let low = field.to_lowercase();
    let who = low.strip_suffix(" since")?;
    if !super::grammar::is_person(who) {
        return None;
    }
    let people = plural(who);
    match answer {
        Answer::AtMost(year) => {
            Some(format!("have been {people} since {} or earlier", four_digits(year)?))
        }
        Answer::Above(year) => Some(format!("became {people} after {}", four_digits(year)?)),
        Answer::Median(year) => {
            Some(format!("typically became {people} in {}", four_digits(year.trim_matches('"'))?))
        }
        _ => None,
    }
}

/// A date, after which or until which.
fn dated(field: &str, answer: &Answer<'_>) -> Option<String> {
    let (when, date) = match answer {
        Answer::Above(date) => ("after", date),
        Answer::AtMost(date) => ("on or before", date),
        _ => return None,
    };
    let day = day(date)?;
    let low = field.to_lowercase();
    if matches!(
        low.as_str(),
        "create date" | "created" | "created at" | "creation date" | "date created"
    ) {
        return Some(format!("were added {when} {day}"));
    }
    if matches!(low.as_str(), "last activity date" | "last activity" | "last active" | "last seen")
    {
        return Some(format!("were last active {when} {day}"));
    }
    if matches!(low.as_str(), "last login" | "last login date") {
        return Some(format!("last logged in {when} {day}"));
    }
    let noun = low.strip_suffix(" date")?;
    Some(format!("have {} {when} {day}", article(&format!("{noun} date"))))
}

/// `2025-01-31` as `31 January 2025`.
fn day(date: &str) -> Option<String> {
    let mut parts = date.trim().split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let name = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    let day: u8 = day.get(..2)?.parse().ok().filter(|day| (1..=31).contains(day))?;
    Some(format!("{day} {name} {}", four_digits(year)?))
}

/// `Support tickets (12 months)`, `Number of seats`
fn counted(field: &str, answer: &Answer<'_>) -> Option<String> {
    let some = matches!(answer, Answer::Above(number) if number.trim() == "0");
    let at_least_one = || some.then(Quantity::at_least_one);
    let quantity = Quantity::read(answer).or_else(at_least_one)?;
    let typically = if quantity.typical { "typically " } else { "" };
    if let Some((name, window)) = field.split_once('(') {
        let window = window.trim().trim_end_matches(')').trim();
        let window = after(window, &["last ", "past ", "in ", "in the last "]).unwrap_or(window);
        let mut unit = words(window).into_iter();
        let (number, time) = (unit.next()?, unit.next()?);
        let is_time = ["day", "week", "month", "year", "hour"].iter().any(|t| time.starts_with(t));
        if !number.chars().all(|c| c.is_ascii_digit()) || !is_time || unit.next().is_some() {
            return None;
        }
        let name = cased(name.trim());
        let many = name.ends_with('s') && !name.contains(" of ");
        if !many {
            return None;
        }
        return Some(format!(
            "{typically}had {} in {number} {time}",
            quantity.of(&lower_words(&name))
        ));
    }
    let name = after(field, &["number of ", "# of ", "no. of "])
        .or_else(|| is_count(field).then_some(field))?;
    Some(format!("{typically}have {}", quantity.of(&lower_words(name))))
}

fn is_count(field: &str) -> bool {
    let low = field.to_lowercase();
    matches!(
        low.as_str(),
        "employees" | "seats" | "users" | "licences" | "licenses" | "sites" | "locations"
    )
}

fn lower_words(text: &str) -> String {
    let lowered = |word: &&str| {
        if crate::phrases::text::is_coined(word) { (*word).to_owned() } else { word.to_lowercase() }
    };
    words(text).iter().map(lowered).collect::<Vec<_>>().join(" ")
}

/// `Days to Close`
fn days_to(field: &str, answer: &Answer<'_>) -> Option<String> {
    let low = field.to_lowercase();
    let (unit, what) = low.split_once(" to ")?;
    if !matches!(unit, "days" | "weeks" | "months" | "hours" | "minutes") {
        return None;
    }
    super::grammar::past_verb(what.split(' ').next().unwrap_or(what))?;
    let quantity = Quantity::read(answer)?;
    let typically = if quantity.typical { "typically " } else { "" };
    Some(format!("{typically}took {} to {what}", quantity.of(unit)))
}

/// `Security Review: No`, `Has Trial: Yes`, `Discount Requested: Yes`
fn flag(field: &str, answer: &Answer<'_>) -> Option<String> {
    let Answer::Levels(levels) = answer else { return None };
    let [level] = levels.as_slice() else { return None };
    let low = level.trim().to_lowercase();
    let yes = match (YES.contains(low.as_str()), NO.contains(low.as_str())) {
        (true, _) => true,
        (_, true) => false,
        _ => return None,
    };
    if field.ends_with('?') || after(field, &["do you ", "did you ", "have you "]).is_some() {
        let asked = field.trim_end_matches('?');
        return yes_no::say(asked, yes).map(|(_, text)| text);
    }
    let name = lower_words(field);
    let ended = match name.as_str() {
        "renewed" => "renew",
        "churned" => "churn",
        "upgraded" => "upgrade",
        "converted" => "convert",
        _ => "",
    };
    if !ended.is_empty() {
        return Some(if yes { name } else { format!("did not {ended}") });
    }
    if name == "is trial" || name == "trial account" {
        return Some(if yes { "are on a trial" } else { "are not on a trial" }.to_owned());
    }
    // Who has a newsletter, and who gets one? And people are, they are not had.
    const UNCLEAR: &[&str] = &[
        "newsletter",
        "email",
        "e-mail",
        "marketing",
        "consent",
        "churn",
        "active",
        "vip",
        "lead",
        "priority",
        "test",
        "sms",
        "opt-in",
        "deleted",
        "archived",
        "mailing",
    ];
    let last = words(&name).last().copied().unwrap_or_default();
    if UNCLEAR.contains(&last) || super::grammar::is_person(last) && last != "trigger" {
        return None;
    }
    if name.starts_with("is ") {
        return None;
    }
    let name = after(&name, &["has ", "have "]).unwrap_or(&name);
    let tokens = words(name);
    if tokens.len() > 4 || tokens.iter().any(|word| FINITE.contains(word)) {
        return None;
    }
    let last = tokens.last()?;
    if last.ends_with("ed") && last.len() > 4 {
        return taken(&tokens[..tokens.len() - 1], last, yes);
    }
    let noun = tokens.get(head(&tokens))?;
    let several = noun.ends_with('s') && !noun.ends_with("ss");
    Some(match (yes, several) {
        (true, true) => format!("have {name}"),
        (true, false) => format!("have {}", article(name)),
        (false, _) => format!("have no {name}"),
    })
}

/// `Discount Requested`: what was requested is not granted.
fn taken(thing: &[&str], verb: &str, yes: bool) -> Option<String> {
    let thing = thing.join(" ");
    if thing.is_empty()
        || !matches!(
            verb,
            "requested"
                | "attended"
                | "completed"
                | "signed"
                | "booked"
                | "used"
                | "downloaded"
                | "watched"
                | "opened"
                | "visited"
                | "ordered"
                | "started"
                | "installed"
        )
    {
        return None;
    }
    let object = super::grammar::with_article(&thing)?;
    let base = match verb {
        "completed" | "used" => verb.trim_end_matches('d'),
        _ => verb.trim_end_matches("ed"),
    };
    let text = if yes { format!("{verb} {object}") } else { format!("did not {base} {object}") };
    Some(text.replace("complet ", "complete ").replace("us ", "use "))
}

/// `Subscription: Churned`
fn state(field: &str, answer: &Answer<'_>) -> Option<String> {
    let Answer::Levels(levels) = answer else { return None };
    let name = field.to_lowercase();
    let thing = name.trim_end_matches(" status");
    let known = [
        "subscription",
        "account",
        "contract",
        "licence",
        "license",
        "status",
        "customer",
        "membership",
        "lifecycle",
        "plan",
        "trial",
    ];
    if !known.contains(&thing) {
        return None;
    }
    let said: Vec<String> = levels
        .iter()
        .map(|level| {
            let low = level.trim().to_lowercase();
            match low.as_str() {
                "churned" => Some("churned".to_owned()),
                "cancelled" | "canceled" if thing != "status" && thing != "customer" => {
                    Some(format!("cancelled their {thing}"))
                }
                "renewed" => Some(format!("renewed{}", of(thing))),
                "active" | "expired" | "paused" | "suspended" if is_held(thing) => {
                    Some(format!("have {}", article(&format!("{low} {thing}"))))
                }
                _ => None,
            }
        })
        .collect::<Option<_>>()?;
    Some(listed(&said, "or"))
}

fn of(thing: &str) -> String {
    if is_held(thing) { format!(" their {thing}") } else { String::new() }
}

fn is_held(thing: &str) -> bool {
    matches!(
        thing,
        "subscription" | "account" | "contract" | "licence" | "license" | "membership" | "trial"
    )
}

/// `Lead Source`, `Plan`
fn sourced(field: &str, answer: &Answer<'_>) -> Option<String> {
    let Answer::Levels(levels) = answer else { return None };
    let name = field.to_lowercase();
    let frames = levels
        .iter()
        .map(|level| {
            let level = level.trim();
            match name.as_str() {
                "lead source" | "source" | "original source" | "acquisition channel" => {
                    frame("came through", super::frame::noun(level), "")
                }
                "plan" | "subscription plan" | "tier" | "pricing plan" => {
                    let word = if name.contains("tier") { "tier" } else { "plan" };
                    frame("are on the", level.to_owned(), word)
                }
                _ => None,
            }
        })
        .collect::<Option<Vec<_>>>()?;
    let special = levels.iter().any(|level| super::shape::special(level).is_some());
    if special || has_any(field, &["?"]) { None } else { super::frame::together(&frames) }
}
