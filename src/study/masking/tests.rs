//! Personal data that is masked, and words that stay, in several languages and notations.

use super::*;

pub(super) fn masker(names: &[&str]) -> Masker {
    let mut masker = Masker::default();
    names.iter().for_each(|name| masker.learn(name));
    masker
}

#[track_caller]
pub(super) fn assert_masked(masker: &Masker, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(masker.mask(text).text, *expected, "{text}");
        assert_eq!(masker.mask(text).masked, text != expected, "{text}");
    }
}

#[track_caller]
pub(super) fn assert_stays(masker: &Masker, texts: &[&str]) {
    for text in texts {
        assert_eq!(masker.mask(text), Masked { text: (*text).into(), masked: false });
    }
}

#[test]
fn personal_data_is_replaced_by_its_kind() {
    assert_masked(
        &masker(&["Marta Oduya"]),
        &[
            ("Write to marta.oduya@example.org, please", "Write to [e-mail], please"),
            ("see https://status.example.com/larkdesk.", "see [web address]."),
            ("www.example.com?", "[web address]?"),
            ("it says 192.0.2.44 here", "it says [IP address] here"),
            ("call +44 20 7946 0018 or (555) 010-9999", "call [phone] or [phone]"),
            ("I'm Marta Oduya, Marta's mother", "I'm [name], [name]'s mother"),
            ("my card is 4111 1111 1111 1111, I said", "my card is [card number], I said"),
            (
                "4111 1111 1111 1111 123 and 4111-1111-1111-1111",
                "[card number] 123 and [card number]",
            ),
            ("card 3782 822463 10005 020 7946 0124", "card [card number] [phone]"),
            ("pay to GB82 WEST 1234 5698 7654 32 AND soon", "pay to [IBAN] AND soon"),
            ("DE89370400440532013000", "[IBAN]"),
        ],
    );
}

#[test]
fn numbers_dates_and_words_stay() {
    let masker = masker(&["Will Marta"]);
    assert_stays(
        &masker,
        &[
            "2019-03-12 14:00",
            "12/14/2019",
            "from 2016 - 2019",
            "1200000 rows",
            "I will do it",
            "30 % of 400",
            "0.714285714",
            "001x0000003xLD0AAM",
            "order 4111 1111 1111 1112",
            "DE89370400440532013001",
            "1700000000000",
            "0.4111111111111111",
        ],
    );
    // No account number by its check digits, but as good as a telephone number.
    assert_eq!(masker.mask("GB82 WEST 1234 5698 7654 33").text, "GB82 WEST [phone]");
}

#[test]
fn addresses_are_found_however_they_are_spelt() {
    assert_masked(
        &Masker::default(),
        &[
            ("jane.doe (at) example (dot) com", "[e-mail]"),
            ("to a [at] b [dot] com, or", "to [e-mail], or"),
            ("it is a at b dot com point taken", "it is [e-mail] point taken"),
            ("jane dot doe at example dot co dot uk", "[e-mail]"),
            ("schreib an jane(ät)example(punkt)de bitte", "schreib an [e-mail] bitte"),
            ("jane {at} example.org", "[e-mail]"),
            ("jane arroba ejemplo punto es", "[e-mail]"),
            ("jane@example dot com", "[e-mail]"),
            ("jane @ example.com", "[e-mail]"),
            ("jane.doe at gmail.com", "[e-mail]"),
            ("mailto:jane@example.com", "[e-mail]"),
            ("jürgen@müller.de und анна@пример.рф", "[e-mail] und [e-mail]"),
            ("jane＠example．com", "[e-mail]"),
            ("ja\u{ad}ne@exam\u{200b}ple.com", "[e-mail]"),
            ("请写信给jane@example.com谢谢", "请写信给[e-mail]谢谢"),
            ("<o'brien+x@example.org>", "<[e-mail]>"),
            ("example (dot) com or example[.]com", "[web address] or [web address]"),
            ("at example dot com", "at [web address]"),
        ],
    );
    assert_stays(
        &Masker::default(),
        &[
            "look at the dot com boom",
            "I work at a dot com",
            "See you (at) home. Then we go",
            "at this point de facto",
            "we meet @ 5",
            "ce point de vue",
            "el punto de vista",
            "at 5. Dot your i",
        ],
    );
}

