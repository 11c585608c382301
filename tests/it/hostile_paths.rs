//! Paths that lead where they should not: links out of a folder, pipes and devices, studies that
//! are confined.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use persona_synthesis::lifecycle::read_result;
use persona_synthesis::manifest::Overrides;
use persona_synthesis::sources::{
    ProjectOptions, SourceFile, Table, TableOptions, read_project, read_transcripts,
};
use persona_synthesis::study::StudyBuilder;
use persona_synthesis::{ErrorKind, Findings, Manifest, Result, Source, Study};
use tempfile::TempDir;

const WORDS: &str = "I: How?\nP1: Well.\nI: And?\nP1: Slow.\n";

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn refusal<T>(read: Result<T>) -> String {
    read.map(|_| ()).unwrap_err().to_string()
}

/// A folder with a study in `study/` and files of others in `elsewhere/`.
fn two_folders() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    for name in ["study/interviews/below/.hidden", "elsewhere/interviews"] {
        fs::create_dir_all(at.join(name)).unwrap();
    }
    let rows: String = (1..=8).map(|row| format!("P{row},{}\n", ["yes", "no"][row % 2])).collect();
    for name in ["study", "elsewhere"] {
        fs::write(at.join(name).join("interviews/P1.txt"), WORDS).unwrap();
        fs::write(at.join(name).join("survey.csv"), format!("id,Quick?\n{rows}")).unwrap();
        fs::write(at.join(name).join("secret.key"), "thirty-two bytes that nobody knows").unwrap();
        fs::write(at.join(name).join("withdrawn.txt"), "").unwrap();
        fs::write(at.join(name).join("overrides.toml"), "").unwrap();
    }
    folder
}

#[test]
fn what_is_met_in_a_folder_never_leads_out_of_it() {
    let folder = two_folders();
    let at = folder.path().join("study/interviews");
    fs::write(at.join("below/P6.txt"), WORDS).unwrap();
    fs::write(at.join("below/.hidden/P8.txt"), WORDS).unwrap();
    symlink("P1.txt", at.join("P7.txt")).unwrap();
    symlink("below", at.join("again")).unwrap();
    symlink("below/.hidden", at.join("shown")).unwrap();
    symlink(".", at.join("round")).unwrap();
    symlink("../../elsewhere/survey.csv", at.join("P2.txt")).unwrap();
    symlink("../../elsewhere/interviews", at.join("others")).unwrap();
    symlink("nowhere", at.join("P3.txt")).unwrap();
    symlink("/dev/zero", at.join("P4.txt")).unwrap();
    pipe(&at.join("P5.txt"));
    let _socket = UnixListener::bind(at.join("P9.txt")).unwrap();
    let mut findings = Findings::default();
    let read = read_transcripts(&at, "interviews", &[], None, &mut findings).unwrap();
    let documents: Vec<&str> = read.iter().map(|transcript| transcript.document.as_str()).collect();
    assert_eq!(documents, ["P1.txt", "P7.txt", "below/P6.txt", "shown/P8.txt"]);
    let said: Vec<String> = findings
        .iter()
        .filter(|one| one.id() == "entry-left-out")
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        said,
        [
            "interviews/P2.txt: link leads out of the folder; left out",
            "interviews/P3.txt: link leads nowhere; left out",
            "interviews/P4.txt: link leads out of the folder; left out",
            "interviews/P5.txt: a named pipe, no file; left out",
            "interviews/P9.txt: a socket, no file; left out",
            "interviews/others: link leads out of the folder; left out",
        ]
    );
    let draft = Study::draft_manifest(folder.path().join("study")).unwrap();
    assert!(
        draft.contains("# interviews/P2.txt: link leads out of the folder; left out\n"),
        "{draft}"
    );
    assert!(draft.contains("path = \"survey.csv\"") && !draft.contains("elsewhere"), "{draft}");
}

#[test]
fn folders_below_the_deepest_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let deep: String = (0..9).map(|level| format!("{level}/")).collect();
    fs::create_dir_all(folder.path().join(&deep)).unwrap();
    fs::write(folder.path().join("0/P1.txt"), WORDS).unwrap();
    let mut findings = Findings::default();
    assert_eq!(read_transcripts(folder.path(), "in", &[], None, &mut findings).unwrap().len(), 1);
    let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["in/0/1/2/3/4/5/6/7/8: folder lies more than 8 levels deep; left out"]);
}

