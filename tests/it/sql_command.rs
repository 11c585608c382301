//! `personas sql`: statements in files, answered by any program that reaches the engine.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use persona_synthesis::warehouse::{Engine, Sqlite};
use serde_json::Value;

/// Output of the command, and its exit code.
fn personas(folder: &Path, arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_personas"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr);
    (text, output.status.code())
}

/// A small study of people who work early or late, and the same people as a table.
fn study(folder: &Path) -> Sqlite {
    let rows: Vec<[&str; 3]> = (0..80)
        .map(|row| {
            let turn = |every: usize, a, b| if row % every == 0 { b } else { a };
            if row % 2 == 0 {
                ["early", turn(7, "calm", "speed"), "mail"]
            } else {
                ["late", "speed", turn(9, "chat", "mail")]
            }
        })
        .collect();
    let mut csv = String::from("id,Start,Need,Way\n");
    let mut values = Vec::new();
    for (row, [start, need, way]) in rows.iter().enumerate() {
        writeln!(csv, "p{row},{start},{need},{way}").unwrap();
        values.push(format!("('p{row}', '{start}', '{need}', '{way}')"));
    }
    std::fs::write(folder.join("people.csv"), csv).unwrap();
    let toml = "[[source]]\nid = \"people\"\npath = \"people.csv\"\nrespondent = \"id\"\n\
                [facets]\nbehaviour = [\"*\"]\n[clustering]\ngroups = 2\nreplicates = 10\n";
    std::fs::write(folder.join("study.toml"), toml).unwrap();
    let create = format!(
        "CREATE TABLE people (id TEXT, Start TEXT, Need TEXT, Way TEXT); INSERT INTO people VALUES {}",
        values.join(",")
    );
    rusqlite::Connection::open(folder.join("crm.sqlite3")).unwrap().execute_batch(&create).unwrap();
    Sqlite::open(folder.join("crm.sqlite3")).unwrap()
}

/// Runs a command until no statement waits any more; how many did.
fn answered(folder: &Path, engine: &mut Sqlite, arguments: &[&str]) -> (String, usize) {
    let place = ["--table", "people", "--key", "id", "--dialect", "sqlite", "--json"];
    let arguments = [&["sql"], arguments, &place].concat();
    let mut answers = 0;
    loop {
        let (text, code) = personas(folder, &arguments);
        if code != Some(3) {
            assert_eq!(code, Some(0), "{text}");
            return (text, answers);
        }
        let waits: Value = serde_json::from_str(&text).unwrap();
        let file = |name: &str| folder.join(waits[name].as_str().unwrap());
        let rows = engine.query(&std::fs::read_to_string(file("statement")).unwrap()).unwrap();
        let lines: String =
            rows.iter().map(|row| serde_json::to_string(row).unwrap() + "\n").collect();
        std::fs::write(file("answer"), lines).unwrap();
        answers += 1;
    }
}

#[test]
fn a_model_is_fitted_and_assigned_by_files() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let mut engine = study(at);
    let (text, code) = personas(at, &["synthesize", "--out", "out"]);
    assert_eq!(code, Some(0), "{text}");
    let place = ["--table", "people", "--key", "id", "--dialect", "sqlite"];
    let (text, code) = personas(at, &[&["sql", "fit", "--journal", "fit"], &place[..]].concat());
    assert!(
        text.starts_with("fit/0001.sql waits to be run: its rows go to fit/0001.jsonl"),
        "{text}"
    );
    assert_eq!(code, Some(3));
    let (text, answers) = answered(at, &mut engine, &["fit", "--journal", "fit"]);
    let told: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&told["settled"], &told["passes"][0]["rows"]),
        (&Value::Bool(true), &Value::from(80))
    );
    assert!(answers > 5);
    let (statement, _) =
        answered(at, &mut engine, &["assign", "--model", "fitted.json", "--journal", "assign"]);
    let rows = engine.query(&statement).unwrap();
    let (assigned, _) = personas(at, &["assign", "study.toml", "--model", "fitted.json"]);
    assert_eq!(rows.len(), 80);
    for row in rows {
        let line = format!("{},user,{},", row[0], row[1]);
        assert!(assigned.contains(&line), "{line}\n{assigned}");
    }
    let (claims, _) =
        answered(at, &mut engine, &["claims", "--model", "fitted.json", "--journal", "claims"]);
    let claims: Value = serde_json::from_str(&claims).unwrap();
    let early = |claim: &&Value| {
        claim["indicator"] == "Start"
            && claim["levels"][0] == "early"
            && claim["direction"] == "more"
    };
    let early: Vec<&Value> = claims["claims"].as_array().unwrap().iter().filter(early).collect();
    assert_eq!((early.len(), &early[0]["grade"]), (1, &Value::from("supported")), "{claims}");
    let (sample, _) = personas(at, &[&["sql", "sample", "--share", "0.5"], &place[..]].concat());
    let drawn = engine.query(&sample).unwrap().len();
    assert!((20..60).contains(&drawn), "{drawn}");
    let (text, code) = personas(at, &[&["sql", "sample", "--share", "2"], &place[..]].concat());
    assert!(code == Some(1) && text.contains("expected above 0 and at most 1, found 2"), "{text}");
    // An answer that is none.
    std::fs::write(at.join("fit/0001.jsonl"), "80, 80\n").unwrap();
    let (text, code) = personas(at, &[&["sql", "fit", "--journal", "fit"], &place[..]].concat());
    assert!(
        code == Some(1)
            && text.contains(
                "0001.jsonl:1: expected a row as a JSON array of plain values, found \"80, 80\""
            ),
        "{text}"
    );
}

