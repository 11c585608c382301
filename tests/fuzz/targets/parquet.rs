//! Parquet files: footer, pages and values whatever they claim.
#![no_main]

use libfuzzer_sys::fuzz_target;
use persona_synthesis::Findings;
use persona_synthesis::sources::{SourceFile, Table, TableOptions};

fuzz_target!(|bytes: &[u8]| {
    let file = SourceFile::from_bytes("t.parquet", bytes).expect("small enough");
    if !bytes.starts_with(b"PAR1\x15") {
        return;
    }
    let mut findings = Findings::default();
    if let Ok(table) = Table::read(file, &TableOptions::default(), &mut findings) {
        let named = ["blank-row", "further-heading"].map(|id| findings.count(id));
        assert_eq!(table.set_aside(), named.iter().sum::<usize>());
        assert!(table.columns.iter().all(|column| column.len() == table.rows()));
    }
});
