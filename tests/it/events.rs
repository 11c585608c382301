//! Event tables in an engine: the statement for the rules, and that SQLite makes of it what a study
//! makes of the same rows in a file.

use std::fmt::Write as _;

use persona_synthesis::manifest::{Aggregate, AggregateRule};
use persona_synthesis::warehouse::{DateColumn, Dialect, EventTable};

#[test]
fn each_dialect_has_its_statement() {
    let mut statements = String::new();
    for dialect in Dialect::ALL {
        let table = EventTable::new(dialect, "public.Ev\"ents`", "group")
            .date("or'der")
            .aggregate(
                AggregateRule::new("select", Aggregate::Count)
                    .only("e`vent\"", ["it's", "Über\\all"])
                    .last_days(30),
            )
            .aggregate(AggregateRule::new("Paid\"", Aggregate::Sum).of("from"))
            .aggregate(AggregateRule::new("where", Aggregate::Share).only("e`vent\"", ["a"]))
            .aggregate(AggregateRule::new("Last", Aggregate::Last).of("as"));
        writeln!(statements, "-- {dialect}: dates\n{};\n", table.clone().features().unwrap())
            .unwrap();
        let table = table.as_of("2026-03-31").dates_are(DateColumn::Text);
        writeln!(statements, "-- {dialect}: texts\n{};\n", table.features().unwrap()).unwrap();
        writeln!(statements, "-- {dialect}: left out\n{};\n", table.left_out().unwrap()).unwrap();
    }
    insta::assert_snapshot!(statements);
}

