//! Doubtful names, addresses and numbers that are masked where they are handed on, and words that
//! stay.

use super::tests::{assert_masked, assert_stays, masker};
use super::*;

#[test]
fn whole_names_of_short_words_are_masked() {
    let masker = masker(&["Jo Ng", "Li Al", "Hans von der Leyen", "李 小龍", "김민수", "이 수"]);
    assert_masked(
        &masker,
        &[
            ("ask Jo Ng or Li Al.", "ask [name] or [name]."),
            ("问李 小龍吧, 李小龍, 李·小龍", "问[name]吧, [name], [name]"),
            ("김 민수씨, 이 수", "[name]씨, [name]"),
        ],
    );
    assert_stays(&masker, &["Jo and Ng", "jo ng", "Von Der Arbeit", "李 和", "가이 김"]);
    assert_eq!(masker.mask_guarded("ask jo ng").text, "ask [name]");
}

#[test]
fn what_is_handed_on_shows_no_half_of_an_address() {
    for (text, expected) in [
        ("jane.doe(a)example.com", "[e-mail]"),
        ("jane.doe[a]example.com", "[e-mail]"),
        ("jane.doe#example.com", "[e-mail]"),
        ("jane bei example punkt de", "[e-mail]"),
        ("jdoe at company.co.uk", "[e-mail]"),
        ("I work at company.co.uk", "I work at [web address]"),
        ("\"john smith\"@example.com", "[e-mail]"),
        ("ask @jane-doe", "ask [handle]"),
        ("my handle is janedoe99", "my handle is [handle]"),
        ("username janedoe_99", "username [handle]"),
        ("on Instagram (janedoe)", "on Instagram ([handle])"),
        ("my instagram is janedoe", "my instagram is [handle]"),
        ("I am u/janedoe", "I am [handle]"),
        ("my instagram is private", "my instagram is private"),
        ("(a) node.js, option (a) v1.2", "(a) node.js, option (a) v1.2"),
        ("version 1.2.3.4", "version 1.2.3.4"),
        ("README.md#usage.md, to handle node.js", "README.md#usage.md, to handle node.js"),
    ] {
        assert_eq!(Masker::default().mask_guarded(text).text, expected);
    }
    assert_stays(&Masker::default(), &["my instagram is janedoe", "shop at company.example"]);
}

#[test]
fn what_is_handed_on_shows_no_digits_as_long_as_a_number() {
    for text in [
        "my number: 98765 43210",
        "text me on 7700 900123",
        "call 4155552671",
        "call me at 415 5550199",
        "SMS an 1512345678",
        "telefoon 612345678",
        "tlf 91234567",
        "τηλ 6912345678",
        "هاتف 501234567",
        "טלפון 521234567",
        "at 020,7946,0958",
        "it is 98765 43210",
    ] {
        let masked = Masker::default().mask_guarded(text).text;
        let before = text.split(|c: char| c.is_ascii_digit()).next().unwrap();
        assert_eq!(masked, format!("{before}[phone]"));
    }
    for text in [
        "paid 49 99 149 a month",
        "2024 05 06 10 30",
        "it is 12345678 rows",
        "it is 0.714285714",
        "€ 612 345 678",
        "0,25,0,75",
        "1,200,000,000",
        "1,000,000,000",
        "0,714285714",
    ] {
        assert_eq!(Masker::default().mask_guarded(text).text, text);
    }
    assert_stays(
        &Masker::default(),
        &["of 4155552671", "ticket number 98765432", "call 12345 people"],
    );
}
