//! `How many hours a week …?`, years, ages and amounts.

use super::frequency::plain;
use super::grammar::{asked_of, past, plural};
use super::shape::is_preposition;
use super::words::BANDS;
use crate::phrases::bands::{Band, number_value};
use crate::phrases::text::{after, around, bare, has_any, words};
use crate::phrases::types::{Answer, PhraseKind, Said};

/// A number in words: before it, the number, and what `typically` is for a median.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantity {
    /// `more than 4`
    pub(super) text: String,
    /// Exactly one, so that its unit is in the singular.
    pub(super) one: bool,
    pub(super) none: bool,
    /// The median of a group.
    pub(super) typical: bool,
}

impl Quantity {
    pub(super) fn read(answer: &Answer<'_>) -> Option<Self> {
        let quantity = |text: String, number: &str, typical| {
            let value = number_value(number, false)?;
            let one = (value - 1.0).abs() < f64::EPSILON;
            Some(Self { text, one, none: false, typical })
        };
        match answer {
            // More than none is said where it is known that wholes are counted.
            Answer::Above(number) => {
                quantity(format!("more than {}", number.trim()), number, false)
                    .filter(|_| number_value(number, false).is_some_and(|value| value > 0.0))
            }
            Answer::AtMost(number) => {
                let mut at_most = quantity(format!("at most {}", number.trim()), number, false)?;
                at_most.none = number_value(number, false).is_some_and(|value| value.abs() < 1e-9);
                Some(at_most)
            }
            Answer::Median(number) => {
                let number = number.trim().trim_matches('"');
                quantity(number.to_owned(), number, true)
            }
            Answer::Levels(levels) => of_bands(levels),
            Answer::Raised => None,
        }
    }

    /// More than none of what is counted in wholes.
    pub(super) fn at_least_one() -> Self {
        Self { text: "at least 1".to_owned(), one: true, none: false, typical: false }
    }

    /// The number with what is counted, whose first word is put in the singular where it must.
    pub(super) fn of(&self, unit: &str) -> String {
        let mut tokens: Vec<String> = words(unit).into_iter().map(str::to_owned).collect();
        let ends =
            tokens.iter().position(|word| matches!(word.as_str(), "a" | "per" | "of" | "in"));
        let noun = ends.unwrap_or(tokens.len()).saturating_sub(1);
        if self.one
            && let Some(word) = tokens.get_mut(noun)
        {
            *word = singular(word);
        }
        let none = self.none || (self.typical && self.text == "0");
        let number = if none { "no" } else { self.text.as_str() };
        format!("{number} {}", tokens.join(" ")).trim().to_owned()
    }

    fn adverb(&self) -> &'static str {
        if self.typical { "typically " } else { "" }
    }

    pub(super) fn said(&self, phrase: &str) -> Said {
        Some((PhraseKind::Number, format!("{}{phrase}", self.adverb())))
    }
}

fn of_bands(levels: &[&str]) -> Option<Quantity> {
    let band = Band::join(levels, &BANDS)?;
    let exact = band.low.as_ref().filter(|_| band.low == band.high).map(|low| low.value);
    let one = exact.is_some_and(|value| (value - 1.0).abs() < 1e-9);
    let none = exact.is_some_and(|value| value.abs() < 1e-9);
    Some(Quantity { text: band_words(&band)?, one, none, typical: false })
}

/// A band as words: `1 to 5`, `6 or more`, `under 20`.
pub(super) fn band_words(band: &Band) -> Option<String> {
    let sign = &band.sign;
    let shown = |shown: &str| format!("{sign}{shown}");
    Some(match (&band.low, &band.high) {
        (Some(low), Some(high)) if low == high => shown(&low.shown),
        (Some(low), Some(high)) => {
            let to = if band.below { "to under" } else { "to" };
            format!("{} {to} {}", shown(&low.shown), shown(&high.shown))
        }
        (Some(low), None) if band.above => format!("more than {}", shown(&low.shown)),
        (Some(low), None) => format!("{} or more", shown(&low.shown)),
        (None, Some(high)) if band.below => format!("less than {}", shown(&high.shown)),
        (None, Some(high)) => format!("at most {}", shown(&high.shown)),
        (None, None) => return None,
    })
}

fn singular(word: &str) -> String {
    if word == "people" {
        return "person".to_owned();
    }
    match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}

