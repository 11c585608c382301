//! The forms in which names of people, records and accounts are compared.

/// The form in which linking keys are compared: white space collapsed; e-mail addresses in lower
/// case; record ids of Salesforce without their checksum, and numbers
/// without an empty decimal.
pub(super) fn normalised_key(text: &str) -> String {
    let key = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match record_id(&key) {
        Some(id) => id.to_owned(),
        // Mail systems ignore case; other ids may not.
        None if key.contains('@') => key.to_lowercase(),
        None => key,
    }
}

/// The id of a record without what programs write behind it: the checksum of Salesforce, or the
/// empty decimal of numbers in a column with empty cells.
pub(super) fn record_id(text: &str) -> Option<&str> {
    let whole = text.strip_suffix(".0").filter(|number| {
        (1..=15).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    whole.or_else(|| without_checksum(text))
}

/// The 15 characters, whose case matters, of a record id of Salesforce that is written with its
/// checksum of three: a letter or digit for each five characters, by which of them are capitals.
fn without_checksum(text: &str) -> Option<&str> {
    const DIGITS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    let (id, checksum) = text.split_at_checked(15)?;
    let capitals = |five: &[u8]| {
        (0..)
            .zip(five)
            .map(|(bit, byte)| usize::from(byte.is_ascii_uppercase()) << bit)
            .sum::<usize>()
    };
    // Salesforce: each check digit holds the case of five characters.
    let expected = id.as_bytes().chunks(5).map(|five| DIGITS[capitals(five)]);
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (plain && expected.eq(checksum.bytes())).then_some(id)
}

/// A name with white space collapsed.
pub(super) fn collapse_blanks(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The form in which accounts are compared: in lower case, but for record ids of Salesforce, whose
/// case matters.
pub(super) fn account_key(name: &str) -> String {
    // Salesforce ids differ by case alone, so they must not be folded.
    let is_id = name.len() == 15
        && name.starts_with("00")
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match record_id(name) {
        Some(id) => id.to_owned(),
        None if is_id => name.to_owned(),
        None => collapse_blanks(name).to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn record_ids_with_and_without_checksum_are_one_key() {
        assert_eq!(normalised_key(" 001x0000003xLD0AAM "), "001x0000003xLD0");
        assert_eq!(normalised_key("001x0000003xLD0"), "001x0000003xLD0");
        assert_eq!(normalised_key("001x0000003xLD0AAA"), "001x0000003xLD0AAA");
        assert_eq!((normalised_key("4.0"), normalised_key("12.0")), ("4".into(), "12".into()));
        assert_eq!(
            (normalised_key("1.2.0"), normalised_key("4.5")),
            ("1.2.0".into(), "4.5".into())
        );
        assert_eq!(normalised_key("Marta@Example.ORG"), "marta@example.org");
    }
}
