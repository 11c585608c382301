//! Which evidence is shown, and in what order: by the key, so that neither ids nor positions tell
//! whose it is.
use super::evidence::EvidenceDisclosure;
use super::people::PersonaColumn;
use crate::personas::evidence::types::Evidence;

impl EvidenceDisclosure<'_> {
    /// One side of a claim's evidence as it is shown, numbered anew from 1.
    pub(super) fn list<'b>(
        &self,
        evidence: impl Iterator<Item = &'b Evidence>,
        of: &PersonaColumn,
    ) -> Vec<Evidence> {
        let numbered = self.chosen(evidence).into_iter().zip(1_usize..);
        let one = |(evidence, number): (&Evidence, usize)| {
            let id = format!("{}{number}", before_number(evidence.id.as_str()));
            self.one(&Evidence { id: id.into(), ..evidence.clone() }, of)
        };
        numbered.map(one).collect()
    }

    /// One side of a claim's evidence that is shown: words that may be quoted, then one place of
    /// all others, as how many places of a source are shown would say how many there are. A list
    /// that is not empty stays so.
    ///
    /// Evidence comes in the order of the respondents, the same for every claim. So the key orders
    /// it, for each claim in another way; and it draws how many of the words that may be quoted are
    /// shown, as all of them beside those looked at would count those who refuse. What a persona
    /// quotes stays.
    pub(super) fn chosen<'b>(
        &self,
        evidence: impl Iterator<Item = &'b Evidence>,
    ) -> Vec<&'b Evidence> {
        let (mut words, mut others): (Vec<_>, Vec<_>) =
            evidence.partition(|evidence| self.may_quote(evidence));
        let drawn = |evidence: &&Evidence| self.pseudonyms.drawn("order", evidence.id.as_str());
        let is_quoted = |evidence: &&Evidence| self.quoted.contains(evidence.id.as_str());
        if let Some(first) = words.first() {
            // The number of quotes shown would count those who refuse, so the key draws it.
            let any = self.pseudonyms.drawn("number", before_number(first.id.as_str()))
                % words.len() as u64
                + 1;
            let many = words
                .iter()
                .copied()
                .filter(|one| is_quoted(one))
                .count()
                .max(usize::try_from(any).unwrap_or(1));
            // Quotes of the persona are kept first; a second sort then hides which ones these were.
            words.sort_by_cached_key(|one| (!is_quoted(one), drawn(one)));
            words.truncate(many);
            words.sort_by_cached_key(drawn);
        }
        others.sort_by_cached_key(drawn);
        // One place of all others is enough to verify a claim; more would count them.
        let answer = others.iter().find(|evidence| !evidence.is_spoken());
        let other = answer.or(others.first().filter(|_| words.is_empty())).copied();
        words.into_iter().chain(other).collect()
    }
}

/// An id without its number: the claim's, and whether it is for or against it.
fn before_number(id: &str) -> &str {
    id.trim_end_matches(|c: char| c.is_ascii_digit())
}