/// To open a pipe is to wait for a writer, and a device never ends.
#[test]
fn only_files_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    for name in ["study.toml", "overrides.toml", "personas.json", "rows.csv"] {
        pipe(&at.join(name));
    }
    let refused = |read: Result<()>, name: &str, found: &str| {
        let said = read.unwrap_err().to_string();
        assert!(said.ends_with(&format!("{name}: expected a file, found {found}")), "{said}");
    };
    refused(Manifest::from_path(at.join("study.toml")).map(|_| ()), "study.toml", "a named pipe");
    refused(
        Overrides::from_path(at.join("overrides.toml")).map(|_| ()),
        "overrides.toml",
        "a named pipe",
    );
    refused(read_result(at).map(|_| ()), "personas.json", "a named pipe");
    let table = Table::open(
        &at.join("rows.csv"),
        "rows.csv",
        &TableOptions::default(),
        &mut Findings::default(),
    );
    refused(table.map(|_| ()), "rows.csv", "a named pipe");
    refused(SourceFile::from_path(Path::new("/dev/zero"), "zero").map(|_| ()), "zero", "a device");
    refused(SourceFile::from_path(at, "folder").map(|_| ()), "folder", "a folder");
    let survey = Source::new("survey", at.join("rows.csv").to_str().unwrap()).respondent("id");
    refused(Study::builder("t").source(survey).build().map(|_| ()), "rows.csv", "a named pipe");
}

/// The manifest of a study with these lines about its one survey and what stands above it.
fn stated(at: &Path, above: &str, path: &str, more: &str) {
    let text = format!(
        "{above}\n[[source]]\nid = \"survey\"\npath = \"{path}\"\nrespondent = \"id\"\n{more}\n"
    );
    fs::write(at.join("study/study.toml"), text).unwrap();
}

#[test]
fn a_confined_study_reads_nothing_outside() {
    let folder = two_folders();
    let (at, root) = (folder.path(), folder.path().join("study"));
    let manifest = root.join("study.toml");
    symlink("../elsewhere", root.join("linked")).unwrap();
    symlink("../elsewhere/nothing.csv", root.join("dangling.csv")).unwrap();
    let absolute = at.join("elsewhere/survey.csv").display().to_string();
    let survey = |path: &str| ("", path.to_owned(), "");
    let outside = [
        (survey("../elsewhere/survey.csv"), "../elsewhere/survey.csv"),
        (survey(&absolute), "elsewhere/survey.csv"),
        (survey("linked/survey.csv"), "linked/survey.csv"),
        (survey("../elsewhere"), "../elsewhere"),
        (survey("interviews/../../elsewhere/survey.csv"), "survey.csv"),
        (("", "survey.csv".into(), "structure = \"linked/survey.csv\""), "linked/survey.csv"),
        (
            ("", "survey.csv".into(), "consent = { file = \"linked/survey.csv\" }"),
            "linked/survey.csv",
        ),
        (
            (
                "",
                "survey.csv".into(),
                "role = { file = \"../elsewhere/survey.csv\", column = \"Quick?\", user = [\"yes\"] }",
            ),
            "../elsewhere/survey.csv",
        ),
        (
            ("privacy = { key = \"linked/secret.key\" }", "survey.csv".into(), ""),
            "linked/secret.key",
        ),
        (
            (
                "exclusions = { file = \"linked/withdrawn.txt\", key = \"secret.key\" }",
                "survey.csv".into(),
                "",
            ),
            "linked/withdrawn.txt",
        ),
        (
            (
                "exclusions = { file = \"none.txt\", key = \"../elsewhere/secret.key\" }",
                "survey.csv".into(),
                "",
            ),
            "../elsewhere/secret.key",
        ),
    ];
    for ((above, path, more), named) in outside {
        stated(at, above, &path, more);
        let error = Study::open_confined(&manifest, &root).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Outside { .. }), "{above}{path}{more}: {error}");
        let expected = format!(
            "{named}: expected a path within {}, found",
            root.canonicalize().unwrap().display()
        );
        assert!(error.to_string().contains(&expected), "{error}");
        if let Err(error) = Study::open(&manifest) {
            assert!(!matches!(error.kind(), ErrorKind::Outside { .. }), "{error}");
        }
    }
    stated(at, "", "survey.csv", "structure = \"survey.csv\"");
    assert!(!matches!(
        Study::open_confined(&manifest, &root).unwrap_err().kind(),
        ErrorKind::Outside { .. }
    ));
    stated(at, "", "../study/survey.csv", "");
    assert_eq!(
        Study::open_confined(&manifest, &root).unwrap().len(),
        8,
        "it leads back into the folder"
    );
    assert!(matches!(
        Study::open_confined(&manifest, root.join("interviews")).unwrap_err().kind(),
        ErrorKind::Outside { .. }
    ));
    // The caller, and nobody else, allows more.
    stated(at, "", "../elsewhere/survey.csv", "");
    assert_eq!(Study::open_confined(&manifest, at).unwrap().len(), 8);
    let built = Study::builder("t").source(Source::new("survey", &*absolute).respondent("id"));
    assert!(matches!(
        built.clone().confined(&root).unwrap().build().unwrap_err().kind(),
        ErrorKind::Outside { .. }
    ));
    assert_eq!(built.confined(at).unwrap().build().unwrap().len(), 8);
}

/// The answer is the same whether there is something at a place outside or not.
#[test]
fn a_confined_study_does_not_tell_what_is_outside() {
    let folder = two_folders();
    let (at, root) = (folder.path(), folder.path().join("study"));
    symlink("../elsewhere/survey.csv", root.join("there")).unwrap();
    symlink("../elsewhere/nothing.csv", root.join("absent")).unwrap();
    let said = |path: &str| {
        stated(at, "", path, "");
        refusal(Study::open_confined(root.join("study.toml"), &root)).replace(path, "PATH")
    };
    assert_eq!(said("../elsewhere/survey.csv"), said("../elsewhere/nothing.csv"));
    assert_eq!(said("there"), said("absent"));
    assert!(said("nothing.csv").ends_with("cannot read"));
}