/// `How long have you lived here?`
fn how_long(stem: &str, answer: &Answer<'_>) -> Said {
    let act = asked_of(after(stem, &["how long have you ", "for how long have you "])?);
    let Answer::Levels(levels) = answer else { return None };
    let band = Band::join(levels, &BANDS)?;
    if !matches!(band.unit.as_str(), "years" | "months" | "weeks" | "year" | "month") {
        return None;
    }
    let text = band_words(&band)?;
    Some((PhraseKind::Number, format!("have {act} for {text} {}", band.unit)))
}

/// Says a number that was asked for.
pub(super) fn say(stem: &str, answer: &Answer<'_>) -> Said {
    year(stem, answer)
        .or_else(|| age(stem, answer))
        .or_else(|| how_many(stem, answer))
        .or_else(|| how_long(stem, answer))
        .or_else(|| how_much(stem, answer))
}

/// `How much are you willing to pay …?`, without a currency that nobody named.
fn how_much(stem: &str, answer: &Answer<'_>) -> Said {
    let rest = after(stem, &["how much are you willing to ", "how much would you be willing to "])?;
    let doing = asked_of(rest);
    let (verb, behind) = doing.split_once(' ').unwrap_or((&doing, ""));
    if !matches!(verb, "pay" | "spend") || matches!(answer, Answer::Levels(_)) {
        return None;
    }
    let quantity = Quantity::read(answer).filter(|quantity| !quantity.none)?;
    let helper = if stem.to_lowercase().contains("would") { "would be" } else { "are" };
    let (adverb, number) = (quantity.adverb(), &quantity.text);
    let text = format!("{adverb}{helper} willing to {verb} {number} {behind}");
    Some((PhraseKind::Number, text.trim().to_owned()))
}

/// `What year did you first …?`
fn year(stem: &str, answer: &Answer<'_>) -> Said {
    let starts = [
        "what year did you ",
        "in what year did you ",
        "in which year did you ",
        "which year did you ",
        "when did you ",
    ];
    let doing = past(&plain(&asked_of(after(stem, &starts)?)))?;
    let (typical, when) = match answer {
        Answer::Above(year) => ("", format!("after {}", four_digits(year)?)),
        Answer::AtMost(year) => ("", format!("in {} or earlier", four_digits(year)?)),
        Answer::Median(year) => {
            ("typically ", format!("in {}", four_digits(year.trim_matches('"'))?))
        }
        Answer::Levels(levels) => match levels.as_slice() {
            [one] => ("", format!("in {}", four_digits(one)?)),
            _ => return None,
        },
        Answer::Raised => return None,
    };
    Some((PhraseKind::Number, format!("{typical}{doing} {when}")))
}

/// A year as it is written.
pub(super) fn four_digits(text: &str) -> Option<&str> {
    let text = text.trim();
    (text.len() == 4 && text.chars().all(|c| c.is_ascii_digit())).then_some(text)
}

/// Whether a question asks for the age.
fn asks_age(stem: &str) -> bool {
    let low = stem.to_lowercase();
    let name = low.strip_prefix("what is your ").or(low.strip_prefix("your ")).unwrap_or(&low);
    matches!(
        name,
        "age"
            | "age group"
            | "age range"
            | "age band"
            | "age bracket"
            | "how old are you"
            | "which age group are you in"
            | "age in years"
            | "age (years)"
            | "which age group do you belong to"
    )
}

fn age(stem: &str, answer: &Answer<'_>) -> Said {
    if !asks_age(stem) {
        return None;
    }
    let Answer::Levels(levels) = answer else {
        let quantity = Quantity::read(answer)?;
        let years = quantity.of("years");
        let adverb = quantity.adverb();
        return Some((PhraseKind::Number, format!("are {adverb}{years} old")));
    };
    let band = Band::join(levels, &BANDS)?;
    if !band.unit.is_empty() && !matches!(band.unit.as_str(), "years" | "years old" | "year") {
        return None;
    }
    let text = match (&band.low, &band.high) {
        (Some(low), None) if band.above => format!("are over {}", low.shown),
        (Some(low), None) => format!("are {} or older", low.shown),
        (None, Some(high)) if band.below => format!("are under {}", high.shown),
        (None, Some(high)) => format!("are {} or younger", high.shown),
        _ => format!("are {} years old", band_words(&band)?),
    };
    Some((PhraseKind::Number, text))
}

