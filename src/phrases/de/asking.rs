//! German questions, taken apart: what stands before the verb, the verb, what follows `Sie`.

use super::persons::third;
use super::words::PARTICLES;
use crate::phrases::text::{bare, joined, lower_first, words};

/// A question to `Sie`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asking {
    /// `wie viele Stunden pro Woche`; empty where the verb is first.
    pub(super) asked: String,
    pub(super) verb: String,
    /// What follows, of `sie`.
    pub(super) rest: String,
}

/// Verbs whose subject is a thing and whose object a person.
const ACT_ON: [&str; 14] = [
    "stören",
    "nerven",
    "ärgern",
    "freuen",
    "belasten",
    "hindern",
    "interessieren",
    "beschäftigen",
    "motivieren",
    "bremsen",
    "stressen",
    "überzeugen",
    "beeinflussen",
    "betreffen",
];

impl Asking {
    pub(super) fn read(stem: &str) -> Option<Self> {
        let tokens = words(stem);
        let you = tokens.iter().position(|word| *word == "Sie" || *word == "Sie,")?;
        let verb = tokens.get(you.checked_sub(1)?)?;
        let asked = lower_first(&tokens[..you - 1].join(" "));
        let rest = third(&tokens[you + 1..].join(" "));
        let comma = if tokens[you].ends_with(',') { ", " } else { "" };
        let verb = bare(verb);
        // What annoys them asks what does so, not what they do.
        let acted_on = ACT_ON.contains(&verb.as_str()) && !rest.starts_with("sich");
        if acted_on && (asked.starts_with("welche") || asked.starts_with("was")) {
            return None;
        }
        let plural = verb.ends_with('n') || verb == "sind";
        plural.then(|| Self { asked, verb, rest: format!("{comma}{rest}") })
    }

    /// The question within a sentence: `wie oft sie Patienten anrufen`.
    pub(super) fn embedded(&self) -> String {
        let (main, tail) = super::grammar::parted(&self.rest);
        let mut tokens = words(main);
        let verb = match tokens.last().filter(|last| PARTICLES.contains(*last)) {
            Some(part) => {
                let verb = format!("{part}{}", self.verb);
                tokens.pop();
                verb
            }
            None => self.verb.clone(),
        };
        let asked = if self.asked.is_empty() { "ob" } else { &self.asked };
        let main = joined(&[asked, "sie", &tokens.join(" "), &verb]);
        if tail.is_empty() { main } else { format!("{main}, {tail}") }
    }
}
