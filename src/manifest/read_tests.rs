use super::super::clustering::{ClusteringOptions, Groups};
use super::*;

fn error(text: &str) -> String {
    Manifest::from_toml(text, "study.toml").unwrap_err().to_string()
}

#[test]
fn every_key_of_the_documentation_is_read() {
    let text = r#"
title = "Clinic booking, spring"
kind = "user"
language = "en"
[facets]
goal = ["Goals/*"]
pain-point = ["Frustrations/*", "What is your biggest obstacle?"]
[themes]
"Slow reports" = ["interviews:Frustrations/slow reports", "survey:Which bother you? = Too long"]
[[source]]
id = "interviews"
path = "interviews/"
respondent = { document = '^(P\d+)' }
interviewer = ["I", "Moderator"]
positions = { line_ends = "one", unit = "utf-16", mark = true, inclusive = true }
role = { file = "participants.csv", column = "role", buyer = ["buyer"] }
asked = { "Frustrations/billing" = ["P01", "P04"] }
denies = { "Frustrations/no problem with billing" = "Frustrations/billing" }
consent = { file = "consent.csv" }
[[source]]
id = "crm"
path = "contacts.csv"
format = "hubspot-contacts"
respondent = "Record ID"
ids = "people"
keys = { email = "Email" }
weight = "weight"
account = "Associated Company"
role = { column = "Buying Role", buyer = ["Budget Holder", "Decision Maker"], user = ["End User"] }
[source.columns]
"How often?" = { facet = "behaviour", scale = "ordinal", levels = ["never", "weekly"] }
"Which?" = { facet = "pain-point", scale = "multiple", separator = ", ", role = "descriptive" }
[population]
source = "crm"
[clustering]
groups = { min = 1, max = 8 }
method = "latent-class"
prior = 1.0
starts = 20
replicates = 50
seed = 7
response_style = true
[privacy]
profile = "internal"
min_cell = 5
key = "privacy.key"
bands = ["Which?"]
"#;
    let manifest = Manifest::from_toml(text, "study.toml").unwrap();
    assert_eq!(manifest.sources.len(), 2);
    assert_eq!(manifest.facets[0].1.line, Some(6));
    let crm = &manifest.sources[1];
    assert_eq!((crm.line, crm.columns.len(), crm.keys.len()), (Some(20), 2, 1));
    assert_eq!(crm.role.as_ref().unwrap().values[0].0, PersonaKind::User);
    assert_eq!(manifest.clustering, ClusteringOptions::default());
    let forced = Manifest::from_toml("[clustering]\ngroups = 4", "m").unwrap();
    assert_eq!(forced.clustering.groups, Groups::Exactly(4));
    let text = "[clustering]\nkeep_apart = [[\"a\", \"b\"], [\"c*\"]]";
    let apart = Manifest::from_toml(text, "m").unwrap().kept_apart;
    let names: Vec<Vec<&str>> =
        apart.iter().map(|list| list.iter().map(|name| name.value.as_str()).collect()).collect();
    assert_eq!(names, [vec!["a", "b"], vec!["c*"]]);
}

#[test]
fn errors_name_line_expected_found_and_nearest() {
    for (text, message) in [
        (
            "kind = \"users\"",
            "study.toml:1: expected one of user, buyer, customer, decision-maker, influencer, \
             website-visitor, negative for `kind`, found \"users\" (did you mean \"user\"?)",
        ),
        (
            "\n[clustering]\nstarts = \"many\"",
            "study.toml:3: expected a whole number from 1 to 10000 for `starts`, found \"many\"",
        ),
        (
            "[clustering]\nkeep_apart = [\"a\", \"b\"]",
            "study.toml:2: expected a list of lists of strings for `keep_apart`, found array",
        ),
        (
            "[clustering]\ngroups = 0",
            "study.toml:2: expected a whole number from 1 to 50 for `groups`, found 0",
        ),
        (
            "title = \"x\n",
            "study.toml:1: expected TOML, found \"title = \\\"x\": \
             invalid basic string, expected `\"`",
        ),
        ("[[source]]\nid = \"a\"", "study.toml:1: expected a key `path`, found none"),
        (
            "[[source]]\nid = \"a\"\npath = \"b\"\nrespondent = { document = '(' }",
            "study.toml:4: expected a regular expression for `document`, found \"(\"",
        ),
        (
            "[privacy]\nprofile = \"publik\"",
            "study.toml:2: expected one of internal, team, public for `profile`, \
             found \"publik\" (did you mean \"public\"?)",
        ),
        (
            "[privacy]\nprofile = \"team\"\nmin_cell = 3",
            "study.toml:3: expected a whole number from 5 to 1000 for `min_cell`, found 3",
        ),
    ] {
        assert_eq!(error(text), message);
    }
    assert!(error("title = ").starts_with("study.toml:1: expected TOML, found "));
    assert!(error("[facets]\ngaol = \"x\"").ends_with("found \"gaol\" (did you mean \"goal\"?)"));
    let twice = "[[source]]\nid = \"a\"\npath = \"b\"\n[[source]]\nid = \"a\"\npath = \"c\"";
    assert_eq!(error(twice), "study.toml:4: expected different ids, found a second source \"a\"");
}
