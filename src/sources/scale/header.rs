//! The words of headers, and columns that tell records apart by theirs.

/// The words of a header in lower case: `RecipientFirstName`, `recipient_first_name` and `Recipient
/// First Name` have the same.
pub(crate) fn header_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let chars: Vec<char> = name.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let lower =
            |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_lowercase());
        // Between small and capital letters: "contactId", "HTTPCode".
        let begins = c.is_uppercase() && (lower(at.checked_sub(1)) || lower(Some(at + 1)));
        if begins || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().expect("there is always a word").extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// True if a header says that its column tells records apart.
pub(crate) fn names_identifier(name: &str) -> bool {
    let words = header_words(name);
    let telling = |word: &String| {
        matches!(
            word.as_str(),
            "id" | "uuid"
                | "guid"
                | "key"
                | "token"
                | "participant"
                | "respondent"
                | "teilnehmer"
                | "befragter"
                | "proband"
                | "probandin"
                | "participante"
                | "encuestado"
                | "répondant"
                | "partecipante"
                | "deelnemer"
                | "respondente"
                | "uczestnik"
                | "deltagare"
                | "katılımcı"
                | "участник"
                | "респондент"
        )
    };
    // As in "contactid"; English words that end alike are left out.
    let joined = |word: &str| {
        word.ends_with("id") && !matches!(word, "paid" | "bid" | "grid" | "valid" | "hybrid")
    };
    let last = words.last().is_some_and(|word| word == "number" || joined(word));
    let case =
        matches!(words.as_slice(), [only] if matches!(only.as_str(), "case" | "fall" | "caso"));
    case || last || words.iter().any(telling)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_identifiers_from_counts() {
        for name in ["RespondentID", "Record ID", "session_token", "Customer Number"] {
            assert!(names_identifier(name), "{name}");
        }
        assert!(names_identifier("Case") && !names_identifier("In this case"));
        assert!(!names_identifier("Number of Employees") && !names_identifier("Paid"));
    }
}
