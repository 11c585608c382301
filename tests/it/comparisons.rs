//! Counts read from real files, compared with those found in them by other means: each the
//! number of things that are equal, of all.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};
use std::path::Path;

use persona_synthesis::Findings;
use persona_synthesis::sources::{
    ProjectOptions, SourceFile, Structure, Table, TableOptions, infer_items, read_project,
};

use crate::exported::zipped;
use crate::support::sample;

/// A comparison: what was read, what it was compared with, and how many are equal.
pub(crate) type Comparison = (&'static str, &'static str, String);

/// Every comparison, for the table of samples. Each is whole, or fails here.
pub(crate) fn all() -> Vec<Comparison> {
    let mut all = Vec::new();
    #[cfg(feature = "sqlite")]
    all.extend(highlights());
    all.extend(selections().into_iter().flatten());
    all.extend(waves());
    all.extend(packed());
    all.extend(emperors());
    all
}

/// Says how many of how many are equal.
fn whole(what: &'static str, with: &'static str, equal: usize, of: usize) -> Comparison {
    assert!(equal == of && of > 0, "{what}: {equal} of {of} are those of {with}");
    (what, with, format!("{equal} of {of}"))
}

fn read(path: &Path) -> Table {
    let file = SourceFile::from_path(path, path.file_name().unwrap().to_string_lossy()).unwrap();
    Table::read(file, &TableOptions::default(), &mut Findings::default()).unwrap()
}

/// The bytes of each highlight in the text of its document are the words of the snippet that
/// Taguette keeps beside it.
#[cfg(feature = "sqlite")]
fn highlights() -> Option<Comparison> {
    use persona_synthesis::sources::{Format, read_database};
    let path = sample("serdif-taguette")?
        .join("transcripts/thematic-analysis/SERDIF_P2_ThematicAnalysis.sqlite3");
    let file = SourceFile::from_path(&path, "t.sqlite3").unwrap();
    let read =
        read_database(&file, Format::TaguetteProject, &[], &mut Findings::default()).unwrap();
    let database =
        rusqlite::Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)
            .unwrap();
    let query = "select name, start_offset, end_offset, snippet from highlights, documents where documents.id = document_id";
    let mut statement = database.prepare(query).unwrap();
    let mut rows = statement.query([]).unwrap();
    let (mut equal, mut of) = (0, 0);
    while let Some(row) = rows.next().unwrap() {
        let (name, start, end): (String, usize, usize) =
            (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap());
        let snippet: String = row.get(3).unwrap();
        let pieces =
            snippet.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, words)| words));
        let words = pieces
            .collect::<String>()
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        let transcript =
            read.transcripts.iter().find(|transcript| transcript.document == name).unwrap();
        equal += usize::from(transcript.text.as_str().get(start..end) == Some(words.as_str()));
        of += 1;
    }
    Some(whole(
        "highlights of SERDIF_P2_ThematicAnalysis.sqlite3",
        "the snippets of its own table",
        equal,
        of,
    ))
}

