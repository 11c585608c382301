//! The interviews of the sample study as other programs would export them: the same transcripts,
//! segments and codes in another file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use persona_synthesis::sources::{LineEnds, Positions, Unit};

use crate::support::root;

/// A segment of the sample study.
pub(crate) struct Segment {
    pub(crate) document: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) code: String,
    pub(crate) coder: String,
    pub(crate) quote: String,
}

/// The interviews of the sample study.
pub(crate) struct Clinic {
    /// Texts by file name.
    pub(crate) texts: BTreeMap<String, String>,
    pub(crate) segments: Vec<Segment>,
    /// Definitions by path, sorted.
    pub(crate) codes: BTreeMap<String, String>,
}

pub(crate) fn clinic() -> Clinic {
    let folder = root().join("data/clinic");
    let mut texts = BTreeMap::new();
    for entry in std::fs::read_dir(folder.join("interviews")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(path).unwrap();
        texts.insert(name, text.trim_start_matches('\u{feff}').to_owned());
    }
    // Positions and texts without carriage returns: exporters put in their own.
    let without_returns = |document: &str, position: usize| {
        position - texts[document].chars().take(position).filter(|c| *c == '\r').count()
    };
    let mut segments = Vec::new();
    for record in csv::Reader::from_path(folder.join("segments.csv")).unwrap().records() {
        let record = record.unwrap();
        segments.push(Segment {
            document: record[0].to_owned(),
            start: without_returns(&record[0], record[1].parse().unwrap()),
            end: without_returns(&record[0], record[2].parse().unwrap()),
            code: record[3].to_owned(),
            coder: record[4].to_owned(),
            quote: record[5].to_owned(),
        });
    }
    texts.values_mut().for_each(|text| text.retain(|c| c != '\r'));
    let mut parents: BTreeMap<String, (String, String)> = BTreeMap::new();
    for record in csv::Reader::from_path(folder.join("codebook.csv")).unwrap().records() {
        let record = record.unwrap();
        parents.insert(record[0].to_owned(), (record[1].to_owned(), record[2].to_owned()));
    }
    let path = |code: &str| {
        let mut path = code.to_owned();
        let mut at = code;
        while let Some((parent, _)) = parents.get(at).filter(|(parent, _)| !parent.is_empty()) {
            path = format!("{parent}/{path}");
            at = parent;
        }
        path
    };
    let codes =
        parents.iter().map(|(code, (_, definition))| (path(code), definition.clone())).collect();
    Clinic { texts, segments, codes }
}

/// How an exporter writes a REFI-QDA project.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) origin: &'static str,
    pub(crate) positions: Positions,
    /// True if texts have Windows line ends.
    pub(crate) windows: bool,
    /// True if texts begin with a byte order mark.
    pub(crate) mark: bool,
    /// True if selections are named after their words.
    pub(crate) named: bool,
    /// True if every respondent is a case.
    pub(crate) cases: bool,
}

