//! Files that are damaged, or made to do harm: a clear error, or a reading with findings, within
//! bounds.

use persona_synthesis::sources::{
    Interviews, Positions, ProjectOptions, SourceFile, Transcript, read_codebook, read_project,
};
use persona_synthesis::{Findings, Result};
use proptest::prelude::*;

use crate::exported::{Clinic, Segment, Style, qdpx, zipped};

/// A study of one short interview.
fn short() -> Clinic {
    let text = "I: Slow?\nP1: It takes ages 😄.\n";
    let quote = "It takes ages";
    let start = text.find(quote).unwrap();
    let segment = Segment {
        document: "P1.txt".to_owned(),
        start,
        end: start + quote.len(),
        code: "Pains/slow".to_owned(),
        coder: "AB".to_owned(),
        quote: quote.to_owned(),
    };
    Clinic {
        texts: [("P1.txt".to_owned(), text.to_owned())].into(),
        segments: vec![segment],
        codes: ["Pains", "Pains/slow"].map(|code| (code.to_owned(), String::new())).into(),
    }
}

const STYLE: Style = Style {
    origin: "qc 1.3.2",
    positions: Positions {
        line_ends: persona_synthesis::sources::LineEnds::AsWritten,
        unit: persona_synthesis::sources::Unit::CodePoint,
        mark: false,
        inclusive: false,
    },
    windows: false,
    mark: false,
    named: true,
    cases: true,
};

fn project(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Interviews> {
    let file = SourceFile::from_bytes(name, bytes).unwrap();
    read_project(&file, None, &ProjectOptions::default(), &mut Findings::default())
}

fn refused(name: &str, bytes: impl Into<Vec<u8>>) -> String {
    project(name, bytes).map(|_| ()).unwrap_err().to_string()
}

fn transcript(bytes: &[u8]) -> Result<Transcript> {
    let file = SourceFile::from_bytes("P1", bytes).unwrap();
    Transcript::from_file(file, "P1".to_owned(), &[], None, &mut Findings::default())
}

#[test]
fn a_project_that_was_cut_anywhere_is_an_error() {
    let whole = qdpx(&short(), STYLE);
    assert_eq!(project("p.qdpx", whole.clone()).unwrap().records(), 1);
    for length in 0..whole.len() {
        let error = refused("p.qdpx", &whole[..length]);
        assert!(error.starts_with("p.qdpx"), "{length}: {error}");
    }
}

/// XML and text cut anywhere, in an archive that is whole.
#[test]
fn a_member_that_was_cut_anywhere_is_an_error_or_read_as_far_as_it_goes() {
    let xml = "<?xml version=\"1.0\"?><Project xmlns=\"urn:QDA-XML:project:1.0\" origin=\"x\"><CodeBook><Codes><Code guid=\"a\" name=\"b\"/></Codes></CodeBook>\
        <Sources><TextSource guid=\"s\" name=\"P1\"><PlainTextContent>It is slow.</PlainTextContent><PlainTextSelection guid=\"t\" startPosition=\"0\" \
        endPosition=\"5\"><Coding guid=\"c\"><CodeRef targetGUID=\"a\"/></Coding></PlainTextSelection></TextSource></Sources></Project>";
    assert_eq!(project("p.qde", xml).unwrap().segments.unwrap().segments.len(), 1);
    for length in 0..xml.len() {
        assert!(refused("p.qde", &xml[..length]).starts_with("p.qde:"), "{length}");
    }
}

#[test]
fn what_is_made_to_do_harm_is_refused_by_name() {
    let bomb = vec![b' '; 64 << 20];
    let laughs =
        "<!DOCTYPE Project [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><Project>&b;</Project>";
    let outside =
        "<!DOCTYPE Project [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Project>&a;</Project>";
    let deep =
        format!("<Project>{}{}</Project>", "<Code>".repeat(50_000), "</Code>".repeat(50_000));
    let long = "x".repeat(1 << 20);
    let nested = format!(
        "<Project><CodeBook><Codes>{}{}</Codes></CodeBook></Project>",
        (0..150).map(|n| format!("<Code guid=\"{n}\" name=\"{long}\">")).collect::<String>(),
        "</Code>".repeat(150)
    );
    let said: Vec<String> = [
        refused("p.qdpx", zipped([("project.qde", &bomb[..])])),
        refused("p.qdpx", zipped([("../project.qde", &b"<Project/>"[..])])),
        refused("p.qdpx", zipped([("a.qde", &b"<Project/>"[..]), ("b.QDE", &b"<Project/>"[..])])),
        refused("p.qdpx", zipped([("notes.txt", &b"x"[..])])),
        refused("p.qdpx", zipped([("project.qde", laughs.as_bytes())])),
        refused("p.qde", outside),
        refused("p.qde", deep),
        refused("p.qde", nested),
        refused("p.qde", "<CodeBook/>"),
        refused("p.qde", "no XML at all"),
        refused("p.qde", ""),
    ]
    .into();
    insta::assert_snapshot!("harmful", said.join("\n"));
}

/// A file that a project names outside itself is never opened.
#[test]
fn paths_that_lead_out_of_a_project_are_texts_that_are_missing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    std::fs::create_dir(folder.path().join("project")).unwrap();
    for path in [
        "../secret.txt",
        "internal://../../secret.txt",
        "absolute:///etc/passwd",
        "relative:///../secret.txt",
        "..",
    ] {
        let xml = format!(
            "<Project><Sources><TextSource guid=\"s\" name=\"P1\" plainTextPath=\"{path}\"/></Sources></Project>"
        );
        let file = SourceFile::from_bytes("p.qde", xml).unwrap();
        let mut findings = Findings::default();
        let beside = folder.path().join("project");
        let read =
            read_project(&file, Some(&beside), &ProjectOptions::default(), &mut findings).unwrap();
        assert_eq!(
            (read.transcripts.len(), findings.count("document-without-text")),
            (0, 1),
            "{path}"
        );
    }
}

