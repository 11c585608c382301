//! Addresses of houses: a kind of street, its name and a number, in the order of a language.

use std::sync::LazyLock;

use super::composed::plain_words;
use super::word_list::WordList;

/// Kinds of streets that stand behind a name: the number is before the name or behind the kind.
static BEHIND: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "street st road rd avenue ave lane drive boulevard blvd court terrace crescent strasse \
         str weg platz gasse allee straat laan plein gracht gatan vagen sokak sokagi caddesi \
         улица ул проспект переулок",
    )
});
/// Kinds that stand before a name.
static BEFORE: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "rue avenue boulevard impasse allee chemin calle avenida paseo plaza via viale piazza \
         corso rua travessa alameda ulica ul aleja улица ул проспект переулок شارع طريق",
    )
});
/// Ends of words that are kinds of streets.
const ENDS: [&str; 11] = [
    "strasse", "straat", "gatan", "vagen", "weg", "gasse", "laan", "platz", "allee", "str",
    "gracht",
];
/// Beginnings of words with such ends that are something else, with the numbers of something else.
const ELSE: [&str; 14] = [
    "sitz", "steh", "park", "arbeits", "stell", "liege", "camping", "tennis", "start", "schul",
    "fahrt", "rück", "ruck", "heim",
];
/// Units in which a way or a size is told: "10 minute drive".
static UNITS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "min mins minute* std stunde* hour* hr hrs h km kilomet* m met* mile* mi gb mb tb kb \
         day* tag* heure* hora* minut* mbit ghz percent eur usd",
    )
});
/// Characters of kinds of streets in scripts without blanks.
const UNSPACED: [char; 6] = ['路', '街', '巷', '로', '길', '道'];

/// True for the address of a house.
pub(super) fn is_street(text: &str) -> bool {
    if text.chars().count() > 80 || !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    // Behind a comma stand the town or, in some languages, the number.
    let parts: Vec<String> =
        text.split([',', ';', '\n']).map(plain_words).filter(|part| !part.is_empty()).collect();
    let plain = parts.join(" , ");
    let words: Vec<&str> = plain.split(' ').collect();
    words.len() <= 12
        && (begins_with_number(&words) || ends_with_number(&words) || is_without_blanks(&plain))
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let letters = word.len() - digits.len();
    (1..=5).contains(&digits.len()) && letters <= 1 && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_name(word: &str) -> bool {
    word != "," && word.chars().any(char::is_alphabetic) && !UNITS.has(word) && !is_number(word)
}

fn is_compound(word: &str) -> bool {
    let is_kind = |end: &str| word.len() > end.len() + 1 && word.ends_with(end);
    ENDS.into_iter().any(is_kind) && !ELSE.iter().any(|other| word.starts_with(other))
}

/// "12 Sample Road", "12, rue Haute".
fn begins_with_number(words: &[&str]) -> bool {
    let [first, rest @ ..] = words else { return false };
    let rest = if rest.first() == Some(&",") { &rest[1..] } else { rest };
    if !is_number(first) {
        return false;
    }
    let romance = rest.len() >= 2 && BEFORE.has(rest[0]) && is_name(rest[1]);
    let kind = rest.iter().position(|word| BEHIND.has(word));
    // A way of ten minutes has no name.
    romance || kind.is_some_and(|at| at >= 1 && rest[..at].iter().all(|word| is_name(word)))
}

/// "Calle Mayor 3", "Musterstraße 7", "Langer Weg 10 b".
fn ends_with_number(words: &[&str]) -> bool {
    (1..words.len()).filter(|at| is_number(words[*at])).any(|at| {
        let behind = words.get(at + 1).copied().unwrap_or(",");
        let closed = behind == "," || behind.len() == 1 || is_number(behind);
        let before: Vec<&str> = words[..at]
            .iter()
            .copied()
            .filter(|word| !matches!(*word, "," | "no" | "nr"))
            .collect();
        let Some(last) = before.last() else { return false };
        let named = before.len() >= 2 && before.iter().all(|word| is_name(word));
        let kind = is_compound(last) || (named && (BEHIND.has(last) || BEFORE.has(before[0])));
        closed && kind
    })
}

/// "中山路123号", "1丁目2-3", "세종대로 110".
fn is_without_blanks(plain: &str) -> bool {
    let letters: Vec<char> = plain.chars().filter(|c| *c != ' ').collect();
    // Lines of buses and networks of data are ways as well.
    if ["线路", "線路", "网路", "網路", "鉄道", "频道"].iter().any(|way| plain.contains(way))
    {
        return false;
    }
    let chome = plain.contains("丁目") || plain.contains("番地");
    let named = letters.windows(3).any(|three| {
        three[0] > '\u{2e80}' && UNSPACED.contains(&three[1]) && three[2].is_ascii_digit()
    });
    chome || named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_beside_a_named_street_is_an_address() {
        for text in [
            "12 Sample Road",
            "12 Sample Road, London",
            "Musterstraße 7",
            "Musterstr. 7, 10115 Berlin",
            "Langer Weg 10",
            "Calle Mayor 3",
            "Rua Augusta, 45",
            "12, rue Haute",
            "ul. Długa 5",
            "Storgatan 5",
            "Atatürk Caddesi No: 5",
            "ул. Ленина, 5",
            "شارع الملك 12",
            "中山路123号",
            "세종대로 110",
        ] {
            assert!(is_street(text), "{text}");
        }
        for text in [
            "Sitzplatz Kat. 1",
            "Sitzplatz 12",
            "Court 1",
            "Google Drive 15 GB",
            "10 Min. Weg",
            "15 minute drive",
            "20 Minuten Weg",
            "Parkplatz 3",
            "Arbeitsweg über 30 Minuten",
            "Via 2",
            "网路 3",
            "3号线",
            "Road trips",
            "3 Road trips",
        ] {
            assert!(!is_street(text), "{text}");
        }
    }
}
