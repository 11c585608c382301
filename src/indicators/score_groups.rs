//! The groups that programs make of the question whether somebody would recommend.

use crate::sources::{Item, MISSING, header_words, parse_number};
use crate::study::Rows;

/// Beginnings of the names of each group, in many languages.
const GROUPS: [&[&str]; 3] = [
    &["detra", "détra", "kritiker", "krytyk", "критик", "批评", "贬损", "批判", "비추천"],
    &["passiv", "passif", "pasiv", "pasyw", "neutr", "indiff", "нейтрал", "被动", "中立", "중립"],
    &[
        "promot",
        "förespr",
        "befürwort",
        "ambassad",
        "промоутер",
        "сторонник",
        "推荐",
        "推奨",
        "추천",
    ],
];

/// True if the answers of an item are those groups, and another item has the answers that they
/// repeat. Without these the groups are all that is known.
pub(super) fn repeats_a_score(rows: &Rows, item: &Item) -> bool {
    let names: Option<Vec<usize>> = item.labels().iter().map(|label| group(label)).collect();
    let coded = || {
        let named = header_words(&item.name).iter().any(|word| word == "nps");
        (named && item.labels() == ["1", "2", "3"]).then(|| vec![0, 1, 2])
    };
    let Some(groups) = names.or_else(coded).filter(|groups| groups.len() >= 2) else {
        return false;
    };
    let Some(levels) = item.levels(&rows.table) else { return false };
    let of_row =
        |level: &u8| groups.get(usize::from(*level)).copied().filter(|_| *level != MISSING);
    let told: Vec<Option<usize>> = levels.iter().map(of_row).collect();
    rows.items.iter().any(|score| score.columns != item.columns && is_score(rows, score, &told))
}

fn group(label: &str) -> Option<usize> {
    let label = label.trim().to_lowercase();
    GROUPS.iter().position(|names| names.iter().any(|name| label.starts_with(name)))
}

/// True if the numbers of an item, from 0 to 10, fall into the groups nearly wherever both are
/// known.
fn is_score(rows: &Rows, score: &Item, told: &[Option<usize>]) -> bool {
    let [column] = score.columns.as_slice() else { return false };
    let numbers = rows.table.columns[*column].map(parse_number);
    let (mut known, mut agreed) = (0, 0);
    for (number, group) in numbers.iter().zip(told) {
        if let (Some(number), Some(group)) = (number, group) {
            known += 1;
            agreed += usize::from(group_of(*number) == Some(*group));
        }
    }
    // Somebody may have corrected one of the two by hand.
    known > 0 && agreed * 20 >= known * 19
}

fn group_of(number: f64) -> Option<usize> {
    (0.0..=10.0).contains(&number).then(|| usize::from(number >= 7.0) + usize::from(number >= 9.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_names_in_many_languages_and_bounds() {
        for names in [
            "Detractors|Passives|Promoters",
            "Kritiker|Passive|Promotoren",
            "Détracteur|Passif|Promoteur",
            "Detractor|Pasivo|Promotor",
            "批判者|中立者|推奨者",
        ] {
            let groups: Vec<Option<usize>> = names.split('|').map(group).collect();
            assert_eq!(groups, [Some(0), Some(1), Some(2)], "{names}");
        }
        assert_eq!((group("Yes"), group("Buyer")), (None, None));
        let groups = [6.0, 7.0, 8.0, 9.0, 11.0].map(group_of);
        assert_eq!(groups, [Some(0), Some(1), Some(1), Some(2), None]);
    }
}
