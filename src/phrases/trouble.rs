//! Whether a statement that was agreed with is a trouble.

use super::text::words;

/// Beginnings of phrases that agree.
const AGREEING: [&str; 4] =
    ["agree that ", "strongly agree that ", "stimmen zu, dass ", "stimmen voll zu, dass "];
/// Beginnings of words that tell of trouble, English and German.
const TROUBLES: [&str; 22] = [
    "difficult",
    "hard",
    "trouble",
    "struggl",
    "frustrat",
    "annoy",
    "problem",
    "confus",
    "stress",
    "worri",
    "overwhelm",
    "schwer",
    "schwierig",
    "mühsam",
    "nerv",
    "ärger",
    "stör",
    "verwirr",
    "überforder",
    "umständlich",
    "sorge",
    "belast",
];
/// Words that turn it.
const DENYING: [&str; 8] = ["not", "no", "never", "hardly", "nicht", "nie", "kein", "keine"];

/// True of an agreement with a statement that tells of trouble: `agree that they find it difficult
/// to …`. What is denied, or stands elsewhere on a scale, is not told apart.
pub(crate) fn agrees_to_trouble(phrase: &str) -> bool {
    let Some(said) = AGREEING.iter().find_map(|start| phrase.strip_prefix(start)) else {
        return false;
    };
    let said: Vec<String> = words(said).into_iter().map(super::text::bare).collect();
    let tells = |word: &String| TROUBLES.iter().any(|trouble| word.starts_with(trouble));
    said.iter().any(tells) && !said.iter().any(|word| DENYING.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_is_told_by_what_was_agreed_with() {
        for (phrase, trouble) in [
            ("agree that they find it difficult to read the bill", true),
            ("agree that the bill confuses them", true),
            ("stimmen zu, dass es ihnen schwer fällt, die Rechnung zu lesen", true),
            ("disagree that they find it difficult to read the bill", false),
            ("do not disagree that the bill confuses them", false),
            ("agree that it is not hard to read the bill", false),
            ("agree that they can trust the bill", false),
            ("rate the difficulty 1 or 2 of 5", false),
        ] {
            assert_eq!(agrees_to_trouble(phrase), trouble, "{phrase}");
        }
    }
}
