//! Names in the addresses of mail beside them, which is what tells names of people for sure.

use super::super::super::column::Column;
use super::super::super::table::Table;
use super::super::composed::plain_words;
use super::super::personal::is_address_of_mail;

/// As many rows tell as much as more do.
const MOST_ROWS: usize = 5_000;
/// Fewest rows with a name and an address.
const LEAST: usize = 6;
/// Distances to other rows, whose addresses hold a name by chance.
const ELSEWHERE: [usize; 7] = [1, 2, 3, 5, 8, 13, 21];

/// The columns of a table that mostly hold addresses of mail.
pub(super) struct Mails(Vec<Vec<Option<Mail>>>);

/// An address in plain letters without blanks, parted at its sign.
struct Mail {
    own: String,
    host: String,
}

impl Mails {
    pub(super) fn read(table: &Table) -> Self {
        let of_mails = table.columns.iter().filter(|column| begins(column) && holds(column));
        Self(of_mails.map(read).collect())
    }

    /// True if a third of the rows have a word of the name in their address, and the addresses of
    /// other rows hardly do.
    pub(super) fn hold(&self, names: &Column) -> bool {
        let words = words(names);
        self.relate(&words, 3, |words, mail| {
            let joined = words.concat();
            let mut long = words.iter().filter(|word| word.chars().count() >= 3);
            // A firm is in the host of its addresses.
            let is_in = |word: &str| mail.own.contains(word) && !mail.host.contains(word);
            long.any(|word| is_in(word)) || (joined.chars().count() >= 4 && is_in(&joined))
        })
    }

    /// True if what an address has beside the other name begins with the same letter as the name:
    /// `c.okafor` for Chidinma beside Okafor.
    pub(super) fn hold_initials(&self, names: &Column, others: &Column) -> bool {
        let (own, others) = (words(names), words(others));
        let pairs: Vec<Vec<String>> = own
            .into_iter()
            .zip(others)
            .map(|(own, other)| match (own.first(), other.first()) {
                (Some(own), Some(other)) => vec![own.clone(), other.clone()],
                _ => Vec::new(),
            })
            .collect();
        self.relate(&pairs, 2, |pair, mail| {
            let [own, other] = pair else { return false };
            let Some((before, after)) = mail.own.split_once(other.as_str()) else { return false };
            let letters = before.chars().chain(after.chars());
            letters.into_iter().find(|c| c.is_alphabetic()) == own.chars().next()
        })
    }

    /// True if one in `share` rows has such a name, and in other rows' addresses half as many are.
    fn relate(
        &self,
        names: &[Vec<String>],
        share: usize,
        fits: impl Fn(&[String], &Mail) -> bool,
    ) -> bool {
        self.0.iter().any(|mails| {
            let both: Vec<(&[String], &Mail)> = names
                .iter()
                .zip(mails)
                .filter(|(words, _)| !words.is_empty())
                .filter_map(|(words, mail)| Some((words.as_slice(), mail.as_ref()?)))
                .collect();
            let own = both.iter().filter(|(words, mail)| fits(words, mail)).count();
            if both.len() < LEAST || own * share < both.len() {
                return false;
            }
            let (mut others, mut chance) = (0, 0);
            for (at, (words, _)) in both.iter().enumerate() {
                for distance in ELSEWHERE {
                    let (other, mail) = &both[(at + distance) % both.len()];
                    // Of the same people other rows have the same addresses.
                    if other != words {
                        others += 1;
                        chance += usize::from(fits(words, mail));
                    }
                }
            }
            chance * both.len() * 2 <= own * others
        })
    }
}

/// True if the first filled cell of a column has the sign of addresses: one of another kind shows
/// it there.
fn begins(column: &Column) -> bool {
    let mut cells = (0..column.len()).map(|row| column.text(row));
    cells.find(|text| !text.trim().is_empty()).is_some_and(|text| text.contains('@'))
}

fn holds(column: &&Column) -> bool {
    let known = column.map(|text| (!text.trim().is_empty(), is_address_of_mail(text)));
    let filled = known.iter().filter(|(filled, _)| *filled).count();
    let mails = known.iter().filter(|(_, mail)| *mail).count();
    mails >= 3 && mails * 10 >= filled * 9
}

fn read(column: &Column) -> Vec<Option<Mail>> {
    let joined = |part: &str| plain_words(part).replace(' ', "");
    let mail = |row: usize| {
        let text = column.text(row);
        let (own, host) = text.split_once('@')?;
        Some(Mail { own: joined(own), host: joined(host) })
    };
    (0..column.len()).take(MOST_ROWS).map(mail).collect()
}

/// The words of each cell in plain letters.
fn words(column: &Column) -> Vec<Vec<String>> {
    let of_row = |row: usize| {
        let plain = plain_words(&column.text(row));
        plain.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    (0..column.len()).take(MOST_ROWS).map(of_row).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::super::file::SourceFile;
    use super::*;
    use crate::finding::Findings;

    const GIVEN: [&str; 6] = ["Abena", "Chidinma", "Kofi", "Ngozi", "Sipho", "Thandiwe"];
    const FAMILY: [&str; 7] = ["Asante", "Dlamini", "Mensah", "Ndlovu", "Okafor", "Obi", "Eze"];

    fn table(row: impl Fn(usize) -> String) -> Table {
        let rows: String = (0..42).map(|number| format!("{}\n", row(number))).collect();
        let file = SourceFile::from_bytes("t.csv", format!("a,b,c\n{rows}")).unwrap();
        Table::from_file(file, None, None, &mut Findings::default()).unwrap()
    }

    #[test]
    fn names_are_in_the_addresses_of_their_rows() {
        let table = table(|n| {
            let (given, family) = (GIVEN[n % 6], FAMILY[n % 7]);
            let own = format!("{}.{}{n}", &given[..1], family).to_lowercase();
            format!("{given},{},{own}@mail.example", family.to_lowercase())
        });
        let mails = Mails::read(&table);
        let [given, family, _] = table.columns.as_slice() else { unreachable!() };
        assert!(mails.hold(family) && !mails.hold(given));
        assert!(mails.hold_initials(given, family));
    }

    #[test]
    fn words_that_any_address_may_hold_are_no_names() {
        let table = table(|n| {
            let (plan, team) = (["Pro", "Free"][n % 2], ["Sales", "Care"][n / 2 % 2]);
            format!("{plan},{team},{}profree{n}@sales.example", GIVEN[n % 6].to_lowercase())
        });
        let mails = Mails::read(&table);
        assert!(!mails.hold(&table.columns[0]) && !mails.hold(&table.columns[1]));
        assert!(!mails.hold_initials(&table.columns[0], &table.columns[1]));
    }
}
