//! Facts of persons and firms: role, income, education, place.

use super::frame::{Frame, frame, people, together};
use super::grammar::{Shape, asked_of, cased};
use super::numbers::{Quantity, band_words};
use super::shape::shape;
use super::words::{BANDS, WORKPLACES};
use crate::phrases::bands::Band;
use crate::phrases::special::Special;
use crate::phrases::text::{after, around, has_any, lower_first};
use crate::phrases::types::{Answer, PhraseKind, Said};

/// Says a fact that a question or the name of a field asks for.
pub(super) fn say(stem: &str, answer: &Answer<'_>) -> Said {
    if let Some(text) = amount(stem, answer) {
        return Some((PhraseKind::Number, text));
    }
    let Answer::Levels(levels) = answer else { return None };
    let frames: Vec<Frame> = levels.iter().map(|level| fact(stem, level)).collect::<Option<_>>()?;
    Some((PhraseKind::Choice, together(&frames)?))
}

/// The name of what is asked for, small, without `what is your`.
fn asked_name(stem: &str) -> String {
    let low = stem.trim().to_lowercase();
    let starts = [
        "what is your ",
        "what's your ",
        "what was your ",
        "please state your ",
        "your ",
        "what is the ",
        "current ",
    ];
    after(&low, &starts).unwrap_or(&low).trim_start_matches("current ").to_owned()
}

fn fact(stem: &str, level: &str) -> Option<Frame> {
    let name = asked_name(stem);
    let level = level.trim();
    if super::shape::special(level).is_some() {
        return None;
    }
    let low = level.to_lowercase();
    match name.as_str() {
        "gender" | "sex" => match low.as_str() {
            "female" | "male" | "non-binary" | "diverse" | "nonbinary" => frame("are", low, ""),
            "woman" | "women" => frame("are", "women".to_owned(), ""),
            "man" | "men" => frame("are", "men".to_owned(), ""),
            _ => None,
        },
        "role" | "job" | "job title" | "occupation" | "position" | "profession" | "title"
        | "job role" | "function" => role(level),
        "country" | "country of residence" | "region" | "city" | "state" | "place of residence" => {
            let capital = level.chars().next().is_some_and(char::is_uppercase);
            (capital && !level.contains('/')).then(|| frame("live in", level.to_owned(), ""))?
        }
        "which country do you live in" | "in which country do you live" | "where do you live" => {
            frame("live in", level.to_owned(), "")
        }
        _ if name.ends_with(" role") => role(level),
        _ if is_named_cause(&name) => {
            let thing = super::grammar::with_article(level).unwrap_or_else(|| cased(level));
            // A quality, `too expensive`, is no thing that they have.
            let quality = shape(level) == Shape::Adjective;
            let thing = if quality { format!("“{}”", lower_first(level)) } else { thing };
            frame("have", thing, &format!("as their {name}"))
        }
        _ if name.ends_with(" type") => kind_of(&name, level),
        "marital status" | "employment status" | "civil status" => {
            let known = super::words::ADJECTIVES.contains(low.as_str());
            known.then(|| frame("are", low, ""))?
        }
        "industry" | "sector" | "branch" => frame("work in", lower_first(level), ""),
        _ if is_education(&name) => education(level),
        _ => None,
    }
}

/// Fields that hold a cause or an aim: `Buying Trigger`.
fn is_named_cause(name: &str) -> bool {
    let ends = ["trigger", "reason", "objection", "challenge", "criterion", "competitor", "goal"];
    name.split(' ').count() == 2 && ends.iter().any(|end| name.ends_with(end))
}

/// `Clinic Type: Eye Clinic`
fn kind_of(name: &str, level: &str) -> Option<Frame> {
    const PLACES: &[&str] = &[
        "clinic",
        "practice",
        "company",
        "organisation",
        "organization",
        "school",
        "hospital",
        "agency",
        "shop",
        "store",
        "office",
        "firm",
    ];
    let thing = name.strip_suffix(" type")?;
    let low = level.to_lowercase();
    let fits = PLACES.contains(&thing) && low.ends_with(thing) && low.len() > thing.len();
    fits.then(|| frame("work at", super::grammar::plural(&low), ""))?
}

fn is_education(name: &str) -> bool {
    has_any(
        name,
        &[
            "level of education",
            "highest education",
            "educational attainment",
            "highest degree",
            "highest qualification",
        ],
    ) || name == "education"
}

fn education(level: &str) -> Option<Frame> {
    let degree = level.to_lowercase();
    if has_any(&degree, &["degree", "doctorate", "diploma"])
        && !has_any(&degree, &["degree or", "some", "no "])
    {
        let article = if degree.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        let text = level.to_owned();
        return frame("have", format!("{article} {}", cased(&text)), "");
    }
    frame("give", format!("“{level}”"), "as their highest level of education")
}

