//! Text tables: encoding, dialect, header shapes, and the scales of what stands in the columns. No
//! row is lost without a finding.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use persona_synthesis::Findings;
use persona_synthesis::sources::{SourceFile, Table, infer_items};

fuzz_target!(|bytes: &[u8]| {
    let mut findings = Findings::default();
    let file = SourceFile::from_bytes("t.csv", bytes).expect("small enough");
    let Ok(table) = Table::from_file(file, None, None, &mut findings) else { return };
    let named = ["ragged-row", "blank-row", "further-heading", "footer-row", "total-row"]
        .map(|id| findings.count(id));
    assert_eq!(table.set_aside(), named.iter().sum::<usize>());
    for item in infer_items(&table, &BTreeMap::new(), &mut findings) {
        if let Some(levels) = item.levels(&table) {
            assert_eq!(levels.len(), table.rows());
        }
        if let Some(options) = item.options(&table) {
            assert!(options.iter().all(|marks| marks.len() == table.rows()));
        }
        if let Some(numbers) = item.numbers(&table) {
            assert_eq!(numbers.len(), table.rows());
        }
    }
});