/// `How many …?`
fn how_many(stem: &str, answer: &Answer<'_>) -> Said {
    let starts = [
        "how many ",
        "roughly how many ",
        "about how many ",
        "approximately how many ",
        "on average, how many ",
        "in total, how many ",
    ];
    let rest = after(stem, &starts)?;
    let quantity = Quantity::read(answer)?;
    of_staff(rest, &quantity)
        .or_else(|| going_into(rest, &quantity))
        .or_else(|| done(rest, &quantity))
}

/// `people work at your clinic`, `employees does your company have`
fn of_staff(rest: &str, quantity: &Quantity) -> Said {
    let marks = [
        " work at your ",
        " work in your ",
        " work for your ",
        " are there at your ",
        " are there in your ",
        " does your ",
        " are employed at your ",
        " belong to your ",
        " are in your ",
        " are on your ",
    ];
    let (unit, place) = around(rest, &marks)?;
    if rest.contains(" does your ") && !place.ends_with(" have") && !place.ends_with(" employ") {
        return None;
    }
    let place = place.strip_suffix(" have").or(place.strip_suffix(" employ")).unwrap_or(place);
    let staff = ["people", "employees", "staff", "colleagues", "persons", "members"];
    let one_word = words(place).len() <= 2 && !place.contains(',');
    if !staff.contains(&words(unit).last().copied().unwrap_or_default()) || !one_word {
        return None;
    }
    let places = plural(place);
    quantity.said(&format!("work at {places} of {}", quantity.of(unit)))
}

/// `hours a week go into rebooking`
fn going_into(rest: &str, quantity: &Quantity) -> Said {
    let (unit, into) =
        around(rest, &[" go into ", " goes into ", " are spent on ", " are lost to "])?;
    let on = if rest.contains(" are lost to ") { "lose" } else { "spend" };
    let by = if on == "lose" { "to" } else { "on" };
    quantity.said(&format!("{on} {} {by} {}", quantity.of(unit), asked_of(into)))
}

/// `hours a week do you spend on email`
fn done(rest: &str, quantity: &Quantity) -> Said {
    if let Some((unit, doing)) = around(rest, &[" have you been "]) {
        return quantity.said(&format!("have been {} for {}", asked_of(doing), quantity.of(unit)));
    }
    let marks = [" do you ", " did you ", " would you ", " have you "];
    let (unit, doing) = around(rest, &marks)?;
    let (unit, doing) = (&asked_of(unit), plain(&asked_of(doing)));
    if let Some(act) = after(&doing, &["feel that they can ", "feel they can "])
        && let Some((verb, object)) = act.split_once(' ')
        && !quantity.none
    {
        return quantity.said(&format!("feel that they can {verb} {} {object}", quantity.of(unit)));
    }
    if has_any(&doing, &["they ", " that "]) {
        return None;
    }
    let (verb, object) = verb_and_rest(&doing);
    let have = rest.contains(" have you ");
    let (helper, verb) = if rest.contains(" did you ") {
        ("", past(&verb)?)
    } else if rest.contains(" would you ") {
        ("would ", verb)
    } else {
        (if have { "have " } else { "" }, verb)
    };
    let amount = quantity.of(unit);
    let first = words(unit).first().copied().unwrap_or_default();
    let times = matches!(first, "times" | "days" | "nights" | "evenings");
    if times && quantity.none {
        return None;
    }
    let years = have && words(unit).first().is_some_and(|word| matches!(*word, "years" | "months"));
    let phrase = if years {
        format!("{helper}{verb} {object} for {amount}")
    } else if times {
        format!("{helper}{verb} {object} {amount}")
    } else {
        format!("{helper}{verb} {amount} {object}")
    };
    quantity.said(&words(&phrase).join(" "))
}

/// The verb with a preposition that has lost its object: `take part in`.
fn verb_and_rest(doing: &str) -> (String, String) {
    let tokens = words(doing);
    let time =
        |word: &&str| matches!(bare(word).as_str(), "a" | "per" | "each" | "every" | "on" | "in");
    let stranded = tokens.iter().enumerate().skip(1).position(|(at, word)| {
        is_preposition(word) && tokens.get(at + 1).is_none_or(|next| time(next) && !time(word))
    });
    let end = match stranded {
        Some(at) if at < 3 => at + 2,
        _ => 1,
    };
    let end = end.min(tokens.len());
    (tokens[..end].join(" "), tokens[end..].join(" "))
}
