//! Tables of coded segments and codebooks, with columns and separators that are named, and their
//! quotes placed in a text. The first zero byte separates the transcript from the table.
#![no_main]

use libfuzzer_sys::fuzz_target;
use persona_synthesis::Findings;
use persona_synthesis::sources::{
    Codebook, CodedSegments, PlainText, QuoteIndex, SegmentColumns, SourceFile, Table,
};

fuzz_target!(|input: &str| {
    let (text, table) = input.split_once('\0').unwrap_or((input, input));
    let mut findings = Findings::default();
    let file = SourceFile::from_bytes("codes.csv", table).expect("small enough");
    let Ok(table) = Table::from_file(file, None, None, &mut findings) else { return };
    let _ = Codebook::from_table(&table);
    let columns = SegmentColumns {
        code_separator: Some(";".to_owned()),
        path_separator: Some(" > ".to_owned()),
        ..SegmentColumns::default()
    };
    let Ok(read) = CodedSegments::from_table(table, &columns, &mut findings) else { return };
    let text = PlainText::new(text.to_owned());
    let anchors = QuoteIndex::new(&text);
    let mut after = 0;
    for quote in read.segments.iter().filter_map(|segment| segment.quote.as_deref()) {
        let place = anchors.place(quote, after);
        let Some(chars) = place.chars() else { continue };
        assert!(text.slice(chars.clone()).is_some());
        after = chars.start;
    }
});