/// What somebody is at work: `are clinicians`, `work at the front desk`.
pub(super) fn role(level: &str) -> Option<Frame> {
    let low = level.trim().to_lowercase();
    if let Some((place, preposition)) = WORKPLACES.iter().find(|(place, _)| *place == low) {
        let place = if place.len() == 2 { place.to_uppercase() } else { (*place).to_owned() };
        return frame("work", format!("{preposition} {place}"), "");
    }
    frame("are", people(level)?, "")
}

/// Amounts of money and time.
fn amount(stem: &str, answer: &Answer<'_>) -> Option<String> {
    income(stem, answer).or_else(|| spending(stem, answer))
}

fn income(stem: &str, answer: &Answer<'_>) -> Option<String> {
    let low = stem.to_lowercase();
    if !has_any(&low, &["income", " earn"])
        || has_any(&low, &["satisf", "source", "proof", "change"])
    {
        return None;
    }
    let of_household = low.contains("household");
    if let Answer::Levels(levels) = answer
        && let [one] = levels.as_slice()
        && super::shape::special(one) == Some(Special::Refused)
    {
        let what = if of_household { "how much their household" } else { "how much they" };
        let when = if low.contains("last year") { " last year" } else { "" };
        return low.contains(" earn").then(|| format!("prefer not to say {what} earned{when}"));
    }
    let text = money(answer)?;
    if has_any(&low, &["hour", "week", "per day", "a day"]) {
        return None;
    }
    let when = if has_any(&low, &["monthly", "per month", "a month", "each month"]) {
        "monthly "
    } else if has_any(&low, &["annual", "per year", "a year"]) {
        "annual "
    } else {
        ""
    };
    let household = if of_household { "household " } else { "" };
    let article =
        if when == "annual " || (when.is_empty() && household.is_empty()) { "an" } else { "a" };
    let personal = !of_household && !low.contains("income");
    if personal && !low.contains("you earn") {
        return None;
    }
    Some(format!("have {article} {when}{household}income of {text}"))
}

/// An amount with the sign that the answers bring, and with none that they do not.
fn money(answer: &Answer<'_>) -> Option<String> {
    match answer {
        Answer::Levels(levels) => {
            let band = Band::join(levels, &BANDS)?;
            let unit = if band.unit.is_empty() { String::new() } else { format!(" {}", band.unit) };
            Some(format!("{}{unit}", band_words(&band)?))
        }
        _ => Quantity::read(answer).filter(|quantity| !quantity.typical).map(|q| q.text),
    }
}

/// `What is the most you would pay …, in EUR?`
fn at_most(stem: &str, answer: &Answer<'_>) -> Option<String> {
    let rest =
        after(stem, &["what is the most you would pay ", "what is the most you would spend "])?;
    let verb = if stem.contains(" pay ") { "pay" } else { "spend" };
    let Answer::Median(_) = answer else { return None };
    let number = Quantity::read(answer)?.text;
    let (rest, currency) = rest.split_once(", in ").unwrap_or((rest, ""));
    let amount = format!("{currency} {number}");
    Some(format!("would typically {verb} at most {} {}", amount.trim(), asked_of(rest)))
}

/// `commuting each day (minutes)`: what the number counts stands in brackets at the end.
fn unit_apart(text: &str) -> (&str, &str) {
    let unit = text.rsplit_once(" (").and_then(|(rest, unit)| {
        let unit = after(unit.strip_suffix(')')?, &["in "]).unwrap_or(unit.strip_suffix(')')?);
        unit.chars().all(char::is_alphabetic).then_some((rest, unit))
    });
    unit.unwrap_or((text, ""))
}

/// `How much would you pay for …?`
fn spending(stem: &str, answer: &Answer<'_>) -> Option<String> {
    if let Some(text) = at_most(stem, answer) {
        return Some(text);
    }
    let (asked, rest) = around(stem, &[" do you ", " did you ", " would you "])?;
    if !asked.to_lowercase().starts_with("how much") || asked.split(' ').count() > 4 {
        return None;
    }
    let rest = asked_of(rest);
    let (rest, unit) = unit_apart(&rest);
    let (verb, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    if !matches!(verb, "pay" | "spend" | "donate" | "save" | "invest") {
        return None;
    }
    let verb = if stem.contains(" would you ") {
        format!("would {verb}")
    } else if stem.contains(" did you ") {
        super::grammar::past_verb(verb)?
    } else {
        verb.to_owned()
    };
    let typical = matches!(answer, Answer::Median(_));
    let text = if typical { Quantity::read(answer)?.text } else { money(answer)? };
    let text = format!("{text} {unit}").trim().to_owned();
    let typically = if typical { "typically " } else { "" };
    // The frame of time belongs to the amount.
    let frames =
        [" a month", " per month", " a year", " per year", " a week", " per week", " a day"];
    let padded = format!(" {rest}");
    let frame = frames.iter().find_map(|frame| Some((padded.strip_suffix(frame)?, frame)));
    let (text, rest) = match frame {
        Some((rest, frame)) => (format!("{text}{frame}"), rest.trim().to_owned()),
        None => (text, rest.to_owned()),
    };
    Some(format!("{typically}{verb} {text} {rest}").trim().to_owned())
}
