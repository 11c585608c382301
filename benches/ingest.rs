//! What reading costs: `PERSONA_BENCH=export.csv cargo bench --bench ingest` reads a table into typed columns and recognises its scales.
//! `RAYON_NUM_THREADS=1` keeps it to one thread.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints its table, and stops where it fails")]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use persona_synthesis::Findings;
use persona_synthesis::sources::{SourceFile, Table, TableOptions, recognise};

fn main() {
    let Some(path) = std::env::var_os("PERSONA_BENCH") else {
        println!("skipped: PERSONA_BENCH names no table");
        return;
    };
    let mut findings = Findings::default();
    let start = Instant::now();
    let file = SourceFile::from_path(Path::new(&path), "table").unwrap();
    let bytes = file.bytes().len();
    let read = start.elapsed();
    let table = Table::read(file, &TableOptions::default(), &mut findings).unwrap();
    let parsed = start.elapsed();
    let items = recognise(&table, &BTreeMap::new(), &mut findings);
    let all = start.elapsed();
    println!("{} rows, {} columns, {} bytes, {} items", table.rows(), table.columns.len(), bytes, items.len());
    println!("bytes and digest {:.2} s", read.as_secs_f64());
    println!("typed columns    {:.2} s", (parsed - read).as_secs_f64());
    println!("scales           {:.2} s", (all - parsed).as_secs_f64());
    println!("all              {:.2} s", all.as_secs_f64());
    if let Some(peak) = peak_memory() {
        println!("peak memory      {peak:.0} MB");
    }
}

/// Highest resident memory of the process in megabytes, where the system tells.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
