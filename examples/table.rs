//! Shows how a table is read: `table [FILE] [SHEET]` prints each column with its question,
//! scale and answers, and the findings; `table --csv [FILE] [SHEET]` prints the cells as they are
//! read. Without a file: the survey of the sample study.

#![allow(clippy::print_stdout, reason = "a program that prints")]

use std::collections::BTreeMap;
use std::path::Path;

use persona_synthesis::Findings;
use persona_synthesis::sources::{Table, TableOptions, infer_items};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let csv = arguments.first().is_some_and(|first| first == "--csv");
    arguments.drain(..usize::from(csv));
    let path = arguments.first().map_or("data/clinic/survey.csv", String::as_str);
    let mut findings = Findings::default();
    let options = TableOptions { sheet: arguments.get(1).cloned(), ..TableOptions::default() };
    let table = Table::open(Path::new(path), path, &options, &mut findings)?;
    if csv {
        let mut writer = csv::Writer::from_writer(std::io::stdout());
        writer.write_record(table.columns.iter().map(|column| column.name.as_str()))?;
        for row in 0..table.rows() {
            writer
                .write_record(table.columns.iter().map(|column| column.text(row).into_owned()))?;
        }
        writer.flush()?;
        return Ok(());
    }
    println!(
        "{}: {} rows, {} set aside, {} columns",
        table.name,
        table.rows(),
        table.set_aside(),
        table.columns.len()
    );
    for item in infer_items(&table, &BTreeMap::new(), &mut findings) {
        let columns: Vec<&str> =
            item.columns.iter().map(|column| table.columns[*column].name.as_str()).collect();
        println!(
            "  {} ({}; {}) {}",
            item.name,
            columns.join(", "),
            item.scale,
            item.labels().join(" | ")
        );
    }
    findings.iter().for_each(|finding| println!("{finding}"));
    Ok(())
}
