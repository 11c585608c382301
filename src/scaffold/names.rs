//! What a column of ids names, by the words of its header, in several languages. Values and
//! relations decide first; words tell apart what values cannot.

use crate::sources::{names_identifier, words_of_ids as words};

/// Words at the end of a header that say it is an id, beside those of [`names_identifier`].
const ID_WORDS: [&str; 22] = [
    "nr",
    "no",
    "num",
    "nummer",
    "numero",
    "número",
    "numéro",
    "nro",
    "código",
    "codigo",
    "codice",
    "kennung",
    "schlüssel",
    "clave",
    "clé",
    "identificador",
    "identifiant",
    "identificativo",
    "ref",
    "reference",
    "numer",
    "编号",
];
/// Words that say nothing of whom an id names.
const FILLERS: [&str; 10] =
    ["associated", "related", "primary", "id", "ids", "number", "key", "email", "e", "mail"];

/// True if a header says that its column tells records apart, in one of several languages.
pub(super) fn names_key(header: &str) -> bool {
    let words = words(header);
    let ends = |word: &String| {
        let compound = |end: &&&str| end.chars().count() >= 6 && word.ends_with(**end);
        matches!(word.as_str(), "ids" | "number" | "nummer")
            || ID_WORDS.contains(&word.as_str())
            || ID_WORDS.iter().any(|end| compound(&end))
    };
    // Long headers are questions.
    !header.contains('?')
        && (names_identifier(header) || (words.len() <= 4 && words.last().is_some_and(ends)))
}

/// True if a header says that its column holds addresses of mail, and nothing of whose.
pub(super) fn names_address_alone(header: &str) -> bool {
    const WORDS: &str = "e email emails mail mails address addresses adresse mailadresse \
        emailadresse electronic your ihre deine votre tu su correo electrónico electronico \
        dirección direccion de courriel électronique di posta elettronica indirizzo endereço \
        eletrônico adres adresi posta epost postadress почта электронная адрес 邮箱 电子邮件 \
        メール メールアドレス 이메일 البريد الإلكتروني";
    words(header).iter().all(|word| WORDS.split_whitespace().any(|known| known == word))
}

/// What a header names, in one form: `customer_id`, `Customer IDs` and `customerId` are one.
pub(super) fn stem(header: &str) -> String {
    let mut said: Vec<String> = words(header);
    said.retain(|word| !FILLERS.contains(&word.as_str()) && !ID_WORDS.contains(&word.as_str()));
    let said = said.concat();
    let said = ID_WORDS
        .iter()
        .filter(|end| end.chars().count() >= 6)
        .find_map(|end| said.strip_suffix(end).map(str::to_owned))
        .unwrap_or(said);
    // Salesforce and others write "contactid".
    let said = said.strip_suffix("id").filter(|rest| rest.chars().count() >= 4).unwrap_or(&said);
    said.strip_suffix('s').unwrap_or(said).to_owned()
}

/// True if two headers are the same in all but case, blanks and signs.
pub(super) fn is_same_header(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other) || letters(one).eq(letters(other))
}

/// The letters and digits of a header in lower case.
fn letters(header: &str) -> impl Iterator<Item = char> {
    header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_one_key_have_one_stem() {
        for header in ["customer_id", "Customer ID", "customerId", "Customer IDs", "customerid"] {
            assert_eq!(stem(header), "customer", "{header}");
        }
        assert_eq!(stem("Kundennummer"), stem("Kunden-Nr."));
        assert_eq!(stem("Account ID"), stem("accountId"));
        assert!(is_same_header("event_time", "Event time"));
        assert!(names_key("Kunden-Nr.") && names_key("Associated Contact IDs"));
        assert!(!names_key("Would you say yes or no?") && !names_key("Orders"));
    }
}
