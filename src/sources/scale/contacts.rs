//! Ways to reach people: headers that announce them, and what they look like.
//!
//! A header alone does not make a contact: `Minutes on WhatsApp` and `Ad spend LinkedIn` end like
//! the columns of a list of customers, so that the cells must look like the way that is named.

use super::header::{MOST_WORDS, header_words};

/// What a contact looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// An address of mail.
    Mail,
    /// The number of a telephone.
    Phone,
    /// A number or name in a service that is also a channel, a device or a habit.
    Service,
    /// The address of a house.
    House,
    /// The address of a device.
    Device,
}

/// Ends of headers, parted by commas.
const ENDS: [(Way, &str); 5] = [
    (
        Way::Mail,
        "email,e mail,email address,e mail address,courriel,adresse email,correo,\
         correo electrónico,e postadress,e posta,электронная почта,البريد الإلكتروني,邮箱,\
         メールアドレス,이메일",
    ),
    (
        Way::Phone,
        "phone,phone number,telephone,telephone number,phone no,cell phone,mobile phone,\
         mobile number,tel,tel no,tel nr,telno,telefon,telefonnummer,telefonnr,telefon nr,\
         handynummer,handynr,mobilnummer,mobiltelefon,rufnummer,téléphone,teléfono,telefono,\
         telefone,telefoonnummer,telefoon,numer telefonu,telefonnumret,telefon numarası,телефон,\
         номер телефона,الهاتف,رقم الهاتف,电话,电话号码,手机号,手机号码,電話番号,전화번호,휴대폰",
    ),
    (
        Way::Service,
        "mobile,handy,mobil,fax,whatsapp,whats app,skype,linkedin,linked in,twitter handle,celular,\
         cellulare,gsm,móvil,portable,手机",
    ),
    (
        Way::House,
        "street,street address,home address,mailing address,postal address,billingstreet,\
         shippingstreet,mailingstreet,otherstreet,address1,address2,address line 1,\
         address line 2,billing address,shipping address,delivery address,straße,anschrift,\
         adresse,dirección,indirizzo,endereço,straat,adres,adress",
    ),
    (Way::Device, "ip address"),
];
/// Headers that say so only as a whole.
const BARE: [(Way, &str); 1] = [(Way::House, "address")];

/// True if a header says that its column holds ways to reach people.
pub(super) fn names_contacts(name: &str) -> bool {
    way_of(name).is_some()
}

/// The way that a header names, and whether it says nothing else.
fn way_of(name: &str) -> Option<(Way, bool)> {
    let words = header_words(name);
    let header = words.join(" ");
    let whole = BARE.iter().find(|(_, word)| *word == header).map(|(way, _)| (*way, true));
    let ends =
        |end: &str| header.strip_suffix(end).filter(|rest| rest.is_empty() || rest.ends_with(' '));
    // Long headers are questions, which may end with such a word.
    let short = words.len() <= MOST_WORDS && !name.contains('?');
    let mut ways = ENDS.iter().flat_map(|(way, list)| list.split(',').map(|end| (*way, end)));
    whole.or_else(|| {
        let (way, rest) = ways.find_map(|(way, end)| Some((way, ends(end)?)))?;
        short.then_some((way, rest.is_empty()))
    })
}

/// True if the whole numbers of a column are those of telephones by its header and their digits.
pub(super) fn are_numbers(name: &str, numbers: &[f64]) -> bool {
    let least = match way_of(name) {
        Some((Way::Phone | Way::Service, true)) => 1e5,
        Some((Way::Phone, false)) => 1e6,
        // What was spent on a service has fewer digits than a number with its area.
        Some((Way::Service, false)) => 1e8,
        _ => return false,
    };
    let dialled = numbers.iter().filter(|number| (least..1e15).contains(*number)).count();
    // Amounts end in zeros.
    let round = numbers.iter().filter(|number| (**number % 1000.0).abs() < 0.5).count();
    dialled * 10 >= numbers.len() * 9 && round * 2 <= numbers.len()
}

/// True if half of the answers look like the contacts that a header names.
pub(super) fn are_texts(name: &str, answers: &[(String, usize)], answered: usize) -> bool {
    let Some((way, _)) = way_of(name) else { return false };
    let scattered = answers.len() * 2 >= answered;
    let fits = |text: &str| {
        let digit = text.contains(|c: char| c.is_ascii_digit());
        match way {
            Way::Mail => text.contains('@'),
            Way::Phone => text.contains('@') || (is_dialled(text) && !is_plain_number(text)),
            Way::Service => {
                text.contains('@')
                    || (text.contains('/') && text.contains('.'))
                    || (scattered && digit && is_account(text))
                    || (is_dialled(text) && !is_plain_number(text))
            }
            Way::House => {
                digit && text.contains(char::is_alphabetic) && (scattered || answers.len() >= 10)
            }
            Way::Device => digit && text.matches(['.', ':']).count() >= 2,
        }
    };
    let reached: usize =
        answers.iter().filter(|(text, _)| fits(text)).map(|(_, count)| count).sum();
    reached > 0 && reached * 2 >= answered
}

/// Numbers without other marks are judged together, by [`are_numbers`].
fn is_plain_number(text: &str) -> bool {
    let text = text.trim();
    !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit())
}

/// The name of an account, such as `ann_b12`; `30min` begins with its number.
fn is_account(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 5 && !text.contains(' ') && text.starts_with(char::is_alphabetic)
}

/// Digits as they are written to be dialled.
fn is_dialled(text: &str) -> bool {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let marks = |c: char| {
        c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '+' | '-' | '(' | ')' | '.' | '/')
    };
    (6..=16).contains(&digits) && text.chars().all(marks)
}

/// A number with the sign of a country's, whatever its column is called.
pub(super) fn is_international(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.starts_with('+') && !text.contains(',') && (10..=15).contains(&digits) && is_dialled(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_names_a_way_and_the_cells_decide() {
        let of = |name: &str, words: &[&str]| {
            let answers: Vec<_> = words.iter().map(|word| ((*word).to_owned(), 1)).collect();
            are_texts(name, &answers, words.len())
        };
        for (name, words) in [
            ("E-mail", &["ann@mail.example", "bo@mail.example"][..]),
            ("Tel", &["030/1234567", "040 7654321"]),
            ("Handy", &["0170 1234567", "0160-7654321"]),
            ("WhatsApp", &["(11) 91234-5678", "(21) 99876-5432"]),
            ("LinkedIn", &["linkedin.com/in/ann", "linkedin.com/in/bo"]),
            ("Dirección", &["Calle Mayor 3", "Plaza Nueva 12, 2º"]),
            ("IPAddress", &["203.0.113.7", "2001:db8::1"]),
        ] {
            assert!(of(name, words), "{name}");
        }
        for (name, words) in [
            ("Follow-ups by e-mail", &["2 a week", "3 a week"][..]),
            ("Minutes on WhatsApp", &["30-45", "45-60"]),
            ("Handy", &["very", "not at all"]),
            ("Celular", &["Sí", "No"]),
            ("Fax", &["1 per day", "2 per day"]),
        ] {
            assert!(!of(name, words), "{name}");
        }
        assert!(!are_numbers("Ad spend LinkedIn", &[1_250_311.0, 980_017.0]));
        assert!(!are_numbers("Revenue mobile", &[125_000_000.0, 98_000_000.0]));
        assert!(are_numbers("Customer phone", &[5_551_234.0, 5_559_876.0]));
    }
}
