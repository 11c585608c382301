//! The words of a name: the first of a group's titles that no other persona of the kind has.

use super::title::{Title, fits_a_name, quotes};
use super::told::{Teller, met};
use crate::locale::{Met, upper_first};
use crate::personas::claims::claim::Claim;
use crate::phrases::{NamePart, of_one};

/// Words in a name; a longer one is taken only where there is none so short.
const MOST_WORDS: usize = 7;
/// Characters in a name at most.
const MOST_CHARACTERS: usize = 80;

impl Teller {
    /// The name of a persona by these titles, with the title it was made of: the first that is
    /// short and that no other persona of the kind has, then the first at all. Sure names go before
    /// those in doubt, and those that a neighbour may have as well follow last.
    pub(crate) fn persona_label<'t>(
        self,
        titles: &'t [Title],
        claims: &[Claim],
        others: &[String],
    ) -> (String, Option<&'t Title>) {
        let named: Vec<(String, &Title)> = titles
            .iter()
            .filter_map(|title| Some((self.label_of(title, claims)?, title)))
            .collect();
        let is_new = |(label, _): &&(String, &Title)| {
            !others.contains(label) && label.chars().count() <= MOST_CHARACTERS
        };
        let words = |(label, _): &&(String, &Title)| label.split_whitespace().count();
        // A name that is sure and long says more than one that is short and doubted.
        let tiers = [(false, false), (false, true), (true, false), (true, true)];
        let best = tiers.into_iter().find_map(|tier| {
            let of_tier = |(_, of): &&(String, &Title)| (of.weak, of.in_doubt) == tier;
            let new = || named.iter().filter(of_tier).filter(is_new);
            // Of long ones the shortest, of as short ones the first.
            new().find(|one| words(one) <= MOST_WORDS).or_else(|| new().min_by_key(words))
        });
        match best {
            Some((label, title)) => (label.clone(), Some(*title)),
            None => {
                let nothing = (self.words.telling.unnamed)(self.kind, self.alone);
                (apart(&nothing, others, self.alone), None)
            }
        }
    }

    fn label_of(self, title: &Title, claims: &[Claim]) -> Option<String> {
        let telling = &self.words.telling;
        let (mut head, mut tail) = (None, None);
        for id in &title.claims {
            let claim = claims.iter().find(|claim| claim.id == *id && !claim.decided.hidden)?;
            match claim.name.as_ref() {
                Some(NamePart::Role(role)) => head = Some((telling.role)(self.kind, role)),
                Some(NamePart::Tail(text)) => tail = Some(text.clone()),
                // Of a guarded claim the name may have been withheld, and so may not come back.
                None if !self.guarded && quotes(claim) => tail = Some(self.quoting(claim)?),
                None => return None,
            }
        }
        let head = head.or_else(|| title.head.clone());
        let head = head.unwrap_or_else(|| (telling.head)(self.kind).to_owned());
        let label = tail.map_or(head.clone(), |tail| (telling.name)(&head, &tail));
        let asked = label.contains('?') || !self.words.doubtful(&label).is_empty();
        (!asked).then(|| upper_first(&label))
    }

    /// What sets them apart in the words of a code or an answer; `None` for an answer that tells
    /// nobody what was asked.
    fn quoting(self, claim: &Claim) -> Option<String> {
        let telling = &self.words.telling;
        let answer = |spoken| (telling.answer)(&claim.label, spoken);
        if met(claim) == Met::Interviewed || claim.question.is_some() || is_clause(&claim.label) {
            return Some(answer(met(claim) == Met::Interviewed));
        }
        // The phrase says what was asked, as far as one is known.
        let said = of_one(self.language, &claim.phrase.text).filter(|_| !claim.phrase.quoted);
        let question = claim.indicator.rsplit_once(" = ").map_or(&*claim.indicator, |both| both.0);
        let question = question.trim().trim_end_matches(':');
        let asked = fits_a_name(question) && question.contains(char::is_whitespace);
        said.map(|said| (telling.who)(&said))
            .or_else(|| asked.then(|| (telling.answer_to)(&claim.label, question)))
    }

    /// What a reader must know of a name that is in doubt, or rests on interviews alone.
    pub(crate) fn about_label(self, title: &Title) -> Option<&'static str> {
        let telling = &self.words.telling;
        match title {
            Title { interviews_alone: true, .. } => Some(telling.by_interviews),
            Title { in_doubt: true, .. } => Some(telling.by_doubt),
            _ => None,
        }
    }
}

/// True of an answer that reads as one without its question, `The arm rests should be shared`: it
/// has as many small words as a sentence.
fn is_clause(answer: &str) -> bool {
    const SMALL_WORDS: usize = 4;
    answer.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count()
        >= SMALL_WORDS
}

/// The label of a group that nothing sets apart, with the first number that no other has; of one
/// who are `alone` of their kind it needs none.
fn apart(label: &str, others: &[String], alone: bool) -> String {
    let numbered = (1..).map(|number| format!("{label} ({number})"));
    std::iter::once(label.to_owned())
        .filter(|_| alone)
        .chain(numbered)
        .find(|label| !others.contains(label))
        .expect("numbers do not end")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_repeat_get_a_number() {
        let others = ["Users (1)".to_owned(), "Users (2)".to_owned()];
        assert_eq!(apart("Users", &others, false), "Users (3)");
        assert_eq!(apart("Users", &[], false), "Users (1)");
        assert_eq!(apart("All users", &others, true), "All users");
    }
}
