//! Files of interviews as researchers have them: drafted whatever their kind, with codings placed
//! whatever the table counts.

use std::path::Path;

use persona_synthesis::{Manifest, Study};

use crate::exported::{Style, clinic, qdpx, qualcoder, zipped};

/// What a person says about the shared kitchen, and a place in it that is coded.
fn talk(person: usize, line_end: &str) -> String {
    let lines = [
        "Interviewer: How do you share the kitchen – by a plan?".to_owned(),
        format!("P{person}: We écrit a plan on the door 📝, week {person}. Nobody reads it!"),
        "Interviewer: And what is hard?".to_owned(),
        format!("P{person}: The bins are full by Sunday, week {person}."),
    ];
    lines.map(|line| line + line_end).concat()
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// The draft of a folder, and the study of it.
fn drafted(folder: &Path) -> (String, Study) {
    let text = Study::draft_manifest(folder).unwrap();
    let mut manifest = Manifest::from_toml(&text, "study.toml").unwrap();
    manifest.folder = folder.to_path_buf();
    let study = Study::build(manifest).unwrap_or_else(|error| panic!("{error}\n{text}"));
    (text, study)
}

fn docx(text: &str) -> Vec<u8> {
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let paragraph = |line: &str| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>");
    let body: String = text.lines().map(paragraph).collect();
    let xml = format!("<w:document xmlns:w=\"{space}\"><w:body>{body}</w:body></w:document>");
    zipped([("word/document.xml", xml.as_bytes())])
}

fn subtitles(person: usize) -> String {
    format!(
        "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Interviewer>How do you share the kitchen?\n\n\
         00:02.000 --> 00:05.000\n<v Person {person}>By a plan on the door.\n"
    )
}

#[test]
fn transcripts_of_every_kind_are_drafted() {
    let srt = "1\n00:00:00,000 --> 00:00:02,000\nInterviewer: How so?\n\n2\n00:00:02,000 --> \
               00:00:05,000\nAda: By a plan.\n";
    let sbv = "0:00:00.000,0:00:02.000\nInterviewer: How so?\n\n0:00:02.000,0:00:05.000\nAda: By \
               a plan.\n";
    for (name, bytes) in [
        ("P1.docx", docx(&talk(1, "\n"))),
        ("P1.txt", talk(1, "\n").into_bytes()),
        ("P1.md", talk(1, "\n").into_bytes()),
        ("P1.vtt", subtitles(1).into_bytes()),
        ("P1.srt", srt.into()),
        ("P1.sbv", sbv.into()),
    ] {
        for below in ["", "talks/", "talks/wave 1/"] {
            let folder = tempfile::tempdir().unwrap();
            write(folder.path(), &format!("{below}{name}"), &bytes);
            write(folder.path(), &format!("{below}Interview guide.txt"), "Warm up\n");
            write(folder.path(), &format!("{below}~$P1.docx"), "lock");
            let (text, study) = drafted(folder.path());
            assert_eq!(study.len(), 1, "{below}{name}\n{text}");
            assert_eq!(study.respondents().next().unwrap().name(), "P1", "{text}");
        }
    }
}

#[test]
fn transcripts_beside_the_manifest_are_one_source() {
    let folder = tempfile::tempdir().unwrap();
    for person in 1..=4 {
        write(folder.path(), &format!("P{person}.txt"), talk(person, "\n"));
    }
    write(folder.path(), "codes.csv", "document,code,quote\nP1,plan,We écrit a plan\n");
    write(folder.path(), "out/personas.json", "{}");
    write(folder.path(), "out/run.json", "{}");
    write(folder.path(), "out/personas.md", "# What a run has written\n");
    let (text, study) = drafted(folder.path());
    assert!(text.contains("path = \".\""), "{text}");
    assert_eq!(study.len(), 4, "{text}");
    assert_eq!(study.placements().map(|(_, placed)| placed.unique).sum::<usize>(), 1);
}

#[test]
fn projects_are_drafted_with_what_they_hold() {
    let made = clinic();
    let project = qdpx(&made, Style::plain());
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "study.qdpx", &project);
    // What was imported into the project, and what was exported from it, would count twice.
    for (name, text) in &made.texts {
        write(folder.path(), &format!("interviews/{name}"), text);
    }
    write(folder.path(), "highlights.csv", "document,code,quote\nP01.txt,slow,so slow\n");
    write(folder.path(), "old.mx24", "x");
    let (text, study) = drafted(folder.path());
    assert_eq!(text.matches("[[source]]").count(), 1, "{text}");
    assert_eq!(study.len(), made.texts.len(), "{text}");
    assert!(text.contains("export the project as REFI-QDA (.qdpx)"), "{text}");
    if cfg!(feature = "sqlite") {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "study.qda/data.qda", qualcoder(&made));
        write(folder.path(), "study.qda/documents/P01.txt", "a copy of the project's own");
        let (text, study) = drafted(folder.path());
        assert!(text.contains("path = \"study.qda\""), "{text}");
        assert_eq!(text.matches("[[source]]").count(), 1, "{text}");
        assert_eq!(study.len(), made.texts.len(), "{text}");
    }
}

