//! Parquet files: footer, pages and values whatever they claim.
#![no_main]

use libfuzzer_sys::fuzz_target;
use persona_synthesis::Findings;
use persona_synthesis::sources::{SourceFile, Table, TableOptions};

// Panics of the library that reads these files become errors; the fuzzer's own hook would end at
// them. What is not caught still ends it.
fuzz_target!(init: std::panic::set_hook(Box::new(|_| ())), |bytes: &[u8]| {
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
