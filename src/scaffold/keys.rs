//! Columns of ids and addresses, and which of them refer to the rows of another table.

use std::collections::BTreeSet;

use super::columns::{counts, id_list, mostly, share};
use super::names::{is_same_header, names_address_alone, names_key, stem};
use crate::sources::{Column, Named, Table, named_by_header};

/// A column that names something: records, people, companies.
pub(super) struct KeyColumn {
    pub(super) column: usize,
    pub(super) header: String,
    /// Its different values, each of a list its own, as keys are compared.
    pub(super) values: BTreeSet<String>,
    /// Cells that are filled, and rows.
    filled: usize,
    rows: usize,
    pub(super) shape: KeyShape,
    pub(super) named: Option<Named>,
}

/// Form of the values of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyShape {
    /// E-mail addresses.
    Address,
    /// Names of hosts, as companies are known by.
    Host,
    /// Numbers that may only count rows: those of any two tables coincide.
    Counting,
    Code,
}

/// A key column of one table whose values are in a column of another that tells its rows apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reference {
    pub(super) column: usize,
    /// Table that is referred to, by its place in the list of tables, and its column.
    pub(super) to: usize,
    pub(super) to_column: usize,
    /// Share of the values that are there.
    pub(super) share: f64,
}

/// Share of ids that must be in the other table: fewer coincide by chance.
pub(super) const MOST_OF_IDS: f64 = 0.9;
/// The same for addresses, which never coincide by chance.
const HALF_OF_ADDRESSES: f64 = 0.5;
/// The same where both columns have one name.
const LEAST_OF_NAMESAKES: f64 = 0.2;

impl KeyColumn {
    /// The key columns of a table.
    pub(super) fn all(table: &Table) -> Vec<Self> {
        let rows = table.kept_rows();
        let key = |column| Self::read(column, rows);
        let mut keys: Vec<Self> = table.columns.iter().filter_map(key).collect();
        mark_staff(table, &mut keys);
        keys
    }

    fn read(column: &Column, rows: usize) -> Option<Self> {
        // Most, since people mistype a few addresses.
        let most = |test: fn(&str) -> bool| {
            mostly(column, |text| text.split(';').all(|one| test(one.trim())))
        };
        let header = column.name.clone();
        let shape = if most(is_address) {
            KeyShape::Address
        } else if most(is_host) {
            KeyShape::Host
        } else if names_key(&header) || most(is_code) {
            KeyShape::Code
        } else {
            return None;
        };
        let values = id_list(column);
        let few = values.len() < 2 || (values.len() < LEAST_CODES && !names_key(&header));
        if few && shape != KeyShape::Address {
            return None;
        }
        let shape = if shape == KeyShape::Code && only_counts(&values) {
            KeyShape::Counting
        } else {
            shape
        };
        let (_, filled) = counts(column, |_| true);
        let named = named_by_header(&header);
        Some(Self { column: column.index, header, values, filled, rows, shape, named })
    }

    /// True if it tells the rows apart: in nineteen of twenty rows filled and not repeated.
    pub(super) fn tells_apart(&self) -> bool {
        // 95 %: exports have a few empty or repeated ids.
        self.filled * 20 >= self.rows * 19 && self.values.len() * 20 >= self.rows * 19
    }

    /// Number of cells that are filled.
    pub(super) fn filled(&self) -> usize {
        self.filled
    }

    /// True if nearly every row has it.
    pub(super) fn is_full(&self) -> bool {
        self.filled * 10 >= self.rows * 9
    }

    /// True if it holds addresses and its header says nothing of whose they are.
    pub(super) fn is_of_whom_it_may(&self) -> bool {
        self.shape == KeyShape::Address
            && self.named.is_none()
            && !names_address_alone(&self.header)
    }

    /// True if no row lacks it or shares it.
    pub(super) fn is_unique(&self) -> bool {
        self.filled == self.rows && self.values.len() >= self.rows
    }

    /// True if its values are codes of one form, such as `K017x`.
    pub(super) fn is_uniform(&self) -> bool {
        let class = |c: char| match c {
            c if c.is_ascii_digit() => '0',
            c if c.is_alphabetic() => 'a',
            c => c,
        };
        let form = |value: &String| value.chars().map(class).collect::<String>();
        let mut forms = self.values.iter().map(form);
        let first = forms.next();
        self.shape == KeyShape::Code && forms.all(|form| Some(&form) == first.as_ref())
    }

    /// True if its values are hashes: letters and digits mixed at one length.
    pub(super) fn is_hashed(&self) -> bool {
        const LEAST: usize = 8;
        let mut lengths = self.values.iter().map(String::len);
        let first = lengths.next().unwrap_or_default();
        let mixed = |value: &&String| {
            let digits = value.bytes().filter(u8::is_ascii_digit).count();
            value.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && digits > 0
                && digits < value.len()
        };
        let even = first >= LEAST && lengths.all(|length| length == first);
        // Some hashes happen to be of digits alone.
        even && self.values.iter().filter(mixed).count() * 10 >= self.values.len() * 8
    }

