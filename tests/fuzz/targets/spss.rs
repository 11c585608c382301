//! SPSS files: dictionary, values as they are, packed and deflated, and what the labels make of the
//! scales.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use persona_synthesis::Findings;
use persona_synthesis::sources::{SourceFile, Table, TableOptions, infer_items};

fuzz_target!(|bytes: &[u8]| {
    if !bytes.starts_with(b"$FL") {
        return;
    }
    let file = SourceFile::from_bytes("s.sav", bytes).expect("small enough");
    let mut findings = Findings::default();
    if let Ok(table) = Table::read(file, &TableOptions::default(), &mut findings) {
        for item in infer_items(&table, &BTreeMap::new(), &mut findings) {
            let _ = (item.levels(&table), item.options(&table), item.numbers(&table));
        }
    }
});
