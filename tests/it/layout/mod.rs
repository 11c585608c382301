//! The layer rule: a stage uses only the stages before it, a room only the rooms before it, and no
//! two files use each other. ARCHITECTURE.md lists stages and rooms. Files stay short.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::support::root;
use graph::Graph;
use order::{Order, orders};

mod graph;
mod invented;
mod modules;
mod order;
mod tokens;

/// House number; a file that needs more is two ideas.
const MOST_LINES: usize = 400;

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The files below a folder by their path from there, with their text.
fn texts(folder: &str) -> Vec<(String, String)> {
    let folder = root().join(folder);
    let named = |file: PathBuf| {
        let name = file.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        (name, std::fs::read_to_string(&file).unwrap())
    };
    rust_files(&folder).into_iter().map(named).collect()
}

/// The graph of the library, without the command that is a crate of its own beside it.
fn library() -> Graph {
    let files = texts("src").into_iter().filter(|(file, _)| !file.starts_with("bin/"));
    Graph::new(&files.collect::<Vec<_>>())
}

fn listed() -> Vec<Order> {
    let orders = orders(&std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap());
    assert!(orders.len() > 1, "ARCHITECTURE.md lists no stages or no rooms");
    orders
}

/// The uses of parts that come later, a line each.
fn backward(graph: &Graph, order: &Order) -> Vec<String> {
    let backward = graph.edges.iter().filter(|edge| {
        let rows = (order.row(&edge.from), order.row(&edge.to));
        matches!(rows, (Some(from), Some(to)) if from < to)
    });
    let told = |edge: &graph::Edge| {
        let (from, to) = (graph.file(&edge.from), graph.file(&edge.to));
        format!("{from}:{}: {} of {to}", edge.line, edge.written)
    };
    backward.map(told).collect()
}

/// The circles of files, each with one use from each file to each other.
fn circles(graph: &Graph) -> Vec<String> {
    let told = |files: BTreeSet<&str>| {
        let mut lines = vec![format!("circle of {} files", files.len())];
        let mut seen = BTreeSet::new();
        for edge in &graph.edges {
            let (from, to) = (graph.file(&edge.from), graph.file(&edge.to));
            if files.contains(from) && files.contains(to) && seen.insert((from, to)) {
                lines.push(format!("    {from}:{}: {} of {to}", edge.line, edge.written));
            }
        }
        lines.join("\n")
    };
    graph.circles().into_iter().map(told).collect()
}

#[test]
fn stages_and_rooms_use_only_earlier_ones() {
    let graph = library();
    let wrong: Vec<String> = listed().iter().flat_map(|order| backward(&graph, order)).collect();
    assert!(wrong.is_empty(), "{} uses of later parts:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_files_use_each_other() {
    let circles = circles(&library());
    assert!(circles.is_empty(), "{} circles of files:\n{}", circles.len(), circles.join("\n"));
}

#[test]
fn nothing_is_re_exported_by_a_glob() {
    let globs = library().globs();
    assert!(globs.is_empty(), "{}", globs.join("\n"));
}

/// The modules that a file declares, in its order.
fn declared(file: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(file)).unwrap();
    let name = |line: &str| {
        let line = line.trim_start_matches("pub(crate) ").trim_start_matches("pub ");
        line.strip_prefix("mod ")?.strip_suffix(';').map(str::to_owned)
    };
    text.lines().filter_map(name).collect()
}

#[test]
fn the_root_declares_the_stages_in_their_order() {
    let stages = listed().into_iter().find(|order| order.within.is_empty()).unwrap();
    assert_eq!(declared("src/lib.rs"), stages.names);
}

#[test]
fn every_room_is_listed() {
    for order in listed().into_iter().filter(|order| !order.within.is_empty()) {
        // `cargo fmt` sorts the declarations.
        let mut rooms = order.names;
        rooms.sort();
        assert_eq!(declared(&format!("src/{}/mod.rs", order.within.join("/"))), rooms);
    }
}

#[test]
fn files_are_short() {
    let long: Vec<String> = texts("src")
        .into_iter()
        .map(|(file, text)| (text.lines().count(), file))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, file)| format!("src/{file} has {lines} lines"))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
