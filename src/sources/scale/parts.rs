//! The parts of a cell that holds several answers.

/// The parts of a cell: separators inside brackets or quotation marks do not part, nor do commas
/// between thousands. Parts are without the quotation marks that they are written in.
pub(super) fn split(text: &str, separator: char) -> Vec<&str> {
    let parts = parts(text, separator, true);
    // A mark that nothing ends is a sign of the answer, such as that of inches.
    let parts = parts.unwrap_or_else(|| parts_by_signs(text, separator));
    parts.into_iter().map(unquoted).filter(|part| !part.is_empty()).collect()
}

fn parts_by_signs(text: &str, separator: char) -> Vec<&str> {
    parts(text, separator, false).unwrap_or_default()
}

/// The parts, if every quotation mark that begins one has its end.
fn parts(text: &str, separator: char, quoting: bool) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut quoted) = (0_usize, 0, false);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    for (byte, c) in text.char_indices() {
        let after = &text[byte + c.len_utf8()..];
        match c {
            '"' if quoted => {
                let after = after.trim_start_matches(' ');
                quoted = !(after.is_empty() || after.starts_with(separator));
            }
            '"' if quoting && depth == 0 && text[start..byte].trim().is_empty() => quoted = true,
            _ if quoted => {}
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if c == separator && depth == 0 => {
                // As in 1,000; codes such as 1,3 are no number.
                let digits = after.bytes().take_while(u8::is_ascii_digit).count();
                let number = digit(text[..byte].chars().next_back()) && digits == 3;
                if c != ',' || !(number || is_decimal(&text[..byte], after)) {
                    parts.push(text[start..byte].trim());
                    start = byte + c.len_utf8();
                }
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    (!quoted).then_some(parts)
}

/// True if a comma between two digits is a decimal mark: of `0,5 l` or `1,5 €`, not of `1,3`.
fn is_decimal(before: &str, after: &str) -> bool {
    // A longer number is a code, and a sign behind a blank may be a word of the next answer.
    const LONGEST_UNIT: usize = 4;
    let digit = |c: char| c.is_ascii_digit();
    let rest = after.trim_start_matches(digit);
    let whole = before.trim_end_matches(digit);
    let decimals = after.len() - rest.len();
    // "1,2,3" are codes; in "0,5l,1,5l" a unit stands before the comma.
    let listed = whole.strip_suffix(',').is_some_and(|list| list.ends_with(digit));
    if !(1..=2).contains(&decimals) || whole.len() == before.len() || listed {
        return false;
    }
    let word = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']);
    let unit = word.find(|c: char| !(c.is_alphabetic() || is_sign(c))).unwrap_or(word.len());
    let ends = word[unit..].is_empty() || word[unit..].starts_with([',', ';', ' ', '/', ')']);
    (1..=LONGEST_UNIT).contains(&word[..unit].chars().count()) && ends
}

fn is_sign(c: char) -> bool {
    matches!(c, '%' | '€' | '$' | '£' | '¥' | '₽' | '₺' | '₩' | '°' | '"' | '²' | '³')
}

/// A part without quotation marks around it.
fn unquoted(part: &str) -> &str {
    let inner = part.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).map_or(part, str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_parts_are_whole_and_without_their_marks() {
        for (text, parts) in [
            ("\"Event 2023\",\"VIP\"", &["Event 2023", "VIP"][..]),
            ("\"Kaffee, schwarz\" , Tee", &["Kaffee, schwarz", "Tee"]),
            ("\"solo\"", &["solo"]),
            ("15\" screen, 17\" screen", &["15\" screen", "17\" screen"]),
            ("\"open, end", &["\"open", "end"]),
            ("a (b, c), 1,000", &["a (b, c)", "1,000"]),
            ("1,3", &["1", "3"]),
            ("a,,b", &["a", "b"]),
            ("0,5 l, 1,5 l", &["0,5 l", "1,5 l"]),
            ("2,5 kg", &["2,5 kg"]),
            ("1,99 €, 2,50 €", &["1,99 €", "2,50 €"]),
            ("0,33 л, 0,5 л", &["0,33 л", "0,5 л"]),
            ("3,5 %", &["3,5 %"]),
            ("0,5l,1,5l", &["0,5l", "1,5l"]),
            ("1,5€,2,5€,3€", &["1,5€", "2,5€", "3€"]),
            ("1,2,3", &["1", "2", "3"]),
            ("1,2, 3", &["1", "2", "3"]),
            ("2019,2020 partly", &["2019", "2020 partly"]),
        ] {
            assert_eq!(split(text, ','), parts, "{text}");
        }
    }
}