#[test]
fn web_addresses_need_no_scheme() {
    assert_masked(
        &Masker::default(),
        &[
            ("on linkedin.com/in/jane-doe, or", "on [web address], or"),
            ("example.org/path.", "[web address]."),
            ("(t.me/jane)", "([web address])"),
            ("ask example.org", "ask [web address]"),
            ("EXAMPLE.ORG", "[web address]"),
            ("müller.de:8080", "[web address]"),
            ("HTTPS://Example.org/a,b", "[web address]"),
            ("请看example.org谢谢", "请看[web address]谢谢"),
            ("exam\u{200b}ple.org/\u{200b}path", "[web address]"),
        ],
    );
    assert_stays(
        &Masker::default(),
        &[
            "node.js, e.g. z.B. i.e. a.m. Ph.D. B.Sc. U.S.",
            "Inc.Next",
            "P01.txt and data.csv, README.md",
            "version 1.2.3 of v2.0",
            "It works well.It is slow.so we wait",
            "ASP.NET and Socket.io",
            "df.info() and/or is.na(x)",
            "km/h, 9.30/10.15",
            "src/main.rs",
        ],
    );
    assert_eq!(Masker::default().mask_answer("example.org").text, "example.org");
    assert_eq!(Masker::default().mask_answer("example.org/jane").text, "[web address]");
}

#[test]
fn addresses_of_version_6_are_told_from_times_and_paths() {
    assert_masked(
        &Masker::default(),
        &[
            ("from 2001:db8::1.", "from [IP address]."),
            ("::1", "[IP address]"),
            ("ping fe80::1%eth0, then", "ping [IP address], then"),
            ("::ffff:192.0.2.1", "[IP address]"),
            ("ip:2001:db8::/32", "ip:[IP address]"),
            ("2001:0db8:0000:0000:0000:0000:0000:0001", "[IP address]"),
            ("00:1A:2b:3C:4d:5E", "[IP address]"),
            ("2001:db8:\u{200b}:1", "[IP address]"),
        ],
    );
    assert_stays(
        &Masker::default(),
        &[
            "12:30:45",
            "at 12:30:45:10",
            "std::fs",
            "Foo::Bar",
            "abc::def",
            "dead::beef",
            "12::30",
            "C::1",
            "a: b: c:",
        ],
    );
}

#[test]
fn handles_are_masked() {
    assert_masked(
        &Masker::default(),
        &[
            ("I am @jane_doe.", "I am [handle]."),
            ("instagram: jane.doe, or", "instagram: [handle], or"),
            ("Discord = jane#1234", "Discord = [handle]"),
            ("my telegram handle is jane_doe", "my telegram handle is [handle]"),
            ("(@жанна)", "([handle])"),
        ],
    );
    assert_stays(
        &Masker::default(),
        &[
            "Instagram: great for photos",
            "LinkedIn: weekly, Facebook: daily",
            "@everyone",
            "GitHub: pull-requests",
            "@angular/core",
            "3 @ 5",
            "a@b",
        ],
    );
}

#[test]
fn names_are_found_however_they_are_written() {
    assert_masked(
        &masker(&[
            "Ottoline Marchbanks",
            "José Müller-Lüdenscheidt",
            "Anna Nowak",
            "Ludwig van Beethoven",
            "Jo Ann O'Brien",
        ]),
        &[
            ("ask ottoline, or OTTOLINE", "ask [name], or [name]"),
            (
                "ottoline's desk, Ottoline’s desk, ottolines desk",
                "[name]'s desk, [name]’s desk, [name] desk",
            ),
            ("Annas Tisch und Annę", "[name] Tisch und [name]"),
            ("jose mueller, JOSE MULLER, josé müller", "[name], [name], [name]"),
            ("jose\u{301} luedenscheidt", "[name]"),
            ("Müller-Lüdenscheidt", "[name]"),
            ("O. Marchbanks, J. R. Marchbanks, Marchbanks, O.", "[name], [name], [name], [name]."),
            ("Ottoline M. said", "[name]. said"),
            ("otto\u{200b}line otto\u{ad}line", "[name]"),
            ("ｏｔｔｏｌｉｎｅ", "[name]"),
            ("ottoline.marchbanks and ottolinemarchbanks", "[name] and [name]"),
            ("van beethoven, van Gogh", "[name], van Gogh"),
            ("Jo Ann and Jo", "[name] and Jo"),
            ("o'brien", "[name]"),
        ],
    );
    assert_masked(
        &masker(&[
            "محمد علي",
            "דנה כהן",
            "王小明",
            "田中 健太",
            "김민수",
            "Анна Иванова",
            "Μαρία",
            "रवि",
        ]),
        &[
            ("سألت محمد عن", "سألت [name] عن"),
            ("תשאל את דנה ולדנה", "תשאל את [name]"),
            ("שאל לדנה", "שאל [name]"),
            ("问王小明吧", "问[name]吧"),
            ("田中健太さんに", "[name]さんに"),
            ("健太に聞いて", "[name]に聞いて"),
            ("김민수씨에게", "[name]씨에게"),
            ("спросите анну, Анне и Иванову", "спросите [name], [name] и [name]"),
            ("της Μαρίας", "της [name]"),
            ("रवि से पूछो", "[name] से पूछो"),
        ],
    );
}

