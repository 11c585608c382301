//! The table of `src/sources/samples.md`: for each real file the records read, those used, and
//! those that findings name; and how far what was read equals what others say of the same file. It
//! is written here, and nothing in it may differ from what is read now.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use persona_synthesis::Findings;
use persona_synthesis::sources::{
    CodedSegments, Format, Interviews, ProjectOptions, QuoteIndex, SegmentColumns, SourceFile,
    Table, TableOptions, Transcript, read_project, read_transcripts,
};

use crate::support::{root, sample};
use crate::{comparisons, exported};

/// Findings that set a record aside where it is read.
const ASIDE: [&str; 14] = [
    "ragged-row",
    "blank-row",
    "further-heading",
    "footer-row",
    "total-row",
    "segment-uncoded",
    "coding-without-text",
    "coding-without-code",
    "coding-of-claim",
    "coding-without-segment",
    "codes-are-cases",
    "cue-without-words",
    "cue-without-time",
    "file-ignored",
];

/// One file as it was read.
struct Line {
    format: String,
    file: String,
    what: &'static str,
    used: usize,
    findings: Findings,
    /// Segments that equal the text at their place, of those that have one.
    equal: Option<(usize, usize)>,
}

impl Line {
    fn named(&self) -> usize {
        ASIDE.iter().map(|id| self.findings.count(id)).sum()
    }

    /// A line of a table, with a column of segments or without.
    fn written(&self, segments: bool) -> String {
        let (used, named) = (self.used, self.named());
        let ids = ASIDE.iter().filter(|id| self.findings.count(id) > 0);
        let ids: Vec<String> =
            ids.map(|id| format!("{} `{id}`", self.findings.count(id))).collect();
        let ids = if ids.is_empty() { "0".to_owned() } else { ids.join(", ") };
        let equal = self.equal.map_or_else(String::new, |(equal, of)| format!("{equal} of {of}"));
        let equal = if segments { format!(" {equal} |") } else { String::new() };
        let (format, file, what) = (&self.format, &self.file, self.what);
        format!("| {format} | {file} | {} {what} | {used} | {ids} |{equal}", used + named)
    }
}

fn source(path: &Path, shown: &str) -> SourceFile {
    SourceFile::from_path(path, shown).unwrap()
}

/// A name below the folder of samples or the project.
fn shown(path: &Path) -> String {
    let samples = root().parent().unwrap().join("shared/samples");
    let below = path.strip_prefix(&samples).or_else(|_| path.strip_prefix(root())).unwrap();
    below.to_string_lossy().replace('\\', "/")
}

fn project(format: Format, file: String, read: &Interviews, findings: Findings) -> Line {
    let segments = &read.segments.as_ref().unwrap().segments;
    let mut equal = (0, 0);
    for segment in segments {
        let transcript =
            read.transcripts.iter().find(|transcript| transcript.document == segment.document);
        let words = transcript.and_then(|transcript| transcript.text.slice(segment.chars.clone()?));
        equal.1 += 1;
        equal.0 += usize::from(
            words.is_some() && (segment.quote.is_none() || words == segment.quote.as_deref()),
        );
    }
    let line = Line {
        format: format.name().to_owned(),
        file,
        what: "codings",
        used: segments.len(),
        findings,
        equal: Some(equal),
    };
    assert_eq!(
        read.records() + line.findings.count("segment-uncoded"),
        line.used + line.named(),
        "{}",
        line.file
    );
    line
}

fn refi(file: &SourceFile) -> Line {
    let mut findings = Findings::default();
    let read = read_project(file, None, &ProjectOptions::default(), &mut findings).unwrap();
    project(Format::RefiProject, file.name().to_owned(), &read, findings)
}

#[cfg(feature = "sqlite")]
fn database(file: &SourceFile, format: Format) -> Line {
    let mut findings = Findings::default();
    let read = persona_synthesis::sources::read_database(file, format, &[], &mut findings).unwrap();
    project(format, file.name().to_owned(), &read, findings)
}

/// The sample study as other programs would export it.
fn exports() -> Vec<Line> {
    let clinic = exported::clinic();
    let style = exported::Style {
        origin: "QualCoder",
        positions: persona_synthesis::sources::Positions::default(),
        windows: true,
        mark: true,
        named: true,
        cases: true,
    };
    let file = |name: &str, bytes: Vec<u8>| {
        SourceFile::from_bytes(format!("data/clinic, exported as {name}"), bytes).unwrap()
    };
    vec![
        refi(&file(".qdpx", exported::qdpx(&clinic, style))),
        #[cfg(feature = "sqlite")]
        database(&file("data.qda", exported::qualcoder(&clinic)), Format::QualcoderProject),
    ]
}

