//! Codes of places as the post has them.

use super::header::{MOST_WORDS, header_words};

/// Words for such a code that mean nothing else.
const PLAIN: [&str; 34] = [
    "postal code",
    "postalcode",
    "postcode",
    "post code",
    "zip",
    "zip code",
    "zipcode",
    "pin code",
    "pincode",
    "eircode",
    "plz",
    "postleitzahl",
    "code postal",
    "código postal",
    "codigo postal",
    "codice postale",
    "codice di avviamento postale",
    "kod pocztowy",
    "postnummer",
    "posta kodu",
    "почтовый индекс",
    "الرمز البريدي",
    "邮编",
    "邮政编码",
    "郵便番号",
    "우편번호",
    "billing zip",
    "shipping zip",
    "billingpostalcode",
    "shippingpostalcode",
    "mailingpostalcode",
    "código de endereçamento postal",
    "psč",
    "irányítószám",
];
/// Words that also mean a limit, an index or something else, with the digits of such a code. They
/// say so only as a whole header, and only where the cells have these digits.
const SHORT: [(&str, usize); 4] = [("cp", 5), ("cap", 5), ("cep", 8), ("индекс", 6)];

/// True if a header says that its column holds the postal codes of people or firms; whether the
/// cells agree is another question.
pub(crate) fn names_postal_code(name: &str) -> bool {
    is_plain(name) || digits_of(name).is_some()
}

fn is_plain(name: &str) -> bool {
    let words = header_words(name);
    let header = words.join(" ");
    let ends = |code: &&str| {
        header.strip_suffix(*code).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    };
    words.len() <= MOST_WORDS && PLAIN.iter().any(ends)
}

/// Digits of the code that a short word means.
fn digits_of(name: &str) -> Option<usize> {
    let header = header_words(name).join(" ");
    SHORT.iter().find(|(word, _)| *word == header).map(|(_, digits)| *digits)
}

/// True if the whole numbers of a column are postal codes by its header and by their digits.
pub(super) fn are_codes(name: &str, numbers: &[f64]) -> bool {
    let most = |test: &dyn Fn(f64) -> bool| {
        let agree = numbers.iter().filter(|number| test(**number)).count();
        agree * 10 >= numbers.len() * 9
    };
    if is_plain(name) {
        return most(&|number| (100.0..1e10).contains(&number));
    }
    let Some(digits) = digits_of(name) else { return false };
    let digits = i32::try_from(digits).unwrap_or(i32::MAX);
    // Zeros at the beginning are lost in a number.
    let (least, end) = (10_f64.powi(digits - 3), 10_f64.powi(digits));
    let full = numbers.iter().any(|number| *number >= end / 10.0);
    let round = numbers.iter().filter(|number| (**number % 100.0).abs() < 0.5).count();
    full && round * 2 <= numbers.len() && most(&|number| (least..end).contains(&number))
}

/// True if most answers of a column are postal codes by its header and their characters, and most
/// of them differ.
pub(super) fn are_texts(name: &str, answers: &[(String, usize)], answered: usize) -> bool {
    let fits: &dyn Fn(&str) -> bool = match digits_of(name) {
        Some(digits) => &move |text| is_code(text) && count_digits(text) == digits,
        None if is_plain(name) => &|text| is_code(text),
        None => return false,
    };
    let coded: usize = answers.iter().filter(|(text, _)| fits(text)).map(|(_, count)| count).sum();
    coded * 10 >= answered * 9 && answers.len() * 2 > answered
}

fn count_digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// "SW1A 1AA", "1234 AB", "00-950", "12345-6789", "〒100-0001".
fn is_code(text: &str) -> bool {
    let text = text.trim().trim_start_matches('〒');
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    text.len() <= 12
        && letters <= 5
        && count_digits(text) >= 2
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_are_codes_of_places_only_alone() {
        for name in ["Market Cap", "Salary cap", "Data cap", "Индекс удовлетворенности"]
        {
            assert!(!names_postal_code(name), "{name}");
        }
        for name in ["CAP", "cp", "CEP", "Индекс", "Código postal", "Home postcode"] {
            assert!(names_postal_code(name), "{name}");
        }
    }

    #[test]
    fn the_digits_decide() {
        let codes = |name: &str, numbers: &[f64]| are_codes(name, numbers);
        assert!(codes("CAP", &[118.0, 20_121.0, 50_122.0, 80_133.0]));
        assert!(codes("PLZ", &[1067.0, 10_115.0]));
        assert!(!codes("Cap", &[50_000.0, 75_000.0, 90_000.0]));
        assert!(!codes("Cap", &[1.0, 20_121.0, 4_000_000.0]));
        assert!(!codes("Индекс", &[12.0, 55.0, 71.0]));
        assert!(!codes("Postcode", &[0.0, 1.0]));
        let texts = |name: &str, words: &[&str]| {
            let answers: Vec<_> = words.iter().map(|word| ((*word).to_owned(), 1)).collect();
            are_texts(name, &answers, words.len())
        };
        assert!(texts("Postcode", &["SW1A 1AA", "M1 1AE", "EH1 2NG"]));
        assert!(texts("郵便番号", &["100-0001", "〒530-0001", "812-0011"]));
        assert!(texts("CEP", &["01310-100", "20040-002"]));
        assert!(!texts("CEP", &["1-2", "3-4"]));
        assert!(!texts("Postcode", &["Leeds", "York", "Bath"]));
    }
}