/// Archives that lie about the sizes of their members.
#[test]
fn stated_sizes_are_not_believed() {
    let whole = qdpx(&short(), STYLE);
    let header = whole.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    for size in [0_u32, 1, 1 << 30, u32::MAX - 1] {
        for field in [20, 24] {
            let mut lying = whole.clone();
            lying[header + field..header + field + 4].copy_from_slice(&size.to_le_bytes());
            if let Err(error) = project("p.qdpx", lying) {
                assert!(error.to_string().starts_with("p.qdpx"), "{error}");
            }
        }
    }
}

#[test]
fn texts_with_zero_bytes_are_read_or_refused() {
    for bytes in [
        &b"I: a\0b\nP1: c\0\n"[..],
        b"WEBVTT\n\n00:01.000 --> 00:02.000\nA: \0x\n",
        b"1\n00:00:01,000 --> 00:00:02,000\n\0\0\0\n",
    ] {
        let read = transcript(bytes).unwrap();
        assert!(read.text.as_str().contains('\0'));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Any byte of a project changed to any other: an answer or an error.
    #[test]
    fn projects_with_changed_bytes_end(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = qdpx(&short(), STYLE);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = project("p.qdpx", bytes);
    }

    /// Text that looks like a project, a codebook, subtitles or a document.
    #[test]
    fn readers_of_marked_text_take_any(text in "(WEBVTT\n\n)?(<(Project|Code|/Code|v A|i)>|00:0[1-3].000 --> 00:0[4-6].000\n|[a-c&;<>:é😄\n \\[\\]-]|&lt;|P1: |\r\n){0,60}") {
        let _ = project("p.qde", text.clone());
        let _ = read_codebook(&SourceFile::from_bytes("c.qdc", text.clone()).unwrap(), &mut Findings::default());
        let read = transcript(text.as_bytes()).unwrap();
        for turn in &read.turns {
            prop_assert!(read.text.slice(turn.chars.clone()).is_some());
        }
        prop_assert!(read.cues.is_sorted_by_key(|cue| cue.start) && read.cues.iter().all(|cue| cue.start <= read.text.chars()));
    }
}

#[cfg(feature = "sqlite")]
mod databases {
    use persona_synthesis::sources::{Format, read_database};

    use super::*;
    use crate::exported::qualcoder;

    fn database(format: Format, bytes: impl Into<Vec<u8>>) -> Result<Interviews> {
        read_database(
            &SourceFile::from_bytes("data.qda", bytes).unwrap(),
            format,
            &[],
            &mut Findings::default(),
        )
    }

    fn with(statements: &str) -> Vec<u8> {
        let bytes = qualcoder(&short());
        let mut connection = rusqlite::Connection::open_in_memory().unwrap();
        connection.deserialize_read_exact("main", &bytes[..], bytes.len(), false).unwrap();
        connection.execute_batch(statements).unwrap();
        connection.serialize("main").unwrap().to_vec()
    }

    #[test]
    fn a_database_that_was_cut_or_changed_ends() {
        let whole = qualcoder(&short());
        assert_eq!(database(Format::QualcoderProject, whole.clone()).unwrap().records(), 1);
        for length in (0..whole.len()).step_by(509) {
            let _ = database(Format::QualcoderProject, &whole[..length]);
        }
        for at in (0..whole.len()).step_by(97) {
            let mut changed = whole.clone();
            changed[at] ^= 0xFF;
            let _ = database(Format::QualcoderProject, changed);
        }
    }

    #[test]
    fn what_is_made_to_do_harm_is_refused_by_name() {
        let endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select x as ctid, 1 as cid, 1 as fid, '' as seltext, 0 as pos0, 1 as pos1 from n";
        let said: Vec<String> = [
            with(&format!("drop table code_text; create view code_text as {endless};")),
            with("alter table code_text add column owner2 text; alter table code_text rename column seltext to words;"),
            with("drop table source;"),
            with("update code_cat set supercatid = catid;"),
            with(
                "insert into code_cat (catid, name, supercatid) values (8, 'a', 9), (9, 'b', 8);",
            ),
            with("pragma writable_schema = on; update sqlite_schema set sql = 'create table cases (' where name = 'cases';"),
        ]
        .into_iter()
        .map(|bytes| database(Format::QualcoderProject, bytes).map(|_| ()).unwrap_err().to_string())
        .collect();
        insta::assert_snapshot!("harmful-databases", said.join("\n"));
    }

    /// A trigger is never fired, since nothing is written, and generated columns are never
    /// computed.
    #[test]
    fn triggers_and_generated_columns_do_nothing() {
        let bytes = with(
            "create trigger t after insert on source begin delete from source; end;
             alter table code_text add column more text generated always as (zeroblob(1000000000)) virtual;",
        );
        assert_eq!(
            database(Format::QualcoderProject, bytes).unwrap().segments.unwrap().segments.len(),
            1
        );
    }

    /// Codings of a code that is gone are findings and set aside, not read under another code.
    #[test]
    fn codings_of_codes_that_are_gone_are_findings() {
        let taguette = rusqlite::Connection::open_in_memory().unwrap();
        let statements = "create table documents (id integer, name text, contents text);
             create table tags (id integer, path text, description text);
             create table highlights (id integer, document_id integer, start_offset integer,
               end_offset integer, snippet text);
             create table highlight_tags (highlight_id integer, tag_id integer);
             insert into documents values (1, 'P1', 'It is slow.');
             insert into tags values (1, 'slow', '');
             insert into highlights values (1, 1, 0, 5, 'It is');
             insert into highlight_tags values (1, 1), (1, 7);";
        taguette.execute_batch(statements).unwrap();
        let taguette = taguette.serialize("main").unwrap().to_vec();
        let qualcoder = with(
            "insert into code_text (ctid, cid, fid, seltext, pos0, pos1)
             values (99, 77, 1, 'Slow', 3, 7);",
        );
        for (format, bytes) in
            [(Format::TaguetteProject, taguette), (Format::QualcoderProject, qualcoder)]
        {
            let file = SourceFile::from_bytes("data.qda", bytes).unwrap();
            let mut findings = Findings::default();
            let read = read_database(&file, format, &[], &mut findings).unwrap();
            let segments = read.segments.as_ref().map_or(0, |coded| coded.segments.len());
            assert_eq!((segments, read.records()), (1, 2), "{format:?}");
            assert_eq!(findings.count("coding-without-code"), 1, "{format:?}");
        }
    }

    /// A database that was last used with a write-ahead log is read as far as it is in the file.
    #[test]
    fn a_database_of_a_log_is_read_without_it() {
        let mut bytes = qualcoder(&short());
        bytes[18..20].fill(2);
        assert_eq!(database(Format::QualcoderProject, bytes).unwrap().records(), 1);
    }
}
