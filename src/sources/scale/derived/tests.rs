//! What follows from other columns, and what only looks like it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::super::file::SourceFile;
use super::super::super::table::Table;
use super::super::infer::infer_items;
use super::super::kind::Scale;
use crate::finding::Findings;

/// The columns that were left out of a table of these headers and rows.
fn left_out(headers: &str, row: impl Fn(usize) -> String) -> Vec<String> {
    let mut text = format!("id,{headers}\n");
    (0..60).for_each(|at| writeln!(text, "K{at},{}", row(at)).unwrap());
    let file = SourceFile::from_bytes("t.csv", text).unwrap();
    let table = Table::from_file(file, None, None, &mut Findings::default()).unwrap();
    let items = infer_items(&table, &BTreeMap::new(), &mut Findings::default());
    let derived = items.into_iter().filter(|item| item.scale == Scale::Derived);
    derived.map(|item| item.name).collect()
}

/// Numbers below `most` that look like chance.
fn chance(at: usize, salt: usize, most: usize) -> usize {
    let mut mixed = (at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (salt as u64) << 17;
    for _ in 0..3 {
        mixed ^= mixed >> 31;
        mixed = mixed.wrapping_mul(0xd6e8_feb8_6659_fd93);
    }
    usize::try_from((mixed >> 33) % most as u64).unwrap()
}

#[test]
fn copies_and_codes_are_left_out_and_words_kept() {
    let words = ["Bus", "Bike", "Car", "Train"];
    let found = left_out("way code,way,way text", |at| {
        let way = chance(at, 1, 4);
        format!("{way},{0},{0}", words[way])
    });
    assert_eq!(found, ["way code", "way text"]);
}

#[test]
fn bands_and_recodes_are_left_out() {
    let found = left_out("age,age band,adult,way,way short", |at| {
        let (age, way) = (14 + chance(at, 2, 60), chance(at, 3, 4));
        let band = ["young", "middle", "old"][(age / 25).min(2)];
        let adult = if age < 18 { "no" } else { "yes" };
        let words = ["Bus", "Night bus", "Bike", "Cargo bike"][way];
        format!("{age},{band},{adult},{words},{}", ["Bus", "Bike"][way / 2])
    });
    assert!(found.contains(&"age band".to_owned()) && found.contains(&"way short".to_owned()));
    assert!(!found.contains(&"age".to_owned()) && !found.contains(&"way".to_owned()), "{found:?}");
}

#[test]
fn sums_means_products_and_reversed_items_are_left_out() {
    let found = left_out("a,b,c,total,mean,c reversed,seats,price,cost,z", |at| {
        let [a, b, c] = [4, 5, 6].map(|salt| 1 + chance(at, salt, 5));
        let (seats, price) = (1 + chance(at, 7, 40), 3 + chance(at, 8, 30));
        #[allow(clippy::cast_precision_loss, reason = "small numbers")]
        let (mean, z) = ((a + b + c) as f64 / 3.0, (seats as f64 - 20.0) / 11.5);
        format!(
            "{a},{b},{c},{},{mean:.2},{},{seats},{price},{},{z:.3}",
            a + b + c,
            6 - c,
            seats * price
        )
    });
    assert_eq!(found, ["total", "mean", "c reversed", "cost", "z"]);
}

#[test]
fn parts_of_a_date_are_left_out() {
    let found = left_out("ordered,year,quarter,month,count", |at| {
        let (year, month, day) = (2023 + chance(at, 9, 3), 1 + chance(at, 10, 12), 1 + at % 28);
        let count = 1 + chance(at, 11, 30);
        format!("{year}-{month:02}-{day:02},{year},{year} Q{},{month},{count}", month.div_ceil(3))
    });
    assert_eq!(found, ["year", "quarter", "month"]);
}

#[test]
fn answers_that_go_together_by_nature_are_kept() {
    // Towns of countries, points shared out, and answers that are alike by chance.
    let found = left_out("town,country,points a,points b,points c,left,right", |at| {
        let town = chance(at, 12, 6);
        let towns = ["Kiel", "Trier", "Lille", "Brest", "Soria", "Vigo"];
        let country = ["Germany", "France", "Spain"][town / 2];
        let (a, b) = (chance(at, 13, 50), chance(at, 14, 50));
        let (left, right) = (chance(at, 15, 5), chance(at, 16, 5));
        format!("{},{country},{a},{b},{},{left},{right}", towns[town], 100 - a - b)
    });
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn what_a_question_asks_was_answered() {
    let found = left_out("work,Did you take part in choosing the tool?", |at| {
        let work = chance(at, 17, 4);
        let part = if work < 2 { "Nurse took part" } else { "No part" };
        format!("{},{part}", ["Nurse", "Nurse lead", "Clerk", "Cook"][work])
    });
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn facts_and_outcomes_are_no_bands_or_recodes() {
    let found = left_out("age,retired,seats,plan,satisfaction,recommends,size", |at| {
        let (age, seats, rating) =
            (18 + chance(at, 20, 70), chance(at, 21, 200), chance(at, 22, 5));
        let plan =
            ["Free", "Team", "Enterprise"][usize::from(seats >= 5) + usize::from(seats > 50)];
        let size = ["<50", "50-99", "100+"][(seats / 50).min(2)];
        let said = |is: bool| if is { "yes" } else { "no" };
        format!(
            "{age},{},{seats},{plan},{},{},{size}",
            said(age > 64),
            rating + 1,
            said(rating > 2)
        )
    });
    assert_eq!(found, ["size"]);
}

#[test]
fn questions_with_the_same_answers_are_two() {
    let found = left_out("trust,effort,distrust,has dog,walks daily", |at| {
        let (rating, dog) = (1 + chance(at, 23, 7), ["yes", "no"][chance(at, 24, 2)]);
        format!("{rating},{rating},{},{dog},{dog}", 8 - rating)
    });
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn codes_that_fit_several_parts_of_a_date_are_answers() {
    let found = left_out("submitted,sex,smoker", |at| match at {
        0 => "2024-01-30,1,1".to_owned(),
        _ => format!(
            "2024-02-{:02},{},{}",
            1 + at % 27,
            1 + chance(at, 25, 2),
            1 + chance(at, 26, 2)
        ),
    });
    assert!(found.is_empty(), "{found:?}");
}
