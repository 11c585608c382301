//! Values that lead to a person, whatever their column is called: ways to reach somebody, numbers
//! of accounts and cards, addresses of devices, and hashes of these.

use super::contacts::is_international;
use super::streets::is_street;

/// True if a text leads to one person.
pub(super) fn leads_to_somebody(text: &str) -> bool {
    let text = text.trim();
    is_address_of_mail(text)
        || is_network_address(text)
        || is_hash(text)
        || is_bank_account(text)
        || is_card(text)
        || is_international(text)
}

pub(super) fn is_address_of_mail(text: &str) -> bool {
    let text = text.trim();
    text.contains('@') && !text.contains(' ') && text.contains('.')
}

fn is_network_address(text: &str) -> bool {
    text.parse::<std::net::IpAddr>().is_ok()
}

/// Hexadecimal digits of the lengths that common functions give, some of them letters.
fn is_hash(text: &str) -> bool {
    matches!(text.len(), 32 | 40 | 64 | 128)
        && text.bytes().all(|b| b.is_ascii_hexdigit())
        && text.bytes().any(|b| b.is_ascii_alphabetic())
        && text.bytes().any(|b| b.is_ascii_digit())
}

/// An international bank account number, by its check digits.
fn is_bank_account(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| *c != ' ').collect();
    let country = plain.get(..2).is_some_and(|c| c.bytes().all(|b| b.is_ascii_uppercase()));
    if !(15..=34).contains(&plain.len())
        || !country
        || !plain.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
    {
        return false;
    }
    let turned = plain.bytes().skip(4).chain(plain.bytes().take(4));
    let rest = turned.fold(0_u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    });
    rest == 1
}

/// A number of a payment card: groups of digits, with the check digit of Luhn.
fn is_card(text: &str) -> bool {
    let grouped = text.contains([' ', '-']);
    if !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'-')) {
        return false;
    }
    let digits: Vec<u32> =
        text.bytes().filter(u8::is_ascii_digit).map(|b| u32::from(b - b'0')).collect();
    let doubled = |(place, digit): (usize, &u32)| {
        let twice = digit * 2;
        if place % 2 == 0 { *digit } else { twice / 10 + twice % 10 }
    };
    let sum: u32 = digits.iter().rev().enumerate().map(doubled).sum();
    // Ids of other numbers pass the check by chance, one in ten: their columns do not.
    (13..=19).contains(&digits.len()) && (grouped || digits.len() >= 15) && sum.is_multiple_of(10)
}

/// A text with other letters and digits in place of its own, where these would lead to somebody.
pub(super) fn masked(text: &str) -> String {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let reaches = leads_to_somebody(text)
        || is_street(text)
        || digits >= 7
        || text.split_whitespace().any(is_address_of_mail);
    let hidden = |c: char| match c {
        c if c.is_alphabetic() => 'x',
        c if c.is_numeric() => '0',
        c => c,
    };
    if reaches { text.chars().map(hidden).collect() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_say_whom_they_lead_to() {
        for text in [
            "ann@mail.example",
            "203.0.113.7",
            "2001:db8::1",
            "d41d8cd98f00b204e9800998ecf8427e",
            "GB82 WEST 1234 5698 7654 32",
            "DE89370400440532013000",
            "4111 1111 1111 1111",
            "4111111111111111",
            "+49 30 1234567",
            "+919876543210",
        ] {
            assert!(leads_to_somebody(text), "{text}");
        }
        for text in [
            "4",
            "2024-03-12",
            "Road trips",
            "Excel",
            "4111 1111 1111 1112",
            "DE89370400440532013001",
            "1.2.3",
            "+5",
            "+12 %",
            "10-15 hours",
        ] {
            assert!(!leads_to_somebody(text), "{text}");
        }
    }

    #[test]
    fn what_leads_to_somebody_is_not_shown() {
        for (text, shown) in [
            ("ann@mail.example", "xxx@xxxx.xxxxxxx"),
            ("write to ann@mail.example", "xxxxx xx xxx@xxxx.xxxxxxx"),
            ("030 1234567", "000 0000000"),
            ("12 Sample Road", "00 xxxxxx xxxx"),
            ("about 3", "about 3"),
        ] {
            assert_eq!(masked(text), shown);
        }
    }
}
