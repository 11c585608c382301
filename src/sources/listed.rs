//! Lists as programs write them into a cell, with quotation marks around each entry:
//! `"VIP","Event"`, `["VIP", "Event"]`, `['VIP']`.

use super::column::Column;

/// Parts the entries where the marks are taken off.
const SEPARATOR: &str = "; ";

/// Takes the marks off the lists in a column, if all its cells hold such lists; gives the number of
/// cells.
pub(super) fn read_lists(column: &mut Column) -> usize {
    let mut several = false;
    let cells = column.map(|text| {
        if text.trim().is_empty() {
            return Some(false);
        }
        let entries = entries(text)?;
        several |= entries.len() > 1;
        // Entries could not be told apart again.
        (!entries.iter().any(|entry| entry.contains(';'))).then_some(true)
    });
    if !several || cells.iter().any(Option::is_none) {
        return 0;
    }
    column.rewrite(|_, text| match entries(text) {
        Some(entries) => entries.join(SEPARATOR),
        None => text.to_owned(),
    });
    cells.into_iter().flatten().filter(|is_list| *is_list).count()
}

/// The entries of a list, each between quotation marks, with commas or semicolons between them.
fn entries(text: &str) -> Option<Vec<&str>> {
    let text = text.trim();
    let inner = ['[', '{']
        .into_iter()
        .zip([']', '}'])
        .find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close).map(str::trim));
    let marks: &[char] = if inner.is_some() { &['"', '\''] } else { &['"'] };
    let mut rest = inner.unwrap_or(text);
    if rest.is_empty() {
        return inner.map(|_| Vec::new());
    }
    let mut entries = Vec::new();
    loop {
        let mark = rest.chars().next().filter(|mark| marks.contains(mark))?;
        let (entry, after) = rest[1..].split_once(mark)?;
        entries.push(entry.trim());
        rest = after.trim_start();
        if rest.is_empty() {
            return Some(entries);
        }
        rest = rest.strip_prefix([',', ';'])?.trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_between_marks() {
        for (text, found) in [
            ("\"VIP\",\"Event 2023\"", Some(vec!["VIP", "Event 2023"])),
            ("[\"a, b\", \"c\"]", Some(vec!["a, b", "c"])),
            ("['a']", Some(vec!["a"])),
            ("{\"a\";\"b\"}", Some(vec!["a", "b"])),
            ("[]", Some(vec![])),
            ("a, \"b\"", None),
            ("'a','b'", None),
            ("\"she said \"no\" to me\"", None),
            ("[a, b]", None),
        ] {
            assert_eq!(entries(text), found, "{text}");
        }
    }

    #[test]
    fn a_column_is_of_lists_if_all_its_cells_are() {
        let column = |cells: &[&str]| Column::from_texts("q", 0, None, cells);
        let mut tags = column(&["\"a\",\"b\"", "", "\"a\""]);
        assert_eq!(read_lists(&mut tags), 2);
        assert_eq!((tags.text(0).as_ref(), tags.text(2).as_ref()), ("a; b", "a"));
        let mut words = column(&["\"a\",\"b\"", "he said \"a\""]);
        assert_eq!(read_lists(&mut words), 0);
        assert_eq!(words.text(0), "\"a\",\"b\"");
        assert_eq!(read_lists(&mut column(&["\"a\"", "\"b\""])), 0);
    }
}
