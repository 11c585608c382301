//! Columns that are recognised by their header before a cell is read: they name people, how to
//! reach them, or which record it is.

use std::collections::BTreeSet;

use super::super::column::Column;

/// Ends of headers of columns that hold a person's name.
const NAMES: [&str; 22] = [
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
];
/// Headers that say so only as a whole: the name of an account is not that of a person.
const BARE_NAMES: [&str; 2] = ["name", "owner"];

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

/// Ends of headers of columns that hold a way to reach a person.
const CONTACTS: [&str; 17] = [
    "email",
    "e mail",
    "email address",
    "e mail address",
    "phone",
    "phone number",
    "telephone",
    "telephone number",
    "mobile",
    "mobile number",
    "fax",
    "ip address",
    "street",
    "street address",
    "home address",
    "mailing address",
    "postal address",
];
const BARE_CONTACTS: [&str; 1] = ["address"];

/// Longest header, in words, that is a name for its cells rather than a question.
const MOST_WORDS: usize = 4;

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

/// True if a header says that its column holds ways to reach people.
pub(super) fn names_contacts(name: &str) -> bool {
    says(name, &CONTACTS, &BARE_CONTACTS)
}

/// True if a header says that its column holds names of people or ways to reach them.
pub(crate) fn is_personal(name: &str) -> bool {
    names_people(name) || names_contacts(name)
}

/// True if a header says that its column tells records apart.
pub(crate) fn names_identifier(name: &str) -> bool {
    let words = header_words(name);
    let telling = |word: &String| {
        matches!(
            word.as_str(),
            "id" | "uuid" | "guid" | "key" | "token" | "participant" | "respondent"
        )
    };
    // As in "contactid"; English words that end alike are left out.
    let joined = |word: &str| {
        word.ends_with("id") && !matches!(word, "paid" | "bid" | "grid" | "valid" | "hybrid")
    };
    let last = words.last().is_some_and(|word| word == "number" || joined(word));
    last || words.iter().any(telling)
}

/// True if a header says that its column weighs respondents.
pub(crate) fn names_weight(name: &str) -> bool {
    const WEIGHTS: [&str; 5] = ["weight", "weights", "weighting", "wt", "wgt"];
    const WHOSE: [&str; 8] = [
        "survey",
        "sample",
        "sampling",
        "design",
        "final",
        "population",
        "respondent",
        "poststratification",
    ];
    let words = header_words(name);
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [word] => WEIGHTS.contains(word),
        [one, two] => {
            (WEIGHTS.contains(two) && WHOSE.contains(one))
                || (WEIGHTS.contains(one) && WHOSE.contains(two))
        }
        _ => false,
    }
}

/// Headers under which survey tools note how a questionnaire was filled in.
const PARADATA: [&str; 14] = [
    "last page",
    "lastpage",
    "start language",
    "startlanguage",
    "user language",
    "seed",
    "total time",
    "interviewtime",
    "duration in seconds",
    "progress",
    "finished",
    "distribution channel",
    "location latitude",
    "location longitude",
];

/// True if a header says that its column tells how a questionnaire was filled in, not what was
/// answered.
pub(crate) fn names_paradata(name: &str) -> bool {
    let header = header_words(name).join(" ");
    let timing = header.starts_with("group time") || header.starts_with("question time");
    timing || PARADATA.contains(&header.as_str())
}

/// True if a question asks for consent to take part, or whether the respondent pays attention.
pub(crate) fn names_no_question(name: &str) -> bool {
    const PHRASES: [&str; 12] = [
        " consent to ",
        " informed consent ",
        " agree to take part ",
        " agree to participate ",
        " willing to participate in this ",
        " attention check ",
        " paying attention ",
        " to show that you are reading ",
        " to show you are reading ",
        " number of characters in the word ",
        " select the answer ",
        " please leave this blank ",
    ];
    let text = format!(" {} ", header_words(&name.to_lowercase()).join(" "));
    text.trim() == "consent" || PHRASES.iter().any(|phrase| text.contains(phrase))
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

/// The words of a header in lower case: `RecipientFirstName`, `recipient_first_name` and `Recipient
/// First Name` have the same.
pub(crate) fn header_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let chars: Vec<char> = name.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let lower =
            |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_lowercase());
        // Between small and capital letters: "contactId", "HTTPCode".
        let begins = c.is_uppercase() && (lower(at.checked_sub(1)) || lower(Some(at + 1)));
        if begins || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().expect("there is always a word").extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
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

    #[test]
    fn headers_tell_identifiers_from_counts() {
        for name in ["RespondentID", "Record ID", "session_token", "Customer Number"] {
            assert!(names_identifier(name), "{name}");
        }
        assert!(!names_identifier("Number of Employees") && !names_identifier("Paid"));
    }

    #[test]
    fn weights_and_paradata_are_no_answers() {
        assert!(names_weight("weight") && names_weight("WT") && names_weight("survey_weight"));
        assert!(!names_weight("Birth weight") && !names_weight("How much weight did you lose?"));
        for name in [
            "Last page",
            "Group time: The second group",
            "Duration (in seconds)",
            "LocationLatitude",
        ] {
            assert!(names_paradata(name), "{name}");
        }
        for name in [
            "Consent",
            "I agree to take part in this study.",
            "Please enter the number of characters in the word analysis",
        ] {
            assert!(names_no_question(name), "{name}");
        }
        assert!(!names_no_question("Do you agree with your manager?"));
        assert!(!names_paradata("Time to close") && !names_paradata("How was your progress?"));
    }
}