#[test]
fn statements_run_at_once_in_a_file_that_holds_the_table() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let mut engine = study(at);
    personas(at, &["synthesize", "--out", "out"]);
    let place = ["--data", "crm.sqlite3", "--table", "people", "--key", "id"];
    let run = |name: &str, more: &[&str]| {
        let (text, code) = personas(at, &[&["sql", name], more, &place[..]].concat());
        assert_eq!(code, Some(0), "{text}");
        text
    };
    let told = run("fit", &["--journal", "fit"]);
    assert!(
        told.contains("pass 1: log-likelihood ")
            && told.contains("settled, BIC ")
            && told.ends_with("; the model is in fitted.json\n"),
        "{told}"
    );
    let fitted = std::fs::read(at.join("fitted.json")).unwrap();
    answered(at, &mut engine, &["fit", "--journal", "by-hand"]);
    assert_eq!(
        fitted,
        std::fs::read(at.join("fitted.json")).unwrap(),
        "as when somebody else runs the statements"
    );

    let rows = run("assign", &["--model", "fitted.json", "--journal", "assign"]);
    let (assigned, _) = personas(at, &["assign", "study.toml", "--model", "fitted.json"]);
    assert!(rows.starts_with("respondent,persona,probability,margin,status,known\np0,U"), "{rows}");
    assert_eq!(rows.lines().count(), 81);
    for row in rows.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let line = format!("{},user,{},", cells[0], cells[1]);
        assert!(assigned.contains(&line), "{line}\n{assigned}");
    }
    let claims = run("claims", &["--model", "fitted.json", "--journal", "claims"]);
    assert!(claims.lines().any(|line| line.contains(",Start,early,more,supported,")), "{claims}");
    let stability = run(
        "stability",
        &["--model", "fitted.json", "--journal", "stability", "--replicates", "2"],
    );
    let lines: Vec<&str> = stability.lines().collect();
    assert!(
        lines[0].starts_with("halves 1: adjusted Rand index ")
            && lines[2].starts_with("U1: Jaccard index "),
        "{stability}"
    );
    assert_eq!(lines.len(), 4);

    let sample = run("sample", &["--share", "0.5"]);
    assert!(sample.starts_with("id,Start,Need,Way\np"), "{sample}");
    std::fs::write(at.join("sample.csv"), &sample).unwrap();
    assert!((20..60).contains(&sample.lines().count()), "{sample}");
    let (text, code) =
        personas(at, &["sql", "sample", "--share", "0.5", "--data", "none.parquet", "--key", "id"]);
    assert!(code == Some(1) && text.contains("none.parquet: No such file"), "{text}");
    let both = [
        "sql",
        "sample",
        "--share",
        "1",
        "--dialect",
        "duckdb",
        "--data",
        "crm.sqlite3",
        "--key",
        "id",
    ];
    let (text, code) = personas(at, &both);
    assert!(code == Some(2) && text.contains("cannot be used with"), "{text}");
}

/// The fitted model would replace the file that the output is redirected to, and what is printed
/// would be lost with it.
#[cfg(target_os = "linux")]
#[test]
fn a_model_does_not_replace_the_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    study(at);
    personas(at, &["synthesize", "--out", "out"]);
    let fit = |out: &str, stdout: std::process::Stdio| {
        let place = ["--data", "crm.sqlite3", "--table", "people", "--key", "id"];
        let mut command = Command::new(env!("CARGO_BIN_EXE_personas"));
        command.args(["sql", "fit", "--out", out]).args(place).current_dir(at).stdout(stdout);
        command.stderr(std::process::Stdio::piped()).spawn().unwrap().wait_with_output().unwrap()
    };
    for out in ["/dev/stdout", "printed"] {
        let printed = std::fs::File::create(at.join("printed")).unwrap();
        let output = fit(out, printed.into());
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        let expected = format!("{out} is where the command prints to\n  name another file");
        assert!(said.contains(&expected), "{said}");
        assert_eq!(std::fs::read_to_string(at.join("printed")).unwrap(), "");
    }
    // A pipe takes the model, then what is printed.
    let output = fit("/dev/stdout", std::process::Stdio::piped());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("{\"schema_version\"") && text.contains("settled, BIC"), "{text}");
}
