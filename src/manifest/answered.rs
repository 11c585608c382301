//! The text of a manifest with an answer to one of its decisions.

use super::decision::StudyDecision;
use super::quote::quote;

impl StudyDecision {
    /// The text of the manifest that this decision was read from, with a choice: in place of the
    /// choice that is there, also as a comment, or else as the first line of the decision.
    ///
    /// ```
    /// use persona_synthesis::Manifest;
    ///
    /// let text = "[[decide]]\nid = \"weight\"\nquestion = \"?\"\ntaken = \"no\"\n\
    ///             alternatives = [{ name = \"yes\" }]\n# choice = \"no\"   # or \"yes\"\n";
    /// let manifest = Manifest::from_toml(text, "study.toml")?;
    /// let answered = manifest.decisions[0].answered_in(text, "yes");
    /// assert!(answered.ends_with("\nchoice = \"yes\"\n"));
    /// assert!(!Manifest::from_toml(&answered, "study.toml")?.decisions[0].is_open());
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    #[must_use]
    pub fn answered_in(&self, text: &str, choice: &str) -> String {
        let choice = format!("choice = {}", quote(choice));
        let begins = self.line.and_then(|line| usize::try_from(line).ok()).unwrap_or(1) - 1;
        let mut lines: Vec<&str> = text.lines().collect();
        let ends = |line: &&str| line.trim_start().starts_with("[[");
        let end = lines.iter().skip(begins + 1).position(ends);
        let end = end.map_or(lines.len(), |length| begins + 1 + length);
        let states = |line: &&str| {
            let line = line.trim_start_matches(['#', ' ', '\t']);
            line.strip_prefix("choice").is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        let own = lines.get(begins..end).unwrap_or_default();
        match own.iter().position(states) {
            Some(at) => lines[begins + at] = &choice,
            None => lines.insert((begins + 1).min(lines.len()), &choice),
        }
        lines.join("\n") + "\n"
    }
}
