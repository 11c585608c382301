//! Cost of reading, a program with two parts.
//!
//! `PERSONA_BENCH=export.csv cargo bench --bench ingest` reads a table into typed columns and
//! recognises its scales. `cargo bench --bench ingest -- events ROWS` writes as many events of a
//! twentieth as many respondents, and aggregates them into a study. `taskset -c 1` keeps both to
//! one core.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints its table, and stops where it fails"
)]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use persona_synthesis::manifest::{Aggregate, AggregateRule};
use persona_synthesis::sources::{Table, TableOptions, infer_items};
use persona_synthesis::{Findings, Manifest, Source, Study};

fn main() {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match (std::env::var_os("PERSONA_BENCH"), &arguments[..]) {
        (_, [part, rows]) if part == "events" => events(rows.parse().unwrap()),
        (Some(path), _) => table(Path::new(&path)),
        _ => println!("skipped: PERSONA_BENCH names no table, and no events are asked for"),
    }
    if let Some(peak) = peak_memory() {
        println!("peak memory      {peak:.0} MB");
    }
}

fn table(path: &Path) {
    let mut findings = Findings::default();
    let start = Instant::now();
    let table = Table::open(path, "table", &TableOptions::default(), &mut findings).unwrap();
    let parsed = start.elapsed();
    let items = infer_items(&table, &BTreeMap::new(), &mut findings);
    let all = start.elapsed();
    let bytes = path.metadata().unwrap().len();
    println!(
        "{} rows, {} columns, {} bytes, {} items",
        table.rows(),
        table.columns.len(),
        bytes,
        items.len()
    );
    println!("typed columns    {:.2} s", parsed.as_secs_f64());
    println!("scales           {:.2} s", (all - parsed).as_secs_f64());
    println!("all              {:.2} s", all.as_secs_f64());
}

/// Events as product analytics export them.
fn write_events(path: &Path, rows: usize) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    writeln!(file, "event_id,user_id,event,device,timestamp,Amount").unwrap();
    let mut state = 7_u64;
    let mut draw = |most: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most
    };
    let (names, devices) =
        (["login", "view", "view", "view", "export", "share", "buy"], ["desk", "phone", "tablet"]);
    for row in 0..rows {
        let (user, event) = (draw((rows / 20).max(1) as u64), names[draw(7) as usize]);
        let (month, day, hour, minute) = (1 + draw(12), 1 + draw(28), draw(24), draw(60));
        let device = devices[draw(3) as usize];
        let date = format!("2025-{month:02}-{day:02}");
        let time = format!("{hour:02}:{minute:02}:11.000Z");
        write!(file, "{row:08x},u{user},{event},{device},{date}T{time},").unwrap();
        match event {
            "buy" => writeln!(file, "{}.{:02}", draw(200), draw(100)).unwrap(),
            _ => writeln!(file).unwrap(),
        }
    }
    file.flush().unwrap();
}

fn events(rows: usize) {
    let folder = Path::new("target").join(format!("events-{rows}"));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("events.csv");
    if !path.exists() {
        write_events(&path, rows);
    }
    let mut manifest = Manifest::new("events");
    manifest.folder = folder;
    let count =
        |name: &str, event: &str| AggregateRule::new(name, Aggregate::Count).only("event", [event]);
    manifest.sources = vec![
        Source::new("events", "events.csv")
            .respondent("user_id")
            .date("timestamp")
            .as_of("2025-12-31")
            .aggregate(AggregateRule::new("Events", Aggregate::Count))
            .aggregate(count("Logins", "login"))
            .aggregate(count("Exports in a month", "export").last_days(30))
            .aggregate(
                AggregateRule::new("Share on phone", Aggregate::Share).only("device", ["phone"]),
            )
            .aggregate(
                AggregateRule::new("Spent", Aggregate::Sum).of("Amount").only("event", ["buy"]),
            )
            .aggregate(AggregateRule::new("Days since first", Aggregate::DaysSinceFirst))
            .aggregate(
                AggregateRule::new("Days since last login", Aggregate::DaysSinceLast)
                    .only("event", ["login"]),
            )
            .aggregate(AggregateRule::new("Last device", Aggregate::Last).of("device")),
    ];
    let start = Instant::now();
    let table =
        Table::open(&path, "events.csv", &TableOptions::default(), &mut Findings::default())
            .unwrap();
    let read = start.elapsed();
    println!("{} events, {} bytes", table.rows(), path.metadata().unwrap().len());
    drop(table);
    println!("typed columns    {:.2} s", read.as_secs_f64());
    let start = Instant::now();
    let study = Study::build(manifest).unwrap();
    println!(
        "whole study      {:.2} s, {} respondents",
        start.elapsed().as_secs_f64(),
        study.len()
    );
}

/// Highest resident memory of the process in megabytes, where the system tells.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