#[test]
fn decisions_beside_a_confined_manifest_stay_with_it() {
    let folder = two_folders();
    let root = folder.path().join("study");
    stated(folder.path(), "", "survey.csv", "");
    let beside = |confined: bool| {
        let manifest = root.join("study.toml");
        let study = if confined {
            StudyBuilder::from_path_confined(manifest, &root)
        } else {
            StudyBuilder::from_path(manifest)
        };
        study.unwrap().overrides()
    };
    assert_eq!(beside(true).unwrap(), Some(Overrides::default()));
    fs::remove_file(root.join("overrides.toml")).unwrap();
    assert_eq!(beside(true).unwrap(), None);
    symlink("../elsewhere/overrides.toml", root.join("overrides.toml")).unwrap();
    assert!(matches!(beside(true).unwrap_err().kind(), ErrorKind::Outside { .. }));
    assert_eq!(beside(false).unwrap(), Some(Overrides::default()));
}

#[test]
fn sources_beside_a_project_never_lead_out_of_its_folder() {
    let folder = two_folders();
    let at = folder.path().join("study");
    fs::create_dir(at.join("sources")).unwrap();
    fs::write(at.join("sources/P1.txt"), WORDS).unwrap();
    symlink("../../elsewhere/interviews/P1.txt", at.join("sources/P2.txt")).unwrap();
    let source = |name: &str| {
        format!(
            "<TextSource guid=\"{name}\" name=\"{name}\" plainTextPath=\"relative:///../../{name}.txt\"><PlainTextSelection guid=\"s{name}\" startPosition=\"0\" endPosition=\"2\"/></TextSource>"
        )
    };
    let xml = format!(
        "<Project xmlns=\"urn:QDA-XML:project:1.0\"><Sources>{}{}</Sources></Project>",
        source("P1"),
        source("P2")
    );
    let mut findings = Findings::default();
    let file = SourceFile::from_bytes("p.qde", xml).unwrap();
    let read = read_project(&file, Some(&at), &ProjectOptions::default(), &mut findings).unwrap();
    assert_eq!(read.transcripts.len(), 1);
    let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(
        said.contains(&"sources/P2.txt: link leads out of the folder; left out".to_owned()),
        "{said:?}"
    );
    assert_eq!(findings.count("document-without-text"), 1);
}

#[cfg(feature = "sqlite")]
#[test]
fn the_database_of_a_folder_is_the_folders_own() {
    let folder = two_folders();
    let at = folder.path();
    fs::write(
        at.join("elsewhere/data.qda"),
        crate::exported::qualcoder(&crate::exported::clinic()),
    )
    .unwrap();
    fs::create_dir(at.join("p.qda")).unwrap();
    symlink("../elsewhere/data.qda", at.join("p.qda/data.qda")).unwrap();
    let open =
        |path: &Path| Study::builder("t").source(Source::new("p", path.to_str().unwrap())).build();
    let error = open(&at.join("p.qda")).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Outside { .. }), "{error}");
    let study = open(&at.join("elsewhere")).unwrap();
    assert_eq!(study.findings().count("changes-beside"), 0);
    // A log with frames, and a journal that was done with.
    fs::write(at.join("elsewhere/data.qda-wal"), [1; 33]).unwrap();
    fs::write(at.join("elsewhere/data.qda-journal"), [0; 64]).unwrap();
    let said = |study: &Study| {
        let found = study.findings().iter().filter(|one| one.id() == "changes-beside");
        found.map(|one| one.to_string().rsplit('/').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let more = "beside the database holds changes that are not read; close the project in its program and read it again";
    let study = open(&at.join("elsewhere")).unwrap();
    assert_eq!(said(&study), [format!("data.qda-wal: data.qda-wal {more}")]);
    fs::write(at.join("elsewhere/data.qda-wal"), [1; 32]).unwrap();
    fs::write(at.join("elsewhere/data.qda-journal"), [0xd9; 64]).unwrap();
    let study = open(&at.join("elsewhere/data.qda")).unwrap();
    assert_eq!(said(&study), [format!("data.qda-journal: data.qda-journal {more}")]);
    assert_eq!(
        fs::read(at.join("elsewhere/data.qda-journal")).unwrap(),
        [0xd9; 64],
        "nothing is undone"
    );
    let names = ["data.qda", "data.qda-journal"]
        .map(|name| (format!("p/{name}"), fs::read(at.join("elsewhere").join(name)).unwrap()));
    let zipped = crate::exported::zipped(
        names.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
    );
    fs::write(at.join("p.zip"), zipped).unwrap();
    assert_eq!(
        said(&open(&at.join("p.zip")).unwrap()),
        [format!("data.qda-journal: data.qda-journal {more}")]
    );
}
