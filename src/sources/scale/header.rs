//! The words of headers, and columns that tell records apart by theirs.

/// Longest header, in words, that is a name for its cells rather than a question.
pub(super) const MOST_WORDS: usize = 4;

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
        // "回答ID": scripts without blanks part nothing from Latin letters either.
        let before = at.checked_sub(1).map(|at| chars[at]);
        let changes = before.is_some_and(|before| {
            let [one, other] = [before, *c].map(|c| c.is_ascii_alphabetic());
            one != other && [before, *c].into_iter().any(|c| c > '\u{2e80}')
        });
        if begins || changes || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().expect("there is always a word").extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Words of columns that tell records apart, wherever they stand in a header.
const TELLING: [&str; 20] = [
    "id",
    "uuid",
    "guid",
    "participant",
    "respondent",
    "teilnehmer",
    "befragter",
    "proband",
    "probandin",
    "participante",
    "encuestado",
    "répondant",
    "partecipante",
    "deelnemer",
    "respondente",
    "uczestnik",
    "deltagare",
    "katılımcı",
    "участник",
    "респондент",
];
/// Such words that mean something else before another: "Key concerns", "Token balance".
const LAST: [&str; 3] = ["number", "key", "token"];
/// What has records of its own, as it stands before a joined `id`. English words that end alike
/// (`unpaid`, `android`, `solid`) have none of these before it.
const OF_RECORDS: &str = "user customer client contact account acct owner record response resp \
    respondent participant person member patient student employee emp case ticket order lead deal \
    company org organization organisation session survey subject subj sample visitor device \
    product item transaction invoice booking campaign event group team household hh cust part \
    opportunity collector object row entry external internal parent tracking request message \
    submission form study panelist worker kunden kunde nutzer personen person benutzer konto \
    firmen cliente clienti usuario utilisateur utente persona pedido compte cuenta klant klient \
    kund anvandar musteri g gu u uu p c s r q o x n";

/// True if a header says that its column tells records apart.
pub(crate) fn names_identifier(name: &str) -> bool {
    let words = header_words(name);
    let joined = |word: &str| {
        word.strip_suffix("id").is_some_and(|of| OF_RECORDS.split(' ').any(|record| record == of))
    };
    let last = words.last().is_some_and(|word| LAST.contains(&word.as_str()) || joined(word));
    let case =
        matches!(words.as_slice(), [only] if matches!(only.as_str(), "case" | "fall" | "caso"));
    case || last || words.iter().any(|word| TELLING.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_identifiers_from_counts() {
        for name in
            ["RespondentID", "Record ID", "session_token", "Customer Number", "回答ID", "用户ID"]
        {
            assert!(names_identifier(name), "{name}");
        }
        assert!(names_identifier("Case") && !names_identifier("In this case"));
        for name in ["accountid", "OWNERID", "pid", "kundenid", "respid", "id_cliente"] {
            assert!(names_identifier(name), "{name}");
        }
        for name in [
            "Number of Employees",
            "Paid",
            "Total unpaid",
            "Amount prepaid",
            "Sessions Android",
            "Days with Covid",
            "Visites à Madrid",
            "Key concerns",
            "Token balance",
        ] {
            assert!(!names_identifier(name), "{name}");
        }
    }
}