#[test]
fn a_name_that_is_a_word_stays_one() {
    let masker = masker(&["Will May", "Rose Hope", "Mark Grace", "Hans von der Leyen", "unknown"]);
    assert_stays(
        &masker,
        &[
            "i will do it in may, i hope",
            "the sun rose with grace, mark my words",
            "von der Arbeit",
            "roses and marks",
            "the price is unknown",
            "i hope will and skill",
        ],
    );
    assert_masked(
        &masker,
        &[
            ("will may told me", "[name] told me"),
            ("ask rose, or mr. grace", "ask [name], or mr. [name]"),
            ("my name is mark", "my name is [name]"),
            ("hope said so", "[name] said so"),
            ("Will told me", "[name] told me"),
            ("Frau von der Leyen", "Frau [name]"),
        ],
    );
}

#[test]
fn a_word_is_what_the_texts_use_as_one() {
    let mut masker = masker(&["Zephyr Quill"]);
    masker.learn_speaker("Nurse Ines");
    for before in ["a", "the", "one", "every", "my", "your", "his", "her", "our", "some"] {
        masker.note(&format!("we had {before} quill and {before} nurse, ask zephyr"));
    }
    let text = "a quill, a nurse, zephyr, ines";
    assert_eq!(masker.mask(text).text, "a quill, a nurse, [name], [name]");
    // What is handed on shows no name of a column for all that.
    assert_eq!(masker.mask_guarded(text).text, "a [name], a nurse, [name], [name]");
    (0..3).for_each(|_| masker.note("then Quill came"));
    assert_eq!(masker.mask("a quill").text, "a [name]");
}

#[test]
fn speakers_are_names_unless_they_are_parts() {
    let mut masker = Masker::default();
    masker.learn_speaker("Ines Vidal");
    masker.learn_speaker("Speaker Two");
    assert_eq!(masker.mask("Two of us: Ines and I").text, "Two of us: [name] and I");
    let counts = masker.replaced("Ines, ines@example.org and Vidal");
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), [("[e-mail]", 1), ("[name]", 2)]);
}

#[test]
fn a_name_in_an_answer_is_masked_and_an_ordinary_answer_stays() {
    let masker = masker(&["Clara White"]);
    for (text, expected) in [
        ("ask Clara", "ask [name]"),
        ("Clara White", "[name]"),
        ("clara white", "[name]"),
        ("White", "White"),
        ("White or Asian", "White or Asian"),
    ] {
        assert_eq!(masker.mask_answer(text).text, expected);
    }
    assert_eq!(masker.mask("White told me").text, "[name] told me");
}

#[test]
fn what_is_masked_stays_masked() {
    let masker = masker(&["Page Card", "Mail Phone"]);
    let text = "[e-mail], [phone], [card number] and [web address]";
    assert_eq!(masker.mask_guarded(text).text, text);
}

/// A long text is no heavier than many short ones: each kind of piece that a pattern begins to
/// match, without end.
#[test]
fn long_texts_take_no_longer_for_their_length() {
    let masker = masker(&["Ottoline Marchbanks", "王小明"]);
    for piece in [
        "a",
        "a.",
        "1 ",
        "0-",
        "(0)",
        "a:",
        "::",
        "@",
        "a at ",
        "a dot ",
        "x@",
        "王",
        "4111 ",
        "GB82 ",
        "J. ",
        "é\u{200b}",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        let start = std::time::Instant::now();
        let masked = masker.mask_guarded(&text);
        assert!(start.elapsed().as_secs() < 20, "{piece:?} took {:?}", start.elapsed());
        assert!(masked.text.len() <= text.len(), "{piece:?}");
    }
}