/// A way to count: its name, the line ends of the transcripts, whether they begin with a mark, the
/// count, and 1 for ends that belong to the words, 2 for a mark that counts.
type Way<'a> = (&'a str, &'a str, bool, &'a dyn Fn(&str) -> usize, usize);

/// A folder of four transcripts, coded in a table that counts its own way.
fn counted(line_end: &str, mark: bool, count: &dyn Fn(&str) -> usize, last: usize) -> Study {
    let folder = tempfile::tempdir().unwrap();
    let mut table = String::from("document,code,start,end\n");
    for person in 1..=4 {
        let text = talk(person, line_end);
        let bytes = if mark { format!("\u{feff}{text}") } else { text.clone() };
        write(folder.path(), &format!("talks/P{person}.txt"), bytes);
        let whole = if mark && last == 2 { format!("\u{feff}{text}") } else { text };
        for words in ["We écrit a plan on the door 📝, week", "Nobody reads it!", "bins are full"]
        {
            let at = whole.find(words).unwrap();
            let (start, end) = (count(&whole[..at]), count(&whole[..at + words.len()]));
            let end = if last == 1 { end - 1 } else { end };
            table.push_str(&format!("P{person},{words:.4},{start},{end}\n"));
        }
    }
    write(folder.path(), "codes.csv", table);
    let manifest = "title = \"t\"\n[[source]]\nid = \"talks\"\npath = \"talks\"\nrespondent = { \
                    document = '^(P\\d+)' }\n[[source]]\nid = \"codes\"\npath = \"codes.csv\"\n";
    let mut manifest = Manifest::from_toml(manifest, "study.toml").unwrap();
    manifest.folder = folder.path().to_path_buf();
    Study::build(manifest).unwrap()
}

/// The words that the segments of a study were placed on.
fn placed(study: &Study) -> Vec<String> {
    let all = study.respondents().flat_map(|person| study.observations(person.index()));
    all.map(|one| study.words(one.address).into_owned()).collect()
}

#[test]
fn positions_of_tables_are_read_as_they_were_counted() {
    let chars = |text: &str| text.chars().count();
    let without_returns = |text: &str| text.chars().filter(|c| *c != '\r').count();
    let units = |text: &str| text.encode_utf16().count();
    let bytes = |text: &str| text.len();
    let ways: [Way<'_>; 8] = [
        ("code points", "\n", false, &chars, 0),
        ("code points of CR LF", "\r\n", false, &chars, 0),
        ("a line end as one", "\r\n", false, &without_returns, 0),
        ("UTF-16", "\n", false, &units, 0),
        ("bytes", "\n", false, &bytes, 0),
        ("inclusive ends", "\n", false, &chars, 1),
        ("the mark counts", "\n", true, &chars, 2),
        ("a line end as one, inclusive", "\r\n", false, &without_returns, 1),
    ];
    for (way, line_end, mark, count, last) in ways {
        let study = counted(line_end, mark, count, last);
        let (_, placement) = study.placements().next().unwrap();
        assert_eq!((placement.by_offsets, placement.lost), (12, 0), "{way}");
        let words = placed(&study);
        assert_eq!(words.len(), 12, "{way}");
        for words in words {
            assert!(
                ["We écrit a plan on the door 📝, week", "Nobody reads it!", "bins are full"]
                    .contains(&words.as_str()),
                "{way}: {words}"
            );
        }
    }
}
