//! Every subcommand is parsed into its request, with the defaults that the help states.

use persona_synthesis::PersonaKind;
use persona_synthesis::manifest::Profile;
use persona_synthesis::render::Density;
use persona_synthesis::warehouse::Dialect;

use super::*;
use crate::request::{EngineAt, Fit, ModelTable, Sql, TableAt};

fn parsed(line: &str) -> Request {
    let words = std::iter::once("personas").chain(line.split_whitespace());
    Request::parsed(&syntax().try_get_matches_from(words).unwrap()).unwrap()
}

fn at(path: &str, confined: bool) -> ManifestAt {
    ManifestAt { path: path.into(), of_folder: false, confined }
}

#[test]
fn the_syntax_has_no_contradiction() {
    syntax().debug_assert();
}

#[test]
fn defaults_are_those_of_the_help() {
    let Request { json, task } = parsed("synthesize");
    let pages = PageStyle { density: Density::Balanced, templates: None };
    let of = StudyResult { manifest: at("study.toml", false), out: "out".into() };
    let (strict, language) = (false, None);
    let expected = Synthesize { of, strict, language, seed: None, privacy: None, pages };
    assert_eq!(task, Task::Synthesize(expected));
    assert!(!json);
}

#[test]
fn every_option_reaches_its_field() {
    let Request { json, task } = parsed(
        "erase P07 a.toml --confined --out o --privacy public --density story --templates t --json",
    );
    assert!(json);
    let expected = Erase {
        respondent: "P07".into(),
        of: StudyResult { manifest: at("a.toml", true), out: "o".into() },
        privacy: Some(Profile::Public),
        pages: PageStyle { density: Density::Story, templates: Some("t".into()) },
    };
    assert_eq!(task, Task::Erase(expected));
    let compare =
        Compare { old: at("a.toml", false), new: at("b.toml", false), out: None, permutations: 99 };
    assert_eq!(parsed("compare a.toml b.toml").task, Task::Compare(compare));
    let show = parsed("show U1-03 a.toml").task;
    assert!(matches!(show, Task::Show(OneClaim { claim, .. }) if claim == "U1-03"));
}

#[test]
fn a_table_is_in_a_file_or_elsewhere() {
    let fit = parsed("sql fit --table t --key k --dialect duckdb --kind buyer --weight w --json");
    let engine = EngineAt::Elsewhere(Dialect::DuckDb);
    let of = ModelTable {
        table: TableAt { engine, name: Some("t".into()), key: "k".into() },
        model: "out/model.json".into(),
        journal: "journal".into(),
        kind: Some(PersonaKind::Buyer),
        weight: Some("w".into()),
    };
    assert_eq!(fit.task, Task::Sql(Sql::Fit(Fit { of, out: "fitted.json".into() })));
    assert!(fit.json, "an option of the whole command may come last");
    for line in [
        "sql sample --data p.csv --key k --share 0.5",
        "sql claims --data p.csv --key k",
        "sql stability --data p.csv --key k --replicates 3",
        "sql assign --data p.csv --key k",
    ] {
        assert!(matches!(parsed(line).task, Task::Sql(_)), "{line}");
    }
}
