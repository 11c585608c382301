//! Columns whose header says that they name people, or how to reach them.

use std::collections::BTreeSet;

use super::super::column::Column;
use super::contacts::names_contacts;
use super::header::{MOST_WORDS, header_words};

/// Ends of headers of columns that hold a person's name.
const NAMES: [&str; 74] = [
    "first name",
    "last name",
    "middle name",
    "given name",
    "family name",
    "full name",
    "surname",
    "firstname",
    "lastname",
    "nickname",
    "contact name",
    "recipient name",
    "respondent name",
    "participant name",
    "owner name",
    "account owner",
    "contact owner",
    "company owner",
    "deal owner",
    "lead owner",
    "opportunity owner",
    "record owner",
    "billing name",
    "shipping name",
    "ship to name",
    "bill to name",
    "delivery name",
    "customer name",
    "client name",
    "buyer name",
    "patient name",
    "member name",
    "employee name",
    "agent name",
    "assignee",
    "requester name",
    "attendee name",
    "student name",
    "guest name",
    "sales rep",
    "account manager",
    "cardholder",
    "vorname",
    "nachname",
    "familienname",
    "vor und nachname",
    "kundenname",
    "ansprechpartner",
    "prénom",
    "nom de famille",
    "nom complet",
    "nombre completo",
    "nombre y apellidos",
    "apellido",
    "apellidos",
    "cognome",
    "nome completo",
    "nome e cognome",
    "sobrenome",
    "voornaam",
    "achternaam",
    "imię",
    "nazwisko",
    "imię i nazwisko",
    "förnamn",
    "efternamn",
    "soyad",
    "ad soyad",
    "имя",
    "фамилия",
    "фио",
    "الاسم الكامل",
    "氏名",
    "お名前",
];
/// Headers that say so only as a whole: the name of an account is not that of a person.
const BARE_NAMES: [&str; 13] = [
    "name",
    "owner",
    "nom",
    "nombre",
    "nome",
    "naam",
    "namn",
    "الاسم",
    "姓名",
    "名前",
    "이름",
    "성명",
    "isim",
];

/// Headers of tables whose rows are organisations, deals or products.
const OF_ORGANISATIONS: [&str; 18] = [
    "account number",
    "annual revenue",
    "revenue",
    "number of employees",
    "numberofemployees",
    "employees",
    "industry",
    "website",
    "company domain name",
    "billing city",
    "billing country",
    "ticker symbol",
    "stage name",
    "stagename",
    "deal stage",
    "close date",
    "closedate",
    "amount",
];
/// Headers of tables whose rows are people, whatever else they say.
const OF_PEOPLE: [&str; 10] = [
    "first name",
    "last name",
    "firstname",
    "lastname",
    "email",
    "e mail",
    "job title",
    "title",
    "contact id",
    "contactid",
];

/// True if a header says that its column holds names of people.
pub(crate) fn names_people(name: &str) -> bool {
    says(name, &NAMES, &BARE_NAMES)
}

/// Which headers of a table name people: a bare `Name` does not where the table is one of accounts.
pub(crate) struct NamesOfPeople {
    bare: bool,
}

impl NamesOfPeople {
    pub(crate) fn from_headers(columns: &[Column]) -> Self {
        let headers: BTreeSet<String> =
            columns.iter().map(|column| header_words(&column.name).join(" ")).collect();
        let has = |names: &[&str]| names.iter().any(|name| headers.contains(*name));
        // A column `Name` beside columns of organisations names these.
        Self { bare: has(&OF_PEOPLE) || !has(&OF_ORGANISATIONS) }
    }

    /// True if the column of a header holds names of people.
    pub(crate) fn hold(&self, name: &str) -> bool {
        names_people(name) && (self.bare || header_words(name).join(" ") != BARE_NAMES[0])
    }
}

impl NamesOfPeople {
    /// True if the column of a header holds names of people or ways to reach them.
    pub(crate) fn lead_to_somebody(&self, name: &str) -> bool {
        self.hold(name) || names_contacts(name)
    }
}

/// True if a header says that its column holds names of people or ways to reach them.
pub(crate) fn is_personal(name: &str) -> bool {
    names_people(name) || names_contacts(name)
}

fn says(name: &str, ends: &[&str], bare: &[&str]) -> bool {
    let words = header_words(name);
    let header = words.join(" ");
    let ends_with = |end: &&str| {
        header.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    };
    // Long headers are questions, which may end with such a word.
    bare.contains(&header.as_str())
        || (words.len() <= MOST_WORDS && !name.contains('?') && ends.iter().any(ends_with))
}

#[cfg(test)]
mod tests {
    use super::super::super::file::SourceFile;
    use super::super::super::table::Table;
    use super::*;
    use crate::finding::Findings;

    #[test]
    fn headers_of_exports_say_what_is_personal() {
        for name in [
            "First Name",
            "RecipientFirstName",
            "last_name",
            "Name",
            "Account Owner",
            "Owner",
            "Deal owner",
        ] {
            assert!(names_people(name), "{name}");
        }
        for name in [
            "RecipientEmail",
            "E-mail",
            "IPAddress",
            "Mobile",
            "Telephone",
            "MailingStreet",
            "Address",
        ] {
            assert!(names_contacts(name) && is_personal(name), "{name}");
        }
        for name in [
            "Account Name",
            "Job Title",
            "Mobile sessions (30 days)",
            "How is your company's name?",
            "OwnerId",
        ] {
            assert!(!is_personal(name), "{name}");
        }
    }

    #[test]
    fn an_accounts_name_is_no_persons() {
        let table = |header: &str| {
            let file = SourceFile::from_bytes("t.csv", format!("{header}\n")).unwrap();
            Table::from_file(file, None, None, &mut Findings::default()).unwrap()
        };
        assert!(NamesOfPeople::from_headers(&table("Name,Age").columns).hold("Name"));
        assert!(NamesOfPeople::from_headers(&table("Name,Industry,Email").columns).hold("Name"));
        assert!(!NamesOfPeople::from_headers(&table("ID,NAME,INDUSTRY").columns).hold("NAME"));
        assert!(
            NamesOfPeople::from_headers(&table("ID,Account Owner,INDUSTRY").columns)
                .hold("Account Owner")
        );
    }
}
