//! The layer rule on small invented crates: what it must see, and what it must not take for a use.

use super::graph::Graph;
use super::order::Order;
use super::{backward, circles};

fn graph(files: &[(&str, &str)]) -> Graph {
    let owned = |(file, text): &(&str, &str)| ((*file).to_owned(), (*text).to_owned());
    Graph::new(&files.iter().map(owned).collect::<Vec<_>>())
}

/// The uses of later stages, where `early` comes before `late`.
fn uses_of_late(early: &str) -> Vec<String> {
    let files = [
        ("lib.rs", "mod early; mod late; pub use late::Set; pub use early::Plain as Renamed;"),
        (
            "early/mod.rs",
            "mod deep; pub use deep::Plain; pub(crate) use crate::late::room::helper;",
        ),
        ("early/deep.rs", early),
        ("late/mod.rs", "mod room; pub use room::claim::Claim; pub struct Set; pub fn room() {}"),
        (
            "late/room/mod.rs",
            "pub mod claim; pub fn helper() {} macro_rules! named { () => {}; } \
             pub(crate) use named;",
        ),
        ("late/room/claim.rs", "pub struct Claim;"),
    ];
    let order = Order { within: Vec::new(), names: ["early", "late"].map(str::to_owned).to_vec() };
    let mut found = backward(&graph(&files), &order);
    // `early/mod.rs` itself re-exports from a later stage.
    let own = "early/mod.rs:1: crate::late::room::helper of late/room/mod.rs";
    assert!(found.iter().any(|line| line == own), "{found:?}");
    found.retain(|line| line != own);
    found
}

#[test]
fn a_use_of_a_later_stage_is_found_however_it_is_written() {
    let set = "late/mod.rs";
    let claim = "late/room/claim.rs";
    for (written, path, file) in [
        ("use crate::late::Set;", "crate::late::Set", set),
        ("use crate::{early::Plain, late::{Set}};", "crate::late::Set", set),
        (
            "use crate::{\n    // Why.\n    late::{self, room::{claim::Claim as Other}},\n};",
            "crate::late::room::claim::Claim",
            claim,
        ),
        ("use crate::late::*;", "crate::late::*", set),
        ("use super::super::late::Set;", "super::super::late::Set", set),
        // Re-exported by the root and by a module on the way.
        ("use crate::Set;", "crate::Set", set),
        ("use crate::{Renamed, Set as S};", "crate::Set", set),
        ("use crate::late::Claim;", "crate::late::Claim", claim),
        ("use super::helper;", "super::helper", "late/room/mod.rs"),
        // Without an import.
        ("fn f() -> crate::Set { todo() }", "crate::Set", set),
        ("fn f(x: &[Box<crate::late::Claim>]) {}", "crate::late::Claim", claim),
        ("fn f() { format!(\"{}\", crate::late::room()); }", "crate::late::room", set),
        (
            "mod inner { fn f() { super::super::super::late::room::helper() } }",
            "super::super::super::late::room::helper",
            "late/room/mod.rs",
        ),
        (
            "use crate::late; fn f() { late::room::claim::Claim; }",
            "late::room::claim::Claim",
            claim,
        ),
        ("pub(crate) fn f() { use crate::late::Set; }", "crate::late::Set", set),
        ("crate::late::room::named!();", "crate::late::room::named", "late/room/mod.rs"),
        ("pub use crate::late::Set;", "crate::late::Set", set),
    ] {
        let found = uses_of_late(written);
        assert_eq!(found.len(), 1, "{written}: {found:?}");
        let end = format!(": {path} of {file}");
        assert!(found[0].starts_with("early/deep.rs:") && found[0].ends_with(&end), "{found:?}");
    }
}

#[test]
fn what_is_no_use_is_not_reported() {
    for written in [
        "// use crate::late::Set;\n/* crate::late::Set */\n/// See [`crate::Set`].\nfn f() {}",
        "const TEXT: &str = \"crate::late::Set\"; const RAW: &str = r#\"use crate::Set;\"#;",
        "#[cfg(test)]\nmod tests { use crate::late::Set; }",
        "#[cfg(test)]\nuse crate::late::Set;\nfn f() {}",
        "#[cfg(test)]\nimpl A { fn f() { crate::late::room() } }",
        "use crate::Renamed; use super::Plain;",
        "use std::late::Set; use serde::Serialize; fn f(late: late::Set) {}",
        "fn f() -> impl Iterator<Item = u8> + use<'_> { [b'{', b'\"'].into_iter() }",
    ] {
        assert_eq!(uses_of_late(written), Vec::<String>::new(), "{written}");
    }
}

