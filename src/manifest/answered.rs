//! The text of a manifest with an answer to one of its decisions.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::decision::StudyDecision;
use super::quote::quote;
use crate::error::{ErrorKind, Result};
use crate::locator::Place;

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
    /// let answered = manifest.decisions[0].answered_in(text, "yes")?;
    /// assert!(answered.ends_with("\nchoice = \"yes\"\n"));
    /// assert!(!Manifest::from_toml(&answered, "study.toml")?.decisions[0].is_open());
    /// # Ok::<(), persona_synthesis::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Manifest`] if the text would say more or less than before but for the choice,
    /// such as where decisions stand in an inline list.
    pub fn answered_in(&self, text: &str, choice: &str) -> Result<String> {
        let answered = self.with_line(text, choice);
        if self.says_the_choice(text, &answered, choice) {
            return Ok(answered);
        }
        Err(ErrorKind::Manifest {
            place: Place::file("study.toml"),
            expected: format!("`choice = {}` written by hand", quote(choice)),
            found: "a form of `[[decide]]` into which no line can be written".to_owned(),
            nearest: None,
        }
        .into())
    }

    /// True if a text says what another says, and the choice.
    fn says_the_choice(&self, text: &str, answered: &str, choice: &str) -> bool {
        let (Ok(before), Ok(after)) = (DeTable::parse(text), DeTable::parse(answered)) else {
            return false;
        };
        let (before, after) = (before.get_ref(), after.get_ref());
        let text_of = |table: &DeTable<'_>, key: &str| {
            table.get(key).and_then(|value| value.get_ref().as_str().map(str::to_owned))
        };
        let (old, new) = (decisions(before), decisions(after));
        let is_same = |(old, new): (&&DeValue<'_>, &&DeValue<'_>)| match (*old, *new) {
            (DeValue::Table(old), DeValue::Table(new))
                if text_of(old, "id").as_deref() == Some(self.kind.name()) =>
            {
                text_of(new, "choice").as_deref() == Some(choice) && agree(old, new, "choice")
            }
            (old, new) => is_equal(old, new),
        };
        old.len() == new.len()
            && old.iter().zip(&new).all(is_same)
            && agree(before, after, "decide")
    }

    fn with_line(&self, text: &str, choice: &str) -> String {
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

fn decisions<'t, 'i>(table: &'t DeTable<'i>) -> Vec<&'t DeValue<'i>> {
    match table.get("decide").map(Spanned::get_ref) {
        Some(DeValue::Array(all)) => all.iter().map(Spanned::get_ref).collect(),
        _ => Vec::new(),
    }
}

/// True if two tables say the same but for a key.
fn agree(one: &DeTable<'_>, other: &DeTable<'_>, but: &str) -> bool {
    let keys = |table: &DeTable<'_>| -> BTreeSet<String> {
        let all = table.keys().map(|key| key.get_ref().to_string());
        all.filter(|key| key != but).collect()
    };
    let keys_of_both = keys(one);
    keys_of_both == keys(other)
        && keys_of_both.iter().all(|key| match (one.get(key.as_str()), other.get(key.as_str())) {
            (Some(one), Some(other)) => is_equal(one.get_ref(), other.get_ref()),
            _ => false,
        })
}

fn is_equal(one: &DeValue<'_>, other: &DeValue<'_>) -> bool {
    match (one, other) {
        (DeValue::Table(one), DeValue::Table(other)) => agree(one, other, ""),
        (DeValue::Array(one), DeValue::Array(other)) => {
            let mut pairs = one.iter().zip(other.iter());
            one.len() == other.len()
                && pairs.all(|(one, other)| is_equal(one.get_ref(), other.get_ref()))
        }
        // Values have no lines, so that they are written alike.
        (DeValue::Table(_) | DeValue::Array(_), _) => false,
        (one, other) => format!("{one:?}") == format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::Manifest;

    const DECISION: &str =
        "question = \"?\"\ntaken = \"no\"\nalternatives = [{ name = \"yes\" }]\n";

    fn answered(text: &str) -> Option<String> {
        let manifest = Manifest::from_toml(text, "study.toml").unwrap();
        manifest.decisions[0].answered_in(text, "yes").ok()
    }

    #[test]
    fn an_answer_changes_nothing_else_or_is_refused() {
        assert!(answered(&format!("[[decide]]\nid = \"weight\"\n{DECISION}")).is_some());
        let inline = "decide = [{ id = \"weight\", question = \"?\", taken = \"no\", \
                      alternatives = [{ name = \"yes\" }] }]\n";
        assert_eq!(answered(inline), None);
        let within = DECISION.replace("\"?\"", "\"\"\"a\nchoice = b\n\"\"\"");
        assert_eq!(answered(&format!("[[decide]]\nid = \"weight\"\n{within}")), None);
    }
}
