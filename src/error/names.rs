//! Names that a caller states: the value of a known one, and the nearest to an unknown one.

/// The candidate nearest to `name`, if one is near enough to be a slip of the keys.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    const LEAST_SIMILARITY: f64 = 0.6;
    /// Bytes beyond which nobody mistypes a name, and comparing takes the product of the lengths.
    const LONGEST: usize = 400;
    let candidates =
        candidates.into_iter().filter(|candidate| candidate.len().max(name.len()) <= LONGEST);
    candidates
        .map(|candidate| {
            (
                strsim::normalized_damerau_levenshtein(
                    &name.to_lowercase(),
                    &candidate.to_lowercase(),
                ),
                candidate,
            )
        })
        .filter(|(similarity, _)| *similarity >= LEAST_SIMILARITY)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_suggests_slips_only() {
        assert_eq!(nearest("Particpant", ["Participant", "Age"]), Some("Participant".into()));
        assert_eq!(nearest("Colour", ["Participant", "Age"]), None);
    }
}
