//! Rows that lead to people through the rows of another source, and rows that are items of orders.

#![allow(clippy::float_cmp, reason = "counts are whole numbers")]

use std::fmt::Write as _;

use persona_synthesis::indicators::Values;
use persona_synthesis::study::StudyBuilder;
use persona_synthesis::{IndicatorMatrix, Manifest, Result, Study};

fn table(header: &str, rows: usize, row: impl Fn(usize) -> String) -> String {
    let mut text = format!("{header}\n");
    (0..rows).for_each(|number| writeln!(text, "{}", row(number)).unwrap());
    text
}

fn read(text: &str, files: &[(&str, String)]) -> Result<Study> {
    let builder = StudyBuilder::from(Manifest::from_toml(text, "study.toml")?);
    files
        .iter()
        .fold(builder, |builder, (name, text)| builder.file(*name, text.clone().into_bytes()))
        .build()
}

/// The value of an indicator for each person, by id.
fn counted(study: &Study, name: &str) -> Vec<(String, f64)> {
    let matrix = IndicatorMatrix::from_study(study).unwrap();
    let number = matrix.indicators().iter().position(|one| one.name == name);
    let number = number.unwrap_or_else(|| panic!("no {name}"));
    let values = match matrix.values(number) {
        Values::Numbers(numbers) => numbers.to_vec(),
        Values::Codes(codes) => codes.iter().map(|code| f64::from(*code)).collect(),
    };
    study.respondents().map(|one| one.name().to_owned()).zip(values).collect()
}

const CHAIN: &str = "
[[source]]
id = \"customers\"
path = \"customers.csv\"
respondent = \"customer\"
[[source]]
id = \"orders\"
path = \"orders.csv\"
respondent = \"customer\"
ids = \"people\"
[source.aggregate]
\"Orders\" = { what = \"count\" }
[[source]]
id = \"shipments\"
path = \"shipments.csv\"
respondent = \"order\"
through = { source = \"orders\", column = \"order\" }
ids = \"people\"
[source.aggregate]
\"Shipments\" = { what = \"count\" }
[[source]]
id = \"complaints\"
path = \"complaints.csv\"
respondent = \"shipment\"
through = { source = \"shipments\", column = \"shipment\" }
ids = \"people\"
[source.aggregate]
\"Complaints\" = { what = \"count\" }
";

fn chain() -> Vec<(&'static str, String)> {
    vec![
        (
            "customers.csv",
            table("customer,city", 30, |n| format!("C{n},{}", ["Ulm", "Bonn"][n % 2])),
        ),
        ("orders.csv", table("order,customer", 90, |n| format!("O{n},C{}", n % 30))),
        ("shipments.csv", table("shipment,order", 180, |n| format!("S{n},o{}", n % 90))),
        // The last ten are of shipments that nobody made.
        ("complaints.csv", table("complaint,shipment", 50, |n| format!("B{n},S{}", n * 5 - n % 5))),
    ]
}

#[test]
fn rows_lead_to_people_through_one_source_or_several() {
    let study = read(CHAIN, &chain()).unwrap();
    assert_eq!(study.len(), 30);
    assert!(counted(&study, "Orders").iter().all(|(_, orders)| *orders == 3.0));
    assert!(counted(&study, "Shipments").iter().all(|(_, shipments)| *shipments == 6.0));
    let expected = |customer: usize| {
        let shipments = (0..50).map(|n| n * 5 - n % 5).filter(|shipment| *shipment < 180);
        shipments.filter(|shipment| shipment % 90 % 30 == customer).count() as f64
    };
    let mut complained = 0.0;
    for (id, complaints) in counted(&study, "Complaints") {
        let customer: usize = id.trim_start_matches('C').parse().unwrap();
        // Of a customer without any row nothing is known.
        let complaints = if complaints.is_nan() { 0.0 } else { complaints };
        assert_eq!(complaints, expected(customer), "{id}");
        complained += complaints;
    }
    assert!(complained > 30.0);
    let said: Vec<String> = study
        .findings()
        .iter()
        .filter(|finding| finding.id() == "led-through")
        .map(ToString::to_string)
        .collect();
    assert_eq!(said.len(), 2);
    assert!(
        said[0].contains("180 of 180 rows of shipments lead to people through orders"),
        "{said:?}"
    );
}

#[test]
fn a_circle_and_a_source_that_is_not_there_are_errors() {
    let circle = CHAIN.replace(
        "id = \"orders\"\n",
        "id = \"orders\"\nthrough = { source = \"complaints\", column = \"complaint\" }\n",
    );
    for (text, says) in [
        (circle, "found a circle"),
        (CHAIN.replace("source = \"orders\"", "source = \"order\""), "did you mean \"orders\"?"),
        (CHAIN.replace("column = \"order\"", "column = \"ordr\""), "did you mean \"order\"?"),
    ] {
        let error = read(&text, &chain()).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
}

/// Three shops export a row for each item: one repeats the order, one leaves the rest blank, and
/// one has as many rows as orders.
#[test]
fn orders_count_once_however_many_items_they_have() {
    let manifest = |order: &str| {
        format!(
            "[[source]]\nid = \"orders\"\npath = \"orders.csv\"\nrespondent = \"mail\"\n\
             [source.aggregate]\n\"Orders\" = {{ what = \"count\"{order} }}\n\"Items\" = {{ what = \
             \"count\" }}\n\"Spent\" = {{ what = \"sum\", of = \"total\"{order} }}\n"
        )
    };
    // Twenty people with two orders of one to three items each.
    let rows = |repeats: bool| {
        let mut text = "order,mail,total,item\n".to_owned();
        for order in 0..40 {
            for item in 0..1 + order % 3 {
                let total = if repeats || item == 0 { "10" } else { "" };
                writeln!(text, "#{},a{}@x.example,{total},I{item}", 1000 + order, order % 20)
                    .unwrap();
            }
        }
        text
    };
    for repeats in [true, false] {
        let study = read(&manifest(", once_per = \"order\""), &[("orders.csv", rows(repeats))]);
        let study = study.unwrap();
        assert_eq!(study.len(), 20);
        assert!(counted(&study, "Orders").iter().all(|(_, orders)| *orders == 2.0));
        assert!(counted(&study, "Spent").iter().all(|(_, spent)| *spent == 20.0), "{repeats}");
        let items: f64 = counted(&study, "Items").iter().map(|(_, items)| items).sum();
        assert_eq!(items, 79.0);
    }
    let plain = read(&manifest(""), &[("orders.csv", rows(true))]).unwrap();
    let spent: f64 = counted(&plain, "Spent").iter().map(|(_, spent)| spent).sum();
    assert_eq!(spent, 790.0);
}