impl Style {
    /// As the specification has it: code points, line ends as written, cases.
    pub(crate) fn plain() -> Self {
        Self {
            origin: "qc 1.3.2",
            positions: Positions::default(),
            windows: false,
            mark: false,
            named: false,
            cases: true,
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\n', " ")
}

pub(crate) fn guid(kind: u32, number: usize) -> String {
    format!("{{{kind:08X}-0000-4000-8000-{number:012X}}}")
}

/// A position as the exporter counts it: in characters of the text with `\n` line ends.
fn counted(text: &str, chars: usize, style: Style) -> usize {
    let start = usize::from(style.mark && style.positions.mark);
    let width = |c: char| match (c, style.positions.line_ends) {
        ('\n', LineEnds::AsWritten) => 1 + usize::from(style.windows),
        ('\n', LineEnds::One) => 1,
        ('\n', LineEnds::Two) => 2,
        _ if style.positions.unit == Unit::Utf16 => c.len_utf16(),
        _ => 1,
    };
    start + text.chars().take(chars).map(width).sum::<usize>()
}

/// The XML of the code tree.
fn code_tree(codes: &[&String], prefix: &str, definitions: &BTreeMap<String, String>) -> String {
    let mut xml = String::new();
    for (number, path) in codes.iter().enumerate() {
        let Some(name) = path.strip_prefix(prefix).filter(|rest| !rest.contains('/')) else {
            continue;
        };
        let (id, definition) = (guid(1, number), escaped(&definitions[*path]));
        let below = code_tree(codes, &format!("{path}/"), definitions);
        let name = escaped(name);
        writeln!(
            xml,
            "<Code guid=\"{id}\" name=\"{name}\" isCodable=\"true\"><Description>{definition}</Description>{below}</Code>"
        )
        .unwrap();
    }
    xml
}

/// A REFI-QDA project of the interviews.
pub(crate) fn qdpx(clinic: &Clinic, style: Style) -> Vec<u8> {
    let codes: Vec<&String> = clinic.codes.keys().collect();
    let coders = ["AB", "MK"];
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Project name=\"clinic\" origin=\"{}\" xmlns=\"urn:QDA-XML:project:1.0\">\n<Users>",
        style.origin
    );
    for (number, coder) in coders.iter().enumerate() {
        write!(xml, "<User guid=\"{}\" name=\"{coder}\"/>", guid(2, number)).unwrap();
    }
    writeln!(
        xml,
        "</Users>\n<CodeBook><Codes>\n{}</Codes></CodeBook>",
        code_tree(&codes, "", &clinic.codes)
    )
    .unwrap();
    writeln!(
        xml,
        "<Variables><Variable guid=\"{}\" name=\"Person:Minutes\" typeOfVariable=\"Integer\"/></Variables>",
        guid(6, 0)
    )
    .unwrap();
    if style.cases {
        xml.push_str("<Cases>");
        for (number, document) in clinic.texts.keys().enumerate() {
            let name = document.split('.').next().unwrap();
            write!(
                xml,
                "<Case guid=\"{}\" name=\"{name}\"><VariableValue><VariableRef targetGUID=\"{}\"/><IntegerValue>{}</IntegerValue></VariableValue>\
                 <SourceRef targetGUID=\"{}\"/></Case>",
                guid(5, number), guid(6, 0), 20 + number % 3, guid(3, number)
            )
            .unwrap();
        }
        xml.push_str("</Cases>\n");
    }
    xml.push_str("<Sources>\n");
    let mut selections = 0;
    for (number, (document, text)) in clinic.texts.iter().enumerate() {
        let id = guid(3, number);
        let file = id.trim_matches(['{', '}']);
        writeln!(
            xml,
            "<TextSource guid=\"{id}\" name=\"{document}\" plainTextPath=\"internal://{file}.txt\">"
        )
        .unwrap();
        for segment in clinic.segments.iter().filter(|segment| segment.document == *document) {
            selections += 1;
            let start = counted(text, segment.start, style);
            let end = counted(text, segment.end, style) - usize::from(style.positions.inclusive);
            let name = if style.named { escaped(&segment.quote) } else { String::new() };
            let code = codes.iter().position(|code| **code == segment.code).unwrap();
            let coder = coders.iter().position(|coder| *coder == segment.coder).unwrap();
            writeln!(
                xml,
                "<PlainTextSelection guid=\"{}\" name=\"{name}\" startPosition=\"{start}\" endPosition=\"{end}\"><Coding guid=\"{}\" \
                 creatingUser=\"{}\"><CodeRef targetGUID=\"{}\"/></Coding></PlainTextSelection>",
                guid(4, selections), guid(7, selections), guid(2, coder), guid(1, code).to_lowercase()
            )
            .unwrap();
        }
        xml.push_str("</TextSource>\n");
    }
    xml.push_str("</Sources></Project>\n");
    let mut members = vec![("Project.qde".to_owned(), xml)];
    for (number, text) in clinic.texts.values().enumerate() {
        let text = if style.windows { text.replace('\n', "\r\n") } else { text.clone() };
        let mark = if style.mark { "\u{feff}" } else { "" };
        members.push((
            format!("Sources/{}.txt", guid(3, number).trim_matches(['{', '}'])),
            format!("{mark}{text}"),
        ));
    }
    zipped(members.iter().map(|(name, text)| (name.as_str(), text.as_bytes())))
}

/// An archive of these members.
pub(crate) fn zipped<'a>(members: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The database of a project of QualCoder with the interviews, every respondent a case.
#[cfg(feature = "sqlite")]
pub(crate) fn qualcoder(clinic: &Clinic) -> Vec<u8> {
    let database = rusqlite::Connection::open_in_memory().unwrap();
    database
        .execute_batch(
            "create table project (databaseversion text, date text, memo text, about text);
             create table source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, unique(name));
             create table code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer, unique(name));
             create table code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text, unique(name));
             create table code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text,
               memo text, avid integer, important integer, unique(cid, fid, pos0, pos1, owner));
             create table code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer, height integer, cid integer);
             create table code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer);
             create table annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text);
             create table cases (caseid integer primary key, name text, memo text, owner text, date text);
             create table case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer);
             create table attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
             create table attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text);",
        )
        .unwrap();
    let mut ids: BTreeMap<&str, i64> = BTreeMap::new();
    let leaf = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let is_category =
        |path: &str| clinic.codes.keys().any(|code| code.starts_with(&format!("{path}/")));
    for (path, id) in clinic.codes.keys().zip(1_i64..) {
        let above = path.rsplit_once('/').and_then(|(above, _)| ids.get(above)).copied();
        let definition = &clinic.codes[path];
        let query = if is_category(path) {
            "insert into code_cat (catid, name, memo, supercatid) values (?1, ?2, ?3, ?4)"
        } else {
            "insert into code_name (cid, name, memo, catid) values (?1, ?2, ?3, ?4)"
        };
        database.execute(query, rusqlite::params![id, leaf(path), definition, above]).unwrap();
        ids.insert(path, id);
    }
    for ((document, text), id) in clinic.texts.iter().zip(1_i64..) {
        database
            .execute(
                "insert into source (id, name, fulltext) values (?1, ?2, ?3)",
                rusqlite::params![id, document, text],
            )
            .unwrap();
        let case = document.split('.').next().unwrap();
        database
            .execute(
                "insert into cases (caseid, name) values (?1, ?2)",
                rusqlite::params![id, case],
            )
            .unwrap();
        let end = text.chars().count() as i64;
        database
            .execute(
                "insert into case_text (caseid, fid, pos0, pos1) values (?1, ?1, 0, ?2)",
                rusqlite::params![id, end],
            )
            .unwrap();
        let site = ["surgery", "hospital"][(id % 2) as usize];
        let query =
            "insert into attribute (name, attr_type, value, id) values ('Site', 'case', ?1, ?2)";
        database.execute(query, rusqlite::params![site, id]).unwrap();
        for segment in clinic.segments.iter().filter(|segment| segment.document == *document) {
            let words: String =
                text.chars().skip(segment.start).take(segment.end - segment.start).collect();
            let query = "insert into code_text (cid, fid, seltext, pos0, pos1, owner) values (?1, ?2, ?3, ?4, ?5, ?6)";
            let (start, end) = (segment.start as i64, segment.end as i64);
            let row =
                rusqlite::params![ids[segment.code.as_str()], id, words, start, end, segment.coder];
            database.execute(query, row).unwrap();
        }
    }
    database.serialize("main").unwrap().to_vec()
}