#[test]
fn a_file_of_tests_alone_is_left_out() {
    let graph = graph(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "pub fn f() {}\n#[cfg(test)]\nmod checks;"),
        ("a/checks.rs", "use crate::b::g;"),
        ("b.rs", "pub fn g() { crate::a::f() }"),
    ]);
    let uses: Vec<_> = graph.edges.iter().map(|edge| graph.file(&edge.from)).collect();
    assert_eq!(uses, ["b.rs"]);
}

#[test]
fn the_line_of_a_use_is_told() {
    let found = uses_of_late("//! Words.\n\nuse crate::{\n    Renamed,\n    Set,\n};\n");
    assert_eq!(found, ["early/deep.rs:5: crate::Set of late/mod.rs"]);
}

#[test]
fn a_re_export_of_everything_is_found() {
    let graph = graph(&[
        ("lib.rs", "mod a; mod b;\npub use b::*;"),
        ("a.rs", "use crate::b::*; use std::fmt::*;"),
        ("b.rs", "pub(crate) use crate::a::{self, *}; pub use crate::a::f; pub fn g() {}"),
    ]);
    assert_eq!(graph.globs(), ["lib.rs:2: b::*", "b.rs:1: crate::a::*"]);
}

#[test]
fn rooms_of_a_module_are_ordered_as_stages_are() {
    let graph = graph(&[
        ("lib.rs", "mod personas; pub use personas::Portrait;"),
        ("personas/mod.rs", "mod claims; mod portrait; pub use portrait::Portrait;"),
        ("personas/claims.rs", "use super::Portrait;"),
        ("personas/portrait.rs", "use super::claims::pick; pub struct Portrait;"),
    ]);
    let names = ["claims", "portrait"].map(str::to_owned).to_vec();
    let order = Order { within: vec!["personas".to_owned()], names };
    let found = backward(&graph, &order);
    assert_eq!(found, ["personas/claims.rs:1: super::Portrait of personas/portrait.rs"]);
}

#[test]
fn two_files_and_three_files_that_use_each_other_are_circles() {
    let found = circles(&graph(&[
        ("lib.rs", "mod a; mod b; mod x; mod y; mod z; mod apart; pub use z::Z;"),
        ("a.rs", "use crate::b::B; pub struct A;"),
        ("b.rs", "pub struct B; impl B { fn f(a: crate::a::A) {} }"),
        ("x.rs", "use crate::y::Y; use crate::a::A;"),
        ("y.rs", "use crate::Z;"),
        ("z.rs", "use super::x; fn f() { x::g() }"),
        ("apart.rs", "use crate::{a::A, x::g};"),
    ]));
    let first: Vec<&str> = found.iter().filter_map(|circle| circle.lines().next()).collect();
    assert_eq!(first, ["circle of 2 files", "circle of 3 files"]);
    assert!(found[1].contains("y.rs:1: crate::Z of z.rs"), "{found:?}");
}

#[test]
fn a_parent_that_only_hands_on_makes_no_circle_and_one_that_uses_does() {
    let crate_with = |parent: &str| {
        circles(&graph(&[
            ("lib.rs", "mod parent;"),
            (
                "parent/mod.rs",
                &format!("mod child; pub(crate) use child::{{Child, grow}}; {parent}"),
            ),
            ("parent/child.rs", "use super::Shared; pub struct Child; pub fn grow() {}"),
        ]))
    };
    let hands_on = "pub struct Shared { grow: u8 } impl Shared { fn f(&self) { self.grow; } }";
    assert_eq!(crate_with(hands_on), Vec::<String>::new());
    for uses in [
        "pub struct Shared(Child);",
        "pub struct Shared; fn f() { grow(); }",
        "pub struct Shared; fn f() { child::grow(); }",
        "pub struct Shared; const ALL: [fn(); 1] = [grow];",
    ] {
        assert_eq!(crate_with(uses).len(), 1, "{uses}");
    }
}