fn subtitles(path: &Path) -> Line {
    let mut findings = Findings::default();
    let read =
        Transcript::from_file(source(path, &shown(path)), String::new(), &[], None, &mut findings)
            .unwrap();
    let timeless = findings.count("cue-without-time");
    let line = Line {
        format: "transcripts".into(),
        file: shown(path),
        what: "cues",
        used: read.cues.len(),
        findings,
        equal: None,
    };
    // Lines without a time, or with a broken one, are no cue, but are named as well.
    let (all, counted) = (line.used + line.named(), cues(path));
    assert!(
        read.cues.is_empty() || (all - timeless..=all).contains(&counted),
        "{}: {counted} cues",
        line.file
    );
    line
}

/// Number of cues in a file, counted by their times alone.
fn cues(path: &Path) -> usize {
    let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
    let sbv = |line: &str| {
        line.contains(',') && line.split(',').all(|time| time.contains(':') && !time.contains(' '))
    };
    text.lines().filter(|line| line.contains("-->") || sbv(line)).count()
}

fn transcripts(path: &Path) -> Line {
    let mut findings = Findings::default();
    let read = read_transcripts(path, &shown(path), &[], None, &mut findings).unwrap();
    let line = Line {
        format: "transcripts".into(),
        file: shown(path),
        what: "texts",
        used: read.len(),
        findings,
        equal: None,
    };
    let files = if path.is_dir() { std::fs::read_dir(path).unwrap().count() } else { 1 };
    assert_eq!(files, line.used + line.named(), "{}", line.file);
    line
}

/// A table, or the error that it is refused with.
fn table(path: &Path) -> Result<Line, String> {
    let mut findings = Findings::default();
    let file = source(path, &shown(path));
    let table = Table::read(file, &TableOptions::default(), &mut findings)
        .map_err(|error| error.to_string())?;
    assert_eq!(table.rows(), records(path, &table), "{}", shown(path));
    let format = Format::detect(&table);
    let kind = path.extension().unwrap().to_string_lossy().to_lowercase();
    let used = table.rows() - table.set_aside();
    let mut line = Line {
        format: format!("{format}, {kind}"),
        file: shown(path),
        what: "rows",
        used,
        findings,
        equal: None,
    };
    assert_eq!(table.set_aside(), line.named(), "{}", line.file);
    if matches!(format, Format::Segments | Format::TaguetteHighlights) {
        line.equal = Some(placed(table, path));
    }
    Ok(line)
}

/// Records below the header, counted without the readers.
fn records(path: &Path, table: &Table) -> usize {
    use calamine::Reader as _;
    let bytes = std::fs::read(path).unwrap();
    match path.extension().unwrap().to_str().unwrap() {
        "sav" | "zsav" => {
            usize::try_from(i32::from_le_bytes(bytes[80..84].try_into().unwrap())).unwrap()
        }
        "xlsx" => {
            let mut book = calamine::open_workbook_from_rs::<calamine::Xlsx<_>, _>(
                std::io::Cursor::new(bytes),
            )
            .unwrap();
            let sheet = table.name.rsplit('/').next().unwrap();
            book.worksheet_range(sheet).unwrap().height() - 1
        }
        _ => {
            let encoding =
                encoding_rs::Encoding::for_label(table.encoding.unwrap().name().as_bytes())
                    .unwrap();
            let (text, ..) = encoding.decode(&bytes);
            let mut reader = csv::ReaderBuilder::new();
            reader.delimiter(table.delimiter.unwrap().byte()).flexible(true);
            reader.from_reader(text.as_bytes()).byte_records().count()
        }
    }
}