#[test]
fn rules_that_cannot_be_meant_are_errors() {
    let rule = AggregateRule::new;
    let table = || EventTable::new(Dialect::Spark, "crm.events", "user_id");
    let count = || rule("Events", Aggregate::Count);
    let mut messages = String::new();
    for wrong in [
        table(),
        table().aggregate(count()).aggregate(rule("EVENTS", Aggregate::Share)),
        table().aggregate(rule("User_ID", Aggregate::Count)),
        table().aggregate(rule(" ", Aggregate::Count)),
        table().aggregate(rule("Paid", Aggregate::Sum)),
        table().aggregate(count().last_days(7)),
        table().aggregate(rule("Age", Aggregate::DaysSinceFirst)),
        table().date("time").as_of("soon").aggregate(count()),
        table().currency("Currency").aggregate(rule("Paid", Aggregate::Sum).of("amount")),
    ] {
        let error = wrong.features().unwrap_err().to_string();
        assert_eq!(wrong.left_out().unwrap_err().to_string(), error);
        writeln!(messages, "{error}").unwrap();
    }
    insta::assert_snapshot!(messages, @r#"
    table crm.events, column features: expected at least one rule, found none
    table crm.events, column EVENTS: expected a name of its own, whatever the case of its letters, found one that another column has
    table crm.events, column User_ID: expected a name of its own, whatever the case of its letters, found one that another column has
    table crm.events, column  : expected a name of its own, whatever the case of its letters, found none
    table crm.events, column Paid: expected a column that it is worked out of, found none
    table crm.events, column Events: expected a column of dates, found none
    table crm.events, column Age: expected a column of dates, found none
    table crm.events, column as_of: expected a day such as 2026-03-31, found "soon"
    table crm.events, column Paid: expected the currency of its amounts, found none
    "#);
}

#[cfg(feature = "sqlite")]
mod in_sqlite {
    use std::collections::BTreeMap;

    use persona_synthesis::{Manifest, Source, Study};
    use proptest::prelude::*;
    use proptest::strategy::ValueTree as _;
    use rusqlite::types::Value;

    use super::*;

    const HEADER: [&str; 6] = ["user_id", "event", "device", "time", "amount", "Currency"];

    const EVENTS: &[&str] = &[
        "login",
        " LOGIN ",
        "Login",
        "pay",
        "Pay",
        "Übersicht",
        "it's  OPEN",
        "It's open",
        "",
        "open",
    ];
    const DEVICES: &[&str] =
        &["phone", "desk", " Desk", "Phone ", "tablet", "Éc", "zebra", "", "  "];
    const CURRENCIES: &[&str] = &["EUR", "EUR", "eur", "", "USD"];

    /// A feature of each kind, with each kind of condition.
    fn rules() -> Vec<AggregateRule> {
        let rule = AggregateRule::new;
        vec![
            rule("Events", Aggregate::Count),
            rule("Logins", Aggregate::Count).only("event", ["Login"]),
            rule("Logins (30 days)", Aggregate::Count).only("event", ["login"]).last_days(30),
            rule("Views", Aggregate::Count)
                .only("event", ["Übersicht", "it's  open"])
                .only("device", ["phone", "desk"]),
            rule("Unnamed", Aggregate::Count).only("event", [""]),
            rule("Phone", Aggregate::Share).only("device", ["phone"]),
            rule("Paid", Aggregate::Sum).of("amount").unit("EUR"),
            rule("Paid (90 days)", Aggregate::Sum)
                .of("amount")
                .unit("EUR")
                .only("event", ["pay"])
                .last_days(90),
            rule("Mean paid", Aggregate::Mean).of("amount").unit("EUR").only("event", ["pay"]),
            rule("Days since first", Aggregate::DaysSinceFirst),
            rule("Days since login", Aggregate::DaysSinceLast).only("event", ["login"]),
            rule("First device", Aggregate::First).of("device"),
            rule("Last device", Aggregate::Last).of("device").only("event", ["login", "pay"]),
        ]
    }

    fn table() -> EventTable {
        let table = EventTable::new(Dialect::Sqlite, "events", "user_id")
            .date("time")
            .dates_are(DateColumn::Text)
            .currency("Currency");
        rules().into_iter().fold(table, EventTable::aggregate)
    }

    /// Features of respondents: by respondent and feature, numbers in their shortest form.
    type Told = BTreeMap<String, BTreeMap<String, String>>;

    fn event() -> impl Strategy<Value = [String; 6]> {
        let user = prop_oneof![
            20 => (0..60_u32).prop_map(|user| format!("u{user}")),
            1 => Just(String::new()),
            1 => Just("   ".to_owned())
        ];
        let times = prop_oneof![
            12 => (0..400_i64).prop_map(|back| {
                let day = jiff::civil::date(2026, 4, 20) - jiff::Span::new().days(back);
                if back % 3 == 0 { format!("{day}T23:30:00Z") } else { day.to_string() }
            }),
            1 => proptest::sample::select(vec!["", "2026-02-30", "soon", " 2026-01-05 10:00", "2026-13-01", "now"])
                .prop_map(str::to_owned)
        ];
        let amounts = prop_oneof![
            3 => (-2000..9000_i32).prop_map(|cents| (f64::from(cents) / 100.0).to_string()),
            1 => Just(String::new()),
            1 => Just("0.00123456".to_owned())
        ];
        let chosen = |from| proptest::sample::select(from).prop_map(str::to_owned);
        let text = (chosen(EVENTS), chosen(DEVICES), chosen(CURRENCIES));
        (user, text, times, amounts).prop_map(|(user, (event, device, currency), time, amount)| {
            [user, event, device, time, amount, currency]
        })
    }

    fn in_memory(events: &[[String; 6]], as_of: Option<&str>) -> Told {
        let folder = tempfile::tempdir().unwrap();
        let mut file = csv::Writer::from_path(folder.path().join("events.csv")).unwrap();
        file.write_record(HEADER).unwrap();
        events.iter().for_each(|event| file.write_record(event).unwrap());
        file.flush().unwrap();
        let mut manifest = Manifest::new("events");
        manifest.folder = folder.path().to_path_buf();
        let source =
            Source::new("events", "events.csv").respondent("user_id").ids("people").date("time");
        let source = rules().into_iter().fold(source, Source::aggregate);
        manifest.sources = vec![as_of.iter().fold(source, |source, day| source.as_of(day))];
        let study = Study::build(manifest).unwrap();
        let mut told = Told::new();
        for respondent in study.respondents() {
            let of = told.entry(respondent.name().to_owned()).or_default();
            for observation in study.observations(respondent.index()) {
                let passage = study.resolve(&study.locator(observation.address), 0).unwrap();
                if passage.heading != HEADER[0] {
                    of.insert(passage.heading, passage.text.trim_end_matches(" EUR").to_owned());
                }
            }
        }
        told
    }

    fn database(events: &[[String; 6]]) -> rusqlite::Connection {
        let database = rusqlite::Connection::open_in_memory().unwrap();
        let create = "CREATE TABLE events (user_id TEXT, event TEXT, device TEXT, time TEXT, amount NUMERIC, Currency TEXT)";
        database.execute(create, []).unwrap();
        let mut insert =
            database.prepare("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6)").unwrap();
        for (number, event) in events.iter().enumerate() {
            // An empty cell is nothing or an empty text, as programs load files.
            let cells = event
                .iter()
                .map(|cell| (number % 2 == 0 || !cell.is_empty()).then_some(cell.as_str()));
            insert.execute(rusqlite::params_from_iter(cells)).unwrap();
        }
        drop(insert);
        database
    }

    fn in_engine(events: &[[String; 6]], table: &EventTable) -> Told {
        let database = database(events);
        let mut statement = database.prepare(&table.features().unwrap()).unwrap();
        let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = statement.query([]).unwrap();
        let mut told = Told::new();
        while let Some(row) = rows.next().unwrap() {
            let of = told.entry(row.get(0).unwrap()).or_default();
            for (position, name) in names.iter().enumerate().skip(1) {
                let text = match row.get::<_, Value>(position).unwrap() {
                    Value::Null => continue,
                    Value::Integer(number) => number.to_string(),
                    Value::Real(number) => (number + 0.0).to_string(),
                    Value::Text(text) => text,
                    Value::Blob(_) => unreachable!("no feature is a blob"),
                };
                of.insert(name.clone(), text);
            }
        }
        told
    }

    #[test]
    fn it_says_what_a_study_says() {
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        let events: Vec<[String; 6]> =
            (0..4000).map(|_| event().new_tree(&mut runner).unwrap().current()).collect();
        // Respondents of whom only events without a date, or after the day, are known.
        let alone =
            |user: &str, time: &str| [user, "pay", "desk", time, "3", "EUR"].map(str::to_owned);
        let events = [events, vec![alone("later", "2026-04-11"), alone("never", "")]].concat();
        for as_of in [None, Some("2026-03-31")] {
            let table = as_of.iter().fold(table(), |table, day| table.as_of(day));
            let expected = in_memory(&events, as_of);
            let found = in_engine(&events, &table);
            assert_eq!(expected.len(), 62);
            for (respondent, features) in &expected {
                assert_eq!(found.get(respondent), Some(features), "{respondent} as of {as_of:?}");
            }
            assert_eq!(found.len(), expected.len());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn the_order_of_events_does_not_matter(events in proptest::collection::vec(event(), 1..60)) {
            let mut backwards = events.clone();
            backwards.reverse();
            let table = table().as_of("2026-03-31");
            prop_assert_eq!(in_engine(&events, &table), in_engine(&backwards, &table));
        }
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let event =
            |user: &str, time: &str| [user, "pay", "desk", time, "3", "EUR"].map(str::to_owned);
        let events = [
            event("a", "2026-03-31"),
            event("", "2026-04-01"),
            event(" ", ""),
            event("b", "soon"),
            event("b", "2026-05-01"),
        ];
        let statement = table().as_of("2026-03-31").left_out().unwrap();
        let counts = database(&events)
            .query_row(&statement, [], |row| {
                Ok([0, 1, 2, 3].map(|at| row.get::<_, i64>(at).unwrap()))
            })
            .unwrap();
        assert_eq!(counts, [5, 2, 2, 2]);
    }

    #[test]
    fn without_any_date_nothing_is_recent() {
        let events =
            ["a", "b"].map(|user| [user, "login", "desk", "soon", "3", "EUR"].map(str::to_owned));
        let found = in_engine(&events, &table());
        assert_eq!(found["a"]["Logins (30 days)"], "0");
        assert_eq!(found["a"]["Logins"], "1");
    }

    #[test]
    fn a_column_that_is_not_there_is_the_engines_error() {
        let table = EventTable::new(Dialect::Sqlite, "events", "user")
            .aggregate(AggregateRule::new("Events", Aggregate::Count));
        let error = database(&[]).prepare(&table.features().unwrap()).unwrap_err().to_string();
        assert!(error.contains("no such column: t.user"), "{error}");
    }
}
