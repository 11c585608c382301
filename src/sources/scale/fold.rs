//! The form in which answers are compared, and the words that say there is none.

/// The form in which answers are compared: case, white space and typographic marks do not matter.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars() {
            match c {
                // Spreadsheets replace plain quotes by typographic ones.
                '\u{2018}' | '\u{2019}' => folded.push('\''),
                '\u{201C}' | '\u{201D}' => folded.push('"'),
                '\u{2013}' | '\u{2014}' => folded.push('-'),
                c => folded.extend(c.to_lowercase()),
            }
        }
    }
    folded
}

/// True if a folded answer says that there is none. `none` and `nothing` are answers.
pub(super) fn is_missing(folded: &str) -> bool {
    matches!(
        folded,
        "" | "na"
            | "n/a"
            | "#n/a"
            | "null"
            | "nan"
            | "."
            | "-"
            | "--"
            | "no answer"
            | "not answered"
            | "refused"
            | "keine angabe"
            | "keine antwort"
            | "sans réponse"
            | "sin respuesta"
            | "geen antwoord"
            | "brak odpowiedzi"
    ) || folded.starts_with("prefer not to")
}