/// Segments of an export that equal, white space apart, the words at the place where they are put
/// in the transcripts beside it.
fn placed(table: Table, path: &Path) -> (usize, usize) {
    let beside = |name: &str| {
        path.ancestors().map(|folder| folder.join(name)).find(|folder| folder.is_dir())
    };
    let folders = ["interviews", "text", "PSSUQ/comments"].iter().filter_map(|name| beside(name));
    let texts: Vec<Transcript> = folders
        .flat_map(|folder| {
            read_transcripts(&folder, "texts", &[], None, &mut Findings::default()).unwrap()
        })
        .collect();
    let stem = |name: &str| name.split('.').next().unwrap().to_owned();
    let anchors: BTreeMap<String, (&Transcript, QuoteIndex<'_>)> = texts
        .iter()
        .map(|text| (stem(&text.document), (text, QuoteIndex::new(&text.text))))
        .collect();
    let read =
        CodedSegments::from_table(table, &SegmentColumns::default(), &mut Findings::default())
            .unwrap();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (mut equal, mut after) = (0, BTreeMap::new());
    for segment in &read.segments {
        let (quote, document) = (segment.quote.as_deref().unwrap(), stem(&segment.document));
        let (text, anchors) = &anchors[&document];
        let chars =
            match (&segment.chars, anchors.place(quote, *after.get(&document).unwrap_or(&0))) {
                (Some(chars), _) => chars.clone(),
                (None, place) => match place.chars() {
                    Some(chars) => chars.clone(),
                    None => continue,
                },
            };
        equal += usize::from(words(text.text.slice(chars.clone()).unwrap()) == words(quote));
        after.insert(document, chars.start);
    }
    (equal, read.segments.len())
}

/// The files of a folder and its folders with one of these extensions, by name.
fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extensions));
        } else if path
            .extension()
            .is_some_and(|extension| extensions.contains(&extension.to_str().unwrap()))
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The lines of interviews, of surveys and customer records, and of what is refused.
fn lines(folders: &[PathBuf]) -> (Vec<Line>, Vec<Line>, Vec<String>) {
    let (mut interviews, mut tables, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for folder in folders {
        for path in files(folder, &["qdpx", "qde"]) {
            interviews.push(refi(&source(&path, &shown(&path))));
        }
        #[cfg(feature = "sqlite")]
        for path in files(folder, &["sqlite3"]) {
            interviews.push(database(&source(&path, &shown(&path)), Format::TaguetteProject));
        }
        interviews.extend(files(folder, &["vtt", "srt", "sbv"]).iter().map(|path| subtitles(path)));
        for part in [
            "transcripts/raw",
            "transcripts/text",
            "PSSUQ/comments",
            "interviews",
            "ID1.docx",
            "ID2.odt",
            "transcript.txt",
        ] {
            interviews.extend(
                Some(folder.join(part)).filter(|path| path.exists()).map(|path| transcripts(&path)),
            );
        }
        for path in files(folder, &["csv", "tsv", "xlsx", "sav", "zsav"]) {
            match table(&path) {
                Ok(line) if line.equal.is_some() => interviews.push(line),
                Ok(line) => tables.push(line),
                Err(error) => refused.push(error),
            }
        }
    }
    (interviews, tables, refused)
}

fn written(lines: &[Line], segments: bool) -> String {
    let mut text = String::from("| format | file | read | used | named in findings |");
    text.push_str(if segments { " segments that equal their text |\n|---" } else { "\n" });
    text.push_str("|---|---|---|---|---|\n");
    lines.iter().for_each(|line| writeln!(text, "{}", line.written(segments)).unwrap());
    text
}

/// The counts read from the files of the project stand in the table wherever it is built, and are
/// all of it where the samples are.
#[test]
fn the_table_of_samples_says_what_is_read() {
    let path = root().join("src/sources/samples.md");
    let own: Vec<PathBuf> =
        ["data/clinic", "data/r-community"].map(|folder| root().join(folder)).into();
    let (mut interviews, mut tables, mut refused) = lines(&own);
    interviews.extend(exports());
    let stands = std::fs::read_to_string(&path).unwrap_or_default();
    let Some(samples) = sample("csv-dialects") else {
        for line in interviews
            .iter()
            .map(|line| line.written(true))
            .chain(tables.iter().map(|line| line.written(false)))
        {
            assert!(stands.contains(&line), "{} lacks {line}", path.display());
        }
        return;
    };
    let mut folders: Vec<PathBuf> = std::fs::read_dir(samples.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    let more = lines(&folders);
    interviews.extend(more.0);
    tables.extend(more.1);
    refused.extend(more.2);
    let mut text = String::from(
        "Every record that is read is used or named in a finding. Numbers of records were counted a second time without the readers; `tests/it/sample_table.rs` \
         writes this page and fails where it is not what is read.\n\n## Interviews\n\n",
    );
    text.push_str(&written(&interviews, true));
    text.push_str("\n## Surveys, customer records, codebooks\n\nA file of several sheets is read by its first.\n\n");
    text.push_str(&written(&tables, false));
    text.push_str("\n## Refused\n\n");
    refused.iter().for_each(|error| writeln!(text, "- {error}").unwrap());
    text.push_str("\n## The same by other means\n\n| what was read | compared with | equal |\n|---|---|---|\n");
    comparisons::all()
        .iter()
        .for_each(|(what, with, equal)| writeln!(text, "| {what} | {with} | {equal} |").unwrap());
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        std::fs::write(&path, &text).unwrap();
    }
    assert!(
        stands == text,
        "{} is not what is read: INSTA_UPDATE=always writes it",
        path.display()
    );
}