/// Selections and codings of a project, counted in its XML, with the words between their positions
/// in the text beside it.
fn selections() -> Option<[Comparison; 2]> {
    let path = sample("refi-nvivo-qc")?.join("demo.qdpx");
    let file = SourceFile::from_path(&path, "demo.qdpx").unwrap();
    let read =
        read_project(&file, None, &ProjectOptions::default(), &mut Findings::default()).unwrap();
    let segments = read.segments.unwrap().segments;
    let mut zip = zip::ZipArchive::new(Cursor::new(file.bytes())).unwrap();
    let mut member = |name: &str| {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let xml = member("project.qde");
    let xml = roxmltree::Document::parse(&xml).unwrap();
    let (mut selections, mut codings, mut equal) = (0, 0, 0);
    let mut found = BTreeSet::new();
    for selection in xml
        .descendants()
        .filter(|node| node.has_tag_name(("urn:QDA-XML:project:1.0", "PlainTextSelection")))
    {
        let text = member(&format!(
            "sources/{}",
            selection.parent().unwrap().attribute("plainTextPath").unwrap()
        ));
        let position = |name: &str| selection.attribute(name).unwrap().parse::<usize>().unwrap();
        let (start, end) = (position("startPosition"), position("endPosition"));
        let words: String = text.chars().skip(start).take(end - start).collect();
        for coding in selection.children().filter(|node| node.tag_name().name() == "Coding") {
            let segment = segments
                .iter()
                .find(|segment| segment.coding.as_deref() == coding.attribute("guid"))
                .unwrap();
            let transcript =
                read.transcripts.iter().find(|text| text.document == segment.document).unwrap();
            equal += usize::from(
                transcript.text.slice(segment.chars.clone().unwrap()) == Some(words.as_str()),
            );
            found.insert(&segment.id);
            codings += 1;
        }
        selections += 1;
    }
    assert_eq!(segments.len(), codings);
    Some([
        whole("selections of demo.qdpx", "the elements of its XML", found.len(), selections),
        whole("words of codings of demo.qdpx", "its text between their positions", equal, codings),
    ])
}

/// The wave of 2019 in both languages, as a form's sheet and as its text: every cell is the same
/// once dates are written in one form and to the second.
fn waves() -> Option<Comparison> {
    let folder = sample("r-community-survey")?;
    let (mut equal, mut of) = (0, 0);
    for language in ["english", "spanish"] {
        let (text, sheet) = (
            read(&folder.join(format!("2019-{language}.csv"))),
            read(&folder.join(format!("2019-{language}.xlsx"))),
        );
        assert_eq!((text.rows(), text.columns.len()), (sheet.rows(), sheet.columns.len()));
        for (one, other) in text.columns.iter().zip(&sheet.columns) {
            of += 1 + text.rows();
            equal += usize::from(one.name == other.name);
            equal += (0..text.rows())
                .filter(|row| iso(&one.text(*row)) == iso(&other.text(*row)))
                .count();
        }
    }
    Some(whole(
        "cells of 2019-english.xlsx and 2019-spanish.xlsx",
        "the same survey as text",
        equal,
        of,
    ))
}

/// `12/13/2019 9:50:30` as `2019-12-13 09:50:30`; other text as it is, line ends apart.
fn iso(text: &str) -> String {
    let parts: Vec<u32> = text.split(['/', ' ', ':']).map_while(|part| part.parse().ok()).collect();
    match parts.as_slice() {
        [month, day, year, hour, minute, second] => {
            format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
        _ => text.replace("\r\n", "\n"),
    }
}

/// Cases packed in two ways.
fn packed() -> Option<Comparison> {
    let folder = sample("spss-sav")?;
    let (one, other) = (read(&folder.join("sample.sav")), read(&folder.join("sample.zsav")));
    let (mut equal, mut of) = (0, 0);
    for (one, other) in one.columns.iter().zip(&other.columns) {
        of += one.len();
        equal += (0..one.len()).filter(|row| one.text(*row) == other.text(*row)).count();
    }
    Some(whole("cells of sample.zsav", "those of sample.sav", equal, of))
}

/// Answers to a question of several answers, sent as codes and exported as KoboToolbox documents
/// it: a column that joins them and a column of 0 and 1 for each. Read with the form as structure
/// they are the words of the form.
fn emperors() -> Option<Comparison> {
    let path = sample("kobo-formpack")?.join("or_other/v1.json");
    let form: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let list = |value: &serde_json::Value| value.as_array().unwrap().clone();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let (survey, choices) = (list(&form["content"]["survey"]), list(&form["content"]["choices"]));
    let row = |node: &serde_json::Value, names: [&str; 2]| {
        let cells = [text(&node[names[0]]), text(&node[names[1]]), text(&node["label"][0])];
        let cell = |cell: &String| {
            format!("<t:table-cell o:value-type=\"string\"><x:p>{cell}</x:p></t:table-cell>")
        };
        format!("<t:table-row>{}</t:table-row>", cells.iter().map(cell).collect::<String>())
    };
    let sheet = |name: &str, names: [&str; 2], rows: &[serde_json::Value]| {
        let header = serde_json::json!({ names[0]: names[0], names[1]: names[1], "label": ["label::English (en)"] });
        let rows: String =
            std::iter::once(&header).chain(rows).map(|node| row(node, names)).collect();
        format!("<t:table t:name=\"{name}\">{rows}</t:table>")
    };
    let sheets = sheet("survey", ["type", "name"], &survey)
        + &sheet("choices", ["list_name", "name"], &choices);
    let content = format!(
        "<o:document-content xmlns:o=\"o\" xmlns:t=\"t\" xmlns:x=\"x\">{sheets}</o:document-content>"
    );
    let kind = &b"application/vnd.oasis.opendocument.spreadsheet"[..];
    let book = zipped([("mimetype", kind), ("content.xml", content.as_bytes())]);
    let structure = Structure::read(
        SourceFile::from_bytes("form.ods", book).unwrap(),
        &mut Findings::default(),
    )
    .unwrap();

    let mut options: Vec<(String, String)> =
        choices.iter().map(|choice| (text(&choice["name"]), text(&choice["label"][0]))).collect();
    options.push(("other".to_owned(), "Other".to_owned()));
    let mut export = String::from("\"fav_emperors\"");
    options.iter().for_each(|(code, _)| export.push_str(&format!(";\"fav_emperors/{code}\"")));
    let sent: Vec<String> =
        list(&form["submissions"]).iter().map(|answers| text(&answers["fav_emperors"])).collect();
    for codes in &sent {
        export.push_str(&format!("\n\"{codes}\""));
        for (code, _) in &options {
            export.push_str(&format!(
                ";\"{}\"",
                u8::from(codes.split(' ').any(|chosen| chosen == code))
            ));
        }
    }
    let file = SourceFile::from_bytes("export.csv", export).unwrap();
    let mut table = Table::read(file, &TableOptions::default(), &mut Findings::default()).unwrap();
    structure.explain(&mut table);
    let items = infer_items(&table, &Default::default(), &mut Findings::default());
    let asked = "Who are your favourite emperors?";
    let item = items
        .iter()
        .find(|item| item.name == asked)
        .unwrap_or_else(|| panic!("no {asked}: {items:?}"));
    let (marks, mut equal, mut of) = (item.options(&table).unwrap(), 0, 0);
    for (row, codes) in sent.iter().enumerate() {
        for (code, words) in &options {
            let position = item.labels().iter().position(|label| label == words);
            let chosen = codes.split(' ').any(|chosen| chosen == code);
            equal += usize::from(
                position.is_some_and(|position| marks[position][row] == u8::from(chosen)),
            );
            of += 1;
        }
    }
    Some(whole(
        "options of an export of KoboToolbox",
        "the codes that were sent and the labels of the form",
        equal,
        of,
    ))
}
