//! Features of respondents from a table of events that stays in its engine: the statements that
//! make them, and that count what they leave out. `cargo run --example event_features -- [DIALECT]
//! [TABLE] [date|text] [AS_OF]`

#![allow(clippy::print_stdout, reason = "a program prints")]

use persona_synthesis::Result;
use persona_synthesis::manifest::{Aggregate, AggregateRule};
use persona_synthesis::warehouse::{DateColumn, Dialect, EventTable};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let argument =
        |at: usize, default: &str| arguments.get(at).cloned().unwrap_or_else(|| default.to_owned());
    let dialect = argument(0, "duckdb");
    let dialect: Dialect = dialect.parse()?;
    let rule = AggregateRule::new;
    let mut events = EventTable::new(dialect, &argument(1, "events"), "user_id")
        .date("time")
        .dates_are(if argument(2, "date") == "text" { DateColumn::Text } else { DateColumn::Date })
        .currency("Currency")
        .aggregate(rule("Events", Aggregate::Count))
        .aggregate(
            rule("Logins (30 days)", Aggregate::Count).only("event", ["login"]).last_days(30),
        )
        .aggregate(
            rule("Views", Aggregate::Count)
                .only("event", ["Übersicht"])
                .only("device", ["phone", "desk"]),
        )
        .aggregate(rule("Share on phone", Aggregate::Share).only("device", ["phone"]))
        .aggregate(rule("Paid", Aggregate::Sum).of("amount").unit("EUR"))
        .aggregate(
            rule("Mean paid", Aggregate::Mean).of("amount").unit("EUR").only("event", ["pay"]),
        )
        .aggregate(rule("Days since first event", Aggregate::DaysSinceFirst))
        .aggregate(rule("Days since login", Aggregate::DaysSinceLast).only("event", ["login"]))
        .aggregate(rule("First device", Aggregate::First).of("device"))
        .aggregate(
            rule("Last device", Aggregate::Last).of("device").only("event", ["login", "pay"]),
        );
    if let Some(day) = arguments.get(3) {
        events = events.as_of(day);
    }
    println!("{};\n\n{};", events.features()?, events.left_out()?);
    Ok(())
}