    /// True if half of the rows have it, and few rows have one of their own.
    pub(super) fn repeats(&self) -> bool {
        self.filled * 2 >= self.rows && self.values.len() * 2 <= self.filled
    }

    /// True if each of its few values stands in many rows, as the address of a teacher does.
    pub(super) fn is_of_few(&self) -> bool {
        const MANY: usize = 5;
        self.filled > MANY * self.values.len()
    }

    /// True if several rows share one now and then.
    pub(super) fn is_shared(&self) -> bool {
        self.filled * 2 >= self.rows && self.values.len() * 20 < self.filled * 19
    }

    /// Share of its values that are among those of another key, if that says anything: they have
    /// one form, and numbers that count rows have one name too.
    pub(super) fn overlap(&self, other: &Self, names: bool) -> Option<f64> {
        let counting = self.shape == KeyShape::Counting || other.shape == KeyShape::Counting;
        let same = |shape: KeyShape| match shape {
            KeyShape::Counting => KeyShape::Code,
            shape => shape,
        };
        let comparable = same(self.shape) == same(other.shape) && (!counting || names);
        comparable.then(|| share(&self.values, &other.values))
    }
}

/// Fewer different codes without a header that says so are answers to choose from.
const LEAST_CODES: usize = 10;

/// The references from the keys of one table to those of another, which is also known by a name
/// such as that of its file. `own` is the column that tells the rows of the first apart.
pub(super) fn references(
    from: &[KeyColumn],
    own: Option<usize>,
    to: (usize, &[KeyColumn], &str),
) -> Vec<Reference> {
    let (number, targets, file) = to;
    let mut found = Vec::new();
    for key in from.iter().filter(|key| Some(key.column) != own) {
        for target in targets.iter().filter(|target| target.tells_apart()) {
            if [key.named, target.named].contains(&Some(Named::Staff)) {
                continue;
            }
            let names = is_namesake(key, target, file);
            let least = match key.shape {
                _ if names => LEAST_OF_NAMESAKES,
                KeyShape::Address | KeyShape::Host => HALF_OF_ADDRESSES,
                _ => MOST_OF_IDS,
            };
            let Some(share) = key.overlap(target, names) else { continue };
            if share >= least {
                let (column, to_column) = (key.column, target.column);
                found.push(Reference { column, to: number, to_column, share });
            }
        }
    }
    found
}

/// True if two columns name the same: by their headers, or that of the first by the name of the
/// file whose id the second is.
fn is_namesake(key: &KeyColumn, target: &KeyColumn, file: &str) -> bool {
    let (one, other) = (stem(&key.header), stem(&target.header));
    let of_file = || other.is_empty() || other == "record";
    (!one.is_empty() && one == other)
        || is_same_header(&key.header, &target.header)
        || (one.chars().count() >= 4 && of_file() && stem(file).starts_with(&one))
}

/// Marks addresses that are those of staff although no header says so: all of one host where the
/// table has other addresses of many.
fn mark_staff(table: &Table, keys: &mut [KeyColumn]) {
    let hosts = |key: &KeyColumn| -> usize {
        let host = |address: &String| address.rsplit('@').next().unwrap_or_default().to_owned();
        key.values.iter().map(host).collect::<BTreeSet<_>>().len()
    };
    let addresses = || keys.iter().filter(|key| key.shape == KeyShape::Address);
    let most = addresses().map(hosts).max().unwrap_or_default();
    let staff: Vec<usize> = addresses()
        .filter(|key| most >= MANY_HOSTS && hosts(key) == 1)
        .map(|key| key.column)
        .collect();
    debug_assert!(staff.iter().all(|column| *column < table.columns.len()));
    for key in keys {
        if staff.contains(&key.column) {
            key.named = Some(Named::Staff);
        }
    }
}

/// As many different hosts show that addresses are not those of one office.
const MANY_HOSTS: usize = 5;

fn is_address(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        && !text.contains(char::is_whitespace)
}

fn is_host(text: &str) -> bool {
    let end = text.rsplit_once('.').map(|(_, end)| end).unwrap_or_default();
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    end.chars().count() >= 2
        && end.chars().all(char::is_alphabetic)
        && text.chars().all(letter)
        && !text.starts_with('.')
}

/// True for letters and digits together, without blanks, as codes are written and words and
/// amounts are not.
fn is_code(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#');
    (2..=64).contains(&text.len())
        && text.chars().all(plain)
        && text.contains(|c: char| c.is_ascii_digit())
        // Shops number orders `#1001`.
        && (text.contains(char::is_alphabetic) || text.starts_with('#'))
}

/// True if the values are numbers from 0 or 1 on, which any table may have that counts its rows.
fn only_counts(values: &BTreeSet<String>) -> bool {
    let numbers: Option<Vec<u64>> = values.iter().map(|value| value.parse().ok()).collect();
    numbers.is_some_and(|numbers| {
        let (least, most) = (numbers.iter().min(), numbers.iter().max());
        let room = 2 * numbers.len() as u64 + 10;
        least.is_some_and(|least| *least <= 1) && most.is_some_and(|most| *most <= room)
    })
}
