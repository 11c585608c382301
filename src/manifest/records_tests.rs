use std::collections::BTreeMap;

use super::*;

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Plan {
    Free,
}

#[derive(Serialize)]
struct Usage {
    id: u32,
    name: Option<&'static str>,
    plan: Plan,
    active: bool,
    share: f64,
}

fn text(source: &Source) -> String {
    let Material::Records(table) = &source.material else { panic!("records") };
    String::from_utf8(table.text.bytes().to_vec()).unwrap()
}

fn error<R: Serialize>(rows: &[R], key: &str) -> String {
    Source::rows("usage", rows, key).unwrap_err().to_string()
}

#[test]
fn fields_keep_their_order_and_missing_ones_are_empty() {
    let rows = [
        Usage { id: 7, name: Some("a, \"b\""), plan: Plan::Free, active: true, share: 0.1 },
        Usage { id: 8, name: None, plan: Plan::Free, active: false, share: 2.0 },
    ];
    let source = Source::rows("usage", &rows, "id").unwrap();
    assert_eq!(
        text(&source),
        "id,name,plan,active,share\n7,\"a, \"\"b\"\"\",free,true,0.1\n8,,free,false,2\n"
    );
    assert_eq!(source.record_key(), Some("id"));
    let maps = [BTreeMap::from([("id", "1")]), BTreeMap::from([("extra", "x"), ("id", "2")])];
    assert_eq!(text(&Source::rows("usage", &maps, "id").unwrap()), "id,extra\n1,\n2,x\n");
}

#[test]
fn what_is_no_row_is_refused_with_source_record_and_field() {
    #[derive(Serialize)]
    struct Nested {
        id: u32,
        tags: Vec<&'static str>,
    }
    let nested = [Nested { id: 1, tags: vec!["a"] }];
    assert_eq!(
        error(&nested, "id"),
        "record 1 of source \"usage\", column \"tags\": expected text, a number, true or false, or \
         nothing, found a sequence"
    );
    let unknown = [Usage { id: 1, name: None, plan: Plan::Free, active: true, share: f64::NAN }];
    assert_eq!(
        error(&unknown, "id"),
        "record 1 of source \"usage\", column \"share\": expected a finite number; nothing \
         (`None`) where it is unknown, found NaN"
    );
    assert_eq!(
        error(&["P1"], "id"),
        "record 1 of source \"usage\": expected a struct or map with a value for each field, found \
         text"
    );
}

#[test]
fn keys_tell_records_apart() {
    let row = |id: &'static str| BTreeMap::from([("id", id), ("name", "x")]);
    assert_eq!(
        error(&[row("1"), row("2"), row("1")], "id"),
        "record 3 of source \"usage\", column \"id\": key \"1\" repeats record 1 of source \
         \"usage\""
    );
    assert_eq!(
        error(&[row("1"), row(" ")], "id"),
        "record 2 of source \"usage\", column \"id\": expected a key, found nothing"
    );
    assert_eq!(
        error(&[row("1")], "nmae"),
        "source \"usage\": expected a field of the records as their key, found \"nmae\" (did you \
         mean \"name\"?)"
    );
    let none: [BTreeMap<&str, &str>; 0] = [];
    assert_eq!(error(&none, "id"), "source is empty: \"usage\" was given no record");
}

#[test]
fn records_have_a_value_for_each_name() {
    let error = |header: [&str; 2], record: &[&str]| {
        Source::records("usage", header, [record], "id").unwrap_err().to_string()
    };
    assert_eq!(
        error(["id", "name"], &["1"]),
        "record 1 of source \"usage\": expected 2 values, as the header has names, found 1"
    );
    assert_eq!(
        error(["id", "id"], &["1", "2"]),
        "usage: expected names that differ, found \"id\" twice"
    );
}
