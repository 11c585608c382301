//! Laws of masking: however a stretch is written, it is masked, and masking again changes nothing.

use proptest::prelude::*;

use super::tests::masker;
use super::*;

/// Stretches with what they are masked as.
const SECRETS: [(&str, &str); 12] = [
    ("jane.doe@example.org", "[e-mail]"),
    ("jane (at) example (dot) org", "[e-mail]"),
    ("example.org/jane", "[web address]"),
    ("192.0.2.44", "[IP address]"),
    ("2001:db8::1", "[IP address]"),
    ("@jane_doe", "[handle]"),
    ("GB82 WEST 1234 5698 7654 32", "[IBAN]"),
    ("4111 1111 1111 1111", "[card number]"),
    ("+44 20 7946 0123", "[phone]"),
    ("0044 (0)20/79 46 01 23", "[phone]"),
    ("ottoline", "[name]"),
    ("Ottoline Marchbanks", "[name]"),
];
const UNSEEN: [char; 6] = ['\u{200b}', '\u{200d}', '\u{ad}', '\u{feff}', '\u{2060}', '\u{200e}'];
const ZEROS: [char; 5] = ['0', '０', '٠', '०', '𝟎'];

proptest! {
    /// Invisible characters, digits of another script and other dashes and spaces unmask nothing.
    #[test]
    fn nothing_is_unmasked_by_how_it_is_written(
        secret in 0..SECRETS.len(),
        places in proptest::collection::vec((0_usize..40, 0..UNSEEN.len()), 0..6),
        zero in 0..ZEROS.len(),
        space in 0_usize..3,
        dash in 0_usize..3,
    ) {
        let (plain, mark) = SECRETS[secret];
        let mut written = String::new();
        for (at, c) in plain.chars().enumerate() {
            let unseen = places.iter().filter(|(place, _)| *place == at && at > 0);
            written.extend(unseen.map(|(_, unseen)| UNSEEN[*unseen]));
            written.push(match c {
                '0'..='9' => {
                    let digit = u32::from(c) - u32::from('0');
                    char::from_u32(u32::from(ZEROS[zero]) + digit).unwrap()
                }
                ' ' => [' ', '\u{a0}', '\u{2009}'][space],
                '-' => ['-', '\u{2011}', '–'][dash],
                _ => c,
            });
        }
        let masked = masker(&["Ottoline Marchbanks"]).mask(&format!("see {written}, please"));
        prop_assert_eq!(masked.text, format!("see {mark}, please"));
    }

    /// Masking twice is masking once, and what is left of a text is in it.
    #[test]
    fn masking_again_changes_nothing(text in "\\PC{0,60}") {
        let masker = masker(&["Ottoline Marchbanks"]);
        let once = masker.mask(&text).text;
        prop_assert_eq!(&masker.mask(&once).text, &once);
        let plain = MARKS.iter().fold(once, |text, mark| text.replace(mark, "\0"));
        let mut rest = text.as_str();
        for piece in plain.split('\0') {
            let at = rest.find(piece);
            prop_assert!(at.is_some(), "{piece:?}");
            rest = &rest[at.unwrap_or(0) + piece.len()..];
        }
    }
}

/// Addresses of a host without a dot, behind words of a script that leaves no gaps.
#[test]
fn the_domain_of_an_address_begins_behind_its_sign() {
    let masker = masker(&["Ottoline Marchbanks"]);
    for (text, expected) in [
        ("\u{1cd0}ᄀ@0ਸ0", "[e-mail]"),
        ("abのuser@localhost", "abの[e-mail]"),
        ("連絡はuser@example.orgまで", "連絡は[e-mail]まで"),
    ] {
        assert_eq!(masker.mask(text).text, expected, "{text}");
    }
}
