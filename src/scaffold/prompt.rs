//! Decisions as they are asked on a terminal.

use crate::locale::ScaffoldWords;
use crate::manifest::{Language, StudyDecision};

impl StudyDecision {
    /// The question with its readings, numbered from 1 in the order of [`StudyDecision::names`], in
    /// the language of the study.
    ///
    /// ```
    /// use persona_synthesis::manifest::{Alternative, DecisionKind, Language, StudyDecision};
    ///
    /// let decision = StudyDecision::new(DecisionKind::Weight, "Wiegt `wt` Befragte?")
    ///     .taken("no-weight", "jede Zeile gilt einmal")
    ///     .alternative(Alternative::new("weight", "mit Gewicht"));
    /// let german: Language = "de".parse()?;
    /// let asked = decision.prompt(german);
    /// assert!(asked.contains("  1  no-weight: jede Zeile gilt einmal (Vorschlag)"));
    /// assert_eq!(
    ///     decision.answer_prompt(german),
    ///     "Nummer oder Name, oder Enter für den Vorschlag: "
    /// );
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    #[must_use]
    pub fn prompt(&self, language: Language) -> String {
        let words = ScaffoldWords::of(language).decisions;
        let effect = |name: &str| {
            self.reading(name).map_or(self.effect.as_str(), |reading| reading.effect.as_str())
        };
        let mut text = format!("{}\n", self.question);
        for (name, number) in self.names().zip(1..) {
            text.push_str(&format!("  {number}  {name}: {}", effect(name)));
            if self.taken.as_deref() == Some(name) {
                text.push_str(&format!(" {}", words.proposed));
            }
            text.push('\n');
        }
        text
    }

    /// What stands before the answer to [`StudyDecision::prompt`].
    #[must_use]
    pub fn answer_prompt(&self, language: Language) -> &'static str {
        (ScaffoldWords::of(language).decisions.number_or_name)(self.taken.is_some())
    }
}
