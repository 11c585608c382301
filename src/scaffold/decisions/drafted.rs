//! A decision as a draft states it.

use super::super::text::{comment, key, quote};
use crate::manifest::DecisionKind;

/// A doubt, what is taken, and what else fits.
pub(in super::super) struct DraftedDecision {
    pub(super) kind: DecisionKind,
    pub(super) question: String,
    /// Name and effect of the reading that is taken; no name where none can be.
    pub(super) taken: (Option<String>, String),
    /// The columns, each as `source:column`.
    pub(super) columns: Vec<String>,
    pub(super) alternatives: Vec<DraftedAlternative>,
}

pub(super) struct DraftedAlternative {
    pub(super) name: String,
    pub(super) effect: String,
    /// Settings of a source, as the inside of an inline table.
    pub(super) set: Vec<(String, String)>,
    /// Settings that are taken away.
    pub(super) without: Vec<(String, &'static [&'static str])>,
}

impl DraftedAlternative {
    pub(super) fn new(name: &str, effect: String) -> Self {
        Self { name: name.to_owned(), effect, set: Vec::new(), without: Vec::new() }
    }

    pub(super) fn set(mut self, source: &str, settings: String) -> Self {
        self.set.push((source.to_owned(), settings));
        self
    }

    pub(super) fn without(mut self, source: &str, settings: &'static [&'static str]) -> Self {
        self.without.push((source.to_owned(), settings));
        self
    }

    /// The alternative as an inline table.
    fn inline(&self) -> String {
        let mut parts = vec![
            format!("name = {}", quote(&self.name)),
            format!("effect = {}", quote(&self.effect)),
        ];
        if !self.set.is_empty() {
            let of = |(source, settings): &(String, String)| {
                format!("{} = {{ {settings} }}", quote(source))
            };
            let set: Vec<String> = self.set.iter().map(of).collect();
            parts.push(format!("set = {{ {} }}", set.join(", ")));
        }
        if !self.without.is_empty() {
            let of = |(source, settings): &(String, &[&str])| {
                let settings: Vec<String> = settings.iter().map(|one| quote(one)).collect();
                format!("{} = [{}]", quote(source), settings.join(", "))
            };
            let without: Vec<String> = self.without.iter().map(of).collect();
            parts.push(format!("without = {{ {} }}", without.join(", ")));
        }
        format!("{{ {} }}", parts.join(", "))
    }
}

impl DraftedDecision {
    /// Writes it as a table of the manifest; `answer` says how to answer.
    pub(super) fn write(&self, text: &mut String, answer: &str) {
        text.push_str("[[decide]]\n");
        key(text, "id", self.kind.name());
        key(text, "question", &self.question);
        let (taken, effect) = &self.taken;
        taken.iter().for_each(|name| key(text, "taken", name));
        key(text, "effect", effect);
        if !self.columns.is_empty() {
            let columns: Vec<String> = self.columns.iter().map(|column| quote(column)).collect();
            text.push_str(&format!("columns = [{}]\n", columns.join(", ")));
        }
        text.push_str("alternatives = [\n");
        for alternative in &self.alternatives {
            text.push_str(&format!("  {},\n", alternative.inline()));
        }
        text.push_str("]\n");
        let choice = self.first().map(quote).unwrap_or_default();
        comment(text, &format!("choice = {choice}   # {answer}"));
    }

    /// The name that is written behind `choice`: that of the reading that is taken.
    pub(super) fn first(&self) -> Option<&str> {
        let first = self.alternatives.first().map(|other| other.name.as_str());
        self.taken.0.as_deref().or(first)
    }
}

/// A column as decisions name it.
pub(super) fn named(source: &str, column: &str) -> String {
    format!("{source}:{column}")
}
