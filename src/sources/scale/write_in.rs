//! The column beside a question for answers in one's own words: `Other (please specify)`.

use super::super::table::Table;
use super::fold::fold;
use super::item::Item;
use super::kind::Scale;

/// Words for an answer that is not listed, folded.
const OTHER: [&str; 24] = [
    "other",
    "others",
    "something else",
    "andere",
    "anderes",
    "anderer",
    "sonstige",
    "sonstiges",
    "autre",
    "autres",
    "otro",
    "otra",
    "otros",
    "altro",
    "outro",
    "outros",
    "anders",
    "inne",
    "annat",
    "другое",
    "其他",
    "その他",
    "기타",
    "diğer",
];

/// Gives each question with listed answers the column of other answers that stands behind its own.
pub(super) fn assign(table: &Table, items: &mut [Item]) {
    for position in 1..items.len() {
        let (before, after) = items.split_at_mut(position);
        let (item, next) = (&mut before[position - 1], &after[0]);
        let listed = matches!(item.scale, Scale::Nominal | Scale::Ordinal | Scale::Multiple);
        let [column] = next.columns[..] else { continue };
        if listed && next.scale != Scale::Empty && is_write_in(&item.name, table, column) {
            item.write_in = Some(column);
        }
    }
}

/// True if a header is that of other answers to a question: it begins with such a word, alone or
/// behind the question.
fn is_write_in(question: &str, table: &Table, column: usize) -> bool {
    let column = &table.columns[column];
    let question = fold(question);
    let asked = column.legend.question.as_deref().unwrap_or_default();
    [&column.name, &column.label, asked].into_iter().any(|header| {
        let header = fold(header);
        let rest = header.strip_prefix(&question).filter(|_| !question.is_empty());
        let rest = rest.map(|rest| rest.trim_start_matches([' ', '-', '_', '/', '[', ':', '.']));
        [rest, Some(header.as_str())].into_iter().flatten().any(begins_with_other)
    })
}

fn begins_with_other(text: &str) -> bool {
    OTHER.iter().any(|word| {
        let rest = text.strip_prefix(word);
        // "Other comments" is a question of its own.
        rest.is_some_and(|rest| !rest.trim_start().starts_with(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::super::file::SourceFile;
    use super::super::codes::MISSING;
    use super::super::infer::infer_items;
    use super::*;
    use crate::finding::Findings;

    fn items(text: &str) -> (Table, Vec<Item>) {
        let file = SourceFile::from_bytes("t.csv", text).unwrap();
        let mut findings = Findings::default();
        let table = Table::from_file(file, None, None, &mut findings).unwrap();
        let items = infer_items(&table, &BTreeMap::new(), &mut findings);
        (table, items)
    }

    #[test]
    fn who_writes_another_answer_chose_none_of_those_listed() {
        let (table, items) = items(
            "Bus,Car,Other (please specify),Age\nBus,,,30\n,Car,,40\n,,ferry,50\n,,,60\n\
             Bus,,tram,70\n",
        );
        let marks = items[0].options(&table).unwrap();
        assert_eq!(marks[0], [1, 0, 0, MISSING, 1]);
        assert_eq!(marks[1], [0, 1, 0, MISSING, 0]);
    }

    #[test]
    fn another_answer_than_the_levels_is_off_the_scale() {
        let (table, items) = items(concat!(
            "How often?,How often? - Sonstiges,Other comments\n",
            "never,,x y\noften,,\n,when it rains,\n,,a remark\nnever,,\noften,,\n"
        ));
        assert_eq!(items[0].write_in, Some(1));
        assert_eq!(items[0].off_scale(&table), [false, false, true, false, false, false]);
        assert!(items.iter().skip(1).all(|item| item.write_in.is_none()));
    }
}
