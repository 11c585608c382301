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
